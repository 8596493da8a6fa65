"""Who may choose what, and every lawful combination of choices, tried with the engine.

A combination gives everybody a ``chosen_scheme``. It is lawful if each person surely receives
what the person chose. Who can receive nothing that may be chosen leaves the choice as it is,
and who can receive only one thing, if anything, chooses that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import prod
from typing import Any, Final, NamedTuple

from civbenefits.dates import When, ymd
from civbenefits.engine.compiled import CompiledRules
from civbenefits.engine.context import HouseholdContext
from civbenefits.engine.rules import LinkedRules, Rule
from civbenefits.errors import InputError
from civbenefits.expressions import nodes as n
from civbenefits.expressions.evaluating import Missing, Unknown
from civbenefits.facts.household import Household
from civbenefits.facts.member import CHOSEN_SCHEMES, Member
from civbenefits.records import Record, replace

MAX_COMBINATIONS: Final = 1024

Assignment = tuple[str | None, ...]
"""What each member chooses, in the order of members."""

Value = bool | int | Fraction | None
Row = tuple[tuple[Value, ...], ...]
"""For each scheme whether it is received, then how much: of each member or of the household."""

NOBODY, OWN, ANYBODY = 0, 1, 2
"""Whose choice a rule may look at."""


class Options(NamedTuple):
    """What one person may choose.

    Attributes:
        certain: received if chosen, whatever the others choose.
        tried: to be tried with what the others choose.
        open: nobody knows, for want of facts or law.
    """

    certain: tuple[str, ...]
    tried: tuple[str, ...]
    open: tuple[str, ...]


class Lawful(Record):
    """Lawful combinations, those that come to the same taken as one.

    Attributes:
        open: members (by index) with choices of which it is open whether they may be made.
        settled: whether each combination tried was clearly lawful or clearly not.
    """

    trials: Trials
    assignments: tuple[Assignment, ...]
    open: tuple[tuple[int, str], ...]
    settled: bool


class Trials:
    """What a household comes to with other choices; each combination is computed once."""

    def __init__(self, rules: CompiledRules, when: When, household: Household) -> None:
        self._rules = rules
        self._when = when
        self._start, self._end = ymd(when.month_start), ymd(when.month_end)
        self._household = household
        self._at = {scheme.name: 2 * at for at, scheme in enumerate(rules.offered)}
        self._members: dict[tuple[int, str | None], Member] = {}
        self._rows: dict[Assignment, Row] = {}
        self.given: Assignment = tuple(member.chosen_scheme for member in household.members)

    def household(self, assignment: Assignment) -> Household:
        """The household with other choices."""
        if assignment == self.given:
            return self._household
        members = tuple(self._member(*item) for item in enumerate(assignment))
        return replace(self._household, members=members)

    def _member(self, index: int, chosen: str | None) -> Member:
        key = (index, chosen)
        if key not in self._members:
            member = self._household.members[index]
            if chosen != member.chosen_scheme:
                member = replace(member, chosen_scheme=chosen)
            self._members[key] = member
        return self._members[key]

    def row(self, assignment: Assignment) -> Row:
        """All that the schemes come to."""
        found = self._rows.get(assignment)
        if found is None:
            values: Any = self._rules.quick(self.household(assignment), self._start, self._end)
            found = tuple(tuple(v) if isinstance(v, list | tuple) else (v,) for v in values)
            self._rows[assignment] = found
        return found

    def receives(self, assignment: Assignment, member: int, scheme: str) -> bool | None:
        """Whether a member receives a scheme for persons."""
        found = self.row(assignment)[self._at[scheme]][member]
        return None if found is None else bool(found)

    def needed(self, assignment: Assignment, told: frozenset[int]) -> frozenset[int]:
        """Members besides who must say otherwise than so far to bring a combination about."""
        moved = {
            index: chosen
            for index, chosen in enumerate(assignment)
            if chosen is not None and chosen != self.given[index] and index not in told
        }
        needed = frozenset(i for i, chosen in moved.items() if self._matters(assignment, i, chosen))
        without = assignment
        for index in moved.keys() - needed:
            without = changed(without, index, self.given[index])
        return needed if self.row(without) == self.row(assignment) else frozenset(moved)

    def _matters(self, assignment: Assignment, member: int, chosen: str) -> bool:
        """Whether a member's choice changes something against what was chosen so far."""
        if self.row(assignment) != self.row(changed(assignment, member, self.given[member])):
            return True
        # Nothing is settled yet, but the word will be needed once the other facts are known.
        value = self._context.rule(member, n.scheme_key(chosen, "receives"))
        asked = Missing(member, "chosen_scheme", law=False)
        return isinstance(value, Unknown) and asked in value.missing

    @cached_property
    def _context(self) -> HouseholdContext:
        return HouseholdContext(self._household, self._when, self._rules.linked.rules)


class Chooser:
    """Finds the lawful combinations under one set of compiled rules in one month.

    Attributes:
        reach: by rule, whose choice it may look at.
        ranks: schemes that may be chosen, in the declared order.
    """

    def __init__(self, rules: CompiledRules, when: When) -> None:
        self._rules = rules
        self._when = when
        self.reach = _reach(rules.linked)
        self.ranks = _ranks(rules)

    def lawful(self, household: Household) -> Lawful:
        """Every lawful combination of choices.

        Raises:
            InputError: there are too many to try.
        """
        trials = Trials(self._rules, self._when, household)
        if not any(self.reach.values()):
            return Lawful(trials, (trials.given,), (), True)
        options = self._options(trials)
        values = [_values(*item) for item in zip(options, trials.given, strict=True)]
        if prod(map(len, values)) > MAX_COMBINATIONS:
            raise InputError("input.too_many_choices", path="members", limit=MAX_COMBINATIONS)
        settled = True
        groups: dict[Row, list[Assignment]] = {}
        for assignment in product(*values):
            allowed = _allowed(trials, options, assignment)
            settled = settled and allowed is not None
            if allowed:
                groups.setdefault(trials.row(assignment), []).append(assignment)
        if not groups:
            return Lawful(trials, (trials.given,), (), False)
        found = tuple(min(group, key=lambda a: self.order(trials, a)) for group in groups.values())
        return Lawful(trials, found, tuple(self._open(trials, options)), settled)

    def order(self, trials: Trials, assignment: Assignment) -> tuple[object, ...]:
        """Equal combinations in the declared order, whatever the order of members."""
        return changes(trials.given, assignment), self.ranked(trials, assignment)

    def ranked(self, trials: Trials, assignment: Assignment) -> tuple[int, ...]:
        """The places of what is chosen in the declared order, the persons by their ids."""
        members = trials.household(assignment).members
        persons = sorted(range(len(members)), key=lambda index: members[index].id)
        return tuple(self.ranks.get(assignment[index] or "", len(self.ranks)) for index in persons)

    def _options(self, trials: Trials) -> list[Options]:
        count = len(trials.given)
        found = [Options((), (), ())] * count
        for scheme in self.ranks:
            apart = self.reach[n.scheme_key(scheme, "receives")] == ANYBODY
            # Where only the own choice is looked at, all may be tried at once.
            trial: Assignment = ((None if apart else scheme),) * count
            for index, (certain, tried, open_) in enumerate(found):
                received = trials.receives(trial, index, scheme)
                if received:
                    found[index] = Options((*certain, scheme), tried, open_)
                elif received is None and apart:
                    found[index] = Options(certain, (*tried, scheme), open_)
                elif received is None:
                    found[index] = Options(certain, tried, (*open_, scheme))
        return found

    def _open(self, trials: Trials, options: list[Options]) -> Iterator[tuple[int, str]]:
        for index, each in enumerate(options):
            every = (*each.certain, *each.tried, *each.open)
            for scheme in each.open:
                others = (other for other in every if other != scheme)
                if any(self._differ(trials, index, scheme, other) for other in others):
                    yield index, scheme

    def _differ(self, trials: Trials, index: int, one: str, other: str) -> bool:
        """Whether it may make a difference which of two a person chooses."""
        count = len(trials.given)
        for scheme in self.ranks:
            if self.reach[n.scheme_key(scheme, "receives")] == NOBODY:
                continue
            first = trials.receives((one,) * count, index, scheme)
            second = trials.receives((other,) * count, index, scheme)
            if first is None or first != second:
                return True
        return False


def changed(assignment: Assignment, member: int, chosen: str | None) -> Assignment:
    """The same but for what one member chooses."""
    return (*assignment[:member], chosen, *assignment[member + 1 :])


def changes(given: Assignment, assignment: Assignment) -> int:
    """How many members would have to change what they chose."""
    pairs = zip(given, assignment, strict=True)
    return sum(before is not None and before != after for before, after in pairs)


def looks_at_choice(rule: Rule) -> bool:
    """Whether a rule itself asks what the person chose."""
    return any(_own_choice(node) for node in n.walk(rule.tree))


def _own_choice(node: n.Node) -> bool:
    return isinstance(node, n.FactRef) and node.path == ("chosen_scheme",)


def _reach(linked: LinkedRules) -> Mapping[str, int]:
    """Whose choice each rule may look at, itself or through others."""
    found: dict[str, int] = {}
    for key, rule in linked.rules.items():
        level = NOBODY
        for node in n.walk(rule.tree):
            if isinstance(node, n.FactRef) and _own_choice(node):
                level = max(level, OWN if node.subject == "self" else ANYBODY)
        for ref in rule.refs:
            if found[ref.key]:
                level = max(level, found[ref.key] if ref.subject == "self" else ANYBODY)
        found[key] = level
    return found


def _ranks(rules: CompiledRules) -> Mapping[str, int]:
    """Schemes for persons that may be chosen: as the tables name them, then all others."""
    offered = {scheme.name for scheme in rules.offered if scheme.assesses == "person"}
    named = [s for c in rules.linked.combinations if c.relation == "choice" for s in c.schemes]
    ordered = dict.fromkeys((*named, *CHOSEN_SCHEMES))
    kept = (each for each in ordered if each in offered and each in CHOSEN_SCHEMES)
    return {scheme: rank for rank, scheme in enumerate(kept)}


def _values(options: Options, given: str | None) -> tuple[str | None, ...]:
    """What a person's choice is tried with."""
    values: tuple[str | None, ...] = (*options.certain, *options.tried)
    if not values and len(options.open) == 1:
        return options.open
    if options.certain or given in values:
        return values
    return (*values, given)


def _allowed(trials: Trials, options: list[Options], assignment: Assignment) -> bool | None:
    """Whether a combination is lawful; None where that is open."""
    allowed: bool | None = True
    for index, each in enumerate(options):
        if not each.tried:
            continue
        lawful = _may_choose(trials, each, assignment, index)
        if lawful is False:
            return False
        allowed = allowed and lawful
    return allowed


def _may_choose(
    trials: Trials, options: Options, assignment: Assignment, index: int
) -> bool | None:
    chosen = assignment[index]
    received: bool | None = False
    if chosen in (*options.certain, *options.tried):
        received = trials.receives(assignment, index, str(chosen))
    if received is not False or options.certain or chosen != trials.given[index]:
        return received
    # Only who can receive nothing that may be chosen leaves the choice as it is.
    found = [
        trials.receives(changed(assignment, index, scheme), index, scheme)
        for scheme in options.tried
    ]
    if any(found):
        return False
    return None if None in found else True
