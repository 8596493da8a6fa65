"""Following one decision: what comes up on the way, and what of it decides the outcome.

An atomic condition decides an outcome where the outcome would be another one if that
condition alone had come out the other way; a figure, where it would be another one if the
figure were not on record.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from civbenefits.coverage.sites import Finder, Key, Site, Watch, is_limit, reached
from civbenefits.dates import When
from civbenefits.engine.context import HouseholdContext
from civbenefits.engine.judging import judge
from civbenefits.engine.rules import LinkedRules, Rule, rule
from civbenefits.expressions import nodes as n
from civbenefits.expressions.evaluating import (
    Context,
    Missing,
    Scope,
    Unknown,
    Value,
    compute,
    evaluate,
)
from civbenefits.facts.household import Household
from civbenefits.tables.model import At

Instance = tuple[object, ...]
"""One coming up of a site: for one person, and one turn of each loop around it."""


class Outcome(NamedTuple):
    """What a decision comes to, as far as a case can expect it."""

    verdict: str
    amount: int | Fraction | None


class Asked(NamedTuple):
    """A decision: the scheme, and of a person's scheme the index of the member."""

    household: Household
    when: When
    scheme: str
    member: int | None


class Follower:
    """Follows decisions under the rules of one place and span."""

    def __init__(self, linked: LinkedRules) -> None:
        self.linked = linked
        self._finder = Finder(linked)
        self._watched: dict[str, Rule] = {}
        self._ready: set[str] = set()
        self._sites: dict[str, set[tuple[At, str, tuple[int, ...]]]] = {}
        self._seen: dict[Instance, tuple[Key, ...]] = {}
        self._numbers: dict[Key, tuple[Value, Value]] = {}
        self._turned: Instance | None = None

    def follow(self, asked: Asked) -> tuple[Outcome, Mapping[Instance, tuple[Key, ...]]]:
        """How a decision comes out, and what comes up on the way."""
        if asked.scheme not in self._ready:
            self._watch(asked.scheme)
        self._seen, self._turned, self._numbers = {}, None, {}
        found = self._outcome(asked)
        return found, self._seen

    def holding(self, key: Key, scheme: str) -> list[Rule]:
        """Those of a scheme's rules that have the passage."""
        if scheme not in self.linked.schemes or not self.linked.schemes[scheme].offered:
            return []
        if scheme not in self._ready:
            self._watch(scheme)
        return [
            each
            for each in reached(self.linked, scheme)
            if (key.at, key.rule, key.path) in self._sites[each.key]
        ]

    def failing(self, asked: Asked) -> int:
        """How many conditions of the scheme do not hold, those that are open counted half."""
        context = HouseholdContext(asked.household, asked.when, self.linked.rules)
        conditions = self.linked.schemes[asked.scheme].conditions.values()
        values = [context.rule(asked.member, each) for each in conditions]
        return sum(0 if value is True else 2 if value is False else 1 for value in values)

    def turned(self, asked: Asked, instance: Instance) -> Outcome:
        """How the decision comes out if one thing that came up is turned round."""
        kept, self._seen = self._seen, {}
        self._turned = instance
        found = self._outcome(asked)
        self._seen = kept
        return found

    def sides(self, key: Key) -> tuple[Value, Value] | None:
        """The two numbers that a limit compared when the decision was followed last."""
        return self._numbers.get(key._replace(side="on"))

    def _outcome(self, asked: Asked) -> Outcome:
        context = HouseholdContext(asked.household, asked.when, self._watched)
        scheme = self.linked.schemes[asked.scheme]
        receives = context.rule(asked.member, f"{asked.scheme}.receives")
        amount: Value = 0
        if receives is True:
            amount = context.rule(asked.member, f"{asked.scheme}.amount")
        judged = judge(
            scheme,
            receives if isinstance(receives, bool) else None,
            None if isinstance(amount, Unknown | str) else amount,
            asked.member,
            context,
        )
        return Outcome(judged.verdict, judged.amount)

    def _watch(self, scheme: str) -> None:
        for each in reached(self.linked, scheme):
            if each.key not in self._watched:
                sites: set[tuple[At, str, tuple[int, ...]]] = set()
                tree = self._finder.watched(each.tree, partial(self._made, sites))
                self._sites[each.key] = sites
                self._watched[each.key] = rule(each.key, each.of, tree, each.guard)
        self._ready.add(scheme)

    def _made(self, sites: set[tuple[At, str, tuple[int, ...]]], site: Site) -> Watch:
        sites.add((site.at, site.rule, site.path))
        if site.entry is not None:
            return self._figure(site)
        return self._limit(site) if is_limit(site.node) else self._condition(site)

    def _condition(self, site: Site) -> Watch:
        keys = {True: (site.key("holds"),), False: (site.key("fails"),)}

        def watch(node: n.Node, scope: Scope, context: Context) -> Value:
            value = evaluate(node, scope, context)
            if not isinstance(value, bool):
                return value
            return not value if self._came_up(site, scope, keys[value]) else value

        return watch

    def _limit(self, site: Site) -> Watch:
        keys = tuple((site.key(side),) for side in ("below", "on", "above"))

        def watch(node: n.Node, scope: Scope, context: Context) -> Value:
            if not isinstance(node, n.Compare):
                raise TypeError(type(node))
            left, right = evaluate(node.left, scope, context), evaluate(node.right, scope, context)
            self._numbers[keys[1][0]] = (left, right)
            if isinstance(left, Unknown | str) or isinstance(right, Unknown | str):
                return evaluate(node, scope, context)
            value = compute(node.op, left, right)
            side = keys[(left > right) - (left < right) + 1]
            return not value if self._came_up(site, scope, side) else bool(value)

        return watch

    def _figure(self, site: Site) -> Watch:
        withheld = Unknown(frozenset({Missing(None, site.standard, law=True)}))
        chosen = site.node

        def watch(node: n.Node, scope: Scope, context: Context) -> Value:
            value = evaluate(node, scope, context)
            if isinstance(value, Unknown):
                return value
            keys: tuple[Key, ...] = (site.key("used"),)
            if isinstance(node, n.Lookup):
                keys = (site.key("used", str(evaluate(node.key, scope, context))),)
            elif isinstance(node, n.Banded) and isinstance(chosen, n.Banded):
                keys = _bands(site, chosen, evaluate(node.key, scope, context))
            return withheld if self._came_up(site, scope, keys) else value

        return watch

    def _came_up(self, site: Site, scope: Scope, keys: tuple[Key, ...]) -> bool:
        """Take note of it; true where it is to be turned round."""
        instance: Instance = (site.at, site.rule, site.path, *map(_who, scope.bound.values()))
        self._seen[instance] = keys
        return instance == self._turned


def _who(bound: object) -> object:
    """What tells one member or record of a list from another."""
    return bound[:2] if isinstance(bound, tuple) else bound


def _bands(site: Site, node: n.Banded, number: Value) -> tuple[Key, ...]:
    """Which limits of bands a number tests: the one it lies on, and the one just above it."""
    if isinstance(number, Unknown | str):
        return ()
    return tuple(
        site.key("on" if number == low else "below", str(low))
        for low, _ in node.bands
        if low - 1 <= number <= low and (number == low or number < low)
    )
