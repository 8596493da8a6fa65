"""The options of each command. What they mean for a household is in `short_form`."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from typing import Any, Final, NoReturn

from civbenefits.cli.help_words import ALLOWED, EXAMPLES, HELP
from civbenefits.cli.usage import UsageError
from civbenefits.presenting.layout import joined, terminal_columns, wrapped
from civbenefits.suggestions import nearest
from civbenefits.tables.shipped_schemas import SCHEMAS as TABLE_SCHEMAS
from civbenefits.texts import Language

Options = dict[str, Any]

LANGUAGES: Final = ("zh", "en")
ASSUMPTIONS: Final = ("usual", "none")
SCHEMAS: Final = ("household", "decision", *TABLE_SCHEMAS)
FORMATS: Final = ("html", "text")
NEW: Final = ("place", "standard", "scheme")
SUBJECTS: Final = ("person", "household")
BOOK_FORMATS: Final = ("markdown", "html")

_PLAIN_OPTION = re.compile(r"--?[A-Za-z][A-Za-z-]{0,40}", re.ASCII)
_ABOUT_OPTION = re.compile(r"argument ([^:]+): (expected|ignored)")
_BAD_COMMAND = re.compile(r"invalid choice: '([^']*)'")


def parse(arguments: Sequence[str], language: Language | None) -> Options:
    """The command and its options; what is not given is None.

    Raises:
        UsageError: the command cannot be understood.
        SystemExit: help or the version was asked for and has been printed.
    """
    parser = _program(language, arguments)
    namespace, extra = parser.parse_known_args(list(arguments))
    options = vars(namespace)
    leaf: _Parser = options.pop("parser", parser)
    if extra:
        raise _not_understood(extra, leaf)
    if options.get("command") is None:
        raise UsageError("missing", names=" / ".join(leaf.commands))
    missing = [shown for name, shown in leaf.required.items() if options[name] is None]
    if missing:
        raise UsageError("missing", names=", ".join(missing))
    for name, choices in leaf.limited.items():
        if options[name] is not None and options[name] not in choices:
            shown = name if name in leaf.required else f"--{name.replace('_', '-')}"
            raise UsageError("bad_choice", option=shown, choices=", ".join(choices))
    return options


def commands_below(command: Sequence[str]) -> tuple[str, ...]:
    """The names of the commands that follow a command, or nothing: those of the program."""
    parser = _program(None, command)
    leaf: _Parser = vars(parser.parse_known_args(list(command))[0]).get("parser", parser)
    return leaf.commands


def asked_language(arguments: Sequence[str]) -> Language | None:
    """The language that ``--lang`` asks for, also where the rest cannot be understood."""
    asked: Language | None = None
    for argument, following in zip(arguments, (*arguments[1:], ""), strict=False):
        for language in LANGUAGES:
            if argument == f"--lang={language}" or (argument, following) == ("--lang", language):
                asked = "zh" if language == "zh" else "en"
    return asked


def _not_understood(extra: Sequence[str], parser: _Parser) -> UsageError:
    for argument in extra:
        option = argument.partition("=")[0]
        if option.startswith("-"):
            shown = option if _PLAIN_OPTION.fullmatch(option) else "…"
            return UsageError(
                "unknown_option", option=shown, suggestion=nearest(option, parser.known_options())
            )
    return UsageError("unknown_argument")


class _Parser(argparse.ArgumentParser):
    """A parser that raises our own error and never repeats a value.

    Attributes:
        required: what must be given, and how it is written.
        limited: options with a closed list of values.
        commands: names of the commands below.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **settings)
        self.required: dict[str, str] = {}
        self.limited: dict[str, Sequence[str]] = {}
        self.commands: tuple[str, ...] = ()

    def known_options(self) -> list[str]:
        return list(self._option_string_actions)

    def error(self, message: str) -> NoReturn:
        about = _ABOUT_OPTION.match(message)
        if about is not None:
            problem = "needs_value" if about[2] == "expected" else "takes_no_value"
            raise UsageError(problem, option=about[1])
        wrong = _BAD_COMMAND.search(message)
        if wrong is not None and self.commands:
            near = nearest(wrong[1], self.commands)
            raise UsageError("unknown_command", suggestion=near, commands=", ".join(self.commands))
        raise UsageError("unknown_argument")


def _formatter(language: Language | None) -> Callable[..., argparse.HelpFormatter]:
    class Formatter(argparse.HelpFormatter):
        """Help in lines that know how wide Chinese is; a line break in a text is kept."""

        def __init__(self, prog: str) -> None:
            super().__init__(prog, max_help_position=32, width=terminal_columns() - 2)

        def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:
            said = _say("usage", language, " / ") if prefix is None else prefix
            super().add_usage(usage, actions, groups, said)

        def _split_lines(self, text: str, width: int) -> list[str]:
            return [line for part in text.split("\n") for line in wrapped(part, width)]

        def _fill_text(self, text: str, width: int, indent: str) -> str:
            lines = []
            for part in text.split("\n"):
                inner = indent + " " * (len(part) - len(part.lstrip()))
                lines += [inner + line for line in wrapped(part, width - len(inner))]
            return "\n".join(lines)

    return Formatter


def _say(name: str, language: Language | None, between: str = "\n") -> str:
    text = HELP[name]
    return text.in_(language) if language else f"{text.zh}{between}{text.en}"


class _Builder:
    """Adds options with their help in the language asked, or in both."""

    def __init__(self, language: Language | None) -> None:
        self.language = language

    def epilog(self, name: str) -> str:
        return f"{EXAMPLES[name]}\n{_say(name, self.language)}"

    def group(self, parser: _Parser, name: str) -> Any:
        return parser.add_argument_group(_say(name, self.language, " / "))

    def add(self, group: Any, *names: str, text: str, **settings: Any) -> None:
        about = joined((_say(text, self.language), ALLOWED.get(text, "")), "\n")
        group.add_argument(*names, help=about, **settings)

    def command(self, commands: Any, name: str, text: str) -> _Parser:
        about = _say(text, self.language)
        parser: _Parser = commands.add_parser(
            name, help=about, description=about, formatter_class=_formatter(self.language)
        )
        parser.set_defaults(parser=parser)
        return parser

    def general(self, parser: _Parser, *, tables: bool = True) -> Any:
        group = self.group(parser, "general")
        self.add(group, "-h", "--help", text="help", action="help")
        self.add(group, "--lang", text="lang", metavar="zh|en")
        parser.limited["lang"] = LANGUAGES
        if tables:
            self.add(group, "--rules", text="tables", metavar="DIR", dest="tables", action="append")
            self.add(group, "--no-built-in", text="no_built_in", action="store_true")
        return group


def _program(language: Language | None, arguments: Sequence[str]) -> _Parser:
    """The whole parser, less the options of commands that were not given."""
    build = _Builder(language)
    parser = _Parser(
        prog="civbenefits",
        description=_say("program", language),
        epilog=build.epilog("program_epilog"),
        formatter_class=_formatter(language),
    )
    parser.commands = ("check", "interview", "notice", "rules", "schema")
    commands = parser.add_subparsers(
        title=_say("commands", language, " / "),
        dest="command",
        metavar="COMMAND",
        prog="civbenefits",
    )
    general = build.general(parser, tables=False)
    build.add(general, "--version", text="version", action="version", version=_version())
    for name, fill in zip(
        parser.commands, (_check, _interview, _notice, _rules, _schema), strict=True
    ):
        command = build.command(commands, name, name)
        if name in arguments:
            fill(build, command)
    return parser


def _version() -> str:
    from civbenefits import __version__

    return f"civbenefits {__version__}"


def _check(build: _Builder, parser: _Parser) -> None:
    parser.usage = "civbenefits check --place PLACE --on MONTH [FILE | ...] [...]"
    parser.epilog = build.epilog("check_epilog")
    question = build.group(parser, "question")
    build.add(question, "--place", text="place", metavar="PLACE")
    build.add(question, "--on", text="on", metavar="MONTH")
    parser.required.update(place="--place", on="--on")
    _household(build, parser)
    answer = _answer(build, parser)
    build.add(answer, "--explain", "--verbose", text="explain", action="store_true")
    build.add(answer, "--scheme", text="scheme_explained", metavar="SCHEME")
    build.add(answer, "--json", text="json", action="store_true")
    build.general(parser)


def _interview(build: _Builder, parser: _Parser) -> None:
    parser.usage = "civbenefits interview --place PLACE --on MONTH [FILE | ...] [...]"
    parser.epilog = build.epilog("interview_epilog")
    question = build.group(parser, "question")
    build.add(question, "--place", text="place", metavar="PLACE")
    build.add(question, "--on", text="on", metavar="MONTH")
    parser.required.update(place="--place", on="--on")
    _household(build, parser)
    answer = build.group(parser, "answer")
    build.add(answer, "--assume", text="interview_assume", metavar="usual|none")
    parser.limited["assume"] = ASSUMPTIONS
    build.add(answer, "--save", text="save", metavar="FILE")
    build.add(answer, "--strict", text="strict", action="store_true")
    build.general(parser)


def _notice(build: _Builder, parser: _Parser) -> None:
    parser.usage = (
        "civbenefits notice --from FILE [...]\n"
        "       civbenefits notice --place PLACE --on MONTH [FILE | ...] [...]"
    )
    parser.epilog = build.epilog("notice_epilog")
    made = build.group(parser, "notice_from")
    build.add(made, "--from", text="from", metavar="FILE")
    paper = build.group(parser, "notice_paper")
    build.add(paper, "--format", text="format", metavar="html|text")
    parser.limited["format"] = FORMATS
    build.add(paper, "--label", text="label", metavar="ID=NAME", action="append")
    build.add(paper, "--office", text="office", metavar="NAME")
    build.add(paper, "--case", text="case", metavar="NUMBER")
    build.add(paper, "--date", text="date", metavar="DATE")
    build.add(paper, "--templates", text="templates", metavar="DIR")
    build.add(paper, "-o", "--output", text="output", metavar="FILE")
    _where(build, parser)
    _household(build, parser)
    _answer(build, parser)
    build.general(parser)


def _household(build: _Builder, parser: _Parser) -> None:
    from_file = build.group(parser, "household_file")
    build.add(from_file, "file", text="file", metavar="FILE", nargs="?")
    build.add(from_file, "--household", text="household_option", metavar="FILE")
    _short_form(build, build.group(parser, "household_short"))


def _answer(build: _Builder, parser: _Parser) -> Any:
    answer = build.group(parser, "answer")
    build.add(answer, "--assume", text="assume", metavar="usual|none")
    parser.limited["assume"] = ASSUMPTIONS
    build.add(answer, "--strict", text="strict", action="store_true")
    return answer


def _short_form(build: _Builder, group: Any) -> None:
    for name, metavar in (
        ("members", "N"),
        ("ages", "LIST"),
        ("born", "LIST"),
        ("relation", "LIST"),
        ("income", "AMOUNT"),
        ("property_ok", "yes|no"),
    ):
        build.add(group, _option(name), text=name, metavar=metavar)
    for name, metavar in (
        ("hukou", "[MEMBER:]PLACE"),
        ("hukou_kind", "[MEMBER:]KIND"),
        ("residence", "[MEMBER:]PLACE"),
        ("own_income", "MEMBER:AMOUNT"),
        ("disability", "MEMBER:KIND:GRADE"),
        ("needs_care", "MEMBER"),
        ("student", "MEMBER[:LEVEL]"),
        ("employed", "MEMBER"),
        ("no_labour", "MEMBER"),
        ("serious_illness", "MEMBER"),
        ("no_supporter", "MEMBER"),
        ("orphan", "MEMBER"),
        ("parent", "MEMBER:CASE[:MONTHS]"),
        ("care_setting", "[MEMBER:]SETTING"),
        ("failed_abilities", "MEMBER:N"),
        ("lives_alone", "MEMBER"),
        ("in_prison", "MEMBER"),
        ("fact", "PATH=VALUE"),
    ):
        build.add(group, _option(name), text=name, metavar=metavar, action="append")


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


def _schema(build: _Builder, parser: _Parser) -> None:
    about = build.group(parser, "question")
    build.add(about, "kind", text="schema_kind", metavar="KIND", nargs="?")
    build.add(about, "--place", text="schema_place", metavar="PLACE")
    parser.required["kind"] = " / ".join(SCHEMAS)
    parser.limited["kind"] = SCHEMAS
    build.general(parser)


def _rules(build: _Builder, rules: _Parser) -> None:
    rules.commands = ("list", "show", "book", "places", "validate", "test", "coverage", "new")
    rules.required["rules_command"] = " / ".join(rules.commands)
    build.general(rules, tables=False)
    below = rules.add_subparsers(
        title=_say("commands", build.language, " / "),
        dest="rules_command",
        metavar="COMMAND",
        prog="civbenefits rules",
    )
    listing = build.command(below, "list", "rules_list")
    _where(build, listing)
    show = build.command(below, "show", "rules_show")
    build.add(_where(build, show), "scheme", text="scheme", metavar="SCHEME", nargs="?")
    show.required["scheme"] = "SCHEME"
    book = build.command(below, "book", "rules_book")
    book.epilog = build.epilog("book_epilog")
    about = build.group(book, "question")
    build.add(about, "--place", text="place", metavar="PLACE")
    build.add(about, "--on", text="on", metavar="MONTH")
    book.required.update(place="--place", on="--on")
    about = build.group(book, "answer")
    build.add(about, "--format", text="book_format", metavar="markdown|html")
    book.limited["format"] = BOOK_FORMATS
    build.add(about, "-o", "--output", text="output", metavar="FILE")
    places = build.command(below, "places", "rules_places")
    validate = build.command(below, "validate", "rules_validate")
    about = build.group(validate, "question")
    build.add(about, "folders", text="folders", metavar="DIR", nargs="*")
    build.add(build.group(validate, "answer"), "--json", text="json", action="store_true")
    test = build.command(below, "test", "rules_test")
    test.epilog = build.epilog("test_epilog")
    about = build.group(test, "question")
    build.add(about, "folder", text="cases_folder", metavar="DIR", nargs="?")
    build.add(build.group(test, "answer"), "--json", text="json", action="store_true")
    new = build.command(below, "new", "rules_new")
    _new(build, new)
    coverage = build.command(below, "coverage", "rules_coverage")
    coverage.epilog = build.epilog("coverage_epilog")
    about = build.group(coverage, "question")
    build.add(about, "folder", text="cases_folder", metavar="DIR", nargs="?")
    build.add(about, "--scheme", text="coverage_scheme", metavar="NAME")
    answer = build.group(coverage, "answer")
    build.add(answer, "--propose", text="propose", action="store_true")
    build.add(answer, "--fail-under", text="fail_under", metavar="PERCENT")
    build.add(answer, "--json", text="json", action="store_true")
    for parser in (listing, show, book, places, validate, test, coverage, new):
        build.general(parser)


def _new(build: _Builder, parser: _Parser) -> None:
    parser.epilog = build.epilog("new_epilog")
    what = build.group(parser, "new_what")
    build.add(what, "new", text="new_kind", metavar="KIND", nargs="?")
    build.add(what, "name", text="new_name", metavar="NAME", nargs="?")
    parser.required.update(new=" / ".join(NEW), name="NAME")
    parser.limited["new"] = NEW
    build.add(what, "--place", text="new_place", metavar="PLACE")
    build.add(what, "--from", text="new_from", metavar="DATE")
    build.add(what, "--zh", text="new_zh", metavar="TITLE")
    build.add(what, "--en", text="new_en", metavar="TITLE")
    build.add(what, "--assesses", text="new_assesses", metavar="person|household")
    parser.limited["assesses"] = SUBJECTS
    build.add(what, "--into", text="new_into", metavar="DIR")


def _where(build: _Builder, parser: _Parser) -> Any:
    group = build.group(parser, "question")
    build.add(group, "--place", text="place_optional", metavar="PLACE")
    build.add(group, "--on", text="on_optional", metavar="MONTH")
    return group
