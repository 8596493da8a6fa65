from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from civbenefits.engine.library import built_in

Run = Callable[..., Any]


def page(ran: Any) -> str:
    assert (ran.code, ran.err) == (0, "")
    text: str = ran.out
    return text


class TestList:
    def test_all(self, run: Run) -> None:
        text = page(run("rules", "list"))
        for scheme in built_in().tables.schemes:
            assert f"\n{scheme} " in f"\n{text}"

    def test_of_a_place_and_month(self, run: Run) -> None:
        text = page(run("rules", "list", "--place", "深圳", "--on", "2021-06", "--lang", "en"))
        lines = {line.split()[0]: line for line in text.splitlines()}
        assert "since" in lines["dibao"]
        assert "Not offered" in lines["living_support"]
        assert "cataract_surgery" not in text


class TestShow:
    def test_versions(self, run: Run) -> None:
        text = page(run("rules", "show", "dibao"))
        assert "unit_income < dibao_standard * unit_size" in text
        assert "深圳市 (440300)" in text

    @pytest.mark.parametrize(
        ("language", "words"),
        [
            ("zh", ["条件(须全部满足)", "金额", "1300元/人/月", "依据", "2021年深圳民政工作总结"]),
            ("en", ["Conditions (all needed)", "1300 yuan/person/month", "Sources"]),
        ],
    )
    def test_in_words(self, run: Run, language: str, words: list[str]) -> None:
        where = ("--place", "440300", "--on", "2021-06", "--lang", language)
        text = page(run("rules", "show", "dibao", *where))
        for each in words:
            assert each in text

    @pytest.mark.parametrize("place", ["330800", "440105", "440307", "440310"])
    def test_every_scheme_of_a_place(self, run: Run, place: str) -> None:
        where = ("--place", place, "--on", "2017-06")
        listed = page(run("rules", "list", *where)).splitlines()
        for index, line in enumerate(line for line in listed if line[0] != " "):
            scheme = line.split()[0]
            language = ("zh", "en")[index % 2]
            assert scheme in page(run("rules", "show", scheme, *where, "--lang", language))

    def test_unknown_scheme_has_a_suggestion(self, run: Run) -> None:
        ran = run("rules", "show", "dibbao")
        assert (ran.code, ran.out) == (2, "")
        assert "'dibao'" in ran.err


def test_places_are_a_tree(run: Run) -> None:
    lines = page(run("rules", "places")).splitlines()
    assert lines[0].startswith("000000  中国 ")
    assert any(line.startswith("    440300  深圳市 ") for line in lines)


class TestValidate:
    def test_built_in(self, run: Run) -> None:
        assert "规则表无误" in page(run("rules", "validate"))
        assert "no faults" in page(run("rules", "validate", "--lang", "en"))

    def test_every_fault_of_every_file(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "place.yaml").write_text(
            "place: {code: '000000', zh: 中国, en: China}\nreviewd_through: 2021-01-01\n",
            encoding="utf-8",
        )
        (tmp_path / "more.yaml").write_text("standards: {x: {unit: yen}}\n", encoding="utf-8")
        ran = run("rules", "validate", str(tmp_path), "--no-built-in")
        assert (ran.code, ran.err) == (3, "")
        lines = ran.out.splitlines()
        assert any(line.startswith(f"{tmp_path}/place.yaml:2:1: ") for line in lines)
        assert any(line.startswith(f"{tmp_path}/more.yaml:1:") for line in lines)
        assert " / " in lines[0]
        only = run("rules", "validate", "--rules", str(tmp_path), "--lang", "en")
        assert only.code == 3
        assert "3 fault(s) in the tables" in only.out
        assert "规则表" not in only.out

    def test_faults_for_programs(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "place.yaml").write_text(
            "place: {code: '000000', zh: 中国, en: China}\nreviewd_through: 2021-01-01\n",
            encoding="utf-8",
        )
        ran = run("rules", "validate", str(tmp_path), "--json")
        assert (ran.code, ran.err) == (3, "")
        assert json.loads(ran.out) == {
            "faults": [
                {
                    "code": "table.unknown_key",
                    "file": f"{tmp_path}/place.yaml",
                    "line": 2,
                    "column": 1,
                    "text": "reviewd_through",
                    "expected": {
                        "zh": "place, reviewed_through, documents, standards, definitions, "
                        "combinations, facts, income_kinds 之一",
                        "en": "one of place, reviewed_through, documents, standards, "
                        "definitions, combinations, facts, income_kinds",
                    },
                    "suggestion": "reviewed_through",
                    "message": {
                        "zh": "不认识的键「reviewd_through」。是否为「reviewed_through」?",
                        "en": "unknown key 'reviewd_through'. Did you mean 'reviewed_through'?",
                    },
                }
            ]
        }
        missing = run("rules", "validate", str(tmp_path / "none"), "--json")
        assert missing.code == 3
        assert json.loads(missing.out)["faults"][0]["code"] == "table.no_folder"

    def test_no_faults_for_programs(self, run: Run) -> None:
        assert json.loads(page(run("rules", "validate", "--json"))) == {"faults": []}

    def test_the_line_of_a_fault_is_shown_and_pointed_at(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "place.yaml").write_text(
            "place: {zh: 中国, code: '0', en: China}\n", encoding="utf-8"
        )
        lines = run("rules", "validate", str(tmp_path), "--lang", "en").out.splitlines()
        assert lines[1:3] == [
            "    place: {zh: 中国, code: '0', en: China}",
            "    " + " " * 24 + "^",
        ]
        assert lines[3] == "    expected: a name in lower case, or a six-digit place code"

    def test_no_folder(self, run: Run, tmp_path: Path) -> None:
        assert run("rules", "validate", str(tmp_path / "none")).code == 3
