"""What fuzzing found, made as small as can be, and the worst that was thought of."""

from __future__ import annotations

from typing import Final

DOUBLED: Final = "definitions:\n" + "".join(
    f"""\
  d{number}:
    title: {{zh: 甲, en: d{number}}}
    of: person
    versions:
      - {{from: 2020-01-01, is: {below} and roaming and {below}, document: law, known: found}}
"""
    for number in range(40)
    for below in ["in_prison" if number == 39 else f"d{number + 1}"]
)
"""Each definition speaks twice of the next."""

KEYED: Final = "standards:\n" + "".join(
    f"""\
  k{number}:
    title: {{zh: 甲, en: k{number}}}
    unit: years
    values:
      - {{from: 2020-01-01, by: {by}, bands: {{0: 1, 10: 2}}, document: law, known: found}}
"""
    for number in range(28)
    for by in ["age(month_end)" if number == 27 else f"k{number + 1} + k{number + 1}"]
)
"""Each standard is keyed by twice the next."""

FOUND: Final[list[tuple[str, object]]] = [
    # Python warned on the error output, or ended the run where warnings are errors.
    ("expression", "1if in_prison else roaming"),
    ("expression", "0or in_prison"),
    ("expression", "'\\d' == relation"),
    ("expression", "1 is 1"),
    # A number was cut to 60 characters without a word, or grew without bounds.
    ("expression", "1." + "1" * 70 + " < disability.grade"),
    ("expression", "*".join(["9" * 40] * 40) + " < disability.grade"),
    # What a conjunction comes to was followed twice at every step.
    ("table", DOUBLED.encode()),
    ("table", KEYED.encode()),
    # The message was as long as what was written.
    ("table", b"? " + b"k" * 100_000 + b"\n: 1\n"),
    # A surrogate cannot be written to a file or a terminal.
    ("table", b'documents: {a: {title: "\\ud800"}}'),
    ("household", b'{"members": [{"id": "\\ud800"}]}'),
    ("household", b'{"members": [{"id": "a", "born": "0000-00-00"}]}'),
    ("household", b'{"members": [{"id": "a", "age": ' + b"9" * 10_000 + b"}]}"),
    ("household", b"[" * 100_000),
]
