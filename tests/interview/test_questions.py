"""The vocabulary asks: every fact has a question in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from civbenefits.facts.household import Household
from civbenefits.facts.member import Member
from civbenefits.facts.vocabulary import Fact, facts_of


def declared(holder: type[Any], prefix: str) -> Iterator[tuple[str, Fact]]:
    for name, fact in facts_of(holder).items():
        if fact.kind != "group":
            yield f"{prefix}{name}", fact
        if fact.group is not None:
            yield from declared(fact.group, f"{prefix}{name}.")


FACTS = dict([*declared(Household, "household."), *declared(Member, "")])


def test_every_kind_of_fact_is_among_them() -> None:
    assert {fact.kind for fact in FACTS.values()} == {
        "boolean", "number", "money", "place", "choice", "date", "list",
    }  # fmt: skip
    assert {"parents.disability.grade", "incomes.amount", "household.emergency.kind"} <= set(FACTS)


@pytest.mark.parametrize("path", FACTS)
def test_it_is_asked_for_in_both_languages(path: str) -> None:
    ask = FACTS[path].ask
    assert ask is not None
    assert ask.zh.endswith("?")
    assert ask.en.endswith("?")
    assert any("一" <= letter <= "鿿" for letter in ask.zh)
    assert not any("一" <= letter <= "鿿" for letter in ask.en.replace("优抚", ""))


@pytest.mark.parametrize("path", FACTS)
def test_it_is_asked_about_a_third_person(path: str) -> None:
    ask = FACTS[path].ask
    assert ask is not None
    assert not {"你", "您", "我"} & set(ask.zh.replace("自我", ""))
    words = ask.en.lower().replace("(you may answer that you do not know)", "").split()
    assert not {"you", "your", "i", "my"} & set(words)
