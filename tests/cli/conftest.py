from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from civbenefits.cli.main import main


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in this process, as wide as where there is no terminal."""
    monkeypatch.delenv("COLUMNS", raising=False)

    def run_(*arguments: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = main(arguments)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run_


@pytest.fixture
def check(run: Run) -> Run:
    """Ask about Shenzhen in June 2021."""

    def check_(*arguments: str, stdin: bytes = b"") -> Ran:
        return run("check", "--place", "440300", "--on", "2021-06", *arguments, stdin=stdin)

    return check_
