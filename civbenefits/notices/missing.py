"""What to bring: one list of all missing facts, to which the open schemes refer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from civbenefits.decisions.model import Assessment, Bounds, Decision, MissingFact, Period
from civbenefits.notices.words import word
from civbenefits.presenting.merging import Members, waiting, without_person
from civbenefits.presenting.words import rate
from civbenefits.texts import Language, Text

MIN_RUN = 3
"""How many numbers in a row are written as a range."""


class Missing:
    """The numbered list; what most schemes wait for comes first."""

    def __init__(self, assessment: Assessment, members: Members, language: Language) -> None:
        self._members = members
        self._language = language
        self._numbers = {key: i for i, key in enumerate(waiting(assessment), 1)}
        self._persons: dict[tuple[str, Text], dict[str, None]] = {}
        for each in assessment.decisions:
            for fact in each.missing:
                whose = self._persons.setdefault(_key(fact), {})
                whose |= dict.fromkeys([] if fact.person is None else [fact.person])

    def items(self) -> list[dict[str, str]]:
        """Each fact with its number and whose it is."""
        rows = []
        for key, number in self._numbers.items():
            whose = self._persons[key]
            persons = ""
            if len(self._members.all) > 1:
                everybody = word("household", self._language)
                persons = self._members.called(whose) if whose else everybody
            fact = key[1].in_(self._language)
            rows.append({"number": str(number), "fact": fact, "persons": persons})
        return rows

    def of(self, decisions: Iterable[Decision]) -> str:
        """The numbers of what some decisions wait for."""
        facts = {self._numbers[_key(fact)] for each in decisions for fact in each.missing}
        if not facts:
            return ""
        return word("items", self._language, numbers=self._in_runs(sorted(facts)))

    def _in_runs(self, numbers: Sequence[int]) -> str:
        runs: list[list[int]] = []
        for number in numbers:
            if runs and number == runs[-1][-1] + 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        texts: list[str] = []
        for run in runs:
            long = len(run) >= MIN_RUN
            texts += [f"{run[0]}–{run[-1]}"] if long else map(str, run)
        return ("、" if self._language == "zh" else ", ").join(texts)


def amounts_possible(
    bounds: Sequence[Bounds | None], period: Period | None, money: Text, language: Language
) -> str:
    """What open answers can still come to, each or for everybody; nothing where that says little.

    Args:
        bounds: of all the answers that are told together.
        period: how the amount is paid; None where none is.
        money: what the currency is called.
        language: of the text.
    """
    known = [each for each in bounds if each is not None]
    if period is None or not known or len(known) < len(bounds):
        return ""
    lowest = min(each.lowest for each in known)
    tops = [each.highest for each in known]
    unlimited = None in tops
    highest = max((top for top in tops if top is not None), default=lowest)
    name = "range_open" if unlimited else "range_one" if highest == lowest else "range"
    if lowest == 0 and (unlimited or highest == 0):
        return ""
    unit = rate(period, money, language)
    text = word(name, language, lowest=f"{lowest:.2f}", highest=f"{highest:.2f}", unit=unit)
    if any(each.unrecorded for each in known):
        text += word("range_unrecorded", language)
    return text


def _key(missing: MissingFact) -> tuple[str, Text]:
    return without_person(missing), missing.title
