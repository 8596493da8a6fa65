"""Which words a language needs for conditions and amounts.

Chinese ones are in `wording_zh`, English ones in `wording_en`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from civbenefits.records import Data
from civbenefits.texts import Language, Text

Measure = Literal["money", "count", "plain", "age", "date", "kind"]


class Connective(NamedTuple):
    """How parts are joined: plain parts as a list, parts with a connective of their own apart."""

    last: str
    apart: str
    unrecorded: str


class Loop(NamedTuple):
    """What a loop runs over; ``of`` is its owner, ``which`` the condition of the loop.

    Attributes:
        repeated: what the titles of the facts of an item repeat of its name.
    """

    some: str
    every: str
    none: str
    not_every: str
    total: str
    number: str
    item: str
    repeated: str


class Outcome(NamedTuple):
    """A word for what holds and one for what does not."""

    yes: str
    no: str


class Words(Data):
    """One language.

    Attributes:
        marks: what shows that a clause has a connective of its own.
        gap: between a subject and what is said of it.
        first_known, either: of a condition, and of a value.
        topic_first: a clause follows the one it speaks of with nothing between.
        denials: how a title begins, and how its denial begins; the first that fits is taken.
        indivisible: titles with one of these say two things: their denial quotes them whole.
        adjectives: first words that need "is" after a subject.
        nouns: how titles begin that name what somebody is or has; they need a verb after a
            subject.
    """

    language: Language
    comma: str
    quotes: str
    listing: str
    gap: str
    marks: tuple[str, ...]
    connectives: Mapping[str, Connective]
    relations: Mapping[Measure, Mapping[str, str]]
    aged: str
    age_on: Mapping[str, str]
    counted_on: Mapping[str, str]
    within: Outcome
    regions: Mapping[str, str]
    among: Outcome
    among_none: tuple[str, str]
    constant: Outcome
    not_so: str
    schemes: Mapping[str, Outcome]
    share: str
    figure: str
    unrecorded: str
    unrecorded_figure: str
    chosen_by: str
    times: str
    part: str
    extremes: Mapping[tuple[str, bool], str]
    pair: str
    not_below_zero: str
    less: str
    whole: Outcome
    rounding: Mapping[str, str]
    if_else: str
    comes_to: str
    first_known: Outcome
    unknown_taken: Outcome
    unknown_unrecorded: str
    either: Outcome
    loops: Mapping[str, Loop]
    judged: str
    whose: str
    owned: str
    topic_first: bool
    of_many: str
    of_one: str
    of_noun: str
    denials: tuple[tuple[str, str], ...]
    indivisible: tuple[str, ...]
    quoted_denial: str
    adjectives: frozenset[str]
    nouns: tuple[str, ...]

    def verbs(self) -> frozenset[str]:
        """First words that say something of a subject without "is"."""
        return frozenset(part.split()[0] for pair in self.denials for part in pair)

    def deny(self, title: str) -> str:
        """The denial of a title; one of no known beginning is quoted whole."""
        if not any(mark in title for mark in self.indivisible):
            for head, denial in self.denials:
                if title.startswith(head):
                    return denial + title[len(head) :]
            if title.split(maxsplit=1)[0] in self.adjectives:
                return f"not {title}"
        return self.quoted_denial.format(title=title)

    def joins(self, text: str) -> bool:
        """Whether a text has a connective of its own."""
        return any(mark in text for mark in self.marks)

    def quote(self, text: str) -> str:
        """A text in quotation marks."""
        return self.quotes.format(text=text)

    def listed(self, texts: Sequence[str], last: str) -> str:
        """Texts as a list, the last after a connective."""
        if len(texts) == 1:
            return texts[0]
        return self.listing.join(texts[:-1]) + last + texts[-1]

    def title(self, title: Text) -> str:
        """A title as part of a sentence: what it says after a comma goes into brackets."""
        text = title.in_(self.language)
        head, _, remark = text.partition(self.comma)
        if not remark or self.joins(remark) or "(" in text:
            return text
        return self.aside(head, remark)

    def aside(self, text: str, remark: str, *, apart: bool = False) -> str:
        """A text with a remark in brackets.

        A remark that the text ends with takes it in, unless it is to stand ``apart`` because
        the brackets at the end may be no remark.
        """
        if text.endswith(")") and not apart:
            return f"{text[:-1]}{self.comma}{remark})"
        return f"{text}{self.gap}({remark})"


def relations(
    below: str, most: str, above: str, least: str, same: str, other: str
) -> Mapping[str, str]:
    """The words for the six comparisons, by their signs."""
    return {"<": below, "<=": most, ">": above, ">=": least, "==": same, "!=": other}
