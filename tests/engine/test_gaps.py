"""Distances as numbers and days, and which of them asks more."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import pytest

from civbenefits.decisions.whynot import Distance
from civbenefits.engine.distance_words import alternatives, joined, said, say
from civbenefits.engine.gaps import (
    Measured,
    apart,
    birthday,
    factors,
    first_month,
    least_step,
    of_persons,
    share,
)
from civbenefits.expressions import nodes as n
from civbenefits.expressions import types as t
from civbenefits.records import replace
from civbenefits.texts import Text

INCOME = Distance(
    about=Text("收入", "income"),
    person="a",
    actual=Text("5 元", "5 yuan"),
    limit=Text("低于 3 元", "below 3 yuan"),
    gap=Text("超出 2 元", "2 yuan above"),
    date=None,
    amount=Decimal("2.00"),
    per_head=None,
    change=Decimal("2.01"),
    exact="2",
    part=0,
    way=0,
)
KIND = replace(INCOME, amount=None, change=None, exact=None)


@pytest.mark.parametrize(
    ("born", "years", "day"),
    [
        (date(2000, 5, 6), 0, date(2000, 5, 6)),
        (date(2000, 5, 6), 60, date(2060, 5, 6)),
        (date(2000, 2, 29), 4, date(2004, 2, 29)),
        (date(2000, 2, 29), 1, date(2001, 3, 1)),
        (date(2000, 2, 29), 100, date(2100, 3, 1)),
        (date(2000, 2, 28), 1, date(2001, 2, 28)),
        (date(2000, 5, 6), 7998, date(9998, 5, 6)),
        (date(2000, 5, 6), 7999, None),
    ],
)
def test_the_day_on_which_years_are_full(born: date, years: int, day: date | None) -> None:
    assert birthday(born, years) == day


@pytest.mark.parametrize(
    ("turns", "day", "month"),
    [
        (date(2021, 6, 1), "month_end", date(2021, 6, 1)),
        (date(2021, 6, 30), "month_end", date(2021, 6, 1)),
        (date(2021, 6, 1), "month_start", date(2021, 6, 1)),
        (date(2021, 6, 2), "month_start", date(2021, 7, 1)),
        (date(2021, 12, 31), "month_start", date(2022, 1, 1)),
        (date(2024, 2, 29), "month_start", date(2024, 3, 1)),
    ],
)
def test_the_first_month_in_which_an_age_is_reached(
    turns: date, day: Literal["month_start", "month_end"], month: date
) -> None:
    assert first_month(turns, n.Age(t.YEARS, "self", day)) == month


@pytest.mark.parametrize(
    ("gap", "steps"),
    [
        (0, {"<": 1, "<=": 0, ">": 1, ">=": 0, "==": 0, "!=": 1}),
        (2, {"<": 3, "<=": 2, ">": 3, ">=": 2, "==": 2, "!=": 3}),
        (Fraction(1, 3), {"<": 1, "<=": 1, ">": 1, ">=": 1, "==": None, "!=": 1}),
        (Fraction(7, 3), {"<": 3, "<=": 3, ">": 3, ">=": 3, "==": None, "!=": 3}),
        (Fraction(4, 2), {"<": 3, "<=": 2, ">": 3, ">=": 2, "==": 2, "!=": 3}),
    ],
)
def test_the_least_step_over_a_gap(gap: int | Fraction, steps: dict[str, int | None]) -> None:
    assert {op: least_step(op, gap) for op in steps} == steps


def test_a_gap_is_never_below_nothing() -> None:
    assert (apart(3, 1), apart(1, 3), apart(2, 2)) == (2, 2, 0)
    assert apart(Fraction(1, 2), 1) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("gap", "limit", "expected"),
    [
        (1, 10, Fraction(1, 10)),
        (-1, 10, Fraction(1, 10)),
        (10, 10, 1),
        (0, 10, 0),
        (0, 0, 0),
        (3, 0, 4),
        (-3, 0, 4),
        (1, -10, Fraction(1, 10)),
    ],
)
def test_a_gap_as_a_share_of_the_limit(gap: int, limit: int, expected: Fraction) -> None:
    assert share(gap, limit) == expected


def test_what_a_product_is_made_of() -> None:
    one, two, three = (n.Const(t.NUMBER, number) for number in (1, 2, 3))
    heads = n.Const(t.PERSONS, 4)
    product = n.Arithmetic(t.NUMBER, "*", n.Arithmetic(t.NUMBER, "*", one, heads), two)
    assert list(factors(product)) == [one, heads, two]
    assert list(factors(n.Arithmetic(t.NUMBER, "/", product, three))) == [one, heads, two]
    added = n.Arithmetic(t.NUMBER, "+", one, heads)
    assert list(factors(added)) == [added]
    assert of_persons([one, heads, two]) == [heads]
    assert of_persons([one, two]) == []


# What asks more -------------------------------------------------------------------


def test_the_same_distance_implies_itself() -> None:
    assert Measured(INCOME).implies(Measured(INCOME, hopeless=1))
    assert not Measured(KIND).implies(Measured(replace(KIND, limit=Text("别", "other"))))


@pytest.mark.parametrize(
    ("mine", "theirs", "implied"),
    [("2.01", "2.00", True), ("2.00", "2.00", True), ("2.00", "2.01", False)],
)
def test_of_one_gap_the_greater_change_asks_more(mine: str, theirs: str, implied: bool) -> None:
    limit = Text("不高于 3 元", "at most 3 yuan")
    one = Measured(replace(INCOME, change=Decimal(mine)))
    other = Measured(replace(INCOME, change=Decimal(theirs), limit=limit))
    assert one.implies(other) is implied


@pytest.mark.parametrize(
    "other",
    [
        replace(INCOME, exact="1", change=Decimal("1.00")),
        replace(INCOME, person="b", change=Decimal("2.00")),
        replace(INCOME, about=Text("别", "other"), change=Decimal("2.00")),
        replace(INCOME, actual=None, change=Decimal("2.00")),
        replace(INCOME, change=None),
    ],
)
def test_another_gap_or_value_is_not_implied(other: Distance) -> None:
    assert not Measured(INCOME).implies(Measured(other))
    assert not Measured(other).implies(Measured(INCOME))


@pytest.mark.parametrize(
    ("mine", "theirs", "implies", "excludes"),
    [
        ("a", "ab", True, False),
        ("ab", "ab", True, False),
        ("ab", "a", False, False),
        ("a", "b", False, True),
        ("ab", "bc", False, False),
        ("", "a", False, False),
        ("a", "", False, False),
        ("", "", False, False),
    ],
)
def test_choices_that_would_do(mine: str, theirs: str, implies: bool, excludes: bool) -> None:
    one = Measured(KIND, allowed=frozenset(mine))
    other = Measured(replace(KIND, gap=Text("别", "other")), allowed=frozenset(theirs))
    assert one.implies(other) is implies
    assert one.excludes(other) is other.excludes(one) is excludes
    stranger = other._replace(distance=replace(other.distance, person="b"))
    assert not one.implies(stranger)
    assert not one.excludes(stranger)


def test_a_distance_is_taken_for_curable_measured_and_small() -> None:
    assert Measured(INCOME) == Measured(INCOME, 0, 0, Fraction(0), frozenset())


# Words ----------------------------------------------------------------------------


def test_several_that_would_do_in_words() -> None:
    one, two, three = Text("甲", "a"), Text("乙", "b"), Text("丙", "c")
    assert alternatives([one]) == one
    assert alternatives([one, two]) == Text("甲或乙", "a or b")
    assert alternatives([one, two, three]) == Text("甲、乙或丙", "a, b or c")


def test_a_space_goes_between_a_character_and_a_number() -> None:
    template = Text("低于{value},{value}", "below {value}, {value}")
    assert said(template, value="3 元") == Text("低于 3 元,3 元", "below 3 元, 3 元")
    assert said(template, value=Text("三", "three")) == Text("低于三,三", "below three, three")
    assert say("member", id="a") == Text("成员 a", "member a")
    assert joined([Text("甲", "a"), Text(";乙", "; b")]) == Text("甲;乙", "a; b")
