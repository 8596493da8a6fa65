"""Plain data from a text file, with the position of every key and value."""

from __future__ import annotations

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
    """Plain data with the position of each value (and of each key, under ``path + (KEY,)``)."""

    data: Data
    spots: dict[Path, Spot]

    def spot(self, path: Path) -> Spot:
        """The position of a value, or of the nearest thing around it."""
        while path not in self.spots and path:
            path = path[:-1]
        return self.spots.get(path, Spot(1, 1))


KEY: Final = "\0key"
