"""Standards as figures: what a derived one comes to, and how rules use them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from civbenefits.engine.rules import LinkedRules, LinkedStandard
from civbenefits.expressions import nodes as n
from civbenefits.expressions.evaluating import constant
from civbenefits.expressions.wording_values import AGE, unit_of
from civbenefits.money import FEN_PER_YUAN
from civbenefits.records import Record


class Uses(Record):
    """How the rules in force use standards.

    Attributes:
        keys: what chooses among the figures of a standard.
        ages: the standards that are compared with an age.
    """

    keys: Mapping[str, n.Node]
    ages: frozenset[str]

    def key_unit(self, standard: str) -> str:
        """The unit of what chooses, where that is a number."""
        return unit_of(self.keys[standard]) if standard in self.keys else ""

    def unit(self, standard: LinkedStandard) -> str:
        """The unit of a standard as people read it: years of life are told from others."""
        return AGE if standard.name in self.ages else standard.unit


def uses(linked: LinkedRules) -> Uses:
    """How the rules in force use standards."""
    keys: dict[str, n.Node] = {}
    ages: set[str] = set()
    for rule in linked.rules.values():
        for node in n.walk(rule.tree):
            if isinstance(node, n.Lookup | n.Banded):
                keys.setdefault(node.standard, node.key)
            elif isinstance(node, n.Compare) and isinstance(node.left, n.Age):
                ages |= {node.right.standard} if isinstance(node.right, n.Const) else set()
    return Uses(keys, frozenset(ages))


def derived_figure(standard: LinkedStandard) -> Fraction | None:
    """What a derived standard comes to, in its own unit; None where that is no one figure."""
    value = None if standard.formula is None else constant(standard.formula)
    if value is None:
        return None
    return Fraction(value) / (FEN_PER_YUAN if "/" in standard.unit else 1)
