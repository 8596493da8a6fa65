"""A tree written back: what was written comes out again, with the brackets that it needs."""

from __future__ import annotations

import pytest

from civbenefits.expressions import nodes as n
from civbenefits.expressions import types as t
from civbenefits.expressions.evaluating import Known, Scope, evaluate
from civbenefits.expressions.writing import written
from tests.expressions.test_wording import Of, tree


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("in_prison", "person"),
        ("disability.grade", "person"),
        ("household.property.compliant", "person"),
        ("age(month_end)", "person"),
        ("age(month_start)", "person"),
        ("local_hukou", "person"),
        ("property_compliant", "household"),
        ("receives(tekun)", "person"),
        ("qualifies(tekun)", "person"),
        ("amount(dibao)", "household"),
        ("dibao_standard", "person"),
        ("unknown_standard", "person"),
        ("old_age_standard", "person"),
        ("orphan_standard[hukou.kind]", "person"),
        ("not_on_record", "person"),
        ("True", "person"),
        ("'zebra'", "person"),
        ("not in_prison", "person"),
        ("not not in_prison", "person"),
        ("not (in_prison or roaming)", "person"),
        ("in_prison and roaming", "person"),
        ("in_prison or roaming and lives_alone", "person"),
        ("(in_prison or roaming) and lives_alone", "person"),
        ("in_prison and not roaming", "person"),
        ("not age(month_end) >= 60", "person"),
        ("age(month_end) >= 60 and roaming", "person"),
        ("disability.grade in [1, 2]", "person"),
        ("disability.kind not in ['mental', 'visual']", "person"),
        ("counted_income < dibao_standard", "person"),
        ("counted_income + dibao_standard - counted_income", "person"),
        ("counted_income - (dibao_standard - counted_income)", "person"),
        ("counted_income * (support_share + 1)", "person"),
        ("dibao_standard * support_share / 2", "person"),
        ("dibao_standard / (support_share * 2)", "person"),
        ("dibao_standard - counted_income * support_share", "person"),
        ("min(counted_income, dibao_standard)", "person"),
        ("max(0, dibao_standard - counted_income)", "person"),
        ("round_up(dibao_standard, yuan)", "person"),
        ("round_down(dibao_standard, jiao)", "person"),
        ("round_half_up(dibao_standard, fen)", "person"),
        ("in_prison if roaming else lives_alone", "person"),
        (
            "in_prison if roaming or lives_alone else roaming if in_prison else lives_alone",
            "person",
        ),
        ("(in_prison if roaming else lives_alone) and roaming", "person"),
        ("(in_prison if roaming else lives_alone) if roaming else in_prison", "person"),
        ("first_known(in_prison, roaming)", "person"),
        ("either(in_prison, roaming)", "person"),
        ("within(hukou.place, here)", "person"),
        ("any(m.in_prison for m in members)", "household"),
        ("all(m.in_prison for m in members if m.roaming)", "household"),
        ("all(m.in_prison for m in members if (m.roaming if m.in_prison else True))", "household"),
        ("count(m for m in members if m.age(month_end) >= 60)", "household"),
        ("count(m.in_prison for m in members)", "household"),
        ("sum(i.monthly for i in incomes)", "person"),
        ("sum(i.monthly for i in incomes if i.kind == 'wage')", "person"),
        ("any(p.situation == 'dead' for p in parents)", "person"),
        ("any(any(i.kind == 'wage' for i in m.incomes) for m in members)", "household"),
        ("all(all(p.situation == 'dead' for p in m.parents) for m in members)", "household"),
        ("any(m.receives(tekun) or m.local_hukou for m in members)", "household"),
    ],
)
def test_what_was_written_comes_out_again(text: str, of: Of) -> None:
    assert written(tree(text, of)) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("((in_prison))", "in_prison"),
        ("(in_prison and roaming) or lives_alone", "in_prison and roaming or lives_alone"),
        ("16 <= age(month_end) < 60", "16 <= age(month_end) and age(month_end) < 60"),
        ("orphan_standard", "orphan_standard[hukou.kind]"),
        ("old_age_standard[age(month_end)]", "old_age_standard"),
        ("receives(dibao)", "receives(dibao)"),
        ("amount(dibao)", "amount(dibao)"),
    ],
)
def test_what_can_be_said_in_several_ways_comes_out_in_one(text: str, shown: str) -> None:
    assert written(tree(text)) == shown


def test_what_follows_an_evaluation_is_evaluated_by_itself() -> None:
    class Nothing:
        """A context of which nothing is asked."""

    asked: list[tuple[object, object]] = []

    def watch(scope: object, context: object) -> Known:
        asked.append((scope, context))
        return 7

    scope, context = Scope(3), Nothing()
    node = n.Watched(t.NUMBER, watch)
    assert evaluate(node, scope, context) == 7  # type: ignore[arg-type]
    assert asked == [(scope, context)]
