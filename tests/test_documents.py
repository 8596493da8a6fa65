"""Every document is in the contents of the site, and in the list of the folder."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "docs"


def test_no_document_is_forgotten() -> None:
    documents = {file.stem for file in FOLDER.glob("*.md")} - {"README", "index"}
    assert "tables" in documents
    index = (FOLDER / "index.md").read_text(encoding="utf-8")
    assert {line for line in index.splitlines() if line in documents} == documents
    listed = re.findall(
        r"(?m)^\| \[([\w-]+)\.md\]\(\1\.md\)", (FOLDER / "README.md").read_text("utf-8")
    )
    assert sorted(listed) == sorted(documents)
