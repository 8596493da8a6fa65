"""Wrong usage of the command line, told in both languages."""

from __future__ import annotations

from civbenefits.cli.words import PROBLEMS
from civbenefits.errors import InputError
from civbenefits.messages import MESSAGES
from civbenefits.texts import Text, filled


class UsageError(InputError):
    """A command that cannot be understood. No value that was given is ever repeated."""

    def __init__(self, problem: str, *, suggestion: str = "", **details: str | int) -> None:
        super().__init__("input.usage", path="", suggestion=suggestion, **details)
        self._problem = problem

    @property
    def text(self) -> Text:
        """What is wrong with the command."""
        return filled(MESSAGES[self.code], problem=self.worded(PROBLEMS[self._problem]))
