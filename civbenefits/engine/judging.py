"""From computed values to verdicts and amounts; an unknown is traced to its cause."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from civbenefits.decisions.model import Verdict
from civbenefits.engine.context import HouseholdContext
from civbenefits.engine.rules import LinkedScheme
from civbenefits.expressions.evaluating import Missing, Unknown
from civbenefits.records import Record

NOTHING: frozenset[Missing] = frozenset()


class Judged(Record):
    """One scheme for one subject.

    Attributes:
        amount: exact, in fen; None where there is none to state.
        missing: what is not known: facts, and the law.
    """

    verdict: Verdict
    qualifies: bool | None
    amount: int | Fraction | None
    missing: frozenset[Missing]


REFUSED = Judged("not_eligible", False, None, NOTHING)


def judge(
    scheme: LinkedScheme,
    receives: bool | None,
    amount: int | Fraction | None,
    member: int | None,
    context: HouseholdContext,
) -> Judged:
    """The verdict on computed values."""
    if receives is False:
        return REFUSED
    if receives is None:
        missing = _missing(context, member, scheme.receives_key)
        verdict: Verdict = "undetermined" if _any_fact(missing) else "not_on_record"
        return Judged(verdict, None, None, missing)
    if not scheme.pays or amount is not None:
        return Judged("eligible", True, amount, NOTHING)
    missing = _missing(context, member, scheme.amount_key)
    if _any_fact(missing) or scheme.provides is not None:
        return Judged("eligible", True, None, missing)
    return Judged("not_on_record", True, None, missing)


def _missing(context: HouseholdContext, member: int | None, key: str) -> frozenset[Missing]:
    value = context.rule(member, key)
    return value.missing if isinstance(value, Unknown) else NOTHING


def _any_fact(missing: Iterable[Missing]) -> bool:
    return any(not each.law for each in missing)
