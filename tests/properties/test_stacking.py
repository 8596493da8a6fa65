"""Nothing lawful beats the combination that is called the best: everything else was tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise, product
from typing import Any, Final, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

import civbenefits
from civbenefits import Assessment, Combination, Household, Member, Property, Rulebook, Stack
from civbenefits.engine.rulebook import RulebookShelf
from civbenefits.facts.member import CHOSEN_SCHEMES
from civbenefits.records import replace
from tests.engine.small_tables import aid, assembled, figure, meaning, together
from tests.properties.situations import PARENTS, Asked, exactly, examples

PLACES: Final = ("440300", "440307", "440105", "330800")
MONTHS: Final = ("2021-07", "2021-12", "2021-08")
"""Since the choice between tekun and the orphan allowance."""

RAISED: Final = (PARENTS[0], PARENTS[2], PARENTS[3], PARENTS[4])
"""Parents who are dead or cannot raise a child."""

Chosen = tuple[str | None, ...]


class Tried(NamedTuple):
    """A household with one set of choices."""

    choices: Chosen
    answer: Assessment

    def receives(self, person: str, scheme: str) -> bool | None:
        found = [d for d in self.answer.decisions if d.scheme == scheme and person in d.persons]
        decided = [d for d in found if d.verdict != "not_offered"]
        return decided[0].qualifies if decided else False

    @property
    def total(self) -> Fraction:
        amounts = [
            exactly(each)
            for each in self.answer.decisions
            if each.verdict == "eligible" and each.period == "month"
        ]
        return sum((each for each in amounts if each is not None), Fraction(0))

    @property
    def covered(self) -> int:
        """How many persons a monthly amount covers."""
        paid = [d for d in self.answer.decisions if d.amount is not None and d.period == "month"]
        return len({person for each in paid for person in each.persons})


class Everything:
    """A household with all choices that can be written down, lawful or not."""

    def __init__(self, book: Rulebook, household: Household) -> None:
        self.given: Chosen = tuple(member.chosen_scheme for member in household.members)
        self.ids = [member.id for member in household.members]
        every: tuple[str | None, ...] = (None, *CHOSEN_SCHEMES)
        self.tried = {
            choices: Tried(choices, book.assess(choosing(household, choices), bounds=False))
            for choices in product(every, repeat=len(self.ids))
        }

    def lawful(self) -> Iterator[Tried]:
        """What is surely lawful."""
        for choices, tried in self.tried.items():
            if all(self.may_choose(tried, index) for index in range(len(choices))):
                yield tried

    def may_choose(self, tried: Tried, index: int) -> bool:
        """Whether somebody receives what was chosen, or has nothing to choose."""
        person, chosen = self.ids[index], tried.choices[index]
        if chosen is not None and tried.receives(person, chosen):
            return True
        others = [
            self.tried[(*tried.choices[:index], scheme, *tried.choices[index + 1 :])]
            for scheme in CHOSEN_SCHEMES
        ]
        received = [each.receives(person, str(each.choices[index])) for each in others]
        return chosen == self.given[index] and all(each is False for each in received)

    def surer(self, tried: Tried, person: str) -> bool:
        """Whether there is something else that a person would surely receive."""
        index = self.ids.index(person)
        before, after = tried.choices[:index], tried.choices[index + 1 :]
        return any(
            self.tried[*before, scheme, *after].receives(person, scheme)
            for scheme in CHOSEN_SCHEMES
        )


def choosing(household: Household, choices: Chosen) -> Household:
    pairs: Any = zip(household.members, choices, strict=True)
    members = tuple(replace(member, chosen_scheme=chosen) for member, chosen in pairs)
    return replace(household, members=members)


def exact_total(each: Combination) -> Fraction:
    return Fraction(each.exact or each.total)


def with_choices(everything: Everything, each: Combination) -> Tried:
    """What the household comes to with the choices of a combination."""
    made = {choice.person: choice.scheme for choice in each.choices}
    pairs = zip(everything.ids, everything.given, strict=True)
    return everything.tried[tuple(made.get(person, given_) for person, given_ in pairs)]


def check(book: Rulebook, household: Household) -> Stack:
    """Whatever is known of the household."""
    stack = book.stack(household)
    everything = Everything(book, household)
    shown = [stack.best, *stack.others]
    for each in shown:
        tried = with_choices(everything, each)
        assert exact_total(each) == tried.total
        for choice in each.choices:
            received = tried.receives(choice.person, choice.scheme)
            assert received or (received is None and not everything.surer(tried, choice.person))
    totals = [exact_total(each) for each in shown]
    assert totals == sorted(totals, reverse=True)
    lawful = list(everything.lawful())
    assert all(each.total <= totals[0] for each in lawful)
    assert {each.total for each in lawful} <= set(totals)
    check_ties(everything, shown)
    return stack


def check_ties(everything: Everything, shown: list[Combination]) -> None:
    for first, second in pairwise(shown):
        if exact_total(first) != exact_total(second):
            continue
        one, other = with_choices(everything, first), with_choices(everything, second)
        assert (first.changes, -one.covered) <= (second.changes, -other.covered)
        assert first.persons or not one.covered
        assert len(first.persons) == one.covered


def check_order_of_members(book: Rulebook, household: Household, stack: Stack) -> None:
    turned = book.stack(replace(household, members=household.members[::-1]))
    assert turned.complete == stack.complete
    assert set(turned.open) == set(stack.open)
    pairs = zip((stack.best, *stack.others), (turned.best, *turned.others), strict=True)
    for one, other in pairs:
        assert set(one.choices) == set(other.choices)
        assert (one.total, one.changes) == (other.total, other.changes)
        assert set(one.excluded) == set(other.excluded)


# Small tables ---------------------------------------------------------------------

PAYS: Final = ("low", "mid", "high", "low + mid", "mid / 3")
ASKED: Final = (
    "in_prison",
    "not in_prison",
    "True",
    "not roaming",
    "in_prison and not_on_record",
    "not (roaming and chosen_scheme == 'unsupported_child_allowance')",
    "chosen_scheme != 'orphan_allowance' or roaming",
    "not any(m.chosen_scheme == 'tekun' for m in members if m.roaming)",
    "count(m for m in members if m.chosen_scheme == 'unsupported_child_allowance') < 2",
)
AFTER: Final = (
    "True",
    "not receives(tekun)",
    "any(m.receives(orphan_allowance) for m in members)",
    "all(m.receives(tekun) for m in members if m.in_prison)",
)
COMBINED: Final = (
    together("choice", "tekun", "orphan_allowance"),
    together("choice", "orphan_allowance", "tekun"),
    together("choice", "unsupported_child_allowance", "tekun", "orphan_allowance"),
    together("exclusive", "tekun", "extra", keeps="tekun"),
    together("exclusive", "extra", "orphan_allowance", keeps="extra"),
    together("exclusive", "orphan_allowance", "fund", keeps="fund"),
    together("top_up", "unsupported_child_allowance", "tekun", "fund"),
    together("unknown", "orphan_allowance", "fund"),
)

small_tables = st.fixed_dictionaries(
    {
        "tekun": st.tuples(st.sampled_from(ASKED), st.sampled_from(PAYS)),
        "orphan_allowance": st.tuples(st.sampled_from(ASKED), st.sampled_from(PAYS)),
        "unsupported_child_allowance": st.tuples(st.sampled_from(ASKED), st.sampled_from(PAYS)),
        "extra": st.tuples(st.sampled_from(AFTER), st.sampled_from(PAYS)),
        "combined": st.tuples(st.booleans(), st.sets(st.sampled_from(range(len(COMBINED))))),
    }
)


@cache
def made(tables: tuple[tuple[str, Any], ...]) -> Rulebook | None:
    """A rulebook; None where the combinations make a circle."""
    drawn = dict(tables)
    files = {
        f"{name}.yaml": figure(f"from: 2000-01-01, value: {value}", name=name)
        for name, value in (("low", 40), ("mid", 50), ("high", 80))
    }
    needed = "low < mid and mid < high and (in_unit or not in_unit)"
    files["use.yaml"] = aid(
        f"requires: {{use: {needed}}}\nprovides: {{zh: 物, en: goods}}", name="use"
    )
    files["unit.yaml"] = meaning("from: 2000-01-01, is: not receives(tekun)", name="in_unit")
    files["fund.yaml"] = aid(
        """
        requires: {asked: household.property.compliant}
        pays: low * count(m for m in members if m.in_unit)
        covers: in_unit
        """,
        name="fund",
        of="household",
    )
    for name, (asked, pays) in drawn.items():
        if name != "combined":
            files[f"{name}.yaml"] = aid(f'requires: {{it: "{asked}"}}\npays: {pays}', name=name)
    always, combined = drawn["combined"]
    for index in sorted({*combined, *([0] if always else [])}):
        files[f"together{index}.yaml"] = COMBINED[index]
    try:
        return RulebookShelf(assembled(files)).rulebook("440300", "2021-06")
    except civbenefits.TableErrors as error:
        if {fault.code for fault in error.faults} != {"table.circle"}:
            raise
        return None


def book_of(tables: Mapping[str, Any]) -> Rulebook | None:
    always, combined = tables["combined"]
    return made(tuple({**tables, "combined": (always, frozenset(combined))}.items()))


@st.composite
def people(draw: st.DrawFn, *, unknown: bool = False) -> Household:
    yes_no = st.sampled_from((True, True, False, *((None,) if unknown else ())))
    members = tuple(
        Member(
            id=name,
            in_prison=draw(yes_no),
            roaming=draw(yes_no),
            chosen_scheme=draw(st.sampled_from((None, None, *CHOSEN_SCHEMES))),
        )
        for name in "bac"[: draw(st.integers(1, 3))]
    )
    return Household(members=members, property=Property(compliant=draw(yes_no)))


@examples(60)
@given(small_tables, people())
def test_nothing_lawful_beats_the_best(tables: dict[str, Any], household: Household) -> None:
    book = book_of(tables)
    if book is not None:
        check_order_of_members(book, household, check(book, household))


@examples(60)
@given(small_tables, people(unknown=True))
def test_nor_where_facts_are_missing(tables: dict[str, Any], household: Household) -> None:
    book = book_of(tables)
    if book is not None:
        check_order_of_members(book, household, check(book, household))


def without_property(household: Household) -> Household:
    return replace(household, property=Property())


@examples(150)
@given(
    small_tables,
    st.one_of(people().map(without_property), people(unknown=True)),
    st.data(),
)
def test_what_is_complete_stays_the_best_when_more_is_known(
    tables: dict[str, Any], household: Household, data: st.DataObject
) -> None:
    book = book_of(tables)
    if book is None:
        return
    stack = book.stack(household)
    if not stack.complete:
        return
    more = data.draw(completed(household))
    everything = Everything(book, more)
    now = with_choices(everything, stack.best)
    assert all(each.total <= now.total for each in everything.lawful())


@st.composite
def completed(draw: st.DrawFn, household: Household) -> Household:
    """The household with nothing missing but choices."""
    members = tuple(
        replace(
            member,
            in_prison=draw(st.booleans()) if member.in_prison is None else member.in_prison,
            roaming=draw(st.booleans()) if member.roaming is None else member.roaming,
        )
        for member in household.members
    )
    compliant = household.property.compliant
    found = draw(st.booleans()) if compliant is None else compliant
    return replace(household, members=members, property=Property(compliant=found))


# The built-in tables --------------------------------------------------------------


@st.composite
def families(draw: st.DrawFn) -> tuple[Asked, Household]:
    """A grown-up, and children who come near several schemes; something may be unknown."""
    question = Asked(draw(st.sampled_from(PLACES)), draw(st.sampled_from(MONTHS)))
    disability = st.sampled_from(
        (
            civbenefits.Disability(),
            civbenefits.Disability(),
            civbenefits.Disability(kind="mental", grade=1, needs_long_care=True),
            civbenefits.Disability(kind="physical", grade=3, needs_long_care=False),
        )
    )
    income = st.sampled_from((Decimal(0), Decimal(0), Decimal(500), Decimal(900), Decimal(3000)))
    adult = Member(id="g", relation="applicant", age=55, counted_income=draw(income))
    children = tuple(
        Member(
            id=name,
            relation="grandchild",
            age=draw(st.sampled_from((3, 10, 15, 17))),
            counted_income=draw(income),
            disability=draw(disability),
            parents=draw(st.one_of(st.sampled_from(RAISED), st.sampled_from((*PARENTS, None)))),
            able_supporter=draw(st.sampled_from((False, False, False, False, True, None))),
            illness=civbenefits.Illness(hiv_infected=draw(st.booleans())),
            chosen_scheme=draw(st.sampled_from((None, *CHOSEN_SCHEMES))),
        )
        for name in "ba"[: draw(st.integers(1, 2))]
    )
    alone = len(children) == 1 and draw(st.booleans())
    household = Household(
        members=children if alone else (adult, *children),
        property=Property(compliant=draw(st.sampled_from((True, True, False)))),
    )
    assumed, _ = civbenefits.assume_usual(household, question.place)
    return question, assumed


@examples(40)
@given(families())
def test_nothing_lawful_beats_the_best_by_the_built_in_tables(
    asked: tuple[Asked, Household],
) -> None:
    question, household = asked
    stack = check(question.book, household)
    check_order_of_members(question.book, household, stack)
    for each in stack.excluded:
        decision = question.book.assess(with_best(household, stack), bounds=False)
        refused = decision.of(each.scheme, each.person)
        assert refused.verdict == "not_eligible"
        assert decision.of(each.by, each.person or household.members[0].id).qualifies


def with_best(household: Household, stack: Stack) -> Household:
    made_ = {choice.person: choice.scheme for choice in stack.best.choices}
    return choosing(household, tuple(made_.get(m.id, m.chosen_scheme) for m in household.members))
