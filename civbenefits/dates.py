"""Calendar dates and months; ages in full years."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final, Literal

from civbenefits.errors import InputError
from civbenefits.records import Record

Precision = Literal["day", "month", "year"]

_DIGITS: Final = {"year": 4, "month": 7, "day": 10}
"""How much is written of a day that is known so precisely."""

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)


class When(Record):
    """The month that is asked about, and the day whose rules are in force.

    Attributes:
        day: the rules in force on this day decide: the day asked, or the first of the month.
        month_start, month_end: first and last day of the month.
    """

    day: date
    month_start: date
    month_end: date

    @property
    def month(self) -> str:
        """The month as ``2021-06``."""
        return f"{self.month_start:%Y-%m}"


class Start(Record):
    """The day something begins, and how precisely that day is known."""

    day: date
    precision: Precision

    @property
    def written(self) -> str:
        """As precisely as it is known: ``2021``, ``2021-07`` or ``2021-07-01``."""
        return self.day.isoformat()[: _DIGITS[self.precision]]

    def doubtful_on(self, day: date) -> bool:
        """Whether ``day`` lies in the month or year that is all that is known of the start."""
        if self.precision == "day" or day < self.day:
            return False
        return day <= last_day(self.day, self.precision)


def last_day(first: date, precision: Precision) -> date:
    """The last day of the month or year that ``first`` opens; a day is its own last."""
    if precision == "year":
        return date(first.year, 12, 31)
    if precision == "month":
        return date(first.year, first.month, monthrange(first.year, first.month)[1])
    return first


def parse_date(text: str) -> Start | None:
    """``2021``, ``2021-06`` or ``2021-06-30``; None where that is no calendar date."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = match.groups()
    precision: Precision = "day" if day else "month" if month else "year"
    try:
        return Start(date(int(year), int(month or 1), int(day or 1)), precision)
    except ValueError:
        return None


def when(asked: str | date | When) -> When:
    """The month to judge, from ``2021-06``, ``2021-06-30`` or a date.

    Raises:
        InputError: it is neither a month nor a date.
    """
    if isinstance(asked, When):
        return asked
    if isinstance(asked, date):
        start = Start(date(asked.year, asked.month, asked.day), "day")
    else:
        parsed = parse_date(str(asked))
        if parsed is None or parsed.precision == "year":
            raise InputError("input.bad_month", path="on")
        start = parsed
    first = start.day.replace(day=1)
    return When(start.day, first, last_day(first, "month"))


def day_before(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)


def ymd(day: date) -> int:
    """A date as the number yyyymmdd, in which full years are a division."""
    return day.year * 10000 + day.month * 100 + day.day


def full_years(born_ymd: int, on_ymd: int) -> int:
    """Full years (周岁) completed on a day.

    A year is completed on the birthday itself. Who is born on 29 February completes a
    year on 1 March where the year has no 29 February. Who is born later in the month asked
    about is 0 on its first day: an age is never negative.
    """
    return max(0, (on_ymd - born_ymd) // 10000)
