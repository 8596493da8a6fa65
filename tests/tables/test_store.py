"""Checked tables are kept for the next run; whatever is wrong with the store is passed over."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from civbenefits.engine import library
from civbenefits.engine.library import load_tables
from civbenefits.located import Located, Spot
from civbenefits.tables.model import Tables
from civbenefits.tables.store import KEPT_FILES, keep, recall, store_folder

GOOD = Path(__file__).parent / "good"
FILES = {"a.yaml": Located({"documents": {"law": {"title": "法"}}}, {("documents",): Spot(1, 2)})}


def test_what_was_kept_is_recalled_without_its_positions() -> None:
    assert recall("abc") is None
    keep("abc", FILES)
    recalled = recall("abc")
    assert recalled is not None
    assert {name: located.data for name, located in recalled.items()} == {
        "a.yaml": {"documents": {"law": {"title": "法"}}}
    }
    assert recalled["a.yaml"].spots == {}
    assert recall("abd") is None


def test_the_store_is_private(store: Path) -> None:
    keep("abc", FILES)
    assert stat.S_IMODE((store / "abc.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_what_others_could_have_written_is_not_believed(mode: int, store: Path) -> None:
    keep("abc", FILES)
    (store / "abc.json").chmod(mode)
    assert recall("abc") is None


def test_what_somebody_else_has_written_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    keep("abc", FILES)
    monkeypatch.setattr(os, "getuid", lambda: 12345678)
    assert recall("abc") is None


def test_a_system_without_users_trusts_its_own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    keep("abc", FILES)
    monkeypatch.delattr(os, "getuid")
    assert recall("abc") is not None


def broken_json(content: str) -> str:
    return content[:-3]


def other_format(content: str) -> str:
    return json.dumps({**json.loads(content), "format": 0})


def other_tables(content: str) -> str:
    return json.dumps({**json.loads(content), "fingerprint": "abd"})


def no_mapping(_content: str) -> str:
    return "[1, 2]"


def no_files(content: str) -> str:
    return json.dumps({**json.loads(content), "files": ["a.yaml"]})


def nothing(_content: str) -> str:
    return "{}"


def too_deep(_content: str) -> str:
    return "[" * 100_000


@pytest.mark.parametrize(
    "spoil",
    [broken_json, other_format, other_tables, no_mapping, no_files, nothing, too_deep],
)
def test_spoilt_content_is_passed_over(spoil: Callable[[str], str], store: Path) -> None:
    keep("abc", FILES)
    kept = store / "abc.json"
    kept.write_text(spoil(kept.read_text(encoding="utf-8")), encoding="utf-8")
    assert recall("abc") is None


def test_bytes_that_are_no_text_are_passed_over(store: Path) -> None:
    keep("abc", FILES)
    (store / "abc.json").write_bytes(b"\xff\xfe\xff")
    assert recall("abc") is None


def test_a_folder_that_cannot_be_made_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("CIVBENEFITS_CACHE", str(tmp_path / "file" / "folder"))
    keep("abc", FILES)
    assert recall("abc") is None
    assert load_tables(GOOD).places


def test_no_home_folder_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError("no home")

    monkeypatch.delenv("CIVBENEFITS_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", no_home)
    keep("abc", FILES)
    assert recall("abc") is None


def test_the_folder_is_the_users_cache_where_none_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CIVBENEFITS_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert store_folder() == Path("/somewhere/civbenefits")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", lambda: Path("/home/me"))
    assert store_folder() == Path("/home/me/.cache/civbenefits")


def test_only_the_latest_are_kept(store: Path) -> None:
    for number in range(KEPT_FILES + 3):
        keep(f"p{number}", FILES)
        os.utime(store / f"p{number}.json", (number, number))
    assert len(list(store.glob("*.json"))) == KEPT_FILES
    assert recall("p2") is None
    assert recall("p3") is not None
    assert not list(store.glob("*.part"))


def test_tables_are_checked_once_for_each_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(GOOD / "cn", tmp_path, dirs_exist_ok=True)
    first = load_tables(tmp_path)
    checked: list[Tables] = []
    monkeypatch.setattr(library, "check_links", checked.append)

    again = load_tables(tmp_path)
    assert not checked
    assert again.fingerprint == first.fingerprint
    assert again.documents["law"].title == first.documents["law"].title

    (tmp_path / "more.yaml").write_text("documents: {notice: {title: 通知}}", encoding="utf-8")
    assert load_tables(tmp_path).fingerprint != first.fingerprint
    assert len(checked) == 1


def test_refused_tables_are_not_kept(tmp_path: Path, store: Path) -> None:
    (tmp_path / "place.yaml").write_bytes((GOOD / "cn" / "place.yaml").read_bytes())
    (tmp_path / "more.yaml").write_text("standarts: {}", encoding="utf-8")
    with pytest.raises(Exception, match="standards"):
        load_tables(tmp_path)
    assert not list(store.iterdir())
