from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep checked tables away from the home folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CIVBENEFITS_CACHE", str(tmp_path_factory.mktemp("store")))
        yield
