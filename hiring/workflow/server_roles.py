"""Making the roles of a server: only where there is one, and by somebody who may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from hiring.errors import Problem, RefusedError
from hiring.store.connection import require_schema
from hiring.store.roles import (
    Role,
    may_grant,
    may_make_roles,
    missing_roles,
    schema_of,
    statements,
    tables_of,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

_PRINTED = "let somebody who may run what this prints: hiring db roles --sql"


def role_statements(connection: Connection) -> tuple[str, ...]:
    """Give the statements that make the roles, whoever may run them; RefusedError for a file."""
    _refuse_file(connection)
    require_schema(connection)
    return _statements(connection, missing=tuple(Role))


def make_roles(connection: Connection) -> tuple[Role, ...]:
    """Make the roles that are missing and grant each what is its own; gives those it made.

    Raises RefusedError for a file, and for somebody who may not make or grant them.
    """
    _refuse_file(connection)
    require_schema(connection)
    missing = missing_roles(connection)
    if missing and not may_make_roles(connection):
        raise RefusedError(Problem("you may not make roles on this server", fix=_PRINTED))
    if not may_grant(connection):
        raise RefusedError(Problem("the tables are another role's to grant", fix=_PRINTED))
    for statement in _statements(connection, missing=missing):
        connection.execute(text(statement))
    return missing


def _statements(connection: Connection, *, missing: tuple[Role, ...]) -> tuple[str, ...]:
    found = statements(tables_of(connection), schema=schema_of(connection), missing=missing)
    return tuple(found)


def _refuse_file(connection: Connection) -> None:
    if connection.dialect.name != "postgresql":
        raise RefusedError(
            Problem(
                "a database that is a file has no roles",
                fix="its modes say who may use it: hiring db secure",
            )
        )
