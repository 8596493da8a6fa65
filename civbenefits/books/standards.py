"""Standards: the figure of the day, and every other on record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from civbenefits.books import model as m
from civbenefits.books.reader import Reader
from civbenefits.engine.figures import Uses, derived_figure, uses
from civbenefits.engine.linking import link
from civbenefits.engine.reasons import Titles
from civbenefits.engine.rules import LinkedRules, UsedCitation
from civbenefits.expressions import nodes as n
from civbenefits.expressions.wording import describe
from civbenefits.presenting.figures import figure_rows
from civbenefits.records import Record
from civbenefits.tables.model import Entry
from civbenefits.texts import Text


def standards(reader: Reader) -> tuple[m.Standard, ...]:
    """Every standard that the place or one above it has a figure of, or that a rule uses."""
    return tuple(_standards(reader))


def _standards(reader: Reader) -> Iterator[m.Standard]:
    used = {each.name for each in reader.used() if each.kind == "standard"}
    then = _Then(reader)
    here = then.here
    for name, by_place in reader.tables.country(reader.codes[-1]).standards.items():
        levels = [by_place[code] for code in reader.codes if code in by_place]
        if not levels and name not in used:
            continue
        linked = reader.linked.standards[name]
        current = None
        if linked.entry is not None and linked.place is not None:
            current = _value(reader, linked.entry, linked.place, here, name)
        values = tuple(
            _value(reader, entry, level.place, then.rules(name, entry, level.place), name)
            for level in levels
            for entry in level.entries
        )
        key = here.uses.keys.get(name)
        yield m.Standard(name, linked.title, linked.unit, _said(reader, key), current, values)


def _said(reader: Reader, key: n.Node | None) -> Text | None:
    """What chooses a figure; of a fact its title alone, whosever it is."""
    if key is None:
        return None
    return key.fact.title if isinstance(key, n.FactRef) else reader.words(key)


class _Rules(Record):
    linked: LinkedRules
    uses: Uses


class _Then:
    """The rules when a value begins: what a derived one comes to then, what chooses others."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.here = _Rules(reader.linked, uses(reader.linked))
        self._linked: dict[tuple[str, date], _Rules] = {}

    def rules(self, name: str, entry: Entry, place: str) -> _Rules:
        """As the place of the book has them if it uses the value, else as the one that says it."""
        used = self.here.linked.standards[name].entry is entry
        if used or (entry.derived is None and entry.bands is None):
            return self.here
        found = self._link(self._reader.codes[-1], entry.span.start.day)
        if found.linked.standards[name].entry is entry:
            return found
        return self._link(place, entry.span.start.day)

    def _link(self, place: str, day: date) -> _Rules:
        if (place, day) not in self._linked:
            linked = link(self._reader.tables, place, day)
            self._linked[place, day] = _Rules(linked, uses(linked))
        return self._linked[place, day]


def _value(reader: Reader, entry: Entry, place: str, then: _Rules, name: str) -> m.Value:
    standard = then.linked.standards[name]
    figure, formula = entry.stated, None
    if standard.entry is entry and standard.formula is not None:
        figure = derived_figure(standard)
        formula = describe(standard.formula, Titles(then.linked))
    return m.Value(
        time=reader.timed(entry.span, place, current=entry is reader.linked.standards[name].entry),
        rows=figure_rows(
            entry,
            then.uses.unit(standard),
            then.linked.currency,
            derived=figure,
            key_unit=then.uses.key_unit(name),
            vocabulary=then.linked.vocabulary,
        ),
        formula=formula,
        ground=reader.ground(UsedCitation(entry.cite, place)),
    )
