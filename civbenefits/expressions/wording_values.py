"""Figures and values in words: numbers with their units, choices by their titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, Final, NamedTuple

from civbenefits.expressions import nodes as n
from civbenefits.expressions import types as t
from civbenefits.expressions.types import Type
from civbenefits.facts.extending import BUILT_IN, Vocabulary
from civbenefits.facts.vocabulary import facts_of
from civbenefits.money import FEN_PER_YUAN, is_whole_fen, to_yuan
from civbenefits.texts import Text

Number = int | Fraction

AGE: Final = "age"
"""The unit of full years of life, which Chinese tells apart from other years."""

_MAX_PLACES = 6


class _Unit(NamedTuple):
    zh: str
    one: str
    many: str


_UNITS: Final[Mapping[str, _Unit]] = {
    "years": _Unit("年", " year", " years"),
    AGE: _Unit("周岁", " year", " years"),
    "months": _Unit("个月", " month", " months"),
    "days": _Unit("天", " day", " days"),
    "hours": _Unit("小时", " hour", " hours"),
    "persons": _Unit("人", " person", " persons"),
    "grade": _Unit("级", "", ""),
    "times": _Unit("次", " time", " times"),
    "abilities": _Unit("项", " ability", " abilities"),
    "dwellings": _Unit("套", " dwelling", " dwellings"),
}
_RATE_ZH: Final[Mapping[str, str]] = {
    "person": "/人",
    "household": "/户",
    "month": "/月",
    "year": "/年",
}


def value_text(value: bool | int | Fraction | str, node: n.Node, *, aged: bool = False) -> Text:
    """A value that a node came to, with its unit; money is given in fen.

    Money is shown to the fen; where that is not exact, the words say so. Of what is compared
    with an age (``aged``), years are years of life.
    """
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    if node.type.kind == "date":
        digits = str(value)
        day = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if digits.isdigit() else digits
        return Text(day, day)
    if isinstance(value, str):
        return choice_title(value, node.type)
    if node.type.kind == "money":
        rate, amount = money_rate(node.type), to_yuan(value)
        if is_whole_fen(value):
            return Text(f"{amount} {rate.zh}", f"{amount} {rate.en}")
        return Text(f"约 {amount} {rate.zh}", f"about {amount} {rate.en}")
    unit = unit_of(node)
    return _counted(value, AGE if aged and unit == "years" else unit, " ")


def figure_text(value: Number, type_: Type, unit: str) -> Text:
    """A figure as it stands in a sentence, without needless decimals: 1300元/人/月, 30%."""
    if type_.kind == "money":
        rate, amount = money_rate(type_), _plain_yuan(value)
        return Text(f"{amount}{rate.zh}", f"{amount} {rate.en}")
    return _counted(value, unit, "")


def unit_of(node: n.Node) -> str:
    """The unit of a number."""
    if isinstance(node, n.Age) or (isinstance(node, n.FactRef) and node.path == ("age",)):
        return AGE
    return node.type.unit


def number_text(value: Number) -> str:
    """A number as a decimal where that is exact, as a fraction otherwise."""
    if isinstance(value, int):
        return str(value)
    exact = value
    for places in range(_MAX_PLACES + 1):
        scaled = exact * 10**places
        if scaled.denominator == 1:
            return format(Decimal(scaled.numerator).scaleb(-places), "f")
    return f"{exact.numerator}/{exact.denominator}"


def share_text(value: Number) -> str:
    """A share of a whole: as a percentage where that is a whole number."""
    percent = Fraction(value) * 100
    if percent == 0:
        return "0"
    return f"{percent.numerator}%" if percent.denominator == 1 else number_text(value)


def choice_title(value: str, type_: Type, vocabulary: Vocabulary = BUILT_IN) -> Text:
    """The title of a value of a choice; what has none stands for itself."""
    title = dict(type_.choices).get(value)
    if title is not None and title != Text(value, value):
        return title
    # A literal that meets no fact in its expression has no titles of its own.
    names = t.names_of(type_) | {value}
    for choices in _vocabulary(vocabulary):
        if names <= choices.keys():
            return choices[value]
    return Text(value, value)


@cache
def _vocabulary(vocabulary: Vocabulary) -> tuple[Mapping[str, Text], ...]:
    return (*_choices_in(vocabulary.member), *_choices_in(vocabulary.household))


def _choices_in(holder: type[Any]) -> Iterator[Mapping[str, Text]]:
    for fact in facts_of(holder).values():
        if fact.choices is not None:
            yield fact.choices
        if fact.group is not None:
            yield from _choices_in(fact.group)


def _counted(value: Number, unit: str, gap: str) -> Text:
    if unit == "ratio":
        return Text(share_text(value), share_text(value))
    number, words = number_text(value), _UNITS.get(unit)
    if words is None:
        return Text(number, number)
    return Text(f"{number}{gap}{words.zh}", f"{number}{words.one if value == 1 else words.many}")


def money_rate(type_: Type) -> Text:
    """The currency of an amount, and what it is per: 元/人/月, yuan/person/month."""
    money = type_.currency.title if type_.currency else Text("", "")
    per, period = type_.per, type_.period
    parts = [part for part in (per, period) if part in _RATE_ZH]
    zh = "".join(_RATE_ZH[part] for part in parts)
    return Text(f"{money.zh}{zh}", "/".join((money.en, *parts)))


def coin_text(fen: int, type_: Type) -> Text:
    """What an amount is rounded to, in words."""
    return type_.currency.coin_of(fen).title if type_.currency else Text("", "")


def _plain_yuan(value: Number) -> str:
    exact = Fraction(value) / FEN_PER_YUAN
    if exact.denominator == 1 or not is_whole_fen(value):
        return number_text(exact)
    return str(to_yuan(value))
