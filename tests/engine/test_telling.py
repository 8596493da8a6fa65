"""Facts as places in a household: naming them, telling them, forgetting them, completing them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from civbenefits.engine.closing import closed_facts
from civbenefits.engine.completing import Completer, is_open
from civbenefits.engine.linking import link
from civbenefits.engine.neighbours import Neighbours
from civbenefits.engine.spans import breakpoints, first_laid_over
from civbenefits.engine.telling import (
    OpenFact,
    declaration,
    fact_order,
    path_of,
    place_of,
    told,
    told_of,
    value_of,
    with_parents,
)
from civbenefits.engine.values import Values
from civbenefits.errors import InputError
from civbenefits.facts.extending import BUILT_IN
from civbenefits.facts.household import Household, Property
from civbenefits.facts.member import Hukou, Member, Parent
from tests.engine.small_tables import aid, assembled, figure, one, read

COUPLE = Household(members=(Member(id="a", age=30), Member(id="b", in_prison=True)))
GRADE, PARENT = OpenFact(1, "disability.grade"), OpenFact(0, "parents.1.situation")
OF_HOUSEHOLD = OpenFact(None, "property.dwellings")


def test_the_facts_of_the_household_come_first() -> None:
    facts = [GRADE, OpenFact(0, "roaming"), OF_HOUSEHOLD, OpenFact(0, "in_prison")]
    assert sorted(facts, key=fact_order) == [
        OF_HOUSEHOLD,
        OpenFact(0, "in_prison"),
        OpenFact(0, "roaming"),
        GRADE,
    ]


@pytest.mark.parametrize(
    ("fact", "kind"),
    [
        (GRADE, "number"),
        (PARENT, "choice"),
        (OF_HOUSEHOLD, "number"),
        (OpenFact(0, "hukou"), "group"),
        (OpenFact(0, "incomes.0.kind"), "choice"),
    ],
)
def test_how_a_fact_is_declared(fact: OpenFact, kind: str) -> None:
    assert declaration(fact, BUILT_IN).kind == kind


@pytest.mark.parametrize(
    ("fact", "path", "person"),
    [
        (GRADE, "members.b.disability.grade", "b"),
        (OF_HOUSEHOLD, "household.property.dwellings", None),
        (OpenFact(0, "born"), "members.a.born", "a"),
    ],
)
def test_a_path_leads_to_its_fact_and_back(fact: OpenFact, path: str, person: str | None) -> None:
    assert path_of(fact, COUPLE) == path
    assert place_of(path, person, COUPLE) == fact


def test_both_parents_are_asked_for_one_after_the_other() -> None:
    assert place_of("members.b.parents", "b", COUPLE) == OpenFact(1, "parents.0.situation")


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        (OpenFact(0, "born"), 30),
        (OpenFact(1, "born"), None),
        (OpenFact(1, "in_prison"), True),
        (OpenFact(0, "in_prison"), None),
        (GRADE, None),
        (PARENT, None),
        (OF_HOUSEHOLD, None),
    ],
)
def test_what_is_known_of_a_fact(fact: OpenFact, value: object) -> None:
    assert value_of(COUPLE, fact) == value


def test_a_date_of_birth_comes_before_an_age() -> None:
    day = date(1990, 1, 2)
    born = told(COUPLE, OpenFact(0, "born"), day)
    assert (born.members[0].born, born.members[0].age) == (day, None)
    assert value_of(born, OpenFact(0, "born")) == day
    aged = told(born, OpenFact(0, "born"), 7)
    assert (aged.members[0].born, aged.members[0].age) == (None, 7)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        (GRADE, 2),
        (OF_HOUSEHOLD, 3),
        (OpenFact(0, "roaming"), False),
        (OpenFact(0, "hukou.kind"), "urban"),
        (OpenFact(0, "incomes"), ()),
    ],
)
def test_what_is_told_is_known_and_may_be_forgotten(fact: OpenFact, value: Any) -> None:
    assert is_open(COUPLE, fact)
    after = told(COUPLE, fact, value)
    assert value_of(after, fact) == value
    assert not is_open(after, fact)
    assert told(after, fact, None) == COUPLE


def test_telling_of_a_parent_makes_two() -> None:
    after = told(COUPLE, PARENT, "dead")
    assert after.members[0].parents == (Parent(), Parent(situation="dead"))
    assert after.members[1] is COUPLE.members[1]
    member = told_of(
        Member(id="c", parents=(Parent(situation="dead"), Parent())), "parents.0.months", 3
    )
    assert member.parents == (Parent(situation="dead", months=3), Parent())


def test_parents_of_whom_nothing_is_known() -> None:
    both = (Parent(), Parent())
    assert [each.parents for each in with_parents(COUPLE).members] == [both, both]
    assert [each.parents for each in with_parents(COUPLE, PARENT).members] == [both, None]
    assert with_parents(COUPLE, GRADE) is COUPLE
    assert with_parents(COUPLE, OF_HOUSEHOLD) is COUPLE
    full = with_parents(COUPLE)
    assert with_parents(full) is full


# Completing -----------------------------------------------------------------------

TABLES = read(
    {
        "figure.yaml": figure("from: 2000-01-01, value: 100"),
        "aid.yaml": aid(
            "requires:\n"
            "  a: disability.kind == 'mental' and disability.grade <= 2\n"
            "  b: in_prison or household.property.motor_vehicle\n"
            "  c: \"all(p.situation == 'dead' or p.months >= 6 for p in parents)\"\n"
            "pays: figure"
        ),
    }
)
LINKED = link(TABLES, "440300", date(2021, 6, 1))


def completer() -> Completer:
    return Completer(Values(LINKED))


def test_every_value_of_a_fact_is_tried() -> None:
    grades = completer().variations(COUPLE, GRADE)
    assert [each.members[1].disability.grade for each in grades] == [1, 2, 3, 4]
    assert [each.members[1].in_prison for each in completer().variations(COUPLE, GRADE)] == [
        True
    ] * 4


def test_a_value_that_contradicts_what_is_known_is_left_out() -> None:
    raw = Household(members=(Member(id="a"),), property=Property(motor_vehicle=False))
    assert completer().with_value(raw, OpenFact(None, "property.compliant"), True) is None
    with pytest.raises(InputError):
        told(raw, OpenFact(None, "property.compliant"), True)
    incomes = one(incomes=())
    assert completer().with_value(incomes, OpenFact(0, "counted_income"), 1) is None
    assert list(completer().variations(incomes, OpenFact(0, "counted_income"))) == []


def test_the_same_try_makes_the_same_member() -> None:
    tools = completer()
    first = tools.with_value(COUPLE, GRADE, 2)
    again = tools.with_value(COUPLE, GRADE, 2)
    assert first is not None
    assert again is not None
    assert first.members[1] is again.members[1]


def test_what_is_usual_is_filled_in_and_what_stays_unknown_is_not() -> None:
    prison, roaming = OpenFact(0, "in_prison"), OpenFact(0, "roaming")
    kind = OpenFact(0, "hukou.kind")
    filled = completer().usual(one(), [kind], [roaming])
    assert (filled.members[0].in_prison, filled.members[0].roaming) == (False, None)
    assert filled.members[0].parents is not None
    assert filled.members[0].hukou.kind == "urban"
    assert completer().usual(one(), []).members[0].hukou.kind is None
    assert completer().without(one(in_prison=True), [prison, roaming]) == one()


# What belongs together ------------------------------------------------------------


def test_facts_of_one_record_that_a_rule_looks_at_together() -> None:
    near = Neighbours(LINKED)
    kind, grade = OpenFact(0, "disability.kind"), OpenFact(0, "disability.grade")
    prison, of_another = OpenFact(0, "in_prison"), OpenFact(1, "disability.grade")
    car = OpenFact(None, "property.motor_vehicle")
    every = [kind, grade, of_another, car]
    assert near.of(kind, every) == {kind, grade}
    assert near.of(kind, [grade]) == {grade}
    assert near.of(of_another, every) == {of_another}
    assert prison not in near.of(car, [prison, car])
    first, months = OpenFact(0, "parents.0.situation"), OpenFact(0, "parents.0.months")
    second = OpenFact(0, "parents.1.months")
    assert near.of(first, [first, months, second]) == {first, months}


# The days on which rules change ---------------------------------------------------


def test_rules_change_where_something_begins_and_after_it_ends() -> None:
    tables = assembled(
        {
            "figure.yaml": figure("from: 2001-02-03, to: 2005-06-30, value: 1"),
            "gd/figure.yaml": figure("from: 2010-01-01, value: 2", head=False),
            "gd/sz/lg/figure.yaml": figure("from: 2012-01-01, value: 3", head=False),
        }
    )
    nation = [date(2001, 2, 3), date(2005, 7, 1)]
    assert breakpoints(tables, "000000") == nation
    assert breakpoints(tables, "440300") == [*nation, date(2010, 1, 1)]
    assert breakpoints(tables, "440307") == [*nation, date(2010, 1, 1), date(2012, 1, 1)]
    assert first_laid_over(tables, "440300") == date.max


def test_skipped_facts_stay_unknown() -> None:
    household = one(hukou=Hukou(kind="urban"))
    facts = frozenset({OpenFact(0, "in_prison"), OpenFact(0, "roaming")})
    assert closed_facts([facts], household, ["members.a.roaming"]) == {OpenFact(0, "roaming")}
    assert closed_facts([facts], household, []) == frozenset()


def test_incomes_are_tried_as_findings_where_a_rule_takes_those() -> None:
    finding, listed = OpenFact(0, "counted_income"), OpenFact(0, "incomes")
    total, prison = OpenFact(None, "counted_income"), OpenFact(0, "in_prison")
    both = frozenset({finding, listed, total, prison})
    assert closed_facts([both], one(), []) == {listed, total}
    assert closed_facts([both], one(), ["members.a.counted_income"]) == {finding, listed}
    assert closed_facts([frozenset({listed})], one(), []) == frozenset()
    assert closed_facts([both, frozenset({listed})], one(), []) == {total}
    assert closed_facts([frozenset({total, prison})], one(), []) == frozenset()
    assert closed_facts([both, frozenset({total})], one(), []) == {listed}


def test_who_skips_the_parents_skips_what_is_asked_of_each() -> None:
    situation, months = OpenFact(0, "parents.0.situation"), OpenFact(0, "parents.1.months")
    facts = frozenset({situation, months, OpenFact(0, "roaming")})
    assert closed_facts([facts], one(), ["members.a.parents"]) == {situation, months}
    assert closed_facts([facts], one(), ["members.a.parents.1.months"]) == {months}
    assert closed_facts([facts], one(), ["members.b.parents"]) == frozenset()
