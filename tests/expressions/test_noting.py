"""What is noted of an expression while it is built: what is true or false, what is looked up."""

from __future__ import annotations

import pytest

from civbenefits.errors import TableError
from civbenefits.expressions import nodes as n
from civbenefits.expressions import types as t
from civbenefits.expressions.building import build
from civbenefits.expressions.noting import Notes
from civbenefits.expressions.site import Figures
from civbenefits.texts import Text
from tests.currencies import YUAN
from tests.expressions.test_wording import AT, Names, Standard, source
from tests.expressions.test_wording import _entry as entry

TITLE = Text("数", "figure")
KEYED = {
    "plain": Standard(TITLE, "ratio", keyed={"urban": 1, "rural": 2}),
    "by_fact": Standard(TITLE, "ratio", keyed={"urban": 1}, by="hukou.kind"),
    "by_test": Standard(
        TITLE, "ratio", keyed={"urban": 1}, by="'urban' if in_prison and not roaming else 'rural'"
    ),
    "by_keyed": Standard(TITLE, "ratio", bands={0: 1}, by="by_test * 2"),
    "by_itself": Standard(TITLE, "ratio", bands={0: 1}, by="by_loop"),
    "by_loop": Standard(TITLE, "ratio", bands={0: 1}, by="by_itself + 1"),
    "by_inherited": Standard(TITLE, "ratio", bands={0: 1}, by="inherited"),
    "by_text": Standard(TITLE, "ratio", bands={0: 1}, by="hukou.kind"),
    "by_number": Standard(TITLE, "ratio", keyed={"urban": 1}, by="clergy_years_apart"),
    "without_key": Standard(TITLE, "ratio", keyed={"urban": 1}),
}
ALL = "in_prison and first_known(not roaming, 0 < 1)"


class Keyed(Names):
    """Names of standards that are keyed by expressions."""

    def figures(self, name: str) -> Figures | None:
        standard = KEYED.get(name)
        return Figures(t.of_unit(standard.unit, YUAN), entry(standard)) if standard else None


def noted(text: str, inherited: n.Node | None = None) -> Notes:
    notes = Notes()
    build(source(text), Keyed(), "person", inherited, notes)
    return notes


@pytest.mark.parametrize(
    ("text", "tests"),
    [
        ("in_prison", ["in_prison"]),
        ("not in_prison", ["in_prison", "not in_prison"]),
        ("True", []),
        ("in_prison or False", ["in_prison", "in_prison or False"]),
        ("1 + 2", []),
        ("disability.grade <= 2", ["disability.grade <= 2"]),
        ("inherited", []),
        ("inherited and roaming", ["roaming", "inherited and roaming"]),
        ("first_known(in_prison, roaming)", ["roaming", "first_known(in_prison, roaming)"]),
        (
            ALL,
            ["in_prison", "0 < 1", "first_known(not roaming, 0 < 1)", ALL],
        ),
        ("either(in_prison, roaming)", ["in_prison", "roaming", "either(in_prison, roaming)"]),
        ("by_fact > 1", ["by_fact > 1"]),
        (
            "by_test > 1",
            ["in_prison", "roaming", "not roaming", "in_prison and not roaming", "by_test > 1"],
        ),
        (
            "by_keyed > 1",
            ["in_prison", "roaming", "not roaming", "in_prison and not roaming", "by_keyed > 1"],
        ),
    ],
)
def test_what_is_true_or_false_is_noted(text: str, tests: list[str]) -> None:
    inherited = build(source("in_prison and lives_alone"), Names(), "person")
    found = [part.text for part, _ in noted(text, inherited).tests]
    assert found == tests


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("1 + 2", []),
        ("plain['urban']", ["Const"]),
        ("by_fact", ["FactRef"]),
        ("by_fact['urban']", ["Const"]),
        ("by_test", ["IfElse"]),
        ("by_keyed", ["IfElse"]),
        ("by_fact + plain['rural']", ["FactRef", "Const"]),
    ],
)
def test_what_is_looked_up_is_noted(text: str, keys: list[str]) -> None:
    found = noted(text).keyed
    assert [type(lookup.key).__name__ for _, lookup in found] == keys
    assert {at for at, _ in found} <= {AT}


def test_without_notes_the_same_is_built() -> None:
    for text in ("by_keyed > 1", "first_known(in_prison, roaming)"):
        with_notes = build(source(text), Keyed(), "person", notes=Notes())
        without = build(source(text), Keyed(), "person")
        kinds = [[type(each) for each in n.walk(tree)] for tree in (with_notes, without)]
        assert kinds[0] == kinds[1]


@pytest.mark.parametrize(
    ("text", "code", "details"),
    [
        ("by_itself", "table.circle", {"circle": "by_itself > by_loop > by_itself"}),
        ("by_loop", "table.circle", {"circle": "by_loop > by_itself > by_loop"}),
        ("by_inherited", "table.nothing_to_inherit", {}),
        ("by_text", "table.wrong_type", {"expected": "number", "found": "choice"}),
        ("by_number", "table.wrong_type", {"expected": "choice", "found": "years"}),
        ("without_key", "table.needs_key", {"name": "without_key"}),
        ("plain", "table.needs_key", {"name": "plain"}),
    ],
)
def test_keys_that_are_refused(text: str, code: str, details: dict[str, str]) -> None:
    inherited = n.Const(t.NUMBER, 1)
    with pytest.raises(TableError) as refused:
        noted(text, inherited)
    assert refused.value.code == code
    assert details.items() <= refused.value.details.items()
