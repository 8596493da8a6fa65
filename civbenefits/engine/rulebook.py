"""The rules of one place and month, ready to judge households."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from civbenefits.dates import When, when, ymd
from civbenefits.decisions.model import (
    Assessment,
    Assumption,
    Caveat,
    Explained,
    Outcome,
    Question,
)
from civbenefits.engine.assessing import Assessor
from civbenefits.engine.citing import caveat
from civbenefits.engine.compiled import CompiledRules
from civbenefits.engine.context import HouseholdContext
from civbenefits.engine.judging import judge
from civbenefits.engine.linking import link
from civbenefits.engine.looking import facts_looked_at
from civbenefits.engine.outlook import Outlook
from civbenefits.engine.places import find_place
from civbenefits.engine.rules import LinkedRules
from civbenefits.engine.spans import breakpoints
from civbenefits.engine.surveying import Survey
from civbenefits.errors import InputError
from civbenefits.facts.household import Household, check_dates
from civbenefits.money import to_yuan
from civbenefits.tables.model import Place, Tables

if TYPE_CHECKING:
    from civbenefits.decisions.stacking import Stack
    from civbenefits.decisions.whynot import WhyNot
    from civbenefits.engine.explaining import Explainer
    from civbenefits.engine.stacking import Stacker

_ALONE: Final = (None,)
"""The subject of a household scheme."""


class Rulebook:
    """The rules in force in one place in one month. Made by `rulebook`.

    Attributes:
        place: the place asked about.
        when: the month, and the day whose rules decide.
        tables: all that the table files say, of every place and time.
        caveats: warnings about every answer here.
        vocabulary: the facts that may be told of a household here.
        currency: of all amounts, of facts and answers alike.
    """

    def __init__(
        self, tables: Tables, place: Place, when_: When, rules: CompiledRules, days: list[date]
    ) -> None:
        self.place = place
        self.when = when_
        self.tables = tables
        self.currency = tables.currency(place.code)
        self._rules = rules
        self.vocabulary = rules.linked.vocabulary
        self._days = days
        self._start = ymd(when_.month_start)
        self._end = ymd(when_.month_end)
        self.caveats = tuple(_caveats(tables, place, when_, days))
        self._assessor: Assessor | None = None
        self._looked_at: frozenset[tuple[bool, str]] | None = None
        self._ahead: Outlook | None = None
        self._stacker: Stacker | None = None
        self._explainer: Explainer | None = None

    def decide(self, household: Household) -> tuple[Outcome, ...]:
        """Verdicts and amounts of every scheme that can be decided here, without reasons.

        Raises:
            InputError: a member is born after the month, or a fact is not declared here.
        """
        household = self._adopted(household)
        rules = self._rules
        values: Any = rules.quick(household, self._start, self._end)
        ids = [member.id for member in household.members]
        outcomes: list[Outcome] = []
        add = outcomes.append
        context: HouseholdContext | None = None
        for scheme, (at, of_household) in zip(rules.offered, rules.layout, strict=True):
            name, pays = scheme.name, scheme.pays
            subjects = _ALONE if of_household else ids
            received, amounts = values[at], values[at + 1]
            if of_household:
                received, amounts = (received,), (amounts,)
            for index, person in enumerate(subjects):
                receives = received[index]
                if receives is False:
                    add(Outcome(name, person, "not_eligible", None))
                    continue
                amount = amounts[index]
                if receives and amount is not None:
                    add(Outcome(name, person, "eligible", to_yuan(amount)))
                elif receives and not pays:
                    add(Outcome(name, person, "eligible", None))
                else:
                    context = context or HouseholdContext(household, self.when, rules.linked.rules)
                    member = None if of_household else index
                    judged = judge(scheme, receives, amount, member, context)
                    add(Outcome(name, person, judged.verdict, None))
        return tuple(outcomes)

    def assess(
        self,
        household: Household,
        assumptions: tuple[Assumption, ...] = (),
        *,
        bounds: bool = True,
        skip: Collection[str] = (),
    ) -> Assessment:
        """Every scheme's verdict and amount with conditions, missing facts and sources.

        Args:
            household: the household.
            assumptions: facts in it that were assumed; those that a scheme here looks at are
                reported in the answer.
            bounds: for open answers also look ahead: the least and greatest amount, which of
                the missing facts can still change something, and what to ask next. Where
                nothing is open this costs nothing.
            skip: paths of facts not to ask for, as for `question`.

        Raises:
            InputError: a member is born after the month, or a fact is not declared here.
        """
        household = self._adopted(household)
        assessor = self._reasons()
        assessment = Assessment(
            place=self.place.code,
            place_name=self.place.title,
            currency=self.currency.code,
            currency_name=self.currency.title,
            month=self.when.month,
            rules=self.tables.fingerprint,
            assumptions=self._telling(assumptions),
            caveats=self.caveats,
            total=None,
            question=None,
            decisions=assessor.decisions(household),
        )
        if bounds and any(decision.missing for decision in assessment.decisions):
            return self._outlook().added(assessment, household, skip)
        return assessment

    def explain(
        self,
        household: Household,
        assumptions: tuple[Assumption, ...] = (),
        *,
        scheme: str | None = None,
        person: str | None = None,
    ) -> tuple[Explained, ...]:
        """The reasons of every decision as trees, down to the facts and figures.

        Args:
            household: the household.
            assumptions: facts in it that were assumed; they are marked.
            scheme: the name of the scheme to explain, where not all are asked about.
            person: the id of the member to whom it shall matter: schemes for persons are
                explained for this member only.

        Raises:
            InputError: no such scheme here, no such member, a member is born after the month,
                or a fact is not declared here.
        """
        household = self._adopted(household)
        assessor = self._reasons()
        if self._explainer is None:
            # Imported here: most runs never ask.
            from civbenefits.engine.explaining import Explainer

            self._explainer = Explainer(
                self._rules.linked, assessor.grounds(), assessor.added(), self.when, self.why_not
            )
        decisions = assessor.decisions(household)
        return self._explainer.explained(household, decisions, assumptions, scheme, person)

    def _telling(self, assumptions: tuple[Assumption, ...]) -> tuple[Assumption, ...]:
        """The assumptions that an answer here may rest on."""
        if not assumptions:
            return ()
        if self._looked_at is None:
            self._looked_at = facts_looked_at(self._rules.linked)
        seen = self._looked_at
        return tuple(each for each in assumptions if (each.person is None, each.fact) in seen)

    def question(self, household: Household, skip: Collection[str] = ()) -> Question | None:
        """What to ask next; None where no answer could change anything.

        Args:
            household: what is known.
            skip: paths of facts (as questions name them) that nobody could tell.
        """
        household = self._adopted(household)
        return self._outlook().question(household, skip)

    def stack(self, household: Household) -> Stack:
        """The best lawful combination of schemes, and the losing ones.

        Args:
            household: what is known; ``chosen_scheme`` of a member is what was chosen so far.

        Raises:
            InputError: a member is born after the month, a fact is not declared here, or
                there are too many combinations.
        """
        household = self._adopted(household)
        if self._stacker is None:
            from civbenefits.engine.stacking import Stacker

            documents, decide = self.tables.documents, self._reasons().decisions
            self._stacker = Stacker(self._rules, documents, self.when, decide)
        return self._stacker.stack(household)

    @property
    def linked(self) -> LinkedRules:
        """What is in force here and then, as trees."""
        return self._rules.linked

    def place_code(self, name: str) -> str:
        """The code of another place by its Chinese or English name.

        Raises:
            InputError: no such place on record, or more than one of that name.
        """
        return find_place(self.tables, name).code

    def _adopted(self, household: Household) -> Household:
        """The household as one that every fact of these rules can be asked of."""
        check_dates(household, self.when.month_end)
        return self.vocabulary.adopt(household)

    def _reasons(self) -> Assessor:
        if self._assessor is None:
            self._assessor = Assessor(self._rules, self.tables.documents, self.when)
        return self._assessor

    def _outlook(self) -> Outlook:
        if self._ahead is None:
            run, rules = self._reasons().outcomes, self._rules
            self._ahead = Outlook(Survey(rules.linked, rules.offered, run, self.when))
        return self._ahead

    def why_not(self, household: Household, scheme: str, person: str | None = None) -> WhyNot:
        """The conditions of a scheme that certainly fail, and by how much.

        Args:
            household: the household.
            scheme: the name of the scheme.
            person: the id of the member. Of a household scheme, None asks for the household,
                and a member is also asked to be in the unit.

        Raises:
            InputError: no such scheme here, no such member, a member must be named, or one
                is born after the month.
        """
        # Imported here: most runs never ask.
        from civbenefits.engine.distances import why_not

        household = self._adopted(household)
        return why_not(self._rules.linked, self.when, household, scheme, person)


def _caveats(tables: Tables, place: Place, when_: When, days: list[date]) -> Iterator[Caveat]:
    """Warnings about every answer in a place and month."""
    stale = unreviewed(tables, place.code, when_)
    if stale is not None and stale.reviewed_through is not None:
        reviewed = stale.reviewed_through
        yield caveat("not_reviewed", stale.code, place=stale.title, reviewed=reviewed)
    inside = [day for day in days if when_.day < day <= when_.month_end]
    if inside:
        listed = ", ".join(map(str, inside))
        yield caveat("changes_inside_month", place.code, days=listed, day=when_.day)


def unreviewed(tables: Tables, code: str, when_: When) -> Place | None:
    """The place of the chain whose tables were not reviewed up to the day asked, if any."""
    for place in reversed(tables.chain(code)):
        if place.reviewed_through is not None and place.reviewed_through < when_.day:
            return place
    return None


class RulebookShelf:
    """Rulebooks of one state of the tables, each place and span compiled once."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._days: dict[str, list[date]] = {}
        self._compiled: dict[tuple[str, int], CompiledRules] = {}
        self._books: dict[tuple[str, date, date], Rulebook] = {}

    def rulebook(self, place: str, on: str | date | When, *, strict: bool = False) -> Rulebook:
        """The rules of a place (code or name) in a month.

        Raises:
            InputError: no such place, no such month; or, when ``strict``, a month beyond
                the date through which the tables of the place were reviewed.
            TableErrors: the tables do not hold together there and then.
        """
        asked = when(on)
        found = find_place(self.tables, place)
        stale = unreviewed(self.tables, found.code, asked) if strict else None
        if stale is not None:
            raise InputError(
                "input.not_reviewed",
                path="on",
                place=stale.title.zh,
                reviewed=stale.reviewed_through,
                on=asked.month,
            )
        key = (found.code, asked.day, asked.month_start)
        if key not in self._books:
            days = self._breakpoints(found.code)
            rules = self._rules(found.code, bisect_right(days, asked.day), asked.day)
            self._books[key] = Rulebook(self.tables, found, asked, rules, days)
        return self._books[key]

    def _breakpoints(self, code: str) -> list[date]:
        if code not in self._days:
            self._days[code] = breakpoints(self.tables, code)
        return self._days[code]

    def _rules(self, code: str, span: int, day: date) -> CompiledRules:
        if (code, span) not in self._compiled:
            self._compiled[code, span] = CompiledRules(link(self.tables, code, day))
        return self._compiled[code, span]
