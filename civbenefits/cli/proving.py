"""``rules test``: the worked cases of tables, and what comes out otherwise."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from civbenefits.cases import CaseResult, run_cases
from civbenefits.cli.check import shelf_of, table_folder
from civbenefits.cli.options import Options
from civbenefits.cli.progress import Progress
from civbenefits.cli.words import word
from civbenefits.engine.library import built_in_folder
from civbenefits.presenting.layout import printable, table, terminal_columns
from civbenefits.tables.loading import table_files
from civbenefits.texts import Language

SUCCESS: Final = 0
DIFFERS: Final = 1


def test(options: Options, language: Language) -> tuple[str, int]:
    """Every case, and side by side what differs; exit code 1 if anything does."""
    folders, laid = case_folders(options)
    with Progress(language) as progress:
        shelf = shelf_of({**options, "tables": list(laid)})
        count = progress.counting("cases_running")
        results = [each for folder in folders for each in run_cases(folder, shelf, count)]
    wrong = [each for each in results if each.differences]
    code = DIFFERS if wrong else SUCCESS
    if options["json"]:
        return _as_json(results) + "\n", code
    lines = [line for each in wrong for line in _told(each, language)]
    lines.append(word("cases_told", language, cases=len(results), wrong=len(wrong)))
    return printable("\n".join(lines)) + "\n", code


def case_folders(options: Options) -> tuple[Sequence[Path], Sequence[str]]:
    """Where the cases are, and which tables are laid over the built-in ones.

    Tables of a folder of cases are laid over the others, as those of ``--rules`` are.
    """
    named, laid = options["folder"], options["tables"] or []
    if named is None:
        return [table_folder(each) for each in laid] or [built_in_folder()], laid
    folder = table_folder(named)
    own = bool(table_files(folder)) and folder.resolve() not in _resolved(laid)
    return [folder], [*laid, named] if own else laid


def _resolved(folders: Sequence[str]) -> set[Path]:
    return {table_folder(each).resolve() for each in (*folders, str(built_in_folder()))}


def _told(result: CaseResult, language: Language) -> list[str]:
    at = f"{result.file}:{result.line}:{result.column}"
    rows: list[Sequence[str]] = [
        ("", "", word("expected", language), word("found", language)),
        *(
            (each.decision, each.what, each.expected, each.found or word("nothing", language))
            for each in result.differences
        ),
    ]
    return [f"{at}  {result.case}", *table(rows, terminal_columns()), ""]


def _as_json(results: Sequence[CaseResult]) -> str:
    data = [
        {
            "case": each.case,
            "file": each.file,
            "line": each.line,
            "column": each.column,
            "differences": [
                {
                    "decision": difference.decision,
                    "what": difference.what,
                    "expected": difference.expected,
                    "found": difference.found,
                    "line": difference.line,
                    "column": difference.column,
                }
                for difference in each.differences
            ],
        }
        for each in results
    ]
    return json.dumps({"cases": data}, ensure_ascii=False, indent=2)
