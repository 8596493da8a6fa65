"""Where ranges come from: who is asked about whom, and what is taken of a loop nobody knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pytest

from civbenefits.expressions import nodes as n
from civbenefits.expressions import types as t
from civbenefits.expressions.evaluating import Scope
from civbenefits.expressions.ranges import (
    ANY_NUMBER,
    NO,
    OPEN,
    UNRECORDED,
    YES,
    Options,
    Range,
    Span,
    Truth,
)
from civbenefits.expressions.ranging import range_of
from tests.expressions.small_ranges import CHOICE, Ranges, const, fact, ranged

HERE = Options(frozenset({"440300"}))
UNKNOWN_LOOPS = Span(None, None, True)


class Unlisted(Ranges):
    """Of nobody the incomes are known."""

    def items(self, collection: str, owner: int | None) -> Sequence[object] | None:
        return None if collection == "incomes" else super().items(collection, owner)


class Owners(Ranges):
    """Tells of each loop how often it was asked for, and of whom."""

    def __init__(self) -> None:
        super().__init__([], any_finding=False)
        self.asked: list[tuple[str, int | None]] = []

    def items(self, collection: str, owner: int | None) -> Sequence[object] | None:
        self.asked.append((collection, owner))
        return [owner or 0] * 2 if collection == "members" else []


def incomes(
    op: Literal["any", "all", "sum", "count"],
    body: n.Node,
    condition: n.Node | None = None,
    *,
    owner: str = "self",
) -> n.Aggregate:
    type_ = t.BOOLEAN if op in ("any", "all") else t.NUMBER
    return n.Aggregate(type_, op, "incomes", owner, "i", condition, body)


def test_an_age_is_asked_of_its_member_and_day() -> None:
    context = Ranges([], any_finding=False)
    scope = Scope(2).bind("m", 5)
    assert range_of(n.Age(t.YEARS, "self", "month_end"), scope, context) == Span(2, 2, True)
    assert range_of(n.Age(t.YEARS, "m", "month_start"), scope, context) == Span(5, 5)
    assert range_of(n.Age(t.YEARS, "m", "month_start"), Scope(None).bind("m", 0), context) == Span(
        0, 0
    )
    assert range_of(n.Age(t.YEARS, "self", "month_start"), Scope(None), context) == Span(0, 0)


def test_a_rule_is_asked_of_its_member_or_of_the_household() -> None:
    context = Ranges([], any_finding=False)
    scope = Scope(2).bind("m", 5)
    for subject, member in (("self", 2), ("m", 5), ("household", None)):
        found = range_of(n.RuleRef(t.BOOLEAN, subject, "poor"), scope, context)
        assert found == Options(frozenset({f"poor of {member}"}))


def test_a_fact_is_asked_of_its_subject() -> None:
    context = Ranges([{"a": Span(1, 1)}, {"a": Span(2, 2)}], any_finding=False)
    scope = Scope(0).bind("m", 1)
    assert range_of(fact("a"), scope, context) == Span(1, 1)
    assert range_of(fact("a", "m"), scope, context) == Span(2, 2)


def test_a_figure_that_is_not_on_record_is_asked_for_by_itself() -> None:
    class Supposing(Ranges):
        def unrecorded(self, node: n.Unrecorded) -> Range:
            return Options(frozenset({node.standard}))

    found = range_of(n.Unrecorded(t.ANY, "figure"), Scope(0), Supposing([], any_finding=False))
    assert found == Options(frozenset({"figure"}))


def test_a_loop_is_asked_of_its_owner() -> None:
    context = Owners()
    inner = incomes("sum", const(1), owner="m")
    outer = n.Aggregate(t.NUMBER, "sum", "members", "household", "m", None, inner)
    assert range_of(outer, Scope(3), context) == Span(0, 0)
    assert range_of(incomes("count", const(True)), Scope(3), context) == Span(0, 0)
    assert context.asked == [
        ("members", None),
        ("incomes", 0),
        ("incomes", 0),
        ("incomes", 3),
    ]


def test_of_no_items_none_fits_and_all_do() -> None:
    context = Owners()
    found = [range_of(incomes(op, const(False)), Scope(0), context) for op in ("any", "all")]
    assert found == [NO, YES]


@pytest.mark.parametrize(
    ("loop", "found"),
    [
        (incomes("any", fact("p", "i", t.BOOLEAN)), OPEN),
        (incomes("all", fact("p", "i", t.BOOLEAN)), OPEN),
        (incomes("sum", fact("a", "i")), ANY_NUMBER),
        (incomes("count", fact("p", "i", t.BOOLEAN)), ANY_NUMBER),
        (incomes("sum", n.Arithmetic(t.NUMBER, "+", fact("a", "i"), const(1))), ANY_NUMBER),
        (incomes("sum", n.Arithmetic(t.NUMBER, "*", fact("a", "i"), const(1))), ANY_NUMBER),
        (incomes("sum", n.Arithmetic(t.NUMBER, "/", fact("a", "i"), const(2))), UNKNOWN_LOOPS),
        (incomes("sum", n.Unrecorded(t.ANY)), UNKNOWN_LOOPS),
        (incomes("sum", n.RuleRef(t.NUMBER, "self", "amount")), UNKNOWN_LOOPS),
        (incomes("sum", n.Lookup(t.NUMBER, fact("k", "i"), (("a", 1),), "s")), UNKNOWN_LOOPS),
        (incomes("sum", n.Banded(t.NUMBER, fact("a", "i"), ((0, 1),), "s")), UNKNOWN_LOOPS),
        (incomes("sum", n.Either(t.NUMBER, fact("a", "i"), fact("b", "i"))), UNKNOWN_LOOPS),
        (incomes("sum", n.FirstKnown(t.NUMBER, fact("a", "i"), fact("b", "i"))), ANY_NUMBER),
        (
            incomes("sum", n.Extreme(t.NUMBER, "min", (const(1), n.Unrecorded(t.ANY)))),
            UNKNOWN_LOOPS,
        ),
        (incomes("any", const(True), n.Unrecorded(t.ANY)), Truth(True, True, True)),
    ],
)
def test_of_a_loop_over_nobody_knows_what_anything_is_possible(
    loop: n.Aggregate, found: Range
) -> None:
    assert range_of(loop, Scope(0), Unlisted([{}], any_finding=False)) == found


@pytest.mark.parametrize("any_finding", [False, True])
def test_a_finding_from_items_that_nobody_knows_is_open(any_finding: bool) -> None:
    finding = incomes("sum", const(0))
    context = Unlisted([{}], any_finding=any_finding)
    node = n.FirstKnown(t.NUMBER, finding, const(7))
    assert range_of(node, Scope(0), context) == (ANY_NUMBER if any_finding else Span(7, 7))


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        ({"440307"}, YES),
        ({"440300"}, YES),
        ({"110000"}, NO),
        ({"440000"}, OPEN),
        ({"440307", "440300"}, YES),
        ({"440307", "110000"}, OPEN),
        ({"440307", "440000"}, OPEN),
        ({"110000", "440000"}, OPEN),
        ({"110000", "120000"}, NO),
    ],
)
@pytest.mark.parametrize("gap", [False, True])
def test_places_within_a_region(codes: set[str], found: Truth, gap: bool) -> None:
    node = n.Within(t.BOOLEAN, fact("place", "self", t.PLACE), "440300", "city")
    expected = Truth(found.yes, found.no, gap)
    assert ranged(node, {"place": Options(frozenset(codes), gap)}) == expected


def test_any_place_may_be_within_a_region_or_not() -> None:
    node = n.Within(t.BOOLEAN, fact("place", "self", t.PLACE), "440300", "city")
    assert ranged(node, {"place": Options(None)}) == OPEN
    assert ranged(node, {"place": UNRECORDED}) == OPEN


def test_a_key_of_which_nothing_is_known_may_take_any_figure_or_none() -> None:
    node = n.Lookup(t.NUMBER, fact("k", "self", CHOICE), (("a", 3), ("b", 8)), "figure")
    assert ranged(node, {"k": Options(None)}) == Span(3, 8, True)
    assert ranged(node, {"k": UNRECORDED}) == Span(3, 8, True)


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (Options(None), Options(frozenset("ab")), Options(frozenset("ab"), True)),
        (Options(frozenset("ab")), Options(None), Options(frozenset("ab"), True)),
        (Options(None), Options(None), Options(None, True)),
        (Options(frozenset("a")), Options(None), Options(frozenset("a"), True)),
        (Span(None, 3), Span(1, None), Span(1, 3, True)),
        (Span(1, None), Span(None, 3), Span(1, 3, True)),
        (Span(1, None), Span(2, None), Span(2, None, True)),
        (Span(None, 1), Span(None, 2), Span(None, 1, True)),
        (Span(None, 1), Span(2, None), UNRECORDED),
        (ANY_NUMBER, ANY_NUMBER, Span(None, None, True)),
        (YES, UNRECORDED, UNRECORDED),
        (UNRECORDED, YES, UNRECORDED),
    ],
)
def test_two_readings_of_what_has_no_limits(first: Range, second: Range, found: Range) -> None:
    node = n.Either(t.NUMBER, fact("a"), fact("b"))
    assert ranged(node, {"a": first, "b": second}) == found


@pytest.mark.parametrize(
    ("op", "spans", "found"),
    [
        ("min", [Span(None, 3), Span(1, 2)], Span(None, 2)),
        ("min", [Span(1, None), Span(2, None)], Span(1, None)),
        ("min", [Span(1, None), Span(2, 5)], Span(1, 5)),
        ("min", [Span(2, 5), Span(1, None)], Span(1, 5)),
        ("min", [ANY_NUMBER, Span(2, 5, True)], Span(None, 5, True)),
        ("max", [Span(None, 3), Span(1, 2)], Span(1, 3)),
        ("max", [Span(None, 3), Span(None, 2)], Span(None, 3)),
        ("max", [Span(1, None), Span(2, 5)], Span(2, None)),
        ("max", [Span(None, 3, True), Span(None, 2)], Span(None, 3, True)),
        ("max", [ANY_NUMBER, ANY_NUMBER], ANY_NUMBER),
    ],
)
def test_extremes_of_what_has_no_limits(
    op: Literal["min", "max"], spans: list[Span], found: Span
) -> None:
    node = n.Extreme(t.NUMBER, op, tuple(fact(name) for name in "ab"))
    assert ranged(node, dict(zip("ab", spans, strict=True))) == found


def test_rounding_keeps_what_has_no_limit() -> None:
    node = n.Round(t.NUMBER, "up", fact("a"), 10)
    assert ranged(node, {"a": Span(None, 11)}) == Span(None, 20)
    assert ranged(node, {"a": Span(11, None, True)}) == Span(20, None, True)


@pytest.mark.parametrize("negated", [False, True])
@pytest.mark.parametrize("value", [Options(None), OPEN, YES])
def test_whether_a_list_has_it_is_open_for_anything_else(value: Range, negated: bool) -> None:
    assert ranged(n.Among(t.BOOLEAN, fact("a"), ("a",), negated), {"a": value}) == OPEN
