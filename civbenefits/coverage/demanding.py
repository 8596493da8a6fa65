"""Everything that cases must show of some tables: each passage once, wherever it is in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from civbenefits.coverage.bases import Bases
from civbenefits.coverage.model import Demand, Kind, Status
from civbenefits.coverage.reaching import Reach
from civbenefits.coverage.sites import Finder, Key, Part, Site, parts, reached
from civbenefits.dates import Start, when
from civbenefits.engine.library import BUILT_IN
from civbenefits.engine.linking import link
from civbenefits.engine.rules import LinkedRules, Rule
from civbenefits.engine.spans import breakpoints, first_laid_over
from civbenefits.tables.model import At, Tables

_MOST_WHERE: Final = 12
_UNREACHED: Final[Mapping[Status, int]] = {"never": 0, "out_of_range": 1, "not_on_record": 2}


class Where(NamedTuple):
    """A place, a day and a scheme whose rules have the passage."""

    place: str
    day: date
    scheme: str


class Demanded(NamedTuple):
    """Something to be shown, whether the facts can reach it, and where."""

    demand: Demand
    status: Status
    where: tuple[Where, ...]


class _Owner(NamedTuple):
    """What a passage belongs to."""

    kind: Kind
    name: str
    place: str
    since: str
    part: str


def demanded(tables: Tables, *, only_laid_over: bool = False) -> dict[Key, Demanded]:
    """What cases must show, in the order of the tables.

    Args:
        tables: the tables, read with positions.
        only_laid_over: of tables laid over the built-in ones: only what stands in those.
    """
    found = _Enumeration(tables, only_laid_over).found()
    if not only_laid_over:
        return found
    inside = f"{BUILT_IN}/"
    return {key: each for key, each in found.items() if not key.at.file.startswith(inside)}


class Links:
    """The linked rules of each place and span, each linked once."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._days: dict[str, list[date]] = {}
        self._linked: dict[tuple[str, date | None], LinkedRules] = {}

    def days(self, place: str) -> list[date]:
        """The days on which the rules seen from a place change."""
        if place not in self._days:
            self._days[place] = breakpoints(self.tables, place)
        return self._days[place]

    def linked(self, place: str, day: date) -> LinkedRules:
        """What is in force in a place on a day."""
        starts = [each for each in self.days(place) if each <= day]
        key = (place, starts[-1] if starts else None)
        if key not in self._linked:
            self._linked[key] = link(self.tables, place, day)
        return self._linked[key]


class _Enumeration:
    def __init__(self, tables: Tables, only_laid_over: bool) -> None:
        self._tables = tables
        self._only_laid_over = only_laid_over
        self._owners = owners(tables)
        self._bases = Bases(tables)
        self._demands: dict[Key, Demand] = {}
        self._status: dict[Key, Status] = {}
        self._where: dict[Key, list[Where]] = {}

    def found(self) -> dict[Key, Demanded]:
        for place in self._tables.places:
            since = first_laid_over(self._tables, place) if self._only_laid_over else date.min
            for day in breakpoints(self._tables, place):
                if day < since:
                    continue
                self._link(place, day, link(self._tables, place, day))
        order = sorted(self._demands, key=self._position)
        return {
            key: Demanded(self._demands[key], self._status[key], tuple(self._where[key]))
            for key in order
        }

    def _position(self, key: Key) -> tuple[object, ...]:
        demand = self._demands[key]
        sides = ("holds", "fails", "below", "on", "above", "used")
        kinds = ("scheme", "definition", "combination", "standard")
        at = (kinds.index(demand.kind), demand.name, demand.since, demand.line, demand.column)
        return (demand.place, *at, key.path, sides.index(demand.side))

    def _link(self, place: str, day: date, linked: LinkedRules) -> None:
        finder, reach = Finder(linked), Reach(linked, when(day))
        sites: dict[str, list[tuple[Site, list[Part]]]] = {}
        for scheme in linked.schemes.values():
            if not scheme.offered or scheme.lacks is not None:
                continue
            for rule in reached(linked, scheme.name):
                if rule.key not in sites:
                    sites[rule.key] = [
                        (site, [*parts(site), *self._behind(site, linked)])
                        for site in finder.sites(rule.tree)
                    ]
                    self._note(sites[rule.key], rule, reach)
                for _, each in sites[rule.key]:
                    for part in each:
                        self._add_where(part.key, Where(place, day, scheme.name))

    def _behind(self, site: Site, linked: LinkedRules) -> Iterator[Part]:
        """The figures that a derived one is computed from."""
        if site.entry is not None and site.entry.derived is not None:
            for key in self._bases.of(site.key("used"), linked):
                yield Part(key, self._owners[key.at].name)

    def _note(self, sites: list[tuple[Site, list[Part]]], rule: Rule, reach: Reach) -> None:
        for site, each in sites:
            for part in each:
                if part.key not in self._demands:
                    self._demands[part.key] = self._demand(site, part)
            if all(self._status.get(part.key) == "never" for part in each):
                continue
            possible = reach.possible(site, rule.of)
            own = possible.get(site.key("used"), "never")
            for key, status in [(part.key, possible.get(part.key, own)) for part in each]:
                known = self._status.get(key, status)
                self._status[key] = min(known, status, key=lambda one: _UNREACHED[one])

    def _add_where(self, key: Key, where: Where) -> None:
        known = self._where.setdefault(key, [])
        if len(known) < _MOST_WHERE:
            known.append(where)

    def _demand(self, site: Site, part: Part) -> Demand:
        owner = self._owners[part.key.at]
        return Demand(
            *part.key.at,
            owner.kind,
            owner.name,
            owner.place,
            owner.since,
            part.key.rule or owner.part,
            part.expression,
            site.what,
            part.key.side,
        )


def owners(tables: Tables) -> Mapping[At, _Owner]:
    """What each passage belongs to, by its position."""
    return dict(_owners(tables))


def _owners(tables: Tables) -> Iterator[tuple[At, _Owner]]:
    for name, standards in tables.standards.items():
        for place, standard in standards.items():
            for entry in standard.entries:
                owner = _Owner("standard", name, place, _since(entry.span.start), "")
                yield entry.at, owner
                for part, source in (("derived", entry.derived), ("by", entry.by)):
                    if source is not None:
                        yield source.at, owner._replace(part=part)
    for name, definitions in tables.definitions.items():
        for place, definition in definitions.items():
            for meaning in definition.entries:
                since = _since(meaning.span.start)
                yield meaning.expression.at, _Owner("definition", name, place, since, "is")
    for name, schemes in tables.schemes.items():
        for place, scheme in schemes.items():
            for version in scheme.entries:
                owner = _Owner("scheme", name, place, _since(version.span.start), "")
                for condition, source in version.requires.items():
                    yield source.at, owner._replace(part=f"requires.{condition}")
                if version.pays is not None:
                    yield version.pays.at, owner._replace(part="pays")
    for each in tables.combinations:
        since = _since(each.span.start)
        name = f"{each.relation}: {', '.join(each.schemes)}"
        yield each.at, _Owner("combination", name, each.place, since, "")


def _since(start: Start) -> str:
    return start.day.isoformat()[: {"year": 4, "month": 7, "day": 10}[start.precision]]
