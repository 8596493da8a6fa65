"""Asking why not under small tables of one condition, and under those of Shenzhen."""

from __future__ import annotations

from functools import cache

import civbenefits
from civbenefits import Failing, Household, Member, Rulebook, WhyNot
from civbenefits.engine.rulebook import RulebookShelf
from tests.engine.small_tables import aid, assembled, figure

FIGURES = {"standard": "1000", "thirds": "333.33"}
GOODS = "provides: {zh: 物, en: goods}"


def requiring(condition: str) -> str:
    return f"requires:\n  asked: >-\n    {condition}\n{GOODS}"


@cache
def tables(condition: str, of: str = "person") -> RulebookShelf:
    """One scheme of one condition, which may name a figure."""
    files = {"aid.yaml": aid(requiring(condition), of=of)}
    for name, value in FIGURES.items():
        if name in condition:
            files[f"{name}.yaml"] = figure(f"from: 2000-01-01, value: {value}", name=name)
    # Not checked: that some way can never be met is refused in tables, unless it differs
    # between places.
    return RulebookShelf(assembled(files))


def book(condition: str, of: str = "person", on: str = "2021-06") -> Rulebook:
    return tables(condition, of).rulebook("440300", on)


def one(**facts: object) -> Household:
    return Household(members=(Member(id="a", **facts),))  # type: ignore[arg-type]


def only(whynot: WhyNot) -> Failing:
    (failing,) = whynot.failing
    return failing


def shenzhen(*members: Member, on: str = "2021-06", **facts: object) -> tuple[Rulebook, Household]:
    household = Household(members=members, **facts)  # type: ignore[arg-type]
    return civbenefits.rulebook("440300", on), civbenefits.assume_usual(household, "440300")[0]
