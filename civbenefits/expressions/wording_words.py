"""The words of each language that conditions and amounts are put into.

Chinese says what is low or high in the terms of the regulations: 低于 and 高于 leave the
limit itself out, 不高于 and 不低于 take it in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

from civbenefits.records import Data
from civbenefits.texts import Language, Text

Measure = Literal["money", "count", "plain", "age", "date", "kind"]


class Connective(NamedTuple):
    """How parts are joined: plain parts as a list, parts with a connective of their own apart."""

    last: str
    apart: str
    unrecorded: str


class Loop(NamedTuple):
    """What a loop runs over; ``of`` is its owner, ``which`` the condition of the loop.

    Attributes:
        repeated: what the titles of the facts of an item repeat of its name.
    """

    some: str
    every: str
    none: str
    not_every: str
    total: str
    number: str
    item: str
    repeated: str


class Outcome(NamedTuple):
    """A word for what holds and one for what does not."""

    yes: str
    no: str


class Words(Data):
    """One language.

    Attributes:
        marks: what shows that a clause has a connective of its own.
        gap: between a subject and what is said of it.
        first_known, either: of a condition, and of a value.
        topic_first: a clause follows the one it speaks of with nothing between.
        denials: how a title begins, and how its denial begins; the first that fits is taken.
        indivisible: titles with one of these say two things: their denial quotes them whole.
        adjectives: first words that need "is" after a subject.
        nouns: how titles begin that name what somebody is or has; they need a verb after a
            subject.
    """

    language: Language
    comma: str
    quotes: str
    listing: str
    gap: str
    marks: tuple[str, ...]
    connectives: Mapping[str, Connective]
    relations: Mapping[Measure, Mapping[str, str]]
    aged: str
    age_on: Mapping[str, str]
    counted_on: Mapping[str, str]
    within: Outcome
    regions: Mapping[str, str]
    among: Outcome
    among_none: tuple[str, str]
    constant: Outcome
    not_so: str
    schemes: Mapping[str, Outcome]
    share: str
    figure: str
    unrecorded: str
    unrecorded_figure: str
    chosen_by: str
    times: str
    part: str
    extremes: Mapping[tuple[str, bool], str]
    pair: str
    not_below_zero: str
    less: str
    whole: Outcome
    rounding: Mapping[str, str]
    if_else: str
    comes_to: str
    first_known: Outcome
    unknown_taken: Outcome
    unknown_unrecorded: str
    either: Outcome
    loops: Mapping[str, Loop]
    judged: str
    whose: str
    owned: str
    topic_first: bool
    of_many: str
    of_one: str
    of_noun: str
    denials: tuple[tuple[str, str], ...]
    indivisible: tuple[str, ...]
    quoted_denial: str
    adjectives: frozenset[str]
    nouns: tuple[str, ...]

    def verbs(self) -> frozenset[str]:
        """First words that say something of a subject without "is"."""
        return frozenset(part.split()[0] for pair in self.denials for part in pair)

    def deny(self, title: str) -> str:
        """The denial of a title; one of no known beginning is quoted whole."""
        if not any(mark in title for mark in self.indivisible):
            for head, denial in self.denials:
                if title.startswith(head):
                    return denial + title[len(head) :]
            if title.split(maxsplit=1)[0] in self.adjectives:
                return f"not {title}"
        return self.quoted_denial.format(title=title)

    def joins(self, text: str) -> bool:
        """Whether a text has a connective of its own."""
        return any(mark in text for mark in self.marks)

    def quote(self, text: str) -> str:
        """A text in quotation marks."""
        return self.quotes.format(text=text)

    def listed(self, texts: Sequence[str], last: str) -> str:
        """Texts as a list, the last after a connective."""
        if len(texts) == 1:
            return texts[0]
        return self.listing.join(texts[:-1]) + last + texts[-1]

    def title(self, title: Text) -> str:
        """A title as part of a sentence: what it says after a comma goes into brackets."""
        text = title.in_(self.language)
        head, _, remark = text.partition(self.comma)
        if not remark or self.joins(remark) or "(" in text:
            return text
        return self.aside(head, remark)

    def aside(self, text: str, remark: str, *, apart: bool = False) -> str:
        """A text with a remark in brackets.

        A remark that the text ends with takes it in, unless it is to stand ``apart`` because
        the brackets at the end may be no remark.
        """
        if text.endswith(")") and not apart:
            return f"{text[:-1]}{self.comma}{remark})"
        return f"{text}{self.gap}({remark})"


def _relations(
    below: str, most: str, above: str, least: str, same: str, other: str
) -> Mapping[str, str]:
    return {"<": below, "<=": most, ">": above, ">=": least, "==": same, "!=": other}


ZH: Final = Words(
    language="zh",
    comma=",",
    quotes="“{text}”",
    listing="、",
    gap="",
    marks=("、", "或", "且", ","),
    connectives={
        "and": Connective("且", ",且", "符合其他条件(依据未收录)"),
        "or": Connective("或", ",或", "属于其他情形(依据未收录)"),
    },
    relations={
        "money": _relations("低于", "不高于", "高于", "不低于", "等于", "不等于"),
        "count": _relations("少于", "不超过", "超过", "不少于", "为", "不为"),
        "plain": _relations("小于", "不大于", "大于", "不小于", "等于", "不等于"),
        "age": _relations("未满", "年龄不大于", "年龄大于", "年满", "年龄为", "年龄不为"),
        "date": _relations("早于", "不晚于", "晚于", "不早于", "为", "不为"),
        "kind": {"==": "为", "!=": "不是"},
    },
    aged="",
    age_on={"month_start": "当月第一日的年龄", "month_end": "当月最后一日的年龄"},
    counted_on={"month_start": "以当月第一日计", "month_end": "以当月最后一日计"},
    within=Outcome("{place}在{region}", "{place}不在{region}"),
    regions={"here": "本地", "city": "本市", "province": "本省", "country": "本国"},
    among=Outcome("{value}为{values}", "{value}不是{values}"),
    among_none=("{value}不在{values}之列", "和"),
    constant=Outcome("一律符合", "一律不符合"),
    not_so="并非({text})",
    schemes={
        "receives": Outcome("享受{title}", "未享受{title}"),
        "qualifies": Outcome("符合{title}条件", "不符合{title}条件"),
        "amount": Outcome("{title}金额", "{title}金额"),
    },
    share="{title}金额的人均份额",
    figure="{title}",
    unrecorded="依据未收录",
    unrecorded_figure="数额未收录",
    chosen_by="按{key}确定",
    times="{base}的{factor}倍",
    part="{base}的{factor}",
    extremes={
        ("min", True): "{values}中的较低者",
        ("max", True): "{values}中的较高者",
        ("min", False): "{values}中的最低者",
        ("max", False): "{values}中的最高者",
    },
    pair="与",
    not_below_zero="{value},低于0的按0计",
    less="{value},减去所享受的{titles}的金额,不足的按0计",
    whole=Outcome("{value}为整{unit}", "{value}不是整{unit}"),
    rounding={
        "up": "{value},向上取整到{unit}",
        "down": "{value},向下取整到{unit}",
        "half up": "{value},四舍五入到{unit}",
    },
    if_else="如{test},则{yes};否则{no}",
    comes_to="为{value}",
    first_known=Outcome("{first},未知的则须{second}", "以{first}为准,未知的按{second}计"),
    unknown_taken=Outcome("未知的视为是", "未知的视为否"),
    unknown_unrecorded="未知时依据未收录",
    either=Outcome(
        "“{first}”或“{second}”,两种解释一致时才能认定", "“{first}”与“{second}”两种解释一致时的数额"
    ),
    loops={
        "members": Loop(
            "{of}任一{which}成员",
            "{of}所有{which}成员",
            "{of}没有{which}成员",
            "并非{of}所有{which}成员",
            "{of}{which}各成员{body}之和",
            "{of}{which}成员人数",
            "该成员",
            "",
        ),
        "incomes": Loop(
            "{of}任一项{which}收入",
            "{of}每一项{which}收入",
            "{of}没有{which}收入",
            "并非{of}每一项{which}收入",
            "{of}{which}各项收入的{body}之和",
            "{of}{which}收入项数",
            "该项收入",
            "收入",
        ),
        "parents": Loop(
            "{of}{which}父母任一方",
            "{of}{which}父母双方",
            "{of}{which}父母没有一方",
            "并非{of}{which}父母双方",
            "{of}{which}父母双方{body}之和",
            "{of}{which}父母人数",
            "该父母",
            "父母",
        ),
    },
    judged="本人",
    whose="{who}的{title}",
    owned="{who}",
    topic_first=True,
    of_many="{who}{clause}",
    of_one="{who}{clause}",
    of_noun="{who}为{clause}",
    denials=(
        ("有", "没有"),
        ("与申请人有", "与申请人没有"),
        ("能够", "不能"),
        ("自身能够", "自身不能"),
        ("需要", "不需要"),
        ("符合", "不符合"),
        ("财产状况符合", "财产状况不符合"),
        ("属于", "不属于"),
        ("计入", "不计入"),
        ("正在", "未在"),
        ("在", "未在"),
        ("被", "未被"),
        ("已", "未"),
        ("强制", "未被强制"),
        ("享受低保", "未享受低保"),
        ("领取", "未领取"),
        ("持有", "未持有"),
        ("感染", "未感染"),
        ("患", "未患"),
        ("经认定", "未经认定"),
        ("当月触发", "当月未触发"),
        ("连续", "未连续"),
        ("长期共同", "未长期共同"),
        ("长期住院", "未长期住院"),
        ("单独立户", "未单独立户"),
        ("就业", "未就业"),
        ("失能", "未失能"),
        ("独居", "非独居"),
        ("空巢", "非空巢"),
        ("现役", "非现役"),
        ("原村民", "非原村民"),
        ("本地户籍", "非本地户籍"),
    ),
    indivisible=("而", "但", "且", "或", "、", ","),
    quoted_denial="不属于“{title}”的情形",
    adjectives=frozenset(),
    nouns=(
        "一、二级残疾",
        "价格联动机制保障对象",
        "家庭成员",
        "持证残疾人",
        "智力或精神残疾",
        "未成年子女",
        "本地户籍",
        "法定的共同生活家庭成员",
        "重度残疾",
    ),
)

EN: Final = Words(
    language="en",
    comma=", ",
    quotes='"{text}"',
    listing=", ",
    gap=" ",
    marks=(" or ", " and ", ", "),
    connectives={
        "and": Connective(" and ", ", and ", "further conditions (not on record)"),
        "or": Connective(" or ", ", or ", "another case (not on record)"),
    },
    relations={
        **dict.fromkeys(
            ("money", "count", "plain", "kind"),
            _relations("is below", "is at or below", "is more than", "is at least", "is", "is not"),
        ),
        "age": _relations("below", "at or below", "more than", "at least", "exactly", "other than"),
        "date": _relations(
            "is before", "is on or before", "is after", "is on or after", "is", "is not"
        ),
    },
    aged="aged",
    age_on={
        "month_start": "age on the first day of the month",
        "month_end": "age on the last day of the month",
    },
    counted_on={
        "month_start": "on the first day of the month",
        "month_end": "on the last day of the month",
    },
    within=Outcome("{place} is in {region}", "{place} is not in {region}"),
    regions={
        "here": "this place",
        "city": "this city",
        "province": "this province",
        "country": "this country",
    },
    among=Outcome("{value} is {values}", "{value} is not {values}"),
    among_none=("{value} is neither {values}", " nor "),
    constant=Outcome("always", "never"),
    not_so="not ({text})",
    schemes={
        "receives": Outcome("receives {title}", "does not receive {title}"),
        "qualifies": Outcome("qualifies for {title}", "does not qualify for {title}"),
        "amount": Outcome("the amount of {title}", "the amount of {title}"),
    },
    share="an equal share of the amount of {title}",
    figure="the {title}",
    unrecorded="not on record",
    unrecorded_figure="figure not on record",
    chosen_by="by {key}",
    times="{factor} times {base}",
    part="{factor} of {base}",
    extremes={
        ("min", True): "the lower of {values}",
        ("max", True): "the higher of {values}",
        ("min", False): "the lowest of {values}",
        ("max", False): "the highest of {values}",
    },
    pair=" and ",
    not_below_zero="{value}, but not below 0",
    less="{value}, less what is received as {titles}, but not below 0",
    whole=Outcome("{value} is in whole {unit}", "{value} is not in whole {unit}"),
    rounding={
        "up": "{value}, rounded up to whole {unit}",
        "down": "{value}, rounded down to whole {unit}",
        "half up": "{value}, rounded half up to whole {unit}",
    },
    if_else="{yes} if {test}, otherwise {no}",
    comes_to="{value}",
    first_known=Outcome(
        "{first} or, where that is unknown, {second}", "{first} where given, otherwise {second}"
    ),
    unknown_taken=Outcome("taken as yes if unknown", "taken as no if unknown"),
    unknown_unrecorded="not on record if unknown",
    either=Outcome(
        '"{first}" or "{second}", decided only where both readings agree',
        'what both readings, "{first}" and "{second}", agree on',
    ),
    loops={
        "members": Loop(
            "at least one member{of}{which}",
            "every member{of}{which}",
            "no member{of}{which}",
            "not every member{of}{which}",
            "the sum of {body} over all members{of}{which}",
            "the number of members{of}{which}",
            "the member",
            "",
        ),
        "incomes": Loop(
            "at least one income{of}{which}",
            "every income{of}{which}",
            "no income{of}{which}",
            "not every income{of}{which}",
            "the sum of {body} over all incomes{of}{which}",
            "the number of incomes{of}{which}",
            "the income",
            "",
        ),
        "parents": Loop(
            "at least one parent{of}{which}",
            "each parent{of}{which}",
            "no parent{of}{which}",
            "not each parent{of}{which}",
            "the sum of {body} over both parents{of}{which}",
            "the number of parents{of}{which}",
            "the parent",
            "parent's ",
        ),
    },
    judged="the person",
    whose="{who}'s {title}",
    owned=" of {who}",
    topic_first=False,
    of_many="for {who}: {clause}",
    of_one="{who} {clause}",
    of_noun="{who} has {clause}",
    denials=(
        ("has a ", "has no "),
        ("has an ", "has no "),
        ("has ", "has not "),
        ("is ", "is not "),
        ("was ", "was not "),
        ("can ", "cannot "),
        ("may ", "may not "),
        ("owns ", "does not own "),
        ("draws ", "does not draw "),
        ("holds ", "does not hold "),
        ("lives ", "does not live "),
        ("needs ", "does not need "),
        ("receives ", "does not receive "),
        ("qualifies ", "does not qualify "),
        ("refused ", "did not refuse "),
        ("local hukou", "no local hukou"),
    ),
    indivisible=(" but ", ", "),
    quoted_denial='not "{title}"',
    adjectives=frozenset(
        (
            "HIV-infected",
            "a",
            "able",
            "aged",
            "an",
            "bound",
            "declared",
            "found",
            "gravely",
            "in",
            "not",
            "permanently",
            "roaming",
            "severely",
            "unable",
            "unfit",
        )
    ),
    nouns=(
        "intellectual or mental disability",
        "local hukou",
        "no labour capability",
        "no local hukou",
        "no source of living",
    ),
)
