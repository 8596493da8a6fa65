"""Random expressions: the compiled and the direct reader agree, and knowledge only adds."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from civbenefits.dates import when, ymd
from civbenefits.engine.compiling import compile_rules
from civbenefits.engine.context import HouseholdContext
from civbenefits.engine.linking import link
from civbenefits.engine.rules import LinkedRules
from civbenefits.expressions.evaluating import Unknown, Value
from civbenefits.facts.household import Household
from civbenefits.located import Located
from civbenefits.tables.assembling import assemble
from civbenefits.tables.loading import Layer, TableFile
from civbenefits.tables.shapes import read_checked
from tests.engine.small_tables import PLACES
from tests.expressions.small_expressions import STANDARDS
from tests.expressions.trees import Grammar, Pair, pairs

ASKED = when("2021-06")
OF = {
    "personal": "person",
    "communal": "household",
    "truth": "person",
    "money": "person",
    "number": "person",
    "shared": "household",
}


@cache
def common() -> dict[str, Located]:
    files = {**PLACES, "standards.yaml": STANDARDS}
    located = {
        name: read_checked(TableFile(name, text.encode()), []) for name, text in files.items()
    }
    return {name: each for name, each in located.items() if each is not None}


def linked(texts: dict[str, str]) -> LinkedRules:
    cited = {"from": "2000-01-01", "document": "law", "known": "found"}
    definitions = {
        name: {
            "title": {"zh": "义", "en": name},
            "of": OF[name],
            "versions": [{**cited, "is": text}],
        }
        for name, text in texts.items()
    }
    files = {**common(), "asked.yaml": Located({"definitions": definitions}, {})}
    return link(assemble([Layer(files, laid_over=False)], "random"), "440300", ASKED.day)


def written(chance: Random, *, findings: bool) -> dict[str, str]:
    """The texts of all definitions, each of which may use those before it."""
    texts: dict[str, str] = {}

    def grammar(of: str, *names: str) -> Grammar:
        return Grammar(chance, of, definitions={n: OF[n] for n in names}, findings=findings)

    texts["personal"] = grammar("person").boolean(1)
    texts["communal"] = grammar("household", "personal").boolean(2)
    texts["truth"] = grammar("person", "personal", "communal").boolean(3)
    texts["money"] = grammar("person", "personal", "communal").money(2)
    texts["number"] = grammar("person", "personal", "communal").number(2)
    texts["shared"] = grammar("household", "personal", "communal", "truth").boolean(2)
    return texts


def random_texts(*, findings: bool = True) -> st.SearchStrategy[dict[str, str]]:
    chance = st.randoms(use_true_random=True)
    return chance.map(lambda source: written(source, findings=findings))


class Answers(NamedTuple):
    """What the two readers say, by definition and member."""

    compiled: dict[tuple[str, int | None], Any]
    direct: dict[tuple[str, int | None], Value]


def answers(rules: LinkedRules, household: Household) -> Answers:
    run = compile_rules(rules.rules, list(OF), ()).run
    results = run(household, ymd(ASKED.month_start), ymd(ASKED.month_end))
    context = HouseholdContext(household, ASKED, rules.rules)
    compiled: dict[tuple[str, int | None], Any] = {}
    direct: dict[tuple[str, int | None], Value] = {}
    for name, result in zip(OF, results, strict=True):
        if OF[name] == "household":
            compiled[name, None], direct[name, None] = result, context.rule(None, name)
            continue
        for index in range(len(household.members)):
            compiled[name, index], direct[name, index] = result[index], context.rule(index, name)
    return Answers(compiled, direct)


@settings(max_examples=120)
@given(random_texts(), pairs())
def test_the_compiled_value_is_the_directly_evaluated_one(
    texts: dict[str, str], pair: Pair
) -> None:
    rules = linked(texts)
    for household in pair:
        found = answers(rules, household)
        for key, value in found.direct.items():
            expected = None if isinstance(value, Unknown) else value
            assert found.compiled[key] == expected, (key, texts[key[0]])


@settings(max_examples=120)
@given(random_texts(findings=False), pairs())
def test_completing_what_is_unknown_never_contradicts_what_was_known(
    texts: dict[str, str], pair: Pair
) -> None:
    rules = linked(texts)
    before, after = (answers(rules, household).direct for household in pair)
    for key, value in before.items():
        if not isinstance(value, Unknown):
            assert after[key] == value, (key, texts[key[0]])


@settings(max_examples=120)
@given(random_texts(findings=False), pairs())
def test_an_unknown_says_what_is_missing_and_no_fact_helps_where_only_the_law_is(
    texts: dict[str, str], pair: Pair
) -> None:
    rules = linked(texts)
    before, after = (answers(rules, household).direct for household in pair)
    for key, value in before.items():
        if isinstance(value, Unknown):
            assert value.missing, (key, texts[key[0]])
            if all(each.law for each in value.missing):
                assert isinstance(after[key], Unknown), (key, texts[key[0]])
