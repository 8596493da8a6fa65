"""Brackets around parts: which phrase stands without them at which place."""

from __future__ import annotations

import pytest

from tests.expressions.test_wording import words

VALUES = {
    "atom": "own_counted_income",
    "multiple": "own_counted_income * 3/2",
    "product": "own_counted_income * support_share",
    "sum": "own_counted_income + counted_income",
    "chosen": "min(own_counted_income, counted_income)",
    "rounded": "round_up(own_counted_income, yuan)",
    "limited": "max(0, own_counted_income - counted_income)",
    "topped_up": "max(0, tekun_standard - (amount(tekun) if receives(tekun) else 0))",
    "branch": "own_counted_income if deceased else counted_income",
    "finding": "first_known(own_counted_income, counted_income)",
    "readings": "either(own_counted_income, counted_income)",
}
"""From the tightest to the loosest."""
PLAIN = [kind for kind in VALUES if kind not in ("multiple", "limited", "topped_up")]
OPEN = {"rounded", "limited", "topped_up", "branch", "finding", "readings"}
CHOSEN = OPEN | {"chosen"}
SUMS = CHOSEN | {"sum"}
PRODUCTS = SUMS | {"product"}
ALL = PRODUCTS | {"multiple"}


@pytest.mark.parametrize("kind", VALUES)
@pytest.mark.parametrize(
    ("place", "bracketed"),
    [
        ("({}) + tekun_standard", CHOSEN),
        ("tekun_standard + ({})", CHOSEN),
        ("({}) - tekun_standard", CHOSEN),
        ("tekun_standard - ({})", SUMS),
        ("({}) * support_share", SUMS),
        ("support_share * ({})", ALL),
        ("({}) / support_share", SUMS),
        ("tekun_standard / ({})", ALL),
        ("tekun_standard > ({})", PRODUCTS),
        ("tekun_standard + counted_income > ({})", OPEN),
        ("other_living_allowance >= ({})", OPEN),
        ("({}) < other_living_allowance", PRODUCTS),
        ("({}) == round_down(({}), jiao)", PRODUCTS),
        ("min(({}), tekun_standard)", PRODUCTS),
        ("max(tekun_standard, ({}), dibao_standard)", PRODUCTS),
        ("round_half_up(({}), jiao)", OPEN),
        ("({}) if cremated else tekun_standard", OPEN),
        ("tekun_standard if cremated else ({})", set()),
        ("first_known(({}), tekun_standard)", OPEN),
        ("first_known(other_living_allowance, ({}))", OPEN),
        ("either(({}), tekun_standard)", set()),
        ("either(tekun_standard, ({}))", set()),
    ],
)
def test_a_value_is_in_brackets_where_it_is_looser_than_its_place(
    place: str, bracketed: set[str], kind: str
) -> None:
    value = VALUES[kind]
    inner, whole = words(value), words(place.format(value, value))
    for part, text in ((inner.zh, whole.zh), (inner.en, whole.en)):
        assert part in text
        assert (f"({part})" in text) is (kind in bracketed)


@pytest.mark.parametrize("kind", PLAIN)
def test_a_multiple_of_more_than_a_name_and_what_is_not_below_0(kind: str) -> None:
    inner = words(VALUES[kind])
    multiple, limited = words(f"({VALUES[kind]}) * 3"), words(f"max(0, {VALUES[kind]})")
    for part, times, least in (
        (inner.zh, multiple.zh, limited.zh),
        (inner.en, multiple.en, limited.en),
    ):
        assert (f"({part})" in times) is (kind in ALL)
        assert (f"({part})" in least) is (kind in OPEN)


CLAUSES = {
    "atom": "{m}lives_alone",
    "reaching": "not {m}lives_alone",
    "list": "{m}hukou.kind in ['urban', 'rural']",
    "and": "{m}lives_alone and {m}cremated",
    "and and": "{m}lives_alone and {m}cremated and {m}empty_nest",
    "or": "{m}lives_alone or {m}cremated",
    "or or": "{m}lives_alone or {m}cremated or {m}empty_nest",
    "apart": "not {m}lives_alone or {m}cremated",
    "finding": "first_known({m}lives_alone, {m}cremated)",
    "readings": "either({m}lives_alone, {m}cremated)",
    "branch": "{m}lives_alone if {m}cremated else {m}empty_nest",
}
LOOSE = {"finding", "readings", "branch"}
OR = LOOSE | {"or", "or or", "apart"}


@pytest.mark.parametrize("kind", CLAUSES)
@pytest.mark.parametrize(
    ("place", "bracketed"),
    [
        ("in_prison and ({})", OR),
        ("(({}) == True) and in_prison", OR | {"and", "and and"}),
        ("in_prison and (({}) == True)", OR | {"and", "and and"}),
        ("in_prison or (({}) == True)", OR | {"and and"}),
        ("in_prison or declared_missing or (({}) == True)", OR | {"and and"}),
        ("in_prison if ({}) else deceased", LOOSE),
        ("({}) if in_prison else deceased", LOOSE),
        ("deceased if in_prison else ({})", set()),
        ("first_known(({}), False)", OR | {"and", "and and"}),
        ("first_known(({}), not_on_record)", OR | {"and", "and and"}),
        ("first_known(({}), in_prison)", LOOSE),
        ("first_known(in_prison, ({}))", LOOSE),
        ("either(({}), in_prison)", set()),
        ("either(in_prison, ({}))", set()),
    ],
)
def test_a_clause_is_in_brackets_where_it_is_looser_than_its_place(
    place: str, bracketed: set[str], kind: str
) -> None:
    clause = CLAUSES[kind].format(m="")
    inner, whole = words(clause), words(place.format(clause))
    for part, text in ((inner.zh, whole.zh), (inner.en, whole.en)):
        assert part in text
        assert (f"({part})" in text) is (kind in bracketed)


@pytest.mark.parametrize("kind", CLAUSES)
def test_the_condition_of_a_loop_stands_before_the_item_in_chinese(kind: str) -> None:
    inner = words(CLAUSES[kind].format(m=""))
    whole = words(f"count(m for m in members if ({CLAUSES[kind].format(m='m.')}))", "household")
    assert whole.en == f"the number of members ({inner.en})"
    part = f"({inner.zh})" if kind in OR | {"and and"} else inner.zh
    assert whole.zh == f"{part}的成员人数"


@pytest.mark.parametrize("kind", VALUES)
def test_what_is_summed_up_is_in_brackets_where_it_is_more_than_a_name(kind: str) -> None:
    value = VALUES[kind]
    inner = words(value)
    for name in ("own_counted_income", "counted_income", "deceased", "amount(", "receives("):
        value = value.replace(name, f"m.{name}")
    value = value.replace("own_m.", "own_")
    whole = words(f"sum({value} for m in members)", "household")
    parts = [f"({text})" if kind in ALL else text for text in (inner.zh, inner.en)]
    assert whole.zh == f"各成员{parts[0]}之和"
    assert whole.en == f"the sum of {parts[1]} over all members"
