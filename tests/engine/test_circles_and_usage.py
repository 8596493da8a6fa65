"""References that go round in a circle, and names that nothing uses."""

from __future__ import annotations

import pytest

from tests.engine.small_tables import aid, figure, meaning, read, refused, together


def circle(files: dict[str, str]) -> str:
    circles = {str(f.details["circle"]) for f in refused(files) if f.code == "table.circle"}
    assert len(circles) == 1
    return circles.pop()


def test_a_definition_of_itself() -> None:
    assert circle({"needy.yaml": meaning("from: 2000-01-01, is: not needy")}) == "needy > needy"


def test_a_definition_of_itself_in_others() -> None:
    text = "any(m.needy for m in members)"
    assert circle({"needy.yaml": meaning(f"from: 2000-01-01, is: {text}")}) == "needy > needy"


def test_definitions_of_each_other() -> None:
    files = {
        "a.yaml": meaning("from: 2000-01-01, is: b", name="a"),
        "b.yaml": meaning("from: 2000-01-01, is: c or in_prison", name="b"),
        "c.yaml": meaning("from: 2000-01-01, is: roaming and a", name="c"),
    }
    assert circle(files) == "a > b > c > a"


def test_figures_derived_from_each_other() -> None:
    files = {
        "a.yaml": figure("from: 2000-01-01, derived: b * 2, round: none", name="a"),
        "b.yaml": figure("from: 2000-01-01, derived: a / 2, round: none", name="b"),
    }
    assert circle(files) == "a > b > a"


def test_a_figure_derived_from_itself_by_a_definition() -> None:
    files = {
        "a.yaml": figure("from: 2000-01-01, derived: 0 if d else a, round: none", name="a"),
        "d.yaml": meaning(
            "from: 2000-01-01, is: household.property.compliant and a > 0", of="household", name="d"
        ),
    }
    assert circle(files) in ("d > a > d", "a > d > a", "a > a", "d > d")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("receives(aid)", "aid.receives > aid.qualifies > aid.requires.asked > aid.receives"),
        ("qualifies(aid)", "aid.qualifies > aid.requires.asked > aid.qualifies"),
        (
            "any(m.qualifies(aid) for m in members)",
            "aid.qualifies > aid.requires.asked > aid.qualifies",
        ),
    ],
)
def test_a_scheme_that_asks_for_itself(text: str, expected: str) -> None:
    version = f"requires: {{asked: '{text}'}}\nprovides: {{zh: 物, en: goods}}"
    found = circle({"aid.yaml": aid(version)}).split(" > ")
    assert set(found) == set(expected.split(" > "))
    assert found[0] == found[-1]


def test_a_scheme_whose_condition_asks_for_its_own_amount() -> None:
    files = {
        "figure.yaml": figure("from: 2000-01-01, value: 5"),
        "aid.yaml": aid("requires: {asked: amount(aid) > 0}\npays: figure"),
    }
    names = set(circle(files).split(" > "))
    assert names == {"aid.amount", "aid.receives", "aid.qualifies", "aid.requires.asked"}


def test_a_scheme_through_a_definition_and_another_scheme() -> None:
    files = {
        "needy.yaml": meaning("from: 2000-01-01, is: not receives(other)"),
        "aid.yaml": aid("requires: {asked: needy}\nprovides: {zh: 物, en: x}"),
        "other.yaml": aid(
            "requires: {asked: receives(aid)}\nprovides: {zh: 物, en: x}", name="other"
        ),
    }
    assert "needy" in circle(files).split(" > ")


def test_a_top_up_of_each_other_is_a_circle() -> None:
    files = {
        "figure.yaml": figure("from: 2000-01-01, value: 5"),
        "a.yaml": aid("pays: figure", name="a"),
        "b.yaml": aid("pays: figure", name="b"),
        "one.yaml": together("top_up", "a", "b"),
        "two.yaml": together("top_up", "b", "a"),
    }
    assert set(circle(files).split(" > ")) == {"a.amount", "b.amount"}


def test_a_circle_in_one_place_alone_is_found() -> None:
    files = {
        "needy.yaml": meaning("from: 2000-01-01, is: in_prison"),
        "aid.yaml": aid("requires: {asked: needy}\nprovides: {zh: 物, en: x}"),
        "gd/sz/needy.yaml": meaning("from: 2015-01-01, is: receives(aid)", head=False),
    }
    [fault] = refused(files)
    assert (fault.code, fault.file) in [
        ("table.circle", "gd/sz/needy.yaml"),
        ("table.circle", "aid.yaml"),
    ]


def test_a_circle_is_told_where_it_is_said_to_begin() -> None:
    files = {
        "needy.yaml": meaning("from: 2000-01-01, is: receives(aid)"),
        "aid.yaml": aid("requires: {asked: needy}\nprovides: {zh: 物, en: x}"),
    }
    [fault] = refused(files)
    first, *_ = str(fault.details["circle"]).split(" > ")
    assert fault.file == f"{first.partition('.')[0]}.yaml"


USED = {
    "by.yaml": figure("from: 2000-01-01, by: kind, value: {x: 1}", name="by_kind"),
    "kind.yaml": meaning("from: 2000-01-01, is: \"'x' if in_prison else 'y'\"", name="kind"),
    "base.yaml": figure("from: 2000-01-01, value: 1", name="base"),
    "twice.yaml": figure("from: 2000-01-01, derived: base * 2, round: none", name="twice"),
    "unit.yaml": meaning("from: 2000-01-01, is: not in_prison", name="unit"),
    "warned.yaml": meaning(
        "from: 2000-01-01, is: household.property.compliant", name="warned", of="household"
    ),
    "needed.yaml": meaning("from: 2000-01-01, is: in_prison and deeper", name="needed"),
    "deeper.yaml": meaning("from: 2000-01-01, is: roaming", name="deeper"),
    "fund.yaml": aid(
        """
        requires: {asked: any(m.needed for m in members)}
        covers: unit
        pays: twice * count(m for m in members)
        caveats: [{when: warned, zh: 甲, en: warning}]
        """,
        name="fund",
        of="household",
    ),
    "aid.yaml": aid("pays: by_kind"),
}


def test_what_is_used_anywhere_is_used() -> None:
    assert read(USED).places


@pytest.mark.parametrize(
    ("without", "unused"),
    [
        ("aid.yaml", {"by_kind"}),
        ("fund.yaml", {"twice", "unit", "warned", "needed"}),
        ("twice.yaml", {"base"}),
        ("by.yaml", {"kind"}),
    ],
)
def test_what_nothing_uses_is_a_fault(without: str, unused: set[str]) -> None:
    files = {name: text for name, text in USED.items() if name != without}
    if without == "twice.yaml":
        files["fund.yaml"] = files["fund.yaml"].replace(
            "pays: twice * count(m for m in members)", "provides: {zh: 物, en: x}"
        )
    if without == "by.yaml":
        files["aid.yaml"] = aid()
    faults = refused(files)
    assert {str(f.details["name"]) for f in faults} == unused
    assert {f.code for f in faults} <= {"table.unused_standard", "table.unused_definition"}


def test_what_another_place_uses_is_used() -> None:
    files = {
        "figure.yaml": figure("from: 2000-01-01, value: 1"),
        "gd/sz/lg/aid.yaml": aid("pays: figure"),
    }
    assert read(files).standards


def test_other_faults_come_first() -> None:
    files = {
        "figure.yaml": figure("from: 2000-01-01, value: 1"),
        "aid.yaml": aid("requires: {asked: in_prisn}\nprovides: {zh: 物, en: x}"),
    }
    assert [f.code for f in refused(files)] == ["table.unresolved_name"]
