"""Choices and exclusions for a terminal: the best lawful combination and the losing ones."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from civbenefits.decisions.stacking import Beside, Choice, Combination, Excluded, Stack
from civbenefits.presenting.layout import joined, paragraph, printable, table, terminal_columns
from civbenefits.presenting.words import rate
from civbenefits.texts import Language, Text

OTHERS_SHOWN = 8

WORDS: Final[Mapping[str, Text]] = {
    "title": Text("选择与互斥", "Choices and exclusions"),
    "best": Text("合计最高", "best"),
    "chosen": Text("现有选择", "as chosen"),
    "other": Text("其他选择", "otherwise"),
    "shut_out": Text("不再享受", "shut out"),
    "choice": Text("成员 {person}:{scheme}", "member {person}: {scheme}"),
    "given": Text("(已选)", " (chosen)"),
    "less": Text("每月少 {amount} {money}", "{amount} {money} a month less"),
    "equal": Text("金额相同", "the same amount"),
    "exact": Text("精确值 {value} {money}", "exactly {value} {money}"),
    "doubt": Text(
        "其中{schemes}(合计 {amount} {money})能否同时享受,未收录依据",
        "whether {schemes} ({amount} {money} of it) may be drawn together is not on record",
    ),
    "in_kind": Text("另有{titles}", "besides: {titles}"),
    "year": Text("另按年发放{titles}", "besides, by the year: {titles}"),
    "once": Text("另一次性发放{titles}", "besides, once: {titles}"),
    "undetermined": Text("未计入尚待确定的{titles}", "not counted, undetermined: {titles}"),
    "not_on_record": Text("未计入未收录的{titles}", "not counted, not on record: {titles}"),
    "more": Text("另有 {count} 种金额不高于此的组合", "and {count} more that come to no more"),
    "open": Text(
        "还缺事实或依据,不知道能否这样选择:{choices}",
        "for want of facts or law it is open whether this may be chosen: {choices}",
    ),
    "incomplete": Text(
        "有的金额或选择尚未确定,哪一种最高可能改变。",
        "Some amounts or choices are open; another combination may turn out to be the best.",
    ),
}


def stack_lines(
    stack: Stack, titles: Mapping[str, Text], money: Text, language: Language
) -> list[str]:
    """Lines with a heading; none where nobody has a choice and no money is shut out.

    Args:
        stack: the combinations.
        titles: what the schemes are called.
        money: what the currency is called.
        language: of the text.
    """
    shut_out = [each for each in stack.excluded if each.would_pay]
    if not (stack.best.choices or shut_out):
        return []
    return _Section(stack, titles, money, language).lines(shut_out)


class _Section:
    def __init__(
        self, stack: Stack, titles: Mapping[str, Text], money: Text, language: Language
    ) -> None:
        self._stack = stack
        self._titles = titles
        self._money = money
        self._language: Language = language
        self._columns = terminal_columns()
        every = (set(each.beside) for each in stack.others)
        self._everywhere = set[Beside](stack.best.beside).intersection(*every)
        self._stop, self._pause = ("、", ";") if language == "zh" else (", ", "; ")

    def lines(self, shut_out: list[Excluded]) -> list[str]:
        stack = self._stack
        lines = [self._say("title")]
        if stack.best.choices:
            shown = self._shown()
            rows = [self._combination(each) for each in (stack.best, *shown)]
            lines += table(rows, self._columns, right=1)
            more = len(stack.others) - len(shown)
            if more:
                lines += paragraph(self._say("more", count=more), self._columns, "  ")
        ordered = sorted(shut_out, key=lambda each: each.relation != "choice")
        lines += table([self._shut_out(each) for each in ordered], self._columns, right=1)
        if not stack.complete:
            lines += paragraph(self._say("incomplete"), self._columns, "  ")
        if stack.open:
            choices = self._stop.join(map(self._choice, stack.open))
            lines += paragraph(self._say("open", choices=choices), self._columns, "  ")
        return lines

    def _say(self, name: str, **details: object) -> str:
        money = self._money.in_(self._language)
        return WORDS[name].in_(self._language).format(money=money, **details)

    def _shown(self) -> list[Combination]:
        """The other combinations to show: the first ones, and what was chosen so far."""
        shown = list(self._stack.others[:OTHERS_SHOWN])
        chosen = self._stack.chosen
        if chosen is not None and chosen not in (self._stack.best, *shown):
            shown.append(chosen)
        return shown

    def _combination(self, each: Combination) -> tuple[str, str, str]:
        best = each is self._stack.best
        label = "best" if best else "chosen" if each == self._stack.chosen else "other"
        less = self._stack.best.total - each.total
        behind = self._say("less", amount=less) if less else self._say("equal")
        notes = (
            self._stop.join(map(self._choice, each.choices)),
            "" if best else behind,
            self._say("exact", value=each.exact) if each.exact else "",
            self._doubt(each),
            *self._beside(each),
        )
        return self._say(label), self._monthly(each.total), joined(notes, self._pause)

    def _doubt(self, each: Combination) -> str:
        doubtful = [part for part in each.parts if part.doubtful]
        if not doubtful:
            return ""
        schemes = self._stop.join(dict.fromkeys(self._title(part.scheme) for part in doubtful))
        return self._say("doubt", schemes=schemes, amount=sum(part.amount for part in doubtful))

    def _beside(self, each: Combination) -> list[str]:
        """What comes with this combination and not with every other one."""
        by_reason: dict[str, dict[str, None]] = {}
        for one in each.beside:
            if one not in self._everywhere:
                by_reason.setdefault(one.why, {})[self._title(one.scheme)] = None
        return [self._say(why, titles=self._stop.join(found)) for why, found in by_reason.items()]

    def _shut_out(self, each: Excluded) -> tuple[str, str, str]:
        source = each.source
        cited = joined(
            (
                source.document,
                source.number or "",
                source.part.in_(self._language) if source.part else "",
            ),
            " ",
        )
        whose = "" if each.person is None else self._named(each.person, each.scheme)
        notes = (
            whose or self._title(each.scheme),
            each.rule.in_(self._language),
            self._say("exact", value=each.exact) if each.exact else "",
            cited,
        )
        unit = rate(each.period, self._money, self._language)
        amount = f"{each.would_pay} {unit}"
        return self._say("shut_out"), amount, printable(joined(notes, self._pause))

    def _choice(self, choice: Choice) -> str:
        named = self._named(choice.person, choice.scheme)
        return f"{named}{self._say('given')}" if choice.given else named

    def _named(self, person: str, scheme: str) -> str:
        return self._say("choice", person=printable(person), scheme=self._title(scheme))

    def _title(self, scheme: str) -> str:
        found = self._titles.get(scheme)
        return printable(scheme if found is None else found.in_(self._language))

    def _monthly(self, amount: Decimal) -> str:
        return f"{amount} {rate('month', self._money, self._language)}"
