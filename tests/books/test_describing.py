"""What a book says: everything that the tables say of a place and month, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import civbenefits as cb
from civbenefits.books import describe
from civbenefits.books.model import Book, SchemeRules
from civbenefits.engine.library import built_in
from civbenefits.engine.spans import breakpoints
from civbenefits.expressions import nodes as n
from tests.currencies import DECLARED


def samples() -> Iterator[tuple[str, str]]:
    """Of every place the first and the last span, and some between."""
    tables = built_in().tables
    for index, code in enumerate(sorted(tables.places)):
        days = breakpoints(tables, code)
        for day in sorted({days[0], days[-1], days[index % len(days)], days[-3 - index]}):
            yield code, day.isoformat()


@pytest.fixture(scope="module")
def shenzhen() -> Book:
    return describe(cb.rulebook("440300", "2021-06"))


def scheme(book: Book, name: str) -> SchemeRules:
    [found] = [each for each in book.schemes if each.name == name]
    return found


@pytest.mark.parametrize(("place", "day"), list(samples()))
def test_nothing_of_the_tables_is_left_out(place: str, day: str) -> None:
    rulebook = cb.rulebook(place, day)
    book, linked = describe(rulebook), rulebook.linked
    assert sorted(each.name for each in book.schemes) == sorted(linked.schemes)
    for each in book.schemes:
        found = linked.schemes[each.name]
        own = linked.rules[n.scheme_key(each.name, "qualifies")].refs
        assert len(each.conditions) == (len(own) if found.conditions and not each.lacks else 0)
        assert {part.name for part in each.conditions} <= found.conditions.keys()
        assert all(part.text.zh and part.text.en for part in each.conditions)
        assert (each.amount is not None) == found.pays
        assert len(each.grounds) == len(
            dict.fromkeys((c.cite.document, c.cite.part, c.place) for c in found.basis)
        )
        assert len(each.caveats) == len(found.caveats)
        assert each.times
        assert any(time.current for time in each.times) == found.offered
        together = [c for c in linked.combinations if each.name in c.schemes]
        assert len(each.together) == (len(together) if found.offered else 0)
    names = [each.name for each in book.definitions]
    assert len(names) == len(set(names))
    assert {name for name, each in linked.definitions.items() if each.cites} <= set(names)
    assert all(each.meaning.text.zh and each.meaning.text.en for each in book.definitions)
    standards = {each.name: each for each in book.standards}
    assert len(standards) == len(book.standards)
    for name, standard in linked.standards.items():
        if standard.entry is not None:
            assert standards[name].current is not None
    documents = [each.key for each in book.documents]
    assert len(documents) == len(set(documents))
    cited = {c.cite.document for each in linked.schemes.values() for c in each.basis}
    cited |= {c.cite.document for each in linked.definitions.values() for c in each.cites}
    cited |= {each.entry.cite.document for each in linked.standards.values() if each.entry}
    cited |= {each.cite.document for each in linked.combinations}
    assert cited <= set(documents)


class TestShenzhen:
    def test_head(self, shenzhen: Book) -> None:
        assert (shenzhen.place, shenzhen.title.zh) == ("440300", "深圳市")
        assert (shenzhen.month.zh, shenzhen.month.en) == ("2021年6月", "2021-06")
        assert shenzhen.fingerprint == built_in().tables.fingerprint
        assert [each.code for each in shenzhen.chain] == ["000000", "440000", "440300"]

    def test_groups_keep_their_order(self, shenzhen: Book) -> None:
        groups = list(dict.fromkeys(each.group for each in shenzhen.schemes))
        assert groups == [
            "household_money",
            "household_kind",
            "person_money",
            "person_kind",
            "lacks",
            "not_offered",
        ]
        assert scheme(shenzhen, "dibao").group == "household_money"
        assert scheme(shenzhen, "dibao_edge").group == "household_kind"
        assert scheme(shenzhen, "elder_canteen").group == "lacks"
        assert scheme(shenzhen, "living_support").group == "not_offered"

    def test_conditions_in_words(self, shenzhen: Book) -> None:
        texts = {each.name: each.text for each in scheme(shenzhen, "dibao").conditions}
        assert texts["income"].zh == (
            "保障单元可计入月收入低于低保标准(1300元/人/月) × 保障单元人数"
        )
        assert "not_with_tekun" not in texts

    def test_an_amount_that_only_has_a_name_is_spelled_out(self, shenzhen: Book) -> None:
        amount = scheme(shenzhen, "dibao").amount
        assert amount is not None
        assert amount.text.zh.startswith("低保标准与收入的差额,即:")
        assert "低保标准(1300元/人/月) × 保障单元人数 − 保障单元可计入月收入" in amount.text.zh

    def test_a_topped_up_amount_reads_as_one_subtraction(self, shenzhen: Book) -> None:
        amount = scheme(shenzhen, "unsupported_child_allowance").amount
        assert amount is not None
        assert amount.text.zh.count("不足的按0计") == 1
        assert "减去所享受的低保(最低生活保障)、单人户低保" in amount.text.zh

    def test_relations_say_who_gives_way(self, shenzhen: Book) -> None:
        told = {each.others[0].name: each for each in scheme(shenzhen, "tekun").together}
        assert told["dibao"].text.zh.endswith("两项都符合的,享受本项")
        assert told["orphan_allowance"].text.zh.endswith("享受孤儿基本生活费的人不再享受本项")
        assert told["tekun_care"].text.en.endswith("both are paid")
        assert told["unsupported_child_allowance"].relation == "top_up"

    def test_only_what_holds_here_is_current(self, shenzhen: Book) -> None:
        [dibao] = [each for each in shenzhen.standards if each.name == "dibao_standard"]
        [current] = [each for each in dibao.values if each.time.current]
        assert (current.time.place.zh, current.time.since.zh) == ("深圳市", "2021年1月1日")
        assert current == dibao.current
        assert [row.value.en for row in current.rows] == ["1300 yuan/person/month"]

    def test_figures_of_earlier_days_are_computed_for_those_days(self, shenzhen: Book) -> None:
        [edge] = [each for each in shenzhen.standards if each.name == "edge_standard"]
        figures = {each.time.since.en: [row.value.en for row in each.rows] for each in edge.values}
        assert figures["2019-01-01"] == ["1740 yuan/person/month"]
        assert figures["2021-01-01"] == ["1950 yuan/person/month"]
        assert figures["2010"] == []  # the standard it is computed from is not on record
        formulas = {each.time.since.en: each.formula for each in edge.values}
        assert formulas["2010"] is not None
        assert "数额未收录" in formulas["2010"].zh

    def test_ages_and_bands_have_units(self, shenzhen: Book) -> None:
        standards = {each.name: each for each in shenzhen.standards}
        age = standards["old_age_allowance_age"].current
        assert age is not None
        assert age.rows[0].value.zh == "70周岁"
        bands = standards["old_age_allowance_standard"].current
        assert bands is not None
        assert bands.rows[0].in_("zh") == "70周岁起,不满80周岁:200元/人/月"
        shares = standards["counted_share"].current
        assert shares is not None
        assert "遗属补助、“赡养费、抚养费、扶养费”、一次性离职补偿" in shares.rows[0].in_("zh")
        assert 'wages, "self-employment, net"' in shares.rows[0].in_("en")
        chosen_by = standards["counted_share"].chosen_by
        assert chosen_by is not None
        assert chosen_by.zh == "收入种类"

    def test_gaps(self, shenzhen: Book) -> None:
        gaps = [(each.about.name, each.text.zh) for each in shenzhen.gaps]
        assert ("tekun_care_standard", "未收录") in gaps
        assert ("dibao", "能否与孤儿基本生活费同时享受,依据未收录") in gaps
        assert ("orphan_allowance", "能否与低保(最低生活保障)同时享受,依据未收录") not in gaps
        assert ("medical_assistance", "第1项条件:未收录的其他条件或情形") in gaps
        assert any(name == "elder_canteen" for name, _ in gaps)
        assert not any(name == "living_support_standard" for name, _ in gaps)

    def test_changes_come_later_as_precisely_as_known(self, shenzhen: Book) -> None:
        since = [each.since.en for each in shenzhen.changes]
        assert since[:2] == ["2021-07-01", "2021-10-01"]
        assert {"2022", "2022-01", "2023"} <= set(since)
        [january] = [each for each in shenzhen.changes if each.since.en == "2022-01"]
        assert "dibao_standard" in {each.name for each in january.begins}
        [october] = [each for each in shenzhen.changes if each.since.en == "2021-10-01"]
        assert "living_support" in {each.name for each in october.begins}

    def test_documents_say_what_they_are_for(self, shenzhen: Book) -> None:
        [report] = [each for each in shenzhen.documents if each.key == "shenzhen-report-2021"]
        assert report.title == "2021年深圳民政工作总结"
        assert "dibao_standard" in {each.name for each in report.supports}


def test_beyond_the_review_it_warns() -> None:
    book = describe(cb.rulebook("440300", "2024-03"))
    assert [each.code for each in book.caveats] == ["not_reviewed"]


def test_a_small_city_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "place.yaml").write_text(
        f"place: {{code: '000000', zh: 某国, en: Land, currency: {DECLARED}}}\n"
        "documents:\n  law: {title: 某法}\n"
        "standards:\n  aid_standard:\n"
        "    title: {zh: 补助标准, en: aid}\n    unit: yuan/person/month\n"
        "    values:\n      - {from: 2020, value: 100, document: law, known: found}\n"
        "      - {from: 2022-01-01, value: 120, document: law, known: found}\n",
        encoding="utf-8",
    )
    (tmp_path / "aid.yaml").write_text(
        "scheme: aid\ntitle: {zh: 补助, en: aid}\nassesses: person\nversions:\n"
        "  - from: 2020\n    basis: [{document: law, article: '1', known: found}]\n"
        "    pays: aid_standard\n",
        encoding="utf-8",
    )
    book = describe(cb.rulebook("000000", "2021-01", rules=tmp_path, built_in=False))
    [aid] = book.schemes
    assert (aid.conditions, aid.together, aid.period) == ((), (), "month")
    assert book.gaps == ()
    assert [each.since.zh for each in book.changes] == ["2022年1月1日"]
    assert book.chain[0].through is None


def test_what_an_office_lays_over_the_tables_names_its_file(tmp_path: Path) -> None:
    (tmp_path / "2022.yaml").write_text(
        "place: {code: '440300', zh: 深圳市, en: Shenzhen}\n"
        "documents:\n  own: {title: 本单位文件}\n"
        "standards:\n  tekun_care_standard:\n    unit: yuan/person/month\n    values:\n"
        "      - {from: 2021-05-01, value: 99, document: own, known: found}\n",
        encoding="utf-8",
    )
    rulebook = cb.rulebook("440300", "2021-06", rules=tmp_path)
    [own] = [each for each in describe(rulebook).standards if each.name == "tekun_care_standard"]
    assert own.current is not None
    assert own.current.ground.file is not None
    assert own.current.ground.file.endswith("2022.yaml")
    assert "2022.yaml" in cb.book(rulebook)
