"""The best lawful combination: totals of all of them, in order, with what each shuts out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from civbenefits.dates import When
from civbenefits.decisions.model import Decision, Source
from civbenefits.decisions.stacking import (
    Beside,
    Choice,
    Combination,
    Excluded,
    Part,
    Stack,
    Why,
)
from civbenefits.engine.choosing import (
    ANYBODY,
    NOBODY,
    Assignment,
    Chooser,
    Trials,
    looks_at_choice,
)
from civbenefits.engine.citing import source
from civbenefits.engine.compiled import CompiledRules
from civbenefits.engine.context import HouseholdContext
from civbenefits.engine.rules import LinkedScheme, UsedCitation
from civbenefits.expressions.evaluating import Scope, Unknown, evaluate
from civbenefits.facts.household import Household
from civbenefits.facts.member import CHOSEN_SCHEMES
from civbenefits.money import FEN_PER_YUAN, is_whole_fen, to_yuan
from civbenefits.phrases import PHRASES
from civbenefits.records import Record, replace
from civbenefits.tables.model import Document, Span
from civbenefits.texts import Text, filled

Who = tuple[str, str | None]
"""A scheme, and the person who draws it; None for the household."""


class _Bar(Record):
    """A condition by which one scheme gives way to another.

    Attributes:
        by: the other scheme; None where it is whatever the person chose.
    """

    by: str | None
    relation: Literal["exclusive", "choice"]
    used: UsedCitation
    span: Span | None


class _Counted(Record):
    """A combination with its exact total in fen.

    Attributes:
        open: whether there is a monthly amount that is not known and the choices may change.
    """

    assignment: Assignment
    total: Fraction
    combination: Combination
    open: bool


class Stacker:
    """Stacks households under one set of compiled rules in one month.

    Args:
        rules: what is in force.
        documents: what the rules cite.
        when: the month.
        decide: the full decisions on a household.
    """

    def __init__(
        self,
        rules: CompiledRules,
        documents: Mapping[str, Document],
        when: When,
        decide: Callable[[Household], tuple[Decision, ...]],
    ) -> None:
        self._linked = rules.linked
        self._documents = documents
        self._when = when
        self._decide = decide
        self._chooser = Chooser(rules, when)
        self._bars = {scheme.name: self._bars_of(scheme) for scheme in rules.offered}

    def stack(self, household: Household) -> Stack:
        """Every lawful combination, the best first.

        Raises:
            InputError: there are too many to try.
        """
        lawful = self._chooser.lawful(household)
        choosing = _choosing(lawful.assignments)
        counted = [self._counted(lawful.trials, each, choosing) for each in lawful.assignments]
        counted.sort(key=lambda each: self._order(lawful.trials, each))
        best, *others = counted
        complete = (
            lawful.settled
            and not lawful.open
            and all(_stays_ahead(best, other) for other in others)
        )
        ids = [member.id for member in household.members]
        open_ = (
            Choice(ids[index], scheme, lawful.trials.given[index] == scheme)
            for index, scheme in lawful.open
        )
        return Stack(
            best=best.combination,
            others=tuple(each.combination for each in others),
            open=tuple(open_),
            complete=complete,
        )

    def _order(self, trials: Trials, each: _Counted) -> tuple[object, ...]:
        """The greater total; then fewer changes, more persons, the declared order."""
        found = each.combination
        ranked = self._chooser.ranked(trials, each.assignment)
        return -each.total, found.changes, -len(found.persons), ranked

    # One combination --------------------------------------------------------------

    def _counted(
        self, trials: Trials, assignment: Assignment, choosing: frozenset[int]
    ) -> _Counted:
        household = trials.household(assignment)
        decisions = self._decide(household)
        choices = tuple(self._choices(trials, assignment, choosing))
        said = {m.id: m.chosen_scheme for m in trials.household(trials.given).members}
        total = Fraction(0)
        parts: list[Part] = []
        beside: list[Beside] = []
        persons: dict[str, None] = {}
        open_ = False
        for decision in decisions:
            who = self._who(decision)
            exact = _monthly(decision)
            if exact is not None and decision.amount is not None:
                doubtful = any(each.code == "combination_unknown" for each in decision.caveats)
                parts.append(Part(*who, decision.amount, decision.exact, doubtful))
                persons |= dict.fromkeys(decision.persons)
                total += exact
                continue
            why = _why(decision)
            if why is not None:
                beside.append(Beside(*who, why, decision.amount))
                open_ = open_ or self._may_add(decision, household, choosing)
        made = Combination(
            choices=choices,
            total=to_yuan(total),
            exact=_exact(total),
            changes=sum(said[each.person] is not None and not each.given for each in choices),
            persons=tuple(m.id for m in household.members if m.id in persons),
            parts=tuple(parts),
            beside=tuple(beside),
            excluded=tuple(self._excluded(household, decisions)),
        )
        return _Counted(assignment, total, made, open_)

    def _choices(
        self, trials: Trials, assignment: Assignment, choosing: frozenset[int]
    ) -> Iterator[Choice]:
        """What is chosen by those who have a choice, or who still have to say the word."""
        members = trials.household(assignment).members
        shown = choosing | trials.needed(assignment, choosing)
        for index, chosen in enumerate(assignment):
            if index not in shown or chosen is None or chosen not in self._chooser.ranks:
                continue
            if trials.receives(assignment, index, chosen) is not False:
                yield Choice(members[index].id, chosen, trials.given[index] == chosen)

    def _who(self, decision: Decision) -> Who:
        scheme = self._linked.schemes[decision.scheme]
        alone = scheme.assesses == "person" and scheme.lacks is None
        return decision.scheme, decision.persons[0] if alone else None

    def _may_add(self, decision: Decision, household: Household, choosing: frozenset[int]) -> bool:
        """Whether what is not in the total may be paid monthly, and as the choices have it."""
        scheme = self._linked.schemes[decision.scheme]
        monthly = scheme.period == "month" and scheme.provides is None
        if not monthly and scheme.lacks is None:
            return False
        reach = self._chooser.reach[f"{decision.scheme}.amount"]
        if reach in (NOBODY, ANYBODY):
            return reach == ANYBODY
        return any(household.members[index].id in decision.persons for index in choosing)

    # What is shut out -------------------------------------------------------------

    def _excluded(
        self, household: Household, decisions: tuple[Decision, ...]
    ) -> Iterator[Excluded]:
        drawn = {(d.scheme, person) for d in decisions if d.qualifies for person in d.persons}
        index_of = {member.id: index for index, member in enumerate(household.members)}
        context = HouseholdContext(household, self._when, self._linked.rules)
        for decision in decisions:
            bars = self._bars.get(decision.scheme)
            if not bars or decision.verdict != "not_eligible":
                continue
            if not all(each.holds for each in decision.conditions if each.name not in bars):
                continue
            scheme, person = self._who(decision)
            member = None if person is None else index_of[person]
            chosen = None if member is None else household.members[member].chosen_scheme
            pay = self._would_pay(scheme, member, context)
            for condition in decision.conditions:
                bar = bars.get(condition.name)
                if bar is None or condition.holds is not False:
                    continue
                by = bar.by or chosen
                if by is None or (bar.relation == "choice" and (by, person) not in drawn):
                    continue
                if bar.by is None and not self._would_hold(scheme, condition.name, member, context):
                    continue
                yield Excluded(
                    scheme=scheme,
                    person=person,
                    would_pay=None if pay is None else to_yuan(pay),
                    exact=None if pay is None else _exact(pay),
                    period=decision.period,
                    by=by,
                    relation=bar.relation,
                    rule=self._in_words(bar.relation, scheme, by),
                    source=self._source(decision, bar),
                )

    def _would_hold(
        self, scheme: str, name: str, member: int | None, context: HouseholdContext
    ) -> bool:
        """Whether a condition that fails would hold had the person chosen something else."""
        rule = context.rules[dict(self._linked.schemes[scheme].conditions)[name]]
        of = member if rule.of == "person" else None
        members = context.household.members
        for chosen in CHOSEN_SCHEMES:
            others = tuple(
                replace(each, chosen_scheme=chosen) if index == member else each
                for index, each in enumerate(members)
            )
            household = replace(context.household, members=others)
            if HouseholdContext(household, self._when, context.rules).rule(of, rule.key) is True:
                return True
        return False

    def _would_pay(
        self, scheme: str, member: int | None, context: HouseholdContext
    ) -> Fraction | None:
        """The amount, whether or not it is received."""
        if not self._linked.schemes[scheme].pays:
            return None
        value = evaluate(self._linked.rules[f"{scheme}.amount"].tree, Scope(member), context)
        return None if isinstance(value, Unknown | str) else Fraction(value)

    def _in_words(self, relation: str, scheme: str, by: str) -> Text:
        titles = self._linked.scheme_titles
        return filled(PHRASES[f"shut_out_{relation}"], by=titles[by], scheme=titles[scheme])

    def _source(self, decision: Decision, bar: _Bar) -> Source:
        return source(
            self._linked,
            self._documents,
            bar.used,
            decision.scheme,
            decision.title,
            bar.span.start if bar.span else None,
        )

    def _bars_of(self, scheme: LinkedScheme) -> Mapping[str, _Bar]:
        """By name, the conditions that another scheme or the person's choice sets."""
        found: dict[str, _Bar] = {}
        for name, key in scheme.conditions.items():
            if name in scheme.added:
                by, rule = scheme.added[name][0].by, scheme.added[name][0].combination
                used = UsedCitation(rule.cite, rule.place)
                relation: Literal["exclusive", "choice"] = (
                    "choice" if rule.relation == "choice" else "exclusive"
                )
                found[name] = _Bar(by, relation, used, rule.span)
            elif looks_at_choice(self._linked.rules[key]):
                found[name] = _Bar(None, "choice", scheme.basis[0], None)
        return found


def _choosing(assignments: Iterable[Assignment]) -> frozenset[int]:
    """The members who choose one thing here and another there."""
    by_member = zip(*assignments, strict=True)
    return frozenset(index for index, found in enumerate(by_member) if len(set(found)) > 1)


def _stays_ahead(best: _Counted, other: _Counted) -> bool:
    """Whether no open answer can put another combination before the best."""
    if other.open:
        return False
    same = set(other.combination.parts)
    doubts = [p for p in best.combination.parts if p.doubtful and p not in same]
    lost = sum((_in_fen(p.amount, p.exact) for p in doubts), Fraction(0))
    return not lost or best.total - lost > other.total


def _monthly(decision: Decision) -> Fraction | None:
    """The exact amount in fen of what is surely paid every month."""
    counts = decision.verdict == "eligible" and decision.period == "month"
    if not counts or decision.amount is None or decision.provides is not None:
        return None
    return _in_fen(decision.amount, decision.exact)


def _in_fen(amount: Decimal, exact: str | None) -> Fraction:
    return Fraction(amount if exact is None else exact) * FEN_PER_YUAN


def _exact(fen: Fraction) -> str | None:
    return None if is_whole_fen(fen) else str(fen / FEN_PER_YUAN)


def _why(decision: Decision) -> Why | None:
    """Why a decision is beside the total; None where nothing is, or may be, received."""
    if decision.verdict in ("undetermined", "not_on_record"):
        return decision.verdict
    if decision.verdict != "eligible":
        return None
    if decision.provides is not None or decision.period is None:
        return "in_kind"
    if decision.amount is None:
        return "undetermined" if decision.missing else "not_on_record"
    return "once" if decision.period == "once" else "year"
