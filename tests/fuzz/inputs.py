"""What is fed to the targets: noise, and what was once right with something wrong in it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as st

from civbenefits.engine.library import built_in_folder
from civbenefits.expressions.calling import USAGE
from civbenefits.facts.household import Household
from civbenefits.facts.member import Member
from civbenefits.facts.vocabulary import facts_of

HERE: Final = Path(__file__).parent
TABLES: Final = HERE.parent / "tables"

EVIL: Final = [
    "", " ", "\n", "\t", "\r\n", "\x00", "\ufeff", "\u2028", "\x85", "\xa0", "ｉ", "低", "😀",
    "'", '"', "''", "\\", '"\\ud800"', '"\\x00"', "{", "}", "[", "]", ",", ":", "- ", "? ", "#",
    "&a", "*a", "!!str", "!x ", "<<: ", "---\n", "...\n", "%YAML 1.1\n", "|\n", ">-\n", "@", "`",
    "9" * 40, "0", "-1", "1e9", "0x1", "1_0", "1/0", "1/3", "0.0", "1." + "1" * 40, "unknown",
    "null", "~", "true", "2021-02-30", "0000", "9999-12-31", "0001-01-01", "(" * 60, "not " * 50,
    " if ", " else ", " and ", " or ", " in ", " not in ", " == ", " < ", " * ", " / ", " ** ",
    "inherited", "not_on_record", "here", "self", "members", "for m in members", "lambda: 1",
    "__class__", "{0}", "{text}", "%s", "drop", "cases: []", "scheme: aid", "place: {}",
]  # fmt: skip
_TOKEN: Final = re.compile(r"\w+|\s+|[^\w\s]")


@cache
def documents() -> list[str]:
    """Real tables, good and bad."""
    folders = (TABLES / "good", TABLES / "bad", built_in_folder())
    paths = [path for folder in folders for path in sorted(folder.rglob("*.yaml"))]
    texts = [path.read_bytes().decode("utf-8", errors="replace") for path in paths]
    return [text for text in texts if len(text) < 4000]


@cache
def words() -> list[str]:
    """Words of tables and of the vocabulary, and what no table should hold."""
    found = {word for text in documents() for word in re.findall(r"[\w./-]+", text)}
    return [*EVIL, *sorted(found), *facts_of(Member), *facts_of(Household), *USAGE]


@st.composite
def mutated(draw: st.DrawFn, texts: list[str]) -> str:
    """A text in which some tokens were dropped, doubled, exchanged or replaced."""
    tokens = _TOKEN.findall(draw(st.sampled_from(texts)))
    for _ in range(draw(st.integers(1, 5))):
        if not tokens:
            break
        at = draw(st.integers(0, len(tokens) - 1))
        to = min(len(tokens), at + draw(st.integers(1, 8)))
        change = draw(st.sampled_from(["drop", "double", "insert", "replace", "move", "cut"]))
        if change == "drop":
            del tokens[at:to]
        elif change == "double":
            tokens[to:to] = tokens[at:to]
        elif change == "insert":
            tokens.insert(at, draw(st.sampled_from(words())))
        elif change == "replace":
            tokens[at] = draw(st.sampled_from(words()))
        elif change == "move":
            piece = tokens[at:to]
            del tokens[at:to]
            where = draw(st.integers(0, len(tokens)))
            tokens[where:where] = piece
        else:
            del tokens[to:]
    return "".join(tokens)


def noise() -> st.SearchStrategy[bytes]:
    """Bytes, and texts of what YAML makes much of."""
    marks = st.lists(st.sampled_from(EVIL), max_size=20).map("".join)
    return st.binary(max_size=200) | marks.map(_bytes)


def tables() -> st.SearchStrategy[bytes]:
    """Table files."""
    return noise() | st.deferred(lambda: mutated(documents())).map(_bytes)


@cache
def real_expressions() -> list[str]:
    """Expressions of real tables."""
    found = re.findall(r"(?:is|when|pays|derived|by): ([^\n,]+)", "\n".join(documents()))
    return sorted({text.strip("\"' ") for text in found if len(text) < 300})


LEAVES: Final = [
    "in_prison", "disability.grade", "disability.kind", "hukou.kind", "hukou.place", "born",
    "counted_income", "household.counted_income", "age(month_end)", "age(month_start)", "poor",
    "living_standard", "base_amount", "extra", "age_extra", "counted_share",
    "counted_share['wage']", "several_persons", "receives(aid)", "qualifies(elder)", "amount(aid)",
    "not_on_record", "True", "0", "1", "2/3", "0.1", "'urban'", "'wage'", "m.in_prison",
    "m.age(month_end)", "i.monthly", "i.kind", "p.situation", "parents", "incomes",
    "members", "m", "here", "relation",
]  # fmt: skip
SHAPES: Final = [
    "{0} and {1}", "{0} or {1}", "not {0}", "{0} < {1}", "{0} == {1}", "{0} < {1} <= {2}",
    "{0} in [{1}, {2}]", "{0} not in [{1}]", "{0} + {1}", "{0} - {1}", "{0} * {1}", "{0} / {1}",
    "-{0}", "{0} if {1} else {2}", "min({0}, {1})", "max({0}, {1}, {2})", "({0})",
    "any({0} for m in members)", "all({0} for m in members if {1})",
    "sum({0} for i in incomes if {1})", "count({0} for p in parents)", "count(m for m in members)",
    "first_known({0}, {1})", "either({0}, {1})", "round_up({0}, yuan)", "within({0}, {1})",
    "counted_share[{0}]", "{0}.{1}", "{0}[{1}]", "{0}({1})",
]  # fmt: skip


def expressions() -> st.SearchStrategy[str]:
    """Expressions, right and wrong."""
    grown = st.recursive(
        st.sampled_from(LEAVES),
        lambda inner: st.builds(str.format, st.sampled_from(SHAPES), inner, inner, inner),
        max_leaves=12,
    )
    return grown | st.deferred(lambda: mutated(real_expressions()))


VALUES: Final[st.SearchStrategy[Any]] = st.sampled_from(
    ["", "?", "0", "-1", "2400.50", "99999999999999999999", "true", "no", "2021-02-30", "440300",
     "1950-01-31", "urban", "child", "not_a_word", None, True, 0, 70, 10**30, [], {}, "\x00", "低"]
)  # fmt: skip
"""Values of facts."""


@st.composite
def _record(draw: st.DrawFn, of: type[Any], depth: int = 0) -> dict[str, Any]:
    facts = facts_of(of)
    data: dict[str, Any] = {}
    for name in draw(st.lists(st.sampled_from([*facts, "xyzzy"]), max_size=5, unique=True)):
        fact = facts.get(name)
        if fact is not None and fact.group is not None and depth < 3 and draw(st.booleans()):
            inner = _record(fact.group, depth + 1)
            listed = st.lists(inner, max_size=3) if fact.kind == "list" else inner
            data[name] = draw(listed)
        else:
            data[name] = draw(VALUES)
    return data


@st.composite
def _family(draw: st.DrawFn) -> bytes:
    data = draw(_record(Household))
    members = [{"id": f"p{n}", **draw(_record(Member))} for n in range(draw(st.integers(0, 3)))]
    data["members"] = members
    return json.dumps(data).encode()


FAMILIES: Final = [
    '{"counted_income": 2400.5, "members": [{"id": "a", "born": "1950-01-31", "age": 70}]}',
    'counted_income: "2400"\nmembers:\n  - {id: a, relation: applicant, disability: {grade: 2}}\n',
    "members:\n  - {id: a, id_number: 11010519491231002X}\n  - {id: b, parents: [{}, {}]}\n",
]


def households() -> st.SearchStrategy[bytes]:
    """Household files."""
    return noise() | _family() | mutated(FAMILIES).map(_bytes)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", errors="replace")


INPUTS: Final = {"table": tables, "expression": expressions, "household": households}
