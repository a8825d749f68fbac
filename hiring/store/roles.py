"""The roles of a PostgreSQL server: who may read and write what, as the server's statements."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import text

from hiring.store.tables import is_made_apart, metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

VERSION = "alembic_version"
SECRET = "card_keys"  # noqa: S105 - the name of the table with the keys that sign scorecards
# What is only added to, by everybody; the triggers stand behind it.
ADDED_TO = frozenset({"events", "links"})
# What only whoever upgrades and restores writes.
SET_ONCE = frozenset({VERSION, "workspace"})
# What an auditor reads: the log, its chain and who acted; of jobs and applications the codes, the
# stages and the moments; of what the log names only the numbers, who was merged and who was erased.
# Nothing else of a person, no free text.
AUDITED = {
    "events": (),
    "links": (),
    "actors": (),
    "workspace": (),
    VERSION: (),
    "jobs": ("id", "code", "role", "family", "level", "status", "opened_at", "closed_at"),
    "applications": (
        *("id", "candidate_id", "job_id", "stage", "applied_at", "stage_since", "frozen_at"),
    ),
    "candidates": ("id", "merged_into", "erased_at"),
    "merges": ("kept_id", "merged_id"),
    "interviews": ("id",),
    "privacy_requests": ("id", "candidate_id"),
    "words": ("id",),
}


class Role(StrEnum):
    """A group role; people's own roles are made members of one."""

    RECRUITER = "hiring_recruiter"
    READER = "hiring_reader"
    AUDITOR = "hiring_auditor"


def missing_roles(connection: Connection) -> tuple[Role, ...]:
    """Tell which roles the server does not have yet."""
    found = set(connection.execute(text("SELECT rolname FROM pg_roles")).scalars())
    return tuple(role for role in Role if role not in found)


def may_make_roles(connection: Connection) -> bool:
    """Tell whether we may make roles on this server."""
    asked = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    return bool(connection.execute(text(asked)).scalar())


def may_grant(connection: Connection) -> bool:
    """Tell whether our tables are ours to grant, or those of a role that we are a member of."""
    asked = (
        "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class "
        "WHERE oid = to_regclass('events') AND relkind IN ('r', 'p')"
    )
    return bool(connection.execute(text(asked)).scalar())


def tables_of(connection: Connection) -> tuple[str, ...]:
    """Name our tables that the database has, those that migrations alone make among them."""
    asked = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
    ours = {*metadata.tables, VERSION}
    found = connection.execute(text(asked)).scalars()
    return tuple(name for name in found if name in ours or is_made_apart(name))


def schema_of(connection: Connection) -> str:
    """Name the schema our tables are in."""
    return str(connection.execute(text("SELECT current_schema()")).scalar_one())


def statements(
    tables: Iterable[str], *, schema: str, missing: Iterable[Role] = tuple(Role)
) -> Iterator[str]:
    """Say what makes the roles that are missing, and gives each of them just what is its own.

    Said again it changes nothing, and after an upgrade it gives what new tables need.
    """
    ours = tuple(tables)
    for role in missing:
        # Somebody may make it at the same moment, from another database of the server.
        yield (
            f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN; "
            "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        )
    place = f'"{schema}"'
    yield f"REVOKE CREATE ON SCHEMA {place} FROM PUBLIC"
    everybody = ", ".join(Role)
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {place} FROM {everybody}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA {place} FROM {everybody}"
    yield f"GRANT USAGE ON SCHEMA {place} TO {everybody}"
    for name in ours:
        yield f"GRANT {_rights(name)} ON {place}.{name} TO {Role.RECRUITER}"
        if name != SECRET:
            yield f"GRANT SELECT ON {place}.{name} TO {Role.READER}"
        if name in AUDITED:
            columns = ", ".join(AUDITED[name])
            part = f"SELECT ({columns})" if columns else "SELECT"
            yield f"GRANT {part} ON {place}.{name} TO {Role.AUDITOR}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {place} TO {Role.RECRUITER}"
    # Of tables that an upgrade brings, whoever runs it is the owner.
    later = f"ALTER DEFAULT PRIVILEGES IN SCHEMA {place} GRANT"
    yield f"{later} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {Role.RECRUITER}"
    yield f"{later} USAGE, SELECT ON SEQUENCES TO {Role.RECRUITER}"
    yield f"{later} SELECT ON TABLES TO {Role.READER}"


def _rights(table: str) -> str:
    if table in SET_ONCE:
        return "SELECT"
    if table in ADDED_TO:
        return "SELECT, INSERT"
    return "SELECT, INSERT, UPDATE, DELETE"
