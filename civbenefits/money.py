"""Exact money: whole hundredths and fractions inside, ``Decimal`` outside, never a float.

Every currency is computed in hundredths of its unit, called fen here as in China: cents of a
euro or a dollar.  A currency with smaller parts cannot be told exactly.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from fractions import Fraction

from civbenefits.errors import InputError
from civbenefits.records import Data
from civbenefits.texts import Text

FEN_PER_YUAN = 100
MAX_YUAN = Decimal(10) ** 12
_CENT = Decimal("0.01")
_CONTEXT = Context(prec=40)
"""Our own, so that a caller's decimal settings change nothing."""

_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)

Exact = int | Fraction


class Coin(Data):
    """Something that amounts are rounded to: the unit of a currency, or a part of it.

    Attributes:
        word: what tables call it, such as ``jiao``.
        fen: how many hundredths of the unit it is.
    """

    word: str
    title: Text
    fen: int


class Currency(Data):
    """The money of a country, as its table declares it.

    Attributes:
        unit: what tables call its unit, such as ``yuan``.
        code: the ISO 4217 code; None where the table gives none.
        coins: what amounts may be rounded to, the unit first.
        also: what else people call it when they answer, such as 块钱 or ``$``.
    """

    unit: str
    title: Text
    code: str | None
    coins: tuple[Coin, ...]
    also: tuple[str, ...] = ()

    def coin(self, word: str) -> Coin | None:
        """What tables call so; None where there is no such part."""
        return next((coin for coin in self.coins if coin.word == word), None)

    def coin_of(self, fen: int) -> Coin:
        """The part that is so many hundredths."""
        return next(coin for coin in self.coins if coin.fen == fen)

    def spoken(self) -> tuple[str, ...]:
        """What people may call it, the longest first."""
        words = (self.unit, self.title.zh, self.title.en, self.code or self.unit, *self.also)
        return tuple(sorted(dict.fromkeys(words), key=len, reverse=True))

    def words(self) -> str:
        """What amounts may be rounded to, as a list."""
        return ", ".join(coin.word for coin in self.coins)


def yuan(value: object, *, path: str = "") -> Decimal:
    """An amount of money from a ``Decimal``, a whole number or a string.

    Raises:
        InputError: a float, a negative amount, more than two decimals, no number at all,
            or an amount of a trillion or more.
    """
    if isinstance(value, bool | float) or not isinstance(value, Decimal | int | str):
        raise InputError("input.not_money", path=path)
    if isinstance(value, str) and not _PLAIN.fullmatch(value):
        raise InputError("input.not_money", path=path)
    amount = Decimal(value)
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
    """Whole fen in an amount that has at most two decimals."""
    return int(amount.scaleb(2, _CONTEXT))


def exact_quotient(dividend: Exact, divisor: Exact) -> Exact:
    """An exact quotient: a whole number where it is one, a fraction otherwise."""
    if isinstance(dividend, int) and isinstance(divisor, int) and dividend % divisor == 0:
        return dividend // divisor
    quotient = Fraction(dividend) / divisor
    return quotient.numerator if quotient.denominator == 1 else quotient


def to_yuan(amount: Exact) -> Decimal:
    """An amount with two decimals; a part of a fen is shown to the nearest fen, half up.

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
