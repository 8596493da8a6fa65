"""What every scheme comes to for a household of which some facts are known, read three ways."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from civbenefits.dates import When
from civbenefits.engine.context import HouseholdContext
from civbenefits.engine.openness import NOTHING, OpenHousehold, Supposed
from civbenefits.engine.possible import Outcome, Possible, ranged
from civbenefits.engine.rules import LinkedRules, LinkedScheme
from civbenefits.engine.telling import OpenFact
from civbenefits.expressions.evaluating import Scope, Unknown, evaluate
from civbenefits.expressions.ranges import Span, Truth
from civbenefits.facts.household import Household
from civbenefits.records import Record


class Subject(Record):
    """A scheme for the household (``member`` is None) or for one member."""

    scheme: LinkedScheme
    member: int | None


class Survey:
    """Reads households under one set of rules in one month.

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
        self.linked = linked
        self._offered = offered
        self._run = run
        self.when = when

    def subjects(self, household: Household) -> Iterator[Subject]:
        """Everything that is decided, in the order of outcomes."""
        for scheme in self._offered:
            if scheme.assesses == "household":
                yield Subject(scheme, None)
            else:
                for index in range(len(household.members)):
                    yield Subject(scheme, index)

    def outcomes(self, household: Household) -> list[Outcome]:
        """What each subject comes to; None is open or not on record."""
        found: list[Outcome] = []
        for received, amount in self._run(household):
            if isinstance(received, list):
                found += zip(received, amount, strict=True)
            else:
                found.append((received, amount))
        return found

    def opened(self, household: Household, supposed: Supposed = NOTHING) -> OpenHousehold:
        """The household for `ranged`, to be shared by several subjects."""
        return OpenHousehold(household, self.when, self.linked.rules, supposed)

    def ranged(self, subject: Subject, opened: OpenHousehold) -> Possible:
        """Sound bounds: they hold everything that any completion can come to."""
        scheme = subject.scheme
        receives = opened.rule(subject.member, scheme.receives_key)
        truth = receives if isinstance(receives, Truth) else Truth(False, False, True)
        if not truth.yes or not scheme.pays:
            return ranged(truth, None)
        amount = opened.rule(subject.member, scheme.amount_key)
        return ranged(truth, amount if isinstance(amount, Span) else Span(None, None, True))

    def traced(self, household: Household) -> HouseholdContext:
        """The household for `waits_for`, to be shared by several subjects."""
        return HouseholdContext(household, self.when, self.linked.rules)

    def waits_for(self, subject: Subject, context: HouseholdContext) -> frozenset[OpenFact]:
        """Every open fact on which the verdict or the amount can still hang.

        What is not among them cannot change either, whatever else becomes known.
        """
        scheme, member = subject.scheme, subject.member
        received = context.rule(member, scheme.receives_key)
        if received is False:
            return frozenset()
        values = [received]
        if scheme.pays:
            values.append(evaluate(context.rules[scheme.amount_key].tree, Scope(member), context))
        return frozenset(
            OpenFact(each.owner, each.path)
            for value in values
            if isinstance(value, Unknown)
            for each in value.missing
            if not each.law
        )
