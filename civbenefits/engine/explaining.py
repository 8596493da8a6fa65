"""Why each scheme is answered as it is: a tree of reasons for each decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from civbenefits.dates import When
from civbenefits.decisions.model import Assumption, Decision, Explained, Reason
from civbenefits.decisions.whynot import WhyNot
from civbenefits.engine.citing import NO_GROUNDS, Grounds
from civbenefits.engine.context import HouseholdContext
from civbenefits.engine.distances import asked_scheme
from civbenefits.engine.reason_ends import Known, Wording, resting_on
from civbenefits.engine.reasons import Titles
from civbenefits.engine.rules import LinkedRules, LinkedScheme
from civbenefits.engine.tracing import Tracer
from civbenefits.errors import InputError
from civbenefits.facts.household import Household

Ask = Callable[[Household, str, str | None], WhyNot]
"""Why a scheme is refused to a household, or to a member."""


class Explainer:
    """Explains decisions under one set of rules in one month."""

    def __init__(
        self,
        linked: LinkedRules,
        grounds: Iterable[Grounds],
        added: Mapping[str, Mapping[str, Grounds]],
        when: When,
        why_not: Ask,
    ) -> None:
        self._linked = linked
        self._added = added
        self._sources, self._caveats = resting_on(grounds)
        self._wording = Wording(Titles(linked))
        self._when = when
        self._why_not = why_not

    def explained(
        self,
        household: Household,
        decisions: Iterable[Decision],
        assumptions: Iterable[Assumption],
        scheme: str | None,
        person: str | None,
    ) -> tuple[Explained, ...]:
        """The reasons of decisions; persons of whom the same is said are put together.

        Args:
            household: the household that the decisions are about.
            decisions: made by the same rules.
            assumptions: facts in it that were assumed.
            scheme: the scheme to explain; None for all.
            person: the member for whom to explain schemes for persons; None for all.

        Raises:
            InputError: no such scheme here, or no such member.
        """
        if scheme is not None:
            asked_scheme(self._linked, scheme)
        ids = [member.id for member in household.members]
        if person is not None and person not in ids:
            raise InputError("input.no_such_member", path="person")
        assumed = {(each.person, each.fact) for each in assumptions}
        context = HouseholdContext(household, self._when, self._linked.rules)
        known = Known(self._sources, self._caveats, assumed)
        tracer = Tracer(context, self._wording, known)
        found: dict[Explained, list[str]] = {}
        for decision in decisions:
            asked = self._linked.schemes[decision.scheme]
            judged = decision.persons[0] if _of_person(asked) else None
            if scheme not in (None, asked.name) or person not in (None, judged or person):
                continue
            member = None if judged is None else ids.index(judged)
            one = self._one(asked, decision, member, tracer, household)
            found.setdefault(one, []).extend(decision.persons)
        return tuple(
            one.altered(persons=tuple(dict.fromkeys(persons))) for one, persons in found.items()
        )

    def _one(
        self,
        scheme: LinkedScheme,
        decision: Decision,
        member: int | None,
        tracer: Tracer,
        household: Household,
    ) -> Explained:
        """One decision, as it would be told of anybody."""
        refused = decision.verdict == "not_eligible"
        near_miss = False
        if refused:
            person = None if member is None else household.members[member].id
            near_miss = self._why_not(household, scheme.name, person).near_miss
        reasons: list[Reason] = []
        if scheme.offered and scheme.lacks is None:
            reasons += self._conditions(scheme, tracer, member, refused=refused)
            if scheme.pays and decision.qualifies:
                reasons.append(tracer.amount(scheme.name, member))
        return Explained(
            scheme=scheme.name,
            title=scheme.title,
            persons=(),
            of_household=scheme.assesses == "household",
            verdict=decision.verdict,
            amount=decision.amount,
            period=decision.period,
            near_miss=near_miss,
            reasons=tuple(reasons),
            caveats=tuple(each for each in decision.caveats if each.about == scheme.name),
            sources=tuple(each for each in decision.sources if each.supports == scheme.name),
        )

    def _conditions(
        self, scheme: LinkedScheme, tracer: Tracer, member: int | None, *, refused: bool
    ) -> Iterable[Reason]:
        """Every condition; one that alone is not met says so."""
        at = tracer.begin(member, refusing=refused)
        found = [
            tracer.condition(name, key, at, self._added[scheme.name].get(name, NO_GROUNDS))
            for name, key in scheme.conditions.items()
        ]
        for condition in found:
            others = (other.holds for other in found if other is not condition)
            alone = condition.holds is False and all(each is True for each in others)
            yield condition.altered(alone_enough=True) if alone else condition


def _of_person(scheme: LinkedScheme) -> bool:
    """Whether a decision is about one person; what is not decided here is about nobody."""
    return scheme.offered and scheme.lacks is None and scheme.assesses == "person"
