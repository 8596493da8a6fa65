"""The text of new table files: valid as they are, with nothing in them that is made up."""

from __future__ import annotations

import json
import re
from typing import Final

from civbenefits.tables.model import Place, Subject
from civbenefits.texts import Text

_PLAIN = re.compile(r"[^\W\d_](?:[\w ]*\w)?")

KNOWN: Final = """\
# known: stated(报告写明)found(读到原文)reported(转述)recalled(凭记忆)inferred(推算)
#        printed in a report / read in the regulation / second-hand / from memory / derived
"""
DOCUMENT: Final = """\
# 依据的文件:写上标题;文号 number、机关 issuer、日期 issued 查到才写。
# The document it rests on: its title; number, issuer and issued only where they are known.
documents:
  {key}: {{title: 待补 to be filled in}}
"""

PLACE: Final = """\
# {zh} · {en}(上级 below {above})
place: {{code: "{code}", zh: {zh_title}, en: {en_title}}}
# 核对过本地规定之后,写明核对到哪一天。Once the rules here were reviewed, say through which day:
# reviewed_through: 2021-12-31
# 本地的标准,例如 · figures of this place, for example:
#   civbenefits rules new standard dibao_standard --place {code} --from 2021-01-01 --into ...
"""

STANDARD: Final = """\
# {zh} · {en}
place: {{code: "{code}"}}  # {place}
{document}{known}standards:
  {name}:
    unit: {unit}
    values:
      # 数值未查到就写 unknown。Write unknown where the figure is not on record.
      - {{from: {start}, value: unknown, document: {key}, known: recalled}}
"""

VERSION: Final = """\
# {zh} · {en}
place: {{code: "{code}"}}  # {place}
{document}{known}scheme: {name}
versions:
  # 没有写的沿用原规定;只写不同的条件、金额。
  # What is not said here stays as it was; say only what differs.
  - from: {start}
    inherits: {inherits}
    basis: [{{document: {key}, known: recalled}}]
    # 增加或代替一项条件,去掉一项写 drop · add or replace a condition; drop takes one away:
    # requires: {{...}}
    # pays: ...
"""

HEAD: Final = """\
title: {{zh: {zh}, en: {en}}}
assesses: {assesses}  # person 按个人,household 按家庭
"""

SCHEME: Final = """\
# {zh} · {en}
place: {{code: "{code}"}}  # {place}
{document}{known}scheme: {name}
{head}versions:
  - from: {start}
    basis: [{{document: {key}, known: recalled}}]
    # 查清条件和金额之前,一律回答「依据未收录」。
    # Until conditions and amount are known, the answer is "not on record":
    lacks: {{zh: 条件和金额待补, en: conditions and amount to be filled in}}
    # 查清之后删去 lacks,写 · afterwards take lacks out and write, for example:
    # requires:
    #   elder: age(month_end) >= 80
    # provides: {{zh: ..., en: ...}}
    # pays: ...  # 金额写成标准,见 docs/tables.md · an amount is a standard
"""


def place_file(code: str, title: Text, above: Place) -> str:
    """A place that nothing is said of yet."""
    return PLACE.format(
        code=code,
        zh=_line(title.zh),
        en=_line(title.en),
        zh_title=_scalar(title.zh),
        en_title=_scalar(title.en),
        above=f"{above.code} {above.title.zh} {above.title.en}",
    )


def standard_file(place: Place, name: str, title: Text, unit: str, start: str) -> str:
    """A figure that is not on record."""
    return STANDARD.format(unit=unit, **_common(place, name, title, start))


def version_file(place: Place, name: str, title: Text, start: str, *, own: bool) -> str:
    """A version of a scheme that changes nothing yet; ``own``: the place has one before it."""
    inherits = "previous  # 本地前一版 · of this place" if own else "true  # 上级 · places above"
    return VERSION.format(inherits=inherits, **_common(place, name, title, start))


def scheme_file(place: Place, name: str, title: Text, start: str, assesses: Subject | None) -> str:
    """A scheme of which nothing is on record; ``assesses`` is None where it is declared already."""
    head = ""
    if assesses is not None:
        head = HEAD.format(zh=_scalar(title.zh), en=_scalar(title.en), assesses=assesses)
    return SCHEME.format(head=head, **_common(place, name, title, start))


def _common(place: Place, name: str, title: Text, start: str) -> dict[str, str]:
    key = f"{name.replace('_', '-')}-{place.code}-{start}"
    return {
        "zh": _line(title.zh),
        "en": _line(title.en),
        "code": place.code,
        "place": f"{place.title.zh} {place.title.en}",
        "name": name,
        "start": start,
        "key": key,
        "document": DOCUMENT.format(key=key),
        "known": KNOWN,
    }


def _scalar(text: str) -> str:
    """A text as YAML reads it back."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _line(text: str) -> str:
    """A text in a comment."""
    return " ".join(text.split())
