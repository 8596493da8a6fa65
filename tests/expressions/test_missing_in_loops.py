"""What loops come to by the direct evaluator, and what is missing where they are open."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

import pytest

from civbenefits.expressions import nodes as n
from civbenefits.expressions import types as t
from civbenefits.expressions.evaluating import Scope, Unknown, Value, evaluate
from tests.expressions.small_ranges import Values, const, fact, loop, truth
from tests.expressions.test_missing import law, open_, same


def items(op: Literal["any", "all", "sum", "count"], *pairs: tuple[Value, Value]) -> Value:
    """What a loop comes to over members of whom a condition and a body are given."""
    node = loop(op, fact("body", "m"), truth("test", "m"))
    members = [{"test": test, "body": body} for test, body in pairs]
    return evaluate(node, Scope(None), Values(members))


A, B = open_("a"), open_("b")
LAW = law("figure")


@pytest.mark.parametrize(
    ("op", "pairs", "expected"),
    [
        ("any", [], False),
        ("any", [(True, True), (A, B)], True),
        ("any", [(False, True), (True, False)], False),
        ("any", [(A, True)], A),
        ("any", [(A, False)], False),
        ("any", [(A, B)], open_("a", "b")),
        ("any", [(True, LAW), (A, True)], Unknown(A.missing | LAW.missing)),
        ("all", [], True),
        ("all", [(True, True), (False, False)], True),
        ("all", [(False, A)], True),
        ("all", [(True, False), (A, B)], False),
        ("all", [(A, True)], True),
        ("all", [(A, False)], A),
        ("all", [(A, B)], open_("a", "b")),
        ("sum", [], 0),
        ("sum", [(True, 2), (True, Fraction(1, 2)), (False, 5)], Fraction(5, 2)),
        ("sum", [(True, Fraction(1, 2)), (True, Fraction(1, 2))], 1),
        ("sum", [(A, 0), (True, 3)], 3),
        ("sum", [(A, 1), (True, 3)], A),
        ("sum", [(True, A), (B, 1), (True, 3)], open_("a", "b")),
        ("sum", [(A, B)], open_("a", "b")),
        ("sum", [(False, A)], 0),
        ("sum", [(True, LAW), (True, A)], Unknown(A.missing | LAW.missing)),
        ("count", [(True, True), (True, True), (True, False), (False, True)], 2),
        ("count", [(A, False), (True, True)], 1),
        ("count", [(A, True)], A),
    ],
)
def test_a_loop(
    op: Literal["any", "all", "sum", "count"],
    pairs: Sequence[tuple[Value, Value]],
    expected: Value,
) -> None:
    assert same(items(op, *pairs), expected)


def test_a_loop_without_a_condition_takes_all() -> None:
    members: list[dict[str, Value]] = [{"body": 1}, {"body": 2}, {"body": 4}]
    assert evaluate(loop("sum", fact("body", "m")), Scope(None), Values(members)) == 7


def test_loops_over_items_that_nobody_knows() -> None:
    class Unlisted(Values):
        def items(self, collection: str, owner: int | None) -> Unknown:  # type: ignore[override]
            return open_(collection, owner=owner)

    node = n.Aggregate(t.NUMBER, "sum", "incomes", "self", "i", None, const(1))
    assert same(evaluate(node, Scope(3), Unlisted([])), open_("incomes", owner=3))
