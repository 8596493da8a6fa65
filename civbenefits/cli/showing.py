"""``rules show``: one scheme, as the tables write it or in words."""

from __future__ import annotations

from datetime import date

from civbenefits.cli.footnotes import Footnotes
from civbenefits.cli.words import word
from civbenefits.engine.citing import Grounds, grounds
from civbenefits.engine.figures import derived_figure, uses
from civbenefits.engine.reasons import Titles
from civbenefits.engine.rules import LinkedRules, LinkedScheme, LinkedStandard
from civbenefits.expressions.wording import describe
from civbenefits.presenting.figures import UNRECORDED, figure_rows
from civbenefits.presenting.layout import joined, paragraph, table, terminal_columns
from civbenefits.presenting.words import KNOWN, MONTHS, shared_word
from civbenefits.tables.model import Citation, Tables, Version
from civbenefits.texts import Language, Text

_INNER = "    "


def in_words(
    tables: Tables, linked: LinkedRules, scheme: LinkedScheme, day: date, language: Language
) -> list[str]:
    """A scheme as it is in force in one place on one day."""
    return _InWords(tables, linked, scheme, day, language).lines()


def versions(tables: Tables, name: str, language: Language) -> list[str]:
    """All versions of a scheme as the tables of a country write them, the nation first."""
    by_place = tables.schemes[name]
    columns = terminal_columns()
    title = next(each.title for each in by_place.values() if each.title is not None)
    lines = [f"{title.in_(language)} ({name})"]
    for code in sorted(by_place):
        place = tables.places[code]
        lines += ["", f"{place.title.in_(language)} ({code})"]
        for version in by_place[code].entries:
            lines += _version(tables, version, columns, language)
    return lines


def _version(tables: Tables, version: Version, columns: int, language: Language) -> list[str]:
    start = word("since", language, day=version.span.start.written)
    end = word("until", language, day=version.span.end) if version.span.end else ""
    lines = [f"  {joined((start, end), ' ')}"]
    for name, source in version.requires.items():
        lines += paragraph(source.text, columns, f"{_INNER}{name}: ")
    rows = (
        ("covered", version.covers or ""),
        ("amount", version.pays.text if version.pays else ""),
        ("provides", version.provides.in_(language) if version.provides else ""),
        ("lacks", version.lacks.in_(language) if version.lacks else ""),
    )
    for name, text in rows:
        if text:
            lines += paragraph(text, columns, f"{_INNER}{word(name, language)}: ")
    for cite in version.basis:
        lines += paragraph(_cited(tables, cite, language), columns, f"{_INNER}- ")
    return lines


def _cited(tables: Tables, cite: Citation, language: Language) -> str:
    document = tables.documents[cite.document]
    known = KNOWN[cite.known].in_(language)
    table_file = shared_word("from_table", language, file=cite.file) if cite.file else ""
    part = cite.part.in_(language) if cite.part else ""
    parts = (document.title, document.number or "", part, known, table_file)
    return joined(parts, "," if language == "zh" else ", ")


class _InWords:
    def __init__(
        self,
        tables: Tables,
        linked: LinkedRules,
        scheme: LinkedScheme,
        day: date,
        language: Language,
    ) -> None:
        self._linked = linked
        self._scheme = scheme
        self._day = day
        self._language: Language = language
        self._titles = Titles(linked)
        self._uses = uses(linked)
        self._columns = terminal_columns()
        self._grounds: Grounds = grounds(linked, scheme, tables.documents, day)

    def lines(self) -> list[str]:
        scheme, notes = self._scheme, Footnotes(self._language, in_full=True)
        lines = self._header()
        if not scheme.offered:
            return [*lines, self._say("not_offered")]
        marks = notes.sources(scheme.name, self._grounds.sources)
        notes.caveats(self._grounds.caveats, self._grounds.sources)
        own = [each.text for each in scheme.caveats]
        for title, body in (
            ("lacks", self._paragraph(scheme.lacks)),
            ("conditions", self._conditions() if scheme.lacks is None else []),
            ("covered", self._paragraph(self._rule(scheme.covers)) if scheme.covers else []),
            ("amount", self._paragraph(self._amount())),
            ("provides", self._paragraph(scheme.provides)),
            ("definitions", self._definitions()),
            ("figures", self._figures()),
            ("caveats", [*self._own_caveats(own), *notes.caveat_lines(self._columns)]),
            ("sources", notes.source_lines(self._columns) if marks else []),
        ):
            if body:
                lines += ["", self._say(title), *body]
        return lines

    def _say(self, name: str, **details: object) -> str:
        return word(name, self._language, **details)

    def _header(self) -> list[str]:
        place = self._linked.chain[-1]
        month = MONTHS.in_(self._language).format(
            year=self._day.year, month=self._day.month, iso=self._day.isoformat()[:7]
        )
        where = self._say(
            "place_and_month", place=place.title.in_(self._language), code=place.code, month=month
        )
        of = "for_person" if self._scheme.assesses == "person" else "for_household"
        title = self._scheme.title.in_(self._language)
        return [f"{title} ({self._scheme.name})  {self._say(of)}", where]

    def _rule(self, key: str) -> Text:
        return describe(self._linked.rules[key].tree, self._titles)

    def _amount(self) -> Text | None:
        return self._rule(f"{self._scheme.name}.amount") if self._scheme.pays else None

    def _paragraph(self, text: Text | None) -> list[str]:
        return paragraph(text.in_(self._language), self._columns, "  ") if text else []

    def _conditions(self) -> list[str]:
        rows = [
            (name, self._rule(key).in_(self._language))
            for name, key in self._scheme.conditions.items()
        ]
        return table(rows, self._columns) or [f"  {self._say('no_conditions')}"]

    def _definitions(self) -> list[str]:
        """What the names mean that conditions and amount use, directly or not."""
        keys = [*self._scheme.conditions.values()]
        keys += [f"{self._scheme.name}.amount"] if self._scheme.pays else []
        keys += [self._scheme.covers] if self._scheme.covers else []
        found: dict[str, None] = {}
        for key in keys:
            needed = sorted(need for need in self._linked.rules[key].needs if "." not in need)
            found |= dict.fromkeys(needed)
            keys += [need for need in needed if need not in keys]
        rows = [
            (self._linked.definitions[key].title.in_(self._language), self._rule(key))
            for key in found
        ]
        return table([(title, text.in_(self._language)) for title, text in rows], self._columns)

    def _own_caveats(self, texts: list[Text]) -> list[str]:
        lines: list[str] = []
        for text in texts:
            lines += paragraph(text.in_(self._language), self._columns, "  - ")
        return lines

    # Figures ----------------------------------------------------------------------

    def _figures(self) -> list[str]:
        named = [each.supports for each in self._grounds.sources]
        named += [each.about for each in self._grounds.caveats]
        standards = [self._linked.standards.get(name) for name in dict.fromkeys(named)]
        return table([self._figure(each) for each in standards if each], self._columns)

    def _figure(self, standard: LinkedStandard) -> tuple[str, str]:
        title = standard.title.in_(self._language)
        entry = standard.entry
        if entry is None:
            return title, UNRECORDED.in_(self._language)
        formula = standard.formula
        rows = figure_rows(
            entry,
            self._uses.unit(standard),
            self._linked.currency,
            derived=derived_figure(standard),
            key_unit=self._uses.key_unit(standard.name),
            vocabulary=self._linked.vocabulary,
        )
        separator = ";" if self._language == "zh" else "; "
        parts = [row.in_(self._language) for row in rows]
        if formula is not None:
            words = describe(formula, self._titles).in_(self._language)
            parts.append(self._say("figure_derived", formula=words))
        parts.append(self._say("since", day=entry.span.start.written))
        return title, joined(parts, separator)
