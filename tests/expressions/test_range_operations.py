"""Each operation on ranges, at its limits: void spans, gaps, no limit, one point."""

from __future__ import annotations

from fractions import Fraction

import pytest

from civbenefits.expressions.ranges import (
    ANY_NUMBER,
    ANY_TEXT,
    NO,
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
    common,
    compare,
    denied,
    known,
    span_of,
    truth_of,
    union,
)

GAP = Truth(False, False, True)
A, B, AB = (Options(frozenset(each)) for each in ("a", "b", "ab"))
VOID = Span(2, 1)


@pytest.mark.parametrize(
    ("span", "void"),
    [
        (Span(1, 2), False),
        (Span(1, 1), False),
        (Span(2, 1), True),
        (Span(None, 1), False),
        (Span(1, None), False),
        (ANY_NUMBER, False),
        (UNRECORDED, True),
    ],
)
def test_a_span_is_void_where_its_limits_cross(span: Span, void: bool) -> None:
    assert span.void is void


def test_nothing_is_a_gap_unless_it_is_said_so() -> None:
    assert [each.gap for each in (YES, NO, OPEN, ANY_NUMBER, ANY_TEXT)] == [False] * 5
    assert (UNRECORDED.gap, known(3).gap, known("a").gap, known(True).gap) == (True, *[False] * 3)


def test_of_an_unknown_type_any_number_is_possible() -> None:
    assert anything("any") == ANY_NUMBER
    assert [anything(kind) for kind in ("number", "money", "date")] == [ANY_NUMBER] * 3
    assert [anything(kind) for kind in ("choice", "place", "boolean")] == [ANY_TEXT] * 2 + [OPEN]


def test_what_is_known_is_all_that_is_possible() -> None:
    half = Fraction(1, 2)
    assert (known(True), known(False), known("a")) == (YES, NO, A)
    assert (known(0), known(half)) == (Span(0, 0), Span(half, half))


@pytest.mark.parametrize(
    ("left", "right", "shared"),
    [
        (OPEN, YES, YES),
        (YES, OPEN, YES),
        (OPEN, NO, NO),
        (OPEN, OPEN, OPEN),
        (YES, NO, None),
        (NO, YES, None),
        (Truth(True, True, True), Truth(True, False, True), YES),
        (A, AB, A),
        (AB, A, A),
        (A, B, None),
        (ANY_TEXT, A, A),
        (A, ANY_TEXT, A),
        (ANY_TEXT, ANY_TEXT, ANY_TEXT),
        (Span(1, 5), Span(3, 9), Span(3, 5)),
        (Span(3, 9), Span(1, 5), Span(3, 5)),
        (Span(1, 3), Span(3, 5), Span(3, 3)),
        (Span(1, 2), Span(3, 5), None),
        (Span(3, 5), Span(1, 2), None),
        (Span(None, 5), Span(3, None), Span(3, 5)),
        (Span(None, 5), Span(None, 3), Span(None, 3)),
        (Span(1, None), Span(3, None), Span(3, None)),
        (ANY_NUMBER, ANY_NUMBER, ANY_NUMBER),
        (Span(1, 5, True), Span(3, 9, True), Span(3, 5)),
        (ANY_NUMBER, A, ANY_NUMBER),
        (A, ANY_NUMBER, ANY_NUMBER),
        (Span(1, 5), OPEN, Span(1, 5)),
        (OPEN, Span(1, 5), Span(1, 5)),
    ],
)
def test_what_two_ranges_share(left: Range, right: Range, shared: Range | None) -> None:
    assert common(left, right) == shared


@pytest.mark.parametrize(
    ("ranges", "joined"),
    [
        ([], UNRECORDED),
        ([UNRECORDED], UNRECORDED),
        ([UNRECORDED, UNRECORDED], UNRECORDED),
        ([VOID, YES], YES),
        ([YES, NO], OPEN),
        ([YES, YES], YES),
        ([NO, NO], NO),
        ([UNRECORDED, YES], Truth(True, False, True)),
        ([YES, UNRECORDED], Truth(True, False, True)),
        ([GAP, NO], Truth(False, True, True)),
        ([A, B], AB),
        ([A, ANY_TEXT], ANY_TEXT),
        ([A, Options(None, True)], Options(None, True)),
        ([A, UNRECORDED], Options(frozenset("a"), True)),
        ([Span(1, 2), Span(5, 6)], Span(1, 6)),
        ([Span(5, 6), Span(1, 2)], Span(1, 6)),
        ([Span(None, 2), Span(5, 6)], Span(None, 6)),
        ([Span(1, 2), Span(5, None)], Span(1, None)),
        ([Span(1, 2), UNRECORDED], Span(1, 2, True)),
        ([Span(1, 2, True), Span(0, 1)], Span(0, 2, True)),
        ([Span(1, 2), OPEN], ANY_NUMBER),
    ],
)
def test_a_union(ranges: list[Range], joined: Range) -> None:
    assert union(ranges) == joined


THREE = {"yes": YES, "no": NO, "gap": GAP}


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        ("yes", "yes", "yes", "yes"),
        ("yes", "no", "no", "yes"),
        ("no", "yes", "no", "yes"),
        ("no", "no", "no", "no"),
        ("gap", "yes", "gap", "yes"),
        ("yes", "gap", "gap", "yes"),
        ("gap", "no", "no", "gap"),
        ("no", "gap", "no", "gap"),
        ("gap", "gap", "gap", "gap"),
    ],
)
def test_logic_of_three_values(left: str, right: str, both: str, either: str) -> None:
    pair = [THREE[left], THREE[right]]
    assert all_of(pair) == THREE[both]
    assert any_of(pair) == THREE[either]


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (OPEN, YES, OPEN, YES),
        (OPEN, NO, NO, OPEN),
        (OPEN, OPEN, OPEN, OPEN),
        (OPEN, GAP, Truth(False, True, True), Truth(True, False, True)),
        (Truth(True, False, True), YES, Truth(True, False, True), YES),
        (Truth(False, True, True), YES, Truth(False, True, True), YES),
        (Truth(True, False, True), NO, NO, Truth(True, False, True)),
    ],
)
def test_logic_of_what_is_open(left: Truth, right: Truth, both: Truth, either: Truth) -> None:
    for pair in ([left, right], [right, left]):
        assert all_of(pair) == both
        assert any_of(pair) == either


def test_of_nothing_all_hold_and_none_does() -> None:
    assert (all_of([]), any_of([])) == (YES, NO)


@pytest.mark.parametrize(
    ("truth", "denial"),
    [
        (YES, NO),
        (NO, YES),
        (OPEN, OPEN),
        (GAP, GAP),
        (Truth(True, False, True), Truth(False, True, True)),
    ],
)
def test_a_denial(truth: Truth, denial: Truth) -> None:
    assert denied(truth) == denial


@pytest.mark.parametrize(
    ("left", "right", "less", "at_most", "same"),
    [
        (Span(1, 2), Span(3, 4), YES, YES, NO),
        (Span(3, 4), Span(1, 2), NO, NO, NO),
        (Span(1, 3), Span(3, 4), OPEN, YES, OPEN),
        (Span(3, 4), Span(1, 3), NO, OPEN, OPEN),
        (Span(3, 3), Span(3, 3), NO, YES, YES),
        (Span(3, 3), Span(3, 4), OPEN, YES, OPEN),
        (Span(3, 4), Span(3, 3), NO, OPEN, OPEN),
        (Span(1, 4), Span(2, 3), OPEN, OPEN, OPEN),
        (Span(1, 2), Span(3, None), YES, YES, NO),
        (Span(1, 4), Span(3, None), OPEN, OPEN, OPEN),
        (Span(3, None), Span(1, 2), NO, NO, NO),
        (Span(None, 2), Span(3, 4), YES, YES, NO),
        (Span(None, 2), Span(3, None), YES, YES, NO),
        (Span(3, None), Span(None, 2), NO, NO, NO),
        (Span(None, 3), Span(3, None), OPEN, YES, OPEN),
        (Span(3, None), Span(None, 3), NO, OPEN, OPEN),
        (ANY_NUMBER, ANY_NUMBER, OPEN, OPEN, OPEN),
        (Span(None, 3), Span(3, 3), OPEN, YES, OPEN),
        (Span(Fraction(1, 2), Fraction(1, 2)), Span(1, 1), YES, YES, NO),
    ],
)
def test_every_comparison(
    left: Span, right: Span, less: Truth, at_most: Truth, same: Truth
) -> None:
    assert compare("<", left, right) == compare(">", right, left) == less
    assert compare("<=", left, right) == compare(">=", right, left) == at_most
    assert compare(">=", left, right) == denied(less)
    assert compare(">", left, right) == denied(at_most)
    assert compare("==", left, right) == compare("==", right, left) == same
    assert compare("!=", left, right) == compare("!=", right, left) == denied(same)


@pytest.mark.parametrize("op", ["<", "<=", ">", ">=", "==", "!="])
def test_comparisons_with_what_may_not_be_on_record(op: str) -> None:
    assert compare(op, UNRECORDED, Span(1, 2)) == compare(op, Span(1, 2), UNRECORDED) == GAP
    assert compare(op, VOID, Span(1, 2)) == GAP
    assert compare(op, Span(1, 2, True), Span(1, 2)).gap
    assert compare(op, Span(1, 2), Span(1, 2, True)).gap
    assert not compare(op, Span(1, 2), Span(1, 2)).gap


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (YES, YES, YES),
        (NO, NO, YES),
        (YES, NO, NO),
        (NO, YES, NO),
        (OPEN, NO, OPEN),
        (YES, OPEN, OPEN),
        (A, A, YES),
        (A, B, NO),
        (A, AB, OPEN),
        (AB, AB, OPEN),
        (A, ANY_TEXT, OPEN),
        (ANY_TEXT, A, OPEN),
        (ANY_TEXT, ANY_TEXT, OPEN),
        (YES, A, OPEN),
        (A, YES, OPEN),
        (A, ANY_NUMBER, OPEN),
        (ANY_NUMBER, A, OPEN),
        (YES, ANY_NUMBER, OPEN),
        (ANY_NUMBER, NO, OPEN),
        (GAP, ANY_NUMBER, GAP),
        (ANY_NUMBER, GAP, GAP),
        (GAP, YES, GAP),
    ],
)
def test_what_is_the_same(left: Range, right: Range, same: Truth) -> None:
    assert compare("==", left, right) == same
    assert compare("!=", left, right) == denied(same)


@pytest.mark.parametrize(
    ("left", "op", "right", "result"),
    [
        (Span(None, 2), "+", Span(1, 3), Span(None, 5)),
        (Span(1, 2), "+", Span(None, 3), Span(None, 5)),
        (Span(1, None), "+", Span(1, 3), Span(2, None)),
        (Span(1, 2), "-", Span(None, 3), Span(-2, None)),
        (Span(None, 2), "-", Span(1, 3), Span(None, 1)),
        (Span(1, None), "-", Span(1, 3), Span(-2, None)),
        (Span(-2, 3), "*", Span(-5, 4), Span(-15, 12)),
        (Span(2, 3), "*", Span(4, None), Span(8, None)),
        (Span(0, 0), "*", Span(4, None), Span(0, 0)),
        (Span(4, None), "*", Span(0, 0), Span(0, 0)),
        (Span(0, 3), "*", Span(0, None), Span(0, None)),
        (Span(-1, 3), "*", Span(0, None), ANY_NUMBER),
        (Span(0, None), "*", Span(-1, 3), ANY_NUMBER),
        (Span(0, 0), "*", ANY_NUMBER, Span(0, 0)),
        (Span(6, 12), "/", Span(3, 3), Span(2, 4)),
        (Span(1, 1), "/", Span(3, 3), Span(Fraction(1, 3), Fraction(1, 3))),
        (Span(6, 12), "/", Span(1, None), Span(0, 12)),
        (Span(6, 12), "/", Span(None, 3), Span(None, None, True)),
        (Span(6, 12), "/", Span(0, 3), Span(None, None, True)),
        (Span(6, 12), "/", Span(-3, -1), Span(None, None, True)),
        (Span(1, 2, True), "+", Span(1, 2), Span(2, 4, True)),
        (Span(1, 2), "*", Span(1, 2, True), Span(1, 4, True)),
        (UNRECORDED, "-", Span(1, 2), UNRECORDED),
        (VOID, "+", Span(1, 2), UNRECORDED),
        (Span(1, 2), "+", VOID, UNRECORDED),
    ],
)
def test_a_step_of_arithmetic(left: Span, op: str, right: Span, result: Span) -> None:
    assert arithmetic(op, left, right) == result


def test_quotients_are_exact_and_whole_where_they_can_be() -> None:
    found = arithmetic("/", Span(6, 6), Span(4, 4))
    assert found == Span(Fraction(3, 2), Fraction(3, 2))
    assert isinstance(arithmetic("*", Span(2, 2), Span(3, 3)).low, int)


def test_a_range_as_one_of_another_kind() -> None:
    assert (truth_of(OPEN), truth_of(UNRECORDED), truth_of(Span(1, 2))) == (OPEN, GAP, OPEN)
    assert truth_of(A) == OPEN
    assert (span_of(Span(1, 2)), span_of(YES), span_of(A)) == (Span(1, 2), ANY_NUMBER, ANY_NUMBER)
