"""An answer as text: the verdicts first, then what they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from civbenefits.cli.footnotes import Footnotes
from civbenefits.cli.words import word
from civbenefits.decisions.model import (
    Assessment,
    Bounds,
    Decision,
    Period,
)
from civbenefits.presenting.layout import (
    columns_of,
    joined,
    paragraph,
    printable,
    table,
    terminal_columns,
)
from civbenefits.presenting.merging import (
    Entry,
    Members,
    assumed,
    failing,
    how_many,
    merged,
    monthly,
    waiting,
    without_person,
)
from civbenefits.presenting.words import MONTHS, rate
from civbenefits.texts import Language, Text

FINGERPRINT_SHOWN = 12
FACTS_SHOWN = 4
PERIOD_ORDER = ("month", "year", "once", None)


def report(assessment: Assessment, language: Language) -> str:
    """The answer for a terminal.

    Args:
        assessment: what was decided.
        language: of the text.
    """
    return "\n".join(_Report(assessment, language).lines()) + "\n"


class _Report:
    def __init__(self, assessment: Assessment, language: Language) -> None:
        self._assessment = assessment
        self._language: Language = language
        self._columns = terminal_columns()
        self._members = Members(assessment, language)
        self._notes = Footnotes(language, in_full=False)
        self._entries = merged(assessment)
        self._waiting = waiting(assessment)
        self._assumed = assumed(assessment, self._members, language)
        self._stop, self._pause, self._colon = (
            ("、", ";", ":") if language == "zh" else (", ", "; ", ": ")
        )

    def lines(self) -> list[str]:
        lines = self._header()
        for title, body in (
            ("eligible", self._eligible()),
            ("qualifies_not_on_record", self._off_record(qualifies=True)),
            ("not_on_record", self._off_record(qualifies=False)),
            ("undetermined", self._undetermined()),
            ("not_eligible", self._not_eligible()),
            ("not_offered", self._not_offered()),
            ("assumptions", self._assumptions()),
            ("reasons", self._reasons()),
            ("caveats", self._notes.caveat_lines(self._columns)),
            ("sources", self._notes.source_lines(self._columns)),
        ):
            if body:
                lines += ["", self._say(title), *body]
        if not self._assessment.explanation:
            lines += ["", *paragraph(self._say("more"), self._columns)]
        return lines

    def _say(self, name: str, **details: object) -> str:
        return word(name, self._language, **details)

    # The head ---------------------------------------------------------------------

    def _header(self) -> list[str]:
        asked = self._assessment
        year, month = asked.month.split("-")
        when = MONTHS.in_(self._language).format(year=year, month=int(month), iso=asked.month)
        where = asked.place_name.in_(self._language)
        first = self._say("place_and_month", place=where, code=asked.place, month=when)
        rules = self._say("rules", fingerprint=asked.rules[:FINGERPRINT_SHOWN])
        count = how_many(self._assumed)
        rests = self._say("on_assumptions", count=count) if count else self._say("no_assumptions")
        lines = [f"{first}  {rules}", *paragraph(rests, self._columns)]
        for caveat in asked.caveats:
            text = printable(caveat.text.in_(self._language))
            lines += paragraph(text, self._columns, self._say("attention"))
        return lines

    def _assumptions(self) -> list[str]:
        """Each assumption; in short, those with the same value behind one another."""
        rows: list[tuple[str, ...]] = []
        for whose, values in self._assumed.items():
            texts = [(value, self._pause.join(titles)) for value, titles in values.items()]
            rows += [("" if index else whose, *text) for index, text in enumerate(texts)]
        return table(rows, self._columns)

    def _reasons(self) -> list[str]:
        """Every decision as a tree, where that was asked for."""
        asked, members, notes = self._assessment, self._members, self._notes
        if not asked.explanation:
            return []
        # Imported here: most runs never ask.
        from civbenefits.cli.tree import tree_lines

        return tree_lines(asked, members, notes, self._language, self._columns)

    # Verdicts ---------------------------------------------------------------------

    def _eligible(self) -> list[str]:
        entries = [each for each in self._entries if each.first.verdict == "eligible"]
        entries.sort(key=lambda e: (e.first.amount is None, PERIOD_ORDER.index(e.first.period)))
        rows = [(each.first.title.in_(self._language), *self._grant(each)) for each in entries]
        total = self._total(entries)
        if total:
            rows.append(total)
        return table(rows, self._columns, right=1)

    def _grant(self, entry: Entry) -> tuple[str, str]:
        """The amount, and everything else in a few words."""
        decision = entry.first
        several = len(entry.persons) > 1 and not entry.of_household
        amount, note = "", ""
        if decision.amount is not None:
            amount = f"{decision.amount} {self._rate(decision.period)}"
            if several:
                amount = self._say("each", amount=amount)
        elif decision.missing:
            needed = self._needed(entry.decisions, entry.persons)
            note = self._say("amount_waits") + self._pause + needed
        elif decision.period is not None:
            note = self._say("no_amount")
        rest = joined(
            (
                self._members.of(entry),
                note,
                self._text(decision.provides),
                self._text(decision.lacks),
                self._exactly(decision.exact) if decision.exact else "",
                self._marks(decision),
            ),
            self._pause,
        )
        return amount, rest

    def _marks(self, decision: Decision) -> str:
        sources = self._notes.sources(decision.scheme, decision.sources)
        caveats = self._notes.caveats(decision.caveats, decision.sources)
        return joined(
            (
                self._say("source_marks", marks=sources) if sources else "",
                self._say("caveat_marks", marks=caveats) if caveats else "",
            ),
            self._pause,
        )

    def _total(self, entries: Iterable[Entry]) -> tuple[str, str, str] | None:
        """The sum of what is definite and paid every month."""
        amounts: list[Decimal] = []
        doubtful: dict[str, None] = {}
        for entry in entries:
            decision = entry.first
            amount = monthly(entry)
            if amount is None:
                continue
            amounts.append(amount)
            doubts = [each for each in decision.caveats if each.code == "combination_unknown"]
            marks = self._notes.caveats(doubts, decision.sources)
            doubtful |= dict.fromkeys([marks] if marks else [])
        if not amounts:
            return None
        unit = self._rate("month")
        note = self._say("total_note")
        if doubtful:
            note += self._pause + self._say("total_doubt", marks="".join(doubtful))
        return self._say("total"), f"{sum(amounts)} {unit}", note

    def _rate(self, period: Period | None) -> str:
        return rate(period, self._assessment.currency_name, self._language)

    def _exactly(self, value: str) -> str:
        money = self._text(self._assessment.currency_name)
        return self._say("exact", value=value, money=money)

    def _off_record(self, *, qualifies: bool) -> list[str]:
        rows = []
        for entry in self._entries:
            decision = entry.first
            if decision.verdict != "not_on_record" or (decision.qualifies is True) != qualifies:
                continue
            marks = self._marks(decision) if qualifies else ""
            # What is not on record at all is so for everybody.
            whose = self._members.of(entry) if decision.conditions else ""
            text = joined((whose, self._text(decision.lacks), marks), self._pause)
            rows.append((decision.title.in_(self._language), text))
        return table(rows, self._columns)

    def _undetermined(self) -> list[str]:
        rows = []
        for entry in self._entries:
            decision = entry.first
            if decision.verdict != "undetermined":
                continue
            parts = (
                self._members.of(entry),
                self._needed(entry.decisions, entry.persons),
                self._range(decision.bounds, decision.period),
                self._text(decision.lacks),
            )
            rows.append((decision.title.in_(self._language), joined(parts, self._pause)))
        if rows and self._assessment.total is not None:
            total = self._range(self._assessment.total, "month")
            rows.append((self._say("total_range"), total))
        return table(rows, self._columns) + self._ask()

    def _range(self, bounds: Bounds | None, period: Period | None) -> str:
        """What an open amount can still come to; nothing for what is in kind."""
        if bounds is None or period is None:
            return ""
        unit = self._rate(period)
        low, high = bounds.lowest, bounds.highest
        if high is None:
            text = self._say("at_least_paid", low=low, unit=unit)
        else:
            text = self._say("between", low=low, high=high, unit=unit) if high else ""
        doubt = self._say("may_be_unrecorded") if bounds.unrecorded else ""
        return joined((text, doubt), self._pause)

    def _ask(self) -> list[str]:
        """What is best asked next."""
        question = self._assessment.question
        if question is not None:
            text, path = question.text, question.fact
        elif self._waiting:
            first = next(iter(self._waiting.values()))
            text, path = first.title, first.fact
        else:
            return []
        hint = self._say("ask_more", title=printable(self._text(text)), path=printable(path))
        return paragraph(hint, self._columns, "  ")

    def _needed(self, decisions: Iterable[Decision], persons: tuple[str, ...]) -> str:
        """The missing facts, those that most schemes wait for first, with whose they are."""
        facts: dict[tuple[str, Text], dict[str, None]] = {}
        for missing in (fact for each in decisions for fact in each.missing):
            whose = facts.setdefault((without_person(missing), missing.title), {})
            if missing.person is not None:
                whose[missing.person] = None
        ranked = [key for key in self._waiting if key in facts]
        shown: dict[str, None] = {}
        for key in ranked[:FACTS_SHOWN]:
            whose, text = facts[key], self._text(key[1])
            if whose and len(self._members.all) > 1 and set(whose) != set(persons):
                gap = "" if self._language == "zh" else " "
                text += f"{gap}({self._members.listed(whose)})"
            shown[text] = None
        if not shown:
            return ""
        more = len(ranked) - FACTS_SHOWN
        rest = self._say("needs_more", count=more) if more > 0 else ""
        return self._say("needs", facts=self._stop.join(shown)) + rest

    def _not_eligible(self) -> list[str]:
        rows = []
        for entry in self._entries:
            if entry.first.verdict != "not_eligible":
                continue
            title, whose = entry.first.title.in_(self._language), self._members.of(entry)
            rows.append((title, whose, self._refused(entry.first)))
        return table(rows, self._columns, most=2)

    def _refused(self, decision: Decision) -> str:
        """Why not: the first failing condition that is short enough for a line, else the first."""
        reasons = [self._text(each.text) for each in failing(decision)]
        if not reasons:
            return ""
        room = self._columns // 2
        shown = next((text for text in reasons if columns_of(text) <= room), reasons[0])
        more = self._say("fails_more", count=len(reasons) - 1) if len(reasons) > 1 else ""
        return self._say("fails", text=shown) + more

    def _not_offered(self) -> list[str]:
        titles = [
            each.first.title.in_(self._language)
            for each in self._entries
            if each.first.verdict == "not_offered"
        ]
        return paragraph(self._stop.join(titles), self._columns, "  ") if titles else []

    def _text(self, text: Text | None) -> str:
        return "" if text is None else text.in_(self._language)
