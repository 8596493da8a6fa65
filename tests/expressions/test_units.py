"""Units: what mixes, what comes out, and what is refused."""

from __future__ import annotations

import pytest

from civbenefits.expressions import types as t
from civbenefits.expressions.types import Type
from civbenefits.texts import Text
from tests.currencies import YUAN
from tests.expressions.small_expressions import codes, faults

MONTHLY = t.of_unit("yuan/person/month", YUAN)
YEARLY = t.of_unit("yuan/person/year", YUAN)
FAMILY = t.of_unit("yuan/household/month", YUAN)
ONCE = t.of_unit("yuan/person", YUAN)
MONTHS = t.of_unit("months", YUAN)
TIMES = t.of_unit("times", YUAN)
RATIO = t.of_unit("ratio", YUAN)


def choice(*names: str) -> Type:
    return Type("choice", choices=tuple((name, Text(name, name)) for name in names))


@pytest.mark.parametrize(
    "unit",
    [
        "yuan/person/month",
        "yuan/household/month",
        "yuan/person/year",
        "yuan/household/year",
        "yuan/person",
        "yuan/household",
        "yuan/month",
        "ratio",
        "years",
        "persons",
    ],
)
def test_a_unit_is_written_as_it_was_read(unit: str) -> None:
    assert str(t.of_unit(unit, YUAN)) == unit


def test_other_types_are_named_too() -> None:
    assert [str(each) for each in (t.NUMBER, t.BOOLEAN, t.DATE, t.PLACE, t.ANY, t.ZERO)] == [
        "number",
        "boolean",
        "date",
        "place",
        "any",
        "0",
    ]


@pytest.mark.parametrize(
    ("left", "right", "shared"),
    [
        (MONTHLY, MONTHLY, MONTHLY),
        (MONTHLY, t.ZERO, MONTHLY),
        (t.ZERO, MONTHLY, MONTHLY),
        (MONTHLY, t.ANY, MONTHLY),
        (t.ANY, MONTHLY, MONTHLY),
        (t.ANY, t.BOOLEAN, t.BOOLEAN),
        (t.YEARS, t.NUMBER, t.YEARS),
        (t.NUMBER, t.YEARS, t.YEARS),
        (RATIO, t.NUMBER, t.NUMBER),
        (t.ZERO, t.YEARS, t.YEARS),
        (t.ZERO, t.ZERO, t.ZERO),
        (MONTHLY, YEARLY, None),
        (MONTHLY, FAMILY, None),
        (MONTHLY, ONCE, None),
        (MONTHLY, t.NUMBER, None),
        (t.NUMBER, MONTHLY, None),
        (t.YEARS, MONTHS, None),
        (t.BOOLEAN, t.NUMBER, None),
        (t.ZERO, t.BOOLEAN, None),
        (t.BOOLEAN, t.ZERO, None),
        (t.DATE, t.PLACE, None),
        (choice("a", "b"), choice("a"), choice("a", "b")),
        (choice("a"), choice("a", "b"), choice("a", "b")),
        (choice("a"), choice("b"), None),
    ],
)
def test_what_mixes(left: Type, right: Type, shared: Type | None) -> None:
    assert t.common(left, right) == shared


def test_a_value_may_be_one_literal_or_another() -> None:
    assert t.either_of(choice("a", "b"), choice("b", "c")) == choice("a", "b", "c")
    assert t.either_of(MONTHLY, t.ZERO) == MONTHLY
    assert t.either_of(MONTHLY, YEARLY) is None


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        (MONTHLY, t.PERSONS, FAMILY),
        (t.PERSONS, MONTHLY, FAMILY),
        (FAMILY, t.PERSONS, None),
        (MONTHLY, MONTHS, ONCE),
        (YEARLY, MONTHS, None),
        (ONCE, TIMES, ONCE),
        (MONTHLY, TIMES, None),
        (MONTHLY, t.NUMBER, MONTHLY),
        (MONTHLY, RATIO, MONTHLY),
        (MONTHLY, t.ZERO, MONTHLY),
        (MONTHLY, t.YEARS, None),
        (MONTHLY, MONTHLY, None),
        (t.NUMBER, t.YEARS, t.YEARS),
        (t.YEARS, t.NUMBER, t.YEARS),
        (t.YEARS, t.YEARS, None),
        (t.NUMBER, t.ZERO, t.NUMBER),
        (t.ZERO, t.NUMBER, t.NUMBER),
        (t.YEARS, t.ZERO, t.YEARS),
        (MONTHLY, t.ANY, t.ANY),
        (t.ANY, MONTHLY, t.ANY),
        (t.ANY, t.YEARS, t.ANY),
        (t.YEARS, t.ANY, t.ANY),
        (t.ANY, t.ANY, t.ANY),
    ],
)
def test_products(left: Type, right: Type, found: Type | None) -> None:
    assert t.product(left, right) == found


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        (MONTHLY, MONTHLY, t.NUMBER),
        (MONTHLY, YEARLY, None),
        (FAMILY, t.PERSONS, MONTHLY),
        (MONTHLY, t.PERSONS, None),
        (ONCE, MONTHS, MONTHLY),
        (MONTHLY, MONTHS, None),
        (MONTHLY, t.NUMBER, MONTHLY),
        (MONTHLY, RATIO, MONTHLY),
        (MONTHLY, t.YEARS, None),
        (t.YEARS, t.NUMBER, t.YEARS),
        (t.YEARS, t.YEARS, t.NUMBER),
        (t.YEARS, MONTHS, None),
        (t.NUMBER, t.YEARS, None),
        (t.ZERO, t.NUMBER, t.NUMBER),
        (t.NUMBER, MONTHLY, None),
        (t.ANY, MONTHLY, t.ANY),
        (MONTHLY, t.ANY, t.ANY),
    ],
)
def test_quotients(left: Type, right: Type, found: Type | None) -> None:
    assert t.quotient(left, right) == found


def test_a_sum_over_members_is_per_household() -> None:
    assert t.over_members(MONTHLY) == FAMILY
    assert t.over_members(FAMILY) == FAMILY
    assert t.over_members(t.YEARS) == t.YEARS


@pytest.mark.parametrize(
    "text",
    [
        "counted_income < s1000",
        "counted_income < s1000 * 3/2",
        "household.counted_income < s1000 * count(m for m in members)",
        "household.counted_income / count(m for m in members) < s1000",
        "sum(m.counted_income for m in members) < household.counted_income",
        "household.counted_income < h3000",
        "counted_income > 0",
        "counted_income - s1000 > 0",
        "s1000 * limit_months > once500",
        "household.property.financial_assets > s1000 * limit_months * limit_persons",
        "age(month_end) >= 60",
        "age(month_end) >= limit_years * 20",
        "counted_income / s1000 < 0.5",
        "counted_income / s1000 < share",
        "disability.grade <= 2",
        "residence.months_together >= limit_months",
        "max(s1000, not_on_record) > counted_income",
        "(not_on_record * 2 + s1000) / 2 > not_on_record",
        "share * counted_income < s1000",
        "sum(i.monthly for i in incomes) < counted_income",
    ],
)
def test_expressions_whose_units_fit(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected", "found", "column"),
    [
        ("counted_income < 1000", "yuan/person/month", "number", 17),
        ("1000 > counted_income", "number", "yuan/person/month", 7),
        ("counted_income < y9000", "yuan/person/month", "yuan/person/year", 17),
        (
            "household.counted_income < s1000",
            "yuan/household/month",
            "yuan/person/month",
            27,
        ),
        ("sum(m.counted_income for m in members) < s1000", None, "yuan/person/month", 41),
        ("disability.grade == 'mental'", "grade", "choice", 20),
        ("disability.kind == 2", "choice", "number", 19),
        ("relation == True", "choice", "boolean", 12),
        ("s1000 if in_prison else 5", "yuan/person/month", "number", 0),
        ("first_known(counted_income, 5)", "yuan/person/month", "number", 0),
        ("either(s1000, y9000)", "yuan/person/month", "yuan/person/year", 0),
        ("min(s1000, y9000)", "yuan/person/month", "yuan/person/year", 0),
        ("max(s1000, s1500, disability.grade)", "yuan/person/month", "grade", 0),
        ("s1000 + y9000", "matching units", "yuan/person/month + yuan/person/year", 0),
        ("s1000 + 100", "matching units", "yuan/person/month + number", 0),
        ("s1000 * s1000", "matching units", "yuan/person/month * yuan/person/month", 0),
        ("1 < (s1000 - disability.grade)", "matching units", "yuan/person/month - grade", 5),
        ("disability.grade / s1000", "matching units", "grade / yuan/person/month", 0),
        ("in_prison + in_prison", "matching units", "boolean + boolean", 0),
        ("relation + relation", "matching units", "choice + choice", 0),
        ("'a' + 'b'", "matching units", "choice + choice", 0),
        ("True + 1", "matching units", "boolean + number", 0),
        ("-relation", "matching units", "0 - choice", 0),
        ("s1000 * limit_years", "matching units", "yuan/person/month * years", 0),
        ("relation in [1]", "choice", "number", 13),
    ],
)
def test_units_that_do_not_fit(text: str, expected: str | None, found: str, column: int) -> None:
    [fault] = faults(text)
    assert fault.code == "table.wrong_unit_in_expression"
    assert fault.details["found"] == found
    assert expected is None or fault.details["expected"] == expected
    assert fault.column == 11 + column


@pytest.mark.parametrize(
    ("text", "expected", "found"),
    [
        ("in_prison < roaming", "number", "boolean"),
        ("relation >= 'child'", "number", "choice"),
        ("not counted_income", "boolean", "yuan/person/month"),
        ("in_prison and disability.grade", "boolean", "grade"),
        ("1 if counted_income else 2", "boolean", "yuan/person/month"),
        ("min(relation, relation)", "number", "choice"),
        ("max(in_prison, True)", "number", "boolean"),
        ("max(hukou.place, hukou.place)", "number", "place"),
    ],
)
def test_kinds_that_do_not_fit(text: str, expected: str, found: str) -> None:
    [fault] = faults(text)
    assert fault.code == "table.wrong_type"
    assert (fault.details["expected"], fault.details["found"]) == (expected, found)


@pytest.mark.parametrize(
    ("text", "wrong", "suggestion"),
    [
        ("relation == 'childs'", "childs", "child"),
        ("'childs' == relation", "childs", "child"),
        ("relation in ['child', 'spuse']", "spuse", "spouse"),
        ("relation != 'zzz'", "zzz", ""),
        ("relation == ('child' if in_prison else 'sibbling')", "sibbling", "sibling"),
        ("hukou.kind == disability.kind", "hearing", ""),
    ],
)
def test_values_that_a_choice_does_not_have(text: str, wrong: str, suggestion: str) -> None:
    [fault] = faults(text)
    assert fault.code == "table.unknown_choice"
    assert fault.details["text"] == wrong
    assert fault.details["suggestion"] == suggestion


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("round_up(s1000, cent) > 0", "table.rounding_unit"),
        ("round_up(s1000, 100) > 0", "table.rounding_unit"),
        ("round_down(share, yuan) > 0", "table.rounding_unit"),
        ("round_half_up(disability.grade, yuan) > 0", "table.rounding_unit"),
        ("round_up(s1000) > 0", "table.wrong_arguments"),
    ],
)
def test_only_money_is_rounded_to_its_units(text: str, code: str) -> None:
    assert codes(text) == [code]
