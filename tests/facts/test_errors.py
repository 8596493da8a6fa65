"""One faulty input for each error code: the code, the path, and nothing personal in the text."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from civbenefits.errors import InputError
from civbenefits.facts.household import MAX_MEMBERS, check_dates
from civbenefits.facts.reading import household_from, read_household
from civbenefits.located import MAX_BYTES

FAULTY = "8431"
"""Stands in every faulty value; no error may repeat it."""


def person(**facts: Any) -> dict[str, Any]:
    return {"id": f"id-{FAULTY}", **facts}


def second(**facts: Any) -> dict[str, Any]:
    return {"members": [{"id": "a"}, person(**facts)]}


FAULTS: list[tuple[str, str, dict[str, Any]]] = [
    ("wrong_type", "members.1.age", second(age=8431.5)),
    ("wrong_type", "members.1.age", second(age=True)),
    ("wrong_type", "members.1.age", second(age="8431 years")),
    ("wrong_type", "members.1.age", second(age=f"{FAULTY:0>6}")),
    ("wrong_type", "members.1.age", second(age=FAULTY * 1000)),
    ("wrong_type", "members.1.in_prison", second(in_prison=FAULTY)),
    ("wrong_type", "members.1.in_prison", second(in_prison=8431)),
    ("wrong_type", "members.1.born", second(born=8431)),
    ("wrong_type", "members.1.disability", second(disability=FAULTY)),
    ("wrong_type", "members.1.incomes", second(incomes={"amount": FAULTY})),
    ("wrong_type", "members.1.incomes.0", second(incomes=[FAULTY])),
    ("wrong_type", "members.1.hukou.place", second(hukou={"place": 843100})),
    ("wrong_type", "members", {"members": FAULTY}),
    ("wrong_type", "members.0", {"members": [FAULTY]}),
    ("out_of_range", "members.1.disability.grade", second(disability={"grade": FAULTY})),
    ("out_of_range", "members.1.age", second(age=-8431)),
    ("out_of_range", "members.1.incomes.0.months", second(incomes=[{"months": FAULTY}])),
    ("not_a_choice", "members.1.relation", second(relation=FAULTY)),
    (
        "not_a_choice",
        "members.1.parents.1.disability.kind",
        second(parents=[{}, {"disability": {"kind": FAULTY}}]),
    ),
    ("bad_place_code", "members.1.residence.place", second(residence={"place": FAULTY})),
    ("bad_place_code", "members.1.hukou.place", second(hukou={"place": "八四三一〇〇"})),
    ("not_money", "members.1.counted_income", second(counted_income=8431.5)),
    ("not_money", "members.1.counted_income", second(counted_income="8431e3")),
    (
        "not_money",
        "property.financial_assets",
        {"members": [person()], "property": {"financial_assets": "8,431"}},
    ),
    ("negative_money", "counted_income", {"members": [person()], "counted_income": f"-{FAULTY}"}),
    ("too_much_money", "counted_income", {"members": [person()], "counted_income": FAULTY * 5}),
    (
        "parts_of_a_fen",
        "members.1.incomes.0.amount",
        second(incomes=[{"amount": f"1.{FAULTY}"}]),
    ),
    ("bad_member_id", "members.0.id", {"members": [{"id": FAULTY * 20}]}),
    ("bad_member_id", "members.0.id", {"members": [{"id": 8431}]}),
    ("bad_member_id", "members.0.id", {"members": [{"id": ""}]}),
    ("bad_member_id", "members.0.id", {"members": [{"id": "  "}]}),
    ("bad_member_id", "members.0.id", {"members": [{"id": f"{FAULTY}\x1b[2J"}]}),
    ("bad_identity_number", "members.1.id_number", second(id_number=FAULTY)),
    ("age_and_birth", "members.1.age", second(age=84, born="1931-08-04")),
    ("finding_and_raw", "members.1.incomes", second(counted_income=FAULTY, incomes=[])),
    (
        "finding_and_raw",
        "members.0.incomes",
        {"members": [person(incomes=[])], "counted_income": FAULTY},
    ),
    (
        "finding_and_raw",
        "property.compliant",
        {"members": [person()], "property": {"compliant": True, "dwellings": 843}},
    ),
    ("parents_not_two", "members.1.parents", second(parents=[{"situation": "dead"}])),
    (
        "grade_without_disability",
        "members.1.disability.grade",
        second(disability={"kind": "none", "grade": 1}),
    ),
    (
        "grade_without_disability",
        "members.1.parents.0.disability.grade",
        second(parents=[{"disability": {"kind": "none", "grade": 1}}, {}]),
    ),
    ("no_members", "members", {"members": []}),
    ("too_many_members", "members", {"members": [{"id": str(n)} for n in range(MAX_MEMBERS + 1)]}),
    ("duplicate_member", "members.1.id", {"members": [person(), person()]}),
    (
        "two_applicants",
        "members.1.relation",
        {"members": [person(relation="applicant"), {"id": "b", "relation": "applicant"}]},
    ),
    (
        "child_not_younger",
        "members.1.relation",
        {
            "members": [
                {"id": "a", "relation": "applicant", "age": 40},
                person(relation="child", age=84),
            ]
        },
    ),
    (
        "incomes_do_not_add_up",
        "counted_income",
        {"members": [person(counted_income=FAULTY)], "counted_income": 8432},
    ),
    (
        "incomes_do_not_add_up",
        "counted_income",
        {"members": [person(counted_income=FAULTY), {"id": "b"}], "counted_income": 100},
    ),
    ("unknown_key", "members.1.disabilty", second(disabilty=FAULTY)),
    ("unknown_key", "members.1.study.…", second(study={FAULTY: FAULTY})),
    ("unknown_key", "members.1.…", second(**{"a" * 41: FAULTY})),
    ("unknown_key", "…", {"members": [person()], FAULTY: FAULTY}),
    ("missing_key", "members", {}),
    ("missing_key", "members.0.id", {"members": [{"age": 84}]}),
    ("missing_key", "members.1.id", {"members": [{"id": "a"}, {"id": None}]}),
    ("bad_date", "members.1.born", second(born="1984-31-84")),
    ("bad_date", "members.1.born", second(born="19840310")),
    ("bad_date", "members.1.born", second(born="1984-03")),
    ("bad_date", "members.1.born", second(born="1983-02-29")),
]

UNREADABLE: list[tuple[str, str, bytes]] = [
    ("unreadable", "file", f'{{"members": [{{"id": "{FAULTY}"'.encode()),
    ("unreadable", "file", f"members: [{{id: {FAULTY}".encode()),
    ("unreadable", "file", f"members: []\n---\nid: {FAULTY}".encode()),
    ("unreadable", "file", b"members: \x00" + FAULTY.encode()),
    ("duplicate_key", "members.0.age", f'{{"members": [{{"age": 1, "age": {FAULTY}}}]}}'.encode()),
    ("duplicate_key", "members.0.age", f"members: [{{age: 1, age: {FAULTY}}}]".encode()),
    ("duplicate_key", "members.0.…", f"members: [{{{FAULTY}: 1, {FAULTY}: 2}}]".encode()),
    ("duplicate_key", "members.0.…", f'{{"members": [{{"{FAULTY}": 1, "{FAULTY}": 2}}]}}'.encode()),
    ("duplicate_key", "members", b"members: []\nmembers: []"),
    ("unsupported_yaml", "members.0.id", f"members: [{{id: &x {FAULTY}}}]".encode()),
    ("unsupported_yaml", "members.0.…", f"members: [{{{FAULTY}: *x}}]".encode()),
    ("unsupported_yaml", "members.0.id", f"members: [{{id: !!str {FAULTY}}}]".encode()),
    ("unsupported_yaml", "members.0", f"members: [{{[{FAULTY}]: 1}}]".encode()),
    ("too_large", "file", FAULTY.encode() * MAX_BYTES),
    ("too_large", "file", b"{" + FAULTY.encode() * MAX_BYTES),
    ("too_large", "file", b'{"a":' * 30 + FAULTY.encode()),
    ("too_large", "file", b"a: " + b"[" * 30 + FAULTY.encode()),
    ("not_utf8", "file", f"id: {FAULTY}张三".encode("gbk")),
    ("not_utf8", "file", f'{{"id": "{FAULTY}张三"}}'.encode("gbk")),
]


def said_by(error: InputError) -> str:
    """Everything an error shows anywhere."""
    return "\n".join([str(error), repr(error), error.message("zh"), error.message("en")])


@pytest.mark.parametrize(("code", "path", "data"), FAULTS)
def test_faulty_data_is_refused(code: str, path: str, data: dict[str, Any]) -> None:
    with pytest.raises(InputError) as refused:
        household_from(data)
    assert (refused.value.code, refused.value.path) == (f"input.{code}", path)
    assert FAULTY not in said_by(refused.value)


def has_no_number(data: Any) -> bool:
    if isinstance(data, dict):
        return all(map(has_no_number, data.values()))
    if isinstance(data, list):
        return all(map(has_no_number, data))
    return isinstance(data, bool) or not isinstance(data, int | float)


@pytest.mark.parametrize(
    ("code", "path", "data"),
    # In a file a number is as exact as a text, so some of them are not refused there.
    [fault for fault in FAULTS if has_no_number(fault[2])],
)
def test_a_json_file_is_refused_the_same(code: str, path: str, data: dict[str, Any]) -> None:
    with pytest.raises(InputError) as refused:
        read_household(json.dumps(data).encode())
    assert (refused.value.code, refused.value.path) == (f"input.{code}", path)
    assert FAULTY not in said_by(refused.value)


@pytest.mark.parametrize(("code", "path", "raw"), UNREADABLE)
def test_a_faulty_file_is_refused(code: str, path: str, raw: bytes) -> None:
    with pytest.raises(InputError) as refused:
        read_household(raw, name="file")
    assert (refused.value.code, refused.value.path) == (f"input.{code}", path)
    assert FAULTY not in said_by(refused.value)


def test_a_member_born_after_the_month_is_refused() -> None:
    household = household_from({"members": [{"id": "a"}, person(born="2021-07-01")]})
    check_dates(household, date(2021, 7, 1))
    with pytest.raises(InputError) as refused:
        check_dates(household, date(2021, 6, 30))
    assert (refused.value.code, refused.value.path) == ("input.born_later", "members.1.born")
    assert "2021" not in said_by(refused.value)


@pytest.mark.parametrize("data", [None, [], "members", 1])
def test_a_household_is_a_group_of_facts(data: Any) -> None:
    with pytest.raises(InputError) as refused:
        household_from(data)
    assert (refused.value.code, refused.value.path) == ("input.wrong_type", "")


def test_a_fault_in_parsing_does_not_carry_the_text_along() -> None:
    with pytest.raises(InputError) as refused:
        read_household(f'{{"id": "{FAULTY}"'.encode())
    assert refused.value.__context__ is None
    with pytest.raises(InputError) as refused:
        household_from(second(id_number=FAULTY))
    fault: BaseException | None = refused.value
    while fault is not None:
        assert isinstance(fault, InputError)
        fault = fault.__context__
