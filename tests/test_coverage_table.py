"""Every entitlement of the five documents has a rule file, and the file answers."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

import civbenefits as cb

ROOT = Path(__file__).parent.parent
ASKED = {
    "龙岗区": ("440307", "2014-12", "2015-06"),
    "衢州市": ("330800", "2013-12", "2014-06"),
    "2021年深圳": ("440300", "2021-12", "2022-06"),
    "坪山区": ("440310", "2019-12", "2020-06"),
    "海珠区": ("440105", "2017-12", "2018-06"),
}
"""Where and when: the year of the report, and the next, of which it tells the plans."""


class Row(NamedTuple):
    document: str
    scheme: str
    file: str
    answer: str


def rows() -> list[Row]:
    found: list[Row] = []
    for line in (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 6 and cells[4].startswith("`rules/"):
            found.append(Row(cells[0], cells[3].strip("`"), cells[4].strip("`"), cells[5]))
    return found


ROWS = rows()


def test_all_five_documents_are_there() -> None:
    assert len(ROWS) >= 80
    assert all(any(name in row.document for row in ROWS) for name in ASKED)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.scheme}-{row.file.split('/')[-3]}")
def test_the_rule_file_exists_and_answers(row: Row) -> None:
    text = (ROOT / row.file).read_text(encoding="utf-8")
    assert f"scheme: {row.scheme}" in text
    place, *months = next(asked for name, asked in ASKED.items() if name in row.document)
    household = cb.Household(members=(cb.Member(id="a"),))
    answers = [cb.rulebook(place, month).assess(household, bounds=False) for month in months]
    decisions = [answer.of(row.scheme) for answer in answers]
    decision = next(each for each in decisions if each.verdict != "not_offered")
    assert decision.sources
    if row.answer == "not on record":
        assert decision.verdict == "not_on_record"
        assert decision.lacks is not None
