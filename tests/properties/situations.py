"""What the properties are tried on: places, months, and households worth judging."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Literal, NamedTuple, TypeVar

from hypothesis import settings
from hypothesis import strategies as st

import civbenefits
from civbenefits import (
    Assessment,
    Care,
    Decision,
    Disability,
    Emergency,
    Household,
    Hukou,
    Illness,
    Income,
    Member,
    Parent,
    Property,
    Residence,
    Rulebook,
    Work,
)
from civbenefits.engine.rules import LinkedRules
from civbenefits.facts.choices import INCOME_KINDS
from civbenefits.facts.member import CHOSEN_SCHEMES, DISABILITY_KINDS, HukouKind, Relation
from civbenefits.facts.vocabulary import as_data
from civbenefits.testing import complete, households

Value = TypeVar("Value")

PLACES: Final = ("440300", "440307", "440310", "440105", "330800")
MONTHS: Final = (
    "2021-06",
    "2013-06",
    "2013-12",
    "2014-04",
    "2014-05",
    "2015-03",
    "2016-09",
    "2016-10",
    "2017-03",
    "2018-06",
    "2019-09",
    "2019-10",
    "2019-12",
    "2020-07",
    "2021-01",
    "2021-07",
    "2021-10",
    "2021-12",
)
"""Months on both sides of the days on which much changes."""

RICH: Final = (("330800", "2013-06"), ("330800", "2013-12"))
"""Where and when much is on record in a place that has little in all other months."""

Incomes = Literal["found", "raw", "total"]
"""How incomes are given: found for each member, item by item, or found for all together."""

PARENTS: Final = (
    (Parent(situation="dead"), Parent(situation="dead")),
    (Parent(situation="able"), Parent(situation="able")),
    (Parent(situation="dead"), Parent(situation="serving_sentence", months=8)),
    (Parent(situation="not_found"), Parent(situation="declared_missing")),
    (Parent(situation="out_of_contact", months=6), Parent(situation="seriously_ill")),
    (Parent(situation="dead"), Parent(situation="custody_revoked")),
    (
        Parent(situation="disabled", disability=Disability(kind="mental", grade=3)),
        Parent(situation="dead"),
    ),
)

_KINDS: Final[tuple[HukouKind, ...]] = ("urban", "rural")

AGES: Final[Mapping[Relation, tuple[int, int]]] = {
    "applicant": (40, 69),
    "spouse": (20, 90),
    "child": (0, 36),
    "grandchild": (0, 20),
    "parent": (72, 101),
    "grandparent": (72, 101),
    "sibling": (0, 90),
    "other": (0, 90),
}


def examples(usual: int) -> settings:
    """How many examples a property is tried on; ``CIVBENEFITS_EXAMPLES`` asks for another number.

    A longer run is random; the usual one is the same every time, and takes a quarter of the
    number so that the whole suite stays quick.
    """
    wanted = os.environ.get("CIVBENEFITS_EXAMPLES")
    if wanted is not None:
        return settings(max_examples=int(wanted))
    return settings(max_examples=max(8, usual // 4), derandomize=True)


class Asked(NamedTuple):
    """A place and a month."""

    place: str
    month: str

    @property
    def book(self) -> Rulebook:
        return civbenefits.rulebook(self.place, self.month)

    @property
    def on(self) -> date:
        """The day on which ages are true."""
        return self.book.when.month_end

    @property
    def rules(self) -> LinkedRules:
        """The rules in force, as the engine reads them."""
        return self.book._rules.linked


def asked(*months: str) -> st.SearchStrategy[Asked]:
    """A place, and one of the months; without any, one in which much is on record there."""
    if months:
        return st.builds(Asked, st.sampled_from(PLACES), st.sampled_from(months))
    anywhere = [Asked(place, month) for place in PLACES for month in MONTHS]
    return st.sampled_from(anywhere + [Asked(*each) for each in 5 * RICH])


# Answers --------------------------------------------------------------------------

Subject = tuple[str, str | None]
"""A scheme, and the person judged; None for the household."""


def by_subject(question: Asked, answer: Assessment) -> dict[Subject, Decision]:
    """Each decision by its scheme and the person it is about."""
    schemes = question.rules.schemes
    found: dict[Subject, Decision] = {}
    for decision in answer.decisions:
        scheme = schemes[decision.scheme]
        alone = scheme.assesses == "person" and scheme.offered and scheme.lacks is None
        found[decision.scheme, decision.persons[0] if alone else None] = decision
    assert len(found) == len(answer.decisions)
    return found


def judged(question: Asked, household: Household) -> dict[Subject, Decision]:
    return by_subject(question, question.book.assess(household, bounds=False))


def exactly(decision: Decision) -> Fraction | None:
    """The amount before it is shown to the fen."""
    if decision.exact is not None:
        return Fraction(decision.exact)
    return None if decision.amount is None else Fraction(decision.amount)


# Households -----------------------------------------------------------------------


def any_households(question: Asked, unknown: float = 0.3) -> st.SearchStrategy[Household]:
    """Of everything some, likely or not."""
    return households(unknown=unknown, on=question.on, max_members=3)


@st.composite
def known(draw: st.DrawFn, question: Asked, incomes: Incomes | None = None) -> Household:
    """A household in need of which everything is known."""
    return draw(complete(draw(needy(question, incomes)), on=question.on))


@st.composite
def needy(draw: st.DrawFn, question: Asked, incomes: Incomes | None = None) -> Household:
    """A household that comes near the conditions of many schemes, and is usual in the rest.

    Some facts have no usual value and stay unknown.
    """
    ways: tuple[Incomes, ...] = ("found", "raw", "total") if incomes is None else (incomes,)
    way = draw(st.sampled_from(ways))
    others = draw(
        st.lists(st.sampled_from([each for each in AGES if each != "applicant"]), max_size=3)
    )
    relations: list[Relation] = ["applicant", *others]
    kind: HukouKind = draw(st.sampled_from(_KINDS))
    members = tuple(
        draw(_member(question, index, relation, kind, way, alone=len(relations) == 1))
        for index, relation in enumerate(relations)
    )
    total = None
    if way == "total":
        total = draw(_money(2000 * len(members)))
    household = Household(
        members=members,
        counted_income=total,
        property=Property(compliant=draw(_mostly(True, False))),
        in_difficulty=draw(st.booleans()),
        emergency=draw(
            _mostly(
                Emergency(),
                Emergency(kind="fire", basic_life_in_difficulty=True),
                Emergency(spending_beyond_means=True, basic_life_in_difficulty=True),
            )
        ),
        price_linkage_triggered=draw(st.booleans()),
    )
    assumed, _ = civbenefits.assume_usual(household, question.place)
    return assumed


@st.composite
def _member(
    draw: st.DrawFn,
    question: Asked,
    index: int,
    relation: Relation,
    kind: HukouKind,
    way: Incomes,
    *,
    alone: bool,
) -> Member:
    low, high = (0, 101) if alone else AGES[relation]
    age = draw(st.integers(low, high))
    born = draw(st.booleans())
    disability = draw(_mostly(Disability(), None))
    if disability is None:
        disability = Disability(
            kind=draw(st.sampled_from([each for each in DISABILITY_KINDS if each != "none"])),
            grade=draw(st.integers(1, 4)),
            needs_long_care=draw(st.booleans()),
        )
    facts: dict[str, Any] = {}
    if draw(_mostly(False, True)):
        facts |= {
            "roaming": True,
            "can_provide_food_and_lodging": False,
            "has_relative_to_turn_to": False,
        }
    if draw(_mostly(False, False, True)):
        facts |= {"deceased": True, "cremated": draw(st.booleans())}
    if way == "found":
        facts["counted_income"] = draw(_money(1500))
    if way == "raw":
        facts["incomes"] = tuple(draw(st.lists(_income(), max_size=3)))
    return Member(
        id="abcd"[index],
        relation=relation,
        age=None if born else age,
        born=_birth_date(question.on, age, draw(st.integers(0, 364))) if born else None,
        hukou=Hukou(
            place=draw(_mostly(question.place, "110101", f"{question.place[:4]}99")),
            kind=draw(st.one_of(st.just(kind), st.sampled_from(_KINDS))),
        ),
        residence=Residence(months_together=draw(_mostly(12, 11, 300))),
        disability=disability,
        illness=Illness(
            serious=draw(_mostly(None, True)),
            hiv_infected=draw(_mostly(None, True)),
            unfit_for_work=draw(_mostly(None, True)),
        ),
        work=Work(
            employed=draw(_mostly(False, True)),
            no_labour_capability=draw(_mostly(None, True)),
            idle_without_reason=draw(_mostly(None, None, True)),
            refused_three_times=draw(_mostly(None, None, True)),
        ),
        care=Care(setting=draw(_mostly(None, "institution", "public_home"))),
        parents=draw(_mostly(*PARENTS)),
        able_supporter=draw(st.booleans()),
        clergy_years_apart=draw(_mostly(None, None, 3)),
        in_prison=draw(_mostly(None, None, True)),
        chosen_scheme=draw(st.sampled_from(tuple(CHOSEN_SCHEMES))),
        **facts,
    )


def _mostly(usual: Value, *others: Value) -> st.SearchStrategy[Value]:
    """A value, and now and then another one."""
    return st.sampled_from((usual,) * 4 + others)


def _birth_date(on: date, age: int, days: int) -> date:
    return on - timedelta(days=age * 1461 // 4 + days)


def _money(highest_yuan: int) -> st.SearchStrategy[Decimal]:
    """Often round, sometimes nothing, and sometimes to the fen."""
    return st.one_of(
        st.integers(0, highest_yuan).map(Decimal),
        st.just(Decimal(0)),
        st.integers(0, 100 * highest_yuan).map(lambda fen: Decimal(fen).scaleb(-2)),
    )


def _income(kinds: Sequence[str] = tuple(INCOME_KINDS)) -> st.SearchStrategy[Income]:
    """An income of a kind that counts, more often than not."""
    return st.builds(
        Income,
        kind=st.one_of(st.sampled_from(("wage", "pension")), st.sampled_from(tuple(kinds))),
        amount=_money(6000),
        months=st.integers(1, 12),
    )


# Knowing less ---------------------------------------------------------------------

Path = tuple[str | int, ...]


@st.composite
def forgetting(draw: st.DrawFn, household: Household) -> Household:
    """The same household with some facts forgotten."""
    data = as_data(household)
    paths = facts_told(data)
    if not paths:
        return household
    share = draw(st.sampled_from((2, 20, 5)))
    chosen = draw(st.lists(st.sampled_from(paths), max_size=max(1, len(paths) // share)))
    for path in chosen:
        _forget(data, path)
    return civbenefits.household_from(data)


def facts_told(data: Any, path: Path = ()) -> list[Path]:
    """The path of each fact, and of each list of records as a whole."""
    found: list[Path] = []
    parts = data.items() if isinstance(data, dict) else enumerate(data)
    for name, part in parts:
        here = (*path, name)
        if isinstance(part, list) and name != "members":
            found.append(here)
        if isinstance(part, dict | list):
            found += facts_told(part, here)
        elif name != "id":
            found.append(here)
    return found


def _forget(data: Any, path: Path) -> None:
    """Forget a fact, unless it was forgotten with a list it stood in."""
    for part in path[:-1]:
        data = data.get(part) if isinstance(data, dict) else data[part]
        if data is None:
            return
    data.pop(path[-1], None)
