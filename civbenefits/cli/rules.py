"""``rules``: looking into the tables, and checking them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from civbenefits.cli import book, proving, starting
from civbenefits.cli.check import place_asked, shelf_of, tables_of
from civbenefits.cli.options import Options
from civbenefits.cli.showing import in_words, versions
from civbenefits.cli.usage import UsageError
from civbenefits.cli.words import word
from civbenefits.dates import when
from civbenefits.engine.library import files_of
from civbenefits.engine.linking import link
from civbenefits.engine.places import find_place
from civbenefits.engine.rules import LinkedScheme
from civbenefits.errors import InputError, TableErrors
from civbenefits.presenting.layout import joined, printable, table, terminal_columns
from civbenefits.suggestions import nearest
from civbenefits.tables.faults import SourceLines, as_data, expected
from civbenefits.tables.loading import TableFile
from civbenefits.tables.model import Scheme, Tables
from civbenefits.texts import Language, Text

SUCCESS: Final = 0
BAD_TABLES: Final = 3


def list_schemes(options: Options, language: Language) -> tuple[str, int]:
    """Every scheme with its id, title, and where and since when there are rules for it."""
    tables = shelf_of(options).tables
    asked = where_and_when(options, tables)
    if asked is None:
        rows = [
            (name, _title(by_place).in_(language), _spans(tables, by_place, language))
            for country in tables.countries()
            for name, by_place in sorted(country.schemes.items())
        ]
    else:
        rows = [
            (scheme.name, scheme.title.in_(language), _state(scheme, language))
            for scheme in link(tables, *asked).schemes.values()
        ]
    return _page(table(rows, terminal_columns(), indent=""))


def show_scheme(options: Options, language: Language) -> tuple[str, int]:
    """One scheme: its versions as the tables have them, or in words for a place and month."""
    tables = shelf_of(options).tables
    name = options["scheme"].strip()
    if name not in tables.schemes:
        shown = name if name.isascii() and name.replace("_", "").isalpha() else "…"
        hint = nearest(name, tables.schemes)
        raise InputError("input.unknown_scheme", path="SCHEME", scheme=shown, suggestion=hint)
    asked = where_and_when(options, tables)
    if asked is None:
        lines: list[str] = []
        for country in tables.countries():
            lines += versions(country, name, language) if name in country.schemes else []
        return _page([*lines, "", word("see_in_words", language)])
    linked = link(tables, *asked)
    if name not in linked.schemes:
        title = _title(tables.schemes[name]).in_(language)
        return _page([f"{title} ({name}): {word('not_offered', language)}"])
    return _page(in_words(tables, linked, linked.schemes[name], asked[1], language))


def list_places(options: Options, language: Language) -> tuple[str, int]:
    """The places on record as a tree."""
    tables = shelf_of(options).tables
    rows = []
    for place in sorted(tables.places.values(), key=lambda place: place.code):
        indent = "  " * (len(tables.chain(place.code)) - 1)
        count = sum(place.code in by_place for by_place in tables.schemes.values())
        reviewed = place.reviewed_through
        notes = (
            word("scheme_count", language, count=count),
            word("reviewed", language, day=reviewed) if reviewed else "",
        )
        separator = ";" if language == "zh" else "; "
        name = f"{indent}{place.code}  {place.title.in_(language)}"
        rows.append((name, joined(notes, separator)))
    return _page(table(rows, terminal_columns(), indent=""))


def validate(options: Options, language: Language) -> tuple[str, int]:
    """Every fault of every table file, one a line; tables checked earlier are checked again."""
    named = [*(options["tables"] or ()), *options["folders"]]
    try:
        tables = tables_of(options, named, anew=True)
    except TableErrors as error:
        lines = SourceLines(_files(named, options))
        if options["json"]:
            found_faults = [as_data(fault, lines) for fault in error.faults]
            return _json({"faults": found_faults}), BAD_TABLES
        return _faults_shown(error, lines, language if options["lang"] else None), BAD_TABLES
    counts = {
        "places": len(tables.places),
        "schemes": len(tables.schemes),
        "standards": len(tables.standards),
    }
    if options["json"]:
        return _json({"faults": []}), SUCCESS
    return _page([word("no_faults", language, **counts)])


def _files(folders: Sequence[str], options: Options) -> Sequence[TableFile]:
    """The files that faults stand in; none where a folder is the fault."""
    try:
        return files_of(*folders, over_built_in=not options["no_built_in"])
    except TableErrors:
        return ()


def _json(data: Mapping[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _faults_shown(error: TableErrors, lines: SourceLines, only: Language | None) -> str:
    """Each fault, the line it stands in, and what was expected."""
    shown: list[str] = []
    for fault in error.faults:
        wanted = expected(fault)
        shown.append(fault.message(only) if only else str(fault))
        shown += [f"    {line}" for line in lines.pointed(fault)]
        label = word("should_be", only or "zh")
        both = wanted.in_(only) if only else f"{wanted.zh} / {wanted.en}"
        same = wanted.zh == wanted.en
        shown.append(f"    {label}: {wanted.zh if same else both}")
    shown.append(error.text.in_(only) if only else f"{error.text.zh} / {error.text.en}")
    return printable("\n".join(shown)) + "\n"


def where_and_when(options: Options, tables: Tables) -> tuple[str, date] | None:
    """The place and the day asked about; None where neither is given.

    Raises:
        UsageError: only one of them is given.
        InputError: no such place or month.
    """
    if options["place"] is None and options["on"] is None:
        return None
    if options["place"] is None or options["on"] is None:
        raise UsageError("place_and_on")
    return find_place(tables, place_asked(options)).code, when(options["on"]).day


def _page(lines: list[str]) -> tuple[str, int]:
    return printable("\n".join(lines)) + "\n", SUCCESS


def _title(by_place: Mapping[str, Scheme]) -> Text:
    return next(each.title for each in by_place.values() if each.title is not None)


def _spans(tables: Tables, by_place: Mapping[str, Scheme], language: Language) -> str:
    parts = []
    for code in sorted(by_place):
        starts = " ".join(each.span.start.written for each in by_place[code].entries)
        parts.append(f"{tables.places[code].title.in_(language)} {starts}")
    return (";" if language == "zh" else "; ").join(parts)


def _state(scheme: LinkedScheme, language: Language) -> str:
    if not scheme.offered:
        return word("not_offered", language)
    since = max((span.start for span in scheme.spans), key=lambda start: start.day)
    text = word("since", language, day=since.written)
    if scheme.lacks is not None:
        lacks = f"{word('lacks', language)}: {scheme.lacks.in_(language)}"
        return joined((text, lacks), ";" if language == "zh" else "; ")
    return text


def coverage(options: Options, language: Language) -> tuple[str, int]:
    """What the cases show of the tables; see `civbenefits.cli.covering`."""
    # Imported here: only this command follows cases through the rules.
    from civbenefits.cli import covering

    return covering.coverage(options, language)


COMMANDS: Final[Mapping[str, Callable[[Options, Language], tuple[str, int]]]] = {
    "list": list_schemes,
    "show": show_scheme,
    "book": book.make,
    "places": list_places,
    "validate": validate,
    "new": starting.new,
    "test": proving.test,
    "coverage": coverage,
}
