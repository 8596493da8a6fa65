"""Ages: the old-age allowance of Shenzhen follows the birthday, also one on 29 February."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

import civbenefits
from civbenefits import Household, Hukou, Member, Outcome
from tests.properties.situations import examples

BEFORE_OCTOBER_2019 = {70: 100, 80: 200, 90: 300, 100: 500}
FROM_OCTOBER_2019 = {70: 200, 80: 300, 90: 500, 100: 1000}

leap_days = st.sampled_from([date(year, 2, 29) for year in range(1912, 1956, 4)])
birth_dates = st.one_of(leap_days, st.dates(date(1910, 1, 1), date(1955, 12, 31)))
months = st.tuples(st.integers(2016, 2021), st.integers(1, 12))


def allowance(born: date, year: int, month: int) -> Outcome:
    person = Member(id="a", born=born, hukou=Hukou(place="440306"))
    book = civbenefits.rulebook("440300", f"{year}-{month:02}")
    outcomes = book.decide(Household(members=(person,)))
    (found,) = [each for each in outcomes if each.scheme == "old_age_allowance"]
    return found


def birthday(born: date, age: int) -> date:
    """The day on which an age is reached: 1 March where a year has no 29 February."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def expected(born: date, year: int, month: int) -> int | None:
    """The allowance of a month: that of the highest age reached in it or before."""
    bands = FROM_OCTOBER_2019 if (year, month) >= (2019, 10) else BEFORE_OCTOBER_2019
    due = None
    for age, yuan in bands.items():
        reached = birthday(born, age)
        if (reached.year, reached.month) <= (year, month):
            due = yuan
    return due


def check(born: date, year: int, month: int) -> None:
    due = expected(born, year, month)
    outcome = allowance(born, year, month)
    assert outcome.verdict == ("not_eligible" if due is None else "eligible")
    assert outcome.amount == (None if due is None else Decimal(due))


@examples(60)
@given(birth_dates, months)
def test_the_age_is_that_of_the_last_day_of_the_month(born: date, month: tuple[int, int]) -> None:
    check(born, *month)


@examples(80)
@given(st.sampled_from((70, 80, 90, 100)), months, st.integers(1, 31), st.booleans())
def test_a_band_begins_in_the_month_of_the_birthday(
    age: int, turned: tuple[int, int], day: int, leap_day: bool
) -> None:
    year, month = turned
    on_a_leap_day = date((year - age) // 4 * 4, 2, 29)
    born = on_a_leap_day if leap_day else date(year - age, month, min(day, 28))
    reached = birthday(born, age)
    following = date(reached.year + reached.month // 12, reached.month % 12 + 1, 1)
    before = date(reached.year - (reached.month == 1), (reached.month - 2) % 12 + 1, 1)
    for when in (before, reached, following):
        if date(2016, 1, 1) <= when <= date(2021, 12, 31):
            check(born, when.year, when.month)


def test_who_is_born_on_29_february_waits_for_1_march_in_a_common_year() -> None:
    born = date(1948, 2, 29)
    assert allowance(born, 2018, 2).verdict == "not_eligible"
    assert allowance(born, 2018, 3).verdict == "eligible"
    assert allowance(date(1940, 2, 29), 2020, 2).amount == 300  # 80 on 29 February 2020
    assert allowance(date(1940, 2, 29), 2020, 1).amount == 200
