"""Why a scheme is refused, and by how much, as lines for a terminal."""

from __future__ import annotations

from itertools import groupby

from civbenefits.decisions.whynot import Distance, WhyNot
from civbenefits.engine.distance_words import say
from civbenefits.presenting.layout import paragraph, printable, terminal_columns
from civbenefits.texts import Language, Text

_MARGIN = "      "


def why_lines(whynot: WhyNot, language: Language) -> list[str]:
    """Each condition that fails, and under it the distances; a line first for a near miss.

    Where there are several ways to meet a condition they are numbered, the nearest first.
    Nothing is said of a scheme of which no condition certainly fails.
    """
    columns = terminal_columns()
    lines: list[str] = []
    if whynot.near_miss:
        lines += paragraph(say("near_miss").in_(language), columns, _MARGIN)
    for failing in whynot.failing:
        fails = say("fails", text=failing.text)
        if failing.alone_enough:
            fails = say("fails_alone", fails=fails)
        lines += paragraph(printable(fails.in_(language)), columns, f"{_MARGIN}- ")
        parts = [list(part) for _, part in groupby(failing.distances, key=lambda each: each.part)]
        if len(parts) > 1:
            lines += paragraph(say("every_part").in_(language), columns, f"{_MARGIN}  ")
        for part in parts:
            lines += _part(part, language, columns)
    return lines


def _part(distances: list[Distance], language: Language, columns: int) -> list[str]:
    """What must be met, in one way or in one of several."""
    indent = f"{_MARGIN}  "
    ways = [list(way) for _, way in groupby(distances, key=lambda each: each.way)]
    lines: list[str] = []
    if len(ways) > 1:
        lines += paragraph(say("any_way").in_(language), columns, indent)
    for number, way in enumerate(ways, 1):
        head = f"{indent}{number}) " if len(ways) > 1 else indent
        for distance in way:
            text = printable(distance_text(distance).in_(language))
            lines += paragraph(text, columns, head)
            head = " " * len(head)
    return lines


def distance_text(distance: Distance) -> Text:
    """One distance as a sentence: what it is about, the value, the limit, the gap."""
    about, gap = distance.about, distance.gap
    if distance.actual is None or about.zh in gap.zh:
        return gap
    name = "unmeasured" if distance.exact is None else "measured"
    return say(name, about=about, actual=distance.actual, limit=distance.limit, gap=gap)
