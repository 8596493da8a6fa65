"""The catalogue of notices says the same in both languages, and templates say nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import civbenefits.notices
from civbenefits.notices.words import WORDS, plain_words
from civbenefits.presenting.words import CAVEATS_TOGETHER, KNOWN, RATES, SHARED
from civbenefits.texts import Text

PACKAGE = Path(civbenefits.notices.__file__).parent
TEMPLATES = sorted((PACKAGE / "templates").glob("*.j2"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in [*TEMPLATES, *PACKAGE.glob("*.py")])

TOLD: dict[str, Text] = {
    **WORDS,
    **SHARED,
    **KNOWN,
    **CAVEATS_TOGETHER,
    **{str(period): text for period, text in RATES.items()},
}


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def chinese(text: str) -> bool:
    return any("一" <= letter <= "鿿" for letter in text)


def letters(text: str) -> bool:
    return any(letter.isalpha() for letter in re.sub(r"\{\w+\}", "", text))


@pytest.mark.parametrize("name", sorted(TOLD))
def test_said_in_both_languages_each_in_its_own_script(name: str) -> None:
    text = TOLD[name]
    assert text.zh.strip()
    assert text.en.strip()
    assert not chinese(text.en)
    assert chinese(text.zh) or not letters(text.zh)
    assert letters(text.en) or not chinese(text.zh) or name in ("numbers", "blank_date", "day")


@pytest.mark.parametrize("name", sorted(TOLD))
def test_both_languages_have_the_same_blanks(name: str) -> None:
    if name != "day":  # Chinese writes the date in parts
        assert blanks(TOLD[name].zh) == blanks(TOLD[name].en)


def test_no_name_means_two_things() -> None:
    assert not WORDS.keys() & SHARED.keys()


def test_templates_use_only_words_that_there_are() -> None:
    used = set(re.findall(r"words\.(\w+)", "".join(t.read_text("utf-8") for t in TEMPLATES)))
    assert used
    for language in ("zh", "en"):
        assert used <= plain_words("en" if language == "en" else "zh").keys()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_have_no_words_of_their_own(template: Path) -> None:
    text = template.read_text("utf-8")
    assert not chinese(text)
    text = re.sub(r"(?s)<style>.*</style>|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", "", text)
    assert not letters(text)


@pytest.mark.parametrize("name", sorted(WORDS))
def test_every_word_is_used(name: str) -> None:
    in_template = re.search(rf"(words|headings)\.{name}\b", CODE)
    assert in_template or re.search(rf'"{name}"(?!:)', CODE)
