"""Rule books: the tables of a place in a month as a readable document.

    >>> import civbenefits as cb
    >>> from civbenefits.books import describe
    >>> described = describe(cb.rulebook("440300", "2021-06"))
    >>> described.schemes[0].title.en
    'minimum living allowance (dibao)'

The package is not called ``book`` because the function is, and both would be
``civbenefits.book``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal

from civbenefits.books.blocks import Document
from civbenefits.books.describing import describe
from civbenefits.books.html import html
from civbenefits.books.laying_out import lay_out
from civbenefits.books.markdown import markdown
from civbenefits.engine.rulebook import Rulebook
from civbenefits.errors import InputError
from civbenefits.texts import Language

__all__ = ["FORMATS", "Format", "book", "describe"]

Format = Literal["markdown", "html"]

FORMATS: Final[Mapping[str, Callable[[Document], str]]] = {"markdown": markdown, "html": html}

_LANGUAGES: Final = ("zh", "en")


def book(
    rulebook: Rulebook,
    *,
    language: Language = "zh",
    format: Format = "markdown",  # noqa: A002 - there is no plainer word
) -> str:
    """The rule book of a place and month, for whoever reviews or applies the tables.

    Args:
        rulebook: the rules of the place and month.
        language: of the whole book.
        format: ``markdown`` or ``html`` (one file that needs no other; prints on A4).

    Raises:
        InputError: no such language or format.
    """
    for path, value, allowed in (
        ("language", language, _LANGUAGES),
        ("format", format, tuple(FORMATS)),
    ):
        if value not in allowed:
            raise InputError("input.not_a_choice", path=path, choices=allowed)
    return FORMATS[format](lay_out(describe(rulebook), language))
