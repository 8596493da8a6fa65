"""A short run of the fuzzer; ``python -m tests.fuzz --minutes 10`` runs it longer."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.found import FOUND
from tests.fuzz.inputs import INPUTS
from tests.fuzz.targets import TARGETS

BRIEF = settings(max_examples=60, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_but_own_errors(name: str) -> None:
    @BRIEF
    @given(st.deferred(INPUTS[name]))
    def run(data: object) -> None:
        TARGETS[name](data)

    run()


@pytest.mark.parametrize(("name", "data"), FOUND)
def test_what_was_found_once(name: str, data: object) -> None:
    TARGETS[name](data)
