"""A text in the two languages every answer is given in."""

from __future__ import annotations

from typing import Literal

from civbenefits.records import Data

Language = Literal["zh", "en"]


class Text(Data):
    """The same statement in Chinese and in English."""

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        """The text in one language."""
        return self.zh if language == "zh" else self.en
