"""What the tables say may not be drawn together is not drawn together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from civbenefits import Decision, Household
from tests.properties.situations import (
    Asked,
    Subject,
    any_households,
    asked,
    examples,
    forgetting,
    judged,
    known,
    needy,
)


def receives(question: Asked, answer: dict[Subject, Decision], scheme: str, person: str) -> bool:
    """Whether a person surely receives a scheme, or is in the unit that does."""
    if (scheme, person) in answer:
        return answer[scheme, person].qualifies is True
    decision = answer.get((scheme, None))
    return decision is not None and decision.qualifies is True and person in decision.persons


def one_of_two(question: Asked, relation: str) -> Iterator[tuple[str, str]]:
    """The pairs of schemes of which only one may be had."""
    for combination in question.rules.combinations:
        if combination.relation == relation:
            yield from combinations(combination.schemes, 2)


def check_never_both(question: Asked, household: Household, relation: str) -> None:
    answer = judged(question, household)
    for pair in one_of_two(question, relation):
        for member in household.members:
            had = [scheme for scheme in pair if receives(question, answer, scheme, member.id)]
            assert len(had) < 2, (had, member.id)


def all_sorts(question: Asked) -> st.SearchStrategy[Household]:
    return st.one_of(
        known(question),
        needy(question).flatmap(forgetting),
        any_households(question, unknown=0.1),
    )


questions = asked().flatmap(lambda question: st.tuples(st.just(question), all_sorts(question)))


@examples(300)
@given(questions)
def test_of_two_exclusive_schemes_a_person_receives_one(question: tuple[Asked, Household]) -> None:
    check_never_both(*question, relation="exclusive")


@examples(120)
@given(
    asked("2021-07", "2021-12").flatmap(
        lambda question: st.tuples(st.just(question), all_sorts(question))
    )
)
def test_of_two_schemes_to_choose_from_a_person_receives_one(
    question: tuple[Asked, Household],
) -> None:
    assert list(one_of_two(question[0], "choice"))
    check_never_both(*question, relation="choice")
