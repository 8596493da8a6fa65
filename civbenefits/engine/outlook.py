"""Adding to decisions what is still open: bounds, the facts that decide, the next question."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from civbenefits.dates import When
from civbenefits.decisions.model import Assessment, Bounds, Decision, MissingFact, Question
from civbenefits.engine.completing import OpenFact, declaration
from civbenefits.engine.exploring import Exploration, Explorer, Possible
from civbenefits.engine.reasons import title_of
from civbenefits.engine.rules import LinkedRules, LinkedScheme
from civbenefits.facts.extending import vocabulary_of
from civbenefits.facts.household import Household
from civbenefits.money import to_yuan
from civbenefits.phrases import PHRASES
from civbenefits.records import replace
from civbenefits.texts import Text


class Outlook:
    """Looks ahead from what is known of a household, under one set of rules in one month."""

    def __init__(
        self,
        linked: LinkedRules,
        offered: tuple[LinkedScheme, ...],
        run: Callable[[Household], Iterable[tuple[Any, Any]]],
        when: When,
    ) -> None:
        self._explorer = Explorer(linked, offered, run, when)

    def added(
        self, assessment: Assessment, household: Household, skip: Collection[str] = ()
    ) -> Assessment:
        """The assessment with bounds, deciding facts and the next question."""
        explored = self._explorer.explore(household)
        open_ones = {
            (subject.scheme.name, subject.member): index
            for index, subject in enumerate(explored.subjects)
        }
        ids = {member.id: index for index, member in enumerate(household.members)}
        decisions: list[Decision] = []
        for decision in assessment.decisions:
            person = decision.persons[0] if len(decision.persons) == 1 else None
            found = open_ones.get((decision.scheme, None))
            if found is None and person is not None:
                found = open_ones.get((decision.scheme, ids[person]))
            waits = decision.verdict == "undetermined" or bool(decision.missing)
            if found is None or not waits:
                decisions.append(decision)
                continue
            missing = _deciding(decision.missing, explored.deciding[found], ids)
            bounds = _bounds(explored.possible[found])
            decisions.append(replace(decision, bounds=bounds, missing=missing))
        return replace(
            assessment,
            decisions=tuple(decisions),
            total=_bounds(explored.total),
            question=self._question(household, explored, skip),
        )

    def question(self, household: Household, skip: Collection[str] = ()) -> Question | None:
        """The fact worth asking for next; None where nothing asked could change the answer.

        Args:
            household: what is known.
            skip: paths of facts that were asked for in vain.
        """
        return self._question(household, self._explorer.explore(household), skip)

    def _question(
        self, household: Household, explored: Exploration, skip: Collection[str]
    ) -> Question | None:
        passed = {
            fact for each in explored.deciding for fact in each if path_of(fact, household) in skip
        }
        fact = self._explorer.next_fact(household, explored, passed)
        if fact is None:
            return None
        schemes = dict.fromkeys(
            subject.scheme.name
            for subject, deciding in zip(explored.subjects, explored.deciding, strict=True)
            if fact in deciding
        )
        person = None if fact.owner is None else household.members[fact.owner].id
        return Question(path_of(fact, household), person, _asked(fact, household), tuple(schemes))


def path_of(fact: OpenFact, household: Household) -> str:
    """The path of a fact as answers give it: ``members.a.born``."""
    if fact.owner is None:
        return f"household.{fact.path}"
    return f"members.{household.members[fact.owner].id}.{fact.path}"


def _asked(fact: OpenFact, household: Household) -> Text:
    """The question to put to a person, from the vocabulary."""
    declared = declaration(fact, vocabulary_of(household))
    if declared is not None and declared.ask is not None:
        return declared.ask
    title = title_of(fact.path, type(household) if fact.owner is None else household.of_member)
    template = PHRASES["question"]
    return Text(template.zh.format(title=title.zh), template.en.format(title=title.en))


def _bounds(possible: Possible) -> Bounds:
    highest = None if possible.high is None else to_yuan(possible.high)
    return Bounds(to_yuan(possible.low), highest, possible.unrecorded, possible.exact)


def _deciding(
    missing: tuple[MissingFact, ...], deciding: frozenset[OpenFact], ids: dict[str, int]
) -> tuple[MissingFact, ...]:
    """The missing facts that were shown to decide.

    An income may be given as a finding, raw, or as the household's total: where one decides,
    so do the others.
    """
    names = {(fact.owner, fact.path) for fact in deciding}
    earners = {fact.owner for fact in deciding if fact.path == "counted_income"}
    kept: list[MissingFact] = []
    for each in missing:
        owner = None if each.person is None else ids[each.person]
        path = each.fact.split(".", 1)[1] if owner is None else each.fact.split(".", 2)[2]
        income = path in ("counted_income", "incomes") and (
            owner in earners or (owner is None and bool(earners))
        )
        if (owner, path) in names or income:
            kept.append(each)
    return tuple(kept) if kept else missing
