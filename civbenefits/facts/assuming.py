"""Usual circumstances: what may be assumed where nobody said anything.

Most people are not in prison, have no disability card and live where they ask.  Which
facts have a usual value is said where they are declared; what was assumed is always
reported, and nothing is assumed against what was said.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeVar

from civbenefits.facts.choices import IncomeKind
from civbenefits.facts.household import RAW_PROPERTY, Household
from civbenefits.facts.member import Member, Parent, Relation
from civbenefits.facts.vocabulary import Fact, Kind, facts_of
from civbenefits.records import Data, replace
from civbenefits.texts import Text

_Holder = TypeVar("_Holder", bound=Any)

_Made = tuple[str, Text, Text]
"""The path, the title and the assumed value of a fact."""

_YES: Final = Text("是", "yes")
_NO: Final = Text("否", "no")
_BOTH_ABLE: Final = (Parent(situation="able"), Parent(situation="able"))
_BOTH_ABLE_WORDS: Final = Text("双方均能够履行抚养义务", "both able to raise the child")

_RECEIVED: Final[Mapping[IncomeKind, str]] = {
    "disability_subsidy": "disability.kind",
    "entitled_pension": "entitled_group",
    "unemployment_benefit": "unemployment_benefit",
    "work_injury_benefit": "work_injury_nursing",
}
"""An income of this kind speaks against the usual "no" of that fact."""

_PARENTS_OF: Final[Mapping[Relation, tuple[Relation, ...]]] = {
    "applicant": ("parent",),
    "sibling": ("parent",),
    "child": ("applicant", "spouse"),
    "grandchild": ("child",),
}
"""Who among the members may be a parent of a member."""


class Assumed(Data):
    """A fact that was assumed because nobody gave it.

    Attributes:
        path: the fact, for example ``disability.kind``.
        person: the id of the member, or None for a fact of the household.
        value: what was assumed, in words.
    """

    path: str
    person: str | None
    title: Text
    value: Text


def assume_usual(household: Household, place: str) -> tuple[Household, tuple[Assumed, ...]]:
    """The household with usual circumstances where nothing was said, and what was assumed.

    A fact stays unknown where its usual value would speak against what was given: the
    office's finding on property beside raw property facts, no disability beside a grade,
    able parents beside a parent who has died.

    Args:
        household: what is known; it is not changed.
        place: code of the place asked about, where people usually live.

    Raises:
        InputError: ``place`` is no code of a place.
    """
    filled, made = _filled(household, place, _said_of_household(household))
    assumed = [Assumed(path, None, title, value) for path, title, value in made]
    away = {member.relation for member in household.members if _is_away(member)}
    members: list[Member] = []
    for member in household.members:
        known, made = _filled(member, place, _said_of_member(member, away))
        members.append(known)
        assumed += [Assumed(path, member.id, title, value) for path, title, value in made]
    return replace(filled, members=tuple(members)), tuple(assumed)


def _filled(
    holder: _Holder, place: str, said: frozenset[str], prefix: str = ""
) -> tuple[_Holder, tuple[_Made, ...]]:
    """A record with usual values for what is unknown and not spoken against."""
    changes: dict[str, Any] = {}
    made: list[_Made] = []
    for name, kind, title, usual, words in _usual_of(type(holder)):
        value = getattr(holder, name)
        path = prefix + name
        if kind == "group":
            fill = _filled_anew if value == usual else _filled
            changes[name], parts = fill(value, place, said, f"{path}.")
            made += parts
        elif value is None and path not in said:
            changes[name] = place if words is None else usual
            made.append((path, title, words or Text(place, place)))
    return (replace(holder, **changes) if changes else holder), tuple(made)


@lru_cache(maxsize=1024)
def _filled_anew(
    nothing: Any, place: str, said: frozenset[str], prefix: str
) -> tuple[Any, tuple[_Made, ...]]:
    """`_filled` for a group of which nothing is known: most are, and the answer is the same."""
    return _filled(nothing, place, said, prefix)


class _Usual(NamedTuple):
    """A fact with a usual value, and that value in words; or a group of which nothing is known."""

    name: str
    kind: Kind
    title: Text
    usual: Any
    words: Text | None


_usual: dict[type[Any], tuple[_Usual, ...]] = {}


def _usual_of(of: type[Any]) -> tuple[_Usual, ...]:
    if of not in _usual:
        every: list[_Usual] = []
        for name, fact in facts_of(of).items():
            usual, words = fact.usual, _words(fact)
            if of.built_in is Member and name == "parents":
                usual, words = _BOTH_ABLE, _BOTH_ABLE_WORDS
            elif fact.kind == "group" and fact.group is not None:
                usual = fact.group()
            if usual is not None:
                every.append(_Usual(name, fact.kind, fact.title, usual, words))
        _usual[of] = tuple(every)
    return _usual[of]


def _words(fact: Fact) -> Text | None:
    usual = fact.usual
    if usual is None or fact.kind == "place":
        return None
    if fact.kind == "boolean":
        return _YES if usual else _NO
    if fact.kind == "choice":
        return (fact.choices or {})[usual]
    return Text(str(usual), str(usual))


def _said_of_household(household: Household) -> frozenset[str]:
    """Facts whose usual value would speak against what was given."""
    raw = any(getattr(household.property, name) is not None for name in RAW_PROPERTY)
    return frozenset({"property.compliant"}) if raw else frozenset()


def _said_of_member(member: Member, away: Container[Relation | None]) -> frozenset[str]:
    """Facts whose usual value would speak against what was given."""
    kinds = {income.kind for income in member.incomes or ()}
    said = {path for kind, path in _RECEIVED.items() if kind in kinds}
    if member.disability.grade is not None or member.disability.needs_long_care:
        said.add("disability.kind")
    if member.care.failed_abilities:
        said.add("care.disabled_in_function")
    if _is_away(member) or member.clergy_years_apart:
        said.add("lives_with_household")
    if member.cremated or member.death_place is not None:
        said.add("deceased")
    if member.cremation_place is not None:
        said |= {"deceased", "cremated"}
    if member.relation == "other":
        # A lodger owes nobody support, and nobody owes it to a lodger.
        said.add("legally_supported")
    parents = _PARENTS_OF.get(member.relation, ()) if member.relation else ()
    if member.recognised_orphan_as_minor or any(each in away for each in parents):
        said.add("parents")
    # Where nobody has died there is no place of death to assume.
    if not member.deceased:
        said.add("death_place")
    if not member.cremated:
        said.add("cremation_place")
    return frozenset(said)


def _is_away(member: Member) -> bool:
    """Whether it was said that the person is dead, missing or locked up."""
    return bool(
        member.deceased
        or member.declared_missing
        or member.in_prison
        or member.in_labour_reeducation
        or member.in_drug_detention
    )
