"""Books as Markdown and HTML: links lead somewhere, and no text of a table becomes markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal

import pytest

import civbenefits as cb
from tests.currencies import DECLARED

Format = Literal["markdown", "html"]
Language = Literal["zh", "en"]
BOTH: tuple[Language, ...] = ("zh", "en")

HOSTILE = "<script>alert(1)</script> | `x` *y* [z](http://evil) \" ' & \\ _u_ $m$"


class Page(HTMLParser):
    """What a browser would find in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.outside: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href" and (value or "").startswith("#"):
                self.links.append((value or "")[1:])
            elif name in ("href", "src", "action"):
                self.outside.append(value or "")

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def books() -> dict[tuple[Format, Language], str]:
    rulebook = cb.rulebook("440300", "2021-06")
    formats: tuple[Format, ...] = ("markdown", "html")
    return {
        (format_, language): cb.book(rulebook, language=language, format=format_)
        for format_ in formats
        for language in BOTH
    }


Books = dict[tuple[Format, Language], str]


class TestHtml:
    @pytest.mark.parametrize("language", BOTH)
    def test_links_lead_to_one_place_each_and_nowhere_else(
        self, books: Books, language: Language
    ) -> None:
        page = Page(books["html", language])
        assert len(page.ids) == len(set(page.ids))
        assert set(page.links) <= set(page.ids)
        assert page.outside == []
        assert "script" not in page.tags

    @pytest.mark.parametrize("language", BOTH)
    def test_every_scheme_standard_definition_and_document_has_its_place(
        self, books: Books, language: Language
    ) -> None:
        rulebook = cb.rulebook("440300", "2021-06")
        ids = Page(books["html", language]).ids
        for name in rulebook.linked.schemes:
            assert ids.count(f"scheme-{name}") == 1
        for name, standard in rulebook.linked.standards.items():
            assert ids.count(f"standard-{name}") == 1 or standard.entry is None
        for name, definition in rulebook.linked.definitions.items():
            assert ids.count(f"definition-{name}") == (1 if definition.cites else 0)

    def test_chinese_has_the_punctuation_of_print(self, books: Books) -> None:
        text = Page(books["html", "zh"]).text
        assert "深圳市\uff08440300\uff09" in text
        assert not re.search(r"[\u4e00-\u9fff][,;:?!]", text.split("</style>")[-1])


@pytest.mark.parametrize("language", BOTH)
def test_links_in_markdown_lead_somewhere(books: Books, language: Language) -> None:
    text = books["markdown", language]
    anchors = re.findall(r'<a id="([^"]+)"></a>', text)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(anchors)


@pytest.mark.parametrize("language", BOTH)
def test_both_formats_say_the_same(books: Books, language: Language) -> None:
    shown = Page(books["html", language])
    assert sorted(re.findall(r'<a id="([^"]+)"></a>', books["markdown", language])) == sorted(
        shown.ids
    )


def test_a_table_cannot_write_markup(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    (folder / "place.yaml").write_text(
        f"place: {{code: '000000', zh: {quoted}, en: {quoted}, currency: {DECLARED}}}\n"
        f"documents:\n  law: {{title: {quoted}, number: {quoted}, issuer: {quoted}}}\n"
        f"standards:\n  aid_standard:\n    title: {{zh: {quoted}, en: {quoted}}}\n"
        "    unit: yuan/person/month\n    values:\n"
        f"      - from: 2020\n        value: 100\n        document: law\n        known: found\n"
        f"        section: {quoted}\n        note: {{zh: {quoted}, en: {quoted}}}\n",
        encoding="utf-8",
    )
    (folder / "aid.yaml").write_text(
        f"scheme: aid\ntitle: {{zh: {quoted}, en: {quoted}}}\nassesses: person\nversions:\n"
        "  - from: 2020\n    basis: [{document: law, known: found}]\n"
        f"    pays: aid_standard\n    provides: {{zh: {quoted}, en: {quoted}}}\n"
        f"    caveats: [{{zh: {quoted}, en: {quoted}}}]\n",
        encoding="utf-8",
    )
    rulebook = cb.rulebook("000000", "2021-01", rules=folder, built_in=False)
    for language in BOTH:
        page = Page(cb.book(rulebook, language=language, format="html"))
        assert "script" not in page.tags
        assert page.outside == []
        assert page.text.count("alert(1)") + page.text.count("alert\uff081\uff09") > 8
        assert set(page.links) <= set(page.ids)
        text = cb.book(rulebook, language=language)
        assert "<script" not in text
        assert not re.search(r"(?<!\\)\]\(http|http:", text)
        assert not re.search(r"(?<!\\)[`*_~$]", re.sub(r"\*\*|\(#[^)]*\)|<[^>]*>", "", text))
        rows = [line for line in text.splitlines() if line.startswith("| ")]
        assert rows
        assert {len(re.findall(r"(?<!\\)\|", line)) for line in rows} <= {3, 4, 5, 6}


@pytest.mark.parametrize(("language", "format_"), [("fr", "html"), ("zh", "pdf"), ("zh", "text")])
def test_other_languages_and_formats_are_refused(language: str, format_: str) -> None:
    with pytest.raises(cb.InputError) as refused:
        cb.book(cb.rulebook("440300", "2021-06"), language=language, format=format_)  # type: ignore[arg-type]
    assert refused.value.code == "input.not_a_choice"
