"""Did you mean: the nearest known word to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """The nearest known word, or an empty text where none is near."""
    # Imported here: only a fault needs it, and a run without faults should not pay for it.
    from difflib import get_close_matches

    found = get_close_matches(word[:80], sorted(known), n=1)
    return found[0] if found else ""
