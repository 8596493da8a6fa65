"""What begins and ends after the day of a book, as far as it is on record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final, TypeVar

from civbenefits.books.model import Change, Name
from civbenefits.books.reader import Reader
from civbenefits.dates import Precision, Start
from civbenefits.presenting.figures import day_text
from civbenefits.tables.model import Definition, Scheme, Span, Standard

_Item = TypeVar("_Item", Standard, Definition, Scheme)

_ORDER: Final[tuple[Precision, ...]] = ("year", "month", "day")


def changes(reader: Reader) -> Iterator[Change]:
    """Every later day on which something changes, as precisely as it is known."""
    begins: dict[tuple[date, int], dict[Name, None]] = {}
    ends: dict[tuple[date, int], dict[Name, None]] = {}
    for name, start in _starts(reader):
        begins.setdefault((start.day, _ORDER.index(start.precision)), {})[name] = None
    starting = {(day, name) for (day, _), names in begins.items() for name in names}
    for name, day in _ends(reader):
        if (day, name) not in starting:
            ends.setdefault((day, _ORDER.index("day")), {})[name] = None
    for day, precision in sorted(begins.keys() | ends.keys()):
        if day > reader.day:
            at = (day, precision)
            since = day_text(day, _ORDER[precision])
            yield Change(since, tuple(begins.get(at, ())), tuple(ends.get(at, ())))


def _starts(reader: Reader) -> Iterator[tuple[Name, Start]]:
    for name, span in _spans(reader):
        yield name, span.start
    for combination in reader.tables.combinations:
        if combination.place in reader.codes:
            for scheme in combination.schemes:
                yield reader.scheme(scheme), combination.span.start
                if combination.span.end is not None:
                    yield reader.scheme(scheme), Start(_after(combination.span.end), "day")


def _ends(reader: Reader) -> Iterator[tuple[Name, date]]:
    for name, span in _spans(reader):
        if span.end is not None:
            yield name, _after(span.end)


def _after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def _spans(reader: Reader) -> Iterator[tuple[Name, Span]]:
    tables = reader.tables
    for name, standards in tables.standards.items():
        for standard in _here(reader, standards):
            yield from ((reader.standard(name), each.span) for each in standard.entries)
    for name, definitions in tables.definitions.items():
        for definition in _here(reader, definitions):
            yield from ((reader.definition(name), each.span) for each in definition.entries)
    for name, schemes in tables.schemes.items():
        for scheme in _here(reader, schemes):
            yield from ((reader.scheme(name), each.span) for each in scheme.entries)


def _here(reader: Reader, by_place: Mapping[str, _Item]) -> list[_Item]:
    return [by_place[code] for code in reader.codes if code in by_place]
