"""A household with open facts, as the evaluator over ranges sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from civbenefits.dates import When, full_years, ymd
from civbenefits.engine.rules import Rule
from civbenefits.expressions import nodes as n
from civbenefits.expressions.evaluating import Scope
from civbenefits.expressions.ranges import (
    ANY_NUMBER,
    ANY_TEXT,
    OPEN,
    UNRECORDED,
    Options,
    Range,
    Span,
    known,
)
from civbenefits.expressions.ranging import range_of
from civbenefits.expressions.types import ZERO
from civbenefits.facts.household import RAW_PROPERTY, Household
from civbenefits.facts.member import Parent
from civbenefits.facts.vocabulary import Fact
from civbenefits.money import fen

OLDEST = 150

Supposed = Mapping[tuple[int | None, str], Range]
"""Ranges of rules that are supposed to be so, by member and key."""

NOTHING: Final[Supposed] = MappingProxyType({})


class OpenHousehold:
    """Ranges of facts and rules of one household in one month; each rule is ranged once.

    Args:
        household: what is known.
        when: the month.
        rules: every rule by key.
        supposed: what is taken for granted.
    """

    any_finding = False

    def __init__(
        self,
        household: Household,
        when: When,
        rules: Mapping[str, Rule],
        supposed: Supposed = NOTHING,
    ) -> None:
        self._household = household
        self._when = when
        self._rules = rules
        self._ranges = dict(supposed)

    def fact(self, subject: object, node: n.FactRef) -> Range:
        holder: object = self._household if subject is None else subject
        if isinstance(subject, int):
            holder = self._household.members[subject]
        value: object = holder
        for part in node.path:
            value = getattr(value, part)
        if value is None:
            ruled_out = self._ruled_out(subject, ".".join(node.path))
            return UNRECORDED if ruled_out else domain(node.fact)
        if node.fact.kind == "money":
            return known(fen(value))  # type: ignore[arg-type]
        return known(ymd(value) if isinstance(value, date) else value)

    def _ruled_out(self, subject: object, path: str) -> bool:
        """Whether a finding can no longer be given, since the raw facts were."""
        household = self._household
        if path == "counted_income":
            if isinstance(subject, int):
                return household.members[subject].incomes is not None
            return any(member.incomes is not None for member in household.members)
        if subject is None and path == "property.compliant":
            return any(getattr(household.property, raw) is not None for raw in RAW_PROPERTY)
        return False

    def age(self, member: int, day: str) -> Span:
        person = self._household.members[member]
        years = person.age
        if person.born_ymd is not None:
            on = self._when.month_end if day == "month_end" else self._when.month_start
            years = full_years(person.born_ymd, ymd(on))
        return Span(0, OLDEST) if years is None else Span(years, years)

    def rule(self, member: int | None, key: str) -> Range:
        found = self._ranges.get((member, key))
        if found is None:
            rule = self._rules[key]
            if rule.guard is None:
                found = range_of(rule.tree, Scope(member), self)
            else:
                tree = n.IfElse(rule.tree.type, rule.guard, rule.tree, n.Const(ZERO, 0))
                found = _not_below_zero(range_of(tree, Scope(member), self))
            self._ranges[member, key] = found
        return found

    def unrecorded(self, node: n.Unrecorded) -> Range:
        return UNRECORDED

    def items(self, collection: str, owner: int | None) -> Sequence[object] | None:
        if collection == "members":
            return range(len(self._household.members))
        records: Sequence[object] | None = getattr(self._household.members[owner or 0], collection)
        if records is None and collection == "parents":
            return (Parent(), Parent())
        return records


def _not_below_zero(amount: Range) -> Range:
    """The amounts that may be paid; what is due below 0 is not on record."""
    if not isinstance(amount, Span) or (amount.low is not None and amount.low >= 0):
        return amount
    return Span(0, amount.high, True)


def domain(fact: Fact) -> Range:
    """Everything that an open fact may turn out to be."""
    if fact.kind == "boolean":
        return OPEN
    if fact.kind == "number":
        return Span(fact.low, fact.high)
    if fact.kind == "money":
        return Span(0, None)
    if fact.kind == "choice":
        return Options(frozenset(fact.choices or ()))
    return ANY_NUMBER if fact.kind == "date" else ANY_TEXT
