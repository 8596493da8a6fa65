"""Branching: how an answer is narrowed, with so many steps, and what is met on the way."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest

from civbenefits.engine.branching import Brancher, Steps
from civbenefits.engine.completing import Completer
from civbenefits.engine.pending import PendingSubject, PendingSum
from civbenefits.engine.possible import Outcome, Possible
from civbenefits.engine.telling import OpenFact, value_of
from civbenefits.engine.totals import Interplay
from civbenefits.engine.values import Values
from civbenefits.facts.household import Household, Property
from civbenefits.facts.member import Disability, Member
from tests.engine.small_surveys import MONTH, paying, survey_of
from tests.engine.small_tables import figure, one


class Question:
    """One answer about one person, under one scheme."""

    def __init__(self, requires: str = "", pays: str = "figure") -> None:
        self.survey = survey_of(paying("aid", requires, pays))
        self.completer = Completer(Values(self.survey.linked, MONTH))
        self.brancher = Brancher(self.completer)

    def pending(self, household: Household) -> PendingSubject:
        subject = next(self.survey.subjects(household))
        return PendingSubject(self.survey, subject, 0)

    def matters(
        self, path: str, household: Household | None = None, *, closed: str = "", steps: int = 100
    ) -> tuple[bool | None, int]:
        """Whether a fact matters, and the steps that this took."""
        household = household or one()
        left = Steps(steps)
        shut = frozenset(OpenFact(0, each) for each in closed.split())
        found = self.brancher.matters(
            household, shut, self.pending(household), OpenFact(0, path), left
        )
        return found, steps - left.left

    def tightened(
        self,
        household: Household | None = None,
        found: Collection[Outcome] = (),
        *,
        closed: str = "",
        steps: int = 100,
    ) -> tuple[Possible, set[Outcome], list[Household], int]:
        """Bounds, all outcomes found, the households met, and the steps that this took."""
        household = household or one()
        left, every = Steps(steps), set(found)
        shut = frozenset(OpenFact(0, each) for each in closed.split())
        possible, met = self.brancher.tightened(
            household, shut, self.pending(household), every, left
        )
        return possible, every, met, steps - left.left


# Whether a fact matters -----------------------------------------------------------


@pytest.mark.parametrize(
    ("requires", "path", "expected"),
    [
        ("in_prison", "in_prison", (True, 1)),
        ("in_prison", "roaming", (False, 2)),
        ("in_prison and roaming", "in_prison", (True, 2)),
        ("(in_prison and not roaming) or (roaming and not in_prison)", "in_prison", (True, 2)),
        ("(in_prison and not roaming) or (roaming and not in_prison)", "roaming", (True, 2)),
        ("(in_prison and roaming) or (roaming and not in_prison)", "in_prison", (False, 3)),
        ("in_prison and roaming and lives_alone and conscript", "roaming", (True, 4)),
        (
            "count(m for m in members if m.in_prison) == 1 or (in_prison and roaming)",
            "roaming",
            (False, 2),
        ),
    ],
)
def test_whether_a_fact_matters_and_what_it_takes_to_know(
    requires: str, path: str, expected: tuple[bool, int]
) -> None:
    question = Question(requires)
    assert question.matters(path)[0] is expected[0]
    assert question.matters(path) == expected


def test_whether_a_fact_matters_is_open_once_the_steps_are_taken() -> None:
    question = Question("(in_prison and roaming) or (roaming and not in_prison)")
    assert question.matters("in_prison", steps=1) == (None, 1)
    assert question.matters("in_prison", steps=2) == (None, 2)
    assert question.matters("in_prison", steps=3) == (False, 3)
    assert question.matters("in_prison", steps=0) == (None, 0)


def test_a_fact_that_can_no_longer_be_told_is_passed_over() -> None:
    question = Question("in_prison and (household.property.compliant or roaming)")
    household = Household(members=(Member(id="a"),), property=Property(dwellings=1))
    assert question.matters("in_prison", household)[0] is True
    assert question.matters("roaming", household)[0] is True


# Narrowing an answer --------------------------------------------------------------


PAID, REFUSED = (True, 10000), (False, 0)


def test_all_that_an_answer_comes_to_is_met() -> None:
    possible, found, met, _ = Question("in_prison").tightened()
    assert possible == Possible(True, True, 0, 10000, False, True)
    assert found == {PAID, REFUSED}
    assert {value_of(each, OpenFact(0, "in_prison")) for each in met} == {False, True}
    assert len(met) == 2


def test_what_was_found_before_is_not_met_again() -> None:
    possible, found, met, _ = Question("in_prison").tightened(found=[PAID])
    assert possible == Possible(True, True, 0, 10000, False, True)
    assert found == {PAID, REFUSED}
    assert [value_of(each, OpenFact(0, "in_prison")) for each in met] == [False]


def test_where_all_was_found_no_branch_is_made() -> None:
    possible, found, met, steps = Question("in_prison").tightened(found=[PAID, REFUSED])
    assert (possible, met, steps) == (Possible(True, True, 0, 10000, False, True), [], 2)
    assert found == {PAID, REFUSED}


def test_what_is_known_needs_no_branch() -> None:
    possible, found, met, steps = Question("in_prison").tightened(one(in_prison=True))
    assert possible == Possible(True, False, 10000, 10000, False, True)
    assert (found, met, steps) == ({PAID}, [one(in_prison=True)], 2)


def test_without_steps_the_bounds_are_those_of_all_completions() -> None:
    question = Question("in_prison and not (in_prison and roaming)")
    loose = Possible(True, True, 0, 10000, False, False)
    assert question.tightened(steps=0) == (loose, set(), [], 0)
    possible, found, met, steps = question.tightened(found=[REFUSED], steps=0)
    assert (possible, found, met, steps) == (loose, {REFUSED}, [], 0)
    assert question.tightened(found=[REFUSED, PAID], steps=0)[0] == Possible(
        True, True, 0, 10000, False, True
    )


@pytest.mark.parametrize(
    ("pays", "high"),
    [
        ("(figure if roaming else other) + (other if roaming else figure)", 13000),
        ("(figure if roaming else other) - (other if roaming else naught)", 7000),
    ],
)
def test_what_counts_twice_is_told_apart_by_branching(pays: str, high: int) -> None:
    question = Question("in_prison", pays)
    wide = question.tightened(steps=0)[0]
    assert wide.high is not None
    assert wide.high > high
    possible, found, _, _ = question.tightened()
    assert possible == Possible(True, True, 0, high, False, True)
    assert max(amount for _, amount in found if amount is not None) == high


def test_amounts_that_are_not_whole_choices_are_tried_at_a_few() -> None:
    question = Question("", "max(naught, figure - counted_income)")
    possible, found, met, steps = question.tightened()
    assert possible == Possible(True, False, 0, 10000, False, True)
    assert found == {PAID, (True, 0)}
    assert steps == 2
    assert [value_of(each, OpenFact(0, "counted_income")) for each in met] == [
        0,
        10**7,
    ]


def test_what_a_few_tries_do_not_reach_is_not_exact() -> None:
    question = Question("counted_income < figure", "figure + counted_income")
    possible, found, _, _ = question.tightened()
    assert found == {PAID, REFUSED}
    assert possible == Possible(True, True, 0, None, False, False)


def test_choices_come_before_amounts() -> None:
    question = Question("in_prison and counted_income < figure")
    possible, found, _, steps = question.tightened()
    assert possible == Possible(True, True, 0, 10000, False, True)
    assert steps == 4
    assert found == {PAID, REFUSED}


def test_where_nothing_was_found_the_bounds_are_those_of_the_ranges() -> None:
    question = Question("", "figure if roaming else other")
    assert question.tightened(steps=0)[0] == Possible(True, False, 3000, 10000, False, False)


def test_an_answer_that_cannot_be_on_record_is_followed_to_its_end() -> None:
    question = Question("not_on_record or (not_on_record and in_prison)")
    possible, found, met, _ = question.tightened()
    assert possible == Possible(False, False, 0, 0, True, True)
    assert (found, len(met)) == ({(None, None)}, 1)


TOLD = ("conscript", "in_prison", "lives_alone", "roaming")
XOR = "(in_prison and not conscript) or (conscript and not in_prison)"
TWO_OF_THREE = " + ".join(f"count(m for m in members if m.{name})" for name in TOLD[:3]) + " == 2"


@pytest.mark.parametrize(
    ("requires", "steps", "met"),
    [
        (XOR, 6, [{"conscript": True, "in_prison": True}, {"conscript": True, "in_prison": False}]),
        (
            f"({XOR}) and roaming",
            8,
            [{"roaming": False}, {"conscript": True, "in_prison": False, "roaming": True}],
        ),
        (
            f"({TWO_OF_THREE}) and roaming",
            10,
            [
                {"conscript": True, "roaming": False},
                {"conscript": True, "in_prison": True, "lives_alone": False, "roaming": True},
            ],
        ),
    ],
)
def test_of_the_first_three_facts_one_that_settles_the_answer_is_branched_on(
    requires: str, steps: int, met: list[dict[str, bool]]
) -> None:
    _, _, households, taken = Question(requires).tightened()
    found = [
        {name: value for name in TOLD if (value := value_of(each, OpenFact(0, name))) is not None}
        for each in households
    ]
    assert (found, taken) == (met, steps)


def test_of_a_sum_what_most_hangs_on_is_branched_on_first() -> None:
    survey = survey_of(
        paying("aid_a", "roaming"), paying("aid_b", "in_prison and roaming", "other")
    )
    subjects, opened = list(survey.subjects(one())), survey.opened(one())
    possible = [survey.ranged(each, opened) for each in subjects]
    total = PendingSum(survey, Interplay(survey.linked), subjects, possible)
    brancher, found = Brancher(Completer(Values(survey.linked, MONTH))), set[Outcome]()
    narrowed, met = brancher.tightened(one(), frozenset(), total, found, Steps(100))
    assert narrowed == Possible(True, False, 0, 13000, False, True)
    assert found == {(True, 0), (True, 10000), (True, 13000)}
    prison = [value_of(each, OpenFact(0, "in_prison")) for each in met]
    assert [value_of(each, OpenFact(0, "roaming")) for each in met] == [True, True, False]
    assert prison == [True, False, None]


def test_amounts_of_a_person_and_of_the_household_are_both_tried() -> None:
    limit = figure("from: 2000-01-01, value: 50", unit="yuan/household", name="limit")
    survey = survey_of(
        paying("aid", "counted_income < figure or household.property.financial_assets < limit"),
        {"limit.yaml": limit},
    )
    [subject] = survey.subjects(one())
    found: set[Outcome] = set()
    narrowed, _ = Brancher(Completer(Values(survey.linked, MONTH))).tightened(
        one(), frozenset(), PendingSubject(survey, subject, 0), found, Steps(9)
    )
    assert found == {PAID}
    assert narrowed == Possible(True, True, 0, 10000, False, False)


def test_a_fact_that_can_never_be_told_leaves_the_others_to_be_tried() -> None:
    question = Question("in_prison and household.property.compliant")
    household = Household(members=(Member(id="a"),), property=Property(dwellings=1))
    assert question.matters("in_prison", household) == (True, 2)


def test_closed_facts_stay_unknown() -> None:
    question = Question("in_prison or roaming")
    possible, found, met, _ = question.tightened(closed="roaming")
    assert found == {PAID, (None, None)}
    assert possible.unrecorded
    assert all(value_of(each, OpenFact(0, "roaming")) is None for each in met)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("none", {REFUSED}), ("mental", {PAID, REFUSED})],
)
def test_only_what_fits_what_is_known_is_met(kind: Any, expected: set[Outcome]) -> None:
    question = Question("disability.kind != 'none' and disability.grade <= 2")
    found = question.tightened(one(disability=Disability(kind=kind)))[1]
    assert found == expected
