"""The loop: one question at a time until nothing asked could change the answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civbenefits.api import rulebook
from civbenefits.decisions.model import Outcome
from civbenefits.errors import InputError
from civbenefits.facts.household import Household
from civbenefits.facts.member import Disability, Hukou, Member, Parent
from civbenefits.facts.reading import household_from
from civbenefits.interviewing import Interview
from civbenefits.place_codes import ABROAD
from civbenefits.testing import complete, households
from tests.engine.small_tables import aid, figure
from tests.interview.small import book, conduct, only, persons, put

BOOK = book()
GOODS = "provides: {zh: 物, en: goods}"


def about(*names: str, **facts: Any) -> Interview:
    """An interview about one person under some of the schemes."""
    return Interview(book(only(*names)), persons(facts))


def refused(interview: Interview, text: str) -> str:
    """The code of a refusal, after which the same question stands."""
    before = (interview.question, interview.household, interview.asked)
    with pytest.raises(InputError) as caught:
        interview.answer(text)
    assert (interview.question, interview.household, interview.asked) == before
    assert caught.value.path == put(interview).fact
    return caught.value.code


class TestTheQuestions:
    def test_a_question_says_what_is_needed_to_answer_it(self) -> None:
        interview = about("nursing")
        asked = {}
        while interview.question is not None:
            asked[interview.question.fact] = interview.question
            interview.answer({"choice": "mental", "number": "1"}.get(interview.question.kind, "y"))
        kind, grade = asked["members.a.disability.kind"], asked["members.a.disability.grade"]
        assert (kind.kind, kind.person, kind.part) == ("choice", "a", None)
        assert ("mental", "精神残疾") in [(code, title.zh) for code, title in kind.choices]
        assert (grade.kind, grade.unit, grade.low, grade.high) == ("number", "grade", 1, 4)
        assert grade.text.zh.endswith("?")
        assert [title.en for title in grade.schemes] == ["nursing"]

    def test_it_stops_when_one_answer_settles_everything(self) -> None:
        interview = about("nursing")
        while put(interview).fact != "members.a.disability.kind":
            interview.answer("?")
        interview.answer("无残疾")
        assert interview.question is None
        assert interview.assessment.of("nursing").verdict == "not_eligible"

    def test_nothing_is_asked_where_nothing_is_open(self) -> None:
        interview = about("shelter", roaming=False)
        assert (interview.question, interview.asked) == (None, 0)
        with pytest.raises(LookupError):
            interview.answer("yes")
        with pytest.raises(LookupError):
            interview.dont_know()

    def test_a_conjunction_of_rare_things_is_asked_for(self) -> None:
        interview = about("shelter")
        asked = conduct(interview, persons({"roaming": False}))
        assert "members.a.roaming" in asked
        assert interview.assessment.of("shelter").verdict == "not_eligible"

    def test_what_is_not_on_record_is_not_asked_for(self) -> None:
        version = f"requires: {{one: in_prison and not_on_record}}\n{GOODS}"
        interview = Interview(book({"aid.yaml": aid(version)}), persons({"in_prison": True}))
        assert interview.question is None
        assert interview.assessment.of("aid").verdict == "not_on_record"

    def test_the_bounds_narrow(self) -> None:
        interview = about("pension", hukou=Hukou(place="440300"), age=70)
        total = interview.assessment.total
        assert total is not None
        assert (total.lowest, total.highest) == (Decimal(0), Decimal(100))
        interview.answer("40")
        assert interview.assessment.of("pension").amount == Decimal(60)

    def test_a_part_of_an_income_is_asked_for_with_its_number(self) -> None:
        none = "sum(i.monthly for i in incomes) == 0"
        files = {"aid.yaml": aid(f'requires: {{none: "{none}"}}\n{GOODS}')}
        data = {"incomes": [{"kind": "wage", "months": 1}, {"kind": "wage", "amount": 0}]}
        interview = Interview(book(files), household_from({"members": [{"id": "a", **data}]}))
        parts = []
        while interview.question is not None:
            parts.append(interview.question.part)
            interview.answer("1" if interview.question.kind == "number" else "0")
        assert set(parts) == {("incomes", 0), ("incomes", 1)}
        assert interview.assessment.of("aid").verdict == "eligible"


class TestTheOrder:
    def test_nobody_is_asked_for_the_grade_of_a_disability_they_may_not_have(self) -> None:
        files = {"aid.yaml": aid(f"requires: {{one: disability.grade == 1}}\n{GOODS}")}
        interview = Interview(book(files), persons({}))
        assert put(interview).fact == "members.a.disability.kind"
        interview.answer("visual")
        assert put(interview).fact == "members.a.disability.grade"

    def test_unless_the_kind_is_not_known(self) -> None:
        files = {"aid.yaml": aid(f"requires: {{one: disability.grade == 1}}\n{GOODS}")}
        interview = Interview(book(files), persons({}))
        interview.answer("?")
        assert put(interview).fact == "members.a.disability.grade"

    def test_nobody_is_asked_about_the_cremation_of_the_living(self) -> None:
        files = {"aid.yaml": aid(f"requires: {{one: deceased, two: cremated}}\n{GOODS}")}
        interview = Interview(book(files), persons({}))
        assert put(interview).fact == "members.a.deceased"
        interview.answer("没有")
        assert interview.question is None


class TestAnswers:
    @pytest.mark.parametrize(
        ("place", "code"),
        [
            ("本地", "440300"),
            ("here", "440300"),
            ("深圳", "440300"),
            ("Longgang", "440307"),
            ("440307", "440307"),
            ("\uff14\uff14\uff10\uff13\uff10\uff17", "440307"),
            ("431200", "431200"),
            ("外省", "999999"),
            ("another province", "999999"),
            ("国外", ABROAD),
            ("US-CA", "US-CA"),
        ],
    )
    def test_a_place(self, place: str, code: str) -> None:
        interview = about("pension", age=70, counted_income=0)
        interview.answer(place)
        assert interview.household.members[0].hukou.place == code

    def test_a_place_that_is_not_on_record(self) -> None:
        interview = about("pension", age=70, counted_income=0)
        assert refused(interview, "长沙") == "input.answer_place"
        assert refused(interview, "4403") == "input.bad_place_code"

    @pytest.mark.parametrize(
        ("text", "born", "age"),
        [("72", None, 72), ("七十二岁", None, 72), ("1950年3月5日", date(1950, 3, 5), None)],
    )
    def test_an_age_or_a_date_of_birth(self, text: str, born: date | None, age: int) -> None:
        interview = about("pension", hukou=Hukou(place="440300"), counted_income=0)
        interview.answer(text)
        assert (interview.household.members[0].born, interview.household.members[0].age) == (
            born,
            age,
        )
        assert interview.assessment.of("pension").verdict == "eligible"

    def test_both_languages_come_to_the_same(self) -> None:
        zh = {"place": "本地", "date": "七十岁", "money": "40元", "boolean": "有", "choice": "肢体"}
        en = {
            "place": "here",
            "date": "70",
            "money": "40 yuan",
            "boolean": "y",
            "choice": "PHYSICAL",
        }
        ends = []
        for words in (zh, en):
            interview = about("pension", "nursing")
            while interview.question is not None:
                interview.answer(words.get(interview.question.kind, "2"))
            ends.append((interview.household, interview.asked))
        assert ends[0] == ends[1]

    def test_what_is_not_understood_keeps_the_question(self) -> None:
        interview = about("pension", hukou=Hukou(place="440300"), counted_income=0)
        assert refused(interview, "1950") == "input.answer_birth"
        assert refused(interview, "200") == "input.out_of_range"
        assert refused(interview, "2021-07-01") == "input.born_later"
        interview.answer("71")
        assert interview.question is None

    def test_what_contradicts_keeps_the_question(self) -> None:
        files = only("pension")
        family = persons(
            {"relation": "applicant", "age": 30},
            {"relation": "child", "hukou": Hukou(place="440300"), "counted_income": 0},
        )
        interview = Interview(book(files), family)
        assert put(interview).person == "b"
        assert refused(interview, "61") == "input.child_not_younger"
        interview.answer("3")
        assert interview.question is None


class TestNotKnowing:
    def test_it_is_not_asked_again(self) -> None:
        interview = about("pension")
        asked = conduct(interview, persons({}), knows=lambda fact: False)
        assert len(asked) == len(set(asked)) == interview.asked == 3
        assert interview.household == persons({})
        assert interview.assessment.of("pension").verdict == "undetermined"

    def test_what_matters_only_together_with_it_is_not_asked(self) -> None:
        interview = about("orphan", age=9)
        interview.answer("死亡")
        assert put(interview).fact == "members.a.parents.1.situation"
        interview.answer("不知道")
        assert interview.question is None

    def test_what_settles_it_all_the_same_is_asked(self) -> None:
        interview = about("shelter")
        first = put(interview).fact
        interview.dont_know()
        rest = conduct(interview, persons({"roaming": False, "assisted_elsewhere": True}))
        assert first not in rest
        assert interview.assessment.of("shelter").verdict == "not_eligible"


class TestParents:
    def test_they_are_two_questions(self) -> None:
        interview = about("orphan", age=9)
        first = put(interview)
        assert (first.fact, first.part) == ("members.a.parents.0.situation", ("parents", 0))
        assert dict(first.choices)["dead"].zh == "死亡"
        interview.answer("死亡")
        second = put(interview)
        assert (second.fact, second.part) == ("members.a.parents.1.situation", ("parents", 1))
        interview.answer("服刑")
        third = put(interview)
        assert (third.fact, third.unit) == ("members.a.parents.1.months", "months")
        interview.answer("1年")
        assert interview.question is None
        assert interview.household.members[0].parents == (
            Parent(situation="dead"),
            Parent(situation="serving_sentence", months=12),
        )
        assert interview.assessment.of("orphan").amount == Decimal(300)

    def test_one_able_parent_is_enough(self) -> None:
        interview = about("orphan", age=9)
        interview.answer("able")
        assert interview.question is None
        assert interview.assessment.of("orphan").verdict == "not_eligible"

    def test_one_may_be_unknown(self) -> None:
        interview = about("orphan", age=9)
        interview.answer("?")
        assert put(interview).fact == "members.a.parents.1.situation"
        interview.answer("able")
        assert interview.question is None
        assert interview.assessment.of("orphan").verdict == "not_eligible"


class TestBack:
    def test_it_takes_the_last_answer_back(self) -> None:
        interview = about("pension")
        states = []
        for _ in range(2):
            states.append((interview.question, interview.household, interview.assessment))
            interview.answer("here" if put(interview).kind == "place" else "?")
        for state in reversed(states):
            assert interview.back()
            assert (interview.question, interview.household, interview.assessment) == state
        assert interview.asked == 0
        assert not interview.back()

    def test_another_answer_may_be_given(self) -> None:
        interview = about("orphan", age=9)
        interview.answer("dead")
        interview.back()
        interview.answer("able")
        assert interview.question is None
        assert interview.asked == 1


class TestUsual:
    def test_it_fills_in_the_rest_and_says_so(self) -> None:
        interview = about("pension")
        interview.take_usual()
        [hukou] = [a for a in interview.assessment.assumptions if a.fact == "hukou.place"]
        assert hukou.person == "a"
        assert interview.asked == 0
        while interview.question is not None:
            assert put(interview).kind in ("money", "date")
            interview.answer("70")
        assert interview.assessment.of("pension").verdict == "eligible"

    def test_what_was_assumed_is_not_known(self) -> None:
        interview = about("pension", "nursing", disability=Disability(needs_long_care=False))
        interview.take_usual()
        assert interview.known == persons({"disability": Disability(needs_long_care=False)})
        while interview.question is not None:
            interview.answer("70")
        assert interview.known == persons(
            {
                "age": 70,
                "counted_income": 70,
                "disability": Disability(needs_long_care=False),
            }
        )

    def test_it_can_be_taken_back(self) -> None:
        interview = about("pension")
        interview.take_usual()
        assert interview.back()
        assert interview.assessment.assumptions == ()


def contradicted(final: tuple[Outcome, ...], found: tuple[Outcome, ...]) -> list[Outcome]:
    """Answers that were settled otherwise than they come out once everything is known."""
    return [
        other
        for one, other in zip(final, found, strict=True)
        if other.verdict not in (one.verdict, "undetermined")
        or (other.verdict == one.verdict and other.amount not in (one.amount, None))
    ]


PLACES = ("440300", "440307", "110101")


@settings(max_examples=10)
@given(st.data())
def test_it_never_contradicts_the_answer_when_all_is_known(data: st.DataObject) -> None:
    drawn = households(places=PLACES, unknown=0.3, max_members=1)
    full = data.draw(drawn.flatmap(lambda h: complete(h, places=PLACES)))
    known = data.draw(st.sets(st.integers(0, 40)))
    interview = Interview(BOOK, ids_only(full))
    count = iter(range(100))
    asked = conduct(interview, full, knows=lambda _: next(count) not in known)
    assert len(set(asked)) == len(asked) == interview.asked
    assert not contradicted(BOOK.decide(full), BOOK.decide(interview.household))


@settings(max_examples=10)
@given(st.data())
def test_it_settles_everything_where_everything_is_known(data: st.DataObject) -> None:
    drawn = households(places=PLACES, unknown=0.3, max_members=2)
    full = data.draw(drawn.flatmap(lambda h: complete(h, places=PLACES)))
    interview = Interview(BOOK, ids_only(full))
    asked = conduct(interview, full)
    if not any(fact.endswith("counted_income") and lacks_income(full, fact) for fact in asked):
        assert BOOK.decide(interview.household) == BOOK.decide(full)


def ids_only(household: Household) -> Household:
    return Household(members=tuple(Member(id=member.id) for member in household.members))


def lacks_income(household: Household, fact: str) -> bool:
    """Whether somebody's own income is known only as a list or within a total."""
    return any(
        f"members.{member.id}." in fact and member.counted_income is None
        for member in household.members
    )


@pytest.mark.parametrize("income", ["500", "1300"])
def test_real_tables(income: str) -> None:
    interview = Interview(rulebook("440300", "2021-06"), persons({"relation": "applicant"}))
    interview.take_usual()
    asked = []
    while interview.question is not None:
        asked.append(interview.question.kind)
        interview.answer(income if interview.question.kind == "money" else "45")
    assert sorted(asked) == ["date", "money"]
    verdict = "eligible" if income == "500" else "not_eligible"
    assert interview.assessment.of("dibao").verdict == verdict


def test_a_figure_is_not_a_fact() -> None:
    files = {
        "figure.yaml": figure("from: 2000-01-01, value: unknown"),
        "aid.yaml": aid("pays: figure"),
    }
    interview = Interview(book(files), persons({}))
    assert interview.question is None
