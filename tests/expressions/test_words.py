"""Words by themselves: titles, remarks, lists, denials, numbers and values."""

from __future__ import annotations

from fractions import Fraction

import pytest

from civbenefits.expressions import nodes as n
from civbenefits.expressions import types as t
from civbenefits.expressions.types import Type
from civbenefits.expressions.wording import describe
from civbenefits.expressions.wording_en import EN
from civbenefits.expressions.wording_values import (
    choice_title,
    coin_text,
    figure_text,
    money_rate,
    number_text,
    share_text,
    unit_of,
    value_text,
)
from civbenefits.expressions.wording_zh import ZH
from civbenefits.facts.vocabulary import Fact
from civbenefits.texts import Text
from tests.currencies import YUAN
from tests.expressions.test_wording import Names, tree

MONTHLY = t.of_unit("yuan/person/month", YUAN)
PARENT = Fact("boolean", Text("父母在世", "parent's death is recorded"))


# Titles and lists -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "zh", "en"),
    [
        (Text("低保", "dibao"), "低保", "dibao"),
        (Text("财产,经认定", "property, as found"), "财产(经认定)", "property (as found)"),
        (Text("财产,", "property, "), "财产,", "property, "),
        (Text("甲,乙,丙", "a, b, c"), "甲,乙,丙", "a, b, c"),
        (Text("甲,乙或丙", "a, b or c"), "甲,乙或丙", "a, b or c"),
        (Text("甲(乙),丙", "a, b"), "甲(乙),丙", "a (b)"),
        (Text("甲,乙(丙)", "a, b (c)"), "甲,乙(丙)", "a, b (c)"),
        (Text("甲(乙),丙", "a (b), c"), "甲(乙),丙", "a (b), c"),
    ],
)
def test_what_a_title_says_after_a_comma_goes_into_brackets(title: Text, zh: str, en: str) -> None:
    assert EN.title(title) == en
    assert ZH.title(title) == zh


@pytest.mark.parametrize(
    ("text", "apart", "zh", "en"),
    [
        ("x", False, "x(y)", "x (y)"),
        ("x", True, "x(y)", "x (y)"),
        ("x (z)", False, "x (z,y)", "x (z, y)"),
        ("x (z)", True, "x (z)(y)", "x (z) (y)"),
    ],
)
def test_a_remark_joins_the_one_before_unless_it_stands_apart(
    text: str, apart: bool, zh: str, en: str
) -> None:
    assert (ZH.aside(text, "y", apart=apart), EN.aside(text, "y", apart=apart)) == (zh, en)


def test_a_remark_joins_the_one_before_by_default() -> None:
    assert EN.aside("x (z)", "y") == "x (z, y)"


@pytest.mark.parametrize(
    ("texts", "zh", "en"),
    [
        (["a"], "a", "a"),
        (["a", "b"], "a与b", "a and b"),
        (["a", "b", "c"], "a、b与c", "a, b and c"),
        (["a", "b", "c", "d"], "a、b、c与d", "a, b, c and d"),
    ],
)
def test_a_list(texts: list[str], zh: str, en: str) -> None:
    assert (ZH.listed(texts, ZH.pair), EN.listed(texts, EN.pair)) == (zh, en)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("a", False, False),
        ("a或b", True, False),
        ("a且b", True, False),
        ("a、b", True, False),
        ("a,b", True, False),
        ("a or b", False, True),
        ("a and b", False, True),
        ("a, b", True, True),
        ("for band", False, False),
    ],
)
def test_whether_a_text_has_a_connective_of_its_own(text: str, zh: bool, en: bool) -> None:
    assert (ZH.joins(text), EN.joins(text)) == (zh, en)


def test_a_quotation() -> None:
    assert (ZH.quote("甲"), EN.quote("a")) == ("“甲”", '"a"')


# Denials ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "denial"),
    [
        ("has a cataract", "has no cataract"),
        ("has an income", "has no income"),
        ("has died", "has not died"),
        ("is poor", "is not poor"),
        ("was poor", "was not poor"),
        ("can work", "cannot work"),
        ("may work", "may not work"),
        ("owns land", "does not own land"),
        ("draws money", "does not draw money"),
        ("holds a permit", "does not hold a permit"),
        ("lives alone", "does not live alone"),
        ("needs care", "does not need care"),
        ("receives dibao", "does not receive dibao"),
        ("qualifies for dibao", "does not qualify for dibao"),
        ("refused work", "did not refuse work"),
        ("local hukou", "no local hukou"),
        ("in prison", "not in prison"),
        ("aged", "not aged"),
        ("hasty", 'not "hasty"'),
        ("is poor but honest", 'not "is poor but honest"'),
        ("is poor, old", 'not "is poor, old"'),
        ("in prison but free", 'not "in prison but free"'),
        ("orphan", 'not "orphan"'),
        ("is is not", "is not is not"),
    ],
)
def test_an_english_denial(title: str, denial: str) -> None:
    assert EN.deny(title) == denial


@pytest.mark.parametrize(("head", "denial"), ZH.denials)
def test_a_chinese_denial(head: str, denial: str) -> None:
    assert ZH.deny(f"{head}甲") == f"{denial}甲"
    for mark in ZH.indivisible:
        assert ZH.deny(f"{head}甲{mark}乙") == f"不属于“{head}甲{mark}乙”的情形"


def test_verbs_are_how_titles_and_their_denials_begin() -> None:
    begin = {"has", "is", "was", "can", "may", "owns", "draws", "holds", "lives", "needs"}
    begin |= {"receives", "qualifies", "refused", "local"}
    deny = {"has", "is", "was", "cannot", "may", "does", "did", "no"}
    assert EN.verbs() == begin | deny


# Numbers ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "number", "share"),
    [
        (0, "0", "0"),
        (3, "3", "300%"),
        (-3, "-3", "-300%"),
        (Fraction(0), "0", "0"),
        (Fraction(3), "3", "300%"),
        (Fraction(1, 2), "0.5", "50%"),
        (Fraction(-1, 2), "-0.5", "-50%"),
        (Fraction(1, 3), "1/3", "1/3"),
        (Fraction(-4, 3), "-4/3", "-4/3"),
        (Fraction(1, 8), "0.125", "0.125"),
        (Fraction(1, 100), "0.01", "1%"),
        (Fraction(1, 10**6), "0.000001", "0.000001"),
        (Fraction(1, 10**7), "1/10000000", "1/10000000"),
        (Fraction(1230, 100), "12.3", "1230%"),
        (Fraction(10**9 + 1, 10), "100000000.1", "10000000010%"),
    ],
)
def test_a_number_and_a_share(value: int | Fraction, number: str, share: str) -> None:
    assert (number_text(value), share_text(value)) == (number, share)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (130000, "1300元/人/月", "1300 yuan/person/month"),
        (130050, "1300.50元/人/月", "1300.50 yuan/person/month"),
        (130001, "1300.01元/人/月", "1300.01 yuan/person/month"),
        (Fraction(130050), "1300.50元/人/月", "1300.50 yuan/person/month"),
        (Fraction(1, 2), "0.005元/人/月", "0.005 yuan/person/month"),
        (Fraction(100, 3), "1/3元/人/月", "1/3 yuan/person/month"),
        (0, "0元/人/月", "0 yuan/person/month"),
    ],
)
def test_money_in_a_sentence(value: int | Fraction, zh: str, en: str) -> None:
    assert figure_text(value, MONTHLY, "") == Text(zh, en)


UNITS = {
    "years": ("年", "year", "years"),
    "age": ("周岁", "year", "years"),
    "months": ("个月", "month", "months"),
    "days": ("天", "day", "days"),
    "hours": ("小时", "hour", "hours"),
    "persons": ("人", "person", "persons"),
    "times": ("次", "time", "times"),
    "abilities": ("项", "ability", "abilities"),
    "dwellings": ("套", "dwelling", "dwellings"),
}


@pytest.mark.parametrize("unit", UNITS)
def test_a_number_with_its_unit(unit: str) -> None:
    zh, one, many = UNITS[unit]
    type_ = Type("number", unit=unit)
    assert figure_text(1, type_, unit) == Text(f"1{zh}", f"1 {one}")
    assert figure_text(2, type_, unit) == Text(f"2{zh}", f"2 {many}")
    assert figure_text(0, type_, unit) == Text(f"0{zh}", f"0 {many}")
    assert figure_text(Fraction(1, 2), type_, unit) == Text(f"0.5{zh}", f"0.5 {many}")
    assert value_text(1, n.Const(type_, 1)) == Text(f"1 {zh}", f"1 {one}")
    assert value_text(2, n.Const(type_, 2)) == Text(f"2 {zh}", f"2 {many}")


def test_numbers_of_other_units() -> None:
    assert figure_text(1, t.NUMBER, "") == Text("1", "1")
    assert figure_text(2, t.NUMBER, "grade") == Text("2级", "2")
    assert figure_text(Fraction(1, 4), t.NUMBER, "ratio") == Text("25%", "25%")
    assert value_text(Fraction(1, 4), n.Const(Type("number", unit="ratio"), 0)) == Text(
        "25%", "25%"
    )


@pytest.mark.parametrize(
    ("expression", "aged", "zh"),
    [
        ("age(month_end)", False, "3 周岁"),
        ("age(month_end)", True, "3 周岁"),
        ("clergy_years_apart", False, "3 年"),
        ("clergy_years_apart", True, "3 周岁"),
        ("limit_months", True, "3 个月"),
        ("disability.grade", True, "3 级"),
    ],
)
def test_years_of_what_is_compared_with_an_age_are_years_of_life(
    expression: str, aged: bool, zh: str
) -> None:
    assert value_text(3, tree(expression), aged=aged).zh == zh


def test_years_are_years_unless_an_age_is_meant() -> None:
    assert value_text(3, tree("clergy_years_apart")).zh == "3 年"
    age = n.FactRef(t.YEARS, "self", ("age",), Fact("number", Text("年龄", "age")))
    other = n.FactRef(t.YEARS, "self", ("old", "age"), Fact("number", Text("年龄", "age")))
    assert (unit_of(age), unit_of(other), unit_of(tree("age(month_end)"))) == (
        "age",
        "years",
        "age",
    )


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (100, "1.00 元/人/月", "1.00 yuan/person/month"),
        (Fraction(100), "1.00 元/人/月", "1.00 yuan/person/month"),
        (Fraction(1, 2), "约 0.01 元/人/月", "about 0.01 yuan/person/month"),
        (Fraction(1, 3), "约 0.00 元/人/月", "about 0.00 yuan/person/month"),
        (0, "0.00 元/人/月", "0.00 yuan/person/month"),
    ],
)
def test_an_amount_that_something_came_to(value: int | Fraction, zh: str, en: str) -> None:
    assert value_text(value, n.Const(MONTHLY, 0)) == Text(zh, en)


@pytest.mark.parametrize(
    ("unit", "zh", "en"),
    [
        ("yuan/person/month", "元/人/月", "yuan/person/month"),
        ("yuan/household/year", "元/户/年", "yuan/household/year"),
        ("yuan/person", "元/人", "yuan/person"),
        ("yuan/household", "元/户", "yuan/household"),
        ("yuan/month", "元/月", "yuan/month"),
    ],
)
def test_what_money_is_per(unit: str, zh: str, en: str) -> None:
    assert money_rate(t.of_unit(unit, YUAN)) == Text(zh, en)


def test_money_of_no_currency_has_no_name() -> None:
    nameless = Type("money", per="person", period="month")
    assert money_rate(nameless) == Text("/人/月", "/person/month")
    assert coin_text(10, nameless) == Text("", "")
    assert coin_text(10, MONTHLY) == Text("角", "jiao")


def test_values_of_other_kinds() -> None:
    assert value_text("2001-02-03", n.Const(t.DATE, 0)) == Text("2001-02-03", "2001-02-03")
    assert value_text(20010203, n.Const(t.DATE, 0)) == Text("2001-02-03", "2001-02-03")
    assert value_text("mental", tree("disability.kind")) == Text("精神残疾", "mental")
    assert value_text("zebra", tree("disability.kind")) == Text("zebra", "zebra")
    assert value_text(True, n.Const(t.DATE, 0)) == Text("是", "yes")
    assert value_text(False, n.Const(MONTHLY, 0)) == Text("否", "no")


# Choices ----------------------------------------------------------------------------


def test_a_title_of_its_own_goes_before_that_of_the_vocabulary() -> None:
    own = Type("choice", choices=(("urban", Text("城里", "town")),))
    bare = Type("choice", choices=(("urban", Text("urban", "urban")),))
    among_others = Type(
        "choice", choices=(("urban", Text("urban", "urban")), ("zebra", Text("zebra", "zebra")))
    )
    assert choice_title("urban", own) == Text("城里", "town")
    assert choice_title("urban", bare) == Text("城镇", "urban")
    assert choice_title("urban", t.ANY) == Text("城镇", "urban")
    assert choice_title("urban", among_others) == Text("urban", "urban")
    assert choice_title("rural", own) == Text("农村", "rural")
    assert choice_title("zebra", own) == Text("zebra", "zebra")


# Loops ------------------------------------------------------------------------------


def test_what_the_title_of_an_item_repeats_of_its_name_is_left_out() -> None:
    body = n.FactRef(t.BOOLEAN, "p", ("recorded",), PARENT)
    node = n.Aggregate(t.BOOLEAN, "any", "parents", "self", "p", None, body)
    assert describe(node, Names()) == Text(
        "父母任一方在世", "for at least one parent: death is recorded"
    )
    assert describe(n.FactRef(t.BOOLEAN, "self", ("x",), PARENT), Names()) == PARENT.title


def test_a_part_of_loops_speaks_of_the_item_of_the_last() -> None:
    member = tree("any(m.in_prison for m in members)")
    income = tree("any(i.months > 6 for i in incomes)")
    assert isinstance(member, n.Aggregate)
    assert isinstance(income, n.Aggregate)
    names = Names()
    assert describe(member.body, names, {"m": "members"}) == Text("在监狱服刑", "in prison")
    assert describe(member.body, names, {"m": "members", "i": "incomes"}) == Text(
        "该成员在监狱服刑", "the member is in prison"
    )
    assert describe(income.body, names, {"m": "members", "i": "incomes"}) == Text(
        "所属月数超过6个月", "months covered is more than 6 months"
    )
    assert describe(income.body, names, {"i": "incomes", "m": "members"}) == Text(
        "该项收入的所属月数超过6个月", "the income's months covered is more than 6 months"
    )
    assert describe(tree("in_prison"), names, {"m": "members"}) == Text(
        "本人在监狱服刑", "the person is in prison"
    )
    assert describe(tree("in_prison"), names, {}) == Text("在监狱服刑", "in prison")


def test_after_a_loop_its_owner_is_spoken_of_again() -> None:
    found = describe(tree("any(m.in_prison for m in members) and in_prison"), Names())
    assert found.zh == "任一成员在监狱服刑,且在监狱服刑"
    assert found.en == "at least one member is in prison, and in prison"
