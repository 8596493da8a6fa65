"""From the text of an expression to its checked tree.

The text is parsed with Python's own parser and then rebuilt node by node: only the
constructions of the table language get through, every name must resolve and every
unit must fit. Nothing is ever evaluated as Python.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from operator import add, mul, sub, truediv
from typing import Final, Literal, NoReturn

from civbenefits.expressions import nodes as n
from civbenefits.expressions import types as t
from civbenefits.expressions.calling import Calling
from civbenefits.expressions.naming import whole
from civbenefits.expressions.noting import Notes
from civbenefits.expressions.site import Environment, Figures
from civbenefits.expressions.types import Type, TypeKind
from civbenefits.suggestions import nearest
from civbenefits.tables.model import Source
from civbenefits.texts import Text

__all__ = ["Environment", "Figures", "build"]

MAX_LENGTH: Final = 2000
MAX_DEPTH: Final = 40
MAX_NODES: Final = 5000
"""Of a tree with what is inherited, and with what its standards are keyed by."""
MAX_HEIGHT: Final = 60
"""Of a tree with what is inherited: Python indents its blocks at most 100 deep."""
MAX_DIGITS: Final = 15
"""Of a number, before and after its point."""
_NUMBER: Final = re.compile(r"[0-9]+(\.[0-9]+)?", re.ASCII)

_COMPARISONS: Final[Mapping[type[ast.cmpop], Literal["<", "<=", ">", ">=", "==", "!="]]] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
_ARITHMETIC: Final[Mapping[type[ast.operator], Literal["+", "-", "*", "/"]]] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
_FOLDED: Final[Mapping[str, Callable[[Fraction, Fraction], Fraction]]] = {
    "+": add,
    "-": sub,
    "*": mul,
    "/": truediv,
}


def build(
    source: Source,
    environment: Environment,
    subject: Literal["person", "household"],
    inherited: n.Node | None = None,
    notes: Notes | None = None,
) -> n.Node:
    """The checked tree of an expression; what is to be checked later goes to the notes.

    Raises:
        TableError: at the position of the offending part.
    """
    return _Builder(source, environment, subject, inherited, notes=notes).tree()


@lru_cache(maxsize=4096)
def _parsed(text: str) -> ast.Expression:
    """Python's tree of a text; many places and days have the same expressions."""
    with warnings.catch_warnings():
        # What Python only warns of, such as ``1if``, is no good text either.
        warnings.simplefilter("error")
        return ast.parse(text, mode="eval")


_LISTED: Final = (ast.Constant, ast.Name)
"""What a list may hold: a choice or a number, written out or by its name."""


class _Builder(Calling):
    def tree(self) -> n.Node:
        text = self._text
        if len(text) > MAX_LENGTH:
            self._refuse("table.expression_too_large", None, limit=MAX_LENGTH)
        try:
            parsed = _parsed(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            self._refuse("table.not_an_expression", None, text=text[:60])
        tree = self._node(parsed.body, 0)
        if n.height(tree) > MAX_HEIGHT:
            self._refuse("table.expression_too_large", None, limit=MAX_HEIGHT)
        return tree

    def _key(self, name: str, source: Source, kinds: tuple[TypeKind, ...]) -> n.Node:
        if name in self._keyed:
            self._refuse("table.circle", None, circle=" > ".join((*self._keyed, name)))
        keyed = (*self._keyed, name)
        inner = _Builder(
            source, self._environment, self._subject, None, keyed, self._notes, self._spent
        )
        return inner.of_kind(inner.tree(), kinds, None)

    def _node(self, node: ast.expr, depth: int) -> n.Node:
        tree = self._rebuilt(node, depth)
        self._spend(node, tree)
        if (
            self._notes is not None
            and tree.type.kind == "boolean"
            and not isinstance(tree, n.Const)
            and tree is not self._inherited
        ):
            self._notes.tests.append((self.part(node), tree))
        return tree

    def _spend(self, node: ast.expr, tree: n.Node) -> None:
        """Refuse a tree that keys of keys, or what is inherited again and again, make too large."""
        whole = tree is self._inherited
        self._spent[0] += sum(1 for _ in n.walk(tree)) if whole else 1
        if self._spent[0] > MAX_NODES:
            self._refuse("table.expression_too_large", node, limit=MAX_NODES)

    def _rebuilt(self, node: ast.expr, depth: int) -> n.Node:
        if depth > MAX_DEPTH:
            self._refuse("table.expression_too_large", node, limit=MAX_DEPTH)
        deeper = depth + 1
        match node:
            case ast.Constant():
                return self._literal(node)
            case ast.BoolOp():
                return self._logic(node, deeper)
            case ast.UnaryOp(op=ast.Not()):
                return n.Not(t.BOOLEAN, self._boolean(node.operand, deeper))
            case ast.UnaryOp(op=ast.USub()):
                operand = self._node(node.operand, deeper)
                zero = n.Const(t.ZERO, 0)
                return self._arithmetic(node, "-", zero, operand)
            case ast.Compare():
                return self._comparison(node, deeper)
            case ast.BinOp():
                op = _ARITHMETIC.get(type(node.op))
                if op is not None:
                    left, right = self._node(node.left, deeper), self._node(node.right, deeper)
                    return self._arithmetic(node, op, left, right)
            case ast.IfExp():
                test = self._boolean(node.test, deeper)
                yes, no = self._node(node.body, deeper), self._node(node.orelse, deeper)
                return n.IfElse(self._either_type(node, yes, no), test, yes, no)
            case ast.Name() | ast.Attribute():
                # Python takes letters that only look alike for the same.
                if not self._written(node).isascii():
                    self._refuse("table.not_in_language", node)
                return self._name(node)
            case ast.Subscript():
                return self._subscript(node, deeper)
            case ast.Call():
                return self._call(node, deeper)
        self._refuse("table.not_in_language", node)

    def _literal(self, node: ast.Constant) -> n.Node:
        value = node.value
        if isinstance(value, bool):
            return n.Const(t.BOOLEAN, value)
        if isinstance(value, int | float):
            return self._number(node)
        if isinstance(value, str):
            return n.Const(Type("choice", choices=((value, Text(value, value)),)), value)
        self._refuse("table.not_in_language", node)

    def _number(self, node: ast.Constant) -> n.Node:
        # The text is taken, not what Python makes of it, so that 0.1 is one tenth.
        text = self._written(node)
        if not _NUMBER.fullmatch(text):
            self._refuse("table.not_in_language", node)
        if max(map(len, text.split("."))) > MAX_DIGITS:
            self._refuse("table.number_too_long", node, limit=MAX_DIGITS)
        value = whole(Fraction(text))
        return n.Const(t.ZERO if value == 0 and "." not in text else t.NUMBER, value)

    def _logic(self, node: ast.BoolOp, depth: int) -> n.Node:
        operands = tuple(self._boolean(each, depth) for each in node.values)
        return n.Logic(t.BOOLEAN, "and" if isinstance(node.op, ast.And) else "or", operands)

    def _comparison(self, node: ast.Compare, depth: int) -> n.Node:
        parts: list[n.Node] = []
        left, left_node = self._node(node.left, depth), node.left
        for op, right_node in zip(node.ops, node.comparators, strict=True):
            if isinstance(op, ast.In | ast.NotIn) and right_node is node.comparators[-1]:
                parts.append(self._among(left, op, right_node))
                break
            symbol = _COMPARISONS.get(type(op))
            if symbol is None:
                self._refuse("table.not_in_language", node)
            right = self._node(right_node, depth)
            self._check_comparable(symbol, left, right, left_node, right_node)
            parts.append(n.Compare(t.BOOLEAN, symbol, left, right))
            left, left_node = right, right_node
        return parts[0] if len(parts) == 1 else n.Logic(t.BOOLEAN, "and", tuple(parts))

    def _check_comparable(
        self, symbol: str, left: n.Node, right: n.Node, left_node: ast.expr, right_node: ast.expr
    ) -> None:
        if t.common(left.type, right.type) is None:
            if left.type.kind == right.type.kind == "choice":
                self._refuse_choice(left, right, right_node)
            self._refuse(
                "table.wrong_unit_in_expression",
                right_node,
                found=str(right.type),
                expected=str(left.type),
            )
        ordered = left.type.kind in ("number", "money", "date", "any")
        if symbol not in ("==", "!=") and not ordered:
            self._refuse("table.wrong_type", left_node, expected="number", found=str(left.type))

    def _refuse_choice(self, left: n.Node, right: n.Node, where: ast.expr) -> NoReturn:
        known, given = (right, left) if isinstance(left, n.Const) else (left, right)
        names = t.names_of(known.type)
        wrong = next(iter(sorted(t.names_of(given.type) - names)))
        self._refuse(
            "table.unknown_choice",
            where,
            text=wrong,
            choices=tuple(sorted(names)),
            suggestion=nearest(wrong, names),
        )

    def _among(self, left: n.Node, op: ast.cmpop, where: ast.expr) -> n.Node:
        if not isinstance(where, ast.List | ast.Tuple) or not where.elts:
            self._refuse("table.not_in_language", where)
        values: list[n.Constant] = []
        for item in where.elts:
            constant = self._node(item, MAX_DEPTH) if isinstance(item, _LISTED) else None
            if not isinstance(constant, n.Const):
                self._refuse("table.not_in_language", item)
            self._check_comparable("==", left, constant, where, item)
            values.append(constant.value)
        return n.Among(t.BOOLEAN, left, tuple(values), isinstance(op, ast.NotIn))

    def _arithmetic(
        self, node: ast.expr, op: Literal["+", "-", "*", "/"], left: n.Node, right: n.Node
    ) -> n.Node:
        rule = {"+": t.common, "-": t.common, "*": t.product, "/": t.quotient}[op]
        countable = {left.type.kind, right.type.kind} <= {"number", "money", "any"}
        found = rule(left.type, right.type) if countable else None
        if found is None:
            self._refuse(
                "table.wrong_unit_in_expression",
                node,
                found=f"{left.type} {op} {right.type}",
                expected="matching units",
            )
        one, other = n.literal(left), n.literal(right)
        # Two literals are one exact number, such as 3/2; a division by zero is none.
        if one is None or other is None or (op == "/" and not other):
            return n.Arithmetic(found, op, left, right)
        return n.Const(found, whole(_FOLDED[op](one, other)))
