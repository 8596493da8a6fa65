"""A document as Markdown: anchors are HTML, everything else is plain Markdown with tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Final

from civbenefits.books.blocks import (
    Block,
    Contents,
    Document,
    Entry,
    Facts,
    Heading,
    Items,
    Line,
    Paragraph,
    Row,
    Table,
)

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]#|~$])")
_LIST_LIKE: Final = re.compile(r"^(\d+)([.)])|^([-+=>])")


def markdown(document: Document) -> str:
    """The document as Markdown."""
    return "\n\n".join(text for block in document.blocks for text in _block(block)) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level=level, text=text, anchor=anchor):
            yield _anchor(anchor)
            yield f"{'#' * level} {_plain(text)}"
        case Paragraph(line=line):
            yield _line(line)
        case Items(lines=lines):
            yield "\n".join(f"- {_line(line)}" for line in lines)
        case Facts(facts=facts):
            for fact in facts:
                label = f"**{_plain(fact.label)}**"
                if len(fact.lines) == 1 and not fact.numbered:
                    yield f"{label} {_line(fact.lines[0])}"
                    continue
                yield label
                marks = [f"{at}." if fact.numbered else "-" for at in range(1, len(fact.lines) + 1)]
                yield "\n".join(
                    f"{m} {_line(each)}" for m, each in zip(marks, fact.lines, strict=True)
                )
        case Table(head=head, rows=rows):
            top = [_row([_plain(each) for each in head]), _row(["---"] * len(head))]
            yield "\n".join([*top, *(_row(_cells(row)) for row in rows)])
        case Contents(entries=entries):
            yield "\n".join(text for entry in entries for text in _entry(entry))


def _entry(entry: Entry) -> Iterator[str]:
    yield f"- {_line(entry.line)}"
    yield from (f"  - {_line(line)}" for line in entry.below)


def _cells(row: Row) -> list[str]:
    cells = ["<br>".join(map(_line, cell)) for cell in row.cells]
    if row.anchor:
        cells[0] = _anchor(row.anchor) + cells[0]
    return cells


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _line(line: Line) -> str:
    parts = []
    for span in line:
        text = _escaped(span.text)
        if span.strong and text.strip():
            text = f"<strong>{text}</strong>"
        parts.append(f"[{text}](#{escape(span.link)})" if span.link else text)
    return _at_start("".join(parts).strip())


def _plain(text: str) -> str:
    return _escaped(text).strip()


def _escaped(text: str) -> str:
    """Text that means nothing to Markdown, on one line; an address becomes no link."""
    plain = escape(re.sub(r"\s+", " ", text), quote=False)
    return _SPECIAL.sub(r"\\\1", plain).replace("://", "&#58;//")


def _at_start(text: str) -> str:
    """Text that begins no list, quotation or rule."""
    return _LIST_LIKE.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", text)


def _anchor(anchor: str) -> str:
    return f'<a id="{escape(anchor)}"></a>'
