"""Caveats and other parts of answers, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from civbenefits.texts import Text

CAVEATS: Final[Mapping[str, Text]] = {
    "known_reported": Text(
        "「{title}」来自媒体或他人转述,未核对原文",
        "'{title}' is known from press or second-hand only; the text was not read",
    ),
    "known_recalled": Text(
        "「{title}」凭业内记忆记录,未核对原文",
        "'{title}' is recorded from memory of the field; the text was not read",
    ),
    "known_inferred": Text(
        "「{title}」由其他事实推算得出", "'{title}' was derived from other facts, not read"
    ),
    "replaced": Text(
        "「{title}」按更正后的内容,与被更正的规则表不同",
        "'{title}' follows a correction; the tables that it corrects say otherwise",
    ),
    "start_known_to_year": Text(
        "「{title}」只知道自 {since} 年起施行,具体月份未收录",
        "'{title}' is known to begin in {since}; the month is not on record",
    ),
    "start_known_to_month": Text(
        "「{title}」只知道自 {since} 起施行,具体日期未收录",
        "'{title}' is known to begin in {since}; the day is not on record",
    ),
    "no_figure": Text(
        "「{title}」在当时当地的数值未收录", "no figure for '{title}' is on record here and then"
    ),
    "at_least": Text(
        "「{title}」的确切数值未收录,但不低于 {least}",
        "the exact figure of '{title}' is not on record; it is at least {least}",
    ),
    "amount_rounded": Text(
        "金额第二位小数以后的部分没有已收录的取整规定,此处四舍五入到两位小数显示;精确值见 exact",
        "no rule for rounding beyond two decimals is on record; shown to the nearest hundredth, "
        "the exact value is in 'exact'",
    ),
    "combination_unknown": Text(
        "能否与「{other}」同时享受,未收录依据",
        "whether this may be drawn together with '{other}' is not on record",
    ),
    "law_also_missing": Text(
        "除所缺事实外,还缺依据:{names}", "besides facts, the law lacks on record: {names}"
    ),
    "not_reviewed": Text(
        "{place}的规则只审核到 {reviewed},所问月份之后的变化可能未收录",
        "the tables of {place} were reviewed through {reviewed}; later changes may be missing",
    ),
    "changes_inside_month": Text(
        "规则在本月内有变化({days}),此处按 {day} 有效的规则计算",
        "rules change inside this month ({days}); the answer uses those in force on {day}",
    ),
}
"""Standing warnings; tables add their own."""

PHRASES: Final[Mapping[str, Text]] = {
    "amount_below_zero": Text(
        "算得的金额小于0时怎样办", "what is due where the amount comes below 0"
    ),
    "rule_not_on_record": Text("有关规定的内容", "what the rule says here"),
    "question": Text("请核实:{title}", "please establish: {title}"),
    "two_readings": Text(
        "规定有两种理解,结论一致时才能认定",
        "the rule can be read in two ways, and decides where both agree",
    ),
    "none": Text("没有", "none"),
    "lacks": Text("未收录:{names}", "not on record: {names}"),
    "topped_up": Text("扣除已享受的{by}", "the deduction of {by}"),
    "shut_out_exclusive": Text(
        "享受「{by}」的,不享受「{scheme}」", "who receives '{by}' does not receive '{scheme}'"
    ),
    "shut_out_choice": Text(
        "选择「{by}」的,不享受「{scheme}」", "who chooses '{by}' does not receive '{scheme}'"
    ),
}
"""Parts of answers."""
