"""Distances are true: what is told is enough, and less is not."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from civbenefits import Distance, Household, Member, Property, Rulebook, WhyNot
from civbenefits.dates import day_before
from civbenefits.facts.vocabulary import facts_of
from tests.engine.small_distances import GOODS, book, one, only, requiring, shenzhen
from tests.engine.small_tables import aid, figure, shelf

CENT = Decimal("0.01")

by_months = st.dates(date(2010, 1, 1), date(2030, 12, 31)).map(lambda day: f"{day:%Y-%m}")
amounts = st.integers(0, 500_000).map(lambda fen: Decimal(fen).scaleb(-2))


def nearest(whynot: WhyNot) -> Distance:
    return only(whynot).distances[0]


MONEY = {
    "household.counted_income < standard * count(m for m in members)": -1,
    "household.counted_income <= standard * count(m for m in members)": -1,
    "household.counted_income / count(m for m in members) < standard": -1,
    "household.counted_income <= thirds * count(m for m in members) / 7": -1,
    "household.counted_income < thirds * count(m for m in members) / 7": -1,
    "household.counted_income / count(m for m in members) <= thirds / 7": -1,
    "household.counted_income >= standard * count(m for m in members)": 1,
    "household.counted_income / count(m for m in members) > thirds * 3": 1,
}
"""Conditions on money, and whether it is too high (-1) or too low."""


@settings(max_examples=150, derandomize=True)
@given(st.sampled_from(list(MONEY)), amounts, st.integers(1, 4))
def test_money_that_changes_by_what_is_told_is_enough_and_a_fen_less_is_not(
    condition: str, income: Decimal, size: int
) -> None:
    rules, members = book(condition, "household"), tuple(Member(id=each) for each in "abcd"[:size])

    def asked(amount: Decimal) -> WhyNot:
        return rules.why_not(Household(members=members, counted_income=amount), "aid")

    whynot = asked(income)
    assume(whynot.failing)
    distance = nearest(whynot)
    assert distance.change is not None
    assert distance.exact is not None
    assert distance.per_head is not None
    met = income + MONEY[condition] * distance.change
    assume(met >= 0)
    assert asked(met).failing == ()
    assert asked(met - MONEY[condition] * CENT).failing
    gap, change = Fraction(distance.exact), Fraction(distance.change)
    strict = "=" not in condition
    assert (gap < change <= gap + Fraction(1, 100)) if strict else (gap <= change)
    assert change - gap <= Fraction(1, 100)
    assert abs(gap - Fraction(distance.amount or 0)) <= Fraction(1, 200)
    assert abs(gap / size - Fraction(distance.per_head)) <= Fraction(1, 200)


AGES = [
    f"age({day}) {op} {years}"
    for day in ("month_start", "month_end")
    for op, years in ((">=", 60), (">", 17), ("==", 18), ("!=", 40), (">=", 3))
]
leap_days = st.integers(1912, 2004).map(lambda year: date(year // 4 * 4, 2, 29))
births = st.one_of(st.dates(date(1912, 1, 1), date(2009, 12, 31)), leap_days)


@settings(max_examples=200, derandomize=True)
@given(st.sampled_from(AGES), births, by_months)
def test_an_age_is_right_from_the_month_that_is_told_and_not_in_the_month_before(
    condition: str, born: date, month: str
) -> None:
    person = one(born=born)
    whynot = book(condition, on=month).why_not(person, "aid")
    assume(whynot.failing)
    distance = nearest(whynot)
    if distance.date is None:
        assert distance.gap.en == "over the age limit, which time does not cure"
        assert "==" in condition
        return
    assert distance.date.day == 1
    assert f"{distance.date:%Y-%m}" > month
    assert book(condition, on=f"{distance.date:%Y-%m}").why_not(person, "aid").failing == ()
    before = day_before(distance.date)
    assert book(condition, on=f"{before:%Y-%m}").why_not(person, "aid").failing
    told = re.search(r"turns ([0-9]+) on ([0-9-]+), from", distance.gap.en)
    assert told is not None
    years, birthday = int(told[1]), date.fromisoformat(told[2])
    assert birthday.year - born.year == years
    assert (birthday.month, birthday.day) in {(born.month, born.day), (3, 1)}
    assert birthday.replace(day=1) <= distance.date
    assert (distance.date - birthday).days <= 31


@settings(max_examples=100, derandomize=True)
@given(
    st.sampled_from((True, False, None)),
    st.sampled_from((True, False, None)),
    st.sampled_from(("900", "1000", "1050", None)),
)
def test_meeting_one_condition_is_enough_just_where_it_is_told(
    roaming: bool | None, compliant: bool | None, income: str | None
) -> None:
    needs = "{a: roaming, b: household.property.compliant, c: counted_income < figure}"
    rules = with_figure(needs)

    def family(**changed: Any) -> Household:
        facts = {"roaming": roaming, "compliant": compliant, "income": income, **changed}
        member = Member(id="a", roaming=facts["roaming"], counted_income=facts["income"])
        return Household(members=(member,), property=Property(compliant=facts["compliant"]))

    whynot = rules.why_not(family(), "aid")
    cured = {"a": family(roaming=True), "b": family(compliant=True)}
    for failing in whynot.failing:
        changed = cured.get(failing.name)
        if changed is None:
            (distance,) = failing.distances
            assert distance.change is not None
            assert income is not None
            changed = family(income=Decimal(income) - distance.change)
        granted = rules.assess(changed).of("aid").verdict == "eligible"
        assert granted is failing.alone_enough
    refused = rules.assess(family()).of("aid").verdict == "not_eligible"
    assert bool(whynot.failing) is refused


@cache
def with_figure(needs: str) -> Rulebook:
    files = {
        "aid.yaml": aid(f"requires: {needs}\n{GOODS}"),
        "figure.yaml": figure("from: 2000-01-01, value: 1000"),
    }
    return shelf(files).rulebook("440300", "2021-06")


FACTS = ("in_prison", "roaming", "deceased", "cremated", "conscript", "declared_missing")


@st.composite
def formulas(draw: st.DrawFn, facts: tuple[str, ...] = FACTS) -> str:
    """A condition that names each fact once."""
    if len(facts) == 1:
        return facts[0]
    at = draw(st.integers(1, len(facts) - 1))
    left, right = draw(formulas(facts[:at])), draw(formulas(facts[at:]))
    return draw(
        st.sampled_from(
            (f"({left} and {right})", f"({left} or {right})", f"not ({left} and {right})")
        )
    )


@settings(max_examples=60, derandomize=True)
@given(formulas(), st.sets(st.sampled_from(FACTS)), st.data())
def test_going_one_way_of_each_part_is_enough_and_nothing_of_it_is_too_much(
    condition: str, held: set[str], data: st.DataObject
) -> None:
    rules = shelf({"aid.yaml": aid(requiring(condition))}).rulebook("440300", "2021-06")
    titles = {fact.title: name for name, fact in facts_of(Member).items() if name in FACTS}

    def fails(changed: set[str]) -> bool:
        facts = {name: (name in held) != (name in changed) for name in FACTS}
        return bool(rules.why_not(one(**facts), "aid").failing)

    assume(fails(set()))
    facts = {name: name in held for name in FACTS}
    distances = only(rules.why_not(one(**facts), "aid")).distances
    changed: set[str] = set()
    for part in {each.part for each in distances}:
        ways = sorted({each.way for each in distances if each.part == part})
        way = data.draw(st.sampled_from(ways))
        changed |= {
            titles[each.about] for each in distances if (each.part, each.way) == (part, way)
        }
    assert not fails(changed)
    for name in changed:
        assert fails(changed - {name})


def test_what_fails_is_what_the_decision_says_fails() -> None:
    members = (
        Member(id="a", age=66, counted_income=Decimal(2000)),
        Member(id="b", relation="child", born=date(2003, 6, 30), counted_income=Decimal(0)),
    )
    for month in ("2016-03", "2021-06", "2021-11"):
        rules, family = shenzhen(*members, on=month)
        for decision in rules.assess(family).decisions:
            by_household = len(decision.persons) != 1 or decision.scheme == "dibao"
            person = None if by_household else decision.persons[0]
            if decision.verdict != "not_eligible":
                continue
            whynot = rules.why_not(family, decision.scheme, person)
            fails = [each.name for each in decision.conditions if each.holds is False]
            assert [each.name for each in whynot.failing] == fails
            assert all(each.distances for each in whynot.failing)
