"""The pages of the site that are made from the program and the tables, and kept nowhere."""

from __future__ import annotations

import io
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from itertools import groupby
from pathlib import Path
from typing import Final
from unittest.mock import patch

import civbenefits
from civbenefits.books import book
from civbenefits.cli.main import main
from civbenefits.cli.options import commands_below
from civbenefits.engine.library import built_in
from civbenefits.texts import Language

FOLDER: Final = Path(__file__).parent / "generated"
COLUMNS: Final = "88"

MODULES: Final = {
    "civbenefits.api": "函数 · Functions",
    "civbenefits.engine": "规则 · Rules",
    "civbenefits.facts": "家庭和人员 · Households and persons",
    "civbenefits.decisions": "结论 · Decisions",
    "civbenefits.errors": "错误 · Errors",
    "civbenefits.texts": "两种语言的文字 · Texts in both languages",
}
"""Where the public names of `civbenefits` are defined, in the order of the reference."""

SUBMODULES: Final = {
    "civbenefits.interviewing": "访谈 · Interviews",
    "civbenefits.books": "规则手册 · Rule books",
    "civbenefits.books.model": "规则手册的内容 · What is in a rule book",
    "civbenefits.notices": "告知书 · Notices",
    "civbenefits.cases": "规则表的案例 · Cases of tables",
    "civbenefits.testing": "测试用的生成器 · Strategies for tests",
}

LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")


def write() -> None:
    """Write every page anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    pages = {"commands.md": _commands(), "api.md": _api(), **dict(_books())}
    for name, text in pages.items():
        file = FOLDER / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


# Commands -----------------------------------------------------------------------------


def _commands() -> str:
    parts = ["# 命令参考 · Commands", "`--help` 的原文。What `--help` says."]
    for command in [[], *_below([])]:
        title = " ".join(["civbenefits", *command])
        parts += [f"## {title}", f"```text\n{_help(command)}```"]
    return "\n\n".join(parts) + "\n"


def _below(command: list[str]) -> Iterator[list[str]]:
    """Every command below one, each followed by those below it."""
    for name in commands_below(command):
        yield [*command, name]
        yield from _below([*command, name])


def _help(command: list[str]) -> str:
    printed = io.StringIO()
    with redirect_stdout(printed), patch.dict(os.environ, COLUMNS=COLUMNS):
        main([*command, "--help"])
    return printed.getvalue()


# API ----------------------------------------------------------------------------------


def _api() -> str:
    parts = ["# API 参考 · API reference", "```{eval-rst}\n.. currentmodule:: civbenefits\n```"]
    names = sorted(civbenefits.__all__, key=lambda name: (_place(name), name))
    for place, found in groupby(names, key=_place):
        parts.append(f"## {list(MODULES.values())[place]}")
        for name in found:
            kind = "autoclass" if isinstance(getattr(civbenefits, name), type) else "autofunction"
            members = "\n   :members:" if kind == "autoclass" else ""
            parts.append(f"```{{eval-rst}}\n.. {kind}:: {name}{members}\n```")
    for module, title in SUBMODULES.items():
        parts.append(f"## {title}")
        parts.append(f"```{{eval-rst}}\n.. automodule:: {module}\n   :members:\n```")
    return "\n\n".join(parts) + "\n"


def _place(name: str) -> int:
    """Which part of the reference a public name belongs to."""
    module = getattr(civbenefits, name).__module__
    return next(at for at, start in enumerate(MODULES) if f"{module}.".startswith(f"{start}."))


# Rule books ---------------------------------------------------------------------------


def _books() -> Iterator[tuple[str, str]]:
    """The rule book of every place in the month of the build, and a page that lists them."""
    built = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())))
    month = time.strftime("%Y-%m", built)
    rows = ["| 地区 | Place | |", "|---|---|---|"]
    pages = []
    for place in sorted(built_in().tables.places.values(), key=lambda each: each.code):
        links = []
        for language in LANGUAGES:
            name = f"{place.code}-{language}"
            rulebook = civbenefits.rulebook(place.code, month)
            yield f"books/{name}.md", _for_myst(book(rulebook, language=language), name)
            pages.append(f"{place.title.in_(language)} <{name}>")
            links.append(f"[{'中文' if language == 'zh' else 'English'}]({name}.md)")
        rows.append(f"| {place.title.zh} | {place.title.en} | {' · '.join(links)} |")
    text = (
        f"# 各地规则手册 · Rule books\n\n由规则表生成,{month}。Made from the tables, {month}.\n\n"
        + "\n".join(rows)
        + "\n\n```{toctree}\n:hidden:\n\n"
        + "\n".join(pages)
        + "\n```\n"
    )
    yield "books/index.md", text


def _for_myst(text: str, page: str) -> str:
    """A book with anchors of its own in the site, as this dialect of Markdown has them."""
    text = re.sub(r"\]\(#([^)]+)\)", rf"](#{page}-\1)", text)
    text = re.sub(r'(?m)^<a id="([^"]+)"></a>$', rf"({page}-\1)=", text)
    return re.sub(r'<a id="([^"]+)"></a>', rf"[]{{#{page}-\1}}", text)
