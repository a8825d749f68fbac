"""A line that is typed at a terminal: its history and its completion, by prompt_toolkit."""

from __future__ import annotations

import os
import shlex
from contextlib import suppress
from typing import TYPE_CHECKING

from click.shell_completion import ShellComplete, split_arg_string
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from hiring.cli.completing import offer_records
from hiring.cli.kit import printable, write_file
from hiring.cli.run import last_word
from hiring.errors import HiringError
from hiring.private import PRIVATE_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from hiring.cli.kit import App

MOST_KEPT = 256 << 10  # bytes of history
_ENTRY = b"\n# "  # as prompt_toolkit begins one


def asking(
    history: Path | None, app: Callable[[], App], own: tuple[str, ...]
) -> Callable[[str], str]:
    """Give what asks for one line; KeyboardInterrupt and EOFError come from the keys."""
    kept: History = InMemoryHistory() if history is None else PrivateHistory(history)
    session: PromptSession[str] = PromptSession(
        history=kept,
        completer=Words(app, own),
        complete_while_typing=False,
        enable_history_search=True,
    )
    return session.prompt


class PrivateHistory(FileHistory):
    """What was typed, in a file of its owner's; what cannot be kept is known until leaving."""

    def __init__(self, path: Path) -> None:
        """Drop the oldest lines of a file that has grown too long."""
        super().__init__(str(path))
        with suppress(OSError, HiringError):
            content = path.read_bytes()
            if os.name == "posix":
                path.chmod(PRIVATE_FILE)
            if len(content) > MOST_KEPT:
                begun = content.find(_ENTRY, len(content) - MOST_KEPT // 2)
                write_file(path, content[begun:] if begun >= 0 else b"", force=True)

    def load_history_strings(self) -> Iterable[str]:
        """Give the lines, the newest first; none where the file cannot be read."""
        try:
            return list(super().load_history_strings())
        except OSError:
            return []

    def append_string(self, string: str) -> None:
        """Take a line, unless it begins with a space."""
        if not string.startswith(" "):
            super().append_string(string)

    def store_string(self, string: str) -> None:
        """Write a line behind the others."""
        with suppress(OSError):
            os.close(os.open(self.filename, os.O_WRONLY | os.O_CREAT, PRIVATE_FILE))
            super().store_string(string)


class Words(Completer):
    """Commands and options, and what the workspace holds, as the shell's completion has them."""

    def __init__(self, app: Callable[[], App], own: tuple[str, ...]) -> None:
        """Take where to look, and the shell's own words."""
        self._app = app
        self._own = own

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Completion]:
        """Offer what could stand where the cursor is."""
        from hiring.cli import main

        text = document.text_before_cursor
        begun = text[last_word(text) :]
        before = split_arg_string(text[: len(text) - len(begun)])
        if before[:1] == ["hiring"]:
            before = before[1:]
        words = split_arg_string(begun) or [""]
        if not before:
            for word in self._own:
                if word.startswith(words[0]):
                    yield Completion(f"{word} ", start_position=-len(begun), display=word)
        if before[:1] == ["help"]:
            before = before[1:]
        if before[:1] == ["use"]:
            before = ["job", "show"]
        try:
            offer_records(before, self._app(), several=True)
            shell = ShellComplete(main, {}, "hiring", "")
            found = list(shell.get_completions(before, words[-1]))
        except Exception:  # noqa: BLE001 - whoever types must not be disturbed
            return
        for item in found:
            yield from _offered(item, begun, words[-1], complete_event)


def _offered(
    item: CompletionItem[str], begun: str, word: str, event: CompleteEvent
) -> Iterable[Completion]:
    if item.type == "plain":
        yield Completion(
            f"{shlex.quote(item.value)} ",
            start_position=-len(begun),
            display=printable(item.value),
            display_meta=printable(item.help or ""),
        )
        return
    paths = PathCompleter(only_directories=item.type == "dir", expanduser=True)
    for one in paths.get_completions(Document(word), event):
        whole = word[: len(word) + one.start_position] + one.text
        yield Completion(shlex.quote(whole), start_position=-len(begun), display=one.display)
