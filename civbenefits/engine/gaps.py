"""Distances as numbers and days: what is small, what asks more, when an age is reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor
from typing import Final, NamedTuple

from civbenefits.dates import last_day
from civbenefits.decisions.whynot import Distance
from civbenefits.expressions import nodes as n
from civbenefits.money import Exact, is_whole_fen

NEAR_MONEY: Final = Fraction(1, 10)
NEAR_MONTHS: Final = 12
NEAR_COUNT: Final = 1
"""What is a small distance: money off by at most this share of the limit; at most so many
months of time (a year of full years is twelve); a count, or months that are counted, off by
at most so many. Nothing else is small: not a yes or no, a choice, a place or another scheme."""

UPWARDS: Final = (">", ">=")
STRICT: Final = ("<", ">")
_LAST_YEAR: Final = 9998


class Measured(NamedTuple):
    """A distance and how it compares with others.

    Attributes:
        hopeless: 1 where nothing cures it, or where it is not on record what would.
        unmeasured: 1 where it has no size.
        size: in terms of what is small: 1 is just small.
        allowed: of a choice, the values that would do.
    """

    distance: Distance
    hopeless: int = 0
    unmeasured: int = 0
    size: Fraction = Fraction(0)
    allowed: frozenset[str] = frozenset()

    def implies(self, other: Measured) -> bool:
        """Whether this asks, of the same value, all that the other does."""
        mine, theirs = self.distance, other.distance
        if mine == theirs:
            return True
        if self._about != other._about:
            return False
        if mine.change is not None and theirs.change is not None:
            # The same gap in the same direction, to a limit that is taken in or left out.
            return mine.exact == theirs.exact and mine.change >= theirs.change
        return bool(self.allowed) and self.allowed <= other.allowed

    def excludes(self, other: Measured) -> bool:
        """Whether no value of the same choice would do for both."""
        both = bool(self.allowed and other.allowed) and self._about == other._about
        return both and not self.allowed & other.allowed

    @property
    def _about(self) -> tuple[object, ...]:
        return (self.distance.about, self.distance.person, self.distance.actual)


def birthday(born: date, years: int) -> date | None:
    """The day on which so many years are full; None beyond the calendar.

    Who is born on 29 February completes a year on 1 March where the year has no 29 February.
    """
    year = born.year + years
    if year > _LAST_YEAR:
        return None
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def first_month(turns: date, age: n.Age) -> date:
    """The first day of the first month in which an age is reached on the day that is tested."""
    if age.day == "month_end" or turns.day == 1:
        return turns.replace(day=1)
    return last_day(turns.replace(day=1), "month") + timedelta(days=1)


def apart(one: Exact, other: Exact) -> Exact:
    """The gap between two numbers."""
    return one - other if one > other else other - one


def least_step(op: str, gap: Exact) -> int | None:
    """The least change in whole steps that bridges a gap; None where none does."""
    if op in STRICT or op == "!=":
        return floor(gap) + 1
    if op == "==":
        return int(gap) if is_whole_fen(gap) else None
    return ceil(gap)


def share(gap: Exact, limit: Exact) -> Fraction:
    """A gap as a share of the limit; where that is 0, more than all of it."""
    return abs(Fraction(gap) / limit) if limit else (1 + abs(Fraction(gap)) if gap else Fraction(0))


def factors(node: n.Node) -> Iterator[n.Node]:
    """What a product is made of."""
    if isinstance(node, n.Arithmetic) and node.op in ("*", "/"):
        yield from factors(node.left)
        if node.op == "*":
            yield from factors(node.right)
    else:
        yield node


def of_persons(factors: Sequence[n.Node]) -> list[n.Node]:
    """The factors that count persons."""
    return [factor for factor in factors if factor.type.unit == "persons"]
