"""The command line's own words in Chinese and English, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from civbenefits.presenting.words import SHARED
from civbenefits.texts import Language, Text

WORDS: Final[Mapping[str, Text]] = {
    **SHARED,
    # the header of an answer
    "place_and_month": Text("{place}({code}){month}", "{place} ({code}), {month}"),
    "rules": Text("规则版本 {fingerprint}", "rules {fingerprint}"),
    "no_assumptions": Text(
        "没有假定任何情形;没有说明的一律按未知处理",
        "nothing was assumed; what was not said counts as unknown",
    ),
    "on_assumptions": Text(
        "以下结论以 {count} 项未核实的通常情形为前提,见「通常情形」",
        "the answer rests on {count} usual circumstances that nobody has checked, see below",
    ),
    "attention": Text("注意:", "Note: "),
    # sections, in their order
    "eligible": Text("符合条件", "Eligible"),
    "qualifies_not_on_record": Text(
        "符合条件,但金额或依据未收录", "Conditions met, but the amount or rule is not on record"
    ),
    "not_on_record": Text("依据未收录,无法判断", "Not on record, cannot be decided"),
    "undetermined": Text("待定,还缺事实", "Undetermined, facts are missing"),
    "not_eligible": Text("不符合条件", "Not eligible"),
    "not_offered": Text("当时当地未开办", "Not offered here at that time"),
    "assumptions": Text("通常情形(假定,未核实)", "Usual circumstances (assumed, not checked)"),
    "caveats": Text("提示", "Caveats"),
    "sources": Text("依据", "Sources"),
    # inside sections
    "total": Text("每月合计", "a month in total"),
    "total_note": Text(
        "只加总已确定的按月金额;未收录、待定的不在内",
        "the sum of the definite monthly amounts; nothing undetermined or off record is in it",
    ),
    "total_doubt": Text(
        "其中有的项目能否同时享受未收录依据,见提示 {marks}",
        "whether some of them may be drawn together is not on record, see caveats {marks}",
    ),
    "needs": Text("还需知道:{facts}", "still needed: {facts}"),
    "needs_more": Text("等,另有 {count} 项", " and {count} more"),
    "ask_more": Text(
        "可先查明「{title}」,例如 --fact {path}=…",
        "best asked first: {title}; for example --fact {path}=...",
    ),
    "between": Text("可能为 {low} 至 {high} {unit}", "between {low} and {high} {unit}"),
    "at_least_paid": Text("至少 {low} {unit}", "at least {low} {unit}"),
    "may_be_unrecorded": Text("也可能落在未收录的金额上", "or an amount that is not on record"),
    "total_range": Text("每月合计可能", "a month in all"),
    "fails": Text("不满足:{text}", "fails: {text}"),
    "fails_more": Text("(另有 {count} 项)", " (and {count} more)"),
    "source_marks": Text("依据 {marks}", "sources {marks}"),
    "caveat_marks": Text("提示 {marks}", "caveats {marks}"),
    "condition_true": Text("满足", "holds"),
    "condition_false": Text("不满足", "fails"),
    "condition_unknown": Text("未知", "unknown"),
    # reasons
    "reasons": Text("理由", "Reasons"),
    "value_line": Text("{text}:{value}", "{text}: {value}"),
    "amount_line": Text("金额:{value},即{text}", "amount: {value}, namely {text}"),
    "path": Text("({path})", " ({path})"),
    "rests_on": Text("依据:", "rests on: "),
    "cited": Text("〔{sources}〕", "({sources})"),
    "assumed_mark": Text("(假定)", " (assumed)"),
    "alone_enough": Text("(其余条件均满足,只差这一项)", " (all other conditions hold)"),
    "not_counted": Text("(不计入)", " (not counted)"),
    "told_above": Text("(见上)", " (as above)"),
    "told_at": Text("(见「{scheme}」)", " (see {scheme})"),
    "more": Text(
        "加 --explain 逐项说明理由,加 --scheme 只说明一个项目",
        "add --explain for the reasons of every answer, --scheme for those of one scheme",
    ),
    # rules
    "reviewed": Text("审核到 {day}", "reviewed through {day}"),
    "scheme_count": Text("{count} 个项目", "{count} schemes"),
    "should_be": Text("应为", "expected"),
    "no_faults": Text(
        "规则表无误:{places} 个地区,{schemes} 个项目,{standards} 项标准",
        "no faults: {places} places, {schemes} schemes, {standards} standards",
    ),
    "new_file": Text(
        "已写入 {file}。填写后检查:civbenefits rules validate {folder}",
        "written to {file}; fill it in, then check it: civbenefits rules validate {folder}",
    ),
    "cases_running": Text("核对案例 {done}/{of}", "running cases {done}/{of}"),
    "cases_told": Text(
        "案例 {cases} 个,与预期不符 {wrong} 个", "{cases} cases, {wrong} of them not as expected"
    ),
    "seconds_passed": Text("正在计算,已用 {seconds} 秒", "working, {seconds} s so far"),
    "gaps_searching": Text("为缺口搜索家庭 {done}/{of}", "searching households {done}/{of}"),
    "of_place": Text("地区", "place"),
    "of_name": Text("内容", "name"),
    "of_since": Text("自", "since"),
    "of_conditions": Text("条件", "conditions"),
    "of_limits": Text("界限", "limits"),
    "of_figures": Text("标准", "figures"),
    "gaps": Text("缺口", "Gaps"),
    "not_reached": Text("事实无法达到,不计入", "Out of reach of the facts, not counted"),
    "colon": Text(":", ": "),
    "law_lacking": Text(
        "另有 {count} 项因依据未收录而无法判断,不计入",
        "{count} more hang on law that is not on record, and are not counted",
    ),
    "case_differs": Text(
        "与预期不符,不作证明", "does not come out as expected, and so shows nothing"
    ),
    "side_holds": Text("为真", "true"),
    "side_fails": Text("为假", "false"),
    "side_below": Text("低于界限", "below the limit"),
    "side_on": Text("恰在界限上", "exactly on the limit"),
    "side_above": Text("高于界限", "above the limit"),
    "side_used": Text("用到", "used"),
    "status_never": Text("没有案例使其{side}", "never {side}"),
    "status_masked": Text("{side}时没有左右结果", "{side}, but never decides an outcome"),
    "status_out_of_range": Text("不可能{side}", "cannot be {side}"),
    "status_declared": Text("{side}", "{side}"),
    "proposals": Text(
        "可粘贴的案例 {count} 个;答案、理由和出处须依据法规由人填写",
        "{count} cases to paste; answer, derivation and source are for a person to work out",
    ),
    "coverage_total": Text(
        "案例 {cases} 个,证明 {shown}/{of},{percent}%",
        "{cases} cases show {shown} of {of}, {percent}%",
    ),
    "below_least": Text("低于要求的 {least}%", "below the {least}% that is asked"),
    "expected": Text("预期", "expected"),
    "found": Text("实得", "found"),
    "nothing": Text("无", "nothing"),
    "for_person": Text("按个人", "for a person"),
    "for_household": Text("按家庭", "for a household"),
    "conditions": Text("条件(须全部满足)", "Conditions (all needed)"),
    "no_conditions": Text("没有条件", "no conditions"),
    "amount": Text("金额", "Amount"),
    "provides": Text("给予", "Provides"),
    "lacks": Text("未收录", "Not on record"),
    "covered": Text("保障范围", "Who is covered"),
    "definitions": Text("其中", "Where"),
    "figures": Text("在用的标准", "Figures in force"),
    "figure_derived": Text("即{formula}", "that is, {formula}"),
    "until": Text("至 {day}", "to {day}"),
    "see_in_words": Text(
        "加 --place 和 --on 看某地某月的条件和标准",
        "add --place and --on for the conditions and figures of a place and month",
    ),
}

PROBLEMS: Final[Mapping[str, Text]] = {
    "unknown_option": Text("没有选项 {option}。{suggestion}", "no option {option}. {suggestion}"),
    "unknown_argument": Text(
        "多了不认识的内容(此处不显示)", "there is something too much (not shown here)"
    ),
    "unknown_command": Text(
        "没有这个命令。{suggestion}可用:{commands}",
        "no such command. {suggestion}Use one of: {commands}",
    ),
    "missing": Text("缺少 {names}", "missing: {names}"),
    "needs_value": Text("{option} 后面要有一个值", "{option} needs a value"),
    "takes_no_value": Text("{option} 后面不带值", "{option} takes no value"),
    "bad_choice": Text("{option} 只能是 {choices}", "{option} must be one of {choices}"),
    "together": Text("{one} 与 {other} 不能同时使用", "{one} cannot be used with {other}"),
    "place_and_on": Text("--place 与 --on 须同时给出", "give both --place and --on, or neither"),
    "whose": Text(
        "请说明家庭:--members 3,或 --ages 70,45,12,或家庭文件",
        "say who is in the household: --members 3, or --ages 70,45,12, or a household file",
    ),
    "answers_on_stdin": Text(
        "访谈从标准输入读答案,家庭请用文件名给出",
        "an interview reads its answers from standard input; name a file for the household",
    ),
    "not_a_count": Text(
        "{option} 应为人数,例如 3", "{option} must be a number of persons such as 3"
    ),
    "counts_differ": Text(
        "{option} 列了 {found} 人,{other} 是 {expected} 人;不知道的写 ?",
        "{option} lists {found} persons but {other} gives {expected}; write ? for unknown",
    ),
    "no_member": Text(
        "{option} 指的成员不存在;成员编号是 1 至 {count}",
        "{option} names no member of the household; members are 1 to {count}",
    ),
    "bad_name": Text(
        "{option} 应为没有用过的名称:小写字母、数字、下划线",
        "{option} must be a name not used yet, of lower-case letters, digits, underscore",
    ),
    "shape": Text("{option} 应写成 {shape}", "{option} must be written as {shape}"),
    "twice": Text(
        "{option} 与先前给出的内容重复或矛盾", "{option} repeats or contradicts what came before"
    ),
    "no_scheme": Text("{option} 不是已有的项目", "{option} names no scheme on record"),
    "no_fact": Text(
        "{option} 中没有这个事实。{suggestion}", "{option} names no known fact. {suggestion}"
    ),
}
"""What is wrong with a command."""


def word(name: str, language: Language, **details: object) -> str:
    """A phrase of the command line in one language, its blanks filled in."""
    return WORDS[name].in_(language).format(**details)
