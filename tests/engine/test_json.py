"""Assessments as JSON: written, read back without loss, and described by a schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from civbenefits.api import decision_schema, from_json, to_json
from civbenefits.decisions.model import Assessment, Assumption, Decision
from civbenefits.errors import InputError
from civbenefits.facts.household import Household
from civbenefits.facts.member import Member
from civbenefits.texts import Text
from tests.engine.small_tables import aid, figure, shelf, together

FILES = {
    "gd/sz/place.yaml": """
place: {code: "440300", zh: 深圳市, en: Shenzhen}
reviewed_through: 2020
""",
    "figure.yaml": figure("from: 2000-01-01, value: 1000, note: {zh: 注, en: note}, article: '5'"),
    "unknown.yaml": figure("from: 2000, value: unknown, at_least: 5", name="unrecorded"),
    "third.yaml": aid("pays: figure / 3", name="third"),
    "whole.yaml": aid("requires: {asked: counted_income < figure}\npays: figure", name="whole"),
    "wait.yaml": aid("requires: {asked: in_prison}\nprovides: {zh: 物, en: goods}", name="wait"),
    "law.yaml": aid("pays: unrecorded", name="law"),
    "lacking.yaml": aid("lacks: {zh: 条件, en: conditions}", name="lacking"),
    "fund.yaml": aid("pays: figure * count(m for m in members)", name="fund", of="household"),
    "ended.yaml": aid(name="ended").replace("01-01", "01-01\n    to: 2001"),
    "together.yaml": together("unknown", "third", "whole"),
}


@pytest.fixture(name="answer", scope="module")
def _answer() -> Assessment:
    household = Household(
        members=(Member(id="a", counted_income=Decimal("5.5")), Member(id="乙", in_prison=True))
    )
    assumed = Assumption(
        "members.a.in_prison", "a", Text("在监狱服刑", "in prison"), Text("否", "no")
    )
    book = shelf(FILES).rulebook("440300", "2021-06")
    return book.assess(household, (assumed,))


def test_all_verdicts_are_there_to_be_written(answer: Assessment) -> None:
    assert {each.verdict for each in answer.decisions} == {
        "eligible",
        "undetermined",
        "not_offered",
        "not_on_record",
    }
    assert answer.caveats
    assert any(each.exact for each in answer.decisions)


@pytest.mark.parametrize("indent", [None, 2])
def test_an_assessment_is_read_back_without_loss(answer: Assessment, indent: int | None) -> None:
    text = to_json(answer, indent=indent)
    again = from_json(text)
    assert again == answer
    assert from_json(text.encode()) == answer
    assert to_json(again, indent=indent) == text


def test_amounts_are_texts_of_yuan_with_two_decimals(answer: Assessment) -> None:
    data = json.loads(to_json(answer))
    amounts = {each["scheme"]: each["amount"] for each in data["decisions"]}
    assert amounts["third"] == "333.33"
    assert amounts["fund"] == "2000.00"
    assert amounts["law"] is None
    assert "乙" in to_json(answer)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("", ""),
        ("{", ""),
        ("[]", ""),
        ("{}", "place"),
        (b"\xff", ""),
        ('{"place": 1}', "place"),
    ],
)
def test_what_is_no_assessment_is_refused(text: str | bytes, path: str) -> None:
    with pytest.raises(InputError) as caught:
        from_json(text)
    assert (caught.value.code, caught.value.path) == ("input.not_an_assessment", path)


def test_a_verdict_that_does_not_exist_is_refused(answer: Assessment) -> None:
    text = to_json(answer).replace('"undetermined"', '"perhaps"')
    with pytest.raises(InputError) as caught:
        from_json(text)
    assert caught.value.path.endswith("verdict")


TYPES: Mapping[str, type[Any] | tuple[type[Any], ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
}


def conforms(value: object, schema: Mapping[str, Any], root: Mapping[str, Any]) -> bool:
    """Whether a value is what a schema says; every keyword that is used must be known here."""
    unknown = set(schema) - {
        "$defs", "$ref", "additionalProperties", "anyOf", "default", "description", "enum",
        "items", "pattern", "properties", "required", "title", "type",
    }  # fmt: skip
    assert not unknown
    if "$ref" in schema:
        return conforms(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root)
    if "anyOf" in schema and not any(conforms(value, each, root) for each in schema["anyOf"]):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if "type" in schema and not isinstance(value, TYPES[schema["type"]]):
        return False
    if isinstance(value, dict) and "anyOf" not in schema:
        properties = schema["properties"]
        return set(schema["required"]) <= set(value) <= set(properties) and all(
            conforms(part, properties[name], root) for name, part in value.items()
        )
    if isinstance(value, list) and "anyOf" not in schema:
        return all(conforms(part, schema["items"], root) for part in value)
    return True


def test_the_schema_describes_what_is_written(answer: Assessment) -> None:
    schema = decision_schema()
    data = json.loads(to_json(answer))
    assert conforms(data, schema, schema)
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize(
    ("part", "value"), [("decisions", 5), ("month", None), ("caveats", [1]), ("more", "x")]
)
def test_the_schema_refuses_what_is_not_written(
    answer: Assessment, part: str, value: object
) -> None:
    schema = decision_schema()
    data = {**json.loads(to_json(answer)), part: value}
    assert not conforms(data, schema, schema)


def test_what_the_writer_asks_of_every_value_is_worked_out_once() -> None:
    fields = getattr(Assessment, "__dataclass_fields__")  # noqa: B009 - not a known attribute
    assert getattr(Assessment, "__dataclass_fields__") is fields  # noqa: B009
    assert getattr(Decision, "__dataclass_fields__") is not fields  # noqa: B009
    assert set(fields) >= {"place", "decisions"}
