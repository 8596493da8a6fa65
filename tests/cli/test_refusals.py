from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

IDENTITY_NUMBER = "11010519491231002X"


def refused(ran: Any, *, code: int = 2) -> str:
    assert ran.code == code
    assert ran.out == ""
    assert "Traceback" not in ran.err
    message: str = ran.err
    return message


class TestLanguage:
    def test_both_unless_one_is_asked_for(self, check: Run) -> None:
        lines = refused(check("--members", "x")).splitlines()
        assert [line.split(":")[0] for line in lines] == ["错误", "error"]

    def test_one(self, check: Run) -> None:
        assert refused(check("--members", "x", "--lang", "en")).startswith("error: wrong usage: ")
        assert "error" not in refused(check("--members", "x", "--lang=zh"))


class TestUsage:
    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            ((), "notice / rules / schema"),
            (("check", "--plce", "440300"), "--plce"),
            (("check", "--place"), "--place"),
            (("check", "--json=1"), "--json"),
            (("check", "--on", "2021-06", "--members", "1"), "--place"),
            (("check", "--place", "440300", "--members", "1"), "--on"),
            (("rules",), "validate"),
            (("rules", "show"), "SCHEME"),
            (("rules", "show", "dibao", "--on", "2021-06"), "--place"),
            (("schema",), "household / decision"),
            (("schema", "houshold"), "household, decision"),
        ],
    )
    def test_told(self, run: Run, arguments: tuple[str, ...], told: str) -> None:
        for line in refused(run(*arguments)).splitlines():
            assert told in line

    @pytest.mark.parametrize(
        ("arguments", "meant"),
        [
            (("chek",), "check"),
            (("rules", "lst"), "list"),
            (("check", "--plce", "440300"), "--place"),
            (("check", "--membres", "3"), "--members"),
        ],
    )
    def test_told_what_was_probably_meant(
        self, run: Run, arguments: tuple[str, ...], meant: str
    ) -> None:
        self._suggests(meant, run(*arguments))

    def test_told_what_fact_was_probably_meant(self, check: Run) -> None:
        ran = check("--members", "2", "--fact", "members.1.disabilty.grade=2")
        self._suggests("disability.grade", ran)

    def _suggests(self, meant: str, ran: Any) -> None:
        zh, en = refused(ran).splitlines()
        assert f"。是否为「{meant}」?" in zh
        assert f". Did you mean '{meant}'?" in en

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            ((), "--members 3"),
            (("--members", "three"), "--members"),
            (("--members", "3", "--lang", "fr"), "zh, en"),
            (("--members", "3", "--assume", "all"), "usual, none"),
            (("--members", "3", "--ages", "70,45"), "--ages"),
            (("--ages", "70,,45"), "--ages"),
            (("--ages", "70,45", "--disability", "3:mental:2"), "--disability"),
            (("--ages", "70,45", "--disability", "mental:2:1"), "--disability"),
            (("--ages", "70,45", "--disability", "1"), "MEMBER:KIND:GRADE"),
            (
                ("--ages", "70,45", "--disability", "1:mental:2", "--disability", "1:mental:3"),
                "--dis",
            ),
            (("--members", "2", "--fact", "1.disability=2"), "--fact"),
            (("--members", "2", "--fact", "members.1.age"), "members.1.disability.grade=2"),
            (("--members", "2", "--income", ""), "--income"),
            (("--members", "2", "family.yaml"), "--members"),
            (("family.yaml", "--household", "family.yaml"), "--household"),
        ],
    )
    def test_told_of_a_household(self, check: Run, arguments: tuple[str, ...], told: str) -> None:
        for line in refused(check(*arguments)).splitlines():
            assert told in line


class TestInput:
    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (("--members", "0"), "--members"),
            (("--members", "1001"), "1000"),
            (("--members", "1", "--income", "-5"), "counted_income"),
            (("--members", "1", "--income", "1.234"), "counted_income"),
            (("--ages", "70,151"), "members.2.age"),
            (("--ages", "70,45", "--disability", "2:mental:9"), "members.2.disability.grade"),
            (("--ages", "70,45", "--disability", "2:mentl:1"), "intellectual"),
            (("--ages", "70", "--born", "1951-01-01"), "members.1.age"),
            (("--born", "1990-02-30"), "members.1.born"),
            (("--born", "1990-02-03,2021-07-01"), "members.2.born"),
            (("--relation", "applicant,applicant"), "members.2.relation"),
            (("--members", "1", "--hukou", "999"), "members.1.hukou.place"),
            (("--members", "1", "--hukou", "亚特兰蒂斯"), "亚特兰蒂斯"),
            (("--members", "1", "--orphan", "1", "--parent", "1:able"), "--parent"),
            (("--members", "1", "--fact", "1.parents=none"), "members.1.parents"),
            (("/nowhere/family.yaml",), "--household"),
        ],
    )
    def test_told(self, check: Run, arguments: tuple[str, ...], told: str) -> None:
        for line in refused(check(*arguments)).splitlines():
            assert told in line

    def test_unknown_place_has_a_suggestion(self, run: Run) -> None:
        ran = run("check", "--place", "Shenzen", "--on", "2021-06", "--members", "1")
        assert "Shenzhen" in refused(ran)
        assert "rules places" in ran.err

    @pytest.mark.parametrize("month", ["2021-13", "2021", "2021-02-30", "June", "2021-6", ""])
    def test_impossible_month(self, run: Run, month: str) -> None:
        refused(run("check", "--place", "440300", "--on", month, "--members", "1"))

    def test_strict_refuses_what_was_not_reviewed(self, run: Run) -> None:
        asked = ("check", "--place", "440300", "--on", "2039-01", "--members", "1")
        assert "440300" in run(*asked).out
        assert "注意:" in run(*asked).out
        assert "2039-01" in refused(run(*asked, "--strict"))

    def test_broken_file(self, check: Run) -> None:
        assert "YAML" in refused(check("-", stdin=b"members: [{id: a"))
        assert "members" in refused(check("-", stdin=b"{}"))
        assert "UTF-8" in refused(check("-", stdin=b"members: \xff"))


class TestPrivacy:
    """What is said of persons never comes back in an error."""

    @pytest.mark.parametrize(
        "arguments",
        [
            ("--members", "1", "--fact", f"members.1.id_number={IDENTITY_NUMBER}"),
            ("--members", "1", "--fact", f"{IDENTITY_NUMBER}=1"),
            ("--members", "1", "--fact", f"{IDENTITY_NUMBER}.age=1"),
            ("--members", IDENTITY_NUMBER),
            ("--ages", IDENTITY_NUMBER),
            ("--born", IDENTITY_NUMBER),
            ("--members", "1", "--income", IDENTITY_NUMBER),
            ("--members", "1", "--hukou", IDENTITY_NUMBER),
            ("--members", "1", "--relation", IDENTITY_NUMBER),
            ("--members", "1", "--disability", f"1:{IDENTITY_NUMBER}:2"),
            ("--members", "1", "--orphan", IDENTITY_NUMBER),
            ("--members", "1", "--assume", IDENTITY_NUMBER),
            ("--members", "1", "--lang", IDENTITY_NUMBER),
            ("--members", "1", "--place", IDENTITY_NUMBER),
            ("--members", "1", "--on", IDENTITY_NUMBER),
            ("--members", "1", f"--{IDENTITY_NUMBER}"),
            ("--members", "1", f"--id={IDENTITY_NUMBER}"),
            ("--members", "1", "--id", IDENTITY_NUMBER, IDENTITY_NUMBER),
            ("--household", IDENTITY_NUMBER),
            (IDENTITY_NUMBER, IDENTITY_NUMBER),
        ],
    )
    def test_options(self, check: Run, arguments: tuple[str, ...]) -> None:
        message = refused(check(*arguments))
        assert IDENTITY_NUMBER not in message
        assert IDENTITY_NUMBER[:14] not in message

    @pytest.mark.parametrize("command", [(), ("rules",), ("rules", "show"), ("schema",)])
    def test_elsewhere(self, run: Run, command: tuple[str, ...]) -> None:
        assert IDENTITY_NUMBER not in refused(run(*command, IDENTITY_NUMBER))

    @pytest.mark.parametrize(
        "text",
        [
            "members: [{{id: a, id_number: '{number}', born: 1990-01-01}}]",
            "members: [{{id: a, id_number: '{number}9'}}]",
            "members: [{{id: a, age: '{number}'}}]",
            "members: [{{id: a, {number}: 1}}]",
            "members: [{{id: a, relation: '{number}'}}]",
            "members: '{number}",
        ],
    )
    def test_files(self, check: Run, text: str) -> None:
        message = refused(check("-", stdin=text.format(number=IDENTITY_NUMBER).encode()))
        assert IDENTITY_NUMBER[:14] not in message

    def test_answers(self, check: Run) -> None:
        raw = f"members: [{{id: a, id_number: '{IDENTITY_NUMBER}'}}]".encode()
        for more in ((), ("--json",), ("--verbose",)):
            ran = check("-", *more, stdin=raw)
            assert ran.code == 0
            assert IDENTITY_NUMBER not in ran.out


def test_bad_tables(check: Run, tmp_path: Path) -> None:
    (tmp_path / "place.yaml").write_text("place: {code: x}\n", encoding="utf-8")
    message = refused(check("--members", "1", "--rules", str(tmp_path)), code=3)
    assert "place.yaml:1:" in message
    for folder in (str(tmp_path / "none"), "x" * 5000, "a\0b"):
        assert refused(check("--members", "1", "--rules", folder), code=3)
