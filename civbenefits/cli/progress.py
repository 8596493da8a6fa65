"""What goes on meanwhile: a line on standard error that is written over, where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import Event, Thread
from time import monotonic
from types import TracebackType
from typing import Final, Self

from civbenefits.cli.words import word
from civbenefits.texts import Language

EVERY: Final = 1.0
"""After so many seconds, and again each time they have passed, somebody is told how many."""


class Progress:
    """How far a command is: what is counted, and until then the seconds that have passed.

    Used as ``with Progress(language) as progress``; the line is wiped at the end.
    """

    def __init__(self, language: Language) -> None:
        self._language: Language = language
        self._watched = sys.stderr.isatty()
        self._over = Event()
        self._clock = Thread(target=self._tell_seconds, daemon=True)

    def __enter__(self) -> Self:
        if self._watched:
            self._clock.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop_clock()
        self._show("")

    def counting(self, what: str) -> Callable[[int, int], None]:
        """A function to be told how many are done, of how many; ``what`` names the wording."""

        def count(done: int, of: int) -> None:
            self._stop_clock()
            self._show(word(what, self._language, done=done, of=of))

        return count

    def _tell_seconds(self) -> None:
        began = monotonic()
        while not self._over.wait(EVERY):
            passed = int(monotonic() - began)
            self._show(word("seconds_passed", self._language, seconds=passed))

    def _stop_clock(self) -> None:
        if self._clock.is_alive():
            self._over.set()
            self._clock.join()

    def _show(self, line: str) -> None:
        if self._watched:
            sys.stderr.write(f"\r{line}\033[K")
            sys.stderr.flush()
