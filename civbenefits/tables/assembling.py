"""The tables from files whose shape has been checked, folder laid over folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from civbenefits.errors import TableError, TableErrors
from civbenefits.facts.member import Member
from civbenefits.facts.vocabulary import facts_of
from civbenefits.located import Located
from civbenefits.place_codes import country_of, parent_of, trail
from civbenefits.suggestions import nearest
from civbenefits.tables.building import FileBuilder
from civbenefits.tables.declaring import Declarations
from civbenefits.tables.loading import Layer
from civbenefits.tables.merging import merged, merged_combinations, position
from civbenefits.tables.model import (
    At,
    Combination,
    Definition,
    Document,
    Place,
    Scheme,
    Standard,
    Tables,
)

PLACE_FILE: Final = "place.yaml"
RESERVED: Final = frozenset(
    {"household", "inherited", "not_on_record", "members", "here", "city", "province", "country"}
)
"""Words of the expression language that no table may give a meaning of its own."""

_Named = TypeVar("_Named", Standard, Definition, Scheme)
_ByPlace = dict[str, dict[int, list[_Named]]]
"""What each place says of a name, by the number of the folder, file by file."""


def assemble(layers: Sequence[Layer], fingerprint: str) -> Tables:
    """The tables from the files of one folder or more, the lowest layer first.

    Raises:
        TableErrors: an overlap, a gap, a clash, a name given twice, a place without a
            parent, a document nobody declared, a unit that differs, and the like.
    """
    return _Assembly(layers).tables(fingerprint)


def taken_names(tables: Tables) -> frozenset[str]:
    """Names that mean something already."""
    declared = (*tables.standards, *tables.definitions, *tables.schemes)
    declared += tuple(fact.name for fact in tables.facts)
    return frozenset((*RESERVED, *facts_of(Member), *declared))


def _places_of_folders(files: Mapping[str, Located]) -> Mapping[str, tuple[str, ...]]:
    """The places that files in a folder name; where there is a ``place.yaml``, it decides."""
    found: dict[str, dict[str, None]] = {}
    settled: dict[str, tuple[str, ...]] = {}
    for name, located in files.items():
        if "place" in located.data:
            folder, _, file = name.rpartition("/")
            code = located.data["place"]["code"]
            found.setdefault(folder, {})[code] = None
            if file == PLACE_FILE:
                settled[folder] = (code,)
    return {folder: settled.get(folder, tuple(codes)) for folder, codes in found.items()}


class _Assembly:
    def __init__(self, layers: Sequence[Layer]) -> None:
        self._layers = layers
        self._faults: list[TableError] = []
        self._places: dict[str, Place] = {}
        self._documents: dict[str, Document] = {}
        self._standards: dict[str, _ByPlace[Standard]] = {}
        self._definitions: dict[str, _ByPlace[Definition]] = {}
        self._schemes: dict[str, _ByPlace[Scheme]] = {}
        self._combinations: list[list[Combination]] = []
        self._declared = Declarations()

    def tables(self, fingerprint: str) -> Tables:
        self._read_places()
        for number, layer in enumerate(self._layers):
            self._read_layer(number, layer)
        self._check()
        standards = self._merged(self._standards)
        definitions = self._merged(self._definitions)
        schemes = self._merged(self._schemes)
        combinations = merged_combinations(self._combinations, self._refuse)
        if self._faults:
            raise TableErrors(self._faults)
        return Tables(
            fingerprint=fingerprint,
            laid_over=any(layer.laid_over for layer in self._layers),
            places=self._places,
            documents=self._documents,
            standards=standards,
            definitions=definitions,
            schemes=schemes,
            combinations=combinations,
            facts=tuple(self._declared.facts),
            income_kinds=tuple(self._declared.kinds),
        )

    # Places -----------------------------------------------------------------------

    def _read_places(self) -> None:
        holders = [
            [
                FileBuilder(name, located, located.data["place"]["code"], self._faults)
                for name, located in layer.files.items()
                if "place" in located.data
            ]
            for layer in self._layers
        ]
        codes = {builder.code for builders in holders for builder in builders}
        for builders in holders:
            own: dict[str, At] = {}
            for builder in builders:
                self._read_place(builder, codes, own)
        for builders in holders:
            reviewed: dict[str, At] = {}
            for builder in builders:
                self._read_review(builder, reviewed)

    def _read_place(self, builder: FileBuilder, codes: set[str], own: dict[str, At]) -> None:
        """Take note of a place; ``own`` has those that this folder declared before."""
        code, at = builder.code, builder.at(("place",))
        place = builder.place(parent_of(code, codes))
        if place is None:
            return
        known = self._places.get(code)
        if code in own:
            other = f"{own[code].file}:{own[code].line}"
            self._refuse("table.duplicate_name", at, name=code, other=other)
        elif known is not None and known.title != place.title:
            self._refuse("table.differs", at, name=code, key="place", other=position(known.at))
        elif known is not None and place.currency not in (None, known.currency):
            self._refuse("table.differs", at, name=code, key="currency", other=position(known.at))
        elif known is None and code == country_of(code) and place.currency is None:
            self._refuse("table.missing_key", at, key="currency")
        if place.parent is None and code != country_of(code):
            self._refuse("table.no_parent_place", at, name=code)
        own[code] = at
        self._places.setdefault(code, place)

    def _read_review(self, builder: FileBuilder, own: dict[str, At]) -> None:
        """Take note of how far a place was reviewed; an upper folder may only go further."""
        code, day = builder.code, builder.reviewed_through()
        known = self._places.get(code)
        if known is None:
            self._refuse("table.missing_key", builder.at(("place",)), key="zh")
        elif day is not None:
            at = builder.at(("reviewed_through",))
            before = known.reviewed_through
            if before is not None and (day < before or (code in own and day != before)):
                other = position(own.get(code, known.at))
                key = "reviewed_through"
                self._refuse("table.differs", at, name=code, key=key, other=other)
            own[code] = at
            self._places[code] = known.altered(reviewed_through=day)

    # Files ------------------------------------------------------------------------

    def _read_layer(self, number: int, layer: Layer) -> None:
        folders = _places_of_folders(layer.files)
        self._combinations.append([])
        for name, located in layer.files.items():
            place = self._place_of(name, located, folders)
            if place is not None:
                country = self._places.get(country_of(place))
                builder = FileBuilder(
                    name,
                    located,
                    place,
                    self._faults,
                    laid_over=layer.laid_over,
                    currency=country.currency if country else None,
                )
                self._read_file(builder, located, number)

    def _place_of(
        self, name: str, located: Located, folders: Mapping[str, tuple[str, ...]]
    ) -> str | None:
        """The place that a file names itself, or else the one that its folder is for."""
        if "place" in located.data:
            code: str = located.data["place"]["code"]
            return code
        folder = name.rpartition("/")[0]
        while folder and folder not in folders:
            folder = folder.rpartition("/")[0]
        codes = folders.get(folder, ())
        if len(codes) == 1:
            return codes[0]
        at = At(name, 1, 1)
        if codes:
            self._refuse("table.which_place", at, codes=codes)
        else:
            self._refuse("table.no_place", at)
        return None

    def _read_file(self, builder: FileBuilder, located: Located, layer: int) -> None:
        if "reviewed_through" in located.data and "place" not in located.data:
            at = builder.at(("reviewed_through",), key=True)
            self._refuse("table.missing_key", at, key="place")
        for document in builder.documents():
            if document.key in self._documents:
                first = self._documents[document.key].at
                other = f"{first.file}:{first.line}"
                self._refuse("table.duplicate_name", document.at, name=document.key, other=other)
            self._documents[document.key] = document
        for standard in builder.standards():
            self._add(self._standards, standard, layer)
        for definition in builder.definitions():
            self._add(self._definitions, definition, layer)
        if "scheme" in located.data:
            self._add(self._schemes, builder.scheme(), layer)
        self._combinations[-1].extend(builder.combinations())
        self._declared.read(builder, located.data)

    def _add(self, known: dict[str, _ByPlace[_Named]], item: _Named, layer: int) -> None:
        by_layer = known.setdefault(item.name, {}).setdefault(item.place, {})
        by_layer.setdefault(layer, []).append(item)

    # All together -----------------------------------------------------------------

    def _merged(self, named: Mapping[str, _ByPlace[_Named]]) -> Mapping[str, Mapping[str, _Named]]:
        return {
            name: {place: self._one(by_layer) for place, by_layer in by_place.items()}
            for name, by_place in named.items()
        }

    def _one(self, by_layer: Mapping[int, Sequence[_Named]]) -> _Named:
        """What all files together say of a name at a place."""
        items = [item for layer in by_layer.values() for item in layer]
        layers: Any = [[item.entries for item in layer] for layer in by_layer.values()]
        entries: Any = merged(items[0].name, layers, self._refuse)
        title = next((item.title for item in items if item.title is not None), None)
        return items[0].altered(entries=entries, title=title)

    def _check(self) -> None:
        self._check_names()
        named: list[Mapping[str, _ByPlace[Any]]] = [
            self._standards,
            self._definitions,
            self._schemes,
        ]
        for items in (items for kind in named for items in _by_country(kind)):
            items.sort(key=lambda item: len(trail(item.place)))
            self._check_titles([item for item in items if item.title is not None], items)
            for entry in (entry for item in items for entry in item.entries):
                for cite in entry.basis if hasattr(entry, "basis") else (entry.cite,):
                    self._check_citation(cite)
        for standards in _by_country(self._standards):
            self._check_same(standards, "unit", "table.wrong_unit")
        for definitions in _by_country(self._definitions):
            self._check_same(definitions, "of", "table.wrong_subject")
        for schemes in _by_country(self._schemes):
            saying = [scheme for scheme in schemes if scheme.assesses is not None]
            if saying:
                self._check_same(saying, "assesses", "table.wrong_subject")
            else:
                first = schemes[0]
                self._refuse("table.assesses_missing", first.at, name=first.name)
        for combination in (each for layer in self._combinations for each in layer):
            self._check_citation(combination.cite)
            country = country_of(combination.place)
            known = [
                name for name, by_place in self._schemes.items() if country in _countries(by_place)
            ]
            for name in combination.schemes:
                if name not in known:
                    near = nearest(name, known)
                    at = combination.at
                    self._refuse("table.unresolved_name", at, name=name, suggestion=near)

    def _check_titles(self, titled: Sequence[Any], items: Sequence[Any]) -> None:
        """What is said of a name by several places or folders has one title."""
        if not titled:
            self._refuse("table.title_missing", items[0].at, name=items[0].name)
        for item in titled[1:]:
            if item.title != titled[0].title:
                other = position(titled[0].at)
                self._refuse("table.differs", item.at, name=item.name, key="title", other=other)

    def _check_names(self) -> None:
        """A name means one thing: a word of the language, a fact, a figure, a definition...

        What is a figure in one country may be a definition in another.
        """
        words = frozenset((*RESERVED, *facts_of(Member)))
        taken: dict[tuple[str, str], At] = {}
        kinds: list[Mapping[str, _ByPlace[Any]]] = [
            self._standards,
            self._definitions,
            self._schemes,
        ]
        for first in (items[0] for named in kinds for items in _by_country(named)):
            key = (country_of(first.place), first.name)
            if first.name in words or key in taken:
                where = position(taken[key]) if key in taken else "docs/model.md"
                self._refuse("table.name_taken", first.at, name=first.name, other=where)
            taken.setdefault(key, first.at)
        self._declared.check(taken, self._refuse)

    def _refuse(self, code: str, at: At, **details: object) -> None:
        file, line, column = at
        self._faults.append(TableError(code, file=file, line=line, column=column, **details))

    def _check_citation(self, cite: Any) -> None:
        if cite.document not in self._documents:
            self._refuse("table.unknown_document", cite.at, name=cite.document)

    def _check_same(self, items: list[Any], attribute: str, code: str) -> None:
        first = min(items, key=lambda item: len(trail(item.place)))
        for item in items:
            if getattr(item, attribute) != getattr(first, attribute):
                self._refuse(
                    code,
                    item.at,
                    name=item.name,
                    found=getattr(item, attribute),
                    expected=getattr(first, attribute),
                    other=f"{first.at.file}:{first.at.line}",
                )


def _countries(by_place: Iterable[str]) -> frozenset[str]:
    """The countries that some places lie in."""
    return frozenset(map(country_of, by_place))


def _by_country(named: Mapping[str, _ByPlace[_Named]]) -> Iterator[list[_Named]]:
    """What all places of one country say of one name."""
    for by_place in named.values():
        for country in sorted(_countries(by_place)):
            yield [
                item
                for place, by_layer in by_place.items()
                if country_of(place) == country
                for items in by_layer.values()
                for item in items
            ]
