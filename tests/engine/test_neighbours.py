"""Which facts belong together: those that some rule looks at, of one person or record."""

from __future__ import annotations

import pytest

from civbenefits.engine.neighbours import MAX_TOGETHER, Neighbours
from civbenefits.engine.telling import OpenFact
from tests.engine.small_surveys import linked, paying

WIDE = ("in_prison", "roaming", "conscript", "deceased", "cremated", "lives_alone", "dependent",
        "empty_nest", "declared_missing", "able_supporter", "in_drug_detention")  # fmt: skip


def together(condition: str, path: str, *facts: OpenFact) -> set[OpenFact]:
    return set(Neighbours(linked(paying("aid", condition))).of(OpenFact(0, path), facts))


@pytest.mark.parametrize("path", ["born", "in_prison"])
def test_an_age_is_a_birth_beside_what_is_asked_with_it(path: str) -> None:
    born, prison, roaming = (OpenFact(0, each) for each in ("born", "in_prison", "roaming"))
    condition = "age(month_end) >= 60 and in_prison"
    assert together(condition, path, born, prison, roaming) == {born, prison}


def test_what_is_of_others_is_apart() -> None:
    own, other = OpenFact(0, "roaming"), OpenFact(1, "roaming")
    house = OpenFact(None, "in_difficulty")
    condition = "in_prison and roaming and household.in_difficulty"
    assert together(condition, "in_prison", own, other, house) == {own}


def test_facts_of_a_record_belong_together() -> None:
    first, second = (OpenFact(0, f"parents.{index}.months") for index in (0, 1))
    condition = "any(p.situation == 'out_of_contact' and p.months >= 6 for p in parents)"
    assert together(condition, "parents.0.situation", first, second) == {first}


@pytest.mark.parametrize("more", [0, 1])
def test_a_rule_that_looks_at_much_says_little(more: int) -> None:
    asked = WIDE[: MAX_TOGETHER + more]
    facts = [OpenFact(0, each) for each in asked]
    assert len(facts) == MAX_TOGETHER + more
    found = together(" and ".join(asked), "in_prison", *facts)
    assert found == ({facts[0]} if more else set(facts))
