"""Searching a household that closes a gap.

From the cases nearest to it, one thing after another is changed: to the values that the
rules tell apart, and to the amount that lies exactly on the line, worked out from two trials.
Of what was tried the nearest is changed further. The number of trials is bounded, so that a
gap that nothing closes is given up in time; that it is open is reported either way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import product
from typing import Any, Final, NamedTuple

from civbenefits.api import assume_usual, household_from
from civbenefits.cases import Case
from civbenefits.coverage.candidates import GENERIC, Changes, Household, changed, given, money_paths
from civbenefits.coverage.demanding import Where
from civbenefits.coverage.following import Asked, Follower
from civbenefits.coverage.measuring import Expectation, Measurer
from civbenefits.coverage.sites import Key, reached
from civbenefits.dates import When, when
from civbenefits.engine.rules import LinkedRules
from civbenefits.errors import InputError
from civbenefits.facts import household as facts
from civbenefits.tables.schema import ExpectedShape

_TRIALS: Final = 1200
_MOST_PLACES: Final = 3
_SEEDS: Final = 8
_BEAM: Final = 5
_DEPTH: Final = 4
_FEN: Final = Decimal("0.01")


class Candidate(NamedTuple):
    """A household in a place and month, and the decision about it that closes a gap."""

    place: str
    on: str
    assume: str
    household: Household
    scheme: str
    person: str | None


class _Tried(NamedTuple):
    """How near a candidate came.

    Attributes:
        near: how far it is from closing the gap; larger is nearer, ``_CLOSED`` is there.
    """

    near: tuple[int, int]
    candidate: Candidate


_CLOSED: Final = (4, 0)


class Proposer:
    """Searches households for gaps."""

    def __init__(self, measurer: Measurer, cases: Sequence[Case]) -> None:
        self._measurer = measurer
        self._cases = cases
        self._changes: dict[tuple[int, str], Changes] = {}
        self._found: list[Candidate] = []
        self._left = 0

    def propose(self, key: Key) -> Candidate | None:
        """A household that closes a gap, if one is found."""
        for where in self._places(key):
            self._left = _TRIALS
            found = self._search(key, where)
            if found is not None:
                self._found.append(found)
                return found
        return None

    def _places(self, key: Key) -> list[tuple[str, str, str]]:
        """Where to search: places, months and schemes, those of most cases first."""
        wheres = self._measurer.demands[key].where
        schemes = {where.scheme for where in wheres}
        asked: dict[tuple[str, str, str], int] = {}
        for case in self._cases:
            for scheme in {name.partition("/")[0] for name in case.shape.expect} & schemes:
                at = (case.shape.place, case.shape.on, scheme)
                asked[at] = asked.get(at, 0) + 1
        most = sorted(asked, key=lambda at: -asked[at])
        known = [
            at for at in most if self._measurer.follower(at[0], when(at[1])).holding(key, at[2])
        ]
        other = [(where.place, _month(where), where.scheme) for where in wheres]
        distinct: dict[tuple[str, str], tuple[str, str, str]] = {}
        for at in [*known, *other]:
            distinct.setdefault((at[0], at[2]), at)
        return list(distinct.values())[:_MOST_PLACES]

    def _search(self, key: Key, at: tuple[str, str, str]) -> Candidate | None:
        place, on, scheme = at
        month = when(on)
        follower = self._measurer.follower(place, month)
        near, far = self._changes_of(key, follower, scheme)
        tried = [
            each
            for assume, household in self._seeds(place, scheme)
            for each in self._try(key, follower, month, (place, on, assume, household, scheme))
        ]
        seen: set[str] = set()
        for _ in range(_DEPTH):
            tried.sort(key=lambda each: each.near, reverse=True)
            if tried and tried[0].near >= _CLOSED:
                return tried[0].candidate
            best, tried = tried[:_BEAM], []
            for changes, each in product((near, far), best):
                for household in self._changed(key, follower, month, each, changes):
                    if self._left <= 0:
                        return None
                    mark = repr(household)
                    if mark in seen:
                        continue
                    seen.add(mark)
                    one = each.candidate
                    args = (place, on, one.assume, household, scheme)
                    for new in self._try(key, follower, month, args):
                        if new.near >= _CLOSED:
                            return new.candidate
                        tried.append(new)
            tried += best
        return None

    def _changes_of(self, key: Key, follower: Follower, scheme: str) -> tuple[Changes, Changes]:
        """Changes of what stands near the gap, and of all that the scheme looks at."""
        at = (id(follower), scheme)
        linked = follower.linked
        if at not in self._changes:
            self._changes[at] = Changes(linked, reached(linked, scheme))
        holding = follower.holding(key, scheme)
        around = [linked.rules[name] for each in holding for name in sorted(each.needs)]
        return Changes(linked, [*holding, *around]), self._changes[at]

    def _seeds(self, place: str, scheme: str) -> Iterator[tuple[str, Household]]:
        """Households to begin with, the nearest first."""

        def far(case: Case) -> tuple[bool, bool]:
            named = {name.partition("/")[0] for name in case.shape.expect}
            return (scheme not in named, case.shape.place != place)

        for found in reversed(self._found):
            if (found.place, found.scheme) == (place, scheme):
                yield found.assume, found.household
                break
        near = sorted(self._cases, key=far)[:_SEEDS]
        yield from ((case.shape.assume, case.shape.household) for case in near)
        yield from (("usual", household) for household in GENERIC)

    def _changed(
        self, key: Key, follower: Follower, on: When, tried: _Tried, changes: Changes
    ) -> Iterator[Household]:
        household = tried.candidate.household
        if key.side in ("below", "on", "above"):
            yield from self._on_the_line(key, follower, on, tried.candidate)
        yield from changes.of(household)

    def _on_the_line(
        self, key: Key, follower: Follower, on: When, candidate: Candidate
    ) -> Iterator[Household]:
        """The household with an amount so that both sides of the limit are equal, or nearly."""
        start = self._distance(key, follower, on, candidate)
        if start is None:
            return
        for path in money_paths(candidate.household):
            text = given(candidate.household, path)
            amount = _decimal(text)
            moved = changed(candidate.household, path, str(amount + 1200))
            there = self._distance(key, follower, on, candidate._replace(household=moved))
            if there is None or there == start:
                continue
            exact = Fraction(amount) - Fraction(start) * 1200 / Fraction(there - start)
            if exact.denominator not in (1, 2, 4, 5, 10, 20, 25, 50, 100) or exact < 0:
                continue
            line = Decimal(exact.numerator) / Decimal(exact.denominator)
            for each in (line, line + _FEN, line - _FEN):
                if each >= 0:
                    yield changed(candidate.household, path, f"{each:.2f}")

    def _distance(
        self, key: Key, follower: Follower, on: When, candidate: Candidate
    ) -> Fraction | None:
        asked = _asked(candidate, on, follower.linked)
        if asked is None:
            return None
        self._left -= 1
        follower.follow(asked)
        sides = follower.sides(key)
        if sides is None or not all(isinstance(each, int | Fraction) for each in sides):
            return None
        left, right = sides
        return Fraction(left) - Fraction(right)  # type: ignore[arg-type]

    def _try(
        self,
        key: Key,
        follower: Follower,
        on: When,
        args: tuple[str, str, str, Household, str],
    ) -> Iterator[_Tried]:
        """How near a household comes, for the household or for each of its members."""
        scheme = follower.linked.schemes[args[4]]
        ids: list[str | None] = [None]
        if scheme.assesses == "person":
            ids = [str(member.get("id")) for member in args[3]["members"]]
        for person in ids:
            candidate = Candidate(*args, person)
            asked = _asked(candidate, on, follower.linked)
            if asked is None:
                return
            self._left -= 1
            yield _Tried(self._near(key, follower, asked), candidate)

    def _near(self, key: Key, follower: Follower, asked: Asked) -> tuple[int, int]:
        outcome, instances = follower.follow(asked)
        failing = follower.failing(asked)
        level = 0
        for instance, keys in instances.items():
            if key in keys:
                level = max(level, 3)
                other = follower.turned(asked, instance)
                if other != outcome:
                    return _CLOSED
            elif keys and keys[0][:3] == key[:3]:
                level = max(level, 2)
        return level, -failing


def closes(measurer: Measurer, candidate: Candidate) -> frozenset[Key]:
    """Everything still open that a candidate shows."""
    on = when(candidate.on)
    follower = measurer.follower(candidate.place, on)
    asked = _asked(candidate, on, follower.linked)
    if asked is None:
        return frozenset()
    outcome, _ = follower.follow(asked)
    # The answer that a person has yet to work out stands in as found here.
    expected = ExpectedShape.model_construct(verdict=outcome.verdict, amount=None)
    shown = measurer.follow(follower, Expectation(asked, expected, outcome.amount is not None))
    return frozenset() if shown is None else shown.decides


def _asked(candidate: Candidate, on: When, linked: LinkedRules) -> Asked | None:
    try:
        household = household_from(candidate.household, linked.vocabulary)
        if candidate.assume == "usual":
            household, _ = assume_usual(household, candidate.place)
        facts.check_dates(household, on.month_end)
    except InputError:
        return None
    ids = [member.id for member in household.members]
    member = None if candidate.person is None else ids.index(candidate.person)
    return Asked(household, on, candidate.scheme, member)


def _month(where: Where) -> str:
    day = where.day
    return day.isoformat()[:7] if day.day == 1 else day.isoformat()


def _decimal(text: Any) -> Decimal:
    try:
        return Decimal(str(text))
    except InvalidOperation:
        return Decimal(0)
