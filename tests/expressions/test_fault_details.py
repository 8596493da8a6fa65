"""Faults of expressions with all their details: what was found, and what was expected."""

from __future__ import annotations

import pytest

from civbenefits.expressions.calling import USAGE
from tests.engine.small_tables import aid, meaning, refused
from tests.expressions.small_expressions import faults

FIRST = 11
"""The column of the first character of an expression."""


@pytest.mark.parametrize(
    ("text", "part", "expected", "found"),
    [
        ("1 and in_prison", "1", "boolean", "number"),
        ("roaming or relation", "relation", "boolean", "choice"),
        ("not s1000", "s1000", "boolean", "yuan/person/month"),
        ("s1000 if '1' else s1000", "'1'", "boolean", "choice"),
        ("any(1 for m in members)", "1", "boolean", "number"),
        ("all(m.age(month_end) for m in members)", "m.age(month_end)", "boolean", "years"),
        ("count(m.relation for m in members)", "m.relation", "boolean", "choice"),
        ("any(m.roaming for m in members if h3000)", "h3000", "boolean", "yuan/household/month"),
        ("sum(m.relation for m in members)", "", "number", "choice"),
        ("sum(m.in_prison for m in members)", "", "number", "boolean"),
        ("sum(m.born for m in members)", "", "number", "date"),
        ("min(in_prison, roaming)", "", "number", "boolean"),
        ("max(hukou.place, residence.place)", "", "number", "place"),
        ("in_prison < roaming", "in_prison", "number", "boolean"),
        ("share_of[1]", "", "choice", "number"),
        ("by_age['a']", "", "number", "choice"),
        ("within(in_prison, here)", "", "place", "boolean"),
        ("within(once500, here)", "", "place", "yuan/person"),
        ("within(relation, here)", "", "place", "choice"),
        ("within(limit_persons, here)", "", "place", "persons"),
    ],
)
def test_a_value_of_the_wrong_type(text: str, part: str, expected: str, found: str) -> None:
    [fault] = faults(text)
    assert (fault.code, fault.file) == ("table.wrong_type", "asked.yaml")
    assert fault.details == {"expected": expected, "found": found, "text": part or text}
    assert fault.column == FIRST + (text.index(part) if part else 0)


@pytest.mark.parametrize(
    ("text", "part", "expected", "found"),
    [
        ("s1000 < h3000", "h3000", "yuan/person/month", "yuan/household/month"),
        ("s1000 < 1", "1", "yuan/person/month", "number"),
        ("hukou.place == 1", "1", "place", "number"),
        ("born < 1", "1", "date", "number"),
        ("relation in [1]", "1", "choice", "number"),
        ("min(s1000, y9000)", "", "yuan/person/month", "yuan/person/year"),
        ("s1000 if in_prison else 1", "", "yuan/person/month", "number"),
        ("first_known(in_prison, 1)", "", "boolean", "number"),
        ("either(s1000, h3000)", "", "yuan/person/month", "yuan/household/month"),
        ("in_prison + 1", "", "matching units", "boolean + number"),
        ("s1000 - limit_years", "", "matching units", "yuan/person/month - years"),
        ("s1000 * s1000", "", "matching units", "yuan/person/month * yuan/person/month"),
        ("s1000 / in_prison", "", "matching units", "yuan/person/month / boolean"),
    ],
)
def test_units_that_do_not_go_together(text: str, part: str, expected: str, found: str) -> None:
    [fault] = faults(text)
    assert fault.code == "table.wrong_unit_in_expression"
    assert fault.details == {"expected": expected, "found": found, "text": part or text}
    assert fault.column == FIRST + (text.rindex(part) if part else 0)


@pytest.mark.parametrize(
    ("text", "name", "near", "part"),
    [
        ("in_prisn", "in_prisn", "in_prison", "in_prisn"),
        ("within(hukou.place, nowhere)", "nowhere", "here", "nowhere"),
        ("within(hukou.place, 1)", "", "", "1"),
        ("within(hukou.place, xyzzy)", "xyzzy", "", "xyzzy"),
        ("1[2]", "", "", "1[2]"),
        ("share_off['wage']", "share_off", "share_of", "share_off['wage']"),
        ("m.age(month_end)", "m", "", "m.age(month_end)"),
        ("receives(1)", "1", "", "1"),
        ("any(x.kind == 'wage' for x in income)", "income", "incomes", "income"),
    ],
)
def test_a_name_that_stands_for_nothing(text: str, name: str, near: str, part: str) -> None:
    [fault] = faults(text)
    assert fault.code == "table.unresolved_name"
    assert fault.details == {"name": name, "suggestion": near, "text": part}


@pytest.mark.parametrize("name", USAGE)
def test_a_function_with_no_argument_is_shown_as_it_is_written(name: str) -> None:
    [fault] = faults(f"{name}()")
    assert fault.code == "table.wrong_arguments"
    assert fault.details == {"name": name, "usage": USAGE[name], "text": f"{name}()"}


@pytest.mark.parametrize(("name", "near"), [("recieves", "receives"), ("agee", "age"), ("xyz", "")])
def test_a_function_that_there_is_not(name: str, near: str) -> None:
    [fault] = faults(f"{name}(month_end)")
    assert fault.code == "table.unknown_function"
    assert fault.details == {
        "name": name,
        "suggestion": near,
        "expected": tuple(USAGE),
        "text": f"{name}(month_end)",
    }


@pytest.mark.parametrize("name", ["any", "all", "sum", "count"])
@pytest.mark.parametrize("inside", ["members", "1 for m in members if deaf if deaf"])
def test_what_needs_a_loop_is_named(name: str, inside: str) -> None:
    [fault] = faults(f"{name}({inside})")
    assert fault.code == "table.needs_loop"
    assert fault.details == {"name": name, "text": f"{name}({inside})"}


@pytest.mark.parametrize("text", ["round_up(1, yuan)", "round_down(s1000, euro)", "round_up(1, 2)"])
def test_only_money_is_rounded_and_only_to_its_coins(text: str) -> None:
    [fault] = faults(text)
    assert fault.code == "table.rounding_unit"
    assert fault.details == {"units": "yuan, jiao, fen", "text": text}


def test_a_choice_that_there_is_not() -> None:
    [fault] = faults("hukou.kind == 'urbn'")
    assert fault.code == "table.unknown_choice"
    assert fault.details == {
        "choices": ("rural", "urban"),
        "suggestion": "urban",
        "text": "urbn",
    }


def test_a_condition_that_is_no_yes_or_no() -> None:
    [fault] = refused({"aid.yaml": aid("requires: {asked: 1 + 1}\nprovides: {zh: 物, en: goods}")})
    assert (fault.code, fault.file) == ("table.wrong_type", "aid.yaml")
    assert fault.details == {"expected": "boolean", "found": "number"}


def test_what_is_said_below_is_of_the_type_said_above() -> None:
    below = meaning("from: 2000-01-01, is: relation", head=False)
    found = refused(
        {
            "needy.yaml": meaning("from: 2000-01-01, is: in_prison"),
            "gd/needy.yaml": below,
            "aid.yaml": aid("requires: {asked: needy}\nprovides: {zh: 物, en: goods}"),
        }
    )
    wrong = {"expected": "boolean", "found": "choice"}
    assert [(fault.code, fault.details) for fault in found] == [("table.wrong_type", wrong)] * 2
    assert [fault.file for fault in found] == ["aid.yaml", "gd/needy.yaml"]


# What cannot vary -----------------------------------------------------------------


def constant(text: str) -> list[tuple[str, object]]:
    """What is told of an expression that is a condition of a scheme."""
    asked = f"requires:\n  asked: >-\n    {text}\nprovides: {{zh: 物, en: goods}}"
    try:
        found = refused({"aid.yaml": aid(asked)})
    except AssertionError:
        return []
    return [(fault.code, fault.details.get("text")) for fault in found]


YEARS = "clergy_years_apart"
AGE = "age(month_end)"


@pytest.mark.parametrize(
    "text",
    [
        f"{YEARS} < {AGE} and {AGE} < 3 and {YEARS} > 5",
        f"{YEARS} <= {AGE} and {AGE} <= 3 and {YEARS} >= 5",
        f"{AGE} > {YEARS} and {YEARS} > 5 and {AGE} < 3",
        f"{AGE} >= {YEARS} and {YEARS} >= 5 and {AGE} <= 3",
        f"{YEARS} == {AGE} and {AGE} == 3 and {YEARS} == 5",
        f"{AGE} < 3 and not {AGE} < 3",
        f"{AGE} < 3 and {AGE} > 5",
        "relation == 'child' and relation == 'parent'",
        "relation in ['child', 'other'] and relation == 'parent'",
        "in_prison and not in_prison",
    ],
)
def test_conditions_that_can_never_hold_together(text: str) -> None:
    assert constant(text) == [("table.always_false", text[:60])]


@pytest.mark.parametrize(
    "text",
    [
        f"{YEARS} < {AGE} and {AGE} < 7 and {YEARS} > 5",
        f"{YEARS} <= {AGE} and {AGE} <= 5 and {YEARS} >= 5",
        f"{YEARS} != {AGE} and {AGE} <= 5 and {YEARS} >= 5",
        "relation in ['child', 'other'] and relation == 'other'",
        "relation != 'child' and relation != 'parent'",
        "in_prison and not roaming",
    ],
)
def test_conditions_that_can(text: str) -> None:
    assert constant(text) == []


@pytest.mark.parametrize("word", ["first_known", "either"])
def test_a_condition_before_a_finding_is_still_looked_at(word: str) -> None:
    text = f"({AGE} >= 0 or roaming) and {word}(in_prison, roaming)"
    assert constant(text) == [("table.always_true", f"{AGE} >= 0")]


def test_whether_a_finding_is_known_is_no_condition() -> None:
    assert constant("first_known(disability.grade >= 1, in_prison)") == []
    assert constant("either(disability.grade >= 1, in_prison)") == [
        ("table.always_true", "disability.grade >= 1")
    ]
