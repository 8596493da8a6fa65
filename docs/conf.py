"""How Sphinx makes the documentation site: sphinx-build -W docs FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))

import generated

from civbenefits import __version__
from civbenefits.records import Record

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "civbenefits"
author = project
copyright = "civbenefits, Apache-2.0"  # noqa: A001 - Sphinx calls it so
release = version = __version__
language = "zh_CN"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["README.md"]
source_suffix = {".md": "markdown"}

html_theme = "furo"
html_title = project
html_copy_source = False
html_show_sphinx = False
html_static_path = ["static"]
html_css_files = ["site.css"]
pygments_style = "friendly"

myst_enable_extensions = ["attrs_inline"]
myst_heading_anchors = 4

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_numpy_docstring = False
napoleon_use_ivar = True


def setup(app: Sphinx) -> None:
    """Write the pages that are made from the program and the tables; show records as such."""
    app.connect("builder-inited", lambda _: generated.write())
    app.connect("autodoc-process-signature", _signature)


def _signature(
    _app: Sphinx, what: str, _name: str, thing: Any, _options: Any, signature: str | None, back: str
) -> tuple[str | None, str]:
    """The fields of a record as the arguments that it takes."""
    if what != "class" or not issubclass(thing, Record):
        return signature, back
    required = thing.__dict__.get("_required", frozenset(thing.record_fields))
    fields = (name if name in required else f"{name}=..." for name in thing.record_fields)
    return f"({', '.join(fields)})", back
