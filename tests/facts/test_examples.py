"""The example files in the documentation can be read, and are told again without loss."""

from __future__ import annotations

from pathlib import Path

import pytest

from civbenefits.facts.reading import household_from, read_household
from civbenefits.facts.vocabulary import as_data

FOLDER = Path(__file__).parents[2] / "docs" / "examples"
EXAMPLES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".yaml", ".json"))


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 4


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_read(path: Path) -> None:
    household = read_household(path.read_bytes(), name=path.name)
    assert household_from(as_data(household)) == household
    assert path.name in (FOLDER / "README.md").read_text(encoding="utf-8")
