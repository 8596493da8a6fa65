"""Every field of every kind of reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from civbenefits.decisions.model import Assumption, Explained, Reason
from civbenefits.engine.rulebook import Rulebook
from civbenefits.facts.household import Household
from civbenefits.facts.member import Hukou, Income, Member, Parent
from civbenefits.texts import Text
from tests.engine.small_distances import book
from tests.engine.small_tables import Files, aid, figure, meaning, one, shelf

PRISON = Text("在监狱服刑", "in prison")
NO_PRISON = Text("未在监狱服刑", "not in prison")
ROAMING = Text("正在流浪乞讨", "roaming or begging in the city")
AGE = Text("年龄(周岁)", "age in full years")
INCOME = Text("经核定的本人可计入月收入", "own counted monthly income, as assessed")


def of(rules: Rulebook, household: Household, scheme: str = "aid") -> Explained:
    (explained,) = rules.explain(household, scheme=scheme)
    return explained


def condition(rules: Rulebook, household: Household) -> Reason:
    (found, *_) = of(rules, household).reasons
    return found


def paying(amount: str, files: Files, of: str = "person") -> Rulebook:
    tables = {**files, "aid.yaml": aid(f"pays: >-\n  {amount}", of=of)}
    return shelf(tables).rulebook("440300", "2021-06")


def fact(name: str, text: Text, **more: object) -> Reason:
    return Reason("fact", name, text, **{"known": "given", **more})  # type: ignore[arg-type]


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
    assert law == Reason("law", "", law.text, statement=True)


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
    assert [(each.code, each.about) for each in found.caveats] == [("known_reported", "needy")]
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
