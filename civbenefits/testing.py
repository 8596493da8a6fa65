"""Hypothesis strategies for property tests (needs the extra ``testing``).

    >>> from hypothesis import given
    >>> from civbenefits.testing import households
    >>> @given(households(places=["440300"], unknown=0.5))
    ... def test_nobody_gets_a_negative_amount(household): ...

What comes out is always coherent: it could be typed in and would not be refused.  Ages fit
the relations, incomes add up, and nothing is given twice over.  Whether it is likely is
another matter: a child of two may well be a widowed conscript, and no rule may break on it.

Every strategy shrinks towards fewer members, of whom less is known.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final, Literal, TypeVar

from hypothesis import strategies as st

from civbenefits.dates import full_years, ymd
from civbenefits.errors import InputError
from civbenefits.facts.extending import BUILT_IN, Vocabulary, vocabulary_of
from civbenefits.facts.household import RAW_PROPERTY, Household, Property
from civbenefits.facts.member import (
    DISABILITY_KINDS,
    RELATIONS,
    Disability,
    Member,
    Parent,
    Relation,
)
from civbenefits.facts.reading import household_from
from civbenefits.facts.vocabulary import Fact, as_data, facts_of
from civbenefits.money import MAX_YUAN, fen, to_yuan
from civbenefits.records import replace

__all__ = ["complete", "dates_on", "households", "members", "one_more"]

PLACES: Final = ("440300", "440307", "440310", "440105", "330800", "110101")
"""Places people live in unless the test says otherwise: with rules on record, and without."""

ON: Final = date(2021, 6, 30)
"""The day on which ages are true unless the test says otherwise."""

_Record = TypeVar("_Record", bound=Any)

_OLDEST: Final = 110
_GENERATION: Final = 15
_HIGHEST_FEN: Final = 2_000_000
_NOTHING_ELSE: Final[Collection[str]] = frozenset()
_OF_MEMBERS: Final = frozenset({"relation", "born", "age", "counted_income", "incomes"})
_RANKS: Final[Mapping[Relation | None, Literal[0, 1, 2]]] = {
    "child": 0,
    "grandchild": 0,
    "applicant": 1,
    "parent": 2,
    "grandparent": 2,
}


def dates_on(
    first: date = date(2014, 1, 1), last: date = date(2022, 12, 31)
) -> st.SearchStrategy[date]:
    """Days to ask about, both limits included; give the day on to `households`."""
    return st.dates(first, last)


def members(
    *,
    places: Sequence[str] = PLACES,
    unknown: float = 0.3,
    on: date = ON,
    vocabulary: Vocabulary = BUILT_IN,
) -> st.SearchStrategy[Member]:
    """One person.

    Args:
        places: six-digit codes to live, be registered and die in.
        unknown: how likely each fact is unknown, from 0 to 1.
        on: nobody is born later, and ages are true on that day.
        vocabulary: of a rulebook, to have the facts that its tables declare as well.
    """
    drawn = _households(places, unknown, on, 1, vocabulary, applicant=False)
    return drawn.map(lambda household: household.members[0])


def households(
    *,
    places: Sequence[str] = PLACES,
    unknown: float = 0.3,
    on: date = ON,
    max_members: int = 4,
    vocabulary: Vocabulary = BUILT_IN,
) -> st.SearchStrategy[Household]:
    """A coherent household; see `members` for the arguments."""
    return _households(places, unknown, on, max_members, vocabulary, applicant=True)


def complete(
    household: Household, *, places: Sequence[str] = PLACES, on: date = ON
) -> st.SearchStrategy[Household]:
    """The same household with everything known that is not.

    Of two ways to say the same (age or birth date, a finding or the raw facts) one is
    taken.  A fact that no value would fit stays unknown: the age of an applicant whose
    parent is 30 and whose child is 29, or the relation in a household that says too much.
    """
    return _filled(household, tuple(places), 0.0, on)


def one_more(
    household: Household, *, places: Sequence[str] = PLACES, on: date = ON
) -> st.SearchStrategy[Household]:
    """The same household with one more fact known, or as it is where all is known."""
    return _with_one_more(household, tuple(places), on)


@st.composite
def _households(
    draw: st.DrawFn,
    places: Sequence[str],
    unknown: float,
    on: date,
    max_members: int,
    vocabulary: Vocabulary,
    *,
    applicant: bool,
) -> Household:
    count = draw(st.integers(1, max_members))
    relations: list[Relation | None] = [None] * count
    if applicant and _Filler(draw, places, unknown, on).tells():
        relations[0] = "applicant"
    bare = [
        vocabulary.member(id=chr(ord("a") + index % 26) * (1 + index // 26), relation=relation)
        for index, relation in enumerate(relations)
    ]
    household = vocabulary.household(members=tuple(bare))
    return draw(_filled(household, tuple(places), unknown, on))


@st.composite
def _filled(
    draw: st.DrawFn, household: Household, places: Sequence[str], unknown: float, on: date
) -> Household:
    return _Filler(draw, places, unknown, on).household(household)


@st.composite
def _with_one_more(
    draw: st.DrawFn, household: Household, places: Sequence[str], on: date
) -> Household:
    data = as_data(household)
    learnable = _unknown_in(data, as_data(draw(complete(household, places=places, on=on))))
    if not learnable:
        return household
    path, value = draw(st.sampled_from(learnable))
    holder: Any = data
    for part in path[:-1]:
        holder = holder.setdefault(part, {}) if isinstance(holder, dict) else holder[part]
    holder[path[-1]] = value
    return household_from(data, vocabulary_of(household))


def _unknown_in(
    data: Any, known: Any, path: tuple[str | int, ...] = ()
) -> list[tuple[tuple[str | int, ...], Any]]:
    """Each fact that ``known`` tells and ``data`` does not; a list is told as one fact."""
    if isinstance(known, dict):
        parts = [((*path, name), (data or {}).get(name), part) for name, part in known.items()]
    elif isinstance(known, list) and data is not None:
        parts = [((*path, i), data[i], part) for i, part in enumerate(known)]
    else:
        return [] if data is not None else [(path, known)]
    return [found for where, has, part in parts for found in _unknown_in(has, part, where)]


class _Filler:
    """Draws values for what is unknown in a household, keeping it coherent."""

    def __init__(self, draw: st.DrawFn, places: Sequence[str], unknown: float, on: date) -> None:
        self._draw = draw
        self._places = st.sampled_from(places)
        self._unknown_in_thousand = round(unknown * 1000)
        self._on = on

    def tells(self) -> bool:
        """Whether the next unknown fact is to become known; shrinks towards unknown."""
        if self._unknown_in_thousand == 0:
            return True
        return self._draw(st.integers(0, 999)) >= self._unknown_in_thousand

    def household(self, given: Household) -> Household:
        household = self._with_ages(self._with_relations(given))
        household = self._with_incomes(household)
        filled = [self._record(member, besides=_OF_MEMBERS) for member in household.members]
        household = replace(household, members=tuple(filled))
        return self._record(household, besides={"counted_income"})

    # Relations and ages -----------------------------------------------------------

    def _with_relations(self, household: Household) -> Household:
        for index, member in enumerate(household.members):
            if member.relation is None and self.tells():
                relation = self._draw(st.sampled_from(tuple(RELATIONS)))
                related = _with_member(household, index, relation=relation)
                if related is None or not self._leaves_room(related):
                    related = _with_member(household, index, relation="other")
                household = related or household
        return household

    def _leaves_room(self, household: Household) -> bool:
        """Whether there is an age for everyone whose age is unknown."""
        unknown = [m.relation for m in household.members if m.age is None and m.born is None]
        rooms = [self._room(household, relation) for relation in unknown]
        return all(low <= high for low, high in rooms)

    def _with_ages(self, household: Household) -> Household:
        # The youngest generation first: each next one then knows whom it must be older than.
        order = sorted(
            range(len(household.members)),
            key=lambda index: _RANKS.get(household.members[index].relation, 3),
        )
        for index in order:
            member = household.members[index]
            if member.age is None and member.born is None and self.tells():
                low, high = self._room(household, member.relation)
                if low <= high:
                    age = self._draw(st.integers(low, high))
                    exactly = self._draw(st.booleans())
                    given = {"born": self._birth_date(age)} if exactly else {"age": age}
                    household = _with_member(household, index, **given) or household
        return household

    def _room(self, household: Household, relation: Relation | None) -> tuple[int, int]:
        """The lowest and the highest age that leave every generation room."""
        rank = _RANKS.get(relation)
        if rank is None:
            return 0, _OLDEST
        younger, older = [-1], [_OLDEST + 1]
        for other in household.members:
            age, other_rank = self._age_of(other), _RANKS.get(other.relation)
            if other_rank is None:
                continue
            if other_rank < rank:
                younger.append(0 if age is None else age)
            if other_rank > rank and age is not None:
                # Between a grandparent and a grandchild there is room for a parent.
                older.append(age if other_rank - rank == 1 else age - 1)
        low, high = max(younger) + 1, min(older) - 1
        if low + _GENERATION <= high and len(younger) > 1:
            low += _GENERATION
        if len(older) == 1:
            high = max(low, min(high, _OLDEST - (2 - rank) * 2 * _GENERATION))
        return low, high

    def _age_of(self, member: Member) -> int | None:
        if member.born is not None:
            return full_years(ymd(member.born), ymd(self._on))
        return member.age

    def _birth_date(self, age: int) -> date:
        last = _years_before(self._on, age)
        first = _years_before(self._on, age + 1) + timedelta(days=1)
        return self._draw(st.dates(first, last))

    # Incomes ----------------------------------------------------------------------

    def _with_incomes(self, household: Household) -> Household:
        itemised = any(member.incomes is not None for member in household.members)
        if household.counted_income is None and not itemised and not _all_found(household):
            total = _found(household) + self._draw(st.integers(0, _HIGHEST_FEN))
            if total < fen(MAX_YUAN) and self._draw(st.booleans()) and self.tells():
                household = replace(household, counted_income=to_yuan(total))
        if household.counted_income is not None:
            return self._with_parts_of(household, household.counted_income)
        members = tuple(map(self._with_own_income, household.members))
        household = replace(household, members=members)
        total = _found(household)
        if _all_found(household) and total < fen(MAX_YUAN) and self.tells():
            household = replace(household, counted_income=to_yuan(total))
        return household

    def _with_parts_of(self, household: Household, total: Decimal) -> Household:
        """The members' findings, which add up to the total where all are known."""
        unknown = [i for i, member in enumerate(household.members) if member.counted_income is None]
        rest = fen(total) - _found(household)
        marks = [0, *sorted(self._draw(st.integers(0, rest)) for _ in unknown[1:]), rest]
        members = list(household.members)
        for index, (low, high) in zip(unknown, pairwise(marks), strict=False):
            if self.tells():
                members[index] = replace(members[index], counted_income=to_yuan(high - low))
        return replace(household, members=tuple(members))

    def _with_own_income(self, member: Member) -> Member:
        if member.counted_income is not None:
            return member
        if member.incomes is not None:
            return replace(member, incomes=tuple(map(self._record, member.incomes)))
        if not self.tells():
            return member
        if self._draw(st.booleans()):
            return replace(member, counted_income=self._money())
        count = self._draw(st.integers(0, 3))
        of: Any = facts_of(type(member))["incomes"].group
        return replace(member, incomes=tuple(self._record(of()) for _ in range(count)))

    # All other facts --------------------------------------------------------------

    def _record(self, record: _Record, besides: Collection[str] = _NOTHING_ELSE) -> _Record:
        if isinstance(record, Disability):
            return self._disability(record)
        if isinstance(record, Property):
            return self._rest(record, self._second_way(record))
        return self._rest(record, besides)

    def _rest(self, record: _Record, besides: Collection[str]) -> _Record:
        changes: dict[str, Any] = {}
        for name, fact in facts_of(type(record)).items():
            value = getattr(record, name)
            if name in besides:
                continue
            if fact.kind == "group":
                changes[name] = self._record(value)
            elif value is None:
                if self.tells():
                    changes[name] = self._value(fact)
            elif fact.kind == "list":
                changes[name] = tuple(map(self._record, value))
        return replace(record, **changes)

    def _disability(self, given: _Record) -> _Record:
        if given.kind is None and self.tells():
            kinds = [k for k in DISABILITY_KINDS if k != "none" or given.grade is None]
            given = replace(given, kind=self._draw(st.sampled_from(kinds)))
        return self._rest(given, {"kind", "grade"} if given.kind == "none" else {"kind"})

    def _second_way(self, given: Property) -> Collection[str]:
        """What is left out of a property: the finding, or the raw facts."""
        if given.compliant is not None:
            return RAW_PROPERTY
        raw = any(getattr(given, name) is not None for name in RAW_PROPERTY)
        return {"compliant"} if raw or self._draw(st.booleans()) else RAW_PROPERTY

    def _value(self, fact: Fact) -> Any:
        if fact.kind == "boolean":
            return self._draw(st.booleans())
        if fact.kind == "number":
            return self._draw(st.integers(fact.low or 0, fact.high or 0))
        if fact.kind == "money":
            return self._money()
        if fact.kind == "place":
            return self._draw(self._places)
        if fact.kind == "choice":
            return self._draw(st.sampled_from(tuple(fact.choices or ())))
        if fact.kind == "date":
            return self._draw(st.dates(date(1900, 1, 1), self._on))
        if fact.group is Parent:
            return self._record(Parent()), self._record(Parent())
        raise NotImplementedError(fact.kind)

    def _money(self) -> Decimal:
        return to_yuan(self._draw(st.integers(0, _HIGHEST_FEN)))


def _with_member(household: Household, index: int, **changes: Any) -> Household | None:
    """The household with one member changed, or None where that is not coherent."""
    members = list(household.members)
    try:
        members[index] = replace(members[index], **changes)
        return replace(household, members=tuple(members))
    except InputError:
        return None


def _all_found(household: Household) -> bool:
    return all(member.counted_income is not None for member in household.members)


def _found(household: Household) -> int:
    """What the office has found of the members' incomes, in fen."""
    found = [member.counted_income for member in household.members]
    return sum(fen(amount) for amount in found if amount is not None)


def _years_before(day: date, years: int) -> date:
    """The day some years before; 28 February where there is no 29th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
