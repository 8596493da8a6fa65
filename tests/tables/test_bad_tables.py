"""Each fault that tables can have: one folder that shows it, laid over the good tables.

A folder below ``bad`` is named after the code of its fault, with what is special about it
after a hyphen.
"""

from __future__ import annotations

import os
import shutil
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

import pytest

from civbenefits.engine import library
from civbenefits.engine.library import load_tables
from civbenefits.errors import TableErrors
from civbenefits.located import MAX_BYTES
from civbenefits.table_messages import EXPECTED as EXPECTATIONS
from civbenefits.table_messages import TABLES
from civbenefits.tables import loading
from civbenefits.tables.faults import SourceLines, as_data
from civbenefits.tables.shapes import MAX_FAULTS

HERE = Path(__file__).parent
GOOD = HERE / "good"
BAD = HERE / "bad"


class Bad(NamedTuple):
    """A folder and the one fault it shows."""

    folder: str
    file: str
    line: int
    column: int
    zh: str
    en: str

    @property
    def code(self) -> str:
        return self.folder.split("-")[0].replace("_", ".", 1)


EXPECTED = [
    Bad(
        "table_differs-a_fact",
        "cn/more.yaml",
        2,
        3,
        "「registered_jobseeker」的 facts 与 cn/gd/more.yaml:2:3 的不一致",
        "the facts of 'registered_jobseeker' differs",
    ),
    Bad(
        "table_differs-an_income_kind",
        "cn/more.yaml",
        2,
        3,
        "「tips」的 income_kinds 与 cn/gd/more.yaml:2:3 的不一致",
        "the income_kinds of 'tips' differs",
    ),
    Bad("table_fact_limits", "cn/more.yaml", 7, 11, "high 必须大于 low", "high must be above low"),
    Bad(
        "table_fact_parts",
        "cn/more.yaml",
        3,
        5,
        "number 须写 unit 和 high",
        "a number needs unit and high",
    ),
    Bad(
        "table_fact_parts-of_another_kind",
        "cn/more.yaml",
        3,
        5,
        "其他都不写",
        "nothing else has any of these",
    ),
    Bad(
        "table_fact_unit",
        "cn/more.yaml",
        5,
        11,
        "money 不能用单位 yuan/household/month",
        "money cannot have the unit yuan/household/month",
    ),
    Bad(
        "table_fact_unit-of_a_number",
        "cn/more.yaml",
        6,
        11,
        "number 不能用单位 yuan/household",
        "number cannot have the unit yuan/household",
    ),
    Bad(
        "table_fact_usual",
        "cn/more.yaml",
        7,
        12,
        "「10」不是这项事实可取的值",
        "'10' is no value that this fact may have",
    ),
    Bad(
        "table_name_taken-by_a_fact_of_the_library",
        "cn/more.yaml",
        2,
        3,
        "「in_difficulty」已另有含义(见 docs/model.md)",
        "'in_difficulty' already means something else (see docs/model.md)",
    ),
    Bad(
        "table_name_taken-by_a_standard",
        "cn/more.yaml",
        2,
        3,
        "「counted_share」已另有含义(见 cn/figures.yaml:33:3)",
        "'counted_share' already means something else (see cn/figures.yaml:33:3)",
    ),
    Bad(
        "table_name_taken-by_a_word_of_expressions",
        "cn/more.yaml",
        2,
        3,
        "「within」已另有含义",
        "'within' already means something else",
    ),
    Bad(
        "table_name_taken-of_an_income_kind",
        "cn/more.yaml",
        2,
        3,
        "「wage」已另有含义",
        "'wage' already means something else",
    ),
    Bad(
        "table_unused_fact",
        "cn/more.yaml",
        2,
        3,
        "没有规则用到事实「registered_jobseeker」",
        "nothing uses the fact 'registered_jobseeker'",
    ),
    Bad(
        "table_currency_below_country",
        "cn/bj/place.yaml",
        5,
        3,
        "只有国家才写 currency,110000 用它所在国家的货币",
        "only a country declares a currency; 110000 uses that of its country",
    ),
    Bad(
        "table_missing_key-of_a_currency",
        "de/place.yaml",
        1,
        8,
        "缺少必填的键「currency」",
        "the required key 'currency' is missing",
    ),
    Bad(
        "table_rounding_of_currency",
        "cn/more.yaml",
        6,
        61,
        "「up to cent」取整到的不是这个国家的货币单位;可以是 yuan, jiao, fen",
        "'up to cent' rounds to no unit of the currency here; those are yuan, jiao, fen",
    ),
    Bad(
        "table_wrong_currency",
        "cn/more.yaml",
        4,
        11,
        "单位「euro/person/month」不是这个国家的货币(yuan)",
        "'euro/person/month' is not in the currency here, yuan",
    ),
    Bad("table_age_needs_day", "cn/more.yaml", 7, 13, "年龄须写明参照日:age", "say on which day"),
    Bad("table_anchor", "cn/more.yaml", 2, 11, "不允许使用锚点或别名", "anchors and aliases"),
    Bad(
        "table_anchor-on_a_key", "cn/more.yaml", 2, 3, "不允许使用锚点或别名", "anchors and aliases"
    ),
    Bad(
        "table_assesses_missing",
        "cn/more.yaml",
        1,
        1,
        "「meals」没有写明 assesses",
        "'meals' does not say what it assesses",
    ),
    Bad("table_bad_key", "cn/more.yaml", 2, 5, "键必须是文字", "a key must be plain text"),
    Bad(
        "table_bad_name",
        "cn/44/place.yaml",
        1,
        15,
        "「44」不合命名规则",
        "'44' is not a valid name",
    ),
    Bad(
        "table_bad_name-as_a_key",
        "cn/more.yaml",
        2,
        3,
        "「通知」不合命名规则",
        "'通知' is not a valid name",
    ),
    Bad("table_bands_without_by", "cn/more.yaml", 6, 9, "bands 须与 by 同时写明", "bands need by"),
    Bad(
        "table_circle",
        "cn/more.yaml",
        6,
        9,
        "互相引用成环:asked > asked_too > asked",
        "a circle of references",
    ),
    Bad(
        "table_clash",
        "cn/more.yaml",
        5,
        16,
        "「counted_share」自 2020-01-01 起的内容与 cn/figures.yaml:37:16 相冲突",
        "what is said of 'counted_share' from 2020-01-01 clashes with cn/figures.yaml:37:16",
    ),
    Bad(
        "table_derived_disagrees",
        "cn/more.yaml",
        6,
        9,
        "「figure」推算得 1601",
        "'figure' comes to 1601",
    ),
    Bad(
        "table_derived_without_round",
        "cn/more.yaml",
        6,
        9,
        "derived 必须写明 round",
        "derived needs round",
    ),
    Bad(
        "table_derived_without_round-round_alone",
        "cn/more.yaml",
        6,
        9,
        "derived 必须写明 round",
        "derived needs round",
    ),
    Bad("table_duplicate_key", "cn/more.yaml", 3, 3, "键「notice」重复", "duplicate key 'notice'"),
    Bad(
        "table_differs",
        "cn/place_too.yaml",
        2,
        19,
        "「000000」的 reviewed_through 与 cn/place.yaml:2:19 的不一致",
        "the reviewed_through of '000000' differs from that at cn/place.yaml:2:19",
    ),
    Bad(
        "table_duplicate_name",
        "cn/place.yaml",
        5,
        3,
        "「law」已在 cn/more.yaml:2 定义",
        "'law' is already declared at cn/more.yaml:2",
    ),
    Bad(
        "table_duplicate_name-of_a_place",
        "cn/yue/place.yaml",
        1,
        8,
        "「440000」已在 cn/gd/place.yaml:1 定义",
        "'440000' is already declared at cn/gd/place.yaml:1",
    ),
    Bad(
        "table_ends_before_start", "cn/more.yaml", 6, 32, "结束早于开始", "it ends before it begins"
    ),
    Bad(
        "table_expression_too_large",
        "cn/more.yaml",
        7,
        177,
        "表达式过长或嵌套过深",
        "expression too long or nested too deeply",
    ),
    Bad(
        "table_gap",
        "cn/more.yaml",
        7,
        16,
        "前一段止于 2020-12-31",
        "a gap between 2020-12-31 and 2021-02-01",
    ),
    Bad(
        "table_grants_nothing",
        "cn/more.yaml",
        5,
        5,
        "「meals」没有 pays、provides 或 lacks",
        "'meals' has neither pays nor provides nor lacks",
    ),
    Bad(
        "table_impossible_date",
        "cn/more.yaml",
        6,
        16,
        "「2021-02-30」不是日历上的日期",
        "'2021-02-30' is no calendar date",
    ),
    Bad(
        "table_keeps_missing",
        "cn/more.yaml",
        2,
        5,
        "exclusive 须以 keeps 写明保留哪一项",
        "exclusive needs keeps",
    ),
    Bad(
        "table_keeps_missing-a_third",
        "cn/more.yaml",
        2,
        5,
        "exclusive 须以 keeps 写明保留哪一项",
        "exclusive needs keeps",
    ),
    Bad(
        "table_keeps_missing-not_exclusive",
        "cn/more.yaml",
        2,
        5,
        "exclusive 须以 keeps 写明保留哪一项",
        "exclusive needs keeps",
    ),
    Bad(
        "table_lacks_and_more",
        "cn/more.yaml",
        5,
        5,
        "写了 lacks 就不能再写 requires、pays、provides",
        "a version with lacks has no requires",
    ),
    Bad("table_left_open", "cn/more.yaml", 2, 26, "还没有填写", "left to be filled in"),
    Bad(
        "table_missing_key",
        "cn/more.yaml",
        2,
        11,
        "缺少必填的键「title」",
        "the required key 'title' is missing",
    ),
    Bad("table_missing_key-of_a_place", "cn/more.yaml", 1, 8, "必填的键「zh」", "key 'zh'"),
    Bad(
        "table_missing_key-of_a_place_in_english",
        "cn/more.yaml",
        1,
        8,
        "必填的键「en」",
        "key 'en'",
    ),
    Bad(
        "table_missing_key-place",
        "cn/more.yaml",
        1,
        1,
        "缺少必填的键「place」",
        "the required key 'place' is missing",
    ),
    Bad(
        "table_needs_key",
        "cn/more.yaml",
        7,
        22,
        "标准「counted_share」要按键取值",
        "the standard 'counted_share' needs a key",
    ),
    Bad("table_needs_loop", "cn/more.yaml", 7, 13, "any(...) 应写成 any", "write any(.."),
    Bad(
        "table_needs_person",
        "cn/more.yaml",
        7,
        13,
        "「disability.grade」是个人的事实",
        "'disability.grade' belongs to a person",
    ),
    Bad(
        "table_no_parent_place",
        "cn/gd/place.yaml",
        1,
        8,
        "地区 440000 没有上级地区",
        "place 440000 has no place above it",
    ),
    Bad(
        "table_name_taken",
        "cn/more.yaml",
        2,
        3,
        "「in_prison」已另有含义(见 docs/model.md)",
        "'in_prison' already means something else (see docs/model.md)",
    ),
    Bad(
        "table_name_taken-by_a_definition",
        "cn/more.yaml",
        1,
        1,
        "「poor」已另有含义(见 cn/definitions.yaml:2:3)",
        "'poor' already means something else (see cn/definitions.yaml:2:3)",
    ),
    Bad(
        "table_no_place",
        "elsewhere/more.yaml",
        1,
        1,
        "文件不属于任何地区:请在文件中写 place",
        "the file belongs to no place",
    ),
    Bad(
        "table_not_a_number", "cn/more.yaml", 6, 35, "「1,300」不是数字", "'1,300' is not a number"
    ),
    Bad(
        "table_not_a_number-of_a_band",
        "cn/more.yaml",
        6,
        56,
        "「60+」不是数字",
        "'60+' is not a number",
    ),
    Bad(
        "table_not_a_number-of_a_key",
        "cn/more.yaml",
        6,
        51,
        "「half」不是数字",
        "'half' is not a number",
    ),
    Bad(
        "table_not_a_number-too_long",
        "cn/more.yaml",
        6,
        35,
        "「1000000000000000000000」不是数字",
        "'1000000000000000000000' is not a number",
    ),
    Bad(
        "table_not_a_number-two_ways",
        "cn/more.yaml",
        6,
        35,
        "「1.5/2」不是数字",
        "'1.5/2' is not a number",
    ),
    Bad(
        "table_not_a_value",
        "cn/more.yaml",
        7,
        21,
        "「disability」是一组事实",
        "'disability' is a group of facts",
    ),
    Bad(
        "table_not_allowed",
        "cn/more.yaml",
        6,
        60,
        "「heard」不在允许之列:'stated'",
        "'heard' is not allowed",
    ),
    Bad(
        "table_not_an_expression", "cn/more.yaml", 7, 13, "不是表达式:poor and", "not an expression"
    ),
    Bad(
        "table_not_in_language",
        "cn/more.yaml",
        7,
        22,
        "规则语言里没有这种写法:disability.grade ** 2",
        "not in the language of tables",
    ),
    Bad("table_not_utf8", "cn/more.yaml", 2, 1, "文件不是 UTF-8 编码", "not UTF-8"),
    Bad("table_not_yaml", "cn/more.yaml", 3, 9, "不是正确的 YAML", "not valid YAML"),
    Bad(
        "table_nothing_to_drop",
        "cn/gd/aid.yaml",
        5,
        26,
        "上级没有条件「resident」可去掉",
        "there is no condition 'resident' to drop",
    ),
    Bad(
        "table_nothing_to_inherit",
        "cn/more.yaml",
        7,
        22,
        "上级没有可沿用的内容",
        "there is nothing to inherit here",
    ),
    Bad("table_overlap", "cn/more.yaml", 7, 16, "与前一段时间重叠", "overlaps the one before"),
    Bad(
        "table_nothing_to_inherit-of_a_first_version",
        "cn/gd/more.yaml",
        3,
        5,
        "没有可沿用的内容",
        "there is nothing to inherit here",
    ),
    Bad(
        "table_nothing_to_replace",
        "cn/gd/more.yaml",
        5,
        16,
        "没有「living_standard」的相应内容可更正",
        "tables below say nothing of 'living_standard' then",
    ),
    Bad(
        "table_overlap-out_of_order",
        "cn/more.yaml",
        7,
        16,
        "与前一段时间重叠",
        "overlaps the one before",
    ),
    Bad(
        "table_rounding_unit",
        "cn/more.yaml",
        7,
        13,
        "只能把金额取整到 yuan, jiao, fen",
        "only money is rounded, to yuan, jiao, fen",
    ),
    Bad("table_tag", "cn/more.yaml", 2, 19, "不允许使用 YAML 标签", "YAML tags"),
    Bad("table_tag-on_a_key", "cn/more.yaml", 2, 3, "不允许使用 YAML 标签", "YAML tags"),
    Bad(
        "table_title_missing",
        "cn/more.yaml",
        2,
        3,
        "「figure」没有中英文名称",
        "'figure' has no title",
    ),
    Bad("table_too_deep", "cn/more.yaml", 1, 32, "嵌套超过 20 层", "nested more than 20 deep"),
    Bad(
        "table_unknown_choice",
        "cn/more.yaml",
        7,
        27,
        "「ruralish」不是可用的取值",
        "'ruralish' is not one of the values",
    ),
    Bad(
        "table_unknown_choice-as_a_key",
        "cn/more.yaml",
        6,
        51,
        "「urbn」不是可用的取值",
        "'urbn' is not one of the values",
    ),
    Bad(
        "table_unknown_choice-nobody_can_choose",
        "cn/more.yaml",
        2,
        5,
        "「elder」不是可用的取值",
        "'elder' is not one of the values",
    ),
    Bad(
        "table_unknown_document",
        "cn/more.yaml",
        6,
        9,
        "没有登记的文件「laws」",
        "no document 'laws'",
    ),
    Bad(
        "table_unknown_document-of_a_combination",
        "cn/more.yaml",
        2,
        5,
        "没有登记的文件「laws」",
        "no document 'laws'",
    ),
    Bad(
        "table_unknown_document-of_a_scheme",
        "cn/more.yaml",
        6,
        13,
        "没有登记的文件「laws」",
        "no document 'laws'",
    ),
    Bad(
        "table_unknown_function",
        "cn/more.yaml",
        7,
        13,
        "没有函数「rounded_up」",
        "no function 'rounded_up'",
    ),
    Bad("table_unknown_key", "cn/more.yaml", 2, 23, "不认识的键「isuer」", "unknown key 'isuer'"),
    Bad(
        "table_unknown_key-of_a_file",
        "cn/more.yaml",
        1,
        1,
        "不认识的键「standarts」",
        "unknown key 'standarts'",
    ),
    Bad(
        "table_unknown_rounding",
        "cn/more.yaml",
        6,
        61,
        "不认识的取整方式「upwards」",
        "unknown rounding 'upwards'",
    ),
    Bad(
        "table_unknown_unit",
        "cn/more.yaml",
        4,
        11,
        "不认识的单位「yuan/week」",
        "unknown unit 'yuan/week'",
    ),
    Bad(
        "table_unresolved_name",
        "cn/more.yaml",
        7,
        22,
        "没有名为「livng_standard」的事实、标准、定义或项目",
        "no fact",
    ),
    Bad(
        "table_unresolved_name-of_a_combination",
        "cn/more.yaml",
        2,
        5,
        "没有名为「aids」的事实、标准、定义或项目",
        "no fact",
    ),
    Bad(
        "table_unresolved_name-double_quoted",
        "cn/more.yaml",
        7,
        25,
        "没有名为「livng_standard」的事实、标准、定义或项目",
        "no fact",
    ),
    Bad(
        "table_unresolved_name-escaped",
        "cn/more.yaml",
        8,
        11,
        "没有名为「livng_standard」的事实、标准、定义或项目",
        "no fact",
    ),
    Bad(
        "table_unresolved_name-folded",
        "cn/more.yaml",
        10,
        13,
        "没有名为「livng_standard」的事实、标准、定义或项目",
        "no fact",
    ),
    Bad(
        "table_unresolved_name-literal",
        "cn/more.yaml",
        9,
        11,
        "没有名为「livng_standard」的事实、标准、定义或项目",
        "no fact",
    ),
    Bad(
        "table_unresolved_name-plain_on_two_lines",
        "cn/more.yaml",
        8,
        11,
        "没有名为「livng_standard」的事实、标准、定义或项目",
        "no fact",
    ),
    Bad(
        "table_unresolved_name-single_quoted",
        "cn/more.yaml",
        7,
        42,
        "没有名为「livng_standard」的事实、标准、定义或项目",
        "no fact",
    ),
    Bad(
        "table_unused_definition",
        "cn/more.yaml",
        2,
        3,
        "没有规则用到定义「asked」",
        "nothing uses the definition 'asked'",
    ),
    Bad(
        "table_unused_standard",
        "cn/more.yaml",
        2,
        3,
        "没有规则用到标准「figure」",
        "nothing uses the standard 'figure'",
    ),
    Bad(
        "table_value_shape",
        "cn/more.yaml",
        6,
        9,
        "value、bands、derived 必须且只能写一个",
        "give exactly one of value",
    ),
    Bad(
        "table_value_shape-two",
        "cn/more.yaml",
        6,
        9,
        "value、bands、derived 必须且只能写一个",
        "give exactly one of value",
    ),
    Bad(
        "table_which_place",
        "cn/two/more.yaml",
        1,
        1,
        "文件夹中写有几个地区(110000, 120000)",
        "the folder has several places (110000, 120000)",
    ),
    Bad(
        "table_wrong_shape",
        "cn/more.yaml",
        1,
        12,
        "这里的内容形式不对",
        "the wrong shape of value here",
    ),
    Bad(
        "table_wrong_shape-a_file",
        "cn/more.yaml",
        1,
        1,
        "这里的内容形式不对",
        "the wrong shape of value here",
    ),
    Bad(
        "table_wrong_shape-a_value",
        "cn/more.yaml",
        6,
        35,
        "这里的内容形式不对",
        "the wrong shape of value here",
    ),
    Bad(
        "table_wrong_subject",
        "cn/gd/more.yaml",
        2,
        3,
        "「poor」的 of household 与 cn/definitions.yaml:2 的 person 不一致",
        "'poor' is of household",
    ),
    Bad(
        "table_wrong_subject-of_a_scheme",
        "cn/gd/more.yaml",
        1,
        1,
        "「elder」的 of household 与 cn/schemes/elder.yaml:1 的 person 不一致",
        "'elder' is of household",
    ),
    Bad(
        "table_wrong_arguments",
        "cn/more.yaml",
        7,
        22,
        "min 的写法不对,应写成 min(a, b)",
        "min takes other arguments: min(a, b)",
    ),
    Bad("table_wrong_type", "cn/more.yaml", 7, 22, "类型不对:应为 是非", "wrong type"),
    Bad(
        "table_wrong_type-of_a_condition",
        "cn/more.yaml",
        7,
        23,
        "类型不对:应为 是非",
        "wrong type",
    ),
    Bad(
        "table_wrong_unit",
        "cn/gd/more.yaml",
        2,
        3,
        "「living_standard」的单位 yuan/household/month 与 cn/figures.yaml:2 的",
        "differs from yuan/person/month at cn/figures.yaml:2",
    ),
    Bad(
        "table_wrong_unit_in_expression",
        "cn/more.yaml",
        7,
        31,
        "单位不符:应为 yuan/person/month",
        "units do not fit",
    ),
    Bad(
        "table_wrong_unit_in_expression-of_an_amount",
        "cn/more.yaml",
        7,
        11,
        "单位不符:应为 yuan/person",
        "units do not fit",
    ),
    Bad("table_always_true", "cn/more.yaml", 8, 22, "在任何情况下都为真", "is true whatever"),
    Bad(
        "table_always_true-one_way_or_the_other",
        "cn/more.yaml",
        8,
        24,
        "在任何情况下都为真",
        "is true whatever",
    ),
    Bad(
        "table_always_true-a_branch",
        "cn/more.yaml",
        8,
        22,
        "在任何情况下都为真",
        "is true whatever",
    ),
    Bad(
        "table_always_true-written_out",
        "cn/more.yaml",
        8,
        14,
        "在任何情况下都为真",
        "is true whatever",
    ),
    Bad("table_always_false", "cn/more.yaml", 8, 23, "在任何情况下都为假", "is false whatever"),
    Bad(
        "table_always_false-both_at_once",
        "cn/more.yaml",
        8,
        23,
        "在任何情况下都为假",
        "is false whatever",
    ),
    Bad(
        "table_always_false-in_a_loop",
        "cn/more.yaml",
        8,
        27,
        "在任何情况下都为假",
        "is false whatever",
    ),
    Bad(
        "table_always_false-by_another_name",
        "cn/more.yaml",
        8,
        14,
        "在任何情况下都为假",
        "is false whatever",
    ),
    Bad(
        "table_always_false-of_a_caveat",
        "cn/more.yaml",
        10,
        23,
        "在任何情况下都为假",
        "is false whatever",
    ),
    Bad(
        "table_never_all_hold",
        "cn/more.yaml",
        5,
        5,
        "「meals」这一版的条件互相矛盾",
        "this version of 'meals' contradict",
    ),
    Bad(
        "table_key_never_occurs",
        "cn/share.yaml",
        7,
        17,
        "键「other」不可能出现",
        "the key 'other' can never occur",
    ),
    Bad(
        "table_unused_document",
        "cn/more.yaml",
        2,
        3,
        "没有规则引用文件「notice」",
        "nothing cites the document 'notice'",
    ),
    Bad(
        "table_never_offered",
        "cn/together.yaml",
        2,
        5,
        "「meals」在这里和这段时间从未",
        "'meals' is never offered here on these dates",
    ),
    Bad(
        "table_never_offered-at_the_same_time",
        "cn/together.yaml",
        2,
        5,
        "「meals」在这里和这段时间从未",
        "is never offered here on these dates",
    ),
    Bad(
        "table_wrong_unit_in_expression-money_with_ages",
        "cn/more.yaml",
        7,
        40,
        "单位不符",
        "units do not fit",
    ),
    Bad(
        "table_wrong_unit_in_expression-monthly_with_yearly",
        "cn/more.yaml",
        7,
        40,
        "单位不符",
        "units do not fit",
    ),
    Bad(
        "table_wrong_unit_in_expression-per_person_with_per_household",
        "cn/more.yaml",
        7,
        40,
        "单位不符",
        "units do not fit",
    ),
    Bad(
        "table_unknown_choice-in_a_list",
        "cn/more.yaml",
        7,
        46,
        "「ruralish」不是可用的取值",
        "'ruralish' is not one of the values",
    ),
    Bad("table_number_too_long", "cn/more.yaml", 7, 41, "的位数超过 15", "has more than 15 digits"),
    Bad(
        "table_number_too_long-after_the_point",
        "cn/more.yaml",
        7,
        41,
        "的位数超过 15",
        "has more than 15 digits",
    ),
    Bad(
        "table_not_in_language-a_hexadecimal",
        "cn/more.yaml",
        7,
        41,
        "规则语言里没有这种写法:0x3",
        "not in the language of tables: 0x3",
    ),
    Bad(
        "table_not_in_language-an_exponent",
        "cn/more.yaml",
        7,
        41,
        "规则语言里没有这种写法:1e9",
        "not in the language of tables: 1e9",
    ),
    Bad(
        "table_not_in_language-an_underscore",
        "cn/more.yaml",
        7,
        41,
        "规则语言里没有这种写法:1_0",
        "not in the language of tables: 1_0",
    ),
    Bad(
        "table_not_in_language-a_look_alike",
        "cn/more.yaml",
        7,
        22,
        "规则语言里没有这种写法:ｉn_prison",
        "not in the language of tables: ｉn_prison",
    ),
]

MADE_HERE = {
    "tables.refused",
    "table.bad_ending",
    "table.no_folder",
    "table.no_tables",
    "table.too_many_files",
    "table.too_large",
    "table.unreadable",
    "table.folder_too_large",
    "table.too_many_faults",
    "table.too_many_days",
}
"""Faults that take no file to show, or one that cannot be kept here."""

OF_CASES = {"table.no_gap"}
"""Faults of what cases say of tables: see ``tests/coverage``."""

OF_OVERLAYS = {"table.folder_twice"}
"""Faults that take more than one folder: see `test_overlays`."""


def laid_over(folder: Path, fixture: str) -> Path:
    shutil.copytree(GOOD, folder, dirs_exist_ok=True)
    if fixture:
        shutil.copytree(BAD / fixture, folder, dirs_exist_ok=True)
    return folder


def refusal(folder: Path) -> TableErrors:
    with chdir(folder), pytest.raises(TableErrors) as caught:
        load_tables(".")
    return caught.value


@pytest.mark.parametrize("bad", EXPECTED, ids=lambda bad: bad.folder)
def test_a_fault_is_named_at_its_place_in_both_languages(bad: Bad, tmp_path: Path) -> None:
    error = refusal(laid_over(tmp_path, bad.folder))

    assert [(f.code, f.file, f.line, f.column) for f in error.faults] == [
        (bad.code, bad.file, bad.line, bad.column)
    ]
    assert bad.zh in error.faults[0].text.zh
    assert bad.en in error.faults[0].text.en


@pytest.mark.parametrize("bad", EXPECTED, ids=lambda bad: bad.folder)
def test_a_fault_says_what_was_written_and_what_was_expected(bad: Bad, tmp_path: Path) -> None:
    folder = laid_over(tmp_path, bad.folder)
    fault = as_data(refusal(folder).faults[0], SourceLines(loading.table_files(folder)))

    line = (folder / bad.file).read_text(encoding="utf-8", errors="replace").split("\n")
    written = "\n".join(line[bad.line - 1 :])
    assert (fault["code"], fault["file"], fault["line"]) == (bad.code, bad.file, bad.line)
    assert fault["text"]
    assert fault["text"].split()[0] in written or bad.folder in ABOUT_MORE
    assert fault["expected"]["zh"]
    assert fault["expected"]["en"]
    assert "{" not in fault["message"]["zh"]


ABOUT_MORE = {
    "table_currency_below_country",
    "table_grants_nothing",
    "table_derived_disagrees",
    "table_unresolved_name-escaped",
    "table_never_all_hold",
    "table_never_offered",
    "table_never_offered-at_the_same_time",
}
"""Faults whose text stands elsewhere in the file, or nowhere."""


def test_every_code_has_a_folder_and_every_folder_a_code() -> None:
    folders = {path.name for path in BAD.iterdir()}
    assert folders == {bad.folder for bad in EXPECTED}
    assert {bad.code for bad in EXPECTED} | MADE_HERE | OF_CASES | OF_OVERLAYS == set(TABLES)
    assert set(EXPECTATIONS) == set(TABLES) - {"tables.refused"}


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(TableErrors) as caught:
        load_tables(tmp_path / "nowhere")
    error = caught.value
    assert [(f.code, f.file) for f in error.faults] == [
        ("table.no_folder", str(tmp_path / "nowhere"))
    ]
    assert "没有这个规则文件夹" in error.message("zh")
    assert "there is no such folder" in error.message("en")


def test_a_folder_without_tables(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("", encoding="utf-8")
    error = refusal(tmp_path)
    assert [f.code for f in error.faults] == ["table.no_tables"]
    assert "文件夹中没有规则表" in error.message("zh")
    assert "there are no tables" in error.message("en")


@pytest.mark.parametrize("name", ["more.yml", "more.YAML"])
def test_a_file_that_would_be_passed_over(name: str, tmp_path: Path) -> None:
    (laid_over(tmp_path, "") / name).write_text("", encoding="utf-8")
    error = refusal(tmp_path)
    assert [(f.code, f.file) for f in error.faults] == [("table.bad_ending", name)]
    assert "结尾改为 .yaml" in error.message("zh")
    assert "ends in .yaml" in error.message("en")


def test_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MAX_FILES", 3)
    error = refusal(laid_over(tmp_path, ""))
    assert [f.code for f in error.faults] == ["table.too_many_files"]
    assert "more than 3 table files" in error.message("en")
    assert "规则文件超过 3 个" in error.message("zh")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    folder = laid_over(tmp_path, "") / "cn"
    (folder / "nowhere.yaml").symlink_to(tmp_path / "nothing")
    (folder / "itself.yaml").symlink_to("itself.yaml")
    (folder / "endless.yaml").symlink_to("/dev/zero")
    os.mkfifo(folder / "waiting.yaml")
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.yaml")).touch()
    error = refusal(tmp_path)
    names = ["?.yaml", "endless.yaml", "itself.yaml", "nowhere.yaml", "waiting.yaml"]
    assert [(f.code, f.file) for f in error.faults] == [
        ("table.unreadable", f"cn/{name}") for name in names
    ]
    assert "文件无法读取" in error.message("zh")
    assert "the file cannot be read" in error.message("en")


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    laid_over(tmp_path, "")
    (tmp_path / "cn" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "cn" / "again.yaml").symlink_to(tmp_path, target_is_directory=True)
    load_tables(tmp_path)


def test_too_large_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MAX_TOTAL", 1000)
    error = refusal(laid_over(tmp_path, ""))
    assert [f.code for f in error.faults] == ["table.folder_too_large"]
    assert "larger than 1000 bytes together" in error.message("en")
    assert "合计超过 1000 字节" in error.message("zh")


def test_too_many_days_of_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "MAX_DAYS", 3)
    error = refusal(laid_over(tmp_path, ""))
    assert [(f.code, f.file, f.line) for f in error.faults] == [
        ("table.too_many_days", "cn/gd/place.yaml", 1)
    ]
    assert "change on more than 3 days" in error.message("en")
    assert "规则变化超过 3 次" in error.message("zh")


def test_too_many_faults(tmp_path: Path) -> None:
    more = laid_over(tmp_path, "") / "cn" / "more.yaml"
    more.write_text("".join(f"k{number}: 1\n" for number in range(MAX_FAULTS + 5)), "utf-8")
    error = refusal(tmp_path)
    assert len(error.faults) == MAX_FAULTS + 1
    first = error.faults[0]
    assert (first.code, first.line, first.column) == ("table.too_many_faults", 1, 1)
    assert "5 more faults of this file" in first.text.en
    assert "另有 5 处错误" in first.text.zh


def test_a_message_repeats_no_more_than_a_part_of_what_was_written(tmp_path: Path) -> None:
    more = laid_over(tmp_path, "") / "cn" / "more.yaml"
    more.write_text("? " + "k" * 100_000 + "\n: 1\n", "utf-8")
    assert len(str(refusal(tmp_path))) < 2000


def test_too_large_a_file(tmp_path: Path) -> None:
    large = laid_over(tmp_path, "") / "cn" / "large.yaml"
    large.write_bytes(b"#" * (MAX_BYTES + 1))
    error = refusal(tmp_path)
    assert [(f.code, f.file, f.line, f.column) for f in error.faults] == [
        ("table.too_large", "cn/large.yaml", 1, 1)
    ]
    assert f"larger than {MAX_BYTES} bytes" in error.message("en")
    assert f"文件超过 {MAX_BYTES} 字节" in error.message("zh")


def test_a_file_of_just_the_largest_size_is_read(tmp_path: Path) -> None:
    large = laid_over(tmp_path, "") / "cn" / "large.yaml"
    large.write_bytes(b"#" * MAX_BYTES)
    load_tables(tmp_path)


def test_the_faults_of_all_files_are_reported_at_once_in_order(tmp_path: Path) -> None:
    shutil.copytree(GOOD, tmp_path / "all")
    for number, fixture in enumerate(("table_gap", "table_not_utf8", "table_unknown_key")):
        shutil.copy(BAD / fixture / "cn" / "more.yaml", tmp_path / "all" / "cn" / f"{number}.yaml")
    shutil.copytree(BAD / "table_bad_name" / "cn" / "44", tmp_path / "all" / "cn" / "44")

    error = refusal(tmp_path / "all")

    assert [(f.file, f.code) for f in error.faults] == [
        ("cn/1.yaml", "table.not_utf8"),
        ("cn/2.yaml", "table.unknown_key"),
        ("cn/44/place.yaml", "table.bad_name"),
    ]
    assert error.message("zh").splitlines()[0] == "规则表有 3 处错误"
    assert error.message("en").splitlines()[0] == "3 fault(s) in the tables"
    assert error.message("en").splitlines()[1].startswith("cn/1.yaml:2:1: ")
    assert [line.rsplit(" ", 1)[1] for line in str(error).splitlines()[1:]] == [
        "[table.not_utf8]",
        "[table.unknown_key]",
        "[table.bad_name]",
    ]


def test_several_faults_of_one_file_are_reported_by_line_and_column(tmp_path: Path) -> None:
    (laid_over(tmp_path, "") / "cn" / "more.yaml").write_text(
        """
standards:
  figure:
    unit: yuan
    values:
      - {from: 2021-13, value: many, document: law, known: found}
      - {value: {urban: 1, rural: some, other: more}, document: law, known: fond}
documents: {notice: 通知}
""",
        encoding="utf-8",
    )
    error = refusal(tmp_path)
    assert [(f.line, f.column, f.code) for f in error.faults] == [
        (4, 11, "table.unknown_unit"),
        (6, 16, "table.impossible_date"),
        (6, 32, "table.not_a_number"),
        (7, 9, "table.missing_key"),
        (7, 35, "table.not_a_number"),
        (7, 48, "table.not_a_number"),
        (7, 77, "table.not_allowed"),
        (8, 21, "table.wrong_shape"),
    ]


def test_the_faults_of_linking_are_all_reported_too(tmp_path: Path) -> None:
    (laid_over(tmp_path, "") / "cn" / "more.yaml").write_text(
        """
definitions:
  first:
    title: {zh: 一, en: first}
    of: person
    versions:
      - {from: 2020-01-01, is: porr, document: law, known: found}
      - {from: 2021-01-01, is: agee(month_end) > 3, document: law, known: found}
  second:
    title: {zh: 二, en: second}
    of: household
    versions: [{from: 2020-01-01, is: poor, document: law, known: found}]
""",
        encoding="utf-8",
    )
    error = refusal(tmp_path)
    assert [(f.line, f.column, f.code) for f in error.faults] == [
        (7, 32, "table.unresolved_name"),
        (8, 32, "table.unknown_function"),
        (12, 39, "table.needs_person"),
    ]


@pytest.mark.parametrize(
    ("fixture", "near"),
    [
        ("table_unknown_key", "issuer"),
        ("table_unknown_key-of_a_file", "standards"),
        ("table_unresolved_name", "living_standard"),
        ("table_unresolved_name-of_a_combination", "aid"),
        ("table_unknown_function", "round_up"),
        ("table_unknown_choice", "rural"),
        ("table_unknown_choice-as_a_key", "urban"),
    ],
)
def test_the_nearest_known_word_is_suggested(fixture: str, near: str, tmp_path: Path) -> None:
    error = refusal(laid_over(tmp_path, fixture))
    text = error.faults[0].text
    assert f". Did you mean '{near}'?" in text.en
    assert f"是否为「{near}」?" in text.zh
    assert "mean" not in text.zh
    assert "是否" not in text.en


@pytest.mark.parametrize(
    ("misspelt", "near"),
    [
        ("combinations: [{relatoin: additive}]", "relation"),
        ("definitions: {poor: {off: person}}", "of"),
        ("definitions: {poor: {versions: [{from: 2020, form: 1}]}}", "from"),
        ("standards: {some: {values: [{note: {zhh: x}}]}}", "zh"),
        ("standards: {unit: {unit: ratio, valeus: []}}", ""),
    ],
)
def test_a_suggestion_is_taken_from_the_keys_allowed_there(
    misspelt: str, near: str, tmp_path: Path
) -> None:
    (laid_over(tmp_path, "") / "cn" / "more.yaml").write_text(misspelt, encoding="utf-8")
    faults = [f for f in refusal(tmp_path).faults if f.code == "table.unknown_key"]
    assert [f.details["suggestion"] for f in faults] == [near]


def test_nothing_is_suggested_where_nothing_is_near(tmp_path: Path) -> None:
    (laid_over(tmp_path, "") / "cn" / "more.yaml").write_text("xyzzy: 1", encoding="utf-8")
    assert [f.details["suggestion"] for f in refusal(tmp_path).faults] == [""]
