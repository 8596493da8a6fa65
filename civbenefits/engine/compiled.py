"""Linked rules with their compiled function, shared by all questions about a span of time."""

from __future__ import annotations

from functools import cached_property

from civbenefits.engine.compiling import Run, compile_rules
from civbenefits.engine.rules import LinkedRules


class CompiledRules:
    """What is in force in one place during one span.

    Attributes:
        offered: schemes with a version that can be decided, in a fixed order.
        layout: for each, where its values begin in what ``quick`` gives, and whether it
            assesses the household.
    """

    def __init__(self, linked: LinkedRules) -> None:
        self.linked = linked
        self.offered = tuple(s for s in linked.schemes.values() if s.offered and s.lacks is None)
        self.layout = tuple(
            (2 * at, scheme.assesses == "household") for at, scheme in enumerate(self.offered)
        )

    @cached_property
    def quick(self) -> Run:
        """Computes ``receives`` and ``amount`` of each; compiled when first wanted."""
        outputs = [key for each in self.offered for key in (each.receives_key, each.amount_key)]
        schemes = self.linked.schemes.values()
        inline = [key for scheme in schemes for key in scheme.conditions.values()]
        return compile_rules(self.linked.rules, outputs, inline).run
