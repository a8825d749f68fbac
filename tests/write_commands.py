"""Write docs/commands.md from the help of the commands: `make docs`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hiring.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parent.parent / "docs" / "commands.md"
_TOP = """\
# The commands

<!-- Written by `make docs` from the help of the commands; do not edit it here. -->

What `--help` shows, for every command. `--workspace DIR` and `--actor NAME` may stand before or
after a command's name. Lists and pages take `--json`; lists of rows in it are arrays of objects.
"""


def every_command(
    command: click.Command = main, parent: click.Context | None = None
) -> Iterator[tuple[str, click.Command, click.Context]]:
    """Walk the tree: the words that call each command, the command, and its context."""
    name = "hiring" if parent is None else command.name
    context = command.make_context(name, [], parent=parent, resilient_parsing=True)
    yield context.command_path, command, context
    if isinstance(command, click.Group):
        for word in command.list_commands(context):
            below = command.get_command(context, word)
            if below is None:
                raise LookupError(word)
            yield from every_command(below, context)


def page() -> str:
    """Make the page."""
    parts = [_TOP]
    for words, command, context in every_command():
        level = "#" * (1 + len(words.split()))
        parts.append(f"\n{level} {words}\n\n```text\n{command.get_help(context)}\n```\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
