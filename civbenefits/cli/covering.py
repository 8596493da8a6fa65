"""``rules coverage``: how far the cases of tables prove them, and households for the gaps."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any, Final

from civbenefits.cli.check import shelf_of
from civbenefits.cli.options import Options
from civbenefits.cli.progress import Progress
from civbenefits.cli.proving import case_folders
from civbenefits.cli.usage import UsageError
from civbenefits.cli.words import word
from civbenefits.coverage.covering import cover
from civbenefits.coverage.model import OPEN, Coverage, Finding, Proposal, share
from civbenefits.engine.library import BUILT_IN
from civbenefits.presenting.layout import joined, printable, table, terminal_columns
from civbenefits.tables.scalars import NUMBER
from civbenefits.texts import Language

SUCCESS: Final = 0
TOO_LITTLE: Final = 1
_ALL: Final = Fraction(100)


def coverage(options: Options, language: Language) -> tuple[str, int]:
    """What the cases show of the tables, and every gap; exit code 1 below ``--fail-under``."""
    least = _least(options)
    folders, laid = case_folders(options)
    with Progress(language) as progress:
        found, proposals = cover(
            folders,
            *laid,
            scheme=_scheme(options, laid),
            propose=options["propose"],
            progress=progress.counting("cases_running"),
            searching=progress.counting("gaps_searching"),
        )
    shown, of = found.share
    enough = not of or Fraction(shown * 100, of) >= least
    code = SUCCESS if enough and not found.mismatches else TOO_LITTLE
    if options["json"]:
        return _as_json(found, proposals) + "\n", code
    lines = [*_told(found, language), *_proposed(proposals, language)]
    lines.append(_total(found, language))
    if not enough:
        lines.append(word("below_least", language, least=_number(least)))
    return printable("\n".join(lines)) + "\n", code


def _least(options: Options) -> Fraction:
    given = options["fail_under"]
    if given is None:
        return Fraction(0)
    if not NUMBER.fullmatch(given) or not 0 <= Fraction(given) <= _ALL:
        raise UsageError("shape", option="--fail-under", shape="0–100")
    return Fraction(given)


def _scheme(options: Options, laid: Sequence[str]) -> str | None:
    name: str | None = options["scheme"]
    if name is not None and name not in shelf_of({**options, "tables": list(laid)}).tables.schemes:
        raise UsageError("no_scheme", option="--scheme")
    return name


def _told(found: Coverage, language: Language) -> Iterator[str]:
    """A table of what is shown, then each gap where it stands, then what nobody can reach."""
    comma = ";" if language == "zh" else "; "
    rows = [_heads(language)]
    for owner, group in _by(found.findings, _owner):
        place, name, since = owner
        rows.append((place, since, *_figures(group), name))
    yield from table(rows, terminal_columns(), indent="")
    for mismatch in found.mismatches:
        at = f"{mismatch.file}:{mismatch.line}:{mismatch.column}"
        yield f"{at}  {mismatch.case}  {word('case_differs', language)}"
    for head, statuses in (("gaps", OPEN), ("not_reached", ("declared", "out_of_range"))):
        chosen = [each for each in found.findings if each.status in statuses]
        if chosen:
            yield ""
            yield f"{word(head, language)}{word('colon', language)}{len(chosen)}"
        for at, group in _by(chosen, _at):
            yield at
            for text, sides in _by(group, lambda each: each.demand.expression):
                yield f"    {text}"
                said = joined((_said(each, language) for each in sides), comma)
                yield f"        {said}"
    lacking = sum(each.status == "not_on_record" for each in found.findings)
    if lacking:
        yield ""
        yield word("law_lacking", language, count=lacking)


def _heads(language: Language) -> tuple[str, ...]:
    names = ("of_place", "of_since", "of_conditions", "of_limits", "of_figures")
    return (*(word(name, language) for name in names), "%", word("of_name", language))


def _owner(finding: Finding) -> tuple[str, str, str]:
    demand = finding.demand
    return (demand.place, demand.name, demand.since)


def _figures(findings: Sequence[Finding]) -> tuple[str, ...]:
    cells = []
    for what in ("condition", "limit", "figure"):
        shown, of = share(tuple(each for each in findings if each.demand.what == what))
        cells.append(f"{shown}/{of}" if of else "")
    return (*cells, _percent(*share(tuple(findings))))


def _percent(shown: int, of: int) -> str:
    """The share with one decimal, rounded down, so that only all of it reads 100."""
    if not of:
        return "–"
    return _number(Fraction(shown * 1000 // of, 10))


def _number(value: Fraction) -> str:
    whole, tenths = divmod(int(value * 10), 10)
    return f"{whole}.{tenths}" if tenths else str(whole)


def _at(finding: Finding) -> str:
    demand = finding.demand
    about = f"{demand.name} {demand.since} {demand.part}".rstrip()
    return f"{demand.file.removeprefix(f'{BUILT_IN}/')}:{demand.line}:{demand.column}  {about}"


def _said(finding: Finding, language: Language) -> str:
    side = word(f"side_{finding.demand.side}", language)
    text = word(f"status_{finding.status}", language, side=side)
    return text if finding.reason is None else f"{text}:{finding.reason.in_(language)}"


def _proposed(proposals: Sequence[Proposal], language: Language) -> Iterator[str]:
    if not proposals:
        return
    yield ""
    yield word("proposals", language, count=len(proposals))
    yield "cases:"
    for each in proposals:
        yield from each.text.splitlines()
        yield ""


def _total(found: Coverage, language: Language) -> str:
    shown, of = found.share
    return word(
        "coverage_total",
        language,
        cases=found.cases,
        shown=shown,
        of=of,
        percent=_percent(shown, of),
    )


def _by(findings: Iterable[Finding], key: Any) -> Iterator[tuple[Any, list[Finding]]]:
    for head, group in groupby(findings, key):
        yield head, list(group)


def _as_json(found: Coverage, proposals: Sequence[Proposal]) -> str:
    shown, of = found.share
    data = {
        "cases": found.cases,
        "shown": shown,
        "of": of,
        "mismatches": [_plain(each) for each in found.mismatches],
        "findings": [
            {**_plain(each.demand), "status": each.status, "case": each.case, "reason": each.reason}
            for each in found.findings
        ],
        "proposals": [
            {"closes": [_plain(demand) for demand in each.closes], "text": each.text}
            for each in proposals
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2, default=_plain)


def _plain(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.record_fields}
