"""The JSON Schemas that come with the library, and how a table file points an editor to one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

SCHEMAS: Final = ("tables", "general", "scheme", "cases")
"""Kinds of table files; ``tables`` admits any of the others."""


def schema_file(kind: str) -> Path:
    """The file of a schema."""
    return Path(__file__).resolve().parent.parent / "schemas" / f"{kind}.schema.json"


def editor_line(kind: str, file: Path) -> str:
    """The first line of a table file by which editors find its schema (the YAML extension).

    Args:
        kind: ``general``, ``scheme``, ``cases``, or ``tables`` for any.
        file: where the table file stands, or will stand.
    """
    schema, folder = schema_file(kind), file.resolve().parent
    try:
        found = os.path.relpath(schema, folder).replace(os.sep, "/")
    except ValueError:  # on another drive
        found = schema.as_uri()
    return f"# yaml-language-server: $schema={found}\n"
