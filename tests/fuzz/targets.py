"""What is fuzzed: each takes anything, and nothing but the library's own errors may come of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import civbenefits as cb
from civbenefits.engine.library import check_links
from civbenefits.engine.rulebook import RulebookShelf
from civbenefits.errors import CivBenefitsError, TableError, TableErrors
from civbenefits.facts.vocabulary import as_data as as_plain
from civbenefits.located import Located
from civbenefits.tables.assembling import assemble
from civbenefits.tables.faults import SourceLines, as_data
from civbenefits.tables.loading import Layer, TableFile
from civbenefits.tables.shapes import read_checked

GOOD: Final = Path(__file__).parent.parent / "tables" / "good" / "cn"

ASKED: Final = """\
definitions:
  asked:
    title: {{zh: 问, en: asked}}
    of: {of}
    versions:
      - from: 2020-01-01
        is: {text}
        document: law
        known: found
"""
ASKING: Final = """\
scheme: asking
title: {{zh: 问, en: asking}}
assesses: {of}
versions:
  - from: 2020-01-01
    basis: [{{document: law, known: found}}]
    requires: {{asked: asked}}
    provides: {{zh: 物, en: goods}}
"""
FAMILIES: Final = (
    {"members": [{"id": "a"}]},
    {
        "counted_income": "2400.50",
        "members": [
            {"id": "a", "age": 70, "hukou": {"place": "440300", "kind": "urban"}},
            {"id": "b", "born": "2022-06-15", "in_prison": False, "parents": [{}, {}]},
        ],
    },
)


def table(raw: bytes) -> None:
    """A file laid beside good tables: read, checked, linked; its faults put into words."""
    file = TableFile("fuzzed.yaml", raw)
    faults: list[TableError] = []
    located = read_checked(file, faults)
    try:
        if located is None:
            raise TableErrors(faults)
        _checked({"fuzzed.yaml": located})
    except TableErrors as error:
        _worded(error, file)


def expression(text: str) -> None:
    """An expression in a definition: linked, compiled, worded, and asked of two families."""
    for of in ("person", "household"):
        quoted = json.dumps(text)
        file = TableFile("fuzzed.yaml", ASKED.format(of=of, text=quoted).encode())
        faults: list[TableError] = []
        located = read_checked(file, faults)
        asking = read_checked(TableFile("asking.yaml", ASKING.format(of=of).encode()), faults)
        try:
            if located is None or asking is None:
                raise TableErrors(faults)
            shelf = _checked({"fuzzed.yaml": located, "asking.yaml": asking})
        except TableErrors as error:
            _worded(error, file)
            continue
        book = shelf.rulebook("440000", "2022-06")
        for data in FAMILIES:
            answer = book.assess(cb.household_from(data))
            assert cb.from_json(cb.to_json(answer)) == answer


def household(raw: bytes) -> None:
    """A household file: read, written again, and judged."""
    try:
        read = cb.read_household(raw)
        assert _rules().rulebook("440000", "2022-06").decide(read)
    except CivBenefitsError as error:
        told = (error.text.zh, error.text.en, str(error))
    else:
        assert cb.household_from(as_plain(read)) == read
        return
    assert all(told)


TARGETS: Final[Mapping[str, Callable[..., None]]] = {
    "table": table,
    "expression": expression,
    "household": household,
}


@cache
def _rules() -> RulebookShelf:
    return _checked({})


@cache
def _good() -> Mapping[str, Located]:
    found: dict[str, Located] = {}
    for path in sorted(GOOD.rglob("*.yaml")):
        if "cases" in path.parts:
            continue
        faults: list[TableError] = []
        name = path.relative_to(GOOD).as_posix()
        located = read_checked(TableFile(name, path.read_bytes()), faults)
        assert located is not None, faults
        found[name] = located
    return found


def _checked(files: Mapping[str, Located]) -> RulebookShelf:
    tables = assemble([Layer({**_good(), **files}, laid_over=False)], "fuzz")
    check_links(tables)
    return RulebookShelf(tables)


def _worded(error: TableErrors, file: TableFile) -> None:
    lines = SourceLines([file])
    assert error.faults
    for fault in error.faults:
        data = as_data(fault, lines)
        assert data["line"] >= 1
        assert data["column"] >= 1
        assert data["message"]["zh"]
        assert data["expected"]["en"], fault.code
        lines.pointed(fault)
        json.dumps(data, ensure_ascii=False)
    assert str(error)
