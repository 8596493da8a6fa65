"""Sources and caveats: numbered once, referred to from the schemes that rest on them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from civbenefits.cli.layout import joined, paragraph, printable
from civbenefits.cli.words import CAVEATS_TOGETHER, KNOWN, word
from civbenefits.decisions.model import Caveat, Source
from civbenefits.texts import Language, Text


class _Document(NamedTuple):
    title: str
    number: str | None
    issuer: str | None
    issued: str | None


class Footnotes:
    """Collects what an answer refers to.

    In short, a scheme refers to the documents that it and its figures rest on; in full,
    to those of every definition it uses as well.
    """

    def __init__(self, language: Language, *, in_full: bool) -> None:
        self._language = language
        self._in_full = in_full
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

    def caveats(self, caveats: Iterable[Caveat], sources: Iterable[Source]) -> str:
        """Marks such as ``(1)(2)`` for caveats; the sources know what they are about."""
        titles = {source.supports: source.title for source in sources}
        marks: dict[int, None] = {}
        for caveat in caveats:
            marks[self._caveat(caveat, titles.get(caveat.about))] = None
        return "".join(f"({mark})" for mark in marks)

    def _caveat(self, caveat: Caveat, title: Text | None) -> int:
        together = CAVEATS_TOGETHER.get(caveat.code) if title else None
        text = (together or caveat.text).in_(self._language)
        titles = self._caveats.setdefault(text, {})
        if together and title:
            titles[title.in_(self._language)] = None
        return list(self._caveats).index(text) + 1

    def _use(self, source: Source) -> str:
        language = self._language
        details = joined(
            (
                source.part or "",
                KNOWN[source.known].in_(language) if source.known in KNOWN else source.known,
                word("since", language, day=source.since) if source.since else "",
            ),
            ";" if language == "zh" else "; ",
        )
        title = source.title.in_(language)
        return f"{title}({details})" if language == "zh" else f"{title} ({details})"

    def source_lines(self, columns: int) -> list[str]:
        """The numbered documents, each with what rests on it."""
        lines: list[str] = []
        for index, (document, uses) in enumerate(self._documents.items(), 1):
            name = joined(
                (
                    document.title,
                    document.number or "",
                    document.issuer or "",
                    document.issued or "",
                ),
                "," if self._language == "zh" else ", ",
            )
            text = f"{name}。" if self._language == "zh" else f"{name}. "
            text += word("supports", self._language, titles=self._stop.join(uses))
            lines += paragraph(printable(text), columns, f"  [{index}] ")
        return lines

    def caveat_lines(self, columns: int) -> list[str]:
        """The numbered caveats."""
        lines: list[str] = []
        for index, (text, titles) in enumerate(self._caveats.items(), 1):
            whole = text + self._stop.join(titles)
            lines += paragraph(printable(whole), columns, f"  ({index}) ")
        return lines
