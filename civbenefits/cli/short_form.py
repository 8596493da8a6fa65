"""A household from the short options of the command line.

Every option is a fact of the vocabulary, given as text. What is not given stays unknown.
Members are called 1, 2, 3 and so on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from civbenefits.cli.usage import UsageError
from civbenefits.errors import InputError
from civbenefits.facts.extending import BUILT_IN, Vocabulary
from civbenefits.facts.household import MAX_MEMBERS, Household
from civbenefits.facts.reading import household_from
from civbenefits.facts.vocabulary import Fact, facts_of
from civbenefits.suggestions import nearest

LISTS: Final = {"ages": "age", "born": "born", "relation": "relation"}
"""Options that list one value a member."""

HOUSEHOLD: Final = {"income": "counted_income", "property_ok": "property.compliant"}
"""Options with a fact of the household."""

VALUES: Final = {
    "hukou": "hukou.place",
    "hukou_kind": "hukou.kind",
    "residence": "residence.place",
    "own_income": "counted_income",
    "care_setting": "care.setting",
    "failed_abilities": "care.failed_abilities",
}
"""Options written ``[MEMBER:]VALUE``; without a member the value goes for the others."""

FLAGS: Final = {
    "no_supporter": ("able_supporter", "no"),
    "serious_illness": ("illness.serious", "yes"),
    "no_labour": ("work.no_labour_capability", "yes"),
    "employed": ("work.employed", "yes"),
    "needs_care": ("disability.needs_long_care", "yes"),
    "lives_alone": ("lives_alone", "yes"),
    "in_prison": ("in_prison", "yes"),
}
"""Options that name the members of whom something is so."""

OTHERS: Final = ("members", "disability", "student", "orphan", "parent", "fact")

SHORT_OPTIONS: Final = (*LISTS, *HOUSEHOLD, *VALUES, *FLAGS, *OTHERS)

PlaceCode = Callable[[str], str]

_UNKNOWN: Final = frozenset({"?", "\uff1f", "unknown", "未知"})
_TRUTH: Final = {
    **dict.fromkeys(("yes", "y", "true", "是", "有"), "true"),
    **dict.fromkeys(("no", "n", "false", "否", "无", "没有"), "false"),
}
_EVERYBODY: Final = frozenset({"all", "全部"})
_HALF_WIDTH: Final = str.maketrans("\uff1a\uff0c\u3001\uff1d", ":,,=")
"""Chinese punctuation that may stand for the plain kind."""
_COUNT = re.compile(r"[0-9]{1,9}", re.ASCII)
_MEMBER_PATH = re.compile(r"^members\.([0-9]+)(?=\.|$)", re.ASCII)


def option_of(name: str) -> str:
    """How an option is written."""
    return "--" + name.replace("_", "-")


def given(options: Mapping[str, Any]) -> list[str]:
    """The short options that were used."""
    return [option_of(name) for name in SHORT_OPTIONS if options.get(name) is not None]


def household(
    options: Mapping[str, Any], place_code: PlaceCode, vocabulary: Vocabulary = BUILT_IN
) -> Household:
    """The household that the options describe.

    Args:
        options: what was given by the name of the option; unused ones are None.
        place_code: the code of a place by its name; it knows ``local``.
        vocabulary: the facts there are.

    Raises:
        InputError: the options do not fit each other, or a value is not allowed.
    """
    facts = _Facts(_count(options), place_code, vocabulary)
    for name, path in LISTS.items():
        for index, text in enumerate(_listed(options, name)):
            facts.put(option_of(name), index, path, text)
    for name, path in HOUSEHOLD.items():
        if options.get(name) is not None:
            facts.put(option_of(name), None, path, options[name])
    for option, path, text in _repeated(options, VALUES):
        head, colon, value = text.partition(":")
        if colon:
            facts.put_each(option, head, path, value)
    for option, (path, value), text in _repeated(options, FLAGS):
        facts.put_each(option, text, path, value)
    _longer_options(facts, options)
    for option, path, text in _repeated(options, VALUES):
        if ":" not in text:
            facts.put_where_open(option, path, text)
    try:
        return household_from(facts.data(), vocabulary)
    except InputError as fault:
        raise by_number(fault) from None


def by_number(fault: InputError) -> InputError:
    """The same fault with the member called by number as in the options, not by position."""
    path = _MEMBER_PATH.sub(lambda m: f"members.{int(m[1]) + 1}", fault.path)
    return InputError(fault.code, path=path, **fault.details)


def _longer_options(facts: _Facts, options: Mapping[str, Any]) -> None:
    for text in _texts(options, "disability"):
        who, kind, grade = _parts(text, "--disability", "MEMBER:KIND:GRADE", least=2, most=3)
        facts.put_each("--disability", who, "disability.kind", kind)
        if grade:
            facts.put_each("--disability", who, "disability.grade", grade)
    for text in _texts(options, "student"):
        who, level, _ = _parts(text, "--student", "MEMBER[:LEVEL]", least=1, most=2)
        facts.put_each("--student", who, "study.full_time", "yes")
        if level:
            facts.put_each("--student", who, "study.level", level)
    for who in _texts(options, "orphan"):
        for parent in "01":
            facts.put_each("--orphan", who, f"parents.{parent}.situation", "dead")
    for text in _texts(options, "parent"):
        who, situation, months = _parts(
            text, "--parent", "MEMBER:SITUATION[:MONTHS]", least=2, most=3
        )
        for index in facts.members("--parent", who):
            slot = facts.parents_of(index)
            facts.put("--parent", index, f"parents.{slot}.situation", situation)
            if months:
                facts.put("--parent", index, f"parents.{slot}.months", months)
    for text in _texts(options, "fact"):
        path, equals, value = text.partition("=")
        if not equals:
            raise UsageError("shape", option="--fact", shape="members.1.disability.grade=2")
        facts.put_at(path.strip(), value)


def _texts(options: Mapping[str, Any], name: str) -> list[str]:
    return [text.translate(_HALF_WIDTH).strip() for text in options.get(name) or ()]


def _repeated(
    options: Mapping[str, Any], meanings: Mapping[str, Any]
) -> Iterator[tuple[str, Any, str]]:
    for name, meaning in meanings.items():
        for text in _texts(options, name):
            yield option_of(name), meaning, text


def _parts(text: str, option: str, shape: str, *, least: int, most: int) -> tuple[str, str, str]:
    parts = [part.strip() for part in text.split(":")]
    if not least <= len(parts) <= most or not all(parts):
        raise UsageError("shape", option=option, shape=shape)
    who, first, second = [*parts, "", ""][:3]
    return who, first, second


def _listed(options: Mapping[str, Any], name: str) -> list[str]:
    text = options.get(name)
    if text is None:
        return []
    values = [part.strip() for part in text.translate(_HALF_WIDTH).split(",")]
    if not all(values):
        raise UsageError("shape", option=option_of(name), shape="A,?,B")
    return values


def _count(options: Mapping[str, Any]) -> int:
    """How many members there are; every option that says so must agree."""
    counts: dict[str, int] = {}
    if options.get("members") is not None:
        text = options["members"].strip()
        if not _COUNT.fullmatch(text):
            raise UsageError("not_a_count", option="--members")
        counts["--members"] = int(text)
    counts |= {option_of(name): len(_listed(options, name)) for name in LISTS}
    counts = {name: count for name, count in counts.items() if count or name == "--members"}
    if not counts:
        raise UsageError("whose")
    first, expected = next(iter(counts.items()))
    if expected > MAX_MEMBERS:
        raise InputError("input.too_many_members", path=first, limit=MAX_MEMBERS)
    if expected == 0:
        raise InputError("input.no_members", path=first)
    for name, found in counts.items():
        if found != expected:
            raise UsageError(
                "counts_differ", option=name, found=found, other=first, expected=expected
            )
    return expected


class _Facts:
    """Facts as nested plain data; records of a list are kept under their position."""

    def __init__(self, count: int, place_code: PlaceCode, vocabulary: Vocabulary) -> None:
        self._household: dict[str, Any] = {}
        self._members: list[dict[str, Any]] = [{"id": str(i + 1)} for i in range(count)]
        self._place_code = place_code
        self._vocabulary = vocabulary

    def data(self) -> dict[str, Any]:
        return {**self._household, "members": [_with_lists(each) for each in self._members]}

    def members(self, option: str, who: str) -> list[int]:
        """Positions of the members that ``1``, ``1,3`` or ``all`` stand for."""
        count = len(self._members)
        if who.strip().lower() in _EVERYBODY:
            return list(range(count))
        found = []
        for part in who.split(","):
            number = int(part) if _COUNT.fullmatch(part.strip()) else 0
            if not 1 <= number <= count:
                raise UsageError("no_member", option=option, count=count)
            found.append(number - 1)
        return found

    def parents_of(self, index: int) -> int:
        """The next free parent of a member."""
        return min(len(self._members[index].get("parents", {})), 1)

    def put_each(self, option: str, who: str, path: str, text: str) -> None:
        for index in self.members(option, who):
            self.put(option, index, path, text)

    def put_where_open(self, option: str, path: str, text: str) -> None:
        *groups, last = path.split(".")
        for index, member in enumerate(self._members):
            record = member
            for group in groups:
                record = record.get(group, {})
            if last not in record:
                self.put(option, index, path, text)

    def put_at(self, path: str, text: str) -> None:
        """A fact by the path that answers use: ``household.x``, ``members.1.x``, or ``1.x``."""
        head, _, rest = path.partition(".")
        if head == "household":
            self.put("--fact", None, rest, text)
            return
        if head == "members":
            head, _, rest = rest.partition(".")
        self.put_each("--fact", head, rest, text)

    def put(self, option: str, index: int | None, path: str, text: str) -> None:
        """Set one fact of a member, or of the household.

        Raises:
            UsageError: no such fact, or it has another value already.
        """
        known = self._vocabulary
        fact = _fact(option, path, known.household if index is None else known.member)
        text = text.strip()
        if not text:
            raise UsageError("needs_value", option=option)
        if text.lower() in _UNKNOWN:
            return
        value = self._canonical(fact, text)
        record: Any = self._household if index is None else self._members[index]
        *groups, last = path.split(".")
        for group in groups:
            record = record.setdefault(int(group) if group.isdigit() else group, {})
            if not isinstance(record, dict):
                raise UsageError("twice", option=option)
        if record.setdefault(last, value) != value:
            raise UsageError("twice", option=option)

    def _canonical(self, fact: Fact, text: str) -> Any:
        """What the reader of households calls this value; what it does not know stays."""
        if fact.kind == "boolean":
            return _TRUTH.get(text.lower(), text)
        if fact.kind == "place":
            return self._place_code(text)
        if fact.kind == "choice":
            return _choice(fact, text.lower())
        if fact.kind == "list" and text.lower() in ("none", "无", "没有"):
            return []
        return text


def _choice(fact: Fact, text: str) -> str:
    choices = fact.choices or {}
    if text in choices:
        return text
    exact = [key for key, title in choices.items() if text in (title.zh, title.en.lower())]
    near = exact or [key for key, title in choices.items() if title.zh.startswith(text)]
    return near[0] if len(near) == 1 else text


def _fact(option: str, path: str, holder: type[Any]) -> Fact:
    """The declaration of a fact; groups and records as a whole cannot be given as text."""
    fact: Fact | None = None
    for part in path.split("."):
        inside_list = fact is not None and fact.kind == "list"
        if inside_list and part.isascii() and part.isdigit() and len(part) < 3:
            fact = Fact("group", fact.title, group=fact.group) if fact else None
            continue
        fact = None if inside_list else facts_of(holder).get(part)
        if fact is None:
            break
        holder = fact.group or holder
    if fact is None or fact.kind == "group":
        raise UsageError("no_fact", option=option, suggestion=nearest(path, _paths(holder)))
    return fact


def _paths(holder: type[Any]) -> Iterator[str]:
    """Paths of facts near to where a path went wrong, for a suggestion."""
    for name, fact in facts_of(holder).items():
        if fact.kind == "group" and fact.group is not None:
            yield from (f"{name}.{inner}" for inner in facts_of(fact.group))
        elif fact.kind != "list":
            yield name


def _with_lists(record: dict[Any, Any]) -> Any:
    """Nested data with the records of each list in order; parents are always two."""
    if isinstance(record.get("parents"), dict):
        record["parents"] = {0: {}, 1: {}} | record["parents"]
    ordered = {key: _with_lists(v) if isinstance(v, dict) else v for key, v in record.items()}
    if ordered and all(isinstance(key, int) for key in ordered):
        return [ordered[key] for key in sorted(ordered)]
    return ordered
