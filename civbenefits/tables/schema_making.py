"""The JSON Schema of every kind of table file, made from the models that check it.

``python -m civbenefits.tables.schema_making`` writes the files that are shipped.

An editor takes ``1300`` for a number and ``2021`` for a whole one, where the reader of
tables sees text; a schema allows both.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, WithJsonSchema

from civbenefits.facts.schema import household_schema
from civbenefits.tables.key_words import KEYS, VALUES
from civbenefits.tables.scalars import NAME
from civbenefits.tables.schema import FILE_KINDS
from civbenefits.tables.shipped_schemas import SCHEMAS, schema_file
from civbenefits.texts import Text

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _shown(text: Text) -> str:
    return f"{text.zh} / {text.en}"


_DECLARED = {
    "title": _shown(Text("规则表声明的事实", "a fact that tables declare")),
    "type": ["string", "number", "boolean"],
}

_TITLES = {
    "tables": Text("规则表文件", "a table file"),
    "general": Text("规则表:地区、文件、标准、定义、组合、事实", "a general table file"),
    "scheme": Text("规则表:一个项目", "a scheme"),
    "cases": Text("案例", "cases"),
}


def schema_of(kind: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind of file; ``tables`` admits any of them."""
    maker = _Maker()
    if kind in FILE_KINDS:
        body = maker.body(FILE_KINDS[kind])
    else:
        refs = {name: maker.refer(model) for name, model in FILE_KINDS.items()}
        body = {
            "if": {"required": ["cases"]},
            "then": refs["cases"],
            "else": {
                "if": {"required": ["scheme"]},
                "then": refs["scheme"],
                "else": refs["general"],
            },
        }
    title = _shown(_TITLES[kind])
    return {"$schema": DIALECT, "title": title, **body, "$defs": dict(sorted(maker.parts.items()))}


def schema_text(kind: str) -> str:
    """The same as the text of the file that is shipped."""
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=2) + "\n"


class _Maker:
    def __init__(self) -> None:
        self.parts: dict[str, Any] = {}

    def refer(self, model: type[BaseModel]) -> dict[str, Any]:
        name = model.__name__.removesuffix("Shape")
        if name not in self.parts:
            self.parts[name] = {}  # first of all, so that a part may refer to itself
            self.parts[name] |= self.body(model)
        return {"$ref": f"#/$defs/{name}"}

    def body(self, model: type[BaseModel]) -> dict[str, Any]:
        hints = get_type_hints(model, include_extras=True)
        properties: dict[str, Any] = {}
        required: list[str] = []
        for name, field in model.model_fields.items():
            key = field.alias or name
            words = KEYS.get(f"{model.__name__}.{key}") or KEYS[key]
            properties[key] = {"title": _shown(words), **self._of(hints[name], key)}
            if field.is_required():
                required.append(key)
        found: dict[str, Any] = {
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
        }
        if required:
            found["required"] = required
        more = model.model_config.get("json_schema_extra")
        return {**found, **more} if isinstance(more, dict) else found

    def _of(self, hint: Any, key: str) -> dict[str, Any]:
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self._annotated(arguments[0], arguments[1:], key)
        if origin in (Union, UnionType):
            each = [self._of(one, key) for one in arguments if one is not type(None)]
            return each[0] if len(each) == 1 else {"anyOf": each}
        if origin is Literal:
            return {"oneOf": [self._word(key, word) for word in arguments]}
        if origin is list:
            return {"type": "array", "items": self._of(arguments[0], key)}
        if origin is dict and arguments[1] is Any:
            return self._household()
        if origin is dict:
            names = self._of(arguments[0], key)
            allowed = {"propertyNames": names} if names != {"type": "string"} else {}
            return {
                "type": "object",
                **allowed,
                "additionalProperties": self._of(arguments[1], key),
            }
        if isinstance(hint, type) and issubclass(hint, BaseModel):
            return self.refer(hint)
        return {"type": "string"}

    def _annotated(self, base: Any, marks: tuple[Any, ...], key: str) -> dict[str, Any]:
        for mark in marks:
            if isinstance(mark, WithJsonSchema) and mark.json_schema is not None:
                return dict(mark.json_schema)
        least = {
            "minItems" if get_origin(base) is list else "minProperties": n for n in _least(marks)
        }
        return {**self._of(base, key), **least}

    def _word(self, key: str, word: str) -> dict[str, Any]:
        # An editor takes true and false for what they are elsewhere.
        plain: object = {"true": True, "false": False}.get(word, word)
        return {"const": plain, "title": _shown(VALUES[f"{key}.{word}"])}

    def _household(self) -> dict[str, Any]:
        whole = _as_text(household_schema())
        self.parts |= whole.pop("$defs")
        self.parts["Household"] = {k: v for k, v in whole.items() if k != "$schema"}
        # Tables of other files may declare more facts and kinds of income.
        for name in ("Household", "Member"):
            self.parts[name]["additionalProperties"] = _DECLARED
        kind = self.parts["Income"]["properties"]["kind"]
        kind["anyOf"] = [{"oneOf": kind.pop("oneOf")}, {"type": "string", "pattern": NAME}]
        return {"$ref": "#/$defs/Household"}


def _as_text(part: Any) -> Any:
    """A schema that also takes numbers, yes and no in quotes, as the reader of tables does."""
    if isinstance(part, list):
        return [_as_text(each) for each in part]
    if not isinstance(part, dict):
        return part
    quoted = {"integer": r"^-?[0-9]{1,18}$", "boolean": "^(true|false)$"}.get(str(part.get("type")))
    if quoted is None:
        return {key: _as_text(each) for key, each in part.items()}
    about = {key: part[key] for key in ("title", "description") if key in part}
    plain = {key: each for key, each in part.items() if key not in about}
    return {**about, "anyOf": [plain, {"type": "string", "pattern": quoted}]}


def _least(marks: tuple[Any, ...]) -> Iterator[int]:
    for mark in marks:
        for each in getattr(mark, "metadata", ()):
            if hasattr(each, "min_length"):
                yield each.min_length


def main() -> None:
    """Write every schema to the file that is shipped."""
    for kind in SCHEMAS:
        path = schema_file(kind)
        path.parent.mkdir(exist_ok=True)
        path.write_text(schema_text(kind), encoding="utf-8")


if __name__ == "__main__":
    main()
