"""Ranges of values, and what logic and arithmetic make of them.

Every operation gives a range that holds the result for any values within its operands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from civbenefits.money import exact_quotient
from civbenefits.records import Data

Number = int | Fraction


class Truth(Data):
    """Which of yes and no are possible; ``gap``: it may also be something not on record."""

    yes: bool
    no: bool
    gap: bool = False

    def __init__(self, yes: bool, no: bool, gap: bool = False) -> None:
        # By hand, as for `Span`: a search makes a million of them.
        values = self.__dict__
        values["yes"] = yes
        values["no"] = no
        values["gap"] = gap


class Span(Data):
    """The numbers between two inclusive limits; None is no limit.

    Attributes:
        gap: whether it may also be a number that nobody has on record. A span whose low
            limit is above its high one holds no number: then that is all it can be.
    """

    low: Number | None
    high: Number | None
    gap: bool = False

    def __init__(self, low: Number | None, high: Number | None, gap: bool = False) -> None:
        values = self.__dict__
        values["low"] = low
        values["high"] = high
        values["gap"] = gap

    @property
    def void(self) -> bool:
        """Whether it holds no number."""
        return self.low is not None and self.high is not None and self.low > self.high


class Options(Data):
    """The texts that are possible (None says any); ``gap`` as for the others."""

    values: frozenset[str] | None
    gap: bool = False


Range = Truth | Span | Options

YES = Truth(True, False)
NO = Truth(False, True)
OPEN = Truth(True, True)
ANY_NUMBER = Span(None, None)
ANY_TEXT = Options(None)
UNRECORDED = Span(1, 0, True)
"""Of any type: nothing but what is not on record."""


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


def union(ranges: Iterable[Range]) -> Range:
    """The smallest range that holds all of some ranges of one kind."""
    every = list(ranges)
    gap = any(each.gap for each in every)
    found = [each for each in every if not (isinstance(each, Span) and each.void)]
    if not found:
        return UNRECORDED
    if isinstance(found[0], Truth):
        truths = [truth_of(each) for each in found]
        return Truth(any(t.yes for t in truths), any(t.no for t in truths), gap)
    if isinstance(found[0], Options):
        values = [each.values for each in found if isinstance(each, Options)]
        texts = [each for each in values if each is not None]
        joined = frozenset().union(*texts) if len(texts) == len(found) else None
        return Options(joined, gap)
    spans = [span_of(each) for each in found]
    lows = [span.low for span in spans if span.low is not None]
    highs = [span.high for span in spans if span.high is not None]
    return Span(
        min(lows) if len(lows) == len(spans) else None,
        max(highs) if len(highs) == len(spans) else None,
        gap,
    )


def common(left: Range, right: Range) -> Range | None:
    """What two ranges of one kind share, gaps aside; None where they share nothing."""
    if isinstance(left, Truth) and isinstance(right, Truth):
        truth = Truth(left.yes and right.yes, left.no and right.no)
        return truth if truth.yes or truth.no else None
    if isinstance(left, Options) and isinstance(right, Options):
        if left.values is None or right.values is None:
            return left if right.values is None else right
        shared = left.values & right.values
        return Options(shared) if shared else None
    one, other = span_of(left), span_of(right)
    lows = [each for each in (one.low, other.low) if each is not None]
    highs = [each for each in (one.high, other.high) if each is not None]
    span = Span(max(lows, default=None), min(highs, default=None))
    return None if span.void else span


def all_of(truths: Sequence[Truth]) -> Truth:
    """Kleene ``and``, what is not on record being its third value."""
    gap = any(t.gap for t in truths) and all(t.yes or t.gap for t in truths)
    return Truth(all(t.yes for t in truths), any(t.no for t in truths), gap)


def any_of(truths: Sequence[Truth]) -> Truth:
    """Kleene ``or``."""
    return denied(all_of([denied(each) for each in truths]))


def denied(truth: Truth) -> Truth:
    """Kleene negation."""
    return Truth(truth.no, truth.yes, truth.gap)


def compare(op: str, left: Range, right: Range) -> Truth:
    """Which outcomes of a comparison are possible."""
    gap = left.gap or right.gap
    if any(isinstance(each, Span) and each.void for each in (left, right)):
        return Truth(False, False, True)
    if op in ("==", "!="):
        same = _same(left, right)
        found = same if op == "==" else denied(same)
        return Truth(found.yes, found.no, gap)
    one, other = span_of(left), span_of(right)
    if op in (">", ">="):
        one, other = other, one
    strict = op in ("<", ">")
    yes = _may(one.low, other.high, strict=strict)
    return Truth(yes, _may(other.low, one.high, strict=not strict), gap)


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
        one, other = truth_of(left), truth_of(right)
        return Truth(
            (one.yes and other.yes) or (one.no and other.no),
            (one.yes and other.no) or (one.no and other.yes),
        )
    first, second = span_of(left), span_of(right)
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
        return Span(left.low * right.low, 0 if 0 in (left.high, right.high) else None)
    if Span(0, 0) in (left, right):
        return Span(0, 0)
    return ANY_NUMBER


def _add(left: Number | None, right: Number | None) -> Number | None:
    return None if left is None or right is None else left + right


def _negative(value: Number | None) -> Number | None:
    return None if value is None else -value


def truth_of(value: Range) -> Truth:
    """A range as one of yes and no."""
    if isinstance(value, Truth):
        return value
    return Truth(False, False, True) if isinstance(value, Span) and value.void else OPEN


def span_of(value: Range) -> Span:
    """A range as one of numbers."""
    return value if isinstance(value, Span) else ANY_NUMBER
