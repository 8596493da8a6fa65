"""Codes of places: GB/T 2260 in China, ISO 3166 elsewhere; which place lies in which.

A six-digit GB/T 2260 code has the nation 000000 above it. An ISO 3166 code is a country
(``DE``) or a part of one (``DE-BY``); parts of parts go on with a hyphen (``DE-BY-162``).
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache
from typing import Final

PATTERN: Final = r"[0-9]{6}|[A-Z]{2}(-[A-Z0-9]{1,8}){0,3}"
"""What a code looks like."""

CHINA: Final = "000000"

ABROAD: Final = "ZZ"
"""A code that lies in no country on record; ISO 3166 gives it to none."""

_CODE: Final = re.compile(PATTERN, re.ASCII)
_MOST_LEVELS: Final = 4
_DIGITS: Final = tuple("0123456789")


def is_code(text: str) -> bool:
    """Whether a text can be the code of a place."""
    return _CODE.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def trail(code: str) -> tuple[str, ...]:
    """The codes from the country down to the place itself, whether on record or not."""
    if not code[:1].isdigit():
        parts = code.split("-")
        return tuple("-".join(parts[: count + 1]) for count in range(len(parts)))
    levels = (CHINA, code[:2] + "0000", code[:4] + "00", code)
    return tuple(dict.fromkeys(levels))


def country_of(code: str) -> str:
    """The code of the country that a place lies in."""
    return trail(code)[0]


def parent_of(code: str, known: Container[str]) -> str | None:
    """The nearest place above that is on record; None for a country."""
    return next((each for each in reversed(trail(code)[:-1]) if each in known), None)


def inside(region: str) -> str | None:
    """A code that lies in a region and in no place on record there; None for the narrowest."""
    if not region[:1].isdigit():
        return f"{region}-ELSEWHER" if len(trail(region)) < _MOST_LEVELS else None
    stem = _stem(region)
    return stem.ljust(len(region), "9") if len(stem) < len(region) else None


def within(code: str, region: str) -> bool | None:
    """Whether a place lies in a region; None where the place is known too coarsely to say."""
    if region in trail(code):
        return True
    return None if code in trail(region) else False


def beginnings(region: str) -> str | tuple[str, ...]:
    """What says at a glance that a place lies in a region: how its code begins."""
    if region == CHINA:
        return _DIGITS
    if region[:1].isdigit():
        return _stem(region)
    return f"{region}-" if "-" in region else region


def _stem(code: str) -> str:
    """A six-digit code less its closing pairs of zeros."""
    while code.endswith("00"):
        code = code[:-2]
    return code
