"""What fuzzing found, made as small as can be, and the worst that was thought of."""

from __future__ import annotations

from typing import Final

FOUND: Final[list[tuple[str, object]]] = [
    # Python warned on the error output, or ended the run where warnings are errors.
    ("expression", "1if in_prison else roaming"),
    ("expression", "0or in_prison"),
    ("expression", "'\\d' == relation"),
    ("expression", "1 is 1"),
    # A number was cut to 60 characters without a word, or grew without bounds.
    ("expression", "1." + "1" * 70 + " < disability.grade"),
    ("expression", "*".join(["9" * 40] * 40) + " < disability.grade"),
    # The message was as long as what was written.
    ("table", b"? " + b"k" * 100_000 + b"\n: 1\n"),
    # A surrogate cannot be written to a file or a terminal.
    ("table", b'documents: {a: {title: "\\ud800"}}'),
    ("household", b'{"members": [{"id": "\\ud800"}]}'),
    ("household", b'{"members": [{"id": "a", "born": "0000-00-00"}]}'),
    ("household", b'{"members": [{"id": "a", "age": ' + b"9" * 10_000 + b"}]}"),
    ("household", b"[" * 100_000),
]
