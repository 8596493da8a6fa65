"""Which combinations of choices are tried, and which of those that come to the same is kept."""

from __future__ import annotations

from datetime import date

import pytest

from civbenefits.dates import when
from civbenefits.decisions.stacking import Choice
from civbenefits.engine import choosing
from civbenefits.engine.choosing import ANYBODY, NOBODY, OWN, Chooser, Trials, changed, changes
from civbenefits.engine.compiled import CompiledRules
from civbenefits.engine.linking import link
from civbenefits.errors import InputError
from civbenefits.facts.household import Household
from civbenefits.facts.member import ChosenScheme, Member
from tests.engine.small_tables import Files, aid, figure, read, shelf, together

MONTH = when("2021-06")
TEN = {"ten.yaml": figure("from: 2000-01-01, value: 10", name="ten")}


def paying(name: str, requires: str) -> dict[str, str]:
    return {f"{name}.yaml": aid(f"requires: {{it: {requires}}}\npays: ten", name=name)}


CHOICE: Files = {
    **TEN,
    **paying("tekun", "in_prison"),
    **paying("orphan_allowance", "roaming"),
    "choice.yaml": together("choice", "tekun", "orphan_allowance"),
}
"""Who is in prison and roaming has to choose."""

FREE: Files = {
    **TEN,
    **paying("tekun", "in_prison"),
    **paying("orphan_allowance", "in_prison"),
    **paying("extra", "chosen_scheme == 'unsupported_child_allowance' and in_prison"),
}
"""Who is in prison receives two schemes, whichever of them is chosen."""


def rules(files: Files) -> CompiledRules:
    return CompiledRules(link(read(files), "440300", MONTH.day))


def family(*members: Member) -> Household:
    return Household(members=members)


def both(id_: str, choice: ChosenScheme | None = None) -> Member:
    return Member(id=id_, in_prison=True, roaming=True, chosen_scheme=choice)


@pytest.mark.parametrize(
    ("given", "assignment", "number"),
    [
        ((), (), 0),
        ((None,), ("tekun",), 0),
        (("tekun",), ("tekun",), 0),
        (("tekun",), ("orphan_allowance",), 1),
        (("tekun",), (None,), 1),
        ((None, "tekun", "tekun"), ("tekun", "tekun", "orphan_allowance"), 1),
        (("tekun", "tekun"), ("orphan_allowance", "orphan_allowance"), 2),
    ],
)
def test_only_who_chose_before_changes(
    given: choosing.Assignment, assignment: choosing.Assignment, number: int
) -> None:
    assert changes(given, assignment) == number


@pytest.mark.parametrize(
    ("member", "expected"),
    [(0, ("new", "b", "c")), (1, ("a", "new", "c")), (2, ("a", "b", "new"))],
)
def test_one_choice_is_changed(member: int, expected: choosing.Assignment) -> None:
    assert changed(("a", "b", "c"), member, "new") == expected


@pytest.mark.parametrize("given", ["tekun", "orphan_allowance"])
def test_of_choices_that_come_to_the_same_the_given_one_is_kept(given: ChosenScheme) -> None:
    lawful = Chooser(rules(FREE), MONTH).lawful(family(both("a", given)))
    assert (lawful.assignments, lawful.open, lawful.settled) == (((given,),), (), True)


def test_or_where_none_was_given_the_first_of_the_declared_order() -> None:
    chooser = Chooser(rules(FREE), MONTH)
    assert dict(chooser.ranks) == {"tekun": 0, "orphan_allowance": 1}
    assert chooser.lawful(family(both("a"))).assignments == (("tekun",),)


def test_the_order_of_a_table_comes_before_that_of_the_vocabulary() -> None:
    files = {**CHOICE, "choice.yaml": together("choice", "orphan_allowance", "tekun")}
    assert dict(Chooser(rules(files), MONTH).ranks) == {"orphan_allowance": 0, "tekun": 1}


def test_whose_choice_a_rule_looks_at() -> None:
    files = {
        **CHOICE,
        **paying("own", "chosen_scheme == 'tekun'"),
        **paying("follows", "receives(own)"),
        **paying("others", "any(m.chosen_scheme == 'tekun' for m in members)"),
        **paying("theirs", "any(m.receives(own) for m in members)"),
        **paying("free", "declared_missing"),
    }
    reach = Chooser(rules(files), MONTH).reach
    names = ("tekun", "orphan_allowance", "own", "follows", "others", "theirs", "free")
    assert [reach[f"{name}.receives"] for name in names] == [
        OWN,
        OWN,
        OWN,
        OWN,
        ANYBODY,
        ANYBODY,
        NOBODY,
    ]


def test_where_nothing_may_be_chosen_only_what_is_given_is_lawful() -> None:
    lawful = Chooser(rules({**TEN, **paying("tekun", "in_prison")}), MONTH).lawful(
        family(both("a", "orphan_allowance"), both("b"))
    )
    assert lawful.assignments == (("orphan_allowance", None),)
    assert (lawful.open, lawful.settled) == ((), True)


def test_who_must_say_the_word() -> None:
    """Of three who moved one word changes nothing, and one has been told already."""
    household = family(both("a"), Member(id="b", in_prison=False, roaming=False), both("c"))
    trials = Trials(rules(CHOICE), MONTH, household)
    moved = ("tekun", "tekun", "orphan_allowance")
    assert trials.needed(moved, frozenset()) == {0, 2}
    assert trials.needed(moved, frozenset({2})) == {0}
    assert trials.needed(trials.given, frozenset()) == frozenset()


def test_a_word_that_other_facts_may_make_necessary_is_needed() -> None:
    household = family(Member(id="a", in_prison=None, roaming=True))
    trials = Trials(rules(CHOICE), MONTH, household)
    assert trials.needed(("tekun",), frozenset()) == {0}


def test_what_is_received_follows_the_choice() -> None:
    trials = Trials(rules(CHOICE), MONTH, family(both("a"), Member(id="b", in_prison=False)))
    assert trials.receives(("tekun", None), 0, "tekun") is True
    assert trials.receives(("orphan_allowance", None), 0, "tekun") is False
    assert trials.receives(("tekun", None), 0, "orphan_allowance") is False
    assert trials.receives((None, None), 1, "tekun") is False
    assert trials.receives((None, None), 1, "orphan_allowance") is None


def test_a_household_is_only_copied_where_a_choice_differs() -> None:
    household = family(both("a", "tekun"), both("b"))
    trials = Trials(rules(CHOICE), MONTH, household)
    assert trials.household(("tekun", None)) is household
    other = trials.household(("tekun", "tekun"))
    assert other.members[0] is household.members[0]
    assert [member.chosen_scheme for member in other.members] == ["tekun", "tekun"]


def test_equal_combinations_are_ranked_by_the_ids_of_persons() -> None:
    chooser = Chooser(rules(CHOICE), MONTH)
    trials = Trials(rules(CHOICE), MONTH, family(both("b"), both("a"), both("c", "tekun")))
    assignment = ("tekun", "orphan_allowance", None)
    assert chooser.ranked(trials, assignment) == (1, 0, 2)
    assert chooser.order(trials, assignment) == (1, (1, 0, 2))


def test_as_many_combinations_as_may_be_tried_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    assert choosing.MAX_COMBINATIONS == 1024
    monkeypatch.setattr(choosing, "MAX_COMBINATIONS", 4)
    book = shelf(CHOICE).rulebook("440300", "2021-06")
    assert len(book.stack(family(both("a"), both("b"))).others) == 3
    with pytest.raises(InputError) as caught:
        book.stack(family(both("a"), both("b"), both("c")))
    assert (caught.value.code, caught.value.path) == ("input.too_many_choices", "members")
    assert caught.value.details == {"limit": 4}


def test_every_field_of_a_choice() -> None:
    book = shelf(CHOICE).rulebook("440300", "2021-06")
    stack = book.stack(family(both("a", "orphan_allowance"), both("b")))
    assert [(each.choices, each.changes) for each in (stack.best, *stack.others)] == [
        ((Choice("a", "orphan_allowance", True), Choice("b", "tekun", False)), 0),
        ((Choice("a", "orphan_allowance", True), Choice("b", "orphan_allowance", False)), 0),
        ((Choice("a", "tekun", False), Choice("b", "tekun", False)), 1),
        ((Choice("a", "tekun", False), Choice("b", "orphan_allowance", False)), 1),
    ]


def test_a_word_is_compared_with_what_was_said_before_and_not_with_nothing() -> None:
    """Any word but one will do, so that a word for another is not needed."""
    files = {
        **TEN,
        **paying("tekun", "in_prison and chosen_scheme != 'orphan_allowance'"),
        **paying("orphan_allowance", "roaming"),
    }
    word: ChosenScheme = "unsupported_child_allowance"
    trials = Trials(rules(files), MONTH, family(both("a", word), both("b"), both("c", word)))
    chosen = ("tekun", "tekun", "tekun")
    assert trials.receives(trials.given, 0, "tekun") is True
    assert trials.receives(trials.given, 1, "tekun") is None
    assert trials.needed(chosen, frozenset()) == {1}


def test_who_chooses_nothing_or_the_same_need_not_say_so() -> None:
    household = family(
        both("a", "tekun"), Member(id="b", in_prison=None, roaming=True, chosen_scheme="tekun")
    )
    trials = Trials(rules(CHOICE), MONTH, household)
    assert trials.needed((None, "tekun"), frozenset()) == frozenset()
    assert trials.needed(("orphan_allowance", "orphan_allowance"), frozenset()) == {0, 1}


def test_a_word_of_one_or_the_other_is_asked_of_both() -> None:
    """Neither word matters while the other stands, but one of them must be said."""
    files = {
        **TEN,
        **paying("tekun", "any(m.chosen_scheme == 'tekun' for m in members) and in_prison"),
        **paying("orphan_allowance", "roaming"),
    }
    word: ChosenScheme = "orphan_allowance"
    trials = Trials(rules(files), MONTH, family(both("a", word), both("b", word), both("c", word)))
    assert trials.needed(("tekun", "tekun", word), frozenset()) == {0, 1}
    assert trials.needed(("tekun", word, word), frozenset()) == {0}
    assert trials.needed(("tekun", "tekun", word), frozenset({1})) == frozenset()


def test_each_combination_is_computed_once_on_the_days_of_the_month() -> None:
    files = {
        **TEN,
        **paying("tekun", "age(month_start) >= 60"),
        **paying("orphan_allowance", "age(month_end) >= 60"),
    }
    born = [date(1961, 6, 1), date(1961, 6, 2), date(1961, 6, 30), date(1961, 7, 1)]
    household = family(*(Member(id=f"m{day.month}{day.day}", born=day) for day in born))
    trials = Trials(rules(files), MONTH, household)
    nobody = (None,) * 4
    assert [trials.receives(nobody, at, "tekun") for at in range(4)] == [True, False, False, False]
    assert [trials.receives(nobody, at, "orphan_allowance") for at in range(4)] == [
        True,
        True,
        True,
        False,
    ]
    assert trials.row(nobody) is trials.row((None,) * 4)
    assert trials.row(nobody) is not trials.row(("tekun", None, None, None))


def test_what_was_chosen_but_is_not_offered_here_is_no_choice() -> None:
    """Somebody is left with it where what another chooses leaves nothing else to choose."""
    asked = "roaming and not any(m.chosen_scheme == 'tekun' for m in members)"
    word: ChosenScheme = "unsupported_child_allowance"
    book = shelf({**CHOICE, **paying("orphan_allowance", f'"{asked}"')}).rulebook(
        "440300", "2021-06"
    )
    stack = book.stack(
        family(both("a"), Member(id="b", in_prison=False, roaming=True, chosen_scheme=word))
    )
    assert [(each.choices, each.changes) for each in (stack.best, *stack.others)] == [
        ((Choice("a", "orphan_allowance", False), Choice("b", "orphan_allowance", False)), 1),
        ((Choice("a", "tekun", False),), 0),
    ]


def test_only_a_word_that_changes_something_is_needed() -> None:
    harmless = Member(id="b", in_prison=False, roaming=False, chosen_scheme="orphan_allowance")
    trials = Trials(rules(CHOICE), MONTH, family(both("a", "orphan_allowance"), harmless))
    assert trials.needed(("tekun", "tekun"), frozenset()) == {0}


def test_a_word_is_not_needed_for_what_hangs_on_other_facts_alone() -> None:
    word: ChosenScheme = "orphan_allowance"
    unsure = Member(id="a", in_prison=None, roaming=False, chosen_scheme=word)
    trials = Trials(rules(CHOICE), MONTH, family(unsure, unsure.altered(id="b")))
    assert trials.needed(("tekun", word), frozenset()) == frozenset()


@pytest.mark.parametrize("order", [("tekun", "orphan_allowance"), ("orphan_allowance", "tekun")])
@pytest.mark.parametrize(
    ("roaming", "settled", "lost"), [(True, True, ""), (False, True, ""), (None, False, "orphan")]
)
def test_what_may_be_lawful_is_left_out_and_leaves_the_rest_unsettled(
    roaming: bool | None, settled: bool, lost: str, order: tuple[str, str]
) -> None:
    """Whether the second may choose the allowance is open where the first chooses it."""
    asked = "roaming and not any(m.chosen_scheme == 'tekun' for m in members)"
    files = {**CHOICE, **paying("orphan_allowance", f'"{asked}"')}
    files["choice.yaml"] = together("choice", *order)
    word: ChosenScheme = "orphan_allowance"
    other = Member(id="b", in_prison=False, roaming=roaming, chosen_scheme=word)
    household = family(both("a"), other)
    lawful = Chooser(rules(files), MONTH).lawful(household)
    assert [each[0] for each in lawful.assignments] == [
        each for each in order if not lost or lost not in each
    ]
    assert (lawful.settled, lawful.open) == (settled, ())
