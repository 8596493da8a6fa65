"""Linking: from all tables to what is in force in one place on one day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from graphlib import CycleError
from typing import TYPE_CHECKING

from civbenefits.engine.environment import PlaceEnvironment
from civbenefits.engine.ordering import ordered
from civbenefits.engine.rules import LinkedRules
from civbenefits.engine.schemes import link_schemes
from civbenefits.errors import TableError, TableErrors
from civbenefits.tables.model import Tables

if TYPE_CHECKING:
    from civbenefits.engine.constancy import Watch


def link(tables: Tables, place: str, day: date, watch: Watch | None = None) -> LinkedRules:
    """What is in force in a place on a day.

    Args:
        tables: the tables.
        place: the code of the place.
        day: the day.
        watch: looks for conditions that cannot vary, over all places and days.

    Raises:
        TableErrors: an expression that does not resolve or does not fit, a circle, a
            derived figure that disagrees with the stated one.
    """
    environment = PlaceEnvironment(tables, place, day)
    tables = environment.tables
    for name in tables.definitions:
        environment.definition(name)
    for name in tables.standards:
        environment.figures(name)
    schemes = link_schemes(environment)
    if not environment.faults:
        _check_periods(environment)
    keys: tuple[str, ...] = ()
    if not environment.faults:
        try:
            keys = ordered(environment.rules)
        except CycleError as circle:
            names: list[str] = list(reversed(circle.args[1]))
            at = environment.positions[names[0]]
            environment.refuse("table.circle", at, circle=" > ".join(names))
    if environment.faults:
        raise TableErrors(_once(environment.faults))
    if watch is not None:
        written = [
            (name, environment.positions[f"{name}.qualifies"])
            for name, scheme in schemes.items()
            if scheme.conditions and scheme.lacks is None
        ]
        watch.see(environment.notes, environment.rules, written)
    return LinkedRules(
        chain=environment.chain,
        currency=environment.currency,
        fingerprint=tables.fingerprint,
        rules={key: environment.rules[key] for key in keys},
        schemes=schemes,
        scheme_titles={name: environment.title(name) for name in tables.schemes},
        standards=environment.standards,
        definitions=environment.definitions,
        vocabulary=environment.vocabulary,
        combinations=tuple(
            each
            for each in tables.combinations
            if environment.sees(each.place) and each.span.covers(day)
        ),
        passages=tuple(environment.passages),
    )


def _check_periods(environment: PlaceEnvironment) -> None:
    """Refuse an amount used by the month that is paid by the year, or once."""
    for key, each in environment.rules.items():
        for ref in each.refs:
            paid = environment.rules[ref.key].tree.type
            if ref.type.kind == paid.kind == "money" and ref.type.period != paid.period:
                at = environment.positions[key]
                found, expected = str(paid), str(ref.type)
                environment.refuse(
                    "table.wrong_unit_in_expression", at, found=found, expected=expected
                )


def _once(faults: Iterable[TableError]) -> list[TableError]:
    return list({(f.code, f.file, f.line, f.column): f for f in faults}.values())
