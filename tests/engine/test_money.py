"""Exact money: what is an amount, what is too much or too fine, and rounding."""

from __future__ import annotations

from decimal import Decimal, Inexact, localcontext
from fractions import Fraction

import pytest

from civbenefits.errors import InputError
from civbenefits.money import (
    exact_quotient,
    fen,
    is_whole_fen,
    round_down,
    round_half_up,
    round_up,
    to_yuan,
    yuan,
)
from tests.currencies import YUAN


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (0, "0"),
        (12, "12"),
        ("12", "12"),
        ("12.3", "12.3"),
        ("12.34", "12.34"),
        ("12.340", "12.34"),
        ("007", "7"),
        ("-0", "0"),
        (Decimal("0.01"), "0.01"),
        ("999999999999.99", "999999999999.99"),
        (10**12 - 1, "999999999999"),
    ],
)
def test_an_amount(value: object, amount: str) -> None:
    assert yuan(value) == Decimal(amount)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (1.0, "input.not_money"),
        (True, "input.not_money"),
        (None, "input.not_money"),
        ((), "input.not_money"),
        ("", "input.not_money"),
        ("x", "input.not_money"),
        ("1.", "input.not_money"),
        (".5", "input.not_money"),
        ("+1", "input.not_money"),
        ("1e3", "input.not_money"),
        (" 1", "input.not_money"),
        ("1\n", "input.not_money"),
        ("1_0", "input.not_money"),
        ("１", "input.not_money"),
        (Decimal("NaN"), "input.not_money"),
        (Decimal("Infinity"), "input.not_money"),
        (-1, "input.negative_money"),
        ("-0.01", "input.negative_money"),
        (10**12, "input.too_much_money"),
        ("1000000000000.00", "input.too_much_money"),
        (Decimal("1e50"), "input.too_much_money"),
        ("0.001", "input.parts_of_a_fen"),
        (Decimal("0.015"), "input.parts_of_a_fen"),
        ("999999999999.999", "input.parts_of_a_fen"),
    ],
)
def test_what_is_no_amount(value: object, code: str) -> None:
    with pytest.raises(InputError) as caught:
        yuan(value, path="members.a.counted_income")
    assert (caught.value.code, caught.value.path) == (code, "members.a.counted_income")


def test_the_settings_of_the_caller_change_nothing() -> None:
    with localcontext() as context:
        context.prec = 3
        context.traps[Inexact] = True
        assert yuan("123456.78") == Decimal("123456.78")
        assert fen(Decimal("123456.78")) == 12345678
        assert str(to_yuan(12345678)) == "123456.78"


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (0, "0.00"),
        (5, "0.05"),
        (-5, "-0.05"),
        (100, "1.00"),
        (Fraction(1, 2), "0.01"),
        (Fraction(49, 100), "0.00"),
        (Fraction(-1, 2), "-0.01"),
        (Fraction(200, 3), "0.67"),
    ],
)
def test_an_amount_is_shown_with_two_decimals(amount: int | Fraction, shown: str) -> None:
    assert str(to_yuan(amount)) == shown


@pytest.mark.parametrize(
    ("dividend", "divisor", "quotient"),
    [
        (6, 3, 2),
        (7, 2, Fraction(7, 2)),
        (Fraction(3, 2), Fraction(1, 2), 3),
        (3, Fraction(1, 2), 6),
        (Fraction(1, 2), 2, Fraction(1, 4)),
        (0, 5, 0),
    ],
)
def test_an_exact_quotient(
    dividend: int | Fraction, divisor: int | Fraction, quotient: int | Fraction
) -> None:
    found = exact_quotient(dividend, divisor)
    assert (found, type(found)) == (quotient, type(quotient))


@pytest.mark.parametrize(
    ("amount", "up", "down", "half_up"),
    [
        (0, 0, 0, 0),
        (100, 100, 100, 100),
        (101, 200, 100, 100),
        (149, 200, 100, 100),
        (150, 200, 100, 200),
        (199, 200, 100, 200),
        (Fraction(299, 2), 200, 100, 100),
        (Fraction(1, 3), 100, 0, 0),
        (-50, 0, -100, -100),
        (-49, 0, -100, 0),
        (-150, -100, -200, -200),
    ],
)
def test_rounding_to_a_whole_yuan(amount: int | Fraction, up: int, down: int, half_up: int) -> None:
    assert round_up(amount, 100) == up
    assert round_down(amount, 100) == down
    assert round_half_up(amount, 100) == half_up


def test_what_can_be_paid_without_rounding() -> None:
    assert is_whole_fen(3)
    assert is_whole_fen(Fraction(6, 2))
    assert not is_whole_fen(Fraction(1, 3))


def test_the_coins_of_a_currency() -> None:
    assert [coin.word for coin in YUAN.coins] == ["yuan", "jiao", "fen"]
    jiao = YUAN.coin("jiao")
    assert jiao is not None
    assert (jiao.fen, YUAN.coin_of(10)) == (10, jiao)
    assert YUAN.coin("cent") is None
    assert YUAN.words() == "yuan, jiao, fen"
    assert list(map(len, YUAN.spoken())) == sorted(map(len, YUAN.spoken()), reverse=True)
    assert {YUAN.unit, YUAN.title.zh, YUAN.title.en, YUAN.code} <= set(YUAN.spoken())
