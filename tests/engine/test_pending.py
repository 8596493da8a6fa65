"""What is asked about: one answer, or the sum of a month, and how tight its bounds are."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import pytest

from civbenefits.engine import pending
from civbenefits.engine.pending import PendingSubject, PendingSum
from civbenefits.engine.possible import Outcome, Possible
from civbenefits.engine.surveying import Survey
from civbenefits.engine.telling import OpenFact
from civbenefits.engine.totals import Interplay
from civbenefits.expressions.ranges import NO, YES
from civbenefits.facts.household import Household
from tests.engine.small_surveys import paying, persons, survey_of
from tests.engine.small_tables import Files, aid, figure, one

PRISON, ROAMING = OpenFact(0, "in_prison"), OpenFact(0, "roaming")
NOTHING_FOUND: Final[list[Outcome]] = [(True, 0)]


def summing(survey: Survey, household: Household, *fixed: Possible | None) -> PendingSum:
    """The sum of a month, some amounts of which may be known otherwise."""
    subjects = list(survey.subjects(household))
    opened = survey.opened(household)
    possible = [survey.ranged(each, opened) for each in subjects]
    for at, each in enumerate(fixed):
        possible[at] = each or possible[at]
    return PendingSum(survey, Interplay(survey.linked), subjects, possible)


def bounds(low: int, high: int | None, *, unrecorded: bool = False) -> Possible:
    return Possible(True, False, low, high, unrecorded)


# One answer -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "where_paid", "where_given"),
    [
        ((False, None), True, True),
        ((False, 5), True, True),
        ((True, 5), True, True),
        ((True, 0), True, True),
        ((True, None), False, True),
        ((None, None), False, False),
        ((None, 5), False, False),
    ],
)
def test_when_an_answer_is_settled(outcome: Outcome, where_paid: bool, where_given: bool) -> None:
    survey = survey_of(
        paying("paid", "in_prison"),
        {"given.yaml": aid("requires: {it: roaming}\nprovides: {zh: 物, en: x}", name="given")},
    )
    given, paid = survey.subjects(one())
    for position, subject, expected in ((0, given, where_given), (1, paid, where_paid)):
        answer = PendingSubject(survey, subject, position)
        assert answer.pays == subject.scheme.pays == (subject is paid)
        assert answer.settled(outcome) is expected


def test_an_answer_is_read_at_its_own_position() -> None:
    survey = survey_of(paying("aid_a", "in_prison"), paying("aid_b", "roaming", "other"))
    household = persons(2, in_prison=True, roaming=False)
    found = [
        PendingSubject(survey, subject, position).outcome(household)
        for position, subject in enumerate(survey.subjects(household))
    ]
    assert found == [(True, 10000), (True, 10000), (False, 0), (False, 0)]


def test_what_an_answer_waits_for_counts_once() -> None:
    survey = survey_of(paying("aid_a", "in_prison and (roaming or in_prison)"))
    [subject] = survey.subjects(one())
    answer = PendingSubject(survey, subject, 0)
    assert answer.waits_for(one()) == {PRISON: 1, ROAMING: 1}
    assert answer.waits_for(one(in_prison=False)) == {}
    assert answer.ranged(one(), [(True, 1)]) == Possible(True, True, 0, 10000, False)
    assert answer.ranged(one(in_prison=True), []) == Possible(True, False, 10000, 10000, False)


# The sum --------------------------------------------------------------------------


def test_the_sum_waits_for_what_most_of_it_hangs_on() -> None:
    survey = survey_of(
        paying("aid_a", "in_prison"),
        paying("aid_b", "in_prison or roaming", "other"),
        {"kind.yaml": aid("requires: {it: conscript}\nprovides: {zh: 物, en: x}", name="kind")},
        {
            "once.yaml": aid("requires: {it: conscript}\npays: grant", name="once"),
            "grant.yaml": figure("from: 2000-01-01, value: 9", unit="yuan/person", name="grant"),
        },
    )
    total = summing(survey, one())
    assert total.pays is True
    assert total.settled((True, 5)) is False
    assert total.waits_for(one()) == {PRISON: 2, ROAMING: 1}
    assert total.waits_for(one(in_prison=True)) == {}
    known = summing(survey, one(), Possible(True, False, 10000, 10000, False))
    assert known.waits_for(one()) == {PRISON: 1, ROAMING: 1}


def test_the_sum_comes_to_what_is_surely_paid() -> None:
    survey = survey_of(paying("aid_a", "in_prison"), paying("aid_b", "roaming", "other"))
    for facts, expected in (
        ({}, 0),
        ({"in_prison": True}, 10000),
        ({"in_prison": True, "roaming": True}, 13000),
        ({"in_prison": False, "roaming": True}, 3000),
    ):
        household = one(**facts)
        assert summing(survey, household).outcome(household) == (True, expected)


GIVES_WAY: Final[Files] = {
    **paying("aid_a", "in_prison"),
    **paying("aid_b", "not receives(aid_a)", "other"),
    **paying("aid_c", "not receives(aid_b)", "smallest"),
}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([(True, 0)], bounds(3000, 10001)),
        ([(True, 3000), (True, 10001)], bounds(3000, 10001)),
        ([(True, 0), (True, 13001)], bounds(0, 13001)),
        ([(True, 1), (True, 13001)], bounds(3000, 10001)),
    ],
)
def test_verdicts_are_supposed_until_the_bounds_lie_within_what_was_found(
    found: list[Outcome], expected: Possible
) -> None:
    assert summing(survey_of(GIVES_WAY), one()).ranged(one(), found) == expected


@pytest.mark.parametrize(
    ("supposed", "expected"),
    [
        (0, bounds(0, 26002)),
        (1, bounds(3000, 23002)),
        (2, bounds(3000, 20002)),
        (4, bounds(3000, 20002)),
        (5, bounds(6000, 20002)),
        (40, bounds(6000, 20002)),
    ],
)
def test_only_so_many_verdicts_are_supposed(
    monkeypatch: pytest.MonkeyPatch, supposed: int, expected: Possible
) -> None:
    # Of each of two persons the first verdict settles the others.
    monkeypatch.setattr(pending, "MAX_SUPPOSED", supposed)
    two = persons(2)
    assert summing(survey_of(GIVES_WAY), two).ranged(two, NOTHING_FOUND) == expected


def test_what_was_supposed_counts_for_all_that_follows() -> None:
    two = persons(2)
    total = summing(survey_of(GIVES_WAY), two)
    # Each time takes 6 of 40 verdicts: 2 of the first person, and 2 of the second for each.
    for _ in range(6):
        assert total.ranged(two, NOTHING_FOUND) == bounds(6000, 20002)
    assert total.ranged(two, NOTHING_FOUND) == bounds(3000, 20002)
    assert total.ranged(two, NOTHING_FOUND) == bounds(0, 26002)


def test_bounds_that_are_known_of_one_amount_narrow_the_sum() -> None:
    survey = survey_of(paying("aid_a", "in_prison"), paying("aid_b", "roaming", "other"))
    for known, expected in (
        (Possible(True, True, 0, 2000, False), bounds(0, 5000)),
        (Possible(True, True, 0, None, False), bounds(0, 13000)),
        (Possible(True, False, 10000, 10000, False), bounds(10000, 13000)),
        (Possible(True, False, 500, 20000, False), bounds(500, 13000)),
        (Possible(True, True, 0, 10000, True), bounds(0, 13000)),
    ):
        assert summing(survey, one(), known).ranged(one(), NOTHING_FOUND) == expected


def test_a_verdict_that_may_not_be_on_record_is_supposed_as_well() -> None:
    survey = survey_of(
        paying("aid_a", "in_prison and not_on_record"),
        paying("aid_b", "not receives(aid_a)", "other"),
    )
    assert summing(survey, one()).ranged(one(), NOTHING_FOUND) == bounds(0, 3000, unrecorded=True)


def test_no_verdict_is_supposed_that_nothing_hangs_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pending, "MAX_SUPPOSED", 1)
    survey = survey_of(paying("aaa", "roaming"), GIVES_WAY)
    assert summing(survey, one()).ranged(one(), NOTHING_FOUND) == bounds(3000, 20001)


def test_a_verdict_may_prove_to_be_nothing_but_not_on_record() -> None:
    survey = survey_of(
        paying("aid_a", "in_prison"),
        paying("aid_b", "not_on_record if receives(aid_a) else roaming"),
        paying("aid_c", "receives(aid_b)", "other"),
    )
    assert summing(survey, one()).ranged(one(), NOTHING_FOUND) == bounds(0, 13000, unrecorded=True)


def test_supposing_one_verdict_settles_what_refers_to_it() -> None:
    survey = survey_of(GIVES_WAY)
    first, second, third = survey.subjects(one())
    opened = survey.opened(one(), {(0, "aid_a.receives"): NO})
    assert survey.ranged(first, opened) == Possible(False, True, 0, 0, False)
    assert survey.ranged(second, opened) == Possible(True, False, 3000, 3000, False)
    opened = survey.opened(one(), {(0, "aid_a.receives"): YES})
    assert survey.ranged(third, opened) == Possible(True, False, 1, 1, False)


# Reading households ---------------------------------------------------------------


def test_what_is_nothing_but_not_on_record_is_neither_given_nor_refused() -> None:
    survey = survey_of(paying("aid_a", "not_on_record"), paying("aid_b", "", "other"))
    first, second = survey.subjects(one())
    opened = survey.opened(one())
    assert survey.ranged(first, opened) == Possible(False, False, 0, 0, True)
    assert survey.ranged(second, opened) == Possible(True, False, 3000, 3000, False)


def test_an_amount_that_is_not_on_record_has_no_bounds() -> None:
    survey = survey_of(paying("aid_a", "in_prison", "not_on_record"))
    [subject] = survey.subjects(one())
    ranged = survey.ranged(subject, survey.opened(one()))
    assert ranged == Possible(True, True, 0, 0, True)


def test_persons_and_schemes_are_decided_in_the_order_of_outcomes() -> None:
    survey = survey_of(
        paying("aid_a", "in_prison"),
        {"all.yaml": aid("provides: {zh: 物, en: x}", of="household", name="all")},
        paying("aid_b", "", "figure * 1/3"),
    )
    two = persons(2, in_prison=False)
    assert [(each.scheme.name, each.member) for each in survey.subjects(two)] == [
        ("aid_a", 0),
        ("aid_a", 1),
        ("aid_b", 0),
        ("aid_b", 1),
        ("all", None),
    ]
    third = Fraction(10000, 3)
    assert survey.outcomes(two) == [
        (False, 0),
        (False, 0),
        (True, third),
        (True, third),
        (True, None),
    ]


def test_what_the_law_lacks_is_nothing_to_wait_for() -> None:
    survey = survey_of(
        paying("aid_a", "in_prison and not_on_record", "figure if roaming else other")
    )
    [subject] = survey.subjects(one())
    for facts, expected in (
        ({}, {PRISON, ROAMING}),
        ({"in_prison": True}, {ROAMING}),
        ({"in_prison": False}, set()),
        ({"roaming": True}, {PRISON}),
    ):
        household = one(**facts)
        assert survey.waits_for(subject, survey.traced(household)) == expected
