"""What the files say is what the tables hold."""

from __future__ import annotations

from contextlib import chdir
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from civbenefits.engine.library import load_tables
from civbenefits.place_codes import country_of
from civbenefits.tables.loading import TableFile, fingerprint, table_files
from civbenefits.tables.model import Tables
from civbenefits.texts import Text
from tests.currencies import DECLARED

GOOD = Path(__file__).parent / "good"
PLACE = (GOOD / "cn" / "place.yaml").read_bytes().partition(b"documents")[0]


@pytest.fixture(name="tables")
def _tables() -> Tables:
    with chdir(GOOD):
        return load_tables(".")


def test_a_place_lies_in_the_longest_code_that_contains_it(tables: Tables) -> None:
    assert [place.code for place in tables.chain("440000")] == ["000000", "440000"]
    guangdong = tables.places["440000"]
    assert guangdong.title == Text("广东省", "Guangdong")
    assert guangdong.parent == "000000"
    assert guangdong.reviewed_through is None
    assert tables.places["000000"].reviewed_through == date(2022, 12, 31)


@pytest.mark.parametrize(
    ("codes", "parents"),
    [
        (["000000"], [None]),
        (["000000", "440307"], [None, "000000"]),
        (["000000", "440000", "440307"], [None, "000000", "440000"]),
        (["000000", "440000", "440300", "440307"], [None, "000000", "440000", "440300"]),
        (["000000", "440300", "440400"], [None, "000000", "000000"]),
        (["000000", "331000", "331002", "330000"], [None, "330000", "331000", "000000"]),
        (["DE", "DE-BY", "DE-BY-162"], [None, "DE", "DE-BY"]),
        (["000000", "440300", "US", "US-CA", "DE"], [None, "000000", None, "US", None]),
    ],
)
def test_places_find_their_parents(
    codes: list[str], parents: list[str | None], tmp_path: Path
) -> None:
    for code in codes:
        (tmp_path / code).mkdir()
        money = f", currency: {DECLARED}" if country_of(code) == code else ""
        place = f'place: {{code: "{code}", zh: 地, en: place{money}}}'
        (tmp_path / code / "place.yaml").write_text(place, encoding="utf-8")
    places = load_tables(tmp_path).places
    assert [places[code].parent for code in codes] == parents


def test_a_file_belongs_to_the_nearest_folder_with_a_place(tables: Tables) -> None:
    assert set(tables.schemes["aid"]) == {"000000", "440000"}
    assert tables.schemes["aid"]["000000"].at.file == "cn/schemes/aid.yaml"
    assert tables.schemes["aid"]["440000"].at.file == "cn/gd/aid.yaml"


def test_a_value_runs_to_the_day_before_the_next(tables: Tables) -> None:
    first, second, third = tables.standards["living_standard"]["000000"].entries
    spans = [each.span for each in (first, second, third)]
    assert [(span.start.day, span.start.precision, span.end) for span in spans] == [
        (date(2020, 1, 1), "day", date(2020, 12, 31)),
        (date(2021, 1, 1), "year", date(2022, 6, 30)),
        (date(2022, 7, 1), "month", None),
    ]


def test_figures_are_exact(tables: Tables) -> None:
    by_shape = {
        "value": tables.standards["base_amount"]["000000"].entries[0],
        "keyed": tables.standards["extra"]["000000"].entries[0],
        "bands": tables.standards["age_extra"]["000000"].entries[0],
        "shares": tables.standards["counted_share"]["000000"].entries[0],
        "derived": tables.standards["living_standard"]["000000"].entries[2],
        "unknown": tables.standards["living_standard"]["000000"].entries[1],
    }
    assert by_shape["value"].value == Fraction("800.50")
    assert by_shape["keyed"].keyed == {"urban": 50, "rural": None}
    assert by_shape["bands"].bands == (
        (Fraction(60), Fraction(100)),
        (Fraction(80), Fraction(200)),
    )
    assert by_shape["shares"].keyed == {"wage": Fraction(2, 3), "pension": 1}
    assert by_shape["derived"].derived is not None
    assert by_shape["derived"].derived.text == "base_amount * 3/2"
    assert by_shape["derived"].rounding == ("up", 100)
    assert by_shape["derived"].stated == 1201
    assert by_shape["unknown"].value is None
    assert by_shape["unknown"].at_least == 1000


def test_a_citation_names_article_and_section(tables: Tables) -> None:
    document = tables.documents["law"]
    assert (document.title, document.number, document.issuer, document.issued) == (
        "救助办法",
        "国发〔2019〕1号",
        "国务院",
        "2019-12-01",
    )
    assert tables.standards["living_standard"]["000000"].entries[0].cite.part == Text(
        "第3条", "article 3"
    )
    assert tables.standards["extra"]["000000"].entries[0].cite.part == Text("附表", "section 附表")
    assert tables.standards["age_extra"]["000000"].entries[0].cite.part is None
    poor = tables.definitions["poor"]["000000"].entries[0]
    assert poor.cite.note == Text("由办法推出", "read from the rules")


def test_an_expression_knows_where_it_stands(tables: Tables) -> None:
    version = tables.schemes["aid"]["000000"].entries[0]
    assert version.requires["adult"].text == "age(month_start) >= 18"
    assert version.requires["adult"].at == ("cn/schemes/aid.yaml", 9, 14)


def test_the_fingerprint_changes_with_every_byte_and_name() -> None:
    files = table_files(GOOD)
    prints = {
        fingerprint(files),
        fingerprint(files[1:]),
        fingerprint([*files[1:], TableFile(files[0].name, files[0].raw + b" ")]),
        fingerprint([*files[1:], TableFile(files[0].name + "x", files[0].raw)]),
        fingerprint([TableFile("a", b"b")]),
        fingerprint([TableFile("ab", b"")]),
    }
    assert len(prints) == 6
    assert fingerprint(table_files(GOOD)) == fingerprint(files)


def test_cases_and_folders_are_no_tables(tmp_path: Path) -> None:
    names = [file.name for file in table_files(GOOD)]
    assert names == sorted(names)
    assert not [name for name in names if "cases" in name]
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "notes.txt").write_text("not a table", encoding="utf-8")
    assert table_files(tmp_path) == ()


def test_tables_may_lie_below_a_folder_that_is_called_cases(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "place.yaml").write_bytes((GOOD / "cn" / "place.yaml").read_bytes())
    assert [file.name for file in table_files(tmp_path / "cases")] == ["place.yaml"]


def test_a_file_of_cases_outside_their_folder_is_checked_and_passed_over(tmp_path: Path) -> None:
    (tmp_path / "place.yaml").write_bytes(PLACE)
    (tmp_path / "more.yaml").write_text(
        """
cases:
  - case: one
    place: "000000"
    on: 2021-06
    derivation: {zh: 零, en: nothing}
    source: 办法
    household: {members: [{id: a}]}
    expect: {aid/a: {verdict: eligible}}
""",
        encoding="utf-8",
    )
    assert not load_tables(tmp_path).schemes


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "place.yaml").write_bytes(PLACE)
    (tmp_path / "empty.yaml").write_bytes(b"")
    assert set(load_tables(tmp_path).places) == {"000000"}
