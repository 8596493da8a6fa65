"""What values a tree can still take, when some facts are open: evaluation over ranges.

The third reader of the trees. Every range contains the value under every completion of
what is unknown; where a fact enters more than once a range may be wider than need be,
which is why callers split the domain of such facts before they ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Protocol

from civbenefits.expressions import nodes as n
from civbenefits.expressions.evaluating import Scope, within
from civbenefits.money import exact_quotient, round_down, round_half_up, round_up
from civbenefits.records import Data

Number = int | Fraction


class Truth(Data):
    """Which of yes and no are possible."""

    yes: bool
    no: bool


class Span(Data):
    """The numbers between two inclusive limits; None is no limit.

    Attributes:
        gap: whether it may also be a number that nobody has on record. A span whose low
            limit is above its high one holds no number: then that is all it can be.
    """

    low: Number | None
    high: Number | None
    gap: bool = False

    @property
    def void(self) -> bool:
        """Whether it holds no number."""
        return self.low is not None and self.high is not None and self.low > self.high


class Options(Data):
    """The texts that are possible; None says any."""

    values: frozenset[str] | None


Range = Truth | Span | Options

YES = Truth(True, False)
NO = Truth(False, True)
OPEN = Truth(True, True)
ANY_NUMBER = Span(None, None)
UNRECORDED = Span(1, 0, True)
ANY_TEXT = Options(None)


def known(value: object) -> Range:
    """The range of a value that is known."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, int | Fraction):
        return Span(value, value)
    return Options(frozenset({str(value)}))


def anything(kind: str) -> Range:
    """The range of a value of a type of which nothing is known."""
    if kind == "boolean":
        return OPEN
    return ANY_NUMBER if kind in ("number", "money", "date", "any") else ANY_TEXT


class RangeContext(Protocol):
    """Where the ranges of facts, figures and other rules come from."""

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
            return _banded(node, _span(range_of(node.key, scope, context)))
        case n.FactRef():
            return context.fact(scope[node.subject], node)
        case n.Age():
            return context.age(scope.member(node.subject) or 0, node.day)
        case n.RuleRef():
            return context.rule(scope.member(node.subject), node.key)
        case n.Not():
            truth = _truth(range_of(node.operand, scope, context))
            return Truth(truth.no, truth.yes)
        case n.Logic():
            each = [_truth(range_of(operand, scope, context)) for operand in node.operands]
            return all_of(each) if node.op == "and" else any_of(each)
        case n.Compare():
            left = range_of(node.left, scope, context)
            return compare(node.op, left, range_of(node.right, scope, context))
        case n.Among():
            return _among(node, range_of(node.operand, scope, context))
        case n.Arithmetic():
            left = range_of(node.left, scope, context)
            return arithmetic(node.op, _span(left), _span(range_of(node.right, scope, context)))
        case n.Extreme():
            return _extreme(node, [_span(range_of(o, scope, context)) for o in node.operands])
        case n.Round():
            span = _span(range_of(node.operand, scope, context))
            rule = {"up": round_up, "down": round_down, "half up": round_half_up}[node.direction]
            if span.void:
                return span
            return Span(
                None if span.low is None else rule(span.low, node.unit),
                None if span.high is None else rule(span.high, node.unit),
                span.gap,
            )
        case n.IfElse():
            test = _truth(range_of(node.test, scope, context))
            branches = [node.yes] * test.yes + [node.no] * test.no
            return union([range_of(branch, scope, context) for branch in branches])
        case n.FirstKnown():
            return _first_known(node, scope, context)
        case n.Either():
            first = range_of(node.first, scope, context)
            return _either(first, range_of(node.second, scope, context))
        case n.Within():
            return _within(node, range_of(node.operand, scope, context))
        case n.Aggregate():
            return _aggregate(node, scope, context)
    raise AssertionError(type(node))


def union(ranges: Iterable[Range]) -> Range:
    """The smallest range that holds all of some ranges of one kind."""
    found = list(ranges)
    first = found[0]
    if isinstance(first, Truth):
        truths = [_truth(each) for each in found]
        return Truth(any(t.yes for t in truths), any(t.no for t in truths))
    if isinstance(first, Options) and all(isinstance(each, Options) for each in found):
        options = [each.values for each in found if isinstance(each, Options)]
        known_ones = [values for values in options if values is not None]
        return (
            Options(frozenset().union(*known_ones)) if len(known_ones) == len(options) else ANY_TEXT
        )
    every = [_span(each) for each in found]
    spans = [span for span in every if not span.void]
    if not spans:
        return UNRECORDED
    lows = [span.low for span in spans if span.low is not None]
    highs = [span.high for span in spans if span.high is not None]
    return Span(
        min(lows) if len(lows) == len(spans) else None,
        max(highs) if len(highs) == len(spans) else None,
        any(span.gap for span in every),
    )


def all_of(truths: Sequence[Truth]) -> Truth:
    """Kleene ``and``."""
    return Truth(all(t.yes for t in truths), any(t.no for t in truths))


def any_of(truths: Sequence[Truth]) -> Truth:
    """Kleene ``or``."""
    return Truth(any(t.yes for t in truths), all(t.no for t in truths))


def compare(op: str, left: Range, right: Range) -> Truth:
    """Which outcomes of a comparison are possible."""
    if op in ("==", "!="):
        same = _same(left, right)
        return same if op == "==" else Truth(same.no, same.yes)
    one, other = _span(left), _span(right)
    if one.gap or other.gap:
        return OPEN
    if op in (">", ">="):
        one, other = other, one
    strict = op in ("<", ">")
    return Truth(
        _may(one.low, other.high, strict=strict), _may(other.low, one.high, strict=not strict)
    )


def _may(low: Number | None, high: Number | None, *, strict: bool) -> bool:
    """Whether something at ``low`` or above can be below something at ``high`` or below."""
    if low is None or high is None:
        return True
    return low < high if strict else low <= high


def _same(left: Range, right: Range) -> Truth:
    if isinstance(left, Options) and isinstance(right, Options):
        if left.values is None or right.values is None:
            return OPEN
        certain = len(left.values) == 1 and left.values == right.values
        return Truth(bool(left.values & right.values), not certain)
    if isinstance(left, Truth) or isinstance(right, Truth):
        one, other = _truth(left), _truth(right)
        return Truth(
            (one.yes and other.yes) or (one.no and other.no),
            (one.yes and other.no) or (one.no and other.yes),
        )
    first, second = _span(left), _span(right)
    if first.gap or second.gap:
        return OPEN
    apart = not (
        _may(first.low, second.high, strict=False) and _may(second.low, first.high, strict=False)
    )
    point = first.low is not None and first.low == first.high == second.low == second.high
    return Truth(not apart, not point)


def arithmetic(op: str, left: Span, right: Span) -> Span:
    """The range of one step of arithmetic."""
    if left.void or right.void:
        return UNRECORDED
    found = _computed(op, left, right)
    return Span(found.low, found.high, found.gap or left.gap or right.gap)


def _computed(op: str, left: Span, right: Span) -> Span:
    if op == "+":
        return Span(_add(left.low, right.low), _add(left.high, right.high))
    if op == "-":
        return Span(_add(left.low, _negative(right.high)), _add(left.high, _negative(right.low)))
    if op == "/":
        if right.low is None or right.low <= 0:
            return Span(None, None, True)
        reciprocal_high = exact_quotient(1, right.low)
        reciprocal_low = 0 if right.high is None else exact_quotient(1, right.high)
        return _product(left, Span(reciprocal_low, reciprocal_high))
    return _product(left, right)


def _product(left: Span, right: Span) -> Span:
    limits = (left.low, left.high, right.low, right.high)
    if None not in limits:
        ends = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]  # type: ignore[operator]
        return Span(min(ends), max(ends))
    if right.low is not None and right.low >= 0 and left.low is not None and left.low >= 0:
        open_ended = left.high is None or right.high is None
        zero = left.high == 0 or right.high == 0
        high = None if open_ended and not zero else 0 if zero else left.high * right.high  # type: ignore[operator]
        return Span(left.low * right.low, high)
    if Span(0, 0) in (left, right):
        return Span(0, 0)
    return ANY_NUMBER


def _add(left: Number | None, right: Number | None) -> Number | None:
    return None if left is None or right is None else left + right


def _negative(value: Number | None) -> Number | None:
    return None if value is None else -value


def _truth(value: Range) -> Truth:
    return value if isinstance(value, Truth) else OPEN


def _span(value: Range) -> Span:
    return value if isinstance(value, Span) else ANY_NUMBER


def _lookup(node: n.Lookup, key: Range) -> Range:
    table = dict(node.table)
    names = key.values if isinstance(key, Options) else None
    found = [table.get(name) for name in (table if names is None else names)]
    if names is None:
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
    if key.gap or key.low is None or key.low < node.bands[0][0]:
        found.append(UNRECORDED)
    return union(found)


def _among(node: n.Among, value: Range) -> Truth:
    if isinstance(value, Options) and value.values is not None:
        inside = [name in node.values for name in value.values]
        truth = Truth(any(inside), not all(inside))
    elif isinstance(value, Span):
        truth = any_of([compare("==", value, known(each)) for each in node.values])
        if value.low is None or value.low != value.high:
            truth = Truth(truth.yes, True)
    else:
        truth = OPEN
    return Truth(truth.no, truth.yes) if node.negated else truth


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
    """A finding that is open may yet be given, or the second operand may decide."""
    first = range_of(node.first, scope, context)
    if _settled(first):
        return first
    second = range_of(node.second, scope, context)
    return second if _settled(second) else union([first, second])


def _settled(value: Range) -> bool:
    if isinstance(value, Truth):
        return value.yes != value.no
    if isinstance(value, Span):
        return value.low is not None and value.low == value.high and not value.gap
    return value.values is not None and len(value.values) == 1


def _either(first: Range, second: Range) -> Range:
    """Both readings where they agree, else not on record."""
    if _settled(first) and first == second:
        return first
    both = union([first, second])
    return Span(both.low, both.high, True) if isinstance(both, Span) else both


def _within(node: n.Within, value: Range) -> Truth:
    if not isinstance(value, Options) or value.values is None:
        return OPEN
    inside = [within(code, node.stem) for code in value.values]
    return Truth(any(i is not False for i in inside), any(i is not True for i in inside))


def _aggregate(node: n.Aggregate, scope: Scope, context: RangeContext) -> Range:
    items = context.items(node.collection, scope.member(node.owner))
    if items is None:
        return anything(node.type.kind)
    pairs: list[tuple[Truth, Range]] = []
    for item in items:
        inner = scope.bind(node.variable, item)
        condition: Truth = YES
        if node.condition is not None:
            condition = _truth(range_of(node.condition, inner, context))
        if condition.yes:
            pairs.append((condition, range_of(node.body, inner, context)))
    if node.op == "any":
        return any_of([all_of([condition, _truth(body)]) for condition, body in pairs])
    if node.op == "all":
        return all_of([any_of([Truth(c.no, c.yes), _truth(body)]) for c, body in pairs])
    total = Span(0, 0)
    for condition, body in pairs:
        span = _counted(body) if node.op == "count" else _span(body)
        if condition.no:
            span = _span(union([span, Span(0, 0)]))
        total = arithmetic("+", total, span)
    return total


def _counted(body: Range) -> Span:
    truth = _truth(body)
    return Span(0 if truth.no else 1, 1 if truth.yes else 0)
