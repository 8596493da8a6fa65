"""The notice's own words in Chinese and English, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Final

from civbenefits.presenting.typography import printed
from civbenefits.presenting.words import SHARED
from civbenefits.texts import Language, Text

WORDS: Final[Mapping[str, Text]] = {
    # the head
    "title": Text("社会救助待遇告知书", "Notice on social assistance"),
    "office": Text("办理单位", "Office"),
    "case": Text("案号", "Case number"),
    "place": Text("地区", "Place"),
    "month": Text("所属月份", "Month"),
    "place_shown": Text("{place}({code})", "{place} ({code})"),
    "opening": Text(
        "根据所提供的情况,按{place}{month}的规定核算,结果如下。",
        "From what was stated, and by the rules of {place} for {month}, the result is as follows.",
    ),
    "attention": Text("注意", "Please note"),
    "colon": Text("\uff1a", ": "),
    "stop": Text("。", ". "),
    "rests_on": Text(
        "本告知书以 {count} 项未核实的通常情形为前提,列在「{heading}」一节。"
        "与实际不符的,请告知办理单位,重新核算。",
        "This notice rests on {count} usual circumstances that nobody has checked; they are listed "
        'under "{heading}". If any of them is not so, tell the office and ask for a new decision.',
    ),
    # sections, in their order
    "heading": Text("{number}、{heading}", "{number}. {heading}"),
    "numbers": Text("一 二 三 四 五 六 七 八 九 十", "1 2 3 4 5 6 7 8 9 10"),
    "covered": Text("涉及人员", "Persons"),
    "granted": Text("符合条件的待遇", "Benefits granted"),
    "refused": Text("不符合条件的项目", "Benefits refused"),
    "open": Text("待定的项目和需要补充的情况", "Still open, and what to bring"),
    "unrecorded": Text("依据未收录、不能答复的项目", "No answer: the rules are not on record"),
    "not_offered": Text("当时当地未开办的项目", "Not offered here at that time"),
    "notes": Text("提示", "Notes"),
    "basis": Text("依据", "Legal basis"),
    "assumed": Text("通常情形(假定,未核实)", "Usual circumstances (assumed, not checked)"),
    # columns
    "id": Text("编号", "Id"),
    "name": Text("姓名", "Name"),
    "receives": Text("符合条件的待遇", "Granted"),
    "scheme": Text("项目", "Benefit"),
    "whom": Text("对象", "For"),
    "amount": Text("金额", "Amount"),
    "reasons": Text("不满足的条件", "Conditions that fail"),
    "needed": Text("需要补充", "Needed"),
    "lacks": Text("未收录的内容", "What is not on record"),
    # inside sections
    "nothing_granted": Text(
        "目前没有可以确认符合条件的待遇。", "At present no benefit can be granted with certainty."
    ),
    "total": Text("每月合计", "Total a month"),
    "total_note": Text(
        "只加总已经确定的按月金额;一次性、按年、待定和未收录的不在内。",
        "The sum of the definite monthly amounts only; nothing yearly, paid once, open or off "
        "record is in it.",
    ),
    "total_doubt": Text(
        "其中有的项目能否同时享受,未收录依据,见该项的提示。",
        "Whether some of them may be drawn together is not on record; see their notes.",
    ),
    "no_one": Text("暂无", "none so far"),
    "in_kind": Text("非现金", "in kind"),
    "provides": Text("内容", "What is given"),
    "because": Text("满足的条件", "Conditions met"),
    "is_value": Text("{title}\uff1a{value}", "{title}: {value}"),
    "of_persons": Text("{text}\uff08{persons}\uff09", "{text} ({persons})"),
    "no_reason": Text("理由请向办理单位查询。", "Please ask the office for the reason."),
    "open_intro": Text(
        "下列项目还缺少情况,不能确认是否符合条件或金额多少;这不是不符合条件。"
        "请按清单提供有关情况和证明材料,补齐后重新核算。",
        "For these benefits something is not known yet, so that neither the entitlement nor the "
        "amount can be decided; this is no refusal. Please bring what the list names, with proof.",
    ),
    "items": Text("清单第 {numbers} 项", "see the list: {numbers}"),
    "bring": Text("需要补充的情况(清单)", "What to bring"),
    "may_come_to": Text("可能的金额:{range}", "may come to: {range}"),
    "range": Text("{lowest} 至 {highest} {unit}", "{lowest} to {highest} {unit}"),
    "range_open": Text("{lowest} {unit}起", "{lowest} {unit} or more"),
    "range_one": Text("{lowest} {unit}", "{lowest} {unit}"),
    "range_unrecorded": Text(",或为未收录的金额", ", or an amount that is not on record"),
    "total_may_come_to": Text(
        "清单所列情况补齐后,全部按月待遇每月合计可能为 {range}。",
        "Once the list is complete, all monthly benefits together may come to {range}.",
    ),
    "unrecorded_intro": Text(
        "下列项目已经开办,但作出答复所需的规定或数额未收录。"
        "未收录不等于不符合条件,也不等于金额为零,请向办理单位查询。",
        "These benefits exist, but the rule or figure that would decide is not on record here. "
        "That is neither a refusal nor an amount of zero; please ask the office.",
    ),
    "met": Text(
        "条件均已满足,只缺金额或依据", "every condition is met; only the amount is missing"
    ),
    "assumed_intro": Text(
        "下列情况没有人说明,按通常情形处理。请逐项核对。",
        "Nobody stated these, so the usual was taken for granted. Please check each of them.",
    ),
    # the foot
    "ask": Text(
        "对本告知书有疑问,或情况有变化的,请向办理单位提出。",
        "If anything here is unclear or has changed, please tell the office.",
    ),
    "seal": Text("(印章)", "(seal)"),
    "date": Text("日期", "Date"),
    "blank_date": Text("____年__月__日", "____-__-__"),
    "day": Text("{year}年{month}月{day}日", "{iso}"),
    "received_by": Text("签收人", "Received by"),
    "tables": Text("规则表指纹", "Fingerprint of the tables"),
    "computed": Text(
        "由 civbenefits 按规则表核算,未加盖印章的不是正式决定。",
        "Computed by civbenefits from its tables; no decision unless signed and sealed.",
    ),
    "page": Text("第 {page} 页,共 {pages} 页", "page {page} of {pages}"),
}


def word(name: str, language: Language, **details: object) -> str:
    """A phrase in one language, its blanks filled in."""
    return (WORDS.get(name) or SHARED[name]).in_(language).format(**details)


def plain_words(language: Language) -> dict[str, str]:
    """The phrases that have no blanks, for templates."""
    return {
        name: printed(text.zh) if language == "zh" else text.en
        for name, text in WORDS.items()
        if not any(blank is not None for _, _, blank, _ in Formatter().parse(text.zh))
    }
