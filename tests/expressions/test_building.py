"""The tree of a text, node by node: subjects, types, keys and figures."""

from __future__ import annotations

import pytest

from civbenefits.errors import TableError
from civbenefits.expressions import nodes as n
from civbenefits.expressions.building import MAX_DEPTH, MAX_DIGITS, MAX_LENGTH
from civbenefits.expressions.calling import MAX_LOOPS
from tests.expressions.test_wording import Of, tree


def written(node: n.Node) -> str:
    """A tree as one line, with every field that is no operand."""
    parts = [
        str(getattr(node, name))
        for name in node.record_fields
        if name not in (*node.operand_names, "type", "fact", "path")
    ]
    if isinstance(node, n.FactRef):
        parts.append(".".join(node.path))
    inner = [written(each) for each in n.children(node)]
    return f"{type(node).__name__}:{node.type}({', '.join([*parts, *inner])})"


SELF = "FactRef:boolean(self, in_prison)"
M = "FactRef:boolean(m, in_prison)"
INCOME = "RuleRef:yuan/person/month(self, own_counted_income)"
ANY = "Aggregate:boolean(any, members, household, m, "
WAGE = "Const:yuan/person/month(236000, wage)"


@pytest.mark.parametrize(
    ("text", "of", "found"),
    [
        # Literals
        ("True", "person", "Const:boolean(True, )"),
        ("1", "person", "Const:number(1, )"),
        ("0", "person", "Const:0(0, )"),
        ("0.0", "person", "Const:number(0, )"),
        ("0.10", "person", "Const:number(1/10, )"),
        ("2.0", "person", "Const:number(2, )"),
        ("1 + 2", "person", "Const:number(3, )"),
        ("1 - 2", "person", "Const:number(-1, )"),
        ("2 * 3", "person", "Const:number(6, )"),
        ("3 / 2", "person", "Const:number(3/2, )"),
        ("4 / 2", "person", "Const:number(2, )"),
        ("-3", "person", "Const:number(-3, )"),
        ("-0", "person", "Const:0(0, )"),
        ("1 / 0", "person", "Arithmetic:number(/, Const:number(1, ), Const:0(0, ))"),
        ("'urban'", "person", "Const:choice(urban, )"),
        # Names
        ("in_prison", "person", SELF),
        ("disability.grade", "person", "FactRef:grade(self, disability.grade)"),
        ("hukou.kind", "person", "FactRef:choice(self, hukou.kind)"),
        ("hukou.place", "person", "FactRef:place(self, hukou.place)"),
        ("born", "person", "FactRef:date(self, born)"),
        ("counted_income", "person", "FactRef:yuan/person/month(self, counted_income)"),
        (
            "household.property.dwellings",
            "household",
            "FactRef:dwellings(household, property.dwellings)",
        ),
        (
            "household.counted_income",
            "person",
            "FactRef:yuan/household/month(household, counted_income)",
        ),
        ("own_counted_income", "person", INCOME),
        ("unit_income", "person", "RuleRef:yuan/household/month(household, unit_income)"),
        ("unit_size", "household", "RuleRef:persons(household, unit_size)"),
        ("not_on_record", "person", "Unrecorded:any()"),
        # Figures, of money in hundredths
        ("wage", "person", WAGE),
        ("limit_months", "person", "Const:months(24, limit_months)"),
        ("unknown_standard", "person", "Unrecorded:yuan/household(unknown_standard)"),
        (
            "orphan_standard",
            "person",
            (
                "Lookup:yuan/person/month((('urban', 100000), ('rural', None)), orphan_standard, "
                "FactRef:choice(self, hukou.kind))"
            ),
        ),
        (
            "orphan_standard['rural']",
            "household",
            (
                "Lookup:yuan/person/month((('urban', 100000), ('rural', None)), orphan_standard, "
                "Const:choice(rural, ))"
            ),
        ),
        (
            "old_age_standard",
            "person",
            (
                "Banded:yuan/person/month(((70, 20000), (80, 30000)), old_age_standard, "
                "Age:years(self, month_end))"
            ),
        ),
        (
            "old_age_standard[71]",
            "household",
            (
                "Banded:yuan/person/month(((70, 20000), (80, 30000)), old_age_standard, "
                "Const:number(71, ))"
            ),
        ),
        # Calls
        ("age(month_start)", "person", "Age:years(self, month_start)"),
        ("age(month_end)", "person", "Age:years(self, month_end)"),
        ("receives(tekun)", "person", "RuleRef:boolean(self, tekun.receives)"),
        ("qualifies(tekun)", "person", "RuleRef:boolean(self, tekun.qualifies)"),
        ("amount(tekun)", "person", "RuleRef:yuan/person/month(self, tekun.amount)"),
        ("receives(dibao)", "person", "RuleRef:boolean(self, dibao.receives.person)"),
        ("amount(dibao)", "person", "RuleRef:yuan/person/month(self, dibao.amount.person)"),
        ("receives(dibao)", "household", "RuleRef:boolean(household, dibao.receives)"),
        ("amount(dibao)", "household", "RuleRef:yuan/household/month(household, dibao.amount)"),
        ("min(wage, 0)", "person", f"Extreme:yuan/person/month(min, {WAGE}, Const:0(0, ))"),
        ("max(0, wage)", "person", f"Extreme:yuan/person/month(max, Const:0(0, ), {WAGE})"),
        ("round_up(wage, yuan)", "person", f"Round:yuan/person/month(up, 100, {WAGE})"),
        ("round_down(wage, jiao)", "person", f"Round:yuan/person/month(down, 10, {WAGE})"),
        ("round_half_up(wage, fen)", "person", f"Round:yuan/person/month(half up, 1, {WAGE})"),
        (
            "first_known(in_prison, True)",
            "person",
            f"FirstKnown:boolean({SELF}, Const:boolean(True, ))",
        ),
        ("either(in_prison, True)", "person", f"Either:boolean({SELF}, Const:boolean(True, ))"),
        (
            "within(hukou.place, here)",
            "person",
            "Within:boolean(440307, here, FactRef:place(self, hukou.place))",
        ),
        (
            "within(hukou.place, province)",
            "person",
            "Within:boolean(440000, province, FactRef:place(self, hukou.place))",
        ),
        # Logic
        ("not in_prison", "person", f"Not:boolean({SELF})"),
        ("in_prison and True", "person", f"Logic:boolean(and, {SELF}, Const:boolean(True, ))"),
        ("in_prison or True", "person", f"Logic:boolean(or, {SELF}, Const:boolean(True, ))"),
        (
            "wage if in_prison else 0",
            "person",
            f"IfElse:yuan/person/month({SELF}, {WAGE}, Const:0(0, ))",
        ),
        *(
            (f"wage {op} wage", "person", f"Compare:boolean({op}, {WAGE}, {WAGE})")
            for op in ("<", "<=", ">", ">=", "==", "!=")
        ),
        (
            "0 < wage <= 0",
            "person",
            (
                f"Logic:boolean(and, Compare:boolean(<, Const:0(0, ), {WAGE}), "
                f"Compare:boolean(<=, {WAGE}, Const:0(0, )))"
            ),
        ),
        (
            "0 < wage in [0]",
            "person",
            (
                f"Logic:boolean(and, Compare:boolean(<, Const:0(0, ), {WAGE}), "
                f"Among:boolean((0,), False, {WAGE}))"
            ),
        ),
        ("in_prison in [True]", "person", f"Among:boolean((True,), False, {SELF})"),
        ("in_prison not in [True, False]", "person", f"Among:boolean((True, False), True, {SELF})"),
        # Loops
        (
            "any(m.in_prison for m in members)",
            "person",
            f"{ANY}{M})",
        ),
        (
            "all(m.in_prison for m in members)",
            "household",
            f"Aggregate:boolean(all, members, household, m, {M})",
        ),
        (
            "count(m.in_prison for m in members)",
            "person",
            f"Aggregate:persons(count, members, household, m, {M})",
        ),
        (
            "count(m for m in members)",
            "person",
            "Aggregate:persons(count, members, household, m, Const:boolean(True, ))",
        ),
        (
            "count(m for m in members if m.in_prison)",
            "person",
            f"Aggregate:persons(count, members, household, m, {M}, Const:boolean(True, ))",
        ),
        (
            "sum(m.own_counted_income for m in members if m.in_prison)",
            "person",
            (
                f"Aggregate:yuan/household/month(sum, members, household, m, {M}, "
                "RuleRef:yuan/person/month(m, own_counted_income))"
            ),
        ),
        (
            "sum(i.monthly for i in incomes)",
            "person",
            (
                "Aggregate:yuan/person/month(sum, incomes, self, i, "
                "FactRef:yuan/person/month(i, monthly))"
            ),
        ),
        (
            "count(p for p in parents)",
            "person",
            "Aggregate:persons(count, parents, self, p, Const:boolean(True, ))",
        ),
        (
            "any(any(i.months > 1 for i in m.incomes) for m in members)",
            "household",
            (
                f"{ANY}Aggregate:boolean(any, incomes, m, i, "
                "Compare:boolean(>, FactRef:months(i, months), Const:number(1, ))))"
            ),
        ),
        (
            "any(m.age(month_end) > 1 for m in members)",
            "household",
            f"{ANY}Compare:boolean(>, Age:years(m, month_end), Const:number(1, )))",
        ),
        (
            "any(m.receives(dibao) for m in members)",
            "household",
            f"{ANY}RuleRef:boolean(m, dibao.receives.person))",
        ),
        (
            "any(property_compliant for m in members)",
            "household",
            f"{ANY}RuleRef:boolean(household, property_compliant))",
        ),
    ],
)
def test_the_tree_of_a_text(text: str, of: Of, found: str) -> None:
    assert written(tree(text, of)) == found


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
def test_what_is_refused(text: str, of: Of, code: str, details: dict[str, object]) -> None:
    with pytest.raises(TableError) as refused:
        tree(text, of)
    assert refused.value.code == code
    assert details.items() <= refused.value.details.items()


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
