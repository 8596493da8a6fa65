"""Linking schemes: versions of all places laid over each other, then combinations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from civbenefits.engine.combining import Additions, combination_conditions, topped_up
from civbenefits.engine.environment import PlaceEnvironment, in_force
from civbenefits.engine.rules import LinkedCaveat, LinkedScheme, Period, UsedCitation
from civbenefits.expressions import nodes as n
from civbenefits.expressions import types as t
from civbenefits.tables.model import At, Scheme, Source, Span, Subject, Version
from civbenefits.texts import Text

DROP = "drop"


class _Draft:
    """A scheme while the places of the chain are laid over each other."""

    def __init__(self, at: At, lacks: Text | None = None) -> None:
        self.at = at
        self.requires: dict[str, tuple[n.Node, At]] = {}
        self.covers: str | None = None
        self.pays: n.Node | None = None
        self.provides: Text | None = None
        self.lacks = lacks
        self.caveats: list[tuple[Text, Source | None]] = []
        self.basis: list[UsedCitation] = []
        self.spans: list[Span] = []


def link_schemes(environment: PlaceEnvironment) -> Mapping[str, LinkedScheme]:
    """Every scheme that a place of the chain speaks of, by name; rules go to the environment."""
    linked: dict[str, LinkedScheme] = {}
    for name, by_place in environment.tables.schemes.items():
        levels = environment.visible(by_place)
        subject = environment.assesses(name)
        draft = None
        for scheme in reversed(levels):
            version = in_force(scheme.entries, environment.day)
            for each in _continued(environment, scheme, version) if version else ():
                draft = _lay_over(environment, draft, scheme, each, subject)
        scheme_linked = _link(environment, name, environment.title(name), subject, draft)
        if levels:
            linked[name] = scheme_linked
    return linked


def _continued(
    environment: PlaceEnvironment, scheme: Scheme, version: Version
) -> Sequence[Version]:
    """A version after those that it continues, the first of them first."""
    at = scheme.entries.index(version)
    first = at
    while scheme.entries[first].continues:
        if first == 0:
            environment.refuse("table.nothing_to_inherit", scheme.entries[0].at)
            break
        first -= 1
    return scheme.entries[first : at + 1]


def _lay_over(
    environment: PlaceEnvironment,
    above: _Draft | None,
    scheme: Scheme,
    version: Version,
    subject: Subject,
) -> _Draft:
    draft = above if above is not None and version.inherits else _Draft(version.at)
    draft.at = version.at
    if version.lacks is not None:
        draft = _Draft(version.at, lacks=version.lacks)
    elif version.requires or version.pays or version.provides:
        draft.lacks = None
    _add_conditions(environment, draft, version, subject)
    if version.pays is not None:
        draft.pays = _amount(environment, version.pays, draft.pays, subject)
    draft.provides = version.provides or draft.provides
    draft.covers = version.covers or draft.covers
    draft.caveats += [(each.text, each.when) for each in version.caveats]
    draft.basis += [UsedCitation(cite, scheme.place) for cite in version.basis]
    draft.spans.append(version.span)
    if not (draft.pays or draft.provides or draft.lacks):
        environment.refuse("table.grants_nothing", version.at, name=scheme.name)
    return draft


def _add_conditions(
    environment: PlaceEnvironment, draft: _Draft, version: Version, subject: Subject
) -> None:
    for name, source in version.requires.items():
        above = draft.requires.get(name)
        if source.text.strip() == DROP:
            if above is None:
                environment.refuse("table.nothing_to_drop", source.at, name=name)
            draft.requires.pop(name, None)
            continue
        node = environment.condition(source, subject, above[0] if above else None)
        draft.requires[name] = (node, source.at)


def _amount(
    environment: PlaceEnvironment, source: Source, above: n.Node | None, subject: Subject
) -> n.Node:
    node = environment.attempt(source, subject, above)
    fits = node.type.kind == "money" and node.type.per in ("", subject)
    if not fits and node.type.kind != "any":
        environment.refuse(
            "table.wrong_unit_in_expression",
            source.at,
            found=str(node.type),
            expected=f"{environment.currency.unit}/{subject}",
        )
    return node


def _link(
    environment: PlaceEnvironment,
    name: str,
    title: Text,
    subject: Subject,
    draft: _Draft | None,
) -> LinkedScheme:
    at = draft.at if draft else next(iter(environment.tables.schemes[name].values())).at
    conditions: dict[str, str] = {}
    if draft is None:
        own: tuple[n.Node, ...] = (n.Const(t.BOOLEAN, False),)
    elif draft.lacks is not None:
        own = (n.Unrecorded(t.BOOLEAN),)
    else:
        own = tuple(
            _condition(environment, conditions, name, part, node, subject, where)
            for part, (node, where) in draft.requires.items()
        )
    qualifies = environment.add_rule(n.scheme_key(name, "qualifies"), subject, _all_of(own), at)
    added: Additions = {}
    combined = combination_conditions(environment, name, subject, added) if draft else {}
    joined = tuple(
        _condition(environment, conditions, name, part, node, subject, at)
        for part, node in combined.items()
    )
    receives = environment.add_rule(
        n.scheme_key(name, "receives"), subject, _all_of((qualifies, *joined)), at
    )
    amount = draft.pays if draft and draft.pays else None
    period: Period = "month"
    if amount is not None:
        period = _period(amount)
        amount = topped_up(environment, name, subject, amount, added)
    amount_ref = environment.add_rule(
        n.scheme_key(name, "amount"), subject, amount or n.Unrecorded(t.ANY), at, receives
    )
    covers = draft.covers if draft else None
    if subject == "household":
        _spread(environment, name, covers, (qualifies, receives, amount_ref), at)
    return LinkedScheme(
        name=name,
        title=title,
        assesses=subject,
        offered=draft is not None,
        conditions=conditions,
        added=added,
        covers=covers,
        pays=amount is not None,
        period=period if amount is not None else None,
        provides=draft.provides if draft else None,
        lacks=draft.lacks if draft else None,
        caveats=_caveats(environment, name, subject, draft),
        basis=tuple(draft.basis) if draft else (),
        spans=tuple(draft.spans) if draft else (),
    )


def _condition(
    environment: PlaceEnvironment,
    conditions: dict[str, str],
    scheme: str,
    name: str,
    node: n.Node,
    subject: Subject,
    at: At,
) -> n.RuleRef:
    key = f"{scheme}.requires.{name}"
    conditions[name] = key
    return environment.add_rule(key, subject, node, at)


def _all_of(nodes: tuple[n.Node, ...]) -> n.Node:
    if not nodes:
        return n.Const(t.BOOLEAN, True)
    return nodes[0] if len(nodes) == 1 else n.Logic(t.BOOLEAN, "and", nodes)


def _period(amount: n.Node) -> Period:
    period = amount.type.period
    return "year" if period == "year" else "once" if period == "once" else "month"


def _spread(
    environment: PlaceEnvironment,
    name: str,
    covers: str | None,
    refs: tuple[n.RuleRef, n.RuleRef, n.RuleRef],
    at: At,
) -> None:
    """What a household scheme means for one person: covered or not, and an equal share."""
    qualifies, receives, amount = refs
    found = environment.definition(covers) if covers else None
    if covers and (found is None or found[0] != "person"):
        environment.refuse("table.unresolved_name", at, name=covers)
    covered: n.Node = n.Const(t.BOOLEAN, True)
    everyone: n.Node = covered
    if covers:
        covered = n.RuleRef(t.BOOLEAN, "self", covers)
        everyone = n.RuleRef(t.BOOLEAN, "m", covers)
    received = n.RuleRef(t.BOOLEAN, "self", f"{name}.receives.person")
    for what, ref in (("qualifies", qualifies), ("receives", receives)):
        tree = n.Logic(t.BOOLEAN, "and", (covered, ref))
        environment.add_rule(f"{name}.{what}.person", "person", tree, at)
    count = n.Aggregate(t.PERSONS, "count", "members", "household", "m", None, everyone)
    share_type = t.quotient(amount.type, t.PERSONS) or t.ANY
    share = n.Arithmetic(share_type, "/", amount, count)
    environment.add_rule(f"{name}.amount.person", "person", share, at, received)


def _caveats(
    environment: PlaceEnvironment, name: str, subject: Subject, draft: _Draft | None
) -> tuple[LinkedCaveat, ...]:
    linked: list[LinkedCaveat] = []
    for index, (text, when) in enumerate(draft.caveats if draft else ()):
        key = None
        if when is not None:
            node = environment.condition(when, subject)
            key = f"{name}.caveat.{index}"
            environment.add_rule(key, subject, node, when.at)
        linked.append(LinkedCaveat(text, key))
    return tuple(linked)
