"""What is in force in one place on one day, linked: the input of every reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from civbenefits.expressions import nodes as n
from civbenefits.expressions.nodes import Node
from civbenefits.facts.extending import Vocabulary
from civbenefits.money import Currency
from civbenefits.records import Record
from civbenefits.tables.model import At, Citation, Combination, Entry, Place, Span, Subject
from civbenefits.texts import Text

Period = Literal["month", "year", "once"]


class Rule(Record):
    """A named tree: a definition, a condition, or what a scheme comes to.

    Attributes:
        guard: of an amount: whether it is received; where it is not, the amount is 0. What
            comes below 0 for somebody who does receive it is no amount: what is due then is
            not on record.
        refs: the references to other rules in the tree, and the guard.
    """

    key: str
    of: Subject
    tree: Node
    guard: n.RuleRef | None
    refs: tuple[n.RuleRef, ...]

    @property
    def needs(self) -> frozenset[str]:
        """The keys of the rules it refers to."""
        return frozenset(ref.key for ref in self.refs)


def rule(key: str, of: Subject, tree: Node, guard: n.RuleRef | None = None) -> Rule:
    """A rule, with what its tree refers to."""
    refs = tuple(node for node in n.walk(tree) if isinstance(node, n.RuleRef))
    return Rule(key, of, tree, guard, refs if guard is None else (*refs, guard))


class LinkedCaveat(Record):
    """A warning; ``key`` names the rule that says when it applies, None meaning always."""

    text: Text
    key: str | None


class UsedCitation(Record):
    """A citation with the place whose table makes it."""

    cite: Citation
    place: str


class LinkedStandard(Record):
    """The value of a standard that is in force; ``entry`` is None where there is none.

    Attributes:
        formula: of a derived figure: what it is computed from, rounding included.
    """

    name: str
    title: Text
    unit: str
    entry: Entry | None
    place: str | None
    formula: Node | None = None


class LinkedDefinition(Record):
    """The meaning of a definition that is in force.

    Attributes:
        cites: where each version stands that it is made of, the highest place first.
        spans: when each of these is in force.
    """

    name: str
    title: Text
    of: Subject
    cites: tuple[UsedCitation, ...]
    spans: tuple[Span, ...]


class Added(Record):
    """What a combination adds to a scheme: a condition, or a deduction from its amount.

    Attributes:
        by: the scheme that it looks at.
    """

    by: str
    combination: Combination


class LinkedScheme(Record):
    """A scheme as one place has it on one day.

    Attributes:
        offered: False where no version is in force; then nothing else is filled in.
        conditions: rule keys of the conditions by name, combinations included.
        added: what combinations add, by name: that of a condition, or of a deduction. Several
            may add the same.
        covers: rule key of who is in the unit (household schemes).
        pays: whether there is an amount; ``period`` then says of what.
        provides: what is given in kind, or the status.
        lacks: what is missing on record, where nothing can be decided.
    """

    name: str
    title: Text
    assesses: Subject
    offered: bool
    conditions: Mapping[str, str]
    added: Mapping[str, tuple[Added, ...]]
    covers: str | None
    pays: bool
    period: Period | None
    provides: Text | None
    lacks: Text | None
    caveats: tuple[LinkedCaveat, ...]
    basis: tuple[UsedCitation, ...]
    spans: tuple[Span, ...]

    @property
    def receives_key(self) -> str:
        """The key of the rule that says who receives it."""
        return n.scheme_key(self.name, "receives")

    @property
    def amount_key(self) -> str:
        """The key of the rule that says how much."""
        return n.scheme_key(self.name, "amount")


class Passage(Record):
    """A tree as one passage of a table has it, and where that stands.

    Attributes:
        key: of a condition that a combination adds: its rule, since one combination may add
            several; empty where the position says it all.
    """

    tree: Node
    at: At
    key: str


class LinkedRules(Record):
    """Everything in force in one place on one day.

    Attributes:
        rules: every rule by key, in an order in which each comes after what it needs.
        schemes: those that a place of the chain speaks of.
        scheme_titles: what every scheme is called, those of other places too: a condition
            may ask for them.
        vocabulary: the facts that the rules may look at.
        passages: what was read in the tables, the first of a tree being where it stands.
    """

    chain: tuple[Place, ...]
    currency: Currency
    fingerprint: str
    rules: Mapping[str, Rule]
    schemes: Mapping[str, LinkedScheme]
    scheme_titles: Mapping[str, Text]
    standards: Mapping[str, LinkedStandard]
    definitions: Mapping[str, LinkedDefinition]
    combinations: tuple[Combination, ...]
    vocabulary: Vocabulary
    passages: tuple[Passage, ...]
