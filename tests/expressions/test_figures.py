"""Figures chosen by a key or by a number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from civbenefits.facts.member import Disability, Hukou, Income
from tests.expressions.small_expressions import codes, definition, faults, person, value


@pytest.mark.parametrize(("kind", "expected"), [("urban", 48_000), ("rural", None), (None, None)])
def test_a_figure_chosen_by_a_fact(kind: str | None, expected: int | None) -> None:
    household = person(hukou=Hukou(kind=kind))  # type: ignore[arg-type]
    assert value("by_hukou", household) == expected


@pytest.mark.parametrize(
    ("kind", "expected"), [("wage", 1), ("rent", None), ("farming", None), (None, None)]
)
def test_a_figure_subscripted(kind: str | None, expected: int | None) -> None:
    household = person(incomes=(Income(kind=kind),))  # type: ignore[arg-type]
    assert value("sum(share_of[i.kind] for i in incomes)", household) == expected


def test_a_figure_subscripted_with_a_literal() -> None:
    assert value("share_of['wage']", person()) == 1
    assert value("share_of['farming']", person()) is None
    assert value("by_hukou['urban']", person()) == 48_000
    assert value("by_age[85]", person()) == 20_000
    assert value("share_of['wage' if in_prison else 'pension'] * 2", person(in_prison=False)) == 1


@pytest.mark.parametrize(
    ("age", "expected"),
    [(59, None), (60, 10_000), (79, 10_000), (80, 20_000), (89, 20_000), (90, None), (None, None)],
)
def test_a_figure_in_bands(age: int | None, expected: int | None) -> None:
    assert value("by_age", person(age=age)) == expected


def test_a_figure_in_bands_of_fractions() -> None:
    more = {
        "bands.yaml": """
standards:
  steps:
    title: {zh: 档, en: steps}
    unit: ratio
    values:
      - from: 2000-01-01
        by: clergy_years_apart / 2
        bands: {"0": 0, "1/2": 1/4, "1.5": 3/4}
        document: law
        known: found
"""
    }
    assert [value("steps", person(clergy_years_apart=years), more) for years in range(4)] == [
        0,
        value("1/4", person()),
        value("1/4", person()),
        value("3/4", person()),
    ]


def keyed(by: str, value_: str) -> dict[str, str]:
    return {
        "keyed.yaml": f"""
standards:
  figure:
    title: {{zh: 数, en: figure}}
    unit: yuan/person/month
    values:
      - from: 2000-01-01
        by: {by}
        {value_}
        document: law
        known: found
"""
    }


def test_a_figure_keyed_by_a_definition() -> None:
    more = keyed("kind", "value: {poor: 5, rich: 1}") | {
        "kind.yaml": definition("kind", "'poor' if counted_income < s1000 else 'rich'")
    }
    assert value("figure", person(counted_income=Decimal(1)), more) == 500
    assert value("figure", person(counted_income=Decimal(1000)), more) == 100
    assert value("figure", person(), more) is None


def test_a_key_that_is_not_on_record_leaves_the_figure_unknown() -> None:
    assert value("figure", person(), keyed("not_on_record", "value: {poor: 5}")) is None
    assert value("figure", person(), keyed("not_on_record", "bands: {0: 5}")) is None


@pytest.mark.parametrize(
    ("by", "value_"),
    [
        ("disability.grade", "value: {1: 5}"),
        ("in_prison", "value: {yes: 5}"),
        ("hukou.place", "value: {440300: 5}"),
        ("counted_income", "value: {100: 5}"),
        ("relation", "bands: {0: 5}"),
        ("counted_income", "bands: {0: 5}"),
        ("in_prison", "bands: {0: 5}"),
        ("born", "bands: {0: 5}"),
    ],
)
def test_a_key_of_the_wrong_kind_is_refused_where_it_stands(by: str, value_: str) -> None:
    [fault] = faults("figure > 0", keyed(by, value_))
    assert (fault.code, fault.file, fault.line, fault.column) == (
        "table.wrong_type",
        "keyed.yaml",
        8,
        13,
    )


@pytest.mark.parametrize("text", ["share_of[disability.grade] > 0", "by_age[relation] > 0"])
def test_a_subscript_of_the_wrong_kind_is_refused(text: str) -> None:
    assert codes(text) == ["table.wrong_type"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("share_of > 0", "table.needs_key"),
        ("shares[relation] > 0", "table.unresolved_name"),
        ("f()[relation] > 0", "table.unresolved_name"),
        ("share_of[0:1] > 0", "table.not_in_language"),
        ("share_of[nothing] > 0", "table.unresolved_name"),
        ("share_of[relation] > 0", "table.unknown_choice"),
    ],
)
def test_subscripts_that_are_refused(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_a_figure_keyed_by_itself_is_a_circle() -> None:
    [fault] = faults("figure > 0", keyed("figure", "value: {poor: 5}"))
    assert fault.code == "table.circle"
    assert fault.details["circle"] == "figure > figure"


def test_figures_keyed_by_each_other_are_a_circle() -> None:
    other = keyed("figure", "value: {poor: 5}")["keyed.yaml"].replace("figure:", "other:")
    more = keyed("other", "value: {poor: 5}") | {"other.yaml": other}
    [fault] = faults("figure > 0", more)
    assert fault.code == "table.circle"
    assert fault.details["circle"] == "figure > other > figure"


def test_a_figure_keyed_by_a_definition_that_uses_it_is_a_circle() -> None:
    more = keyed("kind", "value: {poor: 5}") | {
        "kind.yaml": definition("kind", "'poor' if figure > 0 else 'rich'")
    }
    [fault] = faults("figure > 0", more)
    assert fault.code == "table.circle"
    assert fault.details["circle"] == "kind > kind"


def test_keys_are_looked_up_as_written() -> None:
    more = keyed("disability.kind", "value: {mental: 5, none: 0}")
    assert value("figure", person(disability=Disability(kind="mental")), more) == 500
    assert value("figure", person(disability=Disability(kind="none")), more) == 0
    assert value("figure", person(disability=Disability(kind="visual")), more) is None
