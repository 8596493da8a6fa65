"""What the engine answers, as plain frozen data that serialises and parses back without loss."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from civbenefits.decisions.whynot import Distance
from civbenefits.records import Data
from civbenefits.texts import Text

Verdict = Literal["eligible", "not_eligible", "undetermined", "not_offered", "not_on_record"]
"""``not_offered``: no such scheme here on that date.  ``not_on_record``: the scheme is
offered, but the law or the figure needed to answer is not on record; this is not 0."""

Period = Literal["month", "year", "once"]

Level = Literal["nation", "province", "city", "district"]

VERDICT_TITLES: dict[Verdict, Text] = {
    "eligible": Text("符合", "eligible"),
    "not_eligible": Text("不符合", "not eligible"),
    "undetermined": Text("待定", "undetermined"),
    "not_offered": Text("当时当地未开办", "not offered here then"),
    "not_on_record": Text("依据未收录", "not on record"),
}


class Source(Data):
    """Where a figure or a rule stands, and how it is known.

    Attributes:
        supports: the scheme, standard or definition that rests on it.
        part: article or section.
        known: ``stated``, ``found``, ``reported``, ``recalled`` or ``inferred``.
        place: code of the place whose table says so.
        place_name: what that place is called.
        level: of what kind that place is.
        since: the day from which it holds, as precisely as it is known (``2021``, ``2021-07``).
        file: the table file that says so, where tables are laid over others (an office's own
            over the built-in ones), by its folder as it was named; None for the lowest.
    """

    supports: str
    title: Text
    document: str
    number: str | None
    issuer: str | None
    issued: str | None
    part: Text | None
    known: str
    place: str
    place_name: Text
    level: Level
    since: str | None
    file: str | None = None


class Compared(Data):
    """One value that a condition looked at; ``value`` is None where it is unknown."""

    name: str
    title: Text
    value: Text | None

    def __init__(self, name: str, title: Text, value: Text | None) -> None:
        values = self.__dict__
        values["name"] = name
        values["title"] = title
        values["value"] = value


class Condition(Data):
    """One condition of a scheme: whether it holds (None: unknown) and what was compared."""

    name: str
    text: Text
    holds: bool | None
    compared: tuple[Compared, ...]

    def __init__(
        self, name: str, text: Text, holds: bool | None, compared: tuple[Compared, ...]
    ) -> None:
        values = self.__dict__
        values["name"] = name
        values["text"] = text
        values["holds"] = holds
        values["compared"] = compared


class MissingFact(Data):
    """A fact that nobody gave and that would be needed.

    Attributes:
        fact: its path, for example ``members.a.disability.grade`` with the member's id.
        person: the id of the member, or None for a fact of the household.
    """

    fact: str
    person: str | None
    title: Text


class Caveat(Data):
    """Something that limits the answer; ``about`` names the figure or rule concerned."""

    code: str
    about: str
    text: Text


class Bounds(Data):
    """What an open answer can still come to, a month (or once, as the scheme pays).

    Attributes:
        lowest, highest: amounts, 0 where nothing would be paid; a ``highest`` of None is no limit.
        unrecorded: it may also end in an amount that is not on record.
        exact: circumstances were found that reach both bounds; if not, they are sound but may
            be wider than need be.
    """

    lowest: Decimal
    highest: Decimal | None
    unrecorded: bool
    exact: bool


class Question(Data):
    """The fact worth asking for next.

    Attributes:
        fact: its path, as in `MissingFact`.
        schemes: the schemes whose answers hang on it.
    """

    fact: str
    person: str | None
    text: Text
    schemes: tuple[str, ...]


class Decision(Data):
    """The answer for one scheme: for the household, or for one person.

    Attributes:
        persons: ids of the persons covered (or judged, where nobody is covered).
        qualifies: whether all conditions hold, whatever is on record of the amount.
        amount: money with two decimals, per ``period``; None where there is none to state.
        exact: the amount as a fraction where it has no exact two decimals.
        provides: what is given in kind, or the status.
        lacks: what is missing on record.
        bounds: what an answer that is open can still come to; None where it is settled, or
            where bounds were not asked for.
        missing: facts that can still change an open answer.
    """

    scheme: str
    title: Text
    persons: tuple[str, ...]
    verdict: Verdict
    qualifies: bool | None
    amount: Decimal | None
    period: Period | None
    exact: str | None
    provides: Text | None
    lacks: Text | None
    bounds: Bounds | None
    conditions: tuple[Condition, ...]
    missing: tuple[MissingFact, ...]
    caveats: tuple[Caveat, ...]
    sources: tuple[Source, ...]


Kind = Literal[
    "condition", "amount", "clause", "definition", "scheme", "standard", "fact", "law", "item"
]
"""What a reason is: a condition of the scheme or its amount; a part of a sentence; a definition
or another scheme that is named; a figure; a fact; something of the law that nobody has on
record; or one of those that a sum, a count or an "every" goes through."""


class Reason(Data):
    """One step of an explanation, with the steps that it follows from.

    Attributes:
        name: of a condition, definition, scheme or standard as the tables call it; of a fact
            its path, without the person; empty for a part of a sentence.
        text: what it says, in words. Where a definition is denied, the denial.
        persons: ids of those it is about, where these are others than the reason above is about.
        statement: whether it is something that holds or does not; anything else has a value.
        holds: of a statement, whether it holds; None where that is unknown. Of an item of a sum
            or a count, whether it counts.
        value: of anything else, what it came to; None where that is unknown.
        formula: the computation or comparison with the numbers put in.
        needs: whether a statement needs all the reasons below it or any one of them; None where
            they are values that it puts together. Of several parts of a sentence only those are
            here that settle it: those that fail where all are needed and one fails, and so on.
        known: of a fact, how it is known.
        alone_enough: of a condition that fails, whether every other condition holds.
        near: of a comparison that fails in a scheme that is refused, by how much.
        caveats: what limits the figure or rule of this step.
        sources: where the figure or rule of this step stands.
    """

    kind: Kind
    name: str
    text: Text
    persons: tuple[str, ...] = ()
    statement: bool = False
    holds: bool | None = None
    value: Text | None = None
    formula: Text | None = None
    needs: Literal["all", "any"] | None = None
    known: Literal["given", "assumed", "unknown"] | None = None
    alone_enough: bool = False
    near: Distance | None = None
    caveats: tuple[Caveat, ...] = ()
    sources: tuple[Source, ...] = ()
    reasons: tuple[Reason, ...] = ()


class Explained(Data):
    """Why a scheme is answered as it is, for everybody to whom the same applies.

    Attributes:
        persons: as in `Decision`; of a scheme for persons, all whose reasons are the same.
        of_household: whether there is one decision for the household, not one for each person.
        amount: yuan for each decision, as in `Decision`.
        near_miss: whether one condition alone fails, and by little.
        reasons: every condition, then the amount where the conditions hold.
        caveats: those about the scheme itself; others stand with what they are about.
        sources: of the scheme itself.
    """

    scheme: str
    title: Text
    persons: tuple[str, ...]
    of_household: bool
    verdict: Verdict
    amount: Decimal | None
    period: Period | None
    near_miss: bool
    reasons: tuple[Reason, ...]
    caveats: tuple[Caveat, ...]
    sources: tuple[Source, ...]


class Assumption(Data):
    """A fact that was assumed because nobody gave it."""

    fact: str
    person: str | None
    title: Text
    value: Text


class Assessment(Data):
    """All decisions for a household in a place and a month.

    Attributes:
        place: GB/T 2260 or ISO 3166 code.
        currency: ISO 4217 code of all amounts, of facts and answers alike; None where the
            tables give none.
        currency_name: what people call it.
        month: as ``2021-06``.
        rules: fingerprint of the tables that were used.
        caveats: warnings about the answer as a whole.
        total: bounds of the sum of all monthly amounts; None where bounds were not asked for.
        question: what to ask next, where something is open.
        explanation: the reasons of every decision as trees, where they were asked for.
    """

    place: str
    place_name: Text
    currency: str | None
    currency_name: Text
    month: str
    rules: str
    assumptions: tuple[Assumption, ...]
    caveats: tuple[Caveat, ...]
    total: Bounds | None
    question: Question | None
    decisions: tuple[Decision, ...]
    explanation: tuple[Explained, ...] = ()

    def of(self, scheme: str, person: str | None = None) -> Decision:
        """The decision on a scheme (for a person scheme, of one person).

        Raises:
            KeyError: there is none, or a person must be named.
        """
        found = [d for d in self.decisions if d.scheme == scheme]
        if person is not None:
            found = [d for d in found if d.persons == (person,)] or [
                d for d in found if person in d.persons
            ]
        if len(found) != 1:
            raise KeyError((scheme, person))
        return found[0]


class Outcome(NamedTuple):
    """The quick answer: verdict and amount alone.

    Attributes:
        person: id of the member, or None for a household scheme.
        amount: money; None where there is none to state.
    """

    scheme: str
    person: str | None
    verdict: Verdict
    amount: Decimal | None
