"""A document on standard output or in a file."""

from __future__ import annotations

from pathlib import Path

from civbenefits.cli.options import Options
from civbenefits.errors import InputError


def written(options: Options, text: str) -> tuple[str, int]:
    """What is left to print of a document, and the exit code.

    Raises:
        InputError: the file cannot be written.
    """
    if options["output"] is None:
        return text, 0
    try:
        Path(options["output"]).write_text(text, encoding="utf-8", newline="\n")
    except (OSError, ValueError):
        raise InputError("input.cannot_write", path="--output") from None
    return "", 0
