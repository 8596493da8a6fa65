"""What may be known of one person."""

from __future__ import annotations

from dataclasses import InitVar, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, dataclass_transform

from civbenefits.errors import InputError
from civbenefits.facts.identity import birth_date_of
from civbenefits.facts.incomes import INCOME_KINDS, IncomeKind
from civbenefits.facts.vocabulary import (
    HERE,
    check_facts,
    choice,
    choices,
    day,
    group,
    in_fen,
    listing,
    money,
    place,
    whole,
    yes_no,
)
from civbenefits.money import exact_quotient
from civbenefits.records import Data

Relation = Literal[
    "applicant", "spouse", "child", "parent", "grandparent", "grandchild", "sibling", "other"
]
RELATIONS = choices(
    applicant=("申请人", "applicant"),
    spouse=("配偶", "spouse"),
    child=("子女", "child"),
    parent=("父母", "parent"),
    grandparent=("祖父母或外祖父母", "grandparent"),
    grandchild=("孙子女或外孙子女", "grandchild"),
    sibling=("兄弟姐妹", "brother or sister"),
    other=("其他人", "other"),
)

HukouKind = Literal["urban", "rural"]
HUKOU_KINDS = choices(urban=("城镇", "urban"), rural=("农村", "rural"))

DisabilityKind = Literal[
    "none", "visual", "hearing", "speech", "physical", "intellectual", "mental", "multiple"
]
DISABILITY_KINDS = choices(
    none=("无残疾", "none"),
    visual=("视力残疾", "visual"),
    hearing=("听力残疾", "hearing"),
    speech=("言语残疾", "speech"),
    physical=("肢体残疾", "physical"),
    intellectual=("智力残疾", "intellectual"),
    mental=("精神残疾", "mental"),
    multiple=("多重残疾", "multiple"),
)

StudyLevel = Literal["none", "preschool", "compulsory", "high", "vocational", "bachelor", "higher"]
STUDY_LEVELS = choices(
    none=("未在学", "not in school"),
    preschool=("学前教育", "preschool"),
    compulsory=("义务教育", "compulsory schooling"),
    high=("普通高中", "high school"),
    vocational=("中等或高等职业教育", "vocational school"),
    bachelor=("本科或专科", "college up to bachelor"),
    higher=("研究生", "postgraduate"),
)

CareSetting = Literal["home", "institution", "public_home"]
CARE_SETTINGS = choices(
    home=("居家或散居", "at home, not in an institution"),
    institution=("机构养育或供养", "raised or kept in an institution"),
    public_home=("公办机构免费供养", "kept free of charge in a public home"),
)

ParentSituation = Literal[
    "able",
    "dead",
    "declared_missing",
    "not_found",
    "disabled",
    "seriously_ill",
    "serving_sentence",
    "drug_detention",
    "other_detention",
    "out_of_contact",
    "custody_revoked",
    "deported",
]
PARENT_SITUATIONS = choices(
    able=("能够履行抚养义务", "able to raise the child"),
    dead=("死亡", "dead"),
    declared_missing=("被法院宣告失踪", "declared missing by a court"),
    not_found=("查找不到", "not found"),
    disabled=("残疾", "disabled"),
    seriously_ill=("患重病", "gravely ill"),
    serving_sentence=("服刑在押", "serving a sentence"),
    drug_detention=("强制隔离戒毒", "in compulsory drug detention"),
    other_detention=("被执行其他限制人身自由的措施", "under another measure restricting liberty"),
    out_of_contact=("失联", "out of contact"),
    custody_revoked=("被撤销监护资格", "custody revoked by a court"),
    deported=("被遣送(驱逐)出境", "deported or expelled"),
)

ChosenScheme = Literal["tekun", "orphan_allowance", "unsupported_child_allowance"]
CHOSEN_SCHEMES = choices(
    tekun=("特困人员救助供养", "tekun support"),
    orphan_allowance=("孤儿基本生活费", "orphan allowance"),
    unsupported_child_allowance=("事实无人抚养儿童基本生活补贴", "unsupported child allowance"),
)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field, in_fen))
class Facts(Data):
    """A record of facts; every field may be unknown (None)."""

    def __post_init__(self, *init_only: Any) -> None:
        check_facts(self)


class Hukou(Facts):
    """Where and how a person's household registration is kept."""

    place: str | None = place("户籍所在地", "place of hukou", usual=HERE)
    kind: HukouKind | None = choice("户籍类别", "kind of hukou", HUKOU_KINDS)
    separate_book: bool | None = yes_no("单独立户", "has a separate hukou book")
    can_register_separately: bool | None = yes_no(
        "能够单独立户", "can register a separate hukou book"
    )
    original_villager: bool | None = yes_no("原村民", "original villager", usual=False)


class Residence(Facts):
    """Where a person lives."""

    place: str | None = place("居住地", "place of residence", usual=HERE)
    permanent: bool | None = yes_no("常住", "permanent resident", usual=True)
    permit: bool | None = yes_no("持有当地居住证", "holds a local residence permit")
    months_together: int | None = whole(
        "与本地户籍家人连续共同居住月数",
        "months lived here continuously with the member who has local hukou",
        "months",
        high=1200,
    )


class Disability(Facts):
    """The disability card; ``kind="none"`` says there is none."""

    kind: DisabilityKind | None = choice(
        "残疾类别", "kind of disability", DISABILITY_KINDS, usual="none"
    )
    grade: int | None = whole("残疾等级", "grade of disability", "grade", low=1, high=4)
    needs_long_care: bool | None = yes_no(
        "需要长期照护(六个月以上)", "needs care for six months or more"
    )

    def __post_init__(self) -> None:
        Facts.__post_init__(self)
        if self.kind == "none" and self.grade is not None:
            raise InputError("input.grade_without_disability", path="grade")


class Illness(Facts):
    """Illness as the office has found it."""

    serious: bool | None = yes_no(
        "患本地目录内的重病", "gravely ill by the local list", usual=False
    )
    unfit_for_work: bool | None = yes_no(
        "长期重病不能从事劳动", "long-term grave illness, unfit for work", usual=False
    )
    hiv_infected: bool | None = yes_no("感染艾滋病病毒", "HIV-infected", usual=False)
    cataract: bool | None = yes_no("患白内障", "has a cataract", usual=False)
    long_hospital_stay: bool | None = yes_no("长期住院", "in hospital for a long time", usual=False)


class Work(Facts):
    """Work and capacity for it."""

    employed: bool | None = yes_no("就业", "has a job")
    no_labour_capability: bool | None = yes_no(
        "经认定无劳动能力", "found to have no labour capability", usual=False
    )
    idle_without_reason: bool | None = yes_no(
        "有劳动能力而无正当理由未就业", "able to work but idle without good reason", usual=False
    )
    refused_three_times: bool | None = yes_no(
        "连续三次拒绝介绍的适当工作", "refused suitable work three times running", usual=False
    )


class Study(Facts):
    """Schooling."""

    full_time: bool | None = yes_no("全日制在校", "in full-time study")
    level: StudyLevel | None = choice("就读阶段", "level of study", STUDY_LEVELS)


class Care(Facts):
    """Who cares for the person, and how much help is needed."""

    setting: CareSetting | None = choice("照料方式", "care setting", CARE_SETTINGS, usual="home")
    failed_abilities: int | None = whole(
        "六项自理能力中不能完成的项数",
        "how many of the six daily abilities are lost",
        "abilities",
        high=6,
    )
    disabled_in_function: bool | None = yes_no("失能", "unable to care for self", usual=False)


class Parent(Facts):
    """One of a child's two parents."""

    situation: ParentSituation | None = choice("父母情形", "parent's situation", PARENT_SITUATIONS)
    months: int | None = whole(
        "该情形持续或刑期月数", "months it lasts or has lasted", "months", high=1200
    )
    disability: Disability = group("父母残疾", "parent's disability", Disability)


class Income(Facts):
    """Money of one kind received (or, for deductible kinds, paid) over a period.

    Attributes:
        kind: the kind of income.
        amount: total over the period, in yuan.
        months: how many months the total covers.
    """

    kind: IncomeKind | None = choice("收入种类", "kind of income", INCOME_KINDS)
    amount: Decimal | None = money("收入金额", "amount", "yuan/person")
    amount_fen: int | None = in_fen()
    months: int | None = whole("所属月数", "months covered", "months", low=1, high=120)
    monthly: Fraction | int | None = field(default=None, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        Facts.__post_init__(self)
        if self.amount_fen is not None and self.months is not None:
            object.__setattr__(self, "monthly", exact_quotient(self.amount_fen, self.months))


class Member(Facts):
    """One person. Only ``id`` is required; it may be any label the caller likes.

    ``born``, ``age`` and ``id_number`` are three ways to give the age: at most one of
    ``born`` and ``age``; an identity number supplies (or must agree with) ``born`` and
    is not kept.
    """

    id: str
    relation: Relation | None = choice("与申请人关系", "relation to the applicant", RELATIONS)
    born: date | None = day("出生日期", "date of birth")
    age: int | None = whole("年龄(周岁)", "age in full years", "years", high=150)
    id_number: InitVar[str | None] = None
    hukou: Hukou = group("户籍", "hukou", Hukou)
    residence: Residence = group("居住", "residence", Residence)
    lives_with_household: bool | None = yes_no(
        "长期共同居住", "lives with the household long-term", usual=True
    )
    legally_supported: bool | None = yes_no(
        "与申请人有法定赡养抚养扶养义务关系",
        "bound to the applicant by a legal support duty",
        usual=True,
    )
    dependent: bool | None = yes_no("成年但不能独立生活", "adult unable to live independently")
    lives_alone: bool | None = yes_no("独居", "lives alone")
    empty_nest: bool | None = yes_no("空巢", "empty-nest elder")
    counted_income: Decimal | None = money(
        "经核定的本人可计入月收入", "own counted monthly income, as assessed", "yuan/person/month"
    )
    counted_income_fen: int | None = in_fen()
    incomes: tuple[Income, ...] | None = listing("各项收入", "incomes, complete list", Income)
    disability: Disability = group("残疾", "disability", Disability)
    illness: Illness = group("疾病", "illness", Illness)
    work: Work = group("劳动就业", "work", Work)
    study: Study = group("就学", "study", Study)
    care: Care = group("照料", "care", Care)
    parents: tuple[Parent, ...] | None = listing("父母双方", "both parents", Parent)
    recognised_orphan_as_minor: bool | None = yes_no(
        "未满十八周岁时已认定为孤儿", "was recognised as an orphan while under 18", usual=False
    )
    able_supporter: bool | None = yes_no(
        "有具备履行能力的法定赡养抚养扶养义务人",
        "has a legally bound supporter able to support",
        usual=True,
    )
    in_prison: bool | None = yes_no("在监狱服刑", "in prison", usual=False)
    in_labour_reeducation: bool | None = yes_no(
        "被劳动教养", "in re-education through labour", usual=False
    )
    in_drug_detention: bool | None = yes_no(
        "强制隔离戒毒", "in compulsory drug detention", usual=False
    )
    declared_missing: bool | None = yes_no("被宣告失踪", "declared missing", usual=False)
    clergy_years_apart: int | None = whole(
        "脱离家庭在宗教场所居住年数",
        "years lived in a religious place apart from the family",
        "years",
        high=120,
        usual=0,
    )
    chosen_scheme: ChosenScheme | None = choice(
        "选择享受的待遇", "scheme chosen where only one may be had", CHOSEN_SCHEMES
    )
    work_injury_nursing: bool | None = yes_no(
        "领取工伤保险生活护理费", "draws work-injury nursing money", usual=False
    )
    other_living_allowance: Decimal | None = money(
        "其他福利性生活补贴",
        "other welfare-type living allowance",
        "yuan/person/month",
        usual=Decimal(0),
    )
    other_living_allowance_fen: int | None = in_fen()
    other_nursing_allowance: Decimal | None = money(
        "其他福利性护理补贴",
        "other welfare-type nursing allowance",
        "yuan/person/month",
        usual=Decimal(0),
    )
    other_nursing_allowance_fen: int | None = in_fen()
    unemployment_benefit: bool | None = yes_no(
        "领取失业保险金", "draws unemployment benefit", usual=False
    )
    entitled_group: bool | None = yes_no(
        "享受抚恤补助的优抚对象", "in a 优抚 group drawing regular money", usual=False
    )
    conscript: bool | None = yes_no("现役义务兵", "serving conscript", usual=False)
    roaming: bool | None = yes_no("正在流浪乞讨", "roaming or begging in the city", usual=False)
    can_provide_food_and_lodging: bool | None = yes_no(
        "自身能够解决食宿", "can provide own food and lodging", usual=True
    )
    has_relative_to_turn_to: bool | None = yes_no(
        "有亲友可以投靠", "has a relative or friend to turn to", usual=True
    )
    assisted_elsewhere: bool | None = yes_no(
        "在别处享受低保或特困(五保)供养", "draws dibao or tekun support elsewhere", usual=False
    )
    deceased: bool | None = yes_no("已去世", "has died", usual=False)
    cremated: bool | None = yes_no("已火化", "was cremated", usual=False)
    death_place: str | None = place("死亡地点", "place of death", usual=HERE)
    cremation_place: str | None = place("火化地点", "place of cremation", usual=HERE)
    born_ymd: int | None = field(default=None, init=False, repr=False, compare=False)

    def __post_init__(self, id_number: str | None) -> None:
        if not isinstance(self.id, str) or not 1 <= len(self.id) <= 64 or not _plain(self.id):
            raise InputError("input.bad_member_id", path="id")
        check_facts(self)
        if id_number is not None:
            born = birth_date_of(id_number)
            if self.born is not None and self.born != born:
                raise InputError("input.identity_contradicts_birth", path="id_number")
            object.__setattr__(self, "born", born)
        if self.born is not None:
            if self.age is not None:
                raise InputError("input.age_and_birth", path="age")
            ymd = self.born.year * 10000 + self.born.month * 100 + self.born.day
            object.__setattr__(self, "born_ymd", ymd)
        if self.counted_income is not None and self.incomes is not None:
            raise InputError("input.finding_and_raw", path="incomes", other="counted_income")
        if self.parents is not None and len(self.parents) != 2:
            raise InputError("input.parents_not_two", path="parents")


def _plain(label: str) -> bool:
    """Whether a label can be shown as it is: no control characters, not all blank."""
    return label.isprintable() and not label.isspace()
