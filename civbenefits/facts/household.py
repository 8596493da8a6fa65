"""A household: its members, its income and property, and the checks that it is coherent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal

from civbenefits.errors import InputError
from civbenefits.facts.member import Facts, Member, Relation
from civbenefits.facts.vocabulary import (
    EXPECTED,
    adopted_each,
    choice,
    choices,
    group,
    in_fen,
    money,
    whole,
    yes_no,
)

EmergencyKind = Literal["none", "fire", "accident", "sudden_illness", "disaster", "other"]
EMERGENCY_KINDS = choices(
    none=("无", "none"),
    fire=("火灾", "fire"),
    accident=("交通事故等意外事件", "traffic or other accident"),
    sudden_illness=("突发重大疾病", "sudden grave illness"),
    disaster=("自然灾害", "natural disaster"),
    other=("其他特殊困难", "other special hardship"),
)

MAX_MEMBERS = 1000

RAW_PROPERTY = (
    "financial_assets",
    "dwellings",
    "non_residential",
    "motor_vehicle",
    "business_registration",
)
"""What the office's finding ``property.compliant`` stands for."""

_GENERATIONS: Mapping[Relation, int] = {
    "grandparent": 2,
    "parent": 2,
    "applicant": 1,
    "child": 0,
    "grandchild": 0,
}
"""Who is surely older than whom: parents need not be younger than the grandparents of the
other side, nor grandchildren younger than every child."""


class Property(Facts):
    """Property: either the office's finding, or the raw facts against a limit on record."""

    compliant: bool | None = yes_no(
        "财产状况符合规定(经认定)",
        "property within the rules, as found",
        usual=True,
        ask=(
            "家里的财产有没有经民政部门认定为符合规定?",
            "Has the office found the property of the household to be within the rules?",
        ),
    )
    financial_assets: Decimal | None = money(
        "家庭金融资产",
        "financial assets of the household",
        "money/household",
        ask=(
            "全家的存款、股票、基金等一共值多少钱?",
            "How much do the household's savings, shares, funds and the like come to?",
        ),
    )
    financial_assets_fen: int | None = in_fen()
    dwellings: int | None = whole(
        "住房套数",
        "dwellings owned",
        "dwellings",
        high=1000,
        ask=("全家一共有几套住房?", "How many dwellings does the household own?"),
    )
    non_residential: bool | None = yes_no(
        "有非住宅类不动产",
        "owns non-residential real estate",
        ask=(
            "家里有没有商铺、写字楼、厂房等不是住宅的房产?",
            "Does the household own a shop, an office or other property that is no dwelling?",
        ),
    )
    motor_vehicle: bool | None = yes_no(
        "有应计入的机动车辆",
        "owns a motor vehicle that counts",
        ask=(
            "家里有没有应计入财产的汽车等机动车?",
            "Does the household own a car or other motor vehicle that counts?",
        ),
    )
    business_registration: bool | None = yes_no(
        "有应计入的工商登记",
        "has a business registration that counts",
        ask=(
            "家里有没有人开公司、办厂或有其他应计入的工商登记?",
            "Does anybody in the household have a business registration that counts?",
        ),
    )

    def __post_init__(self) -> None:
        Facts.__post_init__(self)
        if self.compliant is not None:
            for name in RAW_PROPERTY:
                if getattr(self, name) is not None:
                    raise InputError("input.finding_and_raw", path="compliant", other=name)


class Emergency(Facts):
    """What has struck the household."""

    kind: EmergencyKind | None = choice(
        "突发困难",
        "emergency",
        EMERGENCY_KINDS,
        usual="none",
        ask=(
            "家里最近遇到了哪一种突发的困难(没有就选「无」)?",
            "Which of these has struck the household lately (none if nothing has)?",
        ),
    )
    spending_beyond_means: bool | None = yes_no(
        "必需支出突然增加超出承受能力",
        "unavoidable spending beyond the household's means",
        usual=False,
        ask=(
            "家里必须花的钱是不是突然增加、超出了承受能力?",
            "Has spending that cannot be avoided suddenly gone beyond what the household can bear?",
        ),
    )
    basic_life_in_difficulty: bool | None = yes_no(
        "基本生活暂时出现严重困难(经认定)",
        "basic living in grave difficulty for now, as found",
        usual=False,
        ask=(
            "家里的基本生活现在是不是暂时有严重困难(经有关部门认定)?",
            "Did the office find the household's basic living in grave difficulty for now?",
        ),
    )


class Household(Facts):
    """The persons judged together, and what is known of them as a household.

    Attributes:
        members: one person or more.
        counted_income: total counted income of all members a month, as the office found it.
        of_member: the type of the members.
    """

    of_member: ClassVar[type[Member]] = Member

    members: tuple[Member, ...]
    counted_income: Decimal | None = money(
        "经核定的家庭可计入月收入",
        "counted monthly income of the household, as assessed",
        "money/household/month",
        ask=(
            "民政部门核定的全家每月收入是多少?",
            "How much a month did the office count as income of the whole household?",
        ),
    )
    counted_income_fen: int | None = in_fen()
    property: Property = group("财产", "property", Property)
    in_difficulty: bool | None = yes_no(
        "经认定为生活困难家庭",
        "found to be a household in difficulty",
        usual=False,
        ask=(
            "这个家庭有没有经民政部门认定为生活困难家庭?",
            "Has the office found this to be a household in difficulty?",
        ),
    )
    living_state_passed: bool | None = yes_no(
        "家庭生活状况评估通过",
        "living-state assessment passed",
        usual=True,
        ask=(
            "民政部门的家庭生活状况评估通过了吗?",
            "Did the household pass the office's assessment of its living conditions?",
        ),
    )
    emergency: Emergency = group("突发困难", "emergency", Emergency)
    price_linkage_triggered: bool | None = yes_no(
        "当月触发价格联动机制",
        "the price linkage is triggered this month",
        usual=False,
        ask=(
            "这个月当地有没有启动物价补贴(价格联动机制)?",
            "Has the price subsidy (price linkage) been triggered here this month?",
        ),
    )

    def __post_init__(self) -> None:
        Facts.__post_init__(self)
        if not isinstance(self.members, tuple):
            raise InputError("input.wrong_type", path="members", expected=EXPECTED["list"])
        if not self.members:
            raise InputError("input.no_members", path="members")
        if len(self.members) > MAX_MEMBERS:
            raise InputError("input.too_many_members", path="members", limit=MAX_MEMBERS)
        of, own = self.of_member, True
        seen: set[str] = set()
        applicants = 0
        for index, member in enumerate(self.members):
            own = own and type(member) is of
            if not isinstance(member, Member):
                raise InputError(
                    "input.wrong_type", path=f"members.{index}", expected=EXPECTED["group"]
                )
            if member.id in seen:
                raise InputError("input.duplicate_member", path=f"members.{index}.id")
            seen.add(member.id)
            applicants += member.relation == "applicant"
            if applicants > 1:
                raise InputError("input.two_applicants", path=f"members.{index}.relation")
        if not own:
            object.__setattr__(self, "members", adopted_each("members", self.members, of))
        _check_ages(self.members)
        _check_incomes(self)


def _check_ages(members: tuple[Member, ...]) -> None:
    """Refuse a child that is not younger than its parent, and so on down the generations."""
    _check_generations(members, [None if m.born is None else m.born.toordinal() for m in members])
    _check_generations(members, [None if m.age is None else -m.age for m in members])


def _check_generations(members: tuple[Member, ...], youth: list[int | None]) -> None:
    """Refuse two members out of order on one scale, on which the younger stands higher."""
    youngest: dict[int, tuple[int, int]] = {}
    ranked: list[tuple[int, int, int]] = []
    for index, (member, years) in enumerate(zip(members, youth, strict=True)):
        rank = None if member.relation is None else _GENERATIONS.get(member.relation)
        if rank is None or years is None:
            continue
        ranked.append((rank, years, index))
        youngest[rank] = max(youngest.get(rank, (years, index)), (years, index))
    for rank, years, index in ranked:
        for elder_rank, (elder_years, elder) in youngest.items():
            if elder_rank > rank and years <= elder_years:
                # The applicant is who the relations are about: the other one is named.
                named = elder if members[index].relation == "applicant" else index
                raise InputError("input.child_not_younger", path=f"members.{named}.relation")


def _check_incomes(household: Household) -> None:
    """An assessed total may stand beside members' findings only if they add up."""
    total = household.counted_income
    if total is None:
        return
    for index, member in enumerate(household.members):
        if member.incomes is not None:
            path = f"members.{index}.incomes"
            raise InputError("input.finding_and_raw", path=path, other="counted_income")
    found = [member.counted_income for member in household.members]
    known = [amount for amount in found if amount is not None]
    if len(known) == len(found) and sum(known) != total:
        raise InputError("input.incomes_do_not_add_up", path="counted_income")
    if sum(known) > total:
        raise InputError("input.incomes_do_not_add_up", path="counted_income")


def check_dates(household: Household, last_day: date) -> None:
    """Refuse a member who is not yet born on the last day judged.

    Raises:
        InputError: naming the member by position.
    """
    limit = last_day.year * 10000 + last_day.month * 100 + last_day.day
    for index, member in enumerate(household.members):
        if member.born_ymd is not None and member.born_ymd > limit:
            raise InputError("input.born_later", path=f"members.{index}.born")
