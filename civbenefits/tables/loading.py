"""The files of a folder of tables, and the fingerprint of what they say."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from civbenefits.errors import TableError, TableErrors
from civbenefits.located import Located
from civbenefits.records import Record

CASES_FOLDER = "cases"
MAX_FILES = 20_000


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

    Args:
        root: the folder.
        folder: the folder as people are to see it; empty to see names below it.

    Raises:
        TableErrors: the folder is missing, or there are too many files.
    """
    if not root.is_dir():
        raise TableErrors([folder_fault("table.no_folder", folder or str(root))])
    names = sorted(_table_names(str(root)))
    if len(names) > MAX_FILES:
        raise TableErrors(
            [folder_fault("table.too_many_files", folder or str(root), limit=MAX_FILES)]
        )
    return tuple(TableFile(name, (root / name).read_bytes(), folder) for name in names)


def _table_names(root: str) -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != CASES_FOLDER]
        below = os.path.relpath(folder, root).replace(os.sep, "/") + "/"
        for name in names:
            if name.endswith(".yaml"):
                yield below.removeprefix("./") + name


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
