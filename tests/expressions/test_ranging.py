"""Ranges of expressions: whatever a value may still come to lies in its range."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from civbenefits.engine.linking import link
from civbenefits.engine.openness import OpenHousehold
from civbenefits.expressions.evaluating import Unknown
from civbenefits.expressions.ranges import NO, OPEN, YES, Options, Range, Span, Truth
from civbenefits.facts.household import Household, Property
from civbenefits.facts.member import Hukou, Income, Member, Parent
from tests.expressions.small_expressions import definition, family, person, tables
from tests.expressions.test_properties import ASKED, answers, linked, random_texts
from tests.expressions.trees import Pair, pairs


def contains(range_: Range, value: Any) -> bool:
    if isinstance(range_, Truth):
        return range_.yes if value is True else range_.no
    if isinstance(range_, Options):
        return range_.values is None or value in range_.values
    above = range_.low is None or range_.low <= value
    return above and (range_.high is None or value <= range_.high)


@settings(max_examples=100)
@given(random_texts(findings=False), pairs())
def test_every_completion_lies_in_the_range(texts: dict[str, str], pair: Pair) -> None:
    rules = linked(texts)
    opened = OpenHousehold(pair.open, ASKED, rules.rules)
    for (name, member), value in answers(rules, pair.closed).direct.items():
        range_ = opened.rule(member, name)
        if not isinstance(value, Unknown):
            assert contains(range_, value), (texts[name], range_)
        elif all(each.law for each in value.missing):
            assert range_.gap, (texts[name], range_)


@settings(max_examples=100)
@given(random_texts(findings=False), pairs())
def test_what_is_known_lies_in_its_range(texts: dict[str, str], pair: Pair) -> None:
    rules = linked(texts)
    for household in pair:
        opened = OpenHousehold(household, ASKED, rules.rules)
        for (name, member), value in answers(rules, household).direct.items():
            if not isinstance(value, Unknown):
                assert contains(opened.rule(member, name), value), texts[name]


def range_of(text: str, household: Household) -> Range:
    """The range of an expression for the first member."""
    rules = link(tables({"asked.yaml": definition("asked", text)}), "440300", ASKED.day).rules
    return OpenHousehold(household, ASKED, rules).rule(0, "asked")


YUAN = 100
GAP = Truth(False, False, True)


@pytest.mark.parametrize(
    ("text", "range_"),
    [
        ("in_prison", OPEN),
        ("age(month_end)", Span(0, 150)),
        ("disability.grade", Span(1, 4)),
        ("counted_income", Span(0, None)),
        ("relation == 'child'", OPEN),
        ("relation in ['child']", OPEN),
        ("relation != 'child'", OPEN),
        ("disability.grade in [1, 2]", OPEN),
        ("disability.grade in [5, 6]", NO),
        ("disability.grade not in [5, 6]", YES),
        ("disability.grade <= 4", YES),
        ("hukou.kind in ['urban', 'rural']", YES),
        ("hukou.place == residence.place", OPEN),
        ("born == born", OPEN),
        ("within(hukou.place, here)", OPEN),
        ("by_hukou", Span(480 * YUAN, 480 * YUAN, True)),
        ("by_age", Span(100 * YUAN, 200 * YUAN, True)),
        ("share_of['wage']", Span(1, 1)),
        ("share_of['farming']", Span(1, 0, True)),
        ("sum(share_of[i.kind] for i in incomes)", Span(None, None, True)),
        ("any(i.kind == 'wage' for i in incomes)", OPEN),
        ("sum(i.monthly for i in incomes)", Span(None, None)),
        ("sum(i.monthly / 0 for i in incomes)", Span(None, None, True)),
        ("any(p.situation == 'dead' for p in parents)", OPEN),
        ("count(p for p in parents if p.situation == 'dead')", Span(0, 2)),
        ("count(p.disability.grade > 9 for p in parents)", Span(0, 0)),
        ("count(not_on_record for m in members)", Span(1, 0, True)),
        ("count(m for m in members if not_on_record)", Span(1, 1, True)),
        ("sum(s1000 for m in members if m.in_prison)", Span(0, 1000 * YUAN)),
        ("all(m.in_prison for m in members if m.roaming)", OPEN),
        ("nobody_knows", Span(1, 0, True)),
        ("nobody_knows < s1000", GAP),
        ("not_on_record and False", NO),
        ("not_on_record or in_prison", Truth(True, False, True)),
        ("not (not_on_record and in_prison)", Truth(True, False, True)),
        ("nobody_knows + s1000", Span(1, 0, True)),
        ("round_up(nobody_knows, yuan)", Span(1, 0, True)),
        ("round_up(counted_income + dust, yuan)", Span(YUAN, None)),
        ("round_down(min(counted_income, dust), jiao)", Span(0, 30)),
        ("round_half_up(0 * s1000 - counted_income, fen)", Span(None, 0)),
        ("min(counted_income, s1000)", Span(0, 1000 * YUAN)),
        ("max(counted_income, s1000)", Span(1000 * YUAN, None)),
        ("max(0 - counted_income, 0 * s1000)", Span(0, 0)),
        ("min(counted_income, nobody_knows)", Span(1, 0, True)),
        ("min(0 - counted_income, s1000)", Span(None, 0)),
        ("s1000 if in_prison else s1500", Span(1000 * YUAN, 1500 * YUAN)),
        ("s1000 if not_on_record else s1500", Span(1, 0, True)),
        ("(s1000 if in_prison else nobody_knows)", Span(1000 * YUAN, 1000 * YUAN, True)),
        ("first_known(s1000, counted_income)", Span(1000 * YUAN, 1000 * YUAN)),
        ("first_known(counted_income, s1000)", Span(1000 * YUAN, 1000 * YUAN)),
        ("first_known(nobody_knows, counted_income)", Span(0, None)),
        ("first_known(in_prison, roaming)", OPEN),
        ("first_known(relation, 'child') == 'child'", YES),
        ("first_known(in_prison, True)", YES),
        ("either(in_prison, True)", Truth(True, False, True)),
        ("either(True, True)", YES),
        ("either(s1000, s1500)", Span(1, 0, True)),
        ("either(counted_income, s1500)", Span(1500 * YUAN, 1500 * YUAN, True)),
        ("either(relation, 'child') == 'child'", Truth(True, False, True)),
        ("either('child', 'other') == relation", GAP),
        ("either(hukou.place, residence.place) == hukou.place", Truth(True, True, True)),
        ("compliant", OPEN),
        ("share_of['wage' if in_prison else not_on_record]", Span(1, 1, True)),
        ("by_age[70 if in_prison else not_on_record]", Span(100 * YUAN, 100 * YUAN, True)),
        ("in_prison in [True]", OPEN),
        ("late", Span(1, 0, True)),
    ],
)
def test_the_range_of_an_expression_of_which_nothing_is_known(text: str, range_: Range) -> None:
    assert range_of(text, person()) == range_


@pytest.mark.parametrize(
    ("text", "household", "range_"),
    [
        ("in_prison", person(in_prison=True), YES),
        ("counted_income", person(counted_income=Decimal("0.5")), Span(50, 50)),
        ("age(month_start)", person(age=7), Span(7, 7)),
        ("by_age", person(age=59), Span(1, 0, True)),
        ("by_age", person(age=60), Span(100 * YUAN, 100 * YUAN)),
        ("by_age", person(age=99), Span(1, 0, True)),
        ("by_hukou", person(hukou=Hukou(kind="urban")), Span(480 * YUAN, 480 * YUAN)),
        ("relation in ['child', 'other']", person(relation="child"), YES),
        ("relation not in ['child', 'other']", person(relation="child"), NO),
        ("within(hukou.place, here)", person(hukou=Hukou(place="440307")), YES),
        ("within(hukou.place, here)", person(hukou=Hukou(place="440000")), OPEN),
        ("within(hukou.place, here)", person(hukou=Hukou(place="110000")), NO),
        ("counted_income", person(incomes=()), Span(1, 0, True)),
        ("household.counted_income", person(incomes=()), Span(1, 0, True)),
        ("household.counted_income", person(), Span(0, None)),
        ("compliant", family(property=Property(motor_vehicle=True)), Span(1, 0, True)),
        (
            "sum(i.monthly for i in incomes)",
            person(incomes=(Income(kind="wage", amount=Decimal(3), months=3),)),
            Span(100, 100),
        ),
        (
            "any(p.situation == 'dead' for p in parents)",
            person(parents=(Parent(situation="dead"), Parent())),
            YES,
        ),
        (
            "all(m.in_prison for m in members)",
            family(Member(id="a", in_prison=False), Member(id="b")),
            NO,
        ),
        ("any(m.roaming for m in members if m.in_prison)", person(in_prison=False), NO),
        (
            "first_known(any(m.roaming for m in members if m.in_prison), False)",
            person(in_prison=True, roaming=True),
            YES,
        ),
        (
            "first_known(any(m.roaming for m in members if m.in_prison), False)",
            person(in_prison=True),
            NO,
        ),
        ("not_on_record in [1, 2]", person(), GAP),
    ],
)
def test_the_range_of_what_is_known_in_part(text: str, household: Household, range_: Range) -> None:
    assert range_of(text, household) == range_
