"""The catalogue says the same in both languages."""

from __future__ import annotations

from string import Formatter

import pytest

from civbenefits.errors import TableError
from civbenefits.messages import MESSAGES
from civbenefits.phrases import CAVEATS, PHRASES
from civbenefits.texts import Text

ALL = {**MESSAGES, **CAVEATS, **PHRASES}


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("code", sorted(ALL))
def test_both_languages_are_filled_in_with_the_same_details(code: str) -> None:
    text: Text = ALL[code]
    assert placeholders(text.zh) == placeholders(text.en)


@pytest.mark.parametrize("code", sorted(ALL))
def test_each_language_is_written_in_its_own_script(code: str) -> None:
    text: Text = ALL[code]
    assert any("一" <= letter <= "鿿" for letter in text.zh)
    assert not any("一" <= letter <= "鿿" for letter in text.en)


def test_types_are_named_in_the_language_of_the_message() -> None:
    found = TableError(
        "table.wrong_unit_in_expression",
        file="a.yaml",
        line=1,
        column=1,
        expected="matching units",
        found="boolean + yuan/person/month",
    )
    assert found.text == Text(
        "单位不符:应为 相合的单位,实为 是非 + yuan/person/month",
        "units do not fit: expected matching units, found boolean + yuan/person/month",
    )
