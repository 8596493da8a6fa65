"""How a fact is declared: its type, its titles in both languages, its usual value.

A fact is a field of a frozen dataclass.  ``None`` always means *unknown*; it never
means "no" or zero.  The declaration below is what the tables may speak of, what the
input is checked against, and what people read in a decision.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeVar

from civbenefits.dates import parse_date
from civbenefits.errors import InputError
from civbenefits.money import fen, yuan
from civbenefits.place_codes import is_code
from civbenefits.records import Data, field
from civbenefits.texts import Text

Kind = Literal["boolean", "number", "money", "date", "choice", "place", "text", "group", "list"]

_TRUTH = {"true": True, "false": False}
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})", re.ASCII)

HERE = "here"
"""A usual value that stands for the place asked about."""

EXPECTED: Mapping[Kind, Text] = {
    "boolean": Text("true 或 false", "true or false"),
    "number": Text("整数", "a whole number"),
    "money": Text("金额", "an amount of money"),
    "date": Text("日期 2021-06-30", "a date such as 2021-06-30"),
    "choice": Text("文字", "a text"),
    "place": Text("地区代码的文字", "a place code as text"),
    "text": Text("文字", "a text"),
    "group": Text("一组项目", "a group of facts"),
    "list": Text("列表", "a list"),
}
"""What an error says was expected."""


_Kin = TypeVar("_Kin", bound=Data)


class Fact(Data):
    """One word of the vocabulary.

    Attributes:
        kind: what sort of value it holds.
        title: what people call it.
        unit: ``years``, ``months``, ``persons``, ``money/person/month`` and so on;
            money is in the currency of the place asked about.
        choices: for ``choice``, every allowed value with its title.
        usual: the value that "usual circumstances" supply, or None where there is none.
        low, high: inclusive limits of a number.
        group: for ``group`` and ``list``, the class that holds the parts.
        ask: the question to put to a person.
        or_age: of a date of birth, that the age in full years will do.
    """

    kind: Kind
    title: Text
    unit: str = ""
    choices: Mapping[str, Text] | None = None
    usual: Any = None
    low: int | None = None
    high: int | None = None
    group: type[Any] | None = None
    ask: Text | None = None
    or_age: bool = False


def _declare(fact: Fact) -> Any:
    return field(default=None, metadata={"fact": fact})


def _asked(ask: tuple[str, str] | None) -> Text | None:
    return Text(*ask) if ask else None


def yes_no(
    zh: str, en: str, *, usual: bool | None = None, ask: tuple[str, str] | None = None
) -> Any:
    """A fact that is true, false or unknown."""
    return _declare(Fact("boolean", Text(zh, en), usual=usual, ask=_asked(ask)))


def whole(
    zh: str,
    en: str,
    unit: str,
    *,
    low: int = 0,
    high: int,
    usual: int | None = None,
    ask: tuple[str, str] | None = None,
) -> Any:
    """A whole number between two inclusive limits."""
    fact = Fact("number", Text(zh, en), unit, usual=usual, low=low, high=high, ask=_asked(ask))
    return _declare(fact)


def money(
    zh: str,
    en: str,
    unit: str,
    *,
    usual: Decimal | None = None,
    ask: tuple[str, str] | None = None,
) -> Any:
    """An amount of money, never negative, at most two decimals."""
    return _declare(Fact("money", Text(zh, en), unit, usual=usual, ask=_asked(ask)))


def in_fen(*, init: Literal[False] = False) -> Any:
    """The same amount in whole fen, for the engine: ``x_fen`` beside every money fact ``x``."""
    return field(default=None, init=init, repr=False, compare=False)


def birth(zh: str, en: str, *, ask: tuple[str, str] | None = None) -> Any:
    """A date of birth, in place of which the age may be told."""
    return _declare(Fact("date", Text(zh, en), ask=_asked(ask), or_age=True))


def choice(
    zh: str,
    en: str,
    choices: Mapping[str, Text],
    *,
    usual: str | None = None,
    ask: tuple[str, str] | None = None,
) -> Any:
    """One of a closed list of values."""
    fact = Fact("choice", Text(zh, en), choices=choices, usual=usual, ask=_asked(ask))
    return _declare(fact)


def place(zh: str, en: str, *, usual: str | None = None, ask: tuple[str, str] | None = None) -> Any:
    """The code of a place: GB/T 2260 or ISO 3166."""
    return _declare(Fact("place", Text(zh, en), usual=usual, ask=_asked(ask)))


def group(zh: str, en: str, of: type[Any]) -> Any:
    """A named group of facts; every part of it is unknown until given."""
    # One frozen record stands for "nothing known" everywhere: making one takes time.
    return field(default=of(), metadata={"fact": Fact("group", Text(zh, en), group=of)})


def listing(zh: str, en: str, of: type[Any], *, ask: tuple[str, str] | None = None) -> Any:
    """A complete list of records; ``()`` means "none", None means "not known"."""
    return _declare(Fact("list", Text(zh, en), group=of, ask=_asked(ask)))


def choices(**titles: tuple[str, str]) -> Mapping[str, Text]:
    """A closed list of values, each with its Chinese and English title."""
    return {name: Text(zh, en) for name, (zh, en) in titles.items()}


_declared: dict[type[Any], Mapping[str, Fact]] = {}


def facts_of(holder: type[Any]) -> Mapping[str, Fact]:
    """The facts that a class declares, by field name, in their order."""
    facts = _declared.get(holder)
    if facts is None:
        found = {name: item.metadata.get("fact") for name, item in holder.declared.items()}
        facts = {name: fact for name, fact in found.items() if fact is not None}
        _declared[holder] = facts
    return facts


def adopted(record: _Kin, into: type[Any]) -> _Kin:
    """The same facts as a record of another type that has more facts, or fewer.

    Raises:
        InputError: a fact is known that the other type does not have.
    """
    if type(record) is into:
        return record
    known = facts_of(into)
    for name in facts_of(type(record)):
        if name not in known and getattr(record, name) is not None:
            raise InputError("input.unknown_key", path=name, key=name)
    values = record.__dict__
    made: _Kin = into(**{name: values[name] for name in into.record_fields if name in values})
    return made


def adopted_each(name: str, records: Iterable[_Kin], into: type[Any]) -> tuple[_Kin, ...]:
    """Each record of a list as `adopted`.

    Raises:
        InputError: the path leads to the record.
    """
    made: list[_Kin] = []
    for index, record in enumerate(records):
        try:
            made.append(adopted(record, into))
        except InputError as fault:
            raise fault.within(f"{name}.{index}") from None
    return tuple(made)


def check_facts(holder: Any) -> None:
    """Refuse a value that its declaration does not allow.

    Money is stored as an exact ``Decimal``: strings and whole numbers are converted,
    a float is refused.

    Raises:
        InputError: naming the field, never repeating the value.
    """
    for name, fact in facts_of(type(holder)).items():
        value = getattr(holder, name)
        if value is None:
            if fact.kind == "group":
                raise InputError("input.wrong_type", path=name, expected=EXPECTED[fact.kind])
            continue
        checked = check_value(name, fact, value)
        if checked is not value:
            object.__setattr__(holder, name, checked)
        if fact.kind == "money":
            object.__setattr__(holder, f"{name}_fen", fen(checked))


def from_text(name: str, fact: Fact, text: str) -> Any:
    """A value as its fact wants it; what cannot be converted is left for `check_value`.

    Raises:
        InputError: no date, where the fact wants one.
    """
    if fact.kind == "boolean":
        return _TRUTH.get(text.lower(), text)
    if fact.kind == "number":
        return int(text) if _WHOLE.fullmatch(text) else text
    if fact.kind == "date":
        start = parse_date(text)
        if start is None or start.precision != "day":
            raise InputError("input.bad_date", path=name)
        return start.day
    return text


def check_value(name: str, fact: Fact, value: Any) -> Any:
    """The value as it is kept, refused where its declaration does not allow it.

    Raises:
        InputError: naming the field, never repeating the value.
    """
    kind = fact.kind
    if kind == "boolean":
        allowed = isinstance(value, bool)
    elif kind == "number":
        allowed = isinstance(value, int) and not isinstance(value, bool)
        if allowed and not (fact.low or 0) <= value <= (fact.high or value):
            raise InputError("input.out_of_range", path=name, low=fact.low, high=fact.high)
    elif kind == "money":
        return yuan(value, path=name)
    elif kind == "date":
        allowed = type(value) is date
    elif kind == "choice":
        allowed = isinstance(value, str)
        if allowed and value not in (fact.choices or {}):
            raise InputError("input.not_a_choice", path=name, choices=tuple(fact.choices or ()))
    elif kind == "place":
        allowed = isinstance(value, str)
        if allowed and not is_code(value):
            raise InputError("input.bad_place_code", path=name)
    elif kind == "list":
        of: Any = fact.group
        if isinstance(value, tuple) and any(type(item) is not of for item in value):
            allowed = all(isinstance(item, of.built_in) for item in value)
            value = adopted_each(name, value, of) if allowed else value
        else:
            allowed = isinstance(value, tuple)
    elif kind == "group":
        allowed = fact.group is not None and isinstance(value, fact.group)
    else:
        allowed = isinstance(value, str)
    if not allowed:
        raise InputError("input.wrong_type", path=name, expected=EXPECTED[kind])
    return value


def as_data(holder: Any) -> dict[str, Any]:
    """What is known of a holder as plain data that JSON can carry; unknowns are left out."""
    data: dict[str, Any] = {}
    for name in holder.record_fields:
        value = getattr(holder, name, None)
        if value is None:
            continue
        if isinstance(value, Data):
            nested = as_data(value)
            if nested:
                data[name] = nested
        elif isinstance(value, tuple):
            data[name] = [as_data(part) for part in value]
        elif isinstance(value, Decimal):
            # Never with an exponent, which the input refuses.
            data[name] = f"{value:f}"
        elif isinstance(value, date):
            data[name] = value.isoformat()
        else:
            data[name] = value
    return data
