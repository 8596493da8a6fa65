"""The catalogue says the same in both languages."""

from __future__ import annotations

from string import Formatter

import pytest

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
