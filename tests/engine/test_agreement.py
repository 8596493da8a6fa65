"""Random small tables: every way of asking gives the same answer, and answers hold together."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from civbenefits.api import from_json, to_json
from civbenefits.decisions.model import Assessment, Decision
from civbenefits.engine.rulebook import Rulebook, RulebookShelf
from civbenefits.errors import TableErrors
from civbenefits.facts.household import Household
from civbenefits.located import Located
from civbenefits.tables.assembling import assemble
from civbenefits.tables.loading import Layer, TableFile
from civbenefits.tables.model import Tables
from civbenefits.tables.shapes import read_checked
from tests.engine.small_tables import PLACES
from tests.expressions.small_expressions import STANDARDS
from tests.expressions.trees import Grammar, Pair, pairs

CITED = {"document": "law", "known": "found"}
SINCE = {"from": "2000-01-01", **CITED}
SCHEMES = {
    "tekun": "person",
    "orphan_allowance": "person",
    "fund": "household",
    "extra": "person",
}


@cache
def common() -> dict[str, Located]:
    files = {**PLACES, "standards.yaml": STANDARDS}
    located = {
        name: read_checked(TableFile(name, text.encode()), []) for name, text in files.items()
    }
    return {name: each for name, each in located.items() if each is not None}


def words(name: str) -> dict[str, str]:
    return {"zh": "名", "en": name}


class Author:
    """Writes random tables."""

    def __init__(self, chance: Random, *, findings: bool) -> None:
        self._chance = chance
        self._findings = findings
        self._definitions: dict[str, str] = {}
        self._schemes: dict[str, str] = {}

    def _grammar(self, of: str) -> Grammar:
        return Grammar(
            self._chance,
            of,
            definitions=self._definitions,
            schemes=self._schemes,
            findings=self._findings,
        )

    def _sometimes(self) -> bool:
        return self._chance.random() < 0.5

    def files(self) -> dict[str, Located]:
        definitions = {}
        for name, of in (("unit", "person"), ("needy", "household")):
            text = self._grammar(of).boolean(1)
            definitions[name] = {
                "title": words(name),
                "of": of,
                "versions": [{**SINCE, "is": text}],
            }
            self._definitions[name] = of
        data: dict[str, Any] = {"definitions.yaml": {"definitions": definitions}}
        for name, of in SCHEMES.items():
            head = {"scheme": name, "title": words(name), "assesses": of}
            data[f"{name}.yaml"] = {**head, "versions": [self._version(of)]}
            if self._sometimes():
                data[f"gd/{name}.yaml"] = {"scheme": name, "versions": [self._below(of)]}
            self._schemes[name] = of
        data["together.yaml"] = {"combinations": self._combinations()}
        return {name: Located(each, {}) for name, each in data.items()}

    def _version(self, of: str) -> dict[str, Any]:
        grammar = self._grammar(of)
        version: dict[str, Any] = {"from": "2000-01-01", "basis": [CITED]}
        version["requires"] = {"one": grammar.boolean(2), "two": grammar.boolean(1)}
        if self._chance.random() < 0.75:
            version["pays"] = grammar.money(1) if of == "person" else grammar.household_money(1)
        if "pays" not in version or self._sometimes():
            version["provides"] = words("goods")
        if of == "household" and self._sometimes():
            version["covers"] = "unit"
        if self._sometimes():
            version["caveats"] = [{**words("caveat"), "when": grammar.boolean(1)}]
        return version

    def _below(self, of: str) -> dict[str, Any]:
        """What a lower place says; mostly it takes over what stands above."""
        if self._chance.random() < 0.25:
            alone = {**self._version(of), "inherits": "false"}
            return self._chance.choice([alone, {**_bare(), "lacks": words("rules")}])
        grammar = self._grammar(of)
        requires = {
            "one": f"inherited and {grammar.boolean(1)}",
            "two": "drop",
            "three": grammar.boolean(1),
        }
        kept = self._chance.sample(sorted(requires), self._chance.randint(0, 3))
        version: dict[str, Any] = {
            **_bare(),
            "requires": {name: requires[name] for name in kept},
        }
        if self._sometimes():
            version["provides"] = words("more")
        return version

    def _combinations(self) -> list[dict[str, Any]]:
        found = []
        for _ in range(self._chance.randint(0, 3)):
            first, second = self._chance.sample(sorted(SCHEMES), 2)
            relation = self._chance.choice(["exclusive", "choice", "top_up", "unknown"])
            if relation == "choice" and {first, second} != {"tekun", "orphan_allowance"}:
                relation = "additive"
            kept = {"keeps": first} if relation == "exclusive" else {}
            found.append({**SINCE, "relation": relation, "schemes": [first, second], **kept})
        return found


def _bare() -> dict[str, Any]:
    return {"from": "2000-01-01", "basis": [CITED]}


def random_tables(*, findings: bool = True) -> st.SearchStrategy[Tables]:
    def written(chance: Random) -> Tables:
        files = {**common(), **Author(chance, findings=findings).files()}
        return assemble([Layer(files, laid_over=False)], "random")

    return st.randoms(use_true_random=True).map(written)


def rulebook(tables: Tables) -> Rulebook:
    """The rules in force; tables that go round in a circle are not asked anything."""
    try:
        return RulebookShelf(tables).rulebook("440300", "2021-06")
    except TableErrors as error:
        assume({fault.code for fault in error.faults} != {"table.circle"})
        raise


def by_subject(answer: Assessment) -> dict[tuple[str, str | None], Decision]:
    """Decisions that can be made, by scheme and person as the quick answer names them."""
    return {
        (each.scheme, None if SCHEMES[each.scheme] == "household" else each.persons[0]): each
        for each in answer.decisions
        if not (each.verdict == "not_on_record" and each.qualifies is None and not each.conditions)
    }


@settings(max_examples=50)
@given(random_tables(), st.lists(pairs(), min_size=1, max_size=2))
def test_the_quick_and_the_full_answer_agree(tables: Tables, given_: list[Pair]) -> None:
    book = rulebook(tables)
    for household in [each for pair in given_ for each in (*pair, pair.open)]:
        decisions = by_subject(book.assess(household, bounds=False))
        outcomes = book.decide(household)
        assert [(o.scheme, o.person) for o in outcomes] == list(decisions)
        for outcome in outcomes:
            decision = decisions[outcome.scheme, outcome.person]
            assert (outcome.verdict, outcome.amount) == (decision.verdict, decision.amount)


@settings(max_examples=25)
@given(random_tables(), st.lists(pairs(), min_size=2, max_size=3))
def test_an_answer_does_not_depend_on_what_was_asked_before(
    tables: Tables, given_: list[Pair]
) -> None:
    book = rulebook(tables)
    households = [each for pair in given_ for each in pair]
    together = [book.assess(household, bounds=False) for household in households]
    assert together == [
        rulebook(tables).assess(household, bounds=False) for household in households
    ]


@settings(max_examples=50)
@given(random_tables(), pairs())
def test_an_answer_holds_together(tables: Tables, pair: Pair) -> None:
    book = rulebook(tables)
    for household in pair:
        answer = book.assess(household, bounds=False)
        assert from_json(to_json(answer)) == answer
        for decision in by_subject(answer).values():
            check(decision, household)


def check(decision: Decision, household: Household) -> None:
    """What must be true of any single decision."""
    holds = [condition.holds for condition in decision.conditions]
    if decision.verdict == "eligible":
        assert all(each is True for each in holds)
        assert decision.qualifies is True
    elif decision.verdict == "not_eligible":
        assert False in holds
        assert (decision.amount, decision.missing, decision.lacks) == (None, (), None)
    elif decision.verdict == "undetermined":
        assert None in holds
        assert decision.missing
    else:
        assert decision.verdict == "not_on_record"
        assert decision.lacks is not None
        assert not decision.missing
    assert set(decision.persons) <= {member.id for member in household.members}
    if decision.verdict == "eligible" and decision.amount is None and decision.period:
        assert decision.missing or decision.lacks
    assert (decision.exact is None) or decision.amount is not None


@settings(max_examples=50)
@given(random_tables(findings=False), pairs())
def test_knowing_more_never_turns_a_verdict_or_an_amount_around(tables: Tables, pair: Pair) -> None:
    book = rulebook(tables)
    before, after = (by_subject(book.assess(household, bounds=False)) for household in pair)
    for subject, decision in before.items():
        if decision.verdict in ("eligible", "not_eligible"):
            assert after[subject].qualifies == decision.qualifies
        if decision.amount is not None:
            assert after[subject].amount == decision.amount
            assert after[subject].exact == decision.exact
