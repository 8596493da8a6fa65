"""Amounts: exact to the fen and beyond, with their period; sources and caveats of figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from civbenefits.decisions.model import Bounds, Decision
from civbenefits.facts.household import Household, Property
from civbenefits.facts.member import Member
from civbenefits.texts import Text
from tests.engine.small_tables import aid, decision, figure, meaning, one, refused, shelf, together

THOUSAND = {"figure.yaml": figure("from: 2000-01-01, value: 1000")}


def paying(pays: str, more: dict[str, str] | None = None, **facts: object) -> Decision:
    return decision({"aid.yaml": aid(f"pays: {pays}"), **(more or THOUSAND)}, one(**facts))


@pytest.mark.parametrize(
    ("pays", "amount", "exact"),
    [
        ("figure", "1000.00", None),
        ("figure * 1/4", "250.00", None),
        ("figure / 8", "125.00", None),
        ("figure / 3", "333.33", "1000/3"),
        ("figure * 2/3", "666.67", "2000/3"),
        ("figure / 16000", "0.06", "1/16"),
        ("figure / 200000", "0.01", "1/200"),
        ("figure / 400000", "0.00", "1/400"),
        ("round_up(figure / 3, fen)", "333.34", None),
        ("round_down(figure / 3, yuan)", "333.00", None),
        ("max(0, figure - figure * 2)", "0.00", None),
    ],
)
def test_a_part_of_a_fen_is_shown_half_up_and_kept_exactly(
    pays: str, amount: str, exact: str | None
) -> None:
    answer = paying(pays)
    assert answer.verdict == "eligible"
    assert str(answer.amount) == amount
    assert answer.exact == exact
    assert [c.code for c in answer.caveats] == ([] if exact is None else ["amount_rounded"])


def test_below_nothing_there_is_no_amount() -> None:
    answer = paying("figure - counted_income", counted_income=Decimal("1000.01"))
    assert (answer.verdict, answer.qualifies, answer.amount) == ("not_on_record", True, None)
    assert answer.lacks == Text(
        "未收录:算得的金额小于0时怎样办",
        "not on record: what is due where the amount comes below 0",
    )
    assert answer.missing == ()
    exactly = paying("figure - counted_income", counted_income=Decimal(1000))
    assert (exactly.verdict, exactly.amount) == ("eligible", Decimal("0.00"))


def test_nor_has_a_scheme_that_deducts_it_anything_to_deduct() -> None:
    files = {
        **THOUSAND,
        "aid.yaml": aid("pays: figure - counted_income"),
        "more.yaml": aid("pays: figure * 2", name="more"),
        "together.yaml": together("top_up", "more", "aid"),
    }
    household = one(counted_income=Decimal(1500))
    answer = shelf(files).rulebook("440300", "2021-06").assess(household)
    assert answer.of("more").verdict == "not_on_record"
    assert answer.of("more").amount is None


def test_an_open_amount_is_never_said_to_go_below_nothing() -> None:
    files = {**THOUSAND, "aid.yaml": aid("pays: figure - counted_income")}
    answer = shelf(files).rulebook("440300", "2021-06").assess(one()).of("aid")
    assert answer.bounds == Bounds(Decimal("0.00"), Decimal("1000.00"), True, False)


def test_the_reasons_show_the_computation_but_no_amount() -> None:
    book = shelf({**THOUSAND, "aid.yaml": aid("pays: figure - counted_income")}).rulebook(
        "440300", "2021-06"
    )
    (explained,) = book.explain(one(counted_income=Decimal(1500)))
    amount = explained.reasons[-1]
    assert amount.kind == "amount"
    assert amount.value is None
    assert amount.formula is not None
    assert "-500" in amount.formula.zh


@pytest.mark.parametrize(
    ("unit", "period"),
    [
        ("yuan/person/month", "month"),
        ("yuan/person/year", "year"),
        ("yuan/person", "once"),
        ("yuan/month", "month"),
    ],
)
def test_the_period_follows_from_the_unit(unit: str, period: str) -> None:
    answer = paying("figure", {"figure.yaml": figure("from: 2000-01-01, value: 5", unit=unit)})
    assert (answer.amount, answer.period) == (Decimal("5.00"), period)


def test_months_turn_a_monthly_figure_into_a_single_payment() -> None:
    more = {
        **THOUSAND,
        "months.yaml": figure("from: 2000-01-01, value: 3", unit="months", name="months"),
    }
    answer = paying("figure * months", more)
    assert (answer.amount, answer.period) == (Decimal("3000.00"), "once")


def test_an_amount_of_which_nothing_is_known_has_no_unit() -> None:
    answer = decision({"aid.yaml": aid("pays: not_on_record")})
    assert (answer.verdict, answer.amount, answer.period) == ("not_on_record", None, "month")


@pytest.mark.parametrize(
    ("pays", "found"),
    [
        ("household.counted_income", "yuan/household/month"),
        ("disability.grade", "grade"),
        ("in_prison", "boolean"),
        ("5", "number"),
    ],
)
def test_an_amount_must_be_money_for_a_person(pays: str, found: str) -> None:
    [fault] = refused({"aid.yaml": aid(f"pays: {pays}")})
    assert fault.code == "table.wrong_unit_in_expression"
    assert (fault.details["found"], fault.details["expected"]) == (found, "yuan/person")


DERIVED = {
    "base.yaml": figure("from: 2000-01-01, value: 1000.50", name="base"),
    "aid.yaml": aid("pays: figure"),
}


@pytest.mark.parametrize(
    ("derived", "amount"),
    [
        ("derived: base * 3/2, round: none", "1500.75"),
        ("derived: base * 3/2, round: up to yuan", "1501.00"),
        ("derived: base * 3/2, round: down to yuan", "1500.00"),
        ("derived: base * 3/2, round: half up to jiao", "1500.80"),
        ("derived: base * 3/2, round: up to yuan, stated: 1501", "1501.00"),
        ("derived: 0, round: none", "0.00"),
        ("derived: base / 3, round: none, stated: 333.50", "333.50"),
    ],
)
def test_a_figure_derived_from_others(derived: str, amount: str) -> None:
    files = DERIVED | {"figure.yaml": figure(f"from: 2000-01-01, {derived}")}
    files |= {"use.yaml": aid("pays: base", name="use")}
    answer = decision(files)
    assert str(answer.amount) == amount
    assert [s.supports for s in answer.sources] == ["aid", "figure"]


def test_a_ratio_derived_from_two_figures() -> None:
    files = {
        "base.yaml": figure("from: 2000-01-01, value: 1000", name="base"),
        "ratio.yaml": figure(
            "from: 2000-01-01, derived: base / (base * 3), round: none, stated: 1/3",
            unit="ratio",
            name="part",
        ),
        "aid.yaml": aid("pays: base * part"),
    }
    assert decision(files).exact == "1000/3"


def test_a_figure_derived_from_one_that_is_not_on_record() -> None:
    files = {
        "base.yaml": figure("from: 2000-01-01, value: unknown", name="base"),
        "figure.yaml": figure("from: 2000-01-01, derived: base * 2, round: up to yuan"),
        "aid.yaml": aid("pays: figure"),
    }
    answer = decision(files)
    assert answer.verdict == "not_on_record"
    assert answer.lacks == Text("未收录:数额", "not on record: base")


@pytest.mark.parametrize(
    ("derived", "amounts"),
    [
        ("base if household.property.compliant else base * 2", ("1001.00", "2001.00", None)),
        ("base if fine else base * 2", ("1001.00", "2001.00", None)),
        ("base * 2 if any(m.age(month_end) > 60 for m in members) else base", ("1001.00",) * 3),
    ],
)
def test_a_derived_figure_may_hang_on_facts_of_the_household(
    derived: str, amounts: tuple[str | None, ...]
) -> None:
    files = DERIVED | {
        "figure.yaml": figure(f"from: 2000-01-01, derived: {derived}, round: up to yuan"),
        "fine.yaml": meaning(
            "from: 2000-01-01, is: household.property.compliant", of="household", name="fine"
        ),
        "use.yaml": aid(
            "requires: {use: fine}\nprovides: {zh: 物, en: x}", name="use", of="household"
        ),
    }
    for compliant, amount in zip((True, False, None), amounts, strict=True):
        household = Household(
            members=(Member(id="a", age=30),), property=Property(compliant=compliant)
        )
        found = decision(files, household).amount
        assert found == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("derived", "code", "details"),
    [
        (
            "derived: base * 3/2, round: up to yuan, stated: 1500",
            "table.derived_disagrees",
            {"derived": "1501", "stated": "1500"},
        ),
        (
            "derived: base * 3/2, round: none, stated: 1500",
            "table.derived_disagrees",
            {"derived": "6003/4", "stated": "1500"},
        ),
        (
            "derived: base / base, round: none",
            "table.wrong_unit_in_expression",
            {"found": "number", "expected": "yuan/person/month"},
        ),
        (
            "derived: counted_income, round: none",
            "table.needs_person",
            {"name": "counted_income"},
        ),
    ],
)
def test_derived_figures_that_are_refused(derived: str, code: str, details: dict[str, str]) -> None:
    files = DERIVED | {"figure.yaml": figure(f"from: 2000-01-01, {derived}")}
    [fault] = refused(files)
    assert (fault.code, fault.file, fault.line) == (code, "figure.yaml", 6)
    assert {key: str(fault.details[key]) for key in details} == details


def test_derived_figures_follow_the_figures_of_their_own_place() -> None:
    files = DERIVED | {
        "figure.yaml": figure("from: 2000-01-01, derived: base * 2, round: none"),
        "gd/base.yaml": figure("from: 2000-01-01, value: 7", name="base", head=False),
    }
    assert decision(files, place="440300").amount == Decimal("14.00")
    assert decision(files, place="000000").amount == Decimal("2001.00")


@pytest.mark.parametrize(
    ("known", "codes"),
    [
        ("stated", []),
        ("found", []),
        ("reported", ["known_reported"]),
        ("recalled", ["known_recalled"]),
        ("inferred", ["known_inferred"]),
    ],
)
def test_how_a_figure_is_known_is_told(known: str, codes: list[str]) -> None:
    text = figure("from: 2000-01-01, value: 5").replace("known: found", f"known: {known}")
    answer = paying("figure", {"figure.yaml": text})
    assert [c.code for c in answer.caveats] == codes
    assert all(c.about == "figure" and "数额" in c.text.zh for c in answer.caveats)
    assert [s.known for s in answer.sources if s.supports == "figure"] == [known]


def test_a_note_becomes_a_caveat() -> None:
    text = figure("from: 2000-01-01, value: 5, note: {zh: 含补贴, en: with extras}")
    answer = paying("figure", {"figure.yaml": text})
    assert [(c.code, c.text) for c in answer.caveats] == [("note", Text("含补贴", "with extras"))]


def test_sources_say_where_it_stands() -> None:
    text = figure("from: 2012-03-04, value: 5, article: '7', section: 附件")
    [_, source] = paying("figure", {"figure.yaml": text}).sources
    assert (source.document, source.number, source.issuer, source.issued) == (
        "法",
        "法〔2000〕1号",
        "部",
        "2000-01-01",
    )
    assert (source.part, source.since, source.place) == (
        Text("第7条 附件", "article 7 section 附件"),
        "2012-03-04",
        "000000",
    )
    assert (source.place_name, source.level) == (Text("全国", "the nation"), "nation")
    assert source.title == Text("数额", "figure")


def test_sources_reach_through_definitions_but_not_into_other_schemes() -> None:
    files = {
        "outer.yaml": meaning("from: 2000-01-01, is: inner and receives(other)", name="outer"),
        "inner.yaml": meaning("from: 2000-01-01, is: counted_income < limit", name="inner"),
        "limit.yaml": figure("from: 2000-01-01, value: 5", name="limit"),
        "apart.yaml": figure("from: 2000-01-01, value: 5", name="apart"),
        "other.yaml": aid("requires: {asked: roaming}\npays: apart", name="other"),
        "aid.yaml": aid("requires: {one: outer, two: inner and outer}\nprovides: {zh: 物, en: x}"),
    }
    supports = [s.supports for s in decision(files).sources]
    assert supports == ["aid", "limit", "outer", "inner"]


def test_caveats_written_in_the_table() -> None:
    version = """
    provides: {zh: 物, en: goods}
    caveats:
      - {zh: 常, en: always}
      - {when: in_prison, zh: 时, en: sometimes}
      - {when: count(m for m in members) > 5, zh: 罕, en: seldom}
    """
    files = {"aid.yaml": aid(version)}

    def told(**facts: object) -> list[str]:
        return [c.text.en for c in decision(files, one(**facts)).caveats]

    assert told(in_prison=True) == ["always", "sometimes"]
    assert told() == ["always", "sometimes"]
    assert told(in_prison=False) == ["always"]


def test_who_is_refused_gets_no_caveat_of_the_scheme() -> None:
    version = (
        "requires: {one: in_prison}\nprovides: {zh: 物, en: x}\ncaveats: [{zh: 常, en: always}]"
    )
    assert decision({"aid.yaml": aid(version)}, one(in_prison=False)).caveats == ()


@pytest.mark.parametrize("when", ["disability.grade", "counted_income"])
def test_a_caveat_is_for_a_yes_or_no(when: str) -> None:
    version = f"provides: {{zh: 物, en: x}}\ncaveats: [{{when: {when}, zh: 常, en: always}}]"
    assert [f.code for f in refused({"aid.yaml": aid(version)})] == ["table.wrong_type"]


def test_a_fault_in_a_caveat_is_reported() -> None:
    version = "provides: {zh: 物, en: x}\ncaveats: [{when: in_prisn, zh: 常, en: always}]"
    assert [f.code for f in refused({"aid.yaml": aid(version)})] == ["table.unresolved_name"]


def test_what_another_scheme_pays_is_told_as_that_scheme() -> None:
    files = {
        **THOUSAND,
        "aid.yaml": aid("pays: figure"),
        "more.yaml": aid("pays: figure * 2 - amount(aid)", name="more"),
    }
    (explained,) = shelf(files).rulebook("440300", "2021-06").explain(one(), scheme="more")
    found = [(each.kind, each.name) for each in explained.reasons[-1].reasons]
    assert found == [("standard", "figure"), ("scheme", "aid")]
