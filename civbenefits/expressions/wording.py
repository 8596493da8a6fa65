"""Conditions and amounts in plain Chinese and English, for caseworkers and families.

One traversal serves both languages; the words are in `wording_zh` and `wording_en`. Negations
are carried inwards until they meet something that has a denial of its own, which Kleene logic
allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, Protocol, assert_never

from civbenefits.expressions import nodes as n
from civbenefits.expressions.wording_en import EN
from civbenefits.expressions.wording_shape import (
    SIGNS,
    Level,
    Limit,
    LogicOp,
    Part,
    Phrase,
    SchemeKey,
    chained,
    condition_of,
    deducted,
    grades_within,
    measure_of,
    multiple_of,
    operator,
    parts_of,
    read_from_left,
    set_apart,
    speaks_of,
    split_scheme_key,
)
from civbenefits.expressions.wording_values import (
    choice_title,
    coin_text,
    figure_text,
    number_text,
    share_text,
    unit_of,
    value_text,
)
from civbenefits.expressions.wording_words import Outcome, Words
from civbenefits.expressions.wording_zh import ZH
from civbenefits.texts import Text

__all__ = ["SchemeKey", "Titles", "describe", "split_scheme_key", "value_text"]

_FIGURES: Final = (n.Const, n.Lookup, n.Banded, n.Unrecorded)


class Titles(Protocol):
    """What the names of one place and day are called."""

    def standard(self, name: str) -> Text:
        """The title of a standard."""

    def rule(self, key: str) -> Text:
        """The title of a definition; for a key that `split_scheme_key` takes, of its scheme."""


def describe(node: n.Node, titles: Titles, loops: dict[n.Subject, str] | None = None) -> Text:
    """A checked expression in words, in both languages.

    Args:
        node: the expression.
        titles: what names are called.
        loops: of a part of loops, what each goes through by its variable, the outermost first;
            the item of the last is the one spoken of.
    """
    return Text(*(_Writer(words, titles, loops or {}).phrase(node).text for words in (ZH, EN)))


class _Writer:
    def __init__(self, words: Words, titles: Titles, loops: dict[n.Subject, str]) -> None:
        self._words = words
        self._titles = titles
        self._current: n.Subject = next(reversed(loops), "self")
        self._collections = dict(loops)

    def phrase(self, node: n.Node) -> Phrase:
        """Any node in words."""
        return self._condition(node, denied=False)

    # Conditions -------------------------------------------------------------------

    def _condition(self, node: n.Node, *, denied: bool) -> Phrase:
        words = self._words
        match node:
            case n.Not():
                return self._condition(node.operand, denied=not denied)
            case n.Logic():
                return self._logic(node, denied=denied)
            case n.Compare():
                return self._compare(node, denied=denied)
            case n.Among():
                return self._among(node.operand, node.values, denied=node.negated != denied)
            case n.Within():
                form = words.within.no if denied else words.within.yes
                place = self._operand(node.operand, node.operand)
                return self._clause(form.format(place=place, region=words.regions[node.region]))
            case n.Aggregate(op="any" | "all"):
                return self._quantified(node, denied=denied)
            case n.Const(value=bool(value)):
                return Phrase(words.constant.no if value == denied else words.constant.yes)
            case n.FactRef() if node.type.kind == "boolean":
                title = self._title(node.fact.title, node.subject)
                clause = self._clause(words.deny(title) if denied else title, reaching=denied)
                return self._said_of(self._who(node.subject), clause)
            case n.RuleRef() if node.type.kind in ("boolean", "any"):
                clause = self._clause(self._rule(node, denied=denied), reaching=denied)
                return self._said_of(self._who(node.subject), clause)
        phrase = self._term(node)
        if denied and not isinstance(node, n.Unrecorded):
            return Phrase(words.not_so.format(text=phrase.text))
        return phrase

    def _clause(self, text: str, *, reaching: bool = False) -> Phrase:
        if self._words.joins(text):
            return Phrase(text, Level.LIST)
        return Phrase(text, Level.REACHING if reaching else Level.ATOM)

    def _said_of(self, who: str, clause: Phrase, *, led_by_noun: bool = False) -> Phrase:
        words = self._words
        if not who:
            return clause
        if clause.level > Level.LIST:
            return Phrase(words.of_many.format(who=who, clause=clause.text), Level.OPEN)
        head = clause.text.split()[0]
        if clause.text.startswith(words.nouns):
            text = words.of_noun.format(who=who, clause=clause.text)
        elif words.topic_first or head in words.verbs():
            text = words.of_one.format(who=who, clause=clause.text)
        elif head in words.adjectives:
            text = words.of_one.format(who=who, clause=f"is {clause.text}")
        elif led_by_noun:
            text = words.whose.format(who=who, title=clause.text)
        else:
            return Phrase(words.of_many.format(who=who, clause=clause.text), Level.OPEN)
        return Phrase(text, max(clause.level, Level.REACHING))

    def _logic(self, node: n.Logic, *, denied: bool) -> Phrase:
        op = operator(node, denied=denied)
        joining = self._words.connectives[op]
        loosest = Level.AND if op == "or" else Level.LIST
        phrases = list(self._joined(list(parts_of(node, op, denied=denied)), op))
        if len(phrases) == 1:
            return phrases[0]
        texts = [phrase.within(loosest) for phrase in phrases]
        if set_apart([phrase.level for phrase in phrases], loosest):
            return Phrase(joining.apart.join(texts), Level.CLAUSES)
        text = self._words.listed(texts, joining.last)
        if len(texts) > 2:
            return Phrase(text, Level.CLAUSES)
        return Phrase(text, Level.AND if op == "and" else Level.OR)

    def _joined(self, parts: Sequence[Part], op: LogicOp) -> Iterator[Phrase]:
        index = 0
        while index < len(parts):
            part = parts[index]
            chain = chained(part, parts[index + 1]) if index + 1 < len(parts) else None
            if chain is not None:
                yield self._limits(*chain, op)
                index += 2
                continue
            if isinstance(part.node, n.Unrecorded):
                yield Phrase(self._words.connectives[op].unrecorded)
            else:
                yield self._condition(part.node, denied=part.denied)
            index += 1

    def _compare(self, node: n.Compare, *, denied: bool) -> Phrase:
        words = self._words
        left, limit = read_from_left(node, denied=denied)
        if isinstance(limit.value, n.Const) and isinstance(limit.value.value, bool):
            return self._condition(left, denied=(limit.op == "==") != limit.value.value)
        if isinstance(limit.value, n.Round) and limit.op in ("==", "!="):
            value = self.phrase(left)
            if value == self.phrase(limit.value.operand):
                form = words.whole.yes if limit.op == "==" else words.whole.no
                unit = coin_text(limit.value.unit, limit.value.type).in_(words.language)
                return self._clause(form.format(value=value.within(Level.MULTIPLE), unit=unit))
        grades = grades_within(left, limit)
        if grades:
            return self._among(left, grades, denied=False)
        return self._limits(left, (limit,), "and")

    def _limits(self, left: n.Node, limits: Sequence[Limit], op: LogicOp) -> Phrase:
        words = self._words
        measure = measure_of(left, limits[0].value)
        relations = words.relations[measure]
        said = words.connectives[op].last.join(
            relations[limit.op] + words.gap + self._operand(limit.value, left, Level.CHOSEN)
            for limit in limits
        )
        if measure != "age" or not isinstance(left, n.Age):
            return self._clause(self._operand(left, limits[0].value) + words.gap + said)
        apart = not isinstance(limits[-1].value, _FIGURES)
        text = words.aged + words.gap + said
        text = words.aside(text, words.counted_on[left.day], apart=apart)
        level = Level.ATOM if len(limits) == 1 else Level.LIST
        return self._said_of(self._who(left.subject), Phrase(text, level))

    def _among(self, operand: n.Node, values: Sequence[n.Constant], *, denied: bool) -> Phrase:
        words = self._words
        texts = [self._literal(value, operand) for value in values]
        form, last = (words.among.yes, words.connectives["or"].last)
        if denied:
            form, last = words.among_none if len(texts) > 1 else (words.among.no, "")
        if len(texts) > 1:
            texts = [words.quote(text) if words.joins(text) else text for text in texts]
        values = words.listed(texts, last)
        return self._clause(form.format(value=self._operand(operand, operand), values=values))

    def _quantified(self, node: n.Aggregate, *, denied: bool) -> Phrase:
        loop = self._words.loops[node.collection]
        if node.op == "any":
            form = loop.none if denied else loop.some
        else:
            form = loop.not_every if denied else loop.every
        of, which = self._owner_and_condition(node, node.condition)
        with self._inside(node):
            body = self.phrase(node.body)
        led_by_noun = not which and speaks_of(node.body, node.variable)
        who = form.format(of=of, which=which)
        return self._said_of(who, body, led_by_noun=led_by_noun)

    # Values -----------------------------------------------------------------------

    def _term(self, node: n.Term) -> Phrase:
        words = self._words
        match node:
            case n.Const():
                return Phrase(self._operand(node, node))
            case n.Unrecorded():
                if not node.standard:
                    return Phrase(words.unrecorded)
                return Phrase(self._figure(node.standard, words.unrecorded_figure))
            case n.Lookup() | n.Banded():
                chosen = words.chosen_by.format(key=self.phrase(node.key).text)
                return Phrase(self._figure(node.standard, chosen))
            case n.FactRef():
                title = self._title(node.fact.title, node.subject)
                return Phrase(self._owned(node.subject, title))
            case n.Age():
                return Phrase(self._owned(node.subject, words.age_on[node.day]))
            case n.RuleRef():
                return Phrase(self._owned(node.subject, self._rule(node, denied=False)))
            case n.Arithmetic():
                return self._arithmetic(node)
            case n.Extreme():
                return self._extreme(node)
            case n.Round():
                value = self.phrase(node.operand).within(Level.CLAUSES)
                unit = coin_text(node.unit, node.type).in_(words.language)
                text = words.rounding[node.direction].format(value=value, unit=unit)
                return Phrase(text, Level.OPEN)
            case n.IfElse():
                return self._if_else(node)
            case n.FirstKnown():
                return self._first_known(node)
            case n.Either():
                return self._one_of_two(node, words.either, Level.OPEN)
            case n.Aggregate():
                return self._total(node)
        assert_never(node)

    def _operand(self, node: n.Node, beside: n.Node, loosest: Level = Level.MULTIPLE) -> str:
        """A value that is compared; a literal takes its unit from what stands beside it."""
        if not isinstance(node, n.Const):
            return self.phrase(node).within(loosest)
        if not node.standard or isinstance(node.value, bool | str):
            return self._literal(node.value, beside)
        unit = unit_of(beside if node.type.unit == "years" else node)
        figure = figure_text(node.value, node.type, unit).in_(self._words.language)
        return self._figure(node.standard, figure)

    def _literal(self, value: n.Constant, beside: n.Node) -> str:
        if isinstance(value, bool):
            return value_text(value, beside).in_(self._words.language)
        if isinstance(value, str):
            return self._words.title(choice_title(value, beside.type))
        if beside.type.kind == "money":
            return number_text(value)
        return figure_text(value, beside.type, unit_of(beside)).in_(self._words.language)

    def _arithmetic(self, node: n.Arithmetic) -> Phrase:
        base, factor = multiple_of(node)
        if factor != 1:
            share = share_text(factor)
            number = share if factor < 1 else number_text(factor)
            part = factor < 1 or "/" in number
            form = self._words.part if part else self._words.times
            text = form.format(base=self.phrase(base).within(Level.ATOM), factor=number)
            return Phrase(text, Level.MULTIPLE)
        loosest = Level.SUM if node.op in ("+", "-") else Level.PRODUCT
        # What is taken away, and what is divided by, ends before the next sign.
        tighter = {"+": Level.SUM, "-": Level.PRODUCT, "*": Level.ATOM, "/": Level.ATOM}
        left = self.phrase(node.left).within(loosest)
        right = self.phrase(node.right).within(tighter[node.op])
        return Phrase(f"{left} {SIGNS[node.op]} {right}", loosest)

    def _extreme(self, node: n.Extreme) -> Phrase:
        words = self._words
        keys, whole = deducted(node)
        if whole is not node:
            value = self.phrase(whole).within(Level.CLAUSES)
            if not keys:
                return Phrase(words.not_below_zero.format(value=value), Level.OPEN)
            titles = words.listed([words.title(self._titles.rule(key)) for key in keys], words.pair)
            return Phrase(words.less.format(value=value, titles=titles), Level.OPEN)
        texts = [self._operand(each, node) for each in node.operands]
        form = words.extremes[node.op, len(texts) == 2]
        return Phrase(form.format(values=words.listed(texts, words.pair)), Level.CHOSEN)

    def _if_else(self, node: n.IfElse) -> Phrase:
        text = self._words.if_else.format(
            test=self.phrase(node.test).within(Level.CLAUSES),
            yes=self._outcome(node.yes, node, Level.CLAUSES),
            no=self._outcome(node.no, node, Level.OPEN),
        )
        return Phrase(text, Level.OPEN)

    def _first_known(self, node: n.FirstKnown) -> Phrase:
        words, first = self._words, self.phrase(node.first)
        if isinstance(node.second, n.Unrecorded):
            remark = words.unknown_unrecorded
        elif isinstance(node.second, n.Const) and isinstance(node.second.value, bool):
            remark = words.unknown_taken.yes if node.second.value else words.unknown_taken.no
        else:
            return self._one_of_two(node, words.first_known, Level.CLAUSES)
        apart = not isinstance(node.first, n.FactRef)
        text = words.aside(first.within(Level.LIST), remark, apart=apart)
        return Phrase(text, min(first.level, Level.LIST))

    def _one_of_two(self, node: n.FirstKnown | n.Either, forms: Outcome, loosest: Level) -> Phrase:
        form = forms.yes if node.type.kind == "boolean" else forms.no
        first, second = (self.phrase(each).within(loosest) for each in (node.first, node.second))
        return Phrase(form.format(first=first, second=second), Level.OPEN)

    def _outcome(self, node: n.Node, whole: n.IfElse, loosest: Level) -> str:
        is_value = isinstance(node, n.Const) and not isinstance(node.value, bool)
        text = self._operand(node, whole) if is_value else self.phrase(node).within(loosest)
        unrecorded = isinstance(node, n.Unrecorded) and not node.standard
        if unrecorded or node.type.kind == "boolean" or isinstance(node, n.IfElse | n.FirstKnown):
            return text
        return self._words.comes_to.format(value=text)

    def _total(self, node: n.Aggregate) -> Phrase:
        loop = self._words.loops[node.collection]
        of, which = self._owner_and_condition(node, condition_of(node))
        if node.op == "sum":
            with self._inside(node):
                body = self.phrase(node.body).within(Level.ATOM)
            return Phrase(loop.total.format(of=of, which=which, body=body))
        return Phrase(loop.number.format(of=of, which=which))

    # Names ------------------------------------------------------------------------

    def _owner_and_condition(self, node: n.Aggregate, condition: n.Node | None) -> tuple[str, str]:
        who = self._who(node.owner)
        of = self._words.owned.format(who=who) if who else ""
        if condition is None:
            return of, ""
        with self._inside(node):
            phrase = self.phrase(condition)
        if self._words.topic_first:
            return of, f"{phrase.within(Level.AND)}的"
        return of, f" ({phrase.text})"

    @contextmanager
    def _inside(self, node: n.Aggregate) -> Iterator[None]:
        """Within a loop its item is the one spoken of."""
        outer, self._current = self._current, node.variable
        self._collections[node.variable] = node.collection
        yield
        self._current = outer

    def _who(self, subject: n.Subject) -> str:
        """Whose a fact is, where that is not the one spoken of."""
        if subject in ("household", self._current):
            return ""
        if subject == "self":
            return self._words.judged
        return self._words.loops[self._collections.get(subject, "members")].item

    def _owned(self, subject: n.Subject, title: str) -> str:
        who = self._who(subject)
        if not who:
            return title
        return self._words.whose.format(who=who, title=title.removeprefix(self._words.judged))

    def _rule(self, node: n.RuleRef, *, denied: bool) -> str:
        words = self._words
        title = words.title(self._titles.rule(node.key))
        key = split_scheme_key(node.key)
        if key is None:
            return words.deny(title) if denied else title
        if key.what == "amount" and key.spread:
            return words.share.format(title=title)
        forms = words.schemes[key.what]
        return (forms.no if denied else forms.yes).format(title=title)

    def _title(self, title: Text, subject: n.Subject) -> str:
        loop = self._words.loops.get(self._collections.get(subject, ""))
        return self._words.title(title).removeprefix(loop.repeated if loop else "")

    def _figure(self, standard: str, remark: str) -> str:
        title = self._words.title(self._titles.standard(standard)).removeprefix("the ")
        return self._words.aside(self._words.figure.format(title=title), remark)
