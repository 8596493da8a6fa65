"""What people mean by an answer: plain Chinese or English text to the value of a fact.

Answers are read kindly: full-width characters, a unit behind a number, the beginning of a
title are all understood. What is not understood is refused, never guessed, and the refusal
never repeats it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final
from unicodedata import normalize

from civbenefits.errors import InputError
from civbenefits.facts.vocabulary import Fact
from civbenefits.money import Currency

_UNKNOWN_ZH: Final = frozenset(("?", "不知道", "不清楚", "不确定", "不详", "未知", "说不准"))
_UNKNOWN_EN: Final = frozenset(("unknown", "not known", "don't know", "dont know", "i don't know"))
_UNKNOWN: Final = _UNKNOWN_ZH | _UNKNOWN_EN
_YES: Final = frozenset(("y", "yes", "true", "是", "是的", "有", "有的", "对", "对的", "会", "能"))
_NO: Final = frozenset(
    ("n", "no", "false", "none", "否", "不是", "没", "没有", "无", "不会", "不能")
)
_NUMERALS: Final = {"零": 0, "〇": 0, "两": 2} | dict(
    zip("一二三四五六七八九", range(1, 10), strict=True)
)

_MIXED: Final = re.compile(r"[0-9][零〇一二两三四五六七八九十]|[零〇一二两三四五六七八九十][0-9]")
_TENS: Final = re.compile(
    r"([一二三四五六七八九]?)十([一二三四五六七八九]?)(?![零〇一二两三四五六七八九十])"
)
_COUNT: Final = re.compile(r"([0-9]{1,6}) ?([^0-9]*)", re.ASCII)
_UNITS: Final[Mapping[str, tuple[str, ...]]] = {
    "years": ("周岁", "岁", "年", "year", "years", "years old"),
    "months": ("个月", "月", "month", "months"),
    "grade": ("级", "grade"),
    "abilities": ("项", "件", "个"),
    "days": ("天", "日"),
    "hours": ("小时",),
    "dwellings": ("套", "处"),
    "persons": ("人", "口", "口人", "个人", "persons", "people"),
}
_YEARS: Final = re.compile(
    r"([0-9]{1,3}) ?(?:年|years?)(?: ?(?:零|and)? ?([0-9]{1,2}) ?(?:个?月|months?))?"
)
_MONEY: Final = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(\.[0-9]{1,9})?")
_A_MONTH: Final = re.compile(r"(/月|每月|/month| a month)$")
_DAY: Final = re.compile(r"([0-9]{4}) ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2}) ?日?", re.ASCII)
_EIGHT: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})", re.ASCII)


def plain(text: str) -> str:
    """The text as answers are compared: half-width, lower case, without a full stop."""
    return " ".join(normalize("NFKC", text).replace("’", "'").lower().split()).rstrip("。.!")


def says_unknown(text: str) -> bool:
    """Whether an answer says that nobody knows."""
    return plain(text) in _UNKNOWN


def read_answer(fact: Fact, text: str, currency: Currency | None = None) -> Any:
    """The value that an answer gives to a fact; whether it is allowed is for the fact to say.

    For a date of birth the age in full years will do: then the value is a whole number.
    A place is given back as it was written.

    Args:
        fact: what was asked for.
        text: the answer.
        currency: of the place, whose names an amount may be given with.

    Raises:
        InputError: the answer cannot be understood; its path is left to the caller.
    """
    said = plain(text)
    if fact.kind == "boolean":
        return _yes_or_no(said)
    if fact.kind == "number":
        return _number(fact, said)
    if fact.kind == "money":
        return _money(said, currency)
    if fact.kind == "choice":
        return _choice(fact, said)
    if fact.kind == "date":
        return _birth(said) if fact.or_age else _date(said)
    return text.strip()


def _yes_or_no(said: str) -> bool:
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise InputError("input.answer_yes_no")


def _number(fact: Fact, said: str) -> int:
    said = _arabic(said)
    if said in _NO:
        said = "0"
    if fact.unit == "months":
        years = _YEARS.fullmatch(said)
        if years is not None:
            return int(years[1]) * 12 + int(years[2] or 0)
        if said == "半年":
            return 6
    found = _COUNT.fullmatch(said)
    if found is None or (found[2] and found[2] not in _UNITS.get(fact.unit, ())):
        raise InputError("input.answer_number", low=fact.low, high=fact.high)
    return int(found[1])


def _arabic(said: str) -> str:
    """The text with Chinese numerals below a hundred in figures."""
    if _MIXED.search(said):
        return said
    said = _TENS.sub(lambda m: f"{_NUMERALS.get(m[1], 1)}{_NUMERALS.get(m[2], 0)}", said)
    return "".join(str(_NUMERALS.get(character, character)) for character in said)


def _money(said: str, currency: Currency | None) -> Decimal:
    if said in _NO:
        return Decimal(0)
    found = _MONEY.fullmatch(_without_name(said, currency))
    if found is None:
        raise InputError("input.answer_money")
    return Decimal(found[1].replace(",", "") + (found[2] or ""))


def _without_name(said: str, currency: Currency | None) -> str:
    """An amount without what the money is called, before or after it."""
    bare = _A_MONTH.sub("", said)
    for word in map(plain, currency.spoken() if currency else ()):
        if bare.endswith(word):
            return bare[: -len(word)].rstrip()
        if bare.startswith(word):
            return bare[len(word) :].lstrip()
    return said


def _choice(fact: Fact, said: str) -> str:
    """A value by its number in the list, its code, its title, or how its title begins."""
    titles = fact.choices or {}
    codes = tuple(titles)
    if said.isascii() and said.isdigit() and len(said) < 4 and 1 <= int(said) <= len(codes):
        return codes[int(said) - 1]
    if said in titles:
        return said
    if said in _NO and "none" in titles:
        return "none"
    named = [(code, (plain(title.zh), plain(title.en))) for code, title in titles.items()]
    found = [code for code, names in named if said in names]
    if not found and said:
        found = [code for code, names in named if any(name.startswith(said) for name in names)]
    if len(found) != 1:
        raise InputError("input.answer_choice", count=len(codes))
    return found[0]


def _date(said: str) -> date:
    found = _DAY.fullmatch(said) or _EIGHT.fullmatch(said)
    if found is None:
        raise InputError("input.bad_date")
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise InputError("input.bad_date") from None


def _birth(said: str) -> date | int:
    if _DAY.fullmatch(said) or _EIGHT.fullmatch(said):
        return _date(said)
    years = _COUNT.fullmatch(_arabic(said))
    if years is None or len(years[1]) > 3 or (years[2] and years[2] not in _UNITS["years"]):
        raise InputError("input.answer_birth")
    return int(years[1])
