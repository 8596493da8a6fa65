"""Standards and definitions that nothing uses: a figure that cannot matter is a fault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from civbenefits.errors import TableError
from civbenefits.tables.model import Definition, Source, Standard, Tables

_WORD = re.compile(r"[a-z_][a-z0-9_]*", re.ASCII)


def unused(tables: Tables) -> Iterator[TableError]:
    """A fault for each standard or definition that no expression names.

    What tables below say may be left without use by what is laid over them.
    """
    named = {word for source in _expressions(tables) for word in _WORD.findall(source.text)}
    for schemes in tables.schemes.values():
        for scheme in schemes.values():
            named |= {version.covers for version in scheme.entries if version.covers}
    declared: list[list[Standard | Definition]] = []
    declared += [list(by_place.values()) for by_place in tables.standards.values()]
    declared += [list(by_place.values()) for by_place in tables.definitions.values()]
    for items in declared:
        item = items[0]
        if item.name not in named and (_laid_over(items) or not tables.laid_over):
            code = f"table.unused_{type(item).__name__.lower()}"
            file, line, column = item.at
            yield TableError(code, file=file, line=line, column=column, name=item.name)


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
    for schemes in tables.schemes.values():
        for scheme in schemes.values():
            for version in scheme.entries:
                yield from version.requires.values()
                yield from (each.when for each in version.caveats if each.when)
                if version.pays:
                    yield version.pays
