"""Exact money: integer fen and fractions inside, ``Decimal`` yuan outside, never a float."""

from __future__ import annotations

import re
from decimal import Context, Decimal, InvalidOperation
from fractions import Fraction

from civbenefits.errors import InputError

FEN_PER_YUAN = 100
MAX_YUAN = Decimal(10) ** 12
_CENT = Decimal("0.01")
_CONTEXT = Context(prec=40)
"""Our own, so that a caller's decimal settings change nothing."""

_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)

Exact = int | Fraction


def yuan(value: object, *, path: str = "") -> Decimal:
    """An amount of yuan from a ``Decimal``, a whole number or a string.

    Raises:
        InputError: a float, a negative amount, more than two decimals, no number at all,
            or an amount of a trillion or more.
    """
    if isinstance(value, bool | float) or not isinstance(value, Decimal | int | str):
        raise InputError("input.not_money", path=path)
    if isinstance(value, str) and not _PLAIN.fullmatch(value):
        raise InputError("input.not_money", path=path)
    try:
        amount = Decimal(value)
    except InvalidOperation:
        raise InputError("input.not_money", path=path) from None
    if not amount.is_finite():
        raise InputError("input.not_money", path=path)
    if amount < 0:
        raise InputError("input.negative_money", path=path)
    if amount >= MAX_YUAN:
        raise InputError("input.too_much_money", path=path)
    if amount != amount.quantize(_CENT, context=_CONTEXT):
        raise InputError("input.parts_of_a_fen", path=path)
    return amount


def fen(amount: Decimal) -> int:
    """Whole fen in an amount of yuan that has at most two decimals."""
    return int(amount.scaleb(2, _CONTEXT))


def exact_quotient(dividend: Exact, divisor: Exact) -> Exact:
    """An exact quotient: a whole number where it is one, a fraction otherwise."""
    if isinstance(dividend, int) and isinstance(divisor, int) and dividend % divisor == 0:
        return dividend // divisor
    quotient = Fraction(dividend) / divisor
    return quotient.numerator if quotient.denominator == 1 else quotient


def to_yuan(amount: Exact) -> Decimal:
    """Yuan with two decimals; a part of a fen is shown to the nearest fen, half up.

    Callers that show a rounded amount must say so: see `is_whole_fen`.
    """
    return Decimal(round_half_up(amount, 1)).scaleb(-2, _CONTEXT)


def is_whole_fen(amount: Exact) -> bool:
    """Whether the amount can be paid to the fen without rounding."""
    return isinstance(amount, int) or amount.denominator == 1


def round_up(amount: Exact, unit: int) -> int:
    """The smallest multiple of ``unit`` fen that is not below the amount."""
    return -(-amount // unit) * unit


def round_down(amount: Exact, unit: int) -> int:
    """The largest multiple of ``unit`` fen that is not above the amount."""
    return (amount // unit) * unit


def round_half_up(amount: Exact, unit: int) -> int:
    """The nearest multiple of ``unit`` fen; a half goes away from zero."""
    if amount < 0:
        return -round_half_up(-amount, unit)
    return ((2 * amount + unit) // (2 * unit)) * unit
