"""Adding to decisions what is still open: bounds, the facts that decide, the next question."""

from __future__ import annotations

from collections.abc import Collection

from civbenefits.decisions.model import Assessment, Bounds, Decision, MissingFact, Question
from civbenefits.engine.exploring import Explorer, Hanging
from civbenefits.engine.possible import Possible
from civbenefits.engine.reasons import title_of
from civbenefits.engine.surveying import Survey
from civbenefits.engine.telling import OpenFact, declaration, fact_order, path_of
from civbenefits.facts.extending import vocabulary_of
from civbenefits.facts.household import Household
from civbenefits.money import to_yuan
from civbenefits.records import replace
from civbenefits.texts import Text


class Outlook:
    """Looks ahead from what is known of a household, under one set of rules in one month."""

    def __init__(self, survey: Survey) -> None:
        self._explorer = Explorer(survey)

    def added(
        self, assessment: Assessment, household: Household, skip: Collection[str] = ()
    ) -> Assessment:
        """The assessment with bounds, deciding facts and the next question."""
        explored = self._explorer.explore(household)
        hanging = explored.hanging
        positions = {
            (subject.scheme.name, subject.member): index
            for index, subject in enumerate(hanging.subjects)
        }
        ids = {member.id: index for index, member in enumerate(household.members)}
        decisions: list[Decision] = []
        for decision in assessment.decisions:
            person = decision.persons[0] if len(decision.persons) == 1 else None
            found = positions.get((decision.scheme, None))
            if found is None and person is not None:
                found = positions.get((decision.scheme, ids[person]))
            waits = decision.verdict == "undetermined" or bool(decision.missing)
            if found is None or not waits:
                decisions.append(decision)
                continue
            missing = _missing(hanging, found, household)
            bounds = _bounds(explored.possible[found])
            decisions.append(replace(decision, bounds=bounds, missing=missing))
        if skip:
            hanging = self._explorer.hanging(household, skip)
        return replace(
            assessment,
            decisions=tuple(decisions),
            total=_bounds(explored.total),
            question=self._question(household, hanging),
        )

    def question(self, household: Household, skip: Collection[str] = ()) -> Question | None:
        """The fact worth asking for next; None where nothing asked could change the answer.

        Args:
            household: what is known.
            skip: paths of facts that nobody could tell; they stay unknown.
        """
        return self._question(household, self._explorer.hanging(household, skip))

    def _question(self, household: Household, hanging: Hanging) -> Question | None:
        fact = self._explorer.next_fact(household, hanging)
        if fact is None:
            return None
        schemes = dict.fromkeys(
            subject.scheme.name
            for index, subject in enumerate(hanging.subjects)
            if fact in hanging.deciding[index] | hanging.unsettled[index]
        )
        asked = _as_answers_name_it(fact, household)
        person = None if fact.owner is None else household.members[fact.owner].id
        return Question(path_of(asked, household), person, _asked(asked, household), tuple(schemes))


def _as_answers_name_it(fact: OpenFact, household: Household) -> OpenFact:
    """A fact of a parent of whom nothing is known is part of both parents' situation."""
    parental = fact.owner is not None and fact.path.startswith("parents.")
    if parental and household.members[fact.owner or 0].parents is None:
        return OpenFact(fact.owner, "parents")
    return fact


def _asked(fact: OpenFact, household: Household) -> Text:
    """The question to put to a person, from the vocabulary."""
    declared = declaration(fact, vocabulary_of(household))
    return declared.ask or declared.title


def _bounds(possible: Possible) -> Bounds:
    highest = None if possible.high is None else to_yuan(possible.high)
    return Bounds(to_yuan(possible.low), highest, possible.unrecorded, possible.exact)


def _missing(hanging: Hanging, index: int, household: Household) -> tuple[MissingFact, ...]:
    """The facts that can still change an answer.

    One of which that could not be settled is listed too: it is worse to leave out what
    decides than to name what may not.
    """
    facts = hanging.deciding[index] | hanging.unsettled[index] | hanging.instead[index]
    named = {_as_answers_name_it(fact, household) for fact in facts}
    return tuple(_missing_fact(fact, household) for fact in sorted(named, key=fact_order))


def _missing_fact(fact: OpenFact, household: Household) -> MissingFact:
    person = None if fact.owner is None else household.members[fact.owner].id
    title = title_of(fact.path, type(household) if fact.owner is None else household.of_member)
    return MissingFact(path_of(fact, household), person, title)
