"""What open answers can still come to: bounds hold, and what is said to decide does decide."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

import civbenefits as cb
from civbenefits.testing import complete, households
from tests.properties.situations import MONTHS, PLACES, Asked, asked, examples

MONEY = Decimal("0.01")


def key(decision: cb.Decision) -> tuple[str, str | None]:
    alone = decision.persons[0] if len(decision.persons) == 1 else None
    return decision.scheme, alone


@examples(40)
@given(asked(), st.data())
def test_every_completion_lies_inside_the_bounds(question: Asked, data: st.DataObject) -> None:
    places = [question.place, "110101"]
    partial = data.draw(households(places=places, unknown=0.4, on=question.on, max_members=3))
    answer = question.book.assess(partial)
    for _ in range(3):
        full = data.draw(complete(partial, places=places, on=question.on))
        outcomes = {(o.scheme, o.person): o for o in question.book.decide(full)}
        for decision in answer.decisions:
            bounds = decision.bounds
            if bounds is None:
                continue
            persons = [None, *decision.persons]
            for outcome in (outcomes.get((decision.scheme, person)) for person in persons):
                if outcome is None or (outcome.person is not None and len(decision.persons) > 1):
                    continue
                paid = outcome.amount
                if outcome.verdict == "not_eligible":
                    paid = Decimal(0)
                if paid is not None:
                    assert bounds.lowest - MONEY < paid
                    assert bounds.highest is None or paid < bounds.highest + MONEY
        if answer.total is not None:
            monthly = {s.name for s in question.rules.schemes.values() if s.period == "month"}
            total = sum(
                (o.amount for o in outcomes.values() if o.amount and o.scheme in monthly),
                Decimal(0),
            )
            assert answer.total.lowest - MONEY * 10 < total
            assert answer.total.highest is None or total < answer.total.highest + MONEY * 10


def test_an_open_age_bounds_the_old_age_allowance_exactly() -> None:
    household = cb.Household(members=(cb.Member(id="a"),), counted_income=Decimal(2400))
    assumed, _ = cb.assume_usual(household, "440300")
    answer = cb.assess(assumed, "440300", "2021-06")
    decision = answer.of("old_age_allowance")
    assert decision.verdict == "undetermined"
    assert decision.bounds == cb.Bounds(Decimal("0.00"), Decimal("1000.00"), False, True)
    assert [missing.fact for missing in decision.missing] == ["members.a.born"]
    assert answer.question is not None
    assert answer.question.fact == "members.a.born"


def test_a_fact_that_cannot_change_anything_is_not_asked_for() -> None:
    # Who is under 70 gets no old-age allowance wherever the hukou is.
    household = cb.Household(members=(cb.Member(id="a", age=40),))
    decision = cb.assess(household, "440300", "2021-06").of("old_age_allowance")
    assert decision.verdict == "not_eligible"
    assert decision.missing == ()
    assert decision.bounds is None


def test_nothing_is_explored_where_it_is_not_asked_for() -> None:
    household = cb.Household(members=(cb.Member(id="a"),))
    answer = cb.rulebook("440300", "2021-06").assess(household, bounds=False)
    assert answer.total is None
    assert answer.question is None
    assert all(decision.bounds is None for decision in answer.decisions)


def test_a_settled_household_has_no_question() -> None:
    book = cb.rulebook("440300", "2021-06")
    member = cb.Member(id="a", age=40, study=cb.Study(full_time=False, level="none"))
    household = cb.Household(members=(member,), counted_income=Decimal(0))
    assumed, _ = cb.assume_usual(household, "440300")
    assert book.question(assumed) is None
    assert book.assess(assumed).total is None


@examples(25)
@given(st.sampled_from(PLACES), st.sampled_from(MONTHS), st.data())
def test_what_is_said_to_decide_is_still_unknown(
    place: str, month: str, data: st.DataObject
) -> None:
    question = Asked(place, month)
    partial = data.draw(households(places=[place], unknown=0.5, on=question.on, max_members=2))
    found = question.book.question(partial)
    if found is None:
        return
    skipped = question.book.question(partial, [found.fact])
    assert skipped is None or skipped.fact != found.fact
    assert found.schemes
