"""An interview: one question at a time, until nothing asked could change the answer.

    >>> import civbenefits as cb
    >>> family = cb.Household(members=(cb.Member(id="a"),))
    >>> interview = Interview(cb.rulebook("440300", "2021-06"), family)
    >>> interview.question.text.en
    "Where is this person's hukou registered?"
    >>> interview.answer("local")

Nothing here reads or prints; `civbenefits.cli.interview` is one way to put the questions.
"""

from __future__ import annotations

from typing import Final

from civbenefits.api import assume_usual
from civbenefits.decisions.model import Assessment, Assumption
from civbenefits.engine.rulebook import Rulebook
from civbenefits.engine.telling import (
    OpenFact,
    declaration,
    path_of,
    place_of,
    told,
    value_of,
    with_parents,
)
from civbenefits.errors import InputError
from civbenefits.facts.answering import plain, read_answer, says_unknown
from civbenefits.facts.extending import vocabulary_of
from civbenefits.facts.household import Household
from civbenefits.facts.vocabulary import Fact, Kind
from civbenefits.place_codes import ABROAD, country_of, inside, is_code
from civbenefits.records import Data, Record
from civbenefits.texts import Text

_HERE: Final = frozenset(("本地", "当地", "这里", "local", "here"))
_AWAY: Final = frozenset(("外省", "外省市", "another province", "other province"))
_ABROAD: Final = frozenset(("国外", "境外", "abroad", "another country"))

_BEFORE: Final = {
    "disability.grade": "disability.kind",
    "disability.needs_long_care": "disability.kind",
    "cremated": "deceased",
    "death_place": "deceased",
    "cremation_place": "cremated",
}
"""What is asked before: nobody is asked for a grade of disability who may have none."""

_NOWHERE: Final = OpenFact(None, "")
_NOTHING: Final = Fact("text", Text("", ""))


class Asked(Data):
    """A question as it is put, with what is needed to answer it.

    Attributes:
        fact: path of the fact, as answers give it: ``members.a.hukou.place``.
        part: what of the person it is about: ``("parents", 1)`` is the second parent,
            ``("incomes", 0)`` the first income; None for the person or the household itself.
        schemes: titles of the schemes that wait for the answer.
        choices: what may be chosen, each with its title.
        low, high: inclusive limits of a number.
    """

    fact: str
    person: str | None
    part: tuple[str, int] | None
    text: Text
    schemes: tuple[Text, ...]
    kind: Kind
    unit: str
    choices: tuple[tuple[str, Text], ...]
    low: int | None
    high: int | None


class _Step(Record):
    """Where the interview stands; ``place`` is where the answer goes, as declared by ``fact``."""

    household: Household
    assumptions: tuple[Assumption, ...]
    skipped: frozenset[str]
    count: int
    assessment: Assessment
    question: Asked | None
    place: OpenFact
    fact: Fact


class Interview:
    """Asks about one household under one rulebook.

    Args:
        rulebook: the rules of the place and month asked about.
        household: what is known already.
        assumptions: what in it was assumed; it is reported in the assessment.

    Raises:
        InputError: the household cannot be judged in that month.
    """

    def __init__(
        self, rulebook: Rulebook, household: Household, assumptions: tuple[Assumption, ...] = ()
    ) -> None:
        self._rulebook = rulebook
        household = rulebook.vocabulary.adopt(household)
        self._steps = [self._step(household, assumptions, frozenset(), 0)]

    @property
    def question(self) -> Asked | None:
        """What is asked now; None where no answer could change anything."""
        return self._steps[-1].question

    @property
    def household(self) -> Household:
        """Everything that is known so far."""
        return self._steps[-1].household

    @property
    def known(self) -> Household:
        """What was said, without what was assumed."""
        household = self.household
        ids = [member.id for member in household.members]
        for each in self._steps[-1].assumptions:
            owner = None if each.person is None else ids.index(each.person)
            household = told(household, OpenFact(owner, each.fact), None)
        return household

    @property
    def assessment(self) -> Assessment:
        """What comes of it so far, with bounds where something is open."""
        return self._steps[-1].assessment

    @property
    def asked(self) -> int:
        """How many questions were answered or passed over; those taken back do not count."""
        return self._steps[-1].count

    def answer(self, text: str) -> None:
        """Take an answer in plain Chinese or English, and go on to the next question.

        Yes and no, numbers, amounts of yuan, dates, places and choices (by number, title or
        code) are understood; so is "don't know", as `dont_know`.

        Raises:
            InputError: the answer is not understood, not allowed, or contradicts what is
                known; the same question is asked again.
        """
        if says_unknown(text):
            self.dont_know()
            return
        step = self._now
        try:
            is_place = step.fact.kind == "place"
            value = (
                self._place(text)
                if is_place
                else read_answer(step.fact, text, self._rulebook.currency)
            )
            household = told(step.household, step.place, value)
            self._go(household, step.assumptions, step.skipped, step.count + 1)
        except InputError as fault:
            path = path_of(step.place, step.household)
            raise InputError(fault.code, path=path, **fault.details) from None

    def dont_know(self) -> None:
        """Leave the fact unknown and go on; it is not asked again."""
        step = self._now
        household = with_parents(step.household, step.place)
        skipped = step.skipped | {path_of(step.place, household)}
        self._go(household, step.assumptions, skipped, step.count + 1)

    def back(self) -> bool:
        """Take the last step back; False where there is none."""
        if len(self._steps) == 1:
            return False
        self._steps.pop()
        return True

    def take_usual(self) -> None:
        """Assume usual circumstances for everything that is still unknown and has some."""
        step = self._steps[-1]
        household, made = assume_usual(step.household, self._rulebook.place.code)
        self._go(household, (*step.assumptions, *made), step.skipped, step.count)

    @property
    def _now(self) -> _Step:
        step = self._steps[-1]
        if step.question is None:
            raise LookupError("nothing is asked")
        return step

    def _go(
        self,
        household: Household,
        assumptions: tuple[Assumption, ...],
        skipped: frozenset[str],
        count: int,
    ) -> None:
        self._steps.append(self._step(household, assumptions, skipped, count))

    def _step(
        self,
        household: Household,
        assumptions: tuple[Assumption, ...],
        skipped: frozenset[str],
        count: int,
    ) -> _Step:
        assessment = self._rulebook.assess(household, assumptions, skip=skipped)
        asked, place, fact = _put(assessment, household, skipped)
        return _Step(household, assumptions, skipped, count, assessment, asked, place, fact)

    def _place(self, text: str) -> str:
        """The code of a place that may also be written by name."""
        said = plain(text)
        if said in _HERE:
            return self._rulebook.place.code
        if said in _AWAY:
            return inside(country_of(self._rulebook.place.code)) or ABROAD
        if said in _ABROAD:
            return ABROAD
        if said.isascii() and said.isdigit():
            return said
        if is_code(said.upper()):
            return said.upper()
        try:
            return self._rulebook.place_code(said)
        except InputError as fault:
            if fault.code == "input.unknown_place":
                raise InputError("input.answer_place") from None
            raise


def _put(
    assessment: Assessment, household: Household, skipped: frozenset[str]
) -> tuple[Asked | None, OpenFact, Fact]:
    """The question as it is put, where the answer goes, and how that is declared."""
    question = assessment.question
    if question is None:
        return None, _NOWHERE, _NOTHING
    place = place_of(question.fact, question.person, household)
    while (earlier := _earlier(place)) is not None:
        open_still = value_of(household, earlier) is None
        if not open_still or path_of(earlier, household) in skipped:
            break
        place = earlier
    fact = declaration(place, vocabulary_of(household))
    parts = place.path.split(".")
    titles = {decision.scheme: decision.title for decision in assessment.decisions}
    asked = Asked(
        fact=path_of(place, household),
        person=question.person,
        part=(parts[0], int(parts[1])) if len(parts) > 1 and parts[1].isdigit() else None,
        text=fact.ask or question.text,
        schemes=tuple(titles[name] for name in question.schemes),
        kind=fact.kind,
        unit=fact.unit,
        choices=tuple((fact.choices or {}).items()),
        low=fact.low,
        high=fact.high,
    )
    return asked, place, fact


def _earlier(place: OpenFact) -> OpenFact | None:
    """What it would be odd, or unkind, not to ask before."""
    head, rest = "", place.path
    if rest.startswith("parents."):
        _, number, rest = rest.split(".", 2)
        head = f"parents.{number}."
    before = _BEFORE.get(rest)
    if before is None and head and rest != "situation":
        before = "situation"
    return None if before is None else OpenFact(place.owner, head + before)
