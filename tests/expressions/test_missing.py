"""What a tree comes to by the direct evaluator, and exactly what is missing where it is open."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal

import pytest

from civbenefits.expressions import nodes as n
from civbenefits.expressions import types as t
from civbenefits.expressions.evaluating import (
    Missing,
    Scope,
    Unknown,
    Value,
    awaiting,
    compute,
    constant,
    evaluate,
)
from tests.expressions.small_ranges import CHOICE, Values, const, fact, loop, truth


def open_(*names: str, owner: int | None = 0) -> Unknown:
    return Unknown(frozenset(Missing(owner, name, law=False) for name in names))


def law(*standards: str) -> Unknown:
    return Unknown(frozenset(Missing(None, name, law=True) for name in standards))


FACTS: Final[dict[str, Value]] = {
    "one": 1,
    "two": 2,
    "half": Fraction(1, 2),
    "zero": 0,
    "yes": True,
    "no": False,
    "text": "a",
    "open": open_("open"),
    "other": open_("other"),
    "lacking": law("figure"),
    "mixed": Unknown(open_("open").missing | law("figure").missing),
}
FIGURE: Final = n.Unrecorded(t.NUMBER, "figure")
NOWHERE: Final = n.Unrecorded(t.ANY)


def value_of(node: n.Node, *others: dict[str, Value]) -> Value:
    return evaluate(node, Scope(0), Values([FACTS, *others]))


def same(found: Value, expected: Value) -> bool:
    if isinstance(found, Unknown) and isinstance(expected, Unknown):
        return found.missing == expected.missing
    return type(found) is type(expected) and found == expected


def logic(op: Literal["and", "or"], *names: str) -> n.Node:
    return n.Logic(t.BOOLEAN, op, tuple(map(truth, names)))


@pytest.mark.parametrize(
    ("op", "names", "expected"),
    [
        ("and", "yes yes", True),
        ("and", "yes no", False),
        ("and", "open no", False),
        ("and", "no open", False),
        ("and", "lacking no", False),
        ("and", "open yes", open_("open")),
        ("and", "yes open other", open_("open", "other")),
        ("and", "open lacking", FACTS["mixed"]),
        ("or", "no no", False),
        ("or", "no yes", True),
        ("or", "open yes", True),
        ("or", "yes lacking", True),
        ("or", "open no", open_("open")),
        ("or", "no open other", open_("open", "other")),
        ("or", "lacking open", FACTS["mixed"]),
    ],
)
def test_logic(op: Literal["and", "or"], names: str, expected: Value) -> None:
    assert same(value_of(logic(op, *names.split())), expected)


def test_a_denial() -> None:
    found = [value_of(n.Not(t.BOOLEAN, truth(name))) for name in ("yes", "no", "open", "lacking")]
    assert found[:2] == [False, True]
    assert same(found[2], open_("open"))
    assert same(found[3], law("figure"))


BOTH: Final = (
    ("one", "open", open_("open")),
    ("open", "one", open_("open")),
    ("open", "other", open_("open", "other")),
    ("open", "lacking", law("figure")),
    ("lacking", "open", law("figure")),
    ("mixed", "other", open_("open", "other", owner=0)),
    ("mixed", "lacking", law("figure")),
)


@pytest.mark.parametrize(("left", "right", "missing"), BOTH)
def test_where_the_law_lacks_one_value_no_fact_helps(
    left: str, right: str, missing: Unknown
) -> None:
    if "mixed" in (left, right) and "lacking" not in (left, right):
        missing = Unknown(missing.missing | law("figure").missing)
    first, second = fact(left), fact(right)
    nodes: list[n.Node] = [
        n.Compare(t.BOOLEAN, "<", first, second),
        n.Compare(t.BOOLEAN, "==", first, second),
        n.Arithmetic(t.NUMBER, "+", first, second),
        n.Extreme(t.NUMBER, "min", (first, second)),
        n.Extreme(t.NUMBER, "max", (const(5), first, second)),
        n.Either(t.NUMBER, first, second),
    ]
    for node in nodes:
        assert same(value_of(node), missing)


@pytest.mark.parametrize(
    ("op", "left", "right", "expected"),
    [
        ("+", 1, 2, 3),
        ("-", 1, 2, -1),
        ("*", 2, 3, 6),
        ("*", Fraction(1, 2), 4, 2),
        ("*", Fraction(1, 2), 3, Fraction(3, 2)),
        ("/", 6, 3, 2),
        ("/", 6, 4, Fraction(3, 2)),
        ("/", 0, 3, 0),
        ("/", 1, 0, None),
        ("==", 1, 1, True),
        ("==", 1, 2, False),
        ("!=", 1, 2, True),
        ("!=", 1, 1, False),
        ("<", 1, 2, True),
        ("<", 2, 2, False),
        ("<=", 2, 2, True),
        ("<=", 3, 2, False),
        (">", 2, 1, True),
        (">", 2, 2, False),
        (">=", 2, 2, True),
        (">=", 1, 2, False),
    ],
)
def test_a_step(op: str, left: int, right: int, expected: Value | None) -> None:
    found = compute(op, left, right)
    assert found == expected
    assert type(found) is type(expected)


def test_of_a_division_by_zero_the_law_says_nothing() -> None:
    assert same(value_of(n.Arithmetic(t.NUMBER, "/", fact("one"), fact("zero"))), law(""))


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ("yes", 1),
        ("no", law("figure")),
        ("open", open_("open")),
        ("lacking", law("figure")),
    ],
)
def test_a_branch_whose_figure_is_lacking(test: str, expected: Value) -> None:
    assert same(value_of(n.IfElse(t.NUMBER, truth(test), fact("one"), FIGURE)), expected)


def test_a_branch_that_is_open_awaits_the_facts_of_both() -> None:
    node = n.IfElse(t.NUMBER, truth("open"), fact("other"), fact("mixed"))
    assert same(value_of(node), open_("open", "other"))
    node = n.IfElse(t.NUMBER, truth("lacking"), fact("other"), fact("open"))
    assert same(value_of(node), law("figure"))
    node = n.IfElse(t.NUMBER, truth("mixed"), fact("other"), const(1))
    assert same(value_of(node), Unknown(open_("open", "other").missing | law("figure").missing))


def test_what_awaits_a_test() -> None:
    assert same(awaiting(open_("open"), 1, True, "a"), open_("open"))
    assert same(awaiting(open_("open"), law("figure"), open_("x")), open_("open", "x"))
    assert awaiting(law("figure"), open_("x")).missing == law("figure").missing


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("one", "open", 1),
        ("open", "two", 2),
        ("lacking", "two", 2),
        ("open", "other", open_("open", "other")),
        ("open", "lacking", FACTS["mixed"]),
        ("no", "yes", False),
        ("zero", "two", 0),
    ],
)
def test_what_is_first_known(first: str, second: str, expected: Value) -> None:
    assert same(value_of(n.FirstKnown(t.NUMBER, fact(first), fact(second))), expected)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("one", "one", 1), ("one", "two", law("")), ("yes", "yes", True), ("no", "yes", law(""))],
)
def test_two_readings(first: str, second: str, expected: Value) -> None:
    assert same(value_of(n.Either(t.NUMBER, fact(first), fact(second))), expected)


def test_what_is_not_on_record() -> None:
    assert same(value_of(FIGURE), law("figure"))
    assert same(value_of(NOWHERE), law(""))


@pytest.mark.parametrize(
    ("key", "expected"),
    [("a", 3), ("b", law("figure")), ("c", law("figure"))],
)
def test_a_figure_by_its_key(key: str, expected: Value) -> None:
    node = n.Lookup(t.NUMBER, const(key), (("a", 3), ("b", None)), "figure")
    assert same(value_of(node), expected)


def test_a_figure_whose_key_is_open() -> None:
    lookup = n.Lookup(t.NUMBER, fact("open", type_=CHOICE), (("a", 3),), "figure")
    banded = n.Banded(t.NUMBER, fact("open"), ((0, 3),), "figure")
    assert same(value_of(lookup), open_("open"))
    assert same(value_of(banded), open_("open"))


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Fraction(19, 10), law("figure")),
        (2, 20),
        (Fraction(29, 10), 20),
        (3, law("figure")),
        (4, law("figure")),
        (5, 50),
        (99, 50),
    ],
)
def test_a_figure_by_its_band(key: int | Fraction, expected: Value) -> None:
    node = n.Banded(t.NUMBER, const(key), ((2, 20), (3, None), (5, 50)), "figure")
    assert same(value_of(node), expected)


@pytest.mark.parametrize(
    ("value", "direction", "unit", "expected"),
    [
        (11, "up", 10, 20),
        (10, "up", 10, 10),
        (19, "down", 10, 10),
        (15, "half up", 10, 20),
        (14, "half up", 10, 10),
        (Fraction(1, 2), "half up", 1, 1),
    ],
)
def test_rounding(
    value: int | Fraction, direction: Literal["up", "down", "half up"], unit: int, expected: int
) -> None:
    assert same(value_of(n.Round(t.NUMBER, direction, const(value), unit)), expected)
    assert same(value_of(n.Round(t.NUMBER, direction, fact("open"), unit)), open_("open"))


@pytest.mark.parametrize("negated", [False, True])
def test_a_list(negated: bool) -> None:
    node = n.Among(t.BOOLEAN, fact("text"), ("a", "b"), negated)
    assert value_of(node) is not negated
    assert value_of(n.Among(t.BOOLEAN, fact("text"), ("b",), negated)) is negated
    assert same(value_of(n.Among(t.BOOLEAN, fact("open"), ("b",), negated)), open_("open"))


def test_extremes() -> None:
    operands = (fact("two"), fact("half"), fact("one"))
    assert value_of(n.Extreme(t.NUMBER, "min", operands)) == Fraction(1, 2)
    assert value_of(n.Extreme(t.NUMBER, "max", operands)) == 2


# Places -----------------------------------------------------------------------------


def place(name: str, subject: str = "self") -> n.FactRef:
    return fact(name, subject, t.PLACE)


@pytest.mark.parametrize(
    ("code", "inside"), [("440307", True), ("440300", True), ("440106", False), ("110000", False)]
)
def test_a_place_within_a_region(code: str, inside: bool) -> None:
    node = n.Within(t.BOOLEAN, const(code), "440300", "city")
    assert value_of(node) is inside


def test_of_a_place_known_too_coarsely_the_place_is_missing() -> None:
    coarse: dict[str, Value] = {"text": "440000", "other": "440300"}
    node = n.Within(t.BOOLEAN, place("other"), "440300", "city")
    assert same(value_of(node), open_("other"))
    scope = Scope(0).bind("m", 1)
    context = Values([FACTS, coarse])
    found = evaluate(n.Within(t.BOOLEAN, place("text", "m"), "440300", "city"), scope, context)
    assert same(found, open_("text", owner=1))
    worked_out = n.IfElse(t.PLACE, truth("yes"), place("text", "m"), place("other", "m"))
    found = evaluate(n.Within(t.BOOLEAN, worked_out, "440300", "city"), scope, context)
    assert same(found, open_("text", "other", owner=1))
    literal = n.Within(t.BOOLEAN, n.Const(t.PLACE, "440000"), "440300", "city")
    assert same(value_of(literal), law(""))


# Scopes and constants ---------------------------------------------------------------


def test_a_scope_tells_members_from_other_items() -> None:
    scope = Scope(2).bind("m", 5).bind("i", "an income")
    assert [scope[name] for name in ("self", "household", "m", "i")] == [2, None, 5, "an income"]
    assert [scope.member(name) for name in ("self", "household", "m", "i")] == [2, None, 5, None]
    assert dict(scope.bound) == {"self": 2, "household": None, "m": 5, "i": "an income"}
    assert Scope(2).bound == {"self": 2, "household": None}


@pytest.mark.parametrize(
    ("node", "value"),
    [
        (const(3), 3),
        (n.Arithmetic(t.NUMBER, "/", const(1), const(2)), Fraction(1, 2)),
        (const("a"), None),
        (FIGURE, None),
        (fact("one"), None),
        (n.Age(t.YEARS, "self", "month_end"), None),
        (n.RuleRef(t.NUMBER, "self", "x"), None),
        (loop("sum", const(1)), None),
        (n.Logic(t.BOOLEAN, "and", (const(False), truth("open"))), False),
    ],
)
def test_what_figures_alone_come_to(node: n.Node, value: Value | None) -> None:
    assert constant(node) == value


class Asked(Values):
    """Answers with what it was asked."""

    def age(self, member: int, day: str) -> Value:
        return f"{member} on {day}"

    def rule(self, member: int | None, key: str) -> Value:
        return f"{key} of {member}"


def test_ages_and_rules_are_asked_of_their_subjects() -> None:
    scope, context = Scope(2).bind("m", 5), Asked([])
    asked: dict[n.Node, str] = {
        n.Age(t.YEARS, "self", "month_end"): "2 on month_end",
        n.Age(t.YEARS, "m", "month_start"): "5 on month_start",
        n.RuleRef(t.NUMBER, "self", "x"): "x of 2",
        n.RuleRef(t.NUMBER, "m", "x"): "x of 5",
        n.RuleRef(t.NUMBER, "household", "x"): "x of None",
    }
    for node, answer in asked.items():
        assert evaluate(node, scope, context) == answer
    assert evaluate(n.Age(t.YEARS, "self", "month_end"), Scope(None), context) == "0 on month_end"


def test_who_follows_an_evaluation_is_given_its_scope_and_context() -> None:
    scope, context = Scope(2), Asked([])
    watched = n.Watched(t.ANY, lambda *given: given == (scope, context))
    assert evaluate(watched, scope, context) is True
