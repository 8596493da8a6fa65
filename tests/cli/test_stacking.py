"""Choices and exclusions on a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import civbenefits
from civbenefits.cli.stacking import OTHERS_SHOWN, stack_lines
from civbenefits.decisions.stacking import Choice, Combination, Excluded, Stack
from civbenefits.facts.household import Household, Property
from civbenefits.facts.member import Disability, Member, Parent
from civbenefits.presenting.layout import columns_of
from civbenefits.texts import Language, Text
from tests.currencies import YUAN


def lines(
    *members: Member, on: str = "2021-08", language: Language = "zh", compliant: bool = True
) -> list[str]:
    household = Household(members=members, property=Property(compliant=compliant))
    assumed, _ = civbenefits.assume_usual(household, "440300")
    book = civbenefits.rulebook("440300", on)
    titles = {each.scheme: each.title for each in book.assess(assumed).decisions}
    return stack_lines(book.stack(assumed), titles, YUAN.title, language)


def orphan(**facts: Any) -> Member:
    lost = (Parent(situation="dead"), Parent(situation="dead"))
    usual = {"born": date(2006, 2, 2), "incomes": (), "able_supporter": False, "parents": lost}
    return Member(id="a", **{**usual, **facts})


def flat(found: list[str]) -> str:
    """The text whatever the breaks of lines."""
    return "".join(line.strip() for line in found)


def test_the_best_comes_first_then_what_was_chosen_and_what_is_shut_out() -> None:
    text = flat(lines(orphan(chosen_scheme="tekun")))
    order = [
        "选择与互斥",
        "合计最高  3732.00 元/月  成员 a:孤儿基本生活费",
        "能否同时享受,未收录依据",
        "现有选择  2080.00 元/月  成员 a:特困人员救助供养(已选);每月少 1652.00 元",
        "未计入未收录的特困人员照料护理费",
        "不再享受  2080.00 元/月  成员 a:特困人员救助供养;选择「孤儿基本生活费」的",
        "特困人员认定办法(2021年修订) 第9条",
        "哪一种最高可能改变",
    ]
    places = [text.find(each) for each in order]
    assert -1 not in places
    assert places == sorted(places)


def test_in_english() -> None:
    found = lines(orphan(), language="en")
    assert found[0] == "Choices and exclusions"
    text = " ".join(line.strip() for line in found)
    assert "best       3732.00 yuan/month  member a: orphan allowance" in text
    assert "otherwise  2080.00 yuan/month" in text
    assert "shut out  2080.00 yuan/month" in text
    assert "another combination may turn out to be the best" in text


def test_only_what_differs_between_the_choices_is_put_beside_them() -> None:
    text = flat(lines(orphan()))
    assert "照料护理费" in text
    assert "长者" not in text


def test_without_a_choice_only_money_that_is_shut_out_is_worth_a_section() -> None:
    grown_up = Member(id="a", born=date(1980, 1, 1), incomes=())
    assert lines(grown_up) == []
    text = flat(lines(orphan(), on="2021-06"))
    assert "合计最高" not in text
    assert "不再享受  2080.00 元/月  成员 a:特困人员救助供养;享受「孤儿基本生活费」的" in text
    assert "可能改变" not in text


@pytest.mark.parametrize("columns", ["60", "100"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_lines_keep_to_the_width(
    columns: str, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    disability = Disability(kind="mental", grade=2, needs_long_care=True)
    found = lines(orphan(disability=disability), language=language)
    assert all(columns_of(line) <= int(columns) for line in found)
    assert all(line == line.rstrip() for line in found)


# What the built-in tables do not bring about -------------------------------------------

TITLES: Mapping[str, Text] = {"one": Text("甲", "one"), "two": Text("乙", "two")}


def combination(
    scheme: str, total: str, *, given: bool = False, exact: str | None = None
) -> Combination:
    return Combination(
        choices=(Choice("a", scheme, given),),
        total=Decimal(total),
        exact=exact,
        changes=0,
        persons=("a",),
        parts=(),
        beside=(),
        excluded=(),
    )


def test_of_many_combinations_the_first_are_shown_and_the_one_chosen() -> None:
    others = [combination("two", f"{10 + n}.00") for n in range(20, 0, -1)]
    chosen = combination("one", "1.00", given=True)
    stack = Stack(combination("one", "40.00"), (*others, chosen), (), True)
    found = stack_lines(stack, TITLES, YUAN.title, "zh")
    assert sum("其他选择" in line for line in found) == OTHERS_SHOWN
    assert sum("现有选择" in line for line in found) == 1
    assert "另有 12 种" in flat(found)


def test_equal_totals_exact_values_and_open_choices() -> None:
    best = combination("one", "6.67", exact="20/3")
    other = combination("two", "6.67", exact="20/3")
    stack = Stack(best, (other,), (Choice("b", "three", True),), False)
    text = flat(stack_lines(stack, TITLES, YUAN.title, "zh"))
    assert "精确值 20/3 元" in text
    assert "金额相同" in text
    assert "不知道能否这样选择:成员 b:three(已选)" in text


def test_an_exclusion_of_the_household_names_nobody() -> None:
    source = civbenefits.Source(
        "two",
        TITLES["two"],
        "法",
        None,
        None,
        None,
        None,
        "found",
        "000000",
        Text("全国", "the nation"),
        "nation",
        "2",
    )
    rule = Text("享受甲的,不享受乙", "who receives one does not receive two")
    excluded = Excluded("two", None, Decimal(5), None, "month", "one", "exclusive", rule, source)
    best = Combination((), Decimal(0), None, 0, (), (), (), (excluded,))
    assert stack_lines(Stack(best, (), (), True), TITLES, YUAN.title, "zh") == [
        "选择与互斥",
        "  不再享受  5 元/月  乙;享受甲的,不享受乙;法",
    ]
