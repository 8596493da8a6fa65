"""Where a place lies, and how old a person is on which day."""

from __future__ import annotations

from datetime import date

import pytest

from civbenefits.facts.member import Hukou, Member, Residence
from tests.expressions.small_expressions import codes, definition, family, holds, person, value


@pytest.mark.parametrize(
    ("hukou", "here", "city", "province"),
    [
        ("440307", True, True, True),
        ("440300", None, True, True),
        ("440305", False, True, True),
        ("440000", None, None, True),
        ("000000", None, None, None),
        ("440100", False, False, True),
        ("440106", False, False, True),
        ("450000", False, False, False),
        ("110101", False, False, False),
        (None, None, None, None),
    ],
)
def test_a_place_seen_from_a_district(
    hukou: str | None, here: bool | None, city: bool | None, province: bool | None
) -> None:
    household = person(hukou=Hukou(place=hukou))
    for region, inside in (("here", here), ("city", city), ("province", province)):
        assert holds(f"within(hukou.place, {region})", household, place="440307") is inside


def test_here_is_the_place_asked() -> None:
    household = person(hukou=Hukou(place="440100"))
    assert holds("within(hukou.place, here)", household, place="440300") is False
    assert holds("within(hukou.place, here)", household, place="440000") is True
    assert holds("within(hukou.place, here)", household, place="000000") is True
    assert holds("within(hukou.place, city)", household, place="440000") is True
    assert holds("within(hukou.place, province)", household, place="000000") is True


@pytest.mark.parametrize(
    ("hukou", "inside"),
    [("440307", True), ("000000", True), ("999999", True), ("DE", False), ("DE-BY", False)],
)
def test_a_country_is_a_region_too(hukou: str, inside: bool) -> None:
    household = person(hukou=Hukou(place=hukou))
    assert holds("within(hukou.place, country)", household, place="440307") is inside
    assert holds("within(hukou.place, country)", household, place="000000") is inside


def test_a_place_abroad_is_in_no_region_here() -> None:
    household = person(hukou=Hukou(place="US-CA"))
    for region in ("here", "city", "province", "country"):
        assert holds(f"within(hukou.place, {region})", household, place="440307") is False


def test_a_place_may_be_chosen() -> None:
    text = "within(hukou.place if in_prison else residence.place, here)"
    household = person(
        in_prison=False, hukou=Hukou(place="110000"), residence=Residence(place="440307")
    )
    assert holds(text, household) is True
    assert holds("within(first_known(residence.place, hukou.place), here)", household) is True
    more = {"seat.yaml": definition("seat", "first_known(residence.place, hukou.place)")}
    assert holds("within(seat, here)", household, more) is True


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("within(relation, here)", "table.wrong_type"),
        ("within(hukou.place, nowhere)", "table.unresolved_name"),
        ("within(hukou.place, '4403')", "table.unresolved_name"),
        ("within(hukou.place)", "table.wrong_arguments"),
        ("here", "table.unresolved_name"),
        ("hukou.place == 440300", "table.wrong_unit_in_expression"),
        ("hukou.place < residence.place", "table.wrong_type"),
    ],
)
def test_what_cannot_be_asked_of_places(text: str, code: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize(
    ("born", "at_start", "at_end"),
    [
        (date(2003, 5, 31), 18, 18),
        (date(2003, 6, 1), 18, 18),
        (date(2003, 6, 2), 17, 18),
        (date(2003, 6, 30), 17, 18),
        (date(2003, 7, 1), 17, 17),
        (date(2021, 6, 1), 0, 0),
        (date(2020, 6, 30), 0, 1),
        (date(2021, 6, 2), 0, 0),
        (date(2021, 6, 30), 0, 0),
    ],
)
def test_age_on_the_first_and_last_day_of_the_month(born: date, at_start: int, at_end: int) -> None:
    assert value("age(month_start)", person(born=born)) == at_start
    assert value("age(month_end)", person(born=born)) == at_end
    assert value("sum(m.age(month_end) for m in members)", person(born=born)) == at_end


@pytest.mark.parametrize(
    ("on", "at_start", "at_end"),
    [
        ("2021-02", 16, 16),
        ("2021-03", 17, 17),
        ("2024-02", 19, 20),
        ("2024-03", 20, 20),
        ("2100-02", 95, 95),
        ("2100-03", 96, 96),
    ],
)
def test_who_is_born_on_29_february(on: str, at_start: int, at_end: int) -> None:
    leapling = person(born=date(2004, 2, 29))
    assert value("age(month_start)", leapling, on=on) == at_start
    assert value("age(month_end)", leapling, on=on) == at_end


def test_an_age_that_was_given_holds_on_every_day() -> None:
    assert value("age(month_start)", person(age=17)) == 17
    assert value("age(month_end)", person(age=17)) == 17
    assert value("age(month_end)", person()) is None


def test_the_age_of_others() -> None:
    household = family(Member(id="a", age=70), Member(id="b", born=date(2010, 1, 1)))
    assert value("count(m for m in members if m.age(month_end) < 18)", household) == 1
    assert holds("all(m.age(month_start) >= 11 for m in members)", household, of="household")


def test_dates_are_compared() -> None:
    elder = family(Member(id="a", born=date(1950, 1, 2)), Member(id="b", born=date(1950, 1, 1)))
    assert holds("all(born <= m.born for m in members)", elder) is False
    assert holds("any(m.born == min(born, m.born) for m in members)", elder) is True
    assert holds("any(born > m.born for m in members)", elder) is True
    assert holds("born == born", person()) is None
    unknown = family(Member(id="a", born=date(1950, 1, 2)), Member(id="b"))
    assert holds("any(m.born < born for m in members)", unknown) is None


@pytest.mark.parametrize(
    ("text", "of", "code"),
    [
        ("age(today) > 1", "person", "table.age_needs_day"),
        ("age('month_end') > 1", "person", "table.age_needs_day"),
        ("age > 1", "person", "table.age_needs_day"),
        ("any(m.age > 1 for m in members)", "person", "table.age_needs_day"),
        ("age() > 1", "person", "table.wrong_arguments"),
        ("age(month_end) > 1", "household", "table.needs_person"),
        ("household.age(month_end) > 1", "person", "table.unresolved_name"),
        ("m.age(month_end) > 1", "person", "table.unresolved_name"),
        ("month_end > 1", "person", "table.unresolved_name"),
        ("born + 1 == born", "person", "table.wrong_unit_in_expression"),
        ("born < 2000", "person", "table.wrong_unit_in_expression"),
    ],
)
def test_what_cannot_be_asked_of_ages(text: str, of: str, code: str) -> None:
    assert codes(text, of=of) == [code]
