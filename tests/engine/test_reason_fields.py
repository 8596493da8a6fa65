"""Every field of the reasons of conditions and facts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from civbenefits.decisions.model import Assumption, Reason
from civbenefits.facts.household import Household
from civbenefits.facts.member import Hukou, Member
from civbenefits.texts import Text
from tests.engine.small_distances import book
from tests.engine.small_reasons import (
    AGE,
    NO_PRISON,
    PRISON,
    ROAMING,
    condition,
    fact,
    of,
)
from tests.engine.small_tables import aid, one, shelf

# Conditions and facts -------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "holds", "known"),
    [(True, True, "given"), (False, False, "given"), (None, None, "unknown")],
)
def test_a_condition_of_one_fact(value: bool | None, holds: bool | None, known: str) -> None:
    assert condition(book("in_prison"), one(in_prison=value)) == Reason(
        "condition",
        "asked",
        PRISON,
        statement=True,
        holds=holds,
        needs="all",
        alone_enough=holds is False,
        reasons=(fact("in_prison", PRISON, statement=True, holds=holds, known=known),),
    )


def test_a_denied_fact_holds_where_it_is_false() -> None:
    found = condition(book("not in_prison"), one(in_prison=False))
    assert (found.text, found.holds) == (NO_PRISON, True)
    assert found.reasons == (fact("in_prison", NO_PRISON, statement=True, holds=True),)


def test_a_fact_of_the_household_says_so_in_its_name() -> None:
    found = condition(book("household.price_linkage_triggered", "household"), one())
    (inner,) = found.reasons
    assert (inner.kind, inner.name) == ("fact", "household.price_linkage_triggered")
    assert (inner.holds, inner.known, inner.persons) == (None, "unknown", ())


def test_a_comparison_is_a_clause_that_is_the_condition() -> None:
    years = Text("60 周岁", "60 years")
    found = condition(book("age(month_end) >= 60"), one(age=60))
    assert found.text.en == "aged at least 60 years (on the last day of the month)"
    assert found == Reason(
        "condition",
        "asked",
        found.text,
        statement=True,
        holds=True,
        reasons=(fact("age", AGE, value=years),),
    )


def test_a_clause_inside_a_sentence_has_no_name() -> None:
    found = condition(book("roaming and age(month_end) >= 60"), one(age=61, roaming=True))
    assert (found.kind, found.needs, found.holds) == ("condition", "all", True)
    first, clause = found.reasons
    assert first == fact("roaming", ROAMING, statement=True, holds=True)
    assert clause == Reason(
        "clause",
        "",
        clause.text,
        statement=True,
        holds=True,
        reasons=(fact("age", AGE, value=Text("61 周岁", "61 years")),),
    )


def test_either_of_two_parts_may_settle_a_sentence() -> None:
    rules = book("in_prison or roaming")
    found = condition(rules, one(in_prison=False, roaming=False))
    assert (found.kind, found.needs, found.holds) == ("condition", "any", False)
    assert [(each.name, each.holds) for each in found.reasons] == [
        ("in_prison", False),
        ("roaming", False),
    ]
    found = condition(rules, one(in_prison=False, roaming=True))
    assert (found.kind, found.needs, found.holds) == ("condition", "all", True)
    assert [(each.name, each.holds) for each in found.reasons] == [("roaming", True)]
    found = condition(rules, one())
    assert (found.needs, found.holds) == ("any", None)
    assert [(each.name, each.holds) for each in found.reasons] == [
        ("in_prison", None),
        ("roaming", None),
    ]


@pytest.mark.parametrize(
    ("facts", "name", "value"),
    [
        ({"age": 70}, "age", Text("70 周岁", "70 years")),
        ({"born": date(1951, 6, 30)}, "born", Text("70 周岁", "70 years")),
        ({}, "born", None),
    ],
)
def test_an_age_has_the_name_of_what_was_told(
    facts: dict[str, object], name: str, value: Text | None
) -> None:
    (found,) = condition(book("age(month_end) >= 60"), one(**facts)).reasons
    known = "unknown" if value is None else "given"
    assert found == fact(name, AGE, value=value, known=known)


def test_an_assumed_age_is_marked() -> None:
    assumed = Assumption("age", "a", Text("七十", "seventy"), AGE)
    (explained,) = book("age(month_end) >= 60").explain(one(age=70), (assumed,))
    assert explained.reasons[0].reasons[0].known == "assumed"
    other = Assumption("age", None, Text("七十", "seventy"), AGE)
    (explained,) = book("age(month_end) >= 60").explain(one(age=70), (other,))
    assert explained.reasons[0].reasons[0].known == "given"


def test_what_is_assumed_as_a_whole_is_assumed_in_its_parts() -> None:
    assumed = Assumption("hukou", "a", Text("城", "urban"), Text("户籍", "hukou"))
    (explained,) = book("hukou.kind == 'urban'").explain(one(hukou=Hukou(kind="urban")), (assumed,))
    (found,) = explained.reasons[0].reasons
    assert (found.name, found.known) == ("hukou.kind", "assumed")
    assert found.value == Text("城镇", "urban")


# How near -------------------------------------------------------------------------


def test_by_how_much_a_comparison_fails() -> None:
    near = condition(book("counted_income <= standard"), one(counted_income="1100")).near
    assert near is not None
    assert near.gap == Text("超出 100.00 元/人/月", "100.00 yuan/person/month above")
    assert (near.exact, near.amount, near.change) == ("100", Decimal("100.00"), Decimal("100.00"))
    assert near.person is None


@pytest.mark.parametrize(
    ("text", "household"),
    [
        ("relation == 'child'", one(relation="spouse")),
        ("age(month_end) >= 60", one(age=60)),
        ("age(month_end) >= 60", one()),
        ("in_prison", one(in_prison=False)),
    ],
)
def test_what_holds_or_has_no_measure_has_no_distance(text: str, household: Household) -> None:
    assert condition(book(text), household).near is None


def test_a_day_alone_is_a_distance_too() -> None:
    near = condition(book("age(month_end) >= 60"), one(born=date(1961, 7, 9))).near
    assert near is not None
    assert (near.date, near.exact) == (date(2021, 7, 1), "1")


def test_a_distance_of_somebody_else_names_the_person() -> None:
    rules = book("all(m.age(month_end) >= 60 for m in members)", "household")
    found = condition(rules, Household(members=(Member(id="a", age=70), Member(id="b", age=58))))
    assert (found.needs, found.holds) == ("all", False)
    (item,) = found.reasons
    assert (item.kind, item.name, item.text) == ("item", "", Text("成员 b", "member b"))
    assert (item.persons, item.holds, item.needs) == (("b",), False, "any")
    (clause,) = item.reasons
    assert clause.near is not None
    assert (clause.near.exact, clause.near.person) == ("2", None)


def test_only_the_condition_that_fails_alone_is_marked() -> None:
    files = {
        "aid.yaml": aid("requires: {a: in_prison, b: roaming}\nprovides: {zh: 物, en: goods}"),
    }
    rules = shelf(files).rulebook("440300", "2021-06")
    for prison, roaming, alone in (
        (False, True, [True, False]),
        (True, False, [False, True]),
        (False, False, [False, False]),
        (False, None, [False, False]),
        (True, True, [False, False]),
    ):
        found = of(rules, one(in_prison=prison, roaming=roaming)).reasons
        assert [(each.name, each.alone_enough) for each in found] == list(
            zip("ab", alone, strict=True)
        )


# Findings, choices and readings ---------------------------------------------------


def test_a_finding_that_is_known_stands_for_itself() -> None:
    found = condition(book("first_known(in_prison, not roaming)"), one(in_prison=True))
    assert found.reasons == (fact("in_prison", PRISON, statement=True, holds=True),)
    found = condition(book("not first_known(in_prison, False)"), one(in_prison=False))
    assert found.reasons == (fact("in_prison", NO_PRISON, statement=True, holds=True),)


def test_where_no_finding_is_known_what_stands_for_it_is_told() -> None:
    rules = book("first_known(in_prison, roaming)")
    found = condition(rules, one(roaming=False))
    assert found.reasons == (fact("roaming", ROAMING, statement=True, holds=False),)
    found = condition(rules, one())
    assert (found.holds, found.needs) == (None, None)
    assert [each.name for each in found.reasons] == ["in_prison", "roaming"]
    found = condition(book("first_known(in_prison, False)"), one())
    assert (found.holds, [each.name for each in found.reasons]) == (False, ["in_prison"])


@pytest.mark.parametrize(
    ("tested", "name", "denied"), [(True, "roaming", False), (False, "declared_missing", True)]
)
def test_of_a_choice_the_test_and_the_branch_that_is_taken_are_told(
    tested: bool, name: str, denied: bool
) -> None:
    rules = book("roaming if in_prison else declared_missing")
    household = one(in_prison=tested, roaming=True, declared_missing=True)
    found = condition(rules, household)
    assert (found.holds, found.needs) == (True, "all")
    assert [(each.name, each.holds) for each in found.reasons] == [
        ("in_prison", True),
        (name, True),
    ]
    assert found.reasons[0].text == (NO_PRISON if denied else PRISON)


def test_two_readings_are_told_below() -> None:
    found = condition(book("either(in_prison, roaming)"), one(in_prison=True, roaming=False))
    assert (found.kind, found.holds, found.needs) == ("condition", None, None)
    assert [(each.name, each.holds) for each in found.reasons] == [
        ("in_prison", True),
        ("roaming", False),
    ]


def test_what_is_not_on_record_is_a_reason_of_law() -> None:
    found = condition(book("in_prison and not_on_record"), one())
    assert (found.holds, found.needs) == (None, "all")
    prison, law = found.reasons
    assert (prison.name, prison.known) == ("in_prison", "unknown")
    further = Text("符合其他条件(依据未收录)", "further conditions (not on record)")
    assert law == Reason("law", "", further, statement=True)
    found = condition(book("in_prison or not_on_record"), one())
    other = Text("属于其他情形(依据未收录)", "another case (not on record)")
    assert (found.needs, found.reasons[1]) == ("any", Reason("law", "", other, statement=True))
