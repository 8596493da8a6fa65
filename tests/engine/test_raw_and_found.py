"""Raw facts on property, and the office's finding that stands for them: never told together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from civbenefits.engine.completing import Completer
from civbenefits.engine.exploring import Explorer
from civbenefits.engine.possible import Possible
from civbenefits.engine.telling import OpenFact
from civbenefits.engine.values import Values
from civbenefits.facts.household import Household, Property
from civbenefits.facts.member import Member
from tests.engine.small_surveys import linked, paying, survey_of
from tests.engine.small_tables import Files, figure, one

COMPLIANT, CAR = (OpenFact(None, f"property.{name}") for name in ("compliant", "motor_vehicle"))
FOUND, OWNED = "household.property.compliant", "household.property.motor_vehicle"
LIMIT: Files = {
    "limit.yaml": figure("from: 2000-01-01, value: 50", unit="yuan/household", name="limit")
}
OPEN = Possible(True, True, 0, 10000, False, exact=True)


@pytest.mark.parametrize(
    ("requires", "deciding"),
    [
        (OWNED, {CAR}),
        (f"not {OWNED} and household.property.dwellings < 2", {CAR, "property.dwellings"}),
        ("household.property.financial_assets < limit", {"property.financial_assets"}),
        (FOUND, {COMPLIANT}),
        (f"first_known({FOUND}, not {OWNED})", {COMPLIANT, CAR}),
    ],
)
def test_answers_hang_on_raw_facts_or_on_the_finding(
    requires: str, deciding: set[OpenFact | str]
) -> None:
    files = [paying("aid", requires), LIMIT] if "limit" in requires else [paying("aid", requires)]
    found = Explorer(survey_of(*files)).explore(one())
    assert (found.possible, found.total) == ((OPEN,), Possible(True, True, 0, 10000, False, True))
    [hanging] = found.hanging.deciding
    assert hanging == {OpenFact(None, each) if isinstance(each, str) else each for each in deciding}


def test_bounds_take_in_what_only_raw_facts_show_beside_a_finding() -> None:
    survey = survey_of(paying("aid", OWNED), paying("first", FOUND, "other"))
    found = Explorer(survey).explore(one())
    answers = {
        subject.scheme.name: (possible.low, possible.high, possible.exact)
        for subject, possible in zip(found.hanging.subjects, found.possible, strict=True)
    }
    assert answers == {"aid": (0, 10000, True), "first": (0, 3000, True)}
    # Nobody can tell both, so that the bounds of the sum stay those of the ranges.
    assert (found.total.low, found.total.high, found.total.exact) == (0, 13000, False)


def test_a_fact_beside_raw_facts_decides_if_it_does_with_them_told() -> None:
    needless = f"({OWNED} and in_prison) or ({OWNED} and not in_prison)"
    survey = survey_of(paying("aid", needless), paying("first", FOUND, "other"))
    deciding = Explorer(survey).explore(one()).hanging.deciding
    assert deciding == (frozenset({CAR}), frozenset({COMPLIANT}))


def test_a_usual_finding_gives_way_to_raw_facts_that_are_to_be_told() -> None:
    completer = Completer(Values(linked(paying("aid", OWNED))))
    told = completer.usual(one(), [CAR]).property
    assert (told.compliant, told.motor_vehicle) == (None, False)
    told = completer.usual(one(), [CAR, COMPLIANT]).property
    assert (told.compliant, told.motor_vehicle) == (True, None)
    told = completer.usual(one(), [OpenFact(0, "in_prison")]).property
    assert (told.compliant, told.motor_vehicle) == (True, None)
    known = Household(members=(Member(id="a"),), property=Property(compliant=False))
    assert completer.usual(known, [CAR]).property.compliant is False
    assert completer.usual(one(), [CAR], [CAR]).property == Property()
    told = completer.usual(one(), [COMPLIANT, CAR], [COMPLIANT]).property
    assert (told.compliant, told.motor_vehicle) == (None, False)
    assert completer.usual(one(), [OpenFact(0, "counted_income")]).members[
        0
    ].counted_income == Decimal(0)
