"""Usual circumstances: what is assumed, and what never is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from civbenefits.errors import InputError
from civbenefits.facts.assuming import Assumed, assume_usual
from civbenefits.facts.household import Household, Property
from civbenefits.facts.member import Member
from civbenefits.facts.reading import household_from
from civbenefits.facts.vocabulary import as_data, facts_of
from civbenefits.testing import households
from civbenefits.texts import Text

PLACE = "440300"


def alone(**facts: Any) -> tuple[Member, dict[str, Assumed]]:
    household = household_from({"members": [{"id": "a", **facts}]})
    assumed, made = assume_usual(household, PLACE)
    return assumed.members[0], {each.path: each for each in made if each.person == "a"}


def at(holder: Any, path: str) -> Any:
    for part in path.split("."):
        holder = getattr(holder, part)
    return holder


@given(households())
def test_what_was_said_is_kept_and_what_is_new_is_reported(household: Household) -> None:
    before = as_data(household)
    assumed, made = assume_usual(household, PLACE)
    assert as_data(household) == before
    persons = {member.id: member for member in assumed.members}
    were = {member.id: member for member in household.members}
    for each in made:
        now, then = (
            (assumed, household)
            if each.person is None
            else (persons[each.person], were[each.person])
        )
        assert at(then, each.path) is None
        assert at(now, each.path) is not None
    assert len({(each.path, each.person) for each in made}) == len(made)
    assert leaves(as_data(assumed)) - leaves(before) == len(made) + sum(
        each.path == "parents" for each in made
    )


def leaves(data: Any) -> int:
    """How many facts plain data tells; an empty record in a list tells none."""
    if isinstance(data, dict):
        return sum(map(leaves, data.values()))
    if isinstance(data, list):
        return sum(map(leaves, data))
    return 1


@given(households())
def test_assuming_twice_assumes_nothing_more(household: Household) -> None:
    once, _ = assume_usual(household, PLACE)
    twice, made = assume_usual(once, "110000")
    assert {each.path for each in made} <= {
        "death_place",
        "cremation_place",
        "lives_with_household",
    }
    assert twice.property == once.property


def test_every_usual_value_is_assumed_of_whom_nothing_is_known() -> None:
    member, made = alone()
    usual = {name for name, fact in facts_of(Member).items() if fact.usual is not None} - {
        "death_place",
        "cremation_place",
    }
    assert usual <= set(made)
    assert member.hukou.place == PLACE
    assert member.disability.kind == "none"
    assert member.age is None


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("in_prison", Text("否", "no")),
        ("able_supporter", Text("是", "yes")),
        ("disability.kind", Text("无残疾", "none")),
        ("residence.place", Text(PLACE, PLACE)),
        ("clergy_years_apart", Text("0", "0")),
        ("other_living_allowance", Text("0", "0")),
        ("parents", Text("双方均能够履行抚养义务", "both able to raise the child")),
    ],
)
def test_what_was_assumed_is_put_into_words(path: str, value: Text) -> None:
    _, made = alone()
    assert made[path].value == value


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        ({"disability": {"grade": 2}}, "disability.kind"),
        ({"disability": {"needs_long_care": True}}, "disability.kind"),
        ({"incomes": [{"kind": "disability_subsidy"}]}, "disability.kind"),
        ({"incomes": [{"kind": "unemployment_benefit"}]}, "unemployment_benefit"),
        ({"incomes": [{"kind": "entitled_pension"}]}, "entitled_group"),
        ({"incomes": [{"kind": "work_injury_benefit"}]}, "work_injury_nursing"),
        ({"care": {"failed_abilities": 3}}, "care.disabled_in_function"),
        ({"in_prison": True}, "lives_with_household"),
        ({"declared_missing": True}, "lives_with_household"),
        ({"clergy_years_apart": 4}, "lives_with_household"),
        ({"cremated": True}, "deceased"),
        ({"death_place": PLACE}, "deceased"),
        ({"cremation_place": PLACE}, "cremated"),
        ({"recognised_orphan_as_minor": True}, "parents"),
        ({"parents": [{}, {}]}, "parents"),
        ({}, "death_place"),
        ({"deceased": False}, "death_place"),
        ({}, "cremation_place"),
    ],
)
def test_nothing_is_assumed_against_what_was_said(facts: dict[str, Any], path: str) -> None:
    member, made = alone(**facts)
    assert path not in made
    assert at(member, path) == at(
        household_from({"members": [{"id": "a", **facts}]}).members[0], path
    )


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        ({"disability": {"needs_long_care": False}}, "disability.kind"),
        ({"incomes": [{"kind": "wage"}]}, "unemployment_benefit"),
        ({"care": {"failed_abilities": 0}}, "care.disabled_in_function"),
        ({"in_prison": False}, "lives_with_household"),
        ({"deceased": True}, "death_place"),
        ({"deceased": True, "cremated": True}, "cremation_place"),
    ],
)
def test_what_agrees_is_assumed(facts: dict[str, Any], path: str) -> None:
    _, made = alone(**facts)
    assert path in made


@pytest.mark.parametrize(
    ("relation", "other", "able"),
    [
        ("child", {"relation": "applicant", "in_prison": True}, False),
        ("child", {"relation": "spouse", "deceased": True}, False),
        ("sibling", {"relation": "parent", "declared_missing": True}, False),
        ("applicant", {"relation": "parent", "in_drug_detention": True}, False),
        ("grandchild", {"relation": "child", "in_prison": True}, False),
        ("child", {"relation": "applicant"}, True),
        ("child", {"relation": "grandparent", "deceased": True}, True),
        ("spouse", {"relation": "parent", "deceased": True}, True),
    ],
)
def test_parents_in_the_household(relation: str, other: dict[str, Any], able: bool) -> None:
    household = household_from(
        {"members": [{"id": "a", "relation": relation}, {"id": "b", **other}]}
    )
    assumed, _ = assume_usual(household, PLACE)
    assert (assumed.members[0].parents is not None) == able


def test_a_finding_is_not_assumed_beside_raw_property_facts() -> None:
    household = Household(members=(Member(id="a"),), property=Property(dwellings=1))
    assumed, made = assume_usual(household, PLACE)
    assert assumed.property == household.property
    assert "property.compliant" not in {each.path for each in made}


def test_the_place_must_be_a_code() -> None:
    with pytest.raises(InputError, match="bad_place_code"):
        assume_usual(Household(members=(Member(id="a"),)), "深圳市")


def test_no_support_duty_is_assumed_for_somebody_else() -> None:
    lodger = Member(id="b", relation="other")
    household = Household(members=(Member(id="a", relation="applicant"), lodger))
    assumed, made = assume_usual(household, "440300")
    assert assumed.members[0].legally_supported is True
    assert assumed.members[1].legally_supported is None
    assert ("legally_supported", "b") not in {(each.path, each.person) for each in made}
