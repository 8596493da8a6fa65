"""An office's tables over the built-in ones: what they change, and how they are checked."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

import civbenefits as cb
from civbenefits.engine import library
from civbenefits.engine.library import built_in_folder, load_tables
from civbenefits.engine.linking import link

CITY = Path(__file__).resolve().parent.parent / "docs" / "examples" / "overlay" / "my-city"

FIGURE = """
place: {code: "%s"}
documents: {example: {title: 示例(虚构)}}
standards:
  dibao_standard:
    unit: yuan/person/month
    values: [{from: %s, value: 1320, document: example, known: stated}]
"""

FAULTY = {
    "province.yaml": """
        place: {code: "440000"}
        documents: {example: {title: 示例(虚构)}}
        scheme: dibao
        versions:
          - {from: 2023, inherits: previous, basis: [{document: example, known: found}],
             requires: {more: dibao_standrd > 0}}
        """,
    "city.yaml": """
        place: {code: "330800"}
        definitions:
          disabled: {of: person, versions: [{from: 2030, is: dibao_standard, document: example,
            known: found}]}
        """,
    "new.yaml": """
        place: {code: "449900", zh: 示例市, en: Example City}
        standards:
          dibao_standard:
            unit: yuan/person/month
            values: [{from: 2021, derived: edge_standard + 1, round: none, document: example,
              known: found}]
        """,
}
"""One fault in each: a name at a province, a type at a city, a circle at a new place."""


@pytest.fixture(name="office")
def _office(tmp_path: Path) -> Path:
    return tmp_path


def write(office: Path, **files: str) -> Path:
    for name, text in files.items():
        (office / f"{name}.yaml").write_text(dedent(text), encoding="utf-8")
    return office


def faults(office: Path) -> list[tuple[str, str, int, int]]:
    with pytest.raises(cb.TableErrors) as caught:
        load_tables(office, over_built_in=True)
    return [(each.code, each.file, each.line, each.column) for each in caught.value.faults]


def test_a_clash_names_the_line_of_the_built_in_figure(office: Path) -> None:
    write(office, a=FIGURE % ("440300", "2021-01-01"))
    load_tables(over_built_in=True)  # its tables are remembered now, without positions
    with pytest.raises(cb.TableErrors) as caught:
        load_tables(office, over_built_in=True)
    (fault,) = caught.value.faults
    assert fault.file == str(office / "a.yaml")
    name, line, column = str(fault.details["other"]).rsplit(":", 2)
    file = built_in_folder() / name.removeprefix("<built-in>/")
    written = file.read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert written[int(column) - 1 :].startswith("2021-01-01, value: 1300")


def test_only_what_can_change_is_checked_and_all_of_it(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_tables(over_built_in=True)
    write(office, **{name.removesuffix(".yaml"): text for name, text in FAULTY.items()})
    linked: list[tuple[str, Any]] = []

    def counted(tables: Any, place: str, day: Any, watch: Any) -> Any:
        linked.append((place, day))
        return link(tables, place, day, watch)

    monkeypatch.setattr(library, "link", counted)
    found = faults(office)
    some = len(set(linked))
    assert {Path(file).name for _, file, _, _ in found} >= set(FAULTY)
    monkeypatch.setattr(library, "check_changed", library.check_links)
    assert faults(office) == found
    assert 0 < some < len(set(linked)) / 3


def test_a_city_takes_a_handful_of_links(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_tables(over_built_in=True)  # whatever other tests left in the store
    places: set[str] = set()

    def counted(tables: Any, place: str, day: Any, watch: Any) -> Any:
        places.add(place)
        return link(tables, place, day, watch)

    monkeypatch.setattr(library, "link", counted)
    load_tables(CITY, over_built_in=True, anew=True)
    assert places == {"449900"}


def test_other_places_answer_as_before() -> None:
    family = cb.Household(members=(cb.Member(id="a", age=85),), counted_income=Decimal(300))
    for place in ("440300", "330800"):
        alone = cb.rulebook(place, "2017-06").assess(family, bounds=False)
        over = cb.rulebook(place, "2017-06", rules=CITY).assess(family, bounds=False)
        assert over.decisions == alone.decisions
        assert over.rules != alone.rules


def test_the_lowest_place_decides_whatever_folder_it_is_in(office: Path) -> None:
    """A province's figure in an overlay does not come before a city's that is built in."""
    write(office, a=FIGURE % ("440000", "2021-06-01"))
    city = cb.rulebook("440300", "2021-07").assess(one())
    assert cb.rulebook("440300", "2021-07", rules=office).assess(one()).of("dibao").bounds == (
        city.of("dibao").bounds
    )


def test_what_is_not_on_record_is_filled_in(office: Path) -> None:
    write(office, a=FIGURE % ("440300", "2023-01-01"))
    usual, _ = cb.assume_usual(one(), "440300")
    before = cb.assess(usual, "440300", "2023-02").of("dibao")
    after = cb.assess(usual, "440300", "2023-02", rules=office).of("dibao")
    assert before.verdict == "not_on_record"
    assert str(after.amount) == "1020.00"
    assert "replaced" not in {caveat.code for caveat in after.caveats}
    assert str(office / "a.yaml") in {source.file for source in after.sources}


def test_the_built_in_folder_is_not_laid_over_itself() -> None:
    with pytest.raises(cb.TableErrors, match=r"table\.folder_twice"):
        load_tables(built_in_folder(), over_built_in=True)


def one() -> cb.Household:
    return cb.Household(members=(cb.Member(id="a"),), counted_income=Decimal(300))


def test_a_notice_names_documents_and_no_table_files() -> None:
    family, assumed = cb.assume_usual(one(), "449900")
    answer = cb.assess(family, "449900", "2022-03", rules=CITY, assumptions=assumed)
    text = cb.notice(answer, format="text")
    assert "示例市2022年低保标准（虚构）" in "".join(text.split())
    assert "dibao-2022.yaml" in cb.to_json(answer)
    assert ".yaml" not in text
