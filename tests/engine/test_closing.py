"""Which facts are not tried, and what may be told instead of one that decides."""

from __future__ import annotations

import pytest

from civbenefits.engine.closing import closed_facts, told_instead
from civbenefits.engine.telling import OpenFact
from tests.engine.small_surveys import persons

FOUND, LISTED = OpenFact(0, "counted_income"), OpenFact(0, "incomes")
OTHERS_FOUND, OTHERS_LISTED = OpenFact(1, "counted_income"), OpenFact(1, "incomes")
TOTAL, PRISON = OpenFact(None, "counted_income"), OpenFact(0, "in_prison")

Facts = frozenset[OpenFact]


def some(*facts: OpenFact) -> Facts:
    return frozenset(facts)


@pytest.mark.parametrize(
    ("every", "skip", "closed"),
    [
        ([], [], some()),
        ([some(FOUND, LISTED)], [], some(LISTED)),
        ([some(LISTED)], [], some()),
        ([some(OTHERS_FOUND, LISTED)], [], some()),
        ([some(FOUND, LISTED, OTHERS_LISTED)], [], some(LISTED)),
        ([some(FOUND, LISTED, OTHERS_FOUND, OTHERS_LISTED)], [], some(LISTED, OTHERS_LISTED)),
        ([some(FOUND, LISTED), some(LISTED)], [], some()),
        ([some(FOUND), some(LISTED)], [], some()),
        ([some(FOUND, LISTED)], ["members.m0.counted_income"], some(FOUND, LISTED)),
        ([some(FOUND, LISTED)], ["members.m1.counted_income"], some(LISTED)),
        ([some(FOUND, LISTED)], ["members.m0.incomes"], some(LISTED)),
        ([some(TOTAL)], [], some()),
        ([some(TOTAL, PRISON)], [], some()),
        ([some(TOTAL, FOUND)], [], some(TOTAL)),
        ([some(TOTAL), some(TOTAL, FOUND)], [], some()),
        ([some(TOTAL, FOUND), some(FOUND)], [], some(TOTAL)),
        ([some(PRISON), some(TOTAL, FOUND)], [], some(TOTAL)),
        ([some(TOTAL, FOUND)], ["members.m0.counted_income"], some(FOUND)),
        ([some(TOTAL, FOUND)], ["household.counted_income"], some(TOTAL)),
        ([some(TOTAL)], ["household.counted_income"], some(TOTAL)),
        ([some(TOTAL, FOUND, PRISON)], ["members.m0.in_prison"], some(TOTAL, PRISON)),
    ],
)
def test_facts_for_which_others_stand_are_closed(
    every: list[Facts], skip: list[str], closed: Facts
) -> None:
    assert closed_facts(every, persons(2), skip) == closed


@pytest.mark.parametrize(
    ("deciding", "instead", "expected"),
    [
        ([FOUND], [TOTAL], [TOTAL]),
        ([FOUND], [LISTED], [LISTED]),
        ([FOUND], [OTHERS_LISTED], []),
        ([FOUND], [PRISON, OTHERS_FOUND], []),
        ([PRISON], [TOTAL, LISTED], []),
        ([], [TOTAL, LISTED], []),
        ([TOTAL], [LISTED], []),
        ([OTHERS_FOUND, PRISON], [LISTED, OTHERS_LISTED, TOTAL], [OTHERS_LISTED, TOTAL]),
    ],
)
def test_what_may_be_told_instead_of_a_finding_on_income(
    deciding: list[OpenFact], instead: list[OpenFact], expected: list[OpenFact]
) -> None:
    assert set(told_instead(deciding, frozenset(instead))) == set(expected)
