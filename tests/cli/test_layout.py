from __future__ import annotations

from pathlib import Path

import pytest

from civbenefits.presenting.layout import (
    MAX_COLUMNS,
    MIN_COLUMNS,
    columns_of,
    printable,
    table,
    terminal_columns,
    wrapped,
)


def test_chinese_is_two_columns_wide() -> None:
    assert columns_of("低保 1500.00 元/月") == 18
    assert columns_of("e\u0301") == 1


@pytest.mark.parametrize("width", range(4, 40))
def test_wrapping_loses_nothing_and_fits(width: int) -> None:
    text = "最低生活保障(低保):每人每月 1300.00 元,dibao standard of 2021。"
    lines = wrapped(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    longest = columns_of("(dibao)1300.00") + 2
    assert all(columns_of(line) <= max(width, longest) for line in lines)


def test_no_line_begins_with_a_closing_mark() -> None:
    text = "一二三四、五六七八、九十、甲乙丙丁。" * 3
    for width in range(6, 30):
        assert all(line[0] not in "、。" for line in wrapped(text, width))


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrapped("", 10) == [""]


def test_table_is_aligned_by_columns() -> None:
    lines = table([("低保", "1.00", "甲"), ("abc", "100.00", "乙")], 60, right=1)
    assert lines == ["  低保    1.00  甲", "  abc   100.00  乙"]


def test_table_cuts_a_long_reason_short() -> None:
    lines = table([("a", "很长的话" * 40), ("b", "短")], 60, most=2)
    assert len(lines) == 3
    assert lines[1].endswith("…")
    assert max(map(columns_of, lines)) <= 60


def test_printable_keeps_text_and_disarms_controls() -> None:
    assert printable("低保 1500.00") == "低保 1500.00"
    assert printable("a\x1b[31mb\x07\u202ec\nd") == "a?[31mb??c\nd"


@pytest.mark.parametrize(
    ("asked", "given"),
    [("80", 80), ("5", MIN_COLUMNS), ("9999", MAX_COLUMNS), ("", 100), ("wide", 100), ("0", 100)],
)
def test_width(monkeypatch: pytest.MonkeyPatch, asked: str, given: int, tmp_path: Path) -> None:
    monkeypatch.setenv("COLUMNS", asked)
    with (tmp_path / "out").open("w") as out:
        monkeypatch.setattr("sys.stdout", out)
        assert terminal_columns() == given
