"""Worked cases: households with the answers that the tables must give.

A case names a household, a place, a month and what must come out; it stands in a folder
``cases`` beside the tables it concerns.  See "Cases" in ``docs/tables.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from civbenefits.api import assume_usual, household_from
from civbenefits.decisions.model import Assessment, Assumption, Decision
from civbenefits.engine.rulebook import RulebookShelf
from civbenefits.errors import InputError, TableError, TableErrors
from civbenefits.facts.extending import Vocabulary
from civbenefits.facts.household import Household
from civbenefits.located import KEY, Located, Spot
from civbenefits.money import yuan
from civbenefits.records import Data
from civbenefits.suggestions import nearest
from civbenefits.tables.loading import case_files
from civbenefits.tables.schema import CaseShape, CasesShape, ExpectedShape, UnreachableShape
from civbenefits.tables.shapes import read_checked

NO_AMOUNT = "none"
"""How a case says that there must be no amount; every scalar of a table is text."""


class Case(Data):
    """One case as it was written.

    Attributes:
        file: the name of its file below the folder of the tables.
        index: which case of the file it is, from 0.
    """

    shape: CaseShape
    file: str
    index: int
    located: Located

    def spot(self, *path: str | int) -> Spot:
        """Where a part of the case stands in its file."""
        return self.located.spot(("cases", self.index, *path))

    def fault(self, code: str, *path: str | int, **details: object) -> TableError:
        """A fault at a part of the case."""
        spot = self.spot(*path)
        return TableError(code, file=self.file, line=spot.line, column=spot.column, **details)


class Difference(Data):
    """Something that did not come out as expected.

    Attributes:
        decision: the key under ``expect``: ``dibao``, or ``tekun/a`` for a person.
        what: ``verdict``, ``amount``, ``missing`` or ``fails``.
        line: where the expectation stands in the file of the case; and the column.
    """

    decision: str
    what: str
    expected: str
    found: str
    line: int
    column: int


class CaseResult(Data):
    """How a case came out; without differences it is as it should be.

    Attributes:
        line: where the case begins in its file; and the column.
    """

    case: str
    file: str
    line: int
    column: int
    differences: tuple[Difference, ...]


class Declared(Data):
    """What a file of cases says no household can reach, and why."""

    shape: UnreachableShape
    file: str
    index: int
    located: Located

    def fault(self, code: str, **details: object) -> TableError:
        """A fault of the declaration."""
        spot = self.located.spot(("unreachable", self.index))
        return TableError(code, file=self.file, line=spot.line, column=spot.column, **details)


def read_declared(folder: Path) -> tuple[Declared, ...]:
    """What the files of cases below a folder say no household can reach.

    Raises:
        TableErrors: every fault of every file, each at file:line:column.
    """
    faults: list[TableError] = []
    found: list[Declared] = []
    for file in case_files(folder):
        located = read_checked(file, faults)
        if located is not None and "unreachable" in located.data:
            shapes = CasesShape.model_validate(located.data).unreachable or ()
            found += [
                Declared(shape, file.name, index, located) for index, shape in enumerate(shapes)
            ]
    if faults:
        raise TableErrors(faults)
    return tuple(found)


def read_cases(folder: Path) -> tuple[Case, ...]:
    """Every case below a folder of tables.

    Raises:
        TableErrors: every fault of every file, each at file:line:column.
    """
    faults: list[TableError] = []
    cases: dict[str, Case] = {}
    for file in case_files(folder):
        located = read_checked(file, faults)
        if located is None:
            continue
        if "cases" not in located.data:
            faults.append(
                TableError("table.missing_key", file=file.name, line=1, column=1, key="cases")
            )
            continue
        for index, shape in enumerate(CasesShape.model_validate(located.data).cases):
            case = Case(shape, file.name, index, located)
            first = cases.setdefault(shape.case, case)
            if first is not case:
                faults.append(
                    case.fault("table.duplicate_name", "case", name=shape.case, other=first.file)
                )
    if faults:
        raise TableErrors(faults)
    return tuple(cases.values())


def run_cases(
    folder: Path, shelf: RulebookShelf, progress: Callable[[int, int], None] | None = None
) -> tuple[CaseResult, ...]:
    """What every case below a folder comes to by the given tables.

    Args:
        folder: where the cases are.
        shelf: the tables.
        progress: called with how many cases are done, of how many.

    Raises:
        TableErrors: a case cannot be read or judged; every such fault at file:line:column.
    """
    faults: list[TableError] = []
    results: list[CaseResult] = []
    cases = read_cases(folder)
    for done, case in enumerate(cases):
        if progress is not None:
            progress(done, len(cases))
        try:
            results.append(run_case(case, shelf))
        except TableErrors as error:
            faults += error.faults
    if faults:
        raise TableErrors(faults)
    return tuple(results)


def run_case(case: Case, shelf: RulebookShelf) -> CaseResult:
    """What one case comes to.

    Raises:
        TableErrors: its household, place or month is refused, or it expects something of a
            scheme or a member that there is not.
    """
    decisions = _by_key(_assessed(case, shelf), shelf)
    differences: list[Difference] = []
    faults: list[TableError] = []
    for key, expected in case.shape.expect.items():
        if key not in decisions:
            hint = nearest(key, decisions)
            faults.append(
                case.fault("table.unresolved_name", "expect", key, KEY, name=key, suggestion=hint)
            )
            continue
        with _faults_of(case, "expect", key):
            for what, wanted, found in _differences(expected, decisions[key]):
                spot = case.spot("expect", key, what)
                differences.append(Difference(key, what, wanted, found, *spot))
    if faults:
        raise TableErrors(faults)
    return CaseResult(case.shape.case, case.file, *case.spot("case"), tuple(differences))


@contextmanager
def _faults_of(case: Case, *within: str) -> Iterator[None]:
    """Report refused input where it stands in the file."""
    try:
        yield
    except InputError as error:
        path = [int(part) if part.isdigit() else part for part in error.path.split(".")]
        if error.code == "input.unknown_key":
            path.append(KEY)
        raise TableErrors([case.fault(error.code, *within, *path, **error.details)]) from None


def household_of(case: Case, vocabulary: Vocabulary) -> tuple[Household, tuple[Assumption, ...]]:
    """The household of a case, and what is assumed of it.

    Args:
        case: the case.
        vocabulary: the facts that may be told of a household in its place and month.

    Raises:
        TableErrors: the household is refused.
    """
    shape = case.shape
    with _faults_of(case, "household"):
        household = household_from(shape.household, vocabulary)
        if shape.assume == "usual":
            return assume_usual(household, shape.place)
        return household, ()


def _assessed(case: Case, shelf: RulebookShelf) -> Assessment:
    shape = case.shape
    with _faults_of(case):
        book = shelf.rulebook(shape.place, shape.on)
    household, assumptions = household_of(case, book.vocabulary)
    with _faults_of(case, "household"):
        # Looking ahead takes most of the time, and only changes which facts are missing.
        ahead = any(expected.missing for expected in shape.expect.values())
        return book.assess(household, assumptions, bounds=ahead)


def _by_key(assessment: Assessment, shelf: RulebookShelf) -> Mapping[str, Decision]:
    """The decisions by what a case calls them."""
    found: dict[str, Decision] = {}
    for decision in assessment.decisions:
        name = decision.scheme
        if any(each.assesses == "household" for each in shelf.tables.schemes[name].values()):
            found[name] = decision
        else:
            found |= {f"{name}/{person}": decision for person in decision.persons}
    return found


def _differences(expected: ExpectedShape, found: Decision) -> Iterator[tuple[str, str, str]]:
    """What differs: under which key, what is expected, what was found."""
    if expected.verdict != found.verdict:
        yield "verdict", expected.verdict, found.verdict
    if expected.amount is not None:
        none = expected.amount == NO_AMOUNT
        wanted = None if none else yuan(expected.amount, path="amount")
        if wanted != found.amount:
            yield (
                "amount",
                expected.amount,
                NO_AMOUNT if found.amount is None else str(found.amount),
            )
    missing = [each.fact for each in found.missing]
    yield from _absent("missing", expected.missing, missing)
    failed = [each.name for each in found.conditions if each.holds is False]
    yield from _absent("fails", expected.fails, failed)


def _absent(
    what: str, expected: list[str] | None, found: list[str]
) -> Iterator[tuple[str, str, str]]:
    for each in expected or ():
        if each not in found:
            yield what, each, ", ".join(found)
