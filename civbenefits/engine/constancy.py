"""Conditions that cannot vary, and keys that cannot occur.

A condition that is true (or false) whatever the facts are is a slip of the pen: ages in
the wrong order, a limit beyond every value, two conditions that exclude each other. Ranges
over all that facts may be show it. Standards differ between places and days, so a condition
is refused only if it cannot vary in any place on any day where it applies; what is not on
record may turn out either way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from civbenefits.engine.openness import OLDEST, domain
from civbenefits.engine.rules import Rule
from civbenefits.errors import TableError
from civbenefits.expressions import nodes as n
from civbenefits.expressions import types as t
from civbenefits.expressions.evaluating import Scope
from civbenefits.expressions.noting import Notes, Part
from civbenefits.expressions.ranges import (
    UNRECORDED,
    Options,
    Range,
    Span,
    Truth,
    common,
    span_of,
    truth_of,
)
from civbenefits.expressions.ranging import range_of
from civbenefits.tables.model import At, Tables

_TRUE, _FALSE, _VARIES = 1, 2, 4
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
MAX_PARTS = 200
"""Of a conjunction; what is longer is not looked into."""

MAX_OPENED = 20
"""How many references are followed, one behind the other."""

_Term = tuple[object, ...]


class _Spot(NamedTuple):
    """What was found of one part, over all places and days so far."""

    part: Part
    state: int


class Watch:
    """Looks on while every place and day is linked; afterwards it knows what never varied."""

    def __init__(self) -> None:
        self._tests: dict[tuple[At, int, int], _Spot] = {}
        self._versions: dict[At, tuple[str, int]] = {}
        self._keys: dict[At, set[str]] = {}

    def see(
        self, notes: Notes, rules: Mapping[str, Rule], versions: Sequence[tuple[str, At]]
    ) -> None:
        """Look at one place on one day.

        Args:
            notes: what was noted of its expressions.
            rules: its rules.
            versions: the schemes that have conditions there, and where they are written.
        """
        everyone = _Everyone(rules)
        for part, tree in notes.tests:
            key = (part.source.at, part.start, part.end)
            before = self._tests.get(key)
            if before is None or before.state in (_TRUE, _FALSE):
                seen = before.state if before is not None else 0
                self._tests[key] = _Spot(part, seen | everyone.outcome(tree))
        for name, at in versions:
            if self._versions.get(at, ("", _FALSE))[1] == _FALSE:
                tree = rules[f"{name}.qualifies"].tree
                self._versions[at] = (name, _FALSE if everyone.contradicts(tree) else _VARIES)
        for at, lookup in notes.keyed:
            missing = self._keys.setdefault(at, {key for key, _ in lookup.table})
            if missing:
                values = everyone.options(lookup.key)
                missing -= missing if values is None else values

    def faults(self, tables: Tables) -> Iterator[TableError]:
        """What never varied; of tables laid over others, what they themselves say."""
        for fault in self._found():
            if not tables.laid_over or fault.file in _files_laid_over(tables):
                yield fault

    def _found(self) -> Iterator[TableError]:
        constant = [spot for spot in self._tests.values() if spot.state in (_TRUE, _FALSE)]
        for part, state in constant:
            if any(_holds(part, inner.part) for inner in constant):
                continue  # the part that makes it so is named
            code = "table.always_true" if state == _TRUE else "table.always_false"
            at = part.at
            yield TableError(code, file=at.file, line=at.line, column=at.column, text=part.text)
        if not constant:
            for at, (name, state) in self._versions.items():
                if state == _FALSE:
                    file, line, column = at
                    yield TableError(
                        "table.never_all_hold", file=file, line=line, column=column, name=name
                    )
        for at, missing in self._keys.items():
            for key in sorted(missing):
                file, line, column = at
                yield TableError(
                    "table.key_never_occurs", file=file, line=line, column=column, text=key
                )


def _files_laid_over(tables: Tables) -> set[str]:
    return {
        entry.at.file
        for named in (tables.standards, tables.definitions, tables.schemes)
        for by_place in named.values()
        for item in by_place.values()
        for entry in item.entries
        if entry.span.laid_over
    }


def _holds(outer: Part, inner: Part) -> bool:
    return (
        outer.source.at == inner.source.at
        and outer.start <= inner.start
        and inner.end <= outer.end
        and (outer.start, outer.end) != (inner.start, inner.end)
    )


class _Anyone(Scope):
    """Any person at all, whoever a variable stands for."""

    __slots__ = ("_numbers",)

    def __init__(self) -> None:
        super().__init__(None)
        self._numbers: dict[str, int] = {}

    def __getitem__(self, subject: str) -> object:
        return None

    def member(self, subject: str) -> int:
        return self._numbers.setdefault(subject, len(self._numbers))


class _Everyone:
    """Ranges of facts and rules over every household there may be."""

    any_finding = True

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = rules
        self._scope = _Anyone()
        self._ranges: dict[str, Range] = {}
        # Narrower ranges of some terms, while a conjunction is looked into.
        self._limits: dict[_Term, Range] = {}

    # What trees ask for -----------------------------------------------------------

    def fact(self, subject: object, node: n.FactRef) -> Range:
        return self._limits.get((node.subject, node.path)) or domain(node.fact)

    def age(self, member: int, day: str) -> Span:
        return span_of(self._limits.get((member, day)) or Span(0, OLDEST))

    def rule(self, member: int | None, key: str) -> Range:
        narrower = self._limits.get((member, "rule", key))
        return narrower or self._of_rule(key)

    def _of_rule(self, key: str) -> Range:
        found = self._ranges.get(key)
        if found is None:
            limits, self._limits = self._limits, {}
            rule = self._rules[key]
            found = range_of(rule.tree, self._scope, self)
            if rule.guard is not None:
                tree = n.IfElse(rule.tree.type, rule.guard, rule.tree, n.Const(t.ZERO, 0))
                found = range_of(tree, self._scope, self)
            self._ranges[key] = found
            self._limits = limits
        return found

    def unrecorded(self, node: n.Unrecorded) -> Range:
        return UNRECORDED

    def items(self, collection: str, owner: int | None) -> None:
        return None

    # What is asked of it ----------------------------------------------------------

    def options(self, key: n.Node) -> frozenset[str] | None:
        """The texts that a key can come to; None where any is possible."""
        found = range_of(key, self._scope, self)
        if isinstance(found, Options):
            return found.values
        return frozenset() if isinstance(found, Span) and found.void else None

    def outcome(self, tree: n.Node) -> int:
        """Whether a test is true, or false, or neither, whatever the facts are."""
        truth = truth_of(range_of(tree, self._scope, self))
        if truth.gap:
            return _VARIES
        if truth.yes != truth.no:
            return _TRUE if truth.yes else _FALSE
        if isinstance(tree, n.Logic):
            if self.contradicts(tree):
                return _FALSE
            if self.contradicts(n.Not(t.BOOLEAN, tree)):
                return _TRUE
        return _VARIES

    def contradicts(self, tree: n.Node) -> bool:
        """Whether the parts of a conjunction can never hold together."""
        parts = list(islice(self._parts(tree, holds=True), MAX_PARTS + 1))
        if len(parts) > MAX_PARTS:
            return False
        try:
            for part in parts:
                if not self._narrow(part):
                    return True
            # A part may be impossible within the limits that the others set.
            for part in parts:
                truth = truth_of(range_of(part, self._scope, self))
                if not truth.yes and not truth.gap:
                    return True
            return False
        finally:
            self._limits = {}

    def _parts(self, tree: n.Node, *, holds: bool, depth: int = 0) -> Iterator[n.Node]:
        """What must be true for a tree to be true (or false)."""
        if isinstance(tree, n.Not):
            yield from self._parts(tree.operand, holds=not holds, depth=depth)
        elif isinstance(tree, n.Logic) and (tree.op == "and") == holds:
            for each in tree.operands:
                yield from self._parts(each, holds=holds, depth=depth)
        elif isinstance(tree, n.RuleRef) and self._opens(tree) and depth < MAX_OPENED:
            yield from self._parts(self._rules[tree.key].tree, holds=holds, depth=depth + 1)
        elif isinstance(tree, n.Compare) and not holds:
            yield n.Compare(tree.type, _OPPOSITE[tree.op], tree.left, tree.right)  # type: ignore[arg-type]
        elif isinstance(tree, n.Among) and not holds:
            yield n.Among(tree.type, tree.operand, tree.values, not tree.negated)
        else:
            yield tree if holds else n.Not(t.BOOLEAN, tree)

    def _opens(self, ref: n.RuleRef) -> bool:
        """Whether the rule behind a reference speaks of the same persons as the reference."""
        rule = self._rules[ref.key]
        same = ref.subject == ("self" if rule.of == "person" else "household")
        return same and rule.guard is None

    def _narrow(self, part: n.Node) -> bool:
        """Keep to what a part allows of the terms in it; False where that leaves nothing."""
        if isinstance(part, n.Compare):
            left, right = _term(part.left, self._scope), _term(part.right, self._scope)
            fits = self._keep(left, part.op, part.left, part.right)
            return fits and self._keep(right, _MIRRORED[part.op], part.right, part.left)
        if isinstance(part, n.Among) and not part.negated:
            term = _term(part.operand, self._scope)
            texts = [each for each in part.values if isinstance(each, str)]
            if term is not None and len(texts) == len(part.values):
                return self._limit(term, part.operand, Options(frozenset(texts)))
            return True
        negated = isinstance(part, n.Not)
        inner = part.operand if isinstance(part, n.Not) else part
        term = _term(inner, self._scope)
        return term is None or self._limit(term, inner, Truth(not negated, negated))

    def _keep(self, term: _Term | None, op: str, tree: n.Node, other: n.Node) -> bool:
        if term is None:
            return True
        value = range_of(other, self._scope, self)
        if value.gap:
            return True
        if op == "==":
            return self._limit(term, tree, value)
        if not isinstance(value, Span) or op == "!=":
            return True
        limit = Span(None, value.high) if op in ("<", "<=") else Span(value.low, None)
        return self._limit(term, tree, limit)

    def _limit(self, term: _Term, tree: n.Node, limit: Range) -> bool:
        before = range_of(tree, self._scope, self)
        if before.gap:
            return True
        narrower = common(before, limit)
        if narrower is None:
            return False
        self._limits[term] = narrower
        return True


def _term(tree: n.Node, scope: Scope) -> _Term | None:
    """What names a term whose range can be narrowed."""
    if isinstance(tree, n.FactRef):
        return (tree.subject, tree.path)
    if isinstance(tree, n.Age):
        return (scope.member(tree.subject), tree.day)
    if isinstance(tree, n.RuleRef):
        return (scope.member(tree.subject), "rule", tree.key)
    return None
