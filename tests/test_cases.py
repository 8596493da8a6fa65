"""The worked cases that come with the tables, and the runner that judges them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from civbenefits.cases import Case, CaseResult, Difference, read_cases, run_case, run_cases
from civbenefits.engine.library import built_in, built_in_folder
from civbenefits.errors import TableErrors

CASES = read_cases(built_in_folder())

FIVE_PLACES = {"440307", "330800", "440300", "440310", "440105"}

GOOD = """\
cases:
  - case: family
    place: "440300"
    on: 2021-06
    assume: usual
    derivation: {zh: 1300 × 3 − 2400 = 1500, en: 1300 × 3 − 2400 = 1500}
    source: 《2021年深圳民政工作总结》四
    household: {counted_income: "2400", members: [{id: a}, {id: b}, {id: c}]}
    expect:
      dibao: {verdict: eligible, amount: "1500.00"}
      old_age_allowance/a: {verdict: undetermined, missing: [members.a.born]}
      dibao_edge: {verdict: not_eligible, amount: none, fails: [not_below_dibao]}
"""


def a_folder(tmp_path: Path, text: str, name: str = "cases/some.yaml") -> Path:
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return tmp_path


def results(tmp_path: Path, text: str) -> tuple[CaseResult, ...]:
    return run_cases(a_folder(tmp_path, text), built_in())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.shape.case)
def test_case(case: Case) -> None:
    assert run_case(case, built_in()).differences == ()


def test_cases_are_many_and_cover_the_five_places() -> None:
    assert len(CASES) >= 60
    assert {case.shape.place for case in CASES} >= FIVE_PLACES


def test_case_ids_are_unique() -> None:
    ids = [case.shape.case for case in CASES]
    assert len(ids) == len(set(ids))


def test_every_case_says_why() -> None:
    for case in CASES:
        shape = case.shape
        assert shape.derivation.zh.strip(), shape.case
        assert shape.derivation.en.strip(), shape.case
        assert re.search(r"[\u4e00-\u9fff]", shape.source), shape.case


def test_every_case_stands_at_its_place() -> None:
    for case in CASES:
        folders = re.findall(r"([0-9]{6})-", case.file)
        assert case.shape.place == (folders[-1] if folders else "000000"), case.shape.case


def test_a_case_as_expected_has_no_differences(tmp_path: Path) -> None:
    assert results(tmp_path, GOOD) == (CaseResult("family", "cases/some.yaml", 2, 11, ()),)


@pytest.mark.parametrize(
    ("right", "wrong", "difference"),
    [
        ('"1500.00"', '"1400.00"', Difference("dibao", "amount", "1400.00", "1500.00", 10, 42)),
        ('"1500.00"', "none", Difference("dibao", "amount", "none", "1500.00", 10, 42)),
        (
            "amount: none",
            'amount: "1.00"',
            Difference("dibao_edge", "amount", "1.00", "none", 12, 51),
        ),
        (
            "dibao: {verdict: eligible",
            "dibao: {verdict: not_on_record",
            Difference("dibao", "verdict", "not_on_record", "eligible", 10, 24),
        ),
        (
            "[members.a.born]",
            "[members.a.work]",
            Difference(
                "old_age_allowance/a", "missing", "members.a.work", "members.a.born", 11, 61
            ),
        ),
        (
            "[not_below_dibao]",
            "[property]",
            Difference(
                "dibao_edge", "fails", "property", "not_below_dibao, not_with_dibao", 12, 64
            ),
        ),
    ],
)
def test_a_wrong_expectation_is_reported(
    tmp_path: Path, right: str, wrong: str, difference: Difference
) -> None:
    assert right in GOOD
    (result,) = results(tmp_path, GOOD.replace(right, wrong, 1))
    assert result.differences == (difference,)


def test_an_amount_may_be_written_without_decimals(tmp_path: Path) -> None:
    (result,) = results(tmp_path, GOOD.replace('"1500.00"', '"1500"'))
    assert result.differences == ()


@pytest.mark.parametrize(
    ("right", "wrong", "line", "column", "code"),
    [
        ("    source:", "    extra: 1\n    source:", 7, 5, "table.unknown_key"),
        ("on: 2021-06", "on: 2021-13", 4, 9, "table.impossible_date"),
        ("on: 2021-06", "on: 2021", 4, 9, "input.bad_month"),
        ('"440300"', '"990000"', 3, 12, "input.unknown_place"),
        ("assume: usual", "assume: all", 5, 13, "table.not_allowed"),
        ("counted_income", "countd_income", 8, 17, "input.unknown_key"),
        ("{id: b}", '{id: b, age: "200"}', 8, 73, "input.out_of_range"),
        ("{id: b}", "{id: b, born: 2021-07-01}", 8, 74, "input.born_later"),
        ("      dibao:", "      dibeo:", 10, 7, "table.unresolved_name"),
        ("old_age_allowance/a", "old_age_allowance/z", 11, 7, "table.unresolved_name"),
        ("old_age_allowance/a", "old_age_allowance", 11, 7, "table.unresolved_name"),
        ("      dibao:", "      dibao/a:", 10, 7, "table.unresolved_name"),
        ('"1500.00"', '"1500元"', 10, 42, "input.not_money"),
        ("cases:\n", "cases: []\nstandards:\n", 1, 8, "table.wrong_shape"),
    ],
)
def test_a_fault_is_reported_where_it_stands(
    tmp_path: Path, right: str, wrong: str, line: int, column: int, code: str
) -> None:
    assert right in GOOD
    with pytest.raises(TableErrors) as caught:
        results(tmp_path, GOOD.replace(right, wrong, 1))
    found = caught.value.faults[0]
    assert (found.code, found.where) == (code, f"cases/some.yaml:{line}:{column}")


def test_a_misspelt_scheme_brings_a_suggestion(tmp_path: Path) -> None:
    with pytest.raises(TableErrors, match="Did you mean 'dibao_edge'"):
        results(tmp_path, GOOD.replace("dibao_edge", "dibao_egde"))


def test_all_faults_of_all_files_come_together(tmp_path: Path) -> None:
    a_folder(tmp_path, GOOD.replace("dibao:", "dibeo:").replace("family", "other"), "cases/b.yaml")
    with pytest.raises(TableErrors) as caught:
        results(tmp_path, GOOD.replace("old_age_allowance/a", "no_such_scheme/a"))
    assert [fault.file for fault in caught.value.faults] == ["cases/b.yaml", "cases/some.yaml"]


def test_a_case_id_given_twice_is_a_fault(tmp_path: Path) -> None:
    a_folder(tmp_path, GOOD, "cn/cases/first.yaml")
    a_folder(tmp_path, GOOD, "cn/cases/second.yaml")
    with pytest.raises(TableErrors) as caught:
        read_cases(tmp_path)
    (fault,) = caught.value.faults
    assert (fault.code, fault.where) == ("table.duplicate_name", "cn/cases/second.yaml:2:11")


def test_a_file_of_cases_without_cases_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(TableErrors) as caught:
        results(tmp_path, 'place: {code: "440300", zh: 深圳市, en: Shenzhen}\n')
    assert caught.value.faults[0].code == "table.missing_key"


def test_files_outside_folders_of_cases_are_no_cases(tmp_path: Path) -> None:
    a_folder(tmp_path, "not: a case\n", "cn/standards.yaml")
    assert read_cases(a_folder(tmp_path, GOOD))[0].file == "cases/some.yaml"


def test_a_missing_folder_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(TableErrors) as caught:
        read_cases(tmp_path / "nowhere")
    assert caught.value.faults[0].code == "table.no_folder"
