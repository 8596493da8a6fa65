"""What follows an answer that is to be explained: how far off, and which choice is best."""

from __future__ import annotations

from civbenefits.cli.stacking import stack_lines
from civbenefits.cli.why import why_lines
from civbenefits.cli.words import word
from civbenefits.decisions.model import Assessment, Decision
from civbenefits.engine.rulebook import Rulebook
from civbenefits.facts.household import Household
from civbenefits.presenting.layout import paragraph, terminal_columns
from civbenefits.presenting.merging import Members
from civbenefits.texts import Language


def has_choice(assessment: Assessment) -> bool:
    """Whether an answer waits for the claimant's choice between schemes."""
    missing = (fact.fact for decision in assessment.decisions for fact in decision.missing)
    return any(fact.endswith(".chosen_scheme") for fact in missing)


def choices(
    book: Rulebook, household: Household, assessment: Assessment, language: Language
) -> list[str]:
    """The best lawful combination and the losing ones."""
    titles = {decision.scheme: decision.title for decision in assessment.decisions}
    return stack_lines(book.stack(household), titles, language)


def distances(
    book: Rulebook, household: Household, assessment: Assessment, language: Language
) -> list[str]:
    """For each refused scheme what fails and by how much; the same of several persons once."""
    members = Members(assessment, language)
    found: dict[tuple[str, tuple[str, ...]], list[Decision]] = {}
    for decision in assessment.decisions:
        if decision.verdict == "not_eligible":
            person = None if _of_household(decision, assessment) else decision.persons[0]
            whynot = book.why_not(household, decision.scheme, person)
            lines = tuple(why_lines(whynot, language))
            found.setdefault((decision.scheme, lines), []).append(decision)
    shown: list[str] = []
    for (_, lines), alike in found.items():
        if lines:
            persons = [person for decision in alike for person in decision.persons]
            whose = f"  {members.called(persons)}" if len(members.all) > 1 else ""
            title = f"{alike[0].title.in_(language)}{whose}"
            shown += [*paragraph(title, terminal_columns(), "  "), *lines]
    return [word("distances", language), *shown] if shown else []


def _of_household(decision: Decision, assessment: Assessment) -> bool:
    """Whether there is one decision of the scheme for all."""
    alike = [each for each in assessment.decisions if each.scheme == decision.scheme]
    return len(alike) == 1 and len(Members(assessment, "zh").all) > 1
