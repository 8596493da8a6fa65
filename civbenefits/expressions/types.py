"""The types and units of expressions."""

from __future__ import annotations

from typing import Literal

from civbenefits.money import Currency
from civbenefits.records import Data
from civbenefits.texts import Text

TypeKind = Literal["boolean", "number", "money", "date", "choice", "place", "any"]


class Type(Data):
    """What an expression yields.

    Attributes:
        kind: the sort of value; ``any`` is the type of ``not_on_record`` alone.
        unit: of a number: years, months, persons ...; empty for a bare literal.
        currency, per, period: of money: that of the country; ``person`` or ``household``;
            ``month``, ``year`` or ``once``.
        choices: of a choice: its allowed values with their titles.
    """

    kind: TypeKind
    unit: str = ""
    currency: Currency | None = None
    per: str = ""
    period: str = ""
    choices: tuple[tuple[str, Text], ...] = ()

    def __str__(self) -> str:
        if self.kind == "money":
            per = f"/{self.per}" if self.per else ""
            period = "" if self.period == "once" else f"/{self.period}"
            return f"{self.currency.unit if self.currency else ''}{per}{period}"
        if self.kind == "number":
            return self.unit or "number"
        return self.kind


BOOLEAN = Type("boolean")
NUMBER = Type("number")
PERSONS = Type("number", unit="persons")
YEARS = Type("number", unit="years")
DATE = Type("date")
PLACE = Type("place")
ANY = Type("any")
ZERO = Type("number", unit="0")
"""The literal 0, which stands for any number and any money."""

_BARE = ("", "0", "ratio")


def of_unit(unit: str, currency: Currency) -> Type:
    """The type of a figure with a unit such as ``yuan/person/month`` or ``years``.

    The tables were checked to use no other word for money than the currency's, and facts
    are in the currency of whoever asks: what comes before the first stroke is not looked at.
    """
    parts = unit.split("/")
    if len(parts) == 1:
        return Type("number", unit=unit)
    per = next((part for part in parts[1:] if part in ("person", "household")), "")
    period = next((part for part in parts[1:] if part in ("month", "year")), "once")
    return Type("money", currency=currency, per=per, period=period)


def monthly(currency: Currency, per: str) -> Type:
    """Money by the month, per ``person`` or ``household``."""
    return Type("money", currency=currency, per=per, period="month")


def common(left: Type, right: Type) -> Type | None:
    """The type both sides share, or None where they do not mix."""
    if left == right:
        return left
    if left.kind == "any" or (left == ZERO and right.kind in ("number", "money")):
        return right
    if right.kind == "any" or (right == ZERO and left.kind in ("number", "money")):
        return left
    if left.kind == right.kind == "choice":
        return _wider(left, right)
    if left.kind == right.kind == "number":
        if left.unit in _BARE:
            return right
        if right.unit in _BARE:
            return left
    return None


def _wider(left: Type, right: Type) -> Type | None:
    left_names, right_names = names_of(left), names_of(right)
    if right_names <= left_names:
        return left
    return right if left_names <= right_names else None


def names_of(choice: Type) -> frozenset[str]:
    """The allowed values of a choice."""
    return frozenset(name for name, _ in choice.choices)


def either_of(left: Type, right: Type) -> Type | None:
    """The type of a value that may be one or the other; literals of a choice add up."""
    if left.kind == right.kind == "choice":
        names = names_of(left)
        extra = tuple(item for item in right.choices if item[0] not in names)
        return Type("choice", choices=(*left.choices, *extra))
    return common(left, right)


def product(left: Type, right: Type) -> Type | None:
    """The type of a product, or None where it has no meaning."""
    if left.kind != "money":
        left, right = right, left
    if left.kind == "any" or right.kind == "any":
        return ANY
    if left.kind == "money" and right.kind == "number":
        return _money_times(left, right)
    if left.kind == right.kind == "number":
        if left.unit in _BARE:
            return right if right.unit != "0" else NUMBER
        return left if right.unit in _BARE else None
    return None


def _money_times(amount: Type, factor: Type) -> Type | None:
    if factor.unit in _BARE:
        return amount
    if factor.unit == "persons" and amount.per == "person":
        return Type("money", currency=amount.currency, per="household", period=amount.period)
    if factor.unit == "months" and amount.period == "month":
        return Type("money", currency=amount.currency, per=amount.per, period="once")
    if factor.unit == "times" and amount.period == "once":
        return amount
    return None


def quotient(left: Type, right: Type) -> Type | None:
    """The type of a quotient, or None where it has no meaning."""
    if left.kind == "any" or right.kind == "any":
        return ANY
    if left.kind == "money" and right.kind == "money":
        return NUMBER if left == right else None
    if left.kind == "money" and right.kind == "number":
        if right.unit == "persons" and left.per == "household":
            return Type("money", currency=left.currency, per="person", period=left.period)
        if right.unit == "months" and left.period == "once":
            return Type("money", currency=left.currency, per=left.per, period="month")
        return left if right.unit in _BARE else None
    if left.kind == right.kind == "number":
        if right.unit in _BARE:
            return left if left.unit != "0" else NUMBER
        return NUMBER if left.unit == right.unit else None
    return None


def over_members(each: Type) -> Type:
    """The type of a sum over the members: per person becomes per household."""
    if each.kind == "money" and each.per == "person":
        return Type("money", currency=each.currency, per="household", period=each.period)
    return each
