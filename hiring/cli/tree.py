"""Which command a line of words calls, without running it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Sequence


class Called(NamedTuple):
    """A command by its path ("candidate", "add"), itself, and the words behind its name."""

    path: tuple[str, ...]
    command: click.Command
    rest: tuple[str, ...]

    @property
    def name(self) -> str:
        """Give the path as it is typed."""
        return " ".join(self.path)

    def option(self, name: str) -> click.Option | None:
        """Give the command's option of this name, or None."""
        return next((one for one in options_of(self.command) if name in one.opts), None)


def called(words: Sequence[str]) -> Called:
    """Follow words from the program down to the last group or command they name."""
    from hiring.cli import main

    command: click.Command = main
    path: list[str] = []
    left = list(words)
    while left and isinstance(command, click.Group):
        if left[0].startswith("-"):
            del left[: 1 + _values_behind(command, left[0])]
            continue
        below = command.get_command(click.Context(command), left[0])
        if below is None:
            break
        command = below
        path.append(left.pop(0))
    return Called(tuple(path), command, tuple(left))


def options_of(command: click.Command) -> list[click.Option]:
    """List a command's options."""
    return [one for one in command.params if isinstance(one, click.Option)]


def _values_behind(command: click.Command, word: str) -> int:
    if "=" in word:
        return 0
    for option in options_of(command):
        if word in option.opts:
            return 0 if option.is_flag else option.nargs
    return 0
