"""Why: conditions in words, with the values they compared and whose values those are."""

from __future__ import annotations

from collections.abc import Sequence

from civbenefits.decisions.model import Assessment, Condition, Decision
from civbenefits.notices.words import word
from civbenefits.presenting.merging import Members, place_or
from civbenefits.texts import Language, Text


class Reasons:
    """Words the conditions of decisions that stand together in a notice."""

    def __init__(self, assessment: Assessment, members: Members, language: Language) -> None:
        self._assessment = assessment
        self._members = members
        self._language = language
        self._stop, self._pause = ("、", ";") if language == "zh" else (", ", "; ")

    def of(self, decisions: Sequence[Decision], *, hold: bool) -> list[dict[str, str]]:
        """Each condition that holds, or that fails, with what it compared."""
        everybody = {person for each in decisions for person in each.persons}
        cases: dict[tuple[str, Text], list[tuple[Decision, Condition]]] = {}
        for decision in decisions:
            for condition in decision.conditions:
                if condition.holds is hold:
                    found = cases.setdefault((condition.name, condition.text), [])
                    found.append((decision, condition))
        rows = []
        for (_, text), alike in cases.items():
            persons = [person for decision, _ in alike for person in decision.persons]
            shown = text.in_(self._language)
            if set(persons) != everybody:
                shown = self._whose(shown, persons)
            rows.append({"text": shown, "compared": self._compared(text, alike)})
        return rows

    def _compared(self, said: Text, cases: Sequence[tuple[Decision, Condition]]) -> str:
        """The values that were looked at, less what the condition says already."""
        values: dict[Text, dict[str, list[str]]] = {}
        for decision, condition in cases:
            for each in condition.compared:
                if each.title.in_(self._language) == said.in_(self._language):
                    continue
                value = (
                    word("unknown", self._language)
                    if each.value is None
                    else place_or(each.value, self._assessment, self._language)
                )
                whose = values.setdefault(each.title, {}).setdefault(value, [])
                whose += decision.persons
        return self._pause.join(
            word("is_value", self._language, title=title.in_(self._language), value=self._told(own))
            for title, own in values.items()
        )

    def _told(self, values: dict[str, list[str]]) -> str:
        """One value for everybody, or each with whose it is."""
        if len(values) == 1:
            return next(iter(values))
        return self._stop.join(self._whose(value, whose) for value, whose in values.items())

    def _whose(self, text: str, persons: Sequence[str]) -> str:
        listed = self._members.listed(dict.fromkeys(persons))
        return word("of_persons", self._language, text=text, persons=listed)
