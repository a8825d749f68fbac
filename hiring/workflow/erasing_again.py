"""Erase once more whom a backup from before brings back, before anybody can open it."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, text, update

from hiring.domain.codes import Kind, code, number_in
from hiring.errors import HiringError, Problem, RefusedError
from hiring.store import keys, migrate
from hiring.store.chain import newest_entry, seal
from hiring.store.connection import (
    RESTORING,
    SCHEMA,
    alone,
    connect,
    kept_apart,
    reading,
)
from hiring.store.ledger import Act
from hiring.store.tables import candidates, privacy_requests
from hiring.workflow.erasing import erase_people
from hiring.workflow.erasing_files import (
    ERASURES,
    erasures_with_reasons,
    keep_erasures,
    read_erasures,
    remove_sent,
    vacuum_file,
    vacuum_server,
)
from hiring.workflow.merging import unmerge_candidate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from hiring.config import Settings
    from hiring.views.erasing import Tombstone


def erasures_for(
    settings: Settings, *, named: Path | None, none: bool, other: bool
) -> tuple[Tombstone, ...]:
    """Give whom a backup must be erased of: by the workspace's file, its database, and one named.

    Raises RefusedError where the backup comes from elsewhere, or the database of a server, in which
    others erase from folders of their own, cannot be read, and nobody said who was erased there.
    """
    own = settings.folder / ERASURES
    here = _erased_here(settings)
    # A restore that is broken off leaves no database to be asked again.
    keep_erasures(settings.folder, here or ())
    found = read_erasures(own) if own.exists() else ()
    known = here is not None or (own.exists() and settings.database_file is not None)
    if named is None and not none and (other or not known):
        raise RefusedError(_unknown("backup"))
    return _once((*(here or ()), *found, *(read_erasures(named) if named else ())))


def erasures_since_export(
    settings: Settings, *, people: int, named: Path | None, none: bool
) -> tuple[Tombstone, ...]:
    """Give whom an export must be erased of: by the file that is here, and one that is named.

    Raises RefusedError where nobody named one or said that none was erased: what is here may have
    been copied before others were erased where the export is from. An export that holds no `people`
    brings nobody back.
    """
    own = settings.folder / ERASURES
    found = read_erasures(own) if own.exists() else ()
    if people and named is None and not none:
        raise RefusedError(_unknown("export"))
    return _once((*found, *(read_erasures(named) if named else ())))


def _unknown(what: str) -> Problem:
    return Problem(
        f"whoever was erased since the {what} would be back, and nothing here tells who",
        fix=f"name the file {ERASURES} of the {what}'s workspace with --erasures FILE; if "
        "nobody was erased since: --no-erasures",
    )


def _once(found: Sequence[Tombstone]) -> tuple[Tombstone, ...]:
    """Take each erasure once, as it was told of first."""
    return tuple({(one.row_id, one.database_id): one for one in reversed(found)}.values())[::-1]


def _erased_here(settings: Settings) -> tuple[Tombstone, ...] | None:
    """Give who was erased in the database that is here; None where none can be read."""
    file = settings.database_file
    if file is not None and not file.exists():
        return None
    engine = connect(settings.database_url)
    try:
        with suppress(HiringError), reading(engine) as connection:
            version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            if version is not None and version < SINCE:
                return ()
            return erasures_with_reasons(connection) if version == SCHEMA else None
        return None
    finally:
        engine.dispose()


SINCE = "0005"  # before this version nobody was erased


class Again:
    """Erases a restored database of some people, at an address that nobody else opens yet."""

    def __init__(
        self,
        erasures: Sequence[Tombstone],
        *,
        now: datetime,
        actor: str,
        complete: Callable[[Connection, str], None] | None = None,
        came: str = "a backup from before was put back",
    ) -> None:
        """Take who was erased; `complete` ends the upgrade of an older database.

        `came` says for the log how they came back.
        """
        self.erasures = erasures
        self.now = now
        self.actor = actor
        self.complete = complete
        self.came = came
        self.count = 0
        self.unsaid = 0

    def file(self, path: Path, *, encrypted: bool) -> None:
        """Erase in a copy that is ours alone, and write it anew without its free pages."""
        url = keys.address(path, encrypted=encrypted)
        version = migrate.current(url)
        self._upgraded(url, version)
        if version == SCHEMA:
            self._erase(url)
        if self.count:
            engine = connect(url)
            try:
                vacuum_file(engine)
            finally:
                engine.dispose()

    def server(self, url: Any, version: str) -> None:
        """Erase in a database that is closed by `RESTORING`, and open it."""
        self._upgraded(url, version)
        if version == SCHEMA:
            self._erase(url)

    def _upgraded(self, url: Any, version: str | None) -> None:
        """Bring an older database to our tables where somebody in it was erased since."""
        if version is None or version == SCHEMA or not self._anybody(url):
            return

        def after(connection: Connection) -> None:
            if self.complete is not None:
                self.complete(connection, version)
            before = newest_entry(connection)
            self.erase_in(connection)
            seal(connection, after=before)

        migrate.upgrade(url, after=after)

    def _anybody(self, url: Any) -> bool:
        engine = connect(url)
        try:
            with engine.connect() as connection:
                return bool(self._by_code(connection))
        finally:
            engine.dispose()

    def _erase(self, url: Any) -> None:
        engine = connect(url)
        try:
            with kept_apart(engine) as connection:
                self.erase_in(connection)
                connection.execute(
                    text("UPDATE alembic_version SET version_num = :now WHERE version_num = :then"),
                    {"now": SCHEMA, "then": RESTORING},
                )
        finally:
            engine.dispose()

    def _by_code(self, connection: Connection) -> dict[int, Tombstone]:
        """Find who is erased by this database's own numbers, which are never given twice."""
        here = connection.execute(text("SELECT database_id FROM workspace")).scalar()
        found = {}
        for one in self.erasures:
            number = number_in(one.code, Kind.CANDIDATE)
            if one.database_id == here and number is not None:
                found[number] = one
        there = set(connection.scalars(select(candidates.c.id)))
        return {number: one for number, one in found.items() if number in there}

    def erase_in(self, connection: Connection) -> None:
        """Erase them, with the day, the number and the reason that they were erased with before."""
        by_code = self._by_code(connection)
        by_row = {one.row_id: one for one in self.erasures}
        rows = connection.execute(
            select(candidates.c.id, candidates.c.row_id).where(candidates.c.erased_at.is_(None))
        ).all()
        act = Act(connection, self.now.replace(microsecond=0), self.actor)
        asked = {number: by_row.get(bytes(row_id).hex()) for number, row_id in rows}
        asked = {number: one or by_code.get(number) for number, one in asked.items()}
        going = {number: one for number, one in asked.items() if one is not None}
        _unmerge_from_others(act, frozenset(going))
        for number, one in going.items():
            again = f"erased by {one.by} on {one.at[:10]}; {self.came}"
            said = {"why": one.why, "before_minimum": one.before_minimum, "again": again}
            went = _requests_of(connection, one)
            erase_people(act, [number], said=said, leave=None, went=went)
            self.unsaid += not one.why
            since = datetime.fromisoformat(one.at).astimezone(UTC)
            values = {"erased_at": since, "row_id": bytes.fromhex(one.row_id)}
            connection.execute(update(candidates).where(candidates.c.id == number).values(**values))
            self.count += 1


def _requests_of(connection: Connection, one: Tombstone) -> frozenset[str] | None:
    """Give which requests went with somebody; None where it is not known by numbers of this log.

    A number may be given again after a restore: a request that came later is another one.
    """
    here = connection.execute(text("SELECT database_id FROM workspace")).scalar()
    if one.requests is None or one.database_id != here:
        return None
    asked = privacy_requests.c
    numbers = [number_in(each, Kind.REQUEST) for each in one.requests]
    rows = connection.execute(select(asked.id, asked.at).where(asked.id.in_(numbers)))
    until = datetime.fromisoformat(one.at)
    return frozenset(
        code(Kind.REQUEST, row.id) for row in rows if row.at.replace(microsecond=0) <= until
    )


def _unmerge_from_others(act: Act, going: frozenset[int]) -> None:
    """Take back, as it must have been before they were erased, what merged them with who stays.

    Else whoever stays would carry their addresses and applications. Only whoever was merged into
    somebody who was merged into nobody can be taken out, so this goes on until nobody is left.
    """
    while True:
        into = {
            row.id: row.merged_into
            for row in act.connection.execute(
                select(candidates.c.id, candidates.c.merged_into).where(
                    candidates.c.merged_into.is_not(None)
                )
            )
        }
        mixed = [one for one, kept in into.items() if (one in going) is not (kept in going)]
        if not mixed:
            return
        top = max(mixed)
        while into[top] in into:
            top = into[top]
        unmerge_candidate(act, code(Kind.CANDIDATE, top), because=UNMERGED_AGAIN)


UNMERGED_AGAIN = "one of the two was erased since; a backup from before was put back"


def clear_again(settings: Settings) -> tuple[str, ...]:
    """Remove the files of people who were erased once more, once their database is in place.

    Gives what is left to others, in words.
    """
    engine = connect(settings.database_url)
    try:
        with alone(engine) as connection:
            left = remove_sent(connection, settings)
        if settings.database_file is not None:
            return left
        return (*left, *vacuum_server(engine))
    finally:
        engine.dispose()
