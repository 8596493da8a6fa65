"""Reading a household: what may be written, and that it says the same in every form."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given

from civbenefits.errors import InputError
from civbenefits.facts.household import Household
from civbenefits.facts.member import Disability, Income, Member, Parent
from civbenefits.facts.reading import household_from, read_household
from civbenefits.facts.vocabulary import as_data
from civbenefits.testing import households


def member_from(**facts: Any) -> Member:
    return household_from({"members": [{"id": "a", **facts}]}).members[0]


@given(households())
def test_what_is_written_is_read_back(household: Household) -> None:
    data = as_data(household)
    assert household_from(data) == household
    assert read_household(json.dumps(data).encode()) == household
    assert read_household(yaml.safe_dump(data, allow_unicode=True).encode()) == household


def test_amounts_are_written_without_an_exponent() -> None:
    household = Household(members=(Member(id="a"),), counted_income=Decimal("2.4E+3"))
    assert as_data(household)["counted_income"] == "2400"
    assert household_from(as_data(household)) == household


@pytest.mark.parametrize(
    ("fact", "written", "meant"),
    [
        ("age", "65", 65),
        ("age", 65, 65),
        ("age", "0", 0),
        ("in_prison", "true", True),
        ("in_prison", "False", False),
        ("in_prison", True, True),
        ("counted_income", "2400.50", Decimal("2400.50")),
        ("counted_income", 2400, Decimal(2400)),
        ("counted_income", Decimal("2400.50"), Decimal("2400.50")),
        ("born", "1956-02-29", date(1956, 2, 29)),
        ("born", date(1956, 2, 29), date(1956, 2, 29)),
        ("incomes", [], ()),
        ("incomes", ({"kind": "wage"},), (Income(kind="wage"),)),
        ("parents", [{}, {"situation": "dead"}], (Parent(), Parent(situation="dead"))),
        ("disability", {}, Disability()),
        ("disability", {"grade": "2"}, Disability(grade=2)),
    ],
)
def test_facts_may_be_text(fact: str, written: Any, meant: Any) -> None:
    assert getattr(member_from(**{fact: written}), fact) == meant


@pytest.mark.parametrize("blank", [None, "", "~", "null"])
@pytest.mark.parametrize(
    "fact", ["age", "in_prison", "counted_income", "born", "incomes", "parents", "id_number"]
)
def test_a_blank_is_unknown(fact: str, blank: Any) -> None:
    assert member_from(**{fact: blank}) == Member(id="a")


@pytest.mark.parametrize("blank", [None, "", "~", "null"])
def test_a_blank_group_is_unknown(blank: Any) -> None:
    assert member_from(disability=blank) == Member(id="a")
    assert member_from(disability={"grade": blank}) == Member(id="a")


def test_decimals_in_json_stay_exact() -> None:
    raw = b'{"members": [{"id": "a"}], "counted_income": 999999999999.99}'
    assert read_household(raw).counted_income == Decimal("999999999999.99")


def test_unquoted_values_in_yaml_are_text() -> None:
    raw = "﻿members:\n- {id: 1, age: 65, in_prison: false, born: }\ncounted_income: 2400.5\n"
    household = read_household(raw.encode())
    assert household.members == (Member(id="1", age=65, in_prison=False),)
    assert household.counted_income == Decimal("2400.5")


@pytest.mark.parametrize("space", ["", " \n", "﻿", "﻿\n "])
def test_json_is_told_by_its_brace(space: str) -> None:
    raw = (space + '{"members":\t[{"id": "a\\u0031"}]}').encode()
    assert read_household(raw).members[0].id == "a1"


def test_braces_in_json_text_are_not_depth() -> None:
    raw = json.dumps({"members": [{"id": '{"[\\' * 10}]})
    assert read_household(raw.encode()).members[0].id == '{"[\\' * 10


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("disabilty", "disability"),
        ("grade", "disability.grade"),
        ("failed_abilites", "care.failed_abilities"),
        ("年龄", "age"),
        ("残疾等级", "disability.grade"),
        ("本人可计入月收入", "counted_income"),
    ],
)
def test_an_unknown_key_is_told_the_nearest(key: str, meant: str) -> None:
    with pytest.raises(InputError) as refused:
        member_from(**{key: 1})
    assert f"是否为「{meant}」?" in refused.value.message("zh")
    assert f"Did you mean '{meant}'?" in refused.value.message("en")


def test_a_key_that_resembles_nothing_gets_no_suggestion() -> None:
    with pytest.raises(InputError) as refused:
        member_from(zzzz=1)
    assert refused.value.details["suggestion"] == ""
