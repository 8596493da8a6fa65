"""A household as the direct evaluator sees it: the slow path that says what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from civbenefits.dates import When, full_years, ymd
from civbenefits.engine.rules import Rule
from civbenefits.expressions import nodes as n
from civbenefits.expressions.evaluating import Missing, Scope, Unknown, Value, awaiting, evaluate
from civbenefits.facts.household import Household
from civbenefits.money import fen

BELOW_ZERO: Final = "< 0"
"""What the law lacks where an amount comes below 0; no standard can be called that."""

_NO_AMOUNT: Final = Unknown(frozenset({Missing(None, BELOW_ZERO, law=True)}))


class _Item(NamedTuple):
    """A record of a member's list, and whose it is."""

    owner: int
    path: str
    record: object


def _monthly_parts(path: str, income: object) -> list[str]:
    """What a monthly amount is wanting for: the total, the months it covers, or both."""
    parts = [part for part in ("amount", "months") if getattr(income, part) is None]
    return [path.removesuffix("monthly") + part for part in parts]


class HouseholdContext:
    """Facts and rule values of one household in one month; each rule is evaluated once."""

    __slots__ = ("_values", "household", "rules", "when")

    def __init__(self, household: Household, when: When, rules: Mapping[str, Rule]) -> None:
        self.household = household
        self.when = when
        self.rules = rules
        self._values: dict[tuple[int | None, str], Value] = {}

    def fact(self, subject: object, node: n.FactRef) -> Value:
        path = ".".join(node.path)
        holder: object
        owner: int | None
        if isinstance(subject, _Item):
            holder, owner, path = subject.record, subject.owner, f"{subject.path}.{path}"
        elif isinstance(subject, int):
            holder, owner = self.household.members[subject], subject
        else:
            holder, owner = self.household, None
        value: object = holder
        for part in node.path:
            value = getattr(value, part)
        if value is None:
            monthly = isinstance(subject, _Item) and node.path == ("monthly",)
            paths = _monthly_parts(path, holder) if monthly else [path]
            return Unknown(frozenset(Missing(owner, each, law=False) for each in paths))
        if node.fact.kind == "money":
            return fen(value)  # type: ignore[arg-type]
        if isinstance(value, date):
            return ymd(value)
        return value  # type: ignore[return-value]

    def age(self, member: int, day: str) -> Value:
        person = self.household.members[member]
        if person.born_ymd is not None:
            on = self.when.month_end if day == "month_end" else self.when.month_start
            return full_years(person.born_ymd, ymd(on))
        if person.age is not None:
            return person.age
        return Unknown(frozenset({Missing(member, "born", law=False)}))

    def rule(self, member: int | None, key: str) -> Value:
        found = self._values.get((member, key))
        if found is None:
            found = self._values[member, key] = self._evaluated(self.rules[key], Scope(member))
        return found

    def _evaluated(self, rule: Rule, scope: Scope) -> Value:
        if rule.guard is None:
            return evaluate(rule.tree, scope, self)
        received = evaluate(rule.guard, scope, self)
        if isinstance(received, Unknown):
            return awaiting(received, evaluate(rule.tree, scope, self))
        amount = evaluate(rule.tree, scope, self) if received else 0
        return _NO_AMOUNT if isinstance(amount, int | Fraction) and amount < 0 else amount

    def items(self, collection: str, owner: int | None) -> Sequence[object] | Unknown:
        if collection == "members":
            return range(len(self.household.members))
        index = owner or 0
        records = getattr(self.household.members[index], collection)
        if records is None:
            return Unknown(frozenset({Missing(index, collection, law=False)}))
        return [
            _Item(index, f"{collection}.{position}", record)
            for position, record in enumerate(records)
        ]
