"""Tables as a whole, by the functions that callers use."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from civbenefits.api import assess, rulebook
from civbenefits.engine import library
from civbenefits.engine.library import (
    built_in,
    built_in_folder,
    files_of,
    load_tables,
    read_tables,
)
from civbenefits.errors import InputError, TableErrors
from civbenefits.tables.model import Tables
from tests.engine.small_tables import PLACES, aid, figure, one


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    files = {
        **PLACES,
        "aid.yaml": aid("requires: {asked: in_prison}\npays: figure"),
        "figure.yaml": figure("from: 2020-01-01, value: 100"),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(dedent(text), encoding="utf-8")
    return tmp_path


def test_a_household_is_assessed_by_the_tables_of_a_folder(folder: Path) -> None:
    household = one(in_prison=True)
    answer = assess(household, "深圳", "2021-06", rules=folder, built_in=False)
    assert (answer.place, answer.place_name.en, answer.month) == ("440300", "Shenzhen", "2021-06")
    assert str(answer.of("aid").amount) == "100.00"
    assert answer.assumptions == ()
    assert (
        rulebook("440300", "2021-06", rules=str(folder), built_in=False).assess(household) == answer
    )


def test_remembered_tables_answer_as_read_ones_do(folder: Path) -> None:
    read = rulebook("440300", "2021-06", rules=folder, built_in=False)
    remembered = rulebook("440300", "2021-06", rules=folder, built_in=False)
    for household in (one(in_prison=True), one(in_prison=False), one()):
        assert read.decide(household) == remembered.decide(household)
        assert read.assess(household) == remembered.assess(household)


def test_the_answer_names_the_state_of_the_tables(folder: Path) -> None:
    first = assess(one(), "440300", "2021-06", rules=folder, built_in=False).rules
    (folder / "figure.yaml").write_text(figure("from: 2020-01-01, value: 101"), encoding="utf-8")
    assert len(first) == 64
    assert assess(one(), "440300", "2021-06", rules=folder, built_in=False).rules != first


def test_every_place_and_day_is_checked_before_anything_is_answered(folder: Path) -> None:
    late = aid("requires: {asked: in_prisn}", head=False).replace("2000-01-01", "2035-01-01")
    (folder / "gd" / "sz" / "lg" / "aid.yaml").write_text(late, encoding="utf-8")
    with pytest.raises(TableErrors, match="in_prisn"):
        rulebook("000000", "2021-06", rules=folder, built_in=False)


def test_a_fault_seen_from_many_places_is_reported_once(folder: Path) -> None:
    (folder / "more.yaml").write_text(aid("pays: figur", name="more"), encoding="utf-8")
    with pytest.raises(TableErrors) as caught:
        rulebook("000000", "2021-06", rules=folder, built_in=False)
    assert [f.code for f in caught.value.faults] == ["table.unresolved_name"]


def test_strict_refuses_what_was_not_reviewed(folder: Path) -> None:
    (folder / "gd" / "place.yaml").write_text(
        'place: {code: "440000", zh: 广东省, en: Guangdong}\nreviewed_through: 2021-05',
        encoding="utf-8",
    )
    assert (
        rulebook("440300", "2021-05", rules=folder, built_in=False, strict=True).place.code
        == "440300"
    )
    assert assess(one(), "440300", "2021-06", rules=folder, built_in=False).caveats
    with pytest.raises(InputError, match="2021-05-31"):
        assess(one(), "440300", "2021-06", rules=folder, built_in=False, strict=True)


def test_the_built_in_tables_lie_in_the_package_or_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "civbenefits" / "engine" / "library.py"
    module.parent.mkdir(parents=True)
    monkeypatch.setattr(library, "__file__", str(module))
    assert built_in_folder() == tmp_path.resolve() / "rules"
    inside = tmp_path / "civbenefits" / "_rules"
    inside.mkdir()
    assert built_in_folder() == inside.resolve()


def test_the_built_in_tables_are_loaded_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "built_in_folder", lambda: folder)
    built_in.cache_clear()
    try:
        assert rulebook("440300", "2021-06") is rulebook("440300", "2021-06")
        assert built_in().tables.places["440300"].title.zh == "深圳市"
    finally:
        built_in.cache_clear()


@pytest.fixture(name="checked")
def _checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The state of the tables, each time that they are looked into."""
    seen: list[str] = []
    look = library.check_links

    def check(tables: Tables) -> None:
        seen.append(tables.fingerprint)
        look(tables)

    monkeypatch.setattr(library, "check_links", check)
    return seen


def test_tables_are_checked_once_unless_it_is_asked_anew(folder: Path, checked: list[str]) -> None:
    first = load_tables(folder)
    assert checked == [first.fingerprint]
    assert load_tables(folder).fingerprint == first.fingerprint
    assert len(checked) == 1
    assert load_tables(folder, anew=True).fingerprint == first.fingerprint
    assert checked == [first.fingerprint] * 2


def test_tables_that_changed_are_checked(folder: Path, checked: list[str]) -> None:
    load_tables(folder)
    (folder / "figure.yaml").write_text(figure("from: 2020-01-01, value: 101"), encoding="utf-8")
    load_tables(folder)
    assert len(set(checked)) == 2


def test_only_tables_that_are_read_have_positions(folder: Path) -> None:
    load_tables(folder)
    remembered, read = load_tables(folder), read_tables(folder)
    assert remembered.fingerprint == read.fingerprint
    assert read.standards["figure"]["000000"].entries[0].at.line == 6
    assert remembered.standards["figure"]["000000"].entries[0].at.line != 6


def test_files_are_named_by_the_folder_as_it_is_given(folder: Path) -> None:
    names = ["aid.yaml", "figure.yaml", *(each for each in sorted(PLACES))]
    assert sorted(file.name for file in files_of(folder)) == sorted(names)
    assert sorted(file.shown for file in files_of(folder)) == sorted(
        f"{folder}/{name}" for name in names
    )


@pytest.mark.parametrize(
    ("same", "code"), [(True, "table.folder_twice"), (False, "table.no_tables")]
)
def test_folders_that_are_refused(folder: Path, tmp_path: Path, same: bool, code: str) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    other = folder / "gd" / ".." if same else empty
    with pytest.raises(TableErrors) as caught:
        load_tables(folder, other)
    [fault] = caught.value.faults
    assert (fault.code, fault.file) == (code, str(other))
    assert fault.details == ({"other": str(folder)} if same else {})


def test_folders_complete_each_other(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    above = tmp_path_factory.mktemp("above")
    text = (folder / "figure.yaml").read_text(encoding="utf-8")
    (above / "figure.yaml").write_text(f'place: {{code: "000000"}}\n{text}', encoding="utf-8")
    (folder / "figure.yaml").unlink()
    with pytest.raises(TableErrors):
        load_tables(folder)
    tables = load_tables(folder, above)
    assert tables.standards["figure"].keys() == {"000000"}
