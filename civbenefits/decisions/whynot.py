"""Why a scheme is refused, and by how much, as plain frozen data."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from civbenefits.records import Data
from civbenefits.texts import Text


class Distance(Data):
    """How far one value is from what a condition asks of it.

    Attributes:
        about: what is compared; another member than the one judged is named in it.
        person: the id of the member whose value it is, or None for the household.
        actual: the value; None where it is unknown or where ``gap`` says all there is.
        limit: what is asked of the value, such as ``below 3900.00 yuan/household/month``.
        gap: the distance in words.
        date: where time alone will do: the first day of the first month whose own test
            holds, if neither the rules nor the other facts change.
        amount: money between the value and the limit, of the household where the money is
            the household's; to the nearest hundredth, exactly in ``exact``.
        per_head: the same per head, where the limit or the value counts heads.
        change: the least change of that money, in whole hundredths, with which it is met. Where the
            value must be below the limit itself, that is more than ``amount``.
        exact: the distance as an exact number (money, full years, months, persons ...);
            None where it is no number.
        part: what a condition needs may have several parts, all of which are needed.
        way: a part may be met in several ways, any of which will do, 1 being the nearest;
            distances of the same part and way are needed together.
    """

    about: Text
    person: str | None
    actual: Text | None
    limit: Text | None
    gap: Text
    date: dt.date | None
    amount: Decimal | None
    per_head: Decimal | None
    change: Decimal | None
    exact: str | None
    part: int
    way: int


class Failing(Data):
    """A condition that certainly does not hold.

    Attributes:
        name: as the scheme's tables call it; ``covers`` for who is in the unit.
        alone_enough: whether every other condition holds.
        distances: by part, and in each part the nearest way first.
    """

    name: str
    text: Text
    alone_enough: bool
    distances: tuple[Distance, ...]


class WhyNot(Data):
    """Why a scheme is refused; nothing fails where it is granted, or where that is open.

    Attributes:
        person: the id of the person asked about, or None for the household.
        near_miss: whether one condition alone fails, and by little.
    """

    scheme: str
    title: Text
    person: str | None
    failing: tuple[Failing, ...]
    near_miss: bool
