from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from civbenefits import Assessment, Caveat, Condition, Decision, MissingFact, Source, Text
from civbenefits.cli.report import report

SOURCE = Source(
    supports="aid",
    title=Text("甲项", "scheme A"),
    document="办法",
    number="民发〔2021〕1号",
    issuer="民政部",
    issued=None,
    part=Text("第4条", "article 4"),
    known="reported",
    place="000000",
    place_name=Text("全国", "the nation"),
    level="nation",
    since=None,
)

DECISION = Decision(
    scheme="aid",
    title=Text("甲项", "scheme A"),
    persons=("1",),
    verdict="eligible",
    qualifies=True,
    amount=Decimal("100.00"),
    period="month",
    exact=None,
    provides=None,
    lacks=None,
    bounds=None,
    conditions=(),
    missing=(),
    caveats=(),
    sources=(SOURCE,),
)

AGE = Text("年龄", "age")


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")


def shown(*decisions: Decision, language: str = "zh") -> str:
    assessment = Assessment(
        place="440300",
        place_name=Text("深圳市", "Shenzhen"),
        currency="CNY",
        currency_name=Text("元", "yuan"),
        month="2021-06",
        rules="0123456789abcdef",
        assumptions=(),
        caveats=(),
        total=None,
        question=None,
        decisions=decisions,
    )
    return report(assessment, "en" if language == "en" else "zh")


def for_persons(decision: Decision, *persons: str) -> list[Decision]:
    return [replace(decision, persons=(person,)) for person in persons]


def test_persons_with_the_same_amount_share_a_line_and_all_count() -> None:
    text = shown(
        *for_persons(DECISION, "1", "2", "3"), replace(DECISION, persons=("4",), amount=Decimal(1))
    )
    assert "  甲项      每人 100.00 元/月  成员 1、2、3" in text
    assert "301.00 元/月" in text


def test_household_scheme_names_whom_it_covers() -> None:
    household = replace(DECISION, scheme="home", persons=("1", "2"))
    others = for_persons(replace(DECISION, verdict="not_eligible", amount=None), "1", "2", "3")
    assert "100.00 元/月  保障成员 1、2" in shown(household, *others)


def test_total_leaves_out_what_is_not_monthly() -> None:
    yearly = replace(DECISION, scheme="b", amount=Decimal("9.00"), period="year")
    once = replace(DECISION, scheme="c", amount=Decimal("8.00"), period="once")
    text = shown(DECISION, once, yearly)
    assert text.index("100.00 元/月") < text.index("9.00 元/年") < text.index("8.00 元(一次性)")
    assert "  每月合计     100.00 元/月" in text
    assert "每月合计" not in shown(yearly, once)


def test_total_says_where_drawing_together_is_doubtful() -> None:
    doubt = Caveat("combination_unknown", "aid", Text("能否同享未收录", "not on record"))
    text = shown(replace(DECISION, caveats=(doubt,)))
    assert "能否同时享受未收录依据,见提示 (1)" in text


def test_amount_that_waits_and_amount_off_record() -> None:
    missing = MissingFact("members.1.age", "1", AGE)
    waits = shown(replace(DECISION, amount=None, missing=(missing,)))
    assert "金额待定;还需知道:年龄" in waits
    assert "每月合计" not in waits
    lacks = Text("未收录:标准", "not on record: standard")
    assert "金额未收录;未收录:标准" in shown(replace(DECISION, amount=None, lacks=lacks))
    apart = shown(replace(DECISION, verdict="not_on_record", amount=None, lacks=lacks))
    assert "\n符合条件,但金额或依据未收录\n" in apart


def test_exact_value_is_told() -> None:
    assert "exactly 100/3 yuan" in shown(replace(DECISION, exact="100/3"), language="en")


def test_missing_facts_of_several_persons() -> None:
    open_ = replace(DECISION, verdict="undetermined", qualifies=None, amount=None)
    decisions = [
        replace(
            each, missing=(MissingFact(f"members.{each.persons[0]}.age", each.persons[0], AGE),)
        )
        for each in for_persons(open_, "1", "2")
    ]
    told = replace(open_, persons=("3",), verdict="not_eligible", qualifies=False)
    assert "成员 1、2;还需知道:年龄\n" in shown(*decisions, told)


def test_the_first_failing_condition_and_how_many_more() -> None:
    conditions = (
        Condition("a", Text("第一项", "first"), True, ()),
        Condition("b", Text("第二项", "second"), False, ()),
        Condition("c", Text("第三项", "third"), False, ()),
        Condition("d", Text("第四项", "fourth"), None, ()),
    )
    refused = replace(
        DECISION, verdict="not_eligible", qualifies=False, amount=None, conditions=conditions
    )
    assert "  甲项  不满足:第二项(另有 1 项)\n" in shown(refused)


def test_sources_are_numbered_once() -> None:
    other = replace(DECISION, scheme="b", sources=(replace(SOURCE, supports="b", part=None),))
    text = shown(DECISION, other)
    assert text.count("依据 [1]") == 2
    assert "  [1] 办法,民发〔2021〕1号,民政部。用于:甲项(第4条;转述)、甲项(转述)" in text


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("known_reported", "来自媒体或他人转述,未核对原文:"),
        ("start_known_to_year", "只知道自当年起施行,具体月份未收录:"),
        ("start_known_to_month", "只知道自当月起施行,具体日期未收录:"),
    ],
)
def test_caveats_that_several_share_come_together(code: str, told: str) -> None:
    caveats = tuple(Caveat(code, name, Text(name, name)) for name in ("aid", "standard"))
    figure = replace(SOURCE, supports="standard", title=Text("标准", "standard"))
    text = shown(replace(DECISION, caveats=caveats, sources=(SOURCE, figure)))
    assert f"  (1) {told}甲项、标准\n" in text
