"""Trees of reasons say what the decision rests on, nothing else, and settle it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

import civbenefits
from civbenefits import Assessment, Explained, Household, Reason, Rulebook
from civbenefits.cases import Case, read_cases
from civbenefits.engine.library import built_in, built_in_folder
from civbenefits.facts.reading import household_from

CASES = read_cases(built_in_folder())


def every(reasons: Iterable[Reason]) -> Iterator[Reason]:
    for reason in reasons:
        yield reason
        yield from every(reason.reasons)


def settled(parts: Iterable[bool | None], *, all_needed: bool) -> bool | None:
    """Kleene logic."""
    found = list(parts)
    decisive = not all_needed
    if decisive in found:
        return decisive
    return None if None in found else not decisive


def check(answer: Assessment, explanation: tuple[Explained, ...], rules: Rulebook) -> None:
    """Every decision has its tree, and every tree settles its decision."""
    told = {
        (each.scheme, person): each
        for each in explanation
        for person in ((None,) if each.of_household else each.persons)
    }
    assert len(told) == sum(1 if each.of_household else len(each.persons) for each in explanation)
    for decision in answer.decisions:
        found = [each for (scheme, _), each in told.items() if scheme == decision.scheme]
        explained = next(
            each
            for each in found
            if each.of_household or set(decision.persons) <= set(each.persons)
        )
        assert (explained.verdict, explained.amount) == (decision.verdict, decision.amount)
        conditions = [each for each in explained.reasons if each.kind == "condition"]
        assert [(each.name, each.holds) for each in conditions] == [
            (each.name, each.holds) for each in decision.conditions
        ]
        if decision.verdict != "not_offered" and decision.conditions:
            holds = settled((each.holds for each in conditions), all_needed=True)
            assert holds is decision.qualifies
        amounts = [each for each in explained.reasons if each.kind == "amount"]
        assert len(amounts) == bool(decision.qualifies and decision.period)
        for amount in amounts:
            if decision.amount is None:
                assert amount.value is None
            else:
                assert amount.value is not None
                assert str(decision.amount) in amount.value.en
        for reason in every(explained.reasons):
            check_reason(reason)


def check_reason(reason: Reason) -> None:
    assert reason.text.zh
    assert reason.text.en
    assert reason.statement or reason.holds is None or reason.kind == "item"
    assert not (reason.statement and reason.value)
    if reason.needs is not None:
        parts = [each.holds for each in reason.reasons]
        assert settled(parts, all_needed=reason.needs == "all") is reason.holds
        settling = {each for each in parts if each is reason.holds}
        assert set(parts) <= settling
    if reason.kind == "fact":
        assert (reason.known == "unknown") == (reason.holds is None and reason.value is None)
    if reason.formula is not None:
        assert "?" not in reason.formula.zh + reason.formula.en


def of_case(case: Case) -> tuple[Rulebook, Household, tuple[civbenefits.Assumption, ...]]:
    shape = case.shape
    rules = built_in().rulebook(shape.place, shape.on)
    household = household_from(shape.household)
    if shape.assume == "usual":
        return rules, *civbenefits.assume_usual(household, rules.place.code)
    return rules, household, ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.shape.case)
def test_the_tree_settles_the_decision(case: Case) -> None:
    rules, household, assumed = of_case(case)
    answer = rules.assess(household, assumed, bounds=False)
    check(answer, rules.explain(household, assumed), rules)
