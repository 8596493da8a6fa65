"""Full decisions: one run of the compiled rules, put into words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from civbenefits.dates import When, ymd
from civbenefits.decisions.model import Caveat, Condition, Decision, Verdict
from civbenefits.engine.citing import Grounds, added_grounds, caveat, grounds
from civbenefits.engine.compiled import CompiledRules
from civbenefits.engine.compiling import Output, Run, compile_rules
from civbenefits.engine.context import HouseholdContext
from civbenefits.engine.judging import judge
from civbenefits.engine.reasons import (
    MAX_MADE,
    ConditionTemplate,
    keepable,
    lacking,
    missing_facts,
    shows_money,
    templates,
)
from civbenefits.engine.rules import LinkedCaveat, LinkedScheme
from civbenefits.expressions import nodes as n
from civbenefits.facts.household import Household
from civbenefits.money import FEN_PER_YUAN, is_whole_fen, to_yuan
from civbenefits.phrases import PHRASES
from civbenefits.records import Record
from civbenefits.tables.model import Document
from civbenefits.texts import Text, filled

FIRST_CONDITION: Final = 2
"""Where the values of conditions begin in a row, after the verdict and the amount."""


class _Prepared(Record):
    """What does not depend on the household.

    The values that an answer is made of come as one row a subject: whether it is received,
    the amount, what each condition shows, then what the caveats hang on.

    Attributes:
        bare: the decision where nothing can be decided, without the persons.
        warnings: the table's own, each with the place in the row that says whether it
            applies, if that depends.
        added: what rests on how schemes go together, by the name of the condition or deduction.
        adding: the same, each with the place in the row that says whether another scheme
            comes into it, and the value where it does not.
        rivals: the same as the warnings, for schemes of which it is not on record whether
            they go together with this one.
        rounded: the warning about an amount that is no whole number of fen.
        keys: the rules whose values make the row.
        personal: the places in the row that hold amounts of somebody's money.
        made: settled answers by their row, without the persons.
    """

    scheme: LinkedScheme
    grounds: Grounds
    bare: Decision
    warnings: tuple[tuple[int | None, Caveat], ...]
    added: Mapping[str, Grounds]
    adding: tuple[tuple[int, bool, Grounds], ...]
    rivals: tuple[tuple[int, Caveat], ...]
    rounded: Caveat
    conditions: tuple[ConditionTemplate, ...]
    keys: tuple[str, ...]
    personal: tuple[int, ...]
    made: dict[tuple[object, ...], Decision]

    def explain(self, row: tuple[Any, ...]) -> tuple[Condition, ...]:
        """The conditions as they came out."""
        found: list[Condition] = []
        start = FIRST_CONDITION
        for template in self.conditions:
            end = start + len(template.keys)
            found.append(template.condition(row[start:end]))
            start = end
        return tuple(found)

    def own_caveats(self, row: tuple[Any, ...], amount: int | Fraction | None) -> Iterator[Caveat]:
        """The warnings that this row gives rise to."""
        for at, warning in self.warnings:
            if at is None or row[at] is not False:
                yield warning
        if amount is not None and not is_whole_fen(amount):
            yield self.rounded
        for at, warning in self.rivals:
            if _drawn(row[at]):
                yield warning


class Assessor:
    """Makes decisions under one set of compiled rules in one month."""

    def __init__(self, rules: CompiledRules, documents: Mapping[str, Document], when: When) -> None:
        self._linked = rules.linked
        self._when = when
        self._start, self._end = ymd(when.month_start), ymd(when.month_end)
        self._offered = {scheme.name: at for at, scheme in enumerate(rules.offered)}
        self._prepared = tuple(
            self._prepare(scheme, documents) for scheme in self._linked.schemes.values()
        )
        self._rows: dict[str, slice | int] = {}
        self._run = self._compile(rules.offered)

    def _prepare(self, scheme: LinkedScheme, documents: Mapping[str, Document]) -> _Prepared:
        rests_on = grounds(self._linked, scheme, documents, self._when.day)
        bare = _bare(scheme, rests_on)
        rounded = caveat("amount_rounded", scheme.name)
        if scheme.name not in self._offered:
            return _Prepared(scheme, rests_on, bare, (), {}, (), (), rounded, (), (), (), {})
        conditions = templates(self._linked, scheme)
        keys = [scheme.receives_key, scheme.amount_key]
        personal = [1] if shows_money(self._linked.rules[keys[1]].tree, self._linked) else []
        at: dict[str, int] = {}
        for each in conditions:
            at[each.name] = len(keys)
            personal += [len(keys) + index for index in each.amounts]
            keys += each.keys
        warnings: list[tuple[int | None, Caveat]] = []
        for own in scheme.caveats:
            warnings.append((len(keys) if own.key else None, _warning(scheme, own)))
            keys += [own.key] if own.key else []
        added = self._added(scheme, {each.name: each.text for each in conditions}, documents)
        adding: list[tuple[int, bool, Grounds]] = []
        for name, rests in added.items():
            adding.append((at.get(name, len(keys)), name in at, rests))
            if name not in at:
                keys.append(self._drawn_key(scheme, scheme.added[name][0].by))
        rivals: list[tuple[int, Caveat]] = []
        for other in self._rivals(scheme.name):
            about = caveat("combination_unknown", scheme.name, other=other.title)
            rivals.append((len(keys), about))
            keys.append(self._drawn_key(scheme, other.name))
        return _Prepared(
            scheme=scheme,
            grounds=rests_on,
            bare=bare,
            warnings=tuple(warnings),
            added=added,
            adding=tuple(adding),
            rivals=tuple(rivals),
            rounded=rounded,
            conditions=conditions,
            keys=tuple(keys),
            personal=tuple(personal),
            made={},
        )

    def _added(
        self,
        scheme: LinkedScheme,
        conditions: Mapping[str, Text],
        documents: Mapping[str, Document],
    ) -> Mapping[str, Grounds]:
        """What it rests on that combinations add a condition or a deduction, by its name."""
        found: dict[str, Grounds] = {}
        for name, added in scheme.added.items():
            title = conditions.get(name) or filled(
                PHRASES["topped_up"], by=self._linked.scheme_titles[added[0].by]
            )
            found[name] = added_grounds(self._linked, added, documents, self._when.day, name, title)
        return found

    def _drawn_key(self, scheme: LinkedScheme, other: str) -> str:
        """The rule that says whether another scheme is drawn, as subjects of this one see it."""
        covered = n.scheme_key(other, "receives", spread=True)
        if scheme.assesses == "person" and covered in self._linked.rules:
            return covered
        return n.scheme_key(other, "receives")

    def _compile(self, offered: tuple[LinkedScheme, ...]) -> Run:
        """A function for what each offered scheme comes to, and then for all the rows."""
        rules = dict(self._linked.rules)
        outputs: list[Output] = [
            key for scheme in offered for key in (scheme.receives_key, scheme.amount_key)
        ]
        for prepared in self._prepared:
            scheme = prepared.scheme
            for template in prepared.conditions:
                rules |= {leaf.rule.key: leaf.rule for leaf in template.leaves if leaf.rule}
            if scheme.name in self._offered and scheme.assesses == "person":
                self._rows[scheme.name] = len(outputs)
                outputs.append(prepared.keys)
            elif scheme.name in self._offered:
                covers = (scheme.covers,) if scheme.covers else ()
                self._rows[scheme.name] = slice(len(outputs), len(outputs) + len(prepared.keys))
                outputs += (*prepared.keys, *covers)
        return compile_rules(rules, outputs, ()).run

    def _rivals(self, name: str) -> Iterator[LinkedScheme]:
        """Schemes of which it is not on record whether they go together with this one."""
        for each in self._linked.combinations:
            if each.relation == "unknown" and name in each.schemes:
                others = (other for other in each.schemes if other != name)
                yield from (self._linked.schemes[o] for o in others if o in self._offered)

    def outcomes(self, household: Household) -> Iterator[tuple[Any, Any]]:
        """What each offered scheme comes to: the values of ``receives`` and ``amount``."""
        results = self._run(household, self._start, self._end)
        for at in range(len(self._offered)):
            yield results[2 * at], results[2 * at + 1]

    def grounds(self) -> list[Grounds]:
        """What each scheme rests on."""
        return [prepared.grounds for prepared in self._prepared]

    def added(self) -> Mapping[str, Mapping[str, Grounds]]:
        """What it rests on that schemes go together so, by scheme and name of the condition."""
        return {prepared.scheme.name: prepared.added for prepared in self._prepared}

    def decisions(self, household: Household) -> tuple[Decision, ...]:
        """One decision a scheme, or a scheme and person."""
        results = self._run(household, self._start, self._end)
        context = HouseholdContext(household, self._when, self._linked.rules)
        everybody = tuple([member.id for member in household.members])
        alone = [(person,) for person in everybody]
        found: list[Decision] = []
        for prepared in self._prepared:
            at = self._rows.get(prepared.scheme.name)
            if at is None:
                found.append(_for_persons(prepared.bare, everybody))
            elif isinstance(at, slice):
                covered = results[at.stop] if prepared.scheme.covers else None
                persons = _covered(context.household, covered)
                made = self._decision(prepared, results[at], None, context)
                found.append(_for_persons(made, persons))
            else:
                kept = prepared.made
                for index, row in enumerate(results[at]):
                    made = kept.get(row) or self._decision(prepared, row, index, context)
                    found.append(_for_persons(made, alone[index]))
        return tuple(found)

    def _decision(
        self,
        prepared: _Prepared,
        row: tuple[Any, ...],
        member: int | None,
        context: HouseholdContext,
    ) -> Decision:
        """The decision that a row comes to, without the persons."""
        judged = judge(prepared.scheme, row[0], row[1], member, context)
        missing = judged.missing
        refused = judged.verdict == "not_eligible"
        sources, caveats = prepared.grounds.sources, prepared.grounds.caveats
        for at, idle, rests_on in prepared.adding:
            if row[at] is not idle and (idle or not refused):
                sources, caveats = (*sources, *rests_on.sources), (*caveats, *rests_on.caveats)
        if not refused:
            caveats = (*caveats, *prepared.own_caveats(row, judged.amount))
        made = prepared.bare.altered(
            verdict=judged.verdict,
            qualifies=judged.qualifies,
            amount=None if judged.amount is None else to_yuan(judged.amount),
            period=prepared.scheme.period,
            exact=_exact(judged.amount),
            provides=prepared.scheme.provides,
            lacks=lacking(missing, self._linked) if missing else None,
            conditions=prepared.explain(row),
            missing=missing_facts(missing, context.household) if missing else (),
            caveats=caveats,
            sources=sources,
        )
        alike = member is not None and not missing and len(prepared.made) < MAX_MADE
        if alike and keepable(row, prepared.personal):
            # What is kept says nothing about anybody: no ids, and no amounts of their money.
            prepared.made[row] = made
        return made


def _drawn(received: bool | list[bool | None] | None) -> bool:
    """Whether a scheme is drawn; of persons by anybody at all."""
    return True in received if isinstance(received, list) else received is True


def _warning(scheme: LinkedScheme, own: LinkedCaveat) -> Caveat:
    return Caveat("table", scheme.name, own.text)


def _for_persons(made: Decision, persons: tuple[str, ...]) -> Decision:
    """The same decision about others. Most of an answer are such copies, hence by hand."""
    copy = object.__new__(Decision)
    values = copy.__dict__
    values.update(made.__dict__)
    values["persons"] = persons
    return copy


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
        caveats=tuple(_warning(scheme, each) for each in scheme.caveats),
        sources=grounds_.sources,
    )
