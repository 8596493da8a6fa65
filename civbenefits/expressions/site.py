"""Where an expression is being built: its source, what names mean there, and refusing."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Final, Literal, NoReturn, Protocol

from civbenefits.errors import TableError
from civbenefits.expressions import nodes as n
from civbenefits.expressions import types as t
from civbenefits.expressions.noting import Notes, Part, whole
from civbenefits.expressions.types import Type, TypeKind
from civbenefits.facts.extending import Vocabulary
from civbenefits.money import Currency
from civbenefits.records import Record
from civbenefits.suggestions import nearest
from civbenefits.tables.model import At, Entry, Source

REGIONS: Final = ("here", "city", "province", "country")
"""The place asked about, and the places above it by their level."""


class Figures(Record):
    """A standard as one place and day see it; ``entry`` is None where nothing is in force."""

    unit: Type
    entry: Entry | None
    node: n.Node | None = None


class Environment(Protocol):
    """What names stand for in one place on one day."""

    @property
    def currency(self) -> Currency:
        """The money of the country."""

    def figures(self, name: str) -> Figures | None:
        """A standard; None where no place declares the name."""

    def definition(self, name: str) -> tuple[Literal["person", "household"], Type] | None:
        """Whose a definition is, and its type; None where nobody declares the name."""

    def scheme(self, name: str) -> Literal["person", "household"] | None:
        """Whom a scheme assesses; None where nobody declares the name."""

    def region(self, name: str) -> str | None:
        """The code that ``here``, ``city``, ``province`` or ``country`` stands for."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The facts there are."""

    def names(self) -> Iterable[str]:
        """Every declared name, for suggestions."""


class Site(ABC):
    """One expression under construction; the builder of each part extends it."""

    def __init__(
        self,
        source: Source,
        environment: Environment,
        subject: Literal["person", "household"],
        inherited: n.Node | None,
        keyed: tuple[str, ...] = (),
        notes: Notes | None = None,
        spent: list[int] | None = None,
    ) -> None:
        # How many nodes were built, of this expression and of those it is keyed by.
        self._spent = spent if spent is not None else [0]
        self._notes = notes
        self._source = source
        self._text = " ".join(source.text.split())
        self._keyed = keyed
        self._environment = environment
        self._subject = subject
        self._inherited = inherited
        self._loops: dict[str, str] = {}

    @abstractmethod
    def _node(self, node: ast.expr, depth: int) -> n.Node:
        """The tree of a part of the expression."""

    def _refuse(self, code: str, where: ast.expr | None, **details: object) -> NoReturn:
        details.setdefault("text", self._text[:60] if where is None else self._written(where))
        at = self.at(where)
        raise TableError(code, file=at.file, line=at.line, column=at.column, **details)

    def at(self, where: ast.expr | None) -> At:
        """Where a part of the expression stands in the file, or the whole of it."""
        return whole(self._source).at if where is None else self.part(where).at

    def part(self, where: ast.expr) -> Part:
        """A part of the expression, as written."""
        return Part(self._source, where.col_offset, where.end_col_offset or where.col_offset)

    def _written(self, node: ast.expr) -> str:
        """A part of the expression as it is written; positions in a tree count bytes."""
        return self.part(node).text

    def _unresolved(self, node: ast.expr, name: str, known: Iterable[str]) -> NoReturn:
        self._refuse("table.unresolved_name", node, name=name, suggestion=nearest(name, known))

    def _boolean(self, node: ast.expr, depth: int) -> n.Node:
        return self.of_kind(self._node(node, depth), ("boolean",), node)

    def of_kind(self, tree: n.Node, kinds: tuple[TypeKind, ...], where: ast.expr | None) -> n.Node:
        """The tree, refused where it yields none of the kinds (or is not on record)."""
        if tree.type.kind not in (*kinds, "any"):
            self._refuse("table.wrong_type", where, expected=kinds[0], found=str(tree.type))
        return tree

    def _either_type(self, where: ast.expr, left: n.Node, right: n.Node) -> Type:
        found = t.either_of(left.type, right.type)
        if found is None:
            self._refuse(
                "table.wrong_unit_in_expression",
                where,
                found=str(right.type),
                expected=str(left.type),
            )
        return found


def dotted(node: ast.expr) -> tuple[str, ...] | None:
    """The parts of a dotted name, or None where it is none."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    return (node.id, *reversed(parts))
