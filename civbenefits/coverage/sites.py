"""Where in linked rules there is something for cases to show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import count
from typing import Final, NamedTuple, cast

from civbenefits.coverage.model import Side, What
from civbenefits.engine.rules import LinkedRules, Passage, Rule
from civbenefits.expressions import nodes as n
from civbenefits.expressions.evaluating import Context, Scope, Value
from civbenefits.expressions.writing import written
from civbenefits.records import Record
from civbenefits.tables.model import At, Entry

_ORDER: Final = ("<", "<=", ">", ">=")
_INNER: Final = (n.Logic, n.Not, n.IfElse, n.Either, n.FirstKnown, n.Const, n.Unrecorded)
"""Booleans that are made of others, or of nothing that could change."""


class Key(NamedTuple):
    """Names one thing to be shown, the same in every place and span that has the passage.

    Attributes:
        at: the passage, or the entry of a standard.
        rule: of a condition that a combination adds: its rule.
        path: which operand of which operand in the passage.
        part: the key or the band of a figure.
    """

    at: At
    rule: str
    path: tuple[int, ...]
    part: str
    side: Side


class Site(Record):
    """An atomic condition or a figure in a rule.

    Attributes:
        loops: the loops around it, the outermost first.
        entry: of a figure: the entry of the standard in force; and the standard.
        guards: it asks whether an amount is received that is 0 anyway for who does not
            receive it, so that only its being true can decide anything.
    """

    at: At
    rule: str
    path: tuple[int, ...]
    node: n.Node
    loops: tuple[n.Aggregate, ...]
    entry: Entry | None
    standard: str
    guards: bool

    @property
    def what(self) -> What:
        """Which kind of demand it makes."""
        if self.entry is not None:
            return "figure"
        return "limit" if is_limit(self.node) else "condition"

    def key(self, side: Side, part: str = "") -> Key:
        """The name of one side of it."""
        return Key(self.at, self.rule, self.path, part, side)


Watch = Callable[[n.Node, Scope, Context], Value]
"""Evaluates what stands at a site, with a look at what comes of it."""

Make = Callable[[Site], Watch | None]


def is_limit(node: n.Node) -> bool:
    """Whether a condition compares numbers in order."""
    return isinstance(node, n.Compare) and node.op in _ORDER


def reached(linked: LinkedRules, scheme: str) -> Iterator[Rule]:
    """The rules that a scheme's verdict and amount need, directly or not."""
    waiting = [f"{scheme}.receives", f"{scheme}.amount"]
    seen: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            yield linked.rules[key]
            waiting += linked.rules[key].needs


class Finder:
    """Finds the sites of the rules of one place and span."""

    def __init__(self, linked: LinkedRules) -> None:
        self._rules = linked.rules
        self._passages: dict[int, Passage] = {}
        for passage in linked.passages:
            self._passages.setdefault(id(passage.tree), passage)
        self._entries: Mapping[str, Entry] = {
            name: each.entry for name, each in linked.standards.items() if each.entry is not None
        }
        self._derived: Mapping[At, str] = {
            entry.derived.at: name
            for name, entry in self._entries.items()
            if entry.derived is not None
        }

    def sites(self, tree: n.Node) -> list[Site]:
        """Every site of a tree."""
        found: list[Site] = []

        def note(site: Site) -> None:
            found.append(site)

        self.watched(tree, note)
        return found

    def watched(self, tree: n.Node, make: Make) -> n.Node:
        """The tree with every site watched by what is made for it."""
        return self._node(tree, None, (), (), make)

    def _node(
        self,
        node: n.Node,
        inside: Passage | None,
        path: tuple[int, ...],
        loops: tuple[n.Aggregate, ...],
        make: Make,
        *,
        guards: bool = False,
    ) -> n.Node:
        passage = self._passages.get(id(node))
        if passage is not None:
            inside, path = passage, ()
        inner = (*loops, node) if isinstance(node, n.Aggregate) else loops
        positions = count()
        guard = self._guard(node)

        def operand(each: n.Node) -> n.Node:
            below = (*path, next(positions))
            return self._node(each, inside, below, inner, make, guards=each is guard)

        result = n.mapped(node, operand)
        site = self._site(node, passage, inside, path, loops, guards)
        watch = make(site) if site is not None else None
        if watch is None:
            return result
        # Only the direct evaluator is given the tree, and it reads these too.
        return cast(n.Node, n.Watched(node.type, partial(watch, result)))

    def _site(
        self,
        node: n.Node,
        passage: Passage | None,
        inside: Passage | None,
        path: tuple[int, ...],
        loops: tuple[n.Aggregate, ...],
        guards: bool,
    ) -> Site | None:
        standard = ""
        if isinstance(node, n.Const | n.Lookup | n.Banded):
            standard = node.standard
        elif passage is not None:
            standard = self._derived.get(passage.at, "")
        if standard:
            entry = self._entries[standard]
            return Site(entry.at, "", (), node, loops, entry, standard, guards=False)
        if inside is None or not _atomic(node):
            return None
        return Site(inside.at, inside.key, path, node, loops, None, "", guards)

    def _guard(self, node: n.Node) -> n.Node | None:
        """The test of ``amount(x) if receives(x) else 0``, which says what ``amount(x)`` says."""
        if not isinstance(node, n.IfElse) or not isinstance(node.no, n.Const) or node.no.value != 0:
            return None
        test, amount = node.test, node.yes
        if not isinstance(test, n.RuleRef) or not isinstance(amount, n.RuleRef):
            return None
        guard = self._rules[amount.key].guard
        if guard is None or (test.subject, test.key) != (amount.subject, guard.key):
            return None
        return test


def _atomic(node: n.Node) -> bool:
    if node.type.kind != "boolean" or isinstance(node, _INNER):
        return False
    return not isinstance(node, n.Aggregate)


class Part(NamedTuple):
    """One side of a site that a case is to show."""

    key: Key
    expression: str


def parts(site: Site) -> Iterator[Part]:
    """Every side of a site; of figures, those that are on record."""
    node, entry = site.node, site.entry
    if entry is None:
        text = written(node)
        sides: tuple[Side, ...] = ("below", "on", "above") if is_limit(node) else ("holds", "fails")
        if site.guards:
            sides = ("holds",)
        yield from (Part(site.key(side), text) for side in sides)
    elif isinstance(node, n.Lookup):
        for name, value in node.table:
            if value is not None:
                yield Part(site.key("used", name), f"{node.standard}['{name}']")
    elif isinstance(node, n.Banded):
        yield from _bands(site, node)
    else:
        yield Part(site.key("used"), site.standard)


def _bands(site: Site, node: n.Banded) -> Iterator[Part]:
    """Each band on its lower limit, and just below it where there is a figure below."""
    by = written(node.key)
    for index, (low, value) in enumerate(node.bands):
        text = f"{node.standard}: {by} >= {low}"
        if value is not None:
            yield Part(site.key("on", str(low)), text)
        if index and node.bands[index - 1][1] is not None:
            yield Part(site.key("below", str(low)), text)
