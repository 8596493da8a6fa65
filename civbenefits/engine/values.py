"""Which values stand for all that an open fact may turn out to be.

Rules compare a number only with the limits they name, so one number of each stretch between
two limits stands for all of that stretch; a choice stands for itself, and a place for every
place that the rules do not tell apart from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from civbenefits.dates import When
from civbenefits.engine.openness import OLDEST
from civbenefits.engine.rules import LinkedRules
from civbenefits.engine.telling import OpenFact, declaration
from civbenefits.expressions import nodes as n
from civbenefits.facts.member import Income
from civbenefits.facts.vocabulary import Fact, facts_of
from civbenefits.place_codes import ABROAD, inside

DAYS: Final = (date(1900, 1, 1), date(2100, 1, 1))
"""Dates are compared with each other only: one before all others, and one after."""

_FORTUNE: Final = Decimal(10) ** 7
_FEW: Final = 10


class Values:
    """Values to try for open facts under one set of rules.

    Args:
        linked: the rules.
        when: the month, whose birthdays are tried beside ages; without it, ages alone are.
    """

    def __init__(self, linked: LinkedRules, when: When | None = None) -> None:
        trees = (each.tree for key, each in linked.rules.items() if ".caveat." not in key)
        nodes = [node for tree in trees for node in n.walk(tree)]
        self._vocabulary = linked.vocabulary
        self.here = linked.chain[-1].code
        self._limits = _limits_in(nodes)
        self._counted = _counted_in(nodes)
        self._amounts = _money_in(nodes)
        ages = self._limits.get("age", ())
        self._birthdays = () if when is None else _birthdays_in(nodes, when, ages)
        self._places = _places_in(nodes, self.here)
        self._lists = _lists_of(self._vocabulary.income)
        self._values: dict[tuple[str, bool, int], tuple[Any, ...]] = {}

    def of(self, fact: OpenFact, persons: int) -> tuple[Any, ...]:
        """Values that stand for everything the fact may turn out to be.

        For money these are the figures in force, for one person and for all together.
        """
        key = (fact.path, fact.owner is None, persons)
        found = self._values.get(key)
        if found is None:
            found = self._values[key] = tuple(self._standing_for_all(fact, persons))
        return found

    def exhaustive(self, fact: OpenFact) -> bool:
        """Whether those values leave nothing out; for amounts of money they may."""
        if fact.path == "born":
            return "age" not in self._counted
        declared = declaration(fact, self._vocabulary)
        name = fact.path.rsplit(".", 1)[-1]
        if declared.kind == "number":
            return _is_small(declared) or (
                name not in self._counted and not fact.path.startswith("incomes.")
            )
        return declared.kind not in ("money", "date", "list")

    def _standing_for_all(self, fact: OpenFact, persons: int) -> Collection[Any]:
        if fact.path == "born":
            ages = _representatives(self._limits.get("age", ()), 0, OLDEST)
            return (*ages, *self._birthdays)
        declared = declaration(fact, self._vocabulary)
        kind = declared.kind
        if kind == "boolean":
            return (False, True)
        if kind == "choice":
            return tuple(declared.choices or ())
        if kind == "number":
            low, high = _ends_of(declared)
            if _is_small(declared):
                return range(low, high + 1)
            limits = self._limits.get(fact.path.rsplit(".", 1)[-1], ())
            return tuple(_representatives(limits, low, high))
        if kind == "money":
            amounts = {each * count for each in self._amounts for count in (1, persons)}
            return (Decimal(0), *sorted(amounts), _FORTUNE)
        if kind == "date":
            return DAYS
        if fact.path == "incomes":
            return self._lists
        return self._places if kind == "place" else ()


def _lists_of(income: type[Income]) -> tuple[tuple[Income, ...], ...]:
    """No income, and a fortune of each kind."""
    kinds: Mapping[Any, object] = facts_of(income)["kind"].choices or {}
    return ((), *((income(kind=kind, amount=_FORTUNE, months=1),) for kind in kinds))


def _is_small(fact: Fact) -> bool:
    """Whether every number that is allowed may be tried."""
    low, high = _ends_of(fact)
    return high - low < _FEW


def _ends_of(number: Fact) -> tuple[int, int]:
    """The least and the greatest that is allowed; every number has a greatest."""
    return number.low or 0, number.high or 0


def _representatives(limits: tuple[int, ...], low: int, high: int) -> Iterator[int]:
    """Each limit, and one number of each stretch between two of them."""
    inside = sorted({low, high, *(each for each in limits if each in range(low, high))})
    yield low
    for before, after in pairwise(inside):
        if after - before > 1:
            yield before + 1
        yield after


def _limits_in(nodes: list[n.Node]) -> Mapping[str, tuple[int, ...]]:
    """The numbers that the rules compare each fact with, by the last part of its path."""
    found: dict[str, set[int]] = {}
    for node in nodes:
        for name, limit in _compared(node):
            found.setdefault(name, set()).add(limit)
    return {name: tuple(sorted(limits)) for name, limits in found.items()}


def _compared(node: n.Node) -> Iterator[tuple[str, int]]:
    if isinstance(node, n.Compare):
        for fact, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(other, n.Const) and isinstance(other.value, int | Fraction):
                yield from ((name, int(other.value)) for name in _name_of(fact))
    elif isinstance(node, n.Among):
        numbers = [value for value in node.values if isinstance(value, int)]
        yield from ((name, value) for name in _name_of(node.operand) for value in numbers)
    elif isinstance(node, n.Banded):
        yield from ((name, int(low)) for name in _name_of(node.key) for low, _ in node.bands)


def _counted_in(nodes: list[n.Node]) -> frozenset[str]:
    """Numbers with which the rules do more than compare them with limits."""
    found: set[str] = set()
    for node in nodes:
        limited = list(_compared(node))
        for child in n.children(node):
            found.update(name for name in _name_of(child) if not limited)
    return frozenset(found)


def _name_of(node: n.Node) -> Iterator[str]:
    if isinstance(node, n.Age):
        yield "age"
    elif isinstance(node, n.FactRef) and node.fact.kind == "number":
        yield node.path[-1]


def _birthdays_in(nodes: list[n.Node], when: When, ages: tuple[int, ...]) -> tuple[date, ...]:
    """Who turns each age within the month, where rules ask for the age on both its ends."""
    if len({node.day for node in nodes if isinstance(node, n.Age)}) == 1:
        return ()
    end = when.month_end
    # Every month has a 28th day, and none begins with it.
    return tuple(date(end.year - age, end.month, 28) for age in ages if age > 0)


def _money_in(nodes: list[n.Node]) -> tuple[Decimal, ...]:
    """The figures of money that rules compare with, or compute limits from."""
    fen = {
        node.value
        for above in nodes
        if isinstance(above, n.Compare)
        for node in n.walk(above)
        if isinstance(node, n.Const) and node.type.kind == "money" and isinstance(node.value, int)
    }
    return tuple(Decimal(each).scaleb(-2) for each in sorted(fen) if each > 0)


def _places_in(nodes: list[n.Node], here: str) -> tuple[str, ...]:
    """The place asked about, one other in each region that rules name, and one elsewhere."""
    regions = {node.code for node in nodes if isinstance(node, n.Within)}
    others = {other for region in regions if (other := inside(region)) is not None}
    return (here, *sorted(others, reverse=True), ABROAD)
