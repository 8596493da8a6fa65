"""What a compared value is called, and whose it is."""

from __future__ import annotations

from typing import Any

from civbenefits.engine.context import HouseholdContext
from civbenefits.engine.distance_words import say
from civbenefits.engine.reasons import Titles
from civbenefits.expressions import nodes as n
from civbenefits.expressions.evaluating import Scope
from civbenefits.expressions.wording import describe, split_scheme_key
from civbenefits.expressions.wording_en import EN
from civbenefits.expressions.wording_zh import ZH
from civbenefits.facts.member import Member
from civbenefits.facts.vocabulary import facts_of
from civbenefits.texts import Text


class Whose:
    """Names values of one household.

    Attributes:
        member: the position of the person judged, whose values need no name; or None.
    """

    def __init__(self, context: HouseholdContext, titles: Titles, member: int | None) -> None:
        self._members = context.household.members
        self._titles = titles
        self._member = member

    def about(self, node: n.Node, scope: Scope) -> Text:
        """A value by its title, where it has one."""
        match node:
            case n.FactRef():
                return self.of(node, scope, node.fact.title)
            case n.Age():
                return self.of(node, scope, facts_of(Member)["age"].title)
            case n.RuleRef() if split_scheme_key(node.key) is None:
                return self.of(node, scope, self._titles.rule(node.key))
        return self.of(node, scope, describe(_spoken_of(node), self._titles))

    def of(self, node: n.Node, scope: Scope, title: Text) -> Text:
        """A title with the member, where it is not the one judged, and which record it is of."""
        bound = _bound(node, scope)
        owner, path = _owner(bound), _path(bound)
        if path:
            collection, _, position = path.partition(".")
            title = say("of", whose=say(collection, number=int(position) + 1), title=title)
        if owner is not None and owner != self._member and len(self._members) > 1:
            title = say("of", whose=say("member", id=self._members[owner].id), title=title)
        return title

    def person(self, node: n.Node, scope: Scope) -> str | None:
        """The id of the member whose value it is."""
        owner = _owner(_bound(node, scope))
        return None if owner is None else self._members[owner].id

    def region(self, node: n.Within) -> Text:
        """The name of the place in which something must be."""
        for place in self._titles.linked.chain:
            if place.code == node.code:
                return place.title
        return Text(ZH.regions[node.region], EN.regions[node.region])


def _bound(node: n.Node, scope: Scope) -> object:
    """Whose value a node is, as far as it names somebody."""
    if isinstance(node, n.FactRef | n.Age | n.RuleRef):
        return scope[node.subject]
    if isinstance(node, n.Aggregate):
        return scope[node.owner]
    bounds = [bound for child in n.children(node) if (bound := _bound(child, scope)) is not None]
    return bounds[0] if bounds else None


def _subjects(node: n.Node) -> set[n.Subject]:
    """Who is named in a tree, outside its loops."""
    if isinstance(node, n.FactRef | n.Age | n.RuleRef):
        return {node.subject} - {"household"}
    if isinstance(node, n.Aggregate):
        return {node.owner} - {"household"}
    return {subject for child in n.children(node) for subject in _subjects(child)}


def _spoken_of(node: n.Node) -> n.Node:
    """The tree as of the one spoken of, where it is all about one item of a loop."""
    subjects = _subjects(node)
    if len(subjects) != 1 or "self" in subjects:
        return node
    (subject,) = subjects
    return _renamed(node, subject)


def _renamed(node: n.Node, subject: n.Subject) -> n.Node:
    values: dict[str, Any] = {}
    for name in node.record_fields:
        value = getattr(node, name)
        if name in ("subject", "owner") and value == subject:
            value = "self"
        elif isinstance(value, n.Node):
            value = _renamed(value, subject)
        elif isinstance(value, tuple) and name in node.operand_names:
            value = tuple(_renamed(each, subject) for each in value)
        values[name] = value
    return type(node)(**values)


def _owner(bound: object) -> int | None:
    match bound:
        case int(index) | (int(index), str(), _):
            return index
    return None


def _path(bound: object) -> str:
    match bound:
        case (int(), str(path), _):
            return path
    return ""
