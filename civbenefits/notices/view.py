"""What a template is given: an assessment as texts, and lists and mappings of texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

from civbenefits.dates import parse_date
from civbenefits.decisions.model import Assessment, Decision, Period
from civbenefits.errors import InputError
from civbenefits.notices.missing import Missing, amounts_possible
from civbenefits.notices.reasons import Reasons
from civbenefits.notices.words import WORDS, plain_words, word
from civbenefits.presenting.footnotes import Footnotes, worded
from civbenefits.presenting.layout import printable
from civbenefits.presenting.merging import Entry, Members, assumed, how_many, merged, monthly
from civbenefits.presenting.typography import printed
from civbenefits.presenting.words import MONTHS, rate
from civbenefits.texts import Language, Text

Plain: TypeAlias = "str | Sequence[Plain] | Mapping[str, Plain]"
"""What may be in a view: nothing that a template could call."""

FINGERPRINT_SHOWN: Final = 12

_PERIODS_IN_ORDER: Final = ("month", "year", "once", None)
_BLANK = re.compile(r"\{\w+\}", re.ASCII)


def view(
    assessment: Assessment,
    language: Language,
    *,
    labels: Mapping[str, str],
    office: str | None,
    case: str | None,
    issued: date | None,
) -> dict[str, Plain]:
    """Everything a template may show, in one language; an empty text or list is nothing.

    Raises:
        InputError: a label is for nobody, or the month is none.
    """
    shown = _View(assessment, language, labels)
    day = "" if issued is None else shown.day(issued)
    data = {"office": office or "", "case": case or "", "issued": day, **shown.data()}
    given = (*shown.ids, *labels.values(), office or "", case or "")
    written = {_clean(each) for each in given}

    def told(text: str) -> str:
        return printed(_clean(text), written) if language == "zh" else _clean(text)

    pages = WORDS["page"]
    before, between, after = _BLANK.split(printed(pages.zh) if language == "zh" else pages.en)
    return {
        "language": "zh-CN" if language == "zh" else "en",
        "words": plain_words(language),
        "page": {"before": before, "between": between, "after": after},
        **{key: _each(value, told) for key, value in data.items()},
    }


class _View:
    def __init__(
        self, assessment: Assessment, language: Language, labels: Mapping[str, str]
    ) -> None:
        self._assessment = assessment
        self._language: Language = language
        self._money = assessment.currency_name
        self._labels = _names(labels)
        self._members = Members(assessment, language, self._labels)
        if not labels.keys() <= set(self._members.all):
            raise InputError("input.no_such_member", path="labels")
        self._reasons = Reasons(assessment, self._members, language)
        self._missing = Missing(assessment, self._members, language)
        self._notes = Footnotes(language, in_full=False, files=False)
        self._entries = merged(assessment)
        self._grants = sorted(
            (entry for entry in self._entries if entry.first.verdict == "eligible"),
            key=lambda e: (e.first.amount is None, _PERIODS_IN_ORDER.index(e.first.period)),
        )
        self._assumptions = assumed(assessment, self._members, language)
        self._stop = "、" if language == "zh" else ", "

    def data(self) -> dict[str, Plain]:
        """All but what the caller gave."""
        rules = self._assessment.rules
        month, place = self._month(), self._text(self._assessment.place_name)
        sections: dict[str, Plain] = {
            "covered": self._covered(),
            "granted": self._granted(),
            "refused": self._refused(),
            "open": self._open(),
            "unrecorded": self._unrecorded(),
            "not_offered": self._not_offered(),
        }
        sections |= {
            "notes": [
                {"mark": f"({index})", "text": text}
                for index, text in enumerate(self._notes.notes(), 1)
            ],
            "basis": [
                {"mark": f"[{index}]", "document": document, "uses": uses}
                for index, (document, uses) in enumerate(self._notes.documents(), 1)
            ],
            "assumed": self._assumed(),
        }
        return {
            **sections,
            "headings": self._headings(sections),
            "bring": self._missing.items(),
            "named": "yes" if self._labels else "",
            "total": self._total(),
            "open_total": self._open_total(),
            "place": self._say("place_shown", place=place, code=self._assessment.place),
            "month": month,
            "opening": self._say("opening", place=place, month=month),
            "attention": [{"text": self._text(each.text)} for each in self._assessment.caveats],
            "rests_on": self._rests_on(),
            "rules": rules,
            "rules_short": rules[:FINGERPRINT_SHOWN],
        }

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all members."""
        return self._members.all

    def day(self, day: date) -> str:
        """A date in words."""
        return self._say("day", year=day.year, month=day.month, day=day.day, iso=day.isoformat())

    def _say(self, name: str, **details: object) -> str:
        return word(name, self._language, **details)

    def _text(self, text: Text | None) -> str:
        return "" if text is None else text.in_(self._language)

    def _month(self) -> str:
        asked = parse_date(self._assessment.month)
        if asked is None:
            raise InputError("input.not_an_assessment", path="month")
        return MONTHS.in_(self._language).format(
            year=asked.day.year, month=asked.day.month, iso=self._assessment.month
        )

    def _headings(self, sections: Mapping[str, Plain]) -> dict[str, str]:
        """The numbered headings of the sections that there are."""
        present = [name for name, rows in sections.items() if rows or name == "granted"]
        numbers = self._say("numbers").split()
        return {
            name: self._say("heading", number=number, heading=self._say(name))
            for name, number in zip(present, numbers, strict=False)
        }

    # Who --------------------------------------------------------------------------

    def _covered(self) -> list[dict[str, str]]:
        rows = []
        for person in self._members.all:
            titles = [
                self._text(entry.first.title) for entry in self._grants if person in entry.persons
            ]
            receives = self._stop.join(dict.fromkeys(titles)) or self._say("no_one")
            name = self._labels.get(person, "")
            rows.append({"id": person, "name": name, "receives": receives})
        return rows

    def _whose(self, entry: Entry) -> str:
        return self._members.of(entry) or self._members.called(self._members.all)

    # Granted ----------------------------------------------------------------------

    def _granted(self) -> list[Plain]:
        return [self._grant(entry) for entry in self._grants]

    def _grant(self, entry: Entry) -> Plain:
        decision = entry.first
        remarks = [self._text(decision.lacks)]
        if decision.exact:
            remarks.append(self._say("exact", value=decision.exact, money=self._text(self._money)))
        remarks += self._remarks(decision)
        return {
            "title": self._text(decision.title),
            "persons": self._whose(entry),
            "amount": self._amount(entry),
            "needed": self._missing.of(entry.decisions) if decision.amount is None else "",
            "possible": self._possible(entry) if decision.amount is None else "",
            "provides": self._text(decision.provides),
            "reasons": self._reasons.of(entry.decisions, hold=True),
            "remarks": [{"text": text} for text in remarks if text],
            "sources": self._notes.sources(decision.scheme, decision.sources),
        }

    def _amount(self, entry: Entry) -> str:
        decision = entry.first
        if decision.amount is None:
            if decision.missing and decision.period is not None:
                return self._say("amount_waits")
            return self._say("in_kind" if decision.period is None else "no_amount")
        amount = f"{decision.amount:.2f} {self._rate(decision.period)}"
        if len(entry.persons) > 1 and not entry.of_household:
            return self._say("each", amount=amount)
        return amount

    def _rate(self, period: Period | None) -> str:
        return rate(period, self._money, self._language)

    def _remarks(self, decision: Decision) -> list[str]:
        """The caveats of a decision in words; those that figures share are told together."""
        texts: dict[str, dict[str, None]] = {}
        for text, about in worded(decision.caveats, decision.sources, self._language):
            texts.setdefault(text, {}).update(dict.fromkeys(about))
        return [text + self._stop.join(about) for text, about in texts.items()]

    def _total(self) -> dict[str, str]:
        """The sum of what is definite and paid every month."""
        paid = [(entry, sum_) for entry in self._grants if (sum_ := monthly(entry)) is not None]
        if not paid:
            return {}
        codes = {each.code for entry, _ in paid for each in entry.first.caveats}
        note = self._say("total_note")
        if "combination_unknown" in codes:
            note += self._gap() + self._say("total_doubt")
        unit = self._rate("month")
        return {"amount": f"{sum(sum_ for _, sum_ in paid):.2f} {unit}", "note": note}

    def _gap(self) -> str:
        return "" if self._language == "zh" else " "

    # Not granted ------------------------------------------------------------------

    def _refused(self) -> list[Plain]:
        rows: list[Plain] = []
        for entries in self._by_scheme("not_eligible"):
            groups: list[Plain] = [
                {
                    "persons": self._whose(entry),
                    "reasons": self._reasons.of(entry.decisions, hold=False),
                }
                for entry in entries
            ]
            rows.append({**self._row(entries, noted=True), "groups": groups})
        return rows

    def _open(self) -> list[Plain]:
        rows: list[Plain] = []
        for entries in self._by_scheme("undetermined"):
            groups = [
                {
                    "persons": self._whose(entry),
                    "needed": self._missing.of(entry.decisions),
                    "possible": self._possible(entry),
                    "lacks": self._text(entry.first.lacks),
                }
                for entry in entries
            ]
            noted = any(each["possible"] for each in groups)
            rows.append({**self._row(entries, noted=noted), "groups": groups})
        return rows

    def _possible(self, entry: Entry) -> str:
        bounds = [each.bounds for each in entry.decisions]
        possible = amounts_possible(bounds, entry.first.period, self._money, self._language)
        if possible and len(entry.decisions) > 1:
            possible = self._say("each", amount=possible)
        return possible and self._say("may_come_to", range=possible)

    def _open_total(self) -> str:
        possible = amounts_possible([self._assessment.total], "month", self._money, self._language)
        return possible and self._say("total_may_come_to", range=possible)

    def _unrecorded(self) -> list[Plain]:
        """What cannot be answered; first where nothing but the amount is not on record."""
        entries = [entry for entry in self._entries if entry.first.verdict == "not_on_record"]
        entries.sort(key=lambda entry: entry.first.qualifies is not True)
        return [
            {
                **self._row([entry], noted=entry.first.qualifies is True),
                # What is not on record at all is so for everybody.
                "persons": self._whose(entry) if entry.first.conditions else "",
                "lacks": self._text(entry.first.lacks),
                "met": self._say("met") if entry.first.qualifies else "",
            }
            for entry in entries
        ]

    def _not_offered(self) -> str:
        titles = [self._text(entries[0].first.title) for entries in self._by_scheme("not_offered")]
        return self._stop.join(titles)

    def _by_scheme(self, verdict: str) -> list[list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self._entries:
            if entry.first.verdict == verdict:
                found.setdefault(entry.first.scheme, []).append(entry)
        return list(found.values())

    def _row(self, entries: Iterable[Entry], *, noted: bool) -> dict[str, str]:
        """What a scheme is called, and the marks of its sources and (if noted) caveats."""
        decisions = [each for entry in entries for each in entry.decisions]
        sources = {each: None for decision in decisions for each in decision.sources}
        caveats = {each: None for decision in decisions for each in decision.caveats}
        return {
            "title": self._text(decisions[0].title),
            "sources": self._notes.sources(decisions[0].scheme, sources),
            "notes": self._notes.caveats(caveats, sources) if noted else "",
        }

    # Assumed ----------------------------------------------------------------------

    def _assumed(self) -> list[Plain]:
        return [
            {
                "persons": whose,
                "values": [
                    {"value": value, "titles": self._stop.join(titles)}
                    for value, titles in values.items()
                ],
            }
            for whose, values in self._assumptions.items()
        ]

    def _rests_on(self) -> str:
        count = how_many(self._assumptions)
        if not count:
            return ""
        return self._say("rests_on", count=count, heading=self._say("assumed"))


def _names(labels: Mapping[str, str]) -> dict[str, str]:
    """What each labelled member is called; two of the same name are told apart by their ids."""
    names = {person: _clean(label) for person, label in labels.items()}
    counts = Counter(names.values())
    return {
        person: name if counts[name] == 1 else f"{name}({person})"
        for person, name in names.items()
        if name
    }


def _each(value: Plain, change: Callable[[str], str]) -> Plain:
    """The same data with every text changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _each(each, change) for key, each in value.items()}
    return [_each(each, change) for each in value]


def _clean(text: str) -> str:
    """The text in one line, with nothing in it that is not shown."""
    return printable(" ".join(text.split()))
