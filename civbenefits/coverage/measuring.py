"""What the cases of tables show of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from civbenefits.cases import NO_AMOUNT, Case, household_of
from civbenefits.coverage.bases import Bases
from civbenefits.coverage.demanding import Demanded, Links, demanded
from civbenefits.coverage.following import Asked, Follower, Outcome
from civbenefits.coverage.model import Status
from civbenefits.coverage.sites import Key
from civbenefits.dates import When, when
from civbenefits.engine.rules import LinkedRules
from civbenefits.errors import TableErrors
from civbenefits.facts.household import Household
from civbenefits.money import to_yuan, yuan
from civbenefits.tables.model import Tables
from civbenefits.tables.schema import ExpectedShape


class Expectation(NamedTuple):
    """One decision that a case speaks of.

    Attributes:
        amount: whether the amount is expected too, not the verdict alone.
    """

    asked: Asked
    expected: ExpectedShape
    amount: bool


class Shown(NamedTuple):
    """What a decision shows: what came up on the way, and what of that decides."""

    came_up: frozenset[Key]
    decides: frozenset[Key]


class Measurer:
    """Follows cases by the tables, and keeps account of what they show."""

    def __init__(self, tables: Tables, *, only_laid_over: bool = False) -> None:
        self.links = Links(tables)
        self.demands = demanded(tables, only_laid_over=only_laid_over)
        self.shown: dict[Key, str] = {}
        self.came_up: set[Key] = set()
        self._followers: dict[int, Follower] = {}
        self._bases = Bases(tables)

    def follower(self, place: str, on: When) -> Follower:
        """The follower of the rules of a place in a month."""
        linked = self.links.linked(place, on.day)
        if id(linked) not in self._followers:
            self._followers[id(linked)] = Follower(linked)
        return self._followers[id(linked)]

    def add(self, case: Case) -> bool:
        """Take account of a case; False where it does not come out as it says."""
        on = when(case.shape.on)
        follower = self.follower(case.shape.place, on)
        household, _ = household_of(case, follower.linked.vocabulary)
        found: list[Shown] = []
        for each in expectations(case, household, on, follower.linked):
            shown = self.follow(follower, each)
            if shown is None:
                return False
            found.append(shown)
        for shown in found:
            self.came_up |= shown.came_up
            for key in shown.decides:
                self.shown.setdefault(key, case.shape.case)
        return True

    def follow(self, follower: Follower, each: Expectation) -> Shown | None:
        """What one expected decision shows beyond what is shown; None where it is wrong."""
        outcome, instances = follower.follow(each.asked)
        if not as_expected(outcome, each.expected):
            return None
        decides: set[Key] = set()
        for instance, keys in instances.items():
            new = [key for key in keys if key not in self.shown and key not in decides]
            if new and decisive(follower, each, outcome, instance):
                decides.update(new)
        for key in tuple(decides):
            decides |= self._bases.of(key, follower.linked)
        return Shown(
            frozenset(key for keys in instances.values() for key in keys), frozenset(decides)
        )

    def status(self, key: Key, each: Demanded) -> Status:
        """What became of a demand so far."""
        if key in self.shown:
            return "shown"
        if each.status != "never":
            return each.status
        return "masked" if key in self.came_up else "never"


def decisive(
    follower: Follower, each: Expectation, outcome: Outcome, instance: tuple[object, ...]
) -> bool:
    """Whether the outcome that is expected would be another one without it."""
    other = follower.turned(each.asked, instance)
    if other.verdict != outcome.verdict:
        return True
    return each.amount and other.amount != outcome.amount


def as_expected(outcome: Outcome, expected: ExpectedShape) -> bool:
    """Whether a decision comes out as a case says."""
    if outcome.verdict != expected.verdict:
        return False
    if expected.amount is None:
        return True
    if expected.amount == NO_AMOUNT:
        return outcome.amount is None
    paid = None if outcome.amount is None else to_yuan(outcome.amount)
    return paid == yuan(expected.amount, path="amount")


def expectations(
    case: Case, household: Household, on: When, linked: LinkedRules
) -> Iterator[Expectation]:
    """The decisions that a case speaks of and that hang on anything."""
    ids = [member.id for member in household.members]
    for key, expected in case.shape.expect.items():
        name, _, person = key.partition("/")
        scheme = linked.schemes.get(name)
        if scheme is None or (person and person not in ids):
            fault = case.fault("table.unresolved_name", "expect", key, name=key)
            raise TableErrors([fault])
        if scheme.offered and scheme.lacks is None:
            member = ids.index(person) if person else None
            asked = Asked(household, on, name, member)
            yield Expectation(asked, expected, expected.amount is not None)
