"""What holds of every answer, whoever asks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import civbenefits
from civbenefits import Household
from civbenefits.engine.library import built_in
from civbenefits.engine.rulebook import RulebookShelf
from tests.properties.situations import (
    Asked,
    any_households,
    asked,
    by_subject,
    exactly,
    examples,
    forgetting,
    judged,
    known,
    needy,
)


def all_sorts(question: Asked) -> st.SearchStrategy[Household]:
    near = needy(question)
    return st.one_of(near, near.flatmap(forgetting), known(question), any_households(question))


questions = asked().flatmap(lambda question: st.tuples(st.just(question), all_sorts(question)))


@examples(100)
@given(questions)
def test_amounts_are_money_and_only_the_eligible_have_one(
    question: tuple[Asked, Household],
) -> None:
    where, household = question
    for (scheme, _), decision in judged(where, household).items():
        linked = where.rules.schemes[scheme]
        if decision.amount is None:
            assert decision.exact is None
        else:
            assert decision.verdict == "eligible"
            assert decision.amount >= 0
            assert decision.amount.as_tuple().exponent == -2
            assert decision.period == linked.period
            exact = exactly(decision)
            assert exact is not None
            assert exact >= 0
            assert (decision.exact is None) == ((exact * 100).denominator == 1)
        if decision.verdict == "eligible" and linked.pays and decision.amount is None:
            # Only the amount is open: a fact is missing, or what is in kind has a cap
            # that is not on record.
            assert decision.missing or (decision.provides and decision.lacks)


@examples(100)
@given(questions)
def test_a_verdict_says_whether_and_why(question: tuple[Asked, Household]) -> None:
    where, household = question
    for (scheme, _), decision in judged(where, household).items():
        linked = where.rules.schemes[scheme]
        holds = [condition.holds for condition in decision.conditions]
        assert (decision.verdict == "not_offered") == (not linked.offered)
        match decision.verdict:
            case "eligible":
                assert decision.qualifies is True
                assert all(holds)
            case "not_eligible":
                assert decision.qualifies is False
                assert False in holds
            case "undetermined":
                assert decision.qualifies is None
                assert decision.missing
                assert False not in holds
                assert None in holds
            case "not_on_record":
                assert decision.qualifies in (True, None)
                assert decision.lacks
                assert not decision.missing
            case "not_offered":
                assert decision.qualifies is None
                assert not decision.conditions


@examples(60)
@given(questions)
def test_the_quick_answer_agrees_with_the_full_one(question: tuple[Asked, Household]) -> None:
    where, household = question
    quick = where.book.decide(household)
    full = where.book.assess(household, bounds=False)
    decided = {
        subject: decision
        for subject, decision in by_subject(where, full).items()
        if where.rules.schemes[subject[0]].offered and where.rules.schemes[subject[0]].lacks is None
    }
    assert [(each.scheme, each.person) for each in quick] == list(decided)
    for outcome in quick:
        decision = decided[outcome.scheme, outcome.person]
        assert (outcome.verdict, outcome.amount) == (decision.verdict, decision.amount)


@examples(40)
@given(questions)
def test_an_answer_survives_json(question: tuple[Asked, Household]) -> None:
    where, household = question
    answer = where.book.assess(household)
    assert civbenefits.from_json(civbenefits.to_json(answer)) == answer


@examples(25)
@given(questions)
def test_an_answer_does_not_depend_on_what_was_asked_before(
    question: tuple[Asked, Household],
) -> None:
    where, household = question
    unused = RulebookShelf(built_in().tables).rulebook(*where)
    answer = where.book.assess(household, bounds=False)
    assert answer == where.book.assess(household, bounds=False)
    assert answer == unused.assess(household, bounds=False)
