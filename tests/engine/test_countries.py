"""Several countries in one set of tables: their money and their names keep apart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from civbenefits.errors import TableError
from civbenefits.facts.household import Household
from civbenefits.facts.member import Member
from tests.engine.small_tables import Files, aid, assembled, decision, figure, meaning, refused

YEN = (
    "place: {code: JP, zh: 日本, en: Japan, currency: {unit: yen, code: JPY, zh: 日元, en: yen,"
    " parts: {ten_yen: {zh: 十日元, en: tens of yen, hundredths: 1000}}}}"
)
JAPAN: Files = {
    "jp/place.yaml": YEN,
    "jp/figure.yaml": figure("from: 2000-01-01, value: 1234", unit="yen/person/month"),
}


def faults(files: Files) -> list[str]:
    return [each.code for each in refused(files)]


def test_a_name_means_something_else_in_another_country() -> None:
    files = {
        **JAPAN,
        "figure.yaml": figure("from: 2000-01-01, value: 50", unit="yuan/person/year"),
        "jp/aid.yaml": aid("pays: figure"),
        "aid.yaml": aid("pays: figure"),
    }
    there, here = decision(files, place="JP"), decision(files, place="440300")
    assert (there.amount, there.period) == (Decimal("1234.00"), "month")
    assert (here.amount, here.period) == (Decimal("50.00"), "year")


@pytest.mark.parametrize(
    ("pays", "amount"),
    [
        ("round_up(figure / 7, yen)", "177.00"),
        ("round_down(figure, ten_yen)", "1230.00"),
        ("round_half_up(figure, ten_yen)", "1230.00"),
        ("round_up(figure, ten_yen)", "1240.00"),
    ],
)
def test_amounts_are_rounded_to_what_the_country_has(pays: str, amount: str) -> None:
    files = {**JAPAN, "jp/aid.yaml": aid(f"pays: {pays}")}
    assert decision(files, place="JP").amount == Decimal(amount)


def test_a_derived_figure_is_rounded_to_what_the_country_has() -> None:
    derived = figure(
        "from: 2000-01-01, derived: figure * 3/2, round: up to ten_yen, stated: 1860",
        unit="yen/person/month",
        name="more",
    )
    files = {**JAPAN, "jp/more.yaml": derived, "jp/aid.yaml": aid("pays: more")}
    assert decision(files, place="JP").amount == Decimal("1860.00")


def test_a_fact_of_money_is_in_the_money_of_the_place() -> None:
    requires = "requires: {poor: counted_income < figure}"
    files = {**JAPAN, "jp/aid.yaml": aid(f"{requires}\npays: figure - counted_income")}
    told = Household(members=(Member(id="a", counted_income=Decimal("34.5")),))
    found = decision(files, told, place="JP")
    assert found.amount == Decimal("1199.50")
    assert "日元" in str(found.conditions[0].compared)


def test_another_countrys_money_and_names_are_errors() -> None:
    assert faults({**JAPAN, "jp/aid.yaml": aid("pays: round_up(figure, yuan)")}) == [
        "table.rounding_unit"
    ]
    used = {"figure.yaml": figure("from: 2000-01-01, value: 1"), "aid.yaml": aid("pays: figure")}
    borrowed = {**used, "jp/place.yaml": YEN, "jp/aid.yaml": aid("pays: figure")}
    assert faults(borrowed) == ["table.unresolved_name"]
    wrong = figure("from: 2000-01-01, value: 1", unit="yuan/person/month")
    assert faults({"jp/place.yaml": YEN, "jp/figure.yaml": wrong}) == ["table.wrong_currency"]


def test_what_nobody_uses_is_found_country_by_country() -> None:
    used = {"figure.yaml": figure("from: 2000-01-01, value: 1"), "aid.yaml": aid("pays: figure")}
    unused: tuple[TableError, ...] = refused({**JAPAN, **used})
    assert [(each.code, each.file) for each in unused] == [
        ("table.unused_standard", "jp/figure.yaml")
    ]


def test_a_definition_here_may_be_a_figure_there() -> None:
    files = {
        **JAPAN,
        "here.yaml": meaning("from: 2000-01-01, is: in_prison", name="figure"),
        "aid.yaml": aid("requires: {free: not figure}\nprovides: {zh: 物, en: goods}"),
        "jp/aid.yaml": aid("pays: figure"),
    }
    assert decision(files, place="JP").amount == Decimal("1234.00")
    free = Household(members=(Member(id="a", in_prison=False),))
    assert decision(files, free).verdict == "eligible"


def test_tables_of_one_country_are_all_there_is_to_it() -> None:
    tables = assembled(JAPAN)
    assert tables.country("JP").standards.keys() == {"figure"}
    assert tables.country("440300").standards == {}
    assert sorted(sorted(each.places) for each in tables.countries()) == [
        ["000000", "440000", "440300", "440307"],
        ["JP"],
    ]
