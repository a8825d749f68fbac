"""What tests of the commands share: acting behind the commands' back, and looking at everything."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from hiring.config import load_settings
from hiring.store.connection import connect, reading, transaction
from hiring.store.ledger import Act
from hiring.store.tables import events, metadata
from tests.conftest import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from tests.conftest import Shell


@contextmanager
def acting(shell: Shell) -> Iterator[Act]:
    """Act in the shell's workspace without a command."""
    engine = connect(load_settings(shell.folder, environment={}).database_url)
    with transaction(engine) as connection:
        yield Act(connection, NOW, "Rita Recruiter")
    engine.dispose()


@contextmanager
def looking(shell: Shell) -> Iterator[Connection]:
    """Read the shell's database."""
    engine = connect(load_settings(shell.folder, environment={}).database_url)
    with reading(engine) as connection:
        yield connection
    engine.dispose()


def everything(shell: Shell) -> dict[str, list[Any]]:
    """Read every row of every table, to compare before and after."""
    with looking(shell) as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in metadata.sorted_tables
        }


def log(shell: Shell) -> list[str]:
    """List what the event log says happened, oldest first."""
    with looking(shell) as connection:
        return list(connection.execute(select(events.c.what).order_by(events.c.id)).scalars())


def read_json(shell: Shell, *words: str) -> Any:
    """Run a read with --json and give what it says."""
    result = shell(*words, "--json")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return json.loads(result.stdout)


def refused(shell: Shell, *words: str, code: int = 1) -> str:
    """Run a command that must be refused, changing nothing, and give what it says."""
    before = everything(shell)
    result = shell(*words)
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    assert everything(shell) == before
    return result.stderr


def rehearses(shell: Shell, *words: str) -> str:
    """Run a command with --dry-run, which must change nothing, and give what it prints."""
    before = everything(shell)
    result = shell(*words, "--dry-run")
    assert result.exit_code == 0, result.output
    assert result.stderr == "(a dry run: nothing was changed)\n"
    assert everything(shell) == before
    return result.stdout


def rows(printed: str) -> list[str]:
    """Give a printed table's lines below its heads."""
    return printed.splitlines()[1:]
