"""How fast one household is judged, against a hand-written function of the same rules.

Run it with::

    python benchmarks/one_household.py

It judges a family of three in Shenzhen in June 2021, all facts known.  The yardstick is
plain Python over the same objects in whole fen: no unknowns, no reasons, no other place
or month.  Both must agree on every scheme before anything is timed.  Figures are ratios
within one run, so they can be compared between machines; the last lines time the whole
command against ``python -c "import pydantic"`` in the same environment.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from timeit import repeat

import civbenefits as cb
from civbenefits.money import fen

MONTH_END = 20210630
DIBAO, EDGE, TEKUN, CARE, LIVING, LIVING_EDGE, CHILD = (
    130000,
    195000,
    208000,
    45200,
    22600,
    11300,
    243200,
)
OLD_AGE = ((100, 100000), (90, 50000), (80, 30000), (70, 20000))
LOST = ("dead", "declared_missing")
HELD = ("serving_sentence", "drug_detention", "other_detention", "out_of_contact")

Answer = list[tuple[str, str | None, bool, int | None]]


def by_hand(household: cb.Household) -> Answer:
    """The schemes of Shenzhen in June 2021 as a programmer would write them for that month."""
    answers: Answer = []
    members = household.members
    facts = []
    for m in members:
        born = m.born_ymd
        age = m.age if born is None else (MONTH_END - born) // 10000
        kind, grade = m.disability.kind, m.disability.grade
        mind = kind in ("intellectual", "mental")
        disabled = kind != "none"
        severe = disabled and grade <= 2
        local = m.hukou.place[:4] == "4403"
        orphan = age < 18 and (
            m.illness.hiv_infected
            or all(p.situation in ("dead", "declared_missing", "not_found") for p in m.parents)
        )
        unsupported = (
            age < 18
            and not all(p.situation in LOST for p in m.parents)
            and all(
                p.situation in (*LOST, "seriously_ill", "custody_revoked", "deported")
                or (
                    p.situation == "disabled"
                    and (p.disability.grade <= 2 or p.disability.kind in ("intellectual", "mental"))
                )
                or (p.situation in HELD and p.months >= 6)
                for p in m.parents
            )
        )
        income = m.counted_income_fen
        no_labour = (
            age >= 60
            or age < 16
            or (mind and grade <= 2)
            or (kind == "physical" and grade <= 1)
            or m.work.no_labour_capability
            or m.illness.unfit_for_work
        )
        tekun = (
            local
            and no_labour
            and income < DIBAO
            and household.property.compliant
            and not m.able_supporter
            and not (local and orphan)
        )
        never = m.in_prison or m.in_labour_reeducation or m.clergy_years_apart >= 3
        student = m.study.level in ("compulsory", "high", "vocational", "bachelor")
        listed = (
            m.relation in ("applicant", "spouse", "parent")
            or (m.relation == "child" and (age < 18 or m.dependent or student))
            or (m.legally_supported and m.lives_with_household)
        )
        inside = listed and local and not never and not tekun
        facts.append(
            (
                m,
                age,
                kind,
                mind,
                disabled,
                severe,
                local,
                orphan,
                unsupported,
                income,
                tekun,
                inside,
            )
        )
    size = income_sum = 0
    for fact in facts:
        if fact[11]:
            size += 1
            income_sum += fact[9]
    base = size > 0 and household.property.compliant
    dibao = base and income_sum < DIBAO * size and household.living_state_passed
    edge = base and not dibao and DIBAO * size <= income_sum < EDGE * size
    answers.append(("dibao", None, dibao, DIBAO * size - income_sum if dibao else None))
    answers.append(("dibao_edge", None, edge, None))
    on_dibao_any = False
    for (
        m, age, kind, mind, disabled, severe, local, orphan, unsupported, income, tekun, inside,
    ) in facts:  # fmt: skip
        name = m.id
        covered = dibao and inside
        minor_alone = age < 18 and all(p.situation != "able" for p in m.parents)
        single = (
            local
            and (
                (
                    age >= 18
                    and severe
                    and (
                        m.work.no_labour_capability
                        or age >= 60
                        or (mind and grade_of(m) <= 2)
                        or (kind == "physical" and grade_of(m) <= 1)
                        or m.illness.unfit_for_work
                    )
                    and household.in_difficulty
                    and m.hukou.separate_book
                )
                or m.clergy_years_apart >= 3
                or minor_alone
                or (
                    age >= 18
                    and not m.work.employed
                    and (severe or mind)
                    and m.dependent
                    and not m.hukou.can_register_separately
                )
            )
            and income < DIBAO
            and household.property.compliant
            and household.living_state_passed
            and not tekun
            and not covered
        )
        on_dibao = covered or single
        on_dibao_any = on_dibao_any or on_dibao
        answers.append(("dibao_single", name, single, DIBAO - max(0, income) if single else None))
        answers.append(("tekun", name, tekun, TEKUN if tekun else None))
        old = local and age >= 70
        allowance = next((a for low, a in OLD_AGE if age >= low), None) if old else None
        answers.append(("old_age_allowance", name, old, allowance))
        orphaned = local and orphan
        answers.append(("orphan_allowance", name, orphaned, CHILD if orphaned else None))
        rate = LIVING if on_dibao else LIVING_EDGE
        plain = local and not m.work_injury_nursing and not tekun
        living = (
            plain
            and disabled
            and (on_dibao or (edge and inside))
            and m.other_living_allowance_fen <= rate
            and not orphaned
        )
        answers.append(("living_subsidy", name, living, rate if living else None))
        care = (
            plain
            and severe
            and m.disability.needs_long_care
            and m.other_nursing_allowance_fen <= CARE
        )
        answers.append(("care_subsidy", name, care, CARE if care else None))
        child = local and unsupported
        amount = CHILD
        if child:
            for received, paid in (
                (covered, (DIBAO * size - income_sum) // size if covered else 0),
                (single, DIBAO - income),
                (tekun, TEKUN),
                (living, rate),
            ):
                if received:
                    amount = max(0, amount - paid)
        answers.append(("unsupported_child_allowance", name, child, amount if child else None))
        group = on_dibao or tekun or orphaned or child or m.entitled_group
        group = group or m.unemployment_benefit
        answers.append(("price_subsidy", name, household.price_linkage_triggered and group, None))
        answers.append(("medical_assistance", name, on_dibao or tekun, None))
        roams = (
            m.roaming
            and not m.can_provide_food_and_lodging
            and not m.has_relative_to_turn_to
            and not m.assisted_elsewhere
            and not on_dibao
            and not tekun
        )
        answers.append(("roaming_assistance", name, roams, None))
        waived = m.deceased and m.cremated and (local or m.death_place[:4] == "4403")
        answers.append(("basic_funeral_items", name, waived, None))
        answers.append(("tekun_care", name, tekun, None))
    struck = household.emergency.kind in ("fire", "accident", "sudden_illness", "other") or (
        household.emergency.spending_beyond_means and on_dibao_any
    )
    helped = struck and household.emergency.basic_life_in_difficulty
    answers.append(("temporary_assistance", None, helped, None))
    return answers


def grade_of(member: cb.Member) -> int:
    """The grade of disability; 9 where there is none."""
    return member.disability.grade or 9


def family() -> cb.Household:
    """A couple and a child on 2400 yuan a month, every fact known."""
    people = (
        cb.Member(
            id="a", relation="applicant", age=40, counted_income=Decimal(2400), lives_alone=False
        ),
        cb.Member(id="b", relation="spouse", age=38, counted_income=Decimal(0)),
        cb.Member(
            id="c",
            relation="child",
            age=10,
            counted_income=Decimal(0),
            study=cb.Study(full_time=True, level="compulsory"),
        ),
    )
    return cb.assume_usual(cb.Household(members=people), "440300")[0]


def check(household: cb.Household, book: cb.Rulebook) -> None:
    """Both must say the same; a scheme whose figure is not on record is compared by verdict."""
    ours = {(o.scheme, o.person): o for o in book.decide(household)}
    for scheme, person, eligible, amount in by_hand(household):
        outcome = ours.pop((scheme, person))
        same = (outcome.verdict == "eligible") == bool(eligible)
        if outcome.verdict == "not_on_record":
            same = True
        paid = None if outcome.amount is None else fen(outcome.amount)
        if not same or (paid != amount and amount is not None):
            raise SystemExit(f"{scheme} {person}: {outcome} is not {eligible} {amount}")
    if ours:
        raise SystemExit(f"not written by hand: {sorted(ours)}")


def microseconds(call: Callable[[], object]) -> float:
    """The median of several runs, in time of this process alone."""
    number = 200
    return median(repeat(call, number=number, repeat=15, timer=process_time)) / number * 1e6


def seconds(command: list[str], runs: int = 15) -> float:
    """The median wall time of a whole process, whose modules are compiled as installed ones are."""
    with TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)

        def run() -> None:
            subprocess.run(  # noqa: S603
                command, check=True, stdout=subprocess.DEVNULL, env=environment
            )

        run()
        return median(repeat(run, number=1, repeat=runs))


def main() -> None:
    """Print the ratios."""
    household = family()
    book = cb.rulebook("440300", "2021-06")
    check(household, book)
    hand = microseconds(lambda: by_hand(household))
    quick = microseconds(lambda: book.decide(household))
    full = microseconds(lambda: book.assess(household))
    print(f"by hand                       {hand:8.1f} us      1.0")
    print(
        f"verdicts and amounts          {quick:8.1f} us  {quick / hand:7.1f}  (goal 10, stretch 5)"
    )
    print(f"with full reasons             {full:8.1f} us  {full / hand:7.1f}  (goal 25)")
    bare = seconds([sys.executable, "-c", "import pydantic"])
    line = ["check", "--place", "440300", "--on", "2021-06", "--members", "3", "--income", "2400"]
    whole = seconds([sys.executable, "-m", "civbenefits", *line])
    print(f"python -c 'import pydantic'   {bare * 1000:8.1f} ms      1.0")
    print(f"civbenefits check ...         {whole * 1000:8.1f} ms  {whole / bare:7.1f}  (2.5, 2)")


if __name__ == "__main__":
    main()
