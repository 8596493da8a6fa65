"""What a single value in a table file may look like: dates, figures, units, names."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from civbenefits.dates import parse_date
from civbenefits.place_codes import PATTERN

UNIT = re.compile(
    r"(?P<currency>[a-z]{2,16})(/(?P<per>person|household))?(/(?P<period>month|year))?", re.ASCII
)
PLAIN_UNITS = frozenset(
    {
        "ratio",
        "years",
        "months",
        "persons",
        "grade",
        "times",
        "abilities",
        "dwellings",
        "hours",
        "days",
    }
)
_ROUNDING_PATTERN = r"none|(up|down|half up) to [a-z][a-z0-9_]{0,31}"
ROUNDING = re.compile(_ROUNDING_PATTERN, re.ASCII)
LEFT_OPEN = "???"
"""Stands for what a person has yet to work out, in a case that was proposed."""
NAME = r"^[a-z][a-z0-9_]{0,63}$"


def fault(code: str) -> PydanticCustomError:
    """What a check raises; the code names the message."""
    return PydanticCustomError(code, "{code}", {"code": code})


_NUMBER_PATTERN = r"-?[0-9]{1,15}(\.[0-9]{1,15}|/[1-9][0-9]{0,14})?"
NUMBER = re.compile(_NUMBER_PATTERN, re.ASCII)


def _moment(text: str) -> str:
    if parse_date(text) is None:
        raise fault("impossible_date")
    return text


def _number(text: str) -> str:
    if not NUMBER.fullmatch(text):
        raise fault("not_a_number")
    return text


def _figure(text: str) -> str:
    return text if text == "unknown" else _number(text)


def _unit(text: str) -> str:
    if text not in PLAIN_UNITS and not (UNIT.fullmatch(text) and "/" in text):
        raise fault("unknown_unit")
    return text


def _rounding(text: str) -> str:
    if not ROUNDING.fullmatch(text):
        raise fault("unknown_rounding")
    return text


def _filled_in(text: str) -> str:
    if text.strip() == LEFT_OPEN:
        raise fault("left_open")
    return text


def _shape_of_value(value: object) -> str:
    return "keys" if isinstance(value, dict) else "figure"


def _either(pattern: str, *others: dict[str, Any]) -> WithJsonSchema:
    """How editors see a text: as such, or as something that they take for a number."""
    return WithJsonSchema({"anyOf": [{"type": "string", "pattern": pattern}, *others]})


_DATE_PATTERN = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
_KEY_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$"
_POSITIVE: dict[str, Any] = {"type": "integer", "minimum": 1, "maximum": 999999}
_WHOLE_YEAR: dict[str, Any] = {"type": "integer", "minimum": 1000, "maximum": 9999}
_USUAL_UNITS = [
    f"yuan/{per}"
    for per in ("person/month", "household/month", "person/year", "person", "household")
]

Moment = Annotated[str, AfterValidator(_moment), _either(_DATE_PATTERN, _WHOLE_YEAR)]
Number = Annotated[
    str, AfterValidator(_number), _either(f"^{_NUMBER_PATTERN}$", {"type": "number"})
]
Figure = Annotated[
    str, AfterValidator(_figure), _either(f"^({_NUMBER_PATTERN}|unknown)$", {"type": "number"})
]
Value = Annotated[
    Annotated[Figure, Tag("figure")] | Annotated[dict[str, Figure], Tag("keys")],
    Discriminator(_shape_of_value),
]
"""One figure, or one for each key; told apart first, so that a fault is named once."""
Whole = Annotated[
    str, Field(pattern=r"^[0-9]{1,6}$"), _either(r"^[0-9]{1,6}$", {"type": "integer"})
]
Unit = Annotated[
    str,
    AfterValidator(_unit),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": [*_USUAL_UNITS, *sorted(PLAIN_UNITS)]},
                {
                    "type": "string",
                    "pattern": r"^[a-z]{2,16}(/(person|household)(/(month|year))?|/(month|year))$",
                },
            ]
        }
    ),
]
Rounding = Annotated[
    str,
    AfterValidator(_rounding),
    WithJsonSchema({"type": "string", "pattern": f"^({_ROUNDING_PATTERN})$"}),
]
Name = Annotated[str, Field(pattern=NAME), WithJsonSchema({"type": "string", "pattern": NAME})]
Key = Annotated[
    str, Field(pattern=_KEY_PATTERN), WithJsonSchema({"type": "string", "pattern": _KEY_PATTERN})
]
Code = Annotated[
    str,
    Field(pattern=f"^({PATTERN})$"),
    _either(f"^({PATTERN})$", {"type": "integer", "minimum": 100000, "maximum": 999999}),
]
Hundredths = Annotated[
    str, Field(pattern=r"^[1-9][0-9]{0,5}$"), _either(r"^[1-9][0-9]{0,5}$", _POSITIVE)
]
MoneyWord = Annotated[
    str,
    Field(pattern=r"^[a-z]{2,16}$"),
    WithJsonSchema({"type": "string", "pattern": r"^[a-z]{2,16}$"}),
]
MoneyCode = Annotated[
    str,
    Field(pattern=r"^[A-Z]{3}$"),
    WithJsonSchema({"type": "string", "pattern": r"^[A-Z]{3}$"}),
]
_PLAIN = ["string", "number", "boolean"]
Expression = Annotated[
    str,
    Field(min_length=1, max_length=2000),
    WithJsonSchema({"type": _PLAIN, "minLength": 1, "maxLength": 2000}),
]
Words = Annotated[
    str,
    Field(min_length=1, max_length=1000),
    AfterValidator(_filled_in),
    WithJsonSchema({"type": _PLAIN, "minLength": 1, "maxLength": 1000}),
]
Known = Literal["stated", "found", "reported", "recalled", "inferred"]
