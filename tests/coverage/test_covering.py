"""What cases show of tables, and what they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from civbenefits.cases import read_cases
from civbenefits.errors import TableErrors
from tests.coverage.small import EVERYTHING, TABLES, account, case, covered, statuses, written

OLD_AND_POOR = case("old", 'age: "70", counted_income: "400"', 'verdict: eligible, amount: "600"')


def changed(right: str, wrong: str) -> dict[str, str]:
    assert right in TABLES["help.yaml"]
    return {**TABLES, "help.yaml": TABLES["help.yaml"].replace(right, wrong)}


def test_everything_that_is_to_be_shown(tmp_path: Path) -> None:
    found = covered(written(tmp_path))
    assert [(each.demand.expression, each.demand.side) for each in found.findings] == EVERYTHING
    assert {each.status for each in found.findings} == {"never"}
    assert found.share == (0, len(EVERYTHING))


def test_where_a_demand_stands(tmp_path: Path) -> None:
    first = covered(written(tmp_path)).findings[0].demand
    assert (first.kind, first.name, first.place) == ("scheme", "help", "000000")
    assert (first.since, first.part, first.what) == ("2020-01-01", "requires.ground", "limit")
    line = (tmp_path / "help.yaml").read_text(encoding="utf-8").splitlines()[first.line - 1]
    assert line[first.column - 1 :].startswith("age(month_end) >= 60")


def test_what_one_case_shows(tmp_path: Path) -> None:
    found = statuses(covered(written(tmp_path, OLD_AND_POOR)))
    assert {side for side, status in found.items() if status == "shown"} == {
        ("age(month_end) >= 60", "above"),
        ("counted_income < line", "below"),
        ("line", "used"),
    }
    assert found["disability.kind == 'visual'", "holds"] == "never"


def test_a_condition_that_changes_nothing_is_masked(tmp_path: Path) -> None:
    young_and_rich = case("no", 'age: "50", counted_income: "1500"', "verdict: not_eligible")
    found = statuses(covered(written(tmp_path, young_and_rich)))
    assert found["age(month_end) >= 60", "below"] == "masked"
    assert found["counted_income < line", "on"] == "never"


def test_an_amount_proves_only_where_it_is_expected(tmp_path: Path) -> None:
    tables = changed("counted_income < line", "roaming")
    verdict_only = case("v", 'age: "70", roaming: true, counted_income: "1"', "verdict: eligible")
    both = case(
        "b", 'age: "70", roaming: true, counted_income: "1"', 'verdict: eligible, amount: "999"'
    )
    without = statuses(covered(written(tmp_path / "v", verdict_only, tables=tables)))
    assert without["line", "used"] == "shown"  # without it there would be no verdict either
    tables["help.yaml"] = tables["help.yaml"].replace(
        "line - counted_income", "line if conscript else line / 2"
    )
    verdict_only = verdict_only.replace("roaming: true", "roaming: true, conscript: true")
    both = both.replace("roaming: true", "roaming: true, conscript: true").replace("999", "1000")
    without = statuses(covered(written(tmp_path / "w", verdict_only, tables=tables)))
    assert without["conscript", "holds"] == "masked"
    assert (
        statuses(covered(written(tmp_path / "b", both, tables=tables)))["conscript", "holds"]
        == "shown"
    )


def test_the_line_itself(tmp_path: Path) -> None:
    on_the_line = case("line", 'age: "60", counted_income: "1000"', "verdict: not_eligible")
    found = statuses(covered(written(tmp_path, on_the_line)))
    assert found["counted_income < line", "on"] == "shown"
    assert found["age(month_end) >= 60", "on"] == "masked"


def test_a_case_that_does_not_come_out_shows_nothing(tmp_path: Path) -> None:
    found = covered(written(tmp_path, OLD_AND_POOR.replace('"600"', '"601"')))
    (mismatch,) = found.mismatches
    assert (mismatch.case, mismatch.file, mismatch.line) == ("old", "cases/some.yaml", 2)
    assert found.share[0] == 0


def test_what_the_facts_cannot_reach_is_told_and_not_counted(tmp_path: Path) -> None:
    tables = changed("disability.kind == 'visual'", "disability.grade <= 1")
    found = covered(written(tmp_path, tables=tables))
    assert statuses(found)["disability.grade <= 1", "below"] == "out_of_range"
    assert found.share == (0, len(EVERYTHING))  # three sides in place of two, less one


def test_what_the_law_leaves_open_is_not_counted(tmp_path: Path) -> None:
    tables = changed("value: 1000", "value: unknown")
    found = statuses(covered(written(tmp_path, tables=tables)))
    assert found["counted_income < line", "on"] == "not_on_record"
    assert ("line", "used") not in found


def test_a_limit_in_a_loop_and_a_count_of_members(tmp_path: Path) -> None:
    tables = changed("counted_income < line", "count(m for m in members if m.roaming) >= 5")
    found = statuses(covered(written(tmp_path, tables=tables)))
    for side in ("below", "on", "above"):
        assert found["count(m for m in members if m.roaming) >= 5", side] == "never"
    assert found["m.roaming", "holds"] == "never"


def test_keys_and_bands_of_figures(tmp_path: Path) -> None:
    keyed = changed("value: 1000, ", "by: hukou.kind, value: {urban: 1000, rural: unknown}, ")
    found = statuses(covered(written(tmp_path / "keys", tables=keyed)))
    assert ("line['urban']", "used") in found
    assert ("line['rural']", "used") not in found
    banded = changed("value: 1000, ", "by: age(month_end), bands: {0: 1000, 70: 2000}, ")
    poor = 'counted_income: "0"'
    cases = [
        case("b69", f'age: "69", {poor}', 'verdict: eligible, amount: "1000"'),
        case("b70", f'age: "70", {poor}', 'verdict: eligible, amount: "2000"'),
    ]
    found = statuses(covered(written(tmp_path / "bands", *cases, tables=banded)))
    bands = {side: status for side, status in found.items() if side[0].startswith("line:")}
    assert bands == {
        ("line: age(month_end) >= 0", "on"): "never",
        ("line: age(month_end) >= 70", "below"): "shown",
        ("line: age(month_end) >= 70", "on"): "shown",
    }


def test_a_figure_behind_a_derived_one_is_used_with_it(tmp_path: Path) -> None:
    derived = """
          double:
            title: {zh: 两倍, en: double}
            unit: yuan/person/month
            values:
              - {from: 2020-01-01, derived: line * 2, round: none, document: law, known: found}
"""
    tables = changed("        scheme: help", derived.rstrip() + "\n        scheme: help")
    tables["help.yaml"] = tables["help.yaml"].replace("pays: line -", "pays: double -")
    tables["help.yaml"] = tables["help.yaml"].replace("counted_income < line", "roaming")
    paid = case(
        "d", 'age: "70", roaming: true, counted_income: "0"', 'verdict: eligible, amount: "2000"'
    )
    found = statuses(covered(written(tmp_path, paid, tables=tables)))
    assert (found["double", "used"], found["line", "used"]) == ("shown", "shown")


def test_a_passage_inherited_by_many_places_is_counted_once(tmp_path: Path) -> None:
    below = {
        "gd/place.yaml": 'place: {code: "440000", zh: 广东省, en: Guangdong}',
        "gd/help.yaml": """
            scheme: help
            versions:
              - from: 2021-01-01
                basis:
                  - {document: law, known: found}
                requires:
                  ground: inherited or conscript
            """,
    }
    found = covered(written(tmp_path, tables={**TABLES, **below}))
    listed = [(each.demand.expression, each.demand.side) for each in found.findings]
    assert sorted(listed) == sorted([*EVERYTHING, ("conscript", "holds"), ("conscript", "fails")])
    assert {
        each.demand.place for each in found.findings if each.demand.expression == "conscript"
    } == {"440000"}


def test_a_combination_is_shown_for_each_scheme_it_binds(tmp_path: Path) -> None:
    other = """
        scheme: other
        title: {zh: 其他, en: other}
        assesses: person
        versions:
          - from: 2020-01-01
            basis:
              - {document: law, known: found}
            requires: {r: roaming}
            provides: {zh: 物, en: things}
        combinations:
          - {relation: exclusive, schemes: [other, help], keeps: other, from: 2020-01-01,
             document: law, known: found}
        """
    both = case("x", 'age: "70", counted_income: "0", roaming: true', "verdict: not_eligible")
    found = statuses(covered(written(tmp_path, both, tables={**TABLES, "other.yaml": other})))
    assert found["receives(other)", "holds"] == "shown"
    assert found["receives(other)", "fails"] == "never"


DECLARED = """
unreachable:
  - {in: help, place: "000000", from: 2020-01-01, expression: "counted_income < line",
     sides: [SIDE], zh: 不会发生, en: it does not happen}
"""


def test_what_is_declared_out_of_reach_is_told_with_its_reason(tmp_path: Path) -> None:
    found = covered(written(tmp_path, OLD_AND_POOR, more=DECLARED.replace("SIDE", "on")))
    assert statuses(found)["counted_income < line", "on"] == "declared"
    (declared,) = [each for each in found.findings if each.status == "declared"]
    assert declared.reason is not None
    assert declared.reason.zh == "不会发生"
    assert found.share == (3, len(EVERYTHING) - 1)


def test_what_is_shown_cannot_be_declared_out_of_reach(tmp_path: Path) -> None:
    folder = written(tmp_path, OLD_AND_POOR, more=DECLARED.replace("SIDE", "below"))
    with pytest.raises(TableErrors) as caught:
        covered(folder)
    (fault,) = caught.value.faults
    assert (fault.code, fault.where) == ("table.no_gap", "cases/some.yaml:11:5")


class TestProposals:
    def test_each_closes_what_it_says_once_it_is_filled_in(self, tmp_path: Path) -> None:
        folder = written(tmp_path, OLD_AND_POOR)
        first = account(folder)
        gaps = first.coverage().gaps
        proposals = first.proposals(gaps)
        closed = {demand for each in proposals for demand in each.closes}
        assert closed == {gap.demand for gap in gaps}
        text = OLD_AND_POOR + "".join(each.text for each in proposals)
        (folder / "cases" / "some.yaml").write_text(f"cases:\n{text}", encoding="utf-8")
        with pytest.raises(TableErrors) as caught:
            read_cases(folder)
        codes = {fault.code for fault in caught.value.faults}
        assert codes == {"table.left_open", "table.not_allowed"}
        for verdict in ("eligible", "not_eligible"):
            filled = text.replace('verdict: "???"', f"verdict: {verdict}").replace("???", "…")
            (folder / "cases" / f"{verdict}.yaml").write_text(
                "cases:\n" + filled.replace("case: ", f"case: {verdict}-"), encoding="utf-8"
            )
        (folder / "cases" / "some.yaml").unlink()
        # Of each two answers the right one shows it; the other does not come out.
        assert covered(folder).gaps == ()

    def test_the_amount_on_the_line_is_worked_out(self, tmp_path: Path) -> None:
        folder = written(tmp_path, OLD_AND_POOR)
        first = account(folder)
        on = [
            gap
            for gap in first.coverage().gaps
            if (gap.demand.expression, gap.demand.side) == ("counted_income < line", "on")
        ]
        (proposal,) = first.proposals(on)
        assert 'counted_income: "1000' in proposal.text

    def test_what_nothing_closes_is_given_up(self, tmp_path: Path) -> None:
        # Where the first is true the second, which denies it, decides alone.
        tables = changed("counted_income < line", "conscript and not conscript")
        first = account(written(tmp_path, OLD_AND_POOR, tables=tables))
        true = [
            gap
            for gap in first.coverage().gaps
            if (gap.demand.expression, gap.demand.side) == ("conscript", "holds")
        ]
        assert len(true) == 2
        (proposal,) = first.proposals(true)
        assert true[1].demand in proposal.closes


EXTRA = """
scheme: extra
title: {zh: 补助, en: extra}
assesses: person
versions:
  - from: 2020-01-01
    basis:
      - {document: law, known: found}
    requires:
      ground: roaming
    pays: line
"""


def test_who_does_not_receive_what_is_topped_up_is_not_asked_for(tmp_path: Path) -> None:
    """The amount that is taken off is 0 for them whatever is turned round."""
    combination = """
        combinations:
          - relation: top_up
            schemes: [extra, help]
            from: 2020-01-01
            document: law
            known: found
        """
    tables = {**TABLES, "extra.yaml": EXTRA, "combinations.yaml": combination}
    topped = case("t", 'age: "70", counted_income: "400", roaming: true', "verdict: eligible")
    topped = topped.replace(
        "help/a: {verdict: eligible", "extra/a: {verdict: eligible, amount: 400"
    )
    found = statuses(covered(written(tmp_path, topped, tables=tables)))
    assert found["receives(help)", "holds"] == "shown"
    assert ("receives(help)", "fails") not in found


@pytest.mark.parametrize(
    ("pays", "asked"),
    [
        ("line - (amount(help) if receives(help) else 0)", False),
        ("line - (0 if receives(help) else amount(help))", True),
        ("line - (line / 2 if receives(help) else 0)", True),
    ],
)
def test_a_test_that_an_amount_says_itself(tmp_path: Path, pays: str, asked: bool) -> None:
    tables = {**TABLES, "extra.yaml": EXTRA.replace("pays: line", f"pays: {pays}")}
    found = statuses(covered(written(tmp_path, tables=tables)))
    assert ("receives(help)", "holds") in found
    assert (("receives(help)", "fails") in found) is asked


@pytest.mark.parametrize(
    "condition",
    [
        "conscript == (not roaming)",
        "conscript == (roaming or in_prison and lives_alone)",
        "hukou.kind not in ['urban']",
        "(line if conscript else line * 2) > counted_income",
        "max(line, counted_income + 1/2 * line) > min(line * 2, line + counted_income)",
        "round_half_up(line / 3, yuan) < counted_income",
        "first_known(counted_income, line) < line",
        "either(line, line * 2) > counted_income",
        "within(hukou.place, here)",
        "household.in_difficulty",
        "sum(i.monthly for i in incomes) < line",
        "count(m for m in members if m.roaming) >= 2",
        "age(month_end) - 2 * age(month_start) < 0",
    ],
)
def test_a_condition_is_named_as_it_is_written(condition: str, tmp_path: Path) -> None:
    tables = changed("counted_income < line", f'"{condition}"')
    found = covered(written(tmp_path, tables=tables))
    assert condition in {each.demand.expression for each in found.findings}


def test_what_is_rounded_to_is_named_as_the_currency_names_it(tmp_path: Path) -> None:
    quarter = "parts: {quarter: {zh: 角子, en: quarter, hundredths: 25}}"
    tables = changed("counted_income < line", "round_up(line / 3, quarter) > counted_income")
    tables["place.yaml"] = tables["place.yaml"].replace("en: yuan}", f"en: yuan, {quarter}}}")
    found = covered(written(tmp_path, tables=tables))
    assert "round_up(line / 3, quarter) > counted_income" in {
        each.demand.expression for each in found.findings
    }
