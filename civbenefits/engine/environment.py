"""What the names in an expression stand for, in one place on one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Final, Literal, TypeVar

from civbenefits.engine.rules import (
    LinkedDefinition,
    LinkedStandard,
    Passage,
    Rule,
    UsedCitation,
    rule,
)
from civbenefits.errors import TableError
from civbenefits.expressions import nodes as n
from civbenefits.expressions import types as t
from civbenefits.expressions.building import Figures, build
from civbenefits.expressions.evaluating import constant
from civbenefits.expressions.noting import Notes, whole
from civbenefits.expressions.site import REGIONS
from civbenefits.expressions.types import Type
from civbenefits.money import Currency
from civbenefits.place_codes import trail
from civbenefits.tables.model import (
    At,
    Definition,
    Entry,
    Meaning,
    Place,
    Scheme,
    Source,
    Span,
    Standard,
    Subject,
    Tables,
    Version,
)
from civbenefits.texts import Text

_LEVELS: Final = dict(zip(REGIONS, (9, 2, 1, 0), strict=True))
"""How far below the country each region is; the place asked about may be higher."""

_Item = TypeVar("_Item", Standard, Definition, Scheme)
_Entry = TypeVar("_Entry", Entry, Meaning, Version)


def in_force(entries: Iterable[_Entry], day: date) -> _Entry | None:
    """The entry whose span covers the day."""
    return next((entry for entry in entries if entry.span.covers(day)), None)


class PlaceEnvironment:
    """Resolves names along the chain of places, and keeps what they resolved to.

    Faults are collected so that one run shows them all; what is faulty counts as not on
    record meanwhile.
    """

    def __init__(self, tables: Tables, place: str, day: date) -> None:
        self.tables = tables.country(place)
        self.day = day
        self.chain: tuple[Place, ...] = tables.chain(place)
        self.vocabulary = tables.vocabulary(place)
        self.currency: Currency = tables.currency(place)
        self.faults: list[TableError] = []
        self.rules: dict[str, Rule] = {}
        self.positions: dict[str, At] = {}
        self.notes = Notes()
        self.standards: dict[str, LinkedStandard] = {}
        self.definitions: dict[str, LinkedDefinition] = {}
        self.passages: list[Passage] = []
        self._upwards = tuple(each.code for each in reversed(self.chain))
        self._figures: dict[str, Figures] = {}
        self._types: dict[str, tuple[Subject, Type]] = {}
        self._open: list[str] = []

    # What expressions ask for -----------------------------------------------------

    def figures(self, name: str) -> Figures | None:
        by_place = self.tables.standards.get(name)
        if by_place is None:
            return None
        if name not in self._figures:
            self._figures[name] = self._resolve_standard(name, by_place)
        return self._figures[name]

    def definition(self, name: str) -> tuple[Subject, Type] | None:
        by_place = self.tables.definitions.get(name)
        if by_place is None:
            return None
        if name not in self._types:
            self._types[name] = self._resolve_definition(name, by_place)
        return self._types[name]

    def scheme(self, name: str) -> Subject | None:
        return self.assesses(name) if name in self.tables.schemes else None

    def region(self, name: str) -> str | None:
        levels = trail(self.chain[-1].code)
        level = _LEVELS.get(name)
        return levels[min(level, len(levels) - 1)] if level is not None else None

    def names(self) -> Iterable[str]:
        tables = self.tables
        return [*tables.standards, *tables.definitions, *tables.schemes]

    def assesses(self, name: str) -> Subject:
        """Whom a declared scheme assesses."""
        by_place = self.tables.schemes[name]
        return next(each.assesses for each in by_place.values() if each.assesses is not None)

    def title(self, name: str) -> Text:
        """What a declared scheme is called."""
        by_place = self.tables.schemes[name]
        return next(each.title for each in by_place.values() if each.title is not None)

    # What linking asks for --------------------------------------------------------

    def visible(self, by_place: Mapping[str, _Item]) -> list[_Item]:
        """What the places of the chain say, the lowest place first."""
        return [by_place[code] for code in self._upwards if code in by_place]

    def sees(self, place: str) -> bool:
        """Whether a place is in the chain."""
        return place in self._upwards

    def attempt(self, source: Source, subject: Subject, inherited: n.Node | None = None) -> n.Node:
        """Build an expression; a fault is noted."""
        try:
            node = build(source, self, subject, inherited, self.notes)
        except TableError as fault:
            self.faults.append(fault)
            return n.Unrecorded(t.ANY)
        self.passages.append(Passage(node, source.at, ""))
        return node

    def refuse(self, code: str, at: At, **details: object) -> None:
        """Note a fault."""
        self.faults.append(
            TableError(code, file=at.file, line=at.line, column=at.column, **details)
        )

    def add_rule(
        self, key: str, of: Subject, tree: n.Node, at: At, guard: n.RuleRef | None = None
    ) -> n.RuleRef:
        """Keep a rule; what comes back refers to it from its own subject."""
        self.rules[key] = rule(key, of, tree, guard)
        self.positions[key] = at
        return n.RuleRef(tree.type, "self" if of == "person" else "household", key)

    def condition(
        self, source: Source, subject: Subject, inherited: n.Node | None = None
    ) -> n.Node:
        """Build an expression that must be true or false; a fault is noted."""
        node = self.attempt(source, subject, inherited)
        self.require(node, "boolean", source)
        if isinstance(node, n.Const):
            self.notes.tests.append((whole(source), node))
        return node

    def require(self, node: n.Node, kind: Literal["boolean"], source: Source) -> None:
        """Note a fault where a tree does not yield what it must."""
        if node.type.kind not in (kind, "any"):
            self.refuse("table.wrong_type", source.at, expected=kind, found=str(node.type))

    def _resolve_standard(self, name: str, by_place: Mapping[str, Standard]) -> Figures:
        title = _title(by_place)
        unit_text = next(iter(by_place.values())).unit
        unit = t.of_unit(unit_text, self.currency)
        for standard in self.visible(by_place):
            entry = in_force(standard.entries, self.day)
            if entry is not None:
                formula = None
                if entry.derived is not None:
                    formula = self._formula(name, entry, entry.derived, unit)
                self.standards[name] = LinkedStandard(
                    name, title, unit_text, entry, standard.place, formula
                )
                if formula is not None:
                    return Figures(unit, entry, self._folded(name, entry, formula, unit))
                return Figures(unit, entry)
        self.standards[name] = LinkedStandard(name, title, unit_text, None, None)
        return Figures(unit, None)

    def _formula(self, name: str, entry: Entry, source: Source, unit: Type) -> n.Node:
        self._enter(name, source.at)
        node = self.attempt(source, "household")
        self._open.pop()
        if node.type.kind != "any" and t.common(node.type, unit) != unit:
            self.refuse(
                "table.wrong_unit_in_expression",
                source.at,
                found=str(node.type),
                expected=str(unit),
            )
            return n.Unrecorded(unit, name)
        if entry.rounding is not None:
            direction = entry.rounding[0]
            node = n.Round(
                unit,
                "up" if direction == "up" else "down" if direction == "down" else "half up",
                node,
                entry.rounding[1],
            )
        return node

    def _folded(self, name: str, entry: Entry, node: n.Node, unit: Type) -> n.Node:
        value = constant(node)
        if value is None:
            return node
        scale = 100 if unit.kind == "money" else 1
        if entry.stated is not None and value != entry.stated * scale:
            self.refuse(
                "table.derived_disagrees",
                entry.at,
                name=name,
                derived=Fraction(value) / scale,
                stated=entry.stated,
            )
        return n.Const(unit, value, name)

    def _resolve_definition(
        self, name: str, by_place: Mapping[str, Definition]
    ) -> tuple[Subject, Type]:
        of = next(iter(by_place.values())).of
        levels = [
            (each, entry)
            for each in reversed(self.visible(by_place))
            if (entry := in_force(each.entries, self.day)) is not None
        ]
        at = levels[-1][1].at if levels else next(iter(by_place.values())).at
        tree: n.Node | None = None
        used: list[tuple[UsedCitation, Span]] = []
        self._enter(name, at)
        for level, entry in levels:
            faults = len(self.faults)
            node = self.attempt(entry.expression, of, tree)
            if tree is not None and len(self.faults) == faults:
                self._same_type(tree, node, entry.expression)
            if tree is not None and not _uses(node, tree):
                used.clear()
            used.append((UsedCitation(entry.cite, level.place), entry.span))
            tree = node
        self._open.pop()
        if tree is None:
            tree = n.Unrecorded(t.ANY)
        self.add_rule(name, of, tree, at)
        self.definitions[name] = LinkedDefinition(
            name,
            _title(by_place),
            of,
            cites=tuple(cite for cite, _ in used),
            spans=tuple(span for _, span in used),
        )
        return of, tree.type

    def _same_type(self, above: n.Node, below: n.Node, source: Source) -> None:
        if t.either_of(above.type, below.type) is None:
            self.refuse(
                "table.wrong_type",
                source.at,
                expected=str(above.type),
                found=str(below.type),
            )

    def _enter(self, name: str, at: At) -> None:
        if name in self._open:
            circle = (*self._open[self._open.index(name) :], name)
            raise TableError(
                "table.circle",
                file=at.file,
                line=at.line,
                column=at.column,
                circle=" > ".join(circle),
            )
        self._open.append(name)


def _title(by_place: Mapping[str, Standard] | Mapping[str, Definition]) -> Text:
    titles = [each.title for each in by_place.values() if each.title is not None]
    return titles[0]


def _uses(node: n.Node, part: n.Node) -> bool:
    return any(each is part for each in n.walk(node))
