"""What stands behind a condition: definitions, choices and findings, and whose values they are."""

from __future__ import annotations

import pytest

from civbenefits import Distance, Household, InputError, Member, WhyNot
from civbenefits.engine.rulebook import RulebookShelf
from civbenefits.facts.member import Income, Parent
from civbenefits.texts import Text
from tests.engine.small_distances import GOODS, book, one, only
from tests.engine.small_tables import Files, aid, assembled, figure, meaning

FIGURES: Files = {
    "standard.yaml": figure("from: 2000-01-01, value: 1000", name="standard"),
    "years.yaml": figure("from: 2000-01-01, value: 60", unit="years", name="limit"),
}


def asked(
    condition: str,
    household: Household,
    of: str = "person",
    person: str | None = None,
    **means: str,
) -> WhyNot:
    """Why not, where the condition names definitions."""
    tables = {
        **FIGURES,
        **{f"{name}.yaml": text for name, text in means.items()},
        "aid.yaml": aid(f"requires: {{asked: '{condition}'}}\n{GOODS}", of=of),
    }
    rules = RulebookShelf(assembled(tables)).rulebook("440300", "2021-06")
    return rules.why_not(household, "aid", person)


def means(name: str, tree: str, of: str = "person") -> str:
    return meaning(f"from: 2000-01-01, is: '{tree}'", of=of, name=name)


def ways(distances: tuple[Distance, ...]) -> list[tuple[int, int, str]]:
    return [(each.part, each.way, each.about.en) for each in distances]


BOTH = [(1, 1, "in prison"), (2, 1, "roaming or begging in the city")]
ANY = [(1, 1, "in prison"), (1, 2, "roaming or begging in the city")]


@pytest.mark.parametrize(
    ("condition", "facts", "told"),
    [
        ("(in_prison and roaming) if declared_missing else True", {"declared_missing": True}, BOTH),
        (
            "True if declared_missing else (in_prison and roaming)",
            {"declared_missing": False},
            BOTH,
        ),
        ("(in_prison or roaming) if declared_missing else True", {"declared_missing": True}, ANY),
        ("first_known(in_prison and roaming, True)", {}, BOTH),
        ("first_known(in_prison or roaming, True)", {}, ANY),
        ("first_known(declared_missing, in_prison and roaming)", {}, BOTH),
        ("first_known(declared_missing, in_prison or roaming)", {}, ANY),
        ("not (not in_prison or not roaming)", {}, BOTH),
        ("not (not in_prison and not roaming)", {}, ANY),
        ("either(in_prison, roaming)", {}, BOTH),
        ("(in_prison and roaming) == True", {}, BOTH),
        ("(not in_prison or not roaming) == False", {}, BOTH),
        ("(in_prison or roaming) != False", {}, ANY),
        ("needy", {}, BOTH),
        ("not free", {}, BOTH),
        ("not freed", {}, ANY),
    ],
)
def test_what_is_needed_together_and_what_is_a_way_of_its_own(
    condition: str, facts: dict[str, bool], told: list[tuple[int, int, str]]
) -> None:
    whynot = asked(
        condition,
        one(in_prison=False, roaming=False, **facts),
        needy=means("needy", "in_prison and roaming"),
        free=means("free", "not in_prison or not roaming"),
        freed=means("freed", "not in_prison and not roaming"),
    )
    assert ways(only(whynot).distances) == told


def test_a_condition_that_fails_is_told_in_words() -> None:
    whynot = asked("in_prison and not roaming", one(in_prison=False, roaming=False))
    failing = only(whynot)
    assert failing.name == "asked"
    assert failing.text == Text(
        "在监狱服刑且未在流浪乞讨", "in prison, and not roaming or begging in the city"
    )


# Values behind definitions --------------------------------------------------------


@pytest.mark.parametrize(
    "condition",
    ["counted_income < most", "most > counted_income", "most > income", "income < most", "fine"],
)
@pytest.mark.parametrize(
    "most",
    [
        "standard * 3/2",
        "(standard * 3/2) if in_prison else standard",
        "standard if roaming else standard * 3/2",
        "first_known(counted_income * 0 + standard * 3/2, standard)",
        "first_known(rent, standard * 3/2)",
    ],
)
def test_the_figure_is_the_limit_however_it_is_written(condition: str, most: str) -> None:
    rent = "sum(i.monthly for i in incomes) + standard"
    whynot = asked(
        condition,
        one(counted_income="1600", in_prison=True, roaming=False),
        most=means("most", most),
        income=means("income", "counted_income"),
        rent=means("rent", rent),
        fine=means("fine", "most > income"),
    )
    (found,) = only(whynot).distances
    if most.startswith("first_known(counted_income"):
        return
    assert found.limit == Text("低于 1500.00 元/人/月", "below 1500.00 yuan/person/month")
    assert found.actual == Text("1600.00 元/人/月", "1600.00 yuan/person/month")
    assert (str(found.amount), str(found.change), found.exact) == ("100.00", "100.01", "100")


@pytest.mark.parametrize("years", ["age(month_end)", "old"])
def test_an_age_behind_a_definition_is_an_age(years: str) -> None:
    old = means("old", "age(month_end)")
    (found,) = only(asked(f"{years} >= limit", one(age=58), old=old)).distances
    assert (found.gap.en, found.exact) == ("2 years short of 60", "2")
    assert found.limit == Text("年满 60 周岁", "at least 60 years")


@pytest.mark.parametrize("many", ["count(m for m in members)", "heads"])
def test_money_is_shared_among_those_whom_a_definition_counts(many: str) -> None:
    heads = means("heads", "count(m for m in members)", "household")
    household = Household(members=(Member(id="a"), Member(id="b")), counted_income=2100)  # type: ignore[arg-type]
    for condition in (
        f"household.counted_income <= standard * {many}",
        f"household.counted_income / {many} <= standard",
    ):
        (found,) = only(asked(condition, household, "household", heads=heads)).distances
        assert (str(found.amount), str(found.per_head)) == ("100.00", "50.00")


# Whose value it is ----------------------------------------------------------------

COUPLE = Household(
    members=(
        Member(id="a", in_prison=False, counted_income=2000, clergy_years_apart=1),  # type: ignore[arg-type]
        Member(id="b", in_prison=True, counted_income=3000, clergy_years_apart=2),  # type: ignore[arg-type]
    ),
    counted_income=5000,  # type: ignore[arg-type]
)


@pytest.mark.parametrize(
    ("condition", "person", "about", "of"),
    [
        ("counted_income <= standard", "a", "own counted monthly income, as assessed", "a"),
        ("counted_income <= standard", "b", "own counted monthly income, as assessed", "b"),
        ("not in_prison", "b", "in prison", "b"),
        (
            "clergy_years_apart >= 5",
            "a",
            "years lived in a religious place apart from the family",
            "a",
        ),
        ("age(month_end) >= 60", "a", "age in full years", "a"),
    ],
)
def test_of_the_person_judged_no_name_is_told(
    condition: str, person: str, about: str, of: str
) -> None:
    household = Household(members=tuple(each.altered(age=50) for each in COUPLE.members))
    (found,) = only(book(condition).why_not(household, "aid", person)).distances
    assert (found.about.en, found.person) == (about, of)


INCOME = "own counted monthly income, as assessed"


ZH, EN = "成员 b,经核定的本人可计入月收入", "member b, own counted monthly income (as assessed)"


@pytest.mark.parametrize(
    ("value", "about"),
    [
        (
            "m.counted_income",
            Text(ZH, "member b, own counted monthly income, as assessed"),
        ),
        (
            "m.counted_income * 2",
            Text(f"{ZH}的2倍", "member b, 2 times own counted monthly income (as assessed)"),
        ),
        (
            "m.counted_income * (household.counted_income / household.counted_income)",
            Text(
                f"{ZH} × (经核定的家庭可计入月收入 ÷ 经核定的家庭可计入月收入)",
                f"{EN} × (counted monthly income of the household (as assessed)"
                " ÷ counted monthly income of the household (as assessed))",
            ),
        ),
        (
            "m.counted_income * (count(n for n in members) / count(n for n in members))",
            Text(
                f"{ZH} × (成员人数 ÷ 成员人数)",
                f"{EN} × (the number of members ÷ the number of members)",
            ),
        ),
        (
            "m.counted_income * (heads / heads)",
            Text(f"{ZH} × (困难 ÷ 困难)", f"{EN} × (heads ÷ heads)"),
        ),
        (
            "max(m.counted_income, standard)",
            Text(
                f"{ZH}与数额(1000元/人/月)中的较高者",
                "member b, the higher of own counted monthly income (as assessed)"
                " and the standard (1000 yuan/person/month)",
            ),
        ),
    ],
)
def test_a_computed_value_is_somebody_s(value: str, about: Text) -> None:
    condition = f"all({value} <= standard / 2 for m in members if m.in_prison)"
    heads = means("heads", "count(m for m in members)", "household")
    (found,) = only(asked(condition, COUPLE, person="a", heads=heads)).distances
    assert (found.about, found.person) == (about, "b")


def test_of_a_value_of_two_the_first_is_told() -> None:
    condition = "all(counted_income + m.counted_income <= standard for m in members if m.in_prison)"
    (found,) = only(asked(condition, COUPLE, person="a")).distances
    assert found.about == Text(
        "经核定的本人可计入月收入 + 该成员的经核定的本人可计入月收入",
        "own counted monthly income (as assessed)"
        " + the member's own counted monthly income (as assessed)",
    )
    assert found.person == "a"


def test_a_value_of_nobody_is_of_nobody() -> None:
    condition = "household.counted_income * 2 <= standard * count(m for m in members)"
    (found,) = only(asked(condition, COUPLE, "household")).distances
    assert found.about == Text(
        "经核定的家庭可计入月收入的2倍",
        "2 times counted monthly income of the household (as assessed)",
    )
    assert found.person is None


@pytest.mark.parametrize(
    ("value", "about"),
    [
        ("i.monthly", Text("第 2 项收入,月收入", "income 2, monthly amount")),
        ("i.monthly * 2", Text("第 2 项收入,月收入的2倍", "income 2, 2 times monthly amount")),
    ],
)
@pytest.mark.parametrize("asking", ["a", "b"])
def test_of_a_record_its_number_is_told_too(value: str, about: Text, asking: str) -> None:
    incomes = (
        Income(kind="wage", amount=200, months=1),  # type: ignore[arg-type]
        Income(kind="rent", amount=900, months=1),  # type: ignore[arg-type]
    )
    members = (Member(id="a", incomes=incomes), Member(id="b", incomes=()))
    condition = f"all(all({value} <= standard / 2 for i in m.incomes) for m in members)"
    whynot = asked(condition, Household(members=members), person=asking)
    (found,) = only(whynot).distances
    named = about if asking == "a" else Text(f"成员 a,{about.zh}", f"member a, {about.en}")
    assert (found.about, found.person) == (named, "a")


def test_of_parents_too() -> None:
    parents = (
        Parent(situation="out_of_contact", months=7),
        Parent(situation="out_of_contact", months=5),
    )
    household = one(parents=parents)
    (found,) = only(asked("all(p.months >= 6 for p in parents)", household)).distances
    assert found.about == Text(
        "第 2 位父母,该情形持续或刑期月数", "parent 2, months it lasts or has lasted"
    )
    assert found.person == "a"


# Names that are refused -----------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "hint"), [("aids", "aid"), ("zzz", ""), ("a" * 60, ""), ("aid" + "s" * 50, "")]
)
def test_a_scheme_that_there_is_not_may_be_spelled_otherwise(name: str, hint: str) -> None:
    with pytest.raises(InputError) as caught:
        book("roaming").why_not(one(), name)
    assert (caught.value.code, caught.value.path) == ("input.unknown_scheme", "scheme")
    assert caught.value.details == {"scheme": name[:40], "suggestion": hint}


@pytest.mark.parametrize("person", [None, "z"])
def test_the_path_of_a_member_who_is_not_named(person: str | None) -> None:
    with pytest.raises(InputError) as caught:
        book("roaming").why_not(COUPLE, "aid", person)
    code = "input.person_needed" if person is None else "input.no_such_member"
    assert (caught.value.code, caught.value.path) == (code, "person")
