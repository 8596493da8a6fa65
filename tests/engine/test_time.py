"""Versions by date, doubt about dates, and months in which something changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from civbenefits.dates import when
from civbenefits.engine.spans import breakpoints
from civbenefits.errors import InputError
from civbenefits.texts import Text
from tests.engine.small_tables import aid, decision, figure, meaning, one, read, shelf, together

FIGURES = figure(
    "from: 2010-01-01, value: 100",
    "from: 2020-06-16, value: 200",
    "from: 2021-07-01, to: 2021-12-31, value: 300",
)
FILES = {"figure.yaml": FIGURES, "aid.yaml": aid("pays: figure")}


@pytest.mark.parametrize(
    ("on", "amount"),
    [
        ("2010-01", "100.00"),
        ("2020-06", "100.00"),
        ("2020-06-15", "100.00"),
        ("2020-06-16", "200.00"),
        (date(2020, 6, 16), "200.00"),
        ("2020-07", "200.00"),
        ("2021-06-30", "200.00"),
        ("2021-07", "300.00"),
        ("2021-12-31", "300.00"),
        ("2022-01", None),
        ("2009-12", None),
    ],
)
def test_the_rules_of_the_day_decide(on: str | date, amount: str | None) -> None:
    answer = decision(FILES, on=on)
    assert answer.amount == (None if amount is None else Decimal(amount))
    assert answer.verdict == ("eligible" if amount else "not_on_record")


def test_a_scheme_changes_with_its_versions() -> None:
    versions = """
scheme: aid
title: {zh: 救助, en: aid}
assesses: person
versions:
  - from: 2010-01-01
    to: 2015-12-31
    basis: [{document: law, known: found}]
    requires: {one: in_prison}
    provides: {zh: 物, en: goods}
  - from: 2016-01-01
    to: 2020-12-31
    basis: [{document: law, known: found}]
    lacks: {zh: 条件, en: conditions}
"""
    files = {"aid.yaml": versions}
    prisoner = one(in_prison=True)
    assert decision(files, prisoner, on="2009-12").verdict == "not_offered"
    assert decision(files, prisoner, on="2015-12").verdict == "eligible"
    assert decision(files, prisoner, on="2016-01").verdict == "not_on_record"
    ended = decision(files, prisoner, on="2021-01")
    assert (ended.verdict, ended.persons, ended.sources, ended.caveats) == (
        "not_offered",
        ("a",),
        (),
        (),
    )


def test_every_day_on_which_something_changes_is_a_breakpoint() -> None:
    tables = read(
        {
            "figure.yaml": FIGURES,
            "needy.yaml": meaning("from: 2011-03, is: in_prison", "from: 2012, is: roaming"),
            "aid.yaml": aid("requires: {needy: needy}\npays: figure"),
            "other.yaml": aid(name="other"),
            "together.yaml": together(
                "additive", "aid", "other", dates="from: 2013-05, to: 2013-06"
            ),
            "gd/figure.yaml": figure("from: 2014-02-02, value: 5", head=False),
            "gd/sz/together.yaml": together("additive", "aid", "other", dates="from: 2015-05-05"),
        }
    )
    nation = [
        date(2000, 1, 1),
        date(2010, 1, 1),
        date(2011, 3, 1),
        date(2012, 1, 1),
        date(2013, 5, 1),
        date(2013, 7, 1),
        date(2020, 6, 16),
        date(2021, 7, 1),
        date(2022, 1, 1),
    ]
    assert breakpoints(tables, "000000") == nation
    assert breakpoints(tables, "440000") == sorted([*nation, date(2014, 2, 2)])
    assert breakpoints(tables, "440307") == sorted([*nation, date(2014, 2, 2), date(2015, 5, 5)])


def test_what_runs_to_the_end_of_the_calendar_ends_nowhere() -> None:
    tables = read(
        {
            "figure.yaml": figure("from: 2000-01-01, to: 9999-12-31, value: 1"),
            "aid.yaml": aid("pays: figure"),
        }
    )
    assert breakpoints(tables, "000000") == [date(2000, 1, 1)]


def codes(on: str, *, place: str = "440300", files: dict[str, str] | None = None) -> list[str]:
    book = shelf(files or FILES).rulebook(place, on)
    return [caveat.code for caveat in book.assess(one()).caveats]


def test_a_change_inside_the_month_is_told() -> None:
    book = shelf(FILES).rulebook("440300", "2020-06")
    [caveat] = book.assess(one()).caveats
    assert caveat.code == "changes_inside_month"
    assert caveat.about == "440300"
    assert "2020-06-16" in caveat.text.zh
    assert "2020-06-01" in caveat.text.zh
    assert "2020-06-16" in caveat.text.en
    assert codes("2020-06-15") == ["changes_inside_month"]
    assert codes("2020-06-16") == []
    assert codes("2020-07") == []
    assert codes("2021-07") == []


def test_several_changes_inside_the_month_are_told_together() -> None:
    files = FILES | {"gd/figure.yaml": figure("from: 2020-06-10, value: 7", head=False)}
    book = shelf(files).rulebook("440000", "2020-06")
    [caveat] = book.assess(one()).caveats
    assert "2020-06-10, 2020-06-16" in caveat.text.en


REVIEWED = {
    **FILES,
    "gd/place.yaml": """
place: {code: "440000", zh: 广东省, en: Guangdong}
reviewed_through: 2021
""",
    "gd/sz/place.yaml": """
place: {code: "440300", zh: 深圳市, en: Shenzhen}
reviewed_through: 2021-06-30
""",
}


@pytest.mark.parametrize(
    ("place", "on", "stale"),
    [
        ("440300", "2021-06", None),
        ("440300", "2021-06-30", None),
        ("440300", "2021-07", "440300"),
        ("440307", "2021-07", "440300"),
        ("440307", "2022-01", "440300"),
        ("440000", "2021-12-31", None),
        ("440000", "2022-01", "440000"),
        ("000000", "2022-01", None),
    ],
)
def test_a_month_that_was_not_reviewed_is_told_or_strictly_refused(
    place: str, on: str, stale: str | None
) -> None:
    rulebooks = shelf(REVIEWED)
    caveats = rulebooks.rulebook(place, on).assess(one()).caveats
    assert [c.about for c in caveats if c.code == "not_reviewed"] == ([stale] if stale else [])
    if stale is None:
        assert rulebooks.rulebook(place, on, strict=True).place.code == place
        return
    with pytest.raises(InputError) as caught:
        rulebooks.rulebook(place, on, strict=True)
    assert (caught.value.code, caught.value.path) == ("input.not_reviewed", "on")
    assert on[:7] in caught.value.message("zh")
    assert rulebooks.tables.places[stale].title.zh in caught.value.message("zh")


@pytest.mark.parametrize(
    ("since", "on", "code"),
    [
        ("2021", "2020-12", None),
        ("2021", "2021-01", "start_known_to_year"),
        ("2021", "2021-12-31", "start_known_to_year"),
        ("2021", "2022-01", None),
        ("2021-05", "2021-04", None),
        ("2021-05", "2021-05", "start_known_to_month"),
        ("2021-05", "2021-05-31", "start_known_to_month"),
        ("2021-05", "2021-06", None),
        ("2021-05-01", "2021-05", None),
    ],
)
def test_doubt_about_the_beginning_is_told_while_it_lasts(
    since: str, on: str, code: str | None
) -> None:
    files = {
        "figure.yaml": figure("from: 2000-01-01, value: 1", f"from: {since}, value: 2"),
        "aid.yaml": aid("pays: figure"),
    }
    answer = decision(files, on=on)
    expected = [] if code is None else [(code, "figure")]
    assert [(c.code, c.about) for c in answer.caveats] == expected
    assert all(c.text.zh.startswith(f"「数额」只知道自 {since} ") for c in answer.caveats)
    assert all(
        c.text.en.startswith(f"'figure' is known to begin in {since};") for c in answer.caveats
    )


def test_doubt_about_the_beginning_of_a_scheme_is_told() -> None:
    text = aid().replace("from: 2000-01-01", "from: 2021")
    answer = decision({"aid.yaml": text})
    assert [(c.code, c.about) for c in answer.caveats] == [("start_known_to_year", "aid")]


def test_doubt_about_the_beginning_of_a_definition_is_told() -> None:
    files = {
        "needy.yaml": meaning("from: 2000-01-01, is: in_prison", "from: 2021, is: roaming"),
        "gd/sz/needy.yaml": meaning("from: 2021-06, is: inherited and conscript", head=False),
        "aid.yaml": aid("requires: {needy: needy}\nprovides: {zh: 物, en: goods}"),
    }
    above = ("start_known_to_year", "needy")
    below = ("start_known_to_month", "needy")
    for place, on, told in [
        ("440000", "2020-12", []),
        ("440000", "2021-06", [above]),
        ("440000", "2022-01", []),
        ("440300", "2021-05", [above]),
        ("440300", "2021-06", [above, below]),
        ("440300", "2021-07", [above]),
    ]:
        caveats = decision(files, place=place, on=on).caveats
        assert [(c.code, c.about) for c in caveats] == told


@pytest.mark.parametrize(("since", "told"), [("2021", "2021"), ("2021-05", "2021-05")])
def test_a_source_says_since_when_as_precisely_as_is_known(since: str, told: str) -> None:
    files = {"figure.yaml": figure(f"from: {since}, value: 2"), "aid.yaml": aid("pays: figure")}
    answer = decision(files)
    assert [s.since for s in answer.sources] == [None, told]


def test_the_words_of_caveats_about_time() -> None:
    def told(place: str, on: str) -> list[Text]:
        return [each.text for each in shelf(REVIEWED).rulebook(place, on).assess(one()).caveats]

    assert told("440307", "2022-01") == [
        Text(
            "深圳市的规则只审核到 2021-06-30,所问月份之后的变化可能未收录",
            "the tables of Shenzhen were reviewed through 2021-06-30; later changes may be missing",
        )
    ]
    assert told("440000", "2020-06") == [
        Text(
            "规则在本月内有变化(2020-06-16),此处按 2020-06-01 有效的规则计算",
            "rules change inside this month (2020-06-16); the answer uses those in force on "
            "2020-06-01",
        )
    ]


def test_a_rulebook_is_made_once_for_a_place_and_day() -> None:
    books = shelf(FILES)
    assert books.rulebook("440300", "2021-06") is books.rulebook("深圳", "2021-06-01")
    assert books.rulebook("440300", "2021-06") is not books.rulebook("440300", "2021-06-02")
    assert books.rulebook("440300", "2021-06").when.month == "2021-06"


@pytest.mark.parametrize("on", ["2021", "2021-13", "June", "", "2021-02-29"])
def test_no_month_at_all_is_refused(on: str) -> None:
    with pytest.raises(InputError) as caught:
        shelf(FILES).rulebook("440300", on)
    assert caught.value.code == "input.bad_month"


def test_who_is_not_born_yet_is_refused() -> None:
    book = shelf(FILES).rulebook("440300", "2021-06")
    newborn = one(born=date(2021, 6, 30))
    assert book.decide(newborn)
    assert book.assess(newborn).decisions
    unborn = one(born=date(2021, 7, 1))
    for ask in (book.decide, book.assess):
        with pytest.raises(InputError) as caught:
            ask(unborn)
        assert caught.value.code == "input.born_later"


def test_a_month_that_was_read_before_is_taken_as_it_is() -> None:
    tables = shelf(FILES)
    assert tables.rulebook("440300", when("2020-06-16")) is tables.rulebook("440300", "2020-06-16")
