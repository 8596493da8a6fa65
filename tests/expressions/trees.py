"""Random expressions over a few facts, and households of which more or less is known."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple, TypeVar

from hypothesis import strategies as st

from civbenefits.facts.household import Household, Property
from civbenefits.facts.member import Hukou, Income, Member, Parent
from civbenefits.records import replace

Record = TypeVar("Record", Income, Parent)
Draw = Callable[[st.SearchStrategy[Any]], Any]


class Grammar:
    """Writes the text of a random expression.

    Args:
        chance: where choices come from.
        of: for whom: ``person`` or ``household``.
        definitions: names of definitions that may be used, with whose they are.
        schemes: names of schemes that may be asked for, with whom they assess.
        findings: whether ``first_known`` may be used. It is the one construction that more
            knowledge can turn around: the office's finding goes before what is worked out.
    """

    def __init__(
        self,
        chance: Random,
        of: str,
        *,
        definitions: dict[str, str] | None = None,
        schemes: dict[str, str] | None = None,
        findings: bool = True,
    ) -> None:
        self._chance = chance
        self._self = ("",) if of == "person" else ()
        self._definitions = definitions or {}
        self._schemes = schemes or {}
        self._findings = findings
        self._loops: tuple[str, ...] = ()

    def _pick(self, *options: str) -> str:
        return self._chance.choice(options)

    def _one(self, *makers: Callable[[], str]) -> str:
        return self._chance.choice(makers)()

    def _someone(self) -> str | None:
        """The prefix of a fact of somebody in reach."""
        within_reach = (*self._self, *(f"{name}." for name in self._loops))
        return self._pick(*within_reach) if within_reach else None

    def _loop(self, build: Callable[[], str]) -> tuple[str, str, str]:
        """A variable, what is built inside its loop, and a condition (or nothing)."""
        name = f"m{len(self._loops)}"
        self._loops = (*self._loops, name)
        body = build()
        condition = f" if {self.boolean(0)}" if self._chance.random() < 0.5 else ""
        self._loops = self._loops[:-1]
        return name, body, condition

    # Yes or no ----------------------------------------------------------------------

    def boolean(self, depth: int) -> str:
        """A yes or no."""
        if depth == 0:
            return self._one(
                self._fact, self._fact, self._figured, self._comparison, self._whole_household
            )
        deeper = depth - 1
        makers: list[Callable[[], str]] = [
            lambda: f"({self.boolean(deeper)} and {self.boolean(deeper)})",
            lambda: f"({self.boolean(deeper)} or {self.boolean(deeper)})",
            lambda: f"(not {self.boolean(deeper)})",
            lambda: self._choice(self.boolean, deeper),
            lambda: f"either({self.boolean(deeper)}, {self.boolean(deeper)})",
            lambda: f"({self.money(deeper)} {self._order()} {self.money(deeper)})",
            lambda: f"({self.number(deeper)} {self._order()} {self.number(deeper)})",
            lambda: self.boolean(deeper),
        ]
        if self._findings:
            makers.append(lambda: f"first_known({self.boolean(deeper)}, {self.boolean(deeper)})")
        if len(self._loops) < 2:
            makers += [lambda: self._quantified(deeper), lambda: self._totalled(deeper)]
        return self._one(*makers)

    def _order(self) -> str:
        return self._pick("<", "<=", ">", ">=", "==", "!=")

    def _fact(self) -> str:
        who = self._someone()
        if who is None:
            return "household.property.compliant"
        personal = [name for name, of in self._definitions.items() if of == "person"]
        options = [f"{who}in_prison", f"{who}roaming", *(who + name for name in personal)]
        for name in self._schemes:
            options += [f"{who}receives({name})", f"{who}qualifies({name})"]
        return self._pick(*options)

    def _figured(self) -> str:
        return self._pick("True", "False", "not_on_record", "s1000 < s1500")

    def _whole_household(self) -> str:
        communal = [name for name, of in self._definitions.items() if of == "household"]
        return self._pick("household.property.compliant", *communal)

    def _comparison(self) -> str:
        who = self._someone()
        if who is None:
            return f"household.counted_income {self._order()} h3000"
        return self._pick(
            f"{who}relation == 'child'",
            f"{who}relation in ['child', 'other']",
            f"{who}relation not in ['sibling']",
            f"{who}hukou.kind != 'rural'",
            f"{who}hukou.kind == 'urban'",
            f"within({who}hukou.place, here)",
            f"within({who}hukou.place, province)",
            f"within({who}hukou.place, country)",
            f"{who}clergy_years_apart in [0, 2]",
            f"1 <= {who}clergy_years_apart < limit_years",
            f"any(i.kind == 'wage' for i in {who}incomes)",
            f"all(p.situation == 'dead' for p in {who}parents)",
            f"any(p.months > 6 for p in {who}parents if p.situation == 'dead')",
        )

    def _choice(self, build: Callable[[int], str], depth: int) -> str:
        return f"({build(depth)} if {self.boolean(depth)} else {build(depth)})"

    def _quantified(self, depth: int) -> str:
        name, body, condition = self._loop(lambda: self.boolean(depth))
        return f"{self._pick('any', 'all')}({body} for {name} in members{condition})"

    def _totalled(self, depth: int) -> str:
        name, body, condition = self._loop(lambda: self.money(depth))
        total = f"sum({body} for {name} in members{condition})"
        other = self._pick("h3000", "0", "household.counted_income", "s1000 * limit_persons")
        return f"({total} {self._order()} {other})"

    # Money for a person, and numbers of years -------------------------------------------

    def money(self, depth: int) -> str:
        """An amount for a person by the month."""
        if depth == 0:
            who = self._someone()
            figures = ["s1000", "s1500", "nobody_knows", "dust"]
            if who == "":
                figures += ["by_hukou", "by_age"]
            if who is not None:
                figures += [f"{who}counted_income"] * 3
                figures += [
                    f"sum(i.monthly for i in {who}incomes)",
                    f"sum(i.monthly * share_of[i.kind] for i in {who}incomes)",
                ]
                figures += [f"{who}amount({name})" for name in self._schemes]
            return self._pick(*figures)
        deeper = depth - 1
        makers: list[Callable[[], str]] = [
            lambda: f"({self.money(deeper)} + {self.money(deeper)})",
            lambda: f"({self.money(deeper)} - {self.money(deeper)})",
            lambda: f"({self.money(deeper)} * {self._pick('2', '3/2', '0', '0.1', 'share')})",
            lambda: f"({self.money(deeper)} / {self._pick('3', '0', 'share')})",
            lambda: f"min({self.money(deeper)}, {self.money(deeper)})",
            lambda: f"max(0, {self.money(deeper)})",
            lambda: f"(-{self.money(deeper)})",
            lambda: self._rounded(deeper),
            lambda: self._choice(self.money, deeper),
            lambda: f"either({self.money(deeper)}, {self.money(deeper)})",
            lambda: self.money(deeper),
        ]
        if self._findings:
            makers.append(lambda: f"first_known({self.money(deeper)}, {self.money(deeper)})")
        return self._one(*makers)

    def household_money(self, depth: int) -> str:
        """An amount for the household by the month."""
        name, body, condition = self._loop(lambda: self.money(depth))
        total = f"sum({body} for {name} in members{condition})"
        return self._pick(total, f"max(0, h3000 - {total})", "s1000 * count(m for m in members)")

    def _rounded(self, depth: int) -> str:
        function = self._pick("round_up", "round_down", "round_half_up")
        return f"{function}({self.money(depth)}, {self._pick('yuan', 'jiao', 'fen')})"

    def number(self, depth: int) -> str:
        """A number of years."""
        who = self._someone()
        own = [] if who is None else [f"{who}clergy_years_apart", f"{who}age(month_end)"]
        if depth == 0:
            return self._pick("0", "2", "18", "limit_years", *own)
        deeper = depth - 1
        return self._one(
            lambda: f"({self.number(deeper)} + {self.number(deeper)})",
            lambda: f"({self.number(deeper)} - {self.number(deeper)})",
            lambda: f"max({self.number(deeper)}, {self.number(deeper)})",
            lambda: f"({self.number(deeper)} / 2)",
            lambda: self._choice(self.number, deeper),
            lambda: self.number(deeper),
        )


# Households ------------------------------------------------------------------------------

COARSE = {"440307": ("440300", "440000", "000000"), "440106": ("440100", "440000")}


class Pair(NamedTuple):
    """The same household with some facts open, and with more of them known."""

    open: Household
    closed: Household


def _member(draw: Draw, name: str, *, assessed: bool) -> Member:
    amounts = st.sampled_from(["0", "0.01", "333.33", "1000", "1500", "2000.50"]).map(Decimal)
    kinds = st.sampled_from(["wage", "pension", "rent"])
    situations = st.sampled_from(["dead", "able"])
    incomes = None
    if not assessed:
        incomes = tuple(
            Income(kind=draw(kinds), amount=draw(amounts), months=draw(st.sampled_from([1, 3, 12])))
            for _ in range(draw(st.integers(0, 2)))
        )
    parents = tuple(
        Parent(situation=draw(situations), months=draw(st.sampled_from([3, 9]))) for _ in range(2)
    )
    return Member(
        id=name,
        in_prison=draw(st.booleans()),
        roaming=draw(st.booleans()),
        relation=draw(st.sampled_from(["child", "other", "sibling"])),
        age=draw(st.sampled_from([0, 17, 18, 60, 85])),
        clergy_years_apart=draw(st.integers(0, 3)),
        hukou=Hukou(
            kind=draw(st.sampled_from(["urban", "rural"])),
            place=draw(st.sampled_from([*COARSE, "110101"])),
        ),
        counted_income=draw(amounts) if assessed else None,
        incomes=incomes,
        parents=parents,
    )


def _without(record: Record, name: str) -> Record:
    changes: dict[str, Any] = {name: None}
    return replace(record, **changes)


def _opened(draw: Draw, member: Member) -> Member:
    """A member of whom some facts are forgotten."""
    names = ["in_prison", "roaming", "relation", "age", "clergy_years_apart", "counted_income"]
    forgotten: set[str] = draw(st.sets(st.sampled_from([*names, "incomes", "parents"])))
    changes: dict[str, Any] = dict.fromkeys(forgotten)
    place = member.hukou.place
    if draw(st.booleans()):
        place = draw(st.sampled_from([None, place, *COARSE.get(place or "", ())]))
    kind = member.hukou.kind if draw(st.booleans()) else None
    changes["hukou"] = Hukou(kind=kind, place=place)
    if member.incomes and "incomes" not in forgotten and draw(st.booleans()):
        name = draw(st.sampled_from(["kind", "amount", "months"]))
        changes["incomes"] = (_without(member.incomes[0], name), *member.incomes[1:])
    if member.parents and "parents" not in forgotten and draw(st.booleans()):
        name = draw(st.sampled_from(["situation", "months"]))
        changes["parents"] = (_without(member.parents[0], name), member.parents[1])
    return replace(member, **changes)


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """A household of one to three, more and less known."""
    assessed = draw(st.booleans())
    names = "abc"[: draw(st.integers(1, 3))]
    members = tuple(_member(draw, name, assessed=assessed) for name in names)
    total = sum((m.counted_income or Decimal(0) for m in members), Decimal(0)) if assessed else None
    compliant = draw(st.booleans())
    closed = Household(
        members=members, counted_income=total, property=Property(compliant=compliant)
    )
    opened = Household(
        members=tuple(_opened(draw, member) for member in members),
        counted_income=total if draw(st.booleans()) else None,
        property=Property(compliant=compliant if draw(st.booleans()) else None),
    )
    return Pair(opened, closed)
