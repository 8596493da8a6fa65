"""The range of each node against all values that its facts can have: sound, and tight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Literal

import pytest

from civbenefits.expressions import nodes as n
from civbenefits.expressions import types as t
from civbenefits.expressions.ranges import NO, OPEN, UNRECORDED, YES, Options, Range, Span, Truth
from tests.expressions.small_ranges import (
    CHOICE,
    Op,
    by_brute_force,
    const,
    fact,
    loop,
    ranged,
    truth,
)

NUMBERS = (
    Span(1, 1),
    Span(2, 2),
    Span(-1, 1),
    Span(0, 2),
    Span(2, 3),
    Span(1, 1, True),
    Span(0, 1, True),
    UNRECORDED,
)
TRUTHS = (
    YES,
    NO,
    OPEN,
    Truth(True, False, True),
    Truth(False, True, True),
    Truth(True, True, True),
    Truth(False, False, True),
)
TEXTS = tuple(
    Options(frozenset(letters), gap) for letters in ("a", "b", "ab") for gap in (False, True)
)
A, B = fact("a"), fact("b")
OPS: tuple[Op, ...] = ("<", "<=", ">", ">=", "==", "!=")
SIGNS: tuple[Literal["+", "-", "*", "/"], ...] = ("+", "-", "*", "/")


def check(node: n.Node, choices: Sequence[Mapping[str, Range]]) -> None:
    for facts in choices:
        assert ranged(node, facts) == by_brute_force(node, facts), facts


def pairs(values: Sequence[Range]) -> list[Mapping[str, Range]]:
    return [{"a": a, "b": b} for a, b in product(values, repeat=2)]


@pytest.mark.parametrize("op", OPS)
def test_comparisons(op: Op) -> None:
    check(n.Compare(t.BOOLEAN, op, A, B), pairs(NUMBERS))


@pytest.mark.parametrize("op", ["==", "!="])
@pytest.mark.parametrize("values", [TRUTHS, TEXTS], ids=["truths", "texts"])
def test_comparisons_of_others(op: Op, values: Sequence[Range]) -> None:
    check(n.Compare(t.BOOLEAN, op, A, B), pairs(values))


@pytest.mark.parametrize("op", SIGNS)
def test_arithmetic(op: Literal["+", "-", "*", "/"]) -> None:
    positive = [each for each in NUMBERS if each.void or (each.low or 0) > 0]
    choices = pairs(NUMBERS)
    if op == "/":
        choices = [{"a": a, "b": b} for a, b in product(NUMBERS, positive)]
    check(n.Arithmetic(t.NUMBER, op, A, B), choices)


@pytest.mark.parametrize("op", ["min", "max"])
@pytest.mark.parametrize("operands", [(A, B), (B, A), (A, const(1), B)])
def test_extremes(op: Literal["min", "max"], operands: tuple[n.Node, ...]) -> None:
    check(n.Extreme(t.NUMBER, op, operands), pairs(NUMBERS))


@pytest.mark.parametrize("op", ["and", "or"])
def test_logic(op: Literal["and", "or"]) -> None:
    check(n.Logic(t.BOOLEAN, op, (truth("a"), truth("b"))), pairs(TRUTHS))
    check(n.Logic(t.BOOLEAN, op, (truth("a"), n.Not(t.BOOLEAN, truth("b")))), pairs(TRUTHS))


@pytest.mark.parametrize("direction", ["up", "down", "half up"])
@pytest.mark.parametrize("unit", [1, 2])
def test_rounding(direction: Literal["up", "down", "half up"], unit: int) -> None:
    check(n.Round(t.NUMBER, direction, A, unit), [{"a": each} for each in NUMBERS])


@pytest.mark.parametrize("values", [NUMBERS[2:], TRUTHS, TEXTS], ids=["numbers", "truths", "texts"])
def test_branches(values: Sequence[Range]) -> None:
    node = n.IfElse(t.NUMBER, truth("test"), A, B)
    check(node, [{**each, "test": test} for each in pairs(values) for test in TRUTHS])


@pytest.mark.parametrize("values", [NUMBERS, TRUTHS, TEXTS], ids=["numbers", "truths", "texts"])
def test_two_readings(values: Sequence[Range]) -> None:
    check(n.Either(t.NUMBER, A, B), pairs(values))


@pytest.mark.parametrize("negated", [False, True])
def test_lists(negated: bool) -> None:
    texts = [{"a": each} for each in TEXTS]
    check(n.Among(t.BOOLEAN, A, ("a",), negated), texts)
    check(n.Among(t.BOOLEAN, A, ("a", "b"), negated), texts)
    check(n.Among(t.BOOLEAN, A, (2,), negated), [{"a": each} for each in NUMBERS])


def test_figures_by_a_key() -> None:
    for table in ((("a", 1), ("b", 2)), (("b", 5), ("a", None)), (("a", 3),)):
        check(n.Lookup(t.NUMBER, A, table, "figure"), [{"a": each} for each in TEXTS])


def test_figures_by_bands() -> None:
    spans = [
        Span(low, high, gap)
        for low, high, gap in product(range(5), range(5), (False, True))
        if low <= high
    ]
    for bands in (((1, 10), (2, 20), (4, 5)), ((0, 7), (2, None), (3, 1)), ((3, None),)):
        node = n.Banded(t.NUMBER, A, bands, "figure")
        inside = [{"a": each} for each in spans if each.low is not None and each.low >= bands[0][0]]
        check(node, inside)


def test_what_may_be_below_the_lowest_band_only_has_the_figures_that_there_are() -> None:
    node = n.Banded(t.NUMBER, A, ((2, 20), (3, 30)), "figure")
    assert ranged(node, {"a": Span(0, 2)}) == Span(20, 20)
    assert ranged(node, {"a": Span(0, 1)}) == UNRECORDED
    assert ranged(node, {"a": Span(None, 2)}) == Span(20, 20)
    assert ranged(node, {"a": Span(3, None)}) == Span(30, 30)
    assert ranged(node, {"a": Span(2, None)}) == Span(20, 30)


ITEMS: tuple[tuple[Literal["any", "all", "sum", "count"], Sequence[Range]], ...] = (
    ("any", TRUTHS),
    ("all", TRUTHS),
    ("count", TRUTHS),
    ("sum", (Span(1, 1), Span(-1, 0), Span(1, 2, True), UNRECORDED)),
)


@pytest.mark.parametrize(("op", "values"), ITEMS, ids=[op for op, _ in ITEMS])
def test_loops(op: Literal["any", "all", "sum", "count"], values: Sequence[Range]) -> None:
    body = fact("a", "m", t.NUMBER if op == "sum" else t.BOOLEAN)
    for one, other in product(values, repeat=2):
        members = [{"a": one}, {"a": other}]
        assert ranged(loop(op, body), members) == by_brute_force(loop(op, body), members)
    limited = loop(op, body, truth("test", "m"))
    conditions = (YES, NO, OPEN, Truth(True, False, True), Truth(True, True, True))
    for value, test in product(values, conditions):
        if value == NO and test.gap and op == "count":
            continue  # Whether somebody is taken who counts for nothing makes no difference.
        members = [{"a": value, "test": test}, {"a": values[0], "test": OPEN}]
        assert ranged(limited, members) == by_brute_force(limited, members), members


def test_whom_a_total_takes_may_not_be_on_record() -> None:
    counted, taken = (loop(op, fact("a", "m"), truth("test", "m")) for op in ("count", "sum"))
    lacking, or_no = Truth(False, False, True), Truth(False, True, True)
    assert ranged(counted, {"a": YES, "test": lacking}) == Span(1, 1, True)
    assert ranged(counted, {"a": NO, "test": lacking}) == Span(0, 0, True)
    assert ranged(counted, {"a": YES, "test": or_no}) == Span(0, 1, True)
    assert ranged(taken, {"a": Span(3, 4), "test": lacking}) == Span(3, 4, True)
    assert ranged(taken, {"a": Span(3, 4), "test": or_no}) == Span(0, 4, True)
    assert ranged(taken, {"a": Span(0, 0), "test": lacking}) == Span(0, 0, True)


@pytest.mark.parametrize("op", ["any", "all"])
def test_what_lacks_a_condition_is_open_only_where_it_matters(op: Literal["any", "all"]) -> None:
    node = loop(op, truth("a", "m"), truth("test", "m"))
    for value, test in product(TRUTHS, TRUTHS):
        members = [{"a": value, "test": test}, {"a": OPEN, "test": OPEN}]
        assert ranged(node, members) == by_brute_force(node, members), members


@pytest.mark.parametrize(
    ("first", "second", "found", "with_any_finding"),
    [
        (Span(1, 1), Span(5, 5), Span(1, 1), Span(1, 1)),
        (Span(1, 2), Span(5, 5), Span(5, 5), Span(1, 5)),
        (Span(1, 2), Span(5, 6), Span(1, 6), Span(1, 6)),
        (Span(1, 2), Span(5, 5, True), Span(1, 5, True), Span(1, 5, True)),
        (Span(1, 1, True), Span(5, 5), Span(5, 5), Span(1, 5, True)),
        (Span(1, 1, True), Span(5, 6), Span(1, 6, True), Span(1, 6, True)),
        (UNRECORDED, Span(5, 5), Span(5, 5), Span(5, 5)),
        (UNRECORDED, Span(5, 6), Span(5, 6), Span(5, 6)),
        (Span(3, 3), UNRECORDED, Span(3, 3), Span(3, 3)),
        (Span(3, 4), UNRECORDED, Span(3, 4, True), Span(3, 4, True)),
        (Span(None, None), Span(5, 5), Span(5, 5), Span(None, None)),
        (YES, NO, YES, YES),
        (OPEN, NO, NO, OPEN),
        (OPEN, Truth(False, True, True), Truth(True, True, True), Truth(True, True, True)),
        (Options(frozenset("a")), Options(frozenset("b")), *[Options(frozenset("a"))] * 2),
        (
            Options(frozenset("ab")),
            Options(frozenset("b")),
            Options(frozenset("b")),
            Options(frozenset("ab")),
        ),
        (Options(None), Options(frozenset("b")), Options(frozenset("b")), Options(None)),
        (Options(frozenset("a")), Options(None), *[Options(frozenset("a"))] * 2),
        (Options(frozenset("b")), Options(frozenset("ab"), True), *[Options(frozenset("b"))] * 2),
    ],
)
def test_what_is_first_known(
    first: Range, second: Range, found: Range, with_any_finding: Range
) -> None:
    node, facts = n.FirstKnown(CHOICE, A, B), {"a": first, "b": second}
    assert ranged(node, facts) == found
    assert ranged(node, facts, any_finding=True) == with_any_finding


@pytest.mark.parametrize(
    ("finding", "second", "found"),
    [
        # Whatever the grade is, it is not above 4: yet who has none has no such finding.
        (n.Compare(t.BOOLEAN, "<=", A, const(4)), NO, NO),
        (n.Compare(t.BOOLEAN, "<=", const(1), const(4)), NO, YES),
        (loop("any", n.Compare(t.BOOLEAN, "<=", fact("a", "m"), const(4))), NO, NO),
        (loop("any", n.Compare(t.BOOLEAN, "<=", fact("known", "m"), const(4))), NO, YES),
        (loop("count", const(True), n.Compare(t.BOOLEAN, "<=", fact("a", "m"), const(4))), NO, NO),
        (loop("count", n.Compare(t.BOOLEAN, "<=", fact("a", "m"), const(4)), const(True)), NO, NO),
    ],
)
def test_a_finding_is_not_known_for_having_one_outcome(
    finding: n.Node, second: Range, found: Range
) -> None:
    facts = {"a": Span(1, 4), "b": second, "known": Span(2, 2)}
    assert ranged(n.FirstKnown(t.BOOLEAN, finding, B), facts) == found
