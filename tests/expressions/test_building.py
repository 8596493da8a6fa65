"""The tree of a text, node by node: subjects, types, keys and figures."""

from __future__ import annotations

import pytest

from civbenefits.expressions import nodes as n
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
            "count(in_prison for m in members)",
            "person",
            f"Aggregate:persons(count, members, household, m, {SELF})",
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
