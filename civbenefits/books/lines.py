"""The lines of a book: texts in one language with links, in the punctuation of print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from civbenefits.books import model as m
from civbenefits.books.blocks import Line, Span
from civbenefits.books.words import word
from civbenefits.presenting.layout import joined
from civbenefits.presenting.typography import printed, printed_parts
from civbenefits.presenting.words import KNOWN
from civbenefits.texts import Language, Text


class Lines:
    """Makes the lines of one book in one language."""

    def __init__(self, book: m.Book, language: Language) -> None:
        self._language: Language = language
        self._stop, self._pause = ("、", ";") if language == "zh" else (", ", "; ")
        self._documents = {each.key: each.title for each in book.documents}
        self._anchors = {
            *(("scheme", each.name) for each in book.schemes),
            *(("definition", each.name) for each in book.definitions),
            *(("standard", each.name) for each in book.standards if each.current or each.values),
        }

    def say(self, name: str, **details: object) -> str:
        """A phrase; blanks may be texts in both languages."""
        language = self._language
        given = {k: v.in_(language) if isinstance(v, Text) else v for k, v in details.items()}
        text = word(name, language, **given)
        return printed(text) if language == "zh" else text

    def set(self, spans: Iterable[Span]) -> Line:
        """Spans as they are printed."""
        found = tuple(spans)
        if self._language == "en":
            return found
        texts = printed_parts([span.text for span in found])
        return tuple(
            Span(text, span.link, span.strong) for span, text in zip(found, texts, strict=True)
        )

    def text(self, text: Text) -> Line:
        """A text without links."""
        return self.set((Span(text.in_(self._language)),))

    def names(self, names: Iterable[m.Name]) -> Line:
        """Names with links, one after the other."""
        spans: list[Span] = []
        for name in names:
            spans += [Span(self._stop)] if spans else []
            spans.append(Span(name.title.in_(self._language), self._link(name)))
        return self.set(spans)

    def statement(self, statement: m.Statement) -> Line:
        """Words made from an expression, with links where a name stands in them first."""
        spans = [Span(statement.text.in_(self._language))]
        titled = {each.title.in_(self._language): self._link(each) for each in statement.uses}
        for title in sorted(titled, key=len, reverse=True):
            spans = list(_linked(spans, title, titled[title]))
        return self.set(spans)

    def together(self, together: m.Together) -> Line:
        """How a scheme goes with others, and who says so."""
        spans = [Span(together.text.in_(self._language))]
        for other in together.others:
            spans = list(_linked(spans, other.title.in_(self._language), self._link(other)))
        return self.set((*spans, *self._cited(together.ground)))

    def remark(self, remark: m.Remark) -> Line:
        """A caveat, and to whom it applies."""
        if remark.when is None:
            return self.text(remark.text)
        return (Span(self.say("caveat_when", text=remark.text, when=remark.when)),)

    def ground(self, ground: m.Ground) -> Line:
        """A document with its article, how it is known, and at which level."""
        how = self.say("cited", how=self._how(ground, level=True))
        return self.set((self._document(ground), *self._part(ground), Span(how)))

    def document(self, ground: m.Ground) -> Line:
        """A document with its article."""
        return self.set((self._document(ground), *self._part(ground)))

    def known(self, ground: m.Ground) -> Iterator[Line]:
        """How something is known, and what the tables remark on it."""
        yield self.text(KNOWN[ground.known])
        if ground.file is not None:
            yield (Span(self._laid_over(ground)),)
        if ground.note is not None:
            yield self.text(ground.note)

    def timed(self, timed: m.Timed) -> Line:
        """A span and the place that says so; the one of the day stands out."""
        name = "since_until" if timed.until else "since"
        span = self.say(name, since=timed.since, until=timed.until)
        text = self.say("of_place", place=timed.place, span=span)
        if timed.current:
            text += self.say("current")
        return self.set((Span(text, strong=timed.current),))

    def figure(
        self, standard: m.Standard, value: m.Value, *, short: bool = False
    ) -> Iterator[Line]:
        """The figures of a value, one a line; in full, also what chooses and computes them."""
        if standard.chosen_by is not None and len(value.rows) > 1 and not short:
            yield (Span(self.say("chosen_by", key=standard.chosen_by)),)
        for row in value.rows:
            yield self.set((Span(row.in_(self._language)),))
        if value.formula is not None:
            yield (Span(self.say("formula", formula=value.formula)),)

    # Parts ------------------------------------------------------------------------

    def _link(self, name: m.Name) -> str | None:
        return f"{name.kind}-{name.name}" if (name.kind, name.name) in self._anchors else None

    def _document(self, ground: m.Ground) -> Span:
        return Span(self._documents[ground.document], f"document-{ground.document}")

    def _part(self, ground: m.Ground) -> tuple[Span, ...]:
        comma = "," if self._language == "zh" else ", "
        return (Span(f"{comma}{ground.part.in_(self._language)}"),) if ground.part else ()

    def _how(self, ground: m.Ground, *, level: bool) -> str:
        parts = (
            KNOWN[ground.known].in_(self._language),
            self.say("of_level", place=ground.place) if level else "",
            self._laid_over(ground),
            ground.note.in_(self._language) if ground.note else "",
        )
        return joined(parts, self._pause)

    def _laid_over(self, ground: m.Ground) -> str:
        if ground.file is None:
            return ""
        return self.say("replaces" if ground.replaces else "from_table", file=ground.file)

    def _cited(self, ground: m.Ground) -> tuple[Span, ...]:
        opening, closing = ("(", ")") if self._language == "zh" else (" (", ")")
        how = self._how(ground, level=False)
        parts = (self._document(ground), *self._part(ground), Span(self._pause + how))
        return (Span(opening), *parts, Span(closing))


def _linked(spans: Iterable[Span], title: str, link: str | None) -> Iterator[Span]:
    """The spans with a link at the first place where the title stands in plain text."""
    waiting = link is not None and title != ""
    for span in spans:
        before, found, after = (
            span.text.partition(title) if waiting and not span.link else (span.text, "", "")
        )
        if not found:
            yield span
            continue
        waiting = False
        yield from (each for each in (Span(before), Span(found, link), Span(after)) if each.text)
