"""The JSON Schema of a household file, made from the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from civbenefits.facts.extending import BUILT_IN, Vocabulary
from civbenefits.facts.household import MAX_MEMBERS, Household
from civbenefits.facts.member import Member
from civbenefits.facts.vocabulary import Fact, facts_of
from civbenefits.place_codes import PATTERN
from civbenefits.texts import Text

OTHER_KEYS: Final[Mapping[type[Any], Mapping[str, Text]]] = {
    Household: {"members": Text("家庭成员", "members")},
    Member: {
        "id": Text("成员标识(任意文字)", "label of the member, any text"),
        "id_number": Text(
            "身份证号码(只用来得出出生日期,不保存)",
            "identity number; supplies the birth date and is not kept",
        ),
    },
}
"""The keys that are no facts."""

_PLAIN_SCHEMAS: Final[Mapping[str, Mapping[str, Any]]] = {
    "boolean": {"type": "boolean"},
    "money": {
        "anyOf": [
            {"type": "integer", "minimum": 0, "maximum": 10**12 - 1},
            {"type": "string", "pattern": r"^[0-9]{1,12}(\.[0-9]{1,2})?$"},
        ]
    },
    "date": {"type": "string", "format": "date"},
    "place": {"type": "string", "pattern": f"^({PATTERN})$"},
    "text": {"type": "string"},
    "id": {"type": "string", "minLength": 1, "maxLength": 64},
    "id_number": {"type": "string", "pattern": "^[0-9]{17}[0-9Xx]$", "writeOnly": True},
    "members": {"type": "array"},
}


def household_schema(vocabulary: Vocabulary = BUILT_IN) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the input, with Chinese and English titles.

    What it allows the reader accepts, but for what takes more than one value to see, such
    as incomes that do not add up.
    """
    kinds: dict[str, Any] = {}
    household = _object_schema(vocabulary.household, kinds)
    household["properties"]["members"] |= {
        "items": {"$ref": _refer(vocabulary.member, kinds)},
        "minItems": 1,
        "maxItems": MAX_MEMBERS,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _title(Text("家庭", "household")),
        **household,
        "required": ["members"],
        "$defs": kinds,
    }


def _object_schema(of: type[Any], kinds: dict[str, Any]) -> dict[str, Any]:
    properties = {
        name: {"title": _title(title), **_PLAIN_SCHEMAS[name]}
        for name, title in OTHER_KEYS.get(of.built_in, {}).items()
    }
    properties |= {
        name: {"title": _title(fact.title), **_value_schema(name, fact, kinds)}
        for name, fact in facts_of(of).items()
    }
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _value_schema(name: str, fact: Fact, kinds: dict[str, Any]) -> dict[str, Any]:
    if fact.kind == "group" and fact.group is not None:
        return {"$ref": _refer(fact.group, kinds)}
    if fact.kind == "list" and fact.group is not None:
        schema: dict[str, Any] = {"type": "array", "items": {"$ref": _refer(fact.group, kinds)}}
        return schema | ({"minItems": 2, "maxItems": 2} if name == "parents" else {})
    if fact.kind == "choice":
        titles = fact.choices or {}
        return {"oneOf": [{"const": word, "title": _title(t)} for word, t in titles.items()]}
    unit = {"description": fact.unit} if fact.unit else {}
    if fact.kind == "number":
        return {"type": "integer", "minimum": fact.low, "maximum": fact.high, **unit}
    return {**_PLAIN_SCHEMAS[fact.kind], **unit}


def _refer(of: type[Any], kinds: dict[str, Any]) -> str:
    name = of.__name__
    if name not in kinds:
        kinds[name] = {}  # first of all, so that a group may refer to itself
        kinds[name] |= _object_schema(of, kinds)
        if of.built_in is Member:
            kinds[name]["required"] = ["id"]
    return f"#/$defs/{name}"


def _title(title: Text) -> str:
    return f"{title.zh} / {title.en}"
