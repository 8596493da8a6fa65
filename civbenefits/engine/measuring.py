"""How far one comparison, fact or scheme is from what a condition asks of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Final, NamedTuple, cast

from civbenefits.decisions.whynot import Distance
from civbenefits.engine.context import HouseholdContext
from civbenefits.engine.distance_words import (
    AGE_LIMITS,
    COUNT_LIMITS,
    DATE_LIMITS,
    LIMITS,
    MONTH_NAMES,
    alternatives,
    joined,
    said,
    say,
)
from civbenefits.engine.gaps import (
    NEAR_COUNT,
    NEAR_MONEY,
    NEAR_MONTHS,
    STRICT,
    UPWARDS,
    Measured,
    apart,
    birthday,
    factors,
    first_month,
    least_step,
    of_persons,
    share,
)
from civbenefits.engine.reasons import Titles
from civbenefits.engine.whose import Whose
from civbenefits.expressions import nodes as n
from civbenefits.expressions import types as t
from civbenefits.expressions.evaluating import Known, Scope, Unknown, evaluate
from civbenefits.expressions.wording import split_scheme_key, value_text
from civbenefits.expressions.wording_shape import Limit, Op, grades_within, read_from_left
from civbenefits.expressions.wording_values import unit_of
from civbenefits.money import FEN_PER_YUAN, Exact, exact_quotient, to_yuan
from civbenefits.texts import Text

_MIRRORED: Final[Mapping[str, Op]] = {
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
    "==": "==",
    "!=": "!=",
}
_COUNTS: Final = ("persons", "times", "abilities", "dwellings", "months", "days", "hours")


class _Compared(NamedTuple):
    """Two known values, and how they should compare."""

    left: n.Node
    op: Op
    right: n.Node
    actual: Known
    limit: Known
    scope: Scope


class Measure:
    """Measures what conditions are made of, for one household.

    Attributes:
        member: the position of the person judged, or None for the household.
    """

    def __init__(self, context: HouseholdContext, titles: Titles, member: int | None) -> None:
        self._context = context
        self._titles = titles
        self._whose = Whose(context, titles, member)

    def measured(self, node: n.Node, scope: Scope, *, wanted: bool) -> Measured:
        """The distance of a leaf that came out other than it is wanted."""
        match node:
            case n.Compare():
                return self._comparison(node, scope, wanted=wanted)
            case n.Among():
                return self._kind(node.operand, scope, node.values, within=wanted != node.negated)
            case n.Within():
                value = self._known(node.operand, scope)
                region = self._whose.region(node)
                place, need = ("in", "must_be_in") if wanted else ("not_in", "must_not_be_in")
                return self._unmeasured(
                    node.operand,
                    scope,
                    value_text(value, node.operand),
                    say(place, value=region),
                    say(need, value=region),
                )
            case n.RuleRef() if split_scheme_key(node.key) is not None:
                return self._scheme(node, scope, wanted=wanted)
            case n.FactRef():
                return self._kind(node, scope, (wanted,), within=True)
        actual, limit = value_text(not wanted, node), value_text(wanted, node)
        gap = say("must_hold" if wanted else "must_not_hold")
        found = self._unmeasured(node, scope, actual, limit, gap)
        # What the law settles for everybody is no matter of facts.
        return found._replace(hopeless=int(isinstance(node, n.Const)))

    def unknown(self, node: n.Node, scope: Scope, *, wanted: bool) -> Measured:
        """A part that is needed as well, and of which nothing is known."""
        if isinstance(node, n.Unrecorded):
            found = self._unmeasured(node, scope, None, None, say("unrecorded"))
            return found._replace(hopeless=1)
        about = self._whose.about(node, scope)
        gap = say("unknown" if wanted else "unknown_denied", about=about)
        return self._unmeasured(node, scope, None, None, gap)

    # Comparisons ------------------------------------------------------------------

    def _comparison(self, node: n.Compare, scope: Scope, *, wanted: bool) -> Measured:
        left, limit = read_from_left(node, denied=not wanted)
        right, op = limit.value, limit.op
        if self._is_figure(left, scope) and not self._is_figure(right, scope):
            left, right, op = right, left, _MIRRORED[op]
        actual, bound = self._known(left, scope), self._known(right, scope)
        compared = _Compared(left, op, right, actual, bound, scope)
        type_ = t.common(left.type, right.type) or left.type
        if op == "!=" and not isinstance(self._behind(left, scope)[0], n.Age):
            return self._kind(left, scope, (bound,), within=False)
        if isinstance(actual, bool | str) or isinstance(bound, bool | str):
            return self._kind(left, scope, (bound,), within=True)
        if type_.kind == "money":
            return self._money(compared, actual, bound, type_)
        if type_.kind == "date":
            return self._days(compared, actual, bound)
        behind, inner = self._behind(left, scope)
        if isinstance(behind, n.Age):
            if not isinstance(self._behind(right, scope)[0], n.Age):
                return self._age(compared, actual, bound, behind, inner)
        elif type_.unit == "grade":
            grades = grades_within(left, Limit(op, right))
            if grades:
                return self._kind(left, scope, grades, within=True)
        return self._number(compared, actual, bound, type_)

    def _money(self, compared: _Compared, actual: Exact, limit: Exact, type_: t.Type) -> Measured:
        node: n.Node = n.Const(type_, 0)
        shown = value_text(actual, node)
        asked = said(LIMITS[compared.op], value=value_text(limit, node))
        size = share(actual - limit, limit)
        heads = self._heads(compared)
        if heads == 0:
            distance = self._distance(compared, shown, asked, say("nobody"))
            return Measured(distance, hopeless=1)
        if heads is not None and type_.per == "person":
            # The average of the household: what must change is what all have together.
            actual, limit = actual * heads, limit * heads
        gap = apart(actual, limit)
        whole = _of_household(type_) if heads is not None else type_
        change = least_step(compared.op, gap)
        each = exact_quotient(gap, heads) if heads is not None else None
        parts = [say(f"money_{_way(compared.op, actual, limit, gap)}", gap=_amount(gap, whole))]
        if each is not None and gap and heads != 1:
            parts.append(say("per_head", gap=_amount(each, _of_person(type_))))
        if compared.op in STRICT:
            name = "below_needed" if compared.op == "<" else "above_needed"
            parts.append(say(name, change=_amount(change or 0, whole)))
        elif change is not None and change != gap:
            name = "less_needed" if compared.op == "<=" else "more_needed"
            parts.append(say(name, change=_amount(change, whole)))
        distance = self._distance(
            compared,
            shown,
            asked,
            joined(parts),
            exact=Fraction(gap) / FEN_PER_YUAN,
            money=(gap, each, change),
        )
        return Measured(distance, size=size / NEAR_MONEY)

    def _heads(self, compared: _Compared) -> Exact | None:
        """Over how many persons a comparison of the household's money goes."""
        limit, inner = self._behind(compared.right, compared.scope)
        counts = list(factors(limit))
        average, scope = self._behind(compared.left, compared.scope)
        if isinstance(average, n.Arithmetic) and average.op == "/" and not of_persons(counts):
            counts, inner = [average.right], scope
        for factor in of_persons(counts):
            count = evaluate(factor, inner, self._context)
            return count if isinstance(count, int | Fraction) else None
        return None

    def _number(self, compared: _Compared, actual: Exact, limit: Exact, type_: t.Type) -> Measured:
        op = compared.op
        node = compared.left if compared.left.type.unit not in ("", "0") else compared.right
        gap = apart(actual, limit)
        counted = isinstance(actual, int) and unit_of(node) in ("years", "age", *_COUNTS)
        if counted:
            gap = least_step(op, gap) or gap
        name = _way(op, actual, limit, gap)
        distance = self._distance(
            compared,
            value_text(actual, node),
            said((COUNT_LIMITS if counted else LIMITS)[op], value=value_text(limit, node)),
            say(f"number_{name}", gap=value_text(gap, node)),
            exact=Fraction(gap),
        )
        size = 2 + Fraction(gap)
        if type_.unit == "years":
            size = Fraction(gap) * 12 / NEAR_MONTHS
        elif type_.unit in _COUNTS:
            size = Fraction(gap) / NEAR_COUNT
        return Measured(distance, size=size)

    def _days(self, compared: _Compared, actual: Exact, limit: Exact) -> Measured:
        days = abs(_day(int(actual)) - _day(int(limit))).days
        distance = self._distance(
            compared,
            value_text(actual, compared.left),
            said(DATE_LIMITS[compared.op], value=value_text(limit, compared.left)),
            say("days_apart", days=days),
            exact=Fraction(days),
        )
        return Measured(distance, unmeasured=1)

    def _age(
        self, compared: _Compared, actual: Exact, limit: Exact, age: n.Age, inner: Scope
    ) -> Measured:
        op = compared.op
        shown = value_text(actual, age)
        asked = said(AGE_LIMITS[op], value=value_text(limit, age))
        years = floor(limit) + 1 if op in (">", "!=") else ceil(limit)
        if op in ("<", "<=") or years <= actual or (op == "==" and years != limit):
            allowed = ceil(limit) - 1 if op == "<" else floor(limit)
            over = Fraction(actual - allowed)
            distance = self._distance(compared, shown, asked, say("too_old"), exact=over)
            return Measured(distance, hopeless=1)
        missing = years - actual
        person = self._context.household.members[inner.member(age.subject) or 0]
        turns = None if person.born is None else birthday(person.born, years)
        if turns is None:
            gap = say("years_short", years=years, gap=value_text(missing, n.Const(t.YEARS, 0)))
            distance = self._distance(compared, shown, asked, gap, exact=Fraction(missing))
            return Measured(distance, size=Fraction(missing) * 12 / NEAR_MONTHS)
        first = first_month(turns, age)
        month = Text(
            f"{first.year}年{first.month}月", f"{MONTH_NAMES[first.month - 1]} {first.year}"
        )
        gap = say("turns", day=turns.isoformat(), years=years, month=month)
        distance = self._distance(compared, shown, asked, gap, exact=Fraction(missing), day=first)
        asked_in = self._context.when.month_start
        months = (first.year - asked_in.year) * 12 + first.month - asked_in.month
        return Measured(distance, size=Fraction(months, NEAR_MONTHS))

    def _distance(
        self,
        compared: _Compared,
        actual: Text,
        limit: Text,
        gap: Text,
        *,
        exact: Fraction | None = None,
        day: date | None = None,
        money: tuple[Exact, Exact | None, Exact | None] | None = None,
    ) -> Distance:
        amount, each, change = money or (None, None, None)
        return Distance(
            about=self._whose.about(compared.left, compared.scope),
            person=self._whose.person(compared.left, compared.scope),
            actual=actual,
            limit=limit,
            gap=gap,
            date=day,
            amount=None if amount is None else to_yuan(amount),
            per_head=None if each is None else to_yuan(each),
            change=None if change is None else to_yuan(change),
            exact=None if exact is None else str(exact),
            part=0,
            way=0,
        )

    # What has no measure ----------------------------------------------------------

    def _kind(
        self, node: n.Node, scope: Scope, values: Sequence[n.Constant], *, within: bool
    ) -> Measured:
        """A value that must be one of some, or none of them."""
        named = alternatives([value_text(value, node) for value in values])
        limit = named if within else say("not", value=named)
        gap = say("must_be" if within else "must_not_be", value=named)
        actual = value_text(self._known(node, scope), node)
        found = self._unmeasured(node, scope, actual, limit, gap)
        if node.type.kind != "choice":
            return found
        names = frozenset(map(str, values))
        return found._replace(allowed=names if within else t.names_of(node.type) - names)

    def _scheme(self, node: n.RuleRef, scope: Scope, *, wanted: bool) -> Measured:
        key = split_scheme_key(node.key)
        name = "qualifies" if key is not None and key.what == "qualifies" else "receives"
        if wanted:
            name = "does_not_qualify" if name == "qualifies" else "does_not_receive"
        title = self._titles.rule(node.key)
        actual, limit = value_text(not wanted, node), value_text(wanted, node)
        gap = self._whose.of(node, scope, say(name, scheme=title))
        return self._unmeasured(node, scope, actual, limit, gap, about=title)

    def _unmeasured(
        self,
        node: n.Node,
        scope: Scope,
        actual: Text | None,
        limit: Text | None,
        gap: Text,
        *,
        about: Text | None = None,
    ) -> Measured:
        distance = Distance(
            about=about or self._whose.about(node, scope),
            person=self._whose.person(node, scope),
            actual=actual,
            limit=limit,
            gap=gap,
            date=None,
            amount=None,
            per_head=None,
            change=None,
            exact=None,
            part=0,
            way=0,
        )
        return Measured(distance, unmeasured=1)

    # Values -----------------------------------------------------------------------

    def _known(self, node: n.Node, scope: Scope) -> Known:
        """The value of a part: what is measured came out, and so its parts are known."""
        return cast(Known, evaluate(node, scope, self._context))

    def _is_figure(self, node: n.Node, scope: Scope) -> bool:
        """Whether a side of a comparison is what the law sets."""
        behind, _ = self._behind(node, scope)
        parts = list(n.walk(behind))
        if any(isinstance(each, n.FactRef) and each.type.kind == "money" for each in parts):
            return False
        figures = n.Const | n.Lookup | n.Banded
        return any(isinstance(each, figures) and each.standard for each in parts)

    def _behind(self, node: n.Node, scope: Scope) -> tuple[n.Node, Scope]:
        """What a value comes from, through definitions and choices that are made."""
        while True:
            match node:
                case n.RuleRef() if split_scheme_key(node.key) is None:
                    scope = Scope(scope.member(node.subject))
                    node = self._context.rules[node.key].tree
                case n.FirstKnown():
                    value = evaluate(node.first, scope, self._context)
                    node = node.second if isinstance(value, Unknown) else node.first
                case n.IfElse():
                    node = node.yes if evaluate(node.test, scope, self._context) else node.no
                case _:
                    return node, scope


def _way(op: str, actual: Exact, limit: Exact, gap: Exact) -> str:
    if not gap:
        return "equal"
    return "below" if op in UPWARDS or (op == "==" and actual < limit) else "above"


def _amount(value: Exact, type_: t.Type) -> Text:
    return value_text(value, n.Const(type_, 0))


def _of_household(type_: t.Type) -> t.Type:
    return t.Type("money", currency=type_.currency, per="household", period=type_.period)


def _of_person(type_: t.Type) -> t.Type:
    return t.Type("money", currency=type_.currency, per="person", period=type_.period)


def _day(ymd: int) -> date:
    return date(ymd // 10000, ymd // 100 % 100, ymd % 100)
