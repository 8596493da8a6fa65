"""What an open question can still come to: bounds, deciding facts, and what is asked next."""

from __future__ import annotations

import pytest

from civbenefits.engine import exploring
from civbenefits.engine.exploring import Exploration, Explorer, Hanging
from civbenefits.engine.possible import Possible
from civbenefits.engine.telling import OpenFact
from civbenefits.facts.household import Household, Property
from civbenefits.facts.member import Income, Member
from tests.engine.small_surveys import paying, persons, survey_of
from tests.engine.small_tables import Files, one, together

PRISON, ROAMING = OpenFact(0, "in_prison"), OpenFact(0, "roaming")
MISSING, SOLDIER = OpenFact(0, "declared_missing"), OpenFact(0, "conscript")
FOUND, DIFFICULTY = OpenFact(0, "counted_income"), OpenFact(None, "in_difficulty")

UNLIKE = "(in_prison and not roaming) or (roaming and not in_prison)"
NEEDLESS = "(in_prison and roaming) or (roaming and not in_prison)"
ALWAYS = "(conscript and declared_missing) or (conscript and not declared_missing) or not conscript"


def explored(*files: Files, household: Household | None = None) -> Exploration:
    return Explorer(survey_of(*files)).explore(household or one())


def asked(*files: Files, household: Household | None = None, skip: str = "") -> OpenFact | None:
    explorer = Explorer(survey_of(*files))
    household = household or one()
    return explorer.next_fact(household, explorer.hanging(household, skip.split()))


def some(*facts: OpenFact) -> frozenset[OpenFact]:
    return frozenset(facts)


# Which facts decide ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("requires", "pays", "deciding"),
    [
        ("in_prison", "figure", some(PRISON)),
        (UNLIKE, "figure", some(PRISON, ROAMING)),
        (NEEDLESS, "figure", some(ROAMING)),
        ("in_prison and roaming and declared_missing", "figure", some(PRISON, ROAMING, MISSING)),
        ("", "figure if in_prison and roaming else other", some(PRISON, ROAMING)),
        ("", f"figure if {NEEDLESS} else other", some(ROAMING)),
        (
            "",
            "figure if in_prison and household.in_difficulty else other",
            some(PRISON, DIFFICULTY),
        ),
        (
            "conscript",
            "figure if in_prison and household.in_difficulty else other",
            some(PRISON, DIFFICULTY, SOLDIER),
        ),
        ("conscript", "figure if in_prison and roaming else other", some(SOLDIER, PRISON, ROAMING)),
        ("", "figure if in_prison and roaming else figure * 1", some()),
    ],
)
def test_facts_that_decide_are_told_from_those_that_do_not(
    requires: str, pays: str, deciding: frozenset[OpenFact]
) -> None:
    hanging = explored(paying("aid", requires, pays)).hanging
    assert (hanging.deciding, hanging.unsettled) == ((deciding,), (some(),))
    assert hanging.instead == (some(),)


def test_what_no_branch_may_settle_is_unsettled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exploring, "MAX_BRANCHES", 0)
    hanging = explored(paying("aid", NEEDLESS)).hanging
    assert (hanging.deciding, hanging.unsettled) == ((some(ROAMING),), (some(PRISON),))
    assert hanging.waiting == (some(PRISON, ROAMING),)


def test_facts_are_listed_with_the_answer_that_hangs_on_them() -> None:
    files = paying("aid_a", "in_prison"), paying("aid_b", f"conscript and ({NEEDLESS})")
    hanging = explored(*files, household=persons(2)).hanging
    second = [fact._replace(owner=1) for fact in (PRISON, ROAMING, SOLDIER)]
    assert hanging.deciding == (
        some(PRISON),
        some(second[0]),
        some(ROAMING, SOLDIER),
        some(second[1], second[2]),
    )
    assert hanging.waiting == (
        some(PRISON),
        some(second[0]),
        some(PRISON, ROAMING, SOLDIER),
        some(*second),
    )
    assert hanging.unsettled == (some(),) * 4
    assert [(each.scheme.name, each.member) for each in hanging.subjects] == [
        ("aid_a", 0),
        ("aid_a", 1),
        ("aid_b", 0),
        ("aid_b", 1),
    ]


def test_to_ask_it_is_enough_that_some_facts_are_seen_to_decide() -> None:
    explorer = Explorer(survey_of(paying("aid", f"conscript or ({NEEDLESS})")))
    hanging = explorer.hanging(one(), [])
    assert (hanging.deciding, hanging.unsettled) == ((some(SOLDIER, ROAMING),), (some(),))
    hanging = explorer.hanging(one(), ["members.a.conscript"])
    assert hanging.waiting == (some(PRISON, ROAMING),)
    rare = Explorer(survey_of(paying("aid", "in_prison and roaming and declared_missing")))
    assert rare.hanging(one(), []).deciding == (some(PRISON, ROAMING, MISSING),)


def test_where_some_fact_decides_the_rare_ones_are_not_looked_for() -> None:
    files = paying("aid_a", "in_prison"), paying("aid_b", "roaming and declared_missing")
    explorer = Explorer(survey_of(*files))
    assert explorer.hanging(one(), []).deciding == (some(PRISON), some())
    assert explorer.explore(one()).hanging.deciding == (some(PRISON), some(ROAMING, MISSING))


def test_a_finding_that_can_no_longer_be_given_is_named_all_the_same() -> None:
    rule = "first_known(counted_income, sum(i.monthly for i in incomes)) < figure"
    known = one(incomes=(Income(kind="wage"),))
    hanging = explored(paying("aid", rule), household=known).hanging
    assert hanging.instead == (some(FOUND),)
    assert FOUND in hanging.waiting[0]


def test_what_may_be_told_instead_of_a_finding() -> None:
    own = explored(
        paying("aid", "first_known(counted_income, sum(i.monthly for i in incomes)) < figure")
    )
    assert own.hanging.deciding == (some(FOUND),)
    assert own.hanging.instead == (some(OpenFact(0, "incomes")),)
    raw = Household(members=(Member(id="a"),), property=Property(dwellings=1))
    compliant = OpenFact(None, "property.compliant")
    hanging = explored(
        paying("aid", "in_prison and (household.property.compliant or roaming)"), household=raw
    ).hanging
    assert hanging.waiting == (some(PRISON, ROAMING, compliant),)
    assert hanging.instead == (some(compliant),)


# Bounds ---------------------------------------------------------------------------


def test_an_answer_that_only_ranges_settle_is_exact() -> None:
    pays = "figure if counted_income + (figure if roaming else naught) >= figure else other"
    found = explored(paying("aid", "", pays), household=one(roaming=True))
    assert found.possible == (Possible(True, False, 10000, 10000, False, exact=True),)
    assert found.total == Possible(True, False, 10000, 10000, False, exact=True)
    assert found.hanging.deciding == found.hanging.unsettled == (some(),)


def test_bounds_of_each_answer_and_of_the_sum() -> None:
    found = explored(paying("aid_a", "in_prison"), paying("aid_b", "", "figure - other"))
    assert found.possible == (
        Possible(True, True, 0, 10000, False, exact=True),
        Possible(True, False, 7000, 7000, False, exact=True),
    )
    assert found.total == Possible(True, False, 7000, 17000, False, exact=True)


def both_ways() -> list[Files]:
    """Two schemes that nobody has together, as conditions and as a combination say."""
    return [
        paying("aid_a", "in_prison and not roaming"),
        paying("aid_b", "roaming and not in_prison"),
        together_file("aid_a", "aid_b"),
    ]


def together_file(one_: str, other: str) -> Files:
    return {"together.yaml": together("exclusive", one_, other, keeps=other)}


@pytest.mark.parametrize("count", [1, 16])
def test_the_greatest_sum_of_many_is_climbed_to(count: int) -> None:
    # Told all at once, what is best for each scheme alone refuses both.
    household = persons(count)
    assert len(household.members) * 2 > exploring.MAX_SUMMED or count == 1
    total = explored(*both_ways(), household=household).total
    assert total == Possible(True, True, 0, count * 10000, False, exact=True)


def test_what_only_comes_about_together_is_climbed_to_for_many() -> None:
    total = explored(paying("aid", "in_prison and roaming"), household=persons(16)).total
    assert total == Possible(True, True, 0, 160000, False, exact=True)


@pytest.mark.parametrize("count", [1, 16])
def test_the_least_sum_of_many_is_climbed_to(count: int) -> None:
    pays = f"other if {UNLIKE} else figure"
    total = explored(paying("aid", "", pays), household=persons(count)).total
    assert total == Possible(True, False, count * 3000, count * 10000, False, exact=True)


def test_the_sum_of_very_many_is_bounded_without_branching(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [
        paying("aid_a", "in_prison"),
        paying("aid_b", "not in_prison", "other"),
    ]
    exact = Possible(True, False, 3000, 10000, False, exact=True)
    loose = Possible(True, True, 0, 13000, False, exact=False)
    for limit, expected in ((1, exact), (0, loose)):
        monkeypatch.setattr(exploring, "MAX_SUMMED", limit)
        total = explored(*files).total
        assert (total.low, total.high, total.exact) == (expected.low, expected.high, expected.exact)


# What is asked next ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("conditions", "skip", "expected"),
    [
        (["in_prison"], "", PRISON),
        (["in_prison"], "members.a.in_prison", None),
        (["in_prison or roaming"], "members.a.in_prison", ROAMING),
        # Of equal ones the first by name.
        (["roaming and in_prison"], "", PRISON),
        # What leaves fewer answers open.
        (["in_prison and roaming", "roaming"], "", ROAMING),
        (["in_prison", "roaming and conscript", "conscript"], "", SOLDIER),
        (["in_prison", "in_prison and roaming", "roaming", "roaming"], "", ROAMING),
        # Of those on which as many answers stay open, what most answers hang on.
        ([UNLIKE, UNLIKE.replace("in_prison", "conscript")], "", ROAMING),
        # A fact that decides nothing is not asked for, even if it closed more answers.
        (
            [UNLIKE, ALWAYS],
            "",
            PRISON,
        ),
    ],
)
def test_the_fact_that_leaves_the_fewest_answers_open_is_asked_for(
    conditions: list[str], skip: str, expected: OpenFact | None
) -> None:
    files = [paying(f"aid_{'abcd'[at]}", each) for at, each in enumerate(conditions)]
    assert asked(*files, skip=skip) == expected


def test_of_many_persons_the_first_is_asked_about() -> None:
    two = persons(2)
    assert asked(paying("aid", "in_prison"), household=two) == PRISON
    assert asked(paying("aid", "in_prison"), household=two, skip="members.m0.in_prison") == (
        OpenFact(1, "in_prison")
    )


def test_what_concerns_the_household_is_asked_first() -> None:
    assert asked(paying("aid", "in_prison and household.in_difficulty")) == DIFFICULTY
    raw = Household(members=(Member(id="a"),), property=Property(dwellings=1))
    files = paying("aid", "household.property.compliant and in_prison")
    assert asked(files, household=raw) == PRISON
    assert ranked(([OpenFact(0, "parents"), PRISON], [], [])) == PRISON


def test_what_decides_nothing_is_asked_only_if_an_answer_comes_of_it() -> None:
    files = paying("aid", ALWAYS)
    found = explored(files).hanging
    assert found.deciding == found.unsettled == (some(),)
    assert asked(files) == SOLDIER
    assert asked(files, household=one(conscript=True)) == MISSING
    assert asked(files, household=one(conscript=False)) is None
    both = f"({ALWAYS}) and ({ALWAYS.replace('conscript', 'roaming')})"
    assert asked(paying("aid", both), household=one(roaming=False)) == SOLDIER


def ranked(hanging: tuple[list[OpenFact], list[OpenFact], list[OpenFact]]) -> OpenFact | None:
    """What is asked where some facts decide, some are unsettled and some are waited for."""
    survey = survey_of(paying("aid", "(in_prison or roaming) and conscript"))
    subjects = tuple(survey.subjects(one()))
    deciding, unsettled, waiting = ((frozenset(each),) for each in hanging)
    hung = Hanging(subjects, deciding, unsettled, waiting, (some(),))
    return Explorer(survey).next_fact(one(), hung)


@pytest.mark.parametrize(
    ("deciding", "unsettled", "waiting", "expected"),
    [
        ([PRISON], [ROAMING, SOLDIER], [SOLDIER], PRISON),
        ([], [PRISON], [SOLDIER], PRISON),
        ([], [], [PRISON, ROAMING, SOLDIER], SOLDIER),
        ([], [], [PRISON, ROAMING], None),
        ([PRISON, SOLDIER], [], [], SOLDIER),
        ([OpenFact(0, "incomes")], [], [SOLDIER], None),
        ([OpenFact(0, "incomes"), PRISON], [], [], PRISON),
        ([], [], [], None),
    ],
)
def test_deciding_facts_come_before_unsettled_ones_and_those_before_others(
    deciding: list[OpenFact],
    unsettled: list[OpenFact],
    waiting: list[OpenFact],
    expected: OpenFact | None,
) -> None:
    assert ranked((deciding, unsettled, waiting)) == expected
