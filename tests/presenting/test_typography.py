from __future__ import annotations

import pytest

from civbenefits.presenting.typography import printed, printed_parts


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("深圳市(440300)", "深圳市\uff08440300\uff09"),
        ("收入:2400.00 元;人数:3 人", "收入\uff1a2400.00 元\uff1b人数\uff1a3 人"),
        ("第9, 12条(自 2014-05-01)", "第9, 12条\uff08自 2014-05-01\uff09"),
        ("低保(最低生活保障), 高龄", "低保\uff08最低生活保障\uff09\uff0c高龄"),
        ("1500.00", "1500.00"),
        ("a, b (c): d", "a, b (c): d"),
        ("((外)内)", "\uff08\uff08外\uff09内\uff09"),
        ("半个(括号", "半个(括号"),
        ("多了)括号", "多了)括号"),
    ],
)
def test_marks_beside_chinese_are_full_width(text: str, wanted: str) -> None:
    assert printed(text) == wanted


def test_what_others_wrote_is_not_touched() -> None:
    case = "龙民救(2021)7号"
    assert printed(f"案号:{case},{case}", (case,)) == f"案号\uff1a{case}\uff0c{case}"
    assert printed("是,否", ("没有标点",)) == "是\uff0c否"


def test_a_mark_may_stand_beside_another_part() -> None:
    parts = ["依据", ",", "第1条", "(", "a, b", ")", ", 末"]
    wide = ["依据", "\uff0c", "第1条", "\uff08", "a, b", "\uff09", "\uff0c末"]
    assert printed_parts(parts) == wide
    assert printed_parts([]) == []
