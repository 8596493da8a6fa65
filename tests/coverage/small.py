"""Tables small enough that everything their cases must show can be listed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from civbenefits.cases import read_cases, read_declared
from civbenefits.coverage.covering import Account
from civbenefits.coverage.model import Coverage
from civbenefits.engine.library import read_tables

TABLES: Mapping[str, str] = {
    "place.yaml": """
        place: {code: "000000", zh: 全国, en: the nation, currency: {unit: yuan, zh: 元, en: yuan}}
        documents:
          law: {title: 法}
        """,
    "help.yaml": """
        standards:
          line:
            title: {zh: 线, en: line}
            unit: yuan/person/month
            values:
              - {from: 2020-01-01, value: 1000, document: law, known: found}
        scheme: help
        title: {zh: 帮助, en: help}
        assesses: person
        versions:
          - from: 2020-01-01
            basis:
              - {document: law, known: found}
            requires:
              ground: age(month_end) >= 60 or disability.kind == 'visual'
              poor: counted_income < line
            pays: line - counted_income
        """,
}

EVERYTHING = [
    ("age(month_end) >= 60", "below"),
    ("age(month_end) >= 60", "on"),
    ("age(month_end) >= 60", "above"),
    ("disability.kind == 'visual'", "holds"),
    ("disability.kind == 'visual'", "fails"),
    ("counted_income < line", "below"),
    ("counted_income < line", "on"),
    ("counted_income < line", "above"),
    ("line", "used"),
]


def case(name: str, person: str, expected: str) -> str:
    """A case about one person."""
    return f"""
  - case: {name}
    place: "000000"
    on: 2020-06
    derivation: {{zh: 算, en: worked out}}
    source: 法
    household: {{members: [{{id: a, {person}}}]}}
    expect: {{help/a: {{{expected}}}}}
"""


def written(folder: Path, *cases: str, tables: Mapping[str, str] = TABLES, more: str = "") -> Path:
    """A folder with small tables and cases."""
    files = {name: dedent(text) for name, text in tables.items()}
    if cases:
        files["cases/some.yaml"] = "cases:" + "".join(cases) + dedent(more)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def account(folder: Path) -> Account:
    """The account of the cases of a folder."""
    return Account(read_tables(folder), read_cases(folder), read_declared(folder))


def covered(folder: Path) -> Coverage:
    """What the cases of a folder show."""
    return account(folder).coverage()


def statuses(found: Coverage) -> dict[tuple[str, str], str]:
    """What became of each side of each expression."""
    return {(each.demand.expression, each.demand.side): each.status for each in found.findings}
