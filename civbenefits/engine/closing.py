"""Facts that are not tried, since others stand for them or nobody could tell them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from civbenefits.engine.telling import OpenFact, path_of
from civbenefits.facts.household import RAW_PROPERTY, Household

Facts = frozenset[OpenFact]

COMPLIANT: Final = OpenFact(None, "property.compliant")
RAW_FACTS: Final = frozenset(OpenFact(None, f"property.{name}") for name in RAW_PROPERTY)
"""What stands for a finding on property, where nobody has found anything."""

_TOTAL_INCOME: Final = OpenFact(None, "counted_income")


def closed_facts(every: Sequence[Facts], household: Household, skip: Collection[str]) -> Facts:
    """Facts that stay unknown.

    Incomes are tried as findings on each person: where a rule takes those, a list of incomes,
    or a total for all, could only come to the same. The total is tried where a finding stays
    unknown, or where a rule takes nothing else.
    """
    facts = Facts().union(*every)
    skipped = {fact for fact in facts if _passed(fact, household, skip)}
    lists = {fact for fact in facts if fact.path == "incomes"}
    needed = {
        fact for each in every for fact in lists & each if _finding(fact) not in each | skipped
    }
    total = facts & {_TOTAL_INCOME}
    alone = any(total <= each and not any(map(_is_finding, each)) for each in every)
    if alone or any(map(_is_finding, skipped)):
        total = Facts()
    return frozenset(skipped | (lists - needed) | total)


def _is_finding(fact: OpenFact) -> bool:
    return fact.owner is not None and fact.path == "counted_income"


def _finding(incomes: OpenFact) -> OpenFact:
    """What an office may find instead of a list of incomes."""
    return OpenFact(incomes.owner, "counted_income")


def _passed(fact: OpenFact, household: Household, skip: Collection[str]) -> bool:
    path = path_of(fact, household)
    head, _, _ = path.partition(".parents.")
    return path in skip or f"{head}.parents" in skip


def told_instead(deciding: Collection[OpenFact], instead: Facts) -> Iterator[OpenFact]:
    """What may be told instead of a deciding fact: a list of incomes, or a total for all."""
    earners = {fact.owner for fact in deciding if fact.path == "counted_income"}
    for fact in instead:
        if (fact == _TOTAL_INCOME and earners) or (
            fact.path == "incomes" and fact.owner in earners
        ):
            yield fact
