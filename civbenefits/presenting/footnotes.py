"""Sources and caveats: numbered once, referred to from the schemes that rest on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from civbenefits.decisions.model import Caveat, Source
from civbenefits.presenting.layout import joined
from civbenefits.presenting.words import CAVEATS_TOGETHER, KNOWN, shared_word
from civbenefits.texts import Language, Text


class _Document(NamedTuple):
    title: str
    number: str | None
    issuer: str | None
    issued: str | None


class Footnotes:
    """Collects what an answer refers to.

    In short, a scheme refers to the documents that it and its figures rest on; in full,
    to those of every definition it uses as well. ``files``: whether sources name the table
    files of an office that say so.
    """

    def __init__(self, language: Language, *, in_full: bool, files: bool = True) -> None:
        self._language: Language = language
        self._in_full = in_full
        self._files = files
        self._stop = "、" if language == "zh" else "; "
        self._documents: dict[_Document, dict[str, None]] = {}
        self._caveats: dict[str, dict[str, None]] = {}

    def sources(self, scheme: str, sources: Iterable[Source]) -> str:
        """Marks such as ``[1][3]`` for the sources of what is said of a scheme."""
        marks: dict[int, None] = {}
        for source in sources:
            if not (self._in_full or source.supports == scheme or source.since):
                continue
            key = _Document(source.document, source.number, source.issuer, source.issued)
            uses = self._documents.setdefault(key, {})
            uses[self._use(source)] = None
            marks[list(self._documents).index(key) + 1] = None
        return "".join(f"[{mark}]" for mark in marks)

    def mark(self, source: Source) -> str:
        """The mark of the document of a source, whose part and use are told beside it."""
        key = _Document(source.document, source.number, source.issuer, source.issued)
        self._documents.setdefault(key, {})
        return f"[{list(self._documents).index(key) + 1}]"

    def caveats(self, caveats: Iterable[Caveat], sources: Iterable[Source]) -> str:
        """Marks such as ``(1)(2)`` for caveats; the sources know what they are about."""
        marks: dict[int, None] = {}
        for text, about in worded(caveats, sources, self._language):
            titles = self._caveats.setdefault(text, {})
            titles |= dict.fromkeys(about)
            marks[list(self._caveats).index(text) + 1] = None
        return "".join(f"({mark})" for mark in marks)

    def _use(self, source: Source) -> str:
        language = self._language
        details = joined(
            (
                source.part.in_(language) if source.part else "",
                KNOWN[source.known].in_(language) if source.known in KNOWN else source.known,
                shared_word("since", language, day=source.since) if source.since else "",
                shared_word("from_table", language, file=source.file)
                if source.file and self._files
                else "",
            ),
            ";" if language == "zh" else "; ",
        )
        title = source.title.in_(language)
        return f"{title}({details})" if language == "zh" else f"{title} ({details})"

    def documents(self) -> Iterator[tuple[str, str]]:
        """The numbered documents, each with what rests on it."""
        for document, uses in self._documents.items():
            name = joined(
                (
                    document.title,
                    document.number or "",
                    document.issuer or "",
                    document.issued or "",
                ),
                "," if self._language == "zh" else ", ",
            )
            titles = self._stop.join(uses)
            yield name, shared_word("supports", self._language, titles=titles) if uses else ""

    def notes(self) -> Iterator[str]:
        """The numbered caveats."""
        for text, titles in self._caveats.items():
            yield text + self._stop.join(titles)


def worded(
    caveats: Iterable[Caveat], sources: Iterable[Source], language: Language
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each caveat, and what it is about where figures that share it are told together."""
    titles: dict[str, Text] = {source.supports: source.title for source in sources}
    for caveat in caveats:
        title = titles.get(caveat.about)
        together = CAVEATS_TOGETHER.get(caveat.code)
        if title and together:
            yield together.in_(language), (title.in_(language),)
        else:
            yield caveat.text.in_(language), ()
