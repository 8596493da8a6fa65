"""The tables as a whole: loading a folder, checking it, and the built-in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from civbenefits.engine.linking import link
from civbenefits.engine.rulebook import RulebookShelf
from civbenefits.engine.spans import breakpoints, first_laid_over
from civbenefits.engine.usage import unused
from civbenefits.errors import TableError, TableErrors
from civbenefits.located import Located
from civbenefits.tables.assembling import assemble
from civbenefits.tables.loading import (
    Layer,
    TableFile,
    fingerprint,
    folder_fault,
    table_files,
    together,
)
from civbenefits.tables.model import Tables
from civbenefits.tables.store import keep, recall

MAX_DAYS: Final = 2000
"""On so many days the rules seen from one place may change."""

BUILT_IN: Final = "<built-in>"
"""How faults name the folder of the built-in tables."""

_Files = tuple[TableFile, ...]
_Read = Mapping[str, Located]
"""Files whose shape was checked, by what they are kept by."""


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
    return RulebookShelf(load_tables(over_built_in=True))


def load_tables(*folders: Path | str, over_built_in: bool = False, anew: bool = False) -> Tables:
    """The tables of folders laid over each other, fully checked; checked ones are remembered.

    Args:
        folders: the lowest first; faults name a file by its folder as it is given here.
        over_built_in: whether the built-in tables lie below them all.
        anew: check what was checked before once more. Of tables that lie over the built-in
            ones, that is them and what they can change.

    Raises:
        TableErrors: every fault that was found, each at file:line:column.
    """
    files = _files(folders, over_built_in)
    if over_built_in and len(files) > 1:
        return _laid_over(files[0], files[1:], anew=anew)
    print_ = together([fingerprint(each) for each in files])
    return assemble(_layers(files, _checked(files, print_, anew=anew)), print_)


def files_of(*folders: Path | str, over_built_in: bool = False) -> _Files:
    """Every file of the tables of folders.

    Raises:
        TableErrors: a folder is missing, is given twice, or has too many files.
    """
    return tuple(file for each in _files(folders, over_built_in) for file in each)


def _files(folders: Sequence[Path | str], over_built_in: bool) -> list[_Files]:
    paths = [(Path(folder), str(Path(folder))) for folder in folders]
    if over_built_in:
        paths.insert(0, (built_in_folder(), BUILT_IN))
    seen: dict[Path, str] = {}
    for path, shown in paths:
        whole = path.resolve()
        if whole in seen:
            raise TableErrors([folder_fault("table.folder_twice", shown, other=seen[whole])])
        seen[whole] = shown
    files = [table_files(path, "" if shown == "." else shown) for path, shown in paths]
    empty = [shown for (_, shown), each in zip(paths, files, strict=True) if not each]
    if empty:
        raise TableErrors([folder_fault("table.no_tables", shown) for shown in empty])
    return files


def _layers(files: Sequence[_Files], read: _Read, *, laid_over: bool = False) -> list[Layer]:
    return [
        Layer({file.shown: read[_key(number, file)] for file in each}, laid_over or number > 0)
        for number, each in enumerate(files)
    ]


def _key(number: int, file: TableFile) -> str:
    """What a file is kept by: where its folder lies does not matter."""
    return f"{number}/{file.name}"


def _checked(files: Sequence[_Files], print_: str, *, anew: bool = False) -> _Read:
    """Files that were checked, before or now."""
    kept = None if anew else recall(print_)
    if kept is not None:
        return kept
    read = _read(files)
    check_links(assemble(_layers(files, read), print_))
    keep(print_, read)
    return read


def _laid_over(base: _Files, files: Sequence[_Files], *, anew: bool) -> Tables:
    """The tables with some laid over the built-in ones, which are good by themselves."""
    base_print = fingerprint(base)
    print_ = together([base_print, *(fingerprint(each) for each in files)])
    below = _layers([base], _checked([base], base_print))
    kept = None if anew else recall(print_)
    if kept is not None:
        return assemble([*below, *_layers(files, kept, laid_over=True)], print_)
    read = _read(files)
    above = _layers(files, read, laid_over=True)
    try:
        tables = assemble([*below, *above], print_)
        check_changed(tables)
    except TableErrors:
        # Tables that were kept have no positions, and faults may name some of both.
        tables = assemble([*_layers([base], _read([base])), *above], print_)
        check_changed(tables)
    keep(print_, read)
    return tables


def read_tables(*folders: Path | str, over_built_in: bool = False) -> Tables:
    """The tables as `load_tables` has them, read anew: remembered ones have no positions.

    Raises:
        TableErrors: every fault that was found, but not those of linking.
    """
    files = _files(folders, over_built_in)
    below, above = (files[:1], files[1:]) if over_built_in else (files, [])
    layers = [*_layers(below, _read(below)), *_layers(above, _read(above), laid_over=True)]
    return assemble(layers, together([fingerprint(each) for each in files]))


def _read(files: Sequence[_Files]) -> _Read:
    # Imported here: pydantic is only needed for tables that were not checked before.
    from civbenefits.tables.shapes import read_checked

    faults: list[TableError] = []
    read = {
        _key(number, file): read_checked(file, faults)
        for number, each in enumerate(files)
        for file in each
    }
    if faults:
        raise TableErrors(faults)
    return {name: located for name, located in read.items() if located is not None}


def check_links(tables: Tables) -> None:
    """Link every place on every day on which something changes there.

    Raises:
        TableErrors: every fault of every place and day, once each.
    """
    _check(tables, {code: breakpoints(tables, code) for code in tables.places})


def check_changed(tables: Tables) -> None:
    """Link the places and days that tables laid over the built-in ones can change.

    What they say is seen at their places and below, from the first day of which they speak.
    Names of their own mean nothing to others, for no name can be given a second meaning.

    Raises:
        TableErrors: every fault of every such place and day, once each.
    """
    first = {code: first_laid_over(tables, code) for code in tables.places}
    _check(
        tables,
        {
            code: [day for day in breakpoints(tables, code) if day >= since]
            for code, since in first.items()
        },
    )


def _check(tables: Tables, days: Mapping[str, Sequence[date]]) -> None:
    # Imported here: only tables that were not checked before are looked into like this.
    from civbenefits.engine.constancy import Watch

    faults: dict[tuple[str, str, int, int], TableError] = {}
    for code, each in days.items():
        if len(each) > MAX_DAYS:
            file, line, column = tables.places[code].at
            fault = TableError(
                "table.too_many_days",
                file=file,
                line=line,
                column=column,
                name=code,
                limit=MAX_DAYS,
            )
            raise TableErrors([fault])
    watch = Watch()
    for code, each in days.items():
        for day in each:
            try:
                link(tables, code, day, watch)
            except TableErrors as error:
                for fault in error.faults:
                    faults[fault.code, fault.file, fault.line, fault.column] = fault
    if not faults:
        for fault in (*unused(tables), *watch.faults(tables)):
            faults[fault.code, fault.file, fault.line, fault.column] = fault
    if faults:
        raise TableErrors(faults.values())
