"""An office declares a fact in one file, laid over the built-in tables, and works with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

OFFICE = """
place: {code: "440300"}
documents:
  own-notice: {title: 求职补贴办法, issuer: 街道办, issued: 2021-01-01}
facts:
  registered_jobseeker:
    of: person
    kind: boolean
    title: {zh: 登记求职, en: registered as seeking work}
    ask: {zh: 这个人登记求职了吗?, en: Is this person registered as seeking work?}
  training_months:
    of: person
    kind: number
    unit: months
    high: 36
    usual: 0
    title: {zh: 培训月数, en: months of training}
scheme: jobseeker_aid
title: {zh: 求职补贴, en: jobseeker's aid}
assesses: person
versions:
  - from: 2021-01-01
    basis: [{document: own-notice, known: found}]
    requires:
      seeking: registered_jobseeker or training_months >= 6
    provides: {zh: 交通卡, en: a travel card}
"""
CASES = """
cases:
  - case: seeking
    place: "440300"
    on: 2021-06
    derivation: {zh: 已登记, en: registered}
    source: 求职补贴办法
    household: {members: [{id: a, registered_jobseeker: true}]}
    expect: {jobseeker_aid/a: {verdict: eligible}}
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    (folder / "cases").mkdir(parents=True)
    (folder / "office.yaml").write_text(OFFICE, encoding="utf-8")
    (folder / "cases" / "jobs.yaml").write_text(CASES, encoding="utf-8")
    return folder


WHERE = ("--place", "440300", "--on", "2021-06", "--lang", "en")


def test_the_short_form_gives_it(run: Run, office: Path) -> None:
    asked = ("check", *WHERE, "--rules", str(office), "--members", "2", "--json")
    fact = "members.1.registered_jobseeker"
    ran = run(*asked, "--fact", f"{fact}=yes")
    assert (ran.code, ran.err) == (0, "")
    answer = json.loads(ran.out)
    found = {d["persons"][0]: d for d in answer["decisions"] if d["scheme"] == "jobseeker_aid"}
    assert found["1"]["verdict"] == "eligible"
    assert found["2"]["verdict"] == "undetermined"
    (missing,) = found["2"]["missing"]
    assert missing["fact"] == "members.2.registered_jobseeker"
    assert missing["title"] == {"zh": "登记求职", "en": "registered as seeking work"}
    assumed = {each["fact"] for each in answer["assumptions"]}
    assert "training_months" in assumed
    ran = run(*asked, "--fact", "members.1.registered_jobseekr=yes")
    assert ran.code == 2
    assert "registered_jobseeker" in ran.err
    assert run("check", *WHERE, "--members", "2", "--fact", f"{fact}=yes").code == 2


def test_a_household_file_gives_it(run: Run, office: Path, tmp_path: Path) -> None:
    file = tmp_path / "family.yaml"
    file.write_text("members: [{id: a, training_months: 6}]", encoding="utf-8")
    ran = run("check", *WHERE, "--rules", str(office), str(file))
    assert ran.code == 0
    assert "a travel card" in ran.out.partition("Eligible")[2].partition("Undetermined")[0]
    ran = run("check", *WHERE, str(file))
    assert ran.code == 2
    assert "members.0.training_months" in ran.err


def test_words_notice_and_rules_speak_of_it(run: Run, office: Path) -> None:
    rules = ("--rules", str(office))
    shown = run("rules", "show", "jobseeker_aid", *WHERE, *rules)
    assert shown.code == 0
    assert "registered as seeking work" in shown.out
    assert "months of training is at least 6 months" in shown.out
    made = run("notice", *WHERE, *rules, "--members", "1", "--format", "text")
    assert made.code == 0
    assert "registered as seeking work" in made.out


def test_the_interview_asks_for_it_and_keeps_it(run: Run, tmp_path: Path) -> None:
    alone, saved = tmp_path / "alone", tmp_path / "known.yaml"
    alone.mkdir()
    money = "{unit: yuan, zh: 元, en: yuan}"
    nation = f'place: {{code: "000000", zh: 全国, en: the nation, currency: {money}}}'
    text = OFFICE.replace('place: {code: "440300"}', nation).replace(" or ", " and ")
    (alone / "office.yaml").write_text(text, encoding="utf-8")
    where = ("--place", "000000", "--on", "2021-06", "--lang", "en", "--no-built-in")
    rules = ("--rules", str(alone))
    answers = b"7 months\nyes\n7 months\n"  # whichever is asked for first
    ran = run("interview", *where, *rules, "--members", "1", "--save", str(saved), stdin=answers)
    assert (ran.code, ran.err) == (0, "")
    assert "Is this person registered as seeking work?" in ran.out
    assert "please establish: months of training" in ran.out
    assert "Done after 2 question(s)" in ran.out
    ran = run("check", *where, *rules, str(saved), "--json")
    (decision,) = json.loads(ran.out)["decisions"]
    assert (decision["verdict"], decision["missing"]) == ("eligible", [])


def test_the_schema_lists_it(run: Run, office: Path) -> None:
    rules = ("--rules", str(office))
    for more in ((), ("--place", "440307")):
        ran = run("schema", "household", *rules, *more)
        assert ran.code == 0
        known = json.loads(ran.out)["$defs"]["Member"]["properties"]
        assert known["training_months"]["title"] == "培训月数 / months of training"
        assert known["training_months"]["maximum"] == 36
    for unknowing in (("--place", "440000", *rules), ()):
        ran = run("schema", "household", *unknowing)
        assert "training_months" not in ran.out


def test_its_cases_are_judged(run: Run, office: Path) -> None:
    ran = run("rules", "test", str(office), "--lang", "en")
    assert (ran.code, ran.err) == (0, "")
    assert run("rules", "validate", str(office)).code == 0
