"""Small tables linked, and households read under them, without the words of an answer."""

from __future__ import annotations

import re
from typing import Any, Final

from civbenefits.dates import When, when
from civbenefits.engine.compiled import CompiledRules
from civbenefits.engine.linking import link
from civbenefits.engine.rules import LinkedRules
from civbenefits.engine.surveying import Survey
from civbenefits.facts.household import Household
from civbenefits.facts.member import Member
from tests.engine.small_tables import Files, aid, figure, read

MONTH: Final = when("2021-06")
FIGURES: Final = {"figure": 100, "other": 30, "naught": 0, "smallest": 0.01}
"""Yuan a person and month; each is in the tables that speak of it."""


def linked(*files: Files, place: str = "440300", month: When = MONTH) -> LinkedRules:
    """What small tables come to in one place, with those figures that they name."""
    every: dict[str, str] = {}
    for each in files:
        every |= each
    words = {word for text in every.values() for word in re.findall(r"\w+", text)}
    for name, value in FIGURES.items():
        if name in words:
            every.setdefault(f"{name}.yaml", figure(f"from: 2000-01-01, value: {value}", name=name))
    return link(read(every), place, month.day)


def paying(name: str, requires: str = "", pays: str = "figure", **more: str) -> Files:
    """A scheme that pays somebody the figure, or something else."""
    asked = f'requires: {{asked: "{requires}"}}\n' if requires else ""
    return {f"{name}.yaml": aid(f"{asked}pays: {pays}", name=name, **more)}  # type: ignore[arg-type]


def survey_of(*files: Files) -> Survey:
    """A survey under small tables."""
    rules = CompiledRules(linked(*files))

    def run(household: Household) -> list[tuple[Any, Any]]:
        values: Any = rules.quick(household, 20210601, 20210630)
        return [(values[at], values[at + 1]) for at, _ in rules.layout]

    return Survey(rules.linked, rules.offered, run, MONTH)


def persons(count: int, **facts: object) -> Household:
    """A household of some persons, of each of whom the same is known."""
    names = [f"m{index}" for index in range(count)]
    return Household(members=tuple(Member(id=each, **facts) for each in names))  # type: ignore[arg-type]
