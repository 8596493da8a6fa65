"""Bounds of the sum of monthly amounts, in which schemes that exclude each other count once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from typing import Final

from civbenefits.engine.possible import Number, Outcome, Possible
from civbenefits.engine.rules import LinkedRules
from civbenefits.engine.surveying import Subject

MAX_GROUP: Final = 16
"""Of more schemes that exclude each other all are added: that is sound, if wide."""

_Amount = tuple[str, Number]
"""A scheme, and the most that it can come to."""


class Sum:
    """The sum of the monthly amounts of one completion, in fen.

    What comes to the same whatever is told counts as that, even where the rules cannot
    say so yet.

    Args:
        subjects: everything that is decided, in the order of outcomes.
        possible: sound bounds of each.
    """

    def __init__(self, subjects: Sequence[Subject], possible: Sequence[Possible]) -> None:
        monthly = [
            (index, each)
            for index, (subject, each) in enumerate(zip(subjects, possible, strict=True))
            if subject.scheme.period == "month"
        ]
        self._sure = sum(each.low for _, each in monthly if each.fixed)
        self._open = [index for index, each in monthly if not each.fixed]

    def of(self, outcomes: Sequence[Outcome]) -> Number:
        """What a completion comes to."""
        found = (outcomes[index] for index in self._open)
        return self._sure + sum(
            amount for received, amount in found if received and amount is not None
        )


class Interplay:
    """How schemes bear on each other, by the tables: which nobody can have together, for one.

    Attributes:
        looked_at: keys of the rules that other rules look at. That an amount is paid to who
            receives it is no such look.
    """

    def __init__(self, linked: LinkedRules) -> None:
        self.looked_at = frozenset(
            ref.key for rule in linked.rules.values() for ref in rule.refs if ref is not rule.guard
        )
        self._pairs = frozenset(
            (one, other)
            for each in linked.combinations
            for one, other in permutations(each.schemes, 2)
            if each.relation == "choice" or each.keeps in (one, other)
        )

    def total(self, subjects: Sequence[Subject], possible: Sequence[Possible]) -> Possible:
        """Sound bounds of the sum."""
        monthly = [
            (subject, each)
            for subject, each in zip(subjects, possible, strict=True)
            if subject.scheme.period == "month"
        ]
        # An amount that may prove not to be on record may add nothing to the sum.
        low: Number = sum(0 if each.unrecorded else each.low for _, each in monthly)
        high: Number | None = None
        if all(each.high is not None for _, each in monthly):
            # Whose amounts never exclude each other are looked at apart.
            amounts: dict[int | None, list[_Amount]] = {}
            for subject, each in monthly:
                if each.high:
                    amounts.setdefault(subject.member, []).append((subject.scheme.name, each.high))
            high = sum(map(self._most, amounts.values()))
        unrecorded = any(each.unrecorded for _, each in monthly)
        return Possible(high != 0, low == 0, low, high, unrecorded)

    def _most(self, amounts: list[_Amount]) -> Number:
        """The greatest sum of amounts of one person, or of the household, that go together.

        A household scheme does not give way to what one member has: the member leaves the unit.
        """
        left = list(amounts)
        most: Number = 0
        while left:
            group = [left.pop()]
            for scheme, _ in group:
                group += [each for each in left if (scheme, each[0]) in self._pairs]
                left = [each for each in left if (scheme, each[0]) not in self._pairs]
            most += self._best(group) if len(group) <= MAX_GROUP else sum(a for _, a in group)
        return most

    def _best(self, group: list[_Amount]) -> Number:
        for index, (scheme, amount) in enumerate(group):
            rest = group[:index] + group[index + 1 :]
            beside = [each for each in rest if (scheme, each[0]) not in self._pairs]
            if len(beside) < len(rest):
                return max(amount + self._best(beside), self._best(rest))
        return sum(amount for _, amount in group)
