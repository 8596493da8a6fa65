"""The groups of facts that a person or a parent is described by."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, dataclass_transform

from civbenefits.errors import InputError
from civbenefits.facts.choices import (
    CARE_SETTINGS,
    DISABILITY_KINDS,
    HUKOU_KINDS,
    INCOME_KINDS,
    PARENT_SITUATIONS,
    STUDY_LEVELS,
    CareSetting,
    DisabilityKind,
    HukouKind,
    IncomeKind,
    ParentSituation,
    StudyLevel,
)
from civbenefits.facts.vocabulary import (
    HERE,
    check_facts,
    choice,
    group,
    in_fen,
    money,
    place,
    whole,
    yes_no,
)
from civbenefits.money import exact_quotient
from civbenefits.records import Data, field


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field, in_fen))
class Facts(Data):
    """A record of facts; every field may be unknown (None).

    Attributes:
        built_in: the type itself, or the one that tables have declared more facts for.
    """

    built_in: ClassVar[type[Any]]

    def __init_subclass__(cls) -> None:
        """A type that extends a built-in one is of the same kin."""
        super().__init_subclass__()
        cls.built_in = cls.__dict__.get("built_in") or cls

    def __post_init__(self, *init_only: Any) -> None:
        check_facts(self)


class Hukou(Facts):
    """Where and how a person's household registration is kept."""

    place: str | None = place(
        "户籍所在地",
        "place of hukou",
        usual=HERE,
        ask=("这个人的户口在哪里?", "Where is this person's hukou registered?"),
    )
    kind: HukouKind | None = choice(
        "户籍类别",
        "kind of hukou",
        HUKOU_KINDS,
        ask=("这个人的户口是城镇还是农村?", "Is this person's hukou urban or rural?"),
    )
    separate_book: bool | None = yes_no(
        "单独立户",
        "has a separate hukou book",
        ask=(
            "这个人有没有自己单独的户口本(不和家人在一本上)?",
            "Does this person have a hukou book of their own, apart from the family's?",
        ),
    )
    can_register_separately: bool | None = yes_no(
        "能够单独立户",
        "can register a separate hukou book",
        ask=("这个人能不能单独立一个户口本?", "Could this person get a hukou book of their own?"),
    )
    original_villager: bool | None = yes_no(
        "原村民",
        "original villager",
        usual=False,
        ask=("这个人是不是本地的原村民?", "Is this person one of the original villagers here?"),
    )


class Residence(Facts):
    """Where a person lives."""

    place: str | None = place(
        "居住地",
        "place of residence",
        usual=HERE,
        ask=("这个人现在住在哪里?", "Where does this person live now?"),
    )
    permanent: bool | None = yes_no(
        "常住",
        "permanent resident",
        usual=True,
        ask=("这个人是不是长期住在这里?", "Does this person live here permanently?"),
    )
    permit: bool | None = yes_no(
        "持有当地居住证",
        "holds a local residence permit",
        ask=("这个人有没有本地的居住证?", "Does this person hold a local residence permit?"),
    )
    months_together: int | None = whole(
        "与本地户籍家人连续共同居住月数",
        "months lived here continuously with the member who has local hukou",
        "months",
        high=1200,
        ask=(
            "这个人和有本地户口的家人在这里连续同住了几个月?",
            "How many months in a row has this person lived here with the local relative?",
        ),
    )


class Disability(Facts):
    """The disability card; ``kind="none"`` says there is none."""

    kind: DisabilityKind | None = choice(
        "残疾类别",
        "kind of disability",
        DISABILITY_KINDS,
        usual="none",
        ask=(
            "残疾人证上写的是哪一类(没有残疾人证就选「无残疾」)?",
            "Which kind of disability is on the disability card (without a card: none)?",
        ),
    )
    grade: int | None = whole(
        "残疾等级",
        "grade of disability",
        "grade",
        low=1,
        high=4,
        ask=(
            "残疾人证上写的是几级(一级最重)?",
            "Which grade is on the disability card (1 is the gravest)?",
        ),
    )
    needs_long_care: bool | None = yes_no(
        "需要长期照护(六个月以上)",
        "needs care for six months or more",
        ask=(
            "这个人是不是因为残疾需要别人长期照护(半年以上)?",
            "Does the disability mean being cared for over half a year or more?",
        ),
    )

    def __post_init__(self) -> None:
        Facts.__post_init__(self)
        if self.kind == "none" and self.grade is not None:
            raise InputError("input.grade_without_disability", path="grade")


class Illness(Facts):
    """Illness as the office has found it."""

    serious: bool | None = yes_no(
        "患本地目录内的重病",
        "gravely ill by the local list",
        usual=False,
        ask=(
            "这个人有没有患上本地重病目录里的病?",
            "Does this person have an illness on the local list of grave illnesses?",
        ),
    )
    unfit_for_work: bool | None = yes_no(
        "长期重病不能从事劳动",
        "long-term grave illness, unfit for work",
        usual=False,
        ask=(
            "这个人是不是因为长期重病不能劳动?",
            "Is this person unable to work because of a long, grave illness?",
        ),
    )
    hiv_infected: bool | None = yes_no(
        "感染艾滋病病毒",
        "HIV-infected",
        usual=False,
        ask=(
            "这个人有没有感染艾滋病病毒(不便说可以答不知道)?",
            "Is this person infected with HIV (you may answer that you do not know)?",
        ),
    )
    cataract: bool | None = yes_no(
        "患白内障",
        "has a cataract",
        usual=False,
        ask=("这个人有没有白内障?", "Does this person have a cataract?"),
    )
    long_hospital_stay: bool | None = yes_no(
        "长期住院",
        "in hospital for a long time",
        usual=False,
        ask=("这个人是不是长期住在医院里?", "Has this person been in hospital for a long time?"),
    )


class Work(Facts):
    """Work and capacity for it."""

    employed: bool | None = yes_no(
        "就业", "has a job", ask=("这个人现在有没有工作?", "Does this person have a job now?")
    )
    no_labour_capability: bool | None = yes_no(
        "经认定无劳动能力",
        "found to have no labour capability",
        usual=False,
        ask=(
            "这个人有没有经有关部门认定为无劳动能力?",
            "Has the office found that this person is not able to work?",
        ),
    )
    idle_without_reason: bool | None = yes_no(
        "有劳动能力而无正当理由未就业",
        "able to work but idle without good reason",
        usual=False,
        ask=(
            "这个人是不是能劳动、却没有正当理由不去工作?",
            "Is this person able to work but without work for no good reason?",
        ),
    )
    refused_three_times: bool | None = yes_no(
        "连续三次拒绝介绍的适当工作",
        "refused suitable work three times running",
        usual=False,
        ask=(
            "这个人是不是连续三次拒绝了介绍的合适工作?",
            "Has this person refused suitable work three times running?",
        ),
    )


class Study(Facts):
    """Schooling."""

    full_time: bool | None = yes_no(
        "全日制在校",
        "in full-time study",
        ask=("这个人是不是全日制在校学生?", "Is this person a full-time student?"),
    )
    level: StudyLevel | None = choice(
        "就读阶段",
        "level of study",
        STUDY_LEVELS,
        ask=(
            "这个人现在上的是哪个阶段的学(不上学就选「未在学」)?",
            "At which level is this person studying (if not at all: not in school)?",
        ),
    )


class Care(Facts):
    """Who cares for the person, and how much help is needed."""

    setting: CareSetting | None = choice(
        "照料方式",
        "care setting",
        CARE_SETTINGS,
        usual="home",
        ask=(
            "这个人现在在哪里生活、由谁照料?",
            "Where does this person live and who provides the care?",
        ),
    )
    failed_abilities: int | None = whole(
        "六项自理能力中不能完成的项数",
        "how many of the six daily abilities are lost",
        "abilities",
        high=6,
        ask=(
            "吃饭、穿衣、上下床、如厕、室内行走、洗澡,有几件这个人自己做不了?",
            "Of eating, dressing, bed, toilet, walking and bathing, how many need help?",
        ),
    )
    disabled_in_function: bool | None = yes_no(
        "失能",
        "unable to care for self",
        usual=False,
        ask=("这个人是不是生活不能自理(失能)?", "Is this person unable to look after themselves?"),
    )


class Parent(Facts):
    """One of a child's two parents."""

    situation: ParentSituation | None = choice(
        "父母情形",
        "parent's situation",
        PARENT_SITUATIONS,
        ask=("这位家长现在是什么情况?", "What is the situation of this parent?"),
    )
    months: int | None = whole(
        "该情形持续或刑期月数",
        "months it lasts or has lasted",
        "months",
        high=1200,
        ask=(
            "这种情况有多少个月了(服刑或被限制人身自由的,答一共多少个月)?",
            "How many months has it been so (for a sentence or detention: how many in all)?",
        ),
    )
    disability: Disability = group("父母残疾", "parent's disability", Disability)


class Income(Facts):
    """Money of one kind received (or, for deductible kinds, paid) over a period.

    Attributes:
        kind: the kind of income.
        amount: total over the period.
        months: how many months the total covers.
    """

    kind: IncomeKind | None = choice(
        "收入种类",
        "kind of income",
        INCOME_KINDS,
        ask=("这笔收入是哪一种?", "What kind of income is this?"),
    )
    amount: Decimal | None = money(
        "收入金额",
        "amount",
        "money/person",
        ask=("这笔收入一共多少钱?", "How much is this income in all?"),
    )
    amount_fen: int | None = in_fen()
    months: int | None = whole(
        "所属月数",
        "months covered",
        "months",
        low=1,
        high=120,
        ask=("这笔收入是几个月的?", "How many months does this income cover?"),
    )
    monthly: Fraction | int | None = field(default=None, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        Facts.__post_init__(self)
        if self.amount_fen is not None and self.months is not None:
            object.__setattr__(self, "monthly", exact_quotient(self.amount_fen, self.months))
