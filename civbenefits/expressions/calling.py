"""Calls in expressions: ages, schemes, loops and the few functions of the language."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Final, Literal

from civbenefits.expressions import nodes as n
from civbenefits.expressions import types as t
from civbenefits.expressions.naming import ITEMS, Naming
from civbenefits.expressions.site import REGIONS, dotted
from civbenefits.suggestions import nearest

_ROUNDING: Final[Mapping[str, Literal["up", "down", "half up"]]] = {
    "round_up": "up",
    "round_down": "down",
    "round_half_up": "half up",
}
USAGE: Final[Mapping[str, str]] = {
    "age": "age(month_end)",
    "within": "within(hukou.place, here)",
    "min": "min(a, b)",
    "max": "max(a, b)",
    **{name: f"{name}(... for m in members if ...)" for name in ("any", "all", "sum", "count")},
    "first_known": "first_known(a, b)",
    "either": "either(a, b)",
    **{name: f"{name}(x, yuan)" for name in _ROUNDING},
    **{name: f"{name}(dibao)" for name in ("receives", "qualifies", "amount")},
}
"""How each function is written."""
_SCHEME_CALLS: Final = ("receives", "qualifies", "amount")
_DAYS: Final = ("month_start", "month_end")
MAX_LOOPS: Final = 4
"""Loops inside loops: Python allows 20, and what is inherited has its own."""


class Calling(Naming):
    """Builds calls."""

    def _call(self, node: ast.Call, depth: int) -> n.Node:
        path = dotted(node.func)
        if path is None or node.keywords or not 1 <= len(path) <= 2:
            self._refuse("table.not_in_language", node)
        name = path[-1]
        subject = self._called_on(node, path[:-1])
        arguments = node.args
        if name == "age" and len(arguments) == 1:
            return self._age(node, subject, arguments[0])
        if name in _SCHEME_CALLS and len(arguments) == 1:
            return self._scheme(node, name, subject, arguments[0])
        if len(path) == 1:
            if name in ("any", "all", "sum", "count") and len(arguments) == 1:
                return self._aggregate(node, name, arguments[0], depth)
            found = self._function(node, name, arguments, depth)
            if found is not None:
                return found
        of_a_person = name == "age" or name in _SCHEME_CALLS
        if name in USAGE and (len(path) == 1 or of_a_person):
            self._refuse("table.wrong_arguments", node, name=name, usage=USAGE[name])
        near = nearest(name, USAGE)
        self._refuse(
            "table.unknown_function", node, name=name, suggestion=near, expected=tuple(USAGE)
        )

    def _called_on(self, node: ast.expr, head: tuple[str, ...]) -> str | None:
        if not head:
            return "self" if self._subject == "person" else None
        if self._loops.get(head[0]) != "members":
            self._unresolved(node, head[0], self._loops)
        return head[0]

    def _age(self, node: ast.expr, subject: str | None, day: ast.expr) -> n.Node:
        if subject is None:
            self._refuse("table.needs_person", node, name="age")
        if not isinstance(day, ast.Name) or day.id not in _DAYS:
            self._refuse("table.age_needs_day", node)
        return n.Age(t.YEARS, subject, "month_end" if day.id == "month_end" else "month_start")

    def _scheme(self, node: ast.expr, what: str, subject: str | None, argument: ast.expr) -> n.Node:
        name = argument.id if isinstance(argument, ast.Name) else self._written(argument)
        assesses = self._environment.scheme(name)
        if assesses is None:
            self._unresolved(argument, name, self._environment.names())
        if assesses == "person" and subject is None:
            self._refuse("table.needs_person", node, name=name)
        type_ = t.BOOLEAN
        if what == "amount":
            per = "household" if subject is None else "person"
            type_ = t.monthly(self._environment.currency, per)
        kind: n.What = (
            "amount" if what == "amount" else "receives" if what == "receives" else "qualifies"
        )
        spread = assesses == "household" and subject is not None
        key = n.scheme_key(name, kind, spread=spread)
        return n.RuleRef(type_, subject or "household", key)

    def _aggregate(self, node: ast.expr, op: str, argument: ast.expr, depth: int) -> n.Node:
        if not isinstance(argument, ast.GeneratorExp) or len(argument.generators) != 1:
            self._refuse("table.needs_loop", node, name=op)
        loop = argument.generators[0]
        variable = loop.target.id if isinstance(loop.target, ast.Name) else ""
        path = dotted(loop.iter)
        taken = ("", "self", "household", *self._loops)
        if variable in taken or path is None or len(loop.ifs) > 1 or loop.is_async:
            self._refuse("table.needs_loop", node, name=op)
        if len(self._loops) >= MAX_LOOPS:
            self._refuse("table.expression_too_large", node, limit=MAX_LOOPS)
        collection, owner = self._collection(loop.iter, path)
        self._loops[variable] = collection
        condition = self._boolean(loop.ifs[0], depth) if loop.ifs else None
        if op == "count" and isinstance(argument.elt, ast.Name) and argument.elt.id == variable:
            body: n.Node = n.Const(t.BOOLEAN, True)
        elif op == "sum":
            body = self._node(argument.elt, depth)
        else:
            body = self._boolean(argument.elt, depth)
        del self._loops[variable]
        if op == "sum":
            if body.type.kind not in ("money", "number", "any"):
                self._refuse("table.wrong_type", node, expected="number", found=str(body.type))
            type_ = t.over_members(body.type) if collection == "members" else body.type
        elif op == "count":
            type_ = t.NUMBER if collection == "incomes" else t.PERSONS
        else:
            type_ = t.BOOLEAN
        kind: Literal["any", "all", "sum", "count"] = (
            "any" if op == "any" else "all" if op == "all" else "sum" if op == "sum" else "count"
        )
        return n.Aggregate(type_, kind, collection, owner, variable, condition, body)

    def _collection(
        self, node: ast.expr, path: tuple[str, ...]
    ) -> tuple[Literal["members", "incomes", "parents"], str]:
        name = path[-1]
        if path == ("members",):
            return "members", "household"
        owner = self._called_on(node, path[:-1])
        if owner is None or name not in ITEMS:
            self._unresolved(node, ".".join(path), ["members", *ITEMS])
        return ("incomes" if name == "incomes" else "parents"), owner

    def _function(
        self, node: ast.Call, name: str, arguments: list[ast.expr], depth: int
    ) -> n.Node | None:
        if name in ("min", "max") and len(arguments) >= 2:
            operands = tuple(self._node(each, depth) for each in arguments)
            type_ = operands[0].type
            for each in operands[1:]:
                type_ = self._either_type(node, n.Unrecorded(type_), each)
            self.of_kind(n.Unrecorded(type_), ("number", "money", "date"), node)
            return n.Extreme(type_, "min" if name == "min" else "max", operands)
        if name in ("first_known", "either") and len(arguments) == 2:
            noted = len(self._notes.tests) if self._notes is not None else 0
            first = self._node(arguments[0], depth)
            if name == "first_known" and self._notes is not None:
                # A finding is tested for being known: it may be the same for whom it is.
                del self._notes.tests[noted:]
            second = self._node(arguments[1], depth)
            type_ = self._either_type(node, first, second)
            return (n.Either if name == "either" else n.FirstKnown)(type_, first, second)
        if name in _ROUNDING and len(arguments) == 2:
            word = arguments[1].id if isinstance(arguments[1], ast.Name) else ""
            operand = self._node(arguments[0], depth)
            currency = self._environment.currency
            coin = currency.coin(word)
            if coin is None or operand.type.kind != "money":
                self._refuse("table.rounding_unit", node, units=currency.words())
            return n.Round(operand.type, _ROUNDING[name], operand, coin.fen)
        if name == "within" and len(arguments) == 2:
            return self._within(node, arguments, depth)
        return None

    def _within(self, node: ast.Call, arguments: list[ast.expr], depth: int) -> n.Node:
        operand = self._node(arguments[0], depth)
        if operand.type.kind != "place":
            self._refuse("table.wrong_type", node, expected="place", found=str(operand.type))
        region = arguments[1].id if isinstance(arguments[1], ast.Name) else ""
        code = self._environment.region(region)
        if code is None:
            self._unresolved(arguments[1], region, REGIONS)
        return n.Within(t.BOOLEAN, operand, code, region)
