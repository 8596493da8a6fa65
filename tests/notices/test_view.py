"""What templates are given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from civbenefits import Caveat, InputError, Text
from civbenefits.decisions.model import Bounds
from civbenefits.notices.missing import amounts_possible
from civbenefits.notices.view import view
from tests.currencies import YUAN
from tests.notices.samples import (
    DECISIONS,
    assessment,
    assumption,
    condition,
    decision,
    missing,
)


def seen(*decisions: Any, language: str = "en", labels: dict[str, str] | None = None) -> Any:
    return view(
        assessment(*decisions),
        "zh" if language == "zh" else "en",
        labels=labels or {},
        office=None,
        case=None,
        issued=None,
    )


def leaves(data: Any) -> Iterator[Any]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from leaves(value)
    elif isinstance(data, list):
        for each in data:
            yield from leaves(each)
    else:
        yield data


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_but_texts_in_lists_and_mappings(language: str) -> None:
    assert {type(each) for each in leaves(seen(language=language))} == {str}


def test_persons_with_what_they_get() -> None:
    rows = seen(labels={"1": "Zhang San"})["covered"]
    assert [(row["id"], row["name"]) for row in rows] == [("1", "Zhang San"), ("2", "")]
    assert rows[0]["receives"] == "scheme paid, scheme each, scheme waits, scheme kind"


def test_two_of_the_same_name_are_told_apart() -> None:
    rows = seen(labels={"1": "Li", "2": "Li"})["covered"]
    assert [row["name"] for row in rows] == ["Li(1)", "Li(2)"]


def test_everybody_stands_in_the_order_of_the_household() -> None:
    late = decision("a", "eligible", "2", "3")
    rows = seen(late, decision("b", "eligible", "1", "2", "3"))["covered"]
    assert [row["id"] for row in rows] == ["1", "2", "3"]


def test_grants_and_their_sum() -> None:
    data = seen()
    amounts = {row["title"]: row["amount"] for row in data["granted"]}
    assert amounts == {
        "scheme paid": "1500.00 yuan/month",
        "scheme each": "20.00 yuan/month each",
        "scheme waits": "amount undetermined",
        "scheme kind": "in kind",
    }
    assert data["total"]["amount"] == "1540.00 yuan/month"
    assert "drawn together" not in data["total"]["note"]


def test_the_sum_says_where_a_combination_is_in_doubt() -> None:
    doubt = Caveat("combination_unknown", "a", Text("存疑", "in doubt"))
    paid = decision("a", "eligible", amount=Decimal(1), period="month", caveats=(doubt,))
    assert "drawn together" in seen(paid)["total"]["note"]


def test_no_sum_where_nothing_is_paid_every_month() -> None:
    assert seen(decision("a", "eligible", amount=Decimal(9), period="once"))["total"] == {}


def test_what_is_eligible_without_an_amount_on_record() -> None:
    row = seen(decision("a", "eligible", period="month", lacks=Text("缺", "no law")))["granted"][0]
    assert row["amount"] == "amount not on record"
    assert row["remarks"] == [{"text": "no law"}]


def test_caveats_stand_beside_their_number() -> None:
    rows = {row["title"]: row for row in seen()["granted"]}
    (told,) = rows["scheme paid"]["remarks"]
    assert told["text"] == "known from press or second-hand only, text not read: paid"
    assert rows["scheme each"]["remarks"] == [{"text": "exactly 20/3 yuan"}]


def test_reasons_are_the_failing_conditions_with_whose_values() -> None:
    (row,) = seen(labels={"2": "Li"})["refused"]
    (group,) = row["groups"]
    assert group["reasons"] == [
        {"text": "age is enough", "compared": "number of years: 61 (1), 64 (Li)"}
    ]
    assert row["notes"] == "(1)"
    assert seen()["notes"] == [{"mark": "(1)", "text": "there is more to it"}]


def test_persons_refused_for_different_reasons_share_a_row_but_no_group() -> None:
    (row,) = seen(
        decision("a", "not_eligible", "1", conditions=(condition("age", holds=False),)),
        decision("a", "not_eligible", "2", conditions=(condition("sex", holds=False),)),
    )["refused"]
    assert [group["persons"] for group in row["groups"]] == ["member 1", "member 2"]


def test_a_value_that_the_condition_says_already_is_left_out() -> None:
    said = condition("age", holds=False, age="no")
    said = type(said)(said.name, said.compared[0].title, holds=False, compared=said.compared)
    (row,) = seen(decision("a", "not_eligible", conditions=(said,)))["refused"]
    assert row["groups"][0]["reasons"] == [{"text": "number of age", "compared": ""}]


def test_a_condition_of_only_some_says_whose_it_is() -> None:
    (row,) = seen(
        decision("a", "eligible", "1", conditions=(condition("x", holds=True),)),
        decision("a", "eligible", "2", conditions=(condition("y", holds=True),)),
    )["granted"]
    assert [each["text"] for each in row["reasons"]] == ["x is enough (1)", "y is enough (2)"]


def test_what_to_bring_is_one_list_to_which_the_schemes_refer() -> None:
    data = seen()
    assert data["bring"] == [
        {"number": "1", "fact": "the grade", "persons": "member 1"},
        {"number": "2", "fact": "the born", "persons": "all members"},
        {
            "number": "3",
            "fact": "the flood",
            "persons": "household",
        },
    ]
    (row,) = data["open"]
    (group,) = row["groups"]
    assert group["needed"] == "see the list: 2, 3"
    assert group["possible"] == "may come to: 0.00 to 90.00 yuan/month"
    waits = next(row for row in data["granted"] if row["title"] == "scheme waits")
    assert waits["needed"] == "see the list: 1"


def test_persons_are_listed_in_the_order_of_the_household() -> None:
    facts = (missing("born", "3"), missing("born", "1"))
    waits = decision("a", "undetermined", "1", "2", "3", missing=facts)
    assert seen(waits)["bring"][0]["persons"] == "members 1, 3"


def test_long_lists_of_numbers_are_written_as_runs() -> None:
    facts = tuple(missing(f"f{index:02}", None) for index in range(9))
    both = decision("b", "undetermined", missing=(facts[0], facts[1], *facts[3:]))
    (one, _) = seen(decision("a", "undetermined", missing=(facts[2],)), both)["open"]
    rows = seen(both, decision("a", "undetermined", missing=(facts[2],)))["open"]
    assert rows[0]["groups"][0]["needed"] == "see the list: 1–8"
    assert rows[1]["groups"][0]["needed"] == "see the list: 9"
    assert one["groups"][0]["needed"] == "see the list: 1"


@pytest.mark.parametrize(
    ("lowest", "highest", "unrecorded", "told"),
    [
        ("0", "90", False, "0.00 to 90.00 yuan/month"),
        ("5", "5", False, "5.00 yuan/month"),
        ("5", None, False, "5.00 yuan/month or more"),
        ("0", "9", True, "0.00 to 9.00 yuan/month, or an amount that is not on record"),
        ("0", None, True, ""),
        ("0", "0", True, ""),
    ],
)
def test_amounts_possible(lowest: str, highest: str | None, unrecorded: bool, told: str) -> None:
    most = None if highest is None else Decimal(highest)
    bounds = Bounds(Decimal(lowest), most, unrecorded=unrecorded, exact=True)
    assert amounts_possible([bounds], "month", YUAN.title, "en") == told
    assert amounts_possible([bounds], None, YUAN.title, "en") == ""
    assert amounts_possible([bounds, None], "month", YUAN.title, "en") == ""


def test_off_record_what_qualifies_comes_first() -> None:
    rows = seen(*reversed(DECISIONS))["unrecorded"]
    assert [(row["title"], row["lacks"]) for row in rows] == [
        ("scheme figure", "no figure"),
        ("scheme rule", "no rule"),
    ]
    assert rows[0]["met"]
    assert not rows[1]["met"]


def test_what_is_not_offered_is_one_line() -> None:
    assert seen()["not_offered"] == "scheme later, scheme never"


def test_headings_are_numbered_without_gaps() -> None:
    assert list(seen(decision("a", "not_offered"))["headings"].values()) == [
        "1. Persons",
        "2. Benefits granted",
        "3. Not offered here at that time",
    ]
    assert seen(language="zh")["headings"]["refused"] == "三、不符合条件的项目"


def test_assumptions_are_grouped_and_counted() -> None:
    made = (
        assumption("1", "x", "no"),
        assumption("2", "x", "no"),
        assumption("1", "y", "440300"),
        assumption(None, "z", "no"),
    )
    data: Any = view(
        assessment(assumptions=made), "en", labels={}, office=None, case=None, issued=None
    )
    assert data["rests_on"].startswith("This notice rests on 3 usual circumstances")
    assert data["assumed"] == [
        {"persons": "all members", "values": [{"value": "no", "titles": "the x"}]},
        {"persons": "member 1", "values": [{"value": "Shenzhen", "titles": "the y"}]},
        {"persons": "household", "values": [{"value": "no", "titles": "the z"}]},
    ]


def test_dates_and_the_page_in_both_languages() -> None:
    for language, told in (("zh", "2021年6月3日"), ("en", "2021-06-03")):
        data: Any = view(
            assessment(),
            "zh" if language == "zh" else "en",
            labels={},
            office="局",
            case="7号",
            issued=date(2021, 6, 3),
        )
        assert (data["issued"], data["office"], data["case"]) == (told, "局", "7号")
        assert all(data["page"][part].strip() for part in ("before", "between"))


def test_what_would_be_obeyed_or_break_lines_is_not_shown() -> None:
    name = "a\x1b[31m\nb\u202ec\u3000d"
    assert seen(labels={"1": name})["covered"][0]["name"] == "a?[31m b?c d"


def test_a_label_for_nobody_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        seen(labels={"3": "Li"})
    assert (refused.value.code, refused.value.path) == ("input.no_such_member", "labels")


def test_a_month_that_is_none_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        view(assessment(month="June"), "zh", labels={}, office=None, case=None, issued=None)
    assert refused.value.code == "input.not_an_assessment"
