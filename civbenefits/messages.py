"""Every error message, in Chinese and English: what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from civbenefits.table_messages import TABLES
from civbenefits.texts import Text

INPUT: Final[Mapping[str, Text]] = {
    "input.wrong_type": Text(
        "值的类型不对,应为 {expected}。请改正,不知道就不填",
        "wrong type of value, expected {expected}; correct it, or leave it out if unknown",
    ),
    "input.out_of_range": Text(
        "数值超出允许范围({low} 至 {high})。请核对",
        "number out of range ({low} to {high}); check it",
    ),
    "input.not_a_choice": Text(
        "不是允许的取值。可用:{choices}", "not an allowed value; use one of: {choices}"
    ),
    "input.bad_place_code": Text(
        "不是地区代码(GB/T 2260 六位数字,或 ISO 3166 代码,如 DE、US-CA)",
        "not a place code (six digits of GB/T 2260, or one of ISO 3166 such as DE or US-CA)",
    ),
    "input.not_money": Text(
        '不是金额。请用整数或带引号的小数,例如 "1200.50";不接受浮点数',
        'not an amount; give a whole number or a quoted decimal such as "1200.50", never a float',
    ),
    "input.negative_money": Text("金额不能为负", "an amount cannot be negative"),
    "input.too_much_money": Text("金额过大,请核对单位", "amount too large; is the unit right?"),
    "input.parts_of_a_fen": Text("金额最多两位小数", "an amount has at most two decimals"),
    "input.bad_member_id": Text(
        "成员 id 须为 1 至 64 个可显示字符的文字",
        "a member id is a text of 1 to 64 printable characters",
    ),
    "input.bad_identity_number": Text(
        "身份证号码不正确(位数、日期或校验码有误),请核对;号码不会被显示",
        "the identity number is not valid (length, date or check digit); it is not shown here",
    ),
    "input.identity_contradicts_birth": Text(
        "身份证号码与出生日期不一致,请核对其一",
        "the identity number and the birth date disagree; correct one of them",
    ),
    "input.age_and_birth": Text(
        "年龄与出生日期(或身份证号码)只能填一项",
        "give the age or the birth date (or identity number), not both",
    ),
    "input.finding_and_raw": Text(
        "认定结论与原始数据只能填一项(另一项:{other})",
        "give the office's finding or the raw facts, not both (the other is {other})",
    ),
    "input.parents_not_two": Text(
        "父母情形须列两人,不清楚的留空", "list both parents; leave unknown what is not known"
    ),
    "input.grade_without_disability": Text(
        "类别为无残疾,不应填残疾等级", "no disability, so no grade can be given"
    ),
    "input.no_members": Text("家庭至少要有一名成员", "a household has at least one member"),
    "input.too_many_members": Text(
        "成员超过 {limit} 人,请核对", "more than {limit} members; check the input"
    ),
    "input.duplicate_member": Text(
        "成员 id 重复,请为每人使用不同的 id", "duplicate member id; give each person their own"
    ),
    "input.two_applicants": Text(
        "只能有一名申请人", "there can be only one applicant in a household"
    ),
    "input.child_not_younger": Text(
        "晚辈不比长辈年轻,请核对年龄或关系",
        "a child or grandchild is not younger than the parent or grandparent; "
        "check ages or relation",
    ),
    "input.incomes_do_not_add_up": Text(
        "各成员收入与家庭收入合计不符,请核对",
        "members' incomes and the household total do not add up; check them",
    ),
    "input.born_later": Text(
        "出生日期晚于所问月份,请核对", "born after the month asked about; check the date"
    ),
    "input.unknown_key": Text(
        "不认识的项目「{key}」。{suggestion}", "unknown key '{key}'. {suggestion}"
    ),
    "input.missing_key": Text("缺少必填项", "a required key is missing"),
    "input.duplicate_key": Text(
        "项目「{key}」写了两次,请删去一个", "the key '{key}' is given twice; remove one"
    ),
    "input.unsupported_yaml": Text(
        "不支持 YAML 的锚点、别名、标签和复合键(第 {line} 行第 {column} 列),请直接写出",
        "YAML anchors, aliases, tags and compound keys are not supported "
        "(line {line}, column {column}); write it out",
    ),
    "input.bad_date": Text(
        "不是日历上的日期,应写成 2021-06-30", "not a calendar date; write it as 2021-06-30"
    ),
    "input.bad_month": Text(
        "不是月份或日期,应写成 2021-06 或 2021-06-30",
        "not a month or a date; write it as 2021-06 or 2021-06-30",
    ),
    "input.unreadable": Text(
        "无法读取:不是正确的 YAML 或 JSON(第 {line} 行第 {column} 列)",
        "cannot be read: not valid YAML or JSON (line {line}, column {column})",
    ),
    "input.no_such_file": Text("找不到该文件或无法打开", "no such file, or it cannot be opened"),
    "input.too_large": Text(
        "输入过大或嵌套过深(上限 {limit})", "input too large or nested too deeply (limit {limit})"
    ),
    "input.not_utf8": Text("文件不是 UTF-8 编码", "the file is not UTF-8"),
    "input.unknown_place": Text(
        "没有「{place}」的规则。{suggestion}用 civbenefits rules places 查看已收录的地区",
        "no rules for '{place}'. {suggestion}See civbenefits rules places for those on record",
    ),
    "input.ambiguous_place": Text(
        "「{place}」不止一处:{choices}。请用代码", "'{place}' is ambiguous: {choices}; use the code"
    ),
    "input.unknown_scheme": Text(
        "没有名为「{scheme}」的项目。{suggestion}", "no scheme named '{scheme}'. {suggestion}"
    ),
    "input.too_many_choices": Text(
        "成员可作的选择超过 {limit} 种组合,无法逐一比较,请把不在一起的人分开计算",
        "the members' choices make more than {limit} combinations, too many to compare; "
        "judge persons who do not live together apart",
    ),
    "input.unknown_standard": Text(
        "没有这个标准。{suggestion}新的标准写在用到它的项目中:civbenefits rules new scheme",
        "there is no such standard. {suggestion}A new one comes with the scheme that uses it: "
        "civbenefits rules new scheme",
    ),
    "input.on_record_already": Text(
        "「{name}」已有内容,请换一个日期或代号;civbenefits rules show 和 rules places 可以查看",
        "'{name}' is on record already; choose another day or code "
        "(see civbenefits rules show and rules places)",
    ),
    "input.new_country": Text(
        "{name} 上面没有已收录的地区。国家要写明货币,请照 docs/tables.md 写它的 place.yaml",
        "no place above {name} is on record. A country declares its currency: "
        "write its place.yaml as docs/tables.md says",
    ),
    "input.bad_start": Text(
        "不是日历上的日期,应写成 2021-07-01、2021-07 或 2021",
        "no calendar date; write 2021-07-01, 2021-07 or 2021",
    ),
    "input.file_exists": Text(
        "文件已经存在,不会覆盖", "the file exists already and is not overwritten"
    ),
    "input.person_needed": Text(
        "这个项目按个人判断,请写明是哪一名成员",
        "this scheme is judged for each person; say for which member",
    ),
    "input.not_reviewed": Text(
        "{place}的规则只审核到 {reviewed},不能严格地回答 {on}",
        "the tables of {place} were reviewed through {reviewed} only; strict mode refuses {on}",
    ),
    "input.not_an_assessment": Text(
        "不是本库输出的结果(JSON)", "not an assessment as this library writes it (JSON)"
    ),
    "input.extra_missing": Text(
        "此功能需要 {package},尚未安装。请运行 pip install 'civbenefits[{extra}]'",
        "this needs {package}, which is not installed; run pip install 'civbenefits[{extra}]'",
    ),
    "input.no_templates": Text(
        "没有这个文件夹,或其中没有模板 {names}", "no such folder, or none of {names} in it"
    ),
    "input.bad_template": Text(
        "模板有误:{problem}。见 docs/notice.md",
        "fault in the template: {problem}; see docs/notice.md",
    ),
    "input.no_such_member": Text("没有这个 id 的成员,请核对", "no member has this id; check it"),
    "input.cannot_write": Text(
        "无法写入该文件,请检查文件夹和权限",
        "cannot write this file; check the folder and permissions",
    ),
    "input.answer_yes_no": Text("请答是或否,不知道答 ?", "answer yes, no, or ? if unknown"),
    "input.answer_number": Text("请答 {low} 至 {high} 的整数", "a whole number, {low} to {high}"),
    "input.answer_money": Text("请答金额,例如 1200.50", "answer an amount, such as 1200.50"),
    "input.answer_birth": Text("请答 1950-03-05 或周岁", "answer 1950-03-05, or the age"),
    "input.answer_choice": Text("请答编号 1 至 {count} 或名称", "answer 1 to {count} or a title"),
    "input.answer_place": Text(
        "请答地区代码、已收录的地名、「本地」「外省」或「国外」",
        "answer a place code, a place on record, here, another province, or abroad",
    ),
    "input.usage": Text("命令用法有误:{problem}", "wrong usage: {problem}"),
}

MESSAGES: Final[Mapping[str, Text]] = {**INPUT, **TABLES}

DID_YOU_MEAN: Final = Text("是否为「{name}」?", "Did you mean '{name}'? ")
"""How a message suggests the word that was probably meant."""

TYPE_WORDS: Final[Mapping[str, str]] = {
    "matching units": "相合的单位",
    "boolean": "是非",
    "number": "数",
    "money": "金额",
    "date": "日期",
    "choice": "选项",
    "place": "地区",
}
"""Types of expressions in Chinese, where a message says what was expected and what was found."""
