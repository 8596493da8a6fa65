"""Bounds of the sum of monthly amounts, in which schemes that exclude each other count once."""

from __future__ import annotations

from collections.abc import Sequence

from civbenefits.engine.possible import Number, Outcome, Possible
from civbenefits.engine.rules import LinkedRules
from civbenefits.engine.surveying import Subject


def summed(subjects: Sequence[Subject], outcomes: Sequence[Outcome]) -> Number:
    """The sum of the monthly amounts of one completion, in fen."""
    return sum(
        amount
        for subject, (received, amount) in zip(subjects, outcomes, strict=True)
        if received and amount is not None and subject.scheme.period == "month"
    )


class Exclusions:
    """Which schemes nobody can have together, by the tables."""

    def __init__(self, linked: LinkedRules) -> None:
        self._pairs = frozenset(
            (one, other)
            for each in linked.combinations
            if each.relation in ("exclusive", "choice")
            for one in each.schemes
            for other in each.schemes
            if one != other and (each.relation == "choice" or each.keeps in (one, other))
        )

    def total(self, subjects: Sequence[Subject], possible: Sequence[Possible]) -> Possible:
        """Sound bounds of the sum."""
        monthly = [
            (subject, each)
            for subject, each in zip(subjects, possible, strict=True)
            if subject.scheme.pays and subject.scheme.period == "month"
        ]
        # An amount that may prove not to be on record may add nothing to the sum.
        low: Number = sum(0 if each.unrecorded else each.low for _, each in monthly)
        unlimited = any(each.high is None for _, each in monthly)
        high = None if unlimited else self._most([(s, each.high or 0) for s, each in monthly])
        unrecorded = any(each.unrecorded for _, each in monthly)
        return Possible(high != 0, low == 0, low, high, unrecorded)

    def _most(self, amounts: list[tuple[Subject, Number]]) -> Number:
        """The greatest sum of amounts of which no two exclude each other."""
        for index, (subject, amount) in enumerate(amounts):
            rivals = [other for other, _ in amounts if self._exclude(subject, other)]
            if rivals and amount:
                rest = amounts[:index] + amounts[index + 1 :]
                beside = [each for each in rest if each[0] not in rivals]
                return max(amount + self._most(beside), self._most(rest))
        return sum(amount for _, amount in amounts)

    def _exclude(self, one: Subject, other: Subject) -> bool:
        """Whether nobody can have both.

        A household scheme does not give way to what one member has: the member leaves the unit.
        """
        return one.member == other.member and (one.scheme.name, other.scheme.name) in self._pairs
