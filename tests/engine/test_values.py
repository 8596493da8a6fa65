"""Which values stand for all that a fact may be: exact lists under small rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from civbenefits.dates import when
from civbenefits.engine.telling import OpenFact
from civbenefits.engine.values import Values
from civbenefits.facts.choices import INCOME_KINDS
from tests.engine.declared import FILES as DECLARED
from tests.engine.small_surveys import MONTH, linked, paying
from tests.engine.small_tables import Files, aid, figure

MONTHS = "residence.months_together"
FORTUNE = Decimal(10) ** 7


def of(condition: str, path: str, persons: int = 1) -> tuple[Any, ...]:
    """The values of a fact of a person under one condition."""
    values = Values(linked(paying("aid", condition)), MONTH)
    return values.of(OpenFact(0, path), persons)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("in_prison", (0, 1, 1200)),
        (f"{MONTHS} > 0", (0, 1, 1200)),
        (f"{MONTHS} >= 1", (0, 1, 2, 1200)),
        (f"{MONTHS} >= 2", (0, 1, 2, 3, 1200)),
        (f"{MONTHS} in [2, 3]", (0, 1, 2, 3, 4, 1200)),
        (f"{MONTHS} in [2, 4]", (0, 1, 2, 3, 4, 5, 1200)),
        (f"{MONTHS} in [2, 5]", (0, 1, 2, 3, 5, 6, 1200)),
        (f"{MONTHS} >= 1198", (0, 1, 1198, 1199, 1200)),
        (f"{MONTHS} >= 1199", (0, 1, 1199, 1200)),
        (f"{MONTHS} >= 1200", (0, 1, 1200)),
        (f"{MONTHS} < 1201 - 1195", (0, 1, 6, 7, 1200)),
        (f"12 <= {MONTHS}", (0, 1, 12, 13, 1200)),
        (f"not ({MONTHS} < 12) or (roaming and {MONTHS} == 5)", (0, 1, 5, 6, 12, 13, 1200)),
        (f"{MONTHS} > 5 or age(month_end) > 70", (0, 1, 5, 6, 1200)),
        (f"{MONTHS} > 5 or clergy_years_apart > 7", (0, 1, 5, 6, 1200)),
    ],
)
def test_months_stand_for_each_stretch_between_the_limits(
    condition: str, expected: tuple[int, ...]
) -> None:
    assert of(condition, MONTHS) == expected


def test_numbers_of_parts_know_the_limits_that_rules_set_for_any_part() -> None:
    condition = "all(p.months >= 6 for p in parents)"
    assert of(condition, "parents.1.months") == (0, 1, 6, 7, 1200)
    assert of("any(i.months == 9 for i in incomes)", "incomes.0.months") == (1, 2, 9, 10, 120)
    beyond = "any(p.months > 0 or (roaming and p.months in [119, 121]) for p in parents)"
    assert of(beyond, "incomes.0.months") == (1, 2, 119, 120)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("in_prison", (0, 1, 150)),
        ("age(month_end) >= 60", (0, 1, 60, 61, 150)),
        ("age(month_start) >= 60", (0, 1, 60, 61, 150)),
        ("60 <= age(month_end)", (0, 1, 60, 61, 150)),
        ("age(month_end) in [3, 5]", (0, 1, 3, 4, 5, 6, 150)),
        ("age(month_end) > 149", (0, 1, 149, 150)),
        ("age(month_end) > 148", (0, 1, 148, 149, 150)),
        ("residence.months_together >= 60", (0, 1, 150)),
        (
            "age(month_start) < 18 or age(month_end) >= 60",
            (0, 1, 18, 19, 60, 61, 150, date(2003, 6, 28), date(1961, 6, 28)),
        ),
        (
            "age(month_start) > 0 and age(month_end) < 2",
            (0, 1, 2, 3, 150, date(2019, 6, 28)),
        ),
        (
            "age(month_start) >= 1 and age(month_end) < 2",
            (0, 1, 2, 3, 150, date(2020, 6, 28), date(2019, 6, 28)),
        ),
    ],
)
def test_ages_stand_for_births(condition: str, expected: tuple[object, ...]) -> None:
    assert of(condition, "born") == expected


@pytest.mark.parametrize(
    ("month", "day"), [("2021-02", date(2003, 2, 28)), ("2021-01", date(2003, 1, 28))]
)
def test_whoever_turns_an_age_within_the_month_turns_it_on_a_day_of_that_month(
    month: str, day: date
) -> None:
    rules = linked(paying("aid", "age(month_start) < 18 and age(month_end) > 0"))
    assert Values(rules, when(month)).of(OpenFact(0, "born"), 1)[-1] == day


def test_the_beginnings_of_bands_are_limits() -> None:
    bands = figure(
        "from: 2000-01-01, by: age(month_end), bands: {0: 10, 60: 100, 61: 20}", name="bands"
    )
    rules = linked({"bands.yaml": bands}, paying("aid", "", "bands"))
    assert Values(rules, MONTH).of(OpenFact(0, "born"), 1) == (0, 1, 60, 61, 62, 150)
    assert Values(rules, MONTH).exhaustive(OpenFact(0, "born"))


def test_what_only_a_warning_looks_at_is_no_limit() -> None:
    warned = aid(
        f"requires: {{asked: {MONTHS} > 5}}\npays: figure\n"
        f"caveats: [{{when: {MONTHS} > 50 and age(month_end) > 9, zh: 常, en: often}}]"
    )
    values = Values(linked({"aid.yaml": warned}), MONTH)
    assert values.of(OpenFact(0, MONTHS), 1) == (0, 1, 5, 6, 1200)
    assert values.of(OpenFact(0, "born"), 1) == (0, 1, 150)


def yuan(*amounts: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, amounts))


@pytest.mark.parametrize(
    ("condition", "persons", "expected"),
    [
        ("in_prison", 1, ()),
        ("counted_income < figure", 1, yuan("100")),
        ("counted_income < figure", 2, yuan("100", "200")),
        ("counted_income < figure or (roaming and counted_income > other)", 1, yuan("30", "100")),
        (
            "counted_income < figure or (roaming and counted_income > other)",
            3,
            yuan("30", "90", "100", "300"),
        ),
        ("counted_income < figure - other", 1, yuan("30", "100")),
        ("figure > counted_income", 1, yuan("100")),
        ("counted_income > naught", 1, ()),
        ("counted_income > smallest", 1, yuan("0.01")),
        ("counted_income > smallest", 4, yuan("0.01", "0.04")),
    ],
)
def test_figures_that_rules_compare_with_stand_for_money(
    condition: str, persons: int, expected: tuple[Decimal, ...]
) -> None:
    found = of(condition, "counted_income", persons=persons)
    assert found == (Decimal(0), *expected, FORTUNE)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("in_prison", ("440300", "ZZ")),
        ("within(hukou.place, here)", ("440300", "440399", "ZZ")),
        ("within(hukou.place, here) or within(residence.place, province)", None),
    ],
)
def test_places_stand_for_regions(condition: str, expected: tuple[str, ...] | None) -> None:
    nested = ("440300", "449999", "440399", "ZZ")
    assert of(condition, "hukou.place") == (expected or nested)


def test_lists_of_incomes_are_none_and_a_fortune_of_each_kind() -> None:
    every = of("any(i.kind == 'wage' for i in incomes)", "incomes")
    assert every[0] == ()
    assert [(i.kind, i.amount, i.months) for (i,) in every[1:]] == [
        (kind, FORTUNE, 1) for kind in INCOME_KINDS
    ]


NUMBER = """
  {name}:
    of: person
    kind: number
    unit: dwellings
    {limits}
    title: {{zh: {name}个, en: number {name}}}"""
NUMBERS: Files = {
    "facts.yaml": "facts:"
    + NUMBER.format(name="ten", limits="low: 1\n    high: 10")
    + NUMBER.format(name="eleven", limits="high: 10")
    + NUMBER.format(name="later", limits="low: 5\n    high: 30"),
    **paying("aid", "ten * 2 > 8 and eleven == 4 and (later > 20 or (roaming and later == 5))"),
}


@pytest.mark.parametrize(
    ("name", "expected"),
    [("ten", tuple(range(1, 11))), ("eleven", (0, 1, 4, 5, 10)), ("later", (5, 6, 20, 21, 30))],
)
def test_up_to_ten_numbers_are_all_tried(name: str, expected: tuple[int, ...]) -> None:
    values = Values(linked(NUMBERS), MONTH)
    assert values.of(OpenFact(0, name), 1) == expected
    assert values.exhaustive(OpenFact(0, name))


@pytest.mark.parametrize(
    ("path", "expected", "exhaustive"),
    [
        ("registered_on", (date(1900, 1, 1), date(2100, 1, 1)), False),
        ("registered_jobseeker", (False, True), True),
        ("housing", ("owned", "rented"), True),
        ("rent_paid", (Decimal(0), Decimal(1000), FORTUNE), False),
        ("born_at", ("440300", "440399", "ZZ"), True),
        ("parents", (), False),
    ],
)
def test_values_of_other_kinds_of_facts(
    path: str, expected: tuple[object, ...], exhaustive: bool
) -> None:
    values = Values(linked(DECLARED), MONTH)
    found = values.of(OpenFact(0, path), 1)
    assert [each for each in found if each != Decimal("50000.55")] == list(expected)
    assert values.exhaustive(OpenFact(0, path)) is exhaustive


@pytest.mark.parametrize(
    ("condition", "path", "exhaustive"),
    [
        (f"{MONTHS} > 5", MONTHS, True),
        (f"{MONTHS} > 5 + 1", MONTHS, True),
        (f"{MONTHS} + 1 > 5", MONTHS, False),
        (f"any(p.months > {MONTHS} for p in parents)", MONTHS, False),
        (f"any(p.months > {MONTHS} for p in parents)", "parents.0.months", False),
        (f"any(p.months > {MONTHS} for p in parents)", "born", True),
        ("age(month_end) > 5", "born", True),
        ("age(month_end) in [5, 6]", "born", True),
        ("age(month_end) - 1 > 5", "born", False),
        ("age(month_end) > age(month_start)", "born", False),
        ("any(i.months > 5 for i in incomes)", "incomes.0.months", False),
        ("disability.grade * 2 > 5", "disability.grade", True),
        ("in_prison", "hukou.place", True),
        ("in_prison", "counted_income", False),
    ],
)
def test_whether_the_values_leave_nothing_out(condition: str, path: str, exhaustive: bool) -> None:
    values = Values(linked(paying("aid", condition)), MONTH)
    assert values.exhaustive(OpenFact(0, path)) is exhaustive


def test_values_are_gathered_once() -> None:
    values = Values(linked(paying("aid", "counted_income < figure")), MONTH)
    income = OpenFact(0, "counted_income")
    assert values.here == "440300"
    assert values.of(income, 2) is values.of(OpenFact(1, "counted_income"), 2)
    assert values.of(income, 2) != values.of(income, 3)
