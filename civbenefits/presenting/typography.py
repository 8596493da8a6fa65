"""Punctuation as printed Chinese has it, full width beside Chinese characters; style sheets."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import islice
from typing import Final

_WIDE: Final = {
    ",": "\uff0c",
    ":": "\uff1a",
    ";": "\uff1b",
    "?": "\uff1f",
    "!": "\uff01",
    "(": "\uff08",
    ")": "\uff09",
}
_MARK: Final = re.compile(r"[,:;?!()]")
_CHINESE: Final = re.compile(r"[\u3001-\u303f\u4e00-\u9fff\uff08\uff09\u201c\u201d]")


def printed(text: str, untouched: Collection[str] = ()) -> str:
    """The text with full-width punctuation where it is Chinese.

    Args:
        text: as the catalogue and the tables have it.
        untouched: parts that somebody else wrote, such as names and case numbers.
    """
    return "".join(_letters(text, untouched)) if _MARK.search(text) else text


def printed_parts(parts: Sequence[str]) -> list[str]:
    """The parts of one text as `printed` has the whole: a mark may stand beside another part."""
    letters = iter(_letters("".join(parts), ()))
    return ["".join(islice(letters, len(part))) for part in parts]


def css_string(text: str) -> str:
    """The text for use inside quotes in a style sheet, every doubtful character escaped."""
    return "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in text)


def _letters(text: str, untouched: Collection[str]) -> list[str]:
    """What each letter becomes; a space that a wide mark needs no more becomes nothing."""
    letters = list(text)
    fixed = _places(text, untouched)
    for start, end in _brackets(text):
        if {start, end} & fixed:
            continue
        if _CHINESE.search(text, max(start - 1, 0), end):
            letters[start], letters[end] = _WIDE["("], _WIDE[")"]
    for place, letter in enumerate(text):
        around = "".join(letters[max(place - 1, 0) : place + 2])
        if letter in ",:;?!" and place not in fixed and _CHINESE.search(around):
            letters[place] = _WIDE[letter]
            if text[place + 1 : place + 2] == " " and place + 1 not in fixed:
                letters[place + 1] = ""
    return letters


def _places(text: str, parts: Collection[str]) -> set[int]:
    """Where in the text those of the parts stand that have any marks."""
    marked = sorted((part for part in parts if _MARK.search(part)), key=len, reverse=True)
    if not marked:
        return set()
    found = re.finditer("|".join(map(re.escape, marked)), text)
    return {place for each in found for place in range(*each.span())}


def _brackets(text: str) -> list[tuple[int, int]]:
    """Where each opening bracket stands, and the one that closes it."""
    pairs: list[tuple[int, int]] = []
    waiting: list[int] = []
    for place, letter in enumerate(text):
        if letter == "(":
            waiting.append(place)
        elif letter == ")" and waiting:
            pairs.append((waiting.pop(), place))
    return pairs
