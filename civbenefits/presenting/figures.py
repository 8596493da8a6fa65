"""The figures of standards in words, with their units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Final

from civbenefits.dates import Precision, Start
from civbenefits.expressions.types import Type, of_unit
from civbenefits.expressions.wording_values import choice_title, figure_text
from civbenefits.facts.extending import BUILT_IN, Vocabulary
from civbenefits.money import FEN_PER_YUAN, Currency
from civbenefits.records import Data
from civbenefits.tables.model import Entry, Figure
from civbenefits.texts import Language, Text, filled

UNRECORDED: Final = Text("未收录", "not on record")
AT_LEAST: Final = Text("未收录,不低于{figure}", "not on record, at least {figure}")

_BAND: Final = Text("{low}起,不满{high}", "from {low} to below {high}")
_LAST_BAND: Final = Text("{low}起", "from {low}")
_DAYS: Final[Mapping[Precision, str]] = {
    "year": "{0.year}年",
    "month": "{0.year}年{0.month}月",
    "day": "{0.year}年{0.month}月{0.day}日",
}


class FigureRow(Data):
    """One figure, and what it is for; keys that have the same figure stand together."""

    labels: tuple[Text, ...]
    value: Text

    def in_(self, language: Language) -> str:
        """The row in one line; among several labels, one that is a list itself is quoted."""
        stop, colon = ("、", ":") if language == "zh" else (", ", ": ")
        quotes = "“{}”" if language == "zh" else '"{}"'
        texts = [label.in_(language) for label in self.labels]
        if len(texts) > 1:
            texts = [quotes.format(text) if stop in text else text for text in texts]
        labels = stop.join(texts)
        value = self.value.in_(language)
        return f"{labels}{colon}{value}" if labels else value


def figure_rows(
    entry: Entry,
    unit: str,
    currency: Currency,
    *,
    derived: Figure = None,
    key_unit: str = "",
    vocabulary: Vocabulary = BUILT_IN,
) -> tuple[FigureRow, ...]:
    """What a dated value comes to: one row, or one for each figure that is chosen from.

    A derived value that is no one figure has no row: its formula says all there is to say.

    Args:
        entry: the dated value.
        unit: of the standard.
        currency: of the country.
        derived: the figure of a value that is computed from others, where it is one figure.
        key_unit: the unit of the limits of bands.
        vocabulary: where the titles of keys stand.
    """
    if entry.keyed is not None:
        choice = Type("choice", choices=tuple((key, Text(key, key)) for key in entry.keyed))
        titled = ((choice_title(k, choice, vocabulary), v) for k, v in entry.keyed.items())
        return _together(titled, unit, currency)
    if entry.bands is not None:
        return _together(_bands(entry.bands, key_unit), unit, currency)
    if entry.derived is not None:
        return () if derived is None else (FigureRow((), counted(derived, unit, currency)),)
    if entry.value is None and entry.at_least is not None:
        least = counted(entry.at_least, unit, currency)
        return (FigureRow((), filled(AT_LEAST, figure=least)),)
    return (FigureRow((), counted(entry.value, unit, currency)),)


def counted(figure: Figure, unit: str, currency: Currency) -> Text:
    """A figure with its unit."""
    if figure is None:
        return UNRECORDED
    type_ = of_unit(unit, currency)
    return figure_text(figure * FEN_PER_YUAN if type_.kind == "money" else figure, type_, unit)


def day_text(day: date, precision: Precision = "day") -> Text:
    """A day, month or year as people write it."""
    return Text(_DAYS[precision].format(day), Start(day, precision).written)


def listed(texts: Iterable[Text]) -> Text:
    """Texts one after the other."""
    found = tuple(texts)
    return Text("、".join(each.zh for each in found), ", ".join(each.en for each in found))


def _bands(bands: tuple[tuple[Fraction, Figure], ...], unit: str) -> Iterable[tuple[Text, Figure]]:
    limits = [figure_text(low, Type("number", unit=unit), unit) for low, _ in bands]
    for (_, figure), low, high in zip(bands, limits, [*limits[1:], None], strict=True):
        if high is None:
            yield filled(_LAST_BAND, low=low), figure
        else:
            yield filled(_BAND, low=low, high=high), figure


def _together(
    figures: Iterable[tuple[Text, Figure]], unit: str, currency: Currency
) -> tuple[FigureRow, ...]:
    labels: dict[Figure, list[Text]] = {}
    for label, figure in figures:
        labels.setdefault(figure, []).append(label)
    return tuple(FigureRow(tuple(same), counted(f, unit, currency)) for f, same in labels.items())
