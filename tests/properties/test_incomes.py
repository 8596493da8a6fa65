"""Income and dibao: more of it never helps, and some of it does not count."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from civbenefits import Decision, Household, Income
from tests.properties.situations import Asked, asked, exactly, examples, judged, known

DIBAO = ("dibao", None)

more = st.one_of(
    st.integers(1, 3000).map(Decimal),
    st.integers(1, 300_000).map(lambda fen: Decimal(fen).scaleb(-2)),
)


def check_no_gain(before: Decision, after: Decision) -> None:
    if before.qualifies is False:
        assert after.qualifies is not True
    amounts = exactly(before), exactly(after)
    if amounts[0] is not None and amounts[1] is not None:
        assert amounts[1] <= amounts[0]


@examples(100)
@given(asked(), st.data())
def test_more_income_of_a_member_never_gives_more_dibao(
    question: Asked, data: st.DataObject
) -> None:
    household = data.draw(known(question, "found"))
    index = data.draw(st.integers(0, len(household.members) - 1))
    added = data.draw(more)
    members = list(household.members)
    income, total = members[index].counted_income, household.counted_income
    assert income is not None
    assert total is not None
    members[index] = replace(members[index], counted_income=income + added)
    richer = replace(household, members=tuple(members), counted_income=total + added)
    check_no_gain(judged(question, household)[DIBAO], judged(question, richer)[DIBAO])


@examples(60)
@given(asked(), st.data(), more, st.booleans())
def test_more_income_of_the_household_never_gives_more_dibao(
    question: Asked, data: st.DataObject, added: Decimal, parts_known: bool
) -> None:
    household = data.draw(known(question, "total"))
    members = list(household.members)
    # Where the parts of all others are known, it is the first who has more.
    for index in range(1 if parts_known else len(members)):
        members[index] = replace(members[index], counted_income=None)
    total = household.counted_income
    assert total is not None
    before = replace(household, members=tuple(members))
    after = replace(before, counted_income=total + added)
    check_no_gain(judged(question, before)[DIBAO], judged(question, after)[DIBAO])


@examples(100)
@given(asked(), st.data())
def test_an_excluded_income_changes_nothing(question: Asked, data: st.DataObject) -> None:
    entry = question.rules.standards["counted_share"].entry
    assert entry is not None
    excluded = [kind for kind, share in (entry.keyed or {}).items() if share == 0]
    assume(excluded)
    household = data.draw(known(question, "raw"))
    index = data.draw(st.integers(0, len(household.members) - 1))
    incomes = list(household.members[index].incomes or ())
    one = st.builds(Income, kind=st.sampled_from(excluded), amount=more, months=st.integers(1, 120))
    incomes.append(data.draw(one))
    before = _with_incomes(household, index, incomes)
    incomes[-1] = data.draw(one)
    after = _with_incomes(household, index, incomes)
    expected = _grounds(judged(question, household)[DIBAO])
    assert _grounds(judged(question, before)[DIBAO]) == expected
    assert _grounds(judged(question, after)[DIBAO]) == expected


def _with_incomes(household: Household, index: int, incomes: list[Income]) -> Household:
    members = list(household.members)
    members[index] = replace(members[index], incomes=tuple(incomes))
    return replace(household, members=tuple(members))


def _grounds(decision: Decision) -> Decision:
    """The decision without its caveats, which may speak of the months an income covers."""
    return replace(decision, caveats=())
