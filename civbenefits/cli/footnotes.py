"""The numbered sources and caveats of an answer, laid out for a terminal."""

from __future__ import annotations

from civbenefits.presenting import footnotes
from civbenefits.presenting.layout import joined, paragraph, printable


class Footnotes(footnotes.Footnotes):
    """Collects what an answer refers to, and lists it in lines."""

    def source_lines(self, columns: int) -> list[str]:
        """The numbered documents, each with what rests on it."""
        lines: list[str] = []
        end = "。" if self._language == "zh" else ". "
        for index, (name, uses) in enumerate(self.documents(), 1):
            lines += paragraph(printable(joined((name, uses), end)), columns, f"  [{index}] ")
        return lines

    def caveat_lines(self, columns: int) -> list[str]:
        """The numbered caveats."""
        lines: list[str] = []
        for index, text in enumerate(self.notes(), 1):
            lines += paragraph(printable(text), columns, f"  ({index}) ")
        return lines
