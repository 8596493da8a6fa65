"""What an open question can still come to: bounds, the facts that decide, the next question.

Two searches meet. Ranges over all completions are sound but may be too wide; completions
that are tried out are true but may not be all. Where both give the same bounds they are
exact. A fact is said to decide only if two completions that differ in it alone were found
to differ in the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any, Final

from civbenefits.dates import When, ymd
from civbenefits.engine.compiled import CompiledRules
from civbenefits.engine.completing import Completer, OpenFact, generic, paths_of
from civbenefits.engine.openness import OpenHousehold
from civbenefits.engine.rules import LinkedScheme
from civbenefits.expressions.ranging import Span, Truth
from civbenefits.facts.household import Household
from civbenefits.records import Data, Record

SHARES: Final = (0.1, 0.1, 0.2, 0.2, 0.3, 0.3, 0.5, 1.0)
"""How much of each further completion is left to chance; the rest is usual."""

Number = int | Fraction
Outcome = tuple[bool | None, Number | None]
"""Whether somebody receives a scheme, and the amount in fen; None is not on record."""


class Subject(Record):
    """A scheme for the household (``member`` is None) or for one member."""

    scheme: LinkedScheme
    member: int | None


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
    exact: bool


class Exploration(Record):
    """What is open about a household, in one place and month.

    Attributes:
        possible: by position of the subject.
        deciding: for each subject, the facts that were shown to change its answer.
        total: bounds of the sum of all monthly amounts.
    """

    subjects: tuple[Subject, ...]
    possible: tuple[Possible, ...]
    deciding: tuple[frozenset[OpenFact], ...]
    total: Possible


class Explorer:
    """Explores households under one set of compiled rules in one month."""

    def __init__(self, rules: CompiledRules, when: When) -> None:
        self._rules = rules
        self._when = when
        self._start, self._end = ymd(when.month_start), ymd(when.month_end)
        self.completer = Completer(rules.linked)
        self._paths: dict[str, frozenset[str]] = {}

    def explore(self, household: Household) -> Exploration:
        """Bounds and deciding facts of everything that is open."""
        subjects = tuple(self._subjects(household))
        witnesses = _Witnesses(subjects)
        facts = self._relevant(household, subjects)
        for base in self._bases(household):
            outcomes = self._outcomes(base)
            witnesses.see(outcomes)
            for fact in facts:
                for value in self.completer.values(fact):
                    changed = self.completer.with_value(base, fact, value)
                    if changed is not None:
                        witnesses.compare(fact, outcomes, self._outcomes(changed))
        opened = OpenHousehold(household, self._when, self._rules.linked.rules)
        ranges = [_ranged(subject, opened) for subject in subjects]
        possible = tuple(witnesses.possible(i, ranged) for i, ranged in enumerate(ranges))
        return Exploration(subjects, possible, tuple(witnesses.deciding), witnesses.total(possible))

    def next_fact(self, household: Household) -> OpenFact | None:
        """The fact that leaves the fewest answers open, whatever it turns out to be."""
        best: tuple[Fraction, int] | None = None
        found: OpenFact | None = None
        explored = self.explore(household)
        candidates = frozenset().union(*explored.deciding) if explored.deciding else frozenset()
        for fact in sorted(candidates, key=lambda f: (-1 if f.owner is None else f.owner, f.path)):
            counts = [
                self._open_answers(changed)
                for value in self.completer.values(fact)
                if (changed := self.completer.with_value(household, fact, value)) is not None
            ]
            if not counts:
                continue
            decides = sum(fact in each for each in explored.deciding)
            rank = (Fraction(sum(counts), len(counts)), -decides)
            if best is None or rank < best:
                best, found = rank, fact
        return found

    def _open_answers(self, household: Household) -> int:
        return sum(received is None for received, _ in self._outcomes(household))

    def _relevant(
        self, household: Household, subjects: tuple[Subject, ...]
    ) -> tuple[OpenFact, ...]:
        """Open facts that a rule of an open answer looks at."""
        outcomes = self._outcomes(household)
        names = {
            subject.scheme.name
            for subject, (received, amount) in zip(subjects, outcomes, strict=True)
            if received is None or (received and subject.scheme.pays and amount is None)
        }
        paths = frozenset().union(*[self._looked_at(name) for name in names])
        return tuple(
            fact for fact in self.completer.open_facts(household) if generic(fact.path) in paths
        )

    def _looked_at(self, scheme: str) -> frozenset[str]:
        """The paths of all facts that a scheme's rules look at, directly or not."""
        found = self._paths.get(scheme)
        if found is None:
            found = self._paths[scheme] = paths_of(self._rules.linked, scheme)
        return found

    def _bases(self, household: Household) -> Iterator[Household]:
        """Completions to vary: the usual one, some near it, some far from it."""
        yield self.completer.usual(household)
        source = Random(0)  # noqa: S311 - chance that must repeat itself, not secrets
        for share in SHARES:
            yield self.completer.random(household, source, share)

    def _subjects(self, household: Household) -> Iterator[Subject]:
        for scheme in self._rules.offered:
            if scheme.assesses == "household":
                yield Subject(scheme, None)
            else:
                for index in range(len(household.members)):
                    yield Subject(scheme, index)

    def _outcomes(self, household: Household) -> list[Outcome]:
        values: Any = self._rules.quick(household, self._start, self._end)
        found: list[Outcome] = []
        for at, alone in self._rules.layout:
            received, amount = values[at], values[at + 1]
            found += [(received, amount)] if alone else zip(received, amount, strict=True)
        return found


class _Witnesses:
    """What completions were seen to come to."""

    def __init__(self, subjects: tuple[Subject, ...]) -> None:
        self._subjects = subjects
        self._seen: list[set[Outcome]] = [set() for _ in subjects]
        self._totals: set[Number] = set()
        self._facts: list[set[OpenFact]] = [set() for _ in subjects]

    @property
    def deciding(self) -> list[frozenset[OpenFact]]:
        """Facts that were shown to decide, by subject."""
        return [frozenset(facts) for facts in self._facts]

    def see(self, outcomes: list[Outcome]) -> None:
        """Take note of one completion."""
        total: Number = 0
        for subject, seen, outcome in zip(self._subjects, self._seen, outcomes, strict=True):
            seen.add(outcome)
            received, amount = outcome
            if received and amount is not None and subject.scheme.period == "month":
                total += amount
        self._totals.add(total)

    def compare(self, fact: OpenFact, one: list[Outcome], other: list[Outcome]) -> None:
        """Take note of two completions that differ in one fact alone."""
        self.see(other)
        for facts, first, second in zip(self._facts, one, other, strict=True):
            if first != second:
                facts.add(fact)

    def possible(self, index: int, ranged: Possible) -> Possible:
        """The sound bounds, and whether completions reach them."""
        seen = self._seen[index]
        verdicts = {received for received, _ in seen}
        paid = [amount for received, amount in seen if received and amount is not None]
        paid += [0] * (False in verdicts or not self._subjects[index].scheme.pays)
        exact = (
            bool(paid)
            and (True in verdicts) == ranged.eligible
            and (False in verdicts) == ranged.refused
            and min(paid) == ranged.low
            and max(paid) == ranged.high
        )
        return replace(ranged, exact=exact)

    def total(self, possible: tuple[Possible, ...]) -> Possible:
        """Bounds of the sum of monthly amounts."""
        low: Number = 0
        high: Number | None = 0
        for subject, each in zip(self._subjects, possible, strict=True):
            if subject.scheme.pays and subject.scheme.period == "month":
                low += each.low
                high = None if high is None or each.high is None else high + each.high
        exact = min(self._totals) == low and max(self._totals) == high
        unrecorded = any(each.unrecorded for each in possible)
        return Possible(high != 0, low == 0, low, high, unrecorded, exact)


def _ranged(subject: Subject, opened: OpenHousehold) -> Possible:
    scheme = subject.scheme
    receives = opened.rule(subject.member, f"{scheme.name}.receives")
    truth = receives if isinstance(receives, Truth) else Truth(True, True)
    if not truth.yes:
        return Possible(False, True, 0, 0, False, False)
    if not scheme.pays:
        return Possible(True, truth.no, 0, 0, False, False)
    amount = opened.rule(subject.member, f"{scheme.name}.amount")
    span = amount if isinstance(amount, Span) else Span(None, None, True)
    if span.void:
        return Possible(True, truth.no, 0, 0, True, False)
    low = 0 if truth.no or span.low is None else max(0, span.low)
    return Possible(True, truth.no, low, span.high, span.gap, False)
