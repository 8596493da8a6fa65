"""Which sides of a site the facts can reach at all, shown over ranges of every open fact."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from civbenefits.coverage.model import Status
from civbenefits.coverage.sites import Key, Site, is_limit, parts
from civbenefits.dates import When
from civbenefits.engine.openness import OpenHousehold
from civbenefits.engine.rules import LinkedRules, rule
from civbenefits.expressions import nodes as n
from civbenefits.expressions.evaluating import Scope
from civbenefits.expressions.ranges import OPEN, Options, Range, Span, Truth, span_of, truth_of
from civbenefits.expressions.ranging import range_of
from civbenefits.expressions.types import BOOLEAN
from civbenefits.facts.household import Household
from civbenefits.facts.member import Member
from civbenefits.facts.parts import Parent
from civbenefits.tables.model import Subject

_SIZES: Final = (2, 1, 3, 4, 5, 6, 7, 8, 12)
"""Numbers of members that are looked at until everything is seen to be possible; only the
first where nothing hangs on the number."""


class _Anything(OpenHousehold):
    """A household of which each fact may be anything, or stay unknown.

    Where a value is given for want of another, both count.
    """

    def rule(self, member: int | None, key: str) -> Range:
        return OPEN if key == _EITHER.key else super().rule(member, key)


_EITHER: Final = n.RuleRef(BOOLEAN, "household", "#either")
"""Stands for a test that may go either way."""


def _loosened(node: n.Node) -> n.Node:
    """The tree with both values possible of each pair of which the first known is taken."""
    if isinstance(node, n.FirstKnown):
        return n.IfElse(node.type, _EITHER, _loosened(node.first), _loosened(node.second))
    return n.mapped(node, _loosened)


class Reach:
    """What is possible under the rules of one place and span."""

    def __init__(self, linked: LinkedRules, when: When) -> None:
        self._when = when
        self._vocabulary = linked.vocabulary
        self._open: dict[int, OpenHousehold] = {}
        self._rules = {
            key: rule(key, each.of, _loosened(each.tree), each.guard)
            for key, each in linked.rules.items()
        }
        self._sized: set[str] = set()
        for key, each in linked.rules.items():  # each comes after what it needs
            if each.needs & self._sized or any(map(_is_over_members, n.walk(each.tree))):
                self._sized.add(key)

    def possible(self, site: Site, of: Subject) -> dict[Key, Status]:
        """Each side that a case is to show: ``never`` if it can be reached, or why not."""
        wanted = [part.key for part in parts(site)]
        found: dict[Key, Status] = {}
        for size in _SIZES if self._hangs_on_size(site.node) else _SIZES[:1]:
            scope = Scope(0 if of == "person" else None)
            for loop in site.loops:
                item = {"members": 0, "incomes": self._vocabulary.income(), "parents": Parent()}[
                    loop.collection
                ]
                scope = scope.bind(loop.variable, item)
            for key, status in self._at_size(site, scope, wanted, self._household(size)):
                if found.get(key) != "never":
                    found[key] = status
            if all(status == "never" for status in found.values()):
                break
        return found

    def _hangs_on_size(self, node: n.Node) -> bool:
        return any(
            each.key in self._sized if isinstance(each, n.RuleRef) else _is_over_members(each)
            for each in n.walk(node)
        )

    def _household(self, size: int) -> OpenHousehold:
        if size not in self._open:
            members = tuple(Member(id=str(index)) for index in range(size))
            household = self._vocabulary.adopt(Household(members=members))
            self._open[size] = _Anything(household, self._when, self._rules)
        return self._open[size]

    def _at_size(
        self, site: Site, scope: Scope, wanted: list[Key], household: OpenHousehold
    ) -> Iterator[tuple[Key, Status]]:
        node = _loosened(site.node)
        if site.entry is None:
            if isinstance(node, n.Compare) and is_limit(node):
                left, right = (range_of(o, scope, household) for o in (node.left, node.right))
                open_ = _limit(span_of(left), span_of(right))
            else:
                open_ = _truth(truth_of(range_of(node, scope, household)))
            yield from ((key, open_[key.side]) for key in wanted)
        elif isinstance(node, n.Lookup | n.Banded):
            by = range_of(node.key, scope, household)
            yield from ((key, _chosen(by, key)) for key in wanted)
        else:
            found = range_of(node, scope, household)
            lacking = isinstance(found, Span) and found.void
            yield from ((key, "not_on_record" if lacking else "never") for key in wanted)


def _is_over_members(node: n.Node) -> bool:
    return isinstance(node, n.Aggregate) and node.collection == "members"


def _truth(truth: Truth) -> dict[str, Status]:
    other: Status = "not_on_record" if truth.gap else "out_of_range"
    return {"holds": "never" if truth.yes else other, "fails": "never" if truth.no else other}


def _limit(left: Span, right: Span) -> dict[str, Status]:
    if left.void or right.void:
        return dict.fromkeys(("below", "on", "above"), "not_on_record")
    below = left.low is None or right.high is None or left.low < right.high
    above = left.high is None or right.low is None or left.high > right.low
    at_least = left.high is None or right.low is None or left.high >= right.low
    at_most = left.low is None or right.high is None or left.low <= right.high
    reach = {"below": below, "on": at_least and at_most, "above": above}
    return {side: "never" if possible else "out_of_range" for side, possible in reach.items()}


def _chosen(by: Range, key: Key) -> Status:
    if isinstance(by, Options):
        return "never" if by.values is None or key.part in by.values else "out_of_range"
    span = span_of(by)
    if span.void:
        return "not_on_record"
    low = Fraction(key.part) - (key.side == "below")
    inside = (span.low is None or span.low <= low) and (span.high is None or low <= span.high)
    return "never" if inside else "out_of_range"
