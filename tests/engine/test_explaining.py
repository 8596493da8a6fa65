"""Trees of reasons say what the decision rests on, nothing else, and settle it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import civbenefits
from civbenefits import (
    Assessment,
    Assumption,
    Explained,
    Household,
    InputError,
    Member,
    Reason,
    Rulebook,
)
from civbenefits.cases import Case, read_cases
from civbenefits.engine.library import built_in, built_in_folder
from civbenefits.facts.reading import household_from
from civbenefits.texts import Text
from tests.engine.small_distances import book
from tests.engine.small_tables import aid, figure, meaning, one, shelf, together
from tests.properties.situations import Asked, any_households, asked, examples, needy

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


questions = asked().flatmap(
    lambda question: st.tuples(
        st.just(question), st.one_of(needy(question), any_households(question))
    )
)


@examples(20)
@given(questions)
def test_the_tree_settles_the_decision_of_any_household(
    question: tuple[Asked, Household],
) -> None:
    where, household = question
    rules = built_in().rulebook(where.place, where.month)
    check(rules.assess(household, bounds=False), rules.explain(household), rules)


# Small tables ---------------------------------------------------------------------


def told(rules: Rulebook, household: Household, language: str = "en") -> list[str]:
    """Every reason as a line: the depth, what it says, what it came to."""

    def lines(reasons: Iterable[Reason], depth: int) -> Iterator[str]:
        for each in reasons:
            came = each.value.in_("zh" if language == "zh" else "en") if each.value else each.holds
            text = each.text.in_("zh" if language == "zh" else "en")
            formula = each.formula.in_("zh" if language == "zh" else "en") if each.formula else ""
            yield "  " * depth + " | ".join(filter(None, (each.kind, text, str(came), formula)))
            yield from lines(each.reasons, depth + 1)

    (explained,) = rules.explain(household, scheme="aid")
    return list(lines(explained.reasons, 0))


def paying(amount: str, of: str = "person", **files: str) -> Rulebook:
    named = {"aid.yaml": aid(f"pays: >-\n  {amount}", of=of)}
    for name, text in files.items():
        named[f"{name}.yaml"] = text
    return shelf(named).rulebook("440300", "2021-06")


def test_an_amount_with_its_numbers_and_the_rounding() -> None:
    rules = paying(
        "round_up((figure - own) / 3, yuan)",
        figure=figure("from: 2000-01-01, value: 1000"),
        own=meaning("from: 2000-01-01, is: counted_income * 1/2", name="own"),
    )
    household = one(counted_income="501")
    assert told(rules, household) == [
        (
            "amount | 1/3 of (the figure (1000 yuan/person/month) − own), rounded up"
            " to whole yuan | 250.00 yuan/person/month"
            " | (1000 − 250.5) ÷ 3, rounded up to whole yuan = 250 yuan/person/month"
        ),
        "  standard | figure | 1000.00 yuan/person/month",
        "  definition | own | 250.50 yuan/person/month | 501 × 1 ÷ 2 = 250.50 yuan/person/month",
        "    fact | own counted monthly income (as assessed) | 501.00 yuan/person/month",
    ]


def test_below_zero_counts_as_nothing() -> None:
    rules = paying(
        "max(0, figure - counted_income)", figure=figure("from: 2000-01-01, value: 1000")
    )
    assert "1000 − 1200, but not below 0 = 0 yuan" in told(rules, one(counted_income="1200"))[0]
    assert "1000 − 900 = 100 yuan" in told(rules, one(counted_income="900"))[0]


def test_only_what_settles_a_sentence_is_told() -> None:
    rules = book("roaming and (in_prison or age(month_end) >= 60)")
    assert told(rules, one(roaming=True, in_prison=False, age=30))[1:] == [
        "  fact | in prison | False",
        "  clause | aged at least 60 years (on the last day of the month) | False",
        "    fact | age in full years | 30 years",
    ]
    assert told(rules, one(roaming=False, in_prison=True))[1:] == [
        "  fact | roaming or begging in the city | False"
    ]
    assert told(rules, one(roaming=True, in_prison=True))[1:] == [
        "  fact | roaming or begging in the city | True",
        "  fact | in prison | True",
    ]


def test_a_denial_is_told_of_each_part() -> None:
    rules = book("not (roaming or in_prison)")
    assert told(rules, one(roaming=False, in_prison=False), "zh")[1:] == [
        "  fact | 未在流浪乞讨 | True",
        "  fact | 未在监狱服刑 | True",
    ]


def test_how_far_off_stands_where_a_scheme_is_refused() -> None:
    (explained,) = book("age(month_end) >= 60").explain(one(born=date(1961, 7, 9)))
    (condition,) = explained.reasons
    assert condition.near is not None
    assert condition.near.gap.en == "turns 60 on 2021-07-09, from July 2021"
    assert (condition.alone_enough, explained.near_miss) == (True, True)
    assert condition.near.person is None


def test_persons_with_the_same_reasons_are_told_together() -> None:
    members = tuple(Member(id=name, age=age) for name, age in (("a", 70), ("b", 70), ("c", 40)))
    explanation = book("age(month_end) >= 60").explain(Household(members=members))
    assert [(each.persons, each.verdict) for each in explanation] == [
        (("a", "b"), "eligible"),
        (("c",), "not_eligible"),
    ]
    (one_,) = book("age(month_end) >= 60").explain(Household(members=members), person="b")
    assert one_.persons == ("b",)


def test_members_of_a_loop_are_named_and_put_together() -> None:
    members = tuple(Member(id=name, age=age) for name, age in (("a", 70), ("b", 70), ("c", 40)))
    rules = book("count(m for m in members if m.age(month_end) >= 60) >= 2")
    lines = told(rules, Household(members=members[:2]))
    assert "    item | members a, b | True" not in lines
    text = "\n".join(told(rules, Household(members=members)))
    assert "members a, b | True" in text
    assert "member c | False" in text


def test_what_was_assumed_and_what_is_unknown_is_marked() -> None:
    rules = book("not roaming and not in_prison and able_supporter")
    household, assumed = civbenefits.assume_usual(one(in_prison=False), "440300")
    household = household_from({"members": [{"id": "a", "in_prison": False, "roaming": False}]})
    roaming = tuple(each for each in assumed if each.fact == "roaming")
    (explained,) = rules.explain(household, roaming)
    known = {each.name: each.known for each in every(explained.reasons) if each.kind == "fact"}
    assert known == {"able_supporter": "unknown"}
    (explained,) = book("not roaming and not in_prison").explain(household, roaming)
    known = {each.name: each.known for each in every(explained.reasons) if each.kind == "fact"}
    assert known == {"roaming": "assumed", "in_prison": "given"}


@pytest.mark.parametrize(("whose", "known"), [("a", "assumed"), ("b", "given")])
def test_whether_a_list_of_nothing_was_assumed(whose: str, known: str) -> None:
    rules = book("not any(i.kind == 'rent' for i in incomes)")
    assumed = Assumption("incomes", whose, Text("收入", "incomes"), Text("没有", "none"))
    (explained,) = rules.explain(one(incomes=()), (assumed,))
    assert [
        (each.name, each.known) for each in every(explained.reasons) if each.kind == "fact"
    ] == [("incomes", known)]


def test_a_figure_carries_its_source_and_caveats() -> None:
    rules = paying("figure", figure=figure("from: 2021, value: 5"))
    (explained,) = rules.explain(one())
    (standard,) = explained.reasons[0].reasons
    (source,) = standard.sources
    assert (source.document, source.since, source.level) == ("法", "2021", "nation")
    assert [each.code for each in standard.caveats] == ["start_known_to_year"]
    assert all(each.about == "aid" for each in explained.caveats)


def test_an_exclusion_cites_its_rule() -> None:
    files = {
        "aid.yaml": aid("requires: {asked: roaming}\nprovides: {zh: 物, en: goods}"),
        "other.yaml": aid(name="other"),
        "both.yaml": together("exclusive", "aid", "other", keeps="other"),
    }
    rules = shelf(files).rulebook("440300", "2021-06")
    (explained,) = rules.explain(one(roaming=True), scheme="aid")
    shut_out = explained.reasons[-1]
    assert (shut_out.name, shut_out.holds) == ("not_with_other", False)
    assert [each.since for each in shut_out.sources] == ["2000-01-01"]
    assert [each.kind for each in shut_out.reasons] == ["scheme"]


def test_what_is_asked_for_must_exist() -> None:
    rules = book("roaming")
    with pytest.raises(InputError) as fault:
        rules.explain(one(), scheme="aids")
    assert fault.value.code == "input.unknown_scheme"
    with pytest.raises(InputError) as fault:
        rules.explain(one(), person="nobody")
    assert fault.value.code == "input.no_such_member"


def test_an_explanation_goes_to_json_and_back() -> None:
    rules = built_in().rulebook("440300", "2021-06")
    household, assumed = civbenefits.assume_usual(
        Household(members=(Member(id="a", age=80), Member(id="b"))), "440300"
    )
    answer = rules.assess(household, assumed)
    answer = answer.altered(explanation=rules.explain(household, assumed, scheme="dibao_edge"))
    assert civbenefits.from_json(civbenefits.to_json(answer)) == answer


def test_of_a_choice_between_conditions_the_one_that_is_asked_is_told() -> None:
    rules = book("in_prison if age(month_end) >= 60 else roaming")
    assert told(rules, one(age=70, in_prison=True))[1:] == [
        "  clause | aged at least 60 years (on the last day of the month) | True",
        "    fact | age in full years | 70 years",
        "  fact | in prison | True",
    ]
    assert told(rules, one(age=30, roaming=False))[1:] == [
        "  fact | roaming or begging in the city | False",
    ]


@pytest.mark.parametrize(
    ("condition", "fact"),
    [
        ("in_prison == True", "in prison"),
        ("False != in_prison", "in prison"),
        ("in_prison == False", "not in prison"),
    ],
)
def test_what_is_compared_with_yes_or_no_is_told_as_it_is(condition: str, fact: str) -> None:
    holds = fact == "in prison"
    assert told(book(condition), one(in_prison=True))[1:] == [f"  fact | {fact} | {holds}"]


def test_two_statements_that_are_compared_are_both_told() -> None:
    assert told(book("in_prison == roaming"), one(in_prison=True, roaming=False)) == [
        "condition | in prison is (roaming or begging in the city) | False",
        "  fact | in prison | True",
        "  fact | roaming or begging in the city | False",
    ]


def test_whose_a_fact_is_stands_beside_it_where_another_is_spoken_of() -> None:
    household = Household(members=(Member(id="a", age=30), Member(id="b", age=50)))
    rules = book("any(m.age(month_end) > age(month_end) for m in members)")
    (explained,) = rules.explain(household, person="a")
    ages = [each for each in every(explained.reasons) if each.kind == "fact"]
    assert [(each.value and each.value.en, each.persons) for each in ages] == [
        ("50 years", ()),
        ("30 years", ("a",)),
    ]


def test_both_sides_of_a_comparison_are_worked_out() -> None:
    line = told(book("counted_income * 2 < standard + counted_income"), one(counted_income="1200"))
    assert line[0].endswith("| False | 1200 × 2 = 2400 > 1000 + 1200 = 2200 yuan/person/month")


def test_the_lower_of_two_amounts_is_worked_out() -> None:
    rules = paying(
        "min(figure, counted_income * 2)", figure=figure("from: 2000-01-01, value: 1000")
    )
    line = told(rules, one(counted_income="300"))[0]
    assert line.endswith("| the lower of 1000 and 300 × 2 = 600 yuan/person/month")
