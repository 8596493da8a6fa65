"""What the wording makes out of a tree: levels, parts, limits, chains, grades."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from civbenefits.expressions import nodes as n
from civbenefits.expressions.evaluating import compute
from civbenefits.expressions.wording_shape import (
    Level,
    LogicOp,
    Op,
    Part,
    Phrase,
    chained,
    grades_within,
    measure_of,
    operator,
    parts_of,
    read_from_left,
    set_apart,
    speaks_of,
    split_scheme_key,
    yes_or_no,
)
from tests.expressions.test_wording import tree, words

ORDERS: tuple[Op, ...] = ("<", "<=", ">", ">=")
OPS: tuple[Op, ...] = (*ORDERS, "==", "!=")


def comparison(text: str) -> n.Compare:
    node = tree(text)
    assert isinstance(node, n.Compare)
    return node


def logic(text: str) -> n.Logic:
    node = tree(text)
    assert isinstance(node, n.Logic)
    return node


def path(node: n.Node) -> str:
    """A fact by its path, a rule by its key, a figure by its name, a literal by its value."""
    match node:
        case n.FactRef():
            return ".".join(node.path)
        case n.RuleRef():
            return node.key
        case n.Const():
            return node.standard or str(node.value)
    return f"{type(node).__name__}({', '.join(map(path, n.children(node)))})"


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("loosest", Level)
def test_only_what_is_looser_is_put_in_brackets(level: Level, loosest: Level) -> None:
    text = Phrase("x", level).within(loosest)
    assert text == ("(x)" if level.value > loosest.value else "x")


@pytest.mark.parametrize("loosest", [Level.LIST, Level.AND])
def test_parts_are_set_apart_where_one_reaches_into_the_next_or_has_its_own_connective(
    loosest: Level,
) -> None:
    atom, reaching = Level.ATOM, Level.REACHING
    assert not set_apart([atom, atom, atom], loosest)
    assert not set_apart([atom, atom, reaching], loosest)
    assert not set_apart([reaching, reaching], loosest)
    assert not set_apart([atom, reaching, reaching], loosest)
    assert set_apart([reaching, atom], loosest)
    assert set_apart([atom, reaching, atom], loosest)
    assert set_apart([reaching, reaching, atom], loosest)
    assert set_apart([atom, atom, Level.LIST], loosest)
    assert set_apart([Level.LIST, atom], loosest)
    assert set_apart([atom, Level.AND], loosest) is (loosest is Level.AND)
    assert set_apart([reaching, Level.OR], loosest)
    assert not set_apart([atom, Level.OR, Level.CLAUSES, Level.OPEN], loosest)
    assert not set_apart([atom], loosest)


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("tekun.qualifies", ("tekun", "qualifies", False)),
        ("tekun.receives.person", ("tekun", "receives", True)),
        ("tekun.amount", ("tekun", "amount", False)),
        ("tekun", None),
        ("tekun.", None),
        ("tekun.paid", None),
        ("tekun.amount.persons", None),
        ("tekun.amount.person.x", None),
        ("tekun.requires.person", None),
    ],
)
def test_a_scheme_key_comes_apart(key: str, parts: tuple[str, str, bool] | None) -> None:
    assert split_scheme_key(key) == parts


@pytest.mark.parametrize(
    ("text", "denied", "op"),
    [
        ("in_prison and roaming", False, "and"),
        ("in_prison and roaming", True, "or"),
        ("in_prison or roaming", False, "or"),
        ("in_prison or roaming", True, "and"),
    ],
)
def test_a_denial_turns_a_connective_around(text: str, denied: bool, op: LogicOp) -> None:
    assert operator(logic(text), denied=denied) == op


@pytest.mark.parametrize(
    ("text", "op", "denied", "parts"),
    [
        ("in_prison", "and", False, [("in_prison", False)]),
        ("not in_prison", "and", False, [("in_prison", True)]),
        ("not in_prison", "or", True, [("in_prison", False)]),
        (
            "in_prison and (roaming and not deceased)",
            "and",
            False,
            [("in_prison", False), ("roaming", False), ("deceased", True)],
        ),
        (
            "in_prison and not (roaming or deceased)",
            "and",
            False,
            [("in_prison", False), ("roaming", True), ("deceased", True)],
        ),
        (
            "in_prison and (roaming or deceased)",
            "and",
            False,
            [("in_prison", False), ("Logic(roaming, deceased)", False)],
        ),
        (
            "in_prison and not (roaming and deceased)",
            "and",
            False,
            [("in_prison", False), ("Logic(roaming, deceased)", True)],
        ),
        (
            "in_prison and not not (roaming and deceased)",
            "and",
            False,
            [("in_prison", False), ("roaming", False), ("deceased", False)],
        ),
        ("in_prison and roaming", "or", True, [("in_prison", True), ("roaming", True)]),
    ],
)
def test_what_one_connective_joins(
    text: str, op: LogicOp, denied: bool, parts: list[tuple[str, bool]]
) -> None:
    found = [(path(part.node), part.denied) for part in parts_of(tree(text), op, denied=denied)]
    assert found == parts


@pytest.mark.parametrize("op", OPS)
@pytest.mark.parametrize("denied", [False, True])
@pytest.mark.parametrize("literal_first", [False, True])
def test_a_comparison_read_from_its_value_means_the_same(
    op: Op, denied: bool, literal_first: bool
) -> None:
    node = comparison(
        f"3 {op} clergy_years_apart" if literal_first else f"clergy_years_apart {op} 3"
    )
    value, limit = read_from_left(node, denied=denied)
    assert (path(value), path(limit.value)) == ("clergy_years_apart", "3")
    for years in (2, 3, 4):
        holds = compute(op, 3, years) if literal_first else compute(op, years, 3)
        assert compute(limit.op, years, 3) is (holds is not denied)


def test_two_literals_and_two_values_stay_as_they_are() -> None:
    value, limit = read_from_left(comparison("3 < 4"), denied=False)
    assert (path(value), limit.op, path(limit.value)) == ("3", "<", "4")
    value, limit = read_from_left(comparison("own_counted_income > counted_income"), denied=True)
    assert (path(value), limit.op, path(limit.value)) == (
        "own_counted_income",
        "<=",
        "counted_income",
    )


@pytest.mark.parametrize(("lower", "upper"), [*product(ORDERS, ORDERS)])
@pytest.mark.parametrize("denied", [False, True])
def test_a_chain_means_the_same_as_its_halves(lower: Op, upper: Op, denied: bool) -> None:
    node = logic(f"2 {lower} clergy_years_apart {upper} 5")
    first, second = (Part(each, denied) for each in node.operands)
    found = chained(first, second)
    assert found is not None
    value, limits = found
    assert path(value) == "clergy_years_apart"
    assert [path(limit.value) for limit in limits] == ["2", "5"]
    for years in range(1, 7):
        halves = (compute(lower, 2, years), compute(upper, years, 5))
        told = [
            compute(limit.op, years, other) for limit, other in zip(limits, (2, 5), strict=True)
        ]
        assert told == [half is not denied for half in halves]


@pytest.mark.parametrize(
    "text",
    [
        "2 == clergy_years_apart < 5",
        "2 < clergy_years_apart == 5",
        "2 != clergy_years_apart < 5",
        "2 < clergy_years_apart != 5",
        "2 < clergy_years_apart and clergy_years_apart < 5",
        "in_prison and clergy_years_apart < 5",
        "clergy_years_apart < 5 and in_prison",
    ],
)
def test_other_parts_are_no_chain(text: str) -> None:
    first, second = (Part(each, denied=False) for each in logic(text).operands)
    assert chained(first, second) is None


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("age(month_end) < 18", "age"),
        ("age(month_end) < age(month_start)", "plain"),
        ("clergy_years_apart < age(month_end)", "count"),
        ("own_counted_income < wage", "money"),
        ("not_on_record < wage", "money"),
        ("wage < not_on_record", "money"),
        ("not_on_record < not_on_record", "plain"),
        ("not_on_record < 3", "plain"),
        ("born < born", "date"),
        ("not_on_record < born", "date"),
        ("3 < 4", "plain"),
        ("0 < 0", "plain"),
        ("support_share < 1", "plain"),
        ("disability.grade < 2", "plain"),
        ("clergy_years_apart < 2", "count"),
        ("hukou.kind == 'urban'", "kind"),
        ("hukou.place == residence.place", "kind"),
        ("in_prison == roaming", "kind"),
    ],
)
def test_how_two_values_are_measured(text: str, measure: str) -> None:
    node = comparison(text)
    assert measure_of(node.left, node.right) == measure


@pytest.mark.parametrize("op", OPS)
@pytest.mark.parametrize("limit", ["0", "1", "2", "3", "4", "5", "2.5"])
def test_the_grades_that_a_limit_lets_through(op: Op, limit: str) -> None:
    left, found = read_from_left(comparison(f"disability.grade {op} {limit}"), denied=False)
    through = tuple(grade for grade in (1, 2, 3, 4) if compute(op, grade, Fraction(limit)))
    assert grades_within(left, found) == (() if len(through) == 4 else through)


@pytest.mark.parametrize(
    "text",
    [
        "disability.grade < no_labour_grade['mental']",
        "disability.grade < disability.grade",
        "disability.grade * 2 < 3",
        "clergy_years_apart < 3",
        "age(month_end) < 3",
    ],
)
def test_other_limits_are_not_told_in_grades(text: str) -> None:
    assert grades_within(*read_from_left(comparison(text), denied=False)) == ()


@pytest.mark.parametrize(
    ("text", "value", "holds"),
    [
        ("in_prison == True", "in_prison", True),
        ("in_prison == False", "in_prison", False),
        ("in_prison != True", "in_prison", False),
        ("in_prison != False", "in_prison", True),
        ("True == in_prison", "in_prison", True),
        ("False != in_prison", "in_prison", True),
    ],
)
def test_what_is_compared_with_yes_or_no(text: str, value: str, holds: bool) -> None:
    found = yes_or_no(comparison(text))
    assert found is not None
    assert (path(found[0]), found[1]) == (value, holds)


@pytest.mark.parametrize("text", ["in_prison == roaming", "clergy_years_apart == 1"])
def test_other_comparisons_are_none_with_yes_or_no(text: str) -> None:
    assert yes_or_no(comparison(text)) is None


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("clergy_years_apart < 3", True),
        ("3 > clergy_years_apart", True),
        ("not clergy_years_apart < 3", True),
        ("not not clergy_years_apart < 3", True),
        ("own_counted_income < wage", True),
        ("hukou.kind in ['urban']", True),
        ("within(hukou.place, here)", True),
        ("wage < own_counted_income", True),
        ("household.property.dwellings < 3", False),
        ("clergy_years_apart * 2 < 3", False),
        ("age(month_end) < 3", False),
        ("in_prison", False),
        ("not in_prison", False),
        ("in_prison and clergy_years_apart < 3", False),
    ],
)
def test_whether_a_clause_begins_with_a_value_of_its_subject(text: str, speaks: bool) -> None:
    assert speaks_of(tree(text), "self") is speaks
    assert not speaks_of(tree(text), "m")


def test_a_reaching_part_sets_all_apart() -> None:
    found = words("lives_alone and not in_prison and deceased")
    assert found.zh == "独居,且未在监狱服刑,且已去世"
    assert found.en == "lives alone, and not in prison, and has died"
