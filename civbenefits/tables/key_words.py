"""What each key of a table file means, in Chinese and English: the titles of its JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from civbenefits.texts import Text

KEYS: Final[Mapping[str, Text]] = {
    # of a general file
    "place": Text("本文件所属的地区", "the place this file belongs to"),
    "reviewed_through": Text(
        "本地规则审核到哪一天", "the date through which the tables of this place were reviewed"
    ),
    "documents": Text("所引用的文件,每个登记一次", "documents that are cited, each declared once"),
    "standards": Text("标准:有日期、有出处的数值", "standards: dated and cited figures"),
    "definitions": Text(
        "定义:一个表达式的名称", "definitions: names of expressions, for a person or the household"
    ),
    "combinations": Text("各项目能否同时享受", "how schemes go together"),
    "facts": Text(
        "本地及下级另用的事实", "facts beyond the built-in ones, for this place and those below"
    ),
    "income_kinds": Text(
        "本地及下级另分的收入种类", "kinds of income beyond the built-in ones, likewise"
    ),
    "code": Text(
        "地区代码:GB/T 2260 六位数字(加引号),或 ISO 3166,如 DE、US-CA",
        "code of the place: six digits of GB/T 2260, quoted, or ISO 3166 such as DE, US-CA",
    ),
    "currency": Text("国家的货币(只有国家才写)", "the money of a country; only a country has it"),
    "CurrencyShape.unit": Text("规则表中怎么写,例如 yuan", "what tables call it, such as yuan"),
    "CurrencyShape.code": Text("ISO 4217 代码", "ISO 4217 code"),
    "also": Text("回答金额时的其他叫法", "what else people call it when they answer"),
    "parts": Text("可以取整到的其他单位", "what else amounts are rounded to"),
    "hundredths": Text("是货币单位的百分之几", "how many hundredths of the unit it is"),
    "zh": Text("中文", "in Chinese"),
    "en": Text("英文", "in English"),
    "title": Text("中英文名称", "what people call it, in both languages"),
    "DocumentShape.title": Text("文件标题", "title of the document"),
    "number": Text("文号,不清楚就不写", "number of the document; left out where not on record"),
    "issuer": Text("发文机关", "who issued it"),
    "issued": Text("发文日期", "when it was issued"),
    # dates and sources
    "from": Text("自何时起:2021-07-01、2021-07 或 2021", "from when: 2021-07-01, 2021-07 or 2021"),
    "to": Text("至何时止(含当日);不写则到下一段为止", "until when, inclusive; else until the next"),
    "replaces": Text(
        "更正下层规则表同一时期的内容(只写 true)",
        "corrects what tables below say of that time (only true)",
    ),
    "document": Text("documents 中的键", "a key declared under documents"),
    "article": Text("第几条", "article"),
    "section": Text("哪一部分", "section"),
    "known": Text("怎么知道的", "how we know it"),
    "note": Text("随结果给出的提示", "a caveat of every result that uses this"),
    # standards
    "unit": Text("单位", "unit"),
    "values": Text("按时间先后的各段数值", "values in order of time"),
    "value": Text(
        "数值、分数、unknown,或按键分列", "a number, a fraction, unknown, or one for each key"
    ),
    "at_least": Text("数值未收录,但不低于", "the figure is not on record, but is at least this"),
    "by": Text("按什么取值:一个表达式", "the expression by which the value is chosen"),
    "bands": Text("各档:下限(含)对应数值", "bands: inclusive lower limit to figure"),
    "derived": Text("由其他标准推算的表达式", "an expression over other standards"),
    "round": Text("推算值怎样取整", "how a derived value is rounded"),
    "stated": Text("文件写明的数值,须与推算一致", "the figure as printed; must agree"),
    # facts
    "kind": Text("是哪一类值", "what sort of value it is"),
    "ask": Text("怎么问", "the question to put to a person"),
    "low": Text("最小可为多少,默认 0", "the least it may be; 0 by default"),
    "high": Text("最大可为多少", "the most it may be"),
    "choices": Text("可选的值及其名称", "the values to choose from, each with its title"),
    "usual": Text(
        "通常情形下的值(地点可写 here);不写就没有",
        "its value in usual circumstances (a place may be here); else there is none",
    ),
    # definitions and schemes
    "of": Text("是个人的还是家庭的", "whose it is: a person's or the household's"),
    "versions": Text("按时间先后的各版", "versions in order of time"),
    "is": Text("含义:一个表达式", "the meaning: an expression"),
    "scheme": Text("项目代号", "id of the scheme"),
    "assesses": Text("按个人还是按家庭判断", "whether persons or households are assessed"),
    "basis": Text("依据,至少一项", "what it rests on: one citation or more"),
    "inherits": Text(
        "是否沿用上级的规定(默认 true)",
        "whether it takes over what the places above say (default true)",
    ),
    "requires": Text(
        "各项条件,须全部满足;drop 去掉上级的条件",
        "named conditions, all needed; drop takes one of the place above away",
    ),
    "covers": Text(
        "哪些成员在保障范围内:个人定义的名称",
        "the person-level definition that says who is in the unit",
    ),
    "pays": Text("金额:一个表达式", "the amount: an expression"),
    "provides": Text("实物、服务或身份", "something in kind, or a status"),
    "lacks": Text("未收录什么;此时不能给出结论", "what is missing on record; no answer is given"),
    "caveats": Text("随结果给出的提示", "warnings that go with an answer"),
    "when": Text("何时给出:一个表达式", "when to warn: an expression"),
    # combinations
    "relation": Text("关系", "relation"),
    "schemes": Text("有关的项目", "the schemes concerned"),
    "keeps": Text("exclusive 时保留哪一项", "which one is kept, of an exclusive relation"),
    # cases
    "cases": Text("案例", "cases"),
    "case": Text("案例的名称", "name of the case"),
    "CaseShape.place": Text("所问地区的代码", "code of the place asked about"),
    "on": Text("所问月份或日期", "the month or day asked about"),
    "assume": Text("没有说明的怎么办", "what to do about what is not said"),
    "derivation": Text("手工推算", "how it was worked out by hand"),
    "source": Text("出处", "where the figures come from"),
    "household": Text("家庭", "the household"),
    "expect": Text(
        "应得的结果:项目,或 项目/成员", "what must come out, by scheme or scheme/member"
    ),
    "verdict": Text("结论", "verdict"),
    "amount": Text("金额(元);none 为没有", "amount in yuan; none for no amount"),
    "missing": Text("必须列出的所缺事实", "facts that must be listed as missing"),
    "fails": Text("必须不满足的条件", "conditions that must be false"),
    # of what a file of cases says cannot be shown
    "unreachable": Text(
        "没有家庭能够达到的情形,须写明理由", "what no household can reach, with the reason"
    ),
    "in": Text("项目、定义或标准", "the scheme, definition or standard"),
    "expression": Text(
        "原子条件或标准,照覆盖报告的写法", "the condition or figure, as the report has it"
    ),
    "sides": Text("哪些情形", "which sides of it"),
}
"""By key; where it means something else in one kind of part, by ``Model.key``."""

VALUES: Final[Mapping[str, Text]] = {
    "known.stated": Text("民政部门的报告写明", "printed in a report of the civil-affairs office"),
    "known.found": Text("在规定原文中读到", "found in the text of the regulation"),
    "known.reported": Text("媒体等转述", "second-hand: press, aggregator, answer of an office"),
    "known.recalled": Text("凭记忆,未读原文", "from memory of the field, text not read"),
    "known.inferred": Text("由其他事实推出", "derived by us from other facts"),
    "relation.exclusive": Text(
        "享受 keeps 的不享受其余", "who receives `keeps` does not receive the other"
    ),
    "relation.choice": Text("都符合的,由本人选择", "who qualifies for both chooses"),
    "relation.additive": Text("可以同时享受", "both are paid"),
    "relation.top_up": Text(
        "第一项补足与其余的差额", "the first is reduced by what is got from the others"
    ),
    "relation.unknown": Text("未收录", "not on record"),
    "kind.boolean": Text("是或否", "yes or no"),
    "kind.choice": Text("多选一", "one of a list"),
    "kind.number": Text("整数", "a whole number"),
    "kind.money": Text("金额", "an amount of money"),
    "kind.date": Text("日期", "a date"),
    "kind.place": Text("地点(六位代码)", "a place, by its code"),
    "of.person": Text("个人", "a person"),
    "of.household": Text("家庭", "the household"),
    "assesses.person": Text("按个人", "persons"),
    "assesses.household": Text("按家庭", "households"),
    "replaces.true": Text("更正下层的内容", "corrects what is said below"),
    "inherits.true": Text("沿用", "it does"),
    "inherits.previous": Text("沿用本地前一版", "it takes over what this place said before"),
    "inherits.false": Text("自成一体", "it stands alone"),
    "assume.usual": Text("按通常情形", "assume usual circumstances"),
    "assume.none": Text("未知就是未知", "leave it unknown"),
    "sides.holds": Text("条件为真", "the condition holds"),
    "sides.fails": Text("条件为假", "the condition fails"),
    "sides.below": Text("低于界限", "below the limit"),
    "sides.on": Text("恰在界限上", "exactly on the limit"),
    "sides.above": Text("高于界限", "above the limit"),
    "sides.used": Text("用到标准", "the figure is used"),
    "verdict.eligible": Text("符合", "eligible"),
    "verdict.not_eligible": Text("不符合", "not eligible"),
    "verdict.undetermined": Text("待定,还缺事实", "open: facts are missing"),
    "verdict.not_offered": Text("当时当地没有", "not offered here and then"),
    "verdict.not_on_record": Text("未收录", "not on record"),
}
"""What the words of a closed list mean, by ``key.word``."""
