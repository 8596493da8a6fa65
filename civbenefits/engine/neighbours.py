"""Which facts rules look at together: a grade counts beside a kind, months beside a situation."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from civbenefits.engine.rules import LinkedRules, Rule
from civbenefits.engine.telling import OpenFact
from civbenefits.expressions import nodes as n

MAX_TOGETHER: Final = 10
"""Rules that look at more facts than this say little of what belongs together."""


class Neighbours:
    """Facts that belong together under one set of rules."""

    def __init__(self, linked: LinkedRules) -> None:
        self._together = tuple(
            paths for paths in _looked_at(linked.rules).values() if 1 < len(paths) <= MAX_TOGETHER
        )

    def of(self, fact: OpenFact, facts: Collection[OpenFact]) -> frozenset[OpenFact]:
        """The fact, and those of the same record that some rule looks at together with it."""
        path, record = _generic(fact.path), _record(fact)
        near = frozenset().union(*(paths for paths in self._together if path in paths))
        return frozenset(
            each
            for each in facts
            if each == fact or (_record(each) == record and _generic(each.path) in near)
        )


def _generic(path: str) -> str:
    """A path within its record: ``parents.0.months`` is ``months``."""
    parts = path.split(".")
    return ".".join(parts[2:] if parts[1:2] and parts[1].isdigit() else parts)


def _record(fact: OpenFact) -> tuple[int | None, str]:
    """What a fact describes: the household, a person, or one of a person's parents or incomes."""
    return fact.owner, fact.path.removesuffix(_generic(fact.path))


def _looked_at(rules: Mapping[str, Rule]) -> dict[str, frozenset[str]]:
    """The paths of the facts that each rule looks at, directly or not."""
    found: dict[str, frozenset[str]] = {}
    for key, rule in rules.items():
        paths = {path for node in n.walk(rule.tree) if (path := _path(node))}
        # A rule comes after those that it refers to.
        found[key] = frozenset(paths).union(*(found[ref.key] for ref in rule.refs))
    return found


def _path(node: n.Node) -> str:
    if isinstance(node, n.Age):
        return "born"
    return ".".join(node.path) if isinstance(node, n.FactRef) else ""
