"""What an answer can come to: the verdicts and amounts that are possible, and joining them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction

from civbenefits.expressions.ranges import Span, Truth
from civbenefits.records import Data

Number = int | Fraction
Outcome = tuple[bool | None, Number | None]
"""Whether somebody receives a scheme, and the amount in fen; None is not on record."""


class Possible(Data):
    """What a question can come to.

    Attributes:
        eligible, refused: whether each is possible.
        low, high: least and greatest amount in fen, 0 where nothing is paid; a ``high`` of
            None means no limit.
        unrecorded: whether it can also end in an amount that is not on record.
        exact: whether completions were found that reach both bounds.
    """

    eligible: bool
    refused: bool
    low: Number
    high: Number | None
    unrecorded: bool
    exact: bool = False

    @property
    def fixed(self) -> bool:
        """Whether all completions come to the same."""
        return self.eligible + self.refused + self.unrecorded == 1 and self.low == self.high

    def within(self, other: Possible) -> bool:
        """Whether the other allows every verdict and amount that this one does."""
        return (
            self.eligible <= other.eligible
            and self.refused <= other.refused
            and other.low <= self.low
            and (other.high is None or (self.high is not None and self.high <= other.high))
        )


def seen(outcomes: Collection[Outcome], *, pays: bool) -> Possible:
    """What some completions came to."""
    verdicts = {received for received, _ in outcomes}
    unrecorded = None in verdicts or (pays and (True, None) in outcomes)
    paid = [amount for received, amount in outcomes if received and amount is not None]
    if not pays or not paid:
        paid = [0]
    elif False in verdicts:
        paid.append(0)
    return Possible(True in verdicts, False in verdicts, min(paid), max(paid), unrecorded)


def ranged(truth: Truth, amount: Span | None) -> Possible:
    """What the ranges of a verdict and of an amount (None where nothing is paid) allow."""
    if not truth.yes or amount is None:
        return Possible(truth.yes, truth.no, 0, 0, truth.gap)
    if amount.void:
        return Possible(True, truth.no, 0, 0, True)
    low = 0 if truth.no or amount.low is None else max(0, amount.low)
    return Possible(True, truth.no, low, amount.high, amount.gap or truth.gap)


def any_of(every: Iterable[Possible]) -> Possible:
    """What any of several allows."""
    found = list(every)
    highs = [each.high for each in found if each.high is not None]
    return Possible(
        any(each.eligible for each in found),
        any(each.refused for each in found),
        min(each.low for each in found),
        max(highs) if len(highs) == len(found) else None,
        any(each.unrecorded for each in found),
    )
