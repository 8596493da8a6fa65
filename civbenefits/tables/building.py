"""From checked plain data to the table model. Dates, numbers and references are resolved here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

from civbenefits.dates import Start, day_before, last_day, parse_date
from civbenefits.errors import TableError
from civbenefits.located import KEY, Located, Path
from civbenefits.tables.model import (
    At,
    Citation,
    Combination,
    Definition,
    Document,
    Entry,
    Figure,
    Meaning,
    Place,
    Scheme,
    Source,
    Span,
    Standard,
    TableCaveat,
    Version,
)
from civbenefits.texts import Text

ROUNDING_UNITS: Mapping[str, int] = {"yuan": 100, "jiao": 10, "fen": 1}


_Item = TypeVar("_Item")


class FileBuilder:
    """Builds the model of one file; faults are collected, not raised."""

    def __init__(self, file: str, located: Located, place: str, faults: list[TableError]) -> None:
        self._file = file
        self._top = At(file, 1, 1)
        self._located = located
        self._place = place
        self._faults = faults

    def at(self, path: Path, *, key: bool = False) -> At:
        """The position of a value (or of its key) in the file."""
        spots = self._located.spots
        if not spots:
            return self._top
        if key and (*path, KEY) in spots:
            path = (*path, KEY)
        return At(self._file, *self._located.spot(path))

    def refuse(self, code: str, at: At, **details: object) -> None:
        """Note a fault."""
        self._faults.append(
            TableError(code, file=at.file, line=at.line, column=at.column, **details)
        )

    def place(self, parent: str | None) -> Place:
        """The place that this file declares."""
        data = self._located.data
        reviewed = data.get("reviewed_through")
        through = None
        if reviewed is not None:
            start = _moment(reviewed)
            through = last_day(start.day, start.precision)
        title = _text(data["place"])
        return Place(data["place"]["code"], title, parent, through, self.at(("place",)))

    def documents(self) -> Iterator[Document]:
        """Documents declared in this file."""
        for key, item in self._located.data.get("documents", {}).items():
            at = self.at(("documents", key), key=True)
            number, issuer, issued = (item.get(part) for part in ("number", "issuer", "issued"))
            yield Document(key, item["title"], number, issuer, issued, at)

    def standards(self) -> Iterator[Standard]:
        """Standards declared in this file."""
        for name, item in self._located.data.get("standards", {}).items():
            path: Path = ("standards", name)
            entries = self._series((*path, "values"), item["values"], self._entry)
            title = _text(item["title"]) if "title" in item else None
            at = self.at(path, key=True)
            yield Standard(name, title, item["unit"], self._place, entries, at)

    def definitions(self) -> Iterator[Definition]:
        """Definitions declared in this file."""
        for name, item in self._located.data.get("definitions", {}).items():
            path: Path = ("definitions", name)
            entries = self._series((*path, "versions"), item["versions"], self._meaning)
            title = _text(item["title"]) if "title" in item else None
            at = self.at(path, key=True)
            yield Definition(name, title, item["of"], self._place, entries, at)

    def scheme(self) -> Scheme:
        """The scheme of a scheme file."""
        data = self._located.data
        entries = self._series(("versions",), data["versions"], self._version)
        title = _text(data["title"]) if "title" in data else None
        at = self.at(("scheme",), key=True)
        return Scheme(data["scheme"], title, data.get("assesses"), self._place, entries, at)

    def combinations(self) -> Iterator[Combination]:
        """Combinations declared in this file."""
        for index, item in enumerate(self._located.data.get("combinations", ())):
            path: Path = ("combinations", index)
            at = self.at(path)
            schemes = tuple(item["schemes"])
            relation, keeps = item["relation"], item.get("keeps")
            cite = self._citation(path, item)
            yield Combination(
                self._span(path, item), relation, schemes, keeps, self._place, cite, at
            )

    def _series(
        self, path: Path, items: list[Any], build: Callable[[Path, Any, Span], _Item]
    ) -> tuple[_Item, ...]:
        """Dated entries in order, each closed by the next; overlap and gap are faults."""
        spans = [self._span((*path, index), item) for index, item in enumerate(items)]
        entries: list[_Item] = []
        for index, item in enumerate(items):
            span = spans[index]
            if index + 1 < len(items):
                span = self._closed((*path, index + 1), span, spans[index + 1].start.day)
            entries.append(build((*path, index), item, span))
        return tuple(entries)

    def _closed(self, next_path: Path, span: Span, following: date) -> Span:
        """A span ended by the start of the next; noted as a fault where they do not meet."""
        at = self.at((*next_path, "from"))
        if following <= span.start.day or (span.end is not None and following <= span.end):
            self.refuse("table.overlap", at, start=following)
        elif span.end is not None and day_before(following) > span.end:
            self.refuse("table.gap", at, end=span.end, start=following)
        else:
            return Span(span.start, day_before(following))
        return span

    def _source(self, path: Path, text: str | None) -> Source | None:
        if text is None:
            return None
        return Source(text, self.at(path), self._located.written(path))

    def _citation(self, path: Path, item: Mapping[str, Any]) -> Citation:
        article, section = item.get("article"), item.get("section")
        parts = [f"第{article}条"] if article else []
        parts += [section] if section else []
        note = _text(item["note"]) if "note" in item else None
        return Citation(
            item["document"], " ".join(parts) or None, item["known"], note, self.at(path)
        )

    def _span(self, path: Path, item: Mapping[str, Any]) -> Span:
        start = _moment(item["from"])
        end = None
        if "to" in item:
            stop = _moment(item["to"])
            end = last_day(stop.day, stop.precision)
            if end < start.day:
                self.refuse("table.ends_before_start", self.at((*path, "to")))
        return Span(start, end)

    def _entry(self, path: Path, item: Mapping[str, Any], span: Span) -> Entry:
        value = item.get("value")
        keyed = None
        if isinstance(value, dict):
            keyed = {key: _figure(each) for key, each in value.items()}
        bands = None
        if "bands" in item:
            pairs = [(Fraction(low), _figure(each)) for low, each in item["bands"].items()]
            bands = tuple(sorted(pairs, key=lambda pair: pair[0]))
        rounding = None
        if item.get("round", "none") != "none":
            direction, unit = item["round"].rsplit(" to ", 1)
            rounding = (direction, ROUNDING_UNITS[unit])
        return Entry(
            span=span,
            value=_figure(value) if isinstance(value, str) else None,
            keyed=keyed,
            bands=bands,
            by=self._source((*path, "by"), item.get("by")),
            derived=self._source((*path, "derived"), item.get("derived")),
            rounding=rounding,
            stated=_figure(item["stated"]) if "stated" in item else None,
            at_least=_figure(item["at_least"]) if "at_least" in item else None,
            cite=self._citation(path, item),
            at=self.at((*path, "value") if "value" in item else path),
        )

    def _meaning(self, path: Path, item: Mapping[str, Any], span: Span) -> Meaning:
        at = (*path, "is")
        expression = Source(item["is"], self.at(at), self._located.written(at))
        return Meaning(span, expression, self._citation(path, item), self.at(path))

    def _version(self, path: Path, item: Mapping[str, Any], span: Span) -> Version:
        requires = {
            name: Source(text, self.at(at), self._located.written(at))
            for name, text in item.get("requires", {}).items()
            for at in [(*path, "requires", name)]
        }
        caveats = [
            TableCaveat(_text(each), self._source((*path, "caveats", i, "when"), each.get("when")))
            for i, each in enumerate(item.get("caveats", ()))
        ]
        basis = [self._citation((*path, "basis", i), each) for i, each in enumerate(item["basis"])]
        return Version(
            span=span,
            basis=tuple(basis),
            inherits=item.get("inherits", "true") == "true",
            requires=requires,
            covers=item.get("covers"),
            pays=self._source((*path, "pays"), item.get("pays")),
            provides=_text(item["provides"]) if "provides" in item else None,
            lacks=_text(item["lacks"]) if "lacks" in item else None,
            caveats=tuple(caveats),
            at=self.at(path),
        )


def _text(item: Mapping[str, str]) -> Text:
    return Text(item["zh"], item["en"])


def _figure(text: str) -> Figure:
    return None if text == "unknown" else Fraction(text)


def _moment(text: str) -> Start:
    start = parse_date(text)
    if start is None:
        raise ValueError(text)
    return start
