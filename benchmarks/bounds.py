"""How many undetermined answers have exact bounds, over the households of the worked cases.

Run it with::

    python benchmarks/bounds.py [EVERY]

It takes every case of the tables (or every tenth, with EVERY = 10), with what the case itself
leaves unknown, and prints how many undetermined answers and totals have bounds that some
completion was found to reach, and how long a look took.  ``unsettled`` counts the facts that
are listed because it could not be shown in a bounded number of steps whether they matter.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

from civbenefits.api import assume_usual, household_from
from civbenefits.cases import read_cases
from civbenefits.engine.assessing import Assessor
from civbenefits.engine.compiled import CompiledRules
from civbenefits.engine.exploring import Explorer
from civbenefits.engine.library import built_in, built_in_folder
from civbenefits.engine.rulebook import Rulebook
from civbenefits.engine.surveying import Survey


def explorer(book: Rulebook) -> Explorer:
    """What explores households under the rules of a book."""
    rules = CompiledRules(book.linked)
    assessor = Assessor(rules, built_in().tables.documents, book.when)
    return Explorer(Survey(rules.linked, rules.offered, assessor.outcomes, book.when))


def main() -> None:
    """Print the counts."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    explorers: dict[int, Explorer] = {}
    answers = exact = totals = exact_totals = listed = unsettled = 0
    slowest = 0.0
    for case in read_cases(Path(str(built_in_folder())))[::every]:
        book = built_in().rulebook(case.shape.place, case.shape.on)
        household = household_from(case.shape.household)
        if case.shape.assume == "usual":
            household, _ = assume_usual(household, book.place.code)
        if all(each.verdict != "undetermined" for each in book.decide(household)):
            continue
        looks = explorers.setdefault(id(book), explorer(book))
        before = perf_counter()
        found = looks.explore(household)
        slowest = max(slowest, perf_counter() - before)
        totals += 1
        exact_totals += found.total.exact
        hanging = found.hanging
        for index, possible in enumerate(found.possible):
            if hanging.waiting[index]:
                answers += 1
                exact += possible.exact
                listed += len(hanging.deciding[index])
                unsettled += len(hanging.unsettled[index])
    print(f"open answers {answers}, exact {exact} ({100 * exact / max(answers, 1):.1f} %)")
    print(f"totals {totals}, exact {exact_totals} ({100 * exact_totals / max(totals, 1):.1f} %)")
    print(f"facts shown to decide {listed}, listed unsettled {unsettled}")
    print(f"slowest look {slowest:.2f} s")


if __name__ == "__main__":
    main()
