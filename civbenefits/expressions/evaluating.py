"""Evaluating a tree directly, keeping track of why a value is unknown.

This is the slow reader: it answers the question "what is missing?", and it is the
yardstick that the compiled rules are tested against.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from operator import add, eq, ge, gt, le, lt, ne, sub
from typing import Any, Final, NamedTuple, Protocol, assert_never

from civbenefits.expressions import nodes as n
from civbenefits.money import exact_quotient, round_down, round_half_up, round_up
from civbenefits.place_codes import within
from civbenefits.records import Record

Known = bool | int | Fraction | str


class Missing(NamedTuple):
    """Something that is not known.

    Attributes:
        owner: whose fact it is: the index of a member, or None for the household.
        path: the fact, for example ``disability.grade``; for the law, the standard.
        law: whether it is the law that is not on record, not a fact.
    """

    owner: int | None
    path: str
    law: bool


class Unknown(Record):
    """An unknown value, and what would have to be known."""

    missing: frozenset[Missing]


Value = Known | Unknown


class Context(Protocol):
    """Where facts and the values of other rules come from."""

    def fact(self, subject: object, node: n.FactRef) -> Value:
        """A fact of a member (by index), of an item, or of the household (None)."""

    def age(self, member: int, day: str) -> Value:
        """Full years of a member on a day of the month asked."""

    def rule(self, member: int | None, key: str) -> Value:
        """The value of a named rule."""

    def items(self, collection: str, owner: int | None) -> Sequence[object] | Unknown:
        """What a loop runs over: members by index, or records of one member."""


class Scope:
    """Who ``self`` and the loop variables are at one point of an evaluation."""

    __slots__ = ("_bound",)

    def __init__(self, member: int | None) -> None:
        self._bound: dict[str, object] = {"self": member, "household": None}

    def __getitem__(self, subject: str) -> object:
        return self._bound[subject]

    def member(self, subject: str) -> int | None:
        """The member a subject stands for."""
        bound = self._bound[subject]
        return bound if isinstance(bound, int) else None

    @property
    def bound(self) -> Mapping[str, object]:
        """What every subject stands for."""
        return self._bound

    def bind(self, variable: str, item: object) -> Scope:
        """The same scope with a loop variable."""
        inner = Scope(None)
        inner._bound = {**self._bound, variable: item}
        return inner


def evaluate(node: n.Node | n.Watched, scope: Scope, context: Context) -> Value:  # noqa: C901 - one arm a node
    """The value of a tree under Kleene logic, or why it is unknown."""
    match node:
        case n.Const():
            return node.value
        case n.Unrecorded():
            return _law(node.standard)
        case n.Lookup():
            key = evaluate(node.key, scope, context)
            return (
                key if isinstance(key, Unknown) else _figure(dict(node.table).get(str(key)), node)
            )
        case n.Banded():
            number = evaluate(node.key, scope, context)
            return number if isinstance(number, Unknown) else _band(node, number)
        case n.FactRef():
            return context.fact(scope[node.subject], node)
        case n.Age():
            return context.age(scope.member(node.subject) or 0, node.day)
        case n.RuleRef():
            return context.rule(scope.member(node.subject), node.key)
        case n.Not():
            value = evaluate(node.operand, scope, context)
            return value if isinstance(value, Unknown) else not value
        case n.Logic():
            each = (evaluate(operand, scope, context) for operand in node.operands)
            return _all(each) if node.op == "and" else _any(each)
        case n.Compare():
            return _both(node.left, node.right, scope, context, node.op)
        case n.Among():
            value = evaluate(node.operand, scope, context)
            return value if isinstance(value, Unknown) else (value in node.values) != node.negated
        case n.Arithmetic():
            return _both(node.left, node.right, scope, context, node.op)
        case n.Extreme():
            return _extreme(node, scope, context)
        case n.Round():
            value = evaluate(node.operand, scope, context)
            return value if isinstance(value, Unknown | str) else _rounded(node, value)
        case n.IfElse():
            test = evaluate(node.test, scope, context)
            if isinstance(test, Unknown):
                branches = (node.yes, node.no)
                return awaiting(test, *(evaluate(each, scope, context) for each in branches))
            return evaluate(node.yes if test else node.no, scope, context)
        case n.FirstKnown():
            first = evaluate(node.first, scope, context)
            if not isinstance(first, Unknown):
                return first
            second = evaluate(node.second, scope, context)
            return _merge((first, second)) if isinstance(second, Unknown) else second
        case n.Either():
            first = evaluate(node.first, scope, context)
            second = evaluate(node.second, scope, context)
            if isinstance(first, Unknown) or isinstance(second, Unknown):
                return _needing_all((first, second))
            return first if first == second else _law("")
        case n.Within():
            value = evaluate(node.operand, scope, context)
            if isinstance(value, Unknown):
                return value
            inside = within(str(value), node.code)
            return _coarse(node, scope) if inside is None else inside
        case n.Aggregate():
            return _aggregate(node, scope, context)
        case n.Watched():
            watched: Value = node.watch(scope, context)
            return watched
    assert_never(node)


class _NoContext:
    """Answers nothing: for trees made of figures alone."""

    def nothing(self, *asked: Any) -> Unknown:
        return _law("")

    fact = age = rule = items = nothing


def constant(node: n.Node) -> int | Fraction | None:
    """The number a tree of figures comes to, or None where it needs a fact or is unknown."""
    value = evaluate(node, Scope(None), _NoContext())
    return None if isinstance(value, Unknown | str) else value


def compute(op: str, left: Known, right: Known) -> Known | None:
    """One comparison or one step of exact arithmetic; None for a division by zero."""
    found: Known | None = _STEPS[op](left, right)
    return found


def _whole(value: int | Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value


_STEPS: Final[Mapping[str, Callable[[Any, Any], Known | None]]] = {
    "==": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "+": add,
    "-": sub,
    "*": lambda left, right: _whole(left * right),
    "/": lambda left, right: exact_quotient(left, right) if right else None,
}
"""What is ordered or computed with is a number: the types of the operands were checked."""


def _law(standard: str) -> Unknown:
    return Unknown(frozenset({Missing(None, standard, law=True)}))


def awaiting(test: Unknown, *branches: Value) -> Unknown:
    """What is missing where a test is open: its facts, and those of what it would lead to.

    The law that a branch lacks may never be needed; and where the law lacks what the test
    needs, no fact is.
    """
    if all(each.law for each in test.missing):
        return test
    unknown = [branch.missing for branch in branches if isinstance(branch, Unknown)]
    facts = {each for missing in unknown for each in missing if not each.law}
    return Unknown(test.missing | facts)


def _needing_all(values: Iterable[Value]) -> Unknown:
    """What is missing where nothing comes of less than all values.

    Where the law lacks one of them, no fact helps.
    """
    unknown = [value for value in values if isinstance(value, Unknown)]
    lawless = [value for value in unknown if all(each.law for each in value.missing)]
    return _merge(lawless or unknown)


def _merge(values: Iterable[Value]) -> Unknown:
    parts = [value.missing for value in values if isinstance(value, Unknown)]
    return Unknown(frozenset().union(*parts))


def _coarse(node: n.Within, scope: Scope) -> Unknown:
    """The places that are known too coarsely; where the operand is worked out, all in it."""
    found = {
        Missing(scope.member(each.subject), ".".join(each.path), law=False)
        for each in n.walk(node.operand)
        if isinstance(each, n.FactRef) and each.type.kind == "place"
    }
    return Unknown(frozenset(found)) if found else _law("")


def _figure(value: int | Fraction | None, node: n.Lookup | n.Banded) -> Value:
    return _law(node.standard) if value is None else value


def _band(node: n.Banded, number: Known) -> Value:
    found: int | Fraction | None = None
    for low, value in node.bands:
        if not isinstance(number, str) and low <= number:
            found = value
    return _figure(found, node)


def _rounded(node: n.Round, value: int | Fraction) -> int:
    rule = {"up": round_up, "down": round_down, "half up": round_half_up}[node.direction]
    return rule(value, node.unit)


def _both(left: n.Node, right: n.Node, scope: Scope, context: Context, op: str) -> Value:
    first, second = evaluate(left, scope, context), evaluate(right, scope, context)
    if isinstance(first, Unknown) or isinstance(second, Unknown):
        return _needing_all((first, second))
    value = compute(op, first, second)
    return _law("") if value is None else value


def _all(values: Iterable[Value]) -> Value:
    unknown: list[Value] = []
    for value in values:
        if value is False:
            return False
        if value is not True:
            unknown.append(value)
    return _merge(unknown) if unknown else True


def _any(values: Iterable[Value]) -> Value:
    unknown: list[Value] = []
    for value in values:
        if value is True:
            return True
        if value is not False:
            unknown.append(value)
    return _merge(unknown) if unknown else False


def _extreme(node: n.Extreme, scope: Scope, context: Context) -> Value:
    values = [evaluate(operand, scope, context) for operand in node.operands]
    numbers = [v for v in values if not isinstance(v, Unknown | str)]
    if len(numbers) < len(values):
        return _needing_all(values)
    return min(numbers) if node.op == "min" else max(numbers)


def _aggregate(node: n.Aggregate, scope: Scope, context: Context) -> Value:
    items = context.items(node.collection, scope.member(node.owner))
    if isinstance(items, Unknown):
        return items
    pairs = _pairs(node, items, scope, context)
    if node.op == "any":
        return _any(_all(pair) for pair in pairs)
    if node.op == "all":
        return _all(_any((_negated(cond), body)) for cond, body in pairs)
    total: int | Fraction = 0
    unknown: list[Value] = []
    for condition, body in pairs:
        if condition is False or body is False or (body == 0 and not isinstance(body, Unknown)):
            continue
        if isinstance(condition, Unknown) or isinstance(body, Unknown | str):
            unknown += [condition, body]
        else:
            total += body
    return _merge(unknown) if unknown else _whole(total)


def _pairs(
    node: n.Aggregate, items: Sequence[object], scope: Scope, context: Context
) -> Iterator[tuple[Value, Value]]:
    for item in items:
        inner = scope.bind(node.variable, item)
        condition: Value = True
        if node.condition is not None:
            condition = evaluate(node.condition, inner, context)
        if condition is False:
            yield False, node.op == "all"
        else:
            yield condition, evaluate(node.body, inner, context)


def _negated(value: Value) -> Value:
    return value if isinstance(value, Unknown) else not value
