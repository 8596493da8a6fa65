"""Finding a place by its code or name."""

from __future__ import annotations

import pytest

from civbenefits.engine.places import find_place
from civbenefits.errors import InputError
from tests.currencies import DECLARED
from tests.engine.small_tables import assembled

LONG = "A very long name that two places have both"
"""Of more than 40 characters."""

TABLES = assembled(
    {
        "zj/place.yaml": 'place: {code: "330000", zh: 浙江省, en: Zhejiang}',
        "zj/x/place.yaml": 'place: {code: "330700", zh: 深圳, en: Another}',
        "zj/y/place.yaml": 'place: {code: "330800", zh: 吉县, en: Ji County}',
        "de/place.yaml": f"place: {{code: DE, zh: 德国, en: Germany, currency: {DECLARED}}}",
        "de/by/place.yaml": "place: {code: DE-BY, zh: 巴伐利亚州, en: Bavaria}",
        "de/he/place.yaml": f"place: {{code: DE-HE, zh: 甲, en: {LONG}}}",
        "de/be/place.yaml": f"place: {{code: DE-BE, zh: 乙, en: {LONG}}}",
    }
)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("440300", "440300"),
        ("000000", "000000"),
        ("深圳市", "440300"),
        ("广东", "440000"),
        ("广东省", "440000"),
        ("龙岗", "440307"),
        ("DE", "DE"),
        ("de-by", "DE-BY"),
        ("germany", "DE"),
        ("巴伐利亚州", "DE-BY"),
        ("SHENZHEN", "440300"),
        (" shenzhen ", "440300"),
        ("the nation", "000000"),
        ("浙江", "330000"),
        ("吉县", "330800"),
    ],
)
def test_a_place_is_found_by_code_or_name(asked: str, code: str) -> None:
    assert find_place(TABLES, asked).code == code


def test_a_name_of_two_places_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        find_place(TABLES, "深圳")
    assert (caught.value.code, caught.value.path) == ("input.ambiguous_place", "place")
    assert "330700 深圳, 440300 深圳市" in caught.value.message("en") or (
        "440300 深圳市, 330700 深圳" in caught.value.message("en")
    )


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("shenzen", "Shenzhen"),
        ("44O300", "440300"),
        ("龙港区", "龙岗区"),
        ("吉林", ""),
        ("qqq", ""),
    ],
)
def test_an_unknown_place_is_refused_with_the_nearest(asked: str, near: str) -> None:
    with pytest.raises(InputError) as caught:
        find_place(TABLES, asked)
    assert (caught.value.code, caught.value.path) == ("input.unknown_place", "place")
    assert (f"是否为「{near}」?" in caught.value.message("zh")) == bool(near)
    assert (f"Did you mean '{near}'? " in caught.value.message("en")) == bool(near)


def test_every_detail_of_an_ambiguous_name() -> None:
    with pytest.raises(InputError) as caught:
        find_place(TABLES, LONG.upper())
    assert (caught.value.code, caught.value.path) == ("input.ambiguous_place", "place")
    assert caught.value.details == {
        "place": "A VERY LONG NAME THAT TWO PLACES HAVE BO",
        "choices": ("DE-BE 乙", "DE-HE 甲"),
    }


@pytest.mark.parametrize(
    ("asked", "shown", "suggestion"),
    [
        ("shenzen", "shenzen", "Shenzhen"),
        ("xyzzy" * 10, "xyzzy" * 8, ""),
    ],
)
def test_every_detail_of_an_unknown_name(asked: str, shown: str, suggestion: str) -> None:
    with pytest.raises(InputError) as caught:
        find_place(TABLES, asked)
    assert caught.value.details == {"place": shown, "suggestion": suggestion}


@pytest.mark.parametrize("asked", ["", "县", "吉", "市", "DE-B", "深圳市区"])
def test_a_part_of_a_name_is_no_name(asked: str) -> None:
    with pytest.raises(InputError) as caught:
        find_place(TABLES, asked)
    assert caught.value.code == "input.unknown_place"


def test_a_long_text_is_shown_in_part() -> None:
    with pytest.raises(InputError) as caught:
        find_place(TABLES, "地" * 1000)
    assert len(caught.value.message("zh")) < 200
