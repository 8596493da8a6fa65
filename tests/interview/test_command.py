"""``civbenefits interview`` with answers from a pipe."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import civbenefits as cb
from civbenefits.interviewing import Interview
from tests.interview.small import book, conduct, persons

Run = Callable[..., Any]

ONE = ("--members", "1", "--fact", "1.roaming=no", "--fact", "1.disability.kind=none")
"""One person of whom three facts are asked: income, age and hukou."""


def typed(income: str, age: str, hukou: str) -> str:
    """The answers in the order in which they are asked for, one a line."""
    about = {"roaming": False, "disability": cb.Disability(kind="none")}
    hukou_here = cb.Hukou(place="440300")
    full = persons({**about, "counted_income": 40, "age": 70, "hukou": hukou_here})
    asked = conduct(Interview(book(), persons(about)), full)
    words = {"counted_income": income, "born": age, "place": hukou}
    return "".join(f"{words[fact.rsplit('.', 1)[1]]}\n" for fact in asked)


def questions(text: str) -> int:
    """How often something was asked."""
    return text.count("\n第 ") + text.count("\nQuestion ")


def test_chinese(interview: Run) -> None:
    ran = interview(*ONE, answers=typed("40", "七十岁", "本地"))
    assert (ran.code, ran.err) == (0, "")
    talk, answer = ran.out.split("问完了,共 3 问:再问什么都不会改变结果。\n")
    assert talk.startswith("深圳市(440300)2021年6月。一次问一个问题")
    assert "不知道,答「?」" in talk
    assert questions(talk) == 3
    assert "第 1 问 · 成员 1\n" in talk
    assert "个项目等这个答案:救助" in talk
    assert "每月合计目前在 0.00 至 " in talk
    assert "\n> 七十岁\n" in talk
    assert "60.00 元/月" in answer


def test_english(interview: Run) -> None:
    ran = interview(*ONE, "--lang", "en", answers=typed("40 yuan", "70", "here"))
    assert (ran.code, ran.err) == (0, "")
    talk, answer = ran.out.split("Done after 3 question(s)")
    assert talk.startswith("Shenzhen (440300), 2021-06. One question at a time")
    assert questions(talk) == 3
    assert "Question 1 · member 1\n" in talk
    assert "schemes waiting for this answer (" in talk
    assert "a month in total, so far: 0.00 to " in talk
    assert "60.00 yuan/month" in answer


def test_a_refused_answer_is_asked_for_again(interview: Run) -> None:
    ran = interview(*ONE, answers="很多很多\n" + typed("40", "70", "本地"))
    assert ran.code == 0
    assert "没有记下:请答" in ran.out
    assert ran.out.count("第 1 问 ·") == 2
    assert "60.00 元/月" in ran.out


def test_choices_are_listed_with_their_numbers(interview: Run) -> None:
    ran = interview("--members", "1", "--born", "2015-01-01", *ONE[2:], answers="2\n能\n1\n")
    assert ran.code == 0
    assert "\n第 1 问 · 成员 1 · 父母中的一位\n" in ran.out
    assert "\n     2. 死亡\n" in ran.out
    assert "\n第 2 问 · 成员 1 · 父母中的另一位\n" in ran.out
    assert "问完了,共 2 问" in ran.out


def test_not_knowing(interview: Run) -> None:
    ran = interview(*ONE, answers="?\n不知道\n\uff1f\n" + "不清楚\n" * 5)
    assert ran.code == 0
    assert "问完了,共 5 问" in ran.out
    assert "待定,还缺事实" in ran.out


def test_back_and_help(interview: Run) -> None:
    ran = interview(*ONE, answers="返回\n?\n返回\n帮助\n" + typed("40", "70", "本地"))
    assert ran.code == 0
    assert "这已经是第一问" in ran.out
    assert ran.out.count("答「结束」") == 2
    assert "问完了,共 3 问" in ran.out
    assert "60.00 元/月" in ran.out


@pytest.mark.parametrize("word", ["quit", "结束", "q", "退出。"])
def test_quitting_gives_the_answer_so_far(interview: Run, word: str) -> None:
    ran = interview(*ONE, answers=f"?\n{word}\n70\n")
    assert ran.code == 0
    assert "先到这里,共 1 问;没有问到的按未知处理。" in ran.out
    assert "待定,还缺事实" in ran.out


@pytest.mark.parametrize("answers", ["", "?\n", "?"])
def test_the_end_of_the_answers_ends_it(interview: Run, answers: str) -> None:
    ran = interview(*ONE, answers=answers)
    assert (ran.code, ran.err) == (0, "")
    assert "先到这里,共" in ran.out
    assert "待定,还缺事实" in ran.out


def test_usual_for_the_rest(interview: Run) -> None:
    ran = interview("--members", "1", answers="通常\n70\n40\n70\n")
    assert ran.code == 0
    assert "其余按通常情形" in ran.out
    assert "通常情形(假定,未核实)" in ran.out


def test_assuming_from_the_start(interview: Run) -> None:
    ran = interview("--members", "1", "--assume", "usual", answers="500\n9\n")
    assert ran.code == 0
    assert "户籍所在地" in ran.out
    assert questions(ran.out) <= 2


def test_nothing_is_assumed_by_default(interview: Run) -> None:
    assert "没有假定任何情形" in interview(*ONE, answers="q\n").out


def test_how_many_persons(interview: Run) -> None:
    ran = interview(answers="很多\n0\n两口人\nq\n")
    assert ran.code == 0
    assert ran.out.count("全家一共几口人?") == 3
    assert ran.out.count("没有记下:请答 1 至 1000 的整数") == 2
    assert "第 1 问 · 成员 1" in ran.out


@pytest.mark.parametrize("answers", ["", "quit\n"])
def test_nobody_says_how_many(interview: Run, answers: str) -> None:
    ran = interview(answers=answers)
    assert ran.code == 2
    assert "请说明家庭" in ran.err


class TestFiles:
    def test_what_a_file_says_is_not_asked(self, interview: Run, tmp_path: Path) -> None:
        file = tmp_path / "family.yaml"
        file.write_text("members: [{id: 老王, age: 70, roaming: false}]", encoding="utf-8")
        ran = interview(str(file), "--lang", "zh", answers="不知道\n" * 9)
        assert ran.code == 0
        assert "成员 老王" in ran.out
        assert "出生的" not in ran.out.split("问完了")[0]

    def test_the_household_is_saved_and_judged_alike(self, interview: Run, tmp_path: Path) -> None:
        file = tmp_path / "saved.yaml"
        ran = interview(*ONE, "--save", str(file), answers=typed("40.50", "1950-03-05", "本地"))
        assert ran.code == 0
        assert f"家庭已存入 {file}" in ran.out.replace("\n", "")
        saved = cb.read_household(file.read_bytes())
        assert saved == cb.Household(
            members=(
                cb.Member(
                    id="1",
                    born=date(1950, 3, 5),
                    counted_income=Decimal("40.50"),
                    hukou=cb.Hukou(place="440300"),
                    disability=cb.Disability(kind="none"),
                    roaming=False,
                ),
            )
        )
        again = interview(str(file), "--save", str(file))
        assert "问完了,共 0 问" in again.out
        assert cb.read_household(file.read_bytes()) == saved

    def test_what_was_assumed_is_not_saved(self, interview: Run, tmp_path: Path) -> None:
        file = tmp_path / "saved.yaml"
        interview("--members", "1", "--assume", "usual", "--save", str(file), answers="q\n")
        household = cb.read_household(file.read_bytes())
        assert household == cb.Household(members=(cb.Member(id="1"),))

    def test_where_it_cannot_be_saved_nothing_is_asked(
        self, interview: Run, tmp_path: Path
    ) -> None:
        for file in (tmp_path / "none" / "a.yaml", tmp_path):
            ran = interview(*ONE, "--save", str(file), answers="40\n")
            assert (ran.code, ran.out) == (2, "")
            assert "--save" in ran.err

    def test_if_saving_fails_the_answer_is_not_lost(
        self, interview: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object, **__: object) -> None:
            raise OSError

        monkeypatch.setattr(Path, "write_text", fail)
        ran = interview(*ONE, "--save", str(tmp_path / "a.yaml"), answers="q\n")
        assert ran.code == 2
        assert "没有记下:无法写入该文件" in ran.out
        assert "待定,还缺事实" in ran.out

    def test_answers_and_household_cannot_both_be_standard_input(self, interview: Run) -> None:
        ran = interview("-", answers="members: [{id: a}]")
        assert ran.code == 2
        assert "标准输入" in ran.err

    def test_a_file_and_the_short_form(self, interview: Run) -> None:
        assert interview("a.yaml", "--members", "2").code == 2


@pytest.mark.parametrize(
    ("arguments", "answers"),
    [
        (("--place", "nowhere"), ""),
        (("--assume", "all"), ""),
        (("--member", "1"), ""),
        (("--born", "2022-01-01"), ""),
        (ONE, b"\xff\xfe\n"),
    ],
)
def test_refused(interview: Run, arguments: tuple[str, ...], answers: str | bytes) -> None:
    ran = interview(*arguments, answers=answers)
    assert ran.code == 2
    assert ran.err.startswith("错误:")


def test_in_a_terminal_the_household_may_be_saved(small_rules: Path, tmp_path: Path) -> None:
    """The answers are typed, so they are not repeated, and a file name is asked for."""
    file = tmp_path / "typed.yaml"
    command = [
        sys.executable,
        "-m",
        "civbenefits",
        "interview",
        "--rules",
        str(small_rules),
        "--no-built-in",
    ]
    command += ["--place", "440300", "--on", "2021-06", "--lang", "en", "--members", "1"]
    ours, theirs = pty.openpty()
    environment = {**os.environ, "CIVBENEFITS_CACHE": str(tmp_path), "COLUMNS": "100"}
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdin=theirs, stdout=subprocess.PIPE, env=environment, text=True
    ) as process:
        os.write(ours, f"quit\n{file}\n".encode())
        out, _ = process.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 0
    assert "Save this household?" in out
    assert "> quit" not in out
    assert cb.read_household(file.read_bytes()) == cb.Household(members=(cb.Member(id="1"),))
