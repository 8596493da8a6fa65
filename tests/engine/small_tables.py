"""Tables small enough to be read beside the test that uses them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from textwrap import dedent

from civbenefits.decisions.model import Decision
from civbenefits.engine.library import check_links
from civbenefits.engine.rulebook import RulebookShelf
from civbenefits.errors import TableError, TableErrors
from civbenefits.facts.household import Household
from civbenefits.facts.member import Member
from civbenefits.tables.assembling import assemble
from civbenefits.tables.loading import Layer, TableFile
from civbenefits.tables.model import Tables
from civbenefits.tables.shapes import read_checked
from tests.currencies import DECLARED

PLACES = {
    "place.yaml": f"""
place: {{code: "000000", zh: 全国, en: the nation, currency: {DECLARED}}}
documents:
  law: {{title: 法, number: 法〔2000〕1号, issuer: 部, issued: 2000-01-01}}
""",
    "gd/place.yaml": 'place: {code: "440000", zh: 广东省, en: Guangdong}',
    "gd/sz/place.yaml": 'place: {code: "440300", zh: 深圳市, en: Shenzhen}',
    "gd/sz/lg/place.yaml": 'place: {code: "440307", zh: 龙岗区, en: Longgang}',
}
"""Four places, each below the one before; a file belongs to the place of its folder."""

Files = Mapping[str, str]


def assembled(files: Files) -> Tables:
    """The tables that some files make, before anything in them is linked."""
    faults: list[TableError] = []
    located = {}
    for name, text in sorted({**PLACES, **files}.items()):
        checked = read_checked(TableFile(name, dedent(text).encode()), faults)
        if checked is not None:
            located[name] = checked
    if faults:
        raise TableErrors(faults)
    return assemble([Layer(located, laid_over=False)], "small")


def read(files: Files) -> Tables:
    """The tables that some files make, checked as those of a folder are."""
    tables = assembled(files)
    check_links(tables)
    return tables


def shelf(files: Files) -> RulebookShelf:
    """Rulebooks of small tables."""
    return RulebookShelf(read(files))


def refused(files: Files) -> tuple[TableError, ...]:
    """The faults for which small tables are refused."""
    try:
        read(files)
    except TableErrors as error:
        return error.faults
    raise AssertionError("nothing was refused")


def one(**facts: object) -> Household:
    """A household of one person, of whom something is known."""
    return Household(members=(Member(id="a", **facts),))  # type: ignore[arg-type]


def decision(
    files: Files,
    household: Household | None = None,
    *,
    scheme: str = "aid",
    person: str | None = None,
    place: str = "440300",
    on: str | date = "2021-06",
) -> Decision:
    """What small tables decide on one scheme."""
    book = shelf(files).rulebook(place, on)
    return book.assess(household or one(), bounds=False).of(scheme, person)


def aid(version: str = "", *, of: str = "person", name: str = "aid", head: bool = True) -> str:
    """A scheme with one version since 2000; the version's keys are given, or goods in kind."""
    keys = dedent(version).strip() or "provides: {zh: 物, en: goods}"
    lines = [f"scheme: {name}"]
    if head:
        lines += [f"title: {{zh: 救助, en: {name}}}", f"assesses: {of}"]
    lines += ["versions:", "  - from: 2000-01-01", "    basis: [{document: law, known: found}]"]
    return "\n".join([*lines, *("    " + line for line in keys.splitlines())])


def figure(
    *values: str, unit: str = "yuan/person/month", name: str = "figure", head: bool = True
) -> str:
    """A standard; each value is written without its citation."""
    lines = ["standards:", f"  {name}:"]
    if head:
        lines.append(f"    title: {{zh: 数额, en: {name}}}")
    lines += [f"    unit: {unit}", "    values:"]
    lines += [f"      - {{{value}, document: law, known: found}}" for value in values]
    return "\n".join(lines)


def meaning(*versions: str, of: str = "person", name: str = "needy", head: bool = True) -> str:
    """A definition; each version is written without its citation."""
    lines = ["definitions:", f"  {name}:"]
    if head:
        lines.append(f"    title: {{zh: 困难, en: {name}}}")
    lines += [f"    of: {of}", "    versions:"]
    lines += [f"      - {{{version}, document: law, known: found}}" for version in versions]
    return "\n".join(lines)


def together(relation: str, *schemes: str, keeps: str = "", dates: str = "from: 2000-01-01") -> str:
    """A combination."""
    kept = f", keeps: {keeps}" if keeps else ""
    named = ", ".join(schemes)
    return (
        f"combinations: [{{relation: {relation}, schemes: [{named}]{kept}, {dates},"
        " document: law, known: found}]"
    )
