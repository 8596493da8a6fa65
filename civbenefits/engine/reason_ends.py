"""Where a tree of reasons ends: facts, figures and rules by their names, and their words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from civbenefits.decisions.model import Caveat, Reason, Source
from civbenefits.decisions.whynot import Distance
from civbenefits.engine.citing import Grounds
from civbenefits.engine.context import HouseholdContext
from civbenefits.engine.measuring import Measure
from civbenefits.engine.reasons import Titles
from civbenefits.expressions import nodes as n
from civbenefits.expressions.evaluating import Scope, Unknown, Value, evaluate
from civbenefits.expressions.wording import describe, value_text
from civbenefits.facts.member import Member
from civbenefits.facts.vocabulary import facts_of
from civbenefits.records import replace
from civbenefits.texts import Text

Loop = tuple[n.Subject, str]
"""The variable of a loop, and what it goes through."""

MAX_WORDED: Final = 4096


class Known(NamedTuple):
    """What figures and rules rest on, by their names, and which facts were assumed."""

    sources: Mapping[str, tuple[Source, ...]]
    caveats: Mapping[str, tuple[Caveat, ...]]
    assumed: Collection[tuple[str | None, str]]


def resting_on(
    grounds: Iterable[Grounds],
) -> tuple[Mapping[str, tuple[Source, ...]], Mapping[str, tuple[Caveat, ...]]]:
    """The sources and caveats of everything that schemes rest on, by what they are about."""
    sources: dict[str, dict[Source, None]] = {}
    caveats: dict[str, dict[Caveat, None]] = {}
    for each in grounds:
        for source in each.sources:
            sources.setdefault(source.supports, {})[source] = None
        for caveat in each.caveats:
            caveats.setdefault(caveat.about, {})[caveat] = None
    return (
        {name: tuple(found) for name, found in sources.items()},
        {name: tuple(found) for name, found in caveats.items()},
    )


class Wording:
    """Words of the rules, each made once: what they say is the same for every household."""

    def __init__(self, titles: Titles) -> None:
        self.titles = titles
        self._worded = lru_cache(maxsize=MAX_WORDED)(self._word)

    def of(self, node: n.Node, loops: tuple[Loop, ...], *, denied: bool) -> Text:
        """A part of a rule in words, or its denial."""
        return self._worded(node, loops, denied)

    def _word(self, node: n.Node, loops: tuple[Loop, ...], denied: bool) -> Text:
        said = n.Not(node.type, node) if denied else node
        return describe(said, self.titles, dict(loops))


class At(NamedTuple):
    """Where in a rule a part stands.

    Attributes:
        scope: who the variables stand for.
        owner: the member spoken of, whose facts need no name; None for the household.
        loops: what the loops around go through, by variable, the outermost first.
        refusing: whether what fails here is why a scheme is refused.
        aged: whether it is compared with an age, so that years are years of life.
    """

    scope: Scope
    owner: int | None
    loops: tuple[Loop, ...] = ()
    refusing: bool = False
    aged: bool = False


class Ends:
    """Tells what the rules of one household come to where nothing stands below."""

    def __init__(self, context: HouseholdContext, wording: Wording, known: Known) -> None:
        self._context = context
        self._wording = wording
        self._titles = wording.titles
        self._known = known
        self._measures: dict[int | None, Measure] = {}

    def begin(self, member: int | None, *, refusing: bool = False) -> At:
        """The start of a rule about a member, or about the household."""
        return At(Scope(member), member, (), refusing)

    def _near(self, node: n.Compare, at: At, *, wanted: bool) -> Distance | None:
        """By how much a comparison fails, where that has a measure."""
        judged = at.owner
        measure = self._measures.get(judged)
        if measure is None:
            measure = self._measures[judged] = Measure(self._context, self._titles, judged)
        found = measure.measured(node, at.scope, wanted=wanted).distance
        if found.exact is None and found.date is None:
            return None
        same = judged is not None and found.person == self._context.household.members[judged].id
        return replace(found, person=None) if same else found

    def _reason_of(self, node: n.RuleRef, at: At, *, denied: bool = False) -> Reason:
        """A rule that is named, as far as its name goes."""
        return Reason(
            "definition",
            node.key,
            self._name(node, at, denied=denied),
            persons=self._persons(node.subject, at),
            statement=node.type.kind == "boolean",
            caveats=self._known.caveats.get(node.key, ()),
            sources=self._known.sources.get(node.key, ()),
        )

    def _standard(self, name: str, node: n.Node, at: At, keys: tuple[Reason, ...] = ()) -> Reason:
        """A figure; ``keys`` say why it is that one of several."""
        return Reason(
            "standard",
            name,
            self._titles.standard(name),
            value=self._text_of(node, at),
            caveats=self._known.caveats.get(name, ()),
            sources=self._known.sources.get(name, ()),
            reasons=keys,
        )

    # Facts ------------------------------------------------------------------------

    def _fact(self, node: n.FactRef, at: At, *, denied: bool) -> Reason:
        bound = at.scope[node.subject]
        path = ".".join(node.path)
        owner = at.scope.member(node.subject)
        name = path if owner is not None else f"household.{path}"
        if isinstance(bound, tuple):
            owner, where, _ = bound
            name = f"{where.partition('.')[0]}.{path}"
            path = f"{where}.{path}"
        value = self._value(node, at)
        known = "unknown" if isinstance(value, Unknown) else self._how(owner, path)
        persons = self._persons(node.subject, at)
        if node.type.kind == "boolean":
            text = self._name(node, at, denied=denied)
            holds = self._holds(node, at, denied=denied)
            return Reason("fact", name, text, persons, True, holds=holds, known=known)
        text = self._name(node, at)
        return Reason("fact", name, text, persons, value=self._text_of(node, at), known=known)

    def _age(self, node: n.Age, at: At) -> Reason:
        member = at.scope.member(node.subject) or 0
        person = self._context.household.members[member]
        name = "age" if person.born_ymd is None and person.age is not None else "born"
        text = facts_of(Member)["age"].title
        value = self._text_of(node, at)
        known = "unknown" if value is None else self._how(member, name)
        return Reason("fact", name, text, self._persons(node.subject, at), value=value, known=known)

    def _how(self, owner: int | None, path: str) -> Literal["given", "assumed"]:
        """How a fact is known; what was assumed as a whole was assumed in each part."""
        person = None if owner is None else self._context.household.members[owner].id
        parts = path.split(".")
        heads = (".".join(parts[:length]) for length in range(1, len(parts) + 1))
        return (
            "assumed" if any((person, head) in self._known.assumed for head in heads) else "given"
        )

    def _law(self, node: n.Unrecorded, at: At, *, denied: bool) -> Reason:
        """What is not on record."""
        if node.standard:
            return self._standard(node.standard, node, at)
        return Reason("law", "", self._words(node, at, denied=denied), statement=True)

    # Words ------------------------------------------------------------------------

    def _words(self, node: n.Node, at: At, *, denied: bool = False) -> Text:
        return self._wording.of(node, at.loops, denied=denied)

    def _name(self, node: n.FactRef | n.RuleRef, at: At, *, denied: bool = False) -> Text:
        """A title without whose it is: that is told beside it."""
        own = tuple(each for each in at.loops if each[0] == node.subject)
        return self._wording.of(node, own, denied=denied)

    def _persons(self, subject: n.Subject, at: At) -> tuple[str, ...]:
        """The member a value is of, where that is not the one spoken of."""
        owner = at.scope.member(subject)
        if owner is None or owner == at.owner:
            return ()
        return (self._context.household.members[owner].id,)

    def _text_of(self, node: n.Node, at: At) -> Text | None:
        value = self._value(node, at)
        if isinstance(value, Unknown):
            return None
        if node.type.kind == "place":
            chain = self._titles.linked.chain
            named = [place.title for place in chain if place.code == value]
            return named[0] if named else value_text(value, node)
        return value_text(value, node, aged=at.aged)

    def _holds(self, node: n.Node, at: At, *, denied: bool) -> bool | None:
        value = self._value(node, at)
        return None if isinstance(value, Unknown) else bool(value) != denied

    def _value(self, node: n.Node, at: At) -> Value:
        return evaluate(node, at.scope, self._context)
