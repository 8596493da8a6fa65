"""Verdicts: what is decided, what waits for a fact, what waits for the law."""

from __future__ import annotations

from decimal import Decimal

import pytest

from civbenefits.decisions.model import Decision
from civbenefits.facts.household import Household, Property
from civbenefits.facts.member import Disability, Hukou, Income, Member, Parent, Residence
from civbenefits.texts import Text
from tests.engine.small_tables import aid, decision, figure, meaning, one, shelf


def asked(
    requires: str, household: Household | None = None, more: dict[str, str] | None = None
) -> Decision:
    version = f"requires: {{asked: '{requires}'}}\nprovides: {{zh: 物, en: goods}}"
    return decision({"aid.yaml": aid(version), **(more or {})}, household)


def missing(answer: Decision) -> list[str]:
    return [each.fact for each in answer.missing]


def test_all_conditions_hold() -> None:
    answer = asked("in_prison", one(in_prison=True))
    assert (answer.verdict, answer.qualifies) == ("eligible", True)
    assert answer.provides == Text("物", "goods")
    assert [(c.name, c.holds) for c in answer.conditions] == [("asked", True)]
    assert (answer.missing, answer.lacks) == ((), None)


def test_a_condition_fails() -> None:
    answer = asked("in_prison", one(in_prison=False))
    assert (answer.verdict, answer.qualifies) == ("not_eligible", False)
    assert [(c.name, c.holds) for c in answer.conditions] == [("asked", False)]
    assert (answer.missing, answer.lacks) == ((), None)


def test_a_condition_that_fails_decides_though_others_are_unknown() -> None:
    version = "requires: {one: in_prison, two: roaming}\nprovides: {zh: 物, en: goods}"
    answer = decision({"aid.yaml": aid(version)}, one(roaming=False))
    assert answer.verdict == "not_eligible"
    assert [(c.name, c.holds) for c in answer.conditions] == [("one", None), ("two", False)]
    assert answer.missing == ()


def test_a_missing_fact_is_named_with_its_owner() -> None:
    answer = asked("disability.grade == 1")
    assert (answer.verdict, answer.qualifies, answer.lacks) == ("undetermined", None, None)
    [fact] = answer.missing
    assert (fact.fact, fact.person) == ("members.a.disability.grade", "a")
    assert fact.title == Text("残疾等级", "grade of disability")


@pytest.mark.parametrize(
    ("requires", "facts"),
    [
        ("age(month_end) > 1", ["members.a.born"]),
        ("household.property.compliant", ["household.property.compliant"]),
        ("any(m.in_prison for m in members)", ["members.a.in_prison", "members.b.in_prison"]),
        (
            "in_prison and household.price_linkage_triggered",
            ["household.price_linkage_triggered", "members.a.in_prison"],
        ),
        ("sum(i.monthly for i in incomes) == 0", ["members.a.incomes"]),
        ('any(p.situation == "dead" for p in parents)', ["members.a.parents"]),
        ("first_known(in_prison, roaming)", ["members.a.in_prison", "members.a.roaming"]),
        ("either(in_prison, roaming)", ["members.a.in_prison", "members.a.roaming"]),
        (
            "in_prison if roaming else conscript",
            ["members.a.conscript", "members.a.in_prison", "members.a.roaming"],
        ),
        ("min(disability.grade, 2) == 1", ["members.a.disability.grade"]),
        ("round_up(counted_income, yuan) == 0", ["members.a.counted_income"]),
        ("not in_prison", ["members.a.in_prison"]),
        ('relation in ["child"]', ["members.a.relation"]),
        (
            "counted_income < other_living_allowance",
            ["members.a.counted_income", "members.a.other_living_allowance"],
        ),
    ],
)
def test_every_fact_that_is_needed_is_asked_for(requires: str, facts: list[str]) -> None:
    household = Household(members=(Member(id="a"), Member(id="b")))
    version = f"requires: {{asked: '{requires}'}}\nprovides: {{zh: 物, en: goods}}"
    book = shelf({"aid.yaml": aid(version)}).rulebook("440300", "2021-06")
    answer = book.assess(household, bounds=False).of("aid", "a")
    assert answer.verdict == "undetermined"
    assert missing(answer) == facts
    assert all(each.title.zh and each.title.en for each in answer.missing)


def test_what_is_missing_of_a_record_is_named_by_its_position() -> None:
    parents = (Parent(situation="dead"), Parent())
    answer = asked('all(p.situation == "dead" for p in parents)', one(parents=parents))
    assert missing(answer) == ["members.a.parents.1.situation"]


@pytest.mark.parametrize(
    ("income", "facts"),
    [
        (Income(kind="wage", amount=Decimal(1)), ["months"]),
        (Income(kind="wage", months=1), ["amount"]),
        (Income(kind="wage"), ["amount", "months"]),
    ],
)
def test_a_monthly_income_is_wanting_for_its_amount_or_months(
    income: Income, facts: list[str]
) -> None:
    known = Income(kind="wage", amount=Decimal(1), months=1)
    answer = asked("sum(i.monthly for i in incomes) == 0", one(incomes=(known, income)))
    assert missing(answer) == [f"members.a.incomes.1.{each}" for each in facts]


def test_a_place_known_too_coarsely_is_asked_for() -> None:
    household = one(hukou=Hukou(place="440000"))
    answer = asked("within(hukou.place, here)", household)
    assert (answer.verdict, missing(answer)) == ("undetermined", ["members.a.hukou.place"])


def test_places_that_are_worked_out_are_asked_for_together() -> None:
    household = one(hukou=Hukou(place="440000"), residence=Residence(place="110000"))
    answer = asked("within(hukou.place if True else residence.place, here)", household)
    assert answer.verdict == "undetermined"
    assert missing(answer) == ["members.a.hukou.place", "members.a.residence.place"]


def test_a_coarse_place_behind_a_definition_counts_as_law() -> None:
    more = {"seat.yaml": meaning("from: 2000-01-01, is: hukou.place", name="seat")}
    answer = asked("within(seat, here)", one(hukou=Hukou(place="440000")), more)
    assert answer.verdict == "not_on_record"


@pytest.mark.parametrize(
    "requires",
    [
        "not_on_record",
        "in_prison and not_on_record",
        "in_prison or not_on_record",
        "either(in_prison, not in_prison)",
        "1 / 0 == 1",
    ],
)
def test_where_only_the_law_is_missing_it_is_not_on_record(requires: str) -> None:
    household = one(in_prison="or" not in requires.split())
    answer = asked(requires, household)
    assert (answer.verdict, answer.qualifies, answer.missing) == ("not_on_record", None, ())
    assert answer.lacks == Text("未收录:有关规定的内容", "not on record: what the rule says here")


def test_a_figure_that_is_not_on_record_is_named() -> None:
    more = {
        "one.yaml": figure("from: 2000-01-01, value: unknown", name="one"),
        "two.yaml": figure("from: 2000-01-01, by: hukou.kind, value: {urban: 1}", name="two"),
        "three.yaml": figure("from: 2000-01-01, by: age(month_end), bands: {60: 1}", name="three"),
    }
    household = one(counted_income=Decimal(1), hukou=Hukou(kind="rural"), age=59)
    answer = asked("counted_income < one and counted_income < two + three", household, more)
    assert answer.verdict == "not_on_record"
    assert answer.lacks == Text("未收录:数额、数额、数额", "not on record: one, three, two")


def test_a_fact_and_the_law_are_missing_together() -> None:
    more = {"one.yaml": figure("from: 2000-01-01, value: unknown", name="one")}
    answer = asked("in_prison and counted_income < one", None, more)
    assert answer.verdict == "undetermined"
    assert missing(answer) == ["members.a.in_prison"]
    assert answer.lacks == Text("未收录:数额", "not on record: one")


@pytest.mark.parametrize(
    "requires",
    [
        "counted_income < one",
        "counted_income + one > one",
        "min(counted_income, one) == counted_income",
    ],
)
def test_a_fact_that_only_the_law_could_make_use_of_is_not_missing(requires: str) -> None:
    more = {"one.yaml": figure("from: 2000-01-01, value: unknown", name="one")}
    answer = asked(requires, None, more)
    assert answer.verdict == "not_on_record"
    assert missing(answer) == []


def test_a_scheme_without_conditions_is_for_everybody() -> None:
    answer = decision({"aid.yaml": aid()})
    assert (answer.verdict, answer.conditions) == ("eligible", ())


def pays(pays: str, household: Household, more: dict[str, str], provides: bool) -> Decision:
    version = f"pays: {pays}" + ("\nprovides: {zh: 物, en: goods}" if provides else "")
    return decision({"aid.yaml": aid(version), **more}, household)


@pytest.mark.parametrize("provides", [True, False])
def test_who_qualifies_is_eligible_though_the_amount_wants_for_a_fact(provides: bool) -> None:
    more = {"figure.yaml": figure("from: 2000-01-01, value: 100")}
    answer = pays("figure - counted_income", one(), more, provides)
    assert (answer.verdict, answer.qualifies, answer.amount) == ("eligible", True, None)
    assert missing(answer) == ["members.a.counted_income"]
    assert answer.period == "month"


def test_an_amount_that_is_not_on_record_is_no_zero() -> None:
    more = {"figure.yaml": figure("from: 2000-01-01, value: unknown, at_least: 99.50")}
    answer = pays("figure", one(), more, False)
    assert (answer.verdict, answer.qualifies, answer.amount) == ("not_on_record", True, None)
    assert answer.lacks == Text("未收录:数额", "not on record: figure")
    [caveat] = answer.caveats
    assert caveat.code == "at_least"
    assert "99.50" in caveat.text.zh
    assert "99.50" in caveat.text.en


def test_goods_are_given_though_the_amount_is_not_on_record() -> None:
    more = {"figure.yaml": figure("from: 2000-01-01, value: unknown")}
    answer = pays("figure", one(), more, True)
    assert (answer.verdict, answer.amount) == ("eligible", None)
    assert answer.lacks == Text("未收录:数额", "not on record: figure")


def test_what_a_version_lacks_is_said() -> None:
    answer = decision({"aid.yaml": aid("lacks: {zh: 标准, en: the standard}")})
    assert (answer.verdict, answer.qualifies) == ("not_on_record", None)
    assert answer.lacks == Text("标准", "the standard")
    assert answer.persons == ("a",)


def compared(answer: Decision) -> dict[str, str | None]:
    [condition] = answer.conditions
    return {each.name: None if each.value is None else each.value.en for each in condition.compared}


def test_a_condition_shows_what_it_compared() -> None:
    more = {
        "figure.yaml": figure("from: 2000-01-01, value: 1300"),
        "keyed.yaml": figure("from: 2000-01-01, by: hukou.kind, value: {urban: 5}", name="keyed"),
        "needy.yaml": meaning("from: 2000-01-01, is: roaming"),
    }
    household = Household(
        members=(Member(id="a", age=70, counted_income=Decimal("12.5"), roaming=True),),
        property=Property(compliant=True),
    )
    answer = asked(
        "counted_income < figure and age(month_end) > 60 and needy and counted_income < figure"
        " and household.property.compliant and disability.grade in [1, 2] and keyed > 0"
        " and all(m.conscript for m in members)",
        household,
        more,
    )
    values = compared(answer)
    assert set(values) == {
        "counted_income",
        "figure",
        "age(month_end)",
        "needy",
        "household.property.compliant",
        "disability.grade",
        "keyed",
        "hukou.kind",
    }
    assert values["disability.grade"] is None
    assert values["keyed"] is None
    assert "12.5" in (values["counted_income"] or "")
    assert "1300" in (values["figure"] or "")
    assert "70" in (values["age(month_end)"] or "")
    titles = {each.name: each.title for each in answer.conditions[0].compared}
    assert titles["figure"] == Text("数额", "figure")


def test_each_person_is_judged_alone() -> None:
    household = Household(
        members=(
            Member(id="a", in_prison=True),
            Member(id="b", in_prison=False),
            Member(id="c"),
            Member(id="d", in_prison=False),
        )
    )
    version = "requires: {asked: in_prison}\nprovides: {zh: 物, en: goods}"
    book = shelf({"aid.yaml": aid(version)}).rulebook("440300", "2021-06")
    answer = book.assess(household)
    assert [(d.persons, d.verdict) for d in answer.decisions] == [
        (("a",), "eligible"),
        (("b",), "not_eligible"),
        (("c",), "undetermined"),
        (("d",), "not_eligible"),
    ]
    assert [(o.person, o.verdict) for o in book.decide(household)] == [
        ("a", "eligible"),
        ("b", "not_eligible"),
        ("c", "undetermined"),
        ("d", "not_eligible"),
    ]
    assert missing(answer.of("aid", "c")) == ["members.c.in_prison"]
    assert answer.of("aid", "d").conditions == answer.of("aid", "b").conditions


def test_a_refusal_says_the_amounts_of_its_own_person() -> None:
    version = "requires: {poor: counted_income < figure}\nprovides: {zh: 物, en: goods}"
    files = {"aid.yaml": aid(version), "figure.yaml": figure("from: 2000-01-01, value: 100")}
    book = shelf(files).rulebook("440300", "2021-06")
    for income in ("500", "600", "500"):
        answer = book.assess(one(counted_income=Decimal(income))).of("aid")
        assert answer.verdict == "not_eligible"
        assert income in (compared(answer)["counted_income"] or "")


def test_grades_that_differ_are_told_apart() -> None:
    version = "requires: {grave: disability.grade == 1}\nprovides: {zh: 物, en: goods}"
    book = shelf({"aid.yaml": aid(version)}).rulebook("440300", "2021-06")
    for grade in (2, 3, 2, 4):
        answer = book.assess(one(disability=Disability(grade=grade))).of("aid")
        assert str(grade) in (compared(answer)["disability.grade"] or "")


def test_a_decision_is_found_by_scheme_and_person() -> None:
    book = shelf({"aid.yaml": aid(), "fund.yaml": aid(of="household", name="fund")})
    household = Household(members=(Member(id="a"), Member(id="b")))
    answer = book.rulebook("440300", "2021-06").assess(household)
    assert answer.of("aid", "b").persons == ("b",)
    assert answer.of("fund").persons == ("a", "b")
    assert answer.of("fund", "b").persons == ("a", "b")
    for wrong in (("aid", None), ("aid", "c"), ("other", None), ("fund", "c")):
        with pytest.raises(KeyError):
            answer.of(*wrong)
