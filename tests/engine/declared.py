"""Small tables that declare a fact of every kind, for a person and for the household."""

from __future__ import annotations

from typing import Final

from tests.engine.small_tables import aid, figure

FACTS: Final = """
facts:
  registered_jobseeker:
    of: person
    kind: boolean
    title: {zh: 登记求职, en: registered as seeking work}
    ask: {zh: 这个人登记求职了吗?, en: Is this person registered as seeking work?}
    usual: false
  housing:
    of: person
    kind: choice
    choices: {owned: {zh: 自有, en: owned}, rented: {zh: 租住, en: rented}}
    title: {zh: 住房情况, en: housing}
    ask: {zh: 这个人的房子是怎么来的?, en: How is this person housed?}
  training_months:
    of: person
    kind: number
    unit: months
    low: 0
    high: 36
    title: {zh: 培训月数, en: months of training}
    usual: 0
  rent_paid:
    of: person
    kind: money
    unit: yuan/person/month
    title: {zh: 每月房租, en: rent paid a month}
  registered_on:
    of: person
    kind: date
    title: {zh: 登记日期, en: day of registration}
  graduated_on:
    of: person
    kind: date
    title: {zh: 毕业日期, en: day of graduation}
  born_at:
    of: person
    kind: place
    title: {zh: 出生地, en: place of birth}
    usual: here
  family_debt:
    of: household
    kind: money
    unit: yuan/household
    title: {zh: 家庭债务, en: debt of the household}
    ask: {zh: 全家欠多少钱?, en: How much does the household owe?}
  rooms:
    of: household
    kind: number
    unit: dwellings
    high: 9
    title: {zh: 房间数, en: rooms}
income_kinds:
  tips: {zh: 小费, en: tips}
"""

FIGURES: Final = f"""
standards:
  rent_limit:
    title: {{zh: 房租上限, en: highest rent}}
    unit: yuan/person/month
    values: [{{from: 2000-01-01, value: 1000, document: law, known: found}}]
  debt_limit:
    title: {{zh: 债务下限, en: least debt}}
    unit: yuan/household
    values: [{{from: 2000-01-01, value: 50000.55, document: law, known: found}}]
  share:
    title: {{zh: 计入比例, en: counted share}}
    unit: ratio
    values: [{{from: 2000-01-01, value: {{wage: 1, tips: 1/2}}, document: law, known: found}}]
{figure("from: 2000-01-01, value: 300").replace("standards:", "")}
"""


def _aid(name: str, condition: str, pays: str = "figure") -> str:
    return aid(f"requires:\n  met: {condition}\npays: {pays}", name=name)


FILES: Final = {
    "gd/facts.yaml": FACTS,
    "gd/figures.yaml": FIGURES,
    "gd/jobs.yaml": _aid("jobs", "registered_jobseeker and training_months >= 6"),
    "gd/rent.yaml": _aid(
        "rent", 'housing == "rented" and rent_paid <= rent_limit', "min(rent_paid, figure)"
    ),
    "gd/native.yaml": _aid("native", "within(born_at, here) and registered_on >= graduated_on"),
    "gd/debts.yaml": _aid("debts", "household.family_debt > debt_limit and household.rooms < 3"),
    "gd/others.yaml": _aid(
        "others", "count(m for m in members if m.registered_jobseeker) >= 2", "figure"
    ),
    "gd/earned.yaml": _aid(
        "earned", "sum(i.monthly * share[i.kind] for i in incomes) < rent_limit", "figure"
    ),
}
"""Guangdong declares them; Shenzhen and Longgang below see them, and the nation does not."""
