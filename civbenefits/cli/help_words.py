"""What ``--help`` says, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from civbenefits.texts import Text

HELP: Final[Mapping[str, Text]] = {
    "program": Text(
        "按地区、月份和家庭情况,判断可享受的社会救助并精确计算金额,附理由和依据。",
        "Decides which social assistance a household can have in a place and a month, and the "
        "exact amounts, with reasons and sources.",
    ),
    "program_epilog": Text(
        "退出码:0 成功;2 输入或用法有误;3 规则表有误;130 被中断;141 输出管道被关闭。",
        "Exit codes: 0 success; 2 bad input or usage; 3 bad tables; 130 interrupted; "
        "141 output pipe closed.",
    ),
    "commands": Text("命令", "Commands"),
    "general": Text("通用选项", "General options"),
    "help": Text("显示帮助", "show this help"),
    "version": Text("显示版本号", "show the version"),
    "lang": Text("输出的语言:zh(默认)或 en", "language of the output: zh (the default) or en"),
    "tables": Text(
        "叠加在自带规则表之上的文件夹;可重复,后写的在上",
        "folder of tables to lay over the built-in ones; repeatable, the last is uppermost",
    ),
    "no_built_in": Text(
        "不用自带的规则表,只用 --rules 的", "only the tables of --rules, not the built-in ones"
    ),
    # check
    "check": Text("判断一个家庭可享受的各项待遇", "judge what a household can have"),
    "check_epilog": Text(
        "没有说明的是未知,不等于没有。成员按 1、2、3 编号;MEMBER 可写 1、1,3 或 all。\n"
        "退出码:0 成功;2 输入或用法有误;3 规则表有误。",
        "What is not said is unknown, which is not the same as no. Members are numbered "
        "1, 2, 3; MEMBER is 1, or 1,3, or all.\n"
        "Exit codes: 0 success; 2 bad input or usage; 3 bad tables.",
    ),
    "question": Text("问什么", "The question"),
    "place": Text(
        "地区:代码、中文名或英文名(必填)", "place: code, Chinese or English name (required)"
    ),
    "on": Text("月份,如 2021-06;或某一天(必填)", "month such as 2021-06, or a day (required)"),
    "household_file": Text("家庭:文件", "The household: from a file"),
    "file": Text(
        "YAML 或 JSON 家庭文件;- 为标准输入", "household file in YAML or JSON; - for standard input"
    ),
    "household_option": Text("同上,写成选项", "the same, as an option"),
    "household_short": Text(
        "家庭:短写(不与文件同用)", "The household: short form (not together with a file)"
    ),
    "members": Text("人数", "number of members"),
    "ages": Text("各人周岁年龄,如 70,45,?", "age of each member in full years, such as 70,45,?"),
    "born": Text("各人出生日期,如 1950-01-31,?", "birth date of each, such as 1950-01-31,?"),
    "relation": Text(
        "各人与申请人关系,如 applicant,spouse,child",
        "relation of each to the applicant, such as applicant,spouse,child",
    ),
    "income": Text(
        "经核定的家庭可计入月收入(当地货币)",
        "counted monthly income of the household as assessed, in the money of the place",
    ),
    "property_ok": Text("财产是否符合规定:yes 或 no", "property within the rules: yes or no"),
    "hukou": Text(
        "户籍所在地:local(所问地区)、代码或名称;不写成员即其余各人",
        "place of hukou: local, a code or a name; without a member it goes for the others",
    ),
    "hukou_kind": Text("户籍类别", "kind of hukou"),
    "residence": Text("居住地,写法同 --hukou", "place of residence, written as --hukou"),
    "own_income": Text(
        "本人经核定的可计入月收入(当地货币)",
        "own counted monthly income as assessed, in the money of the place",
    ),
    "disability": Text(
        "残疾类别和等级(1-4),如 1:intellectual:2 或 1:智力:2",
        "kind and grade (1-4) of disability, such as 1:intellectual:2",
    ),
    "needs_care": Text("残疾人需要六个月以上照护", "disabled and in need of care for six months"),
    "student": Text(
        "全日制在校及阶段,如 3:high", "in full-time study, and at which level, such as 3:high"
    ),
    "employed": Text("已就业", "has a job"),
    "no_labour": Text("经认定无劳动能力", "found to have no labour capability"),
    "serious_illness": Text("患本地目录内的重病", "gravely ill by the local list"),
    "no_supporter": Text(
        "没有具备履行能力的法定赡养抚养扶养义务人", "has no legally bound supporter able to support"
    ),
    "orphan": Text("父母双亡", "both parents are dead"),
    "parent": Text(
        "父母一方的情形和月数,每方写一次,如 3:serving_sentence:24",
        "situation of one parent and its months, once for each parent, such as "
        "3:serving_sentence:24",
    ),
    "care_setting": Text("照料方式", "where the member is cared for"),
    "failed_abilities": Text(
        "六项自理能力中不能完成的项数", "how many of the six daily abilities are lost"
    ),
    "lives_alone": Text("独居", "lives alone"),
    "in_prison": Text("在监狱服刑", "in prison"),
    "fact": Text(
        "任何其他事实,按结果中「还需知道」的路径写,如 members.1.empty_nest=yes 或 "
        "household.emergency.kind=fire",
        "any other fact by the path that answers give, such as members.1.empty_nest=yes",
    ),
    "answer": Text("怎样回答", "The answer"),
    "assume": Text(
        "usual:没有说明的按通常情形(本地户籍、无残疾、财产符合规定等),并逐项列出;none:不作假定。"
        "短写默认 usual,文件默认 none",
        "usual: usual circumstances for what was not said, each of them listed; none: no "
        "assumption. Default: usual for the short form, none for a file",
    ),
    "explain": Text(
        "逐项说明理由:条件、金额、所用的定义和标准、事实,直到依据;不符合的写明差多少",
        "the reasons as trees: conditions, amount, the definitions and figures they use, facts "
        "and sources; of what is refused, by how much",
    ),
    "scheme_explained": Text("只说明这一个项目的理由", "the reasons of this scheme only"),
    "json": Text("只输出一个 JSON 对象", "print one JSON object and nothing else"),
    "strict": Text(
        "月份超出规则表审核日期时拒绝回答", "refuse a month beyond the review of the tables"
    ),
    # interview
    "interview": Text(
        "一问一答,只问会改变结果的", "ask one question at a time, only what can change the result"
    ),
    "interview_epilog": Text(
        "文件或短写给出的不再问;都不给就先问有几口人。不知道答 ?,改上一题答 back 或「返回」,其余"
        "按通常情形答 usual 或「通常」,到此为止答 quit 或「结束」。答案也可从管道读入,每行一个。\n"
        "退出码:0 成功;2 输入或用法有误;3 规则表有误。",
        "What a file or the short form says is not asked; with neither it asks how many persons "
        "there are. Answer ? if not known, back for the last question, usual for usual "
        "circumstances in all the rest, quit to stop. Answers may also come from a pipe, one a "
        "line.\n"
        "Exit codes: 0 success; 2 bad input or usage; 3 bad tables.",
    ),
    "interview_assume": Text(
        "none(默认):什么都问;usual:没有说明的先按通常情形,只问其余的,并逐项列出",
        "none (the default): ask for everything; usual: usual circumstances for what was not "
        "said, each of them listed, and only the rest is asked",
    ),
    "save": Text("把问到的家庭存成 YAML 文件", "save the household as a YAML file"),
    # notice
    "notice": Text("生成告知书", "make a decision notice"),
    "notice_epilog": Text(
        "只用所给的内容,不另存任何资料;没有给日期的留空待填。需要 Jinja2:"
        "pip install 'civbenefits[notice]'。\n"
        "退出码:0 成功;2 输入或用法有误;3 规则表有误。",
        "Only what was given is in it, and nothing is stored; without a date there is room for "
        "one. It needs Jinja2: pip install 'civbenefits[notice]'.\n"
        "Exit codes: 0 success; 2 bad input or usage; 3 bad tables.",
    ),
    "notice_from": Text("从已有的结果", "From an answer that was kept"),
    "from": Text(
        "check --json 的输出;- 为标准输入;不与地区、月份、家庭同用",
        "what check --json printed; - for standard input; not together with a place, a month or "
        "a household",
    ),
    "notice_paper": Text("告知书", "The notice"),
    "format": Text("html(默认,可用 A4 打印)或 text", "html (the default, prints on A4) or text"),
    "label": Text(
        "成员的姓名或称谓,如 1=张三;可重复",
        "what to call a member, such as 1=Zhang San; repeatable",
    ),
    "office": Text("办理单位名称", "name of the office"),
    "case": Text("案号", "case number"),
    "date": Text("签发日期,如 2021-06-30", "date of issue such as 2021-06-30"),
    "templates": Text(
        "模板文件夹,其中的 notice.html.j2、notice.txt.j2 代替自带的",
        "folder whose notice.html.j2 or notice.txt.j2 replaces the built-in one",
    ),
    "output": Text("写入文件,不输出到屏幕", "write to a file, not to standard output"),
    # rules
    "rules": Text("查看或检查规则表", "look into the tables, or check them"),
    "rules_list": Text("列出项目", "list the schemes"),
    "rules_show": Text("一个项目的条件、金额和标准", "conditions, amount and figures of a scheme"),
    "rules_book": Text(
        "一个地区某月的规则手册:各项目的条件、金额、依据,各项标准,未收录的内容",
        "the rule book of a place and month: every scheme, figure, source and gap in plain words",
    ),
    "book_epilog": Text(
        "供核对规则表或办理业务时查阅;HTML 可用 A4 打印,也可在手机上看。\n"
        "退出码:0 成功;2 输入或用法有误;3 规则表有误。",
        "For reviewing the tables or for use at work; the HTML prints on A4 and reads on a "
        "telephone.\n"
        "Exit codes: 0 success; 2 bad input or usage; 3 bad tables.",
    ),
    "book_format": Text(
        "markdown(默认)或 html(单个文件)", "markdown (the default) or html (a single file)"
    ),
    "rules_places": Text("列出收录的地区", "list the places on record"),
    "rules_validate": Text(
        "检查规则表,列出每一处错误;有错误时退出码为 3",
        "check tables and list every fault; exit code 3 if there is any",
    ),
    "rules_test": Text(
        "逐个核对规则表的案例,并列出预期与实得",
        "judge the cases of tables; what is expected beside what was found",
    ),
    "test_epilog": Text(
        "文件夹中如有规则表,叠加在自带规则表之上核对。\n"
        "退出码:0 全部相符;1 有不符;2 输入或用法有误;3 规则表或案例有误。",
        "Tables in the folder are laid over the built-in ones to judge its cases.\n"
        "Exit codes: 0 all as expected; 1 something differs; 2 bad input or usage; "
        "3 bad tables or cases.",
    ),
    "rules_coverage": Text(
        "案例证明了规则表的多少:条件、界限、标准,逐一列出缺口",
        "how far the cases prove the tables: conditions, limits, figures, and every gap",
    ),
    "coverage_epilog": Text(
        "口径见 docs/proof-by-cases.md。\n"
        "退出码:0 达到 --fail-under;1 未达到或有案例不符;2 输入或用法有误;3 规则表或案例有误。",
        "What is counted, and how: docs/proof-by-cases.md.\n"
        "Exit codes: 0 at least --fail-under; 1 below it, or a case differs; 2 bad input or "
        "usage; 3 bad tables or cases.",
    ),
    "coverage_scheme": Text(
        "只看一个项目(或定义、标准)自己的内容",
        "only what one scheme, definition or figure says itself",
    ),
    "propose": Text(
        "为缺口搜索家庭,输出可粘贴的案例,答案留空由人填写",
        "search households for the gaps and print cases to paste, the answer left to a person",
    ),
    "fail_under": Text("低于百分之几时退出码为 1", "exit with 1 below so many percent"),
    "cases_folder": Text(
        "案例所在文件夹,默认为 --rules 的,再默认为自带的",
        "folder of the cases; default: those of --rules, or else the built-in ones",
    ),
    "rules_new": Text(
        "新写一个规则文件:地区、标准或项目", "begin a table file: a place, a standard or a scheme"
    ),
    "new_epilog": Text(
        "写出的文件立即可以通过检查;不清楚的写作未收录,没有编造的内容。已有的文件不会覆盖。",
        "What is written passes validation as it is; what is not known says so, and nothing is "
        "made up. No file is overwritten.",
    ),
    "new_what": Text("写什么", "What to begin"),
    "new_kind": Text("place、standard 或 scheme", "place, standard or scheme"),
    "new_name": Text(
        "地区的六位代码,或标准、项目的英文代号",
        "six-digit code of the place, or id of the standard or scheme",
    ),
    "new_place": Text("标准或项目所属的地区", "place of the standard or scheme"),
    "new_from": Text(
        "自何时起:2021-07-01、2021-07 或 2021", "since when: 2021-07-01, 2021-07 or 2021"
    ),
    "new_zh": Text("地区或新项目的中文名称", "Chinese title of the place or new scheme"),
    "new_en": Text("地区或新项目的英文名称", "English title of the place or new scheme"),
    "new_assesses": Text(
        "新项目按个人(默认)还是按家庭判断",
        "whether a new scheme assesses persons (the default) or households",
    ),
    "new_into": Text(
        "写入这个文件夹;不写则输出到屏幕", "write into this folder; else to standard output"
    ),
    "scheme": Text("项目的英文代号,如 dibao", "id of the scheme, such as dibao"),
    "folders": Text(
        "规则表文件夹,同 --rules;默认检查自带的",
        "folders of tables, as --rules; default: check the built-in ones",
    ),
    "place_optional": Text("地区,与 --on 同用", "place, together with --on"),
    "on_optional": Text("月份或某一天,与 --place 同用", "month or day, together with --place"),
    # schema
    "schema": Text(
        "输出家庭文件、结果或规则表文件的 JSON Schema",
        "print the JSON Schema of a household file, an answer or a table file",
    ),
    "schema_kind": Text(
        "household 家庭文件;decision 结果;general、scheme、cases 各种规则表文件,tables 任一种",
        "household: a household file; decision: an answer; general, scheme, cases: a kind of "
        "table file; tables: any of these",
    ),
    "schema_place": Text(
        "地区:家庭文件只列该地可用的事实;不写则列出规则表声明的全部事实",
        "place: only the facts that may be told there; default: all that the tables declare",
    ),
    "usage": Text("用法:", "usage: "),
}

EXAMPLES: Final[Mapping[str, str]] = {
    "coverage_epilog": "  civbenefits rules coverage my-city --propose",
    "test_epilog": "  civbenefits rules test my-city --lang en",
    "new_epilog": (
        "  civbenefits rules new place 449900 --zh 示例市 --en 'Example City' --into my-city\n"
        "  civbenefits rules new standard dibao_standard --place 440300 --from 2022-01-01"
    ),
    "book_epilog": (
        "  civbenefits rules book --place 深圳 --on 2021-06\n"
        "  civbenefits rules book --place 440300 --on 2021-06 --lang en --format html -o book.html"
    ),
    "program_epilog": (
        "  civbenefits check --place 440300 --on 2021-06 --members 3 --income 2400\n"
        "  civbenefits rules show dibao --place 440300 --on 2021-06"
    ),
    "check_epilog": (
        "  civbenefits check --place 深圳 --on 2021-06 --ages 70,45,12 --disability 1:mental:2\n"
        "  civbenefits check --place Shenzhen --on 2021-06 family.yaml --lang en\n"
        "  civbenefits check --place 440300 --on 2021-06 --household - --json < family.json"
    ),
    "interview_epilog": (
        "  civbenefits interview --place 深圳 --on 2021-06 --members 3\n"
        "  civbenefits interview --place Shenzhen --on 2021-06 --lang en --save family.yaml"
    ),
    "notice_epilog": (
        "  civbenefits notice --place 440300 --on 2021-06 --members 3 -o notice.html\n"
        "  civbenefits check --place 440300 --on 2021-06 family.yaml --json > answer.json\n"
        "  civbenefits notice --from answer.json --label 1=张三 --office 民政局 -o notice.html"
    ),
}
"""Commands that show how it is done, the same in every language."""

ALLOWED: Final[Mapping[str, str]] = {
    "relation": "applicant spouse child parent grandparent grandchild sibling other",
    "hukou_kind": "urban rural",
    "disability": "none visual hearing speech physical intellectual mental multiple",
    "student": "preschool compulsory high vocational bachelor higher",
    "parent": (
        "able dead declared_missing not_found disabled seriously_ill serving_sentence "
        "drug_detention other_detention out_of_contact custody_revoked deported"
    ),
    "care_setting": "home institution public_home",
}
"""The words that an option takes; their Chinese titles do as well."""
