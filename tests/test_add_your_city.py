"""The walk-through in ``docs/add-your-city.md``, followed line by line, and what a change costs."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stdout
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest

import civbenefits as cb
from civbenefits.cli.main import main

DOCS = Path(__file__).resolve().parent.parent / "docs"
WALK = DOCS / "add-your-city.md"
CITY = DOCS / "examples" / "overlay" / "my-city"

LEFT_OUT = "……"
_BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block: its language, what else stands beside it, and what is in it."""

    kind: str
    about: str
    text: str


def blocks() -> Iterator[Block]:
    for kind, about, text in _BLOCK.findall(WALK.read_text(encoding="utf-8")):
        yield Block(kind, about.strip(), text)


def run(block: Block) -> str:
    """What the commands or the program of a block print."""
    said = StringIO()
    with redirect_stdout(said):
        if block.kind == "python":
            exec(compile(block.text, str(WALK), "exec"), {})  # noqa: S102 - our own text
            return said.getvalue()
        wanted = int(block.about.removeprefix("exit=") or 0)
        for line in block.text.splitlines():
            program, *arguments = shlex.split(line)
            assert program == "civbenefits"
            assert main(arguments) == wanted, line
    return said.getvalue()


def compare(shown: str, said: str) -> None:
    """What is shown is what was said, but for what is left out: of a line, or whole lines."""
    pattern = "".join(
        "(?:.*\n)*" if line == LEFT_OUT else ".*".join(map(re.escape, line.split(LEFT_OUT))) + "\n"
        for line in shown.splitlines()
    )
    assert re.fullmatch(pattern, said), (shown, said)


def test_the_walk_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    said = ""
    for block in blocks():
        if block.kind == "yaml":
            file = tmp_path / block.about
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
        elif block.kind == "text":
            compare(block.text, said)
        else:
            said = run(block)
    assert capsys.readouterr().err == ""


def test_it_shows_every_kind_of_step() -> None:
    kinds = [block.kind for block in blocks()]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "sh": 6,
        "text": 8,
        "yaml": 5,
        "python": 1,
    }


def test_its_files_are_the_examples() -> None:
    shown = {block.about: block.text for block in blocks() if block.kind == "yaml"}
    del shown["wrong/shenzhen.yaml"]
    files = {
        f"my-city/{path.relative_to(CITY).as_posix()}": path.read_text(encoding="utf-8")
        for path in CITY.rglob("*.yaml")
    }
    assert shown == files


class TestCostOfChange:
    """In lines of one file, comments and blank lines included."""

    def lines(self, *names: str) -> int:
        return sum(len((CITY / name).read_text(encoding="utf-8").splitlines()) for name in names)

    def test_a_yearly_figure(self) -> None:
        assert self.lines("dibao-2022.yaml") <= 6

    def test_a_city(self) -> None:
        assert self.lines("449900.yaml") <= 15

    def test_a_scheme_with_its_cases(self) -> None:
        assert self.lines("meal_aid.yaml", "cases/meal_aid.yaml") <= 60

    def test_they_are_no_toys(self) -> None:
        members = (cb.Member(id="a", age=91), cb.Member(id="b", age=62))
        poor, _ = cb.assume_usual(
            cb.Household(members=members, counted_income=Decimal(0)), "449900"
        )
        for month, standard, meals in (("2021-12", 1000, None), ("2022-01", 1080, "300.00")):
            answer = cb.assess(poor, "449900", month, rules=CITY)
            assert answer.of("dibao").amount == 2 * standard
            if meals is None:
                assert answer.of("meal_aid", "a").verdict == "not_offered"
            else:
                assert str(answer.of("meal_aid", "a").amount) == meals
                assert answer.of("meal_aid", "b").verdict == "not_eligible"
