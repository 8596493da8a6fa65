"""What the wording needs to know of a tree and its keys, and when its words need brackets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from fractions import Fraction
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from civbenefits.expressions import nodes as n
from civbenefits.expressions.evaluating import compute
from civbenefits.expressions.wording_words import Measure

Op = Literal["<", "<=", ">", ">=", "==", "!="]
LogicOp = Literal["and", "or"]

SIGNS: Final = {"+": "+", "-": "−", "*": "×", "/": "÷"}

_MIRRORED: Final[Mapping[Op, Op]] = {
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
    "==": "==",
    "!=": "!=",
}
_DENIED: Final[Mapping[Op, Op]] = {
    "<": ">=",
    "<=": ">",
    ">": "<=",
    ">=": "<",
    "==": "!=",
    "!=": "==",
}
_WHATS: Final[Mapping[str, n.What]] = {
    "qualifies": "qualifies",
    "receives": "receives",
    "amount": "amount",
}


class Level(IntEnum):
    """How loosely the parts of a phrase hang together; a looser part is put in brackets.

    Attributes:
        MULTIPLE, PRODUCT, SUM, CHOSEN: values; the last is one taken from several.
        REACHING: a clause whose "not" or whose subject seems to reach into the next.
        LIST: a clause with a connective of its own, such as "kind is a or b".
        AND, OR: two parts joined without a comma.
        CLAUSES: parts joined with commas.
        OPEN: whatever follows would be read as belonging to it.
    """

    ATOM = 0
    MULTIPLE = 1
    PRODUCT = 2
    SUM = 3
    CHOSEN = 4
    REACHING = 5
    LIST = 6
    AND = 7
    OR = 8
    CLAUSES = 9
    OPEN = 10


class Phrase(NamedTuple):
    """Words, and how loosely they hang together."""

    text: str
    level: Level = Level.ATOM

    def within(self, loosest: Level) -> str:
        """The text, in brackets where it is looser than its surroundings allow."""
        return f"({self.text})" if self.level > loosest else self.text


def set_apart(levels: Sequence[Level], loosest: Level) -> bool:
    """Whether parts are joined with commas, those up to ``loosest`` being without brackets.

    A comma keeps a connective of a part from being taken for one of the whole, and a "not"
    or a subject from reaching into the next part.
    """
    reaching = any(one is Level.REACHING is not other for one, other in pairwise(levels))
    return reaching or any(Level.LIST <= level <= loosest for level in levels)


class Limit(NamedTuple):
    """What a value is compared with."""

    op: Op
    value: n.Node


class Part(NamedTuple):
    """One operand of a logic node, and whether it is denied."""

    node: n.Node
    denied: bool


class SchemeKey(NamedTuple):
    """A rule key taken apart: what a scheme comes to, and whether for one person of a unit."""

    scheme: str
    what: n.What
    spread: bool


def split_scheme_key(key: str) -> SchemeKey | None:
    """The parts of a key that `scheme_key` wrote; None for any other rule key."""
    scheme, _, rest = key.partition(".")
    name, _, suffix = rest.partition(".")
    what = _WHATS.get(name)
    return SchemeKey(scheme, what, bool(suffix)) if what and suffix in ("", "person") else None


def operator(node: n.Logic, *, denied: bool) -> LogicOp:
    """The connective of a logic node once a denial has been carried inwards."""
    return "and" if (node.op == "and") != denied else "or"


def parts_of(node: n.Node, op: LogicOp, *, denied: bool) -> Iterator[Part]:
    """The operands that one connective joins, however deep they are nested."""
    if isinstance(node, n.Not):
        yield from parts_of(node.operand, op, denied=not denied)
    elif isinstance(node, n.Logic) and operator(node, denied=denied) == op:
        for operand in node.operands:
            yield from parts_of(operand, op, denied=denied)
    else:
        yield Part(node, denied)


def read_from_left(node: n.Compare, *, denied: bool) -> tuple[n.Node, Limit]:
    """A comparison with its figure or literal on the right."""
    if isinstance(node.left, n.Const) and not isinstance(node.right, n.Const):
        return node.right, Limit(_op(_MIRRORED[node.op], denied=denied), node.left)
    return node.left, Limit(_op(node.op, denied=denied), node.right)


def chained(first: Part, second: Part) -> tuple[n.Node, tuple[Limit, Limit]] | None:
    """The value and the limits of a chain such as ``16 <= x < 60``, which is built in halves."""
    lower, upper = first.node, second.node
    if not (isinstance(lower, n.Compare) and isinstance(upper, n.Compare)):
        return None
    if lower.right is not upper.left or {lower.op, upper.op} & {"==", "!="}:
        return None
    return upper.left, (
        Limit(_op(_MIRRORED[lower.op], denied=first.denied), lower.left),
        Limit(_op(upper.op, denied=second.denied), upper.right),
    )


def measure_of(left: n.Node, right: n.Node) -> Measure:
    """Which words say how two values compare."""
    if isinstance(left, n.Age):
        return "plain" if isinstance(right, n.Age) else "age"
    type_ = right.type if left.type.kind == "any" else left.type
    if type_.kind == "money":
        return "money"
    if type_.kind == "date":
        return "date"
    if type_.kind == "any":
        return "plain"
    if type_.kind == "number":
        return "plain" if type_.unit in ("", "0", "ratio", "grade") else "count"
    return "kind"


def grades_within(left: n.Node, limit: Limit) -> tuple[int, ...]:
    """The grades a literal limit lets through; none where this cannot be said in grades.

    The first grade is the gravest, so that "up to grade 2" would be read both ways.
    """
    value = limit.value
    if not isinstance(left, n.FactRef) or left.fact.unit != "grade":
        return ()
    if not isinstance(value, n.Const) or value.standard or left.fact.high is None:
        return ()
    every = range(left.fact.low or 0, left.fact.high + 1)
    within = tuple(grade for grade in every if compute(limit.op, grade, value.value))
    return within if len(within) < len(every) else ()


def yes_or_no(node: n.Compare) -> tuple[n.Node, bool] | None:
    """What is compared with a literal yes or no, and whether the whole holds where that does."""
    for side, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(side, n.Const) and isinstance(side.value, bool):
            return other, (node.op == "==") == side.value
    return None


def multiple_of(node: n.Node) -> tuple[n.Node, Fraction]:
    """A value and the literal factor that it is taken times, ``x * 3/2`` for example."""
    factor = Fraction(1)
    while isinstance(node, n.Arithmetic) and node.op in ("*", "/"):
        left, right = n.literal(node.left), n.literal(node.right)
        if right and right > 0:
            factor, node = (factor * right if node.op == "*" else factor / right), node.left
        elif left and left > 0 and node.op == "*":
            factor, node = factor * left, node.right
        else:
            break
    return node, factor


def condition_of(node: n.Aggregate) -> n.Node | None:
    """Which items a sum or a count takes; what is counted is a condition too."""
    if node.op == "sum" or isinstance(node.body, n.Const):
        return node.condition
    if node.condition is None:
        return node.body
    return n.Logic(node.body.type, "and", (node.condition, node.body))


def deducted(node: n.Extreme) -> tuple[tuple[str, ...], n.Node]:
    """What is not to fall below 0, and the amounts it is topped up from, by their keys.

    Topping up is ``max(0, whole - (amount(x) if receives(x) else 0))``, one inside the other.
    Of any other node it is the node itself.
    """
    keys: list[str] = []
    current: n.Node = node
    while isinstance(current, n.Extreme) and current.op == "max" and len(current.operands) == 2:
        rest = [each for each in current.operands if not is_zero(each)]
        if len(rest) != 1:
            break
        inner = rest[0]
        key = _received(inner.right) if isinstance(inner, n.Arithmetic) else None
        if key is None or not isinstance(inner, n.Arithmetic) or inner.op != "-":
            current = current if keys else inner
            break
        keys.append(key)
        current = inner.left
    return tuple(reversed(keys)), current


def _received(node: n.Node) -> str | None:
    """The key of an amount that is taken where its scheme is received."""
    if not (isinstance(node, n.IfElse) and is_zero(node.no)):
        return None
    if not (isinstance(node.test, n.RuleRef) and isinstance(node.yes, n.RuleRef)):
        return None
    test, amount = split_scheme_key(node.test.key), split_scheme_key(node.yes.key)
    if test is None or amount is None or test.what != "receives":
        return None
    return node.yes.key if test.scheme == amount.scheme else None


def is_zero(node: n.Node) -> bool:
    """Whether a node is the literal 0."""
    return n.literal(node) == 0


def speaks_of(node: n.Node, subject: n.Subject) -> bool:
    """Whether a clause begins with the name of a value that belongs to a subject."""
    while isinstance(node, n.Not):
        node = node.operand
    if isinstance(node, n.Compare):
        first, _ = read_from_left(node, denied=False)
    elif isinstance(node, n.Among | n.Within):
        first = node.operand
    else:
        return False
    return isinstance(first, n.FactRef | n.RuleRef) and first.subject == subject


def _op(op: Op, *, denied: bool) -> Op:
    return _DENIED[op] if denied else op
