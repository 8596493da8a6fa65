"""The files of a folder of tables, and the fingerprint of what they say."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG

from civbenefits.errors import TableError, TableErrors
from civbenefits.located import MAX_BYTES, Located
from civbenefits.records import Record

CASES_FOLDER = "cases"
MAX_FILES = 20_000
MAX_TOTAL = 200_000_000
"""Bytes of all files of a folder together."""
ENDING = ".yaml"
_LIKE_TABLES = (ENDING, ".yml")


class TableFile(Record):
    """One file of tables.

    Attributes:
        name: below its folder.
        folder: of the tables, as people are to see it.
    """

    name: str
    raw: bytes
    folder: str = ""

    @property
    def shown(self) -> str:
        """The file as people are to see it."""
        return f"{self.folder.rstrip('/')}/{self.name}" if self.folder else self.name


class Layer(Record):
    """One folder of tables whose files have been read.

    Attributes:
        files: by name as people are to see it.
        laid_over: whether it lies over others.
    """

    files: Mapping[str, Located]
    laid_over: bool


def table_files(root: Path, folder: str = "") -> tuple[TableFile, ...]:
    """Every table file below a folder in a fixed order; cases are not tables.

    Links to folders are not followed.

    Args:
        root: the folder.
        folder: the folder as people are to see it; empty to see names below it.

    Raises:
        TableErrors: the folder is missing, there are too many files or too much in them, or
            some cannot be read or would be passed over for the ending of their names.
    """
    return _files(root, folder, cases=False)


def case_files(root: Path, folder: str = "") -> tuple[TableFile, ...]:
    """Every file of cases below a folder of tables, likewise."""
    return _files(root, folder, cases=True)


def _files(root: Path, folder: str, *, cases: bool) -> tuple[TableFile, ...]:
    shown = folder or str(root)
    if not root.is_dir():
        raise TableErrors([folder_fault("table.no_folder", shown)])
    names = sorted(_names(str(root), cases=cases))
    if len(names) > MAX_FILES:
        raise TableErrors([folder_fault("table.too_many_files", shown, limit=MAX_FILES)])
    files: list[TableFile] = []
    faults: list[TableError] = []
    room = MAX_TOTAL
    for name in names:
        raw = _content(f"{root}/{name}")
        file = TableFile(name.encode(errors="replace").decode(), raw or b"", folder)
        if raw is None or file.name != name:
            faults.append(folder_fault("table.unreadable", file.shown))
        elif not name.endswith(ENDING):
            faults.append(folder_fault("table.bad_ending", file.shown))
        files.append(file)
        room -= len(file.raw)
        if room < 0:
            raise TableErrors([folder_fault("table.folder_too_large", shown, limit=MAX_TOTAL)])
    if faults:
        raise TableErrors(faults)
    return tuple(files)


def _names(root: str, *, cases: bool) -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        below = os.path.relpath(folder, root).replace(os.sep, "/") + "/"
        inside = CASES_FOLDER in below.split("/")
        if not cases:
            folders[:] = [name for name in folders if name != CASES_FOLDER]
        if inside == cases:
            for name in names:
                if name.lower().endswith(_LIKE_TABLES):
                    yield below.removeprefix("./") + name


def _content(path: str) -> bytes | None:
    """What a file holds, one byte more than it may at most; None where it cannot be read."""
    try:
        # What is no plain file may never end, or never begin.
        if not S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - see below
            return None
        # Plain calls and no buffer: every run reads a hundred files or more.
        with open(path, "rb", buffering=0) as source:  # noqa: PTH123
            return source.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        return None


def fingerprint(files: Iterable[TableFile]) -> str:
    """SHA-256 over the names and bytes of all files."""
    digest = sha256()
    for file in files:
        digest.update(f"{file.name}\0{len(file.raw)}\0".encode())
        digest.update(file.raw)
    return digest.hexdigest()


def together(fingerprints: Sequence[str]) -> str:
    """The fingerprint of tables that lie over each other, the lowest first."""
    if len(fingerprints) == 1:
        return fingerprints[0]
    return sha256("\n".join(fingerprints).encode()).hexdigest()


def folder_fault(code: str, file: str, **details: object) -> TableError:
    """A fault of a file or folder as a whole."""
    return TableError(code, file=file, line=1, column=1, **details)
