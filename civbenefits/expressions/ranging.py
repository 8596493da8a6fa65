"""What values a tree can still take, when some facts are open: evaluation over ranges.

The third reader of the trees. Every range contains the value under every completion of
what is unknown; where a fact enters more than once a range may be wider than need be.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, assert_never

from civbenefits.expressions import nodes as n
from civbenefits.expressions.evaluating import Scope
from civbenefits.expressions.ranges import (
    OPEN,
    UNRECORDED,
    YES,
    Options,
    Range,
    Span,
    Truth,
    all_of,
    any_of,
    anything,
    arithmetic,
    compare,
    denied,
    known,
    span_of,
    truth_of,
    union,
)
from civbenefits.money import round_down, round_half_up, round_up
from civbenefits.place_codes import within
from civbenefits.records import replace


class RangeContext(Protocol):
    """Where the ranges of facts, figures and other rules come from.

    Attributes:
        any_finding: whether a finding may be given although what it stands for is settled.
    """

    any_finding: bool

    def fact(self, subject: object, node: n.FactRef) -> Range:
        """What a fact may be."""

    def age(self, member: int, day: str) -> Span:
        """What an age may be."""

    def rule(self, member: int | None, key: str) -> Range:
        """What a rule may come to."""

    def unrecorded(self, node: n.Unrecorded) -> Range:
        """What a figure that is not on record may be."""

    def items(self, collection: str, owner: int | None) -> Sequence[object] | None:
        """What a loop runs over; None where that is unknown."""


def range_of(node: n.Node, scope: Scope, context: RangeContext) -> Range:  # noqa: C901 - one arm a node
    """The range of a tree."""
    match node:
        case n.Const():
            return known(node.value)
        case n.Unrecorded():
            return context.unrecorded(node)
        case n.Lookup():
            return _lookup(node, range_of(node.key, scope, context))
        case n.Banded():
            return _banded(node, span_of(range_of(node.key, scope, context)))
        case n.FactRef():
            return context.fact(scope[node.subject], node)
        case n.Age():
            return context.age(scope.member(node.subject) or 0, node.day)
        case n.RuleRef():
            return context.rule(scope.member(node.subject), node.key)
        case n.Not():
            return denied(truth_of(range_of(node.operand, scope, context)))
        case n.Logic():
            each = [truth_of(range_of(operand, scope, context)) for operand in node.operands]
            return all_of(each) if node.op == "and" else any_of(each)
        case n.Compare():
            left = range_of(node.left, scope, context)
            return compare(node.op, left, range_of(node.right, scope, context))
        case n.Among():
            return _among(node, range_of(node.operand, scope, context))
        case n.Arithmetic():
            left = range_of(node.left, scope, context)
            return arithmetic(node.op, span_of(left), span_of(range_of(node.right, scope, context)))
        case n.Extreme():
            return _extreme(node, [span_of(range_of(o, scope, context)) for o in node.operands])
        case n.Round():
            span = span_of(range_of(node.operand, scope, context))
            rule = {"up": round_up, "down": round_down, "half up": round_half_up}[node.direction]
            if span.void:
                return span
            return Span(
                None if span.low is None else rule(span.low, node.unit),
                None if span.high is None else rule(span.high, node.unit),
                span.gap,
            )
        case n.IfElse():
            test = truth_of(range_of(node.test, scope, context))
            branches = [node.yes] * test.yes + [node.no] * test.no
            found = [range_of(branch, scope, context) for branch in branches]
            return union([*found, *[UNRECORDED] * test.gap])
        case n.FirstKnown():
            return _first_known(node, scope, context)
        case n.Either():
            first = range_of(node.first, scope, context)
            return _either(first, range_of(node.second, scope, context))
        case n.Within():
            return _within(node, range_of(node.operand, scope, context))
        case n.Aggregate():
            return _aggregate(node, scope, context)
    assert_never(node)


def _lookup(node: n.Lookup, key: Range) -> Range:
    table = dict(node.table)
    names = key.values if isinstance(key, Options) else None
    found = [table.get(name) for name in (table if names is None else names)]
    if names is None or key.gap:
        found.append(None)
    return union([UNRECORDED if value is None else known(value) for value in found])


def _banded(node: n.Banded, key: Span) -> Range:
    """Every band that the key may fall into."""
    found: list[Range] = []
    for index, (low, value) in enumerate(node.bands):
        above = node.bands[index + 1][0] if index + 1 < len(node.bands) else None
        starts = key.high is None or low <= key.high
        if starts and (above is None or key.low is None or key.low < above):
            found.append(UNRECORDED if value is None else known(value))
    if key.gap:
        found.append(UNRECORDED)
    # Below the lowest band there is no figure, and so no amount that could be bounded.
    return union(found)


def _among(node: n.Among, value: Range) -> Truth:
    if isinstance(value, Options) and value.values is not None:
        inside = [name in node.values for name in value.values]
        truth = Truth(any(inside), not all(inside), value.gap)
    elif isinstance(value, Span):
        truth = any_of([compare("==", value, known(each)) for each in node.values])
    else:
        truth = OPEN
    return denied(truth) if node.negated else truth


def _extreme(node: n.Extreme, spans: list[Span]) -> Span:
    if any(span.void for span in spans):
        return UNRECORDED
    gap = any(span.gap for span in spans)
    pick = min if node.op == "min" else max
    lows = [span.low for span in spans if span.low is not None]
    highs = [span.high for span in spans if span.high is not None]
    if node.op == "min":
        low = pick(lows) if len(lows) == len(spans) else None
        return Span(low, pick(highs) if highs else None, gap)
    high = pick(highs) if len(highs) == len(spans) else None
    return Span(pick(lows) if lows else None, high, gap)


def _first_known(node: n.FirstKnown, scope: Scope, context: RangeContext) -> Range:
    """A finding that is open may yet be given, or the second operand may decide.

    A finding whose every outcome is the same is not known for that: a grade is never below
    1, but who has no disability has none. Once the second operand is settled, no finding is
    waited for.
    """
    first = range_of(node.first, scope, context)
    if _settled(first) and _is_known(node.first, scope, context):
        return first
    second = range_of(node.second, scope, context)
    waits = context.any_finding or not _settled(second)
    if not waits or (isinstance(first, Span) and first.void):
        return second
    return union([first, second])


def _is_known(node: n.Node, scope: Scope, context: RangeContext) -> bool:
    """Whether a tree whose range is one value has it by what is known, not by what may be."""
    if isinstance(node, n.Aggregate):
        items = context.items(node.collection, scope.member(node.owner))
        inner = [scope.bind(node.variable, item) for item in items or ()]
        parts = [node.body, *([node.condition] if node.condition is not None else [])]
        return items is not None and all(
            _is_known(part, each, context) for each in inner for part in parts
        )
    if isinstance(node, n.FactRef | n.Age | n.RuleRef):
        return _settled(range_of(node, scope, context))
    return all(_is_known(each, scope, context) for each in n.children(node))


def _settled(value: Range) -> bool:
    if value.gap:
        return False
    if isinstance(value, Truth):
        return value.yes != value.no
    if isinstance(value, Span):
        return value.low is not None and value.low == value.high
    return value.values is not None and len(value.values) == 1


def _either(first: Range, second: Range) -> Range:
    """What both readings may come to, and a gap where they may differ."""
    gap = first.gap or second.gap or not (_settled(first) and first == second)
    if isinstance(first, Truth) or isinstance(second, Truth):
        one, other = truth_of(first), truth_of(second)
        return Truth(one.yes and other.yes, one.no and other.no, gap)
    if isinstance(first, Options) and isinstance(second, Options):
        if first.values is None or second.values is None:
            return Options(second.values if first.values is None else first.values, gap)
        common = first.values & second.values
        return Options(common, gap) if common else UNRECORDED
    left, right = span_of(first), span_of(second)
    lows = [each for each in (left.low, right.low) if each is not None]
    highs = [each for each in (left.high, right.high) if each is not None]
    common_span = Span(max(lows, default=None), min(highs, default=None), gap)
    return UNRECORDED if common_span.void else common_span


def _within(node: n.Within, value: Range) -> Truth:
    if not isinstance(value, Options) or value.values is None:
        return OPEN
    inside = [within(code, node.code) for code in value.values]
    yes, no = any(i is not False for i in inside), any(i is not True for i in inside)
    return Truth(yes, no, value.gap)


def _aggregate(node: n.Aggregate, scope: Scope, context: RangeContext) -> Range:
    items = context.items(node.collection, scope.member(node.owner))
    if items is None:
        found = anything(node.type.kind)
        return replace(found, gap=True) if _may_lack(node) else found
    pairs: list[tuple[Truth, Range]] = []
    for item in items:
        inner = scope.bind(node.variable, item)
        condition: Truth = YES
        if node.condition is not None:
            condition = truth_of(range_of(node.condition, inner, context))
        if condition.yes or condition.gap:
            pairs.append((condition, range_of(node.body, inner, context)))
    if node.op == "any":
        return any_of([all_of([condition, truth_of(body)]) for condition, body in pairs])
    if node.op == "all":
        return all_of([any_of([denied(c), truth_of(body)]) for c, body in pairs])
    total = Span(0, 0)
    for condition, body in pairs:
        span = _counted(body) if node.op == "count" else span_of(body)
        others = [Span(0, 0)] * condition.no + [UNRECORDED] * condition.gap
        span = span_of(union([span, *others]))
        total = arithmetic("+", total, span)
    return total


def _may_lack(node: n.Node) -> bool:
    """Whether a tree can come to something that is not on record."""
    gaps = (n.Unrecorded, n.Lookup, n.Banded, n.Either, n.RuleRef)
    return any(
        isinstance(each, gaps) or (isinstance(each, n.Arithmetic) and each.op == "/")
        for each in n.walk(node)
    )


def _counted(body: Range) -> Span:
    truth = truth_of(body)
    if not (truth.yes or truth.no):
        return UNRECORDED
    return Span(0 if truth.no else 1, 1 if truth.yes else 0, truth.gap)
