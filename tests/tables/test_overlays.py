"""Tables of an office laid over others: what they add, and each way in which they can clash."""

from __future__ import annotations

from contextlib import chdir
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest

import civbenefits as cb
from civbenefits.engine.library import load_tables
from civbenefits.errors import TableErrors
from civbenefits.tables.model import Tables

HERE = Path(__file__).parent
OVER = HERE / "over"

ADULT = cb.Household(members=(cb.Member(id="a", age=70, hukou=cb.Hukou(kind="urban"), incomes=()),))


class Bad(NamedTuple):
    """A folder below ``over``, the fault that it has over the good tables, and the other side."""

    folder: str
    line: int
    column: int
    other: str = ""

    @property
    def code(self) -> str:
        return self.folder.split("-")[0].replace("_", ".", 1)


FIGURES = "good/cn/figures.yaml"
EXPECTED = [
    Bad("table_clash", 6, 16, f"{FIGURES}:8:15"),
    Bad("table_clash-before_the_next", 6, 16, f"{FIGURES}:6:16"),
    Bad("table_clash-reaching_the_next", 6, 16, f"{FIGURES}:6:16"),
    Bad("table_clash-of_a_definition", 3, 40, "good/cn/definitions.yaml:6:15"),
    Bad("table_clash-of_a_version", 4, 12, "good/cn/schemes/aid.yaml:5:11"),
    Bad("table_clash-of_a_combination", 3, 55, "good/cn/combinations.yaml:2:68"),
    Bad("table_duplicate_name", 3, 3, "good/cn/place.yaml:5"),
    Bad("table_differs-a_place", 1, 8, "good/cn/gd/place.yaml:1:8"),
    Bad("table_differs-a_review", 2, 19, "good/cn/place.yaml:1:8"),
    Bad("table_differs-a_title", 3, 3, f"{FIGURES}:2:3"),
    Bad("table_nothing_to_replace", 6, 16),
    Bad("table_gap", 6, 16, "2018-12-31"),
    Bad("table_wrong_unit", 3, 3, f"{FIGURES}:2"),
    Bad("table_unknown_document", 6, 9, "lav"),
    Bad("table_unresolved_name", 4, 84, "poor"),
    Bad("table_unused_standard", 3, 3),
    Bad("table_always_true", 6, 39, "age(month_end) >= 0"),
    Bad("table_unused_document", 3, 3, "notice"),
    Bad("table_never_offered", 3, 5, "elder"),
    Bad("table_no_place", 1, 1),
]


def refused(*folders: str | Path) -> TableErrors:
    with chdir(HERE), pytest.raises(TableErrors) as caught:
        load_tables(*folders)
    return caught.value


@pytest.mark.parametrize("bad", EXPECTED, ids=lambda bad: bad.folder)
def test_a_fault_of_an_overlay_names_both_sides(bad: Bad) -> None:
    error = refused("good", f"over/{bad.folder}")
    assert [(f.code, f.file, f.line, f.column) for f in error.faults] == [
        (bad.code, f"over/{bad.folder}/more.yaml", bad.line, bad.column)
    ]
    for text in (error.faults[0].text.zh, error.faults[0].text.en):
        assert bad.other in text


def test_every_folder_is_tried() -> None:
    assert {path.name for path in OVER.iterdir()} == {bad.folder for bad in EXPECTED}


def test_the_faults_of_all_folders_are_told_at_once() -> None:
    error = refused("good", "over/table_clash", "over/table_differs-a_place")
    assert [fault.code for fault in error.faults] == ["table.clash", "table.differs"]


@pytest.mark.parametrize("again", ["good", "good/", "./good"])
def test_a_folder_is_named_once_however_it_is_written(again: str) -> None:
    assert [f.code for f in refused("good", again).faults] == ["table.folder_twice"]


def test_a_folder_is_named_once() -> None:
    error = refused("good", "../tables/good")
    assert [(f.code, f.file) for f in error.faults] == [("table.folder_twice", "../tables/good")]
    assert "good" in error.message("en")
    assert "已经作为 good 使用" in error.message("zh")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return tmp_path / "office"


def write(office: Path, **files: str) -> Path:
    office.mkdir(exist_ok=True)
    for name, text in files.items():
        (office / f"{name}.yaml").write_text(dedent(text), encoding="utf-8")
    return office


def laid(*folders: Path) -> Tables:
    return load_tables(HERE / "good", *folders)


def spans(tables: Tables, standard: str, place: str) -> list[tuple[str, date | None]]:
    entries = tables.standards[standard][place].entries
    return [(str(entry.value), entry.span.end) for entry in entries]


def nation(*entries: str, standard: str = "living_standard") -> str:
    lines = "".join(f"\n      - {{{each}, document: law, known: found}}" for each in entries)
    return (
        f'place: {{code: "000000"}}\nstandards:\n  {standard}:\n    unit: yuan/person/month\n'
        f"    values:{lines}\n"
    )


class TestMerging:
    def test_a_later_value_ends_an_open_one(self, office: Path) -> None:
        tables = laid(write(office, a=nation("from: 2023-07-01, value: 900")))
        assert spans(tables, "living_standard", "000000")[2:] == [
            ("None", date(2023, 6, 30)),
            ("900", None),
        ]

    def test_an_earlier_value_ends_where_the_others_begin(self, office: Path) -> None:
        tables = laid(write(office, a=nation("from: 2018, value: 700")))
        assert spans(tables, "living_standard", "000000")[0] == ("700", date(2019, 12, 31))

    def test_values_before_and_after(self, office: Path) -> None:
        text = nation("from: 2018, value: 700", "from: 2024, to: 2024-12, value: 900")
        found = spans(laid(write(office, a=text)), "living_standard", "000000")
        assert found[0] == ("700", date(2019, 12, 31))
        assert found[3:] == [("None", date(2023, 12, 31)), ("900", date(2024, 12, 31))]

    def test_a_correction_takes_the_place_of_what_began_that_day(self, office: Path) -> None:
        text = nation("from: 2022-07-01, replaces: true, value: 1300")
        entries = laid(write(office, a=text)).standards["living_standard"]["000000"].entries
        assert [str(entry.value) for entry in entries] == ["1000", "None", "1300"]
        assert entries[-1].derived is None

    def test_a_correction_within_a_span_cuts_it_short(self, office: Path) -> None:
        text = nation("from: 2020-06, replaces: true, value: 1100")
        assert spans(laid(write(office, a=text)), "living_standard", "000000")[:3] == [
            ("1000", date(2020, 5, 31)),
            ("1100", date(2020, 12, 31)),
            ("None", date(2022, 6, 30)),
        ]

    @pytest.mark.parametrize(
        ("entry", "left"),
        [
            ("from: 2021-01-01, value: 1100", [("1100", date(2022, 6, 30))]),
            (
                "from: 2021-07-01, value: 1100",
                [("None", date(2021, 6, 30)), ("1100", date(2022, 6, 30))],
            ),
            (
                "from: 2021-07, to: 2021-12, value: 1100",
                [
                    ("None", date(2021, 6, 30)),
                    ("1100", date(2021, 12, 31)),
                    ("None", date(2022, 6, 30)),
                ],
            ),
        ],
    )
    def test_what_is_not_on_record_below_is_filled_in(
        self, entry: str, left: list[tuple[str, date | None]], office: Path
    ) -> None:
        found = spans(laid(write(office, a=nation(entry))), "living_standard", "000000")
        assert found[1:-1] == left

    def test_a_correction_for_a_time_lets_the_rest_stand(self, office: Path) -> None:
        text = nation("from: 2020-03, to: 2020-06, replaces: true, value: 900")
        assert spans(laid(write(office, a=text)), "living_standard", "000000")[:3] == [
            ("1000", date(2020, 2, 29)),
            ("900", date(2020, 6, 30)),
            ("1000", date(2020, 12, 31)),
        ]

    def test_a_scheme_of_which_nothing_was_on_record(self, office: Path, tmp_path: Path) -> None:
        lacking = """
            place: {code: "440000"}
            scheme: elder
            versions:
              - from: 2023
                basis: [{document: law, known: found}]
                lacks: {zh: 待补, en: to be filled in}
            """
        below = write(office, a=lacking)
        paying = lacking.replace("lacks: {zh: 待补, en: to be filled in}", "pays: age_extra * 2")
        above = write(tmp_path / "b", a=paying.replace("from: 2023", "from: 2024-07"))
        versions = laid(below, above).schemes["elder"]["440000"].entries
        assert [(each.unrecorded, each.span.end) for each in versions] == [
            (True, date(2024, 6, 30)),
            (False, None),
        ]

    def test_files_of_one_folder_are_merged_by_date(self, office: Path) -> None:
        write(office, b=nation("from: 2023, value: 900"), a=nation("from: 2024, value: 950"))
        assert spans(laid(office), "living_standard", "000000")[3:] == [
            ("900", date(2023, 12, 31)),
            ("950", None),
        ]

    def test_files_of_one_folder_may_not_clash(self, office: Path) -> None:
        one, two = nation("from: 2023, to: 2024, value: 900"), nation("from: 2024, value: 950")
        with pytest.raises(TableErrors) as caught:
            laid(write(office, a=one, b=two))
        (fault,) = caught.value.faults
        assert (fault.code, fault.file) == ("table.clash", str(office / "b.yaml"))
        assert str(office / "a.yaml") in fault.text.en

    def test_the_last_folder_is_uppermost(self, office: Path, tmp_path: Path) -> None:
        below = write(office, a=nation("from: 2023, value: 900"))
        above = write(tmp_path / "b", a=nation("from: 2023, replaces: true, value: 950"))
        assert spans(laid(below, above), "living_standard", "000000")[-1] == ("950", None)
        with pytest.raises(TableErrors, match=r"table\.nothing_to_replace"):
            laid(above, below)

    def test_a_combination_is_cut_short(self, office: Path) -> None:
        text = """
            place: {code: "000000"}
            combinations:
              - {relation: additive, schemes: [elder, aid], from: 2023-01-01, replaces: true,
                 document: law, known: found}
            """
        found = laid(write(office, a=text)).combinations
        assert {(each.relation, each.span.end) for each in found} == {
            ("exclusive", date(2022, 12, 31)),
            ("additive", None),
        }

    def test_a_combination_from_the_same_day_takes_its_place(self, office: Path) -> None:
        text = """
            place: {code: "000000"}
            combinations:
              - {relation: additive, schemes: [aid, elder], from: 2020, replaces: true,
                 document: law, known: found}
            """
        (found,) = laid(write(office, a=text)).combinations
        assert (found.relation, found.span.start.precision) == ("additive", "year")

    def test_a_review_may_go_further(self, office: Path) -> None:
        text = 'place: {code: "000000"}\nreviewed_through: 2025-06'
        assert laid(write(office, a=text)).places["000000"].reviewed_through == date(2025, 6, 30)

    def test_the_same_titles_may_be_given_again(self, office: Path) -> None:
        text = 'place: {code: "440000", zh: 广东省, en: Guangdong}'
        assert len(laid(write(office, a=text)).places) == 2

    def test_a_place_between_others_becomes_the_parent(self, office: Path) -> None:
        county = 'place: {code: "440307", zh: 龙岗区, en: Longgang}'
        city = 'place: {code: "440300", zh: 深圳市, en: Shenzhen}'
        places = laid(write(office, a=county, b=city)).places
        assert (places["440307"].parent, places["440300"].parent) == ("440300", "440000")


class TestPlacesOfFiles:
    def test_a_scheme_file_brings_everything_along(self, office: Path) -> None:
        text = """
            place: {code: "440300", zh: 深圳市, en: Shenzhen}
            documents: {notice: {title: 通知}}
            standards:
              milk_money:
                title: {zh: 牛奶费, en: milk money}
                unit: yuan/person/month
                values: [{from: 2023, value: 30, document: notice, known: stated}]
            scheme: milk
            title: {zh: 牛奶, en: milk}
            assesses: person
            versions:
              - from: 2023
                basis: [{document: notice, known: stated}]
                requires: {grown: age(month_end) >= 18}
                pays: milk_money
            """
        write(office, milk=text)
        book = cb.rulebook("440300", "2023-05", rules=[HERE / "good", office], built_in=False)
        decision = book.assess(ADULT).of("milk")
        assert str(decision.amount) == "30.00"
        assert {source.file for source in decision.sources} == {str(office / "milk.yaml")}

    def test_files_beside_each_other_may_name_their_places(self, office: Path) -> None:
        one = 'place: {code: "440300", zh: 深圳市, en: Shenzhen}'
        two = 'place: {code: "440400", zh: 珠海市, en: Zhuhai}'
        more = """
            place: {code: "440400"}
            standards:
              living_standard:
                unit: yuan/person/month
                values: [{from: 2023, value: 900, document: law, known: found}]
            """
        tables = laid(write(office, one=one, two=two, more=more))
        assert set(tables.standards["living_standard"]) == {"000000", "440400"}

    def test_the_file_of_the_place_speaks_for_its_folder(self, office: Path) -> None:
        place = 'place: {code: "440300", zh: 深圳市, en: Shenzhen}'
        other = 'place: {code: "440400", zh: 珠海市, en: Zhuhai}'
        more = """
            standards:
              living_standard:
                unit: yuan/person/month
                values: [{from: 2023, value: 900, document: law, known: found}]
            """
        tables = laid(write(office, place=place, other=other, more=more))
        assert set(tables.standards["living_standard"]) == {"000000", "440300"}


class TestLaterVersions:
    VERSION = """
        place: {code: "000000"}
        scheme: elder
        versions:
          - from: 2023
            inherits: %s
            basis: [{document: law, known: found}]
            requires: {poor: poor}
            %s
        """

    def conditions(self, office: Path, month: str) -> list[str]:
        book = cb.rulebook("440000", month, rules=[HERE / "good", office], built_in=False)
        return [each.name for each in book.assess(ADULT).of("elder").conditions]

    def test_one_that_continues_adds_to_what_was_said(self, office: Path) -> None:
        write(office, a=self.VERSION % ("previous", ""))
        write(office, b=(self.VERSION % ("previous", "")).replace("2023", "2024-07").replace(
            "poor: poor", "grown: age(month_end) >= 18, poor: inherited or in_prison"))  # fmt: skip
        assert self.conditions(office, "2022-12") == ["not_with_aid"]
        assert self.conditions(office, "2023-01") == ["poor", "not_with_aid"]
        assert self.conditions(office, "2024-07") == ["poor", "grown", "not_with_aid"]

    def test_one_that_does_not_stands_for_itself(self, office: Path) -> None:
        with pytest.raises(TableErrors, match=r"table\.grants_nothing"):
            laid(write(office, a=self.VERSION % ("true", "")))
        write(office, a=self.VERSION % ("true", "pays: age_extra"))
        assert self.conditions(office, "2023-01") == ["poor", "not_with_aid"]


class TestAnswers:
    def test_they_tell_a_correction(self, office: Path) -> None:
        text = nation("from: 2022-07-01, replaces: true, value: 1300")
        write(office, a=text)
        with chdir(office.parent):
            book = cb.rulebook("440000", "2023-07", rules=[HERE / "good", "office"], built_in=False)
            decision = book.assess(ADULT).of("aid")
        assert str(decision.amount) == "1350.00"
        files = {source.supports: source.file for source in decision.sources}
        assert (files["living_standard"], files["extra"]) == ("office/a.yaml", None)
        (told,) = [each for each in decision.caveats if each.code == "replaced"]
        assert told.about == "living_standard"
        assert "更正" in told.text.zh
        assert "correction" in told.text.en
        assert cb.from_json(cb.to_json(book.assess(ADULT))) == book.assess(ADULT)

    def test_the_fingerprint_covers_every_folder(self, office: Path) -> None:
        rules = (HERE / "good", write(office, a=nation("from: 2023-07-01, value: 900")))
        first = cb.assess(ADULT, "440000", "2023-07", rules=rules, built_in=False).rules
        alone = cb.assess(ADULT, "440000", "2023-07", rules=rules[:1], built_in=False).rules
        write(office, a=nation("from: 2023-07-01, value: 901"))
        second = cb.assess(ADULT, "440000", "2023-07", rules=rules, built_in=False).rules
        assert len({first, alone, second}) == 3

    def test_what_it_makes_of_the_conditions_below_is_no_fault_of_theirs(
        self, office: Path
    ) -> None:
        # Whoever is poor now is a child, and the aid below is for adults.
        children = """
            place: {code: "000000"}
            definitions:
              poor:
                of: person
                versions:
                  - from: 2020-01-01
                    replaces: true
                    is: >-
                      age(month_start) < 18 and living_standard
                      > sum(i.monthly * counted_share[i.kind] for i in incomes)
                    document: law
                    known: found
            """
        rules = (HERE / "good", write(office, a=children))
        for place, verdict in (("000000", "not_eligible"), ("440000", "eligible")):
            child = ADULT.altered(members=(ADULT.members[0].altered(age=17),))
            answer = cb.assess(child, place, "2023-07", rules=rules, built_in=False)
            assert answer.of("aid").verdict == verdict


HANGZHOU = """
place: {code: "330100", zh: 杭州市, en: Hangzhou}
documents: {example: {title: 示例通知}}
standards:
  dibao_standard:
    unit: yuan/person/month
    values:
      - {from: 2021-07-01, value: 1000, document: example, known: stated}
"""
