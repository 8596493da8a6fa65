"""Figures that stand behind derived ones."""

from __future__ import annotations

import re
from collections.abc import Mapping

from civbenefits.coverage.sites import Key
from civbenefits.engine.rules import LinkedRules
from civbenefits.tables.model import At, Entry, Tables

_WORD = re.compile(r"[a-z_][a-z0-9_]*", re.ASCII)


class Bases:
    """Which figures a derived figure is computed from: who uses it uses them."""

    def __init__(self, tables: Tables) -> None:
        self._derived: Mapping[At, Entry] = {
            entry.at: entry
            for by_place in tables.standards.values()
            for standard in by_place.values()
            for entry in standard.entries
            if entry.derived is not None
        }

    def of(self, key: Key, linked: LinkedRules) -> set[Key]:
        """The figures behind a figure, directly or not."""
        entry = self._derived.get(key.at)
        found: set[Key] = set()
        if entry is None or entry.derived is None or key.side != "used":
            return found
        for name in _WORD.findall(entry.derived.text):
            standard = linked.standards.get(name)
            base = standard.entry if standard is not None else None
            if base is not None and (base.value is not None or base.derived is not None):
                behind = Key(base.at, "", (), "", "used")
                found |= {behind} | self.of(behind, linked)
        return found
