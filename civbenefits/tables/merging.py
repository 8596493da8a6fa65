"""Merging what several files say of a place, and laying folder over folder.

Entries are merged by date: a later one ends an open-ended earlier one, as within one file.
Where two speak of the same day it is a clash, unless the one in an upper folder says
``replaces``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from civbenefits.dates import Start, day_before
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
    if len(layers) == 1 and len(layers[0]) == 1:
        return _of_one_file(name, layers[0][0], refuse)
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


def _of_one_file(name: str, entries: Sequence[_Entry], refuse: Refuse) -> tuple[_Entry, ...]:
    """The entries of a file that is alone in what it says: nearly all are."""
    for entry in entries:
        if entry.span.replaces:
            refuse("table.nothing_to_replace", entry.span.at, name=name)
    return _closed(entries, (), refuse) if _in_order(entries, refuse) else ()


def merged_combinations(
    layers: Iterable[Sequence[Combination]], refuse: Refuse
) -> tuple[Combination, ...]:
    """The combinations of all layers; two that join the same schemes of a place may not clash."""
    found: list[Combination] = []
    for upper in layers:
        below = tuple(found)
        for one in upper:
            met = [other for other in below if _same(one, other) and _overlap(one.span, other.span)]
            if _may(" + ".join(one.schemes), one.span, met, refuse):
                for other in met:
                    at = found.index(other)
                    found[at : at + 1] = _beside(other, one.span)
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
    """What is left of lower entries beside upper ones; None where they clash."""
    kept = list(lower)
    for entry in upper:
        met = [other for other in kept if _meets(entry.span, other)]
        if not _may(name, entry.span, met, refuse):
            return None
        for other in met:
            at = kept.index(other)
            kept[at : at + 1] = _beside(other, entry.span)
    return kept


def _meets(span: Span, other: Dated) -> bool:
    """Whether a span takes the place of what a lower entry settles, or leaves unsettled.

    What runs on until further notice may be ended later, unless it says that nothing is on
    record: then it is filled in for as long as the upper entry says.
    """
    first, day = other.span.start.day, span.start.day
    if other.span.covers(day):
        return first == day or other.span.end is not None or other.unrecorded
    return span.end is not None and day < first <= span.end


def _may(name: str, span: Span, met: Sequence[Dated], refuse: Refuse) -> bool:
    """Whether a span may take the place of others: it says so, or nothing is on record there."""
    clashing = [other.span for other in met if not other.unrecorded]
    if clashing and not span.replaces:
        start, other = span.start.day, position(clashing[0].at)
        refuse("table.clash", span.at, name=name, start=start, other=other)
        return False
    if span.replaces and not met:
        refuse("table.nothing_to_replace", span.at, name=name)
        return False
    return True


def _beside(entry: _Entry, span: Span) -> list[_Entry]:
    """What is left of an entry before and after a span; without an end, that ends with it."""
    own = entry.span
    left = []
    if own.start.day < span.start.day:
        left.append(entry.altered(span=_until(own, span.start.day)))
    if span.end is not None and (own.end is None or span.end < own.end):
        again = Start(span.end + timedelta(days=1), "day")
        left.append(entry.altered(span=own.altered(start=again)))
    return left


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


def _overlap(one: Span, other: Span) -> bool:
    return (other.end is None or one.start.day <= other.end) and (
        one.end is None or other.start.day <= one.end
    )
