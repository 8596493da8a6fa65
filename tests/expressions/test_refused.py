"""What the language does not have is refused, and nothing else ever comes of it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civbenefits.errors import TableError
from civbenefits.expressions.building import MAX_HEIGHT, MAX_LENGTH, MAX_NODES, build
from civbenefits.facts.extending import BUILT_IN
from civbenefits.tables.model import At, Source
from tests.currencies import YUAN
from tests.expressions.small_expressions import codes, definition, faults, scheme

OUTSIDE = [
    "in_prison.__class__",
    "disability.__class__.__bases__",
    "__import__('os')",
    "__builtins__",
    "().__class__",
    "(1).__class__",
    "'a'.upper()",
    "f'{in_prison}'",
    "f'{1}' == 'a'",
    "lambda: in_prison",
    "(lambda: in_prison)()",
    "(in_prison := True)",
    "(x := 1) > 0",
    "[m for m in members]",
    "[m.in_prison for m in members][0]",
    "{m.in_prison for m in members}",
    "{m.id: 1 for m in members}",
    "(m.in_prison for m in members)",
    "{}",
    "{1: 2}",
    "[in_prison]",
    "(in_prison, roaming)",
    "*members",
    "any(*members)",
    "min(*members, 1)",
    "min(a=1, b=2)",
    "age(day=month_end)",
    "any(m.in_prison for m in members, default=1)",
    "in_prison is True",
    "in_prison is not None",
    "None",
    "...",
    "b'x'",
    "1j",
    "1 // 2",
    "1 % 2",
    "2 ** 3",
    "1 << 2",
    "1 | 2",
    "1 & 2",
    "1 ^ 2",
    "1 @ 2",
    "~1",
    "+1",
    "await in_prison",
    "yield in_prison",
    "(yield)",
    "print(1)",
    "eval('1')",
    "open('x')",
    "members",
    "members[0].in_prison",
    "household",
    "household.members",
    "self",
    "self.in_prison",
    "here.code",
    "s1000.real",
    "share_of.keys()",
    "any(m.__class__ for m in members)",
    "any(m._id for m in members)",
    "any(m.id == 'a' for m in members)",
    "any(m.in_prison.real for m in members)",
    "f()()",
    "f().b",
    "a.b.c()",
    "age.x(month_end)",
    "disability.age(month_end)",
    "relation in relation",
    "relation in 'child'",
    "relation in []",
    "relation in [relation]",
    "relation in {'child'}",
    "1 in [1] < 2",
    "1 not in [1] == 2",
    "in_prison;",
    "in_prison\\",
    "in_prison = True",
    "import os",
    "if in_prison: pass",
    "",
    " ",
    "and",
    "in_prison and",
    "(",
    "'",
    '"""',
    "\\",
    "\0",
    "0777",
    "１ < ２ )",
    "因为",
    "in_prison # and more",
    "not_on_record.x",
    "inherited",
    "receives('aid')",
    "receives(aid.b)",
    "receives(aid)",
    "receives()",
    "amount(1)",
    "qualifies(f())",
    "m.receives(aid)",
]


@pytest.mark.parametrize("text", [text for text in OUTSIDE if "#" not in text])
def test_what_is_no_expression_of_the_language_is_refused(text: str) -> None:
    with pytest.raises(TableError) as caught:
        built(text)
    assert caught.value.text.zh
    assert caught.value.text.en


class Nowhere:
    """An environment in which nothing is declared but a figure and a scheme."""

    vocabulary = BUILT_IN
    currency = YUAN

    def figures(self, name: str) -> None:
        return None

    def definition(self, name: str) -> None:
        return None

    def scheme(self, name: str) -> None:
        return None

    def region(self, name: str) -> None:
        return None

    def names(self) -> list[str]:
        return ["s1000"]


def built(text: str) -> object:
    return build(Source(text, At("file.yaml", 1, 1)), Nowhere(), "person")


def test_a_comment_is_none_of_its_business() -> None:
    assert built("in_prison # and more") is not None


@pytest.mark.parametrize(
    "text",
    [
        "not " * 41 + "in_prison",
        "-" * 41 + "1 < 2",
        "(" * 100 + "in_prison" + " and roaming)" * 100,
        " and ".join(["(in_prison"] * 60) + ")" * 60,
        "1 < " + "+".join(["1"] * 60),
        "not " * 400 + "in_prison",
    ],
)
def test_too_deep_an_expression_is_refused(text: str) -> None:
    with pytest.raises(TableError) as caught:
        built(text)
    assert caught.value.code == "table.expression_too_large"


@pytest.mark.parametrize(
    "text",
    [
        "(" * 300 + "1" + ")" * 300,
        "~" * 900 + "1",
        "f" + "()" * 600,
        "f()" + ".b" * 600,
        "in_prison" + ".b" * 900,
        "x" + "[0]" * 500,
        "receives(" + "~" * 800 + "1)",
        "[" * 150 + "]" * 150,
        "1 if True else " * 130 + "2",
        "lambda: " * 200 + "1",
        "any(" * 150 + "1" + " for m in members)" * 50,
        "1 in [" + "-" * 900 + "1]",
        "'" + "a" * 1900 + "' == relation",
        "9" * 1990 + " < disability.grade * 0 + in_prison",
    ],
)
def test_very_long_and_deep_texts_are_refused_quietly(text: str) -> None:
    with pytest.raises(TableError):
        built(text)


def test_too_long_an_expression_is_refused() -> None:
    fits = "in_prison or " * 150 + "roaming"
    assert len(fits) <= MAX_LENGTH
    assert built(fits) is not None
    with pytest.raises(TableError) as caught:
        built(fits + " or in_prison" * 10)
    assert caught.value.code == "table.expression_too_large"
    assert caught.value.details["limit"] == MAX_LENGTH


def test_a_long_chain_of_conditions_is_flat() -> None:
    assert codes(" or ".join(["in_prison"] * 150)) == []


def test_spaces_and_lines_make_no_difference() -> None:
    assert codes("in_prison\n  and\n  roaming") == []


@given(st.text(max_size=40))
def test_any_text_is_built_or_refused(text: str) -> None:
    with suppress(TableError):
        built(text)


PARTS = [
    "in_prison", "relation", "s1000", "members", "m", "1", "'a'", "0.5", "(", ")", "[", "]", ".",
    ",", ":", "and", "or", "not", "in", "if", "else", "for", "<", "==", "+", "*", "/", "-", "any",
    "min", "age", "month_end", "lambda", ":=", "__class__", "f'", "**", "is", "None", "await",
]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=14))
def test_any_sequence_of_words_is_built_or_refused(words: list[str]) -> None:
    with suppress(TableError):
        built(" ".join(words))


@pytest.mark.parametrize(
    ("text", "name", "near"),
    [
        ("in_prisn", "in_prisn", "in_prison"),
        ("s10000 > 0", "s10000", "s1000"),
        ("disability.grad > 1", "disability.grad", "grade"),
        ("household.counted_incme > 0", "counted_incme", "counted_income"),
        ("any(m.prisner for m in members)", "prisner", ""),
        ("receives(mels)", "mels", "meals"),
        ("any(m.in_prison for m in member)", "member", "members"),
        ("within(hukou.place, hre)", "hre", "here"),
        ("share_off['wage'] > 0", "", ""),
        ("xyzzy", "xyzzy", ""),
    ],
)
def test_an_unresolved_name_suggests_the_nearest(text: str, name: str, near: str) -> None:
    [fault] = faults(text, {"meals.yaml": scheme("meals", "True")})
    assert fault.code == "table.unresolved_name"
    assert not name or fault.details["name"] == name
    assert not near or fault.details["suggestion"] == near


@pytest.mark.parametrize(
    ("text", "of", "code"),
    [
        ("in_prison", "household", "table.needs_person"),
        ("disability.grade > 1", "household", "table.needs_person"),
        ("prisoner", "household", "table.needs_person"),
        ("receives(meals)", "household", "table.needs_person"),
        ("disability", "person", "table.not_a_value"),
        ("incomes", "person", "table.not_a_value"),
        ("household.property", "person", "table.not_a_value"),
        ("in_prison.x", "person", "table.not_a_value"),
        ("any(m.disability for m in members)", "person", "table.not_a_value"),
    ],
)
def test_names_that_stand_for_no_value_here(text: str, of: str, code: str) -> None:
    assert codes(text, {"meals.yaml": scheme("meals", "True")}, of=of) == [code]


def test_a_fault_stands_where_it_is_written() -> None:
    [fault] = faults("'中文' == '中文' and in_prisn")
    assert (fault.line, fault.column) == (11, 11 + len("'中文' == '中文' and "))


def test_what_is_refused_is_shown_as_it_is_written() -> None:
    [fault] = faults("in_prison and {1:2,  3:4}")
    assert fault.details["text"] == "{1:2, 3:4}"


def test_a_tree_with_all_that_it_inherits_may_not_be_too_high() -> None:
    deep = "not " * 35
    below = definition("asked", deep + "inherited").replace("title: {zh: 义, en: asked}", "")
    [fault] = faults(deep + "in_prison", {"gd/below.yaml": below})
    assert (fault.code, fault.file) == ("table.expression_too_large", "gd/below.yaml")
    assert fault.details["limit"] == MAX_HEIGHT


def test_what_is_inherited_again_and_again_may_not_grow_without_bounds() -> None:
    text = " or ".join(["inherited"] * 150)
    below = definition("asked", text).replace("title: {zh: 义, en: asked}", "")
    files = {f"{folder}/below.yaml": below for folder in ("gd", "gd/sz", "gd/sz/lg")}
    found = faults("in_prison", files)
    assert {fault.code for fault in found} == {"table.expression_too_large"}
    assert all(fault.details["limit"] == MAX_NODES for fault in found)
