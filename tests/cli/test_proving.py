from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminals import Terminal
from tests.currencies import DECLARED

Run = Callable[..., Any]

CASE = """\
cases:
  - case: family
    place: "440300"
    on: 2021-06
    assume: usual
    derivation: {zh: 1300 × 3 − 2400 = 1500, en: 1300 × 3 − 2400 = 1500}
    source: 《2021年深圳民政工作总结》四
    household: {counted_income: "2400", members: [{id: a}, {id: b}, {id: c}]}
    expect:
      dibao: {verdict: eligible, amount: "1500.00"}
"""


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "some.yaml").write_text(CASE, encoding="utf-8")
    return tmp_path


def spoil(cases: Path, right: str, wrong: str) -> None:
    assert right in CASE
    (cases / "cases" / "some.yaml").write_text(CASE.replace(right, wrong), encoding="utf-8")


class TestCases:
    def test_all_as_expected(self, run: Run, cases: Path) -> None:
        ran = run("rules", "test", str(cases))
        assert (ran.code, ran.err) == (0, "")
        assert ran.out == "案例 1 个,与预期不符 0 个\n"

    def test_what_differs_stands_side_by_side(self, run: Run, cases: Path) -> None:
        spoil(cases, '"1500.00"', '"1400.00"')
        ran = run("rules", "test", str(cases), "--lang", "en")
        assert ran.code == 1
        lines = [line.split() for line in ran.out.splitlines()]
        assert lines[0] == ["cases/some.yaml:2:11", "family"]
        assert lines[1] == ["expected", "found"]
        assert lines[2] == ["dibao", "amount", "1400.00", "1500.00"]
        assert lines[-1] == ["1", "cases,", "1", "of", "them", "not", "as", "expected"]

    def test_json(self, run: Run, cases: Path) -> None:
        spoil(cases, "eligible,", "not_eligible,")
        ran = run("rules", "test", str(cases), "--json")
        assert ran.code == 1
        (told,) = json.loads(ran.out)["cases"]
        assert (told["case"], told["file"], told["line"]) == ("family", "cases/some.yaml", 2)
        (difference,) = told["differences"]
        assert difference["expected"] == "not_eligible"
        assert difference["found"] == "eligible"
        assert difference["line"] == 10

    def test_a_case_that_cannot_be_judged_is_a_fault(self, run: Run, cases: Path) -> None:
        spoil(cases, "      dibao:", "      dibeo:")
        ran = run("rules", "test", str(cases))
        assert (ran.code, ran.out) == (3, "")
        assert "cases/some.yaml:10:7" in ran.err

    def test_tables_of_the_folder_judge_its_cases(self, run: Run, cases: Path) -> None:
        (cases / "place.yaml").write_text(
            f'place: {{code: "000000", zh: 国, en: Nation, currency: {DECLARED}}}\n',
            encoding="utf-8",
        )
        ran = run("rules", "test", str(cases), "--no-built-in")
        assert ran.code == 3
        assert "440300" in ran.err

    def test_without_a_folder_the_cases_of_the_tables(self, run: Run, cases: Path) -> None:
        (cases / "place.yaml").write_text(
            f'place: {{code: "000000", zh: 国, en: Nation, currency: {DECLARED}}}\n',
            encoding="utf-8",
        )
        assert run("rules", "test", "--rules", str(cases), "--no-built-in").code == 3

    def test_somebody_who_watches_sees_the_progress(
        self, run: Run, cases: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        assert run("rules", "test", str(cases)).code == 0
        assert "核对案例 0/1" in terminal.getvalue()
        assert terminal.getvalue().endswith("\r\033[K")


class TestCoverage:
    """The command; what is counted is in ``tests/coverage``."""

    @pytest.fixture
    def office(self, tmp_path: Path) -> Path:
        """A scheme of an office, laid over the built-in tables, with one case."""
        files = {
            "meals.yaml": MEALS,
            "cases/meals.yaml": A_MEAL,
        }
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    def test_only_what_is_laid_over_is_to_be_shown(self, run: Run, office: Path) -> None:
        ran = run("rules", "coverage", str(office))
        assert (ran.code, ran.err) == (0, "")
        lines = ran.out.splitlines()
        assert lines[1].split() == ["440300", "2021", "1/3", "33.3", "office_meals"]
        assert f"{office}/meals.yaml:8:21  office_meals 2021 requires.old" in lines
        assert "没有案例使其低于界限;没有案例使其恰在界限上" in ran.out
        assert lines[-1] == "案例 1 个,证明 1/3,33.3%"

    def test_in_english(self, run: Run, office: Path) -> None:
        text = run("rules", "coverage", str(office), "--lang", "en").out
        assert "never below the limit; never exactly on the limit" in text
        assert "1 cases show 1 of 3, 33.3%" in text

    @pytest.mark.parametrize(("least", "code"), [("33.3", 0), ("33.4", 1), ("100", 1)])
    def test_too_little(self, run: Run, office: Path, least: str, code: int) -> None:
        ran = run("rules", "coverage", str(office), "--fail-under", least)
        assert ran.code == code
        assert (f"低于要求的 {least}%" in ran.out) == (code == 1)

    @pytest.mark.parametrize("least", ["all", "101", "-1", "1/0"])
    def test_a_share_that_is_none(self, run: Run, office: Path, least: str) -> None:
        ran = run("rules", "coverage", str(office), "--fail-under", least)
        assert (ran.code, ran.out) == (2, "")
        assert "--fail-under" in ran.err

    def test_one_scheme(self, run: Run, office: Path) -> None:
        ran = run("rules", "coverage", str(office), "--scheme", "office_meals")
        assert ran.out.endswith("证明 1/3,33.3%\n")
        ran = run("rules", "coverage", str(office), "--scheme", "no_such")
        assert (ran.code, ran.out) == (2, "")

    def test_a_case_that_differs_shows_nothing(self, run: Run, office: Path) -> None:
        wrong = A_MEAL.replace("eligible", "not_eligible")
        (office / "cases" / "meals.yaml").write_text(wrong, encoding="utf-8")
        ran = run("rules", "coverage", str(office))
        assert ran.code == 1
        assert "cases/meals.yaml:2:11  meal  与预期不符,不作证明" in ran.out

    def test_json_with_proposals(self, run: Run, office: Path) -> None:
        ran = run("rules", "coverage", str(office), "--json", "--propose")
        told = json.loads(ran.out)
        assert (told["shown"], told["of"], told["cases"]) == (1, 3, 1)
        sides = {each["side"]: (each["status"], each["case"]) for each in told["findings"]}
        assert sides == {
            "below": ("never", None),
            "on": ("never", None),
            "above": ("shown", "meal"),
        }
        closed = [demand["side"] for each in told["proposals"] for demand in each["closes"]]
        assert sorted(closed) == ["below", "on"]

    def test_proposals_are_cases_to_paste(self, run: Run, office: Path) -> None:
        text = run("rules", "coverage", str(office), "--propose").out
        pasted = text[text.index("cases:") : text.rindex("\n\n")]
        (office / "cases" / "more.yaml").write_text(pasted, encoding="utf-8")
        ran = run("rules", "test", str(office))
        assert ran.code == 3
        assert "还没有填写" in ran.err
        filled = pasted.replace('verdict: "???"', "verdict: eligible").replace("???", "…")
        (office / "cases" / "more.yaml").write_text(filled, encoding="utf-8")
        ran = run("rules", "test", str(office))
        assert ran.out.endswith("案例 3 个,与预期不符 1 个\n")


MEALS = """\
place: {code: "440300", zh: 深圳市, en: Shenzhen}
scheme: office_meals
title: {zh: 助餐, en: meals}
assesses: person
versions:
  - from: 2021
    basis: [{document: shenzhen-report-2021, known: stated}]
    requires: {old: age(month_end) >= 60}
    provides: {zh: 餐, en: meals}
"""
A_MEAL = """\
cases:
  - case: meal
    place: "440300"
    on: 2021-06
    derivation: {zh: 70 大于 60, en: 70 is above 60}
    source: 《2021年深圳民政工作总结》
    household: {members: [{id: a, age: "70"}]}
    expect: {office_meals/a: {verdict: eligible}}
"""
