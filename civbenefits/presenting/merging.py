"""Decisions that say the same of several persons, put together for one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Final, NamedTuple

from civbenefits.decisions.model import Assessment, Condition, Decision, MissingFact
from civbenefits.presenting.layout import printable
from civbenefits.presenting.words import shared_word as word
from civbenefits.texts import Language, Text

_NO_NAMES: Final[Mapping[str, str]] = MappingProxyType({})


class Entry(NamedTuple):
    """Decisions on one scheme that differ only in whom they are about.

    Attributes:
        first: stands for them all.
        persons: everybody concerned.
        of_household: one decision for the household, not one for each person.
        decisions: all of them.
    """

    first: Decision
    persons: tuple[str, ...]
    of_household: bool
    decisions: tuple[Decision, ...]


class Members:
    """The ids of all members, and how to speak of some of them.

    Whoever has a name is called by it; the others are called by their ids.
    """

    def __init__(
        self, assessment: Assessment, language: Language, names: Mapping[str, str] = _NO_NAMES
    ) -> None:
        # A decision on everybody tells the order in which the household was given.
        longest = sorted(assessment.decisions, key=lambda each: -len(each.persons))
        persons = (person for each in longest for person in each.persons)
        assumed = (each.person for each in assessment.assumptions if each.person is not None)
        self.all = tuple(dict.fromkeys((*persons, *assumed)))
        self._language = language
        self._names = names

    def called(self, persons: Iterable[str]) -> str:
        """``all members``, or their ids."""
        found = dict.fromkeys(persons)
        if len(self.all) > 1 and len(found) == len(self.all):
            return word("everyone", self._language)
        if self._names.keys() >= found.keys():
            return self.listed(found)
        name = "person" if len(found) == 1 else "persons"
        return word(name, self._language, ids=self.listed(found))

    def listed(self, persons: Iterable[str]) -> str:
        """The names or ids alone, in the order of the household."""
        places = {person: place for place, person in enumerate(self.all)}
        ordered = sorted(persons, key=lambda person: places.get(person, len(places)))
        named = (printable(self._names.get(person, person)) for person in ordered)
        return ("、" if self._language == "zh" else ", ").join(named)

    def of(self, entry: Entry) -> str:
        """Whom an entry is about; nothing where there is only one person."""
        if len(self.all) < 2:
            return ""
        if not entry.of_household:
            return self.called(entry.persons)
        if len(entry.persons) == len(self.all):
            return word("household", self._language)
        return word("covers", self._language, ids=self.listed(entry.persons))


def merged(assessment: Assessment) -> list[Entry]:
    """All decisions, those alike together."""
    counts = Counter(each.scheme for each in assessment.decisions)
    groups: dict[Hashable, list[Decision]] = {}
    for decision in assessment.decisions:
        groups.setdefault(_likeness(decision), []).append(decision)
    return [
        Entry(
            found[0],
            tuple(dict.fromkeys(person for each in found for person in each.persons)),
            counts[found[0].scheme] == 1,
            tuple(found),
        )
        for found in groups.values()
    ]


def assumed(
    assessment: Assessment, members: Members, language: Language
) -> dict[str, dict[str, list[str]]]:
    """What was assumed: of whom, which value, and the titles of all facts that have it."""
    persons: dict[tuple[str, Text, Text], list[str]] = {}
    for each in assessment.assumptions:
        whose = persons.setdefault((each.fact, each.title, each.value), [])
        whose += [] if each.person is None else [each.person]
    found: dict[str, dict[str, list[str]]] = {}
    for (_, title, value), whose in persons.items():
        called = members.called(whose) if whose else word("household", language)
        shown = place_or(value, assessment, language)
        found.setdefault(called, {}).setdefault(shown, []).append(title.in_(language))
    return found


def how_many(assumed_: Mapping[str, Mapping[str, Sequence[str]]]) -> int:
    """How many facts were assumed; the same of several persons is one."""
    return sum(len(titles) for values in assumed_.values() for titles in values.values())


def place_or(value: Text, assessment: Assessment, language: Language) -> str:
    """A value; the place asked about by its name, not its code."""
    text = value.in_(language)
    return assessment.place_name.in_(language) if text == assessment.place else text


def monthly(entry: Entry) -> Decimal | None:
    """What everybody concerned gets every month together, if that is definite."""
    decision = entry.first
    if decision.verdict != "eligible" or decision.amount is None or decision.period != "month":
        return None
    return decision.amount * (1 if entry.of_household else len(entry.persons))


def failing(decision: Decision) -> list[Condition]:
    """The conditions that do not hold."""
    return [each for each in decision.conditions if each.holds is False]


def without_person(missing: MissingFact) -> str:
    """The path of a missing fact with nobody's id in it."""
    if missing.person is None:
        return missing.fact
    return missing.fact.removeprefix(f"members.{missing.person}.")


def waiting(assessment: Assessment) -> dict[tuple[str, Text], MissingFact]:
    """Missing facts, whoever's they are, those that most schemes wait for first."""
    schemes: dict[tuple[str, Text], set[str]] = {}
    examples: dict[tuple[str, Text], MissingFact] = {}
    for decision in assessment.decisions:
        for missing in decision.missing:
            key = (without_person(missing), missing.title)
            schemes.setdefault(key, set()).add(decision.scheme)
            examples.setdefault(key, missing)
    ranked = sorted(schemes, key=lambda key: -len(schemes[key]))
    return {key: examples[key] for key in ranked}


def _likeness(decision: Decision) -> Hashable:
    head = (decision.scheme, decision.verdict, decision.qualifies, decision.lacks)
    if decision.verdict == "not_eligible":
        return (*head, tuple((each.name, each.text) for each in failing(decision)))
    if decision.verdict == "undetermined":
        return head
    missing = frozenset(map(without_person, decision.missing))
    return (*head, decision.amount, decision.exact, decision.caveats, missing)
