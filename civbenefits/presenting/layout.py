"""Text laid out in columns, where a Chinese character is two columns wide."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from unicodedata import category, east_asian_width

DEFAULT_COLUMNS = 100
MIN_COLUMNS = 40
MAX_COLUMNS = 160
MIN_CELL = 20

INDENT = "  "
COLUMN_GAP = "  "

_CLOSING = frozenset("\uff0c\uff1a\uff1b\uff1f\uff01\uff09、。】》」』〕”’…%]),.;:!?")
_OPENING = frozenset("\uff08【《「『〔“‘[(")
"""Marks before or after which a line does not break; some are the wide form of plain ones."""


def terminal_columns() -> int:
    """The width to write for; 100 where the output is no terminal and nobody says."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit() and int(asked) > 0:
        columns = int(asked[:6])
    else:
        try:
            columns = os.get_terminal_size(sys.stdout.fileno()).columns or DEFAULT_COLUMNS
        except (OSError, ValueError, AttributeError):
            columns = DEFAULT_COLUMNS
    return max(MIN_COLUMNS, min(columns, MAX_COLUMNS))


def printable(text: str) -> str:
    """The text with a question mark for whatever a terminal might obey rather than show."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else "?" for c in text)


def columns_of(text: str) -> int:
    """How many columns the text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if east_asian_width(character) in "WF":
        return 2
    return 0 if category(character) in ("Mn", "Me", "Cf") else 1


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines of at most so many columns.

    A line breaks at a space, beside a wide character or between brackets, but not before a
    closing nor after an opening mark. A longer unit than the line stays whole.
    """
    lines: list[str] = []
    line, used = "", 0
    for unit, space in _units(text):
        size = columns_of(unit)
        gap = " " if space and line else ""
        if line and used + len(gap) + size > columns:
            lines.append(line)
            line, used, gap = "", 0, ""
        line += gap + unit
        used += len(gap) + size
    return [*lines, line] if line or not lines else lines


def _units(text: str) -> list[tuple[str, bool]]:
    """What must stay together, and whether a space goes before it."""
    units: list[tuple[str, bool]] = []
    unit, space, after_wide = "", False, False
    for character in text:
        if character.isspace():
            if unit:
                units.append((unit, space))
                unit = ""
            space = True
            continue
        wide = _columns(character) == 2
        joins = character in _CLOSING or unit[-1:] in _OPENING
        between = character in _OPENING and unit[-1:] in _CLOSING
        if unit and not joins and (wide or after_wide or between):
            units.append((unit, space))
            unit, space = "", False
        unit += character
        after_wide = wide
    if unit:
        units.append((unit, space))
    return units


def paragraph(text: str, columns: int, first: str = "", rest: str | None = None) -> list[str]:
    """A wrapped text with something before its first line, the others set under it."""
    after = " " * columns_of(first) if rest is None else rest
    lines = wrapped(text, max(columns - max(columns_of(first), columns_of(after)), 16))
    return [f"{first if index == 0 else after}{line}" for index, line in enumerate(lines)]


def table(
    rows: Sequence[Sequence[str]],
    columns: int,
    *,
    details: Sequence[Sequence[str]] = (),
    right: int | None = None,
    most: int | None = None,
    indent: str = INDENT,
) -> list[str]:
    """Rows of cells in aligned columns; the last cell of a row is wrapped.

    Args:
        rows: as many cells in each.
        columns: the width of the whole.
        details: lines to put under each row.
        right: the column that is set to the right, for amounts.
        most: how many lines the last cell may take before it is cut short.
        indent: what goes before every row.
    """
    if not rows:
        return []
    widths = [_fitting(map(columns_of, cells), columns) for cells in zip(*rows, strict=True)][:-1]
    lines: list[str] = []
    for index, row in enumerate(rows):
        cells = list(row)
        if columns_of(cells[0]) > widths[0]:
            lines.append(f"{indent}{cells[0]}")
            cells[0] = ""
        start = indent if any(widths) else indent + 2 * COLUMN_GAP
        for place, (cell, size) in enumerate(zip(cells[:-1], widths, strict=True)):
            gap = " " * (size - columns_of(cell))
            start += (gap + cell if place == right else cell + gap) + (COLUMN_GAP if size else "")
        if columns - columns_of(start) < MIN_CELL and start.strip():
            lines.append(start.rstrip())
            start = indent + 2 * COLUMN_GAP
        shown = paragraph(cells[-1], columns, start)
        if most is not None and len(shown) > most:
            shown = [*shown[: most - 1], _cut(shown[most - 1], columns)]
        lines += [line.rstrip() for line in shown]
        lines += details[index] if details else ()
    return [line for line in lines if line.strip()]


def _cut(line: str, columns: int) -> str:
    while columns_of(line) >= columns:
        line = line[:-1]
    return f"{line}…"


def _fitting(sizes: Iterable[int], columns: int) -> int:
    """The widest that leaves room for the rest."""
    found = list(sizes)
    room = columns * 2 // 5
    return max((size for size in found if size <= room), default=0)


def joined(parts: Iterable[str], separator: str) -> str:
    """The parts that are not empty, with something between them."""
    return separator.join(part for part in parts if part)
