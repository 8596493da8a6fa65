"""Assessments as JSON, and back; pydantic does the work."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from civbenefits.decisions.model import Assessment
from civbenefits.errors import InputError


@cache
def _adapter() -> TypeAdapter[Assessment]:
    return TypeAdapter(Assessment)


def to_json(assessment: Assessment, *, indent: int | None = None) -> str:
    """One JSON object; amounts are strings with two decimals."""
    return _adapter().dump_json(assessment, indent=indent).decode()


def from_json(text: str | bytes) -> Assessment:
    """The assessment that `to_json` wrote.

    Raises:
        InputError: the text is no such object.
    """
    try:
        return _adapter().validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        path = ".".join(map(str, first["loc"]))
        raise InputError("input.not_an_assessment", path=path) from None


def json_schema() -> dict[str, Any]:
    """The JSON Schema of what `to_json` writes."""
    return _adapter().json_schema(mode="serialization")
