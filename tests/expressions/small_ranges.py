"""Trees over facts of which only ranges are known, and all that can come of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import floor
from typing import Final, Literal

from civbenefits.expressions import nodes as n
from civbenefits.expressions import types as t
from civbenefits.expressions.evaluating import Known, Missing, Scope, Unknown, Value, evaluate
from civbenefits.expressions.ranges import UNRECORDED, Options, Range, Span, Truth
from civbenefits.expressions.ranging import range_of
from civbenefits.expressions.types import Type
from civbenefits.facts.vocabulary import Fact
from civbenefits.texts import Text

LACKING: Final = Unknown(frozenset({Missing(None, "a figure", law=True)}))
CHOICE: Final = Type("choice", choices=(("a", Text("甲", "a")), ("b", Text("乙", "b"))))

Facts = Mapping[str, Range] | Sequence[Mapping[str, Range]]
"""What is known of one person, or of each member."""
Op = Literal["<", "<=", ">", ">=", "==", "!="]


def fact(name: str, subject: str = "self", type_: Type = t.NUMBER) -> n.FactRef:
    return n.FactRef(type_, subject, (name,), Fact("number", Text("数", "number")))


def truth(name: str, subject: str = "self") -> n.FactRef:
    return fact(name, subject, t.BOOLEAN)


def const(value: n.Constant) -> n.Const:
    type_ = t.BOOLEAN if isinstance(value, bool) else t.NUMBER
    return n.Const(CHOICE if isinstance(value, str) else type_, value)


def loop(
    op: Literal["any", "all", "sum", "count"], body: n.Node, condition: n.Node | None = None
) -> n.Aggregate:
    """A loop over the members with the variable ``m``."""
    type_ = t.BOOLEAN if op in ("any", "all") else t.NUMBER
    return n.Aggregate(type_, op, "members", "household", "m", condition, body)


class Ranges:
    """Answers with the ranges of facts."""

    def __init__(self, members: Sequence[Mapping[str, Range]], *, any_finding: bool) -> None:
        self._members = members
        self.any_finding = any_finding

    def fact(self, subject: object, node: n.FactRef) -> Range:
        assert isinstance(subject, int)
        return self._members[subject][node.path[0]]

    def age(self, member: int, day: str) -> Span:
        return Span(member, member, day == "month_end")

    def rule(self, member: int | None, key: str) -> Range:
        return Options(frozenset({f"{key} of {member}"}))

    def unrecorded(self, node: n.Unrecorded) -> Range:
        return UNRECORDED

    def items(self, collection: str, owner: int | None) -> Sequence[object] | None:
        return range(len(self._members))


class Values:
    """Answers with one value of each fact."""

    def __init__(self, members: Sequence[Mapping[str, Value]]) -> None:
        self._members = members

    def fact(self, subject: object, node: n.FactRef) -> Value:
        assert isinstance(subject, int)
        return self._members[subject][node.path[0]]

    def age(self, member: int, day: str) -> Value:
        raise NotImplementedError

    def rule(self, member: int | None, key: str) -> Value:
        raise NotImplementedError

    def items(self, collection: str, owner: int | None) -> Sequence[object]:
        return range(len(self._members))


def _members(facts: Facts) -> Sequence[Mapping[str, Range]]:
    return [facts] if isinstance(facts, Mapping) else facts


def ranged(node: n.Node, facts: Facts, *, any_finding: bool = False) -> Range:
    """The range of a tree."""
    return plain(range_of(node, Scope(0), Ranges(_members(facts), any_finding=any_finding)))


def by_brute_force(node: n.Node, facts: Facts) -> Range:
    """The smallest range that holds the value for all values of the facts."""
    members = _members(facts)
    places = [(index, name) for index, each in enumerate(members) for name in each]
    found = []
    for values in product(*(values_in(members[index][name]) for index, name in places)):
        given: list[dict[str, Value]] = [{} for _ in members]
        for (index, name), value in zip(places, values, strict=True):
            given[index][name] = value
        found.append(evaluate(node, Scope(0), Values(given)))
    return smallest(found)


def values_in(range_: Range) -> Iterator[Value]:
    """Every value of a small range; of numbers the halves as well."""
    match range_:
        case Truth():
            yield from [True] * range_.yes + [False] * range_.no
        case Options():
            yield from sorted(range_.values or ())
        case Span() if not range_.void:
            assert range_.low is not None
            assert range_.high is not None
            steps = range(floor((range_.high - range_.low) * 2) + 1)
            yield from (range_.low + Fraction(step, 2) for step in steps)
    if range_.gap:
        yield LACKING


def smallest(values: Sequence[Value]) -> Range:
    """The smallest range that holds all of some values of one kind."""
    gap = any(isinstance(value, Unknown) for value in values)
    found: list[Known] = [value for value in values if not isinstance(value, Unknown)]
    if not found:
        return UNRECORDED
    if isinstance(found[0], bool):
        return Truth(True in found, False in found, gap)
    if isinstance(found[0], str):
        return Options(frozenset(map(str, found)), gap)
    numbers = [value for value in found if not isinstance(value, str)]
    return Span(min(numbers), max(numbers), gap)


def plain(range_: Range) -> Range:
    """The same range; of whatever type nothing but what is not on record."""
    empty = isinstance(range_, Truth) and not (range_.yes or range_.no)
    return UNRECORDED if empty and range_.gap else range_
