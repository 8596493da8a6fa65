"""What an open question can still come to: bounds, the facts that decide, the next question.

Two searches meet. Ranges over all completions are sound but may be too wide; completions
that are tried out are true but may not be all. Where both give the same bounds they are
exact. A fact is said to decide only if two completions that differ in it alone were found
to differ in the answer.

First the usual completion is varied in one fact at a time; what that leaves unsettled is
settled by branching.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import Any, Final, NamedTuple

from civbenefits.engine.branching import Brancher, Steps
from civbenefits.engine.closing import COMPLIANT, RAW_FACTS, Facts, closed_facts, told_instead
from civbenefits.engine.completing import Completer
from civbenefits.engine.neighbours import Neighbours
from civbenefits.engine.pending import PendingSubject, PendingSum
from civbenefits.engine.possible import Number, Outcome, Possible, seen
from civbenefits.engine.surveying import Subject, Survey
from civbenefits.engine.telling import OpenFact, fact_order, value_of, with_parents
from civbenefits.engine.totals import Interplay, Sum
from civbenefits.engine.values import Values
from civbenefits.facts.household import Household
from civbenefits.records import Record, replace

MAX_TRIALS: Final = 1500
"""After so many completions no further one is varied."""

MAX_BOUNDING: Final = 150
"""So many branches are looked at for the bounds of all answers together."""

MAX_BRANCHES: Final = 60
"""So many branches are looked at for the total, for witnesses, and for proofs that none exists."""

MAX_SUMMED: Final = 30
"""Where more facts are open, branching does not narrow the total and is left out."""

_FINDINGS: Final = ("counted_income", "property.compliant")
"""What an office may find where the raw facts that were told lead nowhere."""


class Hanging(Record):
    """Which facts the answers hang on; each is listed by position of the subject.

    Attributes:
        deciding: facts of which two values were found that lead to different answers.
        unsettled: facts of which it could not be settled whether there are such values.
        waiting: facts without which the rules cannot come to an answer.
        instead: what may be told instead of a deciding fact: the household's income, or a
            list of incomes, instead of a finding.
    """

    subjects: tuple[Subject, ...]
    deciding: tuple[Facts, ...]
    unsettled: tuple[Facts, ...]
    waiting: tuple[Facts, ...]
    instead: tuple[Facts, ...]


class Exploration(Record):
    """What is open about a household, in one place and month.

    Attributes:
        possible: by position of the subject.
        total: bounds of the sum of all monthly amounts.
    """

    hanging: Hanging
    possible: tuple[Possible, ...]
    total: Possible


class Explorer:
    """Explores households under one set of rules in one month."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._values = Values(survey.linked, survey.when)
        self._neighbours = Neighbours(survey.linked)
        self._interplay = Interplay(survey.linked)

    def explore(self, household: Household) -> Exploration:
        """Bounds and deciding facts of everything that is open."""
        look = self._look(household, ())
        look.settle()
        total = look.total()
        return Exploration(look.hanging(), look.bounds(), total)

    def hanging(self, household: Household, skip: Collection[str]) -> Hanging:
        """What the answers hang on while some facts, given by their paths, stay unknown.

        Enough to ask: where some facts are seen to decide it is not settled which others do.
        """
        look = self._look(household, skip)
        if not look.decides():
            look.settle()
        return look.hanging()

    def _look(self, household: Household, skip: Collection[str]) -> _Look:
        completer = Completer(self._values)
        tools = _Tools(
            self._survey,
            completer,
            Brancher(completer),
            self._neighbours,
            self._interplay,
        )
        return _Look(tools, household, skip)

    def next_fact(self, household: Household, hanging: Hanging) -> OpenFact | None:
        """The fact that leaves the fewest answers open, whatever it turns out to be.

        Of facts that leave the same number open it is the one on which most answers hang,
        then the first by person and name.
        """
        household = with_parents(household)
        completer = Completer(self._values)
        best: tuple[Fraction, int] | None = None
        found: OpenFact | None = None
        shown = frozenset().union(*hanging.deciding) or frozenset().union(*hanging.unsettled)
        if not shown:
            # Whatever they are, the answer is the same; but the rules cannot say so without them.
            now = self._open_answers(household)
            best = (Fraction(now), 0)
        facts = shown or frozenset().union(*hanging.waiting)
        # Nobody tells a list of incomes in one answer.
        for fact in sorted((each for each in facts if each.path != "incomes"), key=fact_order):
            counts = [
                self._open_answers(changed) for changed in completer.variations(household, fact)
            ]
            if not counts:
                continue
            decides = sum(fact in each for each in hanging.deciding)
            rank = (Fraction(sum(counts), len(counts)), -decides)
            if best is None or rank < best:
                best, found = rank, fact
        return found

    def _open_answers(self, household: Household) -> int:
        return sum(received is None for received, _ in self._survey.outcomes(household))


class _Tools(NamedTuple):
    """What a look is taken with."""

    survey: Survey
    completer: Completer
    brancher: Brancher
    neighbours: Neighbours
    interplay: Interplay


class _Look:
    """One look at a household: completions that were tried, and what they came to."""

    def __init__(self, tools: _Tools, household: Household, skip: Collection[str]) -> None:
        survey, completer, *_ = tools
        self._survey = survey
        self._completer = completer
        self._tools = tools
        self._given = household
        self._household = with_parents(household)
        self._subjects = tuple(survey.subjects(household))
        self._pending = [
            PendingSubject(survey, subject, index) for index, subject in enumerate(self._subjects)
        ]
        self._now = survey.outcomes(self._household)
        traced = survey.traced(self._household)
        every = [survey.waits_for(subject, traced) for subject in self._subjects]
        self._every = every
        self._ruled_out = frozenset(
            fact
            for fact in frozenset().union(*every)
            if fact.path in _FINDINGS
            and not any(True for _ in completer.variations(self._household, fact))
        )
        self._closed = closed_facts(every, household, skip)
        self._waits = [facts - self._closed for facts in every]
        self._findings = frozenset().union(*self._waits) & {COMPLIANT}
        self._raw = frozenset().union(*self._waits) & RAW_FACTS if self._findings else Facts()
        self._instead = [facts & self._closed for facts in every]
        opened = survey.opened(self._household)
        self._ranges = [
            survey.ranged(subject, opened) if facts else _settled(subject, outcome)
            for subject, outcome, facts in zip(self._subjects, self._now, self._waits, strict=True)
        ]
        self._sum = Sum(self._subjects, self._ranges)
        self._possible = [replace(each, exact=True) for each in self._ranges]
        self._open = [index for index, each in enumerate(self._ranges) if not each.fixed]
        self._facts = sorted(
            frozenset().union(*(self._waits[index] for index in self._open)), key=fact_order
        )
        self._seen: list[set[Outcome]] = [set() for _ in self._subjects]
        self._deciding: list[set[OpenFact]] = [set() for _ in self._subjects]
        self._unsettled: list[set[OpenFact]] = [set() for _ in self._subjects]
        self._totals: list[Number] = []
        self._examples: dict[tuple[int, bool | None], Household] = {}
        self._fresh: list[Household] = []
        self._moving: dict[OpenFact, list[tuple[Number, Any]]] = {}
        beside = (
            self._beside(index, fact)
            for fact in self._facts
            for index in self._open
            if fact in self._waits[index]
        )
        for closed in dict.fromkeys(beside):
            self._try(self._completer.usual(self._given, self._facts, closed))
        self._vary_all()

    def decides(self) -> bool:
        """Whether any fact was seen to decide."""
        return any(self._deciding)

    def settle(self) -> None:
        """Branch for what varying one fact at a time left out: bounds, and facts that decide."""
        for sign in (1, -1):
            self._climb(sign)
        bounds = Steps(MAX_BOUNDING)
        for index in self._open:
            self._bound(index, bounds)
        self._vary_all()
        witnesses = Steps(MAX_BRANCHES)
        for index, fact in self._left():
            if witnesses.left and self._matters_somewhere(index, fact, witnesses):
                self._deciding[index].add(fact)
        proofs = Steps(MAX_BRANCHES)
        for index, fact in self._left():
            matters = self._matters(index, fact, self._household, proofs)
            if matters is not False:
                (self._deciding if matters else self._unsettled)[index].add(fact)

    def _left(self) -> list[tuple[int, OpenFact]]:
        """Of whom it is not known yet whether they decide, each with the position it is about."""
        return [
            (index, fact)
            for index in self._open
            for fact in sorted(self._waits[index] - self._deciding[index], key=fact_order)
        ]

    def hanging(self) -> Hanging:
        """What the answers hang on."""
        return Hanging(
            self._subjects,
            tuple(map(frozenset, self._deciding)),
            tuple(map(frozenset, self._unsettled)),
            tuple(self._waits),
            tuple(
                frozenset(told_instead(facts, instead)) | (waits & self._ruled_out)
                for facts, instead, waits in zip(
                    self._deciding, self._instead, self._every, strict=True
                )
            ),
        )

    def bounds(self) -> tuple[Possible, ...]:
        """What each subject can come to."""
        return tuple(self._possible)

    def total(self) -> Possible:
        """What the sum of monthly amounts can come to, once the bounds of each are known."""
        interplay = self._tools.interplay
        total = interplay.total(self._subjects, self._possible)
        if not self._reaches(total):
            # By now it is seen what moves the sum, and what only does so together.
            for sign in (1, -1):
                self._climb(sign)
        few = len(self._facts) <= MAX_SUMMED and not self._mixed()
        if few and not self._reaches(total):
            pending = PendingSum(self._survey, interplay, self._subjects, self._possible)
            found: set[Outcome] = {(True, each) for each in self._totals}
            closed = self._closed | self._raw
            narrowed, _ = self._tools.brancher.tightened(
                self._household, closed, pending, found, Steps(MAX_BRANCHES)
            )
            self._totals += [each for _, each in found if each is not None]
            low = max(total.low, narrowed.low)
            total = replace(total, low=low, high=_least(total.high, narrowed.high))
        return replace(total, exact=self._reaches(total))

    def _reaches(self, total: Possible) -> bool:
        """Whether completions were found that reach both bounds of the sum."""
        return (min(self._totals), max(self._totals)) == (total.low, total.high)

    def _bound(self, index: int, steps: Steps) -> None:
        subject, found = self._subjects[index], self._seen[index]
        if self._ranges[index].within(seen(found, pays=subject.scheme.pays)):
            self._possible[index] = replace(self._ranges[index], exact=True)
            return
        closed = self._beside(index, COMPLIANT)
        self._possible[index], met = self._tools.brancher.tightened(
            self._household, closed, self._pending[index], found, steps
        )
        for household in met:
            self._try(self._completer.usual(household, self._facts, closed))

    def _matters_somewhere(self, index: int, fact: OpenFact, steps: Steps) -> bool:
        """Whether an answer hangs on a fact where only what belongs to it is open beside it."""
        forgotten = self._tools.neighbours.of(fact, self._waits[index]) | self._beside(index, fact)
        return any(
            self._matters(index, fact, self._completer.without(example, forgotten), steps)
            for (position, _), example in self._examples.items()
            if position == index
        )

    def _matters(
        self, index: int, fact: OpenFact, household: Household, steps: Steps
    ) -> bool | None:
        return self._tools.brancher.matters(
            household, self._beside(index, fact), self._pending[index], fact, steps
        )

    def _beside(self, index: int, fact: OpenFact) -> Facts:
        """What stays unknown where a fact is told: a finding, or the raw facts it stands for.

        An answer that asks for no finding is looked into by the raw facts.
        """
        raw = fact in self._raw or not self._findings <= self._waits[index]
        return self._closed | (self._findings if raw else self._raw)

    def _mixed(self) -> bool:
        """Whether an answer hangs on raw facts alone while another takes a finding instead.

        No completion tells both, so that none shows what they come to together.
        """
        return any(facts & self._raw and not self._findings <= facts for facts in self._waits)

    def _climb(self, sign: int) -> None:
        """Go where the sum of monthly amounts is greatest (1) or least (-1)."""
        base = self._completer.usual(self._given, self._facts, self._closed | self._raw)
        for fact, found in self._moving.items():
            _, value = max(found, key=lambda each: sign * each[0])
            base = self._completer.with_value(base, fact, value) or base
        best = sign * self._try(base)
        limits = self._tools.interplay.total(self._subjects, self._ranges)
        if best == (limits.high if sign > 0 else -limits.low):
            return
        for fact in self._moving:
            for changed in self._completer.variations(base, fact):
                total = sign * self._try(changed)
                if total > best:
                    base, best = changed, total

    def _vary_all(self) -> None:
        """Vary each example once; what it brings to light is an example in turn."""
        while self._fresh and len(self._totals) < MAX_TRIALS:
            self._vary(self._fresh.pop(0))

    def _vary(self, base: Household) -> None:
        """Change one fact at a time of which it is not known that it decides."""
        outcomes = self._survey.outcomes(base)
        sum_ = self._sum.of(outcomes)
        wanted = {
            fact for index in self._open for fact in self._waits[index] - self._deciding[index]
        }
        for fact in sorted(wanted, key=fact_order):
            for changed in self._completer.variations(base, fact):
                others = self._survey.outcomes(changed)
                total = self._see(others, changed)
                if others == outcomes:
                    continue
                for index in self._open:
                    if others[index] != outcomes[index]:
                        self._deciding[index].add(fact)
                if total != sum_:
                    moved = self._moving.setdefault(fact, [(sum_, value_of(base, fact))])
                    moved.append((total, value_of(changed, fact)))

    def _try(self, household: Household) -> Number:
        return self._see(self._survey.outcomes(household), household)

    def _see(self, outcomes: list[Outcome], household: Household) -> Number:
        """Take note of what a completion comes to; the sum of its monthly amounts."""
        new = False
        for index in self._open:
            outcome = outcomes[index]
            self._seen[index].add(outcome)
            if (index, outcome[0]) not in self._examples:
                self._examples[index, outcome[0]] = household
                new = True
        if new:
            self._fresh.append(household)
        total = self._sum.of(outcomes)
        self._totals.append(total)
        return total


def _least(*limits: Number | None) -> Number | None:
    return min((each for each in limits if each is not None), default=None)


def _settled(subject: Subject, outcome: Outcome) -> Possible:
    return seen([outcome], pays=subject.scheme.pays)
