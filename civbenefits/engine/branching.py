"""Branching over what open facts may turn out to be, one fact at a time.

A branch is followed only while it can still show something.  So a condition in which four
rare things must come together is met, and a fact that never makes a difference is known not
to, without trying every completion.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from civbenefits.engine.completing import Completer
from civbenefits.engine.possible import Outcome, Possible, any_of, seen
from civbenefits.engine.surveying import Subject, Survey
from civbenefits.engine.telling import OpenFact
from civbenefits.facts.household import Household
from civbenefits.records import replace

MAX_STEPS: Final = 200
"""So many branches are looked at to settle one question."""

MAX_TRIED: Final = 3
"""So many facts are tried to find one that settles the answer."""


class Steps:
    """How many branches may still be looked at, for all questions of one kind together."""

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self) -> Iterator[None]:
        """As many as one question may use."""
        for _ in range(MAX_STEPS):
            if not self.left:
                return
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
    """Settles questions about one subject.

    Where a question is put, ``closed`` are the facts that stay unknown.
    """

    def __init__(self, survey: Survey, completer: Completer) -> None:
        self._survey = survey
        self._completer = completer

    def matters(
        self,
        household: Household,
        closed: frozenset[OpenFact],
        subject: Subject,
        position: int,
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
            facts = self._waits_for(subject, branch)
            if fact not in facts:
                continue
            others = facts - {fact}
            if others:
                waiting += self._split(branch, others, subject, position).open
            elif self._differs(branch.household, position, fact):
                return True
        return None

    def tightened(
        self,
        household: Household,
        closed: frozenset[OpenFact],
        subject: Subject,
        position: int,
        found: set[Outcome],
        steps: Steps,
    ) -> tuple[Possible, list[Household]]:
        """Sound bounds, and the households that were met with an outcome not found before.

        What is met is added to ``found``, what completions are known to come to.
        """
        pays = subject.scheme.pays
        met: list[Household] = []
        waiting = [_Branch(household, closed)]
        loose: list[Possible] = []
        for _ in steps.take():
            if not waiting:
                break
            branch = waiting.pop()
            facts = self._waits_for(subject, branch)
            outcome = self._survey.outcomes(branch.household)[position]
            if not facts or _is_settled(subject, outcome):
                if outcome not in found:
                    found.add(outcome)
                    met.append(branch.household)
                continue
            possible = self._survey.ranged(subject, self._survey.opened(branch.household))
            if found and possible.within(seen(found, pays=pays)):
                continue
            finite = [fact for fact in facts if self._completer.values.exhaustive(fact)]
            if finite:
                parts = self._split(branch, finite, subject, position)
                waiting += parts.open + parts.settled
                continue
            for full in self._few(branch.household, facts):
                outcome = self._survey.outcomes(full)[position]
                if outcome not in found:
                    found.add(outcome)
                    met.append(full)
            loose.append(possible)
        if waiting:
            loose.append(self._survey.ranged(subject, self._survey.opened(household)))
        reached = seen(found, pays=pays) if found else None
        every = any_of([*loose, *([reached] if reached else [])])
        return replace(every, exact=reached is not None and every.within(reached)), met

    def _waits_for(self, subject: Subject, branch: _Branch) -> frozenset[OpenFact]:
        traced = self._survey.traced(branch.household)
        return self._survey.waits_for(subject, traced) - branch.closed

    def _split(
        self, branch: _Branch, facts: Collection[OpenFact], subject: Subject, position: int
    ) -> _Parts:
        """A branch for each value of one of the facts: one that settles the answer, if any does."""
        first: _Parts | None = None
        persons = len(branch.household.members)
        few = sorted(facts, key=lambda f: (len(self._completer.values.of(f, persons)), str(f)))
        for fact in few[:MAX_TRIED]:
            parts = _Parts([], [])
            for changed in self._completer.variations(branch.household, fact):
                outcome = self._survey.outcomes(changed)[position]
                side = parts.settled if _is_settled(subject, outcome) else parts.open
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
                self._completer.usual(changed, facts, ())
                for changed in self._completer.variations(household, fact)
            )

    def _differs(self, household: Household, position: int, fact: OpenFact) -> bool:
        outcomes = {
            self._survey.outcomes(each)[position]
            for each in self._completer.variations(household, fact)
        }
        return len(outcomes) > 1


def _is_settled(subject: Subject, outcome: Outcome) -> bool:
    received, amount = outcome
    return received is False or (
        received is True and (amount is not None or not subject.scheme.pays)
    )
