"""``civbenefits notice``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from civbenefits.cli import notice as command

Run = Callable[..., Any]

ASKED = ("--place", "440300", "--on", "2021-06")


@pytest.fixture
def answer(run: Run, tmp_path: Path) -> Path:
    file = tmp_path / "answer.json"
    ran = run("check", *ASKED, "--members", "2", "--income", "400", "--json")
    file.write_text(ran.out, encoding="utf-8")
    return file


def told(ran: Any) -> str:
    assert (ran.code, ran.out) == (2, "")
    message: str = ran.err
    return message


def test_one_line_makes_a_notice(run: Run) -> None:
    ran = run("notice", *ASKED, "--members", "2", "--income", "400")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("<!DOCTYPE html>")
    assert "2200.00 元/月" in ran.out


def test_the_same_of_an_answer_that_was_kept(run: Run, answer: Path) -> None:
    options: tuple[str, ...] = (
        "--format",
        "text",
        "--lang",
        "en",
        "--office",
        "Office",
        "--case",
        "No. 7",
    )
    options += ("--label", "1=Zhang San", "--label", "2 = Li = Si", "--date", "2021-06-30")
    direct = run("notice", *ASKED, "--members", "2", "--income", "400", *options)
    kept = run("notice", "--from", str(answer), *options)
    piped = run("notice", "--from", "-", *options, stdin=answer.read_bytes())
    assert direct.out == kept.out == piped.out
    for text in ("Office", "No. 7", "Zhang San", "Li = Si", "2021-06-30", "2200.00 yuan/month"):
        assert text in direct.out


def test_into_a_file(run: Run, answer: Path, tmp_path: Path) -> None:
    file = tmp_path / "notice.html"
    ran = run("notice", "--from", str(answer), "-o", str(file))
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert file.read_text("utf-8") == run("notice", "--from", str(answer)).out
    missing = run("notice", "--from", str(answer), "-o", str(tmp_path / "no" / "notice"))
    assert "--output" in told(missing)


def test_templates_of_an_office(run: Run, answer: Path, tmp_path: Path) -> None:
    (tmp_path / "notice.html.j2").write_text("{{ rules_short }}", encoding="utf-8")
    ran = run("notice", "--from", str(answer), "--templates", str(tmp_path))
    assert (ran.code, len(ran.out)) == (0, 13)
    assert "--templates" in told(run("notice", "--from", str(answer), "--templates", "nowhere"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--from / --place, --on"),
        (("--place", "440300"), "--from / --on"),
        (ASKED, "--members 3"),
        (("--format", "pdf", *ASKED), "html, text"),
        ((*ASKED, "--members", "1", "--date", "2021-06"), "2021-06-30"),
        ((*ASKED, "--members", "1", "--date", "2021-02-30"), "2021-06-30"),
        ((*ASKED, "--members", "1", "--label", "1"), "ID=NAME"),
        ((*ASKED, "--members", "1", "--label", "=x"), "ID=NAME"),
        ((*ASKED, "--members", "1", "--label", "1=x", "--label", "1=y"), "--label"),
        ((*ASKED, "--members", "1", "--label", "2=x"), "--label"),
    ],
)
def test_wrong_usage(run: Run, arguments: tuple[str, ...], said: str) -> None:
    for line in told(run("notice", *arguments)).splitlines():
        assert said in line


@pytest.mark.parametrize(
    "more",
    [
        ("--place", "440300"),
        ("--on", "2021-06"),
        ("family.yaml",),
        ("--household", "family.yaml"),
        ("--members", "2"),
        ("--assume", "none"),
        ("--strict",),
        ("--rules", "rules"),
    ],
)
def test_an_answer_is_not_asked_for_anew(run: Run, answer: Path, more: tuple[str, ...]) -> None:
    message = told(run("notice", "--from", str(answer), *more))
    assert "--from" in message
    assert more[0].replace("family.yaml", "FILE") in message


def test_what_is_no_answer(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "--from" in told(run("notice", "--from", str(tmp_path / "none.json")))
    assert "JSON" in told(run("notice", "--from", "-", stdin=b'{"place": 1}'))
    monkeypatch.setattr(command, "MAX_ANSWER_BYTES", 9)
    assert "9" in told(run("notice", "--from", "-", stdin=b"0123456789"))
