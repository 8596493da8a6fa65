"""The exception tree.

    CivBenefitsError
    ├── InputError        a fact, a household or a question that cannot be accepted
    ├── TableError        one fault in a table, at file:line:column
    └── TableErrors       every fault found in a directory of tables

Each carries a ``code``; its wording in Chinese and English is in `civbenefits.messages`.
No message ever repeats a fact about a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from civbenefits.messages import DID_YOU_MEAN, MESSAGES, TYPE_WORDS
from civbenefits.texts import Language, Text

LONGEST: Final = 200
"""How much of what was written a message repeats."""

_LANGUAGES: Final[tuple[Language, Language]] = ("zh", "en")
_ABOUT_TYPES: Final = ("table.wrong_type", "table.wrong_unit_in_expression")
_TYPE: Final = re.compile(rf"(?<![\w/])({'|'.join(TYPE_WORDS)})(?![\w/])")


class CivBenefitsError(Exception):
    """The root of everything this library raises on purpose.

    Attributes:
        code: names the fault, and its wording.
        details: what is filled into the wording; ``suggestion`` is the word that was
            probably meant; empty, or not there, where none is near.
    """

    code: str

    def __init__(self, code: str, **details: object) -> None:
        self.code = code
        self.details = details
        super().__init__(code)

    @property
    def text(self) -> Text:
        """What is wrong and what to do, in both languages."""
        return self.worded(MESSAGES[self.code])

    def worded(self, template: Text) -> Text:
        """A text about this error, with its details filled in."""
        zh, en = (self._shown_in(language) for language in _LANGUAGES)
        if self.code in _ABOUT_TYPES:
            zh |= {name: _in_chinese(zh[name]) for name in ("expected", "found")}
        return Text(template.zh.format(**zh).strip(), template.en.format(**en).strip())

    def _shown_in(self, language: Language) -> dict[str, str]:
        shown = {name: _shown(value, language) for name, value in self.details.items()}
        near = shown.get("suggestion")
        said = DID_YOU_MEAN.in_(language).format(name=near) if near else ""
        return {**shown, "suggestion": said}

    @property
    def where(self) -> str:
        """The place of the fault: a path in the input, or a position in a file."""
        return ""

    def message(self, language: Language) -> str:
        """One line: where, what is wrong, what to do."""
        text = self.text.in_(language)
        return f"{self.where}: {text}" if self.where else text

    def __str__(self) -> str:
        return f"{self.message('zh')} / {self.text.en} [{self.code}]"


class InputError(CivBenefitsError, ValueError):
    """Input that is refused whole.

    Attributes:
        path: where in the input, for example ``members.1.born``.
    """

    def __init__(self, code: str, *, path: str = "", **details: object) -> None:
        super().__init__(code, **details)
        self.path = path

    @property
    def where(self) -> str:
        return self.path

    def within(self, prefix: str) -> InputError:
        """The same fault, seen from the record that holds the faulty one."""
        path = f"{prefix}.{self.path}" if self.path else prefix
        return InputError(self.code, path=path, **self.details)


class TableError(CivBenefitsError):
    """One fault in a table.

    Attributes:
        file, line, column: where it stands; lines and columns count from 1.
    """

    def __init__(
        self, code: str, *, file: Path | str, line: int, column: int, **details: object
    ) -> None:
        super().__init__(code, **details)
        self.file = str(file)
        self.line = line
        self.column = column

    @property
    def where(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class TableErrors(CivBenefitsError):
    """All faults of a directory of tables, in the order of their positions."""

    def __init__(self, faults: Iterable[TableError]) -> None:
        self.faults = tuple(sorted(faults, key=lambda f: (f.file, f.line, f.column, f.code)))
        super().__init__("tables.refused", count=len(self.faults))

    def message(self, language: Language) -> str:
        lines = [self.text.in_(language)]
        lines += [fault.message(language) for fault in self.faults]
        return "\n".join(lines)

    def __str__(self) -> str:
        return "\n".join([f"{self.text.zh} / {self.text.en}", *map(str, self.faults)])


def _in_chinese(types: str) -> str:
    """A type, or several in a computation; units stay as the tables write them."""
    return _TYPE.sub(lambda found: TYPE_WORDS[found[0]], types)


def _shown(value: object, language: Language) -> str:
    if isinstance(value, Text):
        return value.in_(language)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
