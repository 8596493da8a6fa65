"""Knowing more: it completes an answer and never contradicts it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civbenefits import Decision, Household, Member
from civbenefits.expressions import nodes as n
from civbenefits.facts.vocabulary import as_data
from civbenefits.testing import complete, one_more
from tests.properties.situations import (
    MONTHS,
    PLACES,
    Asked,
    Path,
    any_households,
    asked,
    exactly,
    examples,
    facts_told,
    forgetting,
    judged,
    known,
    needy,
)


def check_kept(before: Decision, after: Decision) -> None:
    """What a decision said while less was known holds when more is known."""
    match before.verdict:
        case "eligible":
            assert after.qualifies is True
            # Which amount is due may turn out to hang on a figure that is not on record.
            assert after.verdict == "eligible" or (before.amount is None and before.missing)
        case "not_eligible" | "not_on_record" | "not_offered":
            assert (after.verdict, after.qualifies) == (before.verdict, before.qualifies)
    if before.amount is not None:
        assert exactly(after) == exactly(before)
    for known_before, known_after in zip(before.conditions, after.conditions, strict=True):
        assert known_before.holds in (None, known_after.holds)


def check_all_kept(question: Asked, less: Household, more: Household) -> None:
    before, after = judged(question, less), judged(question, more)
    assert before.keys() == after.keys()
    for subject, decision in before.items():
        check_kept(decision, after[subject])


@examples(80)
@given(asked(), st.data())
def test_one_more_fact_never_contradicts(question: Asked, data: st.DataObject) -> None:
    near = needy(question)
    household = data.draw(
        st.one_of(near, near.flatmap(forgetting), any_households(question, unknown=0.5))
    )
    check_all_kept(question, household, data.draw(one_more(household, on=question.on)))


@examples(80)
@given(asked(), st.data())
def test_many_more_facts_never_contradict(question: Asked, data: st.DataObject) -> None:
    household = data.draw(st.one_of(known(question), any_households(question, unknown=0.1)))
    check_all_kept(question, data.draw(forgetting(household)), household)


@examples(80)
@given(asked(), st.data())
def test_only_a_missing_fact_changes_what_is_undetermined(
    question: Asked, data: st.DataObject
) -> None:
    near = needy(question)
    less = data.draw(st.one_of(near, near.flatmap(forgetting)))
    more = data.draw(one_more(less, on=question.on))
    added = {_spelled(less, path) for path in _told(more) - _told(less)}
    before, after = judged(question, less), judged(question, more)
    for subject, decision in before.items():
        missing = {each.fact for each in decision.missing}
        if not any(_concerns(fact, each) for fact in added for each in missing):
            assert after[subject].verdict == decision.verdict
            assert after[subject].amount == decision.amount


@examples(80)
@given(asked(), st.data())
def test_what_is_missing_was_not_given(question: Asked, data: st.DataObject) -> None:
    near = needy(question)
    household = data.draw(
        st.one_of(near, near.flatmap(forgetting), any_households(question, unknown=0.5))
    )
    told = {_spelled(household, path): path for path in _told(household)}
    for decision in judged(question, household).values():
        for each in decision.missing:
            assert each.fact not in told or _too_coarse(household, told[each.fact])


@examples(80)
@given(asked(), st.data())
def test_where_all_is_known_only_findings_are_missing(question: Asked, data: st.DataObject) -> None:
    """What was given raw may have to be found by the office, where the law is not on record."""
    near = needy(question)
    less = data.draw(st.one_of(near.flatmap(forgetting), any_households(question, unknown=0.9)))
    household = data.draw(complete(less, on=question.on))
    told = {_spelled(household, path): path for path in _told(household)}
    for decision in judged(question, household).values():
        for each in decision.missing:
            if each.fact in told:
                assert _too_coarse(household, told[each.fact])
            else:
                assert _cannot_be_added(household, each.fact)


def _told(household: Household) -> set[Path]:
    return set(facts_told(as_data(household)))


def _spelled(household: Household, path: Path) -> str:
    """A fact as decisions name it."""
    if path[0] != "members":
        return ".".join(("household", *map(str, path)))
    _, index, *rest = path
    assert isinstance(index, int)
    name = "born" if rest == ["age"] else ".".join(map(str, rest))
    return f"members.{household.members[index].id}.{name}"


def _concerns(fact: str, missing: str) -> bool:
    """Whether a fact is the missing one, a part of it, or the list it stands in."""
    return f"{fact}.".startswith(f"{missing}.") or f"{missing}.".startswith(f"{fact}.")


def _too_coarse(household: Household, path: Path) -> bool:
    """Whether a place is given, but as a whole city or province."""
    value: Any = as_data(household)
    for part in path:
        value = value[part]
    return path[-1] == "place" and str(value).endswith("00")


def _cannot_be_added(household: Household, fact: str) -> bool:
    """Whether a fact does not go with what is known."""
    owner, *path = fact.split(".")
    if owner == "household":
        if path == ["property", "compliant"]:
            return household.property.dwellings is not None
        return path == ["counted_income"] and _itemised(household.members)
    member = next(each for each in household.members if each.id == path[0])
    match path[1:]:
        case ["counted_income"]:
            return member.incomes is not None
        case ["incomes"]:
            return member.counted_income is not None
        case ["parents", position, "disability", "grade"]:
            parents = member.parents
            return parents is not None and parents[int(position)].disability.kind == "none"
        case ["born"]:
            # Between a parent of 30 and a child of 29 there is no age for an applicant.
            return member.relation in ("applicant", "child", "grandchild", "parent", "grandparent")
    return False


def _itemised(members: tuple[Member, ...]) -> bool:
    return any(member.incomes is not None for member in members)


@pytest.mark.parametrize("place", PLACES)
def test_nobody_of_whom_nothing_is_known_is_eligible_by_means(place: str) -> None:
    strangers = Household(members=(Member(id="a"), Member(id="b")))
    for month in MONTHS:
        question = Asked(place, month)
        tested = set(means_tested(question))
        assert not question.rules.schemes["dibao"].offered or "dibao" in tested or month < "2013"
        for household in (strangers, Household(members=strangers.members[:1])):
            for (scheme, _), decision in judged(question, household).items():
                if scheme in tested:
                    assert decision.verdict in ("undetermined", "not_on_record")
                assert decision.verdict not in ("eligible", "not_eligible")


def means_tested(question: Asked) -> Iterator[str]:
    """The schemes whose conditions look at income or property, however far down."""
    rules = question.rules.rules
    looks: dict[str, bool] = {}
    for key, rule in rules.items():  # each comes after what it needs
        direct = any(
            isinstance(node, n.FactRef)
            and node.path[0] in ("counted_income", "property", "incomes")
            for node in n.walk(rule.tree)
        )
        looks[key] = direct or any(looks[each] for each in rule.needs)
    for scheme in question.rules.schemes.values():
        if any(looks[key] for key in scheme.conditions.values()):
            yield scheme.name
