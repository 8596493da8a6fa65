"""An assessment in which every verdict occurs, and its notice."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from civbenefits import (
    Assessment,
    Assumption,
    Caveat,
    Compared,
    Condition,
    Decision,
    MissingFact,
    Source,
    Text,
)
from civbenefits.decisions.model import Bounds, Verdict
from civbenefits.records import replace

FINGERPRINT = "0123456789abcdef" * 4


def source(scheme: str, *, document: str = "救助办法", since: str | None = None) -> Source:
    return Source(
        supports=scheme,
        title=Text(f"{scheme}项", scheme),
        document=document,
        number="民发〔2021〕1号",
        issuer="民政部",
        issued=None,
        part=Text("第4条", "article 4"),
        known="reported",
        place="000000",
        place_name=Text("全国", "the nation"),
        level="nation",
        since=since,
    )


def decision(scheme: str, verdict: Verdict, *persons: str, **changes: Any) -> Decision:
    plain = Decision(
        scheme=scheme,
        title=Text(f"{scheme}项", f"scheme {scheme}"),
        persons=persons or ("1", "2"),
        verdict=verdict,
        qualifies=verdict == "eligible" or None,
        amount=None,
        period=None,
        exact=None,
        provides=None,
        lacks=None,
        bounds=None,
        conditions=(),
        missing=(),
        caveats=(),
        sources=(source(scheme),),
    )
    return replace(plain, **changes)


def condition(name: str, *, holds: bool | None, **compared: str) -> Condition:
    return Condition(
        name=name,
        text=Text(f"{name}须够", f"{name} is enough"),
        holds=holds,
        compared=tuple(
            Compared(key, Text(f"{key}数", f"number of {key}"), Text(value, value))
            for key, value in compared.items()
        ),
    )


def missing(fact: str, person: str | None) -> MissingFact:
    path = f"members.{person}.{fact}" if person else f"household.{fact}"
    return MissingFact(path, person, Text(f"{fact}情况", f"the {fact}"))


DECISIONS = (
    decision(
        "paid",
        "eligible",
        amount=Decimal("1500.00"),
        period="month",
        conditions=(condition("income", holds=True, income="2400"),),
        caveats=(Caveat("known_reported", "paid", Text("转述全文", "second-hand in full")),),
    ),
    decision("each", "eligible", "1", amount=Decimal("20.00"), period="month", exact="20/3"),
    decision("each", "eligible", "2", amount=Decimal("20.00"), period="month", exact="20/3"),
    decision("kind", "eligible", provides=Text("一日三餐", "three meals")),
    decision("waits", "eligible", period="month", missing=(missing("grade", "1"),)),
    decision(
        "refused",
        "not_eligible",
        "1",
        conditions=(
            condition("age", holds=False, years="61"),
            condition("secret", holds=True, hidden="4711"),
            condition("unsaid", holds=None, blank="0815"),
        ),
        caveats=(Caveat("table", "refused", Text("另有规定", "there is more to it")),),
    ),
    decision(
        "refused", "not_eligible", "2", conditions=(condition("age", holds=False, years="64"),)
    ),
    decision(
        "open",
        "undetermined",
        period="month",
        missing=(missing("born", "1"), missing("born", "2"), missing("flood", None)),
        bounds=Bounds(Decimal("0.00"), Decimal("90.00"), unrecorded=False, exact=True),
    ),
    decision(
        "figure",
        "not_on_record",
        qualifies=True,
        lacks=Text("缺数额", "no figure"),
        conditions=(condition("x", holds=True),),
    ),
    decision("rule", "not_on_record", lacks=Text("缺条文", "no rule")),
    decision("later", "not_offered"),
    decision("never", "not_offered"),
)


def assessment(*decisions: Decision, **changes: Any) -> Assessment:
    plain = Assessment(
        place="440300",
        place_name=Text("深圳市", "Shenzhen"),
        currency="CNY",
        currency_name=Text("元", "yuan"),
        month="2021-06",
        rules=FINGERPRINT,
        assumptions=(),
        caveats=(),
        total=None,
        question=None,
        decisions=decisions or DECISIONS,
    )
    return replace(plain, **changes)


def assumption(person: str | None, fact: str, value: str) -> Assumption:
    return Assumption(fact, person, Text(f"{fact}事", f"the {fact}"), Text(value, value))
