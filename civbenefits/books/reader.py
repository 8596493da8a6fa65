"""What every part of a book is read from, and how names, grounds and spans are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from civbenefits.books.model import Ground, Name, Statement, Timed
from civbenefits.engine.reasons import Titles
from civbenefits.engine.rulebook import Rulebook
from civbenefits.engine.rules import UsedCitation
from civbenefits.expressions import nodes as n
from civbenefits.expressions.wording import describe, split_scheme_key
from civbenefits.presenting.figures import day_text
from civbenefits.tables.model import Span
from civbenefits.texts import Text


class Reader:
    """The rules of one place and month.

    Attributes:
        codes: of the place and those above it, the nation first.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.tables = rulebook.tables
        self.linked = rulebook.linked
        self.day = rulebook.when.day
        self.codes = tuple(place.code for place in self.linked.chain)
        self._titles = Titles(self.linked)

    def words(self, tree: n.Node) -> Text:
        """A tree in words."""
        return describe(tree, self._titles)

    def statement(self, name: str, tree: n.Node) -> Statement:
        """A tree in words, with the names in it."""
        return Statement(name, self.words(tree), tuple(dict.fromkeys(self._names(tree))))

    def scheme(self, name: str) -> Name:
        """A scheme by name."""
        return Name("scheme", name, self.linked.scheme_titles[name])

    def definition(self, name: str) -> Name:
        """A definition by name."""
        return Name("definition", name, self.linked.definitions[name].title)

    def standard(self, name: str) -> Name:
        """A standard by name."""
        return Name("standard", name, self.linked.standards[name].title)

    def ground(self, used: UsedCitation) -> Ground:
        """Where something stands."""
        cite, place = used.cite, self.tables.places[used.place]
        return Ground(
            document=cite.document,
            part=cite.part,
            known=cite.known,
            place=place.title,
            note=cite.note,
            file=cite.file,
            replaces=cite.replaces,
        )

    def grounds(self, cited: Iterable[UsedCitation]) -> tuple[Ground, ...]:
        """Where something stands, each once."""
        return tuple(dict.fromkeys(map(self.ground, cited)))

    def timed(self, span: Span, place: str, *, current: bool) -> Timed:
        """A span as a place's tables have it."""
        return Timed(
            since=day_text(span.start.day, span.start.precision),
            until=day_text(span.end) if span.end else None,
            place=self.tables.places[place].title,
            current=current,
        )

    def used(self) -> frozenset[Name]:
        """Every name that a rule in force speaks of."""
        return frozenset(
            name for rule in self.linked.rules.values() for name in self._names(rule.tree)
        )

    def _names(self, tree: n.Node) -> Iterator[Name]:
        for node in n.walk(tree):
            match node:
                case n.RuleRef(key=key):
                    if key in self.linked.definitions:
                        yield self.definition(key)
                    elif (parts := split_scheme_key(key)) is not None:
                        yield self.scheme(parts.scheme)
                case n.Const() | n.Unrecorded() | n.Lookup() | n.Banded() if node.standard:
                    yield self.standard(node.standard)
