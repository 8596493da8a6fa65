"""Facts and kinds of income that table files declare."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from keyword import kwlist
from typing import Any, Final

from civbenefits.errors import InputError
from civbenefits.facts.choices import INCOME_KINDS
from civbenefits.facts.extending import BUILT_IN, Declared
from civbenefits.facts.vocabulary import HERE, Fact, check_value, from_text
from civbenefits.located import Path
from civbenefits.phrases import PHRASES
from civbenefits.place_codes import country_of
from civbenefits.tables.building import FileBuilder
from civbenefits.tables.merging import position
from civbenefits.tables.model import At, DeclaredFact, DeclaredKind
from civbenefits.texts import Text, filled

WORDS: Final = frozenset(
    (
        *("age", "all", "amount", "any", "count", "either", "first_known", "max", "min", "sum"),
        *("qualifies", "receives", "round_down", "round_half_up", "round_up", "within"),
        *("month_end", "month_start", "here", "city", "province", "country"),
        *("household", "incomes", "members", "parents", "self", "inherited", "not_on_record"),
    )
)
"""What a name means in expressions before it can be a fact."""

Refuse = Callable[..., None]
"""Notes a fault: its code, its position, its details."""


class Declarations:
    """What the files of all places declare; a name means the same wherever it is declared.

    Attributes:
        facts, kinds: in the order of the files.
    """

    def __init__(self) -> None:
        self.facts: list[DeclaredFact] = []
        self.kinds: list[DeclaredKind] = []

    def read(self, builder: FileBuilder, data: Mapping[str, Any]) -> None:
        """Take note of what a file declares."""
        for name, item in data.get("facts", {}).items():
            fact = _fact(builder, ("facts", name), item)
            declared = Declared(name, item["of"], fact)
            at = builder.at(("facts", name), key=True)
            if builder.currency is not None and builder.currency.coin(name) is not None:
                builder.refuse("table.name_taken", at, name=name, other=_where(None))
            self.facts.append(DeclaredFact(declared, builder.code, at, builder.laid_over))
        for name, title in data.get("income_kinds", {}).items():
            at = builder.at(("income_kinds", name), key=True)
            kind = DeclaredKind(name, Text(title["zh"], title["en"]), builder.code, at)
            self.kinds.append(kind)

    def check(self, taken: Mapping[tuple[str, str], At], refuse: Refuse) -> None:
        """Note every name that means something else: ``taken`` says where in which country."""
        first: dict[str, DeclaredFact] = {}
        for fact in self.facts:
            known = first.setdefault(fact.name, fact)
            if fact.declared != known.declared:
                other = _where(known.at)
                refuse("table.differs", fact.at, name=fact.name, key="facts", other=other)
            elif (key := (country_of(fact.place), fact.name)) in taken or _is_built_in(fact.name):
                other = _where(taken.get(key))
                refuse("table.name_taken", fact.at, name=fact.name, other=other)
        titled: dict[str, DeclaredKind] = {}
        for kind in self.kinds:
            same = titled.setdefault(kind.name, kind)
            if kind.title != same.title:
                other = _where(same.at)
                refuse("table.differs", kind.at, name=kind.name, key="income_kinds", other=other)
            elif kind.name in INCOME_KINDS:
                refuse("table.name_taken", kind.at, name=kind.name, other=_where(None))


def _where(at: At | None) -> str:
    """Where a name has its meaning; what is built in stands in the documentation."""
    return "docs/model.md" if at is None else position(at)


def _is_built_in(name: str) -> bool:
    """Whether a name is a fact of the library, or has another use that rules it out."""
    records = (BUILT_IN.household, BUILT_IN.member)
    used = any(name in of.record_fields or hasattr(of, name) for of in records)
    # Money facts have their whole fen beside them under such a name.
    return used or name in WORDS or name in kwlist or name.endswith("_fen")


def _fact(builder: FileBuilder, path: Path, item: Mapping[str, Any]) -> Fact:
    kind, unit = item["kind"], item.get("unit", "")
    choices = {code: _text(title) for code, title in item.get("choices", {}).items()}
    number = kind == "number"
    fact = Fact(
        kind=kind,
        title=_text(item["title"]),
        unit=unit,
        choices=choices or None,
        low=int(item.get("low", 0)) if number else None,
        high=int(item["high"]) if number else None,
        ask=_text(item["ask"]) if "ask" in item else _asked(_text(item["title"])),
    )
    per = "person" if item["of"] == "person" else "household"
    money = builder.currency
    fits = "/" not in unit
    if kind == "money":
        fits = money is None or unit.startswith(f"{money.unit}/{per}")
    if not fits:
        builder.refuse("table.fact_unit", builder.at((*path, "unit")), unit=unit, kind=kind)
    if number and (fact.low or 0) >= (fact.high or 0):
        builder.refuse("table.fact_limits", builder.at((*path, "high")))
        return fact
    if "usual" not in item:
        return fact
    try:
        return fact.altered(usual=_usual(fact, item["usual"]))
    except InputError:
        builder.refuse("table.fact_usual", builder.at((*path, "usual")), text=item["usual"][:60])
        return fact


def _asked(title: Text) -> Text:
    return filled(PHRASES["question"], title=title)


def _usual(fact: Fact, text: str) -> Any:
    if fact.kind == "place" and text == HERE:
        return HERE
    return check_value("usual", fact, from_text("usual", fact, text))


def _text(item: Mapping[str, str]) -> Text:
    return Text(item["zh"], item["en"])
