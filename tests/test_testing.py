"""The strategies that are shipped for users' own tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from civbenefits.facts.household import Household, check_dates
from civbenefits.facts.member import Member
from civbenefits.facts.vocabulary import as_data
from civbenefits.testing import complete, dates_on, households, members, one_more


def told(data: Any, path: tuple[Any, ...] = ()) -> set[tuple[Any, ...]]:
    """Each fact that plain data tells, with its path; of a list also how long it is."""
    if isinstance(data, dict):
        return {fact for name, part in data.items() for fact in told(part, (*path, name))}
    if isinstance(data, list):
        parts = {fact for index, part in enumerate(data) for fact in told(part, (*path, index))}
        return {(*path, len(data)), *parts}
    return {(*path, data)}


@given(dates_on().flatmap(lambda on: st.tuples(st.just(on), households(on=on))))
def test_nobody_is_born_after_the_day(asked: tuple[date, Household]) -> None:
    on, household = asked
    check_dates(household, on)


@given(households(unknown=0.8), st.data())
def test_completing_keeps_what_is_known(household: Household, data: st.DataObject) -> None:
    full = data.draw(complete(household))
    assert told(as_data(household)) <= told(as_data(full))
    for member in full.members:
        assert member.relation is not None
        assert (member.age is None) != (member.born is None)
        assert (member.counted_income is None) != (member.incomes is None)
        assert member.disability.kind is not None
        assert member.parents is not None
        assert member.hukou.place is not None
    assert full.in_difficulty is not None


@settings(max_examples=50)
@given(households(unknown=0.5), st.data())
def test_one_more_fact(household: Household, data: st.DataObject) -> None:
    before = told(as_data(household))
    after = told(as_data(data.draw(one_more(household))))
    assert before <= after
    assert (before == after) == (told(as_data(data.draw(complete(household)))) == before)


@settings(max_examples=50)
@given(households(unknown=0), st.data())
def test_where_all_is_known_nothing_is_added(household: Household, data: st.DataObject) -> None:
    full = data.draw(complete(household))
    assert data.draw(one_more(full)) == full


@given(households(unknown=1))
def test_nothing_may_be_known(household: Household) -> None:
    assert household == Household(members=tuple(Member(id=m.id) for m in household.members))


@given(members(places=["110000"], unknown=0))
def test_everything_may_be_known(member: Member) -> None:
    assert {member.hukou.place, member.residence.place, member.death_place} == {"110000"}
    assert member.relation is not None


def test_incomes_too_large_to_add_are_left_alone() -> None:
    rich = Decimal("999999999999.99")
    household = Household(
        members=(Member(id="a", counted_income=rich), Member(id="b", counted_income=rich))
    )

    @given(complete(household))
    def check(full: Household) -> None:
        assert full.counted_income is None

    check()


def test_an_age_that_cannot_be_stays_unknown() -> None:
    household = Household(
        members=(
            Member(id="a", relation="applicant"),
            Member(id="b", relation="parent", age=30),
            Member(id="c", relation="child", age=29),
        )
    )

    @given(complete(household))
    def check(full: Household) -> None:
        assert full.members[0].age is None
        assert full.members[0].born is None

    check()
