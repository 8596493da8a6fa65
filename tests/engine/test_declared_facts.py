"""Facts and kinds of income that tables declare are treated like the built-in ones."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import civbenefits as cb
from civbenefits.dates import when
from civbenefits.engine.context import HouseholdContext
from civbenefits.errors import InputError
from civbenefits.expressions.evaluating import Unknown
from civbenefits.facts.vocabulary import as_data
from civbenefits.interviewing import Interview
from civbenefits.records import replace
from civbenefits.testing import complete, households, one_more
from tests.engine.declared import FACTS, FILES
from tests.engine.small_tables import aid, refused, shelf

SHELF = shelf(FILES)
BOOK = SHELF.rulebook("440300", "2021-06")
WORDS = BOOK.vocabulary
GOODS = "provides: {zh: 物, en: goods}"


def person(**facts: object) -> cb.Household:
    return cb.household_from({"members": [{"id": "a", **facts}]}, WORDS)


def verdict(scheme: str, household: cb.Household) -> tuple[str, Decimal | None]:
    """What comes out for the first member."""
    decided = next(each for each in BOOK.decide(household) if each.scheme == scheme)
    return decided.verdict, decided.amount


def fault(data: Mapping[str, Any]) -> InputError:
    with pytest.raises(InputError) as caught:
        cb.household_from(data, WORDS)
    return caught.value


@pytest.mark.parametrize(
    ("scheme", "facts", "expected"),
    [
        ("jobs", {"registered_jobseeker": True, "training_months": 6}, ("eligible", "300.00")),
        ("jobs", {"registered_jobseeker": True, "training_months": 5}, ("not_eligible", None)),
        ("jobs", {"registered_jobseeker": True}, ("undetermined", None)),
        ("jobs", {"registered_jobseeker": False}, ("not_eligible", None)),
        ("rent", {"housing": "rented", "rent_paid": "288.88"}, ("eligible", "288.88")),
        ("rent", {"housing": "rented", "rent_paid": 1000}, ("eligible", "300.00")),
        ("rent", {"housing": "rented", "rent_paid": "1000.01"}, ("not_eligible", None)),
        ("rent", {"housing": "rented"}, ("undetermined", None)),
        ("rent", {"housing": "owned"}, ("not_eligible", None)),
        (
            "native",
            {"born_at": "440307", "graduated_on": "1990-01-01", "registered_on": "1990-01-01"},
            ("eligible", "300.00"),
        ),
        (
            "native",
            {"born_at": "440307", "graduated_on": "1990-01-02", "registered_on": "1990-01-01"},
            ("not_eligible", None),
        ),
        ("native", {"born_at": "110101"}, ("not_eligible", None)),
    ],
)
def test_a_fact_of_a_person_decides(
    scheme: str, facts: dict[str, object], expected: tuple[str, str | None]
) -> None:
    wanted = None if expected[1] is None else Decimal(expected[1])
    assert verdict(scheme, person(**facts)) == (expected[0], wanted)


@pytest.mark.parametrize(
    ("debt", "rooms", "expected"),
    [
        ("50000.56", 2, "eligible"),
        ("50000.55", 2, "not_eligible"),
        ("50000.56", 3, "not_eligible"),
        ("50000.56", None, "undetermined"),
        (None, 3, "not_eligible"),
    ],
)
def test_a_fact_of_the_household_decides(
    debt: str | None, rooms: int | None, expected: str
) -> None:
    data = {"members": [{"id": "a"}], "family_debt": debt, "rooms": rooms}
    assert verdict("debts", cb.household_from(data, WORDS))[0] == expected


def test_loops_look_at_it_in_every_member() -> None:
    one = {"id": "a", "registered_jobseeker": True}
    for other, expected in ((True, "eligible"), (False, "not_eligible"), (None, "undetermined")):
        data = {"members": [one, {"id": "b", "registered_jobseeker": other}]}
        assert verdict("others", cb.household_from(data, WORDS))[0] == expected


def test_a_new_kind_of_income_counts_by_its_share() -> None:
    for amount, expected in (("1999.98", "eligible"), ("2000", "not_eligible")):
        incomes = [{"kind": "tips", "amount": amount, "months": 1}]
        assert verdict("earned", person(incomes=incomes))[0] == expected


def test_a_kind_without_a_share_is_not_on_record() -> None:
    files = {**FILES, "gd/sz/kinds.yaml": "income_kinds: {busking: {zh: 卖艺, en: busking}}"}
    book = shelf(files).rulebook("440300", "2021-06")
    income = {"kind": "busking", "amount": 10, "months": 1}
    household = cb.household_from({"members": [{"id": "a", "incomes": [income]}]}, book.vocabulary)
    found = book.assess(household).of("earned")
    assert found.verdict == "not_on_record"
    assert found.amount is None


def test_only_the_place_and_those_below_know_it() -> None:
    assert SHELF.rulebook("440307", "2021-06").vocabulary is WORDS
    nation = SHELF.rulebook("000000", "2021-06")
    assert nation.vocabulary.household is cb.Household
    with pytest.raises(InputError) as caught:
        nation.decide(person(registered_jobseeker=True))
    assert (caught.value.code, caught.value.path) == (
        "input.unknown_key",
        "members.0.registered_jobseeker",
    )
    assert nation.decide(person()) == ()
    above = {
        **FILES,
        "above.yaml": aid(f"requires: {{met: registered_jobseeker}}\n{GOODS}", name="above"),
    }
    assert {each.code for each in refused(above)} == {"table.unresolved_name"}


def test_the_same_declared_twice_is_one_fact() -> None:
    files = {**FILES, "gd/sz/facts.yaml": FACTS}
    assert shelf(files).rulebook("440300", "2021-06").vocabulary is WORDS


def test_units_of_declared_facts_are_checked() -> None:
    wrong = {
        **FILES,
        "gd/wrong.yaml": aid(f"requires: {{met: rent_paid > training_months}}\n{GOODS}"),
    }
    assert {each.code for each in refused(wrong)} == {"table.wrong_unit_in_expression"}
    wrong = {**FILES, "gd/wrong.yaml": aid(f'requires: {{met: housing == "lent"}}\n{GOODS}')}
    assert {each.code for each in refused(wrong)} == {"table.unknown_choice"}


# Input ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "code", "path"),
    [
        ({"registered_jobseekr": True}, "input.unknown_key", "registered_jobseekr"),
        ({"registered_jobseeker": 1}, "input.wrong_type", "registered_jobseeker"),
        ({"housing": "lent"}, "input.not_a_choice", "housing"),
        ({"training_months": 37}, "input.out_of_range", "training_months"),
        ({"rent_paid": 1.5}, "input.not_money", "rent_paid"),
        ({"rent_paid": "1.555"}, "input.parts_of_a_fen", "rent_paid"),
        ({"registered_on": "2021-02-30"}, "input.bad_date", "registered_on"),
        ({"born_at": "4403"}, "input.bad_place_code", "born_at"),
        ({"incomes": [{"kind": "tip"}]}, "input.not_a_choice", "incomes.0.kind"),
    ],
)
def test_a_wrong_value_is_refused_with_its_path(
    facts: dict[str, object], code: str, path: str
) -> None:
    found = fault({"members": [{"id": "a"}, {"id": "b", **facts}]})
    assert (found.code, found.path) == (code, f"members.1.{path}")


def test_a_near_name_is_suggested() -> None:
    found = fault({"members": [{"id": "a", "registered_jobseekr": True}]})
    assert "registered_jobseeker" in found.text.en
    assert "rooms" in fault({"members": [{"id": "a"}], "room": 2}).text.en


def test_without_the_tables_it_is_an_unknown_key() -> None:
    with pytest.raises(InputError) as caught:
        cb.household_from({"members": [{"id": "a", "registered_jobseeker": True}]})
    assert caught.value.code == "input.unknown_key"


def test_made_in_python_like_the_built_in_records() -> None:
    member: Any = WORDS.member
    made = WORDS.household(
        members=(
            member(id="a", registered_jobseeker=True, training_months=6),
            cb.Member(id="b", incomes=(cb.Income(kind="wage", amount=Decimal(5), months=1),)),
        )
    )
    assert verdict("jobs", made)[0] == "eligible"
    assert BOOK.decide(cb.Household(members=(cb.Member(id="a"),))) == BOOK.decide(person())
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301 - our own
    assert cb.household_from(as_data(made), WORDS) == made
    with pytest.raises(InputError) as caught:
        cb.Household(members=made.members)
    assert caught.value.path == "members.0.registered_jobseeker"


def test_the_json_schema_has_it_with_its_titles() -> None:
    schema = cb.household_schema(WORDS)
    Draft202012Validator.check_schema(schema)
    fact = schema["$defs"]["Member"]["properties"]["registered_jobseeker"]
    assert fact == {"title": "登记求职 / registered as seeking work", "type": "boolean"}
    valid = Draft202012Validator(schema).is_valid
    data = as_data(person(housing="rented", incomes=[{"kind": "tips"}], rent_paid="1.50"))
    assert valid(data)
    assert not Draft202012Validator(cb.household_schema()).is_valid(data)
    assert not valid({"members": [{"id": "a", "housing": "lent"}]})


# Answers --------------------------------------------------------------------------


def test_usual_values_are_assumed_and_told() -> None:
    household, assumed = cb.assume_usual(person(training_months=3), "440300")
    told = {each.fact: each.value.en for each in assumed}
    assert told["registered_jobseeker"] == "no"
    assert told["born_at"] == "440300"
    assert not {"training_months", "housing", "rooms"} & told.keys()
    plain = cb.Household(members=(cb.Member(id="a", lives_alone=True),))
    assert "training_months" not in {each.fact for each in cb.assume_usual(plain, "440300")[1]}
    household, assumed = cb.assume_usual(plain, "440300", WORDS)
    assert verdict("jobs", household)[0] == "not_eligible"
    assert "training_months" in {each.fact for each in assumed}


def test_a_missing_one_is_named_with_its_title() -> None:
    answer = BOOK.assess(person(registered_jobseeker=True), bounds=False)
    (missing,) = answer.of("jobs").missing
    assert missing.fact == "members.a.training_months"
    assert missing.title == cb.Text("培训月数", "months of training")
    assert "members.a.incomes" in {each.fact for each in answer.of("earned").missing}
    household = {each.fact: each.title.zh for each in answer.of("debts").missing}
    assert household == {"household.family_debt": "家庭债务", "household.rooms": "房间数"}


def test_a_condition_is_said_in_its_words() -> None:
    answer = BOOK.assess(person(housing="rented", rent_paid="1200"), bounds=False)
    (condition,) = answer.of("rent").conditions
    assert "住房情况为租住" in condition.text.zh
    assert "housing is rented" in condition.text.en
    values = {each.name: each.value for each in condition.compared}
    assert values["housing"] == cb.Text("租住", "rented")
    assert values["rent_paid"] == cb.Text("1200.00 元/人/月", "1200.00 yuan/person/month")


# Properties -----------------------------------------------------------------------

FAMILIES = households(vocabulary=WORDS, unknown=0.4, max_members=3)


@given(FAMILIES)
def test_families_have_declared_facts_and_are_coherent(household: cb.Household) -> None:
    assert cb.household_from(as_data(household), WORDS) == household


@given(FAMILIES)
def test_compiled_rules_agree_with_the_direct_evaluator(household: cb.Household) -> None:
    rules = BOOK._rules
    found = {(each.scheme, each.person): each.verdict for each in BOOK.decide(household)}
    context = HouseholdContext(household, when("2021-06"), rules.linked.rules)
    for scheme in rules.offered:
        for index, member in enumerate(household.members):
            value = context.rule(index, f"{scheme.name}.receives")
            said = found[scheme.name, member.id]
            if isinstance(value, Unknown):
                assert said in ("undetermined", "not_on_record")
            elif said != "not_on_record":
                assert said == ("eligible" if value else "not_eligible")


@given(st.data())
def test_what_is_settled_stays_when_more_is_told(data: st.DataObject) -> None:
    household = data.draw(FAMILIES)
    more = data.draw(complete(household) | one_more(household))
    for before, after in zip(BOOK.decide(household), BOOK.decide(more), strict=True):
        if before.verdict in ("eligible", "not_eligible"):
            assert after == before


@given(FAMILIES)
def test_forgetting_is_never_a_default(household: cb.Household) -> None:
    member = replace(
        household.members[0], **dict.fromkeys(("registered_jobseeker", "training_months"))
    )
    forgotten = replace(household, members=(member, *household.members[1:]))
    found = {(e.scheme, e.person): e for e in BOOK.decide(forgotten)}["jobs", member.id]
    assert (found.verdict, found.amount) == ("undetermined", None)


def test_dates_stay_dates() -> None:
    assert as_data(person(registered_on=date(2021, 6, 1)))["members"][0]["registered_on"] == (
        "2021-06-01"
    )


# What is still open ---------------------------------------------------------------


def test_bounds_and_what_decides() -> None:
    answer = BOOK.assess(person(registered_jobseeker=True, housing="owned"))
    jobs = answer.of("jobs")
    assert jobs.bounds == cb.Bounds(Decimal("0.00"), Decimal("300.00"), False, True)
    assert [each.fact for each in jobs.missing] == ["members.a.training_months"]
    debts = answer.of("debts")
    assert {each.fact for each in debts.missing} == {"household.family_debt", "household.rooms"}
    native = answer.of("native").bounds
    assert native is not None
    assert (native.lowest, native.highest) == (Decimal(0), Decimal(300))


EVERYTHING: dict[str, dict[str, Any]] = {
    "members.a": {
        "registered_jobseeker": True,
        "housing": "rented",
        "training_months": 12,
        "rent_paid": Decimal("250.50"),
        "registered_on": date(2021, 3, 1),
        "born_at": "440300",
        "graduated_on": date(2020, 7, 1),
        "incomes": (),
    },
    "household": {"family_debt": Decimal(60000), "rooms": 1},
}
WRITTEN = {
    "registered_jobseeker": "是",
    "housing": "租住",
    "training_months": "一年",
    "rent_paid": "250.5元",
    "registered_on": "2021年3月1日",
    "born_at": "本地",
    "graduated_on": "2020-07-01",
    "family_debt": "60000 yuan",
    "rooms": "一",
}


def test_the_interview_asks_for_them_with_the_declared_questions() -> None:
    interview = Interview(BOOK, cb.Household(members=(cb.Member(id="a", incomes=()),)))
    texts: dict[str, str] = {}
    while interview.question is not None:
        name = interview.question.fact.rpartition(".")[2]
        texts[name] = interview.question.text.zh
        interview.answer(WRITTEN[name])
    assert texts["registered_jobseeker"] == "这个人登记求职了吗?"
    assert texts["family_debt"] == "全家欠多少钱?"
    assert texts["rooms"] == "请核实:房间数"
    assert {"housing", "rent_paid", "training_months", "born_at", "registered_on"} <= texts.keys()
    known = WORDS.household(
        members=(WORDS.member(id="a", **EVERYTHING["members.a"]),), **EVERYTHING["household"]
    )
    assert interview.assessment == BOOK.assess(interview.household)
    assert not any(each.missing for each in interview.assessment.decisions)
    for told in (interview.household, known):
        found = {each.scheme: each.verdict for each in BOOK.decide(told)}
        assert found == {
            **dict.fromkeys(("jobs", "rent", "native", "debts", "earned"), "eligible"),
            "others": "not_eligible",
        }


def test_the_interview_takes_no_age_for_a_day_of_registration() -> None:
    told = person(
        graduated_on="1990-01-01", born_at="440300", incomes=[], registered_jobseeker=False
    )
    told = replace(told, rooms=9, members=(replace(told.members[0], housing="owned"),))
    interview = Interview(BOOK, told)
    assert interview.question is not None
    assert interview.question.fact == "members.a.registered_on"
    with pytest.raises(InputError) as caught:
        interview.answer("30")
    assert caught.value.code == "input.bad_date"


@given(st.data())
def test_bounds_hold_for_every_completion(data: st.DataObject) -> None:
    household = data.draw(households(vocabulary=WORDS, unknown=0.6, max_members=1))
    more = data.draw(complete(household))
    open_ones = BOOK.assess(household)
    for each in BOOK.decide(more):
        before = open_ones.of(each.scheme, each.person)
        if before.bounds is not None and each.verdict in ("eligible", "not_eligible"):
            amount = each.amount or Decimal(0)
            assert before.bounds.lowest <= amount
            assert before.bounds.highest is None or amount <= before.bounds.highest


def test_a_notice_and_a_distance_speak_of_them() -> None:
    household = person(housing="rented", rent_paid="1200", registered_jobseeker=True)
    text = cb.notice(BOOK.assess(household), format="text")
    assert "培训月数" in text
    away = BOOK.why_not(household, "rent", "a")
    assert "每月房租" in str(away)


@pytest.mark.parametrize(
    "name",
    [
        *("age", "within", "min", "max", "any", "all", "sum", "count", "first_known", "either"),
        *("round_up", "round_down", "round_half_up", "receives", "qualifies", "amount"),
        *("members", "household", "incomes", "parents", "self", "here", "month_end", "inherited"),
        *("not_on_record", "yuan", "if", "lambda", "id", "id_number", "born_ymd", "emergency"),
        *("record_fields", "altered", "counted_income_fen", "rent_fen"),
    ],
)
def test_a_name_with_another_meaning_is_no_fact(name: str) -> None:
    text = f"facts: {{{name}: {{of: person, kind: boolean, title: {{zh: 事, en: fact}}}}}}"
    assert [each.code for each in refused({"facts.yaml": text})] == ["table.name_taken"]
