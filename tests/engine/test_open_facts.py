"""What an open fact may be, which values stand for it, and whether it matters."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from civbenefits.dates import when
from civbenefits.engine.branching import Brancher, Steps
from civbenefits.engine.compiled import CompiledRules
from civbenefits.engine.completing import Completer
from civbenefits.engine.linking import link
from civbenefits.engine.looking import facts_looked_at
from civbenefits.engine.openness import OpenHousehold, Supposed
from civbenefits.engine.pending import PendingSubject
from civbenefits.engine.rules import LinkedRules
from civbenefits.engine.surveying import Subject, Survey
from civbenefits.engine.telling import OpenFact
from civbenefits.engine.values import Values
from civbenefits.expressions.ranges import OPEN, UNRECORDED, YES, Range, Span, known
from civbenefits.facts.household import Household, Property
from civbenefits.facts.member import Income, Member
from tests.engine.declared import FILES as DECLARED_FACTS
from tests.engine.small_tables import Files, aid, figure, meaning, one, read

MONTH = when("2021-06")
FIGURE = {"figure.yaml": figure("from: 2000-01-01, value: 100")}


def linked(files: Files) -> LinkedRules:
    return link(read(files), "440300", MONTH.day)


def asking(condition: str) -> Files:
    return {**FIGURE, "aid.yaml": aid(f'requires: {{asked: "{condition}"}}\npays: figure')}


# Which facts the rules look at ----------------------------------------------------


def test_every_rule_that_a_scheme_leads_to_is_looked_into() -> None:
    files = {
        **FIGURE,
        "first.yaml": aid("requires: {it: roaming}\npays: figure * 2", name="first"),
        "unit.yaml": meaning("from: 2000-01-01, is: lives_with_household", name="unit"),
        "fund.yaml": aid(
            "requires: {it: household.price_linkage_triggered}\n"
            "pays: figure * count(m for m in members)\ncovers: unit",
            of="household",
            name="fund",
        ),
        "needy.yaml": meaning("from: 2000-01-01, is: in_prison"),
        "last.yaml": aid(
            "requires: {it: needy and any(i.kind == 'wage' for i in incomes)}\npays: figure",
            name="last",
        ),
    }
    assert facts_looked_at(linked(files)) == {
        (False, "roaming"),
        (False, "lives_with_household"),
        (True, "price_linkage_triggered"),
        (False, "in_prison"),
        (False, "incomes"),
        (False, "kind"),
    }


def test_facts_of_parts_are_named_by_their_path() -> None:
    files = asking("disability.grade < 3 and all(p.situation == 'dead' for p in parents)")
    assert facts_looked_at(linked(files)) == {
        (False, "disability.grade"),
        (False, "parents"),
        (False, "situation"),
    }


# What may be ----------------------------------------------------------------------


def opened(condition: str, household: Household) -> Range:
    rules = linked(asking(condition)).rules
    return OpenHousehold(household, MONTH, rules).rule(0, "aid.qualifies")


RAW: dict[str, Any] = {
    "financial_assets": Decimal(1),
    "dwellings": 0,
    "non_residential": False,
    "motor_vehicle": False,
    "business_registration": False,
}


@pytest.mark.parametrize("raw", RAW)
def test_a_finding_about_property_is_ruled_out_by_each_raw_fact(raw: str) -> None:
    household = Household(members=(Member(id="a"),), property=Property(**{raw: RAW[raw]}))
    assert opened("household.property.compliant", household) != OPEN
    assert opened("household.price_linkage_triggered", household) == OPEN
    assert opened("household.property.compliant", one()) == OPEN


def test_a_finding_about_income_is_ruled_out_by_the_list() -> None:
    both = Household(members=(Member(id="a"), Member(id="b", incomes=())))
    rules = linked(
        {
            "own.yaml": meaning("from: 2000-01-01, is: counted_income", name="own"),
            "all.yaml": meaning(
                "from: 2000-01-01, is: household.counted_income", of="household", name="every"
            ),
            "aid.yaml": aid(
                "requires: {it: own == 0 and every == 0}\nprovides: {zh: 物, en: goods}"
            ),
        }
    ).rules
    found = OpenHousehold(both, MONTH, rules)
    assert found.rule(0, "own") == Span(0, None)
    assert found.rule(1, "own") == UNRECORDED
    assert found.rule(None, "every") == UNRECORDED
    alone = OpenHousehold(Household(members=(Member(id="a"),)), MONTH, rules)
    assert alone.rule(None, "every") == Span(0, None)


@pytest.mark.parametrize(
    ("day", "facts", "expected"),
    [
        ("month_end", {}, Span(0, 150)),
        ("month_end", {"age": 30}, known(30)),
        ("month_start", {"age": 30}, known(30)),
        ("month_end", {"born": date(1961, 6, 30)}, known(60)),
        ("month_start", {"born": date(1961, 6, 30)}, known(59)),
        ("month_start", {"born": date(1961, 6, 1)}, known(60)),
    ],
)
def test_what_an_age_may_be(day: str, facts: dict[str, Any], expected: Span) -> None:
    assert OpenHousehold(one(**facts), MONTH, {}).age(0, day) == expected


def test_what_is_supposed_is_taken_for_granted() -> None:
    rules = linked(asking("in_prison")).rules
    supposed: Supposed = {(0, "aid.receives"): YES}
    assert OpenHousehold(one(), MONTH, rules, supposed).rule(0, "aid.receives") == YES
    assert OpenHousehold(one(), MONTH, rules).rule(0, "aid.receives") == OPEN


# Which values stand for all -------------------------------------------------------

WAGE = "any(i.kind == 'wage' for i in incomes)"
RICH = (Decimal(0), Decimal(100), Decimal(10) ** 7)


@pytest.mark.parametrize(
    ("condition", "path", "expected", "exhaustive"),
    [
        ("in_prison", "in_prison", (False, True), True),
        ("hukou.kind == 'urban'", "hukou.kind", ("urban", "rural"), True),
        ("disability.grade < 3", "disability.grade", (1, 2, 3, 4), True),
        (
            "residence.months_together >= 12",
            "residence.months_together",
            (0, 1, 12, 13, 1200),
            True,
        ),
        (
            "residence.months_together in [1, 12]",
            "residence.months_together",
            (0, 1, 2, 12, 13, 1200),
            True,
        ),
        ("residence.months_together != 0", "residence.months_together", (0, 1, 1200), True),
        (
            "residence.months_together in [12, 13]",
            "residence.months_together",
            (0, 1, 12, 13, 14, 1200),
            True,
        ),
        ("counted_income < figure", "counted_income", RICH, False),
        ("age(month_end) >= 60", "born", (0, 1, 60, 61, 150), True),
        (WAGE, "incomes.0.months", (1, 2, 120), False),
        ("in_prison", "parents", (), False),
    ],
)
def test_values_that_stand_for_all(
    condition: str, path: str, expected: tuple[object, ...], exhaustive: bool
) -> None:
    values = Values(linked(asking(condition)), MONTH)
    assert tuple(values.of(OpenFact(0, path), 1)) == expected
    assert values.exhaustive(OpenFact(0, path)) is exhaustive


def test_of_numbers_that_are_computed_with_no_few_values_stand_for_all() -> None:
    months = "residence.months_together"
    values = Values(linked(asking(f"{months} * 2 < 30 or {months} < 5")))
    assert not values.exhaustive(OpenFact(0, months))
    assert not values.exhaustive(OpenFact(0, "incomes"))
    values = Values(linked(asking("age(month_end) * 2 < 30")))
    assert not values.exhaustive(OpenFact(0, "born"))
    assert values.exhaustive(OpenFact(0, months))


def test_figures_count_for_one_person_and_for_all() -> None:
    values = Values(linked(asking("counted_income < figure")))
    fact = OpenFact(0, "counted_income")
    assert values.of(fact, 1) == RICH
    assert values.of(fact, 3) == (Decimal(0), Decimal(100), Decimal(300), Decimal(10) ** 7)


def test_ages_asked_on_both_days_have_birthdays_inside_the_month() -> None:
    both = "age(month_start) < 18 or age(month_end) >= 60"
    born = OpenFact(0, "born")
    ages = (0, 1, 18, 19, 60, 61, 150)
    found = tuple(Values(linked(asking(both)), MONTH).of(born, 1))
    assert found == (*ages, date(2003, 6, 28), date(1961, 6, 28))
    assert tuple(Values(linked(asking(both))).of(born, 1)) == ages


def test_places_inside_and_outside_each_region() -> None:
    values = Values(linked(asking("within(hukou.place, here) or within(hukou.place, province)")))
    places = values.of(OpenFact(0, "hukou.place"), 1)
    assert (places[0], places[-1]) == ("440300", "ZZ")
    assert set(places) == {"440300", "440399", "449999", "ZZ"}
    assert values.exhaustive(OpenFact(0, "hukou.place"))


def test_a_list_of_incomes_is_empty_or_a_fortune_of_one_kind() -> None:
    values = Values(linked(asking(WAGE)))
    empty, *others = values.of(OpenFact(0, "incomes"), 1)
    assert empty == ()
    assert (Income(kind="wage", amount=Decimal(10) ** 7, months=1),) in others
    assert all(len(each) == 1 for each in others)


@pytest.mark.parametrize(
    ("fact", "expected", "exhaustive"),
    [
        (OpenFact(0, "registered_jobseeker"), (False, True), True),
        (OpenFact(0, "housing"), ("owned", "rented"), True),
        (OpenFact(0, "training_months"), (0, 1, 6, 7, 36), True),
        (OpenFact(0, "registered_on"), (date(1900, 1, 1), date(2100, 1, 1)), False),
        (OpenFact(None, "rooms"), tuple(range(10)), True),
    ],
)
def test_facts_that_tables_declare(
    fact: OpenFact, expected: tuple[object, ...], exhaustive: bool
) -> None:
    values = Values(linked(DECLARED_FACTS), MONTH)
    assert tuple(values.of(fact, 1)) == expected
    assert values.exhaustive(fact) is exhaustive


# Whether a fact matters -----------------------------------------------------------


def matters(condition: str, path: str, *closed: str, steps: int = 100, **facts: Any) -> bool | None:
    """Whether the answer hangs on a fact of the only member."""
    rules = CompiledRules(linked(asking(condition)))
    household = one(**facts)

    def run(each: Household) -> list[tuple[Any, Any]]:
        values: Any = rules.quick(each, 20210601, 20210630)
        return [(values[at], values[at + 1]) for at, _ in rules.layout]

    survey = Survey(rules.linked, rules.offered, run, MONTH)
    [subject] = survey.subjects(household)
    assert isinstance(subject, Subject)
    return Brancher(Completer(Values(rules.linked, MONTH))).matters(
        household,
        frozenset(OpenFact(0, each) for each in closed),
        PendingSubject(survey, subject, 0),
        OpenFact(0, path),
        Steps(steps),
    )


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        ("in_prison", {}, True),
        ("in_prison and roaming", {}, True),
        ("in_prison and roaming and declared_missing and lives_alone", {}, True),
        ("in_prison and roaming", {"roaming": True}, True),
        ("in_prison and roaming", {"roaming": False}, False),
        ("in_prison or roaming", {"roaming": True}, False),
        ("in_prison or roaming", {"roaming": False}, True),
        ("(in_prison and roaming) or (roaming and not in_prison)", {}, False),
        ("roaming", {}, False),
    ],
)
def test_whether_a_fact_matters(condition: str, facts: dict[str, Any], expected: bool) -> None:
    assert matters(condition, "in_prison", **facts) is expected


def test_what_stays_unknown_settles_nothing() -> None:
    assert matters("in_prison and roaming", "in_prison", "roaming") is True
    assert matters("in_prison and roaming", "in_prison", "in_prison") is False


def test_without_steps_nothing_is_settled() -> None:
    assert matters("in_prison", "in_prison", steps=0) is None
    assert matters("in_prison", "in_prison", steps=1) is True
    assert matters("in_prison and roaming", "in_prison", steps=1) is None
    assert matters("in_prison and roaming", "in_prison", steps=2) is True


def test_steps_are_taken_together() -> None:
    steps = Steps(5)
    assert len(list(steps.take())) == 5
    assert (steps.left, list(steps.take())) == (0, [])


@pytest.mark.parametrize(
    ("pays", "expected"),
    [
        ("figure - counted_income", Span(0, 10000, True)),
        ("figure + counted_income", Span(10000, None)),
        ("figure - 2 * figure", Span(0, -10000, True)),
        ("figure * 0 + counted_income", Span(0, None)),
    ],
)
def test_an_amount_below_zero_is_not_on_record(pays: str, expected: Span) -> None:
    rules = linked({**FIGURE, "aid.yaml": aid(f"pays: {pays}")}).rules
    assert OpenHousehold(one(), MONTH, rules).rule(0, "aid.amount") == expected
