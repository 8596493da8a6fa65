"""Why not, and by how much: from the conditions that fail down to what makes them fail.

The trees are those that decide. A condition that fails is followed through the definitions it
names to the comparisons, facts and schemes that would have to be otherwise; where one of
several would do, each is a way of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from civbenefits.dates import When
from civbenefits.decisions.whynot import Distance, Failing, WhyNot
from civbenefits.engine.context import HouseholdContext
from civbenefits.engine.gaps import Measured
from civbenefits.engine.measuring import Measure
from civbenefits.engine.reasons import Titles
from civbenefits.engine.rules import LinkedRules, LinkedScheme
from civbenefits.errors import InputError
from civbenefits.expressions import nodes as n
from civbenefits.expressions.evaluating import Scope, Unknown, evaluate
from civbenefits.expressions.wording import describe, split_scheme_key
from civbenefits.expressions.wording_shape import yes_or_no
from civbenefits.facts.household import Household
from civbenefits.records import replace
from civbenefits.suggestions import nearest

MAX_WAYS: Final = 8
"""How many ways to meet one condition are told, the nearest ones."""

COVERS: Final = "covers"
"""The name of the condition that a person is in the unit of a household scheme."""


def why_not(
    linked: LinkedRules, when: When, household: Household, scheme: str, person: str | None = None
) -> WhyNot:
    """The conditions of a scheme that certainly fail, each with its distances.

    Args:
        linked: the rules in force.
        when: the month judged.
        household: the household.
        scheme: the name of the scheme.
        person: the id of the member; of a household scheme, None asks for the household,
            and a member is also asked to be in the unit.

    Raises:
        InputError: no such scheme here, no such member, or a member must be named.
    """
    asked = asked_scheme(linked, scheme)
    member = _member(household, asked, person)
    context = HouseholdContext(household, when, linked.rules)
    titles = Titles(linked)
    values = {
        name: context.rule(scope.member("self"), key)
        for name, (key, scope) in _conditions(linked, asked, member).items()
    }
    judged = member if asked.assesses == "person" else None
    search = _Search(context, Measure(context, titles, judged))
    failing: list[Failing] = []
    small = False
    for name, (key, scope) in _conditions(linked, asked, member).items():
        if values[name] is not False:
            continue
        tree = linked.rules[key].tree
        parts = search.parts((tree, scope, True))
        alone = all(value is True for other, value in values.items() if other != name)
        failing.append(Failing(name, describe(tree, titles), alone, _told(parts)))
        small = all(any(way.small for way in ways) for ways in parts)
    return WhyNot(
        scheme=scheme,
        title=asked.title,
        person=None if member is None else household.members[member].id,
        failing=tuple(failing),
        near_miss=small and len(failing) == 1,
    )


def asked_scheme(linked: LinkedRules, name: str) -> LinkedScheme:
    """The scheme of that name.

    Raises:
        InputError: no such scheme here.
    """
    asked = linked.schemes.get(name)
    if asked is None:
        hint = nearest(name, linked.schemes)
        raise InputError("input.unknown_scheme", path="scheme", scheme=name[:40], suggestion=hint)
    return asked


def _member(household: Household, scheme: LinkedScheme, person: str | None) -> int | None:
    """The position of the member asked about."""
    ids = [member.id for member in household.members]
    if person is None:
        if scheme.assesses == "household":
            return None
        if len(ids) > 1:
            raise InputError("input.person_needed", path="person")
        return 0
    if person not in ids:
        raise InputError("input.no_such_member", path="person")
    return ids.index(person)


def _conditions(
    linked: LinkedRules, scheme: LinkedScheme, member: int | None
) -> dict[str, tuple[str, Scope]]:
    """The rules that must all hold, each with whom it is asked of; none where nothing decides."""
    if not scheme.offered or scheme.lacks is not None:
        return {}
    keys = dict(scheme.conditions)
    if scheme.assesses == "household" and member is not None and scheme.covers is not None:
        keys[COVERS] = scheme.covers
    return {
        name: (key, Scope(member if linked.rules[key].of == "person" else None))
        for name, key in keys.items()
    }


class _Way(NamedTuple):
    """Distances that are needed together.

    Ways compare by ``rank``: what nothing cures is farthest, then what has no measure.
    """

    rank: tuple[int, int, Fraction]
    parts: tuple[Measured, ...]

    @property
    def small(self) -> bool:
        """Whether each of the distances is."""
        return not any(part.hopeless or part.unmeasured or part.size > 1 for part in self.parts)


_NOTHING: Final = _Way((0, 0, Fraction(0)), ())

_Wanted = tuple[n.Node, Scope, bool]
"""A tree, whom it is about, and how it is wanted to come out."""


class _Split(NamedTuple):
    """What a tree is made of, and whether every part is needed or any one will do."""

    every: bool
    parts: list[_Wanted]


class _Search:
    """Finds the ways in which a tree that comes out otherwise would come out as wanted."""

    def __init__(self, context: HouseholdContext, measure: Measure) -> None:
        self._context = context
        self._measure = measure

    def parts(self, asked: _Wanted) -> list[list[_Way]]:
        """Everything that is needed, each with the nearest ways to have it."""
        node, scope, wanted = asked
        value = self._value(node, scope)
        if value is wanted:
            return []
        split = self._split(node, scope, wanted=wanted)
        if isinstance(value, Unknown) and not isinstance(node, n.Either):
            return [[_way(self._measure.unknown(node, scope, wanted=wanted))]]
        if split is None:
            return [[_way(self._measure.measured(node, scope, wanted=wanted))]]
        if split.every:
            return [ways for part in split.parts for ways in self.parts(part)]
        ways = [way for part in split.parts for way in self._ways(part)]
        return [sorted(ways, key=lambda way: way.rank)[:MAX_WAYS]]

    def _ways(self, asked: _Wanted) -> list[_Way]:
        """The nearest ways to have all that is needed."""
        found = [_NOTHING]
        for ways in self.parts(asked):
            found = _together(found, ways)
        return found

    def _split(self, node: n.Node, scope: Scope, *, wanted: bool) -> _Split | None:
        """The parts of a tree; None where it has none and is measured as it is."""
        match node:
            case n.Not():
                return _Split(True, [(node.operand, scope, not wanted)])
            case n.Logic():
                parts = [(operand, scope, wanted) for operand in node.operands]
                return _Split((node.op == "and") == wanted, parts)
            case n.RuleRef() if split_scheme_key(node.key) is None:
                inner = Scope(scope.member(node.subject))
                return _Split(True, [(self._context.rules[node.key].tree, inner, wanted)])
            case n.IfElse():
                branch = node.yes if self._value(node.test, scope) is True else node.no
                return _Split(True, [(branch, scope, wanted)])
            case n.FirstKnown():
                known = not isinstance(self._value(node.first, scope), Unknown)
                return _Split(True, [(node.first if known else node.second, scope, wanted)])
            case n.Either():
                # Both readings must come to the same.
                return _Split(True, [(node.first, scope, wanted), (node.second, scope, wanted)])
            case n.Aggregate():
                return self._loop(node, scope, wanted=wanted)
            case n.Compare():
                yes_no = yes_or_no(node)
                return yes_no and _Split(True, [(yes_no[0], scope, yes_no[1] == wanted)])
        return None

    def _loop(self, node: n.Aggregate, scope: Scope, *, wanted: bool) -> _Split | None:
        """The items of a loop; None where none could make a difference."""
        items = self._context.items(node.collection, scope.member(node.owner))
        if isinstance(items, Unknown):
            return None
        every = (node.op == "all") == wanted
        counted: list[_Wanted] = []
        others: list[_Wanted] = []
        for item in items:
            inner = scope.bind(node.variable, item)
            condition = node.condition
            taken = condition is None or self._value(condition, inner)
            if condition is None or taken is True:
                counted.append((node.body, inner, wanted))
            elif not every and node.op == "any":
                others.append((n.Logic(node.type, "and", (condition, node.body)), inner, True))
            elif taken is not False and self._value(node.body, inner) is not wanted:
                # Whether the item counts is unknown: it must not.
                counted.append((condition, inner, False))
        # Who does not count so far is only thought of where nobody does.
        parts = counted or others
        return _Split(every, parts) if parts else None

    def _value(self, node: n.Node, scope: Scope) -> object:
        return evaluate(node, scope, self._context)


def _way(part: Measured) -> _Way:
    return _Way((part.hopeless, part.unmeasured, part.size), (part,))


def _together(first: Sequence[_Way], second: Sequence[_Way]) -> list[_Way]:
    """The nearest ways to go one way of each."""
    pairs = [
        ((a.rank[0] + b.rank[0], a.rank[1] + b.rank[1], a.rank[2] + b.rank[2]), a, b)
        for a in first
        for b in second
    ]
    pairs.sort(key=lambda pair: pair[0])
    return [_Way(rank, a.parts + b.parts) for rank, a, b in pairs[:MAX_WAYS]]


def _told(parts: Sequence[Sequence[_Way]]) -> tuple[Distance, ...]:
    """The distances of all ways of all parts, numbered; what is said already is left out."""
    told = [_distinct(ways) for ways in parts]
    needed = _without_implied([each for ways in told if len(ways) == 1 for each in ways[0]])
    kept: list[list[list[Measured]]] = []
    for ways in told:
        if len(ways) == 1:
            kept.append([[each for each in ways[0] if any(each is other for other in needed)]])
        elif not any(all(any(o.implies(each) for o in needed) for each in way) for way in ways):
            kept.append(ways)
    return tuple(
        replace(measured.distance, part=part, way=number)
        for part, ways in enumerate((ways for ways in kept if ways[0]), 1)
        for number, way in enumerate(ways, 1)
        for measured in way
    )


def _distinct(ways: Sequence[_Way]) -> list[list[Measured]]:
    """The ways, but for those that contradict themselves or ask all that another does."""
    kept: list[list[Measured]] = []
    for way in ways:
        parts = _without_implied(way.parts)
        excluded = any(one.excludes(other) for one in parts for other in parts)
        asked = {part.distance for part in parts}
        if not excluded and not any({p.distance for p in each} <= asked for each in kept):
            kept.append(parts)
    return kept or [list(ways[0].parts)]


def _without_implied(parts: Iterable[Measured]) -> list[Measured]:
    """What is asked, without what something else asks already."""
    kept: list[Measured] = []
    for part in parts:
        if not any(other.implies(part) for other in kept):
            kept = [other for other in kept if not part.implies(other)]
            kept.append(part)
    return kept
