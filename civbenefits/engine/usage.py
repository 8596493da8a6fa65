"""Standards and definitions that nothing uses: a figure that cannot matter is a fault."""

from __future__ import annotations

import re
from collections.abc import Iterator

from civbenefits.errors import TableError
from civbenefits.tables.model import Definition, Source, Standard, Tables

_WORD = re.compile(r"[a-z_][a-z0-9_]*", re.ASCII)


def unused(tables: Tables) -> Iterator[TableError]:
    """A fault for each standard or definition that no expression names."""
    named = {word for source in _expressions(tables) for word in _WORD.findall(source.text)}
    for schemes in tables.schemes.values():
        for scheme in schemes.values():
            named |= {version.covers for version in scheme.entries if version.covers}
    declared: list[Standard | Definition] = []
    declared += [next(iter(by_place.values())) for by_place in tables.standards.values()]
    declared += [next(iter(by_place.values())) for by_place in tables.definitions.values()]
    for item in declared:
        if item.name not in named:
            code = f"table.unused_{type(item).__name__.lower()}"
            file, line, column = item.at
            yield TableError(code, file=file, line=line, column=column, name=item.name)


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
