"""The best lawful combination of schemes and the losing ones, as plain frozen data."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from civbenefits.decisions.model import Period, Source
from civbenefits.records import Data
from civbenefits.texts import Text

Why = Literal["in_kind", "year", "once", "undetermined", "not_on_record"]
"""Why something is not in the total: no money, not paid by the month, or not known."""


class Choice(Data):
    """What one person chooses to draw; ``given`` where that is what the household said."""

    person: str
    scheme: str
    given: bool


class Part(Data):
    """A monthly amount that is in the total.

    Attributes:
        person: the person who draws it, or None for the household.
        amount: money with two decimals.
        exact: the amount as a fraction where it has no exact two decimals.
        doubtful: whether it is not on record that it may be drawn together with another part.
    """

    scheme: str
    person: str | None
    amount: Decimal
    exact: str | None
    doubtful: bool


class Beside(Data):
    """Something that comes with the combination, or may, and is not in the total.

    Attributes:
        amount: of what is paid by the year or once; None where there is none to state.
    """

    scheme: str
    person: str | None
    why: Why
    amount: Decimal | None


class Excluded(Data):
    """A scheme whose own conditions hold, and that another one shuts out.

    Attributes:
        would_pay: what it would pay if nothing shut it out and all else stayed the same; None
            where it pays no money, or the amount is not known.
        exact: the amount as a fraction where it has no exact two decimals.
        by: the scheme that is drawn instead.
        relation: ``exclusive`` where the law says which stays, ``choice`` where the person does.
        rule: the rule in words.
        source: the document and article of the rule.
    """

    scheme: str
    person: str | None
    would_pay: Decimal | None
    exact: str | None
    period: Period | None
    by: str
    relation: Literal["exclusive", "choice"]
    rule: Text
    source: Source


class Combination(Data):
    """What a household draws when everybody who may choose has chosen.

    Attributes:
        choices: of those who have a choice, in the order of members.
        total: the sum of ``parts``, a month.
        exact: the total as a fraction where it has no exact two decimals.
        changes: how many persons would have to change what they chose.
        persons: ids of the persons whom a part of the total covers.
    """

    choices: tuple[Choice, ...]
    total: Decimal
    exact: str | None
    changes: int
    persons: tuple[str, ...]
    parts: tuple[Part, ...]
    beside: tuple[Beside, ...]
    excluded: tuple[Excluded, ...]


class Stack(Data):
    """All lawful combinations; where nobody has a choice there is one.

    Attributes:
        best: the greatest total; among equal ones, see ``docs/stacking.md``.
        others: the losing ones, greatest total first.
        open: choices of which it is open, for want of facts or law, whether they may be made.
        complete: whether ``best`` stays the best whatever the open answers turn out to be.
    """

    best: Combination
    others: tuple[Combination, ...]
    open: tuple[Choice, ...]
    complete: bool

    @property
    def excluded(self) -> tuple[Excluded, ...]:
        """What the best combination shuts out."""
        return self.best.excluded

    @property
    def chosen(self) -> Combination | None:
        """What the household has chosen; None where somebody has not, or not lawfully."""
        for each in (self.best, *self.others):
            if each.choices and all(choice.given for choice in each.choices):
                return each
        return None
