"""The days on which something begins or ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from civbenefits.tables.model import Span, Tables


def breakpoints(tables: Tables, code: str) -> list[date]:
    """Every day, in order, on which the rules seen from a place change."""
    codes = {place.code for place in tables.chain(code)}
    days: set[date] = set()
    for span in _spans(tables, codes):
        days.add(span.start.day)
        if span.end is not None and span.end < date.max:
            days.add(span.end + timedelta(days=1))
    return sorted(days)


def first_laid_over(tables: Tables, code: str) -> date:
    """The first day on which tables laid over others may change what is seen from a place."""
    codes = {place.code for place in tables.chain(code)}
    laid = (span.start.day for span in _spans(tables, codes) if span.laid_over)
    return min(laid, default=date.max)


def _spans(tables: Tables, codes: set[str]) -> Iterator[Span]:
    for named in (tables.standards, tables.definitions, tables.schemes):
        for by_place in named.values():
            for place, item in by_place.items():
                if place in codes:
                    yield from (entry.span for entry in item.entries)
    yield from (each.span for each in tables.combinations if each.place in codes)
