"""``notice``: a decision notice, of an answer that was kept or of a household described here."""

from __future__ import annotations

from datetime import date
from typing import Final

from civbenefits.api import from_json
from civbenefits.api import notice as notice_of
from civbenefits.cli.check import assessed, read_file
from civbenefits.cli.options import Options
from civbenefits.cli.short_form import given
from civbenefits.cli.usage import UsageError
from civbenefits.cli.writing import written
from civbenefits.dates import parse_date
from civbenefits.decisions.model import Assessment
from civbenefits.errors import InputError
from civbenefits.texts import Language

MAX_ANSWER_BYTES: Final = 50_000_000
"""An answer names its reasons and sources, person by person."""

ASKED: Final = {"place": "--place", "on": "--on", "file": "FILE", "household": "--household"}
ABOUT: Final = {"assume": "--assume", "tables": "--rules"}
OPTIONS: Final = {
    "labels": "--label",
    "templates": "--templates",
    "language": "--lang",
    "format": "--format",
}
"""The options that arguments of the function come from."""


def make(options: Options, language: Language) -> tuple[str, int]:
    """Make the notice, and write it or hand it back."""
    issued = _day(options["date"])
    labels = _labels(options["label"] or ())
    assessment = _assessment(options)
    try:
        text = notice_of(
            assessment,
            language=language,
            format=options["format"] or "html",
            labels=labels,
            office=options["office"],
            case=options["case"],
            issued=issued,
            templates=options["templates"],
        )
    except InputError as fault:
        path = OPTIONS.get(fault.path, fault.path)
        raise InputError(fault.code, path=path, **fault.details) from None
    return written(options, text)


def _assessment(options: Options) -> Assessment:
    """The answer in a file, or the one for the household that is described."""
    file = options["from"]
    if file is None:
        missing = [ASKED[name] for name in ("place", "on") if options[name] is None]
        if missing:
            raise UsageError("missing", names=f"--from / {', '.join(missing)}")
        return assessed(options)
    both = [shown for name, shown in (ASKED | ABOUT).items() if options[name] is not None]
    flags = {"strict": "--strict", "no_built_in": "--no-built-in"}
    both += [shown for name, shown in flags.items() if options[name]]
    both += given(options)
    if both:
        raise UsageError("together", one="--from", other=both[0])
    raw = read_file(file, MAX_ANSWER_BYTES + 1, option="--from")
    if len(raw) > MAX_ANSWER_BYTES:
        raise InputError("input.too_large", path="--from", limit=MAX_ANSWER_BYTES)
    return from_json(raw)


def _labels(texts: list[str] | tuple[()]) -> dict[str, str]:
    labels: dict[str, str] = {}
    for text in texts:
        person, equals, name = text.partition("=")
        if not equals or not person.strip() or not name.strip():
            raise UsageError("shape", option="--label", shape="ID=NAME")
        if labels.setdefault(person.strip(), name.strip()) != name.strip():
            raise UsageError("twice", option="--label")
    return labels


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    parsed = parse_date(text.strip())
    if parsed is None or parsed.precision != "day":
        raise InputError("input.bad_date", path="--date")
    return parsed.day
