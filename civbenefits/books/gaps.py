"""What is not on record in a place and month: an honest list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from civbenefits.books import model as m
from civbenefits.books.reader import Reader
from civbenefits.engine.figures import Uses, uses
from civbenefits.expressions import nodes as n
from civbenefits.expressions.wording_values import choice_title
from civbenefits.presenting.figures import UNRECORDED, listed
from civbenefits.texts import Text, filled

NO_FIGURE: Final = Text("当日没有在用的数额", "no figure is in force on the day")
OF_FIGURE: Final = Text("{labels}:{value}", "{labels}: {value}")
MISSING_KEYS: Final = Text("没有列出:{labels}", "not listed: {labels}")
NO_MEANING: Final = Text("含义未收录", "the meaning is not on record")
IN_CONDITION: Final = Text("第{number}项条件:{text}", "condition {number}: {text}")
IN_AMOUNT: Final = Text("金额:{text}", "amount: {text}")
WHERE: Final = Text("“{test}”的情形", 'the case of "{test}"')
WHERE_NOT: Final = Text("不属于“{test}”的情形", 'the case that not "{test}"')
WHERE_UNKNOWN: Final = Text("“{test}”未知的情形", 'the case that it is unknown: "{test}"')
OTHERS: Final = Text("未收录的其他条件或情形", "further conditions or cases")
SOME_PART: Final = Text("其中一部分", "a part of it")


def gaps(
    reader: Reader,
    schemes: Iterable[m.SchemeRules],
    definitions: Iterable[m.Definition],
    standards: Iterable[m.Standard],
) -> Iterator[m.Gap]:
    """Schemes, definitions and figures that are not on record, wholly or in part."""
    told: set[frozenset[str]] = set()
    used, figures = reader.used(), uses(reader.linked)
    for scheme in schemes:
        about = reader.scheme(scheme.name)
        if scheme.lacks is not None:
            yield m.Gap(about, scheme.lacks)
        for text in _in_scheme(reader, scheme):
            yield m.Gap(about, text)
        for together in scheme.together:
            pair = frozenset((scheme.name, *(each.name for each in together.others)))
            if together.relation == "unknown" and pair not in told:
                told.add(pair)
                yield m.Gap(about, together.text)
    for definition in definitions:
        about = reader.definition(definition.name)
        if not definition.grounds and about in used:
            yield m.Gap(about, NO_MEANING)
        if definition.grounds:
            for text in _in_tree(reader, reader.linked.rules[definition.name].tree):
                yield m.Gap(about, text)
    for standard in standards:
        about = reader.standard(standard.name)
        if standard.current is None and about in used:
            yield m.Gap(about, NO_FIGURE)
        for text in _in_standard(reader, figures, standard):
            yield m.Gap(about, text)


def _in_scheme(reader: Reader, scheme: m.SchemeRules) -> Iterator[Text]:
    rules, linked = reader.linked.rules, reader.linked.schemes[scheme.name]
    for number, condition in enumerate(scheme.conditions, 1):
        for text in _in_tree(reader, rules[linked.conditions[condition.name]].tree):
            yield filled(IN_CONDITION, number=number, text=text)
    if linked.pays:
        for text in _in_tree(reader, rules[n.scheme_key(scheme.name, "amount")].tree):
            yield filled(IN_AMOUNT, text=text)


def _in_tree(reader: Reader, tree: n.Node) -> list[Text]:
    """In which cases a tree comes to something that is not on record."""
    if _unrecorded(tree):
        return [SOME_PART]
    found: dict[Text, None] = {}
    for node in n.walk(tree):
        if not any(map(_unrecorded, n.children(node))):
            continue
        match node:
            case n.IfElse(test=test, yes=yes):
                form = WHERE if _unrecorded(yes) else WHERE_NOT
                found[filled(form, test=reader.words(test))] = None
            case n.FirstKnown(first=first):
                found[filled(WHERE_UNKNOWN, test=reader.words(first))] = None
            case n.Logic():
                found[OTHERS] = None
            case _:
                found[SOME_PART] = None
    return list(found)


def _unrecorded(node: n.Node) -> bool:
    """Whether a node is law that is not on record; figures are told of as standards."""
    return isinstance(node, n.Unrecorded) and not node.standard


def _in_standard(reader: Reader, used: Uses, standard: m.Standard) -> Iterator[Text]:
    if standard.current is None:
        return
    for row in standard.current.rows:
        if row.value.zh.startswith(UNRECORDED.zh):
            labels = listed(row.labels)
            yield filled(OF_FIGURE, labels=labels, value=row.value) if row.labels else row.value
    entry, key = reader.linked.standards[standard.name].entry, used.keys.get(standard.name)
    if entry is None or entry.keyed is None or key is None:
        return
    missing = [name for name, _ in key.type.choices if name not in entry.keyed]
    if missing:
        labels = listed(choice_title(name, key.type) for name in missing)
        yield filled(MISSING_KEYS, labels=labels)
