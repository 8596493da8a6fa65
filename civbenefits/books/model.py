"""A rule book as plain data: what the tables say of one place in one month, in words."""

from __future__ import annotations

from typing import Literal

from civbenefits.decisions.model import Caveat, Period
from civbenefits.presenting.figures import FigureRow
from civbenefits.records import Data
from civbenefits.tables.model import Known, Relation, Subject
from civbenefits.texts import Text

Kind = Literal["scheme", "definition", "standard"]
Group = Literal[
    "household_money", "household_kind", "person_money", "person_kind", "lacks", "not_offered"
]


class Name(Data):
    """A scheme, definition or standard that something speaks of."""

    kind: Kind
    name: str
    title: Text


class Ground(Data):
    """Where something stands, and how that is known.

    Attributes:
        document: key of the document in the tables.
        part: article or section.
        place: at which level the tables say so.
        note: what the tables remark on it.
        file: the table that says so, where an office has laid it over the others.
        replaces: whether it corrects what the others say.
    """

    document: str
    part: Text | None
    known: Known
    place: Text
    note: Text | None
    file: str | None
    replaces: bool


class Document(Data):
    """A document that is cited; what is not on record is None."""

    key: str
    title: str
    number: str | None
    issuer: str | None
    issued: str | None
    supports: tuple[Name, ...]


class Timed(Data):
    """A span of time as precisely as it is known, and the place whose tables say so.

    Attributes:
        since: the first day, month or year.
        until: the last day; None is until further notice.
        current: whether it is what holds here on the day asked about.
    """

    since: Text
    until: Text | None
    place: Text
    current: bool


class Statement(Data):
    """An expression in words, and the names in it."""

    name: str
    text: Text
    uses: tuple[Name, ...]


class Remark(Data):
    """A caveat that the tables write of a scheme; ``when`` says to whom it applies."""

    text: Text
    when: Text | None


class Together(Data):
    """How a scheme goes with others."""

    relation: Relation
    text: Text
    others: tuple[Name, ...]
    ground: Ground


class SchemeRules(Data):
    """A scheme in words.

    Attributes:
        conditions: all of them are needed.
        covers: who is in the unit, of a scheme for households.
        amount: how the amount is computed; ``period`` says of what.
        provides: what is given in kind, or the status.
        lacks: what is missing on record, where nothing can be decided.
        together: how it goes with other schemes.
        grounds: of the scheme itself; its definitions and standards have their own.
        times: every version on record, the nation first.
    """

    name: str
    title: Text
    assesses: Subject
    group: Group
    conditions: tuple[Statement, ...]
    covers: Statement | None
    amount: Statement | None
    period: Period | None
    provides: Text | None
    lacks: Text | None
    together: tuple[Together, ...]
    caveats: tuple[Remark, ...]
    grounds: tuple[Ground, ...]
    times: tuple[Timed, ...]


class Definition(Data):
    """What a name in the conditions means."""

    name: str
    title: Text
    of: Subject
    meaning: Statement
    grounds: tuple[Ground, ...]


class Value(Data):
    """The figure of a standard during a span."""

    time: Timed
    rows: tuple[FigureRow, ...]
    formula: Text | None
    ground: Ground


class Standard(Data):
    """A standard: its figure on the day asked about, and every other on record.

    Attributes:
        chosen_by: what chooses among several figures.
        current: None where none is in force.
        values: all that places of the chain say, the nation first.
    """

    name: str
    title: Text
    unit: str
    chosen_by: Text | None
    current: Value | None
    values: tuple[Value, ...]


class Gap(Data):
    """Something that is not on record."""

    about: Name
    text: Text


class Change(Data):
    """What begins or ends on a day."""

    since: Text
    begins: tuple[Name, ...]
    ends: tuple[Name, ...]


class Reviewed(Data):
    """The day through which the tables of a place were reviewed; None where nobody said."""

    code: str
    title: Text
    through: Text | None


class Book(Data):
    """Everything that the tables say of one place in one month.

    Attributes:
        place, title: the code of the place, and its name.
        month: as ``2021-06``.
        day: the day whose rules these are.
        fingerprint: of the tables.
        chain: the place and those above it, the nation first.
        caveats: warnings about the whole.
        changes: after the day, as far as on record.
    """

    place: str
    title: Text
    month: Text
    day: Text
    fingerprint: str
    chain: tuple[Reviewed, ...]
    caveats: tuple[Caveat, ...]
    schemes: tuple[SchemeRules, ...]
    definitions: tuple[Definition, ...]
    standards: tuple[Standard, ...]
    gaps: tuple[Gap, ...]
    changes: tuple[Change, ...]
    documents: tuple[Document, ...]
