"""Decisions that say the same of several persons, put together for one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import NamedTuple

from civbenefits.cli.layout import printable
from civbenefits.cli.words import word
from civbenefits.decisions.model import Assessment, Condition, Decision, MissingFact
from civbenefits.texts import Language, Text


class Entry(NamedTuple):
    """Decisions on one scheme that differ only in whom they are about.

    Attributes:
        first: stands for them all.
        persons: everybody concerned.
        of_household: one decision for the household, not one for each person.
    """

    first: Decision
    persons: tuple[str, ...]
    of_household: bool


class Members:
    """The ids of all members, and how to speak of some of them."""

    def __init__(self, assessment: Assessment, language: Language) -> None:
        persons = (person for each in assessment.decisions for person in each.persons)
        assumed = (each.person for each in assessment.assumptions if each.person is not None)
        self.all = tuple(dict.fromkeys((*persons, *assumed)))
        self._language = language

    def called(self, persons: Iterable[str]) -> str:
        """``all members``, or their ids."""
        found = dict.fromkeys(persons)
        if len(self.all) > 1 and len(found) == len(self.all):
            return word("everyone", self._language)
        name = "person" if len(found) == 1 else "persons"
        return word(name, self._language, ids=self.listed(found))

    def listed(self, persons: Iterable[str]) -> str:
        """The ids alone."""
        return ("、" if self._language == "zh" else ", ").join(map(printable, persons))

    def of(self, entry: Entry) -> str:
        """Whom an entry is about; nothing where there is only one person."""
        if len(self.all) < 2:
            return ""
        if not entry.of_household:
            return self.called(entry.persons)
        if len(entry.persons) == len(self.all):
            return word("household", self._language)
        return word("covers", self._language, ids=self.listed(entry.persons))


def merged(assessment: Assessment, *, in_full: bool) -> list[Entry]:
    """All decisions, those alike together; in full, only where every condition is alike."""
    counts = Counter(each.scheme for each in assessment.decisions)
    groups: dict[Hashable, list[Decision]] = {}
    for decision in assessment.decisions:
        groups.setdefault(_likeness(decision, in_full=in_full), []).append(decision)
    return [
        Entry(
            found[0],
            tuple(dict.fromkeys(person for each in found for person in each.persons)),
            counts[found[0].scheme] == 1,
        )
        for found in groups.values()
    ]


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


def _likeness(decision: Decision, *, in_full: bool) -> Hashable:
    head = (decision.scheme, decision.verdict, decision.qualifies, decision.lacks)
    if in_full:
        return (*head, decision.amount, decision.exact, decision.conditions, decision.caveats)
    if decision.verdict == "not_eligible":
        return (*head, tuple(each.name for each in failing(decision)))
    if decision.verdict == "undetermined":
        return head
    missing = frozenset(map(without_person, decision.missing))
    return (*head, decision.amount, decision.exact, decision.caveats, missing)
