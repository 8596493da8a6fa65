"""Conditions that can never hold are refused; those that can are not."""

from __future__ import annotations

from typing import Final

import pytest

from civbenefits.engine.constancy import MAX_PARTS
from civbenefits.errors import TableErrors
from civbenefits.facts.member import Hukou, Residence
from tests.engine.small_tables import aid, decision, figure, meaning, one, read, refused

MANY = " and ".join(["in_prison"] * 120)


def requiring(condition: str, **definitions: str) -> dict[str, str]:
    named = {
        f"{name}.yaml": meaning(f"from: 2000-01-01, is: {text}", name=name)
        for name, text in definitions.items()
    }
    return {
        **named,
        "aid.yaml": aid(f"requires: {{it: '{condition}'}}\nprovides: {{zh: 物, en: x}}"),
    }


@pytest.mark.parametrize(("lives", "verdict"), [("440300", "eligible"), ("110000", "not_eligible")])
def test_two_places_may_be_the_same_or_not(lives: str, verdict: str) -> None:
    files = requiring("hukou.place == residence.place and within(hukou.place, here)")
    person = one(hukou=Hukou(place="440300"), residence=Residence(place=lives))
    assert decision(files, person).verdict == verdict


def test_what_names_stand_for_is_looked_into() -> None:
    files = requiring("locked and free", locked=MANY, free="not in_prison")
    assert {fault.code for fault in refused(files)} == {"table.always_false"}


def test_of_too_many_parts_nothing_is_said() -> None:
    files = requiring("locked and shut and free", locked=MANY, shut=MANY, free="not in_prison")
    assert decision(files, one(in_prison=True)).verdict == "not_eligible"


M: Final = "residence.months_together"
A, B = "age(month_end)", "age(month_start)"


def told_of(files: dict[str, str]) -> list[tuple[str, object]]:
    """What is found not to vary: the kind of fault, and what it names."""
    try:
        read(files)
    except TableErrors as error:
        kinds = [fault.code.removeprefix("table.") for fault in error.faults]
        named = [dict(fault.details) for fault in error.faults]
        return [
            (kind, each.get("text", each.get("name")))
            for kind, each in zip(kinds, named, strict=True)
        ]
    return []


@pytest.mark.parametrize(
    "condition",
    [
        f"{M} == 12 and {M} < 12",
        f"{M} == 12 and {M} > 12",
        f"{M} == 12 and {M} != 12",
        f"{M} == 12 and {M} == 13",
        f"{M} < 12 and {M} >= 12",
        f"{M} <= 11 and {M} >= 12",
        f"12 > {M} and {M} > 12",
        f"12 <= {M} and {M} < 12",
        f"{M} < 12 and 13 == {M}",
        f"13 == {M} and {M} > 13",
        f"not ({M} < 12) and {M} < 12",
        f"not ({M} <= 12) and {M} < 12",
        f"not ({M} > 12) and {M} > 13",
        f"not ({M} >= 12) and {M} > 12",
        f"not ({M} != 12) and {M} < 12",
        f"not ({M} < 12 or roaming) and {M} < 12",
        f"not (roaming or not ({M} < 12)) and {M} > 12",
        f"{M} in [5, 6] and {M} < 3",
        f"{A} < 18 and {A} >= 18",
        f"{B} < 18 and {B} > 18",
        "in_prison and not in_prison",
        "not in_prison and in_prison",
        "hukou.kind == 'urban' and hukou.kind == 'rural'",
        "hukou.kind == 'urban' and hukou.kind != 'urban'",
        "hukou.kind in ['urban'] and hukou.kind == 'rural'",
        "hukou.kind not in ['urban'] and hukou.kind == 'urban'",
        "not (hukou.kind not in ['urban']) and hukou.kind == 'rural'",
        "hukou.kind in ['urban'] and hukou.kind in ['rural']",
        "relation in ['child', 'spouse'] and relation in ['parent', 'sibling']",
        "in_prison and roaming and not (in_prison and roaming)",
        f"{A} > 150",
        f"{A} < 0",
    ],
)
def test_what_can_never_hold_is_refused(condition: str) -> None:
    text = condition.replace("'", '"')
    assert told_of(requiring(text)) == [("always_false", text[:60])]


@pytest.mark.parametrize(
    "condition",
    [
        f"{A} <= 150",
        f"{B} >= 0",
        "in_prison or not in_prison",
        "not in_prison or roaming or in_prison",
        "not (in_prison and roaming) or in_prison",
        f"{M} < 12 or {M} >= 12",
        f"{M} != 12 or {M} == 12",
        f"not ({M} < 12) or {M} < 13",
        "hukou.kind == 'urban' or hukou.kind != 'urban'",
        "hukou.kind in ['urban'] or hukou.kind not in ['urban']",
    ],
)
def test_what_holds_one_way_or_the_other_is_refused(condition: str) -> None:
    text = condition.replace("'", '"')
    assert told_of(requiring(text)) == [("always_true", text[:60])]


@pytest.mark.parametrize(
    "condition",
    [
        f"{M} != 12 and {M} < 6",
        f"{M} < 6 and {M} != 12",
        f"{M} != 12 and {M} > 20",
        f"12 != {M} and {M} < 6",
        f"{M} < 6 and 12 != {M}",
        f"12 > {M}",
        f"12 >= {M} and 11 >= {M}",
        f"12 < {M} and 13 <= {M}",
        f"{A} >= 1",
        f"{A} <= 149",
        f"{B} > 0 and {B} < 150",
        f"{M} == 12 and {M} >= 12",
        f"{M} == 12 and {M} <= 12",
        f"{M} <= 12 and {M} >= 12",
        f"12 <= {M} and {M} < 13",
        f"12 >= {M} and {M} > 11",
        f"not ({M} < 12) and {M} <= 12",
        f"not ({M} > 12) and {M} >= 12",
        f"not ({M} < 12 and roaming) and {M} < 12",
        f"not ({M} in [1, 2]) and {M} < 3",
        f"{M} in [5, 6] and {M} < 6",
        f"{A} < 18 and {B} >= 18",
        f"any(p.months < 6 for p in parents) and {M} > 6",
        "in_prison and (roaming or not in_prison)",
        "in_prison and roaming or not in_prison",
        "in_prison and any(not m.in_prison for m in members)",
        "any(m.in_prison for m in members) and any(not o.in_prison for o in members)",
        "hukou.kind in ['urban'] and hukou.kind == 'urban'",
        "hukou.kind != 'urban' and hukou.kind != 'rural'",
        "relation not in ['child', 'spouse'] and relation not in ['parent', 'sibling']",
        "relation in ['child', 'spouse'] and relation in ['parent', 'spouse']",
        "not_on_record",
        "not_on_record or in_prison",
        "counted_income > figure or counted_income < figure",
        "counted_income >= figure and counted_income <= figure",
    ],
)
def test_what_can_hold_is_not_refused(condition: str) -> None:
    files = requiring(condition.replace("'", '"'))
    if "figure" in condition:
        files["figure.yaml"] = figure("from: 2000-01-01, value: 100")
    assert told_of(files) == []


def opened(count: int, meaning_of: str) -> dict[str, str]:
    """One name that stands for another, and so on, and at last for a fact."""
    names = [f"name_{chr(ord('a') + at)}" for at in range(count)]
    meanings = [*(meaning_of.format(name) for name in names[1:]), "in_prison"]
    return requiring(f"{names[0]} and not in_prison", **dict(zip(names, meanings, strict=True)))


@pytest.mark.parametrize("meaning_of", ["{}", "not (not {})", "{} and lives_alone"])
def test_names_are_followed_so_far(meaning_of: str) -> None:
    refusal = [("always_false", "name_a and not in_prison")]
    assert told_of(opened(20, meaning_of)) == refusal
    assert told_of(opened(21, meaning_of)) == []


@pytest.mark.parametrize(("beside", "found"), [(1, True), (2, False)])
def test_so_many_parts_are_looked_into(beside: int, found: bool) -> None:
    many = " and ".join(["roaming"] * (MAX_PARTS // 2 - 1))
    files = requiring("one and two and free", one=many, two=many, free="in_prison")
    text = " and ".join(["one", "two", *["free"] * beside, "not in_prison"])
    files |= requiring(text, one=many, two=many, free="in_prison")
    assert bool(told_of(files)) is found


def test_a_name_of_the_household_says_nothing_of_one_person() -> None:
    someone = "any(m.in_prison for m in members)"
    files = requiring("locked and not in_prison") | {
        "locked.yaml": meaning(f"from: 2000-01-01, is: '{someone}'", of="household", name="locked")
    }
    assert told_of(files) == []
    assert told_of(requiring("locked and not in_prison", locked="in_prison")) != []
    spoken = requiring("in_prison and any(not m.locked for m in members)", locked="in_prison")
    assert told_of(spoken) == []


def test_a_name_of_another_person_says_nothing_of_this_one() -> None:
    spoken = requiring("any(m.locked and not in_prison for m in members)", locked="in_prison")
    assert told_of(spoken) == []


def test_a_name_of_the_household_is_looked_into_as_well() -> None:
    named = "from: 2000-01-01, is: household.in_difficulty"
    files = requiring("poor and not household.in_difficulty") | {
        "poor.yaml": meaning(named, of="household", name="poor")
    }
    assert told_of(files) == [("always_false", "poor and not household.in_difficulty")]


def conditions(*texts: str, name: str = "aid") -> dict[str, str]:
    lines = "".join(f"\n  part_{'abc'[at]}: '{text}'" for at, text in enumerate(texts))
    return {f"{name}.yaml": aid(f"requires:{lines}\nprovides: {{zh: 物, en: x}}", name=name)}


def test_conditions_that_exclude_each_other_are_refused_with_their_version() -> None:
    assert told_of(conditions(f"{M} < 12", "roaming", f"{M} > 12")) == [("never_all_hold", "aid")]
    assert told_of(conditions(f"{M} < 12", "roaming", f"{M} > 11")) == []
    assert told_of(conditions(f"{M} < 12", "roaming", f"not ({M} < 12)")) == [
        ("never_all_hold", "aid")
    ]


def test_where_a_part_is_named_the_version_is_not() -> None:
    assert told_of(conditions(f"{A} < 0", "roaming")) == [("always_false", f"{A} < 0")]
    both = conditions("in_prison", "not in_prison") | conditions(f"{A} >= 0", name="other")
    assert told_of(both) == [("always_true", f"{A} >= 0")]


def test_the_narrowest_part_is_named() -> None:
    text = f"roaming and ({A} < 0 and in_prison)"
    assert told_of(requiring(text)) == [("always_false", f"{A} < 0")]
    last = f"roaming and {A} < 0"
    assert told_of(requiring(last)) == [("always_false", f"{A} < 0")]
    twice = f"({A} < 0 or roaming) and ({A} < 0 or in_prison)"
    assert told_of(requiring(twice)) == [("always_false", f"{A} < 0")] * 2


def test_what_varies_on_some_day_or_in_some_place_is_let_be() -> None:
    limits = "from: 2000-01-01, to: 2009-12-31, value: {}", "from: 2010-01-01, value: {}"
    for before, after, fine in ((0, 0, False), (0, 50, True), (50, 0, True), (50, 60, True)):
        values = [text.format(value) for text, value in zip(limits, (before, after), strict=True)]
        files = requiring("counted_income < figure") | {"figure.yaml": figure(*values)}
        assert (told_of(files) == []) is fine
    nation = {"figure.yaml": figure("from: 2000-01-01, value: 0")}
    below = {"gd/figure.yaml": figure("from: 2000-01-01, value: 70", head=False)}
    asked = requiring("counted_income < figure")
    assert told_of(asked | nation) == [("always_false", "counted_income < figure")]
    assert told_of(asked | nation | below) == []


def test_what_is_true_here_and_false_there_is_let_be() -> None:
    nation = {"figure.yaml": figure("from: 2000-01-01, value: 0")}
    below = {"gd/figure.yaml": figure("from: 2000-01-01, value: 70", head=False)}
    assert told_of(requiring("figure > 0") | nation | below) == []
    assert told_of(requiring("figure > 0") | nation) == [("always_false", "figure > 0")]


def shares(*keys: str) -> dict[str, str]:
    share = ", ".join(f"{key}: 1" for key in keys)
    return {
        "share.yaml": figure(
            f"from: 2000-01-01, value: {{{share}}}", unit="yuan/person/month", name="by_kind"
        ),
        "aid.yaml": aid("pays: by_kind['urban' if roaming else hukou.kind]".replace("'", '"')),
    }


def test_keys_that_can_occur_are_needed_and_no_others() -> None:
    assert told_of(shares("urban", "rural")) == []
    assert [kind for kind, _ in told_of(shares("urban", "rural", "other"))] == ["key_never_occurs"]
    faults = refused(shares("zeta", "urban", "rural", "other"))
    assert [fault.details.get("text") for fault in faults] == ["zeta"]


def test_a_part_is_held_by_its_own_condition_only() -> None:
    long = "in_prison and roaming and not in_prison"
    others = conditions(f"roaming or {A} < 0", name="other")
    assert set(told_of(requiring(long) | others)) == {
        ("always_false", long),
        ("always_false", f"{A} < 0"),
    }


def test_every_part_that_makes_a_condition_so_is_named() -> None:
    text = f"{A} < 0 and roaming"
    files = requiring(text) | conditions(text, text, name="other")
    assert told_of(files) == [("always_false", f"{A} < 0")] * 3


def test_a_name_that_is_not_looked_into_cannot_be_so_and_not_so() -> None:
    files = requiring("any(m.locked and not m.locked for m in members)", locked="in_prison")
    assert told_of(files) == [("always_false", "m.locked and not m.locked")]
    files = requiring(
        "any(m.locked and not m.shut for m in members)", locked="in_prison", shut="roaming"
    )
    assert told_of(files) == []


def test_an_amount_may_also_not_be_received() -> None:
    paid = {
        "figure.yaml": figure("from: 2000-01-01, value: 100"),
        "first.yaml": aid("requires: {it: in_prison}\npays: figure", name="first"),
    }
    assert told_of(requiring("amount(first) >= figure") | paid) == []
    assert told_of(requiring("amount(first) > 0") | paid) == []
    assert told_of(requiring("amount(first) < figure") | paid) == []
    assert told_of(requiring("amount(first) >= 0") | paid) == [
        ("always_true", "amount(first) >= 0")
    ]
