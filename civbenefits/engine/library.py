"""The tables as a whole: loading a folder, checking it, and the built-in one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from civbenefits.engine.linking import link
from civbenefits.engine.rulebook import RulebookShelf
from civbenefits.engine.spans import breakpoints
from civbenefits.engine.usage import unused
from civbenefits.errors import TableError, TableErrors
from civbenefits.located import Located
from civbenefits.tables.loading import TableFile, assemble, fingerprint, table_files
from civbenefits.tables.model import Tables
from civbenefits.tables.store import keep, recall


def built_in_folder() -> Path:
    """The folder of the tables that come with the library."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_rules"
    return inside if inside.is_dir() else package.parent / "rules"


@cache
def built_in() -> RulebookShelf:
    """The built-in tables.

    Raises:
        TableErrors: they do not hold together (they are tested, so: a broken installation).
    """
    return RulebookShelf(load_tables(built_in_folder()))


def load_tables(folder: Path) -> Tables:
    """The tables of a folder, fully checked; checked tables are remembered.

    Raises:
        TableErrors: every fault that was found, each at file:line:column.
    """
    files = table_files(folder)
    print_ = fingerprint(files)
    remembered = recall(print_)
    if remembered is not None:
        return assemble(remembered, print_)
    checked = _checked(files)
    tables = assemble(checked, print_)
    check_links(tables)
    keep(print_, checked)
    return tables


def _checked(files: tuple[TableFile, ...]) -> dict[str, Located]:
    # Imported here: pydantic is only needed for tables that were not checked before.
    from civbenefits.tables.shapes import read_checked

    faults: list[TableError] = []
    read = {file.name: read_checked(file, faults) for file in files}
    if faults:
        raise TableErrors(faults)
    return {name: located for name, located in read.items() if located is not None}


def check_links(tables: Tables) -> None:
    """Link every place on every day on which something changes there.

    Raises:
        TableErrors: every fault of every place and day, once each.
    """
    faults: dict[tuple[str, str, int, int], TableError] = {}
    for code in tables.places:
        for day in breakpoints(tables, code):
            try:
                link(tables, code, day)
            except TableErrors as error:
                for fault in error.faults:
                    faults[fault.code, fault.file, fault.line, fault.column] = fault
    if not faults:
        for fault in unused(tables):
            faults[fault.code, fault.file, fault.line, fault.column] = fault
    if faults:
        raise TableErrors(faults.values())
