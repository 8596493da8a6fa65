"""Merging what several files say of a place, and laying folder over folder.

Entries are merged by date: a later one ends an open-ended earlier one, as within one file.
Where two speak of the same day it is a clash, unless the one in an upper folder says
``replaces``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import TypeVar

from civbenefits.dates import day_before
from civbenefits.tables.model import At, Combination, Dated, Span

Refuse = Callable[..., None]
"""Notes a fault: its code, its position, its details."""

_Entry = TypeVar("_Entry", bound=Dated)


def merged(
    name: str, layers: Sequence[Sequence[Sequence[_Entry]]], refuse: Refuse
) -> tuple[_Entry, ...]:
    """The entries of all files of all layers in order of time, each closed by the next.

    Overlaps, gaps and clashes are noted, each at the upper of the two.

    Args:
        name: of what they are entries.
        layers: the lowest first; of each, what every file says.
        refuse: notes a fault.
    """
    found: tuple[_Entry, ...] = ()
    for files in layers:
        upper = _of_one_layer(name, files, refuse)
        if upper is None:
            return ()
        kept = _laid_over(name, found, upper, refuse)
        if kept is None:
            return ()
        together = sorted((*kept, *upper), key=lambda entry: entry.span.start.day)
        found = _closed(together, upper, refuse)
    return found


def merged_combinations(
    layers: Iterable[Sequence[Combination]], refuse: Refuse
) -> tuple[Combination, ...]:
    """The combinations of all layers; two that join the same schemes of a place may not clash."""
    found: list[Combination] = []
    for upper in layers:
        below = tuple(found)
        for one in upper:
            met = [other for other in below if _same(one, other) and _meet(one.span, other.span)]
            name = " + ".join(one.schemes)
            _may(name, one.span, [other.span for other in met], refuse)
            for other in met if one.span.replaces else ():
                found.remove(other)
                if other.span.start.day < one.span.start.day:
                    found.append(other.altered(span=_until(other.span, one.span.start.day)))
            found.append(one)
    return tuple(found)


def position(at: At) -> str:
    """A position as people read it."""
    return f"{at.file}:{at.line}:{at.column}"


def _of_one_layer(
    name: str, files: Sequence[Sequence[_Entry]], refuse: Refuse
) -> list[_Entry] | None:
    """What all files of one folder say, in order of time; None where they do not fit."""
    in_order = [_in_order(entries, refuse) for entries in files]
    if not all(in_order):
        return None
    every = [entry for entries in files for entry in entries]
    # The sort is stable, so that of two on one day that of the later file is at fault.
    every.sort(key=lambda entry: entry.span.start.day)
    good = True
    for before, after in pairwise(entry.span for entry in every):
        start = after.start.day
        if start == before.start.day or (before.end is not None and start <= before.end):
            refuse("table.clash", after.at, name=name, start=start, other=position(before.at))
            good = False
    return every if good else None


def _in_order(entries: Sequence[_Entry], refuse: Refuse) -> bool:
    """Whether the entries of one file are in order of time and do not overlap."""
    good = True
    for before, after in pairwise(entry.span for entry in entries):
        start = after.start.day
        if start <= before.start.day or (before.end is not None and start <= before.end):
            refuse("table.overlap", after.at, start=start)
            good = False
    return good


def _laid_over(
    name: str, lower: Sequence[_Entry], upper: Sequence[_Entry], refuse: Refuse
) -> list[_Entry] | None:
    """What is left of lower entries under upper ones; None where they clash."""
    kept = list(lower)
    for entry in upper:
        span = entry.span
        met = [
            other
            for other in kept
            if _settles(other.span, span.start.day)
            or (span.end is not None and span.start.day < other.span.start.day <= span.end)
        ]
        if not _may(name, span, [other.span for other in met], refuse):
            return None
        for other in met:
            at = kept.index(other)
            before = other.span.start.day < span.start.day
            until = [other.altered(span=_until(other.span, span.start.day))] if before else []
            kept[at : at + 1] = until
    return kept


def _settles(span: Span, day: date) -> bool:
    """Whether a span settles a day; what runs on until further notice may be ended later."""
    return span.start.day == day or (span.end is not None and span.covers(day))


def _may(name: str, span: Span, met: Sequence[Span], refuse: Refuse) -> bool:
    """Whether a span that meets others says that it replaces them, and one that says so does."""
    if met and not span.replaces:
        start = span.start.day
        refuse("table.clash", span.at, name=name, start=start, other=position(met[0].at))
    if span.replaces and not met:
        refuse("table.nothing_to_replace", span.at, name=name)
    return bool(met) == span.replaces


def _closed(
    entries: Sequence[_Entry], upper: Collection[_Entry], refuse: Refuse
) -> tuple[_Entry, ...]:
    """Entries in order, each ended by the next; a gap is noted."""
    found: list[_Entry] = []
    for entry, after in pairwise(entries):
        start = after.span.start.day
        end = entry.span.end
        if end is not None and end < day_before(start):
            at = after.span.at if after in upper or entry not in upper else entry.span.at
            refuse("table.gap", at, end=end, start=start)
        found.append(entry.altered(span=_until(entry.span, start)))
    return (*found, *entries[-1:])


def _until(span: Span, following: date) -> Span:
    return span.altered(end=day_before(following))


def _same(one: Combination, other: Combination) -> bool:
    return one.place == other.place and set(one.schemes) == set(other.schemes)


def _meet(one: Span, other: Span) -> bool:
    return (other.end is None or one.start.day <= other.end) and (
        one.end is None or other.start.day <= one.end
    )
