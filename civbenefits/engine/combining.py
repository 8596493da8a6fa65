"""Combination rules, which are data, as conditions and amounts of the schemes they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from civbenefits.engine.environment import PlaceEnvironment
from civbenefits.engine.rules import Added, Passage
from civbenefits.expressions import nodes as n
from civbenefits.expressions import types as t
from civbenefits.facts.member import CHOSEN_SCHEMES, Member
from civbenefits.facts.vocabulary import facts_of
from civbenefits.tables.model import Combination, Subject

Additions = dict[str, tuple[Added, ...]]
"""What combinations add to a scheme, by name."""


def combination_conditions(
    environment: PlaceEnvironment, scheme: str, subject: Subject, additions: Additions
) -> Mapping[str, n.Node]:
    """The conditions that combinations add to a scheme, by name; each is noted."""
    found: dict[str, n.Node] = {}

    def add(name: str, node: n.Node, by: str, combination: Combination) -> None:
        found[name] = node
        _note(additions, name, by, combination)
        key = f"{scheme}.requires.{name}"
        environment.passages.append(Passage(node, combination.at, key))

    for combination in _concerning(environment, scheme):
        others = [name for name in combination.schemes if name != scheme]
        if combination.relation == "exclusive" and combination.keeps != scheme:
            winner = combination.keeps or ""
            if _meant_for(environment, winner, subject):
                ref = _ref(environment, winner, "receives", subject)
                add(f"not_with_{winner}", n.Not(t.BOOLEAN, ref), winner, combination)
        elif combination.relation == "choice" and subject == "person":
            if scheme not in CHOSEN_SCHEMES:
                environment.refuse(
                    "table.unknown_choice",
                    combination.at,
                    text=scheme,
                    choices=tuple(CHOSEN_SCHEMES),
                )
            for other in others:
                ref = _ref(environment, other, "qualifies", subject)
                add(f"chosen_over_{other}", _chosen(ref, scheme), other, combination)
    return found


def topped_up(
    environment: PlaceEnvironment,
    scheme: str,
    subject: Subject,
    amount: n.Node,
    additions: Additions,
) -> n.Node:
    """The amount less what the person gets from the schemes it tops up, never below 0."""
    for combination in _concerning(environment, scheme):
        if combination.relation != "top_up" or combination.schemes[0] != scheme:
            continue
        for other in combination.schemes[1:]:
            if not _meant_for(environment, other, subject):
                continue
            receives = _ref(environment, other, "receives", subject)
            paid = _ref(environment, other, "amount", subject)
            zero = n.Const(t.ZERO, 0)
            taken = n.IfElse(amount.type, receives, paid, zero)
            name = f"tops_up_{other}"
            _note(additions, name, other, combination)
            environment.passages.append(Passage(taken, combination.at, f"{scheme}.{name}"))
            rest = n.Arithmetic(amount.type, "-", amount, taken)
            amount = n.Extreme(amount.type, "max", (zero, rest))
    return amount


def _note(additions: Additions, name: str, by: str, combination: Combination) -> None:
    additions[name] = (*additions.get(name, ()), Added(by, combination))


def _concerning(environment: PlaceEnvironment, scheme: str) -> Iterator[Combination]:
    for combination in environment.tables.combinations:
        seen = scheme in combination.schemes and environment.sees(combination.place)
        if seen and combination.span.covers(environment.day):
            yield combination


def _meant_for(environment: PlaceEnvironment, scheme: str, subject: Subject) -> bool:
    """Whether what another scheme comes to means anything to a subject.

    A household scheme does not give way as a whole to what one member receives: the
    member leaves the unit, which its ``covers`` definition says.
    """
    return subject == "person" or environment.assesses(scheme) == "household"


def _ref(environment: PlaceEnvironment, scheme: str, what: n.What, subject: Subject) -> n.RuleRef:
    """What another scheme comes to, seen from a subject to which it means something."""
    spread = environment.assesses(scheme) == "household" and subject == "person"
    type_ = t.monthly(environment.currency, subject) if what == "amount" else t.BOOLEAN
    return n.RuleRef(
        type_,
        "self" if subject == "person" else "household",
        n.scheme_key(scheme, what, spread=spread),
    )


def _chosen(other: n.RuleRef, scheme: str) -> n.Node:
    fact = facts_of(Member)["chosen_scheme"]
    type_ = t.Type("choice", choices=tuple((fact.choices or {}).items()))
    choice = n.FactRef(type_, "self", ("chosen_scheme",), fact)
    chosen = n.Compare(t.BOOLEAN, "==", choice, n.Const(type_, scheme))
    return n.Logic(t.BOOLEAN, "or", (n.Not(t.BOOLEAN, other), chosen))
