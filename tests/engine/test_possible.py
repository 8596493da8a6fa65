"""What a question can come to: joining what is possible, and comparing it."""

from __future__ import annotations

import pytest

from civbenefits.engine.possible import Outcome, Possible, any_of, ranged, seen
from civbenefits.expressions.ranges import NO, OPEN, UNRECORDED, YES, Span, Truth

PAID = Possible(True, False, 100, 100, False)
REFUSED = Possible(False, True, 0, 0, False)
EITHER = Possible(True, True, 0, 100, False)
LACKING = Possible(False, False, 0, 0, True)


@pytest.mark.parametrize(
    ("possible", "fixed"),
    [
        (PAID, True),
        (REFUSED, True),
        (LACKING, True),
        (EITHER, False),
        (Possible(True, False, 50, 100, False), False),
        (Possible(True, False, 100, 100, True), False),
        (Possible(False, True, 0, 0, True), False),
        (Possible(True, False, 0, None, False), False),
    ],
)
def test_whether_all_completions_come_to_the_same(possible: Possible, fixed: bool) -> None:
    assert possible.fixed is fixed


@pytest.mark.parametrize(
    ("one", "other", "inside"),
    [
        (PAID, PAID, True),
        (PAID, EITHER, True),
        (REFUSED, EITHER, True),
        (EITHER, PAID, False),
        (EITHER, REFUSED, False),
        (Possible(True, False, 99, 100, False), PAID, False),
        (Possible(True, False, 100, 101, False), PAID, False),
        (Possible(True, False, 100, None, False), PAID, False),
        (PAID, Possible(True, False, 100, None, False), True),
        (Possible(True, False, 100, None, False), Possible(True, False, 0, None, False), True),
        (LACKING, REFUSED, True),
    ],
)
def test_whether_one_lies_within_another(one: Possible, other: Possible, inside: bool) -> None:
    assert one.within(other) is inside


@pytest.mark.parametrize(
    ("outcomes", "pays", "expected"),
    [
        ([(True, 100)], True, PAID),
        ([(False, None)], True, REFUSED),
        ([(False, 0)], True, REFUSED),
        ([(True, 100), (False, None)], True, EITHER),
        ([(True, 100), (True, 30)], True, Possible(True, False, 30, 100, False)),
        ([(True, None)], True, Possible(True, False, 0, 0, True)),
        ([(True, None), (True, 70)], True, Possible(True, False, 70, 70, True)),
        ([(None, None)], True, LACKING),
        ([(None, 100), (True, 50)], True, Possible(True, False, 50, 50, True)),
        ([(True, None)], False, Possible(True, False, 0, 0, False)),
        ([(True, None), (False, None)], False, Possible(True, True, 0, 0, False)),
        ([(None, None)], False, LACKING),
    ],
)
def test_what_was_seen(outcomes: list[Outcome], pays: bool, expected: Possible) -> None:
    assert seen(outcomes, pays=pays) == expected


@pytest.mark.parametrize(
    ("truth", "amount", "expected"),
    [
        (YES, Span(100, 100), PAID),
        (YES, None, Possible(True, False, 0, 0, False)),
        (NO, Span(100, 100), REFUSED),
        (OPEN, Span(50, 100), EITHER),
        (OPEN, None, Possible(True, True, 0, 0, False)),
        (YES, Span(50, None), Possible(True, False, 50, None, False)),
        (YES, Span(None, 100), Possible(True, False, 0, 100, False)),
        (YES, Span(-5, 100), Possible(True, False, 0, 100, False)),
        (YES, Span(50, 100, True), Possible(True, False, 50, 100, True)),
        (Truth(True, False, True), Span(50, 100), Possible(True, False, 50, 100, True)),
        (YES, UNRECORDED, Possible(True, False, 0, 0, True)),
        (OPEN, UNRECORDED, Possible(True, True, 0, 0, True)),
        (Truth(False, False, True), Span(50, 100), LACKING),
        (Truth(False, True, True), Span(50, 100), Possible(False, True, 0, 0, True)),
    ],
)
def test_what_ranges_allow(truth: Truth, amount: Span | None, expected: Possible) -> None:
    assert ranged(truth, amount) == expected


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        ([PAID], PAID),
        ([PAID, REFUSED], EITHER),
        ([REFUSED, PAID], EITHER),
        ([PAID, LACKING], Possible(True, False, 0, 100, True)),
        ([PAID, Possible(True, False, 30, None, False)], Possible(True, False, 30, None, False)),
        ([PAID, Possible(True, False, 120, 150, False)], Possible(True, False, 100, 150, False)),
    ],
)
def test_any_of_several(every: list[Possible], expected: Possible) -> None:
    assert any_of(every) == expected


def test_nothing_is_exact_unless_it_is_said_so() -> None:
    assert not PAID.exact
    assert not any_of([Possible(True, False, 1, 1, False, True)]).exact
