"""A book laid out as a document in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from civbenefits.books import model as m
from civbenefits.books.blocks import (
    Block,
    Contents,
    Document,
    Entry,
    Fact,
    Facts,
    Heading,
    Items,
    Line,
    Paragraph,
    Row,
    Span,
    Table,
)
from civbenefits.books.lines import Lines
from civbenefits.books.words import GROUP_TITLES, KNOWN_MEANINGS
from civbenefits.presenting.words import KNOWN
from civbenefits.texts import Language

_WIDTHS: Final[Mapping[str, tuple[int, ...]]] = {
    "definitions": (18, 9, 45, 28),
    "standards": (19, 29, 12, 21, 19),
    "history": (25, 28, 23, 24),
    "changes": (15, 65, 20),
    "gaps": (30, 70),
    "documents": (27, 14, 14, 11, 34),
}


def lay_out(book: m.Book, language: Language) -> Document:
    """The whole book in one language."""
    return _Layout(book, language).document()


class _Layout:
    def __init__(self, book: m.Book, language: Language) -> None:
        self._book = book
        self._language: Language = language
        self._lines = Lines(book, language)
        self._numbers = self._say("numbers").split()
        self._entries: list[Entry] = []

    def document(self) -> Document:
        title = self._text("title", place=self._book.title, month=self._book.month)
        sections = [block for part in self._sections() for block in part]
        fingerprint = f"{self._say('tables')} {self._book.fingerprint[:12]}"
        return Document(
            language=self._language,
            title=title,
            footer=f"{title}    {fingerprint}",
            blocks=(
                Heading(1, title, "top"),
                self._head(),
                *self._warnings(),
                Heading(2, self._say("contents"), "contents"),
                Contents(tuple(self._entries)),
                *sections,
            ),
        )

    def _sections(self) -> Iterator[list[Block]]:
        yield self._section("reading", self._say("reading"), self._reading())
        number = 0
        for group, found in groupby(self._book.schemes, key=lambda each: each.group):
            schemes, blocks, below = list(found), list[Block](), list[Line]()
            title = GROUP_TITLES[group].in_(self._language)
            for scheme in schemes:
                number += 1
                blocks += self._scheme(number, scheme)
                name = m.Name("scheme", scheme.name, scheme.title)
                below.append((Span(f"{number} "), *self._lines.names([name])))
            yield self._section(group.replace("_", "-"), title, blocks, below)
        for part, body in (
            ("definitions", self._definitions()),
            ("standards", self._standards()),
            ("history", self._history()),
            ("changes", self._changes()),
            ("gaps", self._gaps()),
            ("documents", self._documents()),
        ):
            yield self._section(part, self._say(part), body)

    def _section(
        self, part: str, title: str, blocks: Iterable[Block], below: Sequence[Line] = ()
    ) -> list[Block]:
        anchor = f"part-{part}"
        shown = self._text("section", number=self._numbers[len(self._entries)], title=title)
        self._entries.append(Entry((Span(shown, anchor),), tuple(below)))
        return [Heading(2, shown, anchor), *blocks]

    # The head ---------------------------------------------------------------------

    def _head(self) -> Facts:
        book = self._book
        reviewed = []
        for each in book.chain:
            name = "reviewed_shown" if each.through else "no_review"
            reviewed.append(self._line(name, place=each.title, day=each.through))
        return Facts(
            (
                self._fact("place", self._line("place_shown", place=book.title, code=book.place)),
                self._fact("day", self._line("day_shown", day=book.day)),
                self._fact("reviewed", *reviewed),
                self._fact("tables", (Span(book.fingerprint),)),
            )
        )

    def _warnings(self) -> Iterator[Block]:
        for caveat in self._book.caveats:
            text = caveat.text.in_(self._language)
            colon = ":" if self._language == "zh" else ": "
            spans = (Span(self._say("attention") + colon, strong=True), Span(text))
            yield Paragraph(self._lines.set(spans))

    def _reading(self) -> Iterator[Block]:
        names = ("conditions", "dates", "gaps", "official")
        yield Items(tuple(self._line(f"reading_{name}") for name in names))
        yield Paragraph(self._line("reading_known"))
        yield Items(
            tuple(
                self._line("known_shown", known=KNOWN[known], meaning=meaning)
                for known, meaning in KNOWN_MEANINGS.items()
            )
        )

    # Schemes ----------------------------------------------------------------------

    def _scheme(self, number: int, scheme: m.SchemeRules) -> Iterator[Block]:
        title = self._text("numbered", number=number, title=scheme.title)
        yield Heading(3, title, f"scheme-{scheme.name}")
        yield Facts(tuple(self._scheme_facts(scheme)))

    def _scheme_facts(self, scheme: m.SchemeRules) -> Iterator[Fact]:
        lines = self._lines
        yield self._fact("for", self._line(scheme.assesses))
        if scheme.group not in ("lacks", "not_offered"):
            yield self._fact("gives", self._line(_gives(scheme)))
        if scheme.lacks is not None:
            yield self._fact("lacks", lines.text(scheme.lacks))
        if scheme.amount is not None:
            yield self._fact("amount", lines.statement(scheme.amount))
        if scheme.provides is not None:
            yield self._fact("provides", lines.text(scheme.provides))
        if scheme.covers is not None:
            yield self._fact("covers", lines.statement(scheme.covers))
        if scheme.conditions:
            told = map(lines.statement, scheme.conditions)
            yield self._fact("conditions", *told, numbered=True)
        elif scheme.group not in ("lacks", "not_offered"):
            yield self._fact("conditions", self._line("no_conditions"))
        if scheme.together:
            yield self._fact("together", *map(lines.together, scheme.together))
        if scheme.caveats:
            yield self._fact("caveats", *map(lines.remark, scheme.caveats))
        if scheme.grounds:
            yield self._fact("grounds", *map(lines.ground, scheme.grounds))
        yield self._fact("times", *map(lines.timed, scheme.times))

    # Tables -----------------------------------------------------------------------

    def _definitions(self) -> Iterator[Block]:
        lines = self._lines
        yield self._table(
            "definitions",
            ("name", "of", "meaning", "source"),
            (
                Row(
                    (
                        (lines.text(each.title),),
                        (self._line(each.of),),
                        (lines.statement(each.meaning),),
                        tuple(map(lines.ground, each.grounds)),
                    ),
                    f"definition-{each.name}",
                )
                for each in self._book.definitions
            ),
        )

    def _standards(self) -> Iterator[Block]:
        lines = self._lines
        yield self._table(
            "standards",
            ("standard", "figure", "start", "how", "source"),
            (
                Row(
                    (
                        (lines.text(each.title),),
                        tuple(lines.figure(each, value)),
                        (lines.text(value.time.since),),
                        tuple(lines.known(value.ground)),
                        (lines.document(value.ground),),
                    ),
                    f"standard-{each.name}",
                )
                for each in self._book.standards
                if (value := each.current) is not None
            ),
        )

    def _history(self) -> Iterator[Block]:
        lines = self._lines
        for standard in self._book.standards:
            if not standard.values:
                continue
            anchor = "history" if standard.current else "standard"
            title = "".join(span.text for span in lines.text(standard.title))
            yield Heading(3, title, f"{anchor}-{standard.name}")
            rows = (
                Row(
                    (
                        (lines.timed(value.time),),
                        tuple(lines.figure(standard, value, short=True)),
                        tuple(lines.known(value.ground)),
                        (lines.document(value.ground),),
                    )
                )
                for value in standard.values
            )
            yield self._table("history", ("span", "figure", "how", "source"), rows)

    def _changes(self) -> Iterator[Block]:
        if not self._book.changes:
            yield Paragraph(self._line("no_changes"))
            return
        yield Paragraph(self._line("changes_intro", day=self._book.day))
        yield self._table(
            "changes",
            ("date", "begins", "ends"),
            (
                Row(
                    (
                        (self._lines.text(each.since),),
                        tuple(filter(None, (self._lines.names(each.begins),))),
                        tuple(filter(None, (self._lines.names(each.ends),))),
                    )
                )
                for each in self._book.changes
            ),
        )

    def _gaps(self) -> Iterator[Block]:
        if not self._book.gaps:
            yield Paragraph(self._line("no_gaps"))
            return
        yield Paragraph(self._line("gaps_intro"))
        rows = []
        for about, found in groupby(self._book.gaps, key=lambda each: each.about):
            texts = tuple(self._lines.text(each.text) for each in found)
            rows.append(Row(((self._lines.names([about]),), texts)))
        yield self._table("gaps", ("about", "lacking"), rows)

    def _documents(self) -> Iterator[Block]:
        unknown = self._line("unknown")
        yield self._table(
            "documents",
            ("document", "number", "issuer", "issued", "supports"),
            (
                Row(
                    (
                        (self._lines.set((Span(each.title),)),),
                        *(
                            (self._lines.set((Span(part),)) if part else unknown,)
                            for part in (each.number, each.issuer, each.issued)
                        ),
                        (self._lines.names(each.supports),),
                    ),
                    f"document-{each.key}",
                )
                for each in self._book.documents
            ),
        )

    # Words ------------------------------------------------------------------------

    def _say(self, name: str) -> str:
        return self._lines.say(name)

    def _text(self, name: str, **details: object) -> str:
        return self._lines.say(name, **details)

    def _line(self, name: str, **details: object) -> Line:
        return (Span(self._lines.say(name, **details)),)

    def _fact(self, label: str, *lines: Line, numbered: bool = False) -> Fact:
        return Fact(self._say(label), lines, numbered)

    def _table(self, name: str, head: Sequence[str], rows: Iterable[Row]) -> Table:
        return Table(tuple(self._say(each) for each in head), _WIDTHS[name], tuple(rows))


def _gives(scheme: m.SchemeRules) -> str:
    return f"money_{scheme.period}" if scheme.amount is not None else "in_kind"
