"""Names in expressions: facts, definitions, standards, loop variables."""

from __future__ import annotations

import ast
from abc import abstractmethod
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from civbenefits.errors import TableError
from civbenefits.expressions import nodes as n
from civbenefits.expressions import types as t
from civbenefits.expressions.site import Figures, Site, dotted
from civbenefits.expressions.types import Type, TypeKind
from civbenefits.facts.extending import Vocabulary
from civbenefits.facts.member import Member, Parent
from civbenefits.facts.vocabulary import Fact, facts_of
from civbenefits.suggestions import nearest
from civbenefits.tables.model import At, Source
from civbenefits.texts import Text

MONTHLY: Final = Fact("number", Text("月收入", "monthly amount"))
ITEMS: Final = ("incomes", "parents")


class Naming(Site):
    """Builds names and figures."""

    @abstractmethod
    def _key(self, name: str, source: Source, kinds: tuple[TypeKind, ...]) -> n.Node:
        """The tree of the expression by which a standard is keyed."""

    def _name(self, node: ast.Name | ast.Attribute) -> n.Node:
        path = dotted(node)
        if path is None:
            self._refuse("table.not_in_language", node)
        head, rest = path[0], path[1:]
        if head in self._loops:
            return self._of_loop(node, head, rest)
        if head == "household" and rest:
            return self._fact(node, "household", self._vocabulary.household, rest)
        if not rest:
            single = self._single(node, head)
            if single is not None:
                return single
        of_person = facts_of(self._vocabulary.member)
        if head in of_person:
            if self._subject != "person":
                self._refuse("table.needs_person", node, name=".".join(path))
            return self._fact(node, "self", self._vocabulary.member, path)
        self._unresolved(node, ".".join(path), [*self._environment.names(), *of_person])

    @property
    def _vocabulary(self) -> Vocabulary:
        return self._environment.vocabulary

    def _single(self, node: ast.expr, name: str) -> n.Node | None:
        if name == "not_on_record":
            return n.Unrecorded(t.ANY)
        if name == "inherited":
            if self._inherited is None:
                self._refuse("table.nothing_to_inherit", node)
            return self._inherited
        figures = self._environment.figures(name)
        if figures is not None:
            return self._figure(node, name, figures, None)
        return self._definition(node, name, "self" if self._subject == "person" else None)

    def _of_loop(self, node: ast.expr, variable: str, rest: tuple[str, ...]) -> n.Node:
        collection = self._loops[variable]
        if not rest:
            self._refuse("table.not_in_language", node)
        if collection != "members":
            if collection == "incomes" and rest == ("monthly",):
                type_ = t.monthly(self._environment.currency, "person")
                return n.FactRef(type_, variable, rest, MONTHLY)
            of = self._vocabulary.income if collection == "incomes" else Parent
            return self._fact(node, variable, of, rest)
        member = self._vocabulary.member
        if len(rest) == 1 and rest[0] not in facts_of(member):
            found = self._definition(node, rest[0], variable)
            if found is not None:
                return found
        return self._fact(node, variable, member, rest)

    def _definition(self, node: ast.expr, name: str, subject: str | None) -> n.Node | None:
        found = self._environment.definition(name)
        if found is None:
            return None
        of, type_ = found
        if of == "household":
            return n.RuleRef(type_, "household", name)
        if subject is None:
            self._refuse("table.needs_person", node, name=name)
        return n.RuleRef(type_, subject, name)

    def _fact(
        self, node: ast.expr, subject: str, holder: type[Any], path: tuple[str, ...]
    ) -> n.Node:
        known = facts_of(holder)
        if holder.built_in is Member and path == ("age",):
            self._refuse("table.age_needs_day", node)
        *groups, last = path
        for part in groups:
            group = self._declared(node, known, part, path)
            if group.group is None or group.kind != "group":
                self._refuse("table.not_a_value", node, name=".".join(path))
            known = facts_of(group.group)
        fact = self._declared(node, known, last, path)
        if fact.kind in ("group", "list"):
            self._refuse("table.not_a_value", node, name=".".join(path))
        return n.FactRef(self._fact_type(fact), subject, path, fact)

    def _declared(
        self, node: ast.expr, known: Mapping[str, Fact], part: str, path: tuple[str, ...]
    ) -> Fact:
        fact = known.get(part)
        if fact is None:
            near = nearest(part, known)
            self._refuse("table.unresolved_name", node, name=".".join(path), suggestion=near)
        return fact

    def _fact_type(self, fact: Fact) -> Type:
        if fact.kind == "money":
            return t.of_unit(fact.unit, self._environment.currency)
        if fact.kind == "number":
            return Type("number", unit=fact.unit)
        if fact.kind == "choice":
            return Type("choice", choices=tuple((fact.choices or {}).items()))
        if fact.kind == "place":
            return t.PLACE
        return t.DATE if fact.kind == "date" else t.BOOLEAN

    def _figure(self, node: ast.expr, name: str, figures: Figures, key: n.Node | None) -> n.Node:
        if figures.node is not None:
            return figures.node
        entry = figures.entry
        if entry is None:
            return n.Unrecorded(figures.unit, name)
        kinds: tuple[TypeKind, ...] = ("choice",) if entry.bands is None else ("number",)
        if key is not None:
            self.of_kind(key, kinds, node)
        elif entry.by is not None:
            key = self._key(name, entry.by, kinds)
        if entry.keyed is not None:
            if key is None:
                self._refuse("table.needs_key", node, name=name)
            _check_keys(entry.keyed, key, entry.at)
            table = tuple((k, _scaled(v, figures.unit)) for k, v in entry.keyed.items())
            found = n.Lookup(figures.unit, key, table, name)
            if self._notes is not None:
                self._notes.keyed.append((entry.at, found))
            return found
        if entry.bands is not None and key is not None:
            bands = tuple((whole(low), _scaled(v, figures.unit)) for low, v in entry.bands)
            return n.Banded(figures.unit, key, bands, name)
        value = _scaled(entry.value, figures.unit)
        if value is None:
            return n.Unrecorded(figures.unit, name)
        return n.Const(figures.unit, value, name)

    def _subscript(self, node: ast.Subscript, depth: int) -> n.Node:
        name = node.value.id if isinstance(node.value, ast.Name) else ""
        figures = self._environment.figures(name)
        if figures is None:
            self._unresolved(node, name, self._environment.names())
        return self._figure(node, name, figures, self._node(node.slice, depth))


def _check_keys(keyed: Mapping[str, object], key: n.Node, at: At) -> None:
    """Refuse a key that the fact by which a standard is keyed can never have."""
    known = t.names_of(key.type) if isinstance(key, n.FactRef) else frozenset(keyed)
    for name in sorted(set(keyed) - known) if key.type.kind == "choice" else ():
        raise TableError(
            "table.unknown_choice",
            file=at.file,
            line=at.line,
            column=at.column,
            text=name,
            choices=tuple(sorted(known)),
            suggestion=nearest(name, known),
        )


def whole(value: Fraction) -> int | Fraction:
    """A fraction as a whole number where it is one."""
    return value.numerator if value.denominator == 1 else value


def _scaled(value: Fraction | None, unit: Type) -> int | Fraction | None:
    """A figure as the engine computes with it: money in fen."""
    if value is None:
        return None
    return whole(value * 100 if unit.kind == "money" else value)
