"""``rules new``: what it writes is valid as it is, and says that nothing is known yet."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import civbenefits as cb
from civbenefits.located import Located
from civbenefits.yaml_source import read_yaml

Run = Callable[..., Any]

PLACE = ("rules", "new", "place", "449900", "--zh", "示例市", "--en", "Example City")
SCHEME = ("rules", "new", "scheme", "meal_aid", "--place", "449900", "--from", "2021")
TITLES = ("--zh", "长者助餐", "--en", "meals for elders")


@pytest.fixture(name="city")
def _city(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "my-city"
    ran = run(*PLACE, "--into", str(folder))
    assert (ran.code, ran.err) == (0, "")
    assert f"{folder}/449900.yaml" in ran.out
    assert f"civbenefits rules validate {folder}" in ran.out
    return folder


def valid(run: Run, city: Path) -> None:
    ran = run("rules", "validate", str(city))
    assert (ran.code, ran.err) == (0, ""), ran.out


def read(file: Path) -> Any:
    located: Located = read_yaml(file.read_bytes())
    return located.data


def test_a_place(run: Run, city: Path) -> None:
    valid(run, city)
    places = run("rules", "places", "--rules", str(city)).out
    assert "    449900  示例市" in places
    text = (city / "449900.yaml").read_text(encoding="utf-8")
    assert "440000 广东省 Guangdong" in text


def test_without_a_folder_it_is_printed(run: Run, city: Path) -> None:
    ran = run(*PLACE)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (city / "449900.yaml").read_text(encoding="utf-8")


def test_titles_are_quoted_where_they_must_be(run: Run, tmp_path: Path) -> None:
    titles = ("示例市(二): 甲、乙", 'City "{2}", #1')
    run("rules", "new", "place", "449900", "--zh", titles[0], "--en", titles[1],
        "--into", str(tmp_path))  # fmt: skip
    place = read(tmp_path / "449900.yaml")["place"]
    assert (place["zh"], place["en"]) == titles
    valid(run, tmp_path)


def test_a_figure_that_is_not_known(run: Run, city: Path) -> None:
    where = ("--place", "449900", "--from", "2021-01-01", "--into", str(city))
    assert run("rules", "new", "standard", "dibao_standard", *where).code == 0
    valid(run, city)
    (entry,) = read(city / "449900-dibao-standard-2021-01-01.yaml")["standards"]["dibao_standard"][
        "values"
    ]
    assert (entry["from"], entry["value"]) == ("2021-01-01", "unknown")
    asked = ("--place", "449900", "--on", "2021-06", "--members", "1", "--income", "0")
    ran = run("check", "--rules", str(city), *asked, "--lang", "en")
    assert "minimum living allowance" in ran.out.split("Not on record")[1].split("Not eligible")[0]


@pytest.mark.parametrize("subject", ["person", "household"])
def test_a_scheme_of_which_nothing_is_known(run: Run, city: Path, subject: str) -> None:
    assert run(*SCHEME, *TITLES, "--assesses", subject, "--into", str(city)).code == 0
    valid(run, city)
    scheme = read(city / "449900-meal-aid-2021.yaml")
    assert (scheme["scheme"], scheme["assesses"]) == ("meal_aid", subject)
    where = ("--place", "449900", "--on", "2021-06", "--rules", str(city))
    assert "条件和金额待补" in run("rules", "show", "meal_aid", *where).out


def test_a_scheme_that_only_other_places_have(run: Run, city: Path) -> None:
    assert run("rules", "new", "scheme", "elder_canteen", "--place", "449900", "--from", "2021",
               "--into", str(city)).code == 0  # fmt: skip
    valid(run, city)
    scheme = read(city / "449900-elder-canteen-2021.yaml")
    assert "title" not in scheme
    assert "lacks" in scheme["versions"][0]


def test_a_later_version_of_a_scheme_changes_nothing_yet(run: Run, tmp_path: Path) -> None:
    where = ("--place", "440300", "--from", "2022-01-01", "--into", str(tmp_path))
    assert run("rules", "new", "scheme", "dibao", *where).code == 0
    valid(run, tmp_path)
    family = cb.Household(
        members=(cb.Member(id="a"), cb.Member(id="b")), counted_income=Decimal(900)
    )
    before = cb.assess(family, "440300", "2022-03").of("dibao")
    after = cb.assess(family, "440300", "2022-03", rules=tmp_path).of("dibao")
    assert after.conditions == before.conditions
    assert (after.verdict, after.bounds) == (before.verdict, before.bounds)
    (added,) = set(after.sources) - set(before.sources)
    assert added.file == str(tmp_path / "440300-dibao-2022-01-01.yaml")


def test_a_figure_that_the_built_in_tables_do_not_have(run: Run, tmp_path: Path) -> None:
    where = ("--place", "440300", "--from", "2023", "--into", str(tmp_path))
    assert run("rules", "new", "standard", "dibao_standard", *where).code == 0
    valid(run, tmp_path)
    again = run("rules", "new", "standard", "dibao_standard", *where)
    assert again.code == 2
    assert "on record already" in again.err


def test_a_version_of_what_the_places_above_have(run: Run, city: Path) -> None:
    where = ("--place", "449900", "--from", "2021-07", "--into", str(city))
    assert run("rules", "new", "scheme", "dibao", *where).code == 0
    valid(run, city)
    (version,) = read(city / "449900-dibao-2021-07.yaml")["versions"]
    assert version["inherits"] == "true"


class TestRefusals:
    def refused(self, run: Run, *arguments: str) -> str:
        ran = run("rules", "new", *arguments)
        assert (ran.code, ran.out) == (2, "")
        text: str = ran.err
        return text

    def test_no_file_is_overwritten(self, run: Run, city: Path) -> None:
        file = city / "449900-meal-aid-2021.yaml"
        file.write_text("# 自己的\n", encoding="utf-8")
        assert "不会覆盖" in self.refused(run, *SCHEME[2:], *TITLES, "--into", str(city))
        assert file.read_text(encoding="utf-8").startswith("# 自己的")

    def test_a_folder_that_cannot_be_written(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("", encoding="utf-8")
        assert "cannot write" in self.refused(run, *PLACE[2:], "--into", str(tmp_path / "file"))

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (("place", "440300", "--zh", "深圳市", "--en", "Shenzhen"), "on record already"),
            (("place", "44", "--zh", "市", "--en", "City"), "six digits"),
            (("place", "FR", "--zh", "法国", "--en", "France"), "declares its currency"),
            (("place", "449900", "--zh", "市"), "missing: --en"),
            (("place", "449900", "--zh", " ", "--en", "City"), "missing: --zh"),
            (("standard", "dibao_standard", "--place", "440300"), "missing: --from"),
            (("standard", "dibao_standrd", "--place", "440300", "--from", "2030"), "'dibao_st"),
            (
                ("standard", "dibao_standard", "--place", "440300", "--from", "2021-01-01"),
                "on record already",
            ),
            (
                ("standard", "dibao_standard", "--place", "440300", "--from", "2020-05"),
                "on record already",
            ),
            (("standard", "dibao_standard", "--place", "440300", "--from", "2021-13"), "2021-07"),
            (("standard", "dibao_standard", "--place", "999999", "--from", "2030"), "no rules for"),
            (("scheme", "in_prison", "--place", "440300", "--from", "2030"), "a name not used"),
            (("scheme", "Meals", "--place", "440300", "--from", "2030"), "a name not used"),
            (("scheme", "meal_aid", "--place", "440300", "--from", "2030"), "--zh, --en"),
            (("scheme", "dibao", "--place", "440300", "--from", "2021-10-01"), "on record"),
            (("city", "449900"), "must be one of place, standard, scheme"),
            (("place",), "missing: NAME"),
        ],
    )
    def test_what_cannot_be(self, run: Run, arguments: tuple[str, ...], words: str) -> None:
        assert words in self.refused(run, *arguments)
