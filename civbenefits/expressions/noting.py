"""What is noted of expressions while they are built, for checks that need all places and days."""

from __future__ import annotations

from typing import NamedTuple

from civbenefits.expressions import nodes as n
from civbenefits.located import Spot, visible_spots
from civbenefits.tables.model import At, Source

SHOWN = 60


class Part(NamedTuple):
    """A part of an expression: from one byte to another of its text with single spaces."""

    source: Source
    start: int
    end: int

    @property
    def at(self) -> At:
        """Where it stands in the file."""
        source = self.source
        before = " ".join(source.text.split()).encode()[: self.start].decode()
        visible = sum(not character.isspace() for character in before)
        spots = visible_spots(source.written, Spot(source.at.line, source.at.column))
        spot = next((spot for index, spot in enumerate(spots) if index == visible), None)
        return source.at if spot is None else At(source.at.file, *spot)

    @property
    def text(self) -> str:
        """How it is written."""
        whole = " ".join(self.source.text.split()).encode()
        return whole[self.start : self.end].decode()[:SHOWN]


def whole(source: Source) -> Part:
    """All of an expression."""
    return Part(source, 0, len(" ".join(source.text.split()).encode()))


class Notes:
    """Notes of every expression that one linking builds.

    Attributes:
        tests: each part that is true or false, and its tree.
        keyed: each figure that was looked up by a key, and where it is written.
    """

    def __init__(self) -> None:
        self.tests: list[tuple[Part, n.Node]] = []
        self.keyed: list[tuple[At, n.Lookup]] = []
