"""Who is named first does not matter."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from civbenefits import Decision
from tests.properties.situations import (
    Asked,
    any_households,
    asked,
    examples,
    forgetting,
    judged,
    known,
)


@examples(80)
@given(asked(), st.data())
def test_the_order_of_members_is_irrelevant(question: Asked, data: st.DataObject) -> None:
    near = known(question)
    household = data.draw(
        st.one_of(near, near.flatmap(forgetting), any_households(question, unknown=0.5))
    )
    members = data.draw(st.permutations(household.members))
    turned = replace(household, members=tuple(members))
    before, after = judged(question, household), judged(question, turned)
    assert {subject: _unordered(decision) for subject, decision in before.items()} == {
        subject: _unordered(decision) for subject, decision in after.items()
    }


def _unordered(decision: Decision) -> object:
    plain = replace(decision, persons=(), missing=())
    return plain, set(decision.persons), set(decision.missing)
