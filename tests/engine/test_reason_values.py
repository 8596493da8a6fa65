"""Every field of the reasons of definitions, schemes, amounts and figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from civbenefits import InputError
from civbenefits.decisions.model import Reason
from civbenefits.facts.household import Household
from civbenefits.facts.member import Hukou, Income, Member, Parent
from civbenefits.texts import Text
from tests.engine.small_distances import book
from tests.engine.small_reasons import (
    NO_PRISON,
    condition,
    fact,
    of,
    paying,
)
from tests.engine.small_tables import aid, figure, meaning, one, shelf, together

# Definitions and schemes ----------------------------------------------------------


def test_a_definition_has_its_parts_source_and_caveats() -> None:
    files = {
        "needy.yaml": meaning("from: 2021, is: roaming or in_prison").replace(
            "known: found", "known: reported"
        ),
        "aid.yaml": aid("requires: {asked: needy}\nprovides: {zh: 物, en: goods}"),
    }
    rules = shelf(files).rulebook("440300", "2021-06")
    (found,) = condition(rules, one(roaming=False, in_prison=False)).reasons
    assert (found.kind, found.name, found.text) == ("definition", "needy", Text("困难", "needy"))
    assert (found.statement, found.holds, found.needs, found.persons) == (True, False, "any", ())
    assert (found.value, found.formula, found.known) == (None, None, None)
    assert [each.name for each in found.reasons] == ["roaming", "in_prison"]
    assert [(each.supports, each.document) for each in found.sources] == [("needy", "法")]
    caveats = [(each.code, each.about) for each in found.caveats]
    assert caveats == [("known_reported", "needy"), ("start_known_to_year", "needy")]
    (found,) = condition(rules, one(roaming=True)).reasons
    assert (found.holds, found.needs) == (True, "all")
    assert [each.name for each in found.reasons] == ["roaming"]


FUND = {
    "ten.yaml": figure("from: 2000-01-01, value: 10", name="ten"),
    "unit.yaml": meaning("from: 2000-01-01, is: not roaming", name="unit"),
    "fund.yaml": aid(
        "requires: {asked: household.property.compliant}\npays: ten * 2 * count(m for m in members)"
        "\ncovers: unit",
        name="fund",
        of="household",
    ),
}


@pytest.mark.parametrize(("asked", "needs"), [("", "all"), ("not ", "any")])
def test_who_is_outside_the_unit_is_told_so(asked: str, needs: str) -> None:
    goods = f"requires: {{asked: {asked}receives(fund)}}\nprovides: {{zh: 物, en: goods}}"
    rules = shelf({**FUND, "aid.yaml": aid(goods)}).rulebook("440300", "2021-06")
    (found,) = condition(rules, one(roaming=True)).reasons
    assert (found.kind, found.name, found.statement) == ("scheme", "fund", True)
    assert (found.holds, found.needs) == (asked != "", needs)
    (unit,) = found.reasons
    assert (unit.kind, unit.name, unit.holds) == ("definition", "unit", asked != "")
    (inside,) = condition(rules, one(roaming=False)).reasons
    assert (inside.kind, inside.name, inside.needs, inside.reasons) == ("scheme", "fund", None, ())


# Amounts --------------------------------------------------------------------------


def test_every_field_of_an_amount_and_of_a_figure() -> None:
    rules = paying("ten + counted_income", {"ten.yaml": FUND["ten.yaml"]})
    explained = of(rules, one(counted_income="2.5"))
    (amount,) = explained.reasons
    text = Text("12.50 元/人/月", "12.50 yuan/person/month")
    assert (amount.kind, amount.name, amount.value) == ("amount", "aid", text)
    assert amount.formula == Text("10 + 2.5 = 12.50元/人/月", "10 + 2.5 = 12.50 yuan/person/month")
    assert (amount.statement, amount.holds, amount.needs) == (False, None, None)
    standard, income = amount.reasons
    assert standard == Reason(
        "standard",
        "ten",
        Text("数额", "ten"),
        value=Text("10.00 元/人/月", "10.00 yuan/person/month"),
        sources=standard.sources,
    )
    assert [each.supports for each in standard.sources] == ["ten"]
    assert (income.kind, income.name, income.known) == ("fact", "counted_income", "given")
    assert income.value == Text("2.50 元/人/月", "2.50 yuan/person/month")
    assert (explained.scheme, explained.verdict, explained.period) == ("aid", "eligible", "month")
    assert (explained.amount, explained.persons) == (Decimal("12.50"), ("a",))
    assert (explained.of_household, explained.near_miss) == (False, False)
    assert [each.supports for each in explained.sources] == ["aid"]


def test_each_item_of_a_sum_has_its_own_computation() -> None:
    rules = paying(
        "sum(ten + m.counted_income for m in members if m.in_prison)",
        {"ten.yaml": FUND["ten.yaml"]},
        of="household",
    )
    members = (
        Member(id="a", in_prison=True, counted_income=Decimal(5)),
        Member(id="b", in_prison=False, counted_income=Decimal(5)),
        Member(id="c", in_prison=True, counted_income=Decimal(5)),
    )
    (amount,) = of(rules, Household(members=members)).reasons
    assert amount.value == Text("30.00 元/户/月", "30.00 yuan/household/month")
    counted, other = amount.reasons
    assert (counted.kind, counted.persons, counted.holds) == ("item", ("a", "c"), True)
    assert counted.text == Text("成员 a、c", "members a, c")
    assert counted.value == Text("15.00 元/人/月", "15.00 yuan/person/month")
    assert counted.formula == Text("10 + 5 = 15元/人/月", "10 + 5 = 15 yuan/person/month")
    assert [each.name for each in counted.reasons] == ["in_prison", "ten", "counted_income"]
    assert (other.persons, other.holds, other.value, other.formula) == (("b",), False, None, None)
    assert other.text == Text("成员 b", "member b")
    assert other.reasons == (fact("in_prison", NO_PRISON, statement=True, holds=True),)


def test_an_item_of_which_nothing_is_computed_shows_no_value() -> None:
    rules = paying("sum(i.monthly for i in incomes)", {})
    income = Income(kind="wage", amount=Decimal(30), months=3)
    (amount,) = of(rules, one(incomes=(income,))).reasons
    (item,) = amount.reasons
    assert (item.kind, item.text) == ("item", Text("第 1 项收入", "income 1"))
    assert (item.holds, item.value, item.formula, item.persons) == (True, None, None, ())
    (monthly,) = item.reasons
    assert (monthly.name, monthly.known) == ("incomes.monthly", "given")
    assert monthly.value == Text("10.00 元/人/月", "10.00 yuan/person/month")


@pytest.mark.parametrize(
    ("incomes", "known", "value"),
    [((), "given", Text("没有", "none")), (None, "unknown", None)],
)
def test_a_list_that_is_empty_or_unknown(
    incomes: tuple[()] | None, known: str, value: Text | None
) -> None:
    rules = book("any(i.kind == 'wage' for i in incomes)")
    (found,) = condition(rules, one(incomes=incomes)).reasons
    text = Text("各项收入", "incomes, complete list")
    assert found == fact("incomes", text, value=value, known=known)


def test_parents_are_numbered() -> None:
    rules = book("all(p.situation == 'dead' for p in parents)")
    parents = (Parent(situation="dead"), Parent(situation="out_of_contact", months=1))
    found = condition(rules, one(parents=parents))
    assert (found.holds, found.needs) == (False, "all")
    (item,) = found.reasons
    assert (item.text, item.persons) == (Text("第 2 位父母", "parent 2"), ())
    (clause,) = item.reasons
    (situation,) = clause.reasons
    assert (situation.kind, situation.name, situation.known) == (
        "fact",
        "parents.situation",
        "given",
    )


# Figures with keys, and what is only looked at ------------------------------------


def test_why_a_figure_is_that_one_of_several_stands_below_it() -> None:
    keyed = figure("from: 2000-01-01, by: hukou.kind, value: {urban: 480, rural: 300}", name="ten")
    (amount,) = of(paying("ten", {"ten.yaml": keyed}), one(hukou=Hukou(kind="rural"))).reasons
    assert amount.value == Text("300.00 元/人/月", "300.00 yuan/person/month")
    (standard,) = amount.reasons
    assert (standard.kind, standard.name, standard.value) == ("standard", "ten", amount.value)
    (key,) = standard.reasons
    assert (key.kind, key.name, key.value) == ("fact", "hukou.kind", Text("农村", "rural"))


def test_what_only_chooses_an_amount_is_not_measured() -> None:
    amount = "(standard if age(month_end) >= 60 else standard * 2)"
    found = condition(book(f"counted_income <= {amount}"), one(counted_income="2001", age=59))
    assert found.near is not None
    assert found.near.exact == "1"
    nested = [each for each in found.reasons if each.kind == "clause"]
    assert [(each.holds, each.near) for each in nested] == [(True, None)]


# What is asked for ----------------------------------------------------------------


def test_schemes_of_the_household_are_explained_whoever_asks() -> None:
    files = {**FUND, "aid.yaml": aid("requires: {asked: roaming}\nprovides: {zh: 物, en: goods}")}
    rules = shelf(files).rulebook("440300", "2021-06")
    household = Household(members=(Member(id="a", roaming=True), Member(id="b", roaming=False)))
    every = rules.explain(household)
    assert {(each.scheme, each.persons) for each in every if not each.of_household} == {
        ("aid", ("a",)),
        ("aid", ("b",)),
    }
    asked = rules.explain(household, person="b")
    assert {each.scheme for each in asked} == {"aid", "fund"}
    assert [each.persons for each in asked if each.scheme == "aid"] == [("b",)]
    assert [each.scheme for each in rules.explain(household, scheme="fund")] == ["fund"]


def test_somebody_who_is_no_member_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        book("roaming").explain(one(), person="z")
    assert (caught.value.code, caught.value.path) == ("input.no_such_member", "person")
    with pytest.raises(InputError) as caught:
        book("roaming").explain(one(), scheme="aids")
    assert (caught.value.code, caught.value.path) == ("input.unknown_scheme", "scheme")


def test_only_the_condition_that_a_combination_adds_cites_it() -> None:
    goods = "requires: {asked: roaming}\nprovides: {zh: 物, en: goods}"
    files = {
        "aid.yaml": aid(goods),
        "other.yaml": aid(goods, name="other"),
        "third.yaml": aid(goods, name="third"),
        "shut.yaml": together("exclusive", "aid", "other", keeps="other"),
    }
    rules = shelf(files).rulebook("440300", "2021-06")
    asked, shut = of(rules, one(roaming=True)).reasons
    assert (asked.name, asked.sources) == ("asked", ())
    assert (shut.name, shut.holds) == ("not_with_other", False)
    assert [(each.supports, each.since) for each in shut.sources] == [
        ("not_with_other", "2000-01-01")
    ]
    for name in ("other", "third"):
        assert [each.sources for each in of(rules, one(roaming=True), name).reasons] == [()]
