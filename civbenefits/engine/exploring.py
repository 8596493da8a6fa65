"""What an open question can still come to: bounds, the facts that decide, the next question.

Two searches meet. Ranges over all completions are sound but may be too wide; completions
that are tried out are true but may not be all. Where both give the same bounds they are
exact. A fact is said to decide only if two completions that differ in it alone were found
to differ in the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from fractions import Fraction
from typing import Any, Final

from civbenefits.dates import When
from civbenefits.engine.completing import (
    Completer,
    OpenFact,
    crosses,
    generic,
    paths_of,
)
from civbenefits.engine.openness import OpenHousehold
from civbenefits.engine.rules import LinkedRules, LinkedScheme
from civbenefits.expressions.ranges import Span, Truth
from civbenefits.facts.household import Household
from civbenefits.records import Data, Record, replace

SHARES: Final = (0.1, 0.1, 0.2, 0.2, 0.3, 0.3, 0.5, 1.0)
"""How much of each further completion is left to chance; the rest is usual."""

Number = int | Fraction
Outcome = tuple[bool | None, Number | None]
"""Whether somebody receives a scheme, and the amount in fen; None is not on record."""


MAX_TRIALS: Final = 800
"""After so many trials no further completion is varied."""


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


class _Look(Record):
    """What a scheme's rules look at: paths of facts, and whether of other members too."""

    paths: frozenset[str]
    wide: bool

    def at(self, fact: OpenFact, member: int | None) -> bool:
        """Whether the answer for a member (or the household) can hang on a fact."""
        own = self.wide or member is None or fact.owner in (None, member)
        return own and generic(fact.path) in self.paths


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
    """Explores households under one set of rules in one month.

    Args:
        linked: the rules.
        offered: the schemes that can be decided.
        run: computes, for a household, what each of them comes to: the values of
            ``receives`` and ``amount``, lists of them for schemes that look at persons.
        when: the month.
    """

    def __init__(
        self,
        linked: LinkedRules,
        offered: tuple[LinkedScheme, ...],
        run: Callable[[Household], Iterable[tuple[Any, Any]]],
        when: When,
    ) -> None:
        self._linked = linked
        self._offered = offered
        self._run = run
        self._when = when
        self._completer = Completer(linked)
        self._looks: dict[str, _Look] = {}

    def explore(self, household: Household) -> Exploration:
        """Bounds and deciding facts of everything that is open."""
        subjects = tuple(self._subjects(household))
        now = self._outcomes(household)
        opened = OpenHousehold(household, self._when, self._linked.rules)
        ranges = tuple(
            _ranged(subject, opened) if _is_open(subject, outcome) else _fixed(subject, outcome)
            for subject, outcome in zip(subjects, now, strict=True)
        )
        looks = tuple(
            self._looked_at(subject.scheme.name) if _is_open(subject, outcome) else None
            for subject, outcome in zip(subjects, now, strict=True)
        )
        witnesses = _Witnesses(subjects, ranges, looks)
        facts = tuple(
            fact
            for fact in self._completer.open_facts(household)
            if any(
                look is not None and look.at(fact, subject.member)
                for subject, look in zip(subjects, looks, strict=True)
            )
        )
        trials = 0
        for base in self._bases(household, frozenset(facts)):
            wanted = witnesses.wanted(facts)
            if not wanted or trials > MAX_TRIALS:
                break
            outcomes = self._outcomes(base)
            witnesses.see(outcomes)
            for fact in wanted:
                for value in self._completer.values(fact, len(household.members)):
                    changed = self._completer.with_value(base, fact, value)
                    if changed is not None:
                        trials += 1
                        witnesses.compare(fact, outcomes, self._outcomes(changed))
        return witnesses.exploration()

    def next_fact(
        self, household: Household, explored: Exploration, skip: Collection[OpenFact] = ()
    ) -> OpenFact | None:
        """The fact that leaves the fewest answers open, whatever it turns out to be.

        Of facts that leave the same number open it is the one on which most answers hang,
        then the first by person and name.
        """
        best: tuple[Fraction, int] | None = None
        found: OpenFact | None = None
        for fact in sorted(frozenset().union(*explored.deciding), key=fact_order):
            if fact in skip:
                continue
            counts = [
                self._open_answers(changed)
                for value in self._completer.values(fact, len(household.members))
                if (changed := self._completer.with_value(household, fact, value)) is not None
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

    def _looked_at(self, scheme: str) -> _Look:
        """What a scheme's rules look at; worked out once."""
        found = self._looks.get(scheme)
        if found is None:
            paths, wide = paths_of(self._linked, scheme), crosses(self._linked, scheme)
            found = self._looks[scheme] = _Look(paths, wide)
        return found

    def _bases(self, household: Household, facts: frozenset[OpenFact]) -> Iterator[Household]:
        """Completions to vary: the usual one, some near it, some far from it."""
        yield self._completer.usual(household, facts)
        # Imported here: most explorations end with the usual completion.
        from random import Random

        source = Random(0)  # noqa: S311 - chance that must repeat itself, not secrets
        for share in SHARES:
            yield self._completer.random(household, source, share, facts)

    def _subjects(self, household: Household) -> Iterator[Subject]:
        for scheme in self._offered:
            if scheme.assesses == "household":
                yield Subject(scheme, None)
            else:
                for index in range(len(household.members)):
                    yield Subject(scheme, index)

    def _outcomes(self, household: Household) -> list[Outcome]:
        found: list[Outcome] = []
        for received, amount in self._run(household):
            if isinstance(received, list):
                found += zip(received, amount, strict=True)
            else:
                found.append((received, amount))
        return found


def fact_order(fact: OpenFact) -> tuple[int, str]:
    """The household's facts first, then the members' in their order."""
    return (-1 if fact.owner is None else fact.owner, fact.path)


def _is_open(subject: Subject, outcome: Outcome) -> bool:
    received, amount = outcome
    return received is None or (received and subject.scheme.pays and amount is None)


def _fixed(subject: Subject, outcome: Outcome) -> Possible:
    """The bounds of an answer that is settled."""
    received, amount = outcome
    paid = amount if received and amount is not None and subject.scheme.pays else 0
    return Possible(received is True, received is False, paid, paid, False, True)


class _Witnesses:
    """What completions were seen to come to."""

    def __init__(
        self,
        subjects: tuple[Subject, ...],
        ranges: tuple[Possible, ...],
        looks: tuple[_Look | None, ...],
    ) -> None:
        self._subjects = subjects
        self._ranges = ranges
        self._looks = looks
        self._open = tuple(look is not None for look in looks)
        self._seen: list[set[Outcome]] = [set() for _ in subjects]
        self._facts: list[set[OpenFact]] = [set() for _ in subjects]
        self._totals: set[Number] = set()

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
        if one == other:
            return
        for index, facts in enumerate(self._facts):
            if self._open[index] and one[index] != other[index]:
                facts.add(fact)

    def wanted(self, facts: tuple[OpenFact, ...]) -> list[OpenFact]:
        """Facts of which something may still be learned: that they decide, or tighter bounds."""
        open_ones = [index for index, is_open in enumerate(self._open) if is_open]
        loose = {index for index in open_ones if not self._possible(index).exact}
        return [
            fact
            for fact in facts
            if any(
                self._sees(index, fact) and (index in loose or fact not in self._facts[index])
                for index in open_ones
            )
        ]

    def _sees(self, index: int, fact: OpenFact) -> bool:
        look = self._looks[index]
        return look is not None and look.at(fact, self._subjects[index].member)

    def exploration(self) -> Exploration:
        """All that was found."""
        possible = tuple(self._possible(index) for index in range(len(self._subjects)))
        deciding = tuple(frozenset(facts) for facts in self._facts)
        return Exploration(self._subjects, possible, deciding, self._total(possible))

    def _possible(self, index: int) -> Possible:
        """The sound bounds, and whether completions reach them."""
        ranged = self._ranges[index]
        if not self._open[index]:
            return ranged
        seen = self._seen[index]
        verdicts = {received for received, _ in seen}
        paid = [amount for received, amount in seen if received and amount is not None]
        paid += [0] * (not paid or False in verdicts)
        exact = bool(seen) and (
            (True in verdicts) == ranged.eligible
            and (False in verdicts) == ranged.refused
            and min(paid) == ranged.low
            and max(paid) == ranged.high
        )
        return replace(ranged, exact=exact)

    def _total(self, possible: tuple[Possible, ...]) -> Possible:
        """Bounds of the sum of monthly amounts."""
        low: Number = 0
        high: Number | None = 0
        unrecorded = False
        for subject, each in zip(self._subjects, possible, strict=True):
            if subject.scheme.pays and subject.scheme.period == "month":
                low += each.low
                high = None if high is None or each.high is None else high + each.high
                unrecorded = unrecorded or each.unrecorded
        reached = bool(self._totals) and min(self._totals) == low and max(self._totals) == high
        exact = reached or not any(self._open)
        return Possible(high != 0, low == 0, low, high, unrecorded, exact)


def _ranged(subject: Subject, opened: OpenHousehold) -> Possible:
    scheme = subject.scheme
    receives = opened.rule(subject.member, f"{scheme.name}.receives")
    truth = receives if isinstance(receives, Truth) else Truth(False, False, True)
    if not truth.yes or not scheme.pays:
        return Possible(truth.yes, truth.no, 0, 0, truth.gap, False)
    amount = opened.rule(subject.member, f"{scheme.name}.amount")
    span = amount if isinstance(amount, Span) else Span(None, None, True)
    if span.void:
        return Possible(True, truth.no, 0, 0, True, False)
    low = 0 if truth.no or span.low is None else max(0, span.low)
    return Possible(True, truth.no, low, span.high, span.gap or truth.gap, False)
