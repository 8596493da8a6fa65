"""Usual circumstances: they fill in what nobody said, and nothing else."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import civbenefits
from civbenefits import Assumption, Household
from civbenefits.facts.vocabulary import as_data
from civbenefits.testing import complete
from tests.properties.situations import (
    Asked,
    Path,
    any_households,
    asked,
    examples,
    facts_told,
    forgetting,
    judged,
    needy,
)


def told(household: Household) -> dict[Path, Any]:
    """Each fact with its value; of a list of records, how long it is and every part."""
    data = as_data(household)
    return {path: _value(data, path) for path in facts_told(data)}


def _value(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return len(data) if isinstance(data, list) else data


def reported(household: Household, assumptions: tuple[Assumption, ...]) -> set[Path]:
    """The paths of the facts that were assumed."""
    index = {member.id: position for position, member in enumerate(household.members)}
    found: set[Path] = set()
    for each in assumptions:
        owner: Path = () if each.person is None else ("members", index[each.person])
        found.add((*owner, *each.fact.split(".")))
    return found


def some(question: Asked) -> st.SearchStrategy[Household]:
    near = needy(question).flatmap(forgetting)
    return st.one_of(
        near, any_households(question, unknown=0.5), any_households(question, unknown=0.9)
    )


@examples(80)
@given(asked(), st.data())
def test_what_was_given_stays_and_what_is_added_is_reported(
    question: Asked, data: st.DataObject
) -> None:
    household = data.draw(some(question))
    assumed, assumptions = civbenefits.assume_usual(household, question.place)
    before, after = told(household), told(assumed)
    assert before.items() <= after.items()
    added = {_without_parts(path) for path in after.keys() - before.keys()}
    assert added == reported(household, assumptions)
    assert len(added) == len(assumptions)


@examples(80)
@given(asked(), st.data())
def test_what_the_answer_does_not_list_makes_no_difference(
    question: Asked, data: st.DataObject
) -> None:
    household = data.draw(some(question))
    assumed, assumptions = civbenefits.assume_usual(household, question.place)
    answer = question.book.assess(assumed, assumptions)
    listed = [each for each in assumptions if each in answer.assumptions]
    assert list(answer.assumptions) == listed
    left_out = tuple(each for each in assumptions if each not in listed)
    without = as_data(assumed)
    for path in reported(assumed, left_out):
        _forget(without, path)
    known = civbenefits.household_from(without)
    assert question.book.decide(known) == question.book.decide(assumed)


def _forget(data: Any, path: Path) -> None:
    for part in path[:-1]:
        data = data[part]
    del data[path[-1]]


def _without_parts(path: Path) -> Path:
    """A fact; of what stands in a list that was assumed as a whole, the list."""
    return path[: path.index("parents") + 1] if "parents" in path else path


@examples(30)
@given(asked(), st.data())
def test_what_was_assumed_is_not_assumed_again(question: Asked, data: st.DataObject) -> None:
    household = data.draw(some(question))
    assumed, _ = civbenefits.assume_usual(household, question.place)
    assert civbenefits.assume_usual(assumed, question.place) == (assumed, ())


@examples(30)
@given(asked(), st.data())
def test_where_all_is_known_nothing_is_assumed(question: Asked, data: st.DataObject) -> None:
    household = data.draw(
        complete(data.draw(any_households(question, unknown=0.5)), on=question.on)
    )
    assert civbenefits.assume_usual(household, question.place) == (household, ())


@examples(60)
@given(asked(), st.data())
def test_an_assumption_contradicts_no_definite_verdict(
    question: Asked, data: st.DataObject
) -> None:
    household = data.draw(some(question))
    assumed, _ = civbenefits.assume_usual(household, question.place)
    after = judged(question, assumed)
    for subject, decision in judged(question, household).items():
        if decision.qualifies is not None:
            assert after[subject].qualifies is decision.qualifies
        if decision.amount is not None:
            assert after[subject].amount == decision.amount
