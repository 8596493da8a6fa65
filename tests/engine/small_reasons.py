"""Explanations of small tables, one reason at a time, and words that several tests expect."""

from __future__ import annotations

from civbenefits.decisions.model import Explained, Reason
from civbenefits.engine.rulebook import Rulebook
from civbenefits.facts.household import Household
from civbenefits.texts import Text
from tests.engine.small_tables import Files, aid, shelf

PRISON = Text("在监狱服刑", "in prison")
NO_PRISON = Text("未在监狱服刑", "not in prison")
ROAMING = Text("正在流浪乞讨", "roaming or begging in the city")
AGE = Text("年龄(周岁)", "age in full years")
INCOME = Text("经核定的本人可计入月收入", "own counted monthly income, as assessed")


def of(rules: Rulebook, household: Household, scheme: str = "aid") -> Explained:
    (explained,) = rules.explain(household, scheme=scheme)
    return explained


def condition(rules: Rulebook, household: Household) -> Reason:
    (found, *_) = of(rules, household).reasons
    return found


def paying(amount: str, files: Files, of: str = "person") -> Rulebook:
    tables = {**files, "aid.yaml": aid(f"pays: >-\n  {amount}", of=of)}
    return shelf(tables).rulebook("440300", "2021-06")


def fact(name: str, text: Text, **more: object) -> Reason:
    return Reason("fact", name, text, **{"known": "given", **more})  # type: ignore[arg-type]
