"""Faults of tables as people and programs are shown them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from civbenefits.errors import TableError
from civbenefits.table_messages import EXPECTED
from civbenefits.tables.loading import TableFile
from civbenefits.texts import Text

SHOWN = 120
"""How much of a line is shown."""

_OFFENDING = ("text", "name", "key", "found")
"""Which detail of a fault is what was written, the most telling one first."""

_NAMES_ANOTHER = frozenset(
    {"table.missing_key", "table.differs", "table.clash", "table.nothing_to_replace"}
)
"""Faults that name something which does not stand where they do."""


class SourceLines:
    """The lines of table files, to show what a fault is about."""

    def __init__(self, files: Iterable[TableFile]) -> None:
        self._raw: Mapping[str, bytes] = {file.shown: file.raw for file in files}
        self._lines: dict[str, list[str]] = {}

    def line(self, fault: TableError) -> str:
        """The line a fault stands in; empty where the fault is of a file or folder as such."""
        if fault.file not in self._lines:
            text = self._raw.get(fault.file, b"").decode("utf-8-sig", errors="replace")
            self._lines[fault.file] = text.splitlines()
        lines = self._lines[fault.file]
        return lines[fault.line - 1] if 0 < fault.line <= len(lines) else ""

    def pointed(self, fault: TableError) -> list[str]:
        """The line, and below it a mark where the fault stands; nothing where there is none."""
        line = self.line(fault)
        if not line.strip():
            return []
        first = max(0, fault.column - SHOWN // 2)
        before = line[first : fault.column - 1]
        blank = "".join(c if c == "\t" else "  " if _is_wide(c) else " " for c in before)
        return [line[first : first + SHOWN], f"{blank}^"]


def _is_wide(character: str) -> bool:
    # Imported here: only a fault needs it.
    from unicodedata import east_asian_width

    return east_asian_width(character) in "WF"


def offending(fault: TableError, lines: SourceLines) -> str:
    """What was written that is wrong."""
    details = fault.details
    if fault.code in _NAMES_ANOTHER:
        details = {}
    told = next((str(details[name]) for name in _OFFENDING if details.get(name)), "")
    return told or lines.line(fault)[fault.column - 1 :].strip()[:SHOWN] or fault.file


def expected(fault: TableError) -> Text:
    """What would have been right."""
    if fault.code in EXPECTED:
        return fault.worded(EXPECTED[fault.code])
    told = str(fault.details.get("expected", ""))  # input that a case holds, refused
    return Text(told, told)


def as_data(fault: TableError, lines: SourceLines) -> dict[str, Any]:
    """A fault for programs."""
    wanted = expected(fault)
    return {
        "code": fault.code,
        "file": fault.file,
        "line": fault.line,
        "column": fault.column,
        "text": offending(fault, lines),
        "expected": {"zh": wanted.zh, "en": wanted.en},
        "suggestion": fault.details.get("suggestion", ""),
        "message": {"zh": fault.text.zh, "en": fault.text.en},
    }
