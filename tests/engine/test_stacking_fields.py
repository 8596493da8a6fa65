"""Every field of combinations, of what they shut out and of what stands beside them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from civbenefits.decisions.stacking import Beside, Choice, Combination, Excluded, Part, Stack
from civbenefits.facts.household import Household
from civbenefits.facts.member import ChosenScheme, Member
from tests.engine.small_tables import Files, aid, figure, shelf, together

TEN = {"ten.yaml": figure("from: 2000-01-01, value: 10", name="ten")}


def paying(name: str, requires: str, pays: str = "ten") -> dict[str, str]:
    return {f"{name}.yaml": aid(f"requires: {{it: {requires}}}\npays: {pays}", name=name)}


CHOICE: Files = {
    **TEN,
    **paying("tekun", "in_prison", "ten * 5"),
    **paying("orphan_allowance", "roaming", "ten * 2"),
    "choice.yaml": together("choice", "tekun", "orphan_allowance"),
}


def stacked(files: Files, *members: Member) -> Stack:
    return shelf(files).rulebook("440300", "2021-06").stack(Household(members=members))


def both(id_: str, choice: ChosenScheme | None = None) -> Member:
    return Member(id=id_, in_prison=True, roaming=True, chosen_scheme=choice)


def other(id_: str, **facts: object) -> Member:
    return Member(id=id_, **{"in_prison": False, "roaming": False, **facts})  # type: ignore[arg-type]


def test_every_field_of_a_choice_between_two() -> None:
    stack = stacked(CHOICE, both("a"))
    [lost], [won] = stack.best.excluded, stack.others[0].excluded
    assert stack == Stack(
        best=Combination(
            choices=(Choice("a", "tekun", False),),
            total=Decimal("50.00"),
            exact=None,
            changes=0,
            persons=("a",),
            parts=(Part("tekun", "a", Decimal("50.00"), None, False),),
            beside=(),
            excluded=(lost,),
        ),
        others=(
            Combination(
                choices=(Choice("a", "orphan_allowance", False),),
                total=Decimal("20.00"),
                exact=None,
                changes=0,
                persons=("a",),
                parts=(Part("orphan_allowance", "a", Decimal("20.00"), None, False),),
                beside=(),
                excluded=(won,),
            ),
        ),
        open=(),
        complete=True,
    )
    assert lost == Excluded(
        scheme="orphan_allowance",
        person="a",
        would_pay=Decimal("20.00"),
        exact=None,
        period="month",
        by="tekun",
        relation="choice",
        rule=lost.rule,
        source=lost.source,
    )
    assert (won.scheme, won.by, won.would_pay) == ("tekun", "orphan_allowance", Decimal("50.00"))
    assert (lost.source.supports, lost.source.document) == ("orphan_allowance", "法")
    assert (lost.source.since, lost.source.place, lost.source.level) == (
        "2000-01-01",
        "000000",
        "nation",
    )
    assert (stack.excluded, stack.chosen) == (stack.best.excluded, None)


@pytest.mark.parametrize(
    ("given", "changes", "chosen"),
    [("tekun", [0, 1], 0), ("orphan_allowance", [1, 0], 1), (None, [0, 0], None)],
)
def test_what_was_chosen_so_far(
    given: ChosenScheme | None, changes: list[int], chosen: int | None
) -> None:
    stack = stacked(CHOICE, both("a", given))
    every = (stack.best, *stack.others)
    assert [each.choices[0].scheme for each in every] == ["tekun", "orphan_allowance"]
    assert [each.changes for each in every] == changes
    assert stack.chosen is (None if chosen is None else every[chosen])


def test_only_who_is_covered_is_counted_in_the_order_of_members() -> None:
    stack = stacked(CHOICE, other("c"), both("b"), other("a", roaming=True))
    assert [(each.total, each.persons) for each in (stack.best, *stack.others)] == [
        (Decimal("70.00"), ("b", "a")),
        (Decimal("40.00"), ("b", "a")),
    ]
    assert stack.best.parts == (
        Part("orphan_allowance", "a", Decimal("20.00"), None, False),
        Part("tekun", "b", Decimal("50.00"), None, False),
    )


def test_of_two_that_exclude_each_other_the_law_keeps_one() -> None:
    files = {
        **TEN,
        **paying("aid", "roaming", "ten / 3"),
        **paying("other", "roaming"),
        "shut.yaml": together("exclusive", "aid", "other", keeps="other"),
    }
    [found] = stacked(files, both("a")).excluded
    assert (found.scheme, found.person, found.by) == ("aid", "a", "other")
    assert (found.would_pay, found.exact, found.period) == (Decimal("3.33"), "10/3", "month")
    assert (found.relation, found.source.since) == ("exclusive", "2000-01-01")
    assert ("救助" in found.rule.zh, "aid" in found.rule.en, "other" in found.rule.en) == (
        True,
        True,
        True,
    )
    assert stacked(files, other("a")).excluded == ()
    assert stacked(files, Member(id="a")).excluded == ()


def test_parts_that_may_not_go_together_are_doubtful() -> None:
    files = {
        **TEN,
        **paying("aid", "roaming"),
        **paying("other", "in_prison"),
        "doubt.yaml": together("unknown", "aid", "other"),
    }
    best = stacked(files, both("a")).best
    assert {(part.scheme, part.doubtful) for part in best.parts} == {("aid", True), ("other", True)}
    best = stacked(files, other("a", roaming=True)).best
    assert best.parts == (Part("aid", "a", Decimal("10.00"), None, False),)


@pytest.mark.parametrize(
    ("scheme", "facts", "beside"),
    [
        (aid(name="aid"), {}, Beside("aid", "a", "in_kind", None)),
        (
            aid("pays: ten\nprovides: {zh: 服务, en: service}"),
            {},
            Beside("aid", "a", "in_kind", Decimal("10.00")),
        ),
        (
            aid("requires: {it: lives_alone}\npays: ten"),
            {},
            Beside("aid", "a", "undetermined", None),
        ),
        (aid("pays: counted_income"), {}, Beside("aid", "a", "undetermined", None)),
        (
            aid("requires: {it: not_on_record and in_prison}\npays: ten"),
            {"in_prison": True},
            Beside("aid", "a", "not_on_record", None),
        ),
        (
            aid("lacks: {zh: 全部, en: everything}"),
            {},
            Beside("aid", None, "not_on_record", None),
        ),
        (aid("requires: {it: in_prison}\npays: ten"), {}, None),
    ],
)
def test_what_stands_beside(scheme: str, facts: dict[str, object], beside: Beside | None) -> None:
    files = {**TEN, "aid.yaml": scheme, **paying("more", "roaming", "ten * 2")}
    best = stacked(files, other("a", **facts)).best
    assert best.beside == (() if beside is None else (beside,))
    assert (best.total, best.parts, best.persons) == (Decimal("0.00"), (), ())


def test_what_is_paid_by_the_year_or_once() -> None:
    for unit, why in (("yuan/person/year", "year"), ("yuan/person", "once")):
        files = {
            "sum.yaml": figure("from: 2000-01-01, value: 7", unit=unit, name="seven"),
            "aid.yaml": aid("pays: seven"),
        }
        best = stacked(files, other("a")).best
        assert best.beside == (Beside("aid", "a", why, Decimal("7.00")),)  # type: ignore[arg-type]
        assert best.total == 0


def test_open_choices_with_what_is_given() -> None:
    stack = stacked(CHOICE, Member(id="a", chosen_scheme="tekun"), Member(id="b"))
    assert stack.open == (
        Choice("a", "tekun", True),
        Choice("a", "orphan_allowance", False),
        Choice("b", "tekun", False),
        Choice("b", "orphan_allowance", False),
    )
    assert not stack.complete


def test_total_of_thirds_is_exact_beside() -> None:
    files = {**TEN, **paying("aid", "roaming", "ten / 3")}
    one = stacked(files, other("a", roaming=True)).best
    assert (one.total, one.exact) == (Decimal("3.33"), "10/3")
    three = stacked(files, *(other(name, roaming=True) for name in "abc")).best
    assert (three.total, three.exact) == (Decimal("10.00"), None)
    assert three.parts[0] == Part("aid", "a", Decimal("3.33"), "10/3", False)
