"""The book's own words in Chinese and English, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from civbenefits.books.model import Group
from civbenefits.presenting.words import SHARED
from civbenefits.texts import Language, Text

WORDS: Final[Mapping[str, Text]] = {
    # the head
    "title": Text(
        "{place}社会救助与社会福利规则手册({month})",
        "Rule book of social assistance: {place}, {month}",
    ),
    "place": Text("地区", "Place"),
    "place_shown": Text("{place}({code})", "{place} ({code})"),
    "levels": Text("规定层级", "Levels"),
    "day": Text("规则日期", "Rules of the day"),
    "day_shown": Text("{day}施行的规则", "the rules in force on {day}"),
    "reviewed": Text("审核到", "Reviewed through"),
    "reviewed_shown": Text("{place}:{day}", "{place}: {day}"),
    "no_review": Text("{place}:未注明", "{place}: nobody said"),
    "tables": Text("规则表指纹", "Fingerprint"),
    "attention": Text("注意", "Please note"),
    "contents": Text("目录", "Contents"),
    "section": Text("{number}、{title}", "{number}. {title}"),
    "numbers": Text(
        "一 二 三 四 五 六 七 八 九 十 十一 十二 十三", "1 2 3 4 5 6 7 8 9 10 11 12 13"
    ),
    # sections
    "reading": Text("阅读说明", "How to read this book"),
    "definitions": Text("名词解释", "Definitions"),
    "standards": Text("当日在用的标准", "Standards in force on the day"),
    "history": Text("标准的历次数额", "Standards through time"),
    "changes": Text("此后的变化", "What changes later"),
    "gaps": Text("未收录的内容", "What is not on record"),
    "documents": Text("依据的文件", "Documents"),
    # how to read
    "reading_conditions": Text(
        "每个项目的条件须全部满足。条件和金额的文字由规则表生成,带链接的名词另有解释。",
        "All conditions of a scheme are needed. The words of conditions and amounts are made "
        "from the tables; words with a link are explained further on.",
    ),
    "reading_dates": Text(
        "日期只写到年或月的,更具体的日期未收录。",
        "Where a date is only a year or a month, nothing more precise is on record.",
    ),
    "reading_gaps": Text(
        "“未收录”不是“没有”,也不是零。",
        '"Not on record" is neither "none" nor zero.',
    ),
    "reading_official": Text(
        "本手册供核对规则表之用,不是正式文件;与正式文件不一致的,以正式文件为准。",
        "This book serves to review the tables and is no official document; where it differs "
        "from one, the official document is right.",
    ),
    "reading_known": Text("每条依据注明怎样得知:", "Every source says how it is known:"),
    "known_shown": Text("{known}:{meaning}", "{known}: {meaning}"),
    # a scheme
    "numbered": Text("{number} {title}", "{number} {title}"),
    "for": Text("对象", "For"),
    "person": Text("个人", "a person"),
    "household": Text("家庭", "a household"),
    "money_month": Text("现金,按月发放", "money, monthly"),
    "money_year": Text("现金,按年发放", "money, yearly"),
    "money_once": Text("现金,一次性", "money, once"),
    "in_kind": Text("实物、服务或身份", "in kind, a service or a status"),
    "gives": Text("给付", "Gives"),
    "amount": Text("金额", "Amount"),
    "provides": Text("内容", "What is given"),
    "lacks": Text("未收录", "Not on record"),
    "covers": Text("保障范围", "Who is covered"),
    "conditions": Text("条件", "Conditions"),
    "no_conditions": Text("没有条件", "none"),
    "together": Text("与其他待遇", "With others"),
    "caveats": Text("提示", "Caveats"),
    "caveat_when": Text("{text}(适用于:{when})", "{text} (applies where: {when})"),
    "grounds": Text("依据", "Sources"),
    "times": Text("施行时间", "In force"),
    "since": Text("自{since}", "since {since}"),
    "since_until": Text("{since}至{until}", "{since} to {until}"),
    "of_place": Text("{place}:{span}", "{place}: {span}"),
    "current": Text("(现行)", " (in force)"),
    "offered_then": Text("{title}:{spans}", "{title}: {spans}"),
    # sources
    "cited": Text("({how})", " ({how})"),
    "of_level": Text("{place}的规则表", "tables of {place}"),
    "replaces": Text("见 {file},更正下层规则表", "see {file}, which corrects the tables below it"),
    "unknown": Text("未收录", "not on record"),
    # tables
    "name": Text("名词", "Word"),
    "meaning": Text("含义", "Meaning"),
    "of": Text("指", "Of"),
    "standard": Text("标准", "Standard"),
    "figure": Text("数额", "Figure"),
    "start": Text("自", "Since"),
    "span": Text("起止", "From, to"),
    "how": Text("怎样得知", "How it is known"),
    "source": Text("依据", "Source"),
    "level": Text("地区", "Place"),
    "formula": Text("即{formula}", "that is, {formula}"),
    "chosen_by": Text("按{key}确定", "by {key}"),
    "document": Text("文件", "Document"),
    "number": Text("文号", "Number"),
    "issuer": Text("发文机关", "Issuer"),
    "issued": Text("发文日期", "Issued"),
    "supports": Text("用于", "For"),
    "about": Text("项目、名词或标准", "About"),
    "lacking": Text("未收录什么", "What is not on record"),
    "date": Text("日期", "Date"),
    "begins": Text("开始或变动", "Begins or changes"),
    "ends": Text("终止", "Ends"),
    # sections with nothing in them
    "no_gaps": Text("没有发现。", "Nothing was found."),
    "no_changes": Text("没有收录此后的变化。", "No later change is on record."),
    "changes_intro": Text(
        "下列规定在{day}之后变动或终止,只列已经收录的。",
        "These change or end after {day}, as far as on record.",
    ),
    "gaps_intro": Text(
        "规则表中没有、因而不能据以答复的内容:",
        "What the tables do not have, so that they give no answer there:",
    ),
}

GROUP_TITLES: Final[Mapping[Group, Text]] = {
    "household_money": Text("发给家庭的现金", "Money for households"),
    "household_kind": Text("给予家庭的实物、服务或身份", "In kind or a status, for households"),
    "person_money": Text("发给个人的现金", "Money for persons"),
    "person_kind": Text("给予个人的实物、服务或身份", "In kind or a status, for persons"),
    "lacks": Text("已经开办、规定未收录的项目", "Offered, but the rules are not on record"),
    "not_offered": Text("当时当地未开办的项目", "Not offered here at that time"),
}

KNOWN_MEANINGS: Final[Mapping[str, Text]] = {
    "stated": Text(
        "民政部门自己的报告载明", "printed in a report of the civil-affairs office itself"
    ),
    "found": Text("在法规或文件的原文中读到", "read in the text of the regulation"),
    "reported": Text(
        "来自报刊、汇编或他人转述,未核对原文",
        "from press, an aggregator or an answer; text not read",
    ),
    "recalled": Text("凭业内记忆,未核对原文", "from memory of the field; text not read"),
    "inferred": Text("由其他事实推算得出", "derived from other facts"),
}


def word(name: str, language: Language, **details: object) -> str:
    """A phrase in one language, its blanks filled in."""
    return (WORDS.get(name) or SHARED[name]).in_(language).format(**details)
