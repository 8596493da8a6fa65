"""Why: conditions with what they compared, missing facts, and what the law lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, Final

from civbenefits.decisions.model import Compared, Condition, MissingFact
from civbenefits.engine.context import BELOW_ZERO
from civbenefits.engine.rules import LinkedRules, LinkedScheme, Rule, rule
from civbenefits.expressions import nodes as n
from civbenefits.expressions.evaluating import Missing
from civbenefits.expressions.wording import describe, value_text
from civbenefits.facts.household import Household
from civbenefits.facts.member import Member
from civbenefits.facts.vocabulary import facts_of
from civbenefits.phrases import PHRASES
from civbenefits.records import Record
from civbenefits.texts import Text, filled

MAX_MADE: Final = 256


class Titles(Record):
    """What standards, definitions and schemes are called."""

    linked: LinkedRules

    def standard(self, name: str) -> Text:
        """The title of a standard."""
        return self.linked.standards[name].title

    def rule(self, key: str) -> Text:
        """The title of a definition, or of the scheme that a key belongs to."""
        found = self.linked.definitions.get(key)
        return found.title if found else self.linked.scheme_titles[key.partition(".")[0]]


class Leaf(Record):
    """A value that a condition looks at.

    Attributes:
        fixed: what it comes to where that is the same for everybody: a figure.
        rule: the rule that computes it otherwise.
    """

    name: str
    title: Text
    node: n.Node
    fixed: Compared | None
    rule: Rule | None


class ConditionTemplate(Record):
    """Everything about a condition that does not depend on the household.

    A condition that looks at yes and no, choices and counts comes out in few ways; each is
    made once and kept in ``made``. What holds an amount of somebody's money is never kept.

    Attributes:
        keys: the rules whose values it shows, its own verdict first.
        amounts: which of those values are amounts of money.
    """

    name: str
    text: Text
    leaves: tuple[Leaf, ...]
    keys: tuple[str, ...]
    amounts: tuple[int, ...]
    made: dict[tuple[object, ...], Condition]

    def condition(self, row: tuple[Any, ...]) -> Condition:
        """The condition as it came out; the row holds the verdict and the values of leaves."""
        found = self.made.get(row)
        if found is not None:
            return found
        values = iter(row)
        holds = next(values)
        compared = tuple(leaf.fixed or _compared(leaf, next(values)) for leaf in self.leaves)
        condition = Condition(self.name, self.text, holds, compared)
        if len(self.made) < MAX_MADE and keepable(row, self.amounts):
            self.made[row] = condition
        return condition


def keepable(row: tuple[Any, ...], amounts: tuple[int, ...]) -> bool:
    """Whether a row of values shows no amount of anybody's money."""
    return not any(row[index] for index in amounts)


def _compared(leaf: Leaf, value: bool | int | Fraction | str | None) -> Compared:
    text = None if value is None else value_text(value, leaf.node)
    return Compared(leaf.name, leaf.title, text)


def templates(linked: LinkedRules, scheme: LinkedScheme) -> tuple[ConditionTemplate, ...]:
    """The conditions of a scheme, in words."""
    titles = Titles(linked)
    return tuple(_template(linked, titles, *item) for item in scheme.conditions.items())


def _template(linked: LinkedRules, titles: Titles, name: str, key: str) -> ConditionTemplate:
    condition = linked.rules[key]
    leaves = tuple(_leaves(condition, titles))
    keys = (key, *(leaf.rule.key for leaf in leaves if leaf.rule is not None))
    changing = [leaf for leaf in leaves if leaf.rule is not None]
    amounts = tuple(
        at
        for at, leaf in enumerate(changing, 1)
        if leaf.rule is not None and shows_money(leaf.rule.tree, linked)
    )
    return ConditionTemplate(name, describe(condition.tree, titles), leaves, keys, amounts, {})


def shows_money(tree: n.Node, linked: LinkedRules) -> bool:
    """Whether an amount was said of somebody; a figure that a yes or no picks was not."""
    if tree.type.kind != "money":
        return False
    waiting = [tree]
    seen: set[str] = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, n.FactRef) and node.type.kind == "money":
            return True
        if isinstance(node, n.RuleRef) and node.key not in seen:
            seen.add(node.key)
            waiting.append(linked.rules[node.key].tree)
        waiting += [each for each in n.children(node) if each.type.kind != "boolean"]
    return False


def _leaves(condition: Rule, titles: Titles) -> Iterator[Leaf]:
    seen: set[str] = set()
    every = list(_outside_loops(condition.tree))
    pairs = [(each.left, each.right) for each in every if isinstance(each, n.Compare)]
    ages = {id(one) for pair in pairs for one in pair if any(isinstance(o, n.Age) for o in pair)}
    for node in every:
        leaf = _leaf(node, condition, titles, aged=id(node) in ages)
        if leaf is not None and leaf.name not in seen:
            seen.add(leaf.name)
            yield leaf


def _outside_loops(node: n.Node) -> Iterator[n.Node]:
    yield node
    if not isinstance(node, n.Aggregate):
        for child in n.children(node):
            yield from _outside_loops(child)


def _leaf(node: n.Node, condition: Rule, titles: Titles, *, aged: bool) -> Leaf | None:
    match node:
        case n.FactRef():
            name = ".".join(node.path)
            name = f"household.{name}" if node.subject == "household" else name
            return _changing(name, node.fact.title, node, condition)
        case n.Age():
            title = facts_of(Member)["age"].title
            return _changing(f"age({node.day})", title, node, condition)
        case n.RuleRef():
            return Leaf(node.key, describe(node, titles), node, None, titles.linked.rules[node.key])
        case n.Lookup() | n.Banded():
            return _changing(node.standard, titles.standard(node.standard), node, condition)
        case n.Const(standard=name) if name:
            title = titles.standard(name)
            fixed = Compared(name, title, value_text(node.value, node, aged=aged))
            return Leaf(name, title, node, fixed, None)
    return None


def _changing(name: str, title: Text, node: n.Node, condition: Rule) -> Leaf:
    """A leaf with a value of its own for every person or household."""
    key = f"{condition.of}:{condition.key}:{name}"
    return Leaf(name, title, node, None, rule(key, condition.of, node))


def missing_facts(missing: Iterable[Missing], household: Household) -> tuple[MissingFact, ...]:
    """Missing facts in the order of members, each with its title; the law is left out."""
    facts = {each for each in missing if not each.law}
    ordered = sorted(facts, key=lambda m: (-1 if m.owner is None else m.owner, m.path))
    return tuple(_missing_fact(each, household) for each in ordered)


def _missing_fact(missing: Missing, household: Household) -> MissingFact:
    if missing.owner is None:
        title = title_of(missing.path, type(household))
        return MissingFact(f"household.{missing.path}", None, title)
    person = household.members[missing.owner].id
    title = title_of(missing.path, household.of_member)
    return MissingFact(f"members.{person}.{missing.path}", person, title)


def title_of(path: str, holder: type[object]) -> Text:
    """The title of a fact by its path."""
    title = Text(path, path)
    for part in path.split("."):
        if not part.isdigit():
            fact = facts_of(holder)[part]
            title, holder = fact.title, fact.group or holder
    return title


_LAW: Final = {"": "rule_not_on_record", BELOW_ZERO: "amount_below_zero"}
"""What the law lacks that is no figure of a table."""


def lacking(missing: Iterable[Missing], linked: LinkedRules) -> Text | None:
    """What the law lacks on record, in words; None where it lacks nothing."""
    names = sorted({each.path for each in missing if each.law})
    if not names:
        return None
    titles = [
        linked.standards[name].title if name in linked.standards else PHRASES[_LAW[name]]
        for name in names
    ]
    listed = Text("、".join(each.zh for each in titles), ", ".join(each.en for each in titles))
    return filled(PHRASES["lacks"], names=listed)
