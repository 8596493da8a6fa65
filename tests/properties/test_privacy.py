"""An identity number goes in and never comes out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import civbenefits
from civbenefits import Household, InputError, Member
from tests.properties.situations import Asked, asked, examples, needy

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@st.composite
def identity_numbers(draw: st.DrawFn) -> tuple[str, date]:
    """A number with a right check digit (GB 11643), and the birth date it carries."""
    born = draw(st.dates(date(1930, 1, 1), date(2012, 12, 31)))
    area = draw(st.sampled_from(("110101", "440301", "440307", "330802")))
    body = f"{area}{born:%Y%m%d}{draw(st.integers(1, 999)):03}"
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11], born


@examples(40)
@given(asked(), st.data(), identity_numbers())
def test_no_answer_contains_an_identity_number(
    question: Asked, data: st.DataObject, identity: tuple[str, date]
) -> None:
    number, born = identity
    near = data.draw(needy(question))
    member = replace(near.members[0], relation=None, age=None, born=None, id_number=number)
    household = replace(near, members=(member, *near.members[1:]))
    assert member.born == born
    household, assumptions = civbenefits.assume_usual(household, question.place)
    answer = question.book.assess(household, assumptions)
    for text in (civbenefits.to_json(answer), repr(answer), repr(household)):
        assert_hidden(text, number)


@examples(40)
@given(asked(), identity_numbers(), st.sampled_from(("", "\u7532")))
def test_nor_one_that_is_read_from_a_file(
    question: Asked, identity: tuple[str, date], name: str
) -> None:
    number, born = identity
    raw = json.dumps({"members": [{"id": name or "a", "id_number": number}]}).encode()
    household = civbenefits.read_household(raw)
    assert household.members[0].born == born
    assert_hidden(civbenefits.to_json(question.book.assess(household)), number)
    assert_hidden(repr(household), number)


@examples(40)
@given(identity_numbers(), st.sampled_from(("digit", "date", "birth", "length")))
def test_nor_is_it_repeated_when_it_is_refused(identity: tuple[str, date], fault: str) -> None:
    number, born = identity
    wrong = {
        "digit": number[:-1] + ("0" if number[-1] != "0" else "1"),
        "date": f"{number[:10]}13{number[12:]}",
        "birth": number,
        "length": number[:-1],
    }[fault]
    other = date(born.year + 1, 1, 1) if fault == "birth" else None
    with pytest.raises(InputError) as refused:
        Household(members=(Member(id="a", id_number=wrong, born=other),))
    assert refused.value.__cause__ is refused.value.__context__ is None
    assert_hidden(f"{refused.value} {refused.value!r} {refused.value.args}", wrong)


def assert_hidden(text: str, number: str) -> None:
    """Neither the number stands there, nor the part of it that says more than a birth date."""
    assert number not in text
    assert number[:17] not in text
    assert number[6:] not in text
