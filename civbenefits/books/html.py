"""A document as one HTML file of its own: for a screen, a telephone or A4 paper."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from civbenefits.books.blocks import (
    Block,
    Contents,
    Document,
    Fact,
    Facts,
    Heading,
    Items,
    Line,
    Paragraph,
    Row,
    Table,
)
from civbenefits.books.style import STYLE
from civbenefits.presenting.typography import css_string

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def html(document: Document) -> str:
    """The document as HTML that needs nothing else."""
    title = escape(document.title)
    footer = f'@page {{ @bottom-left {{ content: "{css_string(document.footer)}"; }} }}'
    body = "\n".join(text for block in document.blocks for text in _block(block))
    return f"""<!DOCTYPE html>
<html lang="{escape(document.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
{STYLE}{footer}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level=level, text=text, anchor=anchor):
            yield f'<h{level} id="{escape(anchor)}">{escape(text)}</h{level}>'
        case Paragraph(line=line):
            yield f"<p>{_line(line)}</p>"
        case Items(lines=lines):
            yield _list("ul", lines)
        case Facts(facts=facts):
            yield '<dl class="facts">'
            for fact in facts:
                yield f"<div><dt>{escape(fact.label)}</dt><dd>{_told(fact)}</dd></div>"
            yield "</dl>"
        case Table(head=head, widths=widths, rows=rows):
            cells = "".join(f"<th>{escape(each)}</th>" for each in head)
            columns = "".join(f'<col style="width: {width}%">' for width in widths)
            yield f"<table><colgroup>{columns}</colgroup><thead><tr>{cells}</tr></thead>"
            yield "<tbody>"
            for row in rows:
                yield _row(head, row)
            yield "</tbody></table>"
        case Contents(entries=entries):
            yield '<nav><ul class="contents">'
            for entry in entries:
                below = _list("ul", entry.below) if entry.below else ""
                yield f"<li>{_line(entry.line)}{below}</li>"
            yield "</ul></nav>"


def _told(fact: Fact) -> str:
    if fact.numbered:
        return _list("ol", fact.lines)
    return "".join(f"<p>{_line(line)}</p>" for line in fact.lines)


def _list(tag: str, lines: tuple[Line, ...]) -> str:
    items = "".join(f"<li>{_line(line)}</li>" for line in lines)
    return f"<{tag}>{items}</{tag}>"


def _row(head: tuple[str, ...], row: Row) -> str:
    anchor = f' id="{escape(row.anchor)}"' if row.anchor else ""
    cells = []
    for name, cell in zip(head, row.cells, strict=True):
        inner = "<br>".join(map(_line, cell))
        empty = "" if cell else ' class="empty"'
        cells.append(f'<td data-label="{escape(name)}"{empty}><div>{inner}</div></td>')
    return f"<tr{anchor}>{''.join(cells)}</tr>"


def _line(line: Line) -> str:
    parts = []
    for span in line:
        text = escape(span.text)
        text = f"<strong>{text}</strong>" if span.strong else text
        parts.append(f'<a href="#{escape(span.link)}">{text}</a>' if span.link else text)
    return "".join(parts)
