"""Every wording of distances, in Chinese and English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from civbenefits.texts import Text

DISTANCES: Final[Mapping[str, Text]] = {
    # money
    "money_equal": Text("正好等于限额", "equal to the limit"),
    "money_above": Text("超出{gap}", "{gap} above"),
    "money_below": Text("还差{gap}", "{gap} short"),
    "nobody": Text("没有计入的人,限额为零", "nobody is counted, so that the limit is zero"),
    "per_head": Text(",合{gap}", ", that is {gap}"),
    "below_needed": Text(";须低于限额,至少减少{change}", "; must be below: at least {change} less"),
    "above_needed": Text(";须高于限额,至少增加{change}", "; must be above: at least {change} more"),
    "less_needed": Text(";至少减少{change}", "; at least {change} less"),
    "more_needed": Text(";至少增加{change}", "; at least {change} more"),
    # numbers and dates
    "number_above": Text("超出{gap}", "{gap} above"),
    "number_below": Text("还差{gap}", "{gap} short"),
    "number_equal": Text("正好等于限额,不得等于", "equal to the limit, and must pass it"),
    "days_apart": Text("相差 {days} 天", "{days} days away"),
    # ages
    "turns": Text("{day} 满{years} 周岁,自{month}起符合", "turns {years} on {day}, from {month}"),
    "years_short": Text("距{years} 周岁还差{gap}", "{gap} short of {years}"),
    "too_old": Text("已超过年龄限制,时间不能弥补", "over the age limit, which time does not cure"),
    # yes and no, choices, places
    "must_be": Text("须为{value}", "must be {value}"),
    "must_not_be": Text("不得为{value}", "must not be {value}"),
    "not": Text("不是{value}", "not {value}"),
    "must_be_in": Text("须在{value}", "must be in {value}"),
    "must_not_be_in": Text("不得在{value}", "must not be in {value}"),
    "in": Text("在{value}", "in {value}"),
    "not_in": Text("不在{value}", "not in {value}"),
    "or": Text("{values}或{last}", "{values} or {last}"),
    # other schemes
    "receives": Text("享受{scheme},因此不能享受本项", "receives {scheme}, which excludes this"),
    "qualifies": Text(
        "符合{scheme}条件,因此不能享受本项", "qualifies for {scheme}, which excludes this"
    ),
    "does_not_receive": Text(
        "未享受{scheme},而本项须以此为前提", "does not receive {scheme}, which this rests on"
    ),
    "does_not_qualify": Text(
        "不符合{scheme}条件,而本项须以此为前提",
        "does not qualify for {scheme}, which this rests on",
    ),
    # what has no measure
    "unrecorded": Text(
        "还须符合其他条件,依据未收录", "further conditions apply, which are not on record"
    ),
    "unknown": Text("“{about}”还不知道,也须符合", '"{about}" is not known, and must hold too'),
    "unknown_denied": Text(
        "“{about}”还不知道,也须不符合", '"{about}" is not known, and must not hold either'
    ),
    "must_hold": Text("须符合", "must hold"),
    "must_not_hold": Text("须不符合", "must not hold"),
    # whose value it is
    "member": Text("成员 {id}", "member {id}"),
    "parents": Text("第 {number} 位父母", "parent {number}"),
    "incomes": Text("第 {number} 项收入", "income {number}"),
    "several_member": Text("成员 {id}", "members {id}"),
    "several_parents": Text("第 {number} 位父母", "parents {number}"),
    "several_incomes": Text("第 {number} 项收入", "incomes {number}"),
    "of": Text("{whose},{title}", "{whose}, {title}"),
    # the answer as a whole
    "near_miss": Text(
        "接近符合:只有一项条件不满足,且相差不多", "Near miss: one condition fails, and by little"
    ),
}

MONTH_NAMES: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

LIMITS: Final[Mapping[str, Text]] = {
    "<": Text("低于{value}", "below {value}"),
    "<=": Text("不高于{value}", "at most {value}"),
    ">": Text("高于{value}", "above {value}"),
    ">=": Text("不低于{value}", "at least {value}"),
    "==": Text("等于{value}", "{value}"),
    "!=": Text("不等于{value}", "other than {value}"),
}
COUNT_LIMITS: Final[Mapping[str, Text]] = {
    **LIMITS,
    "<": Text("少于{value}", "less than {value}"),
    "<=": Text("不超过{value}", "at most {value}"),
    ">": Text("多于{value}", "more than {value}"),
    ">=": Text("不少于{value}", "at least {value}"),
}
AGE_LIMITS: Final[Mapping[str, Text]] = {
    "<": Text("未满{value}", "under {value}"),
    "<=": Text("不超过{value}", "at most {value}"),
    ">": Text("超过{value}", "over {value}"),
    ">=": Text("年满{value}", "at least {value}"),
    "==": Text("为{value}", "exactly {value}"),
    "!=": Text("不为{value}", "other than {value}"),
}
DATE_LIMITS: Final[Mapping[str, Text]] = {
    "<": Text("早于{value}", "before {value}"),
    "<=": Text("不晚于{value}", "on or before {value}"),
    ">": Text("晚于{value}", "after {value}"),
    ">=": Text("不早于{value}", "on or after {value}"),
    "==": Text("为{value}", "{value}"),
}
"""What is asked of a value that is compared."""


def said(template: Text, **details: object) -> Text:
    """A wording with its blanks filled in; a detail may itself be in both languages."""
    zh = {name: v.zh if isinstance(v, Text) else str(v) for name, v in details.items()}
    en = {name: v.en if isinstance(v, Text) else str(v) for name, v in details.items()}
    return Text(_filled_in_chinese(template.zh, zh), template.en.format(**en))


def _filled_in_chinese(template: str, details: Mapping[str, str]) -> str:
    """A space goes between a character and a number."""

    def detail(blank: re.Match[str]) -> str:
        text, before = details[blank[1]], template[: blank.start()][-1:]
        return f" {text}" if text[:1].isdigit() and "一" <= before <= "龥" else text

    return re.sub(r"\{(\w+)\}", detail, template)


def say(name: str, **details: object) -> Text:
    """A wording of the catalogue."""
    return said(DISTANCES[name], **details)


def joined(texts: list[Text]) -> Text:
    """Parts of one sentence, which bring their own punctuation."""
    return Text("".join(t.zh for t in texts), "".join(t.en for t in texts))


def alternatives(texts: list[Text]) -> Text:
    """``a, b or c``."""
    if len(texts) == 1:
        return texts[0]
    head = Text("、".join(t.zh for t in texts[:-1]), ", ".join(t.en for t in texts[:-1]))
    return say("or", values=head, last=texts[-1])
