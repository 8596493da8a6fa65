"""Eligibility and exact amounts of Chinese social assistance.

    >>> import civbenefits as cb
    >>> family = cb.Household(members=(cb.Member(id="a"),), counted_income="900")
    >>> answer = cb.assess(family, "440300", "2021-06")
    >>> answer.of("dibao").verdict
    'undetermined'

An unknown fact is never guessed: the answer says what is missing.
"""

from __future__ import annotations

from civbenefits.api import (
    assess,
    assume_usual,
    book,
    decision_schema,
    from_json,
    household_from,
    household_schema,
    notice,
    read_household,
    rulebook,
    to_json,
)
from civbenefits.decisions.model import (
    Assessment,
    Assumption,
    Bounds,
    Caveat,
    Compared,
    Condition,
    Decision,
    Explained,
    MissingFact,
    Outcome,
    Question,
    Reason,
    Source,
)
from civbenefits.decisions.stacking import Beside, Choice, Combination, Excluded, Part, Stack
from civbenefits.decisions.whynot import Distance, Failing, WhyNot
from civbenefits.engine.rulebook import Rulebook
from civbenefits.errors import CivBenefitsError, InputError, TableError, TableErrors
from civbenefits.facts.extending import Vocabulary
from civbenefits.facts.household import Emergency, Household, Property
from civbenefits.facts.member import (
    Care,
    Disability,
    Hukou,
    Illness,
    Income,
    Member,
    Parent,
    Residence,
    Study,
    Work,
)
from civbenefits.texts import Text

__version__ = "0.1.0"

__all__ = [
    "Assessment",
    "Assumption",
    "Beside",
    "Bounds",
    "Care",
    "Caveat",
    "Choice",
    "CivBenefitsError",
    "Combination",
    "Compared",
    "Condition",
    "Decision",
    "Disability",
    "Distance",
    "Emergency",
    "Excluded",
    "Explained",
    "Failing",
    "Household",
    "Hukou",
    "Illness",
    "Income",
    "InputError",
    "Member",
    "MissingFact",
    "Outcome",
    "Parent",
    "Part",
    "Property",
    "Question",
    "Reason",
    "Residence",
    "Rulebook",
    "Source",
    "Stack",
    "Study",
    "TableError",
    "TableErrors",
    "Text",
    "Vocabulary",
    "WhyNot",
    "Work",
    "assess",
    "assume_usual",
    "book",
    "decision_schema",
    "from_json",
    "household_from",
    "household_schema",
    "notice",
    "read_household",
    "rulebook",
    "to_json",
]
