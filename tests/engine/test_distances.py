"""Why not, and by how much: exact sentences in both languages."""

from __future__ import annotations

import doctest
from datetime import date
from decimal import Decimal
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

import civbenefits
from civbenefits import (
    Disability,
    Distance,
    Failing,
    Household,
    Hukou,
    InputError,
    Member,
    WhyNot,
)
from civbenefits.engine import distance_words
from civbenefits.engine.distances import MAX_WAYS
from civbenefits.texts import Text
from tests.engine.small_distances import GOODS, book, one, only, shenzhen
from tests.engine.small_tables import aid, figure, shelf, together

CASES = yaml.safe_load(Path(__file__).with_name("distances.yaml").read_text(encoding="utf-8"))
FIELDS = ("person", "exact", "amount", "per_head", "change", "date")


def shown(distance: Distance, language: str) -> str:
    """About what | the value | what is asked of it | the distance."""
    parts = (distance.about, distance.actual, distance.limit, distance.gap)
    return " | ".join("-" if text is None else getattr(text, language) for text in parts)


def numbered(value: object) -> str | None:
    """A number, a date or a person as the cases have it."""
    return None if value is None else str(value)


def named(whynot: WhyNot) -> dict[str, Failing]:
    return {failing.name: failing for failing in whynot.failing}


# Sentences ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case["case"]) for cases in CASES.values() for case in cases]
)
def test_a_distance_in_words(case: dict[str, Any]) -> None:
    data = case.get("family") or {"members": [{"id": "a", **case["who"]}]}
    household = civbenefits.household_from(data)
    rules = book(case["is"], case.get("of", "person"))
    whynot = rules.why_not(household, "aid", case.get("person"))
    usual = dict.fromkeys(FIELDS) | {"person": None if case.get("of") == "household" else "a"}
    told = [
        {
            "at": f"{each.part}.{each.way}",
            "fields": {name: numbered(getattr(each, name)) for name in FIELDS},
            "zh": shown(each, "zh"),
            "en": shown(each, "en"),
        }
        for each in only(whynot).distances
    ]
    assert told == [{**each, "fields": usual | each.get("fields", {})} for each in case["told"]]
    assert whynot.near_miss is ("near" in case)
    assert only(whynot).alone_enough


def test_a_family_above_the_dibao_standard() -> None:
    members = [Member(id=name) for name in "abc"]
    rules, family = shenzhen(*members, counted_income=Decimal(4011))
    whynot = rules.why_not(family, "dibao")
    failing = only(whynot)
    assert (whynot.near_miss, failing.name, failing.alone_enough) == (True, "income", True)
    (distance,) = failing.distances
    assert shown(distance, "zh") == (
        "保障单元可计入月收入 | 4011.00 元/户/月 | 低于 3900.00 元/户/月 | "
        "超出 111.00 元/户/月,合 37.00 元/人/月;须低于限额,至少减少 111.01 元/户/月"
    )
    assert shown(distance, "en") == (
        "counted monthly income of the unit | 4011.00 yuan/household/month | "
        "below 3900.00 yuan/household/month | "
        "111.00 yuan/household/month above, that is 37.00 yuan/person/month; "
        "must be below: at least 111.01 yuan/household/month less"
    )
    found = (distance.amount, distance.per_head, distance.change, distance.exact, distance.date)
    assert found == (Decimal("111.00"), Decimal("37.00"), Decimal("111.01"), "111", None)


def test_lowering_the_income_by_what_is_told_opens_dibao() -> None:
    members = [Member(id=name) for name in "abc"]
    for income, verdict in (("3900.00", "not_eligible"), ("3899.99", "eligible")):
        rules, family = shenzhen(*members, counted_income=income)
        assert rules.assess(family).of("dibao").verdict == verdict


def test_another_scheme_that_excludes() -> None:
    rules, alone = shenzhen(Member(id="a", age=70, able_supporter=False, counted_income=Decimal(0)))
    failing = named(rules.why_not(alone, "roaming_assistance"))
    (distance,) = failing["not_with_tekun"].distances
    assert (distance.gap.zh, distance.gap.en) == (
        "享受特困人员救助供养,因此不能享受本项",
        "receives support for persons in extreme hardship (tekun), which excludes this",
    )
    assert not failing["not_with_tekun"].alone_enough
    (nobody,) = named(rules.why_not(alone, "dibao"))["income"].distances
    assert (nobody.gap.zh, nobody.gap.en, nobody.change) == (
        "没有计入的人,限额为零",
        "nobody is counted, so that the limit is zero",
        None,
    )


def test_another_scheme_that_is_needed() -> None:
    rules, alone = shenzhen(
        Member(
            id="a",
            age=40,
            counted_income=Decimal(5000),
            disability=Disability(kind="mental", grade=2),
        )
    )
    failing = only(rules.why_not(alone, "living_subsidy", "a"))
    assert (failing.name, failing.alone_enough) == ("in_dibao", True)
    edge = "status of a low-income household at the edge of dibao"
    assert [(each.part, each.way, each.gap.en) for each in failing.distances] == [
        (1, 1, "does not receive minimum living allowance (dibao), which this rests on"),
        (1, 2, "does not receive dibao for one person alone, which this rests on"),
        (1, 3, f"does not receive {edge}, which this rests on"),
    ]
    assert failing.distances[0].gap.zh == "未享受低保(最低生活保障),而本项须以此为前提"


def test_qualifying_for_what_was_not_chosen() -> None:
    goods = "requires: {asked: roaming}\nprovides: {zh: 物, en: goods}"
    files = {
        "tekun.yaml": aid(goods, name="tekun"),
        "orphans.yaml": aid(goods, name="orphan_allowance"),
        "choice.yaml": together("choice", "tekun", "orphan_allowance"),
    }
    rules = shelf(files).rulebook("440300", "2021-06")
    failing = only(rules.why_not(one(roaming=True, chosen_scheme="tekun"), "orphan_allowance"))
    assert [(each.gap.zh, each.gap.en) for each in failing.distances] == [
        ("符合救助条件,因此不能享受本项", "qualifies for tekun, which excludes this"),
        ("须为孤儿基本生活费", "must be orphan allowance"),
    ]


@pytest.mark.parametrize(
    ("asked", "zh", "en"),
    [
        (
            "receives",
            "未享受救助,而本项须以此为前提",
            "does not receive other, which this rests on",
        ),
        (
            "qualifies",
            "不符合救助条件,而本项须以此为前提",
            "does not qualify for other, which this rests on",
        ),
    ],
)
def test_another_scheme_that_this_one_rests_on(asked: str, zh: str, en: str) -> None:
    goods = "provides: {zh: 物, en: goods}"
    files = {
        "other.yaml": aid(f"requires: {{asked: roaming}}\n{goods}", name="other"),
        "aid.yaml": aid(f"requires: {{asked: {asked}(other)}}\n{goods}"),
    }
    rules = shelf(files).rulebook("440300", "2021-06")
    told = only(rules.why_not(one(roaming=False), "aid")).distances[0].gap
    assert (told.zh, told.en) == (zh, en)


def test_definitions_are_seen_through_and_every_alternative_is_told() -> None:
    rules, couple = shenzhen(
        Member(id="a", age=70, able_supporter=False, counted_income=Decimal(0)),
        Member(id="b", age=30, relation="spouse", counted_income=Decimal("1333.34")),
    )
    failing = named(rules.why_not(couple, "tekun", "b"))
    assert list(failing) == ["no_labour", "no_means", "no_supporter"]
    labour = failing["no_labour"].distances
    assert [(each.way, each.gap.en) for each in labour][:3] == [
        (1, "30 years short of 60"),
        (2, "must be yes"),
        (3, "must be yes"),
    ]
    assert labour[-1].gap.en == "over the age limit, which time does not cure"
    (income,) = failing["no_means"].distances
    assert income.change == Decimal("33.35")


def test_a_member_is_also_asked_to_be_in_the_unit() -> None:
    rules, couple = shenzhen(
        Member(id="a", age=70, able_supporter=False, counted_income=Decimal(0)),
        Member(id="b", age=30, relation="spouse", counted_income=Decimal("1333.34")),
    )
    assert list(named(rules.why_not(couple, "dibao"))) == ["income"]
    assert list(named(rules.why_not(couple, "dibao", "b"))) == ["income"]
    failing = named(rules.why_not(couple, "dibao", "a"))
    assert list(failing) == ["income", "covers"]
    (distance,) = failing["covers"].distances
    assert distance.person == "a"
    assert distance.gap.zh == "成员 a,享受特困人员救助供养,因此不能享受本项"


def test_what_is_asked_of_everybody_is_not_asked_of_anybody_besides() -> None:
    couple = Household(members=(Member(id="a"), Member(id="b", relation="spouse")))
    couple, _ = civbenefits.assume_usual(couple, "440300")
    rules = civbenefits.rulebook("440105", "2017-06")
    distances = named(rules.why_not(couple, "dibao_edge"))["local_hukou"].distances
    assert [(each.part, each.way, each.person) for each in distances] == [(1, 1, "a"), (2, 1, "b")]


def test_only_the_nearest_ways_are_told() -> None:
    members = tuple(Member(id=f"m{age}", age=age) for age in range(20, 60))
    rules = book("any(m.age(month_end) >= 60 for m in members)", "household")
    distances = only(rules.why_not(Household(members=members), "aid")).distances
    assert len(distances) == MAX_WAYS
    assert [each.person for each in distances[:2]] == ["m59", "m58"]


# What is a near miss --------------------------------------------------------------


def test_two_conditions_that_fail_are_no_near_miss() -> None:
    files = {
        "aid.yaml": aid(f"requires: {{a: age(month_end) >= 60, b: roaming}}\n{GOODS}"),
    }
    rules = shelf(files).rulebook("440300", "2021-06")
    assert rules.why_not(one(age=59, roaming=True), "aid").near_miss
    assert rules.why_not(one(age=59), "aid").near_miss
    assert not only(rules.why_not(one(age=59), "aid")).alone_enough
    assert not rules.why_not(one(age=59, roaming=False), "aid").near_miss


@pytest.mark.parametrize(
    ("condition", "near", "far"),
    [
        ("counted_income <= standard", {"counted_income": "1100"}, {"counted_income": "1100.01"}),
        ("age(month_end) >= 60", {"born": date(1962, 6, 30)}, {"born": date(1962, 7, 1)}),
        ("age(month_start) >= 60", {"born": date(1962, 6, 1)}, {"born": date(1962, 6, 2)}),
        ("age(month_end) >= 60", {"age": 59}, {"age": 58}),
        ("clergy_years_apart >= 3", {"clergy_years_apart": 2}, {"clergy_years_apart": 1}),
    ],
)
def test_what_is_small(condition: str, near: dict[str, Any], far: dict[str, Any]) -> None:
    rules = book(condition)
    assert rules.why_not(one(**near), "aid").near_miss
    assert not rules.why_not(one(**far), "aid").near_miss


# Where nothing fails --------------------------------------------------------------


def test_nothing_is_told_of_what_is_granted_open_not_offered_or_not_on_record() -> None:
    rules, family = shenzhen(Member(id="a"), counted_income=Decimal(0))
    assert rules.why_not(family, "dibao").failing == ()
    whynot = rules.why_not(Household(members=(Member(id="a"),)), "dibao")
    assert (whynot.failing, whynot.near_miss) == ((), False)
    assert rules.why_not(family, "living_support").failing == ()
    assert rules.why_not(family, "home_adaptation").failing == ()


def test_of_an_open_scheme_nothing_fails_and_of_a_refused_one_what_certainly_does() -> None:
    rules = book("roaming and in_prison")
    assert rules.why_not(one(roaming=True), "aid").failing == ()
    assert [each.about.en for each in only(rules.why_not(one(roaming=False), "aid")).distances] == [
        "roaming or begging in the city",
        "in prison",
    ]


# Questions that are refused -------------------------------------------------------


@pytest.mark.parametrize(
    ("scheme", "person", "code"),
    [
        ("diabo", None, "input.unknown_scheme"),
        ("tekun", "c", "input.no_such_member"),
        ("dibao", "c", "input.no_such_member"),
        ("tekun", None, "input.person_needed"),
    ],
)
def test_a_question_that_is_refused(scheme: str, person: str | None, code: str) -> None:
    rules, couple = shenzhen(Member(id="a"), Member(id="b"))
    with pytest.raises(InputError) as caught:
        rules.why_not(couple, scheme, person)
    assert caught.value.code == code


def test_somebody_who_is_not_yet_born_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        book("roaming").why_not(one(born=date(2021, 7, 1)), "aid")
    assert caught.value.code == "input.born_later"


def test_one_person_need_not_be_named() -> None:
    whynot = book("roaming").why_not(one(roaming=False), "aid")
    assert (whynot.scheme, whynot.person, whynot.title.en) == ("aid", "a", "aid")


# For a terminal, and the catalogue ------------------------------------------------


@pytest.mark.parametrize("name", sorted(distance_words.DISTANCES))
def test_both_languages_fill_in_the_same_details(name: str) -> None:
    text = distance_words.DISTANCES[name]
    blanks = [
        {blank for _, blank, _, _ in Formatter().parse(each) if blank}
        for each in (text.zh, text.en)
    ]
    assert blanks[0] == blanks[1]
    assert not any("一" <= letter <= "鿿" for letter in text.en)


def test_the_example_of_the_documentation() -> None:
    document = Path(__file__).parents[2] / "docs" / "why-not.md"
    ran = doctest.testfile(str(document), module_relative=False, encoding="utf-8")
    assert (ran.failed, ran.attempted > 0) == (0, True)


# What small tables ask -------------------------------------------------------------


def test_a_grade_is_measured_against_a_figure_of_the_law() -> None:
    files = {
        "worst.yaml": figure("from: 2000-01-01, value: 2", unit="grade", name="worst"),
        "aid.yaml": aid(f"requires: {{it: disability.grade <= worst}}\n{GOODS}"),
    }
    rules = shelf(files).rulebook("440300", "2021-06")
    person = one(disability=Disability(kind="mental", grade=4))
    (distance,) = only(rules.why_not(person, "aid")).distances
    assert shown(distance, "en") == "grade of disability | 4 | at most 2 | 2 above"


@pytest.mark.parametrize(
    ("place", "region"),
    [
        ("440307", Text("在深圳市", "in Shenzhen")),
        ("445202", Text("在本市", "in this city")),
    ],
)
def test_a_region_without_tables_is_called_by_its_level(place: str, region: Text) -> None:
    files = {
        "gd/rc/place.yaml": 'place: {code: "445202", zh: 榕城区, en: Rongcheng}',
        "aid.yaml": aid(f"requires: {{it: 'within(hukou.place, city)'}}\n{GOODS}"),
    }
    rules = shelf(files).rulebook(place, "2021-06")
    (distance,) = only(rules.why_not(one(hukou=Hukou(place="110000")), "aid")).distances
    assert distance.limit == region


@pytest.mark.parametrize(
    ("on", "born", "turns"),
    [
        ("9930-01", date(9880, 1, 2), "turns 60 on 9940-01-02, from January 9940"),
        ("9990-01", date(9980, 1, 1), "50 years short of 60"),
    ],
)
def test_no_day_is_told_beyond_the_calendar(on: str, born: date, turns: str) -> None:
    rules = book("age(month_start) >= 60", on=on)
    (distance,) = only(rules.why_not(one(born=born), "aid")).distances
    assert distance.gap.en == turns.replace("January", "February")
    assert (distance.date is None) == (on == "9990-01")
