"""Which facts the schemes of a place look at: what they do not look at need not be told."""

from __future__ import annotations

from civbenefits.engine.rules import LinkedRules
from civbenefits.expressions import nodes as n


def facts_looked_at(linked: LinkedRules) -> frozenset[tuple[bool, str]]:
    """Whether a fact is the household's, and its path: ``(False, "disability.kind")``."""
    found: set[tuple[bool, str]] = set()
    for key in _reached(linked):
        for node in n.walk(linked.rules[key].tree):
            if isinstance(node, n.FactRef):
                found.add((node.subject == "household", ".".join(node.path)))
            elif isinstance(node, n.Aggregate) and node.collection != "members":
                found.add((False, node.collection))
    return frozenset(found)


def _reached(linked: LinkedRules) -> dict[str, None]:
    """The rules that the schemes offered here lead to."""
    keys: list[str] = []
    for scheme in linked.schemes.values():
        if scheme.offered:
            keys += [scheme.receives_key, scheme.amount_key]
            keys += [scheme.covers] if scheme.covers else []
            keys += [caveat.key for caveat in scheme.caveats if caveat.key is not None]
    for key in keys:
        keys += [need for need in linked.rules[key].needs if need not in keys]
    return dict.fromkeys(keys)
