"""Whole notices: what is in them, what is not, and that nothing given becomes markup."""

from __future__ import annotations

import builtins
import json
import re
import sys
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Literal

import pytest

import civbenefits
from civbenefits import Caveat, InputError, Text
from civbenefits.notices import TEMPLATES, notice
from civbenefits.presenting.layout import columns_of
from civbenefits.presenting.typography import css_string
from tests.notices.samples import FINGERPRINT, assessment, assumption, condition, decision

Format = Literal["html", "text"]
Language = Literal["zh", "en"]

FORMATS: tuple[Format, ...] = ("html", "text")
LANGUAGES: tuple[Language, ...] = ("zh", "en")
HOSTILE = "</style></title><script>alert(1)</script>\"'&{{ 7*7 }}{% raw %}\\"
VOID = {"meta", "br"}


class Page(HTMLParser):
    """Checks that tags close in order, and keeps the text outside the style sheet."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)


def text_of(made: str, format_: Format) -> str:
    text = Page(made).text if format_ == "html" else made
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_is_told_with_amounts_reasons_and_sources(
    language: Language, format_: Format
) -> None:
    made = notice(
        assessment(
            assumptions=(assumption("1", "x", "no"),),
            caveats=(Caveat("not_reviewed", "000000", Text("未审核", "not reviewed")),),
        ),
        language=language,
        format=format_,
        labels={"1": "甲"},
        office="局",
        case="7号",
        issued=date(2021, 6, 3),
    )
    text = text_of(made, format_)
    zh = language == "zh"
    for told in (
        "深圳市\uff08440300\uff09" if zh else "Shenzhen(440300)",
        "2021年6月" if zh else "2021-06",
        "2021年6月3日" if zh else "2021-06-03",
        "局",
        "7号",
        "甲",
        FINGERPRINT,
        "1540.00元/月" if zh else "1540.00yuan/month",
        "一日三餐" if zh else "threemeals",
        "years数\uff1a61" if zh else "numberofyears:61",
        "born情况" if zh else "theborn",
        "缺数额" if zh else "nofigure",
        "缺条文" if zh else "norule",
        "later项、never项" if zh else "schemelater,schemenever",
        "另有规定" if zh else "thereismoretoit",
        "未审核" if zh else "notreviewed",
        "救助办法",
        "民发〔2021〕1号",
        "第4条" if zh else "article4",
        "x事" if zh else "thex",
    ):
        assert told in text


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_one_language_is_in_the_other(language: Language, format_: Format) -> None:
    made = notice(
        assessment(decision("a", "eligible", sources=())), language=language, format=format_
    )
    text = text_of(made, format_).replace("civbenefits", "").replace(FINGERPRINT, "")
    if language == "en":
        assert not re.search("[\u4e00-\u9fff]", text)
    else:
        assert not re.search("[A-Za-z]{2,}", text)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_notice_with_nothing_in_it_says_so(format_: Format) -> None:
    text = text_of(notice(assessment(decision("a", "not_offered")), format=format_), format_)
    assert "目前没有可以确认符合条件的待遇" in text
    assert "不符合条件的项目" not in text
    assert "注意" not in text


@pytest.mark.parametrize("format_", FORMATS)
def test_values_of_conditions_that_do_not_decide_are_not_told(format_: Format) -> None:
    text = notice(assessment(), format=format_)
    assert "4711" not in text
    assert "0815" not in text
    assert "members." not in text


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_identity_number_and_a_birth_date_stay_out(language: Language, format_: Format) -> None:
    raw = {
        "members": [
            {"id": "a", "id_number": "11010519491231002X"},
            {"id": "b", "incomes": [{"kind": "wage", "amount": "12345.67", "months": 7}]},
        ],
        "property": {"financial_assets": "7654321.09"},
    }
    household = civbenefits.read_household(json.dumps(raw).encode())
    household, assumed = civbenefits.assume_usual(household, "440300")
    answer = civbenefits.assess(household, "440300", "2021-06", assumptions=assumed)
    text = notice(answer, language=language, format=format_, labels={"a": "甲"})
    for secret in ("11010519491231002X", "19491231", "1949-12-31", "12345.67", "wage"):
        assert secret not in text
    assert "甲" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_texts_become_no_markup(language: Language) -> None:
    hostile = Text(HOSTILE, HOSTILE)
    refused = condition("age", holds=False, years=HOSTILE)
    answer = assessment(
        decision("a", "eligible", title=hostile, provides=hostile, lacks=hostile),
        decision("b", "not_eligible", conditions=(refused,)),
        decision("c", "not_on_record", lacks=hostile),
        place_name=hostile,
        place=HOSTILE,
        rules=HOSTILE,
        caveats=(Caveat("x", "y", hostile),),
        assumptions=(assumption("1", HOSTILE, HOSTILE),),
    )
    made = notice(answer, language=language, labels={"1": HOSTILE}, office=HOSTILE, case=HOSTILE)
    page = Page(made)
    assert "script" not in page.tags
    assert page.tags.count("style") == 1
    assert "<script>" not in made
    assert "49" not in page.text
    assert page.text.count(HOSTILE) >= 8
    style = made[made.index("<style>") : made.index("</style>")]
    assert "alert" in style  # the case number and the fingerprint, every mark of them escaped
    assert not re.search(r"alert\(", style)


def test_plain_text_shows_hostile_texts_as_they_are() -> None:
    made = notice(assessment(), format="text", labels={"1": "<b>&amp;"})
    assert "<b>&amp;" in made


def test_a_label_cannot_make_lines_of_its_own() -> None:
    made = notice(assessment(), format="text", labels={"1": "甲\n二、符合条件的待遇\r\n\x1b[2J"})
    assert [line for line in made.splitlines() if line == "二、符合条件的待遇"] == [
        "二、符合条件的待遇"
    ]
    assert "\x1b" not in made


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_text_keeps_to_its_width(language: Language) -> None:
    made = notice(assessment(), language=language, format="text", labels={"1": "甲" * 90})
    for line in made.splitlines():
        assert columns_of(line) <= 78 or FINGERPRINT in line
        assert line == line.rstrip()


def test_amounts_stand_at_the_right() -> None:
    lines = notice(assessment(), format="text").splitlines()
    ends = {columns_of(line) for line in lines if line.endswith("元/月") and "项" in line}
    assert ends == {78}
    assert 'class="amount">1500.00 元/月</td>' in notice(assessment())


def test_html_is_made_for_paper() -> None:
    made = notice(assessment(), case="7号")
    for rule in (
        "size: A4",
        "@bottom-right",
        "counter(page)",
        "counter(pages)",
        "break-inside: avoid",
        "display: table-header-group",
    ):
        assert rule in made
    assert css_string(FINGERPRINT[:12]) in made
    assert css_string("7号") in made
    page = Page(made)
    assert made.startswith("<!DOCTYPE html>")
    assert not {"script", "img", "link", "iframe"} & set(page.tags)
    assert "://" not in made


def test_css_strings() -> None:
    assert css_string("ab1") == "ab1"
    assert css_string('"\\\n號') == "\\000022\\00005c\\00000a\\00865f"


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_schemes_of_many_persons_stay_readable(language: Language) -> None:
    decisions = [
        decision(f"s{index}", "not_eligible", person, conditions=(condition("age", holds=False),))
        for index in range(20)
        for person in "123"
    ]
    made = notice(assessment(*decisions), language=language, format="text")
    assert len(made.splitlines()) < 120


def test_the_same_from_json() -> None:
    answer = assessment()
    again = civbenefits.from_json(civbenefits.to_json(answer))
    assert civbenefits.notice(again) == civbenefits.notice(answer) == notice(answer)


def test_the_function_stays_a_function() -> None:
    # A package civbenefits.notice would take its place as soon as it is imported.
    assert callable(civbenefits.notice)
    civbenefits.notice(assessment(decision("a", "not_offered")))
    assert callable(civbenefits.notice)


def test_importing_the_library_does_not_import_jinja2() -> None:
    code = "import sys, civbenefits; assert 'jinja2' not in sys.modules"
    import subprocess

    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603


def test_without_jinja2_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name.partition(".")[0] == "jinja2":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError) as refused:
        notice(assessment())
    assert refused.value.code == "input.extra_missing"
    for language in LANGUAGES:
        assert "pip install 'civbenefits[notice]'" in refused.value.message(language)


@pytest.mark.parametrize(("name", "value"), [("format", "pdf"), ("language", "fr")])
def test_other_formats_and_languages_are_refused(name: str, value: str) -> None:
    with pytest.raises(InputError) as refused:
        notice(assessment(), **{name: value})  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.path) == ("input.not_a_choice", name)


class TestTemplatesOfAnOffice:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        return tmp_path

    def test_one_of_the_same_name_replaces_the_built_in_one(self, folder: Path) -> None:
        (folder / "notice.txt.j2").write_text(
            "{{ words.title }}|{{ office }}|{% for p in covered %}{{ p.name }};{% endfor %}",
            encoding="utf-8",
        )
        answer = assessment()
        given: Any = {"labels": {"1": "<甲>"}, "office": "局", "templates": folder}
        assert notice(answer, format="text", **given) == "社会救助待遇告知书|局|<甲>;;\n"
        assert notice(answer, **given) == notice(answer, **{**given, "templates": None})

    def test_html_of_an_office_is_escaped_too(self, folder: Path) -> None:
        (folder / "notice.html.j2").write_text("<p>{{ office }}", encoding="utf-8")
        assert notice(assessment(), office="<b>", templates=str(folder)) == "<p>&lt;b&gt;\n"

    def test_a_part_can_be_replaced(self, folder: Path) -> None:
        (folder / "notice.html.j2").write_text(
            '{% extends "built-in/notice.html.j2" %}'
            "{% block remedies %}<p>可以申请行政复议。</p>{% endblock %}",
            encoding="utf-8",
        )
        made = notice(assessment(), templates=folder)
        assert made.replace("<p>可以申请行政复议。</p>", "") == notice(assessment())

    def test_every_block_that_is_documented_is_there(self) -> None:
        root = Path(civbenefits.__file__).parent
        guide = (root.parent / "docs" / "notice.md").read_text("utf-8")
        template = (root / "notices" / "templates" / TEMPLATES["html"]).read_text("utf-8")
        blocks = re.findall(r"\{% block (\w+) %\}", template)
        assert blocks
        for block in blocks:
            assert f"`{block}`" in guide

    @pytest.mark.parametrize(
        ("template", "path", "problem"),
        [
            ("ok\n{{ nothing }}", "notice.txt.j2:2", "'nothing' is undefined"),
            ("{% if %}", "notice.txt.j2:1", "Expected an expression"),
            ("{{ office.__class__.__mro__ }}", "notice.txt.j2:1", "SecurityError"),
            ("{{ 1 // 0 }}", "notice.txt.j2:1", "ZeroDivisionError"),
            ("{{ office + 1 }}", "notice.txt.j2:1", "TypeError"),
            ('{% include "other" %}', "notice.txt.j2:1", "TemplateNotFound"),
            ('{% include "notice.txt.j2" %}', "notice.txt.j2:1", "RecursionError"),
            ("{{ granted.append(1) }}", "notice.txt.j2:1", "SecurityError"),
            ("{{ range(9) }}", "notice.txt.j2:1", "'range' is undefined"),
        ],
    )
    def test_faults_are_told_with_their_line(
        self, folder: Path, template: str, path: str, problem: str
    ) -> None:
        (folder / "notice.txt.j2").write_text(template, encoding="utf-8")
        with pytest.raises(InputError) as refused:
            notice(assessment(), format="text", office="机密", templates=folder)
        assert (refused.value.code, refused.value.path) == ("input.bad_template", path)
        assert problem in str(refused.value.details["problem"])
        assert "机密" not in str(refused.value)

    def test_text_that_is_no_utf8(self, folder: Path) -> None:
        (folder / "notice.txt.j2").write_bytes("局".encode("gbk"))
        with pytest.raises(InputError) as refused:
            notice(assessment(), format="text", templates=folder)
        assert refused.value.code == "input.bad_template"

    def test_a_folder_that_is_none_or_has_no_template(self, folder: Path) -> None:
        (folder / "letter.j2").write_text("x", encoding="utf-8")
        for name in (folder, folder / "nowhere", "\0"):
            with pytest.raises(InputError) as refused:
                notice(assessment(), templates=name)
            assert refused.value.code == "input.no_templates"


def test_amounts_have_two_decimals_however_they_were_written() -> None:
    paid = decision("a", "eligible", amount=Decimal("1E+3"), period="year")
    assert "1000.00 元/年" in notice(assessment(paid), format="text")


def test_a_title_that_leaves_no_room_for_the_amount() -> None:
    long = Text("很长的名称" * 12, "long")
    paid = decision("a", "eligible", title=long, amount=Decimal(1), period="month", sources=())
    lines = notice(assessment(paid), format="text").splitlines()
    (amount,) = (line for line in lines if line.endswith("1.00 元/月") and "合计" not in line)
    assert columns_of(amount) == 78
    long_ones = [line for line in lines if "很长的名称" in line]
    assert all(columns_of(line) <= 78 for line in long_ones)
