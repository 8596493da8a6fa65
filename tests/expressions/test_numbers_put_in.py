"""Computations and comparisons with the numbers put in, in both languages."""

from __future__ import annotations

from fractions import Fraction

import pytest

from civbenefits.expressions import nodes as n
from civbenefits.expressions.evaluating import Missing, Unknown, Value
from civbenefits.expressions.wording_numbers import compared, taken, worked_out
from civbenefits.texts import Text
from tests.expressions.test_wording import tree

OPEN = Unknown(frozenset({Missing(0, "open", law=False)}))

FACTS: dict[str, Value] = {
    "counted_income": 50000,
    "in_prison": True,
    "roaming": False,
    "lives_alone": OPEN,
    "disability.grade": 2,
    "disability.kind": "mental",
    "care.failed_abilities": OPEN,
}


def known(node: n.Node, income: int | Fraction = 50000) -> Value:
    """What each part came to, where the income is as given (in fen); what is rounded, to 123."""

    def value(each: n.Node) -> Value:
        match each:
            case n.Const():
                return each.value
            case n.FactRef(path=("counted_income",)):
                return income
            case n.FactRef():
                return FACTS[".".join(each.path)]
            case n.RuleRef():
                return -2500
            case n.Arithmetic():
                left, right = value(each.left), value(each.right)
                if isinstance(left, Unknown) or isinstance(right, Unknown):
                    return OPEN
                assert not isinstance(left, str)
                assert not isinstance(right, str)
                match each.op:
                    case "+":
                        return left + right
                    case "-":
                        return left - right
                    case "*":
                        return left * right
                return Fraction(left) / right
            case n.Extreme():
                values = [value(one) for one in each.operands]
                if any(isinstance(one, Unknown) for one in values):
                    return OPEN
                pick = min if each.op == "min" else max
                return pick(values)  # type: ignore[type-var]
            case n.Round():
                return 12300
            case n.IfElse() | n.FirstKnown():
                found = taken(each, value)
                return OPEN if found is each else value(found)
        return OPEN

    return value(node)


def told(text: str, income: int | Fraction = 50000) -> Text | None:
    return worked_out(tree(text), lambda each: known(each, income))


@pytest.mark.parametrize(
    ("text", "income", "zh", "en"),
    [
        ("dibao_standard - counted_income", 50000, "1300 − 500 = 800", None),
        ("dibao_standard - counted_income", 50050, "1300 − 500.5 = 799.50", None),
        ("dibao_standard + counted_income", 0, "1300 + 0 = 1300", None),
        ("dibao_standard * support_share", 0, "1300 × 30% = 390", None),
        ("dibao_standard * 3", 0, "1300 × 3 = 3900", None),
        ("dibao_standard / 4", 0, "1300 ÷ 4 = 325", None),
        ("(dibao_standard - counted_income) * 2", 50000, "(1300 − 500) × 2 = 1600", None),
        (
            "dibao_standard - (dibao_standard - counted_income)",
            50000,
            "1300 − (1300 − 500) = 500",
            None,
        ),
        (
            "dibao_standard + (dibao_standard - counted_income)",
            50000,
            "1300 + 1300 − 500 = 2100",
            None,
        ),
        ("dibao_standard * 2 - counted_income", 50000, "1300 × 2 − 500 = 2100", None),
        ("dibao_standard * 2 * 3", 0, "1300 × 2 × 3 = 7800", None),
        # A number below 0 stands in brackets.
        ("dibao_standard - own_counted_income", 0, "1300 − (-25) = 1325", None),
        ("own_counted_income + dibao_standard", 0, "(-25) + 1300 = 1275", None),
        # That it is not below 0 is only said where it would be.
        ("max(0, dibao_standard - counted_income)", 129999, "1300 − 1299.99 = 0.01", None),
        ("max(0, dibao_standard - counted_income)", 130000, "1300 − 1300 = 0", None),
        (
            "max(0, dibao_standard - counted_income)",
            130001,
            "1300 − 1300.01,低于0的按0计 = 0",
            "1300 − 1300.01, but not below 0 = 0",
        ),
        ("max(dibao_standard - counted_income, 0)", 50000, "1300 − 500 = 800", None),
        # Only what is taken is there.
        ("dibao_standard * 2 if in_prison else counted_income * 2", 50000, "1300 × 2 = 2600", None),
        ("dibao_standard * 2 if roaming else counted_income * 2", 50000, "500 × 2 = 1000", None),
        ("first_known(counted_income * 2, dibao_standard)", 50000, "500 × 2 = 1000", None),
        (
            "first_known(counted_income * 2 if in_prison else 0, dibao_standard)",
            50000,
            "500 × 2 = 1000",
            None,
        ),
        (
            "first_known(wage if lives_alone else 0, dibao_standard * 2 if in_prison else 0)",
            50000,
            "1300 × 2 = 2600",
            None,
        ),
        (
            "(first_known(counted_income * 2, 0) if in_prison else 0) if in_prison else 0",
            50000,
            "500 × 2 = 1000",
            None,
        ),
        ("dibao_standard + (counted_income if in_prison else 0)", 50000, "1300 + 500 = 1800", None),
    ],
)
def test_a_computation(text: str, income: int, zh: str, en: str | None) -> None:
    assert told(text, income) == Text(f"{zh}元/人/月", f"{en or zh} yuan/person/month")


@pytest.mark.parametrize(
    "text",
    [
        "dibao_standard",
        "counted_income",
        "disability.grade",
        "own_counted_income",
        "dibao_standard if in_prison else counted_income",
        "dibao_standard * 2 if lives_alone else counted_income * 2",
        "care.failed_abilities + 1",
        "max(0, counted_income)",
    ],
)
def test_where_there_is_nothing_to_compute_nothing_is_told(text: str) -> None:
    assert told(text) is None


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        (
            "min(dibao_standard, counted_income)",
            "1300与500中的较低者 = 500",
            "the lower of 1300 and 500 = 500",
        ),
        (
            "max(dibao_standard, counted_income * 2)",
            "1300与500 × 2中的较高者 = 1300",
            "the higher of 1300 and 500 × 2 = 1300",
        ),
        (
            "min(dibao_standard, counted_income, dibao_standard / 2)",
            "1300、500与1300 ÷ 2中的最低者 = 500",
            "the lowest of 1300, 500 and 1300 ÷ 2 = 500",
        ),
        (
            "max(0, dibao_standard, counted_income)",
            "0、1300与500中的最高者 = 1300",
            "the highest of 0, 1300 and 500 = 1300",
        ),
        (
            "min(0, counted_income)",
            "0与500中的较低者 = 0",
            "the lower of 0 and 500 = 0",
        ),
        (
            "round_up(counted_income / 4, yuan)",
            "500 ÷ 4,向上取整到元 = 123",
            "500 ÷ 4, rounded up to whole yuan = 123",
        ),
        (
            "round_down(counted_income / 4, jiao)",
            "500 ÷ 4,向下取整到角 = 123",
            "500 ÷ 4, rounded down to whole jiao = 123",
        ),
        (
            "round_half_up(counted_income / 4, fen)",
            "500 ÷ 4,四舍五入到分 = 123",
            "500 ÷ 4, rounded half up to whole fen = 123",
        ),
        (
            "round_up(counted_income / 4, yuan) * 2 - counted_income",
            "(500 ÷ 4,向上取整到元) × 2 − 500 = -254",
            "(500 ÷ 4, rounded up to whole yuan) × 2 − 500 = -254",
        ),
    ],
)
def test_extremes_and_rounding(text: str, zh: str, en: str) -> None:
    assert told(text) == Text(f"{zh}元/人/月", f"{en} yuan/person/month")


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("disability.grade * 2", "2 × 2 = 4级", "2 × 2 = 4"),
        ("limit_months - 1", "24 − 1 = 23个月", "24 − 1 = 23 months"),
        ("limit_months / 24", "24 ÷ 24 = 1个月", "24 ÷ 24 = 1 month"),
        ("old_age_from + 1", "80 + 1 = 81年", "80 + 1 = 81 years"),
        ("support_share * 2", "30% × 2 = 60%", "30% × 2 = 60%"),
        ("support_share / 7", "30% ÷ 7 = 3/70", "30% ÷ 7 = 3/70"),
        ("dibao_standard / tekun_standard", "1300 ÷ 2080 = 0.625", "1300 ÷ 2080 = 0.625"),
    ],
)
def test_a_computation_of_other_units(text: str, zh: str, en: str) -> None:
    assert told(text) == Text(zh, en)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("disability.grade * 2 > 3", "2 × 2 = 4 > 3", "2 × 2 = 4 > 3"),
        ("disability.grade < disability.grade * 3", "2 < 2 × 3 = 6级", "2 < 2 × 3 = 6"),
        ("limit_months >= limit_months / 2", "24 ≥ 24 ÷ 2 = 12个月", "24 ≥ 24 ÷ 2 = 12 months"),
        ("limit_months / 2 < limit_months", "24 ÷ 2 = 12 < 24个月", "24 ÷ 2 = 12 < 24 months"),
        ("support_share * 2 <= support_share", "30% × 2 = 60% > 30%", "30% × 2 = 60% > 30%"),
        ("support_share == support_share * 1", "30% = 30% × 1 = 30%", "30% = 30% × 1 = 30%"),
    ],
)
def test_a_comparison_of_other_units(text: str, zh: str, en: str) -> None:
    assert comparison(text) == Text(zh, en)


def comparison(text: str, income: int | Fraction = 50000) -> Text | None:
    node = tree(text)
    assert isinstance(node, n.Compare)
    return compared(node, lambda each: known(each, income))


@pytest.mark.parametrize(
    ("text", "income", "expected"),
    [
        ("counted_income < dibao_standard * 2", 259999, "2599.99 < 1300 × 2 = 2600"),
        ("counted_income < dibao_standard * 2", 260000, "2600 = 1300 × 2 = 2600"),
        ("counted_income < dibao_standard * 2", 260001, "2600.01 > 1300 × 2 = 2600"),
        ("counted_income <= dibao_standard * 2", 260000, "2600 ≤ 1300 × 2 = 2600"),
        ("counted_income <= dibao_standard * 2", 100, "1 ≤ 1300 × 2 = 2600"),
        ("counted_income <= dibao_standard * 2", 260001, "2600.01 > 1300 × 2 = 2600"),
        ("counted_income >= dibao_standard * 2", 260000, "2600 ≥ 1300 × 2 = 2600"),
        ("counted_income >= dibao_standard * 2", 100, "1 < 1300 × 2 = 2600"),
        ("counted_income > dibao_standard * 2", 100, "1 < 1300 × 2 = 2600"),
        ("counted_income > dibao_standard * 2", 260000, "2600 = 1300 × 2 = 2600"),
        ("counted_income == dibao_standard * 2", 260000, "2600 = 1300 × 2 = 2600"),
        ("counted_income != dibao_standard * 2", 260000, "2600 = 1300 × 2 = 2600"),
        ("counted_income != dibao_standard * 2", 100, "1 < 1300 × 2 = 2600"),
        ("counted_income * 2 < dibao_standard", 50000, "500 × 2 = 1000 < 1300"),
        ("counted_income * 2 < dibao_standard * 2", 50000, "500 × 2 = 1000 < 1300 × 2 = 2600"),
    ],
)
def test_a_comparison(text: str, income: int, expected: str) -> None:
    assert comparison(text, income) == Text(f"{expected}元/人/月", f"{expected} yuan/person/month")


@pytest.mark.parametrize(
    "text",
    [
        "counted_income < dibao_standard",
        "disability.grade < 3",
        "disability.kind == 'mental'",
        "care.failed_abilities * 2 < 3",
        "in_prison == True",
        "counted_income * 2 < (dibao_standard if lives_alone else counted_income)",
        "(dibao_standard if lives_alone else counted_income) < counted_income * 2",
    ],
)
def test_of_what_is_not_computed_no_comparison_is_told(text: str) -> None:
    assert comparison(text) is None
