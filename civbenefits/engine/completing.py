"""Completions of a household: telling open facts by way of trial."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from civbenefits.engine.closing import COMPLIANT, RAW_FACTS
from civbenefits.engine.telling import OpenFact, told, told_of, value_of, with_parents
from civbenefits.engine.values import Values
from civbenefits.errors import InputError
from civbenefits.facts.assuming import assume_usual
from civbenefits.facts.household import Household
from civbenefits.facts.member import Member
from civbenefits.records import replace


class Completer:
    """Tries values for the open facts of a household.

    Make one for each look at a household: it remembers every member it has tried a value for.
    """

    def __init__(self, values: Values) -> None:
        self.values = values
        self._tried: dict[tuple[int, str, Any], tuple[Member, Member | None]] = {}

    def with_value(self, household: Household, fact: OpenFact, value: Any) -> Household | None:
        """The household with the fact given; None where that contradicts what is known."""
        try:
            if fact.owner is None:
                return told(household, fact, value)
            members = list(household.members)
            changed = self._member(members[fact.owner], fact.path, value)
            if changed is None:
                return None
            members[fact.owner] = changed
            return replace(household, members=tuple(members))
        except InputError:
            return None

    def _member(self, member: Member, path: str, value: Any) -> Member | None:
        """A member with a fact given, made once."""
        key = (id(member), path, value)
        found = self._tried.get(key)
        if found is None:
            try:
                changed: Member | None = told_of(member, path, value)
            except InputError:
                changed = None
            # The member is kept beside it, so that no other can come to have its id.
            found = self._tried[key] = (member, changed)
        return found[1]

    def variations(self, household: Household, fact: OpenFact) -> Iterator[Household]:
        """The household with each value of a fact that does not contradict what is known."""
        for value in self.values.of(fact, len(household.members)):
            changed = self.with_value(household, fact, value)
            if changed is not None:
                yield changed

    def without(self, household: Household, facts: Collection[OpenFact]) -> Household:
        """The household with some facts forgotten."""
        for fact in facts:
            if not is_open(household, fact):
                household = told(household, fact, None)
        return household

    def usual(
        self, household: Household, facts: Collection[OpenFact], unknown: Collection[OpenFact] = ()
    ) -> Household:
        """A completion under usual circumstances.

        Args:
            household: what is known.
            facts: what is to be completed where no usual value is declared.
            unknown: facts that stay unknown.
        """
        filled, _ = assume_usual(household, self.values.here)
        if COMPLIANT not in facts and not RAW_FACTS.isdisjoint(facts):
            # A finding that nothing asks for would keep the raw facts from being told.
            unknown = {*unknown, COMPLIANT} if is_open(household, COMPLIANT) else unknown
        filled = with_parents(self.without(filled, unknown))
        for fact in facts:
            if fact not in unknown and is_open(filled, fact):
                filled = next(self.variations(filled, fact), filled)
        return filled


def is_open(household: Household, fact: OpenFact) -> bool:
    """Whether a fact is unknown."""
    return value_of(household, fact) is None
