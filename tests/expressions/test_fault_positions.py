"""A fault inside a larger expression points at its own part, whatever stands around it."""

from __future__ import annotations

from typing import Final, Literal

import pytest

from tests.expressions.small_expressions import definition, faults, scheme

FIRST: Final = 11
"""The column of the first character of an expression."""

MORE: Final = {
    "needy.yaml": definition("needy", "in_prison"),
    "aid.yaml": scheme("aid", "in_prison"),
}

Of = Literal["person", "household"]


@pytest.mark.parametrize("before", ["not (", "not (not in_prison or "])
@pytest.mark.parametrize(
    ("text", "part", "code", "of"),
    [
        ("None", "", "not_in_language", "person"),
        ("1e3 > 0", "1e3", "not_in_language", "person"),
        ("in_prison is roaming", "", "not_in_language", "person"),
        ("relation in 'child'", "'child'", "not_in_language", "person"),
        ("relation in []", "[]", "not_in_language", "person"),
        ("relation in ['child', relation]", "relation]", "not_in_language", "person"),
        ("1 in [1, 1/2]", "1/2", "not_in_language", "person"),
        ("1 in [-1]", "-1", "not_in_language", "person"),
        ("~in_prison", "", "not_in_language", "person"),
        ("[in_prison]", "", "not_in_language", "person"),
        ("any(day=1)", "", "not_in_language", "person"),
        ("any(m for m in members)", "m for", "not_in_language", "person"),
        ("'a'.b", "", "not_in_language", "person"),
        ("ｉn_prison", "", "not_in_language", "person"),
        ("1234567890123456789012345678901 > 0", "1234567890123456789012345678901",
         "number_too_long", "person"),
        ("in_prisn", "", "unresolved_name", "person"),
        ("disability.grad > 1", "disability.grad", "unresolved_name", "person"),
        ("receives(aids)", "aids", "unresolved_name", "person"),
        ("within(hukou.place, there)", "there", "unresolved_name", "person"),
        ("x.age(month_end) > 1", "x.age(month_end)", "unresolved_name", "person"),
        ("disability", "", "not_a_value", "person"),
        ("disability.grade.kind", "", "not_a_value", "person"),
        ("inherited", "", "nothing_to_inherit", "person"),
        ("s1000 > share_of", "share_of", "needs_key", "person"),
        ("age > 1", "age", "age_needs_day", "person"),
        ("age(today) > 1", "age(today)", "age_needs_day", "person"),
        ("age(month_end) > 1", "age(month_end)", "needs_person", "household"),
        ("receives(aid)", "", "needs_person", "household"),
        ("in_prison", "", "needs_person", "household"),
        ("needy", "", "needs_person", "household"),
        ("any(members)", "", "needs_loop", "person"),
        ("any(m.deaf for m in members if m.deaf if m.deaf)", "", "needs_loop", "person"),
        ("anyone(members)", "", "unknown_function", "person"),
        ("within(hukou.place)", "", "wrong_arguments", "person"),
        ("relation == 'chld'", "'chld'", "unknown_choice", "person"),
        ("relation > 'child'", "relation", "wrong_type", "person"),
        ("s1000", "", "wrong_type", "person"),
        ("s1000 and in_prison", "s1000", "wrong_type", "person"),
        ("sum(m.in_prison for m in members) > 1", "sum(m.in_prison for m in members)",
         "wrong_type", "person"),
        ("min(in_prison, roaming)", "", "wrong_type", "person"),
        ("within(in_prison, here)", "", "wrong_type", "person"),
        ("s1000 > h3000", "h3000", "wrong_unit_in_expression", "person"),
        ("s1000 + 1 > s1000", "s1000 + 1", "wrong_unit_in_expression", "person"),
        ("either(s1000, h3000) > s1000", "either(s1000, h3000)", "wrong_unit_in_expression",
         "person"),
        ("(s1000 if in_prison else 1) > s1000", "s1000 if in_prison else 1",
         "wrong_unit_in_expression", "person"),
        ("round_up(s1000, euro) > s1000", "round_up(s1000, euro)", "rounding_unit", "person"),
    ],
)  # fmt: skip
def test_it_points_at_its_part(before: str, text: str, part: str, code: str, of: Of) -> None:
    if of == "household":
        before = before.replace("in_prison", "household.property.compliant")
    [fault] = faults(f"{before}{text})", MORE, of=of)
    assert (fault.code, fault.file) == (f"table.{code}", "asked.yaml")
    found = str(fault.details["text"])
    assert found
    assert found in (part or text)
    assert fault.column == FIRST + len(before) + (text.index(part) if part else 0)
