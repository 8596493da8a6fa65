"""YAML as plain data with the position of every key and value.

Only mappings, sequences and text are read: every scalar stays the text that was
written, so ``no`` is no boolean and ``2021-02-31`` is no date until it is checked as one.
Anchors, aliases, tags and duplicate keys are refused; size and depth are bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn

import yaml

from civbenefits.located import KEY, MAX_BYTES, MAX_DEPTH, Data, Located, Path, Spot

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class YamlFault(Exception):
    """What is wrong in a YAML text, and where; callers turn it into their own error.

    Attributes:
        path: the keys and positions that lead to it; empty where the text cannot be parsed.
    """

    def __init__(self, code: str, spot: Spot, path: Path = (), **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.spot = spot
        self.path = path
        self.details = details


def read_yaml(raw: bytes) -> Located:
    """Parse one YAML document.

    Raises:
        YamlFault: with a code: ``not_utf8``, ``too_large``, ``not_yaml``, ``too_deep``,
            ``anchor``, ``tag``, ``duplicate_key``, ``bad_key``.
    """
    if len(raw) > MAX_BYTES:
        raise YamlFault("too_large", Spot(1, 1), limit=MAX_BYTES)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise YamlFault("not_utf8", Spot(line, 1)) from None
    try:
        return _Reader(text).document()
    except yaml.MarkedYAMLError as error:
        raise YamlFault("not_yaml", _spot(error.problem_mark or error.context_mark)) from None
    except yaml.YAMLError:
        raise YamlFault("not_yaml", Spot(1, 1)) from None


def _spot(mark: Any) -> Spot:
    return Spot(mark.line + 1, mark.column + 1) if mark is not None else Spot(1, 1)


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_Loader)
        self._spots: dict[Path, Spot] = {}
        self._extents: dict[Path, tuple[int, int]] = {}

    def document(self) -> Located:
        data: Data = {}
        seen = False
        for event in self._events:
            if isinstance(event, yaml.StreamStartEvent | yaml.StreamEndEvent):
                continue
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    self._refuse("not_yaml", event)
                seen = True
            elif not isinstance(event, yaml.DocumentEndEvent):
                data = self._value(event, (), 0)
        return Located(data, self._spots, self._text, self._extents)

    def _refuse(self, code: str, event: yaml.Event, path: Path = (), **details: object) -> NoReturn:
        raise YamlFault(code, _spot(event.start_mark), path, **details)

    def _value(self, event: yaml.Event, path: Path, depth: int) -> Data:
        if depth > MAX_DEPTH:
            self._refuse("too_deep", event, path, limit=MAX_DEPTH)
        self._plain(event, path)
        self._spots[path] = _spot(event.start_mark)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        start, end = event.start_mark, event.end_mark
        if start is not None and end is not None:
            self._extents[path] = (start.index, end.index)
        return str(getattr(event, "value", ""))

    def _plain(self, event: yaml.Event, path: Path) -> None:
        """Refuse an anchor, an alias or a tag, on a key as on a value."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse("anchor", event, path)
        if getattr(event, "tag", None):
            self._refuse("tag", event, path)

    def _mapping(self, path: Path, depth: int) -> Data:
        data: dict[str, Data] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse("bad_key", event, path)
            self._plain(event, path)
            key = event.value
            if key in data:
                self._refuse("duplicate_key", event, (*path, key), key=key)
            self._spots[(*path, key, KEY)] = _spot(event.start_mark)
            data[key] = self._value(next(self._events), (*path, key), depth + 1)
        return data

    def _sequence(self, path: Path, depth: int) -> Data:
        data: list[Data] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            data.append(self._value(event, (*path, len(data)), depth + 1))
        return data
