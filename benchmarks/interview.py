"""How many questions an interview needs, against asking everything in order.

Run it with::

    python benchmarks/interview.py [EVERY [PROCESSES]]

It takes every case of the tables (or every tenth, with EVERY = 10) and asks again for what
the case says, in three ways:

* ``nothing known``: only the persons are known; what the case does not say is usual, and is
  asked for all the same.
* ``usual assumed``: what the case does not say is assumed to be usual; only the rest is
  asked for.
* ``case or unknown``: only the persons are known, and the answer is "don't know" wherever
  the case says nothing.

"In order" asks for every fact that some rule of the place looks at, first the household's,
then each person's as the vocabulary lists them, until no decision lacks a fact.  The
interview must end with the same verdicts and amounts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from statistics import mean, median
from time import perf_counter
from typing import Any, NamedTuple

from civbenefits.api import assume_usual, household_from
from civbenefits.cases import Case, read_cases
from civbenefits.dates import when
from civbenefits.decisions.model import Outcome
from civbenefits.engine.completing import Completer, is_open
from civbenefits.engine.library import built_in, built_in_folder
from civbenefits.engine.linking import link
from civbenefits.engine.rulebook import Rulebook
from civbenefits.engine.telling import OpenFact, declaration, place_of, told, value_of
from civbenefits.engine.values import Values
from civbenefits.errors import InputError
from civbenefits.expressions.nodes import FactRef, walk
from civbenefits.facts.household import Household
from civbenefits.facts.member import Member
from civbenefits.facts.vocabulary import as_data, facts_of
from civbenefits.interviewing import Interview
from civbenefits.money import to_yuan
from civbenefits.records import replace

WAYS = ("nothing known", "usual assumed", "case or unknown")


class Run(NamedTuple):
    """One case asked in one way."""

    case: str
    way: str
    persons: int
    asked: int
    in_order: int
    slowest: float
    seconds: float
    left_open: int
    contradicted: int


@cache
def looked_at(place: str, day: date) -> frozenset[str]:
    """The paths of the facts that some rule of a place looks at, without positions in lists."""
    nodes = [
        n for rule in link(built_in().tables, place, day).rules.values() for n in walk(rule.tree)
    ]
    paths = {".".join(node.path) for node in nodes if isinstance(node, FactRef)}
    return frozenset(paths | {"born", "parents"} | {f"parents.{path}" for path in paths})


def open_facts(book: Rulebook, household: Household) -> list[OpenFact]:
    """Facts that are unknown and that some rule looks at, in the order of the vocabulary."""
    used = looked_at(book.place.code, book.when.day)
    found = [OpenFact(None, path) for path in vocabulary_order(Household)]
    for index in range(len(household.members)):
        found += [OpenFact(index, path) for path in vocabulary_order(Member)]
    return [
        fact
        for fact in found
        if ".".join(part for part in fact.path.split(".") if not part.isdigit()) in used
        and fact.path != "incomes"
        and (declared := declaration(fact, book.vocabulary)) is not None
        and declared.kind != "group"
        and is_unknown(household, fact)
    ]


def is_unknown(household: Household, fact: OpenFact) -> bool:
    """Whether a fact is unknown, and could be told: of a parent when there are parents."""
    within = fact.path.startswith("parents.")
    if within and household.members[fact.owner or 0].parents is None:
        return False
    return is_open(household, fact)


@cache
def completer(place: str, day: date) -> Completer:
    """Tries values under the rules of a place and day."""
    return Completer(Values(link(built_in().tables, place, day), when(day)))


def as_found(household: Household) -> Household:
    """The household with a finding for every list of incomes: the interview asks for findings."""
    return replace(household, members=tuple(map(_as_found, household.members)))


def _as_found(member: Member) -> Member:
    if member.incomes is None:
        return member
    monthly = sum((income.monthly or 0) for income in member.incomes)
    return replace(member, incomes=None, counted_income=to_yuan(monthly))


def ids_only(household: Household) -> Household:
    """The persons, and nothing else."""
    return Household(members=tuple(Member(id=member.id) for member in household.members))


def without(full: Any, said: Any) -> Any:
    """Nested data less what was said, but for the ids."""
    if isinstance(full, dict):
        kept = {
            name: without(value, said[name]) if name in said else value
            for name, value in full.items()
            if name not in said or (isinstance(value, dict) or name in ("id", "members"))
        }
        return {**kept, "id": full["id"]} if "id" in full else kept
    if isinstance(full, list):
        return [without(one, other) for one, other in zip(full, said, strict=True)]
    return full


def in_words(value: Any) -> str:
    """The answer that somebody would type."""
    if value is None:
        return "?"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def vocabulary_order(holder: type[Any], prefix: str = "") -> Iterator[str]:
    """Paths of facts in the order in which they are declared."""
    for name, fact in facts_of(holder).items():
        yield prefix + name
        if fact.kind == "group" and fact.group is not None:
            yield from vocabulary_order(fact.group, f"{prefix}{name}.")
        elif name == "parents" and fact.group is not None:
            for index in (0, 1):
                yield from vocabulary_order(fact.group, f"{prefix}{name}.{index}.")


def asked_in_order(book: Rulebook, start: Household, full: Household) -> int:
    """How many questions until no decision lacks a fact, or nothing is left to ask."""
    household, count = start, 0
    passed: set[OpenFact] = set()
    while True:
        # One parent's situation decides whether more must be known of that parent.
        left = [fact for fact in open_facts(book, household) if fact not in passed]
        settled = not any(each.missing for each in book.assess(household, bounds=False).decisions)
        if settled or not left:
            return count
        fact = left[0]
        passed.add(fact)
        value = value_of(full, fact)
        if fact.path == "parents" and value is not None:
            household = told(household, OpenFact(fact.owner, "parents.0.situation"), None)
            continue
        count += 1
        if value is not None:
            try:
                household = told(household, fact, value)
            except InputError:
                continue


def interviewed(book: Rulebook, start: Household, full: Household) -> tuple[Interview, float]:
    """A whole interview, and how long its slowest question took."""
    slowest = 0.0
    before = perf_counter()
    interview = Interview(book, start)
    while interview.question is not None:
        slowest = max(slowest, perf_counter() - before)
        before = perf_counter()
        place = place_of(interview.question.fact, interview.question.person, full)
        try:
            interview.answer(in_words(value_of(full, place)))
        except InputError:
            interview.dont_know()
    return interview, slowest


def differences(final: tuple[Outcome, ...], found: tuple[Outcome, ...]) -> tuple[int, int]:
    """Answers left open that could be settled, and answers that are contradicted.

    Where the law is not on record no fact settles anything, and none is asked for.
    """
    left_open = contradicted = 0
    for one, other in zip(final, found, strict=True):
        if one != other and one.verdict != "not_on_record":
            waits = other.verdict == "undetermined" or (
                other.verdict == one.verdict and other.amount is None
            )
            left_open += waits
            contradicted += not waits
    return left_open, contradicted


def run(job: tuple[Case, str]) -> Run | None:
    """One case in one way; None where the case leaves nothing to ask."""
    case, way = job
    book = built_in().rulebook(case.shape.place, case.shape.on)
    said = as_found(household_from(case.shape.household))
    usual, _ = assume_usual(said, book.place.code)
    full = completer(book.place.code, book.when.day).usual(usual, open_facts(book, usual))
    start = ids_only(said)
    if way == "usual assumed":
        try:
            start = household_from(without(as_data(full), as_data(said)))
        except InputError:
            return None
    elif way == "case or unknown":
        full = said
    before = perf_counter()
    interview, slowest = interviewed(book, start, full)
    seconds = perf_counter() - before
    left_open, contradicted = differences(book.decide(full), book.decide(interview.household))
    in_order = asked_in_order(book, start, full)
    return Run(
        case.shape.case,
        way,
        len(said.members),
        interview.asked,
        in_order,
        slowest,
        seconds,
        left_open,
        contradicted,
    )


def main() -> None:
    """Print the averages."""
    every, processes = (int(text) for text in (sys.argv[1:] + ["1", "1"][len(sys.argv) - 1 :])[:2])
    cases = read_cases(Path(str(built_in_folder())))[::every]
    jobs = [(case, way) for way in WAYS for case in cases]
    with Pool(processes) as pool:
        runs = []
        for number, each in enumerate(pool.imap(run, jobs), 1):
            print(f"{number}/{len(jobs)}", end="\r", file=sys.stderr, flush=True)
            runs += [] if each is None else [each]
    print(f"{len(cases)} cases; questions until the answer is settled, on average")
    head = ("", "persons", "cases", "interview", "in order", "ratio", "s/question", "slowest")
    print("{:<16}{:>8}{:>7}{:>11}{:>10}{:>7}{:>12}{:>9}".format(*head))
    for way in WAYS:
        mine = [each for each in runs if each.way == way]
        for persons in (None, *sorted({each.persons for each in mine})):
            group = [each for each in mine if persons in (None, each.persons)]
            asked = mean(each.asked for each in group)
            in_order = mean(each.in_order for each in group)
            per = sum(each.seconds for each in group) / max(1, sum(each.asked for each in group))
            print(
                f"{way if persons is None else '':<16}{persons or 'all':>8}{len(group):>7}"
                f"{asked:>11.1f}{in_order:>10.1f}{in_order / max(asked, 1):>7.1f}"
                f"{per:>12.2f}{max(each.slowest for each in group):>9.2f}"
            )
        asked_each = [each.asked for each in mine]
        print(f"{'':<16}median {median(asked_each)}, most {max(asked_each)}")
        left = [each.case for each in mine if each.left_open]
        wrong = [each.case for each in mine if each.contradicted]
        print(f"{'':<16}left open: {len(left)} {left[:5]}; contradicted: {len(wrong)} {wrong[:5]}")


if __name__ == "__main__":
    main()
