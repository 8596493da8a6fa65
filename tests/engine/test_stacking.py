"""The best lawful combination and the losing ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import civbenefits
from civbenefits.decisions.stacking import Combination, Excluded, Stack
from civbenefits.errors import InputError
from civbenefits.facts.household import Household, Property
from civbenefits.facts.member import ChosenScheme, Disability, Member, Parent
from civbenefits.texts import Text
from tests.engine.small_tables import Files, aid, figure, meaning, shelf, together

SHENZHEN = "440300"
LOST = (Parent(situation="dead"), Parent(situation="dead"))
UNABLE = (Parent(situation="seriously_ill"), Parent(situation="out_of_contact", months=12))
DISABLED = Disability(kind="mental", grade=2, needs_long_care=True)


def child(id_: str = "a", **facts: Any) -> Member:
    """A child of 15 without means or supporters."""
    usual = {"born": date(2006, 2, 2), "incomes": (), "able_supporter": False, "parents": LOST}
    return Member(id=id_, **{**usual, **facts})


def stacked(*members: Member, on: str = "2021-08", compliant: bool = True) -> Stack:
    """By the built-in tables of Shenzhen, all else being usual."""
    household = Household(members=members, property=Property(compliant=compliant))
    assumed, _ = civbenefits.assume_usual(household, SHENZHEN)
    return civbenefits.rulebook(SHENZHEN, on).stack(assumed)


def chosen(each: Combination) -> dict[str, str]:
    return {choice.person: choice.scheme for choice in each.choices}


def paid(each: Combination) -> dict[str, Decimal]:
    return {part.scheme: part.amount for part in each.parts}


def lost(each: Combination) -> dict[tuple[str, str], Decimal | None]:
    return {(one.scheme, one.by): one.would_pay for one in each.excluded}


class TestOrphanOrTekun:
    def test_what_pays_more_is_the_best(self) -> None:
        stack = stacked(child())
        assert chosen(stack.best) == {"a": "orphan_allowance"}
        assert paid(stack.best)["orphan_allowance"] == Decimal("2432.00")
        [other] = stack.others
        assert chosen(other) == {"a": "tekun"}
        assert (other.total, paid(other)) == (Decimal("2080.00"), {"tekun": Decimal("2080.00")})

    def test_what_is_not_chosen_is_shown_with_its_amount_and_the_rule(self) -> None:
        [tekun] = [each for each in stacked(child()).excluded if each.scheme == "tekun"]
        assert (tekun.person, tekun.would_pay, tekun.period) == ("a", Decimal("2080.00"), "month")
        assert (tekun.by, tekun.relation) == ("orphan_allowance", "choice")
        assert (tekun.source.document, tekun.source.part) == (
            "特困人员认定办法(2021年修订)",
            Text("第9条", "article 9"),
        )
        assert "特困人员救助供养" in tekun.rule.zh
        assert "orphan allowance" in tekun.rule.en

    def test_care_money_that_is_not_on_record_is_not_taken_for_nothing(self) -> None:
        stack = stacked(child())
        [other] = stack.others
        assert ("tekun_care", "a", "not_on_record") in [
            (each.scheme, each.person, each.why) for each in other.beside
        ]
        assert not stack.complete

    def test_with_a_disability_tekun_also_shuts_out_the_care_subsidy(self) -> None:
        stack = stacked(child(disability=DISABLED))
        assert paid(stack.best)["care_subsidy"] == Decimal("452.00")
        assert lost(stack.best)["living_subsidy", "orphan_allowance"] == Decimal("226.00")
        [other] = stack.others
        assert paid(other) == {"tekun": Decimal("2080.00")}
        assert lost(other)["care_subsidy", "tekun"] == Decimal("452.00")
        assert lost(other)["orphan_allowance", "tekun"] == Decimal("2432.00")

    def test_what_may_not_go_together_is_marked(self) -> None:
        [dibao] = [part for part in stacked(child()).best.parts if part.scheme == "dibao"]
        assert dibao.doubtful
        alone = stacked(child(), compliant=False)
        assert (alone.best.total, alone.others) == (Decimal("2432.00"), ())
        assert not any(part.doubtful for part in alone.best.parts)

    def test_before_the_choice_the_law_decided(self) -> None:
        stack = stacked(child(chosen_scheme="tekun"), on="2021-06")
        assert (stack.best.choices, stack.others, stack.complete) == ((), (), True)
        [tekun] = [each for each in stack.excluded if each.scheme == "tekun"]
        assert (tekun.by, tekun.relation) == ("orphan_allowance", "exclusive")
        assert (tekun.source.part, tekun.source.since) == (Text("第9条", "article 9"), "2016-10-10")

    def test_what_was_chosen_is_shown_beside_what_is_better(self) -> None:
        stack = stacked(child(chosen_scheme="tekun"))
        assert chosen(stack.best) == {"a": "orphan_allowance"}
        assert stack.best.changes == 1
        assert stack.chosen is stack.others[0]
        assert [choice.given for choice in stack.others[0].choices] == [True]


class TestUnsupportedChild:
    def test_equal_totals_go_by_the_declared_order(self) -> None:
        stack = stacked(child(parents=UNABLE))
        assert [each.total for each in (stack.best, *stack.others)] == [Decimal("2432.00")] * 2
        assert chosen(stack.best) == {"a": "tekun"}

    def test_of_equal_totals_the_one_that_was_chosen_comes_first(self) -> None:
        stack = stacked(child(parents=UNABLE, chosen_scheme="unsupported_child_allowance"))
        assert chosen(stack.best) == {"a": "unsupported_child_allowance"}
        assert stack.best.changes == 0
        assert stack.chosen is stack.best

    def test_the_household_is_computed_again_for_each_choice(self) -> None:
        grandmother = Member(
            id="g", relation="applicant", born=date(1964, 5, 1), counted_income=Decimal(500)
        )
        facts: dict[str, Any] = {"parents": UNABLE, "relation": "grandchild"}
        stack = stacked(grandmother, child(**facts, incomes=None, counted_income=Decimal(0)))
        assert chosen(stack.best) == {"a": "unsupported_child_allowance"}
        assert paid(stack.best) == {
            "dibao": Decimal("2100.00"),
            "unsupported_child_allowance": Decimal("1382.00"),
        }
        [other] = stack.others
        assert paid(other) == {
            "dibao": Decimal("800.00"),
            "tekun": Decimal("2080.00"),
            "unsupported_child_allowance": Decimal("352.00"),
        }
        assert (stack.best.total, other.total) == (Decimal("3482.00"), Decimal("3232.00"))
        assert stack.best.persons == ("g", "a")
        [tekun] = [each for each in stack.excluded if each.scheme == "tekun"]
        assert (tekun.by, tekun.would_pay) == ("unsupported_child_allowance", Decimal("2080.00"))


def test_who_has_no_choice_has_one_combination() -> None:
    stack = stacked(Member(id="a", born=date(1980, 1, 1), incomes=()))
    assert (stack.best.choices, stack.others, stack.open, stack.complete) == ((), (), (), True)
    assert paid(stack.best) == {"dibao": Decimal("1300.00")}
    assert stack.best.total == Decimal("1300.00")


def test_of_whom_nothing_is_known_nothing_is_chosen() -> None:
    household = Household(members=(Member(id="a"), Member(id="b")))
    stack = civbenefits.rulebook(SHENZHEN, "2021-08").stack(household)
    assert (stack.best.choices, stack.others) == ((), ())
    assert {(each.person, each.scheme) for each in stack.open} == {
        (person, scheme)
        for person in "ab"
        for scheme in ("tekun", "orphan_allowance", "unsupported_child_allowance")
    }
    assert not stack.complete
    assert "undetermined" in {each.why for each in stack.best.beside}


# Small tables ---------------------------------------------------------------------

SMALL: Files = {
    "ten.yaml": figure("from: 2000-01-01, value: 10", name="ten"),
    "fifty.yaml": figure("from: 2000-01-01, value: 50", name="fifty"),
    "unit.yaml": meaning("from: 2000-01-01, is: not receives(tekun)", name="unit"),
    "tekun.yaml": aid("requires: {asked: in_prison}\npays: fifty", name="tekun"),
    "orphan.yaml": aid("requires: {asked: roaming}\npays: fifty", name="orphan_allowance"),
    "fund.yaml": aid(
        """
        requires: {asked: household.property.compliant}
        pays: ten * count(m for m in members if m.unit) * (3/2)
        covers: unit
        """,
        name="fund",
        of="household",
    ),
    "choice.yaml": together("choice", "tekun", "orphan_allowance"),
}


def both(id_: str, choice: ChosenScheme | None = None) -> Member:
    return Member(id=id_, in_prison=True, roaming=True, chosen_scheme=choice)


def neither(id_: str) -> Member:
    return Member(id=id_, in_prison=False, roaming=False)


def small(*members: Member, compliant: bool | None = True, **files: str) -> Stack:
    return with_tables(files, *members, compliant=compliant)


def with_tables(files: Files, *members: Member, compliant: bool | None = True) -> Stack:
    tables = {**SMALL, **{f"{name}.yaml": text for name, text in files.items()}}
    household = Household(members=members, property=Property(compliant=compliant))
    return shelf(tables).rulebook(SHENZHEN, "2021-06").stack(household)


def every(stack: Stack) -> Iterator[tuple[str, Decimal]]:
    """Each combination as the first letters of what is chosen, and its total."""
    for each in (stack.best, *stack.others):
        yield "".join(choice.scheme[0] for choice in each.choices), each.total


def test_every_person_s_choice_is_tried_with_every_other() -> None:
    assert list(every(small(both("a"), both("b"), neither("c")))) == [
        ("oo", Decimal("145.00")),
        ("to", Decimal("130.00")),
        ("ot", Decimal("130.00")),
        ("tt", Decimal("115.00")),
    ]


def test_of_equal_combinations_fewer_changes_come_first() -> None:
    stack = small(both("a", "orphan_allowance"), both("b"), compliant=False)
    assert [letters for letters, _ in every(stack)] == ["ot", "oo", "tt", "to"]
    assert [each.changes for each in (stack.best, *stack.others)] == [0, 0, 1, 1]
    assert stack.chosen is None


def test_then_the_one_that_covers_more_persons() -> None:
    extra = aid("requires: {asked: any(m.receives(tekun) for m in members)}\npays: ten")
    files = {"extra": extra, "tekun": aid("requires: {asked: in_prison}\npays: fifty - ten - ten")}
    files["tekun"] = files["tekun"].replace("scheme: aid", "scheme: tekun")
    stack = with_tables(files, both("a"), neither("b"), compliant=False)
    assert [each.total for each in (stack.best, *stack.others)] == [Decimal("50.00")] * 2
    assert [(chosen(each)["a"], each.persons) for each in (stack.best, *stack.others)] == [
        ("tekun", ("a", "b")),
        ("orphan_allowance", ("a",)),
    ]


@pytest.mark.parametrize("order", [("tekun", "orphan_allowance"), ("orphan_allowance", "tekun")])
def test_then_the_order_of_the_table(order: tuple[str, str]) -> None:
    stack = small(both("b"), both("a"), compliant=False, choice=together("choice", *order))
    first, second = (name[0] for name in order)
    assert [letters for letters, _ in every(stack)] == [
        first + first,
        second + first,
        first + second,
        second + second,
    ]


def test_a_choice_that_is_not_received_is_not_lawful() -> None:
    stack = small(both("a", "unsupported_child_allowance"))
    assert [letters for letters, _ in every(stack)] == ["o", "t"]
    assert [each.changes for each in (stack.best, *stack.others)] == [1, 1]


def test_who_has_to_say_the_word_is_told_so() -> None:
    shut = together("exclusive", "orphan_allowance", "fund", keeps="fund")
    stack = small(both("a"), shut=shut)
    assert (chosen(stack.best), stack.others) == ({"a": "tekun"}, ())
    assert small(both("a", "tekun"), shut=shut).best.choices == ()


def test_a_harmless_word_is_no_choice() -> None:
    alone = Member(id="a", in_prison=True, roaming=False, chosen_scheme="orphan_allowance")
    stack = small(alone)
    assert (stack.best.choices, stack.best.changes, stack.others) == ((), 0, ())
    assert paid(stack.best) == {"tekun": Decimal("50.00"), "fund": Decimal("0.00")}


def test_who_may_choose_what_can_hang_on_what_others_choose() -> None:
    asked = "roaming and not any(m.chosen_scheme == 'tekun' for m in members)"
    stack = small(
        both("a"),
        Member(id="b", in_prison=False, roaming=True),
        orphan=aid(f"requires: {{asked: {asked}}}\npays: fifty", name="orphan_allowance"),
    )
    assert [(chosen(each).get("a"), each.total) for each in (stack.best, *stack.others)] == [
        ("orphan_allowance", Decimal("130.00")),
        ("tekun", Decimal("65.00")),
    ]
    assert stack.complete


def test_who_can_receive_one_thing_if_anything_chooses_that() -> None:
    # The fund, which is kept, leaves nothing of the allowance that was chosen.
    shut = together("exclusive", "orphan_allowance", "fund", keeps="fund")
    stack = small(Member(id="a", roaming=True, chosen_scheme="orphan_allowance"), shut=shut)
    assert (chosen(stack.best), stack.best.changes) == ({"a": "tekun"}, 1)
    assert ("tekun", "undetermined") in [(each.scheme, each.why) for each in stack.best.beside]


def test_a_choice_that_another_leaves_without_effect_is_not_shown() -> None:
    asked = "roaming and not any(m.chosen_scheme == 'tekun' for m in members)"
    word: ChosenScheme = "unsupported_child_allowance"
    hanging = Member(
        id="b", in_prison=False, roaming=True, declared_missing=False, chosen_scheme=word
    )
    stack = small(
        both("a"),
        hanging,
        orphan=aid(f"requires: {{asked: {asked}}}\npays: fifty", name="orphan_allowance"),
        child=aid("requires: {asked: declared_missing}\npays: ten", name=word),
    )
    assert [chosen(each) for each in (stack.best, *stack.others)] == [
        {"a": "orphan_allowance", "b": "orphan_allowance"},
        {"a": "tekun"},
    ]


class TestOpen:
    def test_where_no_combination_is_surely_lawful_the_choice_is_left(self) -> None:
        asked = "roaming and not any(m.chosen_scheme == 'tekun' for m in members)"
        stack = small(
            Member(id="a", in_prison=False),
            orphan=aid(f"requires: {{asked: {asked}}}\npays: fifty", name="orphan_allowance"),
        )
        assert (stack.best.choices, stack.others, stack.complete) == ((), (), False)
        assert paid(stack.best) == {"fund": Decimal("15.00")}

    @pytest.mark.parametrize(
        ("roaming", "open_"), [(True, {"unsupported_child_allowance"}), (False, set())]
    )
    def test_what_comes_to_the_same_whatever_is_chosen_is_no_open_choice(
        self, roaming: bool, open_: set[str]
    ) -> None:
        beside = aid(
            "requires: {asked: declared_missing}\npays: ten", name="unsupported_child_allowance"
        )
        stack = small(Member(id="a", in_prison=True, roaming=roaming), beside=beside)
        assert {each.scheme for each in stack.open} == open_

    def test_a_choice_that_may_not_be_lawful_is_not_taken(self) -> None:
        stack = small(Member(id="a", in_prison=True, chosen_scheme="orphan_allowance"))
        assert (chosen(stack.best), stack.others) == ({"a": "tekun"}, ())
        assert [(c.person, c.scheme, c.given) for c in stack.open] == [
            ("a", "orphan_allowance", True)
        ]
        assert not stack.complete

    def test_an_amount_that_the_choice_changes_may_change_the_order(self) -> None:
        stack = small(both("a"), neither("b"), compliant=None)
        assert not stack.complete
        assert [each.scheme for each in stack.best.beside] == ["fund"]

    def test_an_amount_that_no_choice_changes_may_not(self) -> None:
        extra = aid("requires: {asked: declared_missing}\npays: fifty", name="extra")
        stack = small(both("a"), extra=extra)
        assert len(stack.others) == 1
        assert stack.complete
        assert [each.why for each in stack.best.beside] == ["undetermined"]

    def test_nor_one_that_hangs_on_the_choice_of_somebody_who_has_none(self) -> None:
        extra = aid("requires: {it: not receives(tekun) and declared_missing}\npays: fifty")
        known = Member(id="a", in_prison=True, roaming=True, declared_missing=False)
        stack = small(known, neither("b"), aid=extra)
        assert len(stack.others) == 1
        assert stack.complete

    def test_more_beside_the_best_leaves_it_the_best(self) -> None:
        extra = aid("requires: {it: not receives(tekun) and declared_missing}\npays: fifty")
        assert small(both("a"), aid=extra).complete

    def test_what_may_not_go_together_may_change_the_order(self) -> None:
        doubt = together("unknown", "orphan_allowance", "fund")
        assert not small(both("a"), doubt=doubt).complete


WITH_CHOICE = "declared_missing and count(m for m in members if m.chosen_scheme == 'tekun') < 9"


class TestExcluded:
    @pytest.mark.parametrize("choice", ["tekun", "unsupported_child_allowance"])
    def test_a_choice_shuts_nobody_out_who_fails_for_another_reason(
        self, choice: ChosenScheme
    ) -> None:
        # What the other may choose stays open, so that what was chosen is left as it is.
        child = aid(
            f'requires: {{asked: "{WITH_CHOICE}"}}\npays: ten', name="unsupported_child_allowance"
        )
        asking = Member(
            id="a", in_prison=True, roaming=True, declared_missing=False, chosen_scheme=choice
        )
        stack = small(asking, neither("b"), child=child)
        assert (stack.best.choices, stack.others) == ((), ())
        barred = [("orphan_allowance", "tekun")] if choice == "tekun" else []
        assert [(each.scheme, each.by) for each in stack.excluded] == barred

    def excluded(self, stack: Stack, scheme: str) -> list[Excluded]:
        return [each for each in stack.excluded if each.scheme == scheme]

    def test_whose_own_conditions_fail_is_not_shut_out(self) -> None:
        files = {
            "extra": aid("requires: {asked: declared_missing}\npays: ten", name="extra"),
            "shut": together("exclusive", "tekun", "extra", keeps="tekun"),
        }
        for missing, amounts in ((True, [Decimal("10.00")]), (False, []), (None, [])):
            person = Member(id="a", in_prison=True, roaming=False, declared_missing=missing)
            found = self.excluded(with_tables(files, person), "extra")
            assert [each.would_pay for each in found] == amounts

    def test_what_is_given_in_kind_would_pay_nothing(self) -> None:
        files = {
            "extra": aid("requires: {asked: in_prison}\nprovides: {zh: 物, en: goods}"),
            "shut": together("exclusive", "tekun", "aid", keeps="tekun"),
        }
        person = Member(id="a", in_prison=True, roaming=False)
        [found] = self.excluded(with_tables(files, person), "aid")
        assert (found.would_pay, found.period, found.by) == (None, None, "tekun")

    def test_a_household_scheme_gives_way_to_another(self) -> None:
        files = {
            "extra": aid("pays: ten * count(m for m in members)", name="extra", of="household"),
            "shut": together("exclusive", "fund", "extra", keeps="fund"),
        }
        [found] = self.excluded(with_tables(files, neither("a")), "extra")
        assert (found.person, found.would_pay, found.by) == (None, Decimal("10.00"), "fund")


def test_what_is_no_monthly_money_is_beside_the_total() -> None:
    files = {
        "year": figure("from: 2000-01-01, value: 7", unit="yuan/person/year", name="seven"),
        "yearly": aid("pays: seven", name="yearly"),
        "once": figure("from: 2000-01-01, value: 8", unit="yuan/person", name="eight"),
        "single": aid("pays: eight", name="single"),
        "capped": aid("pays: ten\nprovides: {zh: 服务, en: service}", name="capped"),
        "goods": aid(name="goods"),
        "gap": figure("from: 2000-01-01, value: unknown", name="gap"),
        "off": aid("pays: gap", name="off"),
        "blank": aid("lacks: {zh: 全部, en: everything}", name="blank"),
    }
    stack = with_tables(files, neither("a"))
    assert stack.best.total == Decimal("15.00")
    assert {(each.scheme, each.person, each.why, each.amount) for each in stack.best.beside} == {
        ("yearly", "a", "year", Decimal("7.00")),
        ("single", "a", "once", Decimal("8.00")),
        ("capped", "a", "in_kind", Decimal("10.00")),
        ("goods", "a", "in_kind", None),
        ("off", "a", "not_on_record", None),
        ("blank", None, "not_on_record", None),
    }


def test_a_total_that_is_no_whole_fen_is_exact_beside() -> None:
    extra = aid("pays: ten / 3", name="extra")
    best = small(neither("a"), neither("b"), compliant=False, extra=extra).best
    assert (best.total, best.exact) == (Decimal("6.67"), "20/3")
    assert [(part.amount, part.exact) for part in best.parts] == [(Decimal("3.33"), "10/3")] * 2


def test_too_many_combinations_are_refused() -> None:
    people = [both(str(number)) for number in range(11)]
    assert len(small(*people[:6]).others) == 63
    with pytest.raises(InputError) as caught:
        small(*people)
    assert (caught.value.code, caught.value.details["limit"]) == ("input.too_many_choices", 1024)


def test_somebody_born_later_is_refused() -> None:
    with pytest.raises(InputError, match="born"):
        stacked(child(born=date(2022, 1, 1)))
