"""A document in one language, before it has a format: headings, lines, lists and tables."""

from __future__ import annotations

from civbenefits.records import Data


class Span(Data):
    """A piece of a line; ``link`` is the anchor in the same document that it leads to."""

    text: str
    link: str | None = None
    strong: bool = False


Line = tuple[Span, ...]


class Heading(Data):
    """A heading; the title of the document has level 1."""

    level: int
    text: str
    anchor: str


class Paragraph(Data):
    """A paragraph."""

    line: Line


class Items(Data):
    """A list."""

    lines: tuple[Line, ...]


class Fact(Data):
    """Something with a label: one line or several, numbered or not."""

    label: str
    lines: tuple[Line, ...]
    numbered: bool = False


class Facts(Data):
    """Labels and what is to be said of each."""

    facts: tuple[Fact, ...]


class Row(Data):
    """A row of a table; a cell holds lines.

    Attributes:
        anchor: where links to what the row is about lead.
    """

    cells: tuple[tuple[Line, ...], ...]
    anchor: str | None = None


class Table(Data):
    """A table with a head.

    Attributes:
        widths: of the columns, in hundredths of the table.
    """

    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]


class Entry(Data):
    """An entry of the contents, and those below it."""

    line: Line
    below: tuple[Line, ...]


class Contents(Data):
    """The table of contents."""

    entries: tuple[Entry, ...]


Block = Heading | Paragraph | Items | Facts | Table | Contents


class Document(Data):
    """A document.

    Attributes:
        language: ``zh`` or ``en``.
        title: in plain text.
        footer: what goes at the foot of every printed page.
    """

    language: str
    title: str
    footer: str
    blocks: tuple[Block, ...]
