"""The reasons of decisions as trees for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from civbenefits.cli.footnotes import Footnotes
from civbenefits.cli.words import word
from civbenefits.decisions.model import (
    VERDICT_TITLES,
    Assessment,
    Caveat,
    Explained,
    Reason,
    Source,
    Verdict,
)
from civbenefits.engine.distance_words import say
from civbenefits.presenting.layout import columns_of, joined, paragraph, printable
from civbenefits.presenting.merging import Members
from civbenefits.presenting.words import KNOWN, KNOWN_DOUBTFULLY, LEVELS, rate, shared_word
from civbenefits.texts import Language, Text

_MARGIN: Final = "    "
_SECOND_HAND: Final = ("known_reported", "known_recalled", "known_inferred")
"""Caveats that the words on how something is known say as well."""

_RECORDS: Final = ("incomes.", "parents.")
"""Facts of one of several records, which have no path of their own."""

ORDER: Final[tuple[Verdict, ...]] = (
    "eligible",
    "not_on_record",
    "undetermined",
    "not_eligible",
)

_Seen = tuple[tuple[str, ...], Reason]
"""A reason, and whom it is about."""


class _Line(NamedTuple):
    """What a line tells: the reason, what goes before it, and whom it is about."""

    before: str
    reason: Reason
    persons: tuple[str, ...]
    alone_enough: bool = False


def tree_lines(
    assessment: Assessment, members: Members, notes: Footnotes, language: Language, columns: int
) -> list[str]:
    """Every decision that is explained, with its reasons; what was told before is referred to."""
    return _Tree(members, notes, language, columns).lines(assessment)


class _Tree:
    def __init__(
        self, members: Members, notes: Footnotes, language: Language, columns: int
    ) -> None:
        self._members = members
        self._notes = notes
        self._language: Language = language
        self._columns = columns
        self._money = Text("", "")
        self._told: dict[_Seen, Text] = {}
        self._stop, self._colon = ("、", ":") if language == "zh" else (", ", ": ")
        self._pause, self._comma = (";", ",") if language == "zh" else ("; ", ", ")

    def lines(self, assessment: Assessment) -> list[str]:
        """What is granted first; of what nobody decides here there is nothing to tell."""
        self._money = assessment.currency_name
        lines: list[str] = []
        for verdict in ORDER:
            # What is paid goes before what is given in kind.
            for each in sorted(assessment.explanation, key=lambda each: each.amount is None):
                if each.verdict == verdict and (each.reasons or verdict == "eligible"):
                    lines += self._decision(each)
        return lines[1:]

    def _say(self, name: str, **details: object) -> str:
        return word(name, self._language, **details)

    def _text(self, text: Text) -> str:
        return printable(text.in_(self._language))

    def _decision(self, explained: Explained) -> list[str]:
        head = self._text(explained.title)
        if explained.of_household:
            head += self._comma + self._say("household")
        elif len(self._members.all) > 1:
            head += self._comma + self._members.called(explained.persons)
        answer = VERDICT_TITLES[explained.verdict].in_(self._language)
        if explained.amount is not None:
            unit = rate(explained.period, self._money, self._language)
            answer = joined((answer, f"{explained.amount} {unit}"), self._pause)
        lines = ["", *paragraph(f"{head}{self._colon}{answer}", self._columns, "  ")]
        if explained.near_miss:
            lines += paragraph(say("near_miss").in_(self._language), self._columns, _MARGIN)
        cited = self._pause.join(self._cited(each, short=False) for each in explained.sources)
        if cited:
            lines += paragraph(cited, self._columns, f"{_MARGIN}{self._say('rests_on')}")
        lines += self._caveats(explained.caveats, _MARGIN)
        return lines + self._below(explained.reasons, _MARGIN, explained.persons, explained.title)

    def _below(
        self, reasons: Sequence[Reason], indent: str, persons: tuple[str, ...], scheme: Text
    ) -> list[str]:
        lines: list[str] = []
        for index, reason in enumerate(reasons):
            last = index == len(reasons) - 1
            head, rest = ("└ ", "  ") if last else ("├ ", "│ ")
            lines += self._reason(reason, (indent + head, indent + rest), persons, scheme)
        return lines

    def _reason(
        self, reason: Reason, indents: tuple[str, str], persons: tuple[str, ...], scheme: Text
    ) -> list[str]:
        head, rest = indents
        line = _Line("", reason, persons)
        while (only := self._in_line(line)) is not None:
            line = only
        reason, about = line.reason, line.reason.persons or line.persons
        before = self._told.get((about, reason))
        known = before is not None and bool(reason.reasons or reason.sources)
        text = line.before + self._line(reason, line.persons, brief=known)
        if line.alone_enough or reason.alone_enough:
            text += self._say("alone_enough")
        if before is not None and known:
            text += self._above(before, scheme) if reason.reasons else ""
            return paragraph(text, self._columns, head, rest + "  ")
        self._told[about, reason] = scheme
        folded = _folded(reason)
        if folded is not None:
            text = joined((text, self._line(folded, about)), self._pause)
        lines = paragraph(text, self._columns, head, rest + "  ")
        for detail in self._details(reason):
            lines += paragraph(detail, self._columns, f"{rest}  ", f"{rest}  ")
        lines += self._caveats(reason.caveats, f"{rest}  ")
        if folded is None:
            lines += self._below(reason.reasons, rest, about, scheme)
        return lines

    def _in_line(self, line: _Line) -> _Line | None:
        """The only reason below, where it says the same or goes on where this one ends."""
        reason = line.reason
        if len(reason.reasons) != 1 or reason.caveats or reason.formula or reason.value:
            return None
        (only,) = reason.reasons
        about = reason.persons or line.persons
        if reason.kind == "item":
            counted = "" if reason.holds is not False or reason.needs else self._say("not_counted")
            text = f"{line.before}{self._text(reason.text)}{counted}{self._colon}"
            return _Line(text, only, about, line.alone_enough)
        same = only.text == reason.text and only.holds is reason.holds
        alone = line.alone_enough or reason.alone_enough
        if same and not reason.sources:
            return _Line(line.before, only, about, alone)
        if same and not (only.sources or only.reasons or only.caveats):
            return _Line(line.before, only.altered(sources=reason.sources), about, alone)
        return None

    def _above(self, before: Text, scheme: Text) -> str:
        if before == scheme:
            return self._say("told_above")
        return self._say("told_at", scheme=self._text(before))

    def _line(self, reason: Reason, persons: tuple[str, ...], *, brief: bool = False) -> str:
        """One reason in a line; in brief without where it stands."""
        text = self._text(reason.text)
        if reason.persons and reason.kind != "item":
            text = f"{self._members.called(reason.persons)}{self._colon}{text}"
        if reason.kind == "fact":
            text = self._fact(reason, text, reason.persons or persons)
        elif reason.kind == "item":
            value = reason.formula or reason.value
            text += "" if reason.holds is not False or reason.needs else self._say("not_counted")
            text = joined((text, self._text(value) if value else ""), self._colon)
        elif reason.kind == "law":
            pass
        elif reason.statement:
            text = f"[{self._state(reason.holds)}] {text}"
        else:
            shown = self._text(reason.value) if reason.value else self._say("unknown")
            name = "amount_line" if reason.kind == "amount" else "value_line"
            text = self._say(name, text=text, value=shown)
        if brief:
            return text
        sources = (self._cited(each, short=reason.kind != "standard") for each in reason.sources)
        cited = self._pause.join(sources)
        return joined((text, self._say("cited", sources=cited) if cited else ""), " ")

    def _fact(self, reason: Reason, text: str, persons: tuple[str, ...]) -> str:
        if reason.statement:
            text = f"[{self._state(reason.holds)}] {text}"
        elif reason.known != "unknown":
            shown = self._text(reason.value) if reason.value else ""
            text = self._say("value_line", text=text, value=shown)
        else:
            text = self._say("value_line", text=text, value=self._say("unknown"))
        if reason.known == "assumed":
            return text + self._say("assumed_mark")
        if reason.known == "unknown" and not reason.name.startswith(_RECORDS):
            return text + self._say("path", path=self._stop.join(_paths(reason, persons)))
        return text

    def _state(self, holds: bool | None) -> str:
        names = {True: "condition_true", False: "condition_false", None: "condition_unknown"}
        return self._say(names[holds])

    def _details(self, reason: Reason) -> list[str]:
        """The computation with its numbers, and how far off it is."""
        details: list[str] = []
        if reason.formula is not None and reason.kind != "item":
            details.append(self._text(reason.formula))
        if reason.near is not None:
            details.append(self._text(reason.near.gap))
        return details

    def _cited(self, source: Source, *, short: bool) -> str:
        """The mark of a document with the part, and for figures since when and where."""
        mark = self._notes.mark(source)
        place = LEVELS[source.level].in_(self._language)
        place = place.format(place=self._text(source.place_name))
        if short and source.level == "nation":
            place = ""
        how = KNOWN_DOUBTFULLY.get(source.known)
        if how is None and not short:
            how = KNOWN.get(source.known)
        since = self._say("since", day=source.since) if source.since else ""
        part = self._text(source.part) if source.part else ""
        table_file = shared_word("from_table", self._language, file=source.file or "")
        return joined(
            (
                joined((mark, part), " "),
                since,
                place,
                how.in_(self._language) if how else "",
                table_file if source.file else "",
            ),
            self._comma,
        )

    def _caveats(self, caveats: Iterable[Caveat], indent: str) -> list[str]:
        lines: list[str] = []
        for each in caveats:
            if each.code not in _SECOND_HAND:
                head = self._say("attention")
                after = indent + " " * columns_of(head)
                lines += paragraph(self._text(each.text), self._columns, indent + head, after)
        return lines


def _folded(reason: Reason) -> Reason | None:
    """The only reason of a statement, where it is a value that fits on the same line."""
    if len(reason.reasons) != 1 or reason.formula is not None or reason.near is not None:
        return None
    (only,) = reason.reasons
    return only if only.kind == "fact" and reason.kind in ("clause", "condition") else None


def _paths(reason: Reason, persons: tuple[str, ...]) -> list[str]:
    """Where in a household file an unknown fact belongs."""
    if reason.name.startswith("household."):
        return [reason.name]
    return [f"members.{printable(person)}.{reason.name}" for person in persons]
