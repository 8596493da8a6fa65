"""Facts that may be told: where they belong, what they are, and telling one.

Everything that adds to what is known of a household, or takes it back, goes through `told`:
an interview's answer as well as a completion that is only tried.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from civbenefits.facts.extending import Vocabulary
from civbenefits.facts.household import Household
from civbenefits.facts.member import Member, Parent
from civbenefits.facts.vocabulary import Fact, facts_of
from civbenefits.records import replace

FIRST_PARENT: Final = "parents.0.situation"


class OpenFact(NamedTuple):
    """A fact that may be unknown: of a member (by index), or of the household (None)."""

    owner: int | None
    path: str


def fact_order(fact: OpenFact) -> tuple[int, str]:
    """The household's facts first, then the members' in their order."""
    return (-1 if fact.owner is None else fact.owner, fact.path)


def declaration(fact: OpenFact, vocabulary: Vocabulary) -> Fact:
    """How a fact is declared."""
    holder: Any = vocabulary.household if fact.owner is None else vocabulary.member
    *groups, last = (part for part in fact.path.split(".") if not part.isdigit())
    for name in groups:
        holder = facts_of(holder)[name].group
    return facts_of(holder)[last]


def path_of(fact: OpenFact, household: Household) -> str:
    """The path of a fact as answers give it: ``members.a.born``."""
    if fact.owner is None:
        return f"household.{fact.path}"
    return f"members.{household.members[fact.owner].id}.{fact.path}"


def place_of(path: str, person: str | None, household: Household) -> OpenFact:
    """Where the answer to a question belongs, from the path that answers give.

    Both parents are asked for one after the other: first comes the situation of one.
    """
    if person is None:
        return OpenFact(None, path.removeprefix("household."))
    ids = [member.id for member in household.members]
    inner = path.removeprefix(f"members.{person}.")
    return OpenFact(ids.index(person), FIRST_PARENT if inner == "parents" else inner)


def value_of(household: Household, fact: OpenFact) -> Any:
    """What is known of a fact; for a date of birth the age will do."""
    holder: Any = household if fact.owner is None else household.members[fact.owner]
    if fact.path == "born":
        return holder.age if holder.born is None else holder.born
    for part in fact.path.split("."):
        if holder is None:  # parents of whom nothing is known
            return None
        holder = holder[int(part)] if part.isdigit() else getattr(holder, part)
    return holder


def told(household: Household, fact: OpenFact, value: Any) -> Household:
    """The household with one more fact known, or with one forgotten (None).

    A date of birth may also be given as the age, a whole number.

    Raises:
        InputError: the fact does not allow it, or it contradicts another.
    """
    if fact.owner is None:
        changed: Household = _replaced(household, fact.path.split("."), value)
        return changed
    members = list(household.members)
    members[fact.owner] = told_of(members[fact.owner], fact.path, value)
    return replace(household, members=tuple(members))


def told_of(member: Member, path: str, value: Any) -> Member:
    """The member with one more fact known, as `told` has it."""
    if path == "born":
        if isinstance(value, int):
            return replace(member, born=None, age=value)
        return replace(member, born=value, age=None)
    if path.startswith("parents."):
        member = _with_parents(member)
    changed: Member = _replaced(member, path.split("."), value)
    return changed


def with_parents(household: Household, fact: OpenFact | None = None) -> Household:
    """The household with two parents of whom nothing is known, where no parents are.

    Args:
        household: what is known.
        fact: only for the member of whose parent this is a fact; without it, for everybody.
    """
    if fact is not None and (fact.owner is None or not fact.path.startswith("parents.")):
        return household
    wanted = range(len(household.members)) if fact is None else (fact.owner,)
    if all(member.parents is not None for member in household.members):
        return household
    members = tuple(
        _with_parents(member) if index in wanted else member
        for index, member in enumerate(household.members)
    )
    return replace(household, members=members)


def _with_parents(member: Member) -> Member:
    if member.parents is not None:
        return member
    return replace(member, parents=(Parent(), Parent()))


def _replaced(holder: Any, parts: list[str], value: Any) -> Any:
    name, rest = parts[0], parts[1:]
    if name.isdigit():
        at = int(name)
        return (*holder[:at], _replaced(holder[at], rest, value), *holder[at + 1 :])
    if rest:
        value = _replaced(getattr(holder, name), rest, value)
    return replace(holder, **{name: value})
