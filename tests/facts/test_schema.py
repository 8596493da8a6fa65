"""The JSON Schema of a household file describes what the reader takes."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from civbenefits.facts.household import Household
from civbenefits.facts.reading import household_schema
from civbenefits.facts.vocabulary import as_data
from civbenefits.testing import households

SCHEMA = household_schema()


def resolve(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        found: dict[str, Any] = SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")]
        return found
    return schema


def described(schema: dict[str, Any], data: Any) -> bool:
    """Whether a schema of the shapes used here allows the data."""
    schema = resolve(schema)
    if isinstance(data, dict):
        known = schema["properties"]
        return set(schema.get("required", ())) <= set(data) and all(
            name in known and described(known[name], part) for name, part in data.items()
        )
    if isinstance(data, list):
        return all(described(schema["items"], part) for part in data)
    if "oneOf" in schema:
        return data in [each["const"] for each in schema["oneOf"]]
    if "anyOf" in schema:
        return any(described(each, data) for each in schema["anyOf"])
    if schema["type"] == "boolean":
        return isinstance(data, bool)
    if schema["type"] == "integer":
        return isinstance(data, int) and schema["minimum"] <= data <= schema["maximum"]
    return schema["type"] == "string" and isinstance(data, str)


@given(households())
def test_every_household_fits_the_schema(household: Household) -> None:
    assert described(SCHEMA, as_data(household))


def test_everything_has_titles_in_both_languages() -> None:
    for kind in (SCHEMA, *SCHEMA["$defs"].values()):
        assert kind["additionalProperties"] is False
        for fact in kind["properties"].values():
            assert " / " in fact["title"]


def test_only_what_identifies_is_required() -> None:
    assert SCHEMA["required"] == ["members"]
    required = {name: kind.get("required") for name, kind in SCHEMA["$defs"].items()}
    assert {name: need for name, need in required.items() if need} == {"Member": ["id"]}


def test_an_identity_number_is_for_writing_only() -> None:
    assert SCHEMA["$defs"]["Member"]["properties"]["id_number"]["writeOnly"] is True


def test_a_schema_may_be_changed_without_harm() -> None:
    household_schema()["$defs"]["Member"]["properties"]["id"]["type"] = "integer"
    assert household_schema() == SCHEMA
