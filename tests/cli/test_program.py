from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import civbenefits
from civbenefits.cli.options import commands_below
from civbenefits.cli.short_form import SHORT_OPTIONS, option_of

Run = Callable[..., Any]

ROOT = Path(civbenefits.__file__).resolve().parent.parent
ASKED = ("check", "--place", "440300", "--on", "2021-06", "--members", "3", "--income", "2400")


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "civbenefits", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


def test_version(run: Run) -> None:
    ran = run("--version")
    assert (ran.code, ran.out) == (0, f"civbenefits {civbenefits.__version__}\n")


@pytest.mark.parametrize(
    "command",
    [
        (),
        ("check",),
        ("notice",),
        ("schema",),
        ("rules",),
        ("rules", "list"),
        ("rules", "show"),
        ("rules", "places"),
        ("rules", "validate"),
        ("rules", "new"),
    ],
)
def test_help(run: Run, command: tuple[str, ...]) -> None:
    both, zh, en = (
        run(*command, "--help", *language) for language in ((), ("--lang", "zh"), ("--lang", "en"))
    )
    for ran in (both, zh, en):
        assert (ran.code, ran.err) == (0, "")
    assert "显示帮助" in both.out
    assert "show this help" in both.out
    assert "show this help" not in zh.out
    assert "显示帮助" not in en.out


def test_help_tells_exit_codes_and_every_option(run: Run) -> None:
    text = run("check", "--help").out
    for told in (
        "0 成功",
        "2 输入或用法有误",
        "3 规则表有误",
        "0 success",
        "2 bad input",
        "3 bad tables",
    ):
        assert told in text
    for name in SHORT_OPTIONS:
        assert f"  {option_of(name)} " in text


def test_as_a_process() -> None:
    done = process(*ASKED)
    assert done.returncode == 0
    assert "1500.00 元/月" in done.stdout.decode()
    assert process("check").returncode == 2
    assert process("rules", "validate", "nowhere").returncode == 3


def test_output_that_knows_no_chinese_becomes_utf8() -> None:
    done = process(*ASKED, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "元/月" in done.stdout.decode("utf-8")


def test_pipe_closed_early() -> None:
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "civbenefits", *ASKED, "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 141


def test_start_up_imports_nothing_heavy() -> None:
    code = (
        "import sys; from civbenefits.cli.main import main; "
        f"main({ASKED!r}); "
        "heavy = {'pydantic', 'stdnum', 'textwrap', 'asyncio', 'unittest'} & set(sys.modules); "
        "sys.exit(' '.join(sorted(heavy)) or 0)"
    )
    subprocess.run(  # noqa: S603  (a first run reads the tables, a second knows them)
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_every_command_has_help_under_its_name(run: Run) -> None:
    commands: list[tuple[str, ...]] = [(name,) for name in commands_below(())]
    commands += [("rules", name) for name in commands_below(("rules",))]
    assert {("check",), ("rules",), ("rules", "book")} <= set(commands)
    for command in commands:
        ran = run(*command, "--help")
        assert (ran.code, ran.err) == (0, "")
        assert f"civbenefits {' '.join(command)}" in ran.out
