"""What answers mean, in both languages; what is not understood is refused."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civbenefits.errors import InputError
from civbenefits.facts.answering import read_answer, says_unknown
from civbenefits.facts.choices import DISABILITY_KINDS, PARENT_SITUATIONS, RELATIONS
from civbenefits.facts.household import EMERGENCY_KINDS
from civbenefits.facts.vocabulary import Fact, Kind
from civbenefits.money import Currency
from civbenefits.texts import Text
from tests.currencies import YUAN

TITLE = Text("事实", "fact")
YES_NO = Fact("boolean", TITLE)
MONTHS = Fact("number", TITLE, "months", low=0, high=1200)
GRADE = Fact("number", TITLE, "grade", low=1, high=4)
ABILITIES = Fact("number", TITLE, "abilities", low=0, high=6)
MONEY = Fact("money", TITLE)
BORN = Fact("date", TITLE, or_age=True)
RELATION = Fact("choice", TITLE, choices=RELATIONS)
DISABILITY = Fact("choice", TITLE, choices=DISABILITY_KINDS)
SITUATION = Fact("choice", TITLE, choices=PARENT_SITUATIONS)
EMERGENCY = Fact("choice", TITLE, choices=EMERGENCY_KINDS)

FULL_WIDTH = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)})


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        (YES_NO, "是", True),
        (YES_NO, "有。", True),
        (YES_NO, "Y", True),
        (YES_NO, " yes ", True),
        (YES_NO, "没有", False),
        (YES_NO, "否", False),
        (YES_NO, "No.", False),
        (MONTHS, "18", 18),
        (MONTHS, "18个月", 18),
        (MONTHS, "十八个月", 18),
        (MONTHS, "2年", 24),
        (MONTHS, "一年六个月", 18),
        (MONTHS, "1 year and 6 months", 18),
        (MONTHS, "半年", 6),
        (MONTHS, "24 months", 24),
        (GRADE, "二级", 2),
        (GRADE, "2", 2),
        (ABILITIES, "没有", 0),
        (ABILITIES, "六项", 6),
        (MONEY, "1200", Decimal(1200)),
        (MONEY, "1,200.50元", Decimal("1200.50")),
        (MONEY, "¥300", Decimal(300)),
        (MONEY, "300 yuan a month", Decimal(300)),
        (MONEY, "没有", Decimal(0)),
        (BORN, "1950-03-05", date(1950, 3, 5)),
        (BORN, "1950年3月5日", date(1950, 3, 5)),
        (BORN, "1950/3/5", date(1950, 3, 5)),
        (BORN, "19500305", date(1950, 3, 5)),
        (BORN, "72", 72),
        (BORN, "七十二岁", 72),
        (BORN, "十岁", 10),
        (BORN, "72 years old", 72),
        (RELATION, "2", "spouse"),
        (RELATION, "配偶", "spouse"),
        (RELATION, "Spouse", "spouse"),
        (RELATION, "祖", "grandparent"),
        (RELATION, "brother", "sibling"),
        (DISABILITY, "没有", "none"),
        (DISABILITY, "精神", "mental"),
        (SITUATION, "serving_sentence", "serving_sentence"),
        (SITUATION, "服刑", "serving_sentence"),
        (EMERGENCY, "no", "none"),
        (Fact("place", TITLE), " 长沙 ", "长沙"),
    ],
)
def test_understood(fact: Fact, text: str, value: Any) -> None:
    assert read_answer(fact, text, YUAN) == value
    assert read_answer(fact, text.translate(FULL_WIDTH), YUAN) == value or fact.kind == "place"


@pytest.mark.parametrize(
    ("fact", "text", "code"),
    [
        (YES_NO, "也许", "input.answer_yes_no"),
        (YES_NO, "", "input.answer_yes_no"),
        (YES_NO, "2", "input.answer_yes_no"),
        (MONTHS, "很久", "input.answer_number"),
        (MONTHS, "7十", "input.answer_number"),
        (MONTHS, "3级", "input.answer_number"),
        (MONTHS, "1.5", "input.answer_number"),
        (MONTHS, "-3", "input.answer_number"),
        (GRADE, "2年", "input.answer_number"),
        (MONEY, "-5", "input.answer_money"),
        (MONEY, "$300", "input.answer_money"),
        (MONEY, "一些", "input.answer_money"),
        (MONEY, "12,00", "input.answer_money"),
        (BORN, "1950", "input.answer_birth"),
        (BORN, "05.03.50", "input.answer_birth"),
        (BORN, "18个月", "input.answer_birth"),
        (BORN, "1950-02-30", "input.bad_date"),
        (RELATION, "0", "input.answer_choice"),
        (RELATION, "9", "input.answer_choice"),
        (RELATION, "grand", "input.answer_choice"),
        (RELATION, "没有", "input.answer_choice"),
        (RELATION, "", "input.answer_choice"),
    ],
)
def test_refused(fact: Fact, text: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read_answer(fact, text, YUAN)
    assert caught.value.code == code
    assert text not in map(str, caught.value.details.values())


@pytest.mark.parametrize(
    "text", ["?", "\uff1f", " 不知道。", "不清楚", "Don't know", "I don’t know", "unknown"]
)
def test_nobody_knows(text: str) -> None:
    assert says_unknown(text)


@given(
    kind=st.sampled_from(["boolean", "number", "money", "date", "choice"]),
    text=st.text(max_size=20) | st.from_regex(r"[0-9一二十年月日岁元.,/ -]{0,12}", fullmatch=True),
)
def test_any_text_is_understood_or_refused(kind: Kind, text: str) -> None:
    fact = Fact(kind, TITLE, "years", choices=RELATIONS, low=0, high=9)
    with suppress(InputError):
        read_answer(fact, text, YUAN)


def test_money_goes_by_the_names_of_the_place() -> None:
    euro = Currency("euro", Text("欧元", "euro"), "EUR", (), also=("€",))
    for text in ("1,200.50", "1200.50 euro", "1200.50欧元", "€1200.50", "1200.50 EUR a month"):
        assert read_answer(MONEY, text, euro) == Decimal("1200.50")
    for text in ("1200元", "$1200", "1200 yuan", "euro", "€€5"):
        with pytest.raises(InputError):
            read_answer(MONEY, text, euro)
