"""From a rule down to the facts and figures that settle it: the tree of reasons.

The trees are those that decide, and every value is what the evaluator made of them; nothing is
judged here.  Denials are carried inwards, so that what holds is said of each part as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from civbenefits.decisions.model import Reason
from civbenefits.engine.citing import Grounds
from civbenefits.engine.context import HouseholdContext
from civbenefits.engine.distance_words import say
from civbenefits.engine.reason_ends import At, Ends, Known, Wording
from civbenefits.engine.reasons import title_of
from civbenefits.engine.settling import Needs, comes_to, settles, settling
from civbenefits.expressions import nodes as n
from civbenefits.expressions.evaluating import Unknown
from civbenefits.expressions.wording import split_scheme_key
from civbenefits.expressions.wording_en import EN
from civbenefits.expressions.wording_numbers import compared, taken, worked_out
from civbenefits.expressions.wording_shape import (
    LogicOp,
    Part,
    condition_of,
    operator,
    parts_of,
    yes_or_no,
)
from civbenefits.expressions.wording_zh import ZH
from civbenefits.facts.member import Member
from civbenefits.phrases import PHRASES
from civbenefits.texts import Text

_UNNAMED: Final = Text("", "")
"""Of an item until all of which the same is said are known."""

_NEEDS: Final[Mapping[str, Needs]] = {"and": "all", "or": "any"}


class Tracer(Ends):
    """Follows the rules of one household in one month."""

    def __init__(self, context: HouseholdContext, wording: Wording, known: Known) -> None:
        super().__init__(context, wording, known)
        self._made: dict[tuple[object, ...], Reason] = {}

    def condition(self, name: str, key: str, at: At, rests_on: Grounds) -> Reason:
        """A condition of a scheme; what it rests on where that is not what the scheme does."""
        tree = self._context.rules[key].tree
        made = self.statement(tree, at)
        if made.kind == "clause":
            return made.altered(
                kind="condition", name=name, caveats=rests_on.caveats, sources=rests_on.sources
            )
        return Reason(
            "condition",
            name,
            self._words(tree, at),
            statement=True,
            holds=made.holds,
            needs="all",
            caveats=rests_on.caveats,
            sources=rests_on.sources,
            reasons=(made,),
        )

    # Statements -------------------------------------------------------------------

    def statement(self, node: n.Node, at: At, *, denied: bool = False) -> Reason:
        """Whether something holds (or, denied, does not), and why."""
        match node:
            case n.Not():
                return self.statement(node.operand, at, denied=not denied)
            case n.Logic():
                op = operator(node, denied=denied)
                parts = [self._part(part, op, at) for part in parts_of(node, op, denied=denied)]
                return self._from_parts(node, at, parts, _NEEDS[op], denied=denied)
            case n.RuleRef():
                return self._named(node, at, denied=denied)
            case n.FactRef():
                return self._fact(node, at, denied=denied)
            case n.Unrecorded():
                return self._law(node, at, denied=denied)
            case n.Aggregate(op="any" | "all"):
                return self._loop(node, at, denied=denied)
            case n.IfElse() if self._value(node.test, at) in (True, False):
                holds = self._value(node.test, at) is True
                test = self.statement(node.test, at, denied=not holds)
                taken = self.statement(node.yes if holds else node.no, at, denied=denied)
                return self._from_parts(node, at, [test, taken], "all", denied=denied)
            case n.FirstKnown() if not isinstance(self._value(node.first, at), Unknown):
                return self.statement(node.first, at, denied=denied)
            case n.FirstKnown():
                first, second = (
                    self.statement(each, at, denied=denied) for each in (node.first, node.second)
                )
                if isinstance(node.second, n.Const | n.Unrecorded):
                    return self._clause(node, at, [first], denied=denied)
                if second.holds is not None:
                    return second
                return self._clause(node, at, [first, second], denied=denied)
            case n.Either():
                parts = [
                    self.statement(each, at, denied=denied) for each in (node.first, node.second)
                ]
                # Each reading stands below, so that the words need not repeat them.
                return self._clause(node, at, parts, denied=denied).altered(
                    text=PHRASES["two_readings"]
                )
            case n.Compare():
                yes_no = yes_or_no(node)
                if yes_no is not None:
                    return self.statement(yes_no[0], at, denied=denied == yes_no[1])
                aged = isinstance(node.left, n.Age) or isinstance(node.right, n.Age)
                below = self._operands(node, at._replace(aged=aged))
                return self._clause(node, at, below, denied=denied)
        return self._clause(node, at, self._operands(node, at), denied=denied)

    def _part(self, part: Part, op: LogicOp, at: At) -> Reason:
        """One of several parts; of what is not on record there may be further ones."""
        if isinstance(part.node, n.Unrecorded) and not part.node.standard:
            more = Text(ZH.connectives[op].unrecorded, EN.connectives[op].unrecorded)
            return Reason("law", "", more, statement=True)
        return self.statement(part.node, at, denied=part.denied)

    def _from_parts(
        self, node: n.Node, at: At, parts: Sequence[Reason], needs: Needs, *, denied: bool
    ) -> Reason:
        """A sentence of several parts; where one of them settles it, that part alone."""
        holds = self._holds(node, at, denied=denied)
        why = settling(parts, needs, holds)
        if len(why) == 1 and why[0].holds is holds:
            return why[0]
        text = self._words(node, at, denied=denied)
        return Reason("clause", "", text, (), True, holds=holds, needs=needs, reasons=why)

    def _clause(self, node: n.Node, at: At, reasons: Sequence[Reason], *, denied: bool) -> Reason:
        """A part of a sentence that puts values together."""
        holds = self._holds(node, at, denied=denied)
        near = None
        formula = None
        if isinstance(node, n.Compare):
            formula = compared(node, lambda each: self._value(each, at))
            if at.refusing and holds is False:
                near = self._near(node, at, wanted=not denied)
        return Reason(
            "clause",
            "",
            self._words(node, at, denied=denied),
            statement=True,
            holds=holds,
            formula=formula,
            near=near,
            reasons=tuple(reasons),
        )

    def _named(self, node: n.RuleRef, at: At, *, denied: bool) -> Reason:
        """A definition or a scheme that a statement names."""
        member = at.scope.member(node.subject)
        key = ("statement", node.key, member, at.owner, denied, at.refusing)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._make_named(node, at, member, denied=denied)
        return found

    def _make_named(self, node: n.RuleRef, at: At, member: int | None, *, denied: bool) -> Reason:
        holds = self._holds(node, at, denied=denied)
        named = self._reason_of(node, at, denied=denied)
        scheme = split_scheme_key(node.key)
        rule = self._context.rules[node.key]
        inner = self.begin(member if rule.of == "person" else None, refusing=at.refusing)
        if scheme is not None:
            named = named.altered(kind="scheme", name=scheme.scheme, holds=holds)
            if not scheme.spread or not isinstance(rule.tree, n.Logic):
                return named
            # Who is not in the unit of a household scheme does not receive it.
            covered = rule.tree.operands[0]
            if self._value(covered, inner) is not False:
                return named
            why = self.statement(covered, inner, denied=denied)
            return named.altered(needs="any" if denied else "all", reasons=(why,))
        below = self.statement(rule.tree, inner, denied=denied)
        if below.kind == "clause" and below.needs is not None:
            # The title says in short what the parts say at length.
            return named.altered(holds=holds, needs=below.needs, reasons=below.reasons)
        return named.altered(holds=holds, needs="all", reasons=(below,))

    # Loops ------------------------------------------------------------------------

    def _loop(self, node: n.Aggregate, at: At, *, denied: bool) -> Reason:
        """What holds for every one, or for any."""
        needs: Needs = "any" if (node.op == "any") != denied else "all"
        items = self._items(node, at)
        if isinstance(items, Reason):
            return self._clause(node, at, [items], denied=denied)
        parts = [self._item_holds(node, inner, needs, denied=denied) for inner in items]
        holds = self._holds(node, at, denied=denied)
        return Reason(
            "clause",
            "",
            self._words(node, at, denied=denied),
            statement=True,
            holds=holds,
            needs=needs,
            reasons=self._together(parts, node, settles(needs, holds)),
        )

    def _item_holds(self, node: n.Aggregate, at: At, needs: Needs, *, denied: bool) -> Reason:
        """Of an "any" the item counts and is so; of an "every" it does not count or is so."""
        joins: Needs = "all" if needs == "any" else "any"
        reasons: list[Reason] = []
        if node.condition is not None:
            reasons.append(self.statement(node.condition, at, denied=needs == "all"))
        if not any(each.holds is (joins == "any") for each in reasons):
            reasons.append(self.statement(node.body, at, denied=denied))
        holds = comes_to([each.holds for each in reasons], joins)
        why = settling(reasons, joins, holds)
        return Reason("item", "", _UNNAMED, (), True, holds=holds, needs=joins, reasons=why)

    def _total(self, node: n.Aggregate, at: At) -> tuple[Reason, ...]:
        """What a sum or a count goes through; what does not count stands with why.

        Of what is counted without a condition there is nothing to tell.
        """
        if node.op == "count" and isinstance(condition_of(node), n.Const | None):
            return ()
        items = self._items(node, at)
        if isinstance(items, Reason):
            return (items,)
        condition = condition_of(node)
        found: list[Reason] = []
        for inner in items:
            reasons: list[Reason] = []
            counts: bool | None = True
            if condition is not None:
                counts = self._holds(condition, inner, denied=False)
                reasons.append(self.statement(condition, inner, denied=counts is False))
            value = formula = None
            if node.op == "sum" and counts is not False:
                reasons += self.values(node.body, inner)
                value = self._text_of(node.body, inner)
                formula = worked_out(node.body, lambda each, i=inner: self._value(each, i))  # type: ignore[misc]
            found.append(
                Reason(
                    "item",
                    "",
                    _UNNAMED,
                    holds=counts,
                    value=value if formula else None,
                    formula=formula,
                    reasons=tuple(reasons),
                )
            )
        return self._together(found, node)

    def _items(self, node: n.Aggregate, at: At) -> list[At] | Reason:
        """What a loop goes through; the missing list itself where nobody knows."""
        owner = at.scope.member(node.owner)
        items = self._context.items(node.collection, owner)
        if isinstance(items, Unknown) or not items:
            title = title_of(node.collection, Member)
            persons = self._persons(node.owner, at)
            if isinstance(items, Unknown):
                return Reason("fact", node.collection, title, persons, known="unknown")
            known = self._how(owner, node.collection)
            return Reason(
                "fact", node.collection, title, persons, value=PHRASES["none"], known=known
            )
        loops = (*at.loops, (node.variable, node.collection))
        found: list[At] = []
        for item in items:
            scope = at.scope.bind(node.variable, item)
            owner = item if isinstance(item, int) else at.owner
            found.append(at._replace(scope=scope, owner=owner, loops=loops))
        return found

    def _together(
        self,
        items: Sequence[Reason],
        node: n.Aggregate,
        kept: Callable[[bool | None], bool] = lambda _: True,
    ) -> tuple[Reason, ...]:
        """Items of which the same is said, in one, and what they are called."""
        groups: dict[Reason, list[int]] = {}
        for number, item in enumerate(items):
            if kept(item.holds):
                groups.setdefault(item, []).append(number)
        members = self._context.household.members
        found: list[Reason] = []
        for item, numbers in groups.items():
            if node.collection == "members":
                ids = tuple([members[number].id for number in numbers])
                found.append(item.altered(text=_listed("member", ids), persons=ids))
            else:
                shown = [str(number + 1) for number in numbers]
                found.append(item.altered(text=_listed(node.collection, shown)))
        return tuple(found)

    # Values -----------------------------------------------------------------------

    def values(self, node: n.Node, at: At) -> tuple[Reason, ...]:
        """What a value is made of."""
        return tuple(dict.fromkeys(self._values(node, at)))

    def _values(self, node: n.Node, at: At) -> Iterable[Reason]:
        if node.type.kind == "boolean" and not isinstance(node, n.Const):
            return (self.statement(node, at._replace(refusing=False)),)
        match node:
            case n.Const(standard=name):
                return (self._standard(name, node, at),) if name else ()
            case n.Lookup(standard=name, key=key) | n.Banded(standard=name, key=key):
                return (self._standard(name, node, at, self.values(key, at)),)
            case n.Unrecorded():
                return (self._law(node, at, denied=False),)
            case n.FactRef():
                return (self._fact(node, at, denied=False),)
            case n.Age():
                return (self._age(node, at),)
            case n.RuleRef():
                return (self._value_of_rule(node, at),)
            case n.Aggregate():
                return self._total(node, at._replace(refusing=False))
            case n.IfElse():
                test = self._value(node.test, at)
                quiet = at._replace(refusing=False)
                if isinstance(test, Unknown):
                    return (self.statement(node.test, quiet),)
                why = self.statement(node.test, quiet, denied=not test)
                return (why, *self.values(node.yes if test else node.no, at))
            case n.FirstKnown():
                first, second = self._value(node.first, at), self._value(node.second, at)
                if not isinstance(first, Unknown):
                    return self.values(node.first, at)
                if not isinstance(second, Unknown):
                    return self.values(node.second, at)
        return self._operands(node, at)

    def _operands(self, node: n.Node, at: At) -> tuple[Reason, ...]:
        """What the operands of a node are made of."""
        found = (each for child in n.children(node) for each in self.values(child, at))
        return tuple(dict.fromkeys(found))

    def _value_of_rule(self, node: n.RuleRef, at: At) -> Reason:
        member = at.scope.member(node.subject)
        key = ("value", node.key, member, at.owner)
        found = self._made.get(key)
        if found is None:
            named = self._reason_of(node, at).altered(value=self._text_of(node, at))
            scheme = split_scheme_key(node.key)
            if scheme is not None:
                found = named.altered(kind="scheme", name=scheme.scheme)
            else:
                rule = self._context.rules[node.key]
                found = self.computed(named, rule.tree, member if rule.of == "person" else None)
            self._made[key] = found
        return found

    def computed(self, reason: Reason, tree: n.Node, member: int | None) -> Reason:
        """A value with how it was computed and from what."""
        inner = self.begin(member)
        return reason.altered(
            formula=worked_out(tree, lambda each: self._value(each, inner)),
            reasons=self.values(tree, inner),
        )

    def amount(self, scheme: str, member: int | None) -> Reason:
        """What a scheme pays, with how it was computed and from what."""
        at = self.begin(member)
        key = f"{scheme}.amount"
        tree = self._context.rules[key].tree
        if isinstance(tree, n.RuleRef) and split_scheme_key(tree.key) is None:
            # The formula is what the definition says, so both are told as one.
            made = self._value_of_rule(tree, at).altered(kind="amount", name=scheme, persons=())
        else:
            # Of several amounts the one that is paid is told; why it is that one stands below.
            text = self._words(taken(tree, lambda each: self._value(each, at)), at)
            made = Reason("amount", scheme, text, value=self._text_of(tree, at))
            made = self.computed(made, tree, member)
        # What the computation comes to is no amount where it is below 0.
        unpaid = isinstance(self._context.rule(member, key), Unknown)
        return made.altered(value=None) if unpaid else made


def _listed(name: str, ids: Sequence[str]) -> Text:
    """What some of those that a loop goes through are called."""
    return say(
        f"several_{name}" if len(ids) > 1 else name,
        id=Text("、".join(ids), ", ".join(ids)),
        number=Text("、".join(ids), ", ".join(ids)),
    )
