"""Plain data from a text file, with the position of every key and value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

MAX_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 20

Path = tuple[str | int, ...]
Data = Any
"""dict[str, Data], list[Data] or str."""


class Spot(NamedTuple):
    """A line and a column, both counted from 1."""

    line: int
    column: int


class Located(NamedTuple):
    """Plain data with the position of each value (and of each key, under ``path + (KEY,)``).

    Attributes:
        text: the whole file.
        extents: where each text value is written in it, quotes and all.
    """

    data: Data
    spots: dict[Path, Spot]
    text: str = ""
    extents: Mapping[Path, tuple[int, int]] = MappingProxyType({})

    def spot(self, path: Path) -> Spot:
        """The position of a value, or of the nearest thing around it."""
        while path not in self.spots and path:
            path = path[:-1]
        return self.spots.get(path, Spot(1, 1))

    def written(self, path: Path) -> str:
        """A text value as the file has it; empty where that is not kept."""
        start, end = self.extents.get(path, (0, 0))
        return self.text[start:end]


KEY: Final = "\0key"

_ESCAPED_SPACE: Final = "\t\r\n tnvfrN_LP"
_ESCAPED_CODE: Final = {"x": 2, "u": 4, "U": 8}


def visible_spots(written: str, start: Spot) -> Iterator[Spot]:
    """Where each character of a text value that is no space stands in the file.

    Quotes, escapes, folded and indented lines change the spaces of a text and nothing
    else, so that what is visible is found again by counting.

    Args:
        written: the value as the file has it, with its quotes or its ``>`` or ``|``.
        start: where that begins.
    """
    style = written[:1] if written[:1] in ("'", '"', "|", ">") else ""
    line, column = start
    index = 0
    if style in ("|", ">"):
        index = written.find("\n") + 1 or len(written)
        line, column = line + 1, 1
    elif style:
        index, column = 1, column + 1
    while index < len(written):
        mark = written[index]
        length, visible = 1, not mark.isspace()
        if style == '"' and mark == "\\":
            length, visible = _escape(written, index)
        elif style == "'" and written.startswith("''", index):
            length = 2
        elif mark == style and mark in "'\"":
            return
        if visible:
            yield Spot(line, column)
        piece = written[index : index + length]
        if "\n" in piece or (mark == "\r" and not written.startswith("\n", index + 1)):
            line, column = line + 1, 1
        else:
            column += length
        index += length


def _escape(written: str, index: int) -> tuple[int, bool]:
    """How long an escape is, and whether it stands for something visible."""
    kind = written[index + 1 : index + 2]
    if kind in _ESCAPED_CODE:
        length = 2 + _ESCAPED_CODE[kind]
        return length, not chr(int(written[index + 2 : index + length], 16)).isspace()
    return 2, kind not in _ESCAPED_SPACE
