"""Whether the best combination stays the best, whatever the open answers turn out to be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from civbenefits.decisions.stacking import Beside, Stack
from civbenefits.engine.rulebook import RulebookShelf
from civbenefits.facts.household import Household
from civbenefits.facts.member import Member
from tests.engine.small_tables import Files, aid, assembled, figure, together

CHOOSING = Member(id="a", in_prison=True, roaming=True)
GOODS = "provides: {zh: 物, en: goods}"
ORPHAN = "receives(orphan_allowance)"


def paying(name: str, requires: str, pays: str) -> dict[str, str]:
    return {f"{name}.yaml": aid(f"requires: {{it: {requires}}}\npays: {pays}", name=name)}


def amount(name: str, value: str, unit: str = "yuan/person/month") -> dict[str, str]:
    return {f"{name}.fig.yaml": figure(f"from: 2000-01-01, value: {value}", unit=unit, name=name)}


def choice(tekun: str, orphan: str) -> Files:
    """Two that one person may choose between, and what they pay."""
    return {
        **amount("tekun_sum", tekun),
        **amount("orphan_sum", orphan),
        **paying("tekun", "in_prison", "tekun_sum"),
        **paying("orphan_allowance", "roaming", "orphan_sum"),
        "choice.yaml": together("choice", "tekun", "orphan_allowance"),
    }


def stacked(files: Files, *members: Member) -> Stack:
    rules = RulebookShelf(assembled(files)).rulebook("440300", "2021-06")
    return rules.stack(Household(members=members))


def totals(stack: Stack) -> list[Decimal]:
    return [each.total for each in (stack.best, *stack.others)]


@pytest.mark.parametrize(
    ("tekun", "complete"),
    [("40", True), ("49.99", True), ("50", False), ("50.01", False), ("53", False)],
)
def test_without_what_is_doubtful_the_best_must_still_be_ahead(tekun: str, complete: bool) -> None:
    """The best is 20 and ten thirds, which may not go together, and 50 beside them."""
    files = {
        **choice(tekun, "20"),
        **amount("ten", "10"),
        **amount("fifty", "50"),
        **paying("extra", ORPHAN, "ten / 3"),
        **paying("more", ORPHAN, "fifty"),
        "doubt.yaml": together("unknown", "orphan_allowance", "extra"),
    }
    stack = stacked(files, CHOOSING)
    assert totals(stack) == [Decimal("73.33"), Decimal(tekun)]
    assert (stack.best.exact, stack.others[0].exact) == ("220/3", None)
    assert [(part.scheme, part.doubtful) for part in stack.best.parts] == [
        ("extra", True),
        ("more", False),
        ("orphan_allowance", True),
    ]
    assert stack.complete is complete


def test_what_is_as_doubtful_in_the_other_is_no_reason_to_doubt_the_order() -> None:
    """Two that may not go together are drawn whatever is chosen."""
    files = {
        **choice("60", "50"),
        **amount("ten", "10"),
        **paying("extra", "in_prison", "ten"),
        **paying("more", "in_prison", "ten"),
        "doubt.yaml": together("unknown", "extra", "more"),
    }
    stack = stacked(files, CHOOSING)
    assert totals(stack) == [Decimal(80), Decimal(70)]
    assert [part.doubtful for part in stack.best.parts] == [True, True, False]
    assert stack.complete


@pytest.mark.parametrize(
    ("scheme", "why", "complete"),
    [
        (f"requires: {{it: {ORPHAN} and declared_missing}}\npays: month", "undetermined", False),
        (f"requires: {{it: {ORPHAN} and declared_missing}}\npays: year", "undetermined", True),
        (f"requires: {{it: {ORPHAN} and declared_missing}}\npays: single", "undetermined", True),
        (
            f"requires: {{it: {ORPHAN} and declared_missing}}\n{GOODS}",
            "undetermined",
            True,
        ),
        (
            f"requires: {{it: {ORPHAN} and declared_missing}}\npays: month\n{GOODS}",
            "undetermined",
            True,
        ),
        (f"requires: {{it: {ORPHAN} and not_on_record}}\npays: month", "not_on_record", False),
        (f"requires: {{it: {ORPHAN} and not_on_record}}\npays: year", "not_on_record", True),
        ("requires: {it: declared_missing}\npays: month", "undetermined", True),
        ("requires: {it: not_on_record}\npays: month", "not_on_record", True),
        (f"requires: {{it: {ORPHAN}}}\npays: counted_income", "undetermined", False),
        (f"requires: {{it: {ORPHAN}}}\npays: gap", "not_on_record", False),
    ],
)
def test_only_what_may_be_paid_by_the_month_with_other_choices_may_change_the_order(
    scheme: str, why: str, complete: bool
) -> None:
    files = {
        **choice("50", "20"),
        **amount("month", "10"),
        **amount("year", "10", "yuan/person/year"),
        **amount("single", "10", "yuan/person"),
        **amount("gap", "unknown"),
        "aid.yaml": aid(scheme),
    }
    stack = stacked(files, CHOOSING)
    assert [each.choices[0].scheme for each in (stack.best, *stack.others)] == [
        "tekun",
        "orphan_allowance",
    ]
    assert stack.others[0].beside == (Beside("aid", "a", why, None),)  # type: ignore[arg-type]
    assert stack.complete is complete


def test_an_open_amount_that_hangs_on_anybody_s_choice_may_change_the_order() -> None:
    count = "count(m for m in members if m.chosen_scheme == 'tekun')"
    files = {
        **choice("50", "20"),
        **amount("ten", "10"),
        "fund.yaml": aid(
            f'requires: {{it: "{count} < 1 and household.property.compliant"}}\npays: ten',
            name="fund",
        ),
    }
    stack = stacked(files, CHOOSING, Member(id="b", in_prison=False, roaming=False))
    assert not stack.complete
    without = {name: text for name, text in files.items() if name != "fund.yaml"}
    assert stacked(without, CHOOSING, Member(id="b", in_prison=False, roaming=False)).complete


@pytest.mark.parametrize(
    ("first", "second", "complete"), [(True, None, False), (None, True, False), (True, True, True)]
)
def test_an_open_amount_of_who_has_no_choice_does_not(
    first: bool | None, second: bool | None, complete: bool
) -> None:
    """Both may choose; what nobody knows of only one of them is enough."""
    files = {
        **choice("50", "20"),
        **amount("ten", "10"),
        **paying("extra", f"{ORPHAN} and declared_missing", "ten"),
    }
    members = [
        CHOOSING.altered(declared_missing=first),
        CHOOSING.altered(id="b", declared_missing=second),
        Member(id="c", in_prison=False, roaming=True),
    ]
    assert stacked(files, *members).complete is complete


@pytest.mark.parametrize(
    ("of", "keeps", "complete"),
    [
        ("household", "", True),
        ("household", "fund", False),
        ("person", "", True),
        ("person", "tekun", False),
    ],
)
def test_what_lacks_everything_may_pay_by_the_month_where_choices_shut_it_out(
    of: str, keeps: str, complete: bool
) -> None:
    files = {
        **choice("50", "20"),
        "fund.yaml": aid(
            f"requires: {{it: any(m.receives(tekun) for m in members)}}\n{GOODS}",
            name="fund",
            of="household",
        ),
        "aid.yaml": aid("lacks: {zh: 全部, en: everything}", of=of),
    }
    if keeps:
        files["shut.yaml"] = together("exclusive", keeps, "aid", keeps=keeps)
    stack = stacked(files, CHOOSING)
    assert Beside("aid", None, "not_on_record", None) in stack.others[0].beside
    assert stack.complete is complete
