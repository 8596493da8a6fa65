"""The tables as plain, frozen data, ready to be linked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple, TypeVar

from civbenefits.dates import Start
from civbenefits.facts.extending import Declared, Vocabulary, extended
from civbenefits.money import Currency
from civbenefits.place_codes import country_of
from civbenefits.records import Record
from civbenefits.texts import Text

Known = Literal["stated", "found", "reported", "recalled", "inferred"]
Relation = Literal["exclusive", "choice", "additive", "top_up", "unknown"]
Subject = Literal["person", "household"]
_Item = TypeVar("_Item")


class At(NamedTuple):
    """A position in a table file."""

    file: str
    line: int
    column: int


class Source(NamedTuple):
    """An expression, and where it stands.

    Attributes:
        written: the same as the file has it, with quotes and line breaks, if that is known.
    """

    text: str
    at: At
    written: str = ""


class Place(Record):
    """A place; ``parent`` is None for a country, which alone declares a currency."""

    code: str
    title: Text
    parent: str | None
    currency: Currency | None
    reviewed_through: date | None
    at: At


class Document(Record):
    """A document that is cited; ``laid_over`` as for `Span`."""

    key: str
    title: str
    number: str | None
    issuer: str | None
    issued: str | None
    at: At
    laid_over: bool


class Citation(Record):
    """Where something stands, and how we know it.

    Attributes:
        file: the table file that says so, where it is laid over others.
        replaces: whether what is cited corrects tables that lie below.
    """

    document: str
    part: Text | None
    known: Known
    note: Text | None
    at: At
    file: str | None
    replaces: bool


class Span(Record):
    """From a day to a day (inclusive; None: until further notice).

    Attributes:
        at: where the first day is written.
        laid_over: whether a table says so that is laid over others.
        replaces: whether it takes the place of what tables that lie below say of that time.
    """

    start: Start
    end: date | None
    at: At
    laid_over: bool
    replaces: bool

    def covers(self, day: date) -> bool:
        """Whether the day lies within."""
        return self.start.day <= day and (self.end is None or day <= self.end)


class Dated(Record):
    """Something that holds during a span."""

    span: Span

    @property
    def unrecorded(self) -> bool:
        """Whether it only says that nothing is on record."""
        return False


Figure = Fraction | None
"""A number; None is a figure that is not on record."""


class Entry(Dated):
    """One dated value of a standard: exactly one of its four shapes is filled in."""

    value: Figure
    keyed: Mapping[str, Figure] | None
    bands: tuple[tuple[Fraction, Figure], ...] | None
    by: Source | None
    derived: Source | None
    rounding: tuple[str, int] | None
    stated: Fraction | None
    at_least: Fraction | None
    cite: Citation
    at: At

    @property
    def unrecorded(self) -> bool:
        return all(each is None for each in (self.value, self.keyed, self.bands, self.derived))


class Standard(Record):
    """A figure of one place through time."""

    name: str
    title: Text | None
    unit: str
    place: str
    entries: tuple[Entry, ...]
    at: At


class Meaning(Dated):
    """What a definition means during a span."""

    expression: Source
    cite: Citation
    at: At


class Definition(Record):
    """A named expression of one place through time."""

    name: str
    title: Text | None
    of: Subject
    place: str
    entries: tuple[Meaning, ...]
    at: At


class TableCaveat(Record):
    """A warning written in a table."""

    text: Text
    when: Source | None


class Version(Dated):
    """A scheme, or what a place changes of it, during a span.

    Attributes:
        inherits: whether it takes over what the places above say.
        continues: whether it takes over what the place itself said before.
    """

    basis: tuple[Citation, ...]
    inherits: bool
    continues: bool
    requires: Mapping[str, Source]
    covers: str | None
    pays: Source | None
    provides: Text | None
    lacks: Text | None
    caveats: tuple[TableCaveat, ...]
    at: At

    @property
    def unrecorded(self) -> bool:
        return self.lacks is not None


class Scheme(Record):
    """What one place says of a scheme through time."""

    name: str
    title: Text | None
    assesses: Subject | None
    place: str
    entries: tuple[Version, ...]
    at: At


class Combination(Dated):
    """How schemes go together during a span."""

    relation: Relation
    schemes: tuple[str, ...]
    keeps: str | None
    place: str
    cite: Citation
    at: At


class DeclaredFact(Record):
    """A fact that a place declares for itself and the places below it.

    Attributes:
        laid_over: whether a table says so that is laid over others.
    """

    declared: Declared
    place: str
    at: At
    laid_over: bool

    @property
    def name(self) -> str:
        """The name of the fact."""
        return self.declared.name


class DeclaredKind(Record):
    """A kind of income that a place declares for itself and the places below it."""

    name: str
    title: Text
    place: str
    at: At


class Tables(Record):
    """Everything the table files say.

    ``standards``, ``definitions`` and ``schemes`` map a name to what each place says.

    Attributes:
        fingerprint: SHA-256 of all files; it names this state of the rules.
        laid_over: whether some of them are laid over others.
        facts, income_kinds: what each place declares, in the order of the files.
    """

    fingerprint: str
    laid_over: bool
    places: Mapping[str, Place]
    documents: Mapping[str, Document]
    standards: Mapping[str, Mapping[str, Standard]]
    definitions: Mapping[str, Mapping[str, Definition]]
    schemes: Mapping[str, Mapping[str, Scheme]]
    combinations: tuple[Combination, ...]
    facts: tuple[DeclaredFact, ...]
    income_kinds: tuple[DeclaredKind, ...]

    def vocabulary(self, code: str | None = None) -> Vocabulary:
        """The facts and kinds of income that a place sees; those of all places without one."""
        places = self.places if code is None else [place.code for place in self.chain(code)]
        facts = {each.name: each.declared for each in self.facts if each.place in places}
        kinds = {each.name: each.title for each in self.income_kinds if each.place in places}
        return extended(facts.values(), kinds)

    def chain(self, code: str) -> tuple[Place, ...]:
        """The place and all above it, the country first."""
        chain: list[Place] = []
        current: str | None = code
        while current is not None:
            place = self.places[current]
            chain.append(place)
            current = place.parent
        return tuple(reversed(chain))

    def currency(self, code: str) -> Currency:
        """The money of the country that a place lies in."""
        currency = self.places[country_of(code)].currency
        if currency is None:
            raise AssertionError("a country without a currency is refused")
        return currency

    def country(self, code: str) -> Tables:
        """What the tables say of the country that a place lies in, and of no other one.

        Names mean something within a country only.
        """
        country = country_of(code)
        if all(each.parent is not None or each.code == country for each in self.places.values()):
            return self
        return self.altered(
            places={c: p for c, p in self.places.items() if country_of(c) == country},
            standards=_inside(self.standards, country),
            definitions=_inside(self.definitions, country),
            schemes=_inside(self.schemes, country),
            combinations=tuple(c for c in self.combinations if country_of(c.place) == country),
            facts=tuple(each for each in self.facts if country_of(each.place) == country),
            income_kinds=tuple(e for e in self.income_kinds if country_of(e.place) == country),
        )

    def countries(self) -> tuple[Tables, ...]:
        """The tables of each country by itself."""
        return tuple(self.country(c) for c, place in self.places.items() if place.parent is None)


def _inside(
    named: Mapping[str, Mapping[str, _Item]], country: str
) -> Mapping[str, Mapping[str, _Item]]:
    """What places of one country say, by name and place."""
    found: dict[str, Mapping[str, _Item]] = {}
    for name, by_place in named.items():
        kept = {place: item for place, item in by_place.items() if country_of(place) == country}
        if kept:
            found[name] = kept
    return found
