"""What may be known of one person."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from civbenefits.errors import InputError
from civbenefits.facts.choices import (
    CHOSEN_SCHEMES,
    DISABILITY_KINDS,
    HUKOU_KINDS,
    RELATIONS,
    ChosenScheme,
    HukouKind,
    Relation,
)
from civbenefits.facts.identity import birth_date_of
from civbenefits.facts.parts import (
    Care,
    Disability,
    Facts,
    Hukou,
    Illness,
    Income,
    Parent,
    Residence,
    Study,
    Work,
)
from civbenefits.facts.vocabulary import (
    HERE,
    birth,
    check_facts,
    choice,
    group,
    in_fen,
    listing,
    money,
    place,
    whole,
    yes_no,
)
from civbenefits.records import field

if TYPE_CHECKING:
    from dataclasses import InitVar

__all__ = [
    "CHOSEN_SCHEMES",
    "DISABILITY_KINDS",
    "HUKOU_KINDS",
    "RELATIONS",
    "Care",
    "ChosenScheme",
    "Disability",
    "Facts",
    "Hukou",
    "HukouKind",
    "Illness",
    "Income",
    "Member",
    "Parent",
    "Relation",
    "Residence",
    "Study",
    "Work",
]


class Member(Facts):
    """One person. Only ``id`` is required; it may be any label the caller likes.

    ``born``, ``age`` and ``id_number`` are three ways to give the age: at most one of
    ``born`` and ``age``; an identity number supplies (or must agree with) ``born`` and
    is not kept.
    """

    id: str
    relation: Relation | None = choice(
        "与申请人关系",
        "relation to the applicant",
        RELATIONS,
        ask=("这个人是申请人的什么人?", "How is this person related to the applicant?"),
    )
    born: date | None = birth(
        "出生日期",
        "date of birth",
        ask=(
            "这个人是哪年哪月哪日出生的(只知道年龄就答周岁)?",
            "When was this person born (or how old, in full years)?",
        ),
    )
    age: int | None = whole(
        "年龄(周岁)",
        "age in full years",
        "years",
        high=150,
        ask=("这个人多大年纪(周岁)?", "How old is this person, in full years?"),
    )
    id_number: InitVar[str | None] = None
    hukou: Hukou = group("户籍", "hukou", Hukou)
    residence: Residence = group("居住", "residence", Residence)
    lives_with_household: bool | None = yes_no(
        "长期共同居住",
        "lives with the household long-term",
        usual=True,
        ask=(
            "这个人是不是长期和家里人一起住?",
            "Does this person live with the household for the long term?",
        ),
    )
    legally_supported: bool | None = yes_no(
        "与申请人有法定赡养抚养扶养义务关系",
        "bound to the applicant by a legal support duty",
        usual=True,
        ask=(
            "按法律,这个人和申请人之间是不是一方应当赡养或抚养另一方(如夫妻、父母子女)?",
            "By law, must this person support the applicant, or the applicant this person?",
        ),
    )
    dependent: bool | None = yes_no(
        "成年但不能独立生活",
        "adult unable to live independently",
        ask=(
            "这个人是不是已经成年、却不能独立生活?",
            "Is this person grown up but unable to live independently?",
        ),
    )
    lives_alone: bool | None = yes_no(
        "独居", "lives alone", ask=("这个人是不是一个人住?", "Does this person live alone?")
    )
    empty_nest: bool | None = yes_no(
        "空巢",
        "empty-nest elder",
        ask=(
            "这位老人的子女是不是都不在身边?",
            "Do all the children of this elderly person live away?",
        ),
    )
    counted_income: Decimal | None = money(
        "经核定的本人可计入月收入",
        "own counted monthly income, as assessed",
        "money/person/month",
        ask=(
            "这个人自己每月有多少收入(按民政部门核定的数字,没有就答 0)?",
            "How much a month counts as this person's own income, as assessed (0 if none)?",
        ),
    )
    counted_income_fen: int | None = in_fen()
    incomes: tuple[Income, ...] | None = listing(
        "各项收入",
        "incomes, complete list",
        Income,
        ask=("这个人有哪些收入(请全部列出)?", "Which incomes does this person have (all of them)?"),
    )
    disability: Disability = group("残疾", "disability", Disability)
    illness: Illness = group("疾病", "illness", Illness)
    work: Work = group("劳动就业", "work", Work)
    study: Study = group("就学", "study", Study)
    care: Care = group("照料", "care", Care)
    parents: tuple[Parent, ...] | None = listing(
        "父母双方",
        "both parents",
        Parent,
        ask=(
            "这个人的父母双方各是什么情况?",
            "What is the situation of each of this person's parents?",
        ),
    )
    recognised_orphan_as_minor: bool | None = yes_no(
        "未满十八周岁时已认定为孤儿",
        "was recognised as an orphan while under 18",
        usual=False,
        ask=(
            "这个人未满十八周岁时有没有被认定为孤儿?",
            "Was this person recognised as an orphan before turning 18?",
        ),
    )
    able_supporter: bool | None = yes_no(
        "有具备履行能力的法定赡养抚养扶养义务人",
        "has a legally bound supporter able to support",
        usual=True,
        ask=(
            "除本人外,有没有按法律应当赡养、抚养或扶养这个人、而且有能力做到的亲属?",
            "Is there a relative who by law must support this person and is able to?",
        ),
    )
    in_prison: bool | None = yes_no(
        "在监狱服刑",
        "in prison",
        usual=False,
        ask=("这个人是不是正在监狱服刑?", "Is this person in prison?"),
    )
    in_labour_reeducation: bool | None = yes_no(
        "被劳动教养",
        "in re-education through labour",
        usual=False,
        ask=("这个人是不是正在被劳动教养?", "Is this person in re-education through labour?"),
    )
    in_drug_detention: bool | None = yes_no(
        "强制隔离戒毒",
        "in compulsory drug detention",
        usual=False,
        ask=("这个人是不是正在强制隔离戒毒?", "Is this person in compulsory drug detention?"),
    )
    declared_missing: bool | None = yes_no(
        "被宣告失踪",
        "declared missing",
        usual=False,
        ask=("这个人有没有被法院宣告失踪?", "Has a court declared this person missing?"),
    )
    clergy_years_apart: int | None = whole(
        "脱离家庭在宗教场所居住年数",
        "years lived in a religious place apart from the family",
        "years",
        high=120,
        usual=0,
        ask=(
            "这个人离开家庭、住在寺庙教堂等宗教场所几年了(没有就答 0)?",
            "How many years has this person lived in a religious place, apart (0 if not)?",
        ),
    )
    chosen_scheme: ChosenScheme | None = choice(
        "选择享受的待遇",
        "scheme chosen where only one may be had",
        CHOSEN_SCHEMES,
        ask=(
            "有几项待遇只能享受一项时,这个人选哪一项?",
            "Where only one of these can be had, which one does this person choose?",
        ),
    )
    work_injury_nursing: bool | None = yes_no(
        "领取工伤保险生活护理费",
        "draws work-injury nursing money",
        usual=False,
        ask=(
            "这个人是不是在领工伤保险的生活护理费?",
            "Does this person draw nursing money from work-injury insurance?",
        ),
    )
    other_living_allowance: Decimal | None = money(
        "其他福利性生活补贴",
        "other welfare-type living allowance",
        "money/person/month",
        usual=Decimal(0),
        ask=(
            "这个人每月还领多少其他福利性生活补贴(没有就答 0)?",
            "How much a month of other welfare living allowance is drawn (0 if none)?",
        ),
    )
    other_living_allowance_fen: int | None = in_fen()
    other_nursing_allowance: Decimal | None = money(
        "其他福利性护理补贴",
        "other welfare-type nursing allowance",
        "money/person/month",
        usual=Decimal(0),
        ask=(
            "这个人每月还领多少其他福利性护理补贴(没有就答 0)?",
            "How much a month of other welfare nursing allowance is drawn (0 if none)?",
        ),
    )
    other_nursing_allowance_fen: int | None = in_fen()
    unemployment_benefit: bool | None = yes_no(
        "领取失业保险金",
        "draws unemployment benefit",
        usual=False,
        ask=("这个人是不是在领失业保险金?", "Does this person draw unemployment benefit?"),
    )
    entitled_group: bool | None = yes_no(
        "享受抚恤补助的优抚对象",
        "in a 优抚 group drawing regular money",
        usual=False,
        ask=(
            "这个人是不是领抚恤金或定期补助的优抚对象(例如残疾军人、烈属)?",
            "Does this person draw 优抚 money (disabled soldier, martyr's family and so on)?",
        ),
    )
    conscript: bool | None = yes_no(
        "现役义务兵",
        "serving conscript",
        usual=False,
        ask=("这个人是不是正在服义务兵役?", "Is this person serving as a conscript?"),
    )
    roaming: bool | None = yes_no(
        "正在流浪乞讨",
        "roaming or begging in the city",
        usual=False,
        ask=(
            "这个人是不是正在外流浪、靠乞讨生活?",
            "Is this person roaming and living by begging?",
        ),
    )
    can_provide_food_and_lodging: bool | None = yes_no(
        "自身能够解决食宿",
        "can provide own food and lodging",
        usual=True,
        ask=(
            "这个人自己能不能解决吃住?",
            "Can this person provide for their own food and lodging?",
        ),
    )
    has_relative_to_turn_to: bool | None = yes_no(
        "有亲友可以投靠",
        "has a relative or friend to turn to",
        usual=True,
        ask=(
            "这个人有没有可以投靠的亲戚朋友?",
            "Is there a relative or friend this person can turn to?",
        ),
    )
    assisted_elsewhere: bool | None = yes_no(
        "在别处享受低保或特困(五保)供养",
        "draws dibao or tekun support elsewhere",
        usual=False,
        ask=(
            "这个人是不是已经在别的地方领低保或特困供养?",
            "Does this person already draw dibao or tekun support somewhere else?",
        ),
    )
    deceased: bool | None = yes_no(
        "已去世", "has died", usual=False, ask=("这个人是不是已经去世?", "Has this person died?")
    )
    cremated: bool | None = yes_no(
        "已火化",
        "was cremated",
        usual=False,
        ask=("这个人去世后有没有火化?", "Was this person cremated after death?"),
    )
    death_place: str | None = place(
        "死亡地点",
        "place of death",
        usual=HERE,
        ask=("这个人是在哪里去世的?", "Where did this person die?"),
    )
    cremation_place: str | None = place(
        "火化地点",
        "place of cremation",
        usual=HERE,
        ask=("这个人是在哪里火化的?", "Where was this person cremated?"),
    )
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
