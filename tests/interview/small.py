"""Small tables to be interviewed about, and answers as somebody would type them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from civbenefits.engine.rulebook import Rulebook
from civbenefits.engine.telling import place_of, value_of
from civbenefits.facts.household import Household
from civbenefits.facts.member import Member
from civbenefits.interviewing import Asked, Interview
from tests.engine.small_tables import PLACES, Files, aid, figure, shelf

FILES = {
    "figure.yaml": figure("from: 2000-01-01, value: 100"),
    "pension.yaml": aid(
        "requires: {local: 'within(hukou.place, here)', old: age(month_end) >= 60,"
        " poor: counted_income < figure}\npays: figure - counted_income",
        name="pension",
    ),
    "orphan.yaml": aid(
        "requires: {young: age(month_end) < 18,"
        " alone: all(p.situation == 'dead' or (p.situation == 'serving_sentence'"
        " and p.months >= 6) for p in parents)}\npays: figure * 3",
        name="orphan",
    ),
    "nursing.yaml": aid(
        "requires: {severe: disability.grade <= 2 and disability.kind != 'none',"
        " cared: disability.needs_long_care}\npays: figure * 2",
        name="nursing",
    ),
    "shelter.yaml": aid(
        "requires: {roams: roaming, hungry: not can_provide_food_and_lodging,"
        " alone: not has_relative_to_turn_to, new: not assisted_elsewhere}\n"
        "provides: {zh: 食宿, en: food and lodging}",
        name="shelter",
    ),
}
"""An allowance for the old, one for orphans, one for the disabled, and a shelter."""


def only(*names: str) -> dict[str, str]:
    """Some of the schemes, with the figure where one of them pays."""
    return {
        name: text
        for name, text in FILES.items()
        if name.removesuffix(".yaml") in names or (name == "figure.yaml" and names != ("shelter",))
    }


def book(files: Files = FILES) -> Rulebook:
    """The rules of Shenzhen in June 2021."""
    return shelf(files).rulebook("440300", "2021-06")


def written(folder: Path, files: Files = FILES) -> Path:
    """The same tables as files."""
    for name, text in {**PLACES, **files}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def persons(*facts: dict[str, Any]) -> Household:
    """Members a, b and so on."""
    return Household(
        members=tuple(Member(id="abcdef"[index], **each) for index, each in enumerate(facts))
    )


def put(interview: Interview) -> Asked:
    """The question that is asked."""
    assert interview.question is not None
    return interview.question


def in_words(value: Any) -> str:
    """The answer that somebody would type."""
    if value is None:
        return "?"
    if isinstance(value, bool):
        return "有" if value else "no"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def conduct(
    interview: Interview, full: Household, knows: Callable[[str], bool] = lambda _: True
) -> list[str]:
    """Answer everything from what is known of a household; the facts asked for, in order."""
    asked = []
    while interview.question is not None:
        fact = interview.question.fact
        asked.append(fact)
        place = place_of(fact, interview.question.person, full)
        interview.answer(in_words(value_of(full, place)) if knows(fact) else "?")
        assert len(asked) < 100
    return asked
