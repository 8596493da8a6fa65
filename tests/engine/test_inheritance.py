"""Places: the lowest that has a value or version in force wins; parts are laid over each other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from civbenefits.decisions.model import Decision
from civbenefits.texts import Text
from tests.engine.small_tables import (
    aid,
    assembled,
    decision,
    figure,
    meaning,
    one,
    refused,
    shelf,
)


def paid(files: dict[str, str], place: str, on: str = "2021-06") -> Decimal | None:
    return decision({"aid.yaml": aid("pays: figure"), **files}, place=place, on=on).amount


FIGURES = {
    "figure.yaml": figure("from: 2000-01-01, value: 100"),
    "gd/figure.yaml": figure(
        "from: 2010-01-01, to: 2014, value: 200",
        "from: 2015-01-01, to: 2021-06-30, value: unknown",
        head=False,
    ),
    "gd/sz/figure.yaml": figure("from: 2012-01-01, to: 2012, value: 300", head=False),
}


class TestFigures:
    @pytest.mark.parametrize(
        ("place", "on", "amount"),
        [
            ("000000", "2012-06", "100.00"),
            ("440000", "2012-06", "200.00"),
            ("440300", "2012-06", "300.00"),
            ("440307", "2012-06", "300.00"),
            ("440300", "2011-12", "200.00"),
            ("440300", "2013-01", "200.00"),
            ("440300", "2009-12", "100.00"),
            ("440300", "2021-06", None),
            ("440300", "2021-07", "100.00"),
        ],
    )
    def test_the_lowest_place_with_a_value_in_force_wins(
        self, place: str, on: str, amount: str | None
    ) -> None:
        assert paid(FIGURES, place, on) == (None if amount is None else Decimal(amount))

    def test_the_source_says_which_place_it_came_from(self) -> None:
        files = {"aid.yaml": aid("pays: figure"), **FIGURES}
        for place, on, origin in (
            ("440307", "2012-06", "440300"),
            ("440307", "2013-06", "440000"),
            ("440307", "2021-07", "000000"),
        ):
            sources = decision(files, place=place, on=on).sources
            assert [s.place for s in sources if s.supports == "figure"] == [origin]
            assert [s.place for s in sources if s.supports == "aid"] == ["000000"]

    def test_a_figure_of_another_place_is_not_on_record_here(self) -> None:
        files = {"gd/sz/figure.yaml": figure("from: 2000-01-01, value: 300")}
        assert paid(files, "440300") == Decimal("300.00")
        answer = decision({"aid.yaml": aid("pays: figure"), **files}, place="440000")
        assert (answer.verdict, answer.amount) == ("not_on_record", None)
        assert answer.lacks == Text("未收录:数额", "not on record: figure")
        assert [c.code for c in answer.caveats] == ["no_figure"]


DEFINITIONS = {
    "aid.yaml": aid("requires: {needy: needy}\nprovides: {zh: 物, en: goods}"),
    "needy.yaml": meaning("from: 2000-01-01, is: in_prison"),
}


class TestDefinitions:
    def verdict(self, more: dict[str, str], place: str = "440300", **facts: object) -> str:
        return decision({**DEFINITIONS, **more}, one(**facts), place=place).verdict

    def test_a_lower_place_gives_its_own_meaning(self) -> None:
        more = {"gd/needy.yaml": meaning("from: 2010-01-01, is: roaming", head=False)}
        assert self.verdict(more, "000000", in_prison=True) == "eligible"
        assert self.verdict(more, "440000", in_prison=True) == "undetermined"
        assert self.verdict(more, "440300", roaming=True) == "eligible"

    def test_a_lower_place_may_build_on_the_meaning_above(self) -> None:
        more = {
            "gd/needy.yaml": meaning("from: 2010-01-01, is: inherited or roaming", head=False),
            "gd/sz/needy.yaml": meaning(
                "from: 2010-01-01, is: inherited and conscript", head=False
            ),
        }
        assert self.verdict(more, "440000", roaming=True) == "eligible"
        assert self.verdict(more, "440300", roaming=True, conscript=True) == "eligible"
        assert self.verdict(more, "440300", in_prison=True, conscript=False) == "not_eligible"

    @pytest.mark.parametrize(
        ("text", "places"),
        [("inherited or roaming", ["000000", "440000"]), ("roaming", ["440000"])],
    )
    def test_only_meanings_that_still_count_are_sources(self, text: str, places: list[str]) -> None:
        more = {"gd/needy.yaml": meaning(f"from: 2010-01-01, is: {text}", head=False)}
        answer = decision({**DEFINITIONS, **more})
        assert [s.place for s in answer.sources if s.supports == "needy"] == places

    def test_before_its_first_version_a_meaning_is_not_on_record(self) -> None:
        answer = decision(DEFINITIONS, one(in_prison=True), on="1999-12")
        assert answer.verdict == "not_offered"
        late = {"needy.yaml": meaning("from: 2010-01-01, is: in_prison")}
        answer = decision({**DEFINITIONS, **late}, one(in_prison=True), on="2009-12")
        assert answer.verdict == "not_on_record"
        assert answer.lacks == Text(
            "未收录:有关规定的内容", "not on record: what the rule says here"
        )

    def test_a_lower_meaning_of_another_kind_is_refused(self) -> None:
        more = {"gd/needy.yaml": meaning("from: 2010-01-01, is: disability.grade", head=False)}
        faults = refused({**DEFINITIONS, **more})
        assert ("gd/needy.yaml", "table.wrong_type") in [(f.file, f.code) for f in faults]

    def test_a_fault_below_is_not_reported_twice(self) -> None:
        more = {"gd/needy.yaml": meaning("from: 2010-01-01, is: in_prisn", head=False)}
        assert [f.code for f in refused({**DEFINITIONS, **more})] == ["table.unresolved_name"]

    def test_at_the_top_there_is_nothing_to_inherit(self) -> None:
        files = {**DEFINITIONS, "needy.yaml": meaning("from: 2000-01-01, is: inherited")}
        assert [f.code for f in refused(files)] == ["table.nothing_to_inherit"]


SCHEMES = {
    "aid.yaml": aid(
        """
        requires:
          one: in_prison
          two: roaming
        pays: figure
        caveats: [{zh: 甲, en: first}]
        """
    ),
    "figure.yaml": figure("from: 2000-01-01, value: 100"),
}


class TestSchemes:
    def answer(
        self,
        version: str,
        place: str = "440300",
        more: dict[str, str] | None = None,
        **facts: object,
    ) -> Decision:
        files = {**SCHEMES, "gd/aid.yaml": aid(version, head=False), **(more or {})}
        return decision(files, one(**facts), place=place)

    def names(self, answer: Decision) -> list[str]:
        return [condition.name for condition in answer.conditions]

    def test_a_lower_version_adds_a_condition(self) -> None:
        answer = self.answer("requires: {three: conscript}")
        assert self.names(answer) == ["one", "two", "three"]
        assert self.names(self.answer("requires: {three: conscript}", "000000")) == ["one", "two"]

    def test_a_lower_version_replaces_a_condition(self) -> None:
        answer = self.answer("requires: {one: conscript}", conscript=True, roaming=True)
        assert self.names(answer) == ["one", "two"]
        assert (answer.verdict, answer.amount) == ("eligible", Decimal("100.00"))

    def test_a_lower_condition_may_build_on_the_one_above(self) -> None:
        version = "requires: {one: inherited or conscript}"
        assert self.answer(version, conscript=True, roaming=True).verdict == "eligible"
        assert self.answer(version, in_prison=True, roaming=True).verdict == "eligible"
        below = {"gd/sz/aid.yaml": aid("requires: {one: not inherited}", head=False)}
        answer = self.answer(version, more=below, in_prison=True, roaming=True)
        assert answer.verdict == "not_eligible"

    def test_a_lower_version_drops_a_condition(self) -> None:
        answer = self.answer("requires: {two: drop}", in_prison=True)
        assert self.names(answer) == ["one"]
        assert answer.verdict == "eligible"

    def test_a_condition_dropped_above_is_not_there_below(self) -> None:
        files = {
            **SCHEMES,
            "gd/aid.yaml": aid("requires: {two: drop}", head=False),
            "gd/sz/aid.yaml": aid("requires: {two: drop}", head=False),
        }
        assert [(f.code, f.file) for f in refused(files)] == [
            ("table.nothing_to_drop", "gd/sz/aid.yaml")
        ]
        again = {"gd/sz/aid.yaml": aid("requires: {two: conscript}", head=False)}
        assert self.names(decision({**files, **again})) == ["one", "two"]

    def test_a_lower_version_changes_the_amount(self) -> None:
        for pays, amount in (("inherited * 2", "200.00"), ("figure * 3", "300.00")):
            answer = self.answer(f"pays: {pays}", in_prison=True, roaming=True)
            assert answer.amount == Decimal(amount)

    def test_a_lower_version_adds_goods(self) -> None:
        answer = self.answer("provides: {zh: 餐, en: meals}", in_prison=True, roaming=True)
        assert answer.provides == Text("餐", "meals")
        assert answer.amount == Decimal("100.00")

    def test_caveats_and_basis_add_up(self) -> None:
        answer = self.answer("caveats: [{zh: 乙, en: second}]")
        assert [c.text.en for c in answer.caveats if c.code == "table"] == ["first", "second"]
        assert [s.place for s in answer.sources if s.supports == "aid"] == ["000000", "440000"]

    def test_a_version_may_stand_alone(self) -> None:
        answer = self.answer("inherits: false\nprovides: {zh: 餐, en: meals}")
        assert self.names(answer) == []
        assert (answer.verdict, answer.amount) == ("eligible", None)
        assert answer.provides == Text("餐", "meals")
        assert answer.caveats == ()
        assert [s.place for s in answer.sources] == ["440000"]

    def test_a_version_that_stands_alone_inherits_no_condition(self) -> None:
        alone = "inherits: false\nrequires: {one: inherited}\nprovides: {zh: 餐, en: meals}"
        files = {**SCHEMES, "gd/aid.yaml": aid(alone, head=False)}
        assert [f.code for f in refused(files)] == ["table.nothing_to_inherit"]

    def test_a_version_that_stands_alone_must_grant_something(self) -> None:
        alone = "inherits: false\nrequires: {one: in_prison}"
        files = {**SCHEMES, "gd/aid.yaml": aid(alone, head=False)}
        assert [f.code for f in refused(files)] == ["table.grants_nothing"]

    def test_what_a_lower_place_lacks_is_not_on_record_there(self) -> None:
        answer = self.answer("lacks: {zh: 标准, en: the standard}", in_prison=False)
        assert answer.verdict == "not_on_record"
        assert answer.lacks == Text("标准", "the standard")
        assert answer.conditions == ()
        assert answer.qualifies is None

    def test_a_lower_place_may_fill_in_what_is_lacking_above(self) -> None:
        above = aid("lacks: {zh: 条件, en: conditions}")
        filled = aid("requires: {one: in_prison}\nprovides: {zh: 餐, en: meals}", head=False)
        files = {"aid.yaml": above, "gd/aid.yaml": filled}
        assert decision(files, one(in_prison=True), place="000000").verdict == "not_on_record"
        answer = decision(files, one(in_prison=True))
        assert (answer.verdict, answer.lacks) == ("eligible", None)

    def test_conditions_alone_do_not_fill_in_what_is_lacking(self) -> None:
        files = {
            "aid.yaml": aid("lacks: {zh: 条件, en: conditions}"),
            "gd/aid.yaml": aid("requires: {one: in_prison}", head=False),
        }
        assert [f.code for f in refused(files)] == ["table.grants_nothing"]

    def test_a_caveat_alone_leaves_it_lacking(self) -> None:
        files = {
            "aid.yaml": aid("lacks: {zh: 条件, en: conditions}"),
            "gd/aid.yaml": aid("caveats: [{when: in_prison, zh: 乙, en: second}]", head=False),
        }
        answer = decision(files)
        assert (answer.verdict, answer.lacks) == (
            "not_on_record",
            Text("条件", "conditions"),
        )
        assert [c.text.en for c in answer.caveats] == ["second"]

    def test_a_scheme_of_a_lower_place_is_unknown_above_and_beside(self) -> None:
        files = {"gd/sz/lg/aid.yaml": aid()}
        book = shelf(files)
        assert [d.scheme for d in book.rulebook("440307", "2021-06").assess(one()).decisions] == [
            "aid"
        ]
        assert book.rulebook("440300", "2021-06").assess(one()).decisions == ()
        assert book.rulebook("440300", "2021-06").decide(one()) == ()

    def test_others_may_ask_for_a_scheme_that_is_not_offered_here(self) -> None:
        files = {
            "gd/sz/lg/other.yaml": aid(name="other"),
            "aid.yaml": aid("requires: {alone: not receives(other)}\nprovides: {zh: 物, en: x}"),
        }
        assert decision(files, place="440300").verdict == "eligible"
        assert decision(files, place="440307").verdict == "not_eligible"

    def test_a_title_may_stand_at_any_place(self) -> None:
        tables = assembled(
            {"aid.yaml": aid("pays: figure", head=False), "gd/aid.yaml": aid("pays: figure * 2")}
            | {"figure.yaml": figure("from: 2000-01-01, value: 100")}
        )
        assert set(tables.schemes["aid"]) == {"000000", "440000"}
