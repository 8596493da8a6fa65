"""Completions of a household: which values an open fact may take, and trying them.

Rules compare a number only with the limits they name, so one number of each stretch between
two limits stands for all of that stretch; a choice stands for itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from civbenefits.engine.openness import OLDEST
from civbenefits.engine.rules import LinkedRules
from civbenefits.errors import InputError
from civbenefits.expressions import nodes as n
from civbenefits.facts.assuming import assume_usual
from civbenefits.facts.extending import Vocabulary
from civbenefits.facts.household import Household
from civbenefits.facts.member import Parent
from civbenefits.facts.vocabulary import Fact, facts_of
from civbenefits.records import replace

if TYPE_CHECKING:
    from random import Random

ELSEWHERE: Final = "999999"
"""A code that lies in no place on record: somewhere else."""

DAYS: Final = (date(1900, 1, 1), date(2100, 1, 1))
"""Dates are compared with each other only: one before all others, and one after."""

_FORTUNE: Final = Decimal(10) ** 7


class OpenFact(NamedTuple):
    """A fact that nobody gave: of a member (by index), or of the household (None)."""

    owner: int | None
    path: str


class Completer:
    """Tries values for the open facts of households under one set of rules."""

    def __init__(self, linked: LinkedRules) -> None:
        self._here = linked.chain[-1].code
        self._limits = _limits_in(linked)
        self._linked = linked
        self._amounts: tuple[Decimal, ...] | None = None
        self._used = _used_in(linked)

    def values(self, fact: OpenFact, persons: int = 1) -> tuple[Any, ...]:
        """Values that stand for everything the fact may turn out to be.

        For money these are the figures in force, for one person and for all together.
        """
        if fact.path == "born":
            return tuple(_representatives(self._limits.get("age", ()), 0, OLDEST))
        if fact.path == "parents":
            able, dead = Parent(situation="able"), Parent(situation="dead")
            held = Parent(situation="serving_sentence", months=12)
            return ((able, able), (able, dead), (dead, dead), (dead, held), (held, held))
        declared = declaration(fact, self._linked.vocabulary)
        if declared is None or fact.path == "incomes":
            return ()
        if declared.kind == "boolean":
            return (False, True)
        if declared.kind == "choice":
            return tuple(declared.choices or ())
        if declared.kind == "number":
            limits = self._limits.get(fact.path.rsplit(".", 1)[-1], ())
            return tuple(_representatives(limits, declared.low or 0, declared.high or 0))
        if declared.kind == "money":
            if self._amounts is None:
                self._amounts = _money_in(self._linked)
            amounts = {each * count for each in self._amounts for count in (1, persons)}
            return (Decimal(0), *sorted(amounts), _FORTUNE)
        if declared.kind == "date":
            return DAYS
        return (self._here, ELSEWHERE) if declared.kind == "place" else ()

    def with_value(self, household: Household, fact: OpenFact, value: Any) -> Household | None:
        """The household with the fact given; None where that does not go with what is known."""
        parts = ["age"] if fact.path == "born" else fact.path.split(".")
        try:
            if fact.owner is None:
                changed: Household = _replaced(household, parts, value)
                return changed
            members = list(household.members)
            members[fact.owner] = _replaced(members[fact.owner], parts, value)
            return replace(household, members=tuple(members))
        except InputError:
            return None

    def open_facts(self, household: Household) -> tuple[OpenFact, ...]:
        """Every fact that is open and that the rules look at."""
        # Members' own incomes are tried; a total beside them could only repeat their sum.
        found = [
            OpenFact(None, path)
            for path in _open_paths(household)
            if path in self._used and path != "counted_income"
        ]
        for index, member in enumerate(household.members):
            found += [OpenFact(index, path) for path in _open_paths(member) if path in self._used]
            if member.born is None and member.age is None:
                found.append(OpenFact(index, "born"))
        return tuple(found)

    def usual(self, household: Household, facts: Collection[OpenFact] | None = None) -> Household:
        """A completion under usual circumstances, of some facts or of all that are open."""
        filled, _ = assume_usual(household, self._here)
        for fact in self.open_facts(filled):
            if facts is None or fact in facts or fact.path.startswith("parents."):
                filled = self._with_any(filled, fact, None)
        return filled

    def random(
        self, household: Household, source: Random, share: float, facts: Collection[OpenFact]
    ) -> Household:
        """A completion of some facts, a share of them drawn by chance and the rest usual."""
        drawn = [fact for fact in sorted(facts, key=str) if source.random() < share]
        source.shuffle(drawn)
        for fact in drawn:
            household = self._with_any(household, fact, source)
        return self.usual(household, facts)

    def _with_any(self, household: Household, fact: OpenFact, source: Random | None) -> Household:
        """The household with the first value, or one by chance, that goes with what is known."""
        values = list(self.values(fact, len(household.members)))
        if source is not None:
            source.shuffle(values)
        for value in values:
            changed = self.with_value(household, fact, value)
            if changed is not None:
                return changed
        return household


def crosses(linked: LinkedRules, scheme: str) -> bool:
    """Whether what one member gets can hang on facts of the others."""
    return any(
        isinstance(node, n.Aggregate) and node.collection == "members"
        for key in reached(linked, scheme)
        for node in n.walk(linked.rules[key].tree)
    )


def generic(path: str) -> str:
    """A path without the positions in lists: ``parents.0.months`` is ``parents.months``."""
    return ".".join(part for part in path.split(".") if not part.isdigit())


def reached(linked: LinkedRules, scheme: str) -> frozenset[str]:
    """The rules that a scheme's answer needs, directly or not."""
    waiting = [f"{scheme}.receives", f"{scheme}.amount"]
    seen: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting += linked.rules[key].needs
    return frozenset(seen)


def paths_of(linked: LinkedRules, scheme: str) -> frozenset[str]:
    """The paths of all facts that a scheme's rules look at, directly or not."""
    found: set[str] = set()
    for key in reached(linked, scheme):
        for node in n.walk(linked.rules[key].tree):
            if isinstance(node, n.Age):
                found.add("born")
            elif isinstance(node, n.FactRef):
                found.add(".".join(node.path))
            elif isinstance(node, n.Aggregate) and node.collection == "parents":
                found |= {"parents", "parents.situation", "parents.months"}
                found |= {"parents.disability.kind", "parents.disability.grade"}
    return frozenset(found)


def declaration(fact: OpenFact, vocabulary: Vocabulary) -> Fact | None:
    """How a fact is declared; None for what is no fact of its own."""
    holder: Any = vocabulary.household if fact.owner is None else vocabulary.member
    declared: Fact | None = None
    for part in fact.path.split("."):
        if part.isdigit():
            continue
        declared = facts_of(holder).get(part)
        if declared is None:
            return None
        holder = declared.group or holder
    return declared


def _open_paths(holder: Any, prefix: str = "") -> Iterator[str]:
    for name, fact in facts_of(type(holder)).items():
        value = getattr(holder, name)
        if fact.kind == "group":
            yield from _open_paths(value, f"{prefix}{name}.")
        elif value is None and name not in ("born", "age", "incomes"):
            yield prefix + name
        elif name == "parents" and value is not None:
            for index, parent in enumerate(value):
                yield from _open_paths(parent, f"parents.{index}.")


def _replaced(holder: Any, parts: list[str], value: Any) -> Any:
    name, rest = parts[0], parts[1:]
    if not rest:
        return replace(holder, **{name: value})
    inner = getattr(holder, name)
    if rest[0].isdigit():
        records = list(inner)
        records[int(rest[0])] = _replaced(records[int(rest[0])], rest[1:], value)
        return replace(holder, **{name: tuple(records)})
    return replace(holder, **{name: _replaced(inner, rest, value)})


def _representatives(limits: tuple[int, ...], low: int, high: int) -> Iterator[int]:
    """Each limit, and one number of each stretch between two of them."""
    inside = sorted({each for each in limits if low <= each <= high} | {low, high})
    yield inside[0]
    for before, after in pairwise(inside):
        if after - before > 1:
            yield before + 1
        yield after


def _nodes(linked: LinkedRules) -> Iterator[n.Node]:
    for rule in linked.rules.values():
        yield from n.walk(rule.tree)


def _used_in(linked: LinkedRules) -> frozenset[str]:
    """The paths of facts that the rules look at."""
    used = {".".join(node.path) for node in _nodes(linked) if isinstance(node, n.FactRef)}
    used |= {f"parents.{index}.{path}" for index in (0, 1) for path in used}
    return frozenset(used | {"parents"})


def _limits_in(linked: LinkedRules) -> Mapping[str, tuple[int, ...]]:
    """The numbers that the rules compare each fact with, by the last part of its path."""
    found: dict[str, set[int]] = {}
    for node in _nodes(linked):
        for name, limit in _compared(node):
            found.setdefault(name, set()).add(limit)
    return {name: tuple(sorted(limits)) for name, limits in found.items()}


def _compared(node: n.Node) -> Iterator[tuple[str, int]]:
    if isinstance(node, n.Compare):
        for fact, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(other, n.Const) and isinstance(other.value, int | Fraction):
                yield from ((name, int(other.value)) for name in _name_of(fact))
    elif isinstance(node, n.Among):
        numbers = [value for value in node.values if isinstance(value, int)]
        yield from ((name, value) for name in _name_of(node.operand) for value in numbers)
    elif isinstance(node, n.Banded):
        yield from ((name, int(low)) for name in _name_of(node.key) for low, _ in node.bands)


def _name_of(node: n.Node) -> Iterator[str]:
    if isinstance(node, n.Age):
        yield "age"
    elif isinstance(node, n.FactRef) and node.fact.kind == "number":
        yield node.path[-1]


def _money_in(linked: LinkedRules) -> tuple[Decimal, ...]:
    """The figures of money that rules compare with, or compute limits from."""
    fen = {
        node.value
        for above in _nodes(linked)
        if isinstance(above, n.Compare)
        for node in n.walk(above)
        if isinstance(node, n.Const) and node.type.kind == "money" and isinstance(node.value, int)
    }
    return tuple(Decimal(each).scaleb(-2) for each in sorted(fen) if each > 0)
