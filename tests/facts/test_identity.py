"""Identity numbers: made up here, with check digits computed by the standard's own rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civbenefits.errors import InputError
from civbenefits.facts.identity import birth_date_of
from civbenefits.facts.member import Member
from civbenefits.facts.reading import household_from
from civbenefits.facts.vocabulary import as_data


def made_up(born: date, place: str = "000000", order: str = "000") -> str:
    """A number with the right check digit (GB 11643: ISO 7064, MOD 11-2)."""
    digits = f"{place}{born:%Y%m%d}{order}"
    total = sum(int(digit) * 2 ** (17 - index) for index, digit in enumerate(digits))
    return digits + "10X98765432"[total % 11]


NUMBER = made_up(date(1956, 2, 29))


@given(
    st.dates(date(1880, 1, 1), date(2021, 12, 31)),
    st.from_regex("[0-9]{6}", fullmatch=True),
    st.from_regex("[0-9]{3}", fullmatch=True),
)
def test_a_number_carries_its_birth_date(born: date, place: str, order: str) -> None:
    number = made_up(born, place, order)
    assert birth_date_of(number) == born
    assert birth_date_of(number.lower()) == born


@pytest.mark.parametrize("place", ["440307", "440310", "440321", "830000"])
def test_the_place_is_not_judged(place: str) -> None:
    """Districts younger than the person, withdrawn codes, permits of Taiwan residents."""
    assert birth_date_of(made_up(date(1940, 1, 2), place)) == date(1940, 1, 2)


@given(st.integers(0, 16), st.integers(1, 9))
def test_a_wrong_digit_is_found(position: int, change: int) -> None:
    digit = (int(NUMBER[position]) + change) % 10
    wrong = f"{NUMBER[:position]}{digit}{NUMBER[position + 1 :]}"
    with pytest.raises(InputError):
        birth_date_of(wrong)


IMPOSSIBLE = made_up(date(2000, 2, 29)).replace("20000229", "20010229")


@pytest.mark.parametrize(
    "number",
    [
        NUMBER[:-1],
        NUMBER + "0",
        NUMBER[6:],
        IMPOSSIBLE,
        "",
        "x" * 18,
        NUMBER[:-1] + "?",
        "٠" * 18,
    ],
)
def test_what_is_no_number(number: str) -> None:
    with pytest.raises(InputError) as refused:
        Member(id="a", id_number=number)
    assert (refused.value.code, refused.value.path) == ("input.bad_identity_number", "id_number")
    assert not number or number not in str(refused.value)


def test_an_impossible_date_with_a_right_check_digit() -> None:
    digits = "00000020010229000"
    total = sum(int(digit) * 2 ** (17 - index) for index, digit in enumerate(digits))
    with pytest.raises(InputError, match="bad_identity_number"):
        birth_date_of(digits + "10X98765432"[total % 11])


def test_only_the_birth_date_is_kept() -> None:
    member = Member(id="a", id_number=NUMBER)
    assert member == Member(id="a", born=date(1956, 2, 29))
    assert NUMBER not in repr(member)
    assert as_data(member) == {"id": "a", "born": "1956-02-29"}
    assert replace(member, id="b").born == date(1956, 2, 29)


def test_it_may_stand_in_a_file_beside_the_birth_date() -> None:
    data = {"members": [{"id": "a", "id_number": NUMBER, "born": "1956-02-29"}]}
    assert household_from(data).members[0].born == date(1956, 2, 29)


@pytest.mark.parametrize(
    ("facts", "code", "path"),
    [
        ({"born": "1956-03-01"}, "input.identity_contradicts_birth", "members.0.id_number"),
        ({"age": 65}, "input.age_and_birth", "members.0.age"),
    ],
)
def test_it_is_not_contradicted(facts: dict[str, object], code: str, path: str) -> None:
    with pytest.raises(InputError) as refused:
        household_from({"members": [{"id": "a", "id_number": NUMBER, **facts}]})
    assert (refused.value.code, refused.value.path) == (code, path)
    for personal in (NUMBER, "1956", "65"):
        assert personal not in str(refused.value)
