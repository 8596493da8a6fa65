"""What a derived figure comes to in its own unit, and how the rules use figures."""

from __future__ import annotations

from fractions import Fraction

import pytest

from civbenefits.engine.figures import Uses, derived_figure, uses
from civbenefits.engine.linking import link
from civbenefits.engine.rules import LinkedRules
from civbenefits.expressions import nodes as n
from tests.engine.small_tables import Files, aid, assembled, figure, meaning

GOODS = "provides: {zh: 物, en: goods}"
BASE: Files = {
    "base.yaml": figure("from: 2000-01-01, value: 1000.50", name="base"),
    "kinds.yaml": figure("from: 2000-01-01, by: hukou.kind, value: {urban: 3}", name="kinds"),
    "limit.yaml": figure("from: 2000-01-01, value: 60", unit="years", name="limit"),
    "fine.yaml": meaning(
        "from: 2000-01-01, is: household.property.compliant", of="household", name="fine"
    ),
    "gap.yaml": figure("from: 2000-01-01, value: unknown", name="gap"),
}


def linked(files: Files) -> LinkedRules:
    tables = assembled(files)
    return link(tables, "440300", tables.schemes["aid"]["000000"].entries[0].span.start.day)


def used(*conditions: str, **figures: str) -> Uses:
    asked = "".join(f"  c{at}: {each}\n" for at, each in enumerate(conditions))
    files = {f"{name}.yaml": text for name, text in figures.items()}
    return uses(linked({**files, "aid.yaml": aid(f"requires:\n{asked}{GOODS}")}))


@pytest.mark.parametrize(
    ("derived", "unit", "comes_to"),
    [
        ("base * 3/2, round: none", "yuan/person/month", Fraction("1500.75")),
        ("base * 3/2, round: up to yuan", "yuan/person/month", Fraction(1501)),
        ("base / 3, round: none", "yuan/person/month", Fraction("333.5")),
        ("base / 7, round: none", "yuan/person/month", Fraction(2001, 14)),
        ("base / 3, round: none, stated: 333.50", "yuan/person/month", Fraction("333.5")),
        ("0, round: none", "yuan/person/month", Fraction(0)),
        ("base / (base * 3), round: none", "ratio", Fraction(1, 3)),
        ("limit + 5, round: none", "years", Fraction(65)),
        ("gap * 2, round: none", "yuan/person/month", None),
        ("base if fine else base * 2, round: none", "yuan/person/month", None),
    ],
)
def test_a_derived_figure_in_its_own_unit(
    derived: str, unit: str, comes_to: Fraction | None
) -> None:
    files = {
        **BASE,
        "figure.yaml": figure(f"from: 2000-01-01, derived: {derived}", unit=unit),
        "aid.yaml": aid(),
    }
    assert derived_figure(linked(files).standards["figure"]) == comes_to


def test_what_is_stated_is_not_derived() -> None:
    standards = linked({**BASE, "aid.yaml": aid()}).standards
    assert [derived_figure(standards[name]) for name in ("base", "gap", "kinds")] == [None] * 3


def test_what_chooses_among_the_figures_of_a_standard() -> None:
    found = used(
        "counted_income <= kinds",
        "counted_income <= steps",
        "counted_income <= months",
        "counted_income <= base or in_prison",
        kinds=BASE["kinds.yaml"],
        steps=figure("from: 2000-01-01, by: age(month_end), bands: {0: 1, 60: 2}", name="steps"),
        months=figure(
            "from: 2000-01-01, by: clergy_years_apart, bands: {0: 1, 3: 2}", name="months"
        ),
        base=BASE["base.yaml"],
    )
    assert sorted(found.keys) == ["kinds", "months", "steps"]
    kind, age = found.keys["kinds"], found.keys["steps"]
    assert isinstance(kind, n.FactRef)
    assert kind.path == ("hukou", "kind")
    assert isinstance(age, n.Age)
    assert {name: found.key_unit(name) for name in ("steps", "months", "kinds", "base")} == {
        "steps": "age",
        "months": "years",
        "kinds": "",
        "base": "",
    }
    assert found.ages == frozenset()


def test_the_first_rule_that_chooses_tells_what_does() -> None:
    by_age = figure("from: 2000-01-01, by: age(month_end), bands: {0: 1, 60: 2}", name="steps")
    found = used("counted_income <= steps", "counted_income * 2 <= steps", steps=by_age)
    assert found.key_unit("steps") == "age"
    assert list(found.keys) == ["steps"]


@pytest.mark.parametrize(
    ("condition", "unit"),
    [
        ("age(month_end) >= limit", "age"),
        ("age(month_start) < limit", "age"),
        ("clergy_years_apart >= limit", "years"),
        ("in_prison and age(month_end) < limit", "age"),
        ("age(month_end) >= limit - 5", "years"),
        ("age(month_end) >= 60 and clergy_years_apart >= limit", "years"),
    ],
)
def test_a_standard_that_an_age_is_compared_with_is_one_of_years_of_life(
    condition: str, unit: str
) -> None:
    files = {**BASE, "aid.yaml": aid(f"requires: {{asked: {condition}}}\n{GOODS}")}
    rules = linked(files)
    found = uses(rules)
    assert found.unit(rules.standards["limit"]) == unit
    assert found.unit(rules.standards["base"]) == "yuan/person/month"
    assert found.ages - {""} == ({"limit"} if unit == "age" else set())


def test_every_standard_that_an_age_is_compared_with_is_found() -> None:
    found = used(
        "age(month_end) >= low",
        "age(month_end) < high",
        low=figure("from: 2000-01-01, value: 16", unit="years", name="low"),
        high=figure("from: 2000-01-01, value: 60", unit="years", name="high"),
    )
    assert found.ages == {"low", "high"}
