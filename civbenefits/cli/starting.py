"""``rules new``: beginning a file of tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from civbenefits.cli.check import tables_of
from civbenefits.cli.options import Options
from civbenefits.cli.skeletons import place_file, scheme_file, standard_file, version_file
from civbenefits.cli.usage import UsageError
from civbenefits.cli.words import word
from civbenefits.dates import Start, parse_date
from civbenefits.engine.linking import link
from civbenefits.engine.places import find_place
from civbenefits.errors import InputError
from civbenefits.place_codes import is_code, parent_of
from civbenefits.presenting.layout import printable
from civbenefits.suggestions import nearest
from civbenefits.tables.assembling import taken_names
from civbenefits.tables.loading import table_files
from civbenefits.tables.model import Dated, Place, Subject, Tables
from civbenefits.texts import Language, Text

NEEDED: Final[Mapping[str, Mapping[str, str]]] = {
    "place": {"zh": "--zh", "en": "--en"},
    "standard": {"place": "--place", "from": "--from"},
    "scheme": {"place": "--place", "from": "--from"},
}
"""What each kind of file cannot do without."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)


def new(options: Options, language: Language) -> tuple[str, int]:
    """A new table file, written into a folder or to standard output."""
    kind: str = options["new"]
    missing = [shown for name, shown in NEEDED[kind].items() if not _given(options, name)]
    if missing:
        raise UsageError("missing", names=", ".join(missing))
    into = _folder(options["into"])
    stem, text = _MAKERS[kind](options, _tables(options, into))
    if into is None:
        return text, 0
    file = _write(into, f"{stem.replace('_', '-')}.yaml", text)
    return printable(word("new_file", language, file=file, folder=into)) + "\n", 0


def _place(options: Options, tables: Tables) -> tuple[str, str]:
    code = options["name"].strip()
    if not is_code(code):
        raise InputError("input.bad_place_code", path="NAME")
    if code in tables.places:
        raise InputError("input.on_record_already", path="NAME", name=code)
    above = parent_of(code, tables.places)
    if above is None:
        raise InputError("input.new_country", path="NAME", name=code)
    title = Text(options["zh"].strip(), options["en"].strip())
    return code, place_file(code, title, tables.places[above])


def _standard(options: Options, tables: Tables) -> tuple[str, str]:
    place, start = _where_and_since(options, tables)
    tables, name = tables.country(place.code), options["name"].strip()
    if name not in tables.standards:
        hint = nearest(name, tables.standards)
        raise InputError("input.unknown_standard", path="NAME", suggestion=hint)
    by_place = tables.standards[name]
    _check_free(name, by_place[place.code].entries if place.code in by_place else (), start)
    title = next(each.title for each in by_place.values() if each.title is not None)
    unit = next(iter(by_place.values())).unit
    since = options["from"].strip()
    return f"{place.code}-{name}-{since}", standard_file(place, name, title, unit, since)


def _scheme(options: Options, tables: Tables) -> tuple[str, str]:
    place, start = _where_and_since(options, tables)
    tables = tables.country(place.code)
    name, since = options["name"].strip(), options["from"].strip()
    stem = f"{place.code}-{name}-{since}"
    by_place = tables.schemes.get(name)
    if by_place is None:
        if not _NAME.fullmatch(name) or name in taken_names(tables):
            raise UsageError("bad_name", option="NAME")
        missing = [f"--{each}" for each in ("zh", "en") if not _given(options, each)]
        if missing:
            raise UsageError("missing", names=", ".join(missing))
        assesses: Subject = "household" if options["assesses"] == "household" else "person"
        title = Text(options["zh"].strip(), options["en"].strip())
        return stem, scheme_file(place, name, title, since, assesses)
    entries = by_place[place.code].entries if place.code in by_place else ()
    _check_free(name, entries, start)
    title = next(each.title for each in by_place.values() if each.title is not None)
    own = any(entry.span.start.day < start.day for entry in entries)
    linked = link(tables, place.code, start.day).schemes.get(name)
    if linked is None or not linked.offered:
        return stem, scheme_file(place, name, title, since, None)
    return stem, version_file(place, name, title, since, own=own)


_MAKERS: Final[Mapping[str, Callable[[Options, Tables], tuple[str, str]]]] = {
    "place": _place,
    "standard": _standard,
    "scheme": _scheme,
}


def _given(options: Options, name: str) -> bool:
    return bool((options[name] or "").strip())


def _where_and_since(options: Options, tables: Tables) -> tuple[Place, Start]:
    start = parse_date(options["from"].strip())
    if start is None:
        raise InputError("input.bad_start", path="--from")
    return find_place(tables, options["place"].strip()), start


def _check_free(name: str, entries: tuple[Dated, ...], start: Start) -> None:
    """Refuse a day of which something is said already."""
    for entry in entries:
        span = entry.span
        if entry.unrecorded and not span.laid_over:
            continue  # what is not on record may be filled in
        follows = entry is not entries[-1] or span.end is not None
        if span.start.day == start.day or (follows and span.covers(start.day)):
            raise InputError("input.on_record_already", path="--from", name=name)


def _folder(into: str | None) -> Path | None:
    return None if into is None else Path(into)


def _tables(options: Options, into: Path | None) -> Tables:
    """All tables that the new file will be laid over, those beside it included."""
    folders = list(options["tables"] or ())
    if into is not None and into.is_dir() and table_files(into, str(into)):
        same = into.resolve()
        if all(Path(each).resolve() != same for each in folders):
            folders.append(str(into))
    return tables_of(options, folders)


def _write(into: Path, name: str, text: str) -> Path:
    """Write a file that is not there yet."""
    file = into / name
    try:
        into.mkdir(parents=True, exist_ok=True)
        there = file.exists()
        if not there:
            file.write_text(text, encoding="utf-8", newline="\n")
    except (OSError, ValueError):
        raise InputError("input.cannot_write", path="--into") from None
    if there:
        raise InputError("input.file_exists", path=str(file))
    return file
