from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import civbenefits as cb
from tests.currencies import DECLARED

Run = Callable[..., Any]
WHERE = ("--place", "深圳", "--on", "2021-06")


def test_markdown_in_chinese_is_the_default(run: Run) -> None:
    ran = run("rules", "book", *WHERE)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == cb.book(cb.rulebook("440300", "2021-06"))
    assert "# 深圳市社会救助与社会福利规则手册" in ran.out


def test_html_in_english_goes_into_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "book.html"
    ran = run("rules", "book", *WHERE, "--lang", "en", "--format", "html", "-o", str(file))
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    text = file.read_text(encoding="utf-8")
    assert text == cb.book(cb.rulebook("440300", "2021-06"), language="en", format="html")
    assert '<html lang="en">' in text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--place", "深圳"), "--on"),
        (("--on", "2021-06"), "--place"),
        ((*WHERE, "--format", "pdf"), "markdown, html"),
        (("--place", "深洲", "--on", "2021-06"), "place"),
        ((*WHERE, "-o", "."), "--output"),
    ],
)
def test_what_cannot_be_done_is_refused(run: Run, arguments: tuple[str, ...], told: str) -> None:
    ran = run("rules", "book", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_tables_of_ones_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "place.yaml").write_text(
        f"place: {{code: '000000', zh: 某国, en: Land, currency: {DECLARED}}}\n",
        encoding="utf-8",
    )
    ran = run(
        "rules",
        "book",
        "--place",
        "Land",
        "--on",
        "2021-06",
        "--rules",
        str(tmp_path),
        "--no-built-in",
    )
    assert (ran.code, ran.err) == (0, "")
    assert "某国社会救助与社会福利规则手册" in ran.out
    assert "没有发现。" in ran.out
