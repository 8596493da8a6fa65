"""Which parts of a statement settle how it comes out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Literal

from civbenefits.decisions.model import Reason

Needs = Literal["all", "any"]
"""Whether a statement needs all of its parts, or any one."""


def settles(needs: Needs, holds: bool | None) -> Callable[[bool | None], bool]:
    """Whether a part that came out so is why the whole came out as it did."""
    every = holds is (needs == "all")
    return lambda part: every or part is holds


def settling(parts: Iterable[Reason], needs: Needs, holds: bool | None) -> tuple[Reason, ...]:
    """The parts that are why, once each."""
    is_why = settles(needs, holds)
    return tuple(dict.fromkeys(part for part in parts if is_why(part.holds)))


def comes_to(parts: Collection[bool | None], needs: Needs) -> bool | None:
    """What several parts come to together."""
    settled = needs == "any"
    if settled in parts:
        return settled
    return None if None in parts else not settled
