"""Schemes of the household, and what they mean for each person."""

from __future__ import annotations

from decimal import Decimal

import pytest

from civbenefits.decisions.model import Assessment
from civbenefits.facts.household import Household, Property
from civbenefits.facts.member import Member
from tests.engine.small_tables import aid, figure, meaning, refused, shelf

FUND = """
requires: {compliant: household.property.compliant}
pays: figure * count(m for m in members if m.unit)
covers: unit
"""
FILES = {
    "fund.yaml": aid(FUND, name="fund", of="household"),
    "unit.yaml": meaning("from: 2000-01-01, is: lives_with_household", name="unit"),
    "figure.yaml": figure("from: 2000-01-01, value: 100"),
}


def family(*inside: bool | None, compliant: bool | None = True) -> Household:
    members = (
        Member(id="abc"[number], lives_with_household=each) for number, each in enumerate(inside)
    )
    return Household(members=tuple(members), property=Property(compliant=compliant))


def assessed(household: Household, requires: str = "", pays: str = "") -> Assessment:
    files = dict(FILES)
    if requires:
        files["own.yaml"] = aid(
            f"requires: {{asked: {requires}}}\nprovides: {{zh: 物, en: x}}", name="own"
        )
    if pays:
        files["own.yaml"] = aid(f"pays: {pays}", name="own")
    return shelf(files).rulebook("440300", "2021-06").assess(household)


def test_it_is_decided_once_for_who_is_covered() -> None:
    answer = assessed(family(True, False, True)).of("fund")
    assert (answer.verdict, answer.persons) == ("eligible", ("a", "c"))
    assert (answer.amount, answer.period) == (Decimal("200.00"), "month")


def test_who_may_be_covered_is_named_where_it_is_unknown() -> None:
    answer = assessed(family(True, None, False)).of("fund")
    assert (answer.verdict, answer.persons, answer.amount) == ("eligible", ("a", "b"), None)
    assert [m.fact for m in answer.missing] == ["members.b.lives_with_household"]


def test_without_a_unit_everybody_is_covered() -> None:
    files = {
        "fund.yaml": aid("pays: figure * count(m for m in members)", name="fund", of="household")
    }
    files |= {"figure.yaml": FILES["figure.yaml"]}
    book = shelf(files).rulebook("440300", "2021-06")
    answer = book.assess(family(True, None)).of("fund")
    assert (answer.persons, answer.amount) == (("a", "b"), Decimal("200.00"))
    [outcome] = book.decide(family(True, None))
    assert outcome == ("fund", None, "eligible", Decimal("200.00"))


@pytest.mark.parametrize(
    ("inside", "compliant", "expected"),
    [
        (True, True, "eligible"),
        (False, True, "not_eligible"),
        (None, True, "undetermined"),
        (True, False, "not_eligible"),
        (True, None, "undetermined"),
        (False, None, "not_eligible"),
        (None, False, "not_eligible"),
    ],
)
@pytest.mark.parametrize("what", ["receives", "qualifies"])
def test_a_person_receives_it_when_in_its_unit(
    what: str, inside: bool | None, compliant: bool | None, expected: str
) -> None:
    answer = assessed(family(inside, True, compliant=compliant), f"{what}(fund)")
    assert answer.of("own", "a").verdict == expected


def test_others_are_asked_for_the_same() -> None:
    household = family(True, False)
    text = "count(m for m in members if m.receives(fund)) == 1"
    assert assessed(household, text).of("own", "a").verdict == "eligible"
    text = "sum(m.amount(fund) for m in members) == figure * count(m for m in members if m.unit)"
    assert assessed(household, text).of("own", "b").verdict == "eligible"


@pytest.mark.parametrize(
    ("household", "amounts"),
    [
        (family(True, True), ["100.00", "100.00"]),
        (family(True, False), ["100.00", "0.00"]),
        (family(True, True, compliant=False), ["0.00", "0.00"]),
        (family(False, False), ["0.00", "0.00"]),
        (family(True, True, compliant=None), [None, None]),
        (family(True, None), [None, None]),
    ],
)
def test_a_person_s_amount_is_an_equal_share(
    household: Household, amounts: list[str | None]
) -> None:
    answer = assessed(household, pays="amount(fund)")
    found = [answer.of("own", member.id).amount for member in household.members]
    assert found == [None if each is None else Decimal(each) for each in amounts]


def test_a_share_may_be_a_part_of_a_fen() -> None:
    files = dict(FILES)
    files["fund.yaml"] = aid("pays: figure * limit", name="fund", of="household")
    files["limit.yaml"] = figure("from: 2000-01-01, value: 1", unit="persons", name="limit")
    files["own.yaml"] = aid("requires: {in: unit}\npays: amount(fund)", name="own")
    answer = shelf(files).rulebook("440300", "2021-06").assess(family(True, True, True))
    assert answer.of("own", "b").exact == "100/3"


def test_a_household_asks_for_its_own_schemes() -> None:
    files = dict(FILES)
    files["other.yaml"] = aid(
        "requires: {fund: receives(fund) and amount(fund) > 0}\nprovides: {zh: 物, en: x}",
        name="other",
        of="household",
    )
    book = shelf(files).rulebook("440300", "2021-06")
    assert book.assess(family(True)).of("other").verdict == "eligible"
    assert book.assess(family(False)).of("other").verdict == "not_eligible"
    assert book.assess(family(True, compliant=None)).of("other").verdict == "undetermined"


@pytest.mark.parametrize(
    ("covers", "more"),
    [
        ("nowhere", {}),
        (
            "wealthy",
            {
                "wealthy.yaml": meaning(
                    "from: 2000-01-01, is: household.property.compliant",
                    of="household",
                    name="wealthy",
                )
            },
        ),
    ],
)
def test_a_unit_is_a_definition_of_persons(covers: str, more: dict[str, str]) -> None:
    fund = f"provides: {{zh: 物, en: x}}\ncovers: {covers}"
    faults = refused({"fund.yaml": aid(fund, name="fund", of="household"), **more})
    assert [(f.code, f.details["name"]) for f in faults] == [("table.unresolved_name", covers)]


def test_a_lower_place_changes_the_unit() -> None:
    files = {
        **FILES,
        "gd/fund.yaml": aid("covers: free", name="fund", head=False),
        "free.yaml": meaning("from: 2000-01-01, is: not in_prison", name="free"),
    }
    household = Household(
        members=(
            Member(id="a", lives_with_household=True, in_prison=True),
            Member(id="b", lives_with_household=False, in_prison=False),
        ),
        property=Property(compliant=True),
    )
    books = shelf(files)
    assert books.rulebook("440300", "2021-06").assess(household).of("fund").persons == ("b",)
    assert books.rulebook("000000", "2021-06").assess(household).of("fund").persons == ("a",)
