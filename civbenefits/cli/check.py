"""``check`` and ``schema``: from options to an answer as text."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from civbenefits.api import assume_usual, decision_schema, household_schema, read_household, to_json
from civbenefits.cli.options import Options
from civbenefits.cli.short_form import PlaceCode, by_number, given, household
from civbenefits.cli.usage import UsageError
from civbenefits.decisions.model import Assessment, Assumption
from civbenefits.engine.library import built_in, load_tables
from civbenefits.engine.places import find_place
from civbenefits.engine.rulebook import Rulebook, RulebookShelf
from civbenefits.errors import InputError, TableError, TableErrors
from civbenefits.facts.extending import Vocabulary
from civbenefits.facts.household import Household
from civbenefits.located import MAX_BYTES
from civbenefits.tables.model import Tables
from civbenefits.tables.shipped_schemas import SCHEMAS as TABLE_SCHEMAS
from civbenefits.tables.shipped_schemas import schema_file
from civbenefits.texts import Language

STANDARD_INPUT = "-"
CODE_DIGITS = 6
LOCAL = ("local", "本地")


def check(options: Options, language: Language) -> tuple[str, int]:
    """Judge a household and say how it came out."""
    book, household, assessment = judged(options)
    scheme = options["scheme"]
    explains = options["explain"] or scheme is not None
    if explains:
        explanation = book.explain(household, assessment.assumptions, scheme=scheme)
        assessment = assessment.altered(explanation=explanation)
    if options["json"]:
        return to_json(assessment, indent=2) + "\n", 0
    from civbenefits.cli import explaining
    from civbenefits.cli.report import report

    text = report(assessment, language)
    if explains or explaining.has_choice(assessment):
        choices = explaining.choices(book, household, assessment, language)
        text += "".join(f"{line}\n" for line in (["", *choices] if choices else []))
    return text, 0


def assessed(options: Options) -> Assessment:
    """The answer for the household that the options describe."""
    return judged(options)[2]


def judged(options: Options) -> tuple[Rulebook, Household, Assessment]:
    """The rules, the household that the options describe, and the answer for it."""
    file = file_named(options)
    shelf = shelf_of(options)
    book = shelf.rulebook(place_asked(options), options["on"], strict=options["strict"])
    here = book.place.code
    words = book.vocabulary
    codes = place_codes(shelf.tables, here)
    asked = household_of(file, words) if file else household(options, codes, words)
    assumptions: tuple[Assumption, ...] = ()
    if (options["assume"] or ("none" if file else "usual")) == "usual":
        asked, assumptions = assume_usual(asked, here)
    try:
        return book, asked, book.assess(asked, assumptions)
    except InputError as fault:
        raise fault if file else by_number(fault) from None


def schema(options: Options, _: Language) -> tuple[str, int]:
    """The JSON Schema of a household file, of an answer, or of a table file."""
    if options["kind"] in TABLE_SCHEMAS:
        return schema_file(options["kind"]).read_text(encoding="utf-8"), 0
    if options["kind"] == "household":
        # Without a place, with what any place of the tables declares.
        tables, place = shelf_of(options).tables, options["place"]
        code = None if place is None else find_place(tables, place_asked(options)).code
        data = household_schema(tables.vocabulary(code))
    else:
        data = decision_schema()
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n", 0


def shelf_of(options: Options) -> RulebookShelf:
    """The built-in tables with those laid over them that ``--rules`` names, or only these."""
    folders = options["tables"] or ()
    if not folders and not options["no_built_in"]:
        return built_in()
    return RulebookShelf(tables_of(options, folders))


def tables_of(options: Options, folders: Sequence[str], *, anew: bool = False) -> Tables:
    """The tables of folders, laid over the built-in ones unless those are left out."""
    alone: bool = options["no_built_in"]
    if alone and not folders:
        raise UsageError("missing", names="--rules")
    named = [table_folder(folder) for folder in folders]
    return load_tables(*named, over_built_in=not alone, anew=anew)


def table_folder(name: str) -> Path:
    """The folder of that name, if there can be one."""
    folder = Path(name)
    try:
        found = folder.is_dir()
    except (OSError, ValueError):
        found = False
    if not found:
        shown = name[:80]
        raise TableErrors([TableError("table.no_folder", file=shown, line=1, column=1)])
    return folder


def place_asked(options: Options) -> str:
    """The place; a long number, which is no place, is refused without being repeated."""
    place: str = options["place"].strip()
    if sum(character.isdigit() for character in place) > CODE_DIGITS:
        raise InputError("input.bad_place_code", path="--place")
    return place


def file_named(options: Options) -> str | None:
    """The household file, if one is named, and nothing is said twice."""
    named: list[tuple[str, str]] = [
        (shown, options[name])
        for name, shown in (("file", "FILE"), ("household", "--household"))
        if options[name] is not None
    ]
    short = given(options)
    if not named:
        return None
    if len(named) > 1 or short:
        other = short[0] if short else named[1][0]
        raise UsageError("together", one=named[0][0], other=other)
    return named[0][1]


def household_of(file: str, vocabulary: Vocabulary) -> Household:
    """The household that a file, or standard input, describes."""
    return read_household(read_file(file, MAX_BYTES + 1, option="--household"), vocabulary)


def read_file(file: str, most: int, *, option: str) -> bytes:
    """The first bytes of a file, or of standard input."""
    try:
        if file == STANDARD_INPUT:
            return sys.stdin.buffer.read(most)
        with Path(file).open("rb") as source:
            return source.read(most)
    except (OSError, ValueError):
        raise InputError("input.no_such_file", path=option) from None


def place_codes(tables: Tables, here: str) -> PlaceCode:
    """How the short form finds the code of a place."""

    def code(text: str) -> str:
        if text.lower() in LOCAL:
            return here
        # What has digits is meant as a code, and is refused without being repeated.
        if any(character.isdigit() for character in text):
            return text
        return find_place(tables, text).code

    return code
