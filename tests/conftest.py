"""How Hypothesis runs in these tests."""

from __future__ import annotations

from hypothesis import settings

# A machine that is busy with something else is no fault of the code under test.
settings.register_profile("tests", deadline=None)
settings.load_profile("tests")
