"""The reasons of answers as a caseworker reads them."""

from __future__ import annotations

import re

from tests.cli.conftest import Run


def reasons(text: str, title: str = "理由", after: str = "提示") -> str:
    return text.partition(f"\n{title}\n")[2].partition(f"\n{after}\n")[0]


def test_dibao_of_three(check: Run) -> None:
    text = reasons(check("--members", "3", "--income", "2400", "--scheme", "dibao").out)
    lines = text.splitlines()
    for line, after in (
        (
            "    ├ [满足] 保障单元可计入月收入低于低保标准(1300元/人/月) × 保障单元人数",
            "    │   2400 < 1300 × 3 = 3900元/户/月",
        ),
        (
            "    │ ├ 低保标准:1300.00 元/人/月 〔[5] 四,自 2021-01-01,深圳市,报告载明〕",
            "    │ └ 保障单元人数:3 人 〔[2] 第27条〕",
        ),
        (
            "    └ 金额:1500.00 元/户/月,即低保标准与收入的差额 〔[1] 第12, 45条〕",
            "        1300 × 3 − 2400 = 1500元/户/月",
        ),
    ):
        assert lines[lines.index(line) + 1] == after
    assert "成员 1、2、3:[满足] 计入保障单元(见上)\n" in text
    assert "长期共同居住(假定)\n" in text


def test_how_far_off_and_that_nothing_else_fails(check: Run) -> None:
    text = check("--members", "3", "--income", "4011", "--scheme", "dibao", "--lang", "en").out
    told = reasons(text, "Reasons", "Caveats")
    assert "minimum living allowance (dibao), household: not eligible\n    Near miss:" in told
    assert "(all other conditions hold)" in told
    assert "    │   4011 > 1300 × 3 = 3900 yuan/household/month\n" in told
    assert "    │   111.00 yuan/household/month above, that is 37.00 yuan/person/month;" in told


def test_what_was_told_is_referred_to(check: Run) -> None:
    text = reasons(check("--members", "3", "--income", "2400", "--explain").out)
    lines = [line for line in text.splitlines() if "保障单元可计入月收入:2400.00" in line]
    assert len(lines) > 2
    assert sum("见" not in line for line in lines) == 1
    assert sum("(见「低保(最低生活保障)」)" in line for line in lines) >= 1


def test_an_unknown_fact_shows_its_path(check: Run) -> None:
    text = reasons(check("--members", "2", "--scheme", "old_age_allowance").out)
    assert "年龄(周岁):未知(members.1.born、members.2.born)" in text
    assert "高龄津贴起始年龄:70 周岁" in text


def test_english_has_no_chinese_but_names(check: Run) -> None:
    text = check("--ages", "70,40,9", "--income", "2400", "--explain", "--lang", "en").out
    told = reasons(text, "Reasons", "Caveats")
    # What a document calls its sections, and the Chinese names of two things.
    told = re.sub(r"\s*\n[│├└ ]*", " ", told)
    told = re.sub(r"section [\u4e00-\u9fff、()“”; ]+", "", told).replace("优抚", "")
    assert not re.findall(r"[\u4e00-\u9fff]+", told)


def test_an_unknown_scheme_is_refused(check: Run) -> None:
    ran = check("--members", "1", "--scheme", "dibo")
    assert (ran.code, ran.out) == (2, "")
    assert "dibao" in ran.err
