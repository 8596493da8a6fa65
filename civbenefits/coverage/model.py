"""What cases must show of tables, and what they show: plain data."""

from __future__ import annotations

from typing import Literal

from civbenefits.records import Data
from civbenefits.texts import Text

Kind = Literal["scheme", "definition", "combination", "standard"]
What = Literal["condition", "limit", "figure"]
Side = Literal["holds", "fails", "below", "on", "above", "used"]
Status = Literal["shown", "masked", "never", "out_of_range", "not_on_record", "declared"]

OPEN: tuple[Status, ...] = ("never", "masked")
"""What is a gap."""
REQUIRED: tuple[Status, ...] = ("shown", "never", "masked")
"""What percentages count; the rest no household can reach."""


class Demand(Data):
    """One thing that some case must show.

    Attributes:
        file: the table, below the folder of tables; with the line and column of the
            passage that the expression is part of.
        kind: what the passage belongs to; with its name, place and first day.
        part: which passage of it: ``requires.income``, ``pays``, ``is`` and so on.
        expression: the atomic condition, or the figure, in the language of the tables.
        side: a condition is to decide an outcome by being true and by being false; a limit
            from below, on the line and from above; a figure is to be used.
    """

    file: str
    line: int
    column: int
    kind: Kind
    name: str
    place: str
    since: str
    part: str
    expression: str
    what: What
    side: Side


class Finding(Data):
    """A demand and what became of it.

    Attributes:
        status: ``shown`` by a case; ``masked``: it came up, but would have changed no
            outcome that a case expects; ``never``: it did not come up; or no household can
            reach it, since the facts do not range so far (``out_of_range``), the law is not
            on record, or the tables say so and why (``declared``).
        case: the first case that shows it.
        reason: why no household can reach it, where the tables declare that.
    """

    demand: Demand
    status: Status
    case: str | None = None
    reason: Text | None = None


class Mismatch(Data):
    """A case that proves nothing, since it does not come out as it says."""

    case: str
    file: str
    line: int
    column: int


class Coverage(Data):
    """How far cases prove tables.

    Attributes:
        findings: one for each demand, in the order of places, names and days.
        mismatches: cases that do not come out as expected; they show nothing.
        cases: how many were judged.
    """

    findings: tuple[Finding, ...]
    mismatches: tuple[Mismatch, ...]
    cases: int

    @property
    def gaps(self) -> tuple[Finding, ...]:
        """What is still to be shown."""
        return tuple(each for each in self.findings if each.status in OPEN)

    @property
    def share(self) -> tuple[int, int]:
        """How many demands are shown, of how many that can be."""
        return share(self.findings)


class Proposal(Data):
    """A household that closes gaps.

    Attributes:
        closes: what is shown once a person has worked out the answer, if it is as found.
        text: a case to paste; it is refused until the answer is filled in.
    """

    closes: tuple[Demand, ...]
    text: str


def share(findings: tuple[Finding, ...]) -> tuple[int, int]:
    """How many are shown, of how many that can be."""
    return (
        sum(each.status == "shown" for each in findings),
        sum(each.status in REQUIRED for each in findings),
    )
