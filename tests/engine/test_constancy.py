"""Conditions that can never hold are refused; those that can are not."""

from __future__ import annotations

import pytest

from civbenefits.facts.member import Hukou, Residence
from tests.engine.small_tables import aid, decision, meaning, one, refused

MANY = " and ".join(["in_prison"] * 120)


def requiring(condition: str, **definitions: str) -> dict[str, str]:
    named = {
        f"{name}.yaml": meaning(f"from: 2000-01-01, is: {text}", name=name)
        for name, text in definitions.items()
    }
    return {
        **named,
        "aid.yaml": aid(f"requires: {{it: '{condition}'}}\nprovides: {{zh: 物, en: x}}"),
    }


@pytest.mark.parametrize(("lives", "verdict"), [("440300", "eligible"), ("110000", "not_eligible")])
def test_two_places_may_be_the_same_or_not(lives: str, verdict: str) -> None:
    files = requiring("hukou.place == residence.place and within(hukou.place, here)")
    person = one(hukou=Hukou(place="440300"), residence=Residence(place=lives))
    assert decision(files, person).verdict == verdict


def test_what_names_stand_for_is_looked_into() -> None:
    files = requiring("locked and free", locked=MANY, free="not in_prison")
    assert {fault.code for fault in refused(files)} == {"table.always_false"}


def test_of_too_many_parts_nothing_is_said() -> None:
    files = requiring("locked and shut and free", locked=MANY, shut=MANY, free="not in_prison")
    assert decision(files, one(in_prison=True)).verdict == "not_eligible"
