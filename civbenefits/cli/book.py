"""``rules book``: the rule book of a place and month."""

from __future__ import annotations

from civbenefits.books import book
from civbenefits.cli.check import place_asked, shelf_of
from civbenefits.cli.options import Options
from civbenefits.cli.writing import written
from civbenefits.texts import Language


def make(options: Options, language: Language) -> tuple[str, int]:
    """Make the book, and write it or hand it back."""
    rulebook = shelf_of(options).rulebook(place_asked(options), options["on"])
    text = book(rulebook, language=language, format=options["format"] or "markdown")
    return written(options, text)
