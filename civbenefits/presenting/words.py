"""The words in which decisions are told, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from civbenefits.decisions.model import Level, Period
from civbenefits.texts import Language, Text

SHARED: Final[Mapping[str, Text]] = {
    "amount_waits": Text("金额待定", "amount undetermined"),
    "no_amount": Text("金额未收录", "amount not on record"),
    "household": Text("全家", "household"),
    "everyone": Text("全部成员", "all members"),
    "person": Text("成员 {ids}", "member {ids}"),
    "persons": Text("成员 {ids}", "members {ids}"),
    "each": Text("每人 {amount}", "{amount} each"),
    "covers": Text("保障成员 {ids}", "covers: {ids}"),
    "exact": Text("精确值 {value} {money}", "exactly {value} {money}"),
    "unknown": Text("未知", "unknown"),
    "supports": Text("用于:{titles}", "for: {titles}"),
    "since": Text("自 {day}", "since {day}"),
    "from_table": Text("见 {file}", "in {file}"),
}
"""Phrases that every way of showing a decision has in common."""

MONTHS: Final = Text("{year}年{month}月", "{iso}")

RATES: Final[Mapping[Period | None, Text]] = {
    "month": Text("{money}/月", "{money}/month"),
    "year": Text("{money}/年", "{money}/year"),
    "once": Text("{money}(一次性)", "{money} (once)"),
    None: Text("{money}", "{money}"),
}
"""An amount with how often it is paid."""

KNOWN: Final[Mapping[str, Text]] = {
    "stated": Text("报告载明", "stated in the report"),
    "found": Text("法规原文", "read in the regulation"),
    "reported": Text("转述", "second-hand"),
    "recalled": Text("业内记忆", "from memory"),
    "inferred": Text("推算", "inferred"),
}
"""How something is known."""

KNOWN_DOUBTFULLY: Final[Mapping[str, Text]] = {
    "reported": Text("转述,未核对原文", "second-hand, text not read"),
    "recalled": Text("业内记忆,未核对原文", "from memory, text not read"),
    "inferred": Text("推算", "inferred"),
}
"""How something is known, where that is a caveat."""

LEVELS: Final[Mapping[Level, Text]] = {
    "nation": Text("国家", "nation"),
    "province": Text("{place}", "{place} (province)"),
    "city": Text("{place}", "{place} (city)"),
    "district": Text("{place}", "{place} (district)"),
}
"""The place whose tables say something; in Chinese its name says of what kind it is."""

CAVEATS_TOGETHER: Final[Mapping[str, Text]] = {
    "known_reported": Text(
        "来自媒体或他人转述,未核对原文:", "known from press or second-hand only, text not read: "
    ),
    "known_recalled": Text(
        "凭业内记忆记录,未核对原文:", "recorded from memory of the field, text not read: "
    ),
    "known_inferred": Text("由其他事实推算得出:", "derived from other facts, not read: "),
    "start_known_to_year": Text(
        "只知道自当年起施行,具体月份未收录:",
        "known to begin this year, the month is not on record: ",
    ),
    "start_known_to_month": Text(
        "只知道自当月起施行,具体日期未收录:",
        "known to begin this month, the day is not on record: ",
    ),
}
"""Caveats that many figures share: said once, followed by what they are about."""


def rate(period: Period | None, money: Text, language: Language) -> str:
    """The currency of an amount with how often it is paid: 元/月."""
    return RATES[period].in_(language).format(money=money.in_(language))


def shared_word(name: str, language: Language, **details: object) -> str:
    """A shared phrase in one language, its blanks filled in."""
    return SHARED[name].in_(language).format(**details)
