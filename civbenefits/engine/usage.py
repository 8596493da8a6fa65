"""What is declared and never matters.

A figure, definition, fact or document that nothing uses; a combination of schemes that are never
offered at the same time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from civbenefits.errors import TableError
from civbenefits.tables.model import (
    At,
    Citation,
    Combination,
    Definition,
    Scheme,
    Source,
    Standard,
    Tables,
)

_WORD = re.compile(r"[a-z_][a-z0-9_]*", re.ASCII)


def unused(tables: Tables) -> Iterator[TableError]:
    """A fault for each standard, definition or declared fact that no expression names, and so on.

    What tables below say may be left without use by what is laid over them.
    """
    for country in tables.countries():
        yield from _unused_names(country)
    cited = {cite.document for cite in _citations(tables)}
    for document in tables.documents.values():
        if document.key not in cited and (document.laid_over or not tables.laid_over):
            yield _fault("table.unused_document", document.at, document.key)
    for combination in tables.combinations:
        if combination.span.laid_over or not tables.laid_over:
            for name in _never_offered(tables, combination):
                yield _fault("table.never_offered", combination.at, name)


def _unused_names(tables: Tables) -> Iterator[TableError]:
    """Standards, definitions and facts of one country that nothing there names."""
    named = {word for source in _expressions(tables) for word in _WORD.findall(source.text)}
    for scheme in _schemes(tables):
        named |= {version.covers for version in scheme.entries if version.covers}
    declared: list[list[Standard | Definition]] = []
    declared += [list(by_place.values()) for by_place in tables.standards.values()]
    declared += [list(by_place.values()) for by_place in tables.definitions.values()]
    for items in declared:
        item = items[0]
        if item.name not in named and (_laid_over(items) or not tables.laid_over):
            yield _fault(f"table.unused_{type(item).__name__.lower()}", item.at, item.name)
    for fact in {fact.name: fact for fact in reversed(tables.facts)}.values():
        if fact.name not in named and (fact.laid_over or not tables.laid_over):
            yield _fault("table.unused_fact", fact.at, fact.name)


def _fault(code: str, at: At, name: str) -> TableError:
    return TableError(code, file=at.file, line=at.line, column=at.column, name=name)


def _schemes(tables: Tables) -> Iterator[Scheme]:
    for by_place in tables.schemes.values():
        yield from by_place.values()


def _never_offered(tables: Tables, combination: Combination) -> list[str]:
    """The schemes of a combination that are not offered while it holds.

    Or else those that are never offered on a day with another of them.
    """
    alone: set[str] = set()
    together: set[str] = set()
    for place in tables.places:
        chain = {each.code for each in tables.chain(place)}
        if combination.place not in chain:
            continue
        spans = {
            name: [
                entry.span
                for code, scheme in tables.schemes[name].items()
                if code in chain
                for entry in scheme.entries
            ]
            for name in combination.schemes
        }
        # Nothing begins to be offered but on a day on which a version of it begins.
        days = {span.start.day for each in spans.values() for span in each}
        for day in {max(day, combination.span.start.day) for day in days}:
            if combination.span.covers(day):
                found = {name for name, each in spans.items() if any(s.covers(day) for s in each)}
                alone |= found
                together |= found if len(found) > 1 else set()
    missing = [name for name in combination.schemes if name not in alone]
    return missing or [name for name in combination.schemes if name not in together]


def _citations(tables: Tables) -> Iterator[Citation]:
    for standards in tables.standards.values():
        for standard in standards.values():
            yield from (entry.cite for entry in standard.entries)
    for definitions in tables.definitions.values():
        for definition in definitions.values():
            yield from (entry.cite for entry in definition.entries)
    for scheme in _schemes(tables):
        for version in scheme.entries:
            yield from version.basis
    yield from (combination.cite for combination in tables.combinations)


def _laid_over(items: Iterable[Standard | Definition]) -> bool:
    """Whether nothing below the uppermost tables speaks of this."""
    return all(entry.span.laid_over for item in items for entry in item.entries)


def _expressions(tables: Tables) -> Iterator[Source]:
    for standards in tables.standards.values():
        for standard in standards.values():
            for entry in standard.entries:
                yield from (source for source in (entry.by, entry.derived) if source)
    for definitions in tables.definitions.values():
        for definition in definitions.values():
            yield from (entry.expression for entry in definition.entries)
    for scheme in _schemes(tables):
        for version in scheme.entries:
            yield from version.requires.values()
            yield from (each.when for each in version.caveats if each.when)
            if version.pays:
                yield version.pays
