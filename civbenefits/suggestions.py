"""Did you mean: the nearest known word to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_ASKS: Final = "是否为 / did you mean "


def nearest(word: str, known: Iterable[str]) -> str:
    """The nearest known word, or an empty text where none is near."""
    # Imported here: only a fault needs it, and a run without faults should not pay for it.
    from difflib import get_close_matches

    found = get_close_matches(word[:80], sorted(known), n=1)
    return found[0] if found else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence in both languages, empty where nothing is near."""
    near = nearest(word, known)
    return f"{_ASKS}'{near}'?" if near else ""


def suggested(sentence: str) -> str:
    """The word that such a sentence suggests."""
    return sentence.removeprefix(_ASKS).strip("'?")
