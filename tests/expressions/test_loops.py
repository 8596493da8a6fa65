"""Loops over members, over a person's incomes and parents; unknowns inside them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from civbenefits.facts.household import Household
from civbenefits.facts.member import Disability, Income, Member, Parent
from tests.expressions.small_expressions import codes, family, holds, person, scheme, value

Facts = tuple[bool | None, ...]


def members(*given: tuple[bool | None, bool | None]) -> Household:
    """Members by whether they are in prison and whether they roam."""
    return family(
        *(
            Member(id=str(number), in_prison=first, roaming=second)
            for number, (first, second) in enumerate(given)
        )
    )


@pytest.mark.parametrize(
    ("given", "some", "every"),
    [
        ((True,), True, True),
        ((False,), False, False),
        ((None,), None, None),
        ((True, False), True, False),
        ((True, None), True, None),
        ((None, True), True, None),
        ((False, None), None, False),
        ((None, False), None, False),
        ((None, None), None, None),
        ((None, False, True), True, False),
    ],
)
def test_any_and_all_over_members(given: Facts, some: bool | None, every: bool | None) -> None:
    household = members(*((each, None) for each in given))
    for of in ("person", "household"):
        assert holds("any(m.in_prison for m in members)", household, of=of) is some
        assert holds("all(m.in_prison for m in members)", household, of=of) is every


@pytest.mark.parametrize(
    ("given", "some", "every"),
    [
        ([(True, True)], True, True),
        ([(False, True)], False, False),
        ([(True, False)], False, True),
        ([(False, False)], False, True),
        ([(None, False)], False, True),
        ([(None, True)], None, None),
        ([(True, None)], None, True),
        ([(False, None)], False, None),
        ([(None, None)], None, None),
        ([(False, None), (True, True)], True, None),
        ([(False, None), (False, True)], False, False),
        ([(True, None), (True, True)], True, True),
        ([(True, None), (False, True)], None, False),
    ],
)
def test_any_and_all_under_a_condition(
    given: list[tuple[bool | None, bool | None]], some: bool | None, every: bool | None
) -> None:
    household = members(*given)
    assert holds("any(m.in_prison for m in members if m.roaming)", household) is some
    assert holds("all(m.in_prison for m in members if m.roaming)", household) is every


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((True, True, False), 2),
        ((False,), 0),
        ((True, None), None),
        ((None, False), None),
    ],
)
def test_count(given: Facts, expected: int | None) -> None:
    household = members(*((each, None) for each in given))
    assert value("count(m for m in members)", household) == len(given)
    assert value("count(m for m in members if m.in_prison)", household) == expected
    assert value("count(m.in_prison for m in members)", household) == expected
    assert value("count(m for m in members if m.prisoner)", household) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([(True, True), (True, False), (False, True)], 1),
        ([(None, False), (False, None)], 0),
        ([(True, None)], None),
        ([(None, True)], None),
    ],
)
def test_count_under_a_condition(
    given: list[tuple[bool | None, bool | None]], expected: int | None
) -> None:
    found = value("count(m.in_prison for m in members if m.roaming)", members(*given))
    assert found == expected


def earning(*incomes: str | None) -> Household:
    return family(
        *(
            Member(id=str(n), counted_income=None if each is None else Decimal(each))
            for n, each in enumerate(incomes)
        )
    )


def test_a_sum_over_members_is_for_the_household() -> None:
    text = "sum(m.counted_income for m in members)"
    assert value(text, earning("100.50", "0", "20")) == 12_050
    assert value(text, earning("100.50", None)) is None
    assert holds(f"{text} < h3000", earning("100", "200"), of="household") is True
    assert value(f"{text} / count(m for m in members)", earning("100", "0", "0")) == Fraction(
        10_000, 3
    )


def test_a_sum_leaves_out_who_does_not_count_though_unknown() -> None:
    household = family(
        Member(id="a", counted_income=Decimal(5), in_prison=False),
        Member(id="b", in_prison=True),
    )
    assert value("sum(m.counted_income for m in members if not m.in_prison)", household) == 500


def test_nothing_is_added_by_a_zero_though_its_condition_is_unknown() -> None:
    household = family(
        Member(id="a", counted_income=Decimal(5), in_prison=False),
        Member(id="b", counted_income=Decimal(0)),
    )
    assert value("sum(m.counted_income for m in members if not m.in_prison)", household) == 500


def test_sums_of_numbers_stay_numbers() -> None:
    household = family(
        Member(id="a", disability=Disability(grade=1)),
        Member(id="b", disability=Disability(grade=3)),
    )
    assert value("sum(m.disability.grade for m in members)", household) == 4
    assert value("sum(1/2 for m in members)", household) == 1
    assert value("sum(not_on_record for m in members)", household) is None
    assert value("sum(0 for m in members)", household) == 0


def wages(*incomes: Income) -> Household:
    return person(incomes=incomes)


def test_incomes_are_counted_by_the_month() -> None:
    text = "sum(i.monthly for i in incomes)"
    quarter = Income(kind="wage", amount=Decimal(100), months=3)
    assert value(text, wages(quarter)) == Fraction(10_000, 3)
    assert value(text, wages(quarter, quarter, quarter)) == 10_000
    assert value(text, wages()) == 0
    assert value(text, person()) is None
    assert value(text, wages(quarter, Income(kind="wage", amount=Decimal(100)))) is None


def test_incomes_by_kind() -> None:
    household = wages(
        Income(kind="wage", amount=Decimal(1200), months=12),
        Income(kind="pension", amount=Decimal(50), months=1),
    )
    assert value("sum(i.monthly for i in incomes if i.kind == 'wage')", household) == 10_000
    assert value("sum(i.monthly * share_of[i.kind] for i in incomes)", household) == 12_500
    assert value("sum(i.amount for i in incomes)", household) == 125_000
    assert value("count(i for i in incomes)", household) == 2
    assert holds("any(i.kind == 'pension' for i in incomes)", household) is True
    assert holds("all(i.kind == 'pension' for i in incomes)", household) is False


def test_incomes_of_other_members() -> None:
    household = family(
        Member(id="a", incomes=(Income(kind="wage", amount=Decimal(10), months=1),)),
        Member(id="b", incomes=()),
    )
    text = "sum(sum(i.monthly for i in m.incomes) for m in members)"
    assert value(text, household) == 1000
    assert value(text, household, of="household") == 1000
    assert holds("any(any(i.kind == 'wage' for i in m.incomes) for m in members)", household)
    assert value(text, family(*household.members, Member(id="c"))) is None


def test_parents_of_a_child() -> None:
    child = person(parents=(Parent(situation="dead"), Parent(situation="disabled")))
    assert holds("all(p.situation in ['dead', 'disabled'] for p in parents)", child) is True
    assert holds("any(p.disability.grade == 1 for p in parents)", child) is None
    assert holds("any(p.situation == 'dead' for p in parents)", person()) is None
    unclear = person(parents=(Parent(situation="dead"), Parent()))
    assert holds("any(p.situation == 'dead' for p in parents)", unclear) is True
    assert holds("all(p.situation == 'dead' for p in parents)", unclear) is None


def test_a_loop_speaks_of_the_person_judged_too() -> None:
    text = "any(m.disability.grade == disability.grade for m in members if m.roaming)"
    household = family(
        Member(id="a", disability=Disability(grade=2), roaming=False),
        Member(id="b", disability=Disability(grade=2), roaming=True),
    )
    assert holds(text, household) is True


def test_a_loop_inside_a_loop() -> None:
    text = "all(any(o.counted_income > m.counted_income for o in members) for m in members)"
    assert holds(text, earning("1", "2")) is False
    assert holds(text, earning("1", None)) is None
    four = "any(any(any(any(a.in_prison and d.roaming for d in members) for c in members)"
    four += " for b in members) for a in members)"
    assert holds(four, members((True, False), (False, True))) is True


def test_a_loop_over_definitions_of_others_and_of_the_household() -> None:
    household = members((True, None), (False, None))
    assert holds("any(m.prisoner for m in members)", household) is True
    assert holds("all(m.prisoner or m.compliant for m in members)", household) is None


def test_a_loop_over_what_others_receive() -> None:
    more = {"meals.yaml": scheme("meals", "in_prison")}
    household = members((True, None), (False, None))
    assert value("count(m for m in members if m.receives(meals))", household, more) == 1
    assert holds("any(m.qualifies(meals) for m in members)", household, more) is True


@pytest.mark.parametrize(
    "text",
    [
        "any(in_prison)",
        "any([m.in_prison for m in members])",
        "any({m.in_prison for m in members})",
        "any(m.in_prison for m in members for o in members)",
        "any(m.in_prison for m in members if m.roaming if m.in_prison)",
        "any(m.in_prison for (m, o) in members)",
        "any(m.in_prison for m.x in members)",
        "any(m.in_prison for m in (members))" + " and any(m.in_prison for m in [1, 2])",
        "any(m.in_prison for m in f())",
        "any(any(m.in_prison for m in members) for m in members)",
        "any(self.in_prison for self in members)",
        "any(household.in_prison for household in members)",
        "any(m.in_prison async for m in members)",
        "sum(members)",
        "count(members)",
    ],
)
def test_a_loop_is_written_in_one_way(text: str) -> None:
    assert codes(text) == ["table.needs_loop"]


@pytest.mark.parametrize(
    ("text", "of", "code"),
    [
        ("any(m.in_prison for m in nobody)", "person", "table.unresolved_name"),
        ("any(m.in_prison for m in disability)", "person", "table.unresolved_name"),
        ("any(i.months == 1 for i in incomes)", "household", "table.unresolved_name"),
        ("any(i.months == 1 for i in o.incomes)", "household", "table.unresolved_name"),
        (
            "any(any(j.months == 1 for j in i.incomes) for i in incomes)",
            "person",
            "table.unresolved_name",
        ),
        ("any(m.monthly == 1 for m in members)", "person", "table.unresolved_name"),
        ("any(i.weekly == 1 for i in incomes)", "person", "table.unresolved_name"),
        ("any(m for m in members)", "person", "table.not_in_language"),
        ("any(m.disability.grade for m in members)", "person", "table.wrong_type"),
        ("any(m.in_prison for m in members if m.age(month_end))", "person", "table.wrong_type"),
        ("count(m.counted_income for m in members) == 1", "person", "table.wrong_type"),
        ("sum(m.in_prison for m in members) == 1", "person", "table.wrong_type"),
        ("sum(m.relation for m in members) == 1", "person", "table.wrong_type"),
        ("any(m.min(1, 2) == 1 for m in members)", "person", "table.unknown_function"),
        ("m.in_prison", "person", "table.unresolved_name"),
        ("any(m.in_prison for m in members) and m.in_prison", "person", "table.unresolved_name"),
        ("any(p.age(month_end) > 1 for p in parents)", "person", "table.unresolved_name"),
    ],
)
def test_what_a_loop_cannot_say(text: str, of: str, code: str) -> None:
    assert codes(text, of=of) == [code]


def test_loops_are_nested_four_deep_at_most() -> None:
    text = "True"
    for number in range(5):
        text = f"any({text} for m{number} in members)"
    assert codes(text) == ["table.expression_too_large"]
