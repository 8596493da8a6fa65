from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep checked tables away from the home folder."""
    folder = tmp_path_factory.mktemp("store")
    monkeypatch.setenv("CIVBENEFITS_CACHE", str(folder))
    return folder
