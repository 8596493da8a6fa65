"""Kleene logic: unknown stays unknown unless the rest decides."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from civbenefits.facts.member import Disability, Hukou
from tests.expressions.small_expressions import family, holds, person, value

TRUTH = (True, False, None)
AND = {
    (True, True): True,
    (True, False): False,
    (True, None): None,
    (False, True): False,
    (False, False): False,
    (False, None): False,
    (None, True): None,
    (None, False): False,
    (None, None): None,
}
OR = {
    (True, True): True,
    (True, False): True,
    (True, None): True,
    (False, True): True,
    (False, False): False,
    (False, None): None,
    (None, True): True,
    (None, False): None,
    (None, None): None,
}


@pytest.mark.parametrize(("left", "right"), AND)
def test_and(left: bool | None, right: bool | None) -> None:
    household = person(in_prison=left, roaming=right)
    assert holds("in_prison and roaming", household) is AND[left, right]


@pytest.mark.parametrize(("left", "right"), OR)
def test_or(left: bool | None, right: bool | None) -> None:
    household = person(in_prison=left, roaming=right)
    assert holds("in_prison or roaming", household) is OR[left, right]


@pytest.mark.parametrize(("given", "expected"), [(True, False), (False, True), (None, None)])
def test_not(given: bool | None, expected: bool | None) -> None:
    assert holds("not in_prison", person(in_prison=given)) is expected


@pytest.mark.parametrize("values", list(product(TRUTH, repeat=3)))
def test_logic_of_three(values: tuple[bool | None, bool | None, bool | None]) -> None:
    household = person(in_prison=values[0], roaming=values[1], conscript=values[2])
    first, second, third = values
    assert holds("in_prison and roaming and conscript", household) is AND[AND[first, second], third]
    assert holds("in_prison or roaming or conscript", household) is OR[OR[first, second], third]
    assert holds("in_prison or roaming and conscript", household) is OR[first, AND[second, third]]
    assert holds("(in_prison or roaming) and conscript", household) is AND[OR[first, second], third]


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        ("<", (True, False, False)),
        ("<=", (True, True, False)),
        (">", (False, False, True)),
        (">=", (False, True, True)),
        ("==", (False, True, False)),
        ("!=", (True, False, True)),
    ],
)
def test_comparisons_of_numbers(operator: str, expected: tuple[bool, bool, bool]) -> None:
    for grade, outcome in zip((1, 2, 3), expected, strict=True):
        household = person(disability=Disability(grade=grade))
        assert holds(f"disability.grade {operator} 2", household) is outcome
        assert holds(f"disability.grade {operator} limit_grade", household) is outcome


@pytest.mark.parametrize("operator", ["<", "<=", ">", ">=", "==", "!="])
@pytest.mark.parametrize(("left", "right"), [(None, 1), (1, None), (None, None)])
def test_a_comparison_with_an_unknown_is_unknown(
    operator: str, left: int | None, right: int | None
) -> None:
    household = person(
        counted_income=None if left is None else Decimal(left),
        other_living_allowance=None if right is None else Decimal(right),
    )
    assert holds(f"counted_income {operator} other_living_allowance", household) is None


@pytest.mark.parametrize("operator", ["<", ">=", "==", "!="])
def test_a_comparison_with_a_figure_nobody_knows_is_unknown(operator: str) -> None:
    household = person(counted_income=Decimal(1))
    assert holds(f"counted_income {operator} nobody_knows", household) is None
    assert holds(f"nobody_knows {operator} counted_income", household) is None
    assert holds(f"counted_income {operator} not_on_record", household) is None


@pytest.mark.parametrize(
    ("years", "expected"), [(0, False), (1, True), (3, True), (4, False), (None, None)]
)
def test_a_chain_holds_where_every_link_does(years: int | None, expected: bool | None) -> None:
    household = person(clergy_years_apart=years)
    assert holds("1 <= clergy_years_apart <= limit_years", household) is expected


def test_a_chain_is_decided_by_one_link_that_fails() -> None:
    unknown = person(other_living_allowance=Decimal(2000))
    assert holds("counted_income < s1000 < other_living_allowance", unknown) is None
    assert holds("counted_income < other_living_allowance < s1000", unknown) is False


@pytest.mark.parametrize(
    ("relation", "inside"), [("child", True), ("spouse", True), ("other", False), (None, None)]
)
def test_among_literals(relation: str | None, inside: bool | None) -> None:
    household = person(relation=relation)
    negated = None if inside is None else not inside
    assert holds("relation in ['child', 'spouse']", household) is inside
    assert holds("relation in ('child', 'spouse')", household) is inside
    assert holds("relation not in ['child', 'spouse']", household) is negated


def test_among_numbers_and_figures() -> None:
    household = person(disability=Disability(grade=2))
    assert holds("disability.grade in [1, limit_grade]", household) is True
    assert holds("disability.grade in [0, 1]", household) is False
    assert holds("1 < disability.grade in [1, 2]", household) is True
    assert holds("not_on_record in [1, 2]", household) is None


def test_choices_and_yes_no_are_compared_for_equality() -> None:
    household = person(hukou=Hukou(kind="urban"), in_prison=True, roaming=False)
    assert holds("hukou.kind == 'urban'", household) is True
    assert holds("'rural' == hukou.kind", household) is False
    assert holds("hukou.kind != 'rural'", household) is True
    assert holds("in_prison == roaming", household) is False
    assert holds("in_prison != True", household) is False


@pytest.mark.parametrize(("test", "expected"), [(True, "1000"), (False, "1500"), (None, None)])
def test_if_else(test: bool | None, expected: str | None) -> None:
    found = value("s1000 if in_prison else s1500", person(in_prison=test))
    assert found == (None if expected is None else int(expected) * 100)


def test_if_else_asks_only_for_the_branch_it_takes() -> None:
    text = "counted_income < s1000 if in_prison else True"
    assert holds(text, person(in_prison=False)) is True
    assert holds(text, person(in_prison=True)) is None
    assert holds(text, person(in_prison=True, counted_income=Decimal(1))) is True


def test_if_else_with_a_literal_test() -> None:
    assert value("1 if True else 2", person()) == 1
    assert value("limit_years if False else 2", person()) == 2


@pytest.mark.parametrize(
    ("found", "raw", "expected"),
    [
        (True, False, True),
        (False, True, False),
        (None, True, True),
        (None, False, False),
        (None, None, None),
        (True, None, True),
    ],
)
def test_first_known_takes_the_finding_where_there_is_one(
    found: bool | None, raw: bool | None, expected: bool | None
) -> None:
    household = person(in_prison=found, roaming=raw)
    assert holds("first_known(in_prison, roaming)", household) is expected


def test_first_known_of_what_is_always_known() -> None:
    assert value("first_known(3, clergy_years_apart)", person()) == 3
    assert value("first_known(clergy_years_apart, 3)", person()) == 3
    assert value("first_known(clergy_years_apart, 3)", person(clergy_years_apart=0)) == 0


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (True, True, True),
        (False, False, False),
        (True, False, None),
        (False, True, None),
        (None, True, None),
        (False, None, None),
        (None, None, None),
    ],
)
def test_either_is_known_where_both_readings_agree(
    first: bool | None, second: bool | None, expected: bool | None
) -> None:
    household = person(in_prison=first, roaming=second)
    assert holds("either(in_prison, roaming)", household) is expected


def test_either_of_figures() -> None:
    assert value("either(s1000, s1000)", person()) == 100_000
    assert value("either(s1000, s1500)", person()) is None


def test_not_on_record_is_unknown_unless_the_rest_decides() -> None:
    assert holds("not_on_record", person()) is None
    assert holds("not not_on_record", person()) is None
    assert holds("not_on_record or in_prison", person(in_prison=True)) is True
    assert holds("not_on_record and in_prison", person(in_prison=False)) is False
    assert holds("not_on_record and in_prison", person(in_prison=True)) is None
    assert value("s1000 if in_prison else not_on_record", person(in_prison=True)) == 100_000
    assert value("s1000 if in_prison else not_on_record", person(in_prison=False)) is None


def test_a_definition_stands_for_its_meaning() -> None:
    assert holds("prisoner", person(in_prison=True)) is True
    assert holds("not prisoner", person()) is None
    assert holds("compliant", person()) is None
    assert holds("any(m.prisoner for m in members)", family(), of="household") is None


def test_before_its_first_version_a_definition_is_not_on_record() -> None:
    assert holds("late", person(in_prison=True)) is None
    assert holds("late", person(in_prison=True), on="2030-01") is True
    assert value("not_yet", person()) is None
    assert value("not_yet", person(), on="2030-01") == 100
