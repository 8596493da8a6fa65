"""Checking the shape of table files, with a position and a suggestion for every fault."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from civbenefits.errors import TableError
from civbenefits.located import KEY, Located
from civbenefits.suggestions import nearest
from civbenefits.tables.loading import TableFile, folder_fault
from civbenefits.tables.schema import FILE_KINDS, Shape, kind_of
from civbenefits.yaml_source import YamlFault, read_yaml

MAX_FAULTS = 1000
"""So many faults of one file are told apart; whoever made more has made one many times."""

_OWN = frozenset(
    {
        "impossible_date",
        "not_a_number",
        "unknown_unit",
        "unknown_rounding",
        "value_shape",
        "bands_without_by",
        "derived_without_round",
        "fact_parts",
        "keeps_missing",
        "lacks_and_more",
        "left_open",
    }
)


def read_checked(file: TableFile, faults: list[TableError]) -> Located | None:
    """Read a file and check its shape; faults are added to the list."""
    try:
        located = read_yaml(file.raw)
    except YamlFault as fault:
        spot = fault.spot
        faults.append(
            TableError(
                f"table.{fault.code}",
                file=file.shown,
                line=spot.line,
                column=spot.column,
                **fault.details,
            )
        )
        return None
    before = len(faults)
    if not isinstance(located.data, dict):
        faults.append(TableError("table.wrong_shape", file=file.shown, line=1, column=1))
        return None
    model = FILE_KINDS[kind_of(located.data)]
    try:
        model.model_validate(located.data)
    except ValidationError as error:
        items = error.errors(include_url=False, include_input=False)
        listed = items[:MAX_FAULTS]
        faults += [_fault(file.shown, located, model, dict(item)) for item in listed]
        if len(items) > len(listed):
            more = len(items) - len(listed)
            faults.append(folder_fault("table.too_many_faults", file.shown, count=more))
    return located if len(faults) == before else None


def _fault(file: str, located: Located, model: type[Shape], item: dict[str, Any]) -> TableError:
    path = _path(located.data, item["loc"])
    kind = str(item["type"])
    details: dict[str, object] = {}
    if kind == "extra_forbidden":
        code = "table.unknown_key"
        key = str(path[-1])
        known = _keys_at(model, path[:-1])
        details = {"key": key, "suggestion": nearest(key, known), "expected": tuple(known)}
        spot = located.spots.get((*path, KEY)) or located.spot(path)
    elif kind == "missing":
        code, details = "table.missing_key", {"key": item["loc"][-1]}
        spot = located.spot(path)
    else:
        spot = located.spot((*path[:-1], KEY) if path[-1:] == ("[key]",) else path)
        text = _text_at(located, path)
        if kind in _OWN:
            code, details = f"table.{kind}", {"text": text}
        elif kind == "literal_error":
            allowed = item["ctx"]["expected"]
            code, details = "table.not_allowed", {"text": text, "expected": allowed}
        elif kind == "string_pattern_mismatch":
            code, details = "table.bad_name", {"text": text}
        else:
            code = "table.wrong_shape"
    return TableError(code, file=file, line=spot.line, column=spot.column, **details)


def _path(data: Any, loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The keys and positions that are there, without what is missing or tells alternatives."""
    path: list[str | int] = []
    inner = data
    for part in loc:
        listed = isinstance(inner, list) and isinstance(part, int)
        if listed or (isinstance(inner, dict) and part in inner):
            inner = inner[part]
            path.append(part)
        elif part == "[key]":
            path.append(part)
    return tuple(path)


def _text_at(located: Located, path: tuple[Any, ...]) -> str:
    """What is written at a path, or the key at its end."""
    if path[-1:] == ("[key]",):
        return str(path[-2])[:60]
    value: Any = located.data
    for part in path:
        value = value[part]
    return str(value)[:60] if isinstance(value, str) else ""


def _keys_at(model: type[BaseModel], path: tuple[Any, ...]) -> list[str]:
    """The keys that are allowed in the mapping at a path."""
    for part in path:
        if isinstance(part, str):
            for name, field in model.model_fields.items():
                if part in (name, field.alias):
                    found = _models_in(field.annotation)
                    if found is None:
                        return []
                    model = found
    return [field.alias or name for name, field in model.model_fields.items()]


def _models_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        found = _models_in(inner)
        if found is not None:
            return found
    return None
