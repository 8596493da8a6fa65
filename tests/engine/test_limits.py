"""Distances below, on and above a limit, for every comparison."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne
from typing import Any, Final

import pytest

from civbenefits import Distance, Household, Member, Rulebook
from civbenefits.engine.rulebook import RulebookShelf
from civbenefits.texts import Text
from tests.engine.small_distances import GOODS, book, one
from tests.engine.small_tables import aid, assembled

HOLDS: Final[dict[str, Callable[[object, object], bool]]] = {
    "<": lt,  # type: ignore[dict-item]
    "<=": le,  # type: ignore[dict-item]
    ">": gt,  # type: ignore[dict-item]
    ">=": ge,  # type: ignore[dict-item]
    "==": eq,
    "!=": ne,
}
MIRRORED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
LIMITS: Final = {
    "<": "below {}",
    "<=": "at most {}",
    ">": "above {}",
    ">=": "at least {}",
    "==": "{}",
    "!=": "not {}",
}


def told(rules: Rulebook, household: Household) -> tuple[Distance, ...]:
    return tuple(
        each for failing in rules.why_not(household, "aid").failing for each in failing.distances
    )


def single(rules: Rulebook, household: Household) -> Distance | None:
    """The one distance; none where the condition holds."""
    found = told(rules, household)
    assert len(found) <= 1
    return found[0] if found else None


# Money ----------------------------------------------------------------------------


def money(op: str, income: str) -> tuple[str, str, str] | None:
    """The gap in words, in numbers, and the change that bridges it, worked out in fen."""
    gap = abs(round((Decimal(income) - 1000) * 100))
    if HOLDS[op](Decimal(income), 1000):
        return None
    if op == "!=":
        return "must not be 1000.00 yuan/person/month", "None", "None"
    shown = f"{Decimal(gap).scaleb(-2):.2f} yuan/person/month"
    words = f"{shown} {'above' if Decimal(income) > 1000 else 'short'}" if gap else "equal to"
    change = gap + (op in "<>")
    return words, str(Fraction(gap, 100)), f"{Decimal(change).scaleb(-2):.2f}"


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("income", ["0", "999.99", "1000", "1000.01", "1234.56"])
@pytest.mark.parametrize("op", HOLDS)
def test_money_and_a_limit(op: str, income: str, mirrored: bool) -> None:
    written = (
        f"standard {MIRRORED[op]} counted_income" if mirrored else f"counted_income {op} standard"
    )
    found = single(book(written), one(counted_income=income))
    expected = money(op, income)
    assert (found is None) is (expected is None)
    if found is None or expected is None:
        return
    words, exact, change = expected
    assert found.gap.en.startswith(words)
    assert (str(found.exact), str(found.change)) == (exact, change)
    assert str(found.amount) == (
        "None" if exact == "None" else f"{Decimal(float(Fraction(exact))):.2f}"
    )
    assert found.actual is not None
    assert found.limit is not None
    assert found.actual.en == f"{Decimal(income):.2f} yuan/person/month"
    assert found.limit.en == LIMITS[op].format("1000.00 yuan/person/month")
    assert (found.person, found.per_head, found.date) == ("a", None, None)


@pytest.mark.parametrize(
    ("condition", "income", "near"),
    [
        ("counted_income <= standard", "1100", True),
        ("counted_income <= standard", "1100.01", False),
        ("counted_income < standard", "1100", True),
        ("counted_income >= standard", "900", True),
        ("counted_income >= standard", "899.99", False),
        ("counted_income == standard", "1100", True),
        ("counted_income == standard", "899.99", False),
        ("counted_income != standard", "1000", False),
        ("counted_income < standard - standard", "0", True),
        ("counted_income <= standard - standard", "0.01", False),
    ],
)
def test_money_within_a_tenth_of_the_limit_is_near(condition: str, income: str, near: bool) -> None:
    assert book(condition).why_not(one(counted_income=income), "aid").near_miss is near


# Numbers --------------------------------------------------------------------------

YEARS: Final = {
    "<": "less than {}",
    "<=": "at most {}",
    ">": "more than {}",
    ">=": "at least {}",
    "==": "{}",
    "!=": "not {}",
}


@pytest.mark.parametrize("years", [0, 2, 3, 4, 7])
@pytest.mark.parametrize("op", HOLDS)
def test_a_counted_number_and_a_limit(op: str, years: int) -> None:
    found = single(book(f"clergy_years_apart {op} 3"), one(clergy_years_apart=years))
    if HOLDS[op](years, 3):
        assert found is None
        return
    assert found is not None
    assert found.limit is not None
    assert found.limit.en == YEARS[op].format("3 years")
    if op == "!=":
        assert (found.gap.en, found.exact) == ("must not be 3 years", None)
        return
    gap = abs(years - 3) + (op in "<>")
    unit = "year" if gap == 1 else "years"
    way = "above" if op in ("<", "<=") or (op == "==" and years > 3) else "short"
    assert (found.gap.en, found.exact) == (f"{gap} {unit} {way}", str(gap))
    assert (found.amount, found.change, found.per_head) == (None, None, None)


@pytest.mark.parametrize(
    ("condition", "facts", "gap"),
    [
        (
            "clergy_years_apart / 2 >= 2",
            {"clergy_years_apart": 3},
            Text("还差 0.5 年", "0.5 years short"),
        ),
        (
            "clergy_years_apart / 2 < 2",
            {"clergy_years_apart": 5},
            Text("超出 0.5 年", "0.5 years above"),
        ),
    ],
)
def test_a_number_that_is_not_counted(condition: str, facts: dict[str, object], gap: Text) -> None:
    found = single(book(condition), one(**facts))
    assert found is not None
    assert (found.gap, found.exact) == (gap, "1/2")


@pytest.mark.parametrize(
    ("condition", "facts", "near"),
    [
        ("clergy_years_apart >= 3", {"clergy_years_apart": 2}, True),
        ("clergy_years_apart >= 3", {"clergy_years_apart": 1}, False),
        ("clergy_years_apart > 3", {"clergy_years_apart": 3}, True),
        ("clergy_years_apart > 3", {"clergy_years_apart": 2}, False),
        ("clergy_years_apart / 2 > 3", {"clergy_years_apart": 5}, True),
        ("clergy_years_apart / 2 > 3", {"clergy_years_apart": 3}, False),
    ],
)
def test_a_year_and_one_of_what_is_counted_are_near(
    condition: str, facts: dict[str, object], near: bool
) -> None:
    assert book(condition).why_not(one(**facts), "aid").near_miss is near


@pytest.mark.parametrize(
    ("limit", "gap", "exact"),
    [
        ("< 1/2", Text("超出 0.25", "0.25 above"), "1/4"),
        ("<= 1/2", Text("超出 0.25", "0.25 above"), "1/4"),
        ("== 1", Text("还差 0.25", "0.25 short"), "1/4"),
        ("> 1", Text("还差 0.25", "0.25 short"), "1/4"),
        ("> 3/4", Text("正好等于限额,不得等于", "equal to the limit, and must pass it"), "0"),
    ],
)
def test_a_ratio_is_never_near(limit: str, gap: Text, exact: str) -> None:
    members = tuple(Member(id=each, in_prison=each != "a") for each in "abcd")
    share = "count(m for m in members if m.in_prison) / count(m for m in members)"
    rules = book(f"{share} {limit}", "household")
    whynot = rules.why_not(Household(members=members), "aid")
    (found,) = whynot.failing[0].distances
    assert (found.gap, found.exact) == (gap, exact)
    assert not whynot.near_miss


# Dates ----------------------------------------------------------------------------

LEAP: Final = date(2020, 2, 29)
APART: Final = [-366, -365, -59, -1, 0, 1, 2, 306, 307, 365, 366, 1461]
DATES: Final = {
    "<": "before",
    "<=": "on or before",
    ">": "after",
    ">=": "on or after",
    "==": "",
}


@pytest.mark.parametrize("apart", APART)
@pytest.mark.parametrize("op", DATES)
@pytest.mark.parametrize("first", [LEAP, date(1999, 12, 31)])
def test_two_dates_are_so_many_days_apart(first: date, op: str, apart: int) -> None:
    """The day of somebody else is compared with that of the person asked about."""
    second = first + timedelta(days=apart)
    members = (
        Member(id="a", born=first, in_prison=False),
        Member(id="b", born=second, in_prison=True),
    )
    condition = f"all(m.born {op} born for m in members if m.in_prison)"
    whynot = book(condition, on="2030-01").why_not(Household(members=members), "aid", "a")
    if HOLDS[op](second, first):
        assert whynot.failing == ()
        return
    ((found,),) = [each.distances for each in whynot.failing]
    assert found.limit is not None
    assert found.limit.en == f"{DATES[op]} {first}".strip()
    assert (found.gap.en, found.exact) == (f"{abs(apart)} days away", str(abs(apart)))
    assert (found.about.en, found.person) == ("member b, date of birth", "b")
    assert not whynot.near_miss


# Ages -----------------------------------------------------------------------------

AGES: Final = {
    "<": "under {}",
    "<=": "at most {}",
    ">": "over {}",
    ">=": "at least {}",
    "==": "exactly {}",
    "!=": "other than {}",
}


@pytest.mark.parametrize("years", [58, 59, 60, 61])
@pytest.mark.parametrize("half", [118, 119, 120, 121, 122])
@pytest.mark.parametrize("op", HOLDS)
def test_an_age_and_a_limit(op: str, half: int, years: int) -> None:
    """What is told is the first whole age at which the condition holds, if there is one to come."""
    limit = Fraction(half, 2)
    whynot = book(f"age(month_end) {op} {half} / 2").why_not(one(age=years), "aid")
    if HOLDS[op](years, limit):
        assert whynot.failing == ()
        return
    (found,) = whynot.failing[0].distances
    assert found.limit is not None
    shown = f"{half // 2}{'.5' if half % 2 else ''}"
    assert found.limit.en == AGES[op].format(f"{shown} years")
    later = [age for age in range(years, 130) if HOLDS[op](age, limit)]
    if later and op not in ("<", "<="):
        gap = later[0] - years
        unit = "year" if gap == 1 else "years"
        assert found.gap.en == f"{gap} {unit} short of {later[0]}"
        assert found.exact == str(gap)
        assert whynot.near_miss is (gap == 1)
        return
    earlier = [age for age in range(years) if HOLDS[op](age, limit)]
    assert found.gap == Text(
        "已超过年龄限制,时间不能弥补", "over the age limit, which time does not cure"
    )
    assert not whynot.near_miss
    if earlier:
        assert found.exact == str(years - earlier[-1])


@pytest.mark.parametrize("conditions", ["a: in_prison, b: {}", "a: {}, b: in_prison"])
@pytest.mark.parametrize(
    ("near", "facts"),
    [
        ("age(month_end) >= 60", {"age": 59}),
        ("clergy_years_apart >= 3", {"clergy_years_apart": 2}),
    ],
)
def test_two_that_fail_are_no_near_miss_whichever_comes_first(
    conditions: str, near: str, facts: dict[str, Any]
) -> None:
    files = {"aid.yaml": aid(f"requires: {{{conditions.format(near)}}}\n{GOODS}")}
    rules = RulebookShelf(assembled(files)).rulebook("440300", "2021-06")
    for prison, missed in ((True, True), (False, False)):
        whynot = rules.why_not(one(in_prison=prison, **facts), "aid")
        assert whynot.near_miss is missed
        assert [each.alone_enough for each in whynot.failing] == [missed] * (2 - prison)
