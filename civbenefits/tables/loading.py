"""Reading a folder of tables: every fault of every file in one run, or the tables."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from civbenefits.errors import TableError, TableErrors
from civbenefits.located import Located
from civbenefits.records import Record
from civbenefits.suggestions import did_you_mean
from civbenefits.tables.building import FileBuilder
from civbenefits.tables.model import (
    NATION,
    Combination,
    Definition,
    Document,
    Place,
    Scheme,
    Standard,
    Tables,
)

CASES_FOLDER = "cases"
MAX_FILES = 20_000

_Named = TypeVar("_Named", Standard, Definition, Scheme)


class TableFile(Record):
    """One file of tables: its name below the root, and its bytes."""

    name: str
    raw: bytes


def table_files(root: Path) -> tuple[TableFile, ...]:
    """Every table file below a folder in a fixed order; cases are not tables.

    Raises:
        TableErrors: the folder is missing, or there are too many files.
    """
    if not root.is_dir():
        raise TableErrors([_fault("table.no_folder", str(root))])
    names = sorted(_table_names(str(root)))
    if len(names) > MAX_FILES:
        raise TableErrors([_fault("table.too_many_files", str(root), limit=MAX_FILES)])
    return tuple(TableFile(name, (root / name).read_bytes()) for name in names)


def _table_names(root: str) -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != CASES_FOLDER]
        below = os.path.relpath(folder, root).replace(os.sep, "/") + "/"
        for name in names:
            if name.endswith(".yaml"):
                yield below.removeprefix("./") + name


def fingerprint(files: Iterable[TableFile]) -> str:
    """SHA-256 over the names and bytes of all files."""
    digest = sha256()
    for file in files:
        digest.update(f"{file.name}\0{len(file.raw)}\0".encode())
        digest.update(file.raw)
    return digest.hexdigest()


def assemble(files: Mapping[str, Located], fingerprint_: str) -> Tables:
    """The tables from files whose shape has been checked.

    Raises:
        TableErrors: an overlap, a gap, a name given twice, a place without a parent, a
            document nobody declared, a unit that differs, and the like.
    """
    return _Assembly(files).tables(fingerprint_)


def _fault(code: str, file: str, **details: object) -> TableError:
    """A fault of a file or folder as a whole."""
    return TableError(code, file=file, line=1, column=1, **details)


def _parent_of(code: str, known: Iterable[str]) -> str | None:
    """The nearest known place whose code, less its closing pairs of zeros, begins this one."""
    above = [c for c in known if c != code and code.startswith(_stem(c))]
    return max(above, key=lambda c: len(_stem(c)), default=None)


def _stem(code: str) -> str:
    while code.endswith("00"):
        code = code[:-2]
    return code


class _Assembly:
    def __init__(self, files: Mapping[str, Located]) -> None:
        self._files = files
        self._faults: list[TableError] = []
        self._folders: dict[str, str] = {}
        self._places: dict[str, Place] = {}
        self._documents: dict[str, Document] = {}
        self._standards: dict[str, dict[str, Standard]] = {}
        self._definitions: dict[str, dict[str, Definition]] = {}
        self._schemes: dict[str, dict[str, Scheme]] = {}
        self._combinations: list[Combination] = []

    def tables(self, fingerprint_: str) -> Tables:
        self._read_places()
        for name, located in self._files.items():
            self._read_file(name, located)
        self._check()
        if self._faults:
            raise TableErrors(self._faults)
        return Tables(
            fingerprint=fingerprint_,
            places=self._places,
            documents=self._documents,
            standards=self._standards,
            definitions=self._definitions,
            schemes=self._schemes,
            combinations=tuple(self._combinations),
        )

    def _read_places(self) -> None:
        holders = {n: f for n, f in self._files.items() if "place" in f.data}
        codes = {located.data["place"]["code"] for located in holders.values()}
        for name, located in holders.items():
            code = located.data["place"]["code"]
            builder = FileBuilder(name, located, code, self._faults)
            place = builder.place(_parent_of(code, codes))
            if code in self._places:
                first = self._places[code].at
                builder.refuse(
                    "table.duplicate_name", place.at, name=code, other=f"{first.file}:{first.line}"
                )
            if place.parent is None and code != NATION:
                builder.refuse("table.no_parent_place", place.at, name=code)
            self._places[code] = place
            self._folders[name.rpartition("/")[0]] = code

    def _place_of(self, name: str) -> str | None:
        folder = name.rpartition("/")[0]
        while folder and folder not in self._folders:
            folder = folder.rpartition("/")[0]
        return self._folders.get(folder)

    def _read_file(self, name: str, located: Located) -> None:
        place = located.data["place"]["code"] if "place" in located.data else self._place_of(name)
        if place is None:
            self._faults.append(_fault("table.no_place", name))
            return
        builder = FileBuilder(name, located, place, self._faults)
        if "reviewed_through" in located.data and "place" not in located.data:
            at = builder.at(("reviewed_through",), key=True)
            builder.refuse("table.missing_key", at, key="place")
        if "scheme" in located.data:
            self._add(builder, self._schemes, builder.scheme())
            return
        for document in builder.documents():
            if document.key in self._documents:
                other = self._documents[document.key].at
                builder.refuse(
                    "table.duplicate_name",
                    document.at,
                    name=document.key,
                    other=f"{other.file}:{other.line}",
                )
            self._documents[document.key] = document
        for standard in builder.standards():
            self._add(builder, self._standards, standard)
        for definition in builder.definitions():
            self._add(builder, self._definitions, definition)
        self._combinations.extend(builder.combinations())

    def _add(self, builder: FileBuilder, known: dict[str, dict[str, _Named]], item: _Named) -> None:
        by_place = known.setdefault(item.name, {})
        if item.place in by_place:
            other = by_place[item.place].at
            builder.refuse(
                "table.duplicate_name",
                item.at,
                name=item.name,
                other=f"{other.file}:{other.line}",
            )
        by_place[item.place] = item

    def _check(self) -> None:
        named: list[dict[str, Any]] = [
            *self._standards.values(),
            *self._definitions.values(),
            *self._schemes.values(),
        ]
        for by_place in named:
            items = sorted(by_place.values(), key=lambda item: _stem(item.place))
            if all(item.title is None for item in items):
                self._refuse("table.title_missing", items[0], name=items[0].name)
            for entry in (entry for item in items for entry in item.entries):
                for cite in entry.basis if hasattr(entry, "basis") else (entry.cite,):
                    self._check_citation(cite)
        for standards in self._standards.values():
            self._check_same(list(standards.values()), "unit", "table.wrong_unit")
        for definitions in self._definitions.values():
            self._check_same(list(definitions.values()), "of", "table.wrong_subject")
        for schemes in self._schemes.values():
            saying = [scheme for scheme in schemes.values() if scheme.assesses is not None]
            if saying:
                self._check_same(saying, "assesses", "table.wrong_subject")
            else:
                first = next(iter(schemes.values()))
                self._refuse("table.assesses_missing", first, name=first.name)
        for combination in self._combinations:
            self._check_citation(combination.cite)
            for name in combination.schemes:
                if name not in self._schemes:
                    near = did_you_mean(name, self._schemes)
                    self._refuse("table.unresolved_name", combination, name=name, suggestion=near)

    def _refuse(self, code: str, item: Any, **details: object) -> None:
        file, line, column = item.at
        self._faults.append(TableError(code, file=file, line=line, column=column, **details))

    def _check_citation(self, cite: Any) -> None:
        if cite.document not in self._documents:
            self._refuse("table.unknown_document", cite, name=cite.document)

    def _check_same(self, items: list[Any], attribute: str, code: str) -> None:
        first = min(items, key=lambda item: _stem(item.place))
        for item in items:
            if getattr(item, attribute) != getattr(first, attribute):
                self._refuse(
                    code,
                    item,
                    name=item.name,
                    found=getattr(item, attribute),
                    expected=getattr(first, attribute),
                    other=f"{first.at.file}:{first.at.line}",
                )
