"""Conditions and amounts in words: every expression is built from text, as the tables are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from civbenefits.dates import Start
from civbenefits.expressions import nodes as n
from civbenefits.expressions import types as t
from civbenefits.expressions.building import build
from civbenefits.expressions.site import Figures
from civbenefits.expressions.types import Type
from civbenefits.expressions.wording import describe, split_scheme_key, value_text
from civbenefits.expressions.wording_en import EN
from civbenefits.expressions.wording_zh import ZH
from civbenefits.facts.extending import BUILT_IN
from civbenefits.facts.household import Household
from civbenefits.facts.member import Member
from civbenefits.facts.vocabulary import Fact, facts_of
from civbenefits.tables.model import At, Citation, Entry, Source, Span
from civbenefits.texts import Text
from tests.currencies import YUAN

Of = Literal["person", "household"]
Number = int | Fraction | None

AT = At("test.yaml", 1, 1)
CITATION = Citation("document", None, "stated", None, AT, file=None, replaces=False)
SPAN = Span(Start(date(2021, 1, 1), "day"), None, AT, laid_over=False, replaces=False)


def source(text: str) -> Source:
    return Source(text, AT)


class Standard(NamedTuple):
    title: Text
    unit: str
    value: Number = None
    keyed: Mapping[str, Number] | None = None
    bands: Mapping[int, Number] | None = None
    by: str | None = None


STANDARDS = {
    "dibao_standard": Standard(Text("低保标准", "dibao standard"), "yuan/person/month", 1300),
    "tekun_standard": Standard(
        Text("特困人员基本生活标准", "basic living standard of tekun support"),
        "yuan/person/month",
        Fraction(2080),
    ),
    "odd_standard": Standard(
        Text("护理标准(全护理)", "care standard, full"), "yuan/person/month", Fraction("452.5")
    ),
    "third_standard": Standard(
        Text("三分之一标准", "standard of a third"), "yuan/household/month", Fraction(1000, 3)
    ),
    "unknown_standard": Standard(
        Text("临时救助金标准", "amount of temporary assistance"), "yuan/household"
    ),
    "cap": Standard(Text("殡葬减免上限", "cap on waived funeral fees"), "yuan/person", 1680),
    "other_cap": Standard(
        Text("非户籍人员殡葬减免上限", "cap on waived funeral fees without local hukou"),
        "yuan/person",
        1330,
    ),
    "orphan_standard": Standard(
        Text("孤儿基本生活标准", "living standard of orphans"),
        "yuan/person/month",
        keyed={"urban": 1000, "rural": None},
        by="hukou.kind",
    ),
    "old_age_standard": Standard(
        Text("高龄津贴标准", "old-age allowance"),
        "yuan/person/month",
        bands={70: 200, 80: 300},
        by="age(month_end)",
    ),
    "old_age_from": Standard(
        Text("高龄津贴起始年龄", "age from which the old-age allowance is paid"), "years", 80
    ),
    "counted_share": Standard(
        Text("收入计入份额", "share of an income that counts"),
        "ratio",
        keyed={"wage": 1, "honour_award": 0},
    ),
    "support_share": Standard(
        Text("生活扶助比例", "share of living support"), "ratio", Fraction(3, 10)
    ),
    "no_labour_grade": Standard(
        Text("无劳动能力等级", "grade without labour capability"),
        "grade",
        keyed={"mental": 3, "physical": 2},
    ),
    "wage": Standard(Text("最低工资", "the lowest wage"), "yuan/person/month", 2360),
    "limit_months": Standard(Text("限额月数", "months that assets may reach"), "months", 24),
}

DEFINITIONS: Mapping[str, tuple[Of, Type, Text]] = {
    "in_unit": ("person", t.BOOLEAN, Text("计入保障单元", "in the unit")),
    "registered": ("person", t.BOOLEAN, Text("本地户籍", "local hukou")),
    "local_hukou": ("person", t.BOOLEAN, Text("有本地户籍", "has local hukou")),
    "severely_disabled": (
        "person",
        t.BOOLEAN,
        Text("重度残疾(一、二级)", "severely disabled (grade 1 or 2)"),
    ),
    "parents_lost": (
        "person",
        t.BOOLEAN,
        Text("父母双亡、失踪或查找不到", "both parents dead, missing or not found"),
    ),
    "undecided": ("person", t.ANY, Text("属于其他困难", "is in other hardship")),
    "property_compliant": (
        "household",
        t.BOOLEAN,
        Text("财产符合规定", "property within the rules"),
    ),
    "own_counted_income": (
        "person",
        t.of_unit("yuan/person/month", YUAN),
        Text("本人可计入月收入", "own counted monthly income"),
    ),
    "unit_income": (
        "household",
        t.of_unit("yuan/household/month", YUAN),
        Text("保障单元可计入月收入", "counted monthly income of the unit"),
    ),
    "unit_size": ("household", t.PERSONS, Text("保障单元人数", "number of persons in the unit")),
}

SCHEMES: Mapping[str, tuple[Of, Text]] = {
    "dibao": ("household", Text("低保", "dibao")),
    "tekun": ("person", Text("特困人员救助供养", "tekun support")),
    "orphan_allowance": ("person", Text("孤儿基本生活费", "orphan allowance")),
}


class Names:
    """What names stand for and what they are called, in one imaginary place."""

    vocabulary = BUILT_IN
    currency = YUAN

    def figures(self, name: str) -> Figures | None:
        standard = STANDARDS.get(name)
        if standard is None:
            return None
        unit = t.of_unit(standard.unit, YUAN)
        if standard.value is None and standard.keyed is None and standard.bands is None:
            return Figures(unit, None)
        return Figures(unit, _entry(standard))

    def definition(self, name: str) -> tuple[Of, Type] | None:
        found = DEFINITIONS.get(name)
        return found[:2] if found else None

    def scheme(self, name: str) -> Of | None:
        found = SCHEMES.get(name)
        return found[0] if found else None

    def region(self, name: str) -> str | None:
        return {"here": "440307", "city": "440300", "province": "440000"}.get(name)

    def names(self) -> Iterable[str]:
        return [*STANDARDS, *DEFINITIONS, *SCHEMES]

    def standard(self, name: str) -> Text:
        return STANDARDS[name].title

    def rule(self, key: str) -> Text:
        parts = split_scheme_key(key)
        return SCHEMES[parts.scheme][1] if parts else DEFINITIONS[key][2]


def _entry(standard: Standard) -> Entry:
    def exact(value: Number) -> Fraction | None:
        return None if value is None else Fraction(value)

    keyed, bands = standard.keyed, standard.bands
    return Entry(
        span=SPAN,
        value=exact(standard.value),
        keyed=None if keyed is None else {key: exact(each) for key, each in keyed.items()},
        bands=None
        if bands is None
        else tuple((Fraction(low), exact(each)) for low, each in bands.items()),
        by=source(standard.by) if standard.by else None,
        derived=None,
        rounding=None,
        stated=None,
        at_least=None,
        cite=CITATION,
        at=AT,
    )


def tree(text: str, subject: Of = "person") -> n.Node:
    return build(source(text), Names(), subject)


def words(text: str, subject: Of = "person") -> Text:
    return describe(tree(text, subject), Names())


class Case(NamedTuple):
    of: Of
    expression: str
    expected: Text


def read_cases() -> Iterator[Any]:
    for name in ("wording.yaml", "wording_forms.yaml"):
        groups = yaml.safe_load(Path(__file__).with_name(name).read_text("utf-8"))
        for group, rows in groups.items():
            for row in rows:
                case = Case(row.get("of", "person"), row["is"], Text(row["zh"], row["en"]))
                yield pytest.param(case, id=f"{group}: {case.expression}")


CASES = tuple(read_cases())


@pytest.mark.parametrize("case", CASES)
def test_expressions_in_words(case: Case) -> None:
    assert words(case.expression, case.of) == case.expected


@pytest.mark.parametrize("case", CASES)
def test_brackets_and_quotation_marks_are_balanced(case: Case) -> None:
    text = words(case.expression, case.of)
    for one in (text.zh, text.en):
        assert one.count("(") == one.count(")")
        assert one.count("“") == one.count("”")
        assert one.count('"') % 2 == 0


def test_a_literal_that_has_no_title_anywhere_stands_for_itself() -> None:
    assert words("'zebra' if lives_alone else not_on_record").zh == (
        "如独居,则为zebra;否则依据未收录"
    )


def test_comparisons_of_dates() -> None:
    assert words("any(m.born < born for m in members)") == Text(
        "任一成员出生日期早于本人的出生日期",
        "at least one member's date of birth is before the person's date of birth",
    )


def test_a_detached_part_of_a_loop_can_be_described() -> None:
    loop = tree("any(m.in_prison for m in members)")
    assert isinstance(loop, n.Aggregate)
    assert describe(loop.body, Names()) == Text("该成员在监狱服刑", "the member is in prison")


# Denials ----------------------------------------------------------------------------


def boolean_facts(holder: type[Any] = Household) -> Iterator[Fact]:
    for fact in facts_of(holder).values():
        if fact.kind == "boolean":
            yield fact
        if fact.group is not None:
            yield from boolean_facts(fact.group)


def in_english(value: object) -> str:
    """A name for a test: pytest gives one of other letters another name the second time."""
    return "".join(filter(str.isascii, value.en if isinstance(value, Text) else str(value)))


@pytest.mark.parametrize(
    "title", [fact.title for fact in (*boolean_facts(Member), *boolean_facts())], ids=in_english
)
def test_every_fact_can_be_denied(title: Text) -> None:
    zh, en = ZH.deny(ZH.title(title)), EN.deny(EN.title(title))
    assert zh != ZH.title(title)
    assert en != EN.title(title)
    assert any(word in zh for word in ("不", "未", "没有", "非"))
    assert any(word in en for word in ("not ", "cannot ", " no "))


@pytest.mark.parametrize(
    ("title", "denial"),
    [
        (Text("患白内障", "has a cataract"), Text("未患白内障", "has no cataract")),
        (Text("已火化", "was cremated"), Text("未火化", "was not cremated")),
        (
            Text("需要长期照护(六个月以上)", "needs care for six months or more"),
            Text("不需要长期照护(六个月以上)", "does not need care for six months or more"),
        ),
        (
            Text("持有当地居住证", "holds a local residence permit"),
            Text("未持有当地居住证", "does not hold a local residence permit"),
        ),
        (
            Text("成年但不能独立生活", "adult unable to live independently"),
            Text("不属于“成年但不能独立生活”的情形", 'not "adult unable to live independently"'),
        ),
        (
            Text("财产状况符合规定(经认定)", "property within the rules, as found"),
            Text("财产状况不符合规定(经认定)", 'not "property within the rules (as found)"'),
        ),
    ],
    ids=in_english,
)
def test_denials(title: Text, denial: Text) -> None:
    assert Text(ZH.deny(ZH.title(title)), EN.deny(EN.title(title))) == denial


# Values -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expression", "expected"),
    [
        (True, "in_prison", Text("是", "yes")),
        (False, "in_prison", Text("否", "no")),
        (130000, "own_counted_income", Text("1300.00 元/人/月", "1300.00 yuan/person/month")),
        (-5, "own_counted_income", Text("-0.05 元/人/月", "-0.05 yuan/person/month")),
        (
            Fraction(100000, 3),
            "unit_income",
            Text("约 333.33 元/户/月", "about 333.33 yuan/household/month"),
        ),
        (168000, "cap", Text("1680.00 元/人", "1680.00 yuan/person")),
        (65, "age(month_end)", Text("65 周岁", "65 years")),
        (1, "age(month_end)", Text("1 周岁", "1 year")),
        (3, "clergy_years_apart", Text("3 年", "3 years")),
        (3, "unit_size", Text("3 人", "3 persons")),
        (1, "unit_size", Text("1 人", "1 person")),
        (12, "residence.months_together", Text("12 个月", "12 months")),
        (2, "disability.grade", Text("2 级", "2")),
        (4, "care.failed_abilities", Text("4 项", "4 abilities")),
        (Fraction(1, 2), "support_share", Text("50%", "50%")),
        (Fraction(1, 3), "support_share", Text("1/3", "1/3")),
        (Fraction(3, 2), "1 + 1/2", Text("1.5", "1.5")),
        ("mental", "disability.kind", Text("精神残疾", "mental")),
        ("urban", "'urban' if lives_alone else 'rural'", Text("城镇", "urban")),
        ("440307", "hukou.place", Text("440307", "440307")),
        (20010203, "born", Text("2001-02-03", "2001-02-03")),
        ("2001-02-03", "born", Text("2001-02-03", "2001-02-03")),
    ],
    ids=in_english,
)
def test_values_in_words(
    value: bool | int | Fraction | str, expression: str, expected: Text
) -> None:
    assert value_text(value, tree(expression)) == expected


@given(st.fractions(min_value=-(10**9), max_value=10**9))
def test_figures_in_sentences_are_exact(amount: Fraction) -> None:
    node = n.Const(t.of_unit("yuan/person/month", YUAN), amount, "dibao_standard")
    text = describe(node, Names())
    number = text.zh.removeprefix("低保标准(").removesuffix("元/人/月)")
    assert Fraction(number) * 100 == amount
    assert text.en == f"the dibao standard ({number} yuan/person/month)"


# Keys -------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["qualifies", "receives", "amount"])
@pytest.mark.parametrize("spread", [True, False])
def test_scheme_keys_come_apart_as_they_were_put_together(what: n.What, spread: bool) -> None:
    assert split_scheme_key(n.scheme_key("tekun", what, spread=spread)) == ("tekun", what, spread)


@pytest.mark.parametrize(
    "key", ["local_hukou", "tekun.requires.amount", "tekun.caveat.0", "tekun.amount.other"]
)
def test_other_keys_are_no_scheme_keys(key: str) -> None:
    assert split_scheme_key(key) is None
