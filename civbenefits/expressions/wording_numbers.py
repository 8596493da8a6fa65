"""A computation with the numbers put in: ``1300 × 3 − 2400 = 1500 yuan/household/month``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final, cast

from civbenefits.expressions import nodes as n
from civbenefits.expressions.evaluating import Unknown, Value, compute
from civbenefits.expressions.types import Type
from civbenefits.expressions.wording_en import EN
from civbenefits.expressions.wording_shape import SIGNS, Level, Op, Phrase, is_zero
from civbenefits.expressions.wording_values import (
    coin_text,
    figure_text,
    number_text,
    share_text,
    unit_of,
)
from civbenefits.expressions.wording_words import Words
from civbenefits.expressions.wording_zh import ZH
from civbenefits.money import FEN_PER_YUAN
from civbenefits.texts import Text

Known = Callable[[n.Node], Value]
"""What a part of the computation came to."""

_RELATIONS: Final[tuple[tuple[Op, str], ...]] = (("<", "<"), (">", ">"), ("==", "="))
_MEANT: Final[Mapping[Op, str]] = {"<=": "≤", ">=": "≥"}


def worked_out(node: n.Node, known: Known) -> Text | None:
    """A computation that came to a number; None where there is nothing to compute.

    Where one of several values is taken, only that one is there.
    """
    node = taken(node, known)
    value = _number(known(node))
    if value is None or not _computed(node):
        return None
    whole = figure_text(value, node.type, unit_of(node))
    zh, en = (_Numbers(words, known).phrase(node).text for words in (ZH, EN))
    if zh == _plain(value, node):
        return None
    return Text(f"{zh} = {whole.zh}", f"{en} = {whole.en}")


def compared(node: n.Compare, known: Known) -> Text | None:
    """How two numbers really compare; None where neither of them is computed.

    What holds is written with the sign of the condition, what fails with the sign that is true.
    """
    left, right = taken(node.left, known), taken(node.right, known)
    first, second = _number(known(left)), _number(known(right))
    if first is None or second is None or not (_computed(left) or _computed(right)):
        return None
    holds = compute(node.op, first, second)
    sign = _MEANT.get(node.op) if holds else None
    if sign is None:
        sign = next(shown for op, shown in _RELATIONS if compute(op, first, second))
    sides: list[str] = []
    for words in (ZH, EN):
        numbers = _Numbers(words, known)
        one, other = (numbers.phrase(each).text for each in (left, right))
        if _computed(left):
            one = f"{one} = {_plain(first, left)}"
        whole = figure_text(second, right.type, unit_of(right)).in_(words.language)
        sides.append(
            f"{one} {sign} {other} = {whole}" if _computed(right) else f"{one} {sign} {whole}"
        )
    return Text(*sides)


def _number(value: Value) -> int | Fraction | None:
    known = not isinstance(value, Unknown | str | bool)
    return value if known else None  # type: ignore[return-value]


def _computed(node: n.Node) -> bool:
    return isinstance(node, n.Arithmetic | n.Extreme | n.Round)


def taken(node: n.Node, known: Known) -> n.Node:
    """The value that is taken where there is a choice."""
    while isinstance(node, n.IfElse | n.FirstKnown):
        if isinstance(node, n.FirstKnown):
            node = node.second if isinstance(known(node.first), Unknown) else node.first
            continue
        test = known(node.test)
        if isinstance(test, Unknown):
            break
        node = node.yes if test else node.no
    return node


def _plain(value: int | Fraction, node: n.Node) -> str:
    """A number without its unit."""
    if node.type.kind == "money":
        return number_text(Fraction(value) / FEN_PER_YUAN)
    return share_text(value) if _is_ratio(node.type) else number_text(value)


def _is_ratio(type_: Type) -> bool:
    return type_.kind == "number" and type_.unit == "ratio"


class _Numbers:
    """Writes a computation in one language."""

    def __init__(self, words: Words, known: Known) -> None:
        self._words = words
        self._known = known

    def phrase(self, node: n.Node) -> Phrase:
        """The computation with its numbers, without the result."""
        node = taken(node, self._known)
        match node:
            case n.Arithmetic():
                return self._arithmetic(node)
            case n.Extreme():
                return self._extreme(node)
            case n.Round():
                inner = self.phrase(node.operand).within(Level.CLAUSES)
                unit = coin_text(node.unit, node.type).in_(self._words.language)
                rounded = self._words.rounding[node.direction].format(value=inner, unit=unit)
                return Phrase(rounded, Level.OPEN)
        # Where the whole is known, so is each number that it is computed from.
        text = _plain(cast(int | Fraction, self._known(node)), node)
        return Phrase(f"({text})" if text.startswith("-") else text)

    def _arithmetic(self, node: n.Arithmetic) -> Phrase:
        level = Level.SUM if node.op in ("+", "-") else Level.PRODUCT
        tighter = {"+": Level.SUM, "-": Level.PRODUCT, "*": Level.ATOM, "/": Level.ATOM}
        left = self.phrase(node.left).within(level)
        right = self.phrase(node.right).within(tighter[node.op])
        return Phrase(f"{left} {SIGNS[node.op]} {right}", level)

    def _extreme(self, node: n.Extreme) -> Phrase:
        words = self._words
        rest = [each for each in node.operands if not is_zero(each)]
        if node.op == "max" and len(rest) == 1 < len(node.operands):
            least = _number(self._known(rest[0]))
            phrase = self.phrase(rest[0])
            if least is None or least >= 0:
                return phrase
            return Phrase(words.not_below_zero.format(value=phrase.text), Level.OPEN)
        texts = [self.phrase(each).within(Level.PRODUCT) for each in node.operands]
        form = words.extremes[node.op, len(texts) == 2]
        return Phrase(form.format(values=words.listed(texts, words.pair)), Level.CHOSEN)
