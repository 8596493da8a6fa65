"""Whole trees of reasons, drawn: what each is called, how it came out, and what stands below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from civbenefits.decisions.model import Reason
from civbenefits.engine.rulebook import RulebookShelf
from civbenefits.facts.household import Household
from civbenefits.facts.member import Hukou, Income, Member, Parent, Residence
from civbenefits.texts import Text
from tests.engine.small_distances import GOODS
from tests.engine.small_tables import Files, aid, assembled, figure, meaning

CASES = yaml.safe_load(Path(__file__).with_name("trees.yaml").read_text(encoding="utf-8"))
OUTCOMES: Final = {True: "yes", False: "no", None: "open"}
FIGURES: Files = {
    "standard.yaml": figure("from: 2000-01-01, value: 1000", name="standard"),
    "low.yaml": figure("from: 2000-01-01, value: 300", name="low"),
    "limit.yaml": figure("from: 2000-01-01, value: 60", unit="years", name="limit"),
    "kinds.yaml": figure(
        "from: 2000-01-01, by: hukou.kind, value: {urban: 480, rural: 300}", name="kinds"
    ),
}
HOUSEHOLDS: Final = {
    "alone": Household(
        members=(
            Member(
                id="a",
                age=50,
                counted_income=Decimal(1200),
                clergy_years_apart=2,
                in_prison=True,
                roaming=False,
                hukou=Hukou(place="440300", kind="rural"),
                residence=Residence(place="110101"),
                parents=(Parent(situation="out_of_contact", months=1),) * 2,
            ),
        )
    ),
    "earner": Household(
        members=(
            Member(
                id="a",
                incomes=(
                    Income(kind="wage", amount=Decimal(900), months=3),
                    Income(kind="rent", amount=Decimal(301), months=1),
                ),
            ),
        )
    ),
    "worker": Household(
        members=(Member(id="a", incomes=(Income(kind="wage", amount=Decimal(900), months=3),) * 2),)
    ),
    "couple": Household(
        members=(
            Member(id="a", counted_income=Decimal(500), in_prison=True, roaming=True, age=61),
            Member(id="b", counted_income=Decimal(800), in_prison=False, born=date(1990, 6, 30)),
        ),
        counted_income=Decimal(1300),
    ),
}


def drawn(reason: Reason, depth: int = 0) -> Iterator[str]:
    """A line for each reason; what has a name of its own in both languages is told in both."""
    text = _both(reason.text) if reason.kind == "item" else reason.text.en
    parts = [f"{'  ' * depth}{reason.kind} {reason.name}".rstrip(), text]
    if reason.statement or reason.holds is not None:
        parts.append(OUTCOMES[reason.holds])
    parts += [f"= {_both(reason.value)}"] if reason.value else []
    parts += [f"({reason.formula.en})"] if reason.formula else []
    parts += [f"needs {reason.needs}"] if reason.needs else []
    parts += [f"of {', '.join(reason.persons)}"] if reason.persons else []
    parts += [reason.known] if reason.known not in (None, "given") else []
    parts += [f"off by {reason.near.exact}"] if reason.near else []
    parts += ["alone"] if reason.alone_enough else []
    parts += [f"cites {each.supports}" for each in reason.sources]
    yield " | ".join(parts)
    for below in reason.reasons:
        yield from drawn(below, depth + 1)


def _both(text: Text) -> str:
    return f"{text.zh} / {text.en}"


def tree(case: Mapping[str, Any]) -> str:
    also = f"  more: {case['also']}\n" if "also" in case else ""
    scheme = f"pays: {case['paid']}" if "paid" in case else f"{also}{GOODS}"
    if "asked" in case:
        scheme = f"requires:\n  asked: '{case['asked']}'\n{scheme}"
    tables = {**FIGURES, "aid.yaml": aid(scheme, of=case.get("of", "person"))}
    if "means" in case:
        tables["needy.yaml"] = meaning(f"from: 2000-01-01, is: '{case['means']}'")
    rules = RulebookShelf(assembled(tables)).rulebook("440300", "2021-06")
    household = HOUSEHOLDS[case.get("who", "alone")]
    (explained,) = rules.explain(household, scheme="aid", person=case.get("person"))
    return "".join(f"{line}\n" for one in explained.reasons for line in drawn(one))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["case"]) for case in CASES])
def test_a_tree_of_reasons(case: dict[str, Any]) -> None:
    assert tree(case) == case["tree"]
