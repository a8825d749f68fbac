"""The event log: who did what when, written in the transaction of the change itself.

An event holds ids and codes only; names and free text lie in `words`, under an id that commits to
them with a random salt. What is written is sealed at the end of its transaction: store/chain.py.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, insert, select

from hiring.domain.chain import SALT_BYTES, commitment
from hiring.domain.recorded import STORED
from hiring.store.tables import actors, events, words
from hiring.views.records import EventLine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Executable, Table


class Entry(NamedTuple):
    """One event in codes: what was done to which subject; `said` is kept beside the log."""

    what: str
    subject: str
    application_id: int | None = None
    job_id: int | None = None
    from_code: str | None = None
    to_code: str | None = None
    said: Mapping[str, object] | None = None


# Made once in a process: to make a statement takes as long as to run it.
@cache
def _insert(table: Table) -> Executable:
    return insert(table)


@cache
def _insert_and_number(table: Table) -> Executable:
    return insert(table).returning(table.c.id)


@cache
def _known_actor() -> Executable:
    return select(actors.c.id).where(actors.c.name == bindparam("actor"))


@dataclass(slots=True)
class Act:
    """One person's writing: the open transaction, the moment and who it is."""

    connection: Connection
    now: datetime
    actor: str
    _actor_id: int | None = None

    @property
    def actor_id(self) -> int:
        """Give the row of the person who acts, written on first use."""
        if self._actor_id is None:
            found = self.connection.execute(_known_actor(), {"actor": self.actor}).scalar()
            if found is None:
                salt = secrets.token_bytes(SALT_BYTES)
                mark = commitment(salt, self.actor)
                found = self.insert(actors, name=self.actor, salt=salt, mark=mark)
            self._actor_id = found
        return self._actor_id

    def insert(self, table: Table, **values: object) -> int:
        """Write one row and give its id."""
        return int(self.connection.execute(_insert_and_number(table), values).scalar_one())

    def insert_all(self, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
        """Write several rows."""
        if rows:
            self.connection.execute(_insert(table), rows)

    def record_all(self, entries: Sequence[Entry]) -> None:
        """Write several events."""
        if not entries:
            return
        texts: list[dict[str, object]] = []
        rows = [
            {
                "at": self.now,
                "actor_id": self.actor_id,
                **entry._asdict(),
                "words_id": _commit(entry.said, texts),
            }
            for entry in entries
        ]
        for row in rows:
            del row["said"]
        self.insert_all(words, texts)
        self.connection.execute(_insert(events), rows)

    def record(
        self,
        what: str,
        subject: str,
        *,
        application: int | None = None,
        job: int | None = None,
        from_code: object = None,
        to_code: object = None,
        said: dict[str, object] | None = None,
    ) -> None:
        """Write one event; `said` holds names and free text, kept beside the log."""
        texts: list[dict[str, object]] = []
        words_id = _commit(said, texts)
        if texts:
            self.connection.execute(_insert(words), texts[0])
        event = {
            "at": self.now,
            "actor_id": self.actor_id,
            "what": what,
            "subject": subject,
            "application_id": application,
            "job_id": job,
            "from_code": None if from_code is None else str(from_code),
            "to_code": None if to_code is None else str(to_code),
            "words_id": words_id,
        }
        self.connection.execute(_insert(events), event)


def _commit(said: Mapping[str, object] | None, texts: list[dict[str, object]]) -> str | None:
    """Add to rows of words what is said, and give the id that commits to it; None for nothing."""
    kept = {key: value for key, value in (said or {}).items() if value not in (None, "")}
    if not kept:
        return None
    text = json.dumps(kept, ensure_ascii=False, default=str)
    salt = secrets.token_bytes(SALT_BYTES)
    words_id = commitment(salt, text)
    texts.append({"id": words_id, "text": text, "salt": salt})
    return words_id


def events_where(connection: Connection, condition: ColumnElement[bool]) -> tuple[EventLine, ...]:
    """Read the log's events of a condition, oldest first, with who acted and what was said.

    Digests of what was stored, which tell people nothing, are left to hiring audit log.
    """
    rows = connection.execute(
        select(events, actors.c.name, words.c.text)
        .join(actors, actors.c.id == events.c.actor_id)
        .outerjoin(words, words.c.id == events.c.words_id)
        .where(condition)
        .order_by(events.c.id)
    )
    return tuple(
        EventLine(
            at=row.at,
            who=row.name,
            what=row.what,
            subject=row.subject,
            from_code=row.from_code,
            to_code=row.to_code,
            said=_told(row.text),
        )
        for row in rows
    )


def _told(text: str | None) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(text) if text else {}
    said.pop(STORED, None)
    return said
