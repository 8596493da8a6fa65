from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import civbenefits as cb
from civbenefits.presenting.layout import columns_of
from civbenefits.tables.schema_making import schema_of

Run = Callable[..., Any]

FAMILY = """\
counted_income: "2400"
members:
  - {id: a, relation: applicant, born: 1950-01-31}
  - {id: b, relation: spouse, age: 60, disability: {kind: mental, grade: 2}}
  - {id: c}
"""


def section(text: str, title: str) -> str:
    """What stands under a title, up to the next empty line."""
    return text.split(f"\n{title}\n", 1)[1].split("\n\n", 1)[0]


def answer(ran: Any) -> cb.Assessment:
    assert (ran.code, ran.err) == (0, "")
    return cb.from_json(ran.out)


@pytest.mark.parametrize("kind", ["tables", "general", "scheme", "cases"])
def test_schema_of_table_files(run: Run, kind: str) -> None:
    ran = run("schema", kind)
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == schema_of(kind)


class TestMainLine:
    def test_chinese(self, check: Run) -> None:
        ran = check("--members", "3", "--income", "2400")
        assert (ran.code, ran.err) == (0, "")
        head, rest = ran.out.split("\n\n", 1)
        assert re.match(r"深圳市\(440300\)2021年6月  规则版本 [0-9a-f]{12}\n", head)
        assert re.search(r"以下结论以 \d+ 项未核实的通常情形为前提", head)
        first = rest.splitlines()[:2]
        assert first[0] == "符合条件"
        assert re.search(r"低.*1500\.00 元/月", first[1])
        for title in ("通常情形(假定,未核实)", "提示", "依据"):
            assert f"\n{title}\n" in ran.out
        assert "户籍所在地" in section(ran.out, "通常情形(假定,未核实)")
        assert "2021年深圳民政工作总结" in section(ran.out, "依据")

    def test_english(self, check: Run) -> None:
        ran = check("--members", "3", "--income", "2400", "--lang", "en")
        assert ran.code == 0
        assert ran.out.startswith("Shenzhen (440300), 2021-06  rules ")
        assert re.search(r"rests on \d+ usual circumstances that nobody has checked", ran.out)
        assert re.search(r"dibao.*1500\.00 yuan/month", section(ran.out, "Eligible"))
        assert "place of hukou" in section(ran.out, "Usual circumstances (assumed, not checked)")

    @pytest.mark.parametrize("place", ["深圳", "深圳市", "Shenzhen", "shenzhen", " 440300 "])
    def test_place_by_name(self, run: Run, place: str) -> None:
        ran = run("check", "--place", place, "--on", "2021-06", "--members", "3")
        assert ran.code == 0
        assert ran.out.startswith("深圳市(440300)")

    def test_sections_come_in_their_order(self, check: Run) -> None:
        text = check("--ages", "85,?,12", "--income", "2400").out
        titles = [
            "符合条件",
            "待定,还缺事实",
            "不符合条件",
            "通常情形(假定,未核实)",
            "提示",
            "依据",
        ]
        places = [text.index(f"\n{title}\n") for title in titles]
        assert places == sorted(places)

    def test_total_is_the_sum_of_the_definite_monthly_amounts(self, check: Run) -> None:
        arguments = ("--ages", "85,45,12", "--income", "2400")
        text = check(*arguments).out
        decisions = answer(check(*arguments, "--json")).decisions
        monthly = [
            d.amount
            for d in decisions
            if d.verdict == "eligible" and d.period == "month" and d.amount
        ]
        total = next(line for line in text.splitlines() if line.startswith("  每月合计"))
        assert f"{sum(monthly, Decimal(0))} 元/月" in total
        assert "只加总已确定的按月金额" in total

    def test_persons_alike_share_a_line(self, check: Run) -> None:
        refused = section(check("--ages", "30,45,12", "--income", "2400").out, "不符合条件")
        lines = [line for line in refused.splitlines() if line.startswith("  高龄津贴 ")]
        assert len(lines) == 1
        assert "全部成员" in lines[0]

    def test_marks_have_their_footnotes(self, check: Run) -> None:
        text = check("--ages", "85,45,12", "--income", "2400").out
        body, notes = text.split("\n提示\n")
        for mark in re.findall(r"\[\d+\]", body):
            assert f"\n  {mark} " in notes
        for mark in re.findall(r"提示 ((?:\(\d+\))+)", body):
            for each in re.findall(r"\(\d+\)", mark):
                assert f"  {each} " in notes

    @pytest.mark.parametrize("columns", ["60", "100", "130"])
    @pytest.mark.parametrize("language", ["zh", "en"])
    @pytest.mark.parametrize("more", [(), ("--assume", "none"), ("--explain",)])
    def test_lines_fit(
        self,
        check: Run,
        monkeypatch: pytest.MonkeyPatch,
        columns: str,
        language: str,
        more: tuple[str, ...],
    ) -> None:
        monkeypatch.setenv("COLUMNS", columns)
        text = check("--ages", "85,45,12", "--income", "2400", "--lang", language, *more).out
        assert max(map(columns_of, text.splitlines())) <= int(columns)

    def test_reasons_follow_the_same_short_answer(self, check: Run) -> None:
        arguments = ("--members", "3", "--income", "2400")
        text = check(*arguments, "--explain").out
        assert text == check(*arguments, "--verbose").out
        answers, _, reasons = text.partition("\n理由\n")
        assert check(*arguments).out.startswith(answers)
        assert "1300 × 3 − 2400 = 1500元/户/月" in reasons

    def test_reasons_of_one_scheme(self, check: Run) -> None:
        text = check("--members", "3", "--income", "2400", "--scheme", "dibao").out
        reasons = text.partition("\n理由\n")[2].partition("\n提示\n")[0]
        assert re.findall(r"^  (?! )(.*)", reasons, re.MULTILINE) == [
            "低保(最低生活保障),全家:符合;1500.00 元/月"
        ]


class TestAssumptions:
    def test_none_leaves_it_open(self, check: Run) -> None:
        ran = check("--members", "3", "--income", "2400", "--assume", "none")
        assert "没有假定任何情形" in ran.out
        assert "通常情形(假定" not in ran.out
        assert " --fact " in section(ran.out, "待定,还缺事实")

    def test_file_assumes_nothing_unless_asked(self, check: Run) -> None:
        family = FAMILY.encode()
        assert not answer(check("-", "--json", stdin=family)).assumptions
        assert answer(check("-", "--json", "--assume", "usual", stdin=family)).assumptions

    def test_what_is_said_is_not_assumed(self, check: Run) -> None:
        made = answer(check("--members", "1", "--hukou", "440100", "--json")).assumptions
        assert "hukou.place" not in {each.fact for each in made}


class TestShortForm:
    def test_every_option_reaches_its_fact(self, check: Run) -> None:
        ran = check(
            *("--ages", "70,45,12,?", "--relation", "parent,申请人,child,?"),
            *("--income", "2400.50", "--property-ok", "yes"),
            *("--hukou", "local", "--hukou", "2:广州", "--hukou-kind", "urban"),
            *("--residence", "440307", "--disability", "1:intellectual:2", "--disability", "2:无"),
            *("--student", "3:compulsory", "--no-supporter", "1,4", "--serious-illness", "1"),
            *("--no-labour", "1", "--employed", "2", "--needs-care", "1", "--lives-alone", "4"),
            *("--in-prison", "4", "--care-setting", "all:home", "--failed-abilities", "1:3"),
            *("--parent", "3:dead", "--parent", "3:serving_sentence:24"),
            *("--fact", "household.emergency.kind=火灾", "--fact", "members.4.conscript=否"),
            "--json",
        )
        assert answer(ran).decisions

    def test_disability_counts(self, check: Run) -> None:
        assessed = answer(
            check("--ages", "70,45,12", "--disability", "2:智力:2", "--income", "2400", "--json")
        )
        assert assessed.of("living_subsidy", "2").verdict == "eligible"
        assert assessed.of("living_subsidy", "1").verdict == "not_eligible"

    def test_orphan(self, check: Run) -> None:
        one = answer(check("--ages", "8,30", "--orphan", "1", "--json"))
        assert one.of("orphan_allowance", "1").verdict == "eligible"

    def test_birth_dates(self, check: Run) -> None:
        assessed = answer(check("--born", "1941-06-30,1941-07-01", "--json"))
        amounts = [assessed.of("old_age_allowance", person).amount for person in ("1", "2")]
        assert amounts[0] != amounts[1]

    def test_own_incomes(self, check: Run) -> None:
        ran = check("--members", "2", "--own-income", "1:1000", "--own-income", "2:0", "--json")
        assert answer(ran).of("dibao").amount == Decimal("1600.00")

    def test_chinese_punctuation(self, check: Run) -> None:
        plain = check("--ages", "70,45", "--disability", "1:mental:2", "--json")
        wide = check("--ages", "70\uff0c45", "--disability", "1\uff1amental\uff1a2", "--json")
        assert plain.out == wide.out

    def test_a_value_with_a_member_goes_before_one_without(self, check: Run) -> None:
        general = ("--hukou", "local", "--hukou", "1:440100")
        turned = ("--hukou", "1:440100", "--hukou", "local")
        assert check("--members", "2", *general).out == check("--members", "2", *turned).out


class TestHouseholdFile:
    @pytest.mark.parametrize("option", [(), ("--household",)])
    def test_yaml(self, check: Run, tmp_path: Path, option: tuple[str, ...]) -> None:
        file = tmp_path / "family.yaml"
        file.write_text(FAMILY, encoding="utf-8")
        assessed = answer(check(*option, str(file), "--json"))
        assert assessed.of("old_age_allowance", "a").verdict == "undetermined"

    def test_json_on_standard_input(self, check: Run) -> None:
        data = {"counted_income": "2400", "members": [{"id": "a"}, {"id": "b"}, {"id": "c"}]}
        raw = json.dumps(data).encode()
        ran = check("--household", "-", "--assume", "usual", stdin=raw)
        assert "1500.00 元/月" in ran.out

    def test_names_cannot_drive_the_terminal(self, check: Run) -> None:
        data = {"members": [{"id": "\x1b[2Ja"}, {"id": "b"}]}
        ran = check("-", "--verbose", stdin=json.dumps(data).encode())
        assert "\x1b" not in ran.out + ran.err


class TestJson:
    def test_one_object_that_parses_back(self, check: Run) -> None:
        ran = check("--members", "3", "--income", "2400", "--json")
        assessed = answer(ran)
        assert assessed.of("dibao").amount == Decimal("1500.00")
        assert json.loads(ran.out)["month"] == "2021-06"
        assert cb.to_json(assessed, indent=2) + "\n" == ran.out

    def test_language_does_not_matter(self, check: Run) -> None:
        arguments = ("--members", "3", "--json")
        assert check(*arguments).out == check(*arguments, "--lang", "en").out

    @pytest.mark.parametrize("kind", ["household", "decision"])
    def test_schema(self, run: Run, kind: str) -> None:
        ran = run("schema", kind)
        assert ran.code == 0
        assert json.loads(ran.out)["type"] == "object"
