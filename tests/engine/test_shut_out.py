"""What a combination shuts out: by what, in which words, and for whom the choice is the reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from civbenefits.decisions.model import Source
from civbenefits.decisions.stacking import Excluded, Stack
from civbenefits.engine.rulebook import RulebookShelf
from civbenefits.facts.household import Household
from civbenefits.facts.member import ChosenScheme, Member
from civbenefits.texts import Text
from tests.engine.small_tables import Files, aid, assembled, figure, together

TEN = {"ten.yaml": figure("from: 2000-01-01, value: 10", name="ten")}


def paying(name: str, requires: str, of: str = "person") -> dict[str, str]:
    grants = "pays: ten" if of == "person" else "provides: {zh: 物, en: goods}"
    tree = f'requires: {{it: "{requires}"}}\n{grants}'
    return {f"{name}.yaml": aid(tree, name=name, of=of)}


CHOICE: Files = {
    **TEN,
    **paying("tekun", "in_prison"),
    **paying("orphan_allowance", "roaming"),
    "choice.yaml": together("choice", "tekun", "orphan_allowance"),
}


def stacked(files: Files, *members: Member) -> Stack:
    rules = RulebookShelf(assembled(files)).rulebook("440300", "2021-06")
    return rules.stack(Household(members=members))


def person(id_: str = "a", choice: ChosenScheme | None = None, **facts: object) -> Member:
    usual = {"in_prison": False, "roaming": False, "declared_missing": True}
    return Member(id=id_, chosen_scheme=choice, **{**usual, **facts})  # type: ignore[arg-type]


def found(excluded: tuple[Excluded, ...]) -> list[tuple[str, str | None, str, str]]:
    return [(each.scheme, each.person, each.by, each.relation) for each in excluded]


def source(supports: str, since: str | None) -> Source:
    return Source(
        supports=supports,
        title=Text("救助", supports),
        document="法",
        number="法〔2000〕1号",
        issuer="部",
        issued="2000-01-01",
        part=None,
        known="found",
        place="000000",
        place_name=Text("全国", "the nation"),
        level="nation",
        since=since,
        file=None,
    )


def test_by_the_law_one_is_shut_out_in_these_words() -> None:
    files = {
        **TEN,
        **paying("aid", "roaming"),
        **paying("other", "roaming"),
        "shut.yaml": together("exclusive", "aid", "other", keeps="other", dates="from: 2001-02"),
    }
    assert stacked(files, person(roaming=True)).excluded == (
        Excluded(
            scheme="aid",
            person="a",
            would_pay=Decimal("10.00"),
            exact=None,
            period="month",
            by="other",
            relation="exclusive",
            rule=Text(
                "享受「救助」的,不享受「救助」", "who receives 'other' does not receive 'aid'"
            ),
            source=source("aid", "2001-02"),
        ),
    )


def test_what_another_scheme_is_chosen_over_is_shut_out_in_other_words() -> None:
    [lost] = stacked(CHOICE, person(in_prison=True, roaming=True)).excluded
    assert lost == Excluded(
        scheme="orphan_allowance",
        person="a",
        would_pay=Decimal("10.00"),
        exact=None,
        period="month",
        by="tekun",
        relation="choice",
        rule=Text(
            "选择「救助」的,不享受「救助」",
            "who chooses 'tekun' does not receive 'orphan_allowance'",
        ),
        source=source("orphan_allowance", "2000-01-01"),
    )


def test_a_condition_of_its_own_about_the_choice_cites_the_scheme_itself() -> None:
    files = {**CHOICE, **paying("extra", "chosen_scheme != 'tekun'")}
    [other] = stacked(files, person(in_prison=True, roaming=True)).others
    lost, _ = other.excluded
    assert found(other.excluded) == [
        ("extra", "a", "tekun", "choice"),
        ("orphan_allowance", "a", "tekun", "choice"),
    ]
    assert lost.source == source("extra", None)


def test_what_was_not_chosen_shuts_nobody_out_and_the_next_reason_is_looked_at() -> None:
    """Who chose tekun fails a condition of tekun itself, and another scheme excludes it too."""
    files = {
        **TEN,
        **paying("tekun", "chosen_scheme != 'tekun'"),
        **paying("other", "in_prison"),
        "shut.yaml": together("exclusive", "tekun", "other", keeps="other"),
    }
    stack = stacked(files, person(choice="tekun", in_prison=True))
    assert found(stack.excluded) == [("tekun", "a", "other", "exclusive")]


def test_nor_does_a_choice_shut_a_household_out() -> None:
    files = {
        **CHOICE,
        **paying(
            "fund", "any(m.chosen_scheme == 'orphan_allowance' for m in members)", "household"
        ),
        **paying("other", "any(m.in_prison for m in members)", "household"),
        "shut.yaml": together("exclusive", "fund", "other", keeps="other"),
    }
    stack = stacked(files, person(choice="tekun", in_prison=True))
    assert found(stack.excluded) == [("fund", None, "other", "exclusive")]


def test_a_choice_between_what_nobody_draws_shuts_nothing_out() -> None:
    """The other is not drawn, as something else excludes it."""
    files = {
        **CHOICE,
        **paying("other", "in_prison"),
        "shut.yaml": together("exclusive", "tekun", "other", keeps="other"),
    }
    stack = stacked(files, person(choice="tekun", in_prison=True, roaming=True))
    assert ("orphan_allowance", "a", "tekun", "choice") not in found(stack.excluded)


def test_what_somebody_else_chose_is_not_the_person_s_choice() -> None:
    files = {**CHOICE, **paying("extra", "not any(m.chosen_scheme == 'tekun' for m in members)")}
    stack = stacked(files, person("a", roaming=True), person("b", in_prison=True))
    assert [each.choices for each in stack.others] == []
    assert found(stack.excluded) == [("extra", "b", "tekun", "choice")]


@pytest.mark.parametrize(
    ("facts", "shut"),
    [
        ({"roaming": True}, True),
        ({"roaming": False}, False),
        ({"roaming": None}, False),
        ({"roaming": True, "lives_alone": False}, False),
        ({"roaming": True, "lives_alone": None}, False),
    ],
)
def test_only_who_meets_every_other_condition_is_shut_out(
    facts: dict[str, Any], shut: bool
) -> None:
    files = {
        **TEN,
        "aid.yaml": aid("requires: {it: roaming, more: lives_alone}\npays: ten"),
        **paying("other", "declared_missing"),
        "shut.yaml": together("exclusive", "aid", "other", keeps="other"),
    }
    stack = stacked(files, person(**{"lives_alone": True, **facts}))
    expected = [("aid", "a", "other", "exclusive")] if shut else []
    assert found(stack.excluded) == expected


def test_of_several_reasons_each_is_told_for_each_person() -> None:
    files = {
        **TEN,
        **paying("aid", "roaming"),
        **paying("one", "in_prison"),
        **paying("two", "declared_missing"),
        "first.yaml": together("exclusive", "aid", "one", keeps="one"),
        "second.yaml": together("exclusive", "aid", "two", keeps="two"),
    }
    members = [
        person("c", roaming=True, in_prison=True),
        person("a", roaming=True, declared_missing=False),
        person("b", roaming=True, in_prison=True, declared_missing=False),
    ]
    assert found(stacked(files, *members).excluded) == [
        ("aid", "c", "one", "exclusive"),
        ("aid", "c", "two", "exclusive"),
        ("aid", "b", "one", "exclusive"),
    ]


def test_where_it_is_not_the_person_s_choice_the_next_reason_is_looked_at() -> None:
    files = {
        **CHOICE,
        **paying("extra", "not any(m.chosen_scheme == 'tekun' for m in members)"),
        **paying("other", "declared_missing"),
        "shut.yaml": together("exclusive", "extra", "other", keeps="other"),
    }
    members = person("a", roaming=True), person("b", in_prison=True, declared_missing=False)
    assert found(stacked(files, *members).excluded) == [
        ("extra", "a", "other", "exclusive"),
        ("extra", "b", "tekun", "choice"),
    ]
