"""What somebody who waits is shown, and that nobody else is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import sleep
from typing import Any

import pytest

from civbenefits.cli import progress
from civbenefits.cli.progress import Progress
from tests.cli.terminals import Terminal

Run = Callable[..., Any]
Watch = Callable[[], Terminal]

CHECK = ("check", "--place", "440300", "--on", "2021-06")
WIPED = "\r\033[K"


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Have somebody watch, to whom a thousandth of a second is long."""

    def watched() -> Terminal:
        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setattr(progress, "EVERY", 0.001)
        return terminal

    return watched


def wait_for(terminal: Terminal, text: str) -> None:
    for _ in range(5000):
        if text in terminal.getvalue():
            return
        sleep(0.001)
    raise AssertionError(f"never shown: {text}")


def test_the_time_is_told_until_something_is_counted(watch: Watch) -> None:
    terminal = watch()
    with Progress("en") as shown:
        wait_for(terminal, "\rworking, 0 s so far")
        count = shown.counting("cases_running")
        count(0, 2)
        before = terminal.getvalue()
        sleep(0.02)
        assert terminal.getvalue() == before
        count(1, 2)
    after = terminal.getvalue().removeprefix(before)
    assert before.endswith("\rrunning cases 0/2\033[K")
    assert after == f"\rrunning cases 1/2\033[K{WIPED}"


def test_the_line_is_wiped_where_the_work_fails(watch: Watch) -> None:
    terminal = watch()

    def work() -> None:
        with Progress("zh"):
            wait_for(terminal, "\r正在计算,已用 0 秒")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    before = terminal.getvalue()
    assert before.endswith(WIPED)
    sleep(0.02)
    assert terminal.getvalue() == before


@pytest.mark.parametrize(
    "command",
    [
        (*CHECK, "--members", "3"),
        ("rules", "list"),
        ("schema", "household"),
    ],
)
def test_of_every_command(run: Run, watch: Watch, command: tuple[str, ...]) -> None:
    terminal = watch()
    ran = run(*command)
    assert ran.code == 0
    assert "so far" not in ran.out
    assert terminal.getvalue().endswith(WIPED)


def test_not_while_somebody_types_a_household(run: Run, watch: Watch) -> None:
    terminal = watch()
    assert run(*CHECK, "-", stdin=b"members: [{id: a}]").code == 0
    assert terminal.getvalue() == ""


def test_only_where_somebody_watches(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "EVERY", 0.001)
    ran = run(*CHECK, "--members", "3")
    assert (ran.code, ran.err) == (0, "")
    with Progress("zh") as shown:
        shown.counting("cases_running")(1, 2)
        sleep(0.02)
    assert capsys.readouterr().err == ""
