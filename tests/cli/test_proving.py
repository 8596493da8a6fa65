from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

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
            'place: {code: "000000", zh: 国, en: Nation}\n', encoding="utf-8"
        )
        ran = run("rules", "test", str(cases), "--no-built-in")
        assert ran.code == 3
        assert "440300" in ran.err

    def test_without_a_folder_the_cases_of_the_tables(self, run: Run, cases: Path) -> None:
        (cases / "place.yaml").write_text(
            'place: {code: "000000", zh: 国, en: Nation}\n', encoding="utf-8"
        )
        assert run("rules", "test", "--rules", str(cases), "--no-built-in").code == 3

    def test_somebody_who_watches_sees_the_progress(
        self, run: Run, cases: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        assert run("rules", "test", str(cases)).code == 0
        assert "核对案例 0/1" in terminal.getvalue()
        assert terminal.getvalue().endswith("\r\033[K")
