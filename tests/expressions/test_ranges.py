"""Ranges: every operation holds the result for any values within its operands."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from civbenefits.expressions.evaluating import compute
from civbenefits.expressions.ranges import (
    ANY_NUMBER,
    ANY_TEXT,
    NO,
    OPEN,
    UNRECORDED,
    YES,
    Number,
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
    truth_of,
    union,
)

GAP = Truth(False, False, True)


class Inside(NamedTuple):
    """A range, and a value in it; None is a value that is not on record."""

    range: Range
    value: bool | Number | str | None


def holds(range_: Range, value: bool | Number | str | None) -> bool:
    """Whether a value is possible."""
    if value is None:
        return range_.gap
    if isinstance(range_, Truth):
        return range_.yes if value is True else range_.no
    if isinstance(range_, Options):
        return range_.values is None or value in range_.values
    assert not isinstance(value, str)
    above = range_.low is None or range_.low <= value
    return above and (range_.high is None or value <= range_.high)


whole = st.integers(-4, 4)
numbers = st.one_of(whole, st.fractions(-4, 4, max_denominator=3))


@st.composite
def spans(draw: st.DrawFn) -> Inside:
    if draw(st.integers(0, 9)) == 0:
        return Inside(UNRECORDED, None)
    value = draw(numbers)
    low = draw(st.none() | numbers.filter(lambda each: each <= value) | st.just(value))
    high = draw(st.none() | numbers.filter(lambda each: each >= value) | st.just(value))
    gap = draw(st.booleans())
    return Inside(Span(low, high, gap), None if gap and draw(st.booleans()) else value)


@st.composite
def truths(draw: st.DrawFn) -> Inside:
    value = draw(st.sampled_from([True, False, None]))
    yes, no, gap = (draw(st.booleans()) for _ in range(3))
    return Inside(Truth(yes or value is True, no or value is False, gap or value is None), value)


@st.composite
def options(draw: st.DrawFn) -> Inside:
    value = draw(st.sampled_from("abc"))
    others = draw(st.none() | st.frozensets(st.sampled_from("abcd")))
    gap = draw(st.booleans())
    values = None if others is None else others | {value}
    return Inside(Options(values, gap), None if gap and draw(st.booleans()) else value)


@given(spans(), spans(), st.sampled_from("+-*/"))
def test_arithmetic(left: Inside, right: Inside, op: str) -> None:
    assert isinstance(left.range, Span)
    assert isinstance(right.range, Span)
    result = arithmetic(op, left.range, right.range)
    if left.value is None or right.value is None:
        assert holds(result, None)
    else:
        found = compute(op, left.value, right.value)
        assert holds(result, found)


@given(spans(), spans(), st.sampled_from(["<", "<=", ">", ">=", "==", "!="]))
def test_comparisons_of_numbers(left: Inside, right: Inside, op: str) -> None:
    result = compare(op, left.range, right.range)
    if left.value is None or right.value is None:
        assert result.gap
    else:
        assert holds(result, bool(compute(op, left.value, right.value)))


@given(st.one_of(st.tuples(truths(), truths()), st.tuples(options(), options())), st.booleans())
def test_comparisons_of_others(pair: tuple[Inside, Inside], equal: bool) -> None:
    left, right = pair
    result = compare("==" if equal else "!=", left.range, right.range)
    if left.value is None or right.value is None:
        assert result.gap
    else:
        assert holds(result, (left.value == right.value) is equal)


@given(truths(), truths())
def test_logic(left: Inside, right: Inside) -> None:
    one, other = truth_of(left.range), truth_of(right.range)
    values = (left.value, right.value)
    conjunction = False if False in values else None if None in values else True
    disjunction = True if True in values else None if None in values else False
    assert holds(all_of([one, other]), conjunction)
    assert holds(any_of([one, other]), disjunction)
    assert holds(denied(one), None if left.value is None else not left.value)


@given(
    st.one_of(*(st.lists(each, min_size=1, max_size=3) for each in (truths(), options(), spans())))
)
def test_a_union_holds_all(parts: list[Inside]) -> None:
    joined = union([part.range for part in parts])
    assert all(holds(joined, part.value) for part in parts)


@given(st.one_of(truths(), options(), spans()))
def test_a_union_of_one_is_the_same(part: Inside) -> None:
    assume(part.range != GAP)
    assert union([part.range]) == part.range


@pytest.mark.parametrize(
    ("value", "range_"),
    [
        (True, YES),
        (False, NO),
        (3, Span(3, 3)),
        (Fraction(1, 2), Span(Fraction(1, 2), Fraction(1, 2))),
        ("a", Options(frozenset("a"))),
    ],
)
def test_a_known_value_is_all_that_is_possible(value: bool | Number | str, range_: Range) -> None:
    assert known(value) == range_


@pytest.mark.parametrize(
    ("kind", "range_"),
    [
        ("boolean", OPEN),
        ("number", ANY_NUMBER),
        ("money", ANY_NUMBER),
        ("date", ANY_NUMBER),
        ("choice", ANY_TEXT),
        ("place", ANY_TEXT),
    ],
)
def test_of_what_nothing_is_known_anything_is_possible(kind: str, range_: Range) -> None:
    assert anything(kind) == range_


@pytest.mark.parametrize(
    ("left", "op", "right", "result"),
    [
        (Span(1, 2), "+", Span(10, None), Span(11, None)),
        (Span(1, 2), "-", Span(10, 20), Span(-19, -8)),
        (Span(1, 2), "-", Span(10, None), Span(None, -8)),
        (Span(1, 2), "*", Span(-3, 4), Span(-6, 8)),
        (Span(1, None), "*", Span(2, 3), Span(2, None)),
        (Span(0, None), "*", Span(0, 0), Span(0, 0)),
        (Span(None, None), "*", Span(0, 0), Span(0, 0)),
        (Span(None, 1), "*", Span(2, 3), ANY_NUMBER),
        (Span(6, 12), "/", Span(2, 3), Span(2, 6)),
        (Span(6, 12), "/", Span(2, None), Span(0, 6)),
        (Span(6, 12), "/", Span(0, 1), Span(None, None, True)),
        (Span(6, 12), "+", UNRECORDED, UNRECORDED),
    ],
)
def test_arithmetic_is_as_tight_as_it_can_be(
    left: Span, op: str, right: Span, result: Span
) -> None:
    assert arithmetic(op, left, right) == result


@pytest.mark.parametrize(
    ("left", "op", "right", "result"),
    [
        (Span(1, 2), "<", Span(3, 4), YES),
        (Span(1, 3), "<", Span(3, 4), OPEN),
        (Span(1, 3), "<=", Span(3, 4), YES),
        (Span(4, 5), "<", Span(3, 4), NO),
        (Span(4, 5), ">", Span(3, None), OPEN),
        (Span(2, 2), "==", Span(2, 2), YES),
        (Span(1, 2), "==", Span(3, 4), NO),
        (Span(1, 2), "!=", Span(2, 4), OPEN),
        (Options(frozenset("a")), "==", Options(frozenset("a")), YES),
        (Options(frozenset("a")), "==", Options(frozenset("bc")), NO),
        (Options(frozenset("ab")), "!=", Options(frozenset("a")), OPEN),
        (ANY_TEXT, "==", Options(frozenset("a")), OPEN),
        (YES, "==", NO, NO),
        (YES, "!=", NO, YES),
        (OPEN, "==", YES, OPEN),
        (UNRECORDED, "==", YES, GAP),
    ],
)
def test_comparisons_are_as_tight_as_they_can_be(
    left: Range, op: str, right: Range, result: Truth
) -> None:
    assert compare(op, left, right) == result
