"""Facts and kinds of income beyond the built-in ones, as tables declare them.

A place whose tables declare facts has record types of its own: the built-in ones with more
fields.  Whatever walks the facts of a record, or takes one by its path, finds the declared
ones among the others, and what is built in costs nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from civbenefits.facts.household import Household
from civbenefits.facts.member import Income, Member
from civbenefits.facts.vocabulary import Fact, adopted, facts_of, in_fen
from civbenefits.records import field
from civbenefits.texts import Text

__all__ = ["BUILT_IN", "Declared", "Vocabulary", "adopted", "extended", "vocabulary_of"]


class Declared(NamedTuple):
    """A fact that tables declare: of a person, or of the household as a whole."""

    name: str
    of: Literal["person", "household"]
    fact: Fact


class Vocabulary(NamedTuple):
    """The record types that hold everything the tables of a place may speak of.

    They are made like the built-in ones: ``member(id="a", registered_jobseeker=True)``.
    """

    household: type[Household]
    member: type[Member]
    income: type[Income]

    def adopt(self, household: Household) -> Household:
        """The same household with these types, so that every fact can be asked of it.

        Raises:
            InputError: it tells a fact that is not declared here; the path leads there.
        """
        return adopted(household, self.household)


BUILT_IN = Vocabulary(Household, Member, Income)
"""What every table may speak of."""

_Key = tuple[object, ...]

_extended: dict[_Key, Vocabulary] = {}


def extended(declared: Iterable[Declared], income_kinds: Mapping[str, Text]) -> Vocabulary:
    """The built-in vocabulary with more facts and kinds of income.

    The same declarations always give the same types.
    """
    facts, kinds = tuple(declared), tuple(income_kinds.items())
    if not facts and not kinds:
        return BUILT_IN
    key = (*map(_key, facts), kinds)
    if key not in _extended:
        _extended[key] = _make(facts, kinds)
    return _extended[key]


def vocabulary_of(household: Household) -> Vocabulary:
    """The vocabulary that a household was made with."""
    member = household.of_member
    incomes = facts_of(member)["incomes"].group
    return Vocabulary(type(household), member, incomes or Income)


def _key(each: Declared) -> _Key:
    fact = each.fact
    choices = tuple((fact.choices or {}).items())
    limits = (fact.unit, repr(fact.usual), fact.low, fact.high)
    return (each.name, each.of, fact.kind, fact.title, fact.ask, choices, *limits)


def _make(facts: tuple[Declared, ...], kinds: tuple[tuple[str, Text], ...]) -> Vocabulary:
    made_from = (facts, kinds)
    of_person = {each.name: each.fact for each in facts if each.of == "person"}
    of_household = {each.name: each.fact for each in facts if each.of == "household"}
    income = Income
    if kinds:
        kind = facts_of(Income)["kind"]
        more = {**(kind.choices or {}), **dict(kinds)}
        income = _type(Income, {"kind": kind.altered(choices=more)}, made_from)
        of_person["incomes"] = facts_of(Member)["incomes"].altered(group=income)
    member = _type(Member, of_person, made_from)
    household = _type(Household, of_household, made_from)
    household.of_member = member
    return Vocabulary(household, member, income)


def _type(base: type[Any], facts: Mapping[str, Fact], made_from: object) -> type[Any]:
    """A record type like another, with more facts or other declarations of the same."""
    body: dict[str, Any] = {
        name: field(default=None, metadata={"fact": fact}) for name, fact in facts.items()
    }
    body |= {f"{name}_fen": in_fen() for name, fact in facts.items() if fact.kind == "money"}
    annotations = dict.fromkeys(body, "object")

    def reduced(self: Any) -> tuple[Any, ...]:
        return _restored, (made_from, BUILT_IN.index(base), dict(self.__dict__))

    body |= {"__annotations__": annotations, "__module__": base.__module__, "__doc__": base.__doc__}
    body |= {"built_in": base, "__reduce__": reduced}
    return type(base.__name__, (base,), body)


def _restored(made_from: Any, which: int, values: Mapping[str, Any]) -> Any:
    """An unpickled record: its type is made again from the declarations."""
    facts, kinds = made_from
    record = object.__new__(extended(facts, dict(kinds))[which])
    record.__dict__.update(values)
    return record
