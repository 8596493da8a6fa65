"""One expression in small tables, asked in public and by the direct evaluator at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from textwrap import indent

from civbenefits.dates import when, ymd
from civbenefits.engine.compiling import compile_rules
from civbenefits.engine.context import HouseholdContext
from civbenefits.engine.linking import link
from civbenefits.engine.rulebook import RulebookShelf
from civbenefits.errors import TableError, TableErrors
from civbenefits.expressions.evaluating import Unknown
from civbenefits.facts.household import Household
from civbenefits.facts.member import Member
from civbenefits.tables.model import Tables
from tests.engine.small_tables import assembled

Plain = bool | int | Fraction | str | None
"""A value of the language; None is unknown."""

_FIGURES = {
    "s1000": ("yuan/person/month", "value: 1000"),
    "s1500": ("yuan/person/month", "value: 1500"),
    "h3000": ("yuan/household/month", "value: 3000"),
    "y9000": ("yuan/person/year", "value: 9000"),
    "once500": ("yuan/person", "value: 500"),
    "dust": ("yuan/person/month", "value: 0.333"),
    "share": ("ratio", "value: 2/3"),
    "limit_years": ("years", "value: 3"),
    "limit_months": ("months", "value: 6"),
    "limit_persons": ("persons", "value: 2"),
    "limit_grade": ("grade", "value: 2"),
    "twice": ("times", "value: 2"),
    "nobody_knows": ("yuan/person/month", "value: unknown"),
    "by_hukou": ("yuan/person/month", "by: hukou.kind, value: {urban: 480, rural: unknown}"),
    "by_age": ("yuan/person/month", "by: age(month_end), bands: {80: 200, 60: 100, 90: unknown}"),
    "share_of": ("ratio", "value: {wage: 1, pension: 1/2, rent: unknown}"),
    "not_yet": ("yuan/person/month", "from: 2030-01-01, value: 1"),
}

STANDARDS = "standards:\n" + "".join(
    f"""
  {name}:
    title: {{zh: 数, en: {name}}}
    unit: {unit}
    values: [{{{dates}{value}, document: law, known: found}}]
"""
    for name, (unit, value) in _FIGURES.items()
    for dates in ("" if "from:" in value else "from: 2000-01-01, ",)
)


def definition(name: str, text: str, of: str = "person") -> str:
    """A file with one definition."""
    return f"""
definitions:
  {name}:
    title: {{zh: 义, en: {name}}}
    of: {of}
    versions:
      - from: 2000-01-01
        document: law
        known: found
        is: >-
{indent(text.strip(), " " * 10)}
"""


def scheme(name: str, requires: str, *, of: str = "person", more: str = "") -> str:
    """A file with one scheme of one condition."""
    more = more or "provides: {zh: 物, en: goods}"
    return f"""
scheme: {name}
title: {{zh: 制, en: {name}}}
assesses: {of}
versions:
  - from: 2000-01-01
    basis: [{{document: law, known: found}}]
    requires:
      asked: >-
{indent(requires.strip(), " " * 8)}
    {more}
"""


COMMON = {
    "standards.yaml": STANDARDS,
    "prisoner.yaml": definition("prisoner", "in_prison"),
    "compliant.yaml": definition("compliant", "household.property.compliant", "household"),
    "late.yaml": definition("late", "in_prison").replace("2000-01-01", "2030-01-01"),
}


def tables(files: Mapping[str, str]) -> Tables:
    """Tables whose standards and definitions need not all be used."""
    return assembled({**COMMON, **files})


def family(*members: Member, **facts: object) -> Household:
    """A household; the members' ids do not matter."""
    return Household(members=members or (Member(id="a"),), **facts)  # type: ignore[arg-type]


def person(**facts: object) -> Household:
    """A household of one, of whom something is known."""
    return family(Member(id="a", **facts))  # type: ignore[arg-type]


def holds(
    text: str,
    household: Household,
    more: Mapping[str, str] | None = None,
    *,
    of: str = "person",
    place: str = "440300",
    on: str | date = "2021-06",
) -> bool | None:
    """Whether a condition holds (for the first member), as every way of asking says."""
    files = {**(more or {}), "aid.yaml": scheme("aid", text, of=of)}
    book = RulebookShelf(tables(files)).rulebook(place, on)
    outcome = next(each for each in book.decide(household) if each.scheme == "aid")
    decision = next(
        each for each in book.assess(household, bounds=False).decisions if each.scheme == "aid"
    )
    [condition] = decision.conditions
    told = {"eligible": True, "not_eligible": False, "undetermined": None, "not_on_record": None}
    assert outcome.verdict == decision.verdict
    assert told[outcome.verdict] is condition.holds
    return condition.holds


def value(
    text: str,
    household: Household,
    more: Mapping[str, str] | None = None,
    *,
    of: str = "person",
    place: str = "440300",
    on: str | date = "2021-06",
) -> Plain:
    """What an expression comes to (for the first member): compiled, and evaluated directly."""
    asked = when(on)
    files = {**(more or {}), "asked.yaml": definition("asked", text, of)}
    linked = link(tables(files), place, asked.day)
    run = compile_rules(linked.rules, ["asked"], ()).run
    (found,) = run(household, ymd(asked.month_start), ymd(asked.month_end))
    compiled: Plain = found[0] if of == "person" else found
    direct = HouseholdContext(household, asked, linked.rules).rule(
        0 if of == "person" else None, "asked"
    )
    assert compiled == (None if isinstance(direct, Unknown) else direct)
    return compiled


def faults(
    text: str, more: Mapping[str, str] | None = None, *, of: str = "person", place: str = "440300"
) -> tuple[TableError, ...]:
    """Why an expression is refused; empty where it is not."""
    files = {**(more or {}), "asked.yaml": definition("asked", text, of)}
    try:
        link(tables(files), place, date(2021, 6, 1))
    except TableErrors as error:
        return error.faults
    return ()


def codes(text: str, more: Mapping[str, str] | None = None, *, of: str = "person") -> list[str]:
    """The codes of the faults of an expression."""
    return [fault.code for fault in faults(text, more, of=of)]
