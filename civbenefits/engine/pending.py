"""What a search can ask about: the answer of one subject, or the sum of a month.

Both are read alike: what a household comes to, which facts that still waits for, and sound
bounds of all its completions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, Protocol

from civbenefits.engine.openness import NOTHING, OpenHousehold, Supposed
from civbenefits.engine.possible import Outcome, Possible, any_of, seen
from civbenefits.engine.surveying import Subject, Survey
from civbenefits.engine.telling import OpenFact
from civbenefits.engine.totals import Interplay, Sum
from civbenefits.expressions.ranges import NO, YES, Truth
from civbenefits.facts.household import Household
from civbenefits.records import replace

MAX_SUPPOSED: Final = 40
"""So many verdicts are supposed for one sum; each takes as long as to range all that is open."""


class Pending(Protocol):
    """Something that is open about a household."""

    @property
    def pays(self) -> bool:
        """Whether it comes to an amount."""

    def waits_for(self, household: Household) -> Mapping[OpenFact, int]:
        """Every open fact on which it can still hang; how many answers in it do."""

    def outcome(self, household: Household) -> Outcome:
        """What it comes to; None is open or not on record."""

    def settled(self, outcome: Outcome) -> bool:
        """Whether no further fact can change an outcome."""

    def ranged(self, household: Household, found: Collection[Outcome]) -> Possible:
        """Sound bounds of all completions, as tight as is needed to stay within the found."""


class PendingSubject:
    """The answer of one subject, the one at a position among the outcomes."""

    def __init__(self, survey: Survey, subject: Subject, position: int) -> None:
        self._survey = survey
        self._subject = subject
        self._position = position
        self.pays = subject.scheme.pays

    def waits_for(self, household: Household) -> Mapping[OpenFact, int]:
        facts = self._survey.waits_for(self._subject, self._survey.traced(household))
        return dict.fromkeys(facts, 1)

    def outcome(self, household: Household) -> Outcome:
        return self._survey.outcomes(household)[self._position]

    def settled(self, outcome: Outcome) -> bool:
        received, amount = outcome
        return received is False or (received is True and (amount is not None or not self.pays))

    def ranged(self, household: Household, found: Collection[Outcome]) -> Possible:
        return self._survey.ranged(self._subject, self._survey.opened(household))


class PendingSum:
    """The sum of the monthly amounts of all subjects.

    Args:
        survey: the rules.
        interplay: how schemes bear on each other.
        subjects: everything that is decided, in the order of outcomes.
        possible: sound bounds of each, whatever is tried.
    """

    pays = True

    def __init__(
        self,
        survey: Survey,
        interplay: Interplay,
        subjects: Sequence[Subject],
        possible: Sequence[Possible],
    ) -> None:
        self._survey = survey
        self._interplay = interplay
        self._subjects = subjects
        self._possible = possible
        self._sum = Sum(subjects, possible)
        self._open = [
            subject
            for subject, each in zip(subjects, possible, strict=True)
            if subject.scheme.period == "month" and not each.fixed
        ]
        self._referred = [
            each for each in self._open if each.scheme.receives_key in interplay.looked_at
        ]
        self._left = MAX_SUPPOSED

    def waits_for(self, household: Household) -> Mapping[OpenFact, int]:
        traced = self._survey.traced(household)
        return Counter(fact for each in self._open for fact in self._survey.waits_for(each, traced))

    def outcome(self, household: Household) -> Outcome:
        return True, self._sum.of(self._survey.outcomes(household))

    def settled(self, outcome: Outcome) -> bool:
        # A sum does not tell whether all that goes into it is settled; its facts do.
        return False

    def ranged(self, household: Household, found: Collection[Outcome]) -> Possible:
        reached = seen(found, pays=True)
        return any_of(self._supposing(household, NOTHING, self._referred, reached))

    def _supposing(
        self, household: Household, supposed: Supposed, left: list[Subject], reached: Possible
    ) -> Iterator[Possible]:
        """Bounds for each way in which verdicts that others hang on may fall.

        Taken alone, two schemes of which one is refused to whoever has the other could
        both be paid.
        """
        opened = self._survey.opened(household, supposed)
        total = self._total(opened)
        if total.within(reached) or self._left <= 0:
            yield total
            return
        for index, subject in enumerate(left):
            verdict = opened.rule(subject.member, subject.scheme.receives_key)
            if isinstance(verdict, Truth) and verdict.yes + verdict.no + verdict.gap > 1:
                key = (subject.member, subject.scheme.receives_key)
                for fallen in _each_of(verdict):
                    self._left -= 1
                    further = {**supposed, key: fallen}
                    yield from self._supposing(household, further, left[index + 1 :], reached)
                return
        yield total

    def _total(self, opened: OpenHousehold) -> Possible:
        """Bounds of the sum, none wider than what is known of each amount."""
        ranges = [
            each if each.fixed else _shared(self._survey.ranged(subject, opened), each)
            for subject, each in zip(self._subjects, self._possible, strict=True)
        ]
        total = self._interplay.total(self._subjects, ranges)
        return Possible(True, False, total.low, total.high, total.unrecorded)


def _each_of(verdict: Truth) -> Iterator[Truth]:
    """The ways in which a verdict may fall; it may also not be on record."""
    if verdict.yes:
        yield YES
    if verdict.no:
        yield NO
    if verdict.gap:
        yield Truth(False, False, True)


def _shared(one: Possible, other: Possible) -> Possible:
    """What two sound bounds of the same amount leave together."""
    highs = [each.high for each in (one, other) if each.high is not None]
    return replace(
        one,
        low=max(one.low, other.low),
        high=min(highs, default=None),
        unrecorded=one.unrecorded and other.unrecorded,
    )
