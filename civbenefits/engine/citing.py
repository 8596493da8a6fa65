"""What a scheme's answer rests on: its sources, and the caveats that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from civbenefits.dates import Start
from civbenefits.decisions.model import Caveat, Level, Source
from civbenefits.engine.rules import Added, LinkedRules, LinkedScheme, UsedCitation
from civbenefits.expressions import nodes as n
from civbenefits.expressions.types import of_unit
from civbenefits.expressions.wording_values import figure_text
from civbenefits.money import FEN_PER_YUAN
from civbenefits.phrases import CAVEATS
from civbenefits.place_codes import trail
from civbenefits.records import Record
from civbenefits.tables.model import Document
from civbenefits.texts import Text, filled

_LEVELS: Final[tuple[Level, ...]] = ("nation", "province", "city", "district")


class Grounds(Record):
    """Sources and standing caveats of one scheme on one day."""

    sources: tuple[Source, ...]
    caveats: tuple[Caveat, ...]


NO_GROUNDS: Final = Grounds((), ())


def caveat(code: str, about: str, **details: object) -> Caveat:
    """A caveat worded by the catalogue."""
    return Caveat(code, about, filled(CAVEATS[code], **details))


def grounds(
    linked: LinkedRules, scheme: LinkedScheme, documents: Mapping[str, Document], day: date
) -> Grounds:
    """What the answer on a scheme rests on."""
    collected = _Collected(linked, documents, day)
    for used in scheme.basis:
        collected.cite(scheme.name, scheme.title, used, None)
    for span in scheme.spans:
        collected.doubt(scheme.name, scheme.title, span.start)
    definitions, standards = _reached(linked, scheme)
    for name in standards:
        standard = linked.standards[name]
        entry = standard.entry
        if entry is None or standard.place is None:
            collected.caveats.append(caveat("no_figure", name, title=standard.title))
            continue
        used = UsedCitation(entry.cite, standard.place)
        collected.cite(name, standard.title, used, entry.span.start)
        collected.doubt(name, standard.title, entry.span.start)
        if entry.at_least is not None and entry.value is None:
            unit = of_unit(standard.unit, linked.currency)
            least = figure_text(
                entry.at_least * (FEN_PER_YUAN if unit.kind == "money" else 1), unit, standard.unit
            )
            collected.caveats.append(caveat("at_least", name, title=standard.title, least=least))
    for name in definitions:
        definition = linked.definitions[name]
        for used in definition.cites:
            collected.cite(name, definition.title, used, None)
        for span in definition.spans:
            collected.doubt(name, definition.title, span.start)
    return collected.grounds()


def added_grounds(
    linked: LinkedRules,
    added: Iterable[Added],
    documents: Mapping[str, Document],
    day: date,
    about: str,
    title: Text,
) -> Grounds:
    """What it rests on that combinations add something to a scheme."""
    collected = _Collected(linked, documents, day)
    for each in added:
        rule = each.combination
        collected.cite(about, title, UsedCitation(rule.cite, rule.place), rule.span.start)
        collected.doubt(about, title, rule.span.start)
    return collected.grounds()


def source(
    linked: LinkedRules,
    documents: Mapping[str, Document],
    used: UsedCitation,
    supports: str,
    title: Text,
    start: Start | None,
) -> Source:
    """What is cited, in full."""
    document = documents[used.cite.document]
    return Source(
        supports=supports,
        title=title,
        document=document.title,
        number=document.number,
        issuer=document.issuer,
        issued=document.issued,
        part=used.cite.part,
        known=used.cite.known,
        place=used.place,
        place_name=next(each.title for each in linked.chain if each.code == used.place),
        level=_level(used.place),
        since=start.written if start else None,
        file=used.cite.file,
    )


def _level(place: str) -> Level:
    """Of what kind a place is, which its code tells."""
    return _LEVELS[len(trail(place)) - 1]


class _Collected:
    def __init__(self, linked: LinkedRules, documents: Mapping[str, Document], day: date) -> None:
        self._linked = linked
        self._documents = documents
        self._day = day
        self.sources: list[Source] = []
        self.caveats: list[Caveat] = []

    def grounds(self) -> Grounds:
        """All that was collected, once each."""
        return Grounds(tuple(dict.fromkeys(self.sources)), tuple(dict.fromkeys(self.caveats)))

    def cite(self, about: str, title: Text, used: UsedCitation, start: Start | None) -> None:
        cite = used.cite
        self.sources.append(source(self._linked, self._documents, used, about, title, start))
        if cite.known in ("reported", "recalled", "inferred"):
            self.caveats.append(caveat(f"known_{cite.known}", about, title=title))
        if cite.replaces:
            self.caveats.append(caveat("replaced", about, title=title))
        if cite.note is not None:
            self.caveats.append(Caveat("note", about, cite.note))

    def doubt(self, about: str, title: Text, start: Start) -> None:
        if start.doubtful_on(self._day):
            code = f"start_known_to_{start.precision}"
            self.caveats.append(caveat(code, about, title=title, since=start.written))


def _reached(linked: LinkedRules, scheme: LinkedScheme) -> tuple[list[str], list[str]]:
    """Definitions and standards that a scheme uses, not through other schemes."""
    keys = [*scheme.conditions.values(), f"{scheme.name}.amount"]
    if scheme.covers:
        keys.append(scheme.covers)
    definitions: dict[str, None] = {}
    standards: dict[str, None] = {}
    seen: set[str] = set()
    while keys:
        key = keys.pop(0)
        if key in seen:
            continue
        seen.add(key)
        if key in linked.definitions:
            definitions[key] = None
        standards |= dict.fromkeys(_standards_in(linked.rules[key].tree))
        keys += sorted(each for each in linked.rules[key].needs if "." not in each)
    return list(definitions), list(standards)


def _standards_in(tree: n.Node) -> Iterator[str]:
    for node in n.walk(tree):
        if isinstance(node, n.Const | n.Unrecorded | n.Lookup | n.Banded) and node.standard:
            yield node.standard
