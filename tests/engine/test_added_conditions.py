"""What a condition rests on that is not the scheme's own: a combination adds it."""

from __future__ import annotations

import pytest

from civbenefits.decisions.model import Reason
from civbenefits.engine.rulebook import RulebookShelf
from civbenefits.facts.household import Household
from civbenefits.facts.member import ChosenScheme, Member
from tests.engine.small_distances import GOODS
from tests.engine.small_tables import aid, assembled, together

NAMES = {"exclusive": "not_with_orphan_allowance", "choice": "chosen_over_orphan_allowance"}


def conditions(relation: str, member: Member) -> dict[str, Reason]:
    """The conditions of tekun, where a combination that is only reported adds one in 2021."""
    keeps = "orphan_allowance" if relation == "exclusive" else ""
    added = together(relation, "tekun", "orphan_allowance", keeps=keeps, dates="from: 2021")
    files = {
        "tekun.yaml": aid(f"requires: {{it: in_prison}}\n{GOODS}", name="tekun"),
        "orphan.yaml": aid(f"requires: {{it: roaming}}\n{GOODS}", name="orphan_allowance"),
        "added.yaml": added.replace("known: found", "known: reported"),
    }
    rules = RulebookShelf(assembled(files)).rulebook("440300", "2021-06")
    (found,) = rules.explain(Household(members=(member,)), scheme="tekun")
    return {each.name: each for each in found.reasons}


@pytest.mark.parametrize(
    ("relation", "roaming", "choice", "holds"),
    [
        ("exclusive", True, "tekun", False),
        ("exclusive", False, "orphan_allowance", True),
        ("exclusive", None, None, None),
        ("choice", True, "tekun", True),
        ("choice", True, "orphan_allowance", False),
        ("choice", True, None, None),
        ("choice", False, "orphan_allowance", True),
        ("choice", None, "tekun", True),
        ("choice", None, "orphan_allowance", None),
    ],
)
def test_a_condition_that_is_added_has_its_own_sources_and_caveats(
    relation: str, roaming: bool | None, choice: ChosenScheme | None, holds: bool | None
) -> None:
    name = NAMES[relation]
    member = Member(id="a", in_prison=True, roaming=roaming, chosen_scheme=choice)
    found = conditions(relation, member)
    assert list(found) == ["it", name]
    own, added = found["it"], found[name]
    assert (own.kind, own.sources, own.caveats, own.holds) == ("condition", (), (), True)
    assert (added.kind, added.statement, added.holds) == ("condition", True, holds)
    assert [(each.supports, each.known, each.since) for each in added.sources] == [
        (name, "reported", "2021")
    ]
    assert [(each.code, each.about) for each in added.caveats] == [
        ("known_reported", name),
        ("start_known_to_year", name),
    ]
