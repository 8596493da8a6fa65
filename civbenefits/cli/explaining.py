"""What follows an answer where there is a choice: which combination is best."""

from __future__ import annotations

from civbenefits.cli.stacking import stack_lines
from civbenefits.decisions.model import Assessment
from civbenefits.engine.rulebook import Rulebook
from civbenefits.facts.household import Household
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
    return stack_lines(book.stack(household), titles, assessment.currency_name, language)
