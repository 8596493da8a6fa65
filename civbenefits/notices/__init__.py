"""Decision notices: an assessment as a document to hand out, in HTML or plain text.

The package is not called ``notice`` because the function is, and both would be
``civbenefits.notice``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final, Literal

from civbenefits.decisions.model import Assessment
from civbenefits.errors import InputError
from civbenefits.notices.rendering import render
from civbenefits.notices.view import view
from civbenefits.texts import Language

Format = Literal["html", "text"]

TEMPLATES: Final = {"html": "notice.html.j2", "text": "notice.txt.j2"}
"""The name of the template of each format, in this package and in a folder of an office."""

_LANGUAGES: Final = ("zh", "en")


def notice(
    assessment: Assessment,
    *,
    language: Language = "zh",
    format: Format = "html",  # noqa: A002 - there is no plainer word
    labels: Mapping[str, str] | None = None,
    office: str | None = None,
    case: str | None = None,
    issued: date | None = None,
    templates: Path | str | None = None,
) -> str:
    """The notice of an assessment. Nothing is stored, and nothing added to what was given.

    Args:
        assessment: what was decided.
        language: of the whole notice.
        format: ``html`` (prints on A4) or ``text``.
        labels: what to call a member, by the member's id; the others are called by their ids.
        office: the name of the office that issues it.
        case: its case number.
        issued: the date of issue; without it there is room to write one.
        templates: a folder with templates that replace the built-in ones of the same names.

    Raises:
        InputError: Jinja2 is not installed, a label is for nobody, or a template is at fault.
    """
    for path, value, allowed in (
        ("language", language, _LANGUAGES),
        ("format", format, tuple(TEMPLATES)),
    ):
        if value not in allowed:
            raise InputError("input.not_a_choice", path=path, choices=allowed)
    data = view(assessment, language, labels=labels or {}, office=office, case=case, issued=issued)
    return render(TEMPLATES[format], data, tuple(TEMPLATES.values()), templates)
