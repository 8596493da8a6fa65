from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from civbenefits.cli.main import main
from tests.interview.small import written


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def small_rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of small tables."""
    return written(tmp_path_factory.mktemp("rules"))


@pytest.fixture
def interview(
    small_rules: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Ran]:
    """Hold an interview under the small tables; answers come from a pipe, one a line."""
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setenv("CIVBENEFITS_CACHE", str(tmp_path))

    def run(*arguments: str, answers: str | bytes = "") -> Ran:
        raw = answers.encode() if isinstance(answers, str) else answers
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        where = (
            "--place",
            "440300",
            "--on",
            "2021-06",
            "--rules",
            str(small_rules),
            "--no-built-in",
        )
        code = main(["interview", *where, *arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run
