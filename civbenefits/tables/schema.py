"""The shape of each kind of table file.

These models only check shape: which keys there are, and that dates, numbers and units
are written as such. What the expressions mean is checked when the tables are linked.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from civbenefits.tables.scalars import (
    Code,
    Expression,
    Figure,
    Hundredths,
    Key,
    Known,
    Moment,
    MoneyCode,
    MoneyWord,
    Name,
    Number,
    Rounding,
    Unit,
    Value,
    Whole,
    Words,
    fault,
)


class Shape(BaseModel):
    """A table part; a key that is not declared is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class Bilingual(Shape):
    """The same words in Chinese and English."""

    zh: Words
    en: Words


class Cited(Shape):
    """What a figure or a rule rests on."""

    document: Key
    article: Words | None = None
    section: Words | None = None
    known: Known
    note: Bilingual | None = None


class Dated(Shape):
    """Something that holds from a day, and perhaps to a day."""

    from_: Moment = Field(alias="from")
    to: Moment | None = None
    replaces: Literal["true"] | None = None


class CoinShape(Bilingual):
    """A part of a currency that amounts are rounded to, in hundredths of its unit."""

    hundredths: Hundredths


class CurrencyShape(Bilingual):
    """The money of a country."""

    unit: MoneyWord
    code: MoneyCode | None = None
    also: list[Words] | None = None
    parts: dict[Name, CoinShape] | None = None


class PlaceShape(Shape):
    """A place; named where it is declared, by its code alone elsewhere."""

    model_config = ConfigDict(json_schema_extra={"dependentRequired": {"zh": ["en"], "en": ["zh"]}})

    code: Code
    zh: Words | None = None
    en: Words | None = None
    currency: CurrencyShape | None = None


class DocumentShape(Shape):
    """A document that figures and rules are cited from."""

    title: Words
    number: Words | None = None
    issuer: Words | None = None
    issued: Moment | None = None


class EntryShape(Dated, Cited):
    """One dated value of a standard."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [{"required": [each]} for each in ("value", "bands", "derived")],
            "dependentRequired": {"bands": ["by"], "derived": ["round"], "round": ["derived"]},
        }
    )

    value: Value | None = None
    at_least: Number | None = None
    by: Expression | None = None
    bands: dict[Number, Figure] | None = None
    derived: Expression | None = None
    round: Rounding | None = None
    stated: Number | None = None

    @model_validator(mode="after")
    def _one_shape(self) -> EntryShape:
        given = [self.value is not None, self.bands is not None, self.derived is not None]
        if sum(given) != 1:
            raise fault("value_shape")
        if self.bands is not None and self.by is None:
            raise fault("bands_without_by")
        if (self.round is None) != (self.derived is None):
            raise fault("derived_without_round")
        return self


class StandardShape(Shape):
    """A dated figure of one place."""

    title: Bilingual | None = None
    unit: Unit
    values: Annotated[list[EntryShape], Field(min_length=1)]


class DefinitionVersionShape(Dated, Cited):
    """What a definition means from a day on."""

    is_: Expression = Field(alias="is")


class DefinitionShape(Shape):
    """A named expression."""

    title: Bilingual | None = None
    of: Literal["person", "household"]
    versions: Annotated[list[DefinitionVersionShape], Field(min_length=1)]


class CombinationShape(Dated, Cited):
    """How two or more schemes go together."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"relation": {"const": "exclusive"}}},
            "then": {"required": ["keeps"]},
            "else": {"properties": {"keeps": False}},
        }
    )

    relation: Literal["exclusive", "choice", "additive", "top_up", "unknown"]
    schemes: Annotated[list[Name], Field(min_length=2)]
    keeps: Name | None = None

    @model_validator(mode="after")
    def _keeps(self) -> CombinationShape:
        if (self.relation == "exclusive") != (self.keeps is not None):
            raise fault("keeps_missing")
        if self.keeps is not None and self.keeps not in self.schemes:
            raise fault("keeps_missing")
        return self


class CaveatShape(Bilingual):
    """A warning that goes with an answer, always or when an expression holds."""

    when: Expression | None = None


class SchemeVersionShape(Dated):
    """A scheme from a day on."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"required": ["lacks"]},
            "then": {"properties": {"requires": False, "pays": False, "provides": False}},
        }
    )

    basis: Annotated[list[Cited], Field(min_length=1)]
    inherits: Literal["true", "false", "previous"] = "true"
    requires: dict[Name, Expression] | None = None
    covers: Name | None = None
    pays: Expression | None = None
    provides: Bilingual | None = None
    lacks: Bilingual | None = None
    caveats: list[CaveatShape] | None = None

    @model_validator(mode="after")
    def _lacks_alone(self) -> SchemeVersionShape:
        if self.lacks and (self.requires or self.pays or self.provides):
            raise fault("lacks_and_more")
        return self


class GeneralShape(Shape):
    """A general file: a place, documents, figures, definitions, combinations."""

    model_config = ConfigDict(
        json_schema_extra={"dependentRequired": {"reviewed_through": ["place"]}}
    )

    place: PlaceShape | None = None
    reviewed_through: Moment | None = None
    documents: dict[Key, DocumentShape] | None = None
    standards: dict[Name, StandardShape] | None = None
    definitions: dict[Name, DefinitionShape] | None = None
    combinations: list[CombinationShape] | None = None
    facts: dict[Name, FactShape] | None = None
    income_kinds: dict[Name, Bilingual] | None = None


_PARTS = ("unit", "low", "high", "choices")
_PARTS_OF: tuple[tuple[str, list[Any], list[str]], ...] = (
    ("number", ["unit", "high"], ["low"]),
    ("money", ["unit"], []),
    ("choice", ["choices"], []),
    *((kind, [], []) for kind in ("boolean", "date", "place")),
)
"""What a fact of each kind needs besides, and what else it may have."""


class FactShape(Shape):
    """A fact beyond the built-in ones."""

    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [
                {
                    "if": {"properties": {"kind": {"const": kind}}},
                    "then": {
                        "required": needed,
                        "properties": {
                            name: False for name in _PARTS if name not in (*needed, *allowed)
                        },
                    },
                }
                for kind, needed, allowed in _PARTS_OF
            ]
        }
    )

    of: Literal["person", "household"]
    kind: Literal["boolean", "choice", "number", "money", "date", "place"]
    title: Bilingual
    ask: Bilingual | None = None
    unit: Unit | None = None
    low: Whole | None = None
    high: Whole | None = None
    choices: Annotated[dict[Name, Bilingual], Field(min_length=1)] | None = None
    usual: Words | None = None

    @model_validator(mode="after")
    def _parts_of_kind(self) -> FactShape:
        given = {name for name in _PARTS if getattr(self, name) is not None}
        for kind, needed, allowed in _PARTS_OF:
            if kind == self.kind and not set(needed) <= given <= {*needed, *allowed}:
                raise fault("fact_parts")
        return self


class SchemeShape(GeneralShape):
    """A scheme file; it may bring the documents and figures of the scheme along."""

    scheme: Name
    title: Bilingual | None = None
    assesses: Literal["person", "household"] | None = None
    versions: Annotated[list[SchemeVersionShape], Field(min_length=1)]


class ExpectedShape(Shape):
    """What a case expects of one decision."""

    verdict: Literal["eligible", "not_eligible", "undetermined", "not_offered", "not_on_record"]
    amount: Words | None = None
    missing: list[str] | None = None
    fails: list[Name] | None = None


class CaseShape(Shape):
    """A household, a place and a month, and what must come out."""

    case: Key
    place: Code
    on: Moment
    assume: Literal["usual", "none"] = "none"
    derivation: Bilingual
    source: Words
    household: dict[str, Any]
    expect: Annotated[dict[str, ExpectedShape], Field(min_length=1)]


class UnreachableShape(Bilingual, Shape):
    """Sides of a condition, or a figure, that no household can bring to decide, and why."""

    in_: Words = Field(alias="in")
    place: Code
    from_: Moment = Field(alias="from")
    expression: Expression
    sides: Annotated[
        list[Literal["holds", "fails", "below", "on", "above", "used"]], Field(min_length=1)
    ]


class CasesShape(Shape):
    """A file of cases."""

    cases: Annotated[list[CaseShape], Field(min_length=1)]
    unreachable: list[UnreachableShape] | None = None


FILE_KINDS: dict[str, type[Shape]] = {
    "scheme": SchemeShape,
    "cases": CasesShape,
    "general": GeneralShape,
}


def kind_of(data: object) -> str:
    """Which kind of file this is, told by its keys."""
    keys = data if isinstance(data, dict) else {}
    return "cases" if "cases" in keys else "scheme" if "scheme" in keys else "general"
