"""Conditions as answers show them: their words, what they compared, and what is kept of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from civbenefits.decisions.model import Assumption, Compared, Condition, MissingFact
from civbenefits.engine.linking import link
from civbenefits.engine.reasons import ConditionTemplate, keepable, templates
from civbenefits.facts.household import Household
from civbenefits.facts.member import Disability, Member
from civbenefits.texts import Text
from tests.engine.small_tables import Files, aid, decision, figure, meaning, one, read, shelf

FIGURE = {"figure.yaml": figure("from: 2000-01-01, value: 100")}
GOODS = "provides: {zh: 物, en: goods}"
PRISON = Text("在监狱服刑", "in prison")


def asking(condition: str, **files: str) -> Files:
    more = FIGURE if "figure" in condition + "".join(files.values()) else {}
    named = {f"{name}.yaml": text for name, text in files.items()}
    return {**more, **named, "aid.yaml": aid(f"requires:\n  asked: >-\n    {condition}\n{GOODS}")}


def asked(condition: str, household: Household, **files: str) -> Condition:
    (found,) = decision(asking(condition, **files), household).conditions
    return found


def template(condition: str, **files: str) -> ConditionTemplate:
    linked = link(read(asking(condition, **files)), "440300", date(2021, 6, 1))
    (found,) = templates(linked, linked.schemes["aid"])
    return found


YEARS = figure("from: 2000-01-01, value: 18", unit="years", name="limit")
APART = "clergy_years_apart"


@pytest.mark.parametrize(
    ("condition", "value"),
    [
        ("age(month_end) >= limit", Text("18 周岁", "18 years")),
        ("limit < age(month_end)", Text("18 周岁", "18 years")),
        (f"{APART} >= limit", Text("18 年", "18 years")),
    ],
)
def test_years_are_years_of_life_beside_an_age(condition: str, value: Text) -> None:
    shown = {each.name: each.value for each in asked(condition, one(), limit=YEARS).compared}
    assert shown["limit"] == value


# Words ----------------------------------------------------------------------------

LATE = meaning("from: 2030-01-01, is: roaming", name="late")


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        ("in_prison and late", Text("在监狱服刑且困难", "in prison and late")),
        (
            "in_prison and not late",
            Text("在监狱服刑且不属于“困难”的情形", 'in prison and not "late"'),
        ),
        ("late or in_prison", Text("困难或在监狱服刑", "late or in prison")),
    ],
)
def test_a_definition_that_is_not_yet_in_force_is_called_by_its_title(
    condition: str, text: Text
) -> None:
    assert asked(condition, one(in_prison=False), late=LATE).text == text


# What was compared ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "household", "compared"),
    [
        ("in_prison", one(in_prison=True), Compared("in_prison", PRISON, Text("是", "yes"))),
        ("not in_prison", one(in_prison=True), Compared("in_prison", PRISON, Text("是", "yes"))),
        ("in_prison", one(in_prison=False), Compared("in_prison", PRISON, Text("否", "no"))),
        ("in_prison", one(), Compared("in_prison", PRISON, None)),
        (
            "disability.grade <= 2",
            one(disability=Disability(grade=3)),
            Compared(
                "disability.grade", Text("残疾等级", "grade of disability"), Text("3 级", "3")
            ),
        ),
        (
            "age(month_end) >= 60",
            one(age=61),
            Compared(
                "age(month_end)",
                Text("年龄(周岁)", "age in full years"),
                Text("61 周岁", "61 years"),
            ),
        ),
    ],
)
def test_what_a_condition_compared(
    condition: str, household: Household, compared: Compared
) -> None:
    found = asked(condition, household)
    assert (found.name, found.compared) == ("asked", (compared,))


def test_figures_facts_and_definitions_in_the_order_of_the_text() -> None:
    own = meaning("from: 2000-01-01, is: counted_income / 2", name="own")
    found = asked(
        "own < figure and household.property.compliant", one(counted_income="50"), own=own
    )
    assert [(each.name, each.value) for each in found.compared] == [
        ("own", Text("25.00 元/人/月", "25.00 yuan/person/month")),
        ("figure", Text("100.00 元/人/月", "100.00 yuan/person/month")),
        ("household.property.compliant", None),
    ]
    assert found.holds is None
    assert [each.title.en for each in found.compared[:2]] == ["own", "figure"]


def test_what_is_compared_twice_is_shown_once_and_loops_not_at_all() -> None:
    found = asked("in_prison or (roaming and not in_prison)", one(in_prison=True, roaming=False))
    assert [each.name for each in found.compared] == ["in_prison", "roaming"]
    assert asked("any(m.in_prison for m in members)", one(in_prison=True)).compared == ()


# What is missing ------------------------------------------------------------------


def test_missing_facts_are_in_the_order_of_members_with_their_titles() -> None:
    condition = "all(m.in_prison and m.hukou.kind == 'urban' for m in members)"
    household = Household(members=(Member(id="b"), Member(id="a", in_prison=True)))
    more = f"household.price_linkage_triggered and {condition}"
    found = decision(asking(more), household, person="b").missing
    kind = next(each.title for each in found if each.fact.endswith("hukou.kind"))
    assert [(each.fact, each.person) for each in found] == [
        ("household.price_linkage_triggered", None),
        ("members.b.hukou.kind", "b"),
        ("members.b.in_prison", "b"),
        ("members.a.hukou.kind", "a"),
    ]
    assert found[2] == MissingFact("members.b.in_prison", "b", PRISON)
    assert found[1].title == kind


# What is kept ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "amounts", "kept"),
    [
        ((True,), (), True),
        ((True, 3), (), True),
        ((True, 3), (1,), False),
        ((True, 0), (1,), True),
        ((True, None), (1,), True),
        ((True, None, 5), (1, 2), False),
        ((True, 5, None), (2,), True),
    ],
)
def test_what_shows_money_is_not_kept(
    row: tuple[object, ...], amounts: tuple[int, ...], kept: bool
) -> None:
    assert keepable(row, amounts) is kept


def test_a_condition_that_shows_no_money_is_made_once() -> None:
    found = template("in_prison")
    assert (found.name, found.amounts, found.made) == ("asked", (), {})
    assert found.keys == ("aid.requires.asked", "person:aid.requires.asked:in_prison")
    first = found.condition((True, True))
    assert first == Condition(
        "asked", PRISON, True, (Compared("in_prison", PRISON, Text("是", "yes")),)
    )
    assert found.condition((True, True)) is first
    assert found.condition((False, False)) is not first
    assert set(found.made) == {(True, True), (False, False)}


def test_a_condition_that_shows_money_is_made_anew() -> None:
    found = template("in_prison and counted_income < figure")
    assert found.amounts == (2,)
    row = (True, True, 5000)
    first = found.condition(row)
    assert first.compared[1].value == Text("50.00 元/人/月", "50.00 yuan/person/month")
    assert found.made == {}
    assert found.condition(row) == first
    assert found.condition(row) is not first
    found.condition((None, True, None))
    assert set(found.made) == {(None, True, None)}


@pytest.mark.parametrize(
    ("text", "amounts"),
    [("counted_income / 2", (1,)), ("figure if in_prison else figure * 2", ())],
)
def test_money_that_nobody_told_may_be_kept(text: str, amounts: tuple[int, ...]) -> None:
    own = meaning(f"from: 2000-01-01, is: {text}", name="own")
    assert template("own <= figure", own=own).amounts == amounts


# What was assumed -----------------------------------------------------------------


def test_only_assumptions_that_a_scheme_looks_at_are_told() -> None:
    book = shelf(asking("in_prison and household.price_linkage_triggered")).rulebook(
        "440300", "2021-06"
    )
    value = Text("否", "no")
    prison = Assumption("in_prison", "a", value, PRISON)
    roaming = Assumption("roaming", "a", value, PRISON)
    linkage = Assumption("price_linkage_triggered", None, value, PRISON)
    of_nobody = Assumption("in_prison", None, value, PRISON)
    of_somebody = Assumption("price_linkage_triggered", "a", value, PRISON)
    household = one(in_prison=False)
    every = (prison, roaming, linkage, of_nobody, of_somebody)
    assert book.assess(household).assumptions == ()
    assert book.assess(household, every).assumptions == (prison, linkage)
    assert book.assess(household, (roaming,)).assumptions == ()


def test_every_field_of_an_assessment() -> None:
    files = {**FIGURE, "aid.yaml": aid("requires: {asked: in_prison}\npays: figure")}
    book = shelf(files).rulebook("440300", "2021-06")
    answer = book.assess(one(in_prison=True))
    assert (answer.place, answer.place_name) == ("440300", Text("深圳市", "Shenzhen"))
    assert (answer.currency, answer.month, answer.rules) == ("CNY", "2021-06", "small")
    assert (answer.assumptions, answer.caveats) == ((), ())
    assert (answer.total, answer.question) == (None, None)
    [found] = answer.decisions
    assert (found.scheme, found.persons, found.verdict) == ("aid", ("a",), "eligible")
    assert (found.amount, found.period, found.exact) == (Decimal("100.00"), "month", None)
    assert (found.missing, found.bounds, found.caveats) == ((), None, ())
    assert [each.supports for each in found.sources] == ["aid", "figure"]
    [outcome] = book.decide(one(in_prison=True))
    assert (outcome.scheme, outcome.person, outcome.verdict, outcome.amount) == (
        "aid",
        "a",
        "eligible",
        Decimal("100.00"),
    )
