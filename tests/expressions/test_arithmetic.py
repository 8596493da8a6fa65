"""Exact arithmetic and rounding."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.expressions.small_expressions import Plain, codes, person, value

YUAN = 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2", 3),
        ("2 - 5", -3),
        ("3 * 4", 12),
        ("3 / 2", Fraction(3, 2)),
        ("4 / 2", 2),
        ("-3 + 1", -2),
        ("- 3 / 2", Fraction(-3, 2)),
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("1 - 2 - 3", -4),
        ("1 / 3 + 1 / 3 + 1 / 3", 1),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("0.1", Fraction(1, 10)),
        ("1.50", Fraction(3, 2)),
        ("2.0", 2),
        ("0 * 5", 0),
        ("0 / 5", 0),
        ("-0", 0),
        ("share * 3", 2),
        ("share + 1/3", 1),
        ("limit_years + 1", 4),
        ("limit_years * 2 - 1", 5),
        ("limit_years / 2", Fraction(3, 2)),
        ("limit_years / limit_years", 1),
        ("s1000 + s1500", 2500 * YUAN),
        ("s1000 - s1500", -500 * YUAN),
        ("s1000 - 0", 1000 * YUAN),
        ("0 - s1000", -1000 * YUAN),
        ("-s1000", -1000 * YUAN),
        ("s1000 * 3/2", 1500 * YUAN),
        ("3/2 * s1000", 1500 * YUAN),
        ("s1000 * share", Fraction(200_000, 3)),
        ("s1000 / 3", Fraction(100_000, 3)),
        ("s1500 / s1000", Fraction(3, 2)),
        ("s1000 * limit_persons", 2000 * YUAN),
        ("h3000 / limit_persons", 1500 * YUAN),
        ("s1000 * limit_months", 6000 * YUAN),
        ("s1000 * limit_months / limit_months", 1000 * YUAN),
        ("once500 * twice", 1000 * YUAN),
        ("min(3, 1, 2)", 1),
        ("max(3, 1, 2)", 3),
        ("min(s1000, s1500)", 1000 * YUAN),
        ("max(s1000 - s1500, 0)", 0),
        ("max(0, s1000)", 1000 * YUAN),
        ("min(s1000 / 3, s1000)", Fraction(100_000, 3)),
    ],
)
def test_numbers_are_exact(text: str, expected: Plain) -> None:
    assert value(text, person()) == expected


@pytest.mark.parametrize(
    "text", ["5 / 0", "s1000 / 0", "limit_years / clergy_years_apart", "0 / 0"]
)
def test_a_division_by_zero_is_unknown(text: str) -> None:
    assert value(text, person(clergy_years_apart=0)) is None


@pytest.mark.parametrize("text", ["{} + 1", "1 - {}", "{} * 2", "limit_years / {}", "-{}"])
def test_arithmetic_with_an_unknown_is_unknown(text: str) -> None:
    assert value(text.format("clergy_years_apart"), person()) is None
    assert value(text.format("not_on_record"), person()) is None


@pytest.mark.parametrize("text", ["min(clergy_years_apart, 3)", "max(clergy_years_apart, 3)"])
def test_the_least_and_the_greatest_need_every_operand(text: str) -> None:
    assert value(text, person()) is None
    assert value(text, person(clergy_years_apart=3)) == 3


def test_an_income_of_yuan_and_fen_is_counted_in_fen() -> None:
    household = person(counted_income=Decimal("1200.05"))
    assert value("counted_income", household) == 120_005
    assert value("counted_income - s1000", household) == 20_005
    assert value("counted_income / 2", household) == Fraction(120_005, 2)


@pytest.mark.parametrize(
    ("amount", "unit", "up", "down", "half_up"),
    [
        ("s1000", "yuan", 1000, 1000, 1000),
        ("s1000 / 3", "yuan", 334, 333, 333),
        ("s1000 / 3", "jiao", "333.4", "333.3", "333.3"),
        ("s1000 / 3", "fen", "333.34", "333.33", "333.33"),
        ("s1000 / 2000", "yuan", 1, 0, 1),
        ("s1000 * 2/3", "fen", "666.67", "666.66", "666.67"),
        ("dust", "fen", "0.34", "0.33", "0.33"),
        ("dust", "jiao", "0.4", "0.3", "0.3"),
        ("-(s1000 / 3)", "yuan", -333, -334, -333),
        ("-(s1000 / 2000)", "yuan", 0, -1, -1),
        ("s1000 - s1500 - dust * 5", "jiao", "-501.6", "-501.7", "-501.7"),
        ("s1000 - s1000", "yuan", 0, 0, 0),
    ],
)
def test_rounding(
    amount: str, unit: str, up: int | str, down: int | str, half_up: int | str
) -> None:
    for name, expected in (("round_up", up), ("round_down", down), ("round_half_up", half_up)):
        found = value(f"{name}({amount}, {unit})", person())
        assert found == Fraction(str(expected)) * YUAN, name


def test_rounding_what_is_unknown_is_unknown() -> None:
    assert value("round_up(counted_income, yuan)", person()) is None
    assert value("round_up(counted_income, yuan)", person(counted_income=Decimal("0.01"))) == YUAN


@pytest.mark.parametrize("text", ["1e3", "1e999999999", "1E-5", "1_0.5", ".5", "5.", "1j", "0x1.8"])
def test_a_number_is_written_in_plain_digits(text: str) -> None:
    assert codes(f"disability.grade < {text}") in (
        ["table.not_in_language"],
        ["table.not_an_expression"],
    )


def test_a_number_after_chinese_characters_is_still_read_exactly() -> None:
    assert value("'中中' == '中中' and 0.1 < 1.25", person()) is True
    assert value("1.5 if '中文' == '中文' else 2", person()) == Fraction(3, 2)
