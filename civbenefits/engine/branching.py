"""Branching over what open facts may turn out to be, one fact at a time.

A branch is followed only while it can still show something.  So a condition in which four
rare things must come together is met, and a fact that never makes a difference is known not
to, without trying every completion.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

from civbenefits.engine.completing import Completer
from civbenefits.engine.pending import Pending
from civbenefits.engine.possible import Outcome, Possible, any_of, seen
from civbenefits.engine.telling import OpenFact
from civbenefits.facts.household import Household
from civbenefits.records import replace

MAX_TRIED: Final = 3
"""So many facts are tried to find one that settles the answer."""


class Steps:
    """How many branches may still be looked at, for all questions of one kind together."""

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self) -> Iterator[None]:
        """One after the other, until none is left."""
        while self.left:
            self.left -= 1
            yield


class _Branch(NamedTuple):
    """Some completions: those of a household in which the ``closed`` facts stay unknown."""

    household: Household
    closed: frozenset[OpenFact]


class _Parts(NamedTuple):
    """What a branch was split into: where the answer is settled, and where it is open."""

    settled: list[_Branch]
    open: list[_Branch]


class Brancher:
    """Settles questions about what is pending.

    Where a question is put, ``closed`` are the facts that stay unknown.
    """

    def __init__(self, completer: Completer) -> None:
        self._completer = completer

    def matters(
        self,
        household: Household,
        closed: frozenset[OpenFact],
        pending: Pending,
        fact: OpenFact,
        steps: Steps,
    ) -> bool | None:
        """Whether two completions that differ in one fact alone differ in the answer.

        None where that could not be settled.
        """
        waiting = [_Branch(household, closed)]
        for _ in steps.take():
            if not waiting:
                return False
            branch = waiting.pop()
            facts = _waits_for(pending, branch)
            if fact not in facts:
                continue
            others = {other: hang for other, hang in facts.items() if other != fact}
            if others:
                waiting += self._split(branch, others, pending).open
            elif self._differs(branch.household, pending, fact):
                return True
        return None

    def tightened(
        self,
        household: Household,
        closed: frozenset[OpenFact],
        pending: Pending,
        found: set[Outcome],
        steps: Steps,
    ) -> tuple[Possible, list[Household]]:
        """Sound bounds, and the households that were met with an outcome not found before.

        What is met is added to ``found``, what completions are known to come to.
        """
        pays = pending.pays
        met: list[Household] = []
        waiting = [_Branch(household, closed)]
        loose: list[Possible] = []
        for _ in steps.take():
            if not waiting:
                break
            branch = waiting.pop()
            facts = _waits_for(pending, branch)
            if not facts:
                outcome = pending.outcome(branch.household)
                if outcome not in found:
                    found.add(outcome)
                    met.append(branch.household)
                continue
            possible = pending.ranged(branch.household, found)
            if found and possible.within(seen(found, pays=pays)):
                continue
            values = self._completer.values
            finite = {fact: hang for fact, hang in facts.items() if values.exhaustive(fact)}
            if finite:
                parts = self._split(branch, finite, pending)
                waiting += parts.open + parts.settled
                continue
            for full in self._few(branch.household, facts):
                outcome = pending.outcome(full)
                if outcome not in found:
                    found.add(outcome)
                    met.append(full)
            loose.append(possible)
        if waiting:
            loose.append(pending.ranged(household, found))
        reached = seen(found, pays=pays) if found else None
        every = any_of([*loose, *([reached] if reached else [])])
        return replace(every, exact=reached is not None and every.within(reached)), met

    def _split(self, branch: _Branch, facts: Mapping[OpenFact, int], pending: Pending) -> _Parts:
        """A branch for each value of one of the facts: one that settles the answer, if any does.

        On which most hangs comes first, and of those what has the fewest values.
        """
        first: _Parts | None = None
        persons = len(branch.household.members)
        values = self._completer.values
        few = sorted(facts, key=lambda f: (-facts[f], len(values.of(f, persons)), str(f)))
        for fact in few[:MAX_TRIED]:
            parts = _Parts([], [])
            for changed in self._completer.variations(branch.household, fact):
                outcome = pending.outcome(changed)
                side = parts.settled if pending.settled(outcome) else parts.open
                side.append(_Branch(changed, branch.closed))
            if not (parts.settled or parts.open):
                # What is known allows no value: the fact can never be told.
                return _Parts([], [_Branch(branch.household, branch.closed | {fact})])
            if parts.settled:
                return parts
            first = first or parts
        return first or _Parts([], [])

    def _few(self, household: Household, facts: Collection[OpenFact]) -> Iterator[Household]:
        """Some completions where no fact allows only so many values."""
        for fact in sorted(facts, key=str):
            yield from (
                self._completer.usual(changed, facts)
                for changed in self._completer.variations(household, fact)
            )

    def _differs(self, household: Household, pending: Pending, fact: OpenFact) -> bool:
        outcomes = {pending.outcome(each) for each in self._completer.variations(household, fact)}
        return len(outcomes) > 1


def _waits_for(pending: Pending, branch: _Branch) -> Mapping[OpenFact, int]:
    waits = pending.waits_for(branch.household)
    return {fact: hang for fact, hang in waits.items() if fact not in branch.closed}
