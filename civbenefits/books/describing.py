"""From the rules in force to a book: every part in words, with its grounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from civbenefits.books import model as m
from civbenefits.books.changing import changes
from civbenefits.books.gaps import gaps
from civbenefits.books.reader import Reader
from civbenefits.books.standards import standards
from civbenefits.engine.rulebook import Rulebook
from civbenefits.engine.rules import LinkedScheme, UsedCitation
from civbenefits.expressions import nodes as n
from civbenefits.presenting.figures import day_text, listed
from civbenefits.presenting.words import MONTHS
from civbenefits.tables.model import Combination
from civbenefits.texts import Text, filled

GROUPS: Final[tuple[m.Group, ...]] = (
    "household_money",
    "household_kind",
    "person_money",
    "person_kind",
    "lacks",
    "not_offered",
)
"""In the order of a book."""

_KEPT: Final = Text(
    "不得与{others}同时享受;两项都符合的,享受本项",
    "not together with {others}; who qualifies for both gets this one",
)
_YIELDS: Final = Text(
    "不得与{others}同时享受;享受{keeps}的人不再享受本项",
    "not together with {others}; who receives {keeps} does not get this one",
)
_TOPS_UP: Final = Text(
    "享受{others}的,本项只发差额", "who receives {others} is only paid the difference here"
)
_TOPPED_UP: Final = Text(
    "享受本项的,{first}只发差额", "who receives this is only paid the difference by {first}"
)
_TOGETHER: Final[Mapping[str, Text]] = {
    "choice": Text(
        "不得与{others}同时享受;两项都符合的,由本人选择其一",
        "not together with {others}; who qualifies for both chooses one",
    ),
    "additive": Text(
        "可以与{others}同时享受,分别计发", "may be drawn together with {others}; both are paid"
    ),
    "unknown": Text(
        "能否与{others}同时享受,依据未收录",
        "whether it may be drawn together with {others} is not on record",
    ),
}
_COVERED: Final = Text("{title}的成员", "members: {title}")
_COMPUTED: Final = Text("{title},即:{meaning}", "{title}, that is: {meaning}")


def describe(rulebook: Rulebook) -> m.Book:
    """Everything that the tables say of the place and month of a rulebook, in words."""
    reader = Reader(rulebook)
    when, place, tables = rulebook.when, rulebook.place, rulebook.tables
    schemes = tuple(_scheme(reader, each) for each in reader.linked.schemes.values())
    schemes = tuple(sorted(schemes, key=lambda each: GROUPS.index(each.group)))
    definitions = tuple(_definitions(reader, schemes))
    figures = standards(reader)
    month = when.month_start
    return m.Book(
        place=place.code,
        title=place.title,
        month=filled(MONTHS, year=month.year, month=month.month, iso=when.month),
        day=day_text(when.day),
        fingerprint=tables.fingerprint,
        chain=tuple(
            m.Reviewed(
                each.code,
                each.title,
                day_text(each.reviewed_through) if each.reviewed_through else None,
            )
            for each in reader.linked.chain
        ),
        caveats=rulebook.caveats,
        schemes=schemes,
        definitions=definitions,
        standards=figures,
        gaps=tuple(gaps(reader, schemes, definitions, figures)),
        changes=tuple(changes(reader)),
        documents=tuple(_documents(reader, schemes, definitions, figures)),
    )


def _scheme(reader: Reader, scheme: LinkedScheme) -> m.SchemeRules:
    name, rules = scheme.name, reader.linked.rules
    own = {ref.key for ref in rules[n.scheme_key(name, "qualifies")].refs}
    conditions = {part: key for part, key in scheme.conditions.items() if key in own}
    return m.SchemeRules(
        name=name,
        title=scheme.title,
        assesses=scheme.assesses,
        group=_group(scheme),
        conditions=tuple(
            reader.statement(part, rules[key].tree) for part, key in conditions.items()
        ),
        covers=_covered(reader, scheme.covers) if scheme.covers else None,
        amount=_amount(reader, name) if scheme.pays else None,
        period=scheme.period,
        provides=scheme.provides,
        lacks=scheme.lacks,
        together=tuple(_together(reader, name)) if scheme.offered else (),
        caveats=tuple(
            m.Remark(each.text, reader.words(rules[each.key].tree) if each.key else None)
            for each in scheme.caveats
        ),
        grounds=reader.grounds(scheme.basis),
        times=tuple(
            reader.timed(version.span, code, current=version.span in scheme.spans)
            for code in reader.codes
            if (at := reader.tables.schemes[name].get(code)) is not None
            for version in at.entries
        ),
    )


def _group(scheme: LinkedScheme) -> m.Group:
    if not scheme.offered:
        return "not_offered"
    if scheme.lacks is not None:
        return "lacks"
    if scheme.assesses == "household":
        return "household_money" if scheme.pays else "household_kind"
    return "person_money" if scheme.pays else "person_kind"


def _covered(reader: Reader, definition: str) -> m.Statement:
    name = reader.definition(definition)
    return m.Statement(definition, filled(_COVERED, title=name.title), (name,))


def _amount(reader: Reader, scheme: str) -> m.Statement:
    """How an amount is computed; one that only has a name is spelled out at once."""
    tree = reader.linked.rules[n.scheme_key(scheme, "amount")].tree
    said = reader.statement("amount", tree)
    if not isinstance(tree, n.RuleRef):
        return said
    meant = reader.statement("amount", reader.linked.rules[tree.key].tree)
    text = filled(_COMPUTED, title=said.text, meaning=meant.text)
    return m.Statement("amount", text, tuple(dict.fromkeys((*said.uses, *meant.uses))))


def _together(reader: Reader, scheme: str) -> Iterator[m.Together]:
    for combination in reader.linked.combinations:
        if scheme not in combination.schemes:
            continue
        others = tuple(reader.scheme(each) for each in combination.schemes if each != scheme)
        ground = reader.ground(UsedCitation(combination.cite, combination.place))
        text = filled(
            _relation(combination, scheme),
            others=listed(each.title for each in others),
            keeps=reader.scheme(combination.keeps).title if combination.keeps else "",
            first=reader.scheme(combination.schemes[0]).title,
        )
        yield m.Together(combination.relation, text, others, ground)


def _relation(combination: Combination, scheme: str) -> Text:
    if combination.relation == "exclusive":
        return _KEPT if combination.keeps == scheme else _YIELDS
    if combination.relation == "top_up":
        return _TOPS_UP if combination.schemes[0] == scheme else _TOPPED_UP
    return _TOGETHER[combination.relation]


def _definitions(reader: Reader, schemes: Iterable[m.SchemeRules]) -> Iterator[m.Definition]:
    """Every definition in force or used, in the order in which they are met."""
    met: dict[str, None] = {}
    for scheme in schemes:
        parts = (*scheme.conditions, scheme.covers, scheme.amount)
        met |= dict.fromkeys(_defined(each for each in parts if each is not None))
    linked = reader.linked
    met |= dict.fromkeys(name for name, each in linked.definitions.items() if each.cites)
    met |= dict.fromkeys(sorted(each.name for each in reader.used() if each.kind == "definition"))
    waiting, done = list(met), dict[str, None]()
    while waiting:
        name = waiting.pop(0)
        if name in done:
            continue
        done[name] = None
        meaning = reader.statement(name, linked.rules[name].tree)
        found = linked.definitions[name]
        yield m.Definition(name, found.title, found.of, meaning, reader.grounds(found.cites))
        waiting = [*_defined((meaning,)), *waiting]


def _defined(statements: Iterable[m.Statement]) -> list[str]:
    return [use.name for each in statements for use in each.uses if use.kind == "definition"]


def _documents(
    reader: Reader,
    schemes: Iterable[m.SchemeRules],
    definitions: Iterable[m.Definition],
    figures: Iterable[m.Standard],
) -> Iterator[m.Document]:
    """Every document that is cited, with what rests on it, in the order of the book."""
    cited: dict[str, dict[m.Name, None]] = {}
    for scheme in schemes:
        grounds = (*scheme.grounds, *(each.ground for each in scheme.together))
        for ground in grounds:
            cited.setdefault(ground.document, {})[reader.scheme(scheme.name)] = None
    for definition in definitions:
        for ground in definition.grounds:
            cited.setdefault(ground.document, {})[reader.definition(definition.name)] = None
    for figure in figures:
        for value in figure.values:
            cited.setdefault(value.ground.document, {})[reader.standard(figure.name)] = None
    for key, supports in cited.items():
        found = reader.tables.documents[key]
        yield m.Document(
            key, found.title, found.number, found.issuer, found.issued, tuple(supports)
        )
