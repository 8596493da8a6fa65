"""How far the cases of folders prove the tables of folders, and proposals for what is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from civbenefits.cases import Case, Declared, read_cases, read_declared
from civbenefits.coverage.demanding import Demanded
from civbenefits.coverage.measuring import Measurer
from civbenefits.coverage.model import OPEN, Coverage, Demand, Finding, Mismatch, Proposal
from civbenefits.coverage.pasting import pasted
from civbenefits.coverage.proposing import Proposer, closes
from civbenefits.coverage.sites import Key
from civbenefits.engine.library import read_tables
from civbenefits.errors import TableErrors
from civbenefits.tables.model import Tables
from civbenefits.texts import Text

Count = Callable[[int, int], None]
"""Told how much is done, of how much."""


def cover(
    cases: Sequence[Path],
    *tables: Path | str,
    scheme: str | None = None,
    propose: bool = False,
    progress: Count | None = None,
    searching: Count | None = None,
) -> tuple[Coverage, tuple[Proposal, ...]]:
    """What the cases of some folders show of tables, and households for what they do not.

    Args:
        cases: folders of cases.
        tables: folders of tables that are laid over the built-in ones; then these alone are to
            be shown. Without any the built-in ones are.
        scheme: only what this scheme's own passages ask for.
        propose: whether to search households for the gaps; that takes its time.
        progress: told how many cases are done.
        searching: told for how many gaps a household was searched.

    Raises:
        TableErrors: tables or cases that do not hold together.
    """
    read = read_tables(*tables, over_built_in=True)
    every = tuple(case for folder in cases for case in read_cases(folder))
    declared = tuple(each for folder in cases for each in read_declared(folder))
    found = Account(read, every, declared, only_laid_over=bool(tables), progress=progress)
    coverage = found.coverage()
    if scheme is not None:
        kept = tuple(each for each in coverage.findings if each.demand.name == scheme)
        coverage = coverage.altered(findings=kept)
    return coverage, found.proposals(coverage.gaps, searching) if propose else ()


def _speaks_of(declared: Declared, demand: Demand, side: str) -> bool:
    shape = declared.shape
    where = (shape.in_, shape.place, shape.from_, side)
    text = " ".join(shape.expression.split())
    return (*where, text) == (
        demand.name,
        demand.place,
        demand.since,
        demand.side,
        demand.expression,
    )


class Account:
    """The account of what cases show of tables."""

    def __init__(
        self,
        tables: Tables,
        cases: Sequence[Case],
        declared: Iterable[Declared] = (),
        *,
        only_laid_over: bool = False,
        progress: Count | None = None,
    ) -> None:
        self._cases = cases
        self._measurer = Measurer(tables, only_laid_over=only_laid_over)
        self._wrong: list[Case] = []
        for done, case in enumerate(cases):
            if progress is not None:
                progress(done, len(cases))
            if not self._measurer.add(case):
                self._wrong.append(case)
        self._reasons = self._declared(declared)

    def coverage(self) -> Coverage:
        """What is shown, and what is not."""
        measurer = self._measurer
        return Coverage(
            findings=tuple(self._finding(key, each) for key, each in measurer.demands.items()),
            mismatches=tuple(
                Mismatch(case.shape.case, case.file, *case.spot("case")) for case in self._wrong
            ),
            cases=len(self._cases),
        )

    def proposals(
        self, gaps: Sequence[Finding], count: Count | None = None
    ) -> tuple[Proposal, ...]:
        """A household for each gap for which one is found; one may close several."""
        measurer = self._measurer
        keys = {each.demand: key for key, each in measurer.demands.items()}
        proposer = Proposer(measurer, self._cases)
        closed: set[Key] = set()
        found: list[Proposal] = []
        for done, gap in enumerate(gaps):
            if count is not None:
                count(done, len(gaps))
            key = keys[gap.demand]
            candidate = None if key in closed else proposer.propose(key)
            if candidate is None:
                continue
            shown = closes(measurer, candidate) - closed
            closed |= shown
            demands = tuple(each.demand for k, each in measurer.demands.items() if k in shown)
            name = f"proposed-{candidate.scheme.replace('_', '-')}-{len(found) + 1}"
            found.append(Proposal(demands, pasted(candidate, name, demands)))
        return tuple(found)

    def _finding(self, key: Key, each: Demanded) -> Finding:
        status = self._measurer.status(key, each)
        reason = self._reasons.get(key) if status in OPEN else None
        if reason is not None:
            return Finding(each.demand, "declared", None, reason)
        return Finding(each.demand, status, self._measurer.shown.get(key))

    def _declared(self, declared: Iterable[Declared]) -> dict[Key, Text]:
        """Why what is declared cannot be reached; each declaration must be of a gap."""
        found: dict[Key, Text] = {}
        faults = []
        for one in declared:
            for side in one.shape.sides:
                keys = [
                    key
                    for key, each in self._measurer.demands.items()
                    if _speaks_of(one, each.demand, side)
                    and self._measurer.status(key, each) in OPEN
                ]
                if not keys:
                    faults.append(one.fault("table.no_gap", name=one.shape.in_, side=side))
                found |= dict.fromkeys(keys, Text(one.shape.zh, one.shape.en))
        if faults:
            raise TableErrors(faults)
        return found
