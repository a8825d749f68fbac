"""The guard over free text at the command line: it asks where somebody can answer."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from hiring.cli.printing import echo, printable
from hiring.errors import Problem, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hiring.cli.kit import App
    from hiring.store.ledger import Act
    from hiring.workflow.wording import Look


def as_written_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --as-written."""
    return click.option(
        "--as-written",
        is_flag=True,
        help="Save words on protected traits or earlier pay as they are; it goes into the log.",
    )(command)


def look_at_words(
    app: App, texts: Mapping[str, str | None], *, as_written: bool, dry_run: bool = False
) -> tuple[Look, ...]:
    """Give what is to be recorded of words that are saved as they are; mostly nothing.

    `texts` are by their columns, which are the options' names too. At a terminal it says which
    words have no place there, and why, and asks. Raises RefusedError where nobody can answer, and
    click.Abort for any answer but yes.
    """
    if not any(texts.values()):
        return ()
    from hiring.workflow.wording import guard_of, look_at

    looks = look_at(guard_of(app.settings), texts)
    if not looks or as_written:
        return looks
    if not _can_ask(app):
        raise RefusedError(*_problems(looks))
    for look in looks:
        for one in look.pointed:
            echo(f'{_option(look.field)} names {one.named}: "{one.quote}"', err=True)
            echo(f"  {one.group.why}", err=True)
    if not dry_run and not click.confirm(printable("Save it as it is?"), err=True):
        raise click.Abort
    return looks


def keep_wording(
    act: Act,
    subject: str,
    looks: tuple[Look, ...],
    *,
    texts: Mapping[str, str | None] | None = None,
) -> None:
    """Record that words were saved as they are; where nothing was pointed out, nothing is loaded.

    Of `texts` some may not have been needed: nothing is recorded of those.
    """
    if not looks:
        return
    from hiring.workflow import wording

    stand = looks if texts is None else wording.what_stands(act, subject, looks, texts)
    wording.keep_wording(act, subject, stand)


def _problems(looks: tuple[Look, ...]) -> list[Problem]:
    # Their own words, and not what stands between them: what is printed here is often kept.
    return [
        Problem(
            f'{_option(look.field)} names {one.named}, by "{one.masked}". {one.group.why}',
            fix="say what was seen of the work, or save it as it is with --as-written",
        )
        for look in looks
        for one in look.pointed
    ]


def _option(field: str) -> str:
    return f"--{field.replace('_', '-')}"


def _can_ask(app: App) -> bool:
    return app.asks and sys.stdin.isatty() and sys.stderr.isatty()
