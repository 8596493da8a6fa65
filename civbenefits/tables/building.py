"""From checked plain data to the table model. Dates, numbers and references are resolved here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

from civbenefits.dates import Start, last_day, parse_date
from civbenefits.errors import TableError
from civbenefits.located import KEY, Located, Path
from civbenefits.money import FEN_PER_YUAN, Coin, Currency
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

_Item = TypeVar("_Item")


class FileBuilder:
    """Builds the model of one file; faults are collected, not raised.

    Attributes:
        code: of the place to which the file belongs.
        laid_over: whether it is of a folder that is laid over others.
        currency: of the country of that place, once that is known.
    """

    def __init__(
        self,
        file: str,
        located: Located,
        place: str,
        faults: list[TableError],
        *,
        laid_over: bool = False,
        currency: Currency | None = None,
    ) -> None:
        self._file = file
        self.laid_over = laid_over
        self._top = At(file, 1, 1)
        self._located = located
        self.code = place
        self.currency = currency
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

    def place(self, parent: str | None) -> Place | None:
        """The place that this file declares; None where it only says to which it belongs."""
        data = self._located.data["place"]
        at = self.at(("place",))
        if "zh" not in data and "en" not in data:
            return None
        for key in ("zh", "en"):
            if key not in data:
                self.refuse("table.missing_key", at, key=key)
        title = Text(data.get("zh", ""), data.get("en", ""))
        currency = None
        if "currency" in data:
            currency = _currency(data["currency"])
            if parent is not None:
                at_currency = self.at(("place", "currency"), key=True)
                self.refuse("table.currency_below_country", at_currency, name=self.code)
        return Place(self.code, title, parent, currency, None, at)

    def reviewed_through(self) -> date | None:
        """The day through which the tables of the place were reviewed."""
        reviewed = self._located.data.get("reviewed_through")
        if reviewed is None:
            return None
        start = _moment(reviewed)
        return last_day(start.day, start.precision)

    def documents(self) -> Iterator[Document]:
        """Documents declared in this file."""
        for key, item in self._located.data.get("documents", {}).items():
            at = self.at(("documents", key), key=True)
            number, issuer, issued = (item.get(part) for part in ("number", "issuer", "issued"))
            yield Document(key, item["title"], number, issuer, issued, at, self.laid_over)

    def standards(self) -> Iterator[Standard]:
        """Standards declared in this file."""
        for name, item in self._located.data.get("standards", {}).items():
            path: Path = ("standards", name)
            self._check_unit((*path, "unit"), item["unit"])
            entries = _series((*path, "values"), item["values"], self._entry)
            title = _text(item["title"]) if "title" in item else None
            at = self.at(path, key=True)
            yield Standard(name, title, item["unit"], self.code, entries, at)

    def definitions(self) -> Iterator[Definition]:
        """Definitions declared in this file."""
        for name, item in self._located.data.get("definitions", {}).items():
            path: Path = ("definitions", name)
            entries = _series((*path, "versions"), item["versions"], self._meaning)
            title = _text(item["title"]) if "title" in item else None
            at = self.at(path, key=True)
            yield Definition(name, title, item["of"], self.code, entries, at)

    def scheme(self) -> Scheme:
        """The scheme of a scheme file."""
        data = self._located.data
        entries = _series(("versions",), data["versions"], self._version)
        title = _text(data["title"]) if "title" in data else None
        at = self.at(("scheme",), key=True)
        return Scheme(data["scheme"], title, data.get("assesses"), self.code, entries, at)

    def combinations(self) -> Iterator[Combination]:
        """Combinations declared in this file."""
        for index, item in enumerate(self._located.data.get("combinations", ())):
            path: Path = ("combinations", index)
            at = self.at(path)
            schemes = tuple(item["schemes"])
            relation, keeps = item["relation"], item.get("keeps")
            cite = self._citation(path, item, replaces=_replaces(item))
            yield Combination(self._span(path, item), relation, schemes, keeps, self.code, cite, at)

    def _source(self, path: Path, text: str | None) -> Source | None:
        if text is None:
            return None
        return Source(text, self.at(path), self._located.written(path))

    def _citation(self, path: Path, item: Mapping[str, Any], *, replaces: bool) -> Citation:
        note = _text(item["note"]) if "note" in item else None
        return Citation(
            document=item["document"],
            part=_part(item.get("article"), item.get("section")),
            known=item["known"],
            note=note,
            at=self.at(path),
            file=self._file if self.laid_over else None,
            replaces=replaces,
        )

    def _span(self, path: Path, item: Mapping[str, Any]) -> Span:
        start = _moment(item["from"])
        end = None
        if "to" in item:
            stop = _moment(item["to"])
            end = last_day(stop.day, stop.precision)
            if end < start.day:
                self.refuse("table.ends_before_start", self.at((*path, "to")))
        at = self.at((*path, "from"))
        return Span(start, end, at, self.laid_over, _replaces(item))

    def _entry(self, path: Path, item: Mapping[str, Any]) -> Entry:
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
            rounding = self._rounding((*path, "round"), item["round"])
        return Entry(
            span=self._span(path, item),
            value=_figure(value) if isinstance(value, str) else None,
            keyed=keyed,
            bands=bands,
            by=self._source((*path, "by"), item.get("by")),
            derived=self._source((*path, "derived"), item.get("derived")),
            rounding=rounding,
            stated=_figure(item["stated"]) if "stated" in item else None,
            at_least=_figure(item["at_least"]) if "at_least" in item else None,
            cite=self._citation(path, item, replaces=_replaces(item)),
            at=self.at((*path, "value") if "value" in item else path),
        )

    def _check_unit(self, path: Path, unit: str) -> None:
        """Refuse money of another currency than the country's."""
        money = self.currency
        if "/" in unit and money is not None and unit.partition("/")[0] != money.unit:
            self.refuse("table.wrong_currency", self.at(path), text=unit, money=money.unit)

    def _rounding(self, path: Path, text: str) -> tuple[str, int] | None:
        direction, _, word = text.rpartition(" to ")
        if self.currency is None:  # which is refused for the country
            return None
        coin = self.currency.coin(word)
        if coin is None:
            units = self.currency.words()
            self.refuse("table.rounding_of_currency", self.at(path), text=text, units=units)
            return None
        return direction, coin.fen

    def _meaning(self, path: Path, item: Mapping[str, Any]) -> Meaning:
        at = (*path, "is")
        expression = Source(item["is"], self.at(at), self._located.written(at))
        cite = self._citation(path, item, replaces=_replaces(item))
        return Meaning(self._span(path, item), expression, cite, self.at(path))

    def _version(self, path: Path, item: Mapping[str, Any]) -> Version:
        requires = {
            name: Source(text, self.at(at), self._located.written(at))
            for name, text in item.get("requires", {}).items()
            for at in [(*path, "requires", name)]
        }
        caveats = [
            TableCaveat(_text(each), self._source((*path, "caveats", i, "when"), each.get("when")))
            for i, each in enumerate(item.get("caveats", ()))
        ]
        basis = [
            self._citation((*path, "basis", i), each, replaces=_replaces(item))
            for i, each in enumerate(item["basis"])
        ]
        return Version(
            span=self._span(path, item),
            basis=tuple(basis),
            inherits=item.get("inherits") != "false",
            continues=item.get("inherits") == "previous",
            requires=requires,
            covers=item.get("covers"),
            pays=self._source((*path, "pays"), item.get("pays")),
            provides=_text(item["provides"]) if "provides" in item else None,
            lacks=_text(item["lacks"]) if "lacks" in item else None,
            caveats=tuple(caveats),
            at=self.at(path),
        )


def _series(path: Path, items: list[Any], build: Callable[[Path, Any], _Item]) -> tuple[_Item, ...]:
    return tuple(build((*path, index), item) for index, item in enumerate(items))


def _replaces(item: Mapping[str, Any]) -> bool:
    return "replaces" in item


def _currency(item: Mapping[str, Any]) -> Currency:
    title = _text(item)
    parts = [
        Coin(word, _text(part), int(part["hundredths"]))
        for word, part in item.get("parts", {}).items()
    ]
    unit = Coin(item["unit"], title, FEN_PER_YUAN)
    return Currency(
        item["unit"], title, item.get("code"), (unit, *parts), tuple(item.get("also", ()))
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


def _part(article: str | None, section: str | None) -> Text | None:
    """Where in a document something stands; a section is called what the document calls it."""
    if not article and not section:
        return None
    zh = [f"第{article}条"] if article else []
    several = "s" if article and not article.strip().isdigit() else ""
    en = [f"article{several} {article}"] if article else []
    named = [section] if section else []
    # What brings its own sign needs no word for it.
    # "§ 2" and "(e)(2)" say of themselves what they are.
    signed = section is not None and (
        section[0] == "§" or (section[0] == "(" and section.isascii())
    )
    return Text(
        " ".join([*zh, *named]),
        " ".join([*en, *(named if signed else [f"section {each}" for each in named])]),
    )
