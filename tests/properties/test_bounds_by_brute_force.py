"""Bounds and deciding facts against all completions of small households under random rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import Any, NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st

from civbenefits.decisions.model import Assessment, Bounds, Decision, Verdict
from civbenefits.engine.rulebook import Rulebook
from civbenefits.engine.telling import OpenFact, path_of, told
from civbenefits.errors import InputError, TableErrors
from civbenefits.facts.household import Household
from civbenefits.facts.member import DISABILITY_KINDS, Member
from tests.engine.small_tables import aid, figure, shelf, together
from tests.properties.situations import examples

OF_PERSONS: dict[str, tuple[Any, ...]] = {
    "in_prison": (False, True),
    "roaming": (False, True),
    "conscript": (False, True),
    "hukou.kind": ("urban", "rural"),
    "disability.kind": tuple(DISABILITY_KINDS),
    "disability.grade": (1, 2, 3, 4),
}
OF_HOUSEHOLD: dict[str, tuple[Any, ...]] = {"in_difficulty": (False, True)}

ATOMS = (
    "in_prison",
    "roaming",
    "conscript",
    "household.in_difficulty",
    "hukou.kind == 'urban'",
    "disability.grade <= 2 and disability.kind != 'none'",
    "disability.kind in ['visual', 'mental']",
    "any(m.roaming for m in members)",
    "count(m.in_prison for m in members) == 1",
    "not_on_record",
)

CONSTANT = ("table.always_true", "table.always_false", "table.never_all_hold")


class Asked(NamedTuple):
    """Random rules, and a household of which little is known."""

    book: Rulebook
    household: Household


@st.composite
def conditions(draw: st.DrawFn, depth: int = 2) -> str:
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        return f"({draw(st.sampled_from(ATOMS))})"
    shape = draw(st.sampled_from(("and", "or", "and not", "if")))
    one, other = draw(conditions(depth - 1)), draw(conditions(depth - 1))
    if shape == "if":
        return f"({one} if {draw(conditions(0))} else {other})"
    return f"({one} {shape} {other})"


@st.composite
def amounts(draw: st.DrawFn) -> str:
    pays = f"figure * {draw(st.integers(1, 3))}"
    return f"({pays} if {draw(conditions(1))} else figure)" if draw(st.booleans()) else pays


@st.composite
def situations(draw: st.DrawFn) -> Asked:
    files = {"figure.yaml": figure("from: 2000-01-01, value: 100")}
    for name in ("first", "second"):
        version = f'requires: {{asked: "{draw(conditions())}"}}\npays: "{draw(amounts())}"'
        files[f"{name}.yaml"] = aid(version, name=name)
    # A scheme that adds what another one pays, so that its range takes that in twice.
    files["third.yaml"] = aid(
        f'requires: {{asked: "receives(first) or {draw(conditions(1))}"}}\n'
        'pays: "figure * 9 - amount(first) - amount(second)"',
        name="third",
    )
    if draw(st.booleans()):
        files["together.yaml"] = together("exclusive", "first", "second", keeps="second")
    count = draw(st.integers(1, 2))
    household = Household(members=tuple(Member(id="ab"[index]) for index in range(count)))
    places = list(places_of(household))
    known = draw(st.sets(st.sampled_from(places)))
    # Few enough are left open for all completions to be tried.
    for place in (place for index, place in enumerate(places) if place in known or index > 4):
        value = draw(st.sampled_from(domain(place)))
        try:
            household = told(household, place, value)
        except InputError:
            continue
    try:
        rules = shelf(files)
    except TableErrors as refused:  # conditions drawn together that cannot vary
        assume(not all(each.code in CONSTANT for each in refused.faults))
        raise
    return Asked(rules.rulebook("440300", "2021-06"), household)


def places_of(household: Household) -> Iterator[OpenFact]:
    yield from (OpenFact(None, path) for path in OF_HOUSEHOLD)
    for index in range(len(household.members)):
        yield from (OpenFact(index, path) for path in OF_PERSONS)


def domain(place: OpenFact) -> tuple[Any, ...]:
    return (OF_HOUSEHOLD if place.owner is None else OF_PERSONS)[place.path]


def unknown(household: Household) -> list[OpenFact]:
    found = []
    for place in places_of(household):
        holder: Any = household if place.owner is None else household.members[place.owner]
        for part in place.path.split("."):
            holder = getattr(holder, part)
        if holder is None:
            found.append(place)
    return found


Completion = tuple[Any, ...]


class Answer(NamedTuple):
    """What one person gets of one scheme."""

    verdict: Verdict
    qualifies: bool | None
    amount: Decimal | None


Answers = dict[tuple[str, str], Answer]


def completions(question: Asked, facts: list[OpenFact]) -> dict[Completion, Answers]:
    """What every completion comes to. Without a disability there is no grade to be told."""
    found: dict[Completion, Answers] = {}
    for values in product(*map(domain, facts)):
        household = question.household
        kept: list[Any] = []
        for place, value in zip(facts, values, strict=True):
            allowed = tellable(household, place)
            if allowed and value not in allowed:
                break
            kept.append(value if allowed else None)
            household = told(household, place, kept[-1])
        if len(kept) == len(facts) and tuple(kept) not in found:
            found[tuple(kept)] = answers(question.book, household)
    return found


def answers(book: Rulebook, household: Household) -> Answers:
    """What comes of a household; where an amount is not on record, somebody may still qualify."""
    found: Answers = {}
    for each in book.decide(household):
        person = each.person or ""
        qualifies = None
        if each.verdict == "not_on_record":
            again = book.assess(household, bounds=False).of(each.scheme, person)
            qualifies = again.qualifies
        found[each.scheme, person] = Answer(each.verdict, qualifies, each.amount)
    return found


def tellable(household: Household, place: OpenFact) -> list[Any]:
    """The values of a fact that do not contradict what is known."""
    found = []
    for value in domain(place):
        try:
            told(household, place, value)
        except InputError:
            continue
        found.append(value)
    return found


def deciding(
    every: dict[Completion, Answers], facts: list[OpenFact], key: tuple[str, str]
) -> set[OpenFact]:
    """The facts in which alone two completions differ that differ in the answer.

    Who has no disability is compared with those who have, of any grade.
    """
    found = set()
    for index, fact in enumerate(facts):
        outcomes = defaultdict(set)
        for values, answer in every.items():
            if values[index] is not None:
                others = [
                    domain(place) if value is None else (value,)
                    for place, value in zip(facts, values, strict=True)
                ]
                for beside in product(*others[:index], *others[index + 1 :]):
                    outcomes[beside].add(answer[key])
        if any(len(each) > 1 for each in outcomes.values()):
            found.add(fact)
    return found


def paid(outcome: Answer) -> Decimal | None:
    return Decimal(0) if outcome.verdict == "not_eligible" else outcome.amount


def check_bounds(bounds: Bounds, amounts: list[Decimal]) -> None:
    assert all(bounds.lowest <= amount for amount in amounts)
    assert all(bounds.highest is None or amount <= bounds.highest for amount in amounts)
    if bounds.exact and amounts:
        assert (bounds.lowest, bounds.highest) == (min(amounts), max(amounts))


def check(
    decision: Decision, every: dict[Completion, Answers], facts: list[OpenFact], asked: Asked
) -> None:
    key = (decision.scheme, decision.persons[0])
    if decision.verdict in ("eligible", "not_eligible"):
        # Of an amount that is still open the law may prove to be lacking.
        unlike = {"not_on_record"} if decision.missing or decision.lacks else set()
        verdicts = {answer[key].verdict for answer in every.values()}
        assert verdicts - unlike <= {decision.verdict}
    if decision.bounds is None:
        return
    found = (paid(answer[key]) for answer in every.values())
    check_bounds(decision.bounds, [amount for amount in found if amount is not None])
    listed = {each.fact for each in decision.missing}
    decide = deciding(every, facts, key)
    assert listed == {path_of(fact, asked.household) for fact in decide}
    assert decision.bounds.exact


@examples(32)
@given(situations())
def test_bounds_and_deciding_facts_are_those_of_all_completions(asked: Asked) -> None:
    found: Assessment = asked.book.assess(asked.household)
    facts = unknown(asked.household)
    every = completions(asked, facts)
    for decision in found.decisions:
        check(decision, every, facts, asked)
    if found.total is not None:
        totals = [
            sum((each.amount or Decimal(0) for each in answer.values()), Decimal(0))
            for answer in every.values()
        ]
        check_bounds(found.total, totals)
    if any(each.missing for each in found.decisions):
        assert found.question is not None
    elif found.question is not None:
        # Whatever it is, the answer is the same; but the rules cannot say so without it.
        assert any(each.verdict == "undetermined" for each in found.decisions)
