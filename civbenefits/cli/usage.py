"""Wrong usage of the command line, told in both languages."""

from __future__ import annotations

from civbenefits.cli.words import PROBLEMS
from civbenefits.errors import InputError
from civbenefits.messages import MESSAGES
from civbenefits.texts import Text

_NOTHING = Text("", "")


class UsageError(InputError):
    """A command that cannot be understood. No value that was given is ever repeated."""

    def __init__(self, problem: str, *, suggestion: str = "", **details: object) -> None:
        super().__init__("input.usage")
        hint = PROBLEMS["did_you_mean"] if suggestion else _NOTHING
        words = PROBLEMS[problem]
        self._problem = Text(
            words.zh.format(suggestion=hint.zh.format(name=suggestion), **details).strip(),
            words.en.format(suggestion=hint.en.format(name=suggestion), **details).strip(),
        )

    @property
    def text(self) -> Text:
        """What is wrong with the command."""
        frame = MESSAGES[self.code]
        return Text(
            frame.zh.format(problem=self._problem.zh), frame.en.format(problem=self._problem.en)
        )
