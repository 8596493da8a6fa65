"""How schemes go together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from civbenefits.decisions.model import Assessment
from civbenefits.facts.household import Household
from civbenefits.facts.member import Member
from tests.engine.small_tables import Files, aid, figure, one, refused, shelf, together

FIGURES = {
    "small.yaml": figure("from: 2000-01-01, value: 100", name="small"),
    "large.yaml": figure("from: 2000-01-01, value: 250", name="large"),
}


def asking(requires: str) -> str:
    return f"requires: {{asked: {requires}}}\n" if requires else ""


def personal(name: str, requires: str = "", pays: str = "small") -> dict[str, str]:
    version = f"{asking(requires)}pays: {pays}"
    return {f"{name}.yaml": aid(version, name=name)}


def communal(name: str, requires: str = "", more: str = "") -> dict[str, str]:
    version = f"{asking(requires)}pays: small * count(m for m in members)\n{more}"
    return {f"{name}.yaml": aid(version, name=name, of="household")}


def assessed(files: Files, household: Household | None = None, place: str = "440300") -> Assessment:
    needed = "requires: {use: counted_income < small + large}\nprovides: {zh: 物, en: goods}"
    every = {**FIGURES, "use.yaml": aid(needed, name="use"), **files}
    return shelf(every).rulebook(place, "2021-06").assess(household or one())


def verdicts(answer: Assessment, *schemes: str) -> list[str]:
    return [answer.of(scheme).verdict for scheme in schemes]


def inferred(rule: str) -> str:
    return rule.replace("known: found", "known: inferred").replace("2000-01-01", "2000-01")


def rests_on(answer: Assessment, scheme: str) -> list[tuple[str, str | None]]:
    """What a decision cites besides the scheme itself and its figures."""
    sources = answer.of(scheme).sources
    return [(s.supports, s.since) for s in sources if s.supports.startswith(("not_", "ch", "tops"))]


def told_of(answer: Assessment, scheme: str) -> list[str]:
    return [caveat.text.zh for caveat in answer.of(scheme).caveats]


EXCLUSIVE = {
    **personal("winner", "in_prison"),
    **personal("loser", "roaming"),
    "together.yaml": together("exclusive", "winner", "loser", keeps="winner"),
}


class TestExclusive:
    @pytest.mark.parametrize(
        ("winner", "loser", "expected"),
        [
            (True, True, ("eligible", "not_eligible")),
            (True, False, ("eligible", "not_eligible")),
            (True, None, ("eligible", "not_eligible")),
            (False, True, ("not_eligible", "eligible")),
            (False, False, ("not_eligible", "not_eligible")),
            (None, True, ("undetermined", "undetermined")),
            (None, False, ("undetermined", "not_eligible")),
        ],
    )
    def test_who_receives_one_does_not_receive_the_other(
        self, winner: bool | None, loser: bool | None, expected: tuple[str, str]
    ) -> None:
        answer = assessed(EXCLUSIVE, one(in_prison=winner, roaming=loser))
        assert tuple(verdicts(answer, "winner", "loser")) == expected

    def test_it_is_a_condition_of_the_loser(self) -> None:
        answer = assessed(EXCLUSIVE, one(in_prison=True, roaming=True))
        assert [(c.name, c.holds) for c in answer.of("loser").conditions] == [
            ("asked", True),
            ("not_with_winner", False),
        ]
        assert [c.name for c in answer.of("winner").conditions] == ["asked"]

    @pytest.mark.parametrize(("winner", "told"), [(True, True), (None, True), (False, False)])
    def test_it_is_cited_where_it_comes_into_it(self, winner: bool | None, told: bool) -> None:
        files = {**EXCLUSIVE, "together.yaml": inferred(EXCLUSIVE["together.yaml"])}
        answer = assessed(files, one(in_prison=winner, roaming=True))
        assert rests_on(answer, "loser") == ([("not_with_winner", "2000-01")] if told else [])
        assert told_of(answer, "loser") == (["「未享受救助」由其他事实推算得出"] if told else [])
        assert rests_on(answer, "winner") == []

    def test_doubt_about_its_beginning_is_told(self) -> None:
        rule = together("exclusive", "winner", "loser", keeps="winner", dates="from: 2021")
        answer = assessed({**EXCLUSIVE, "together.yaml": rule}, one(in_prison=True, roaming=True))
        assert [c.code for c in answer.of("loser").caveats] == ["start_known_to_year"]

    def test_all_that_say_the_same_are_cited(self) -> None:
        rule = EXCLUSIVE["together.yaml"]
        files = {**EXCLUSIVE, "gd/together.yaml": rule.replace("2000-01-01", "2010-01-01")}
        answer = assessed(files, one(in_prison=True, roaming=True))
        assert rests_on(answer, "loser") == [
            ("not_with_winner", "2010-01-01"),
            ("not_with_winner", "2000-01-01"),
        ]

    def test_it_begins_and_ends(self) -> None:
        files = dict(EXCLUSIVE)
        files["together.yaml"] = together(
            "exclusive", "winner", "loser", keeps="winner", dates="from: 2020, to: 2020"
        )
        answer = assessed(files, one(in_prison=True, roaming=True))
        assert verdicts(answer, "winner", "loser") == ["eligible", "eligible"]

    def test_it_holds_where_it_is_declared_and_below(self) -> None:
        files = dict(EXCLUSIVE)
        files["gd/together.yaml"] = files.pop("together.yaml")
        both = one(in_prison=True, roaming=True)
        assert verdicts(assessed(files, both, "440307"), "loser") == ["not_eligible"]
        assert verdicts(assessed(files, both, "000000"), "loser") == ["eligible"]

    def test_a_member_gives_way_to_what_the_household_receives(self) -> None:
        files = {
            **communal("fund", "household.property.compliant"),
            **personal("loser"),
            "together.yaml": together("exclusive", "fund", "loser", keeps="fund"),
        }
        answer = assessed(files)
        assert verdicts(answer, "fund", "loser") == ["undetermined", "undetermined"]
        assert [m.fact for m in answer.of("loser").missing] == ["household.property.compliant"]

    def test_a_household_does_not_give_way_to_what_one_member_receives(self) -> None:
        files = {
            **personal("winner"),
            **communal("fund"),
            "together.yaml": together("exclusive", "winner", "fund", keeps="winner"),
        }
        assert verdicts(assessed(files), "winner", "fund") == ["eligible", "eligible"]

    def test_a_household_gives_way_to_another_scheme_of_the_household(self) -> None:
        files = {
            **communal("winner"),
            **communal("fund"),
            "together.yaml": together("exclusive", "winner", "fund", keeps="winner"),
        }
        assert verdicts(assessed(files), "winner", "fund") == ["eligible", "not_eligible"]

    def test_a_scheme_of_another_place_wins_over_nobody(self) -> None:
        files = {**personal("loser"), "gd/sz/lg/winner.yaml": aid(name="winner")}
        files["together.yaml"] = together("exclusive", "winner", "loser", keeps="winner")
        assert verdicts(assessed(files, place="440300"), "loser") == ["eligible"]
        assert verdicts(assessed(files, place="440307"), "loser") == ["not_eligible"]


CHOICE = {
    **personal("tekun", "in_prison"),
    **personal("orphan_allowance", "roaming"),
    "together.yaml": together("choice", "tekun", "orphan_allowance"),
}


class TestChoice:
    @pytest.mark.parametrize(
        ("facts", "expected"),
        [
            ((True, True, "tekun"), ("eligible", "not_eligible")),
            ((True, True, "orphan_allowance"), ("not_eligible", "eligible")),
            ((True, True, "unsupported_child_allowance"), ("not_eligible", "not_eligible")),
            ((True, True, None), ("undetermined", "undetermined")),
            ((True, False, None), ("eligible", "not_eligible")),
            ((False, True, None), ("not_eligible", "eligible")),
            ((True, False, "orphan_allowance"), ("eligible", "not_eligible")),
            ((True, None, None), ("undetermined", "undetermined")),
            ((True, None, "tekun"), ("eligible", "not_eligible")),
        ],
    )
    def test_who_qualifies_for_both_receives_the_one_chosen(
        self, facts: tuple[bool, bool | None, str | None], expected: tuple[str, str]
    ) -> None:
        household = one(in_prison=facts[0], roaming=facts[1], chosen_scheme=facts[2])
        answer = assessed(CHOICE, household)
        assert tuple(verdicts(answer, "tekun", "orphan_allowance")) == expected

    def test_the_choice_is_asked_for(self) -> None:
        answer = assessed(CHOICE, one(in_prison=True, roaming=True))
        for scheme in ("tekun", "orphan_allowance"):
            assert [m.fact for m in answer.of(scheme).missing] == ["members.a.chosen_scheme"]
        assert [c.name for c in answer.of("tekun").conditions] == [
            "asked",
            "chosen_over_orphan_allowance",
        ]

    @pytest.mark.parametrize(("chosen", "told"), [("tekun", False), ("orphan_allowance", True)])
    def test_it_is_cited_where_another_is_or_may_be_chosen(self, chosen: str, told: bool) -> None:
        both = one(in_prison=True, roaming=True, chosen_scheme=chosen)
        cited = [("chosen_over_orphan_allowance", "2000-01-01")]
        assert rests_on(assessed(CHOICE, both), "tekun") == (cited if told else [])
        assert rests_on(assessed(CHOICE, one(in_prison=True, roaming=True)), "tekun") == cited

    def test_a_household_chooses_nothing(self) -> None:
        files = {
            **communal("tekun"),
            **personal("orphan_allowance"),
            "together.yaml": together("choice", "tekun", "orphan_allowance"),
        }
        answer = assessed(files)
        assert verdicts(answer, "tekun") == ["eligible"]
        assert [m.fact for m in answer.of("orphan_allowance").missing] == [
            "members.a.chosen_scheme"
        ]

    def test_only_schemes_that_can_be_chosen_stand_to_choice(self) -> None:
        files = {
            **FIGURES,
            **personal("tekun", "small < large"),
            **personal("other"),
            "together.yaml": together("choice", "tekun", "other"),
        }
        [fault] = refused(files)
        assert (fault.code, fault.file) == ("table.unknown_choice", "together.yaml")
        assert fault.details["text"] == "other"


class TestTopUp:
    def answer(
        self, first: str, *others: dict[str, str], household: Household | None = None
    ) -> Assessment:
        names = [next(iter(other)).removesuffix(".yaml") for other in others]
        files: dict[str, str] = {**personal("top", "", first)}
        for other in others:
            files |= other
        files["together.yaml"] = together("top_up", "top", *names)
        return assessed(files, household)

    def test_the_first_is_reduced_by_what_the_person_gets_from_the_other(self) -> None:
        answer = self.answer("large", personal("other"))
        assert answer.of("top").amount == Decimal("150.00")
        assert answer.of("other").amount == Decimal("100.00")

    def test_it_is_never_below_nothing(self) -> None:
        answer = self.answer("small", personal("other", "", "large"))
        assert (answer.of("top").verdict, answer.of("top").amount) == ("eligible", Decimal("0.00"))

    def test_several_are_taken_off_together(self) -> None:
        answer = self.answer("large", personal("other"), personal("third"))
        assert answer.of("top").amount == Decimal("50.00")

    def test_what_is_not_received_takes_nothing_off(self) -> None:
        other = personal("other", "in_prison")
        answer = self.answer("large", other, household=one(in_prison=False))
        assert answer.of("top").amount == Decimal("250.00")

    def test_it_is_cited_where_something_is_or_may_be_taken_off(self) -> None:
        files = {
            **personal("top", "roaming", "large"),
            **personal("other", "in_prison"),
            "together.yaml": inferred(together("top_up", "top", "other")),
        }
        for other, told in [(True, True), (None, True), (False, False)]:
            answer = assessed(files, one(in_prison=other, roaming=True))
            assert rests_on(answer, "top") == ([("tops_up_other", "2000-01")] if told else [])
            assert told_of(answer, "top") == (
                ["「扣除已享受的救助」由其他事实推算得出"] if told else []
            )
        refused = assessed(files, one(in_prison=True, roaming=False))
        assert rests_on(refused, "top") == []

    def test_while_it_is_unknown_what_is_received_so_is_the_amount(self) -> None:
        answer = self.answer("large", personal("other", "in_prison"))
        assert (answer.of("top").verdict, answer.of("top").amount) == ("eligible", None)
        assert [m.fact for m in answer.of("top").missing] == ["members.a.in_prison"]

    def test_a_person_s_share_of_what_the_household_gets_is_taken_off(self) -> None:
        household = Household(members=(Member(id="a"), Member(id="b")))
        files = {
            **personal("top", "", "large"),
            **communal("fund"),
            "together.yaml": together("top_up", "top", "fund"),
        }
        answer = assessed(files, household)
        assert answer.of("fund").amount == Decimal("200.00")
        assert answer.of("top", "b").amount == Decimal("150.00")

    def test_what_members_get_is_not_taken_off_the_household(self) -> None:
        files = {
            **communal("fund"),
            **personal("other"),
            "together.yaml": together("top_up", "fund", "other"),
        }
        assert assessed(files).of("fund").amount == Decimal("100.00")

    def test_what_means_nothing_to_the_household_hides_nothing_else(self) -> None:
        files = {
            **communal("fund"),
            **personal("other"),
            **communal("grant"),
            "together.yaml": together("top_up", "fund", "other", "grant"),
        }
        assert assessed(files).of("fund").amount == Decimal("0.00")

    def test_the_others_are_not_reduced(self) -> None:
        files = {
            **personal("top", "", "large"),
            **personal("other"),
            "together.yaml": together("top_up", "other", "top"),
        }
        answer = assessed(files)
        assert answer.of("top").amount == Decimal("250.00")
        assert answer.of("other").amount == Decimal("0.00")

    def test_what_is_paid_once_or_by_the_year_does_not_reduce_what_is_paid_monthly(self) -> None:
        files = {
            **FIGURES,
            "year.yaml": figure("from: 2000-01-01, value: 5", unit="yuan/person/year", name="year"),
            **personal("top", "small < large", "large"),
            **personal("other", "", "year"),
            "together.yaml": together("top_up", "top", "other"),
        }
        [fault] = refused(files)
        assert fault.code == "table.wrong_unit_in_expression"
        assert (fault.details["found"], fault.details["expected"]) == (
            "yuan/person/year",
            "yuan/person/month",
        )


def test_additive_schemes_are_both_paid() -> None:
    files = {
        **personal("first"),
        **personal("second"),
        "together.yaml": together("additive", "first", "second"),
    }
    answer = assessed(files)
    assert verdicts(answer, "first", "second") == ["eligible", "eligible"]
    assert answer.of("first").caveats == ()


class TestUnknown:
    def caveats(
        self, first: dict[str, str], second: dict[str, str], household: Household | None = None
    ) -> list[list[str]]:
        files = {**first, **second, "together.yaml": together("unknown", "first", "second")}
        answer = assessed(files, household)
        return [
            [c.text.en for c in each.caveats if c.code == "combination_unknown"]
            for each in answer.decisions
            if each.scheme in ("first", "second")
        ]

    def told(self, other: str) -> list[str]:
        return [f"whether this may be drawn together with '{other}' is not on record"]

    def test_both_carry_a_caveat(self) -> None:
        found = self.caveats(personal("first"), personal("second"))
        assert found == [self.told("second"), self.told("first")]

    @pytest.mark.parametrize("second", [False, None])
    def test_only_where_the_other_is_received(self, second: bool | None) -> None:
        household = one(in_prison=second)
        first, other = self.caveats(personal("first"), personal("second", "in_prison"), household)
        assert first == []
        assert other == ([] if second is False else self.told("first"))

    def test_schemes_of_the_household(self) -> None:
        found = self.caveats(communal("first"), communal("second"))
        assert found == [self.told("second"), self.told("first")]

    def test_a_scheme_of_a_person_and_one_of_the_household(self) -> None:
        household = Household(
            members=(Member(id="a", in_prison=True), Member(id="b", in_prison=False))
        )
        found = self.caveats(personal("first", "in_prison"), communal("second"), household)
        assert found == [self.told("second"), [], self.told("first")]

    def test_a_scheme_of_a_person_and_one_of_a_household_that_leaves_the_person_out(self) -> None:
        unit = """
definitions:
  unit:
    title: {zh: 成员, en: in the unit}
    of: person
    versions: [{from: 2000-01-01, is: not in_prison, document: law, known: found}]
"""
        household = Household(
            members=(Member(id="a", in_prison=True), Member(id="b", in_prison=False))
        )
        second = {**communal("second", more="covers: unit"), "unit.yaml": unit}
        found = self.caveats(personal("first"), second, household)
        assert found == [[], self.told("second"), self.told("first")]

    def test_nobody_draws_the_other(self) -> None:
        found = self.caveats(
            personal("first", "in_prison"), communal("second"), one(in_prison=False)
        )
        assert found == [[], []]

    def test_a_scheme_that_is_not_offered_is_no_rival(self) -> None:
        ended = aid(name="second").replace(
            "from: 2000-01-01", "from: 2000-01-01\n    to: 2001-01-01"
        )
        found = self.caveats(personal("first"), {"second.yaml": ended})
        assert found == [[], []]


def test_combinations_that_contradict_each_other_are_a_circle() -> None:
    files = {
        **FIGURES,
        **personal("first", "small < large"),
        **personal("second"),
        "one.yaml": together("exclusive", "first", "second", keeps="first"),
        "two.yaml": together("exclusive", "first", "second", keeps="second"),
    }
    [fault] = refused(files)
    assert fault.code == "table.circle"
    names = str(fault.details["circle"]).split(" > ")
    assert names[0] == names[-1]
    assert set(names) == {
        "first.receives",
        "first.requires.not_with_second",
        "second.receives",
        "second.requires.not_with_first",
    }


@pytest.mark.parametrize("unknown", [("first", "nowhere"), ("somewhere", "nowhere")])
def test_a_combination_of_a_scheme_that_nobody_declares_is_refused(
    unknown: tuple[str, str],
) -> None:
    files = {
        **FIGURES,
        **personal("first", "small < large"),
        "together.yaml": together("additive", *unknown),
    }
    faults = refused(files)
    assert {f.code for f in faults} == {"table.unresolved_name"}
    assert {f.details["name"] for f in faults} == set(unknown) - {"first"}
