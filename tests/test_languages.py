"""Everything that people read is there in Chinese and in English."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any, get_args

import pytest

import civbenefits
from civbenefits.engine.library import built_in
from civbenefits.expressions.wording_en import EN
from civbenefits.expressions.wording_zh import ZH
from civbenefits.facts.household import Household
from civbenefits.facts.member import Member
from civbenefits.facts.vocabulary import facts_of
from civbenefits.records import Record
from civbenefits.texts import Language, Text

SAME_IN_BOTH = frozenset(
    {"{name}(... for m in members if ...)", "title: {{zh: …, en: …}}"}  # how tables are written
)


def modules() -> Iterator[Any]:
    for found in pkgutil.walk_packages(civbenefits.__path__, "civbenefits."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def texts_in(value: object, where: str) -> Iterator[tuple[str, Text]]:
    """Every text in a value made of mappings, tuples and records."""
    if isinstance(value, Text):
        yield where, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from texts_in(each, f"{where}[{key}]")
    elif isinstance(value, tuple | list):
        for index, each in enumerate(value):
            yield from texts_in(each, f"{where}[{index}]")
    elif isinstance(value, Record):
        for name in value.record_types:
            yield from texts_in(value.__dict__.get(name), f"{where}.{name}")


def of_catalogues() -> Iterator[tuple[str, Text]]:
    for module in modules():
        for name, value in vars(module).items():
            if isinstance(value, Text | Mapping | tuple):
                yield from texts_in(value, f"{module.__name__}.{name}")


def of_facts(holder: type[Any]) -> Iterator[tuple[str, Text]]:
    for name, fact in facts_of(holder).items():
        where = f"{holder.__name__}.{name}"
        yield f"{where} title", fact.title
        yield from texts_in(fact.ask, f"{where} question")
        yield from texts_in(fact.choices, where)
        if fact.group is not None:
            yield from of_facts(fact.group)


def of_tables() -> Iterator[tuple[str, Text]]:
    tables = built_in().tables
    for part in ("places", "standards", "definitions", "schemes"):
        yield from texts_in(getattr(tables, part), part)


CATALOGUES = dict(of_catalogues())
FACTS = {**dict(of_facts(Member)), **dict(of_facts(Household))}


def chinese(text: str) -> bool:
    return any("一" <= letter <= "鿿" for letter in text)


def blanks(text: str) -> set[str]:
    return {blank for _, blank, _, _ in Formatter().parse(text) if blank}


def missing(text: Text) -> bool:
    """Whether one language says nothing, or says it in the other."""
    if not (text.zh.strip() and text.en.strip()):
        return bool(text.zh.strip() or text.en.strip())
    words = any(letter.isalpha() for letter in Formatter().vformat(text.en, (), Anything()))
    return text.zh == text.en and words and text.en not in SAME_IN_BOTH


class Anything(dict[str, Any]):
    """A value for every blank."""

    def __missing__(self, key: str) -> str:
        return ""


def test_there_are_texts_to_look_at() -> None:
    assert len(CATALOGUES) > 500
    assert len(FACTS) > 150
    named = {name.split("[")[0] for name in CATALOGUES}
    for catalogue in (
        "civbenefits.messages.MESSAGES",
        "civbenefits.phrases.CAVEATS",
        "civbenefits.cli.words.WORDS",
        "civbenefits.cli.help_words.HELP",
        "civbenefits.notices.words.WORDS",
        "civbenefits.presenting.words.SHARED",
        "civbenefits.engine.distance_words.DISTANCES",
    ):
        assert catalogue in named


def test_every_wording_is_said_in_both_languages() -> None:
    assert [name for name, text in CATALOGUES.items() if missing(text)] == []


@pytest.mark.parametrize(
    "text", [Text("有", ""), Text("", "some"), Text("some {x}", "some {x}"), Text("有", " ")]
)
def test_a_missing_translation_is_noticed(text: Text) -> None:
    assert missing(text)


def test_every_fact_is_named_and_asked_for_in_both_languages() -> None:
    empty = [n for n, text in FACTS.items() if not (text.zh.strip() and text.en.strip())]
    assert empty == []
    assert [n for n, text in FACTS.items() if chinese(text.en) and not chinese(text.zh)] == []


def test_every_text_of_the_tables_is_in_both_languages() -> None:
    found = dict(of_tables())
    assert len(found) > 200
    assert [name for name, text in found.items() if not (text.zh.strip() and text.en.strip())] == []
    assert [name for name, text in found.items() if not chinese(text.zh)] == []


def test_expressions_have_the_same_words_in_both_languages() -> None:
    assert (ZH.language, EN.language) == get_args(Language)
    for name in ZH.record_types:
        zh, en = getattr(ZH, name), getattr(EN, name)
        if isinstance(zh, Mapping):
            assert zh.keys() <= en.keys() or name == "relations", name
        if isinstance(zh, str) and name not in ("gap", "aged"):
            assert zh, name
            assert en, name
            assert blanks(zh) == blanks(en), name
    for measure, relations in ZH.relations.items():
        assert relations.keys() <= EN.relations[measure].keys()
