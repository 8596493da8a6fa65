"""Two other countries as tables alone: what they come to, and that nothing Chinese slips in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

TABLES = str(Path(__file__).parents[2] / "docs" / "examples" / "other-countries")
GERMANY = ("--rules", TABLES, "--place", "DE", "--on", "2023-05")
AMERICA = ("--rules", TABLES, "--place", "US", "--on", "2023-05")
FAMILY = (
    *("--ages", "41,17,22", "--fact", "1.relation=applicant"),
    *("--fact", "2.relation=child", "--fact", "3.relation=child"),
)
CHINESE = re.compile(
    r"yuan|hukou|dibao|户籍|户口|低保|(?<![欧美])元(?!以)|民政|civil affairs|jiao|\bfen\b"
)


@pytest.fixture(name="household")
def _household(tmp_path: Path) -> str:
    file = tmp_path / "family.yaml"
    file.write_text(
        "shelter_costs: '900'\n"
        "members:\n"
        "  - {id: a, age: 35, incomes: [{kind: wage, amount: '1500', months: 1}]}\n"
        "  - {id: b, age: 9, incomes: []}\n"
        "  - {id: c, age: 4, incomes: []}\n",
        encoding="utf-8",
    )
    return str(file)


def said(ran: Any) -> str:
    assert (ran.code, ran.err) == (0, "")
    text: str = ran.out
    return text


def test_their_cases_hold(run: Run) -> None:
    assert "案例 23 个,与预期不符 0 个" in said(run("rules", "test", TABLES))


def test_their_tables_are_good_beside_the_built_in_ones(run: Run) -> None:
    said(run("rules", "validate", TABLES))
    places = said(run("rules", "places", "--rules", TABLES, "--lang", "en")).splitlines()
    names = [line.split("  ")[0] for line in places if not line.startswith(" ")]
    assert names == ["000000", "DE", "US"]
    assert any(line.startswith("  US-AK  Alaska") for line in places)


@pytest.mark.parametrize(("language", "unit"), [("zh", "欧元/月"), ("en", "euro/month")])
@pytest.mark.parametrize("more", [(), ("--explain",)])
def test_kindergeld_in_words(run: Run, language: str, unit: str, more: tuple[str, ...]) -> None:
    text = said(run("check", *GERMANY, *FAMILY, "--lang", language, *more))
    assert f"250.00 {unit}" in text
    assert not CHINESE.search(text.replace("(一次性)", ""))


@pytest.mark.parametrize(("language", "unit"), [("zh", "美元/月"), ("en", "dollars/month")])
@pytest.mark.parametrize("more", [(), ("--explain",)])
def test_snap_in_words(
    run: Run, household: str, language: str, unit: str, more: tuple[str, ...]
) -> None:
    usual = ("--assume", "usual")
    asked = (*AMERICA, "--household", household, *usual, "--lang", language)
    text = said(run("check", *asked, *more))
    assert f"556.00 {unit}" in text
    assert not CHINESE.search(text)


def test_what_is_open_has_bounds_in_their_money(run: Run, household: str) -> None:
    text = said(run("check", *AMERICA, "--household", household, "--lang", "en"))
    assert "between 556.00 and 740.00 dollars/month" in text


@pytest.mark.parametrize(
    ("asked", "code", "name"),
    [
        (GERMANY, "EUR", {"zh": "欧元", "en": "euro"}),
        (AMERICA, "USD", {"zh": "美元", "en": "dollars"}),
        (
            ("--rules", TABLES, "--place", "440300", "--on", "2021-06"),
            "CNY",
            {"zh": "元", "en": "yuan"},
        ),
    ],
)
def test_json_says_the_currency(
    run: Run, asked: tuple[str, ...], code: str, name: dict[str, str]
) -> None:
    answer = json.loads(said(run("check", *asked, "--members", "1", "--json")))
    assert (answer["currency"], answer["currency_name"]) == (code, name)


def test_only_what_is_looked_at_is_assumed(run: Run) -> None:
    german = json.loads(said(run("check", *GERMANY, *FAMILY, "--json")))
    assert {each["fact"] for each in german["assumptions"]} == {
        "residence.place",
        "lives_with_household",
        "between_trainings",
        "no_training_place",
        "voluntary_service",
        "first_training_completed",
        "weekly_hours",
        "disabled_young_and_dependent",
    }


def test_the_notice_and_the_rule_book_say_their_money(run: Run, household: str) -> None:
    asked = (*AMERICA, "--household", household, "--assume", "usual", "--lang", "en")
    notice = said(run("notice", *asked, "--format", "text"))
    assert "556.00 dollars/month" in notice
    book = said(run("rules", "book", *AMERICA, "--lang", "en"))
    assert "281 dollars/household/month" in book
    assert "rounded up to whole dollars" in book
    for text in (notice, book):
        assert not CHINESE.search(text)


def test_the_interview_asks_in_their_money(run: Run) -> None:
    text = said(run("interview", *AMERICA, "--members", "1", "--lang", "en", stdin=b"0\n" * 9))
    assert "How much does this person earn a month before tax" in text
    assert "dollars, such as 1200.50" in text
    assert "281.00 dollars/month" in text
    assert not CHINESE.search(text)


def test_a_scheme_of_one_country_is_unknown_in_another(run: Run) -> None:
    shown = said(run("rules", "list", *GERMANY, "--lang", "en"))
    assert [line.split()[0] for line in shown.splitlines()] == ["kindergeld"]
    text = said(run("rules", "show", "dibao", *GERMANY, "--lang", "en"))
    assert "Not offered here" in text


def test_china_is_as_it_was(run: Run) -> None:
    asked = ("--place", "440300", "--on", "2021-06", "--members", "3", "--income", "2400")
    alone = json.loads(said(run("check", *asked, "--json")))
    beside = json.loads(said(run("check", "--rules", TABLES, *asked, "--json")))
    assert alone["decisions"] == beside["decisions"]
    assert alone["assumptions"] == beside["assumptions"]
