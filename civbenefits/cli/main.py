"""Where the command line begins and ends: exit codes, error messages, the streams."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from civbenefits.cli.options import Options, asked_language, parse
from civbenefits.cli.progress import Progress
from civbenefits.errors import CivBenefitsError, TableError, TableErrors
from civbenefits.presenting.layout import printable

if TYPE_CHECKING:
    from civbenefits.texts import Language

SUCCESS: Final = 0
BAD_INPUT: Final = 2
BAD_TABLES: Final = 3
INTERRUPTED: Final = 130
PIPE_CLOSED: Final = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: what follows the name of the program; by default that of this process.

    Returns:
        The exit code: 0 success, 2 bad input or usage, 3 bad tables, 130 interrupted,
        141 the reader of the output went away.
    """
    if arguments is None:
        return _whole_process(sys.argv[1:])
    given = list(arguments)
    try:
        _speak_chinese()
        code = _run(given, asked_language(given))
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_output()
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _whole_process(arguments: Sequence[str]) -> int:
    """Run in a process of its own, which ends right after.

    What lives until then is no garbage; looking through it again and again, and once more
    at the end, would take a tenth of the time.
    """
    gc.freeze()
    code = main(arguments)
    gc.freeze()
    return code


def _run(given: Sequence[str], language: Language | None) -> int:
    try:
        options = parse(given, language)
        text, code = _carried_out(options, language or "zh")
    except SystemExit as done:  # help or the version was printed
        return SUCCESS if done.code is None else int(done.code)
    except CivBenefitsError as error:
        sys.stderr.write(_complaint(error, language))
        return BAD_TABLES if isinstance(error, TableError | TableErrors) else BAD_INPUT
    sys.stdout.write(text)
    return code


def _carried_out(options: Options, language: Language) -> tuple[str, int]:
    command = _command(options)
    if _talks(options):
        return command(options, language)
    with Progress(language):
        return command(options, language)


def _talks(options: Options) -> bool:
    """Whether a command shows its own progress, or somebody types while it runs."""
    name = options["rules_command" if options["command"] == "rules" else "command"]
    return name in ("interview", "test", "coverage") or "-" in options.values()


def _command(options: Options) -> Callable[[Options, Language], tuple[str, int]]:
    """The function of a command; only what it needs is imported."""
    if options["command"] == "check":
        from civbenefits.cli.check import check

        return check
    if options["command"] == "interview":
        from civbenefits.cli.interview import interview

        return interview
    if options["command"] == "notice":
        from civbenefits.cli.notice import make

        return make
    if options["command"] == "schema":
        from civbenefits.cli.check import schema

        return schema
    from civbenefits.cli import rules

    return rules.COMMANDS[options["rules_command"]]


def _complaint(error: CivBenefitsError, language: Language | None) -> str:
    lines = []
    if language != "en":
        lines.append(f"错误:{error.message('zh')}")
    if language != "zh":
        lines.append(f"error: {error.message('en')}")
    return printable("\n".join(lines)) + "\n"


def _speak_chinese() -> None:
    """Write UTF-8 where the encoding of an output knows no Chinese; never fail on a character."""
    for stream in (sys.stdout, sys.stderr):
        change = getattr(stream, "reconfigure", None)
        if change is None:
            continue
        try:
            "低保".encode(stream.encoding)
        except (LookupError, UnicodeEncodeError, TypeError):
            change(encoding="utf-8")
        change(errors="backslashreplace")


def _forget_output() -> None:
    """Leave nothing to be flushed into a closed pipe when the interpreter ends."""
    try:
        target = sys.stdout.fileno()
    except (OSError, ValueError, AttributeError):
        return
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, target)
    os.close(nothing)
