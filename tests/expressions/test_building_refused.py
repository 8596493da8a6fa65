"""What the builder refuses, with the details of the part that is at fault; and its limits."""

from __future__ import annotations

import pytest

from civbenefits.errors import TableError
from civbenefits.expressions.building import MAX_DEPTH, MAX_DIGITS, MAX_LENGTH
from civbenefits.expressions.calling import MAX_LOOPS, USAGE
from tests.expressions.test_wording import Of, tree


@pytest.mark.parametrize(
    ("text", "of", "code", "details"),
    [
        ("age(month_end)", "household", "table.needs_person", {"name": "age"}),
        ("receives(tekun)", "household", "table.needs_person", {"name": "tekun"}),
        ("own_counted_income", "household", "table.needs_person", {"name": "own_counted_income"}),
        ("hukou.kind", "household", "table.needs_person", {"name": "hukou.kind"}),
        ("age", "person", "table.age_needs_day", {}),
        ("age(today)", "person", "table.age_needs_day", {}),
        ("any(m.age > 1 for m in members)", "person", "table.age_needs_day", {"text": "m.age"}),
        ("inherited", "person", "table.nothing_to_inherit", {}),
        ("hukou", "person", "table.not_a_value", {"name": "hukou"}),
        ("in_prison.x", "person", "table.not_a_value", {"name": "in_prison.x"}),
        ("incomes", "person", "table.not_a_value", {"name": "incomes"}),
        (
            "hukou.kin",
            "person",
            "table.unresolved_name",
            {"name": "hukou.kin", "suggestion": "kind"},
        ),
        ("local_huku", "person", "table.unresolved_name", {"suggestion": "local_hukou"}),
        ("wages", "person", "table.unresolved_name", {"suggestion": "wage"}),
        ("lives_alon", "person", "table.unresolved_name", {"suggestion": "lives_alone"}),
        ("receives(dibo)", "person", "table.unresolved_name", {"suggestion": "dibao"}),
        ("within(hukou.place, cty)", "person", "table.unresolved_name", {"suggestion": "city"}),
        ("wags['x']", "person", "table.unresolved_name", {"suggestion": "wage"}),
        ("counted_share", "person", "table.needs_key", {"name": "counted_share"}),
        ("any(m for m in members)", "person", "table.not_in_language", {"text": "m"}),
        (
            "any(m.in_prison for m in members if True if True)",
            "person",
            "table.needs_loop",
            {"name": "any"},
        ),
        ("any(m.in_prison for m in members for x in members)", "person", "table.needs_loop", {}),
        ("any(m.in_prison for self in members)", "person", "table.needs_loop", {}),
        ("any(m.in_prison for household in members)", "person", "table.needs_loop", {}),
        (
            "any(any(m.in_prison for m in members) for m in members)",
            "person",
            "table.needs_loop",
            {},
        ),
        ("any(m.in_prison for m, x in members)", "person", "table.needs_loop", {}),
        ("any(m.in_prison for m in f())", "person", "table.needs_loop", {"name": "any"}),
        ("any(m.in_prison async for m in members)", "person", "table.needs_loop", {"name": "any"}),
        ("age(1)", "person", "table.age_needs_day", {}),
        ("receives(1)", "person", "table.unresolved_name", {"name": "1"}),
        ("xyz(1)", "person", "table.unknown_function", {"expected": tuple(USAGE)}),
        ("sum(in_prison)", "person", "table.needs_loop", {"name": "sum"}),
        ("any(True for i in incomes)", "household", "table.unresolved_name", {"name": "incomes"}),
        ("any(True for i in m.incomes)", "person", "table.unresolved_name", {"name": "m"}),
        (
            "any(any(True for x in i.incomes) for i in incomes)",
            "person",
            "table.unresolved_name",
            {"name": "i"},
        ),
        (
            "any(m.in_prison for m in members) and m.in_prison",
            "person",
            "table.unresolved_name",
            {},
        ),
        ("any(m.wage for m in members)", "person", "table.unresolved_name", {}),
        ("tekun.receives(tekun)", "person", "table.unresolved_name", {"name": "tekun"}),
        ("a.b.receives(tekun)", "person", "table.not_in_language", {}),
        ("min(wage)", "person", "table.wrong_arguments", {"name": "min", "usage": "min(a, b)"}),
        (
            "any(m.min(wage, wage) for m in members)",
            "person",
            "table.unknown_function",
            {"name": "min"},
        ),
        (
            "any(m.receives(tekun, dibao) for m in members)",
            "person",
            "table.wrong_arguments",
            {"name": "receives"},
        ),
        ("any(m.age() > 1 for m in members)", "person", "table.wrong_arguments", {"name": "age"}),
        ("age(day=month_end)", "person", "table.not_in_language", {"text": "age(day=month_end)"}),
        (
            "any(m.agee(month_end) > 1 for m in members)",
            "person",
            "table.unknown_function",
            {"name": "agee"},
        ),
        (
            "any(m.age > 1 or m.age(x) > 1 for m in members)",
            "person",
            "table.age_needs_day",
            {"text": "m.age"},
        ),
        ("1 < age(x)", "person", "table.age_needs_day", {"text": "age(x)"}),
        ("1 < 2 and f()()", "person", "table.not_in_language", {"text": "f()()"}),
        ("any(in_prison, roaming)", "person", "table.wrong_arguments", {"name": "any"}),
        ("min(in_prison, roaming)", "person", "table.wrong_type", {"expected": "number"}),
        ("max(wage, 1)", "person", "table.wrong_unit_in_expression", {"found": "number"}),
        ("either(wage, 1)", "person", "table.wrong_unit_in_expression", {"found": "number"}),
        ("wage + 1", "person", "table.wrong_unit_in_expression", {"expected": "matching units"}),
        ("wage if in_prison else 1", "person", "table.wrong_unit_in_expression", {}),
        ("round_up(1, yuan)", "person", "table.rounding_unit", {"units": "yuan, jiao, fen"}),
        ("within(relation, here)", "person", "table.wrong_type", {"found": "choice"}),
        ("not relation", "person", "table.wrong_type", {"text": "relation"}),
        ("1 if wage else 2", "person", "table.wrong_type", {"text": "wage"}),
        ("any(wage for m in members)", "person", "table.wrong_type", {"text": "wage"}),
        ("any(True for m in members if wage)", "person", "table.wrong_type", {"text": "wage"}),
        ("sum(m.relation for m in members)", "person", "table.wrong_type", {"found": "choice"}),
        ("relation < 'child'", "person", "table.wrong_type", {"text": "relation"}),
        ("relation in [relation]", "person", "table.not_in_language", {"text": "relation"}),
        ("relation in []", "person", "table.not_in_language", {"text": "[]"}),
        ("relation in relation", "person", "table.not_in_language", {"text": "relation"}),
        ("counted_share[1]", "person", "table.wrong_type", {"expected": "choice"}),
        ("old_age_standard['x']", "person", "table.wrong_type", {"expected": "number"}),
        ("1 // 2", "person", "table.not_in_language", {"text": "1 // 2"}),
        ("in_prison is True", "person", "table.not_in_language", {"text": "in_prison is True"}),
        ("None", "person", "table.not_in_language", {"text": "None"}),
        ("first_known(1, 2, b=3)", "person", "table.not_in_language", {}),
        ("f()()", "person", "table.not_in_language", {"text": "f()()"}),
        ("m.age(month_end)", "person", "table.unresolved_name", {"text": "m.age(month_end)"}),
        ("recieves(tekun)", "person", "table.unknown_function", {"suggestion": "receives"}),
        ("first_known(1, 2, 3)", "person", "table.wrong_arguments", {"name": "first_known"}),
        ("relation in ['child', 'x']", "person", "table.unknown_choice", {"text": "x"}),
        ("relation == 'chil'", "person", "table.unknown_choice", {"suggestion": "child"}),
        (
            "'chil' == relation",
            "person",
            "table.unknown_choice",
            {"text": "chil", "suggestion": "child"},
        ),
        (f"{'1' * (MAX_DIGITS + 1)}", "person", "table.number_too_long", {"limit": MAX_DIGITS}),
        (f"1.{'1' * (MAX_DIGITS + 1)}", "person", "table.number_too_long", {"limit": MAX_DIGITS}),
        ("1e3", "person", "table.not_in_language", {"text": "1e3"}),
        ("1_000", "person", "table.not_in_language", {}),
        ("0x1", "person", "table.not_in_language", {}),
        ("1.", "person", "table.not_in_language", {}),
    ],
)
def test_a_fault_is_that_of_its_part_wherever_it_stands(
    text: str, of: Of, code: str, details: dict[str, object]
) -> None:
    with pytest.raises(TableError) as refused:
        tree(text, of)
    fault = refused.value
    assert fault.code == code
    assert details.items() <= fault.details.items()
    with pytest.raises(TableError) as inside:
        tree(f"0 < 1 and ({text})", of)
    assert (inside.value.code, inside.value.details) == (code, fault.details)


def nested(count: int) -> str:
    """Loops inside loops."""
    loops = "".join(f" for m{index} in members)" for index in reversed(range(count)))
    return "any(" * count + "m0.in_prison" + loops


def fits(text: str) -> bool:
    try:
        tree(text)
    except TableError as error:
        assert error.code == "table.expression_too_large"  # noqa: PT017
        return False
    return True


def test_the_limits_are_the_last_that_fit() -> None:
    assert fits(nested(MAX_LOOPS))
    assert not fits(nested(MAX_LOOPS + 1))
    assert fits("not " * MAX_DEPTH + "in_prison")
    assert not fits("not " * (MAX_DEPTH + 1) + "in_prison")
    digits = "1" * MAX_DIGITS
    assert fits(f"{digits}.{digits}")
    longest = "(in_prison)" + " or in_prison" * 153
    assert len(longest) == MAX_LENGTH
    assert fits(longest)
    assert fits(longest.replace(" ", "   "))
    assert not fits(f"not {longest}")
