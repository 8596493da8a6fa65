"""What the interview says around its questions, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from civbenefits.texts import Language, Text

SAID: Final[Mapping[str, Text]] = {
    "begin": Text(
        "{place}({code}){month}。一次问一个问题,只问会改变结果的;请按这个月的情况回答。",
        "{place} ({code}), {month}. One question at a time, and only what can change the result; "
        "please answer as things are in that month.",
    ),
    "how": Text(
        "不知道,答「?」;改上一题,答「返回」;其余都按通常情形,答「通常」;到此为止,答「结束」。",
        "Answer ? if it is not known, back to change the last answer, usual to take usual "
        "circumstances for all the rest, quit to stop here.",
    ),
    "size": Text("全家一共几口人?", "How many persons are in the household?"),
    "number": Text("第 {number} 问", "Question {number}"),
    "household": Text("全家", "the household"),
    "member": Text("成员 {id}", "member {id}"),
    "parents.0": Text("父母中的一位", "one parent"),
    "parents.1": Text("父母中的另一位", "the other parent"),
    "incomes": Text("第 {number} 笔收入", "income no. {number}"),
    "why": Text(
        "还有 {count} 个项目等这个答案:{titles}",
        "schemes waiting for this answer ({count}): {titles}",
    ),
    "and_more": Text("等", " and more"),
    "exactly": Text("每月合计 {low} {money}", "a month in total: {low} {money}"),
    "between": Text(
        "每月合计目前在 {low} 至 {high} {money}之间",
        "a month in total, so far: {low} to {high} {money}",
    ),
    "at_least": Text(
        "每月合计目前至少 {low} {money},上限还不知道",
        "a month in total, so far: {low} {money} or more",
    ),
    "unrecorded": Text("(另有金额未收录的项目)", " (and amounts that are not on record)"),
    "boolean": Text("答是或否", "yes or no"),
    "count": Text("答整数,{low} 至 {high}", "a whole number, {low} to {high}"),
    "months": Text("答月数,也可以答「1年6个月」", "months, or as 1 year and 6 months"),
    "money": Text("答金额({money}),例如 1200.50", "{money}, such as 1200.50"),
    "date": Text("答出生日期(如 1950-03-05)或周岁", "a date such as 1950-03-05, or the age"),
    "place": Text(
        "答地名、地区代码、「本地」「外省」或「国外」",
        "a place name or code, here, another province, or abroad",
    ),
    "choice": Text("答编号或名称", "the number or the title"),
    "not_taken": Text("没有记下:{text}", "not taken: {text}"),
    "no_back": Text("这已经是第一问", "this is the first question"),
    "usual": Text("其余按通常情形,结果中逐项列出", "the rest is usual, each item is listed below"),
    "done": Text(
        "问完了,共 {count} 问:再问什么都不会改变结果。",
        "Done after {count} question(s): nothing more that could be asked would change the result.",
    ),
    "stopped": Text(
        "先到这里,共 {count} 问;没有问到的按未知处理。",
        "Stopped after {count} question(s); what was not asked counts as unknown.",
    ),
    "save_to": Text(
        "要把这个家庭存成文件吗?请答文件名;不存就直接回车",
        "Save this household? Give a file name, or just press Enter",
    ),
    "saved": Text(
        "家庭已存入 {file};可用 civbenefits check 再算",
        "household saved in {file}, for civbenefits check",
    ),
}

BACK: Final = frozenset(("back", "返回", "上一题", "上一问"))
QUIT: Final = frozenset(("quit", "q", "exit", "stop", "结束", "退出"))
USUAL: Final = frozenset(("usual", "通常", "其余通常", "按通常情形"))
HELP: Final = frozenset(("help", "帮助", "怎么答"))


def say(name: str, language: Language, **details: object) -> str:
    """A phrase of the interview in one language, its blanks filled in."""
    return SAID[name].in_(language).format(**details)
