"""Templates filled in by Jinja2, in a sandbox in which there is only plain data."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from civbenefits.errors import InputError
from civbenefits.presenting.layout import columns_of, paragraph, wrapped
from civbenefits.presenting.typography import css_string

if TYPE_CHECKING:
    from jinja2 import BaseLoader
    from jinja2.sandbox import SandboxedEnvironment

    from civbenefits.notices.view import Plain

COLUMNS: Final = 78
"""The width of a notice in plain text."""

BUILT_IN: Final = "built-in"
"""Under this prefix an office's template finds the built-in ones, to extend them."""

TEXT_ENDING: Final = ".txt.j2"

_AT_FAULT: Final = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What a template can bring about besides Jinja2's own errors."""


def render(
    name: str,
    data: Mapping[str, Plain],
    names: Sequence[str],
    folder: Path | str | None = None,
) -> str:
    """The template of that name with the data in it.

    Args:
        name: of the template.
        data: texts, and lists and mappings of them.
        names: of all templates that a folder may replace.
        folder: templates of an office.

    Raises:
        InputError: Jinja2 is not installed, there is no such folder, or a template is at fault.
    """
    try:
        from jinja2 import TemplateError
    except ImportError:
        raise InputError("input.extra_missing", package="Jinja2", extra="notice") from None
    environment = _environment(_folder(folder, names))
    try:
        text = environment.get_template(name).render(data)
    except (TemplateError, *_AT_FAULT) as fault:
        raise _fault(fault, name) from None
    return "\n".join(line.rstrip() for line in text.rstrip().split("\n")) + "\n"


def _environment(folder: Path | None) -> SandboxedEnvironment:
    from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from jinja2.utils import Namespace

    built_in = PackageLoader("civbenefits.notices")
    own: list[BaseLoader] = [] if folder is None else [FileSystemLoader(folder)]
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([*own, built_in, PrefixLoader({BUILT_IN: built_in})]),
        autoescape=lambda name: name is None or not name.endswith(TEXT_ENDING),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.clear()
    environment.globals["namespace"] = Namespace
    environment.filters |= {
        "css_string": css_string,
        "paragraph": _paragraph,
        "aligned": _aligned,
        "centred": _centred,
    }
    return environment


def _folder(folder: Path | str | None, names: Sequence[str]) -> Path | None:
    """The folder, if there is one and anything in it would be used."""
    if folder is None:
        return None
    path = Path(folder)
    try:
        found = any((path / name).is_file() for name in names)
    except (OSError, ValueError):
        found = False
    if not found:
        raise InputError("input.no_templates", path="templates", names=tuple(names))
    return path


def _fault(fault: Exception, name: str) -> InputError:
    """What is wrong with a template, and where; never what was to be filled in."""
    from jinja2 import TemplateSyntaxError, UndefinedError

    told = isinstance(fault, TemplateSyntaxError | UndefinedError) and fault.message
    problem = told or type(fault).__name__
    where, line = name, 0
    if isinstance(fault, TemplateSyntaxError):
        where, line = fault.name or name, fault.lineno
    else:
        for frame in traceback.extract_tb(fault.__traceback__):
            if frame.filename.endswith(".j2"):
                where, line = Path(frame.filename).name, frame.lineno or 0
    path = f"{where}:{line}" if line else where
    return InputError("input.bad_template", path=path, problem=problem)


# Filters ------------------------------------------------------------------------------


def _paragraph(text: str, first: str = "") -> str:
    """The text in lines, with something before the first; the others are set under it."""
    return "\n".join(paragraph(text, COLUMNS, first))


def _aligned(text: str, right: str, first: str = "") -> str:
    """Two texts at the two ends of a line; of two lines, if need be."""
    lines = wrapped(text, COLUMNS - columns_of(first))
    room = COLUMNS - columns_of(first + lines[-1]) - columns_of(right)
    if room < 2:
        lines.append("")
        room = COLUMNS - columns_of(first) - columns_of(right)
    lines[-1] += " " * max(room, 0) + right
    indent = " " * columns_of(first)
    return "\n".join((indent if index else first) + line for index, line in enumerate(lines))


def _centred(text: str) -> str:
    """The text in the middle of its line."""
    return " " * max((COLUMNS - columns_of(text)) // 2, 0) + text
