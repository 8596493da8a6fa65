"""The JSON Schemas of table files: in step with the models, true of the tables, and strict."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from civbenefits.engine.library import built_in_folder
from civbenefits.tables.key_words import KEYS, VALUES
from civbenefits.tables.schema import kind_of
from civbenefits.tables.schema_making import schema_of, schema_text
from civbenefits.tables.shipped_schemas import SCHEMAS, editor_line, schema_file

HERE = Path(__file__).parent
RULES = built_in_folder()
FILES = sorted(RULES.rglob("*.yaml"))
GOOD = sorted(path for path in (HERE / "good").rglob("*.yaml") if path.parent.name != "cases")


class EditorLoader(yaml.SafeLoader):
    """YAML as an editor reads it, by the core schema of YAML 1.2."""


EditorLoader.yaml_implicit_resolvers = {}
CORE = (
    ("null", r"^(~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", list("-+.0123456789")),
)
for tag, pattern, first in CORE:
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


def as_an_editor_reads(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    return yaml.load(text, Loader=EditorLoader)  # noqa: S506 - a SafeLoader


@cache
def validator(kind: str) -> Draft202012Validator:
    schema = json.loads(schema_file(kind).read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=FormatChecker())


def complaints(kind: str, path: Path) -> list[str]:
    return [error.message for error in validator(kind).iter_errors(as_an_editor_reads(path))]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_what_is_shipped_is_what_the_models_say(kind: str) -> None:
    """If not: python -m civbenefits.tables.schema_making."""
    assert schema_file(kind).read_text(encoding="utf-8") == schema_text(kind)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_schemas_are_schemas(kind: str) -> None:
    Draft202012Validator.check_schema(schema_of(kind))


@pytest.mark.parametrize("path", [*FILES, *GOOD], ids=lambda path: path.name)
def test_every_table_fits(path: Path) -> None:
    kind = kind_of(as_an_editor_reads(path))
    assert complaints(kind, path) == []
    assert complaints("tables", path) == []
    others = {"scheme", "cases"} - {kind}
    assert all(complaints(other, path) for other in others)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_table_points_editors_to_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines(keepends=True)[0]
    kind = kind_of(as_an_editor_reads(path))
    if RULES.name == "rules":  # in an installed library they stand elsewhere
        assert first == editor_line(kind, path)
    pointed = re.fullmatch(r"# yaml-language-server: \$schema=(.+)\n", first)
    assert pointed
    assert Path(pointed[1]).name == f"{kind}.schema.json"


def test_the_line_for_editors_leads_to_the_schema_from_anywhere(tmp_path: Path) -> None:
    line = editor_line("scheme", tmp_path / "a" / "new.yaml")
    found = line.strip().removeprefix("# yaml-language-server: $schema=")
    assert os.path.normpath(tmp_path / "a" / found) == str(schema_file("scheme"))


SEEN = {
    "table_bad_name", "table_bad_name-as_a_key", "table_bands_without_by",
    "table_derived_without_round", "table_derived_without_round-round_alone",
    "table_fact_parts", "table_fact_parts-of_another_kind",
    "table_keeps_missing", "table_keeps_missing-not_exclusive", "table_lacks_and_more",
    "table_missing_key", "table_missing_key-of_a_place_in_english",
    "table_missing_key-place", "table_not_a_number",
    "table_not_a_number-of_a_band", "table_not_a_number-of_a_key",
    "table_not_a_number-two_ways", "table_not_allowed", "table_unknown_key",
    "table_unknown_key-of_a_file", "table_unknown_rounding", "table_unknown_unit",
    "table_value_shape", "table_value_shape-two", "table_wrong_shape",
    "table_wrong_shape-a_file", "table_wrong_shape-a_value",
}  # fmt: skip
"""Faults of shape; the others take more than one place to see, or are no YAML at all."""

UNSEEN = {
    "table_left_open",
    "table_anchor", "table_anchor-on_a_key", "table_bad_key", "table_duplicate_key",
    "table_not_utf8", "table_not_yaml", "table_tag", "table_tag-on_a_key", "table_too_deep",
    "table_impossible_date", "table_keeps_missing-a_third", "table_not_a_number-too_long",
}  # fmt: skip
"""What only a parser of YAML or a calendar can tell, and whole numbers of any length."""


@pytest.mark.parametrize("folder", sorted(SEEN))
def test_a_fault_of_shape_is_seen_by_the_schema(folder: str) -> None:
    files = sorted((HERE / "bad" / folder).rglob("*.yaml"))
    found = [complaints(kind_of(as_an_editor_reads(path)), path) for path in files]
    assert any(found)
    assert any(complaints("tables", path) for path in files)


def test_the_other_faults_are_of_meaning() -> None:
    """What is no fault of shape fits the schema: an editor must not underline what is right."""
    for folder in sorted((HERE / "bad").iterdir()):
        if folder.name in SEEN | UNSEEN:
            continue
        for path in folder.rglob("*.yaml"):
            assert complaints("tables", path) == [], path


def test_every_key_and_word_has_titles_in_both_languages() -> None:
    def titles(part: Any) -> None:
        if isinstance(part, dict):
            for key, inner in part.get("properties", {}).items():
                if isinstance(inner, dict):
                    assert " / " in inner["title"], key
            if "const" in part:
                assert " / " in part.get("title", " / "), part
            for key, inner in part.items():
                if key != "if":
                    titles(inner)
        elif isinstance(part, list):
            for inner in part:
                titles(inner)

    everything = schema_of("tables")
    titles(everything)
    text = json.dumps(everything, ensure_ascii=False)
    for word in (*KEYS.values(), *VALUES.values()):
        assert f'"{word.zh} / {word.en}"' in text
