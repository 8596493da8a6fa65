"""How Hypothesis runs in these tests, and how wide their terminal is."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

# What is printed is as wide as by default, whatever window or process the tests run in.
os.environ.pop("COLUMNS", None)

# A machine that is busy with something else is no fault of the code under test.
settings.register_profile("tests", deadline=None)
# Of mutants only whether they are found counts: the same examples for each, none made smaller.
settings.register_profile(
    "mutation",
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=(HealthCheck.too_slow,),
)
settings.load_profile("tests")
