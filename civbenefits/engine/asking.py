"""What is still worth asking where the explorer proposes nothing, or facts were passed over.

The explorer takes it that every open fact will become known, and it tries some completions
only.  An interview knows better: facts that were passed over stay unknown, so whatever
matters only together with them is not worth asking; and a condition in which four rare
things must come together hangs on each of them though no completion tried shows it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any, Final

from civbenefits.decisions.model import Assessment, Question
from civbenefits.engine.completing import DAYS, ELSEWHERE, OpenFact, declaration
from civbenefits.engine.rulebook import Rulebook
from civbenefits.errors import InputError
from civbenefits.facts.assuming import assume_usual
from civbenefits.facts.household import Household
from civbenefits.facts.member import Parent
from civbenefits.facts.vocabulary import Fact
from civbenefits.records import replace
from civbenefits.texts import Text

Standing = list[tuple[bool | None, object]]

SHARES: Final = (0.0, 0.2, 0.2, 0.4, 0.4, 0.6, 0.6, 0.8, 1.0, 1.0, 1.0, 1.0)
"""How much of each completion is left to chance; the rest is usual."""

FIRST_PARENT: Final = "parents.0.situation"

_AGES: Final = (5, 17, 40, 60, 70, 80, 100)
_AMOUNTS: Final = tuple(map(Decimal, (0, 500, 1500, 3000, 10**7)))
_FEW: Final = 10


def next_question(
    rulebook: Rulebook, assessment: Assessment, household: Household, skip: Collection[str]
) -> Question | None:
    """What to ask next; None where nothing that is asked could change the answer.

    Args:
        rulebook: the rules that made the assessment.
        assessment: what comes of the household, with bounds.
        household: what is known.
        skip: paths of facts that nobody could tell; they stay unknown.
    """
    if assessment.question is not None and not skip:
        return assessment.question
    if not any(decision.missing for decision in assessment.decisions):
        return None
    return _Search(rulebook, assessment, household, skip).question()


class _Search:
    """Looks for a missing fact that can change something while others stay unknown."""

    def __init__(
        self,
        rulebook: Rulebook,
        assessment: Assessment,
        household: Household,
        skip: Collection[str],
    ) -> None:
        self._rulebook = rulebook
        self._here = rulebook.place.code
        self._assessment = assessment
        self._household = household
        self._skip = skip
        self._schemes: dict[OpenFact, dict[str, None]] = {}
        self._paths: dict[OpenFact, tuple[str, str | None]] = {}
        # Without bounds the missing facts are all those that may matter, not only those that
        # some completion was seen to hang on.
        for decision in rulebook.assess(household, bounds=False).decisions:
            for missing in decision.missing:
                self._note(missing.fact, missing.person, decision.scheme)
        self._bases: list[tuple[Household, Standing]] | None = None

    def _note(self, path: str, person: str | None, scheme: str) -> None:
        place = place_of(path, person, self._household)
        fact = declaration(place, self._rulebook.vocabulary)
        if path not in self._skip and fact is not None and fact.kind != "list":
            self._schemes.setdefault(place, {})[scheme] = None
            self._paths[place] = (path, person)

    def question(self) -> Question | None:
        """The engine's proposal if it can change something, else the best that can."""
        proposed = self._assessment.question
        if proposed is not None:
            place = place_of(proposed.fact, proposed.person, self._household)
            if self._matters(place):
                return proposed
        for place in self._ranked():
            if self._matters(place):
                path, person = self._paths[place]
                fact = declaration(place, self._rulebook.vocabulary)
                text = fact.ask if fact is not None and fact.ask is not None else Text("", "")
                return Question(path, person, text, tuple(self._schemes[place]))
        return None

    def _ranked(self) -> list[OpenFact]:
        """The facts whose answer leaves the fewest answers open on average come first."""
        ranks: dict[OpenFact, Fraction] = {}
        for place in self._schemes:
            counts = [
                sum(received is None for received, _ in self._rulebook.standing(changed))
                for changed in self._varied(self._household, place)
            ]
            if counts:
                ranks[place] = Fraction(sum(counts), len(counts))
        return sorted(ranks, key=lambda place: ranks[place])

    def _matters(self, place: OpenFact) -> bool:
        """Whether two answers to a fact were found that lead to different outcomes."""
        for base, outcomes in self._completions():
            for changed in self._varied(base, place):
                if self._rulebook.standing(changed) != outcomes:
                    return True
        return False

    def _varied(self, household: Household, place: OpenFact) -> Iterator[Household]:
        fact = declaration(place, self._rulebook.vocabulary)
        for value in () if fact is None else _samples(fact, place, self._here):
            try:
                yield told(household, place, value)
            except InputError:
                continue

    def _completions(self) -> list[tuple[Household, Standing]]:
        """What is known, and completions of it in which what was passed over stays unknown."""
        if self._bases is None:
            found = [self._household]
            source = Random(0)  # noqa: S311 - chance that must repeat itself, not secrets
            found += [self._completed(source, share) for share in SHARES]
            self._bases = [(each, self._rulebook.standing(each)) for each in found]
        return self._bases

    def _completed(self, source: Random, share: float) -> Household:
        household = self._household
        for place in self._schemes:
            if source.random() < share:
                varied = list(self._varied(household, place))
                household = source.choice(varied) if varied else household
        household, made = assume_usual(household, self._here)
        for each in made:
            head = "household" if each.person is None else f"members.{each.person}"
            if f"{head}.{each.path}" in self._skip:
                place = place_of(f"{head}.{each.path}", each.person, household)
                household = told(household, place, None)
        return household


def place_of(path: str, person: str | None, household: Household) -> OpenFact:
    """Where the answer to a question belongs, from the path that answers give.

    Both parents are asked for one after the other: first comes the situation of one.
    """
    if person is None:
        return OpenFact(None, path.removeprefix("household."))
    ids = [member.id for member in household.members]
    inner = path.removeprefix(f"members.{person}.")
    return OpenFact(ids.index(person), FIRST_PARENT if inner == "parents" else inner)


def value_of(household: Household, place: OpenFact) -> Any:
    """What is known of a fact; for a date of birth the age will do."""
    holder: Any = household if place.owner is None else household.members[place.owner]
    if place.path == "born":
        return holder.age if holder.born is None else holder.born
    for part in place.path.split("."):
        if holder is None:
            return None
        holder = holder[int(part)] if part.isdigit() else getattr(holder, part)
    return holder


def told(household: Household, place: OpenFact, value: Any) -> Household:
    """The household with one more fact known.

    A date of birth may also be given as the age, a whole number.

    Raises:
        InputError: the fact does not allow it, or it contradicts another.
    """
    household = with_parents(household, place)
    path = place.path
    if path == "born" and isinstance(value, int):
        path = "age"
    if place.owner is None:
        changed: Household = _replaced(household, path.split("."), value)
        return changed
    members = list(household.members)
    members[place.owner] = _replaced(members[place.owner], path.split("."), value)
    return replace(household, members=tuple(members))


def with_parents(household: Household, place: OpenFact) -> Household:
    """The household with two parents of whom nothing is known, where one is asked about."""
    if place.owner is None or not place.path.startswith("parents."):
        return household
    member = household.members[place.owner]
    if member.parents is not None:
        return household
    members = list(household.members)
    members[place.owner] = replace(member, parents=(Parent(), Parent()))
    return replace(household, members=tuple(members))


def _replaced(holder: Any, parts: list[str], value: Any) -> Any:
    name, rest = parts[0], parts[1:]
    if name.isdigit():
        at = int(name)
        return (*holder[:at], _replaced(holder[at], rest, value), *holder[at + 1 :])
    if rest:
        value = _replaced(getattr(holder, name), rest, value)
    return replace(holder, **{name: value})


def _samples(fact: Fact, place: OpenFact, here: str) -> tuple[Any, ...]:
    """Some values that a fact may turn out to have."""
    if place.path == "born":
        return _AGES
    if fact.kind == "boolean":
        return (True, False)
    if fact.kind == "date":
        return DAYS
    if fact.kind == "choice":
        return tuple(fact.choices or ())
    if fact.kind == "place":
        return (here, ELSEWHERE)
    if fact.kind == "money":
        return _AMOUNTS
    low, high = fact.low or 0, fact.high or 0
    return tuple(range(low, high + 1)) if high - low < _FEW else (low, low + 6, low + 36, high)
