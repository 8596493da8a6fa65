"""Every error message about tables, in Chinese and English: what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from civbenefits.texts import Text

TABLES: Final[Mapping[str, Text]] = {
    "tables.refused": Text("规则表有 {count} 处错误", "{count} fault(s) in the tables"),
    "table.no_folder": Text("没有这个规则文件夹", "there is no such folder of tables"),
    "table.too_many_files": Text("规则文件超过 {limit} 个", "more than {limit} table files"),
    "table.folder_too_large": Text(
        "规则文件合计超过 {limit} 字节", "the table files are larger than {limit} bytes together"
    ),
    "table.unreadable": Text(
        "文件无法读取,请检查权限、链接和文件名",
        "the file cannot be read; check permissions, links, name",
    ),
    "table.too_many_faults": Text(
        "本文件另有 {count} 处错误没有列出,请先改正列出的",
        "{count} more faults of this file are not listed; correct those that are",
    ),
    "table.not_utf8": Text("文件不是 UTF-8 编码,请另存为 UTF-8", "not UTF-8; save it as UTF-8"),
    "table.too_large": Text("文件超过 {limit} 字节", "the file is larger than {limit} bytes"),
    "table.too_deep": Text("嵌套超过 {limit} 层", "nested more than {limit} deep"),
    "table.not_yaml": Text(
        "不是正确的 YAML,请检查缩进、引号和括号",
        "not valid YAML; check indentation, quotes and brackets",
    ),
    "table.anchor": Text(
        "不允许使用锚点或别名(& 和 *),请写全",
        "anchors and aliases (& and *) are not allowed; write it out",
    ),
    "table.tag": Text("不允许使用 YAML 标签(!)", "YAML tags (!) are not allowed"),
    "table.bad_key": Text("键必须是文字", "a key must be plain text"),
    "table.duplicate_key": Text("键「{key}」重复,请删去一个", "duplicate key '{key}'; remove one"),
    "table.unknown_key": Text(
        "不认识的键「{key}」。{suggestion}", "unknown key '{key}'. {suggestion}"
    ),
    "table.missing_key": Text("缺少必填的键「{key}」", "the required key '{key}' is missing"),
    "table.wrong_shape": Text(
        "这里的内容形式不对(应为文字、列表或键值对中的另一种),见 docs/tables.md",
        "the wrong shape of value here (text, list or mapping expected); see docs/tables.md",
    ),
    "table.not_allowed": Text(
        "「{text}」不在允许之列:{expected}", "'{text}' is not allowed; expected {expected}"
    ),
    "table.bad_name": Text(
        "「{text}」不合命名规则(小写字母、数字、下划线;地区代码为六位数字,或 DE、US-CA 之类)",
        "'{text}' is not a valid name (lower-case letters, digits, underscore; "
        "a place is six digits, or such as DE or US-CA)",
    ),
    "table.impossible_date": Text(
        "「{text}」不是日历上的日期,应写成 2021-07-01、2021-07 或 2021",
        "'{text}' is no calendar date; write 2021-07-01, 2021-07 or 2021",
    ),
    "table.not_a_number": Text(
        "「{text}」不是数字,应写成 1300、1.5 或 2/3,或写 unknown",
        "'{text}' is not a number; write 1300, 1.5 or 2/3, or unknown",
    ),
    "table.unknown_unit": Text(
        "不认识的单位「{text}」,例如 yuan/person/month、years、ratio",
        "unknown unit '{text}'; for example yuan/person/month, years, ratio",
    ),
    "table.unknown_rounding": Text(
        "不认识的取整方式「{text}」;应写成 up to yuan、none 之类",
        "unknown rounding '{text}'; write up to yuan, none or the like",
    ),
    "table.value_shape": Text(
        "value、bands、derived 必须且只能写一个", "give exactly one of value, bands and derived"
    ),
    "table.bands_without_by": Text("bands 须与 by 同时写明", "bands need by"),
    "table.derived_without_round": Text(
        "derived 必须写明 round(可为 none),round 只能与 derived 同写",
        "derived needs round (it may be none), and round needs derived",
    ),
    "table.keeps_missing": Text(
        "exclusive 须以 keeps 写明保留哪一项,其他关系不写 keeps",
        "exclusive needs keeps, naming one of its schemes; no other relation has it",
    ),
    "table.lacks_and_more": Text(
        "写了 lacks 就不能再写 requires、pays、provides",
        "a version with lacks has no requires, pays or provides",
    ),
    "table.left_open": Text(
        "「???」处还没有填写:请依据法规算出并写明",
        "??? is left to be filled in: work it out from the law",
    ),
    "table.no_gap": Text(
        "「{name}」没有这样的缺口({side}):写法不符,或者已有案例覆盖",
        "'{name}' has no such gap ({side}): it is written otherwise, or a case shows it",
    ),
    "table.ends_before_start": Text("结束早于开始", "it ends before it begins"),
    "table.overlap": Text(
        "与前一段时间重叠(本段自 {start} 起),请按时间顺序衔接",
        "overlaps the one before (this begins {start}); put them in order of time",
    ),
    "table.gap": Text(
        "前一段止于 {end},本段始于 {start},中间无规定;不知道的时段写 unknown 或 lacks",
        "a gap between {end} and {start}; write unknown or lacks for what is not on record",
    ),
    "table.no_tables": Text(
        "文件夹中没有规则表(.yaml 文件)", "there are no tables (.yaml files) in the folder"
    ),
    "table.bad_ending": Text(
        "请把文件名的结尾改为 .yaml", "rename the file so that it ends in .yaml"
    ),
    "table.folder_twice": Text(
        "这个文件夹已经作为 {other} 使用;只用它而不用内置规则表,请加 --no-built-in",
        "this folder is in use already, as {other}; to use it without the built-in tables, "
        "add --no-built-in",
    ),
    "table.too_many_days": Text(
        "地区 {name} 的规则变化超过 {limit} 次,请核对日期",
        "the rules of place {name} change on more than {limit} days; check the dates",
    ),
    "table.no_place": Text(
        "文件不属于任何地区:请在文件中写 place 和代码,或在本文件夹或上级的 place.yaml 中写",
        "the file belongs to no place: write place with its code in the file, "
        "or in a place.yaml here or above",
    ),
    "table.which_place": Text(
        "文件夹中写有几个地区({codes}),请在本文件中写 place,或给每个地区一个文件夹",
        "the folder has several places ({codes}); write place in this file, "
        "or give each place a folder",
    ),
    "table.clash": Text(
        "「{name}」自 {start} 起的内容与 {other} 相冲突;"
        "要更正下层文件夹的内容,请在此写 replaces: true",
        "what is said of '{name}' from {start} clashes with {other}; "
        "to correct a folder below, write replaces: true here",
    ),
    "table.nothing_to_replace": Text(
        "下层规则表没有「{name}」的相应内容可更正,请去掉 replaces",
        "tables below say nothing of '{name}' then that could be replaced; take replaces out",
    ),
    "table.differs": Text(
        "「{name}」的 {key} 与 {other} 的不一致,请去掉或改为一致(审核日期只能更晚)",
        "the {key} of '{name}' differs from that at {other}; take it out or make it the same "
        "(a date of review may only be later)",
    ),
    "table.name_taken": Text(
        "「{name}」已另有含义(见 {other}),请换一个名称",
        "'{name}' already means something else (see {other}); choose another name",
    ),
    "table.fact_parts": Text(
        "number 须写 unit 和 high(可写 low),money 须写 unit,choice 须写 choices,其他都不写",
        "a number needs unit and high (and may have low), money needs unit, a choice needs "
        "choices; nothing else has any of these",
    ),
    "table.fact_unit": Text(
        "{kind} 不能用单位 {unit}:个人的金额用 yuan/person 一类,家庭的金额用 yuan/household 一类,"
        "数字不用金额的单位",
        "{kind} cannot have the unit {unit}: money of a person has yuan/person and the like, "
        "of a household yuan/household, and a number no unit of money",
    ),
    "table.fact_limits": Text("high 必须大于 low", "high must be above low"),
    "table.fact_usual": Text(
        "「{text}」不是这项事实可取的值", "'{text}' is no value that this fact may have"
    ),
    "table.no_parent_place": Text(
        "地区 {name} 没有上级地区(至少要有国家,例如 000000、DE)",
        "place {name} has no place above it (at least a country, such as 000000 or DE)",
    ),
    "table.currency_below_country": Text(
        "只有国家才写 currency,{name} 用它所在国家的货币",
        "only a country declares a currency; {name} uses that of its country",
    ),
    "table.wrong_currency": Text(
        "单位「{text}」不是这个国家的货币({money})", "'{text}' is not in the currency here, {money}"
    ),
    "table.rounding_of_currency": Text(
        "「{text}」取整到的不是这个国家的货币单位;可以是 {units}",
        "'{text}' rounds to no unit of the currency here; those are {units}",
    ),
    "table.duplicate_name": Text(
        "「{name}」已在 {other} 定义", "'{name}' is already declared at {other}"
    ),
    "table.title_missing": Text("「{name}」没有中英文名称(title)", "'{name}' has no title"),
    "table.assesses_missing": Text(
        "「{name}」没有写明 assesses(person 或 household)",
        "'{name}' does not say what it assesses (person or household)",
    ),
    "table.unknown_document": Text(
        "没有登记的文件「{name}」,请在 documents 中登记",
        "no document '{name}'; declare it under documents",
    ),
    "table.wrong_unit": Text(
        "「{name}」的单位 {found} 与 {other} 的 {expected} 不一致",
        "the unit {found} of '{name}' differs from {expected} at {other}",
    ),
    "table.wrong_subject": Text(
        "「{name}」的 of {found} 与 {other} 的 {expected} 不一致",
        "'{name}' is of {found}, but of {expected} at {other}",
    ),
    "table.not_an_expression": Text("不是表达式:{text}", "not an expression: {text}"),
    "table.not_in_language": Text(
        "规则语言里没有这种写法:{text}", "not in the language of tables: {text}"
    ),
    "table.number_too_long": Text(
        "数字「{text}」的位数超过 {limit},请核对",
        "the number '{text}' has more than {limit} digits",
    ),
    "table.expression_too_large": Text(
        "表达式过长或嵌套过深(上限 {limit})",
        "expression too long or nested too deeply (limit {limit})",
    ),
    "table.unresolved_name": Text(
        "没有名为「{name}」的事实、标准、定义或项目。{suggestion}",
        "no fact, standard, definition or scheme is named '{name}'. {suggestion}",
    ),
    "table.unknown_function": Text(
        "没有函数「{name}」。{suggestion}", "no function '{name}'. {suggestion}"
    ),
    "table.wrong_arguments": Text(
        "{name} 的写法不对,应写成 {usage}", "{name} takes other arguments: {usage}"
    ),
    "table.unknown_choice": Text(
        "「{text}」不是可用的取值({choices})。{suggestion}",
        "'{text}' is not one of the values ({choices}). {suggestion}",
    ),
    "table.wrong_type": Text(
        "类型不对:应为 {expected},实为 {found}", "wrong type: expected {expected}, found {found}"
    ),
    "table.wrong_unit_in_expression": Text(
        "单位不符:应为 {expected},实为 {found}",
        "units do not fit: expected {expected}, found {found}",
    ),
    "table.needs_person": Text(
        "「{name}」是个人的事实,在家庭层面须写明是谁(例如 m.{name})",
        "'{name}' belongs to a person; at household level say whose (m.{name})",
    ),
    "table.needs_key": Text(
        "标准「{name}」要按键取值,例如 {name}[...]",
        "the standard '{name}' needs a key: {name}[...]",
    ),
    "table.needs_loop": Text(
        "{name}(...) 应写成 {name}(... for m in members if ...)",
        "write {name}(... for m in members if ...)",
    ),
    "table.not_a_value": Text(
        "「{name}」是一组事实,不是一个值", "'{name}' is a group of facts, not a value"
    ),
    "table.age_needs_day": Text(
        "年龄须写明参照日:age(month_start) 或 age(month_end)",
        "say on which day: age(month_start) or age(month_end)",
    ),
    "table.rounding_unit": Text("只能把金额取整到 {units}", "only money is rounded, to {units}"),
    "table.nothing_to_inherit": Text(
        "上级没有可沿用的内容(inherited)", "there is nothing to inherit here"
    ),
    "table.nothing_to_drop": Text(
        "上级没有条件「{name}」可去掉", "there is no condition '{name}' to drop"
    ),
    "table.grants_nothing": Text(
        "「{name}」没有 pays、provides 或 lacks", "'{name}' has neither pays nor provides nor lacks"
    ),
    "table.circle": Text("互相引用成环:{circle}", "a circle of references: {circle}"),
    "table.derived_disagrees": Text(
        "「{name}」推算得 {derived},与写明的 {stated} 不一致;"
        "所依据的标准有变动的,请自那一天起另写一条",
        "'{name}' comes to {derived}, but {stated} is stated; where what it is computed from "
        "has changed, give it an entry of its own from that day",
    ),
    "table.always_true": Text(
        "「{text}」在任何情况下都为真,请核对界限和关系",
        "'{text}' is true whatever the facts are; check its limits",
    ),
    "table.always_false": Text(
        "「{text}」在任何情况下都为假,请核对界限和关系",
        "'{text}' is false whatever the facts are; check its limits",
    ),
    "table.never_all_hold": Text(
        "「{name}」这一版的条件互相矛盾,不可能同时满足",
        "the conditions of this version of '{name}' contradict each other and never all hold",
    ),
    "table.key_never_occurs": Text(
        "键「{text}」不可能出现,请删去或改正",
        "the key '{text}' can never occur; correct or remove it",
    ),
    "table.unused_standard": Text(
        "没有规则用到标准「{name}」", "nothing uses the standard '{name}'"
    ),
    "table.unused_definition": Text(
        "没有规则用到定义「{name}」", "nothing uses the definition '{name}'"
    ),
    "table.unused_document": Text(
        "没有规则引用文件「{name}」", "nothing cites the document '{name}'"
    ),
    "table.never_offered": Text(
        "「{name}」在这里和这段时间从未与所列其他项目同时施行,这条关系没有意义",
        "'{name}' is never offered here on these dates together with another of these schemes",
    ),
    "table.unused_fact": Text("没有规则用到事实「{name}」", "nothing uses the fact '{name}'"),
}


EXPECTED: Final[Mapping[str, Text]] = {
    "table.too_many_days": Text("至多 {limit} 次变化", "at most {limit} days of change"),
    "table.folder_too_large": Text("合计至多 {limit} 字节", "at most {limit} bytes together"),
    "table.unreadable": Text("可以读取的普通文件", "a plain file that can be read"),
    "table.too_many_faults": Text("没有错误的文件", "a file without faults"),
    "table.number_too_long": Text("至多 {limit} 位数字", "at most {limit} digits"),
    "table.no_folder": Text("规则表所在的文件夹", "the folder of the tables"),
    "table.too_many_files": Text("至多 {limit} 个文件", "at most {limit} files"),
    "table.not_utf8": Text("UTF-8 编码的文字", "text in UTF-8"),
    "table.too_large": Text("至多 {limit} 字节", "at most {limit} bytes"),
    "table.too_deep": Text("至多嵌套 {limit} 层", "at most {limit} levels"),
    "table.not_yaml": Text("YAML 的键值对、列表或文字", "a mapping, a list or a text of YAML"),
    "table.anchor": Text("写全的内容", "the content itself, written out"),
    "table.tag": Text("不带标签的内容", "a value without a tag"),
    "table.bad_key": Text("文字作键", "a plain text as key"),
    "table.duplicate_key": Text("每个键只写一次", "each key once"),
    "table.unknown_key": Text("{expected} 之一", "one of {expected}"),
    "table.missing_key": Text("键 {key}", "the key {key}"),
    "table.wrong_shape": Text("文字、列表或键值对中的另一种", "another of text, list and mapping"),
    "table.not_allowed": Text("{expected}", "{expected}"),
    "table.bad_name": Text(
        "小写字母开头的名称,或六位地区代码", "a name in lower case, or a six-digit place code"
    ),
    "table.impossible_date": Text("2021-07-01、2021-07 或 2021", "2021-07-01, 2021-07 or 2021"),
    "table.not_a_number": Text("1300、1.5、2/3 或 unknown", "1300, 1.5, 2/3 or unknown"),
    "table.unknown_unit": Text(
        "yuan/person/month、years、ratio 等", "yuan/person/month, years, ratio and the like"
    ),
    "table.unknown_rounding": Text(
        "none,或 up / down / half up to yuan / jiao / fen",
        "none, or up / down / half up to yuan / jiao / fen",
    ),
    "table.value_shape": Text("value、bands、derived 之一", "one of value, bands, derived"),
    "table.bands_without_by": Text("by 与 bands 同写", "by together with bands"),
    "table.derived_without_round": Text("round 与 derived 同写", "round together with derived"),
    "table.keeps_missing": Text(
        "exclusive 写 keeps,为 schemes 之一", "keeps with exclusive only, one of its schemes"
    ),
    "table.lacks_and_more": Text("只写 lacks", "lacks alone"),
    "table.left_open": Text("写明的内容", "what is meant"),
    "table.no_gap": Text(
        "civbenefits rules coverage 列出的缺口", "a gap that civbenefits rules coverage names"
    ),
    "table.ends_before_start": Text("不早于 from 的一天", "a day not before from"),
    "table.overlap": Text("晚于前一段的一天", "a day after the one before"),
    "table.gap": Text("{end} 的次日", "the day after {end}"),
    "table.no_tables": Text("至少一个 .yaml 文件", "one .yaml file or more"),
    "table.bad_ending": Text("以 .yaml 结尾的文件名", "a name that ends in .yaml"),
    "table.folder_twice": Text("另一个文件夹", "another folder"),
    "table.no_place": Text(
        "本文件的 place,或本文件夹或上级的 place.yaml",
        "place in this file, or a place.yaml here or above",
    ),
    "table.which_place": Text("{codes} 之一,写作 place", "place, one of {codes}"),
    "table.clash": Text("另一天,或 replaces: true", "another day, or replaces: true"),
    "table.nothing_to_replace": Text("不写 replaces", "no replaces"),
    "table.differs": Text("与 {other} 一致", "the same as at {other}"),
    "table.name_taken": Text("没有用过的名称", "a name not used yet"),
    "table.fact_parts": Text(
        "number 写 unit、high,money 写 unit,choice 写 choices",
        "unit and high for a number, unit for money, choices for a choice",
    ),
    "table.fact_unit": Text("合适的单位", "a unit that fits"),
    "table.fact_limits": Text("大于 low 的数", "a number above low"),
    "table.fact_usual": Text("这项事实可取的值", "a value that the fact may have"),
    "table.no_parent_place": Text("上级地区,至少 000000", "a place above it, at least 000000"),
    "table.currency_below_country": Text(
        "只有国家才写 currency,{name} 用它所在国家的货币",
        "only a country declares a currency; {name} uses that of its country",
    ),
    "table.wrong_currency": Text(
        "单位「{text}」不是这个国家的货币({money})", "'{text}' is not in the currency here, {money}"
    ),
    "table.rounding_of_currency": Text(
        "「{text}」取整到的不是这个国家的货币单位;可以是 {units}",
        "'{text}' rounds to no unit of the currency here; those are {units}",
    ),
    "table.duplicate_name": Text("没有用过的名称", "a name not used yet"),
    "table.title_missing": Text("title: {{zh: …, en: …}}", "title: {{zh: …, en: …}}"),
    "table.assesses_missing": Text(
        "assesses: person 或 household", "assesses: person or household"
    ),
    "table.unknown_document": Text("documents 中登记的键", "a key declared under documents"),
    "table.wrong_unit": Text("{expected}", "{expected}"),
    "table.wrong_subject": Text("{expected}", "{expected}"),
    "table.not_an_expression": Text("规则语言的表达式", "an expression of the language of tables"),
    "table.not_in_language": Text("规则语言中的写法", "what the language of tables has"),
    "table.expression_too_large": Text("上限 {limit}", "at most {limit}"),
    "table.unresolved_name": Text(
        "事实、标准、定义或项目的名称", "the name of a fact, standard, definition or scheme"
    ),
    "table.unknown_function": Text("{expected} 之一", "one of {expected}"),
    "table.unknown_choice": Text("{choices} 之一", "one of {choices}"),
    "table.wrong_arguments": Text("{usage}", "{usage}"),
    "table.wrong_type": Text("{expected}", "{expected}"),
    "table.wrong_unit_in_expression": Text("{expected}", "{expected}"),
    "table.needs_person": Text("写明是谁的", "whose it is"),
    "table.needs_key": Text("{name}[...]", "{name}[...]"),
    "table.needs_loop": Text(
        "{name}(... for m in members if ...)", "{name}(... for m in members if ...)"
    ),
    "table.not_a_value": Text("一项事实", "a single fact"),
    "table.age_needs_day": Text(
        "age(month_start) 或 age(month_end)", "age(month_start) or age(month_end)"
    ),
    "table.rounding_unit": Text("金额,取整到 yuan、jiao 或 fen", "money, to yuan, jiao or fen"),
    "table.nothing_to_inherit": Text("不用 inherited 的表达式", "an expression without inherited"),
    "table.nothing_to_drop": Text("上级的条件名", "the name of a condition above"),
    "table.grants_nothing": Text("pays、provides 或 lacks", "pays, provides or lacks"),
    "table.circle": Text("不绕回自身的引用", "references that do not come back"),
    "table.derived_disagrees": Text("{derived}", "{derived}"),
    "table.always_true": Text("随事实而变的条件", "a condition that facts can change"),
    "table.always_false": Text("随事实而变的条件", "a condition that facts can change"),
    "table.never_all_hold": Text("可以同时满足的条件", "conditions that can all hold for somebody"),
    "table.key_never_occurs": Text("可能出现的键", "a key that can occur"),
    "table.unused_standard": Text(
        "用到它的表达式,或删去", "an expression that uses it, or its removal"
    ),
    "table.unused_definition": Text(
        "用到它的表达式,或删去", "an expression that uses it, or its removal"
    ),
    "table.unused_document": Text(
        "引用它的数值或规则,或删去", "a figure or rule that cites it, or its removal"
    ),
    "table.never_offered": Text("同时施行的项目", "schemes that are offered at the same time"),
    "table.unused_fact": Text(
        "用到它的表达式,或删去", "an expression that uses it, or its removal"
    ),
}
"""What would have been right, for each fault."""
