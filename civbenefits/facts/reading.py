"""Reading a household from plain data, YAML or JSON.

The vocabulary is the only description of the input: the reader follows
`civbenefits.facts.vocabulary.facts_of`.  Text is converted here, because YAML gives
nothing else; whether a value is allowed is said by the facts themselves.

Every fault is an `InputError` whose ``path`` leads from the household to the faulty place,
as in ``members.1.disability.grade``.  Members are counted from 0 and never named.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from civbenefits.errors import InputError
from civbenefits.facts.extending import BUILT_IN, Vocabulary
from civbenefits.facts.household import Household
from civbenefits.facts.member import Member
from civbenefits.facts.schema import OTHER_KEYS, household_schema
from civbenefits.facts.vocabulary import EXPECTED, Fact, facts_of, from_text
from civbenefits.located import MAX_BYTES, MAX_DEPTH, Path
from civbenefits.suggestions import nearest
from civbenefits.texts import Text

__all__ = ["household_from", "household_schema", "read_household"]

_Item = TypeVar("_Item")

_BLANK: Final = frozenset({"", "~", "null"})
"""How an unknown fact looks in YAML where its key is written all the same."""

_WORD = re.compile(r"[A-Za-z_]{1,40}", re.ASCII)
_JSON_DEPTH = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[{]|[\]}]', re.DOTALL)


def household_from(data: Mapping[str, Any], vocabulary: Vocabulary = BUILT_IN) -> Household:
    """A household from plain data, such as `civbenefits.facts.vocabulary.as_data` gives.

    Numbers, yes or no, dates and amounts may also be given as text: ``"65"``, ``"true"``,
    ``"2021-06-30"``, ``"2400.50"``.  ``None``, an empty text, ``"~"`` and ``"null"`` leave
    a fact unknown.  A float is never accepted.

    Args:
        data: the household; its keys are names of facts.
        vocabulary: what facts there are.

    Raises:
        InputError: with the path of the first thing that is wrong; nothing is read.
    """
    given = _known_keys(data, vocabulary.household)
    if "members" not in given:
        raise InputError("input.missing_key", path="members")
    of = vocabulary.member
    members = _each("members", given["members"], lambda item: _member(of, item))
    return vocabulary.household(members=members, **_facts(vocabulary.household, given))


def read_household(raw: bytes, vocabulary: Vocabulary = BUILT_IN, *, name: str = "") -> Household:
    """A household from the text of a YAML or JSON file in UTF-8.

    Text that opens with a brace is read as JSON, and decimals in it stay exact; anything
    else as YAML without anchors, aliases and tags.

    Args:
        raw: the whole file, at most `civbenefits.located.MAX_BYTES` bytes.
        vocabulary: what facts there are.
        name: what to call the file where it cannot be read at all.

    Raises:
        InputError: with the path of the first thing that is wrong; nothing is read.
    """
    is_json = raw.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")
    return household_from(_json(raw, name) if is_json else _yaml(raw, name), vocabulary)


# From plain data ------------------------------------------------------------------


def _member(of: type[Member], data: Any) -> Member:
    given = _known_keys(data, of)
    if given.get("id") is None:
        raise InputError("input.missing_key", path="id")
    number = given.get("id_number")
    return of(
        id=given["id"],
        id_number=None if _is_blank(number) else number,
        **_facts(of, given),
    )


def _record(of: type[_Item], data: Any) -> _Item:
    return of(**_facts(of, _known_keys(data, of)))


def _facts(of: type[Any], given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _value(name, fact, given[name])
        for name, fact in facts_of(of).items()
        if name in given and not _is_blank(given[name])
    }


def _value(name: str, fact: Fact, raw: Any) -> Any:
    """A value as its fact wants it; what cannot be converted is left for the fact to refuse."""
    of = fact.group
    if of is not None:
        if fact.kind == "list":
            return _each(name, raw, lambda item: _record(of, item))
        with _within(name):
            return _record(of, raw)
    return from_text(name, fact, raw) if isinstance(raw, str) else raw


def _each(name: str, raw: Any, read: Callable[[Any], _Item]) -> tuple[_Item, ...]:
    if not isinstance(raw, list | tuple):
        raise InputError("input.wrong_type", path=name, expected=EXPECTED["list"])
    items: list[_Item] = []
    for index, item in enumerate(raw):
        with _within(f"{name}.{index}"):
            items.append(read(item))
    return tuple(items)


def _is_blank(raw: Any) -> bool:
    return raw is None or (isinstance(raw, str) and raw in _BLANK)


@contextmanager
def _within(prefix: str) -> Iterator[None]:
    try:
        yield
    except InputError as fault:
        raise fault.within(prefix) from None


# Keys -----------------------------------------------------------------------------


def _known_keys(data: Any, of: type[Any]) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise InputError("input.wrong_type", expected=EXPECTED["group"])
    if isinstance(data, _Repeated):
        raise _key_fault("input.duplicate_key", data.key)
    known = (*OTHER_KEYS.get(of.built_in, ()), *facts_of(of))
    for key in data:
        if key not in known:
            raise _key_fault("input.unknown_key", key, suggestion=_suggestion(key, of, known))
    return data


def _key_fault(code: str, key: Any, **details: object) -> InputError:
    shown = _shown(key)
    return InputError(code, path=shown, key=shown, **details)


def _shown(key: Any) -> str:
    """A key as an error may show it: what is no plain word may be a person's name or number."""
    plain = isinstance(key, int) or (isinstance(key, str) and _WORD.fullmatch(key))
    return str(key) if plain else "…"


def _suggestion(key: Any, of: type[Any], known: tuple[str, ...]) -> str:
    """Did you mean: a key of this group, one a level further down, or one by its title."""
    if not isinstance(key, str):
        return ""
    words = {name: name for name in known}
    for name, fact in facts_of(of).items():
        words.setdefault(_bare(fact.title), name)
        if fact.kind == "group" and fact.group is not None:
            for inner, part in facts_of(fact.group).items():
                words.setdefault(inner, f"{name}.{inner}")
                words.setdefault(_bare(part.title), f"{name}.{inner}")
    return words.get(nearest(key, words), "")


def _bare(title: Text) -> str:
    """The Chinese title without what it adds in brackets."""
    return title.zh.partition("(")[0]


# From text ------------------------------------------------------------------------


class _Repeated(dict[str, Any]):
    """An object of JSON in which a key stands twice; the reader knows its path."""

    key = ""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) == len(pairs):
        return data
    repeated = _Repeated(data)
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            repeated.key = key
        seen.add(key)
    return repeated


def _json(raw: bytes, name: str) -> Any:
    if len(raw) > MAX_BYTES:
        raise InputError("input.too_large", path=name, limit=_bytes(MAX_BYTES))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("input.not_utf8", path=name) from None
    _check_depth(text, name)
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_float=str, parse_int=str, parse_constant=str
        )
    except json.JSONDecodeError as fault:
        line, column = fault.lineno, fault.colno
    # Raised outside the handler: a JSONDecodeError carries the whole text.
    raise InputError("input.unreadable", path=name, line=line, column=column)


def _check_depth(text: str, name: str) -> None:
    depth = 0
    for match in _JSON_DEPTH.finditer(text):
        mark = match.group()
        depth += mark in ("[", "{")
        depth -= mark in ("]", "}")
        if depth > MAX_DEPTH:
            raise InputError("input.too_large", path=name, limit=_levels(MAX_DEPTH))


def _yaml(raw: bytes, name: str) -> Any:
    # Imported here: whoever reads JSON, or single facts, should not pay for YAML.
    from civbenefits.yaml_source import YamlFault, read_yaml

    try:
        return read_yaml(raw).data
    except YamlFault as caught:
        fault = caught
    line, column = fault.spot
    if fault.code == "duplicate_key":
        error = _key_fault("input.duplicate_key", fault.path[-1])
        above = _path(fault.path[:-1])
        raise error.within(above) if above else error
    if fault.code == "not_utf8":
        raise InputError("input.not_utf8", path=name)
    if fault.code == "too_large":
        raise InputError("input.too_large", path=name, limit=_bytes(MAX_BYTES))
    if fault.code == "too_deep":
        raise InputError("input.too_large", path=name, limit=_levels(MAX_DEPTH))
    if fault.code == "not_yaml":
        raise InputError("input.unreadable", path=name, line=line, column=column)
    raise InputError(
        "input.unsupported_yaml", path=_path(fault.path) or name, line=line, column=column
    )


def _path(parts: Path) -> str:
    return ".".join(_shown(part) for part in parts)


def _bytes(count: int) -> str:
    return f"{count} 字节 / bytes"


def _levels(count: int) -> str:
    return f"{count} 层 / levels"
