"""Keeping checked tables for the next run, named by their fingerprint.

Only what the table files say is kept, as JSON: no code, and nothing about any person.
A store that cannot be read or written is passed over: the tables are then read again.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from civbenefits.located import Located

FORMAT = 2
KEPT_FILES = 20


def store_folder() -> Path:
    """``CIVBENEFITS_CACHE`` if set, else the user's cache folder."""
    own = os.environ.get("CIVBENEFITS_CACHE")
    if own:
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "civbenefits"


def recall(fingerprint: str) -> Mapping[str, Located] | None:
    """The checked files of a state of the tables, or None where they are not kept."""
    try:
        path = store_folder() / f"{fingerprint}.json"
        if not _private(path):
            return None
        kept: Any = json.loads(path.read_bytes())
        if kept["format"] != FORMAT or kept["fingerprint"] != fingerprint:
            return None
        return {name: Located(data, {}) for name, data in kept["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError):
        return None


def keep(fingerprint: str, files: Mapping[str, Located]) -> None:
    """Keep checked files; failing to is no fault."""
    content = {
        "format": FORMAT,
        "fingerprint": fingerprint,
        "files": {name: located.data for name, located in files.items()},
    }
    try:
        # Imported here: most runs find the tables kept and write nothing.
        import tempfile

        folder = store_folder()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _forget_old(folder)
        handle, temporary = tempfile.mkstemp(dir=folder, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(content, out, ensure_ascii=False)
        Path(temporary).replace(folder / f"{fingerprint}.json")
    except (OSError, RuntimeError):
        return


def _private(path: Path) -> bool:
    """Whether nobody else could have written the file."""
    found = path.stat()
    if not hasattr(os, "getuid"):
        return True
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _forget_old(folder: Path) -> None:
    kept = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[KEPT_FILES - 1 :]:
        path.unlink(missing_ok=True)
