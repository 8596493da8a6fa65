"""Full decisions: one run of the compiled rules, put into words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from civbenefits.dates import When, ymd
from civbenefits.decisions.model import Caveat, Condition, Decision, Verdict
from civbenefits.engine.citing import Grounds, caveat, grounds
from civbenefits.engine.compiled import CompiledRules
from civbenefits.engine.compiling import Run, compile_rules
from civbenefits.engine.context import HouseholdContext
from civbenefits.engine.judging import Judged, judge
from civbenefits.engine.reasons import (
    MAX_MADE,
    ConditionTemplate,
    keepable,
    lacking,
    missing_facts,
    templates,
    value_of,
)
from civbenefits.engine.rules import LinkedScheme
from civbenefits.facts.household import Household
from civbenefits.money import FEN_PER_YUAN, is_whole_fen, to_yuan
from civbenefits.records import Record
from civbenefits.tables.model import Document


class _Prepared(Record):
    """What does not depend on the household.

    Attributes:
        keys: the rules whose values tell why, the verdict's first.
        amounts: which of those values are amounts of money.
        refusals: decisions that were made from the same few values, without the persons.
        bare: the decision where nothing can be decided, without the persons.
        caveats: the table's warnings, each with the rule that says when it applies.
    """

    scheme: LinkedScheme
    grounds: Grounds
    bare: Decision
    caveats: tuple[tuple[str | None, Caveat], ...]
    conditions: tuple[ConditionTemplate, ...]
    rivals: tuple[str, ...]
    keys: tuple[str, ...]
    amounts: tuple[int, ...]
    refusals: dict[tuple[object, ...], Decision]

    def explain(self, row: tuple[Any, ...]) -> tuple[Condition, ...]:
        """The conditions as they came out; the row holds the values of ``keys``."""
        found: list[Condition] = []
        start = 1
        for template in self.conditions:
            end = start + len(template.keys)
            found.append(template.condition(row[start:end]))
            start = end
        return tuple(found)


class Assessor:
    """Makes decisions under one set of compiled rules in one month."""

    def __init__(self, rules: CompiledRules, documents: Mapping[str, Document], when: When) -> None:
        self._linked = rules.linked
        self._when = when
        self._start, self._end = ymd(when.month_start), ymd(when.month_end)
        offered = {scheme.name for scheme in rules.offered}
        self._prepared = tuple(
            self._prepare(scheme, documents, offered) for scheme in self._linked.schemes.values()
        )
        self._outputs, self._run = self._compile(rules.offered)
        at = {key: position for position, key in enumerate(self._outputs)}
        self._positions = tuple(
            (at[f"{scheme.name}.receives"], at[f"{scheme.name}.amount"]) for scheme in rules.offered
        )

    def _prepare(
        self, scheme: LinkedScheme, documents: Mapping[str, Document], offered: set[str]
    ) -> _Prepared:
        conditions = templates(self._linked, scheme) if scheme.name in offered else ()
        keys = [f"{scheme.name}.receives", *(key for each in conditions for key in each.keys)]
        amounts: list[int] = []
        start = 1
        for each in conditions:
            amounts += [start + index for index in each.amounts]
            start += len(each.keys)
        rests_on = grounds(self._linked, scheme, documents, self._when.day)
        return _Prepared(
            scheme=scheme,
            grounds=rests_on,
            bare=_bare(scheme, rests_on),
            caveats=tuple(
                (each.key, Caveat("table", scheme.name, each.text)) for each in scheme.caveats
            ),
            conditions=conditions,
            rivals=self._rivals(scheme.name, offered),
            keys=tuple(keys),
            amounts=tuple(amounts),
            refusals={},
        )

    def _compile(self, offered: tuple[LinkedScheme, ...]) -> tuple[tuple[str, ...], Run]:
        """A function for everything that reasons are made of, and the keys of its results."""
        rules = dict(self._linked.rules)
        outputs: dict[str, None] = {}
        for prepared in self._prepared:
            for template in prepared.conditions:
                rules |= {leaf.rule.key: leaf.rule for leaf in template.leaves if leaf.rule}
                outputs |= dict.fromkeys(template.keys)
        for scheme in offered:
            outputs |= dict.fromkeys((f"{scheme.name}.receives", f"{scheme.name}.amount"))
            outputs |= {each.key: None for each in scheme.caveats if each.key}
            if scheme.covers:
                outputs[scheme.covers] = None
            if scheme.assesses == "household":
                outputs[f"{scheme.name}.receives.person"] = None
        keys = tuple(outputs)
        return keys, compile_rules(rules, keys, ()).run

    def _rivals(self, name: str, offered: set[str]) -> tuple[str, ...]:
        """Schemes of which it is not on record whether they go together with this one."""
        return tuple(
            other
            for each in self._linked.combinations
            if each.relation == "unknown" and name in each.schemes
            for other in each.schemes
            if other != name and other in offered
        )

    def outcomes(self, household: Household) -> Iterator[tuple[Any, Any]]:
        """What each offered scheme comes to: the values of ``receives`` and ``amount``."""
        results = self._run(household, self._start, self._end)
        for receives, amount in self._positions:
            yield results[receives], results[amount]

    def decisions(self, household: Household) -> tuple[Decision, ...]:
        """One decision a scheme, or a scheme and person."""
        results = self._run(household, self._start, self._end)
        values: dict[str, Any] = dict(zip(self._outputs, results, strict=True))
        context = HouseholdContext(household, self._when, self._linked.rules)
        everybody = tuple([member.id for member in household.members])
        found: list[Decision] = []
        for prepared in self._prepared:
            scheme = prepared.scheme
            if not scheme.offered or scheme.lacks is not None:
                found.append(_for_persons(prepared.bare, everybody))
            elif scheme.assesses == "household":
                found.append(self._of_household(prepared, values, context))
            else:
                found += self._of_persons(prepared, everybody, values, context)
        return tuple(found)

    def _of_household(
        self, prepared: _Prepared, values: dict[str, Any], context: HouseholdContext
    ) -> Decision:
        scheme = prepared.scheme
        row = tuple([values[key] for key in prepared.keys])
        judged = judge(scheme, row[0], values[f"{scheme.name}.amount"], None, context)
        persons = _covered(context.household, values.get(scheme.covers or ""))
        conditions = prepared.explain(row)
        return self._decision(prepared, judged, None, persons, conditions, values, context)

    def _of_persons(
        self,
        prepared: _Prepared,
        ids: tuple[str, ...],
        values: dict[str, Any],
        context: HouseholdContext,
    ) -> Iterator[Decision]:
        amounts = values[f"{prepared.scheme.name}.amount"]
        columns = [
            value if isinstance(value := values[key], list) else [value] * len(ids)
            for key in prepared.keys
        ]
        for index, row in enumerate(zip(*columns, strict=True)):
            persons = (ids[index],)
            made = prepared.refusals.get(row)
            if made is not None:
                yield _for_persons(made, persons)
                continue
            judged = judge(prepared.scheme, row[0], amounts[index], index, context)
            conditions = prepared.explain(row)
            made = self._decision(prepared, judged, index, persons, conditions, values, context)
            room = len(prepared.refusals) < MAX_MADE
            if room and row[0] is False and keepable(row, prepared.amounts):
                # What is kept says nothing about anybody: no ids, and no amounts.
                prepared.refusals[row] = _for_persons(made, ())
            yield made

    def _decision(
        self,
        prepared: _Prepared,
        judged: Judged,
        member: int | None,
        persons: tuple[str, ...],
        conditions: tuple[Condition, ...],
        values: dict[str, Any],
        context: HouseholdContext,
    ) -> Decision:
        scheme = prepared.scheme
        lacks = lacking(judged.missing, self._linked) if judged.missing else None
        caveats = prepared.grounds.caveats
        if judged.verdict != "not_eligible":
            caveats = (*caveats, *self._own_caveats(prepared, judged, member, values))
        return Decision(
            scheme=scheme.name,
            title=scheme.title,
            persons=persons,
            verdict=judged.verdict,
            qualifies=judged.qualifies,
            amount=None if judged.amount is None else to_yuan(judged.amount),
            period=scheme.period,
            exact=_exact(judged.amount),
            provides=scheme.provides,
            lacks=lacks,
            bounds=None,
            conditions=conditions,
            missing=missing_facts(judged.missing, context.household) if judged.missing else (),
            caveats=caveats,
            sources=prepared.grounds.sources,
        )

    def _own_caveats(
        self, prepared: _Prepared, judged: Judged, member: int | None, values: dict[str, Any]
    ) -> Iterator[Caveat]:
        scheme = prepared.scheme
        for key, own in prepared.caveats:
            if key is None or value_of(values[key], member) is not False:
                yield own
        if judged.amount is not None and not is_whole_fen(judged.amount):
            yield caveat("amount_rounded", scheme.name)
        for other in prepared.rivals:
            if _drawn(self._linked.schemes[other], member, values):
                title = self._linked.schemes[other].title
                yield caveat("combination_unknown", scheme.name, other=title)


def _drawn(scheme: LinkedScheme, member: int | None, values: dict[str, Any]) -> bool:
    """Whether a person draws a scheme; for the household, whether it or anybody in it does."""
    if scheme.assesses == "household" and member is not None:
        return values[f"{scheme.name}.receives.person"][member] is True
    received = values[f"{scheme.name}.receives"]
    if member is None and isinstance(received, list):
        return any(each is True for each in received)
    return value_of(received, member) is True


def _for_persons(made: Decision, persons: tuple[str, ...]) -> Decision:
    """The same decision about others."""
    return made.altered(persons=persons)


def _covered(household: Household, covered: list[bool | None] | None) -> tuple[str, ...]:
    """Ids of the persons in the unit; of those who may be, where that is unknown."""
    if covered is None:
        return tuple(member.id for member in household.members)
    pairs = zip(household.members, covered, strict=True)
    return tuple(member.id for member, inside in pairs if inside is not False)


def _exact(amount: int | Fraction | None) -> str | None:
    if amount is None or is_whole_fen(amount):
        return None
    return str(Fraction(amount) / FEN_PER_YUAN)


def _bare(scheme: LinkedScheme, grounds_: Grounds) -> Decision:
    """A scheme that is not offered, or of which too little is on record to decide."""
    verdict: Verdict = "not_on_record" if scheme.offered else "not_offered"
    return Decision(
        scheme=scheme.name,
        title=scheme.title,
        persons=(),
        verdict=verdict,
        qualifies=None,
        amount=None,
        period=None,
        exact=None,
        provides=None,
        lacks=scheme.lacks,
        bounds=None,
        conditions=(),
        missing=(),
        caveats=tuple(Caveat("table", scheme.name, each.text) for each in scheme.caveats),
        sources=grounds_.sources,
    )
