"""Dibao against sums done here with fractions: standard times persons, less the income."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

import civbenefits
from civbenefits import Household, Hukou, Income, Member, Residence, Study, Work
from tests.properties.situations import examples

SHENZHEN, GUANGZHOU = "440300", "440105"

STANDARDS: Final = {
    (SHENZHEN, "2014-05"): 620,
    (SHENZHEN, "2016-10"): 800,
    (SHENZHEN, "2017-03"): 900,
    (SHENZHEN, "2018-06"): 1070,
    (SHENZHEN, "2019-09"): 1160,
    (SHENZHEN, "2020-07"): 1250,
    (SHENZHEN, "2021-06"): 1300,
    (SHENZHEN, "2021-12"): 1300,
    (GUANGZHOU, "2017-03"): 900,
    (GUANGZHOU, "2020-07"): 1080,
    (GUANGZHOU, "2021-06"): 1120,
    (GUANGZHOU, "2021-12"): 1120,
}

SHARES: Final[Mapping[str, Fraction]] = {
    "wage": Fraction(1),
    "pension": Fraction(1),
    "rent": Fraction(1),
    "self_employment": Fraction(1),
    "public_post_wage": Fraction(1),
    "entitled_pension": Fraction(0),
    "disability_subsidy": Fraction(0),
    "tax_paid": Fraction(-1),
    "social_insurance_paid": Fraction(-1),
}
"""How far a kind of income counts, in both cities and all these months but for `share`."""


def share(kind: str, place: str, month: str) -> Fraction:
    if kind == "public_post_wage" and place == SHENZHEN and month < "2021-10":
        return Fraction(2, 3)
    if kind == "disability_subsidy" and place == GUANGZHOU:
        assert month >= "2016-01"
    return SHARES[kind]


incomes = st.builds(
    Income,
    kind=st.sampled_from(tuple(SHARES)),
    amount=st.integers(0, 400_000).map(lambda fen: Decimal(fen).scaleb(-2)),
    months=st.integers(1, 12),
)


@st.composite
def families(draw: st.DrawFn, place: str) -> Household:
    """Applicant, perhaps a spouse, children under 18 and perhaps a grown-up child."""
    ages = {"applicant": 40, "spouse": draw(st.integers(20, 59))}
    relations = ["applicant"]
    relations += draw(st.sampled_from(([], ["spouse"])))
    relations += draw(st.lists(st.sampled_from(("child", "grown-up")), max_size=3))
    members = [
        Member(
            id=f"{index}",
            relation="child" if relation == "grown-up" else relation,  # type: ignore[arg-type]
            age=ages.get(relation)
            or draw(st.integers(18, 24) if relation == "grown-up" else st.integers(0, 17)),
            hukou=Hukou(place=place, kind="urban"),
            residence=Residence(months_together=120),
            study=Study(full_time=False, level="none"),
            work=Work(employed=True),
            dependent=False,
            # A grown-up child who lives elsewhere is not counted.
            lives_with_household=relation != "grown-up",
            incomes=tuple(draw(st.lists(incomes, max_size=3))),
        )
        for index, relation in enumerate(relations)
    ]
    household, _ = civbenefits.assume_usual(Household(members=tuple(members)), place)
    return household


def is_inside(member: Member) -> bool:
    assert member.age is not None
    return member.relation != "child" or member.age < 18


def counted(household: Household, place: str, month: str) -> tuple[int, Fraction]:
    """How many persons are counted, and their income in yuan a month."""
    inside = [member for member in household.members if is_inside(member)]
    total = Fraction(0)
    for member in inside:
        for income in member.incomes or ():
            assert income.kind is not None
            assert income.months is not None
            amount = Fraction(str(income.amount))
            total += amount / income.months * share(income.kind, place, month)
    return len(inside), total


def half_up(yuan: Fraction) -> Decimal:
    return Decimal(math.floor(yuan * 100 + Fraction(1, 2))).scaleb(-2)


@examples(120)
@given(st.sampled_from(tuple(STANDARDS)), st.data())
def test_dibao_is_the_exact_shortfall(asked: tuple[str, str], data: st.DataObject) -> None:
    place, month = asked
    household = data.draw(families(place))
    persons, income = counted(household, place, month)
    due = persons * STANDARDS[asked] - max(Fraction(0), income)
    decision = civbenefits.rulebook(place, month).assess(household).of("dibao")
    if due <= 0:
        assert decision.verdict == "not_eligible"
        assert decision.amount is None
        return
    assert decision.verdict == "eligible"
    assert len(decision.persons) == persons
    assert decision.amount == half_up(due)
    whole_fen = (due * 100).denominator == 1
    assert decision.exact == (None if whole_fen else str(due))
    rounded = "amount_rounded" in {caveat.code for caveat in decision.caveats}
    assert rounded == (not whole_fen)


@examples(80)
@given(st.sampled_from(tuple(STANDARDS)), st.sampled_from((-1, 0, 1, None)), st.data())
def test_findings_are_added_up_exactly(
    asked: tuple[str, str], fen_from_the_line: int | None, data: st.DataObject
) -> None:
    place, month = asked
    family = data.draw(families(place))
    count = len(family.members)
    fen = data.draw(st.lists(st.integers(0, 60_000), min_size=count, max_size=count))
    inside = [index for index, member in enumerate(family.members) if is_inside(member)]
    line = len(inside) * STANDARDS[asked] * 100
    if fen_from_the_line is not None:
        fen[0] = line + fen_from_the_line - sum(fen[index] for index in inside[1:])
    yuan = [Decimal(each).scaleb(-2) for each in fen]
    members = tuple(
        replace(member, incomes=None, counted_income=amount)
        for member, amount in zip(family.members, yuan, strict=True)
    )
    household = replace(family, members=members)
    due = Decimal(line - sum(fen[index] for index in inside)).scaleb(-2)
    total = sum(yuan, Decimal(0))
    book = civbenefits.rulebook(place, month)
    for told in (household, replace(household, counted_income=total)):
        decision = book.assess(told).of("dibao")
        assert decision.verdict == ("eligible" if due > 0 else "not_eligible")
        assert decision.amount == (due if due > 0 else None)
        assert decision.exact is None
