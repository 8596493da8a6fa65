"""The few functions most callers need.

Reading files needs a YAML reader, and JSON needs pydantic; both take longer to import than
a decision takes to make, so those functions import them when they are called.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

from civbenefits.decisions.model import Assessment, Assumption
from civbenefits.engine.library import built_in as built_in_shelf
from civbenefits.engine.library import load_tables
from civbenefits.engine.rulebook import Rulebook, RulebookShelf
from civbenefits.facts.assuming import assume_usual as fill_in
from civbenefits.facts.extending import BUILT_IN, Vocabulary
from civbenefits.facts.household import Household
from civbenefits.texts import Language

Folders = Path | str | Sequence[Path | str]
"""A folder of tables, or several of which each is laid over those before."""


def rulebook(
    place: str,
    on: str | date,
    *,
    rules: Folders = (),
    built_in: bool = True,
    strict: bool = False,
) -> Rulebook:
    """The rules of a place in a month, compiled and ready to judge many households.

    Args:
        place: GB/T 2260 or ISO 3166 code, or a Chinese or English name.
        on: the month, as ``2021-06``; or a day, whose rules then decide.
        rules: folders of an office's own tables, to be laid over the built-in ones. Answers
            name the files of theirs that they rest on, by the folder as it is given here.
        built_in: whether the built-in tables lie below; if not, those of ``rules`` are all.
        strict: refuse a month beyond the date through which the tables were reviewed.

    Raises:
        InputError: no such place, no such month, or (strict) not reviewed so far.
        TableErrors: the tables do not hold together.
    """
    folders = (rules,) if isinstance(rules, Path | str) else tuple(rules)
    if built_in and not folders:
        return built_in_shelf().rulebook(place, on, strict=strict)
    shelf = RulebookShelf(load_tables(*folders, over_built_in=built_in))
    return shelf.rulebook(place, on, strict=strict)


def assess(
    household: Household,
    place: str,
    on: str | date,
    *,
    assumptions: tuple[Assumption, ...] = (),
    rules: Folders = (),
    built_in: bool = True,
    strict: bool = False,
) -> Assessment:
    """Each scheme's verdict, amount and reasons for a household in a place and a month.

    Raises:
        InputError: the household cannot be judged in that month, or see `rulebook`.
        TableErrors: the tables do not hold together.
    """
    book = rulebook(place, on, rules=rules, built_in=built_in, strict=strict)
    return book.assess(household, assumptions)


def assume_usual(
    household: Household, place: str, vocabulary: Vocabulary | None = None
) -> tuple[Household, tuple[Assumption, ...]]:
    """The household with usual circumstances where nothing was said, and what was assumed.

    Args:
        household: what is known.
        place: code of the place asked about: local hukou and residence are usual.
        vocabulary: of a rulebook: facts that its tables declare have usual values too.

    Raises:
        InputError: ``place`` is no code, or a fact is told that is not in the vocabulary.
    """
    if vocabulary is not None:
        household = vocabulary.adopt(household)
    assumed, made = fill_in(household, place)
    return assumed, tuple(Assumption(a.path, a.person, a.title, a.value) for a in made)


def household_from(data: Mapping[str, Any], vocabulary: Vocabulary = BUILT_IN) -> Household:
    """A household from plain data.

    Args:
        data: facts by name; see `household_schema`.
        vocabulary: of a rulebook, to read facts that its tables declare.

    Raises:
        InputError: with the path of what is wrong.
    """
    from civbenefits.facts.reading import household_from as read

    return read(data, vocabulary)


def read_household(raw: bytes, vocabulary: Vocabulary = BUILT_IN) -> Household:
    """A household from the text of a YAML or JSON file.

    Args:
        raw: the whole file.
        vocabulary: of a rulebook, to read facts that its tables declare.

    Raises:
        InputError: with the path of what is wrong.
    """
    from civbenefits.facts.reading import read_household as read

    return read(raw, vocabulary)


def household_schema(vocabulary: Vocabulary = BUILT_IN) -> dict[str, Any]:
    """The JSON Schema of a household file.

    Args:
        vocabulary: of a rulebook, with the facts that its tables declare.
    """
    from civbenefits.facts.reading import household_schema as schema

    return schema(vocabulary)


def to_json(assessment: Assessment, *, indent: int | None = None) -> str:
    """An assessment as one JSON object; amounts are strings with two decimals."""
    from civbenefits.decisions.serialising import to_json as write

    return write(assessment, indent=indent)


def from_json(text: str | bytes) -> Assessment:
    """The assessment that `to_json` wrote.

    Raises:
        InputError: the text is no such object.
    """
    from civbenefits.decisions.serialising import from_json as read

    return read(text)


def notice(
    assessment: Assessment,
    *,
    language: Language = "zh",
    format: Literal["html", "text"] = "html",  # noqa: A002 - there is no plainer word
    labels: Mapping[str, str] | None = None,
    office: str | None = None,
    case: str | None = None,
    issued: date | None = None,
    templates: Path | str | None = None,
) -> str:
    """The decision notice of an assessment. Nothing is stored, nor added to what was given.

    Args:
        assessment: what was decided.
        language: of the whole notice.
        format: ``html`` (prints on A4) or ``text``.
        labels: what to call members, by their ids; the others are called by their ids.
        office: the name of the office that issues it.
        case: its case number.
        issued: the date of issue; without it there is room to write one.
        templates: a folder with templates that replace the built-in ones of the same names.

    Raises:
        InputError: Jinja2 is not installed (``pip install 'civbenefits[notice]'``), a label is
            for nobody, or a template is at fault.
    """
    from civbenefits.notices import notice as make

    return make(
        assessment,
        language=language,
        format=format,
        labels=labels,
        office=office,
        case=case,
        issued=issued,
        templates=templates,
    )


def book(
    rulebook: Rulebook,
    *,
    language: Language = "zh",
    format: Literal["markdown", "html"] = "markdown",  # noqa: A002 - there is no plainer word
) -> str:
    """The rule book of a place and month: the tables in plain words, with every source.

    Args:
        rulebook: the rules of the place and month.
        language: of the whole book.
        format: ``markdown``, or ``html`` (one file that needs no other and prints on A4).

    Raises:
        InputError: no such language or format.
    """
    from civbenefits.books import book as make

    return make(rulebook, language=language, format=format)


def decision_schema() -> dict[str, Any]:
    """The JSON Schema of what `to_json` writes."""
    from civbenefits.decisions.serialising import json_schema

    return json_schema()
