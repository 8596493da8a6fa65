"""``interview``: questions in the terminal, one at a time, then the answer."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from civbenefits.api import assume_usual
from civbenefits.cli.check import (
    STANDARD_INPUT,
    file_named,
    household_of,
    place_asked,
    place_codes,
    shelf_of,
)
from civbenefits.cli.interview_words import BACK, HELP, QUIT, SAID, USUAL, say
from civbenefits.cli.options import Options
from civbenefits.cli.progress import Progress
from civbenefits.cli.report import report
from civbenefits.cli.short_form import by_number, given, household
from civbenefits.cli.usage import UsageError
from civbenefits.decisions.model import Assumption, Bounds
from civbenefits.engine.rulebook import Rulebook
from civbenefits.errors import InputError
from civbenefits.facts.answering import plain, read_answer
from civbenefits.facts.household import MAX_MEMBERS, Household
from civbenefits.facts.vocabulary import Fact, as_data
from civbenefits.interviewing import Asked, Interview
from civbenefits.presenting.layout import paragraph, printable, terminal_columns
from civbenefits.presenting.words import MONTHS
from civbenefits.texts import Language

TITLES_SHOWN = 3
INDENT = "    "
_SIZE = Fact("number", SAID["size"], "persons", low=1, high=MAX_MEMBERS)


def interview(options: Options, language: Language) -> tuple[str, int]:
    """Ask until nothing asked could change the answer; then give it."""
    file = file_named(options)
    if file == STANDARD_INPUT:
        raise UsageError("answers_on_stdin")
    save = _writable(options["save"])
    shelf = shelf_of(options)
    book = shelf.rulebook(place_asked(options), options["on"], strict=options["strict"])
    session = _Session(book, language)
    session.begin()
    if file is not None:
        known = household_of(file, book.vocabulary)
    else:
        if not given(options):
            options = {**options, "members": session.size()}
        codes = place_codes(shelf.tables, book.place.code)
        known = household(options, codes, book.vocabulary)
    assumptions: tuple[Assumption, ...] = ()
    if options["assume"] == "usual":
        known, assumptions = assume_usual(known, book.place.code)
    try:
        with Progress(language):
            asking = Interview(book, known, assumptions)
    except InputError as fault:
        raise fault if file else by_number(fault) from None
    session.run(asking)
    code = 0 if session.saved(asking.known, save) else 2
    return "\n" + report(asking.assessment, language), code


def _writable(name: str | None) -> Path | None:
    """Where to save, refused before anybody answers a question in vain."""
    if name is None:
        return None
    file = Path(name)
    try:
        fits = file.parent.is_dir() and not file.is_dir()
    except (OSError, ValueError):
        fits = False
    if not fits:
        raise InputError("input.cannot_write", path="--save")
    return file


def _write(known: Household, file: Path) -> None:
    from yaml import safe_dump

    text = safe_dump(as_data(known), allow_unicode=True, sort_keys=False, width=1000)
    try:
        file.write_text(text, encoding="utf-8")
    except OSError:
        raise InputError("input.cannot_write", path="--save") from None


class _Session:
    """One conversation: what is printed and read."""

    def __init__(self, book: Rulebook, language: Language) -> None:
        self._book = book
        self._language: Language = language
        self._money = book.currency.title
        self._columns = terminal_columns()
        self._lists_with = "、" if language == "zh" else ", "

    def begin(self) -> None:
        """Say what this is about, and how to answer."""
        place, month = self._book.place, self._book.when.month
        year, number = month.split("-")
        when = MONTHS.in_(self._language).format(year=year, month=int(number), iso=month)
        where = place.title.in_(self._language)
        self._tell(self._say("begin", place=where, code=place.code, month=when))
        self._tell(self._say("how"))

    def size(self) -> str:
        """The number of members.

        Raises:
            UsageError: nobody says.
        """
        while True:
            self._tell("", self._say("size"))
            text = self._read()
            if text is None or plain(text) in QUIT:
                raise UsageError("whose")
            try:
                size: int = read_answer(_SIZE, text)
                if 1 <= size <= MAX_MEMBERS:
                    return str(size)
                raise InputError("input.answer_number", low=1, high=MAX_MEMBERS)
            except InputError as fault:
                self._refused(fault)

    def run(self, asking: Interview) -> None:
        """Put questions until nothing is left to ask, or nobody answers any more."""
        while asking.question is not None:
            self._put(asking.question, asking)
            if not self._answered(asking):
                self._tell("", self._say("stopped", count=asking.asked))
                return
        self._tell("", self._say("done", count=asking.asked))

    def saved(self, known: Household, file: Path | None) -> bool:
        """Write the household as YAML where somebody wants it; False where that fails.

        The answer must not be lost with it, so a failure is told, not raised.
        """
        try:
            if file is None and sys.stdin.isatty():
                self._tell("", self._say("save_to"))
                file = _writable(self._read() or None)
            if file is not None:
                _write(known, file)
                self._tell("", self._say("saved", file=file))
        except InputError as fault:
            self._refused(fault)
            return False
        return True

    # One question -----------------------------------------------------------------

    def _answered(self, asking: Interview) -> bool:
        """Take one line; False where there is none, or it says to stop."""
        text = self._read()
        said = "" if text is None else plain(text)
        if text is None or said in QUIT:
            return False
        if said in HELP:
            self._tell(self._say("how"))
        elif said in BACK:
            if not asking.back():
                self._tell(self._say("no_back"))
        elif said in USUAL:
            with Progress(self._language):
                asking.take_usual()
            self._tell(self._say("usual"))
        else:
            try:
                with Progress(self._language):
                    asking.answer(text)
            except InputError as fault:
                self._refused(fault)
        return True

    def _refused(self, fault: InputError) -> None:
        self._tell(self._say("not_taken", text=fault.text.in_(self._language)))

    def _put(self, asked: Asked, asking: Interview) -> None:
        """Print a question, why it is asked, what is known so far, and how to answer."""
        head = self._say("number", number=asking.asked + 1)
        self._tell("", f"{head} · {printable(' · '.join(self._about(asked)))}")
        self._tell(asked.text.in_(self._language))
        for number, (_, title) in enumerate(asked.choices, 1):
            self._tell(title.in_(self._language), first=f"{INDENT}{number:>2}. ")
        self._tell(self._why(asked), first=INDENT)
        total = asking.assessment.total
        if total is not None:
            self._tell(self._total(total), first=INDENT)
        self._tell(self._how(asked), first=INDENT)

    def _about(self, asked: Asked) -> Iterator[str]:
        if asked.person is None:
            yield self._say("household")
            return
        yield self._say("member", id=asked.person)
        if asked.part is not None:
            name, index = asked.part
            key = f"{name}.{index}" if name == "parents" else name
            yield self._say(key, number=index + 1)

    def _why(self, asked: Asked) -> str:
        titles = [title.in_(self._language) for title in asked.schemes]
        shown = self._lists_with.join(titles[:TITLES_SHOWN])
        if len(titles) > TITLES_SHOWN:
            shown += self._say("and_more")
        return self._say("why", count=len(titles), titles=shown)

    def _total(self, total: Bounds) -> str:
        if total.highest is None:
            text = self._say("at_least", low=total.lowest)
        elif total.highest == total.lowest:
            text = self._say("exactly", low=total.lowest)
        else:
            text = self._say("between", low=total.lowest, high=total.highest)
        return text + (self._say("unrecorded") if total.unrecorded else "")

    def _how(self, asked: Asked) -> str:
        if asked.kind == "number":
            if asked.unit == "months":
                return self._say("months")
            return self._say("count", low=asked.low, high=asked.high)
        return self._say(asked.kind)

    # The terminal -----------------------------------------------------------------

    def _say(self, name: str, **details: object) -> str:
        money = self._money.in_(self._language)
        return say(name, self._language, money=money, **details)

    def _tell(self, *texts: str, first: str = "") -> None:
        for text in texts:
            for line in paragraph(text, self._columns, first) if text else [""]:
                print(line)

    def _read(self) -> str | None:
        """One answer; None at the end. Answers from a file or pipe are shown as if typed."""
        print("> ", end="", flush=True)
        try:
            line = sys.stdin.readline()
        except UnicodeDecodeError:
            raise InputError("input.not_utf8", path="stdin") from None
        if not line:
            print()
            return None
        if not sys.stdin.isatty():
            print(printable(line.strip()))
        return line.strip()
