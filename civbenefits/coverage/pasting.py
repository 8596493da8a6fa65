"""A proposed household as a case to paste, with the answer left to a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from civbenefits.coverage.model import Demand
from civbenefits.coverage.proposing import Candidate
from civbenefits.tables.scalars import LEFT_OPEN

_PLAIN: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*|[0-9]{4}-[0-9]{2}(-[0-9]{2})?", re.ASCII)
_COLUMNS: Final = 96


def pasted(candidate: Candidate, name: str, closes: Sequence[Demand]) -> str:
    """The lines of a case, to stand under ``cases:``; it is refused until it is filled in."""
    return "\n".join(_lines(candidate, name, closes)) + "\n"


def _lines(candidate: Candidate, name: str, closes: Sequence[Demand]) -> Iterator[str]:
    for demand in closes:
        yield f"  # {demand.file}:{demand.line} {demand.expression}: {demand.side}"
    yield f"  - case: {name}"
    yield f'    place: "{candidate.place}"'
    yield f"    on: {candidate.on}"
    if candidate.assume != "none":
        yield f"    assume: {candidate.assume}"
    yield "    derivation:"
    yield f'      zh: "{LEFT_OPEN}"'
    yield f'      en: "{LEFT_OPEN}"'
    yield f'    source: "{LEFT_OPEN}"'
    yield "    household:"
    for key, value in candidate.household.items():
        if key != "members":
            yield f"      {key}: {_flow(value)}"
    yield "      members:"
    for member in candidate.household["members"]:
        yield from _member(member)
    yield "    expect:"
    person = "" if candidate.person is None else f"/{candidate.person}"
    yield f'      {candidate.scheme}{person}: {{verdict: "{LEFT_OPEN}"}}'


def _member(member: dict[str, Any]) -> Iterator[str]:
    line = f"        - {_flow(member)}"
    if len(line) <= _COLUMNS:
        yield line
        return
    lead = "        - "
    for key, value in member.items():
        yield f"{lead}{key}: {_flow(value)}"
        lead = "          "


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    text = str(value)
    if _PLAIN.fullmatch(text):
        return text
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'
