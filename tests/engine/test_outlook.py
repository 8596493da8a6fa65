"""What is still open: bounds, the facts that decide, and what to ask next."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from civbenefits.decisions.model import Assessment, Bounds
from civbenefits.engine.rulebook import Rulebook
from civbenefits.facts.household import Household, Property
from civbenefits.facts.member import Member, Parent
from tests.engine import small_tables
from tests.engine.small_tables import Files, aid, figure, one, shelf

FIGURE = {"figure.yaml": figure("from: 2000-01-01, value: 100")}
OTHER = {"other.yaml": figure("from: 2000-01-01, value: 30", name="other")}


def book(*files: Files) -> Rulebook:
    every: dict[str, str] = {}
    for each in files:
        every |= each
    return shelf(every).rulebook("440300", "2021-06")


def paying(name: str, requires: str, pays: str = "figure") -> dict[str, str]:
    asked = f'requires: {{asked: "{requires}"}}\n' if requires else ""
    version = f"{asked}pays: {pays}"
    return {f"{name}.yaml": aid(version, name=name)}


def bounds(answer: Assessment, scheme: str = "aid", person: str | None = None) -> Bounds | None:
    return answer.of(scheme, person).bounds


def yuan(low: str, high: str | None, *, unrecorded: bool = False, exact: bool = True) -> Bounds:
    highest = None if high is None else Decimal(high)
    return Bounds(Decimal(low), highest, unrecorded, exact)


@pytest.mark.parametrize(
    ("requires", "pays", "household", "expected"),
    [
        ("in_prison", "figure", one(), yuan("0.00", "100.00")),
        ("in_prison", "figure * 2/3", one(), yuan("0.00", "66.67")),
        ("in_prison", "figure if roaming else figure * 2", one(), yuan("0.00", "200.00")),
        (
            "",
            "figure if roaming else figure * 2",
            one(),
            yuan("100.00", "200.00"),
        ),
        ("age(month_end) >= 60", "figure", one(), yuan("0.00", "100.00")),
        ("in_prison", "figure", one(in_prison=True), None),
        ("in_prison and roaming", "figure", one(roaming=False), None),
    ],
)
def test_bounds_of_an_open_answer(
    requires: str, pays: str, household: Household, expected: Bounds | None
) -> None:
    answer = book(FIGURE, paying("aid", requires, pays)).assess(household)
    assert bounds(answer) == expected


def test_bounds_reach_through_what_another_scheme_pays() -> None:
    files = (
        FIGURE,
        OTHER,
        paying("first", "in_prison"),
        paying("aid", "", "other + amount(first)"),
    )
    answer = book(*files).assess(one())
    assert bounds(answer) == yuan("30.00", "130.00")
    assert [m.fact for m in answer.of("aid").missing] == ["members.a.in_prison"]


def test_what_somebody_was_born_counts() -> None:
    requires = "age(month_end) >= 60 and in_prison"
    answers = book(FIGURE, paying("aid", requires))
    for born, expected in ((date(1950, 1, 1), yuan("0.00", "100.00")), (date(2000, 1, 1), None)):
        assert bounds(answers.assess(one(born=born))) == expected
    starts = book(FIGURE, paying("aid", "age(month_start) >= 60 and in_prison"))
    assert bounds(starts.assess(one(born=date(1961, 6, 1)))) == yuan("0.00", "100.00")
    assert bounds(starts.assess(one(born=date(1961, 6, 2)))) is None


def test_without_bounds_nothing_is_looked_ahead() -> None:
    answer = book(FIGURE, paying("aid", "in_prison")).assess(one(), bounds=False)
    assert (bounds(answer), answer.total, answer.question) == (None, None, None)


def test_where_nothing_is_open_nothing_is_looked_ahead() -> None:
    answer = book(FIGURE, paying("aid", "in_prison")).assess(one(in_prison=True))
    assert (bounds(answer), answer.question) == (None, None)


def test_the_next_question_is_the_fact_that_settles_most() -> None:
    answers = book(
        FIGURE, OTHER, paying("first", "in_prison"), paying("aid", "in_prison or roaming", "other")
    )
    question = answers.question(one())
    assert question is not None
    assert (question.fact, question.person) == ("members.a.in_prison", "a")
    assert set(question.schemes) == {"aid", "first"}
    assert question == answers.assess(one()).question
    skipped = answers.question(one(), skip=["members.a.in_prison"])
    assert skipped is not None
    assert skipped.fact == "members.a.roaming"
    assert answers.question(one(), skip=["members.a.in_prison", "members.a.roaming"]) is None
    assert answers.question(one(in_prison=True)) is None


@pytest.mark.parametrize(
    ("requires", "fact"),
    [
        ("relation == 'child'", "members.a.relation"),
        ("household.price_linkage_triggered", "household.price_linkage_triggered"),
        ("age(month_end) < 18", "members.a.born"),
        ("hukou.kind == 'urban'", "members.a.hukou.kind"),
        ("disability.grade == 1", "members.a.disability.grade"),
        ("disability.grade in [1, 3]", "members.a.disability.grade"),
        ("clergy_years_apart >= 3", "members.a.clergy_years_apart"),
        ("within(hukou.place, here)", "members.a.hukou.place"),
        ("all(p.situation == 'dead' for p in parents)", "members.a.parents"),
        ("counted_income < figure", "members.a.counted_income"),
    ],
)
def test_every_kind_of_fact_can_be_asked_for(requires: str, fact: str) -> None:
    answers = book(FIGURE, paying("aid", requires))
    question = answers.question(one())
    assert question is not None
    assert question.fact == fact
    assert question.text.zh
    assert question.text.en


def test_a_fact_of_one_parent_is_asked_for_by_position() -> None:
    answers = book(FIGURE, paying("aid", "all(p.situation == 'dead' for p in parents)"))
    question = answers.question(one(parents=(Parent(situation="dead"), Parent())))
    assert question is not None
    assert question.fact == "members.a.parents.1.situation"


def test_bounds_of_a_figure_in_bands() -> None:
    bands = {
        "bands.yaml": figure(
            "from: 2000-01-01, by: age(month_end), bands: {0: 10, 60: 100, 61: 20}", name="bands"
        )
    }
    answer = book(bands, {"aid.yaml": aid("pays: bands")}).assess(one())
    assert bounds(answer) == yuan("10.00", "100.00")


def test_each_person_has_bounds_of_their_own() -> None:
    household = Household(members=(Member(id="a", in_prison=False), Member(id="b")))
    answer = book(FIGURE, paying("aid", "in_prison")).assess(household)
    assert bounds(answer, "aid", "a") is None
    assert bounds(answer, "aid", "b") == yuan("0.00", "100.00")


def test_another_place_is_found_by_name() -> None:
    assert book(FIGURE, paying("aid", "in_prison")).place_code("广东") == "440000"


def together(relation: str, *schemes: str, **more: str) -> dict[str, str]:
    return {"together.yaml": small_tables.together(relation, *schemes, **more)}


def test_a_rule_may_take_nothing_but_the_income_of_all() -> None:
    of_all = "yuan/household/month"
    version = "requires: {asked: household.counted_income < of_all}\npays: of_all"
    answers = book(
        {"of_all.yaml": figure("from: 2000-01-01, value: 150", unit=of_all, name="of_all")},
        {"aid.yaml": aid(version, of="household")},
    )
    household = Household(members=(Member(id="a"), Member(id="b")))
    answer = answers.assess(household)
    assert bounds(answer) == answer.total == yuan("0.00", "150.00")
    assert [each.fact for each in answer.of("aid").missing] == ["household.counted_income"]
    assert answer.question is not None
    assert answer.question.fact == "household.counted_income"


def test_what_one_person_cannot_have_beside_the_household_is_not_added_to_it() -> None:
    # Each may have 100 alone, or the household 150; never both.
    of_all = "yuan/household/month"
    files = (
        FIGURE,
        {"other.yaml": figure("from: 2000-01-01, value: 150", unit=of_all, name="of_all")},
        {"alone.yaml": aid("requires: {asked: in_prison}\npays: figure", name="alone")},
        {
            "all.yaml": aid(
                "requires: {asked: household.counted_income < of_all}\npays: of_all",
                of="household",
                name="all",
            )
        },
        together("exclusive", "alone", "all", keeps="all"),
    )
    household = Household(members=(Member(id="a"), Member(id="b")))
    answer = book(*files).assess(household)
    assert answer.total == yuan("0.00", "200.00")


def test_two_facts_that_only_together_move_the_total_are_both_moved() -> None:
    requires = "in_prison and roaming"
    household = Household(members=(Member(id="a"), Member(id="b")))
    answer = book(FIGURE, paying("aid", requires)).assess(household)
    assert answer.total == yuan("0.00", "200.00")


def test_facts_under_which_no_two_schemes_are_met_bound_the_total() -> None:
    # Nothing says that the two exclude each other: their conditions do.
    files = (
        FIGURE,
        paying("first", "all(p.situation == 'dead' for p in parents)"),
        paying("aid", "any(p.situation == 'serving_sentence' for p in parents)"),
    )
    assert book(*files).assess(one()).total == yuan("0.00", "100.00")


def test_what_has_no_limit_leaves_the_total_without_one() -> None:
    answer = book(FIGURE, paying("aid", "", "figure + counted_income")).assess(one())
    assert answer.total is not None
    assert (answer.total.lowest, answer.total.highest) == (Decimal(100), None)


def test_of_many_persons_each_has_the_better_of_two_that_exclude_each_other() -> None:
    # Taken together, the ways to choose would be more than anybody could count.
    files = (
        FIGURE,
        OTHER,
        paying("first", "in_prison", "other"),
        paying("aid", "in_prison"),
        together("exclusive", "first", "aid", keeps="aid"),
    )
    household = Household(members=tuple(Member(id=f"m{index}") for index in range(30)))
    assert book(*files).assess(household).total == yuan("0.00", "3000.00")


def test_where_too_many_exclude_each_other_their_sum_is_the_limit() -> None:
    names = [f"aid_{chr(ord('a') + index)}" for index in range(18)]
    files = [paying(name, "in_prison") for name in names]
    chain = [
        small_tables.together("exclusive", one, other, keeps=one).removeprefix("combinations: [")[
            :-1
        ]
        for one, other in pairwise(names)
    ]
    every = {"together.yaml": f"combinations: [{', '.join(chain)}]"}
    total = book(FIGURE, *files, every).assess(one()).total
    assert total is not None
    assert total.lowest == 0
    assert total.highest is not None
    assert total.highest >= 900


def test_a_verdict_that_is_given_or_not_on_record_bounds_the_total() -> None:
    # Only who is in prison surely has the first, and none of those the last.
    files = (
        FIGURE,
        OTHER,
        {"fifty.yaml": figure("from: 2000-01-01, value: 50", name="fifty")},
        paying("first", "in_prison or not_on_record"),
        paying("aid", "in_prison and receives(first)", "other"),
        paying("last", "not in_prison", "fifty"),
    )
    assert book(*files).assess(one()).total == yuan("50.00", "130.00", unrecorded=True)


def test_a_verdict_that_is_refused_or_not_on_record_bounds_the_total() -> None:
    files = (
        FIGURE,
        OTHER,
        paying("first", "in_prison and not_on_record"),
        paying("aid", "not in_prison or receives(first)", "other"),
        paying("last", "in_prison"),
    )
    assert book(*files).assess(one()).total == yuan("30.00", "100.00", unrecorded=True)


def test_a_verdict_that_another_settles_is_not_supposed_twice() -> None:
    # What the second and the third ask for follows from the first.
    files = (
        FIGURE,
        OTHER,
        paying("first", "in_prison"),
        paying("second", "receives(first)", "other"),
        paying("third", "not receives(second)"),
        paying("last", "not in_prison", "other"),
    )
    assert book(*files).assess(one()).total == yuan("130.00", "130.00")


def test_a_finding_that_can_no_longer_be_given_leaves_the_rest_open() -> None:
    household = Household(members=(Member(id="a"),), property=Property(dwellings=1))
    requires = "in_prison and (household.property.compliant or lives_alone)"
    pays = "(figure if roaming else other) + (other if roaming else figure)"
    answer = book(FIGURE, OTHER, paying("aid", requires, pays)).assess(household)
    assert bounds(answer) == yuan("0.00", "130.00", unrecorded=True)


def test_what_only_its_limits_settle_counts_in_the_total() -> None:
    # Whatever the income is, it is enough; but the rules cannot say so without it.
    pays = "figure if counted_income + (figure if roaming else other) >= figure else other"
    answer = book(FIGURE, OTHER, paying("aid", "", pays)).assess(one(roaming=True))
    assert bounds(answer) == answer.total == yuan("100.00", "100.00")


def test_a_fact_that_decides_is_told_with_whose_it_is_and_its_title() -> None:
    family = Household(members=(Member(id="a", in_prison=True), Member(id="b")))
    answer = book(FIGURE, paying("aid", "in_prison or household.in_difficulty")).assess(family)
    assert [(each.fact, each.person, each.title.en) for each in answer.of("aid", "b").missing] == [
        ("household.in_difficulty", None, "found to be a household in difficulty"),
        ("members.b.in_prison", "b", "in prison"),
    ]
