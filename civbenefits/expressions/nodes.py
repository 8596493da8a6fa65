"""The tree of a checked expression, linked to one place and one span of time.

Every reader of an expression (compiler, explainer, wording) works on these nodes;
no rule is written twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from operator import is_
from typing import Any, ClassVar, Literal

from civbenefits.expressions.types import Type
from civbenefits.facts.vocabulary import Fact
from civbenefits.records import Record

Constant = bool | int | Fraction | str
Subject = str
"""Whose fact: ``self`` (the person judged), ``household``, or the variable of a loop."""


class Step(Record):
    """What every node is made of; ``type`` is what it yields when it is known."""

    operand_names: ClassVar[tuple[str, ...]] = ()

    type: Type

    def __init_subclass__(cls) -> None:  # pragma: no mutate block
        """Take note of the fields that may hold operands."""
        super().__init_subclass__()
        cls.operand_names = tuple(n for n, kind in cls.record_types.items() if "Node" in kind)


class Const(Step):
    """A known value: a literal, or the figure of a standard (money in fen)."""

    value: Constant
    standard: str = ""


class Unrecorded(Step):
    """A value of the law that nobody has on record; ``standard`` names the figure, if one."""

    standard: str = ""


class Lookup(Step):
    """A figure chosen by a key; a key that is absent or None is not on record."""

    key: Node
    table: tuple[tuple[str, int | Fraction | None], ...]
    standard: str


class Banded(Step):
    """A figure chosen by a number: each band begins at an inclusive lower limit."""

    key: Node
    bands: tuple[tuple[int | Fraction, int | Fraction | None], ...]
    standard: str


class FactRef(Step):
    """A fact of somebody."""

    subject: Subject
    path: tuple[str, ...]
    fact: Fact


class Age(Step):
    """Full years on a day of the month asked."""

    subject: Subject
    day: Literal["month_start", "month_end"]


class RuleRef(Step):
    """The value of a named rule, for somebody or for the household.

    ``key`` is the name of a definition, or ``scheme.what`` as `scheme_key` writes it.
    """

    subject: Subject
    key: str


What = Literal["qualifies", "receives", "amount"]


def scheme_key(scheme: str, what: What, *, spread: bool = False) -> str:
    """The key of what a scheme comes to.

    ``spread`` asks what a household scheme means for one person: whether the person is
    covered, and the person's equal share.
    """
    return f"{scheme}.{what}.person" if spread else f"{scheme}.{what}"


class Not(Step):
    """Kleene negation."""

    operand: Node


class Logic(Step):
    """Kleene ``and`` or ``or``."""

    op: Literal["and", "or"]
    operands: tuple[Node, ...]


class Compare(Step):
    """A comparison."""

    op: Literal["<", "<=", ">", ">=", "==", "!="]
    left: Node
    right: Node


class Among(Step):
    """Whether a value is in a list of literals."""

    operand: Node
    values: tuple[Constant, ...]
    negated: bool


class Arithmetic(Step):
    """Exact arithmetic."""

    op: Literal["+", "-", "*", "/"]
    left: Node
    right: Node


class Extreme(Step):
    """The least or the greatest."""

    op: Literal["min", "max"]
    operands: tuple[Node, ...]


class Round(Step):
    """Rounding to a multiple of ``unit`` fen."""

    direction: Literal["up", "down", "half up"]
    operand: Node
    unit: int


class IfElse(Step):
    """One of two values; unknown where the test is."""

    test: Node
    yes: Node
    no: Node


class FirstKnown(Step):
    """The first operand where it is known, else the second."""

    first: Node
    second: Node


class Either(Step):
    """Two readings of one text: known where both agree."""

    first: Node
    second: Node


class Within(Step):
    """Whether a place lies in a region, given by its code and the word for it."""

    operand: Node
    code: str
    region: str


class Aggregate(Step):
    """A loop over members, or over the incomes or parents of a person."""

    op: Literal["any", "all", "sum", "count"]
    collection: Literal["members", "incomes", "parents"]
    owner: Subject
    variable: Subject
    condition: Node | None
    body: Node


Test = Not | Logic | Compare | Among | Within
"""What is true or false by its nature."""

Term = (
    Const
    | Unrecorded
    | Lookup
    | Banded
    | FactRef
    | Age
    | RuleRef
    | Arithmetic
    | Extreme
    | Round
    | IfElse
    | FirstKnown
    | Either
    | Aggregate
)
"""What may yield any value."""

Node = Test | Term
"""One step of an expression; whoever reads trees must know what to do with each."""


class Watched(Step):
    """Whatever ``watch`` makes of a scope and a context: for those who follow an evaluation.

    No table yields it, and only the direct evaluator reads it.
    """

    watch: Callable[[Any, Any], Any]


def children(node: Node) -> Iterator[Node]:
    """The direct operands of a node."""
    for name in node.operand_names:
        value = getattr(node, name)
        if isinstance(value, tuple):
            yield from value
        elif value is not None:
            yield value


def mapped(node: Node, change: Callable[[Node], Node]) -> Node:
    """The node with its direct operands changed; itself where nothing changes."""
    changed: dict[str, Any] = {}
    for name in node.operand_names:
        value = getattr(node, name)
        if value is None:
            continue
        new = tuple(map(change, value)) if isinstance(value, tuple) else change(value)
        same = all(map(is_, new, value)) if isinstance(new, tuple) else new is value
        if not same:
            changed[name] = new
    if not changed:
        return node
    fields = {name: getattr(node, name) for name in node.record_fields}
    return type(node)(**{**fields, **changed})


def walk(node: Node) -> Iterator[Node]:
    """A node and everything below it."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(children(current))


def literal(node: Node) -> Fraction | None:
    """The number that a node is, where it is one that is written out."""
    if not isinstance(node, Const) or node.standard or isinstance(node.value, bool | str):
        return None
    return Fraction(node.value)


def height(node: Node) -> int:
    """How many nodes stand one below the other at the deepest place."""
    level: list[Node] = [node]
    found = 0
    while level:
        found += 1
        level = [child for each in level for child in children(each)]
    return found
