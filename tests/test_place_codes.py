"""Codes of places: GB/T 2260 and ISO 3166."""

from __future__ import annotations

import pytest

from civbenefits.place_codes import (
    ABROAD,
    beginnings,
    country_of,
    inside,
    is_code,
    parent_of,
    trail,
    within,
)

PLACES = ("000000", "440000", "440300", "440307", "429004", "DE", "DE-BY", "DE-BY-162", "US-CA")


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("440300", True),
        ("DE", True),
        ("US-CA", True),
        ("DE-BY-162", True),
        ("44030", False),
        ("4403000", False),
        ("de", False),
        ("DEU", False),
        ("US-", False),
        ("US-CA-A-B-C", False),
        ("", False),
        ("\uff14\uff14\uff10\uff13\uff10\uff10", False),
    ],
)
def test_what_a_code_looks_like(text: str, good: bool) -> None:
    assert is_code(text) is good


@pytest.mark.parametrize(
    ("code", "above"),
    [
        ("440307", ("000000", "440000", "440300", "440307")),
        ("429004", ("000000", "420000", "429000", "429004")),
        ("000000", ("000000",)),
        ("DE", ("DE",)),
        ("DE-BY-162", ("DE", "DE-BY", "DE-BY-162")),
    ],
)
def test_the_places_above(code: str, above: tuple[str, ...]) -> None:
    assert trail(code) == above
    assert country_of(code) == above[0]


def test_the_nearest_place_on_record_is_above() -> None:
    assert parent_of("440307", {"000000", "440000"}) == "440000"
    assert parent_of("DE-BY-162", {"DE", "000000"}) == "DE"
    assert parent_of("FR", {"DE", "000000"}) is None


@pytest.mark.parametrize(
    ("code", "region", "lies"),
    [
        ("US-C", "US-CA", False),
        ("US-CA", "US-C", False),
        ("US", "US-CA", None),
        ("US-CA", "US", True),
        ("DE", "000000", False),
        ("440300", "DE", False),
        (ABROAD, "000000", False),
        (ABROAD, "DE", False),
    ],
)
def test_which_place_lies_in_which(code: str, region: str, lies: bool | None) -> None:
    assert within(code, region) is lies


@pytest.mark.parametrize("region", PLACES)
def test_how_a_code_begins_says_where_it_lies(region: str) -> None:
    for code in (*PLACES, "999999", "449999", "DE-BYX", "US-C", ABROAD):
        if code.startswith(beginnings(region)):
            assert within(code, region) is True


@pytest.mark.parametrize("region", PLACES)
def test_a_place_inside_a_region_that_is_not_on_record(region: str) -> None:
    other = inside(region)
    if other is None:
        assert region in ("440307", "429004")
    else:
        assert is_code(other)
        assert other not in PLACES
        assert within(other, region) is True
