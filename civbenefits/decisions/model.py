"""What the engine answers, as plain frozen data that serialises and parses back without loss."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from civbenefits.records import Data
from civbenefits.texts import Text

Verdict = Literal["eligible", "not_eligible", "undetermined", "not_offered", "not_on_record"]
"""``not_offered``: no such scheme here on that date.  ``not_on_record``: the scheme is
offered, but the law or the figure needed to answer is not on record; this is not 0."""

Period = Literal["month", "year", "once"]

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
    part: str | None
    known: str
    place: str
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
        lowest, highest: yuan, 0 where nothing would be paid; a ``highest`` of None is no limit.
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
        amount: yuan with two decimals, per ``period``; None where there is none to state.
        exact: the amount as a fraction of yuan where it is no whole number of fen.
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


class Assumption(Data):
    """A fact that was assumed because nobody gave it."""

    fact: str
    person: str | None
    title: Text
    value: Text


class Assessment(Data):
    """All decisions for a household in a place and a month.

    Attributes:
        place: six-digit code.
        month: as ``2021-06``.
        rules: fingerprint of the tables that were used.
        caveats: warnings about the answer as a whole.
        total: bounds of the sum of all monthly amounts; None where bounds were not asked for.
        question: what to ask next, where something is open.
    """

    place: str
    place_name: Text
    month: str
    rules: str
    assumptions: tuple[Assumption, ...]
    caveats: tuple[Caveat, ...]
    total: Bounds | None
    question: Question | None
    decisions: tuple[Decision, ...]

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
        amount: yuan; None where there is none to state.
    """

    scheme: str
    person: str | None
    verdict: Verdict
    amount: Decimal | None
