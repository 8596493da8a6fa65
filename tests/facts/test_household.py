"""The facts as frozen data, and what makes a household coherent."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from civbenefits.errors import InputError
from civbenefits.facts.household import Household, Property
from civbenefits.facts.member import Disability, Income, Member, Parent, Relation
from civbenefits.testing import households, members

APPLICANT_AGED = 40


def family(relation: Relation, **age: Any) -> Household:
    applicant = (
        Member(id="a", relation="applicant", born=date(1981, 5, 1))
        if "born" in age
        else Member(id="a", relation="applicant", age=APPLICANT_AGED)
    )
    return Household(members=(applicant, Member(id="b", relation=relation, **age)))


@given(households())
def test_households_are_plain_frozen_data(household: Household) -> None:
    assert replace(household) == household
    assert hash(replace(household)) == hash(household)
    assert copy.deepcopy(household) == household
    assert pickle.loads(pickle.dumps(household)) == household  # noqa: S301
    with pytest.raises(FrozenInstanceError):
        household.counted_income = None  # type: ignore[misc]


@given(members())
def test_a_member_can_be_replaced(member: Member) -> None:
    other = replace(member, id="another", born=None, age=30)
    assert (other.id, other.age, other.born_ymd) == ("another", 30, None)
    assert other != member


def test_what_is_derived_follows_a_replacement() -> None:
    member = Member(id="a", born=date(1956, 2, 29))
    assert member.born_ymd == 19560229
    assert replace(member, born=date(1957, 3, 1)).born_ymd == 19570301
    income = Income(kind="wage", amount=Decimal(100), months=3)
    assert replace(income, months=1).monthly == 10000


def test_unknown_groups_are_equal_to_ones_made_by_hand() -> None:
    assert Member(id="a") == Member(id="a", disability=Disability())
    assert Household(members=(Member(id="a"),)).property == Property()


def test_amounts_compare_by_value() -> None:
    one = Member(id="a", counted_income="2400")  # type: ignore[arg-type]
    assert one == Member(id="a", counted_income=Decimal("2400.00"))
    assert len({one, Member(id="a", counted_income=Decimal("2400.00"))}) == 1


@pytest.mark.parametrize(
    ("relation", "age"),
    [
        ("child", {"age": 39}),
        ("grandchild", {"age": 39}),
        ("parent", {"age": 41}),
        ("grandparent", {"age": 41}),
        ("sibling", {"age": 40}),
        ("spouse", {"age": 90}),
        ("other", {"age": 0}),
        ("child", {"born": date(1981, 5, 2)}),
        ("grandchild", {"born": date(1981, 5, 2)}),
        ("parent", {"born": date(1981, 4, 30)}),
        ("grandparent", {"born": date(1981, 4, 30)}),
    ],
)
def test_ages_that_fit_the_relation(relation: Relation, age: dict[str, Any]) -> None:
    assert family(relation, **age).members[1].relation == relation


@pytest.mark.parametrize(
    ("relation", "age"),
    [
        ("child", {"age": 40}),
        ("grandchild", {"age": 41}),
        ("parent", {"age": 40}),
        ("grandparent", {"age": 3}),
        ("child", {"born": date(1981, 5, 1)}),
        ("grandchild", {"born": date(1950, 1, 1)}),
        ("parent", {"born": date(1981, 5, 1)}),
        ("grandparent", {"born": date(2000, 1, 1)}),
    ],
)
def test_ages_that_do_not(relation: Relation, age: dict[str, Any]) -> None:
    with pytest.raises(InputError) as refused:
        family(relation, **age)
    assert refused.value.code == "input.child_not_younger"
    assert refused.value.path == "members.1.relation"


def test_generations_are_compared_past_an_applicant_of_unknown_age() -> None:
    with pytest.raises(InputError) as refused:
        Household(
            members=(
                Member(id="a", relation="applicant"),
                Member(id="b", relation="grandparent", age=30),
                Member(id="c", relation="child", age=31),
            )
        )
    assert (refused.value.code, refused.value.path) == (
        "input.child_not_younger",
        "members.2.relation",
    )


def test_two_sides_of_a_family_may_overlap_in_age() -> None:
    Household(
        members=(
            Member(id="a", relation="parent", age=70),
            Member(id="b", relation="grandparent", age=65),
            Member(id="c", relation="child", age=3),
            Member(id="d", relation="grandchild", age=5),
        )
    )


def test_an_age_and_a_birth_date_are_not_compared() -> None:
    Household(
        members=(
            Member(id="a", relation="applicant", age=40),
            Member(id="b", relation="child", born=date(1950, 1, 1)),
        )
    )


@pytest.mark.parametrize(
    ("total", "parts"),
    [("100", ["40", "60"]), ("100", ["40", None]), ("100", [None, None]), ("100", ["100", None])],
)
def test_incomes_that_add_up(total: str, parts: list[str | None]) -> None:
    assert incomes(total, parts).counted_income == Decimal(total)


@pytest.mark.parametrize(("total", "parts"), [("100", ["40", "59.99"]), ("100", ["101", None])])
def test_incomes_that_do_not(total: str, parts: list[str | None]) -> None:
    with pytest.raises(InputError, match="incomes_do_not_add_up"):
        incomes(total, parts)


def incomes(total: str, parts: list[str | None]) -> Household:
    given = [None if part is None else Decimal(part) for part in parts]
    return Household(
        members=tuple(Member(id=str(n), counted_income=part) for n, part in enumerate(given)),
        counted_income=Decimal(total),
    )


@pytest.mark.parametrize(
    ("build", "code", "path"),
    [
        (lambda: Household(members=[Member(id="a")]), "wrong_type", "members"),  # type: ignore[arg-type]
        (lambda: Household(members=("a",)), "wrong_type", "members.0"),  # type: ignore[arg-type]
        (lambda: Member(id="a", disability=None), "wrong_type", "disability"),  # type: ignore[arg-type]
        (lambda: Member(id="a", disability={}), "wrong_type", "disability"),  # type: ignore[arg-type]
        (lambda: Member(id="a", parents=[Parent()] * 2), "wrong_type", "parents"),  # type: ignore[arg-type]
        (lambda: Member(id="a", parents=("x", "y")), "wrong_type", "parents"),  # type: ignore[arg-type]
        (lambda: Member(id="a", age="65"), "wrong_type", "age"),  # type: ignore[arg-type]
        (lambda: Member(id="a", in_prison=1), "wrong_type", "in_prison"),  # type: ignore[arg-type]
        (lambda: Member(id="a", counted_income=1.0), "not_money", "counted_income"),  # type: ignore[arg-type]
        (lambda: Member(id="a", counted_income=Decimal("NaN")), "not_money", "counted_income"),
        (lambda: Member(id="a", counted_income=Decimal("inf")), "not_money", "counted_income"),
        (lambda: Property(compliant=True, dwellings=0), "finding_and_raw", "compliant"),
    ],
)
def test_python_values_are_checked_too(build: Any, code: str, path: str) -> None:
    with pytest.raises(InputError) as refused:
        build()
    assert (refused.value.code, refused.value.path) == (f"input.{code}", path)


def test_the_raw_fact_beside_a_finding_is_named() -> None:
    with pytest.raises(InputError, match="dwellings"):
        Property(compliant=True, dwellings=0)
