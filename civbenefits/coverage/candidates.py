"""Households to try, as the data of a case, and small changes to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from civbenefits.engine.rules import LinkedRules, Rule
from civbenefits.engine.telling import OpenFact, declaration
from civbenefits.engine.values import Values
from civbenefits.expressions import nodes as n
from civbenefits.facts.parts import Income, Parent
from civbenefits.facts.vocabulary import facts_of

Household = dict[str, Any]
"""What stands under ``household`` in a case: every scalar is text."""

Path = tuple[str | int, ...]

GENERIC: Final[tuple[Household, ...]] = (
    {"members": [{"id": "a", "relation": "applicant", "age": "40", "counted_income": "0"}]},
    {
        "members": [
            {"id": "a", "relation": "applicant", "age": "40", "counted_income": "0"},
            {"id": "b", "relation": "spouse", "age": "40", "counted_income": "0"},
            {"id": "c", "relation": "child", "age": "10", "counted_income": "0"},
        ]
    },
)
"""Where no case is near."""

_MORE_MEMBERS: Final[tuple[dict[str, Any], ...]] = (
    {"relation": "spouse", "age": "40", "counted_income": "0"},
    {"relation": "child", "age": "10", "counted_income": "0"},
    {"relation": "parent", "age": "65", "counted_income": "0"},
)
_PARENTS: Final = (
    [{"situation": "able"}, {"situation": "able"}],
    [{"situation": "dead"}, {"situation": "dead"}],
    [{"situation": "dead"}, {"situation": "seriously_ill"}],
)
_INCOME: Final = "1200"


def changed(household: Household, path: Path, value: Any) -> Household:
    """A copy with one part set; None takes it away."""

    def put(inner: Any, rest: Path) -> Any:
        head, tail = rest[0], rest[1:]
        if isinstance(head, int):
            items = list(inner)
            items[head] = put(items[head], tail) if tail else value
            return items
        result = dict(inner) if isinstance(inner, dict) else {}
        if tail:
            result[head] = put(result.get(head, {}), tail)
        elif value is None:
            result.pop(head, None)
        else:
            result[head] = value
        return result

    found: Household = put(household, path)
    return found


def given(household: Household, path: Path) -> Any:
    """A part of it, or None."""
    value: Any = household
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value


class Changes:
    """Small changes of the facts that some rules look at."""

    def __init__(self, linked: LinkedRules, rules: Iterable[Rule]) -> None:
        self._tried = Values(linked)
        self._vocabulary = linked.vocabulary
        self._facts: dict[bool, list[str]] = {True: [], False: []}
        self._numbers: dict[str, set[int]] = {}
        self._parents = self._incomes = False
        for rule in rules:
            for node in n.walk(rule.tree):
                self._note(node)

    def _note(self, node: n.Node) -> None:
        if isinstance(node, n.FactRef):
            for_household = node.subject == "household"
            path = ".".join(node.path)
            fact = OpenFact(None if for_household else 0, path)
            holder = self._vocabulary.household if for_household else self._vocabulary.member
            own = node.path[0] in facts_of(holder)
            if own and declaration(fact, self._vocabulary) == node.fact:
                facts = self._facts[for_household]
                if path not in facts:
                    facts.append(path)
        elif isinstance(node, n.Age):
            self._facts[False] += ["born"] if "born" not in self._facts[False] else []
        elif isinstance(node, n.Aggregate):
            self._parents |= node.collection == "parents"
            self._incomes |= node.collection == "incomes"
        for name, number in _numbers(node):
            self._numbers.setdefault(name, set()).update((number - 1, number, number + 1))

    def of(self, household: Household) -> Iterator[Household]:
        """The household with one thing changed, each in turn."""
        members = household["members"]
        for path in self._facts[True]:
            for value in self._values(path, None, len(members)):
                yield from self._set(household, tuple(path.split(".")), value)
        for index, member in enumerate(members):
            for path in self._facts[False]:
                for value in self._values(path, index, len(members)):
                    yield from self._of_member(household, index, path, value)
            if self._parents:
                yield from _with_parents(household, index, member)
            if self._incomes:
                yield from _with_incomes(household, index, member, self._vocabulary.income)
        if len(members) < len(_MORE_MEMBERS) + 1:
            for more in _MORE_MEMBERS:
                new = {"id": f"x{len(members)}", **more}
                yield {**household, "members": [*members, new]}
        if len(members) > 1:
            for index in range(1, len(members)):
                yield {**household, "members": members[:index] + members[index + 1 :]}

    def _of_member(
        self, household: Household, index: int, path: str, value: str
    ) -> Iterator[Household]:
        at: Path = ("members", index)
        if path == "born":
            yield changed(changed(household, (*at, "born"), None), (*at, "age"), value)
        elif path == "disability.kind" and value == "none":
            yield changed(household, (*at, "disability"), {"kind": "none"})
        elif path == "disability.grade" and given(household, (*at, "disability", "kind")) in (
            None,
            "none",
        ):
            for kind in ("physical", "mental", "visual"):
                yield changed(household, (*at, "disability"), {"kind": kind, "grade": value})
        elif path == "counted_income" and given(household, (*at, "incomes")) is not None:
            yield changed(changed(household, (*at, "incomes"), None), (*at, path), value)
        else:
            yield from self._set(household, (*at, *path.split(".")), value)

    @staticmethod
    def _set(household: Household, path: Path, value: str) -> Iterator[Household]:
        if given(household, path) != value:
            yield changed(household, path, value)

    def _values(self, path: str, owner: int | None, persons: int) -> list[str]:
        found = [_text(each) for each in self._tried.of(OpenFact(owner, path), persons)]
        name = "age" if path == "born" else path.rsplit(".", 1)[-1]
        numbers = [str(each) for each in sorted(self._numbers.get(name, ())) if each >= 0]
        return list(dict.fromkeys([*found, *numbers]))


def money_paths(household: Household) -> Iterator[Path]:
    """Where amounts of money stand, or could stand, for one that fits to be worked out."""
    for index, member in enumerate(household["members"]):
        for position, _ in enumerate(member.get("incomes") or ()):
            yield ("members", index, "incomes", position, "amount")
        for name in ("counted_income", "other_living_allowance", "other_nursing_allowance"):
            yield ("members", index, name)
    yield ("counted_income",)
    yield ("property", "financial_assets")


def _numbers(node: n.Node) -> Iterator[tuple[str, int]]:
    """Numbers that a fact is compared with, by the last part of its path."""
    pairs: list[tuple[n.Node, object]] = []
    if isinstance(node, n.Compare):
        for one, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(other, n.Const):
                pairs.append((one, other.value))
    elif isinstance(node, n.Banded):
        pairs += [(node.key, int(low)) for low, _ in node.bands]
    for one, value in pairs:
        if isinstance(value, int) and not isinstance(value, bool):
            if isinstance(one, n.Age):
                yield "age", value
            elif isinstance(one, n.FactRef) and one.fact.kind == "number":
                yield one.path[-1], value


def _with_parents(
    household: Household, index: int, member: Mapping[str, Any]
) -> Iterator[Household]:
    at: Path = ("members", index, "parents")
    known = member.get("parents")
    for parents in _PARENTS:
        yield changed(household, at, parents)
    situations = facts_of(Parent)["situation"].choices or {}
    for position, _ in enumerate(known or ()):
        for situation in situations:
            yield changed(household, (*at, position), {"situation": situation, "months": "12"})
        for months in ("5", "6"):
            yield changed(household, (*at, position, "months"), months)
        for kind in ("mental", "intellectual", "physical", "visual"):
            for grade in ("2", "3"):
                disability = {"kind": kind, "grade": grade}
                value = {"situation": "disabled", "disability": disability}
                yield changed(household, (*at, position), value)


def _with_incomes(
    household: Household, index: int, member: Mapping[str, Any], income: type[Income]
) -> Iterator[Household]:
    """One income more: of each kind, beside a wage that leaves room for deductions."""
    at: Path = ("members", index)
    bare = changed(changed(household, (*at, "counted_income"), None), ("counted_income",), None)
    known = list(member.get("incomes") or ())
    months = known[0].get("months", "1") if known else "1"
    wage = {"kind": "wage", "amount": _INCOME, "months": months}
    yield changed(bare, (*at, "incomes"), [])
    for kind in facts_of(income)["kind"].choices or {}:
        more = {"kind": kind, "amount": "600", "months": months}
        yield changed(bare, (*at, "incomes"), [*known, more])
        if not known:
            yield changed(bare, (*at, "incomes"), [wage, more])


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
