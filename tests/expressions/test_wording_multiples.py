"""Literal multiples, what a total takes, and what is deducted, as the wording finds them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from civbenefits.expressions import nodes as n
from civbenefits.expressions.wording_shape import condition_of, deducted, multiple_of
from tests.expressions.test_wording import tree
from tests.expressions.test_wording_shape import path


def aggregate(text: str) -> n.Aggregate:
    node = tree(text)
    assert isinstance(node, n.Aggregate)
    return node


@pytest.mark.parametrize(
    ("text", "base", "factor"),
    [
        ("wage", "wage", Fraction(1)),
        ("wage * 3", "wage", Fraction(3)),
        ("3 * wage", "wage", Fraction(3)),
        ("wage / 3", "wage", Fraction(1, 3)),
        ("wage * 3 / 2", "wage", Fraction(3, 2)),
        ("wage / 2 * 3", "wage", Fraction(3, 2)),
        ("2 * (wage / 4)", "wage", Fraction(1, 2)),
        ("2 * (wage + counted_income) * 3", "Arithmetic(wage, counted_income)", Fraction(6)),
        ("wage * 0", "Arithmetic(wage, 0)", Fraction(1)),
        ("0 * wage", "Arithmetic(0, wage)", Fraction(1)),
        ("wage / 0", "Arithmetic(wage, 0)", Fraction(1)),
        ("2 * (wage * 0)", "Arithmetic(wage, 0)", Fraction(2)),
        ("wage * (0 - 2)", "Arithmetic(wage, -2)", Fraction(1)),
        ("(0 - 2) * wage", "Arithmetic(-2, wage)", Fraction(1)),
        ("wage * support_share", "Arithmetic(wage, support_share)", Fraction(1)),
        ("wage + wage", "Arithmetic(wage, wage)", Fraction(1)),
        ("6 / support_share", "Arithmetic(6, support_share)", Fraction(1)),
    ],
)
def test_a_literal_multiple(text: str, base: str, factor: Fraction) -> None:
    found, times = multiple_of(tree(text))
    assert (path(found), times) == (base, factor)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("count(m for m in members)", None),
        ("count(m for m in members if m.in_prison)", "in_prison"),
        ("count(m.in_prison for m in members)", "in_prison"),
        ("count(m.in_prison for m in members if m.roaming)", "Logic(roaming, in_prison)"),
        ("sum(i.monthly for i in incomes)", None),
        ("sum(i.monthly for i in incomes if i.kind == 'wage')", "Compare(kind, wage)"),
    ],
)
def test_which_items_a_total_takes(text: str, condition: str | None) -> None:
    found = condition_of(aggregate(text))
    assert (None if found is None else path(found)) == condition
    assert not isinstance(found, n.Logic) or found.op == "and"


RECEIVED = "(amount({0}) if receives({0}) else 0)"
TEKUN, ORPHAN = RECEIVED.format("tekun"), RECEIVED.format("orphan_allowance")


@pytest.mark.parametrize(
    ("text", "keys", "whole"),
    [
        ("max(0, wage)", (), "wage"),
        ("max(wage, 0)", (), "wage"),
        ("max(0, wage - counted_income)", (), "Arithmetic(wage, counted_income)"),
        (f"max(0, wage - {TEKUN})", ("tekun.amount",), "wage"),
        (f"max(wage - {TEKUN}, 0)", ("tekun.amount",), "wage"),
        (
            f"max(0, max(0, wage - {TEKUN}) - {ORPHAN})",
            ("tekun.amount", "orphan_allowance.amount"),
            "wage",
        ),
        (f"max(0, max(0, wage) - {TEKUN})", ("tekun.amount",), "Extreme(0, wage)"),
    ],
)
def test_what_is_deducted(text: str, keys: tuple[str, ...], whole: str) -> None:
    node = tree(text)
    assert isinstance(node, n.Extreme)
    found, rest = deducted(node)
    assert (found, path(rest)) == (keys, whole)


@pytest.mark.parametrize(
    "text",
    [
        "min(0, wage)",
        "max(0, 0)",
        "max(wage, counted_income)",
        "max(0, wage, counted_income)",
        f"min(0, wage - {TEKUN})",
        f"max(counted_income, wage - {TEKUN})",
    ],
)
def test_what_is_deducted_from_nothing_is_the_node_itself(text: str) -> None:
    node = tree(text)
    assert isinstance(node, n.Extreme)
    assert deducted(node) == ((), node)
