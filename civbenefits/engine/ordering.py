"""The order of rules: each after what it needs. Circles are refused, naming them."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import TopologicalSorter

from civbenefits.engine.rules import Rule


def ordered(rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """The keys in order.

    Raises:
        CycleError: the rules need each other in a circle, which is its second argument.
    """
    graph = {key: sorted(rule.needs) for key, rule in rules.items()}
    return tuple(TopologicalSorter(graph).static_order())
