"""The event log: read it, verify its chain, write it out for others, and keep an anchor of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, null, select

from hiring.domain.codes import Kind, code, email_key, job_code, number_in
from hiring.errors import Problem, RefusedError
from hiring.store.chain import count_sealed, head_of, may_read_words, verify
from hiring.store.connection import SCHEMA, database_id
from hiring.store.queries import find_candidate_number
from hiring.store.recorded import verify_recorded
from hiring.store.tables import actors, applications, events, interviews, jobs, words
from hiring.views.audit import Anchor, LogLine

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Table

    from hiring.store.chain import Verified


def read_log(
    connection: Connection,
    about: str | None = None,
    *,
    since: datetime | None = None,
    after: int | None = None,
    limit: int | None = None,
    oldest_first: bool = False,
) -> tuple[LogLine, ...]:
    """List what was done, all of it or about one record, the newest first unless asked otherwise.

    A person's entries are those of everybody who was merged into them, and of their applications.
    What was said is left out where whoever asks may not read it. Raises RefusedError for a record
    that is not there.
    """
    reads = may_read_words(connection)
    text: ColumnElement[Any] = words.c.text if reads else null()
    asked = (
        select(events, actors.c.name, words.c.id.label("there"), text.label("text"), jobs.c.code)
        .join(actors, actors.c.id == events.c.actor_id)
        .outerjoin(words, words.c.id == events.c.words_id)
        .outerjoin(jobs, jobs.c.id == events.c.job_id)
    )
    if about is not None:
        asked = asked.where(_about(connection, about))
    if since is not None:
        asked = asked.where(events.c.at >= since)
    if after is not None:
        asked = asked.where(events.c.id > after if oldest_first else events.c.id < after)
    rows = connection.execute(
        asked.order_by(events.c.id if oldest_first else events.c.id.desc()).limit(limit)
    )
    return tuple(
        LogLine(
            entry=row.id,
            at=row.at,
            who=row.name,
            what=row.what,
            subject=row.subject,
            application=row.application_id and code(Kind.APPLICATION, row.application_id),
            job=row.code,
            from_code=row.from_code,
            to_code=row.to_code,
            said=_said(row.words_id, row.text),
            unread=not reads and row.there is not None,
        )
        for row in rows
    )


def _said(words_id: str | None, text: str | None) -> dict[str, Any] | None:
    if words_id is None:
        return {}
    if text is None:
        return None
    said: dict[str, Any] = json.loads(text)
    return said


def _about(connection: Connection, text: str) -> ColumnElement[bool]:
    from hiring.workflow.merging import about_person  # noqa: PLC0415 - it is of use to few commands

    if number_in(text, Kind.CANDIDATE) is not None or email_key(text) is not None:
        return about_person(connection, find_candidate_number(connection, text))
    asked: ColumnElement[bool]
    if (number := number_in(text, Kind.APPLICATION)) is not None:
        there = applications.c.id == number
        asked = events.c.application_id == _number_of(connection, applications, there, text)
    elif (number := number_in(text, Kind.INTERVIEW)) is not None:
        there = interviews.c.id == number
        found = _number_of(connection, interviews, there, text)
        asked = events.c.subject == code(Kind.INTERVIEW, found)
    elif (number := number_in(text, Kind.SCORECARD)) is not None:
        asked = events.c.subject == code(Kind.SCORECARD, number)
    else:
        there = jobs.c.code == job_code(text)
        asked = events.c.job_id == _number_of(connection, jobs, there, text)
    return asked


def _number_of(
    connection: Connection, records: Table, there: ColumnElement[bool], text: str
) -> int:
    """Find a record's number and read nothing else of it: an auditor may not."""
    found = connection.scalar(select(records.c.id).where(there))
    if found is None:
        what = records.name.removesuffix("s")
        raise RefusedError(
            Problem(f"there is no {what} {text!r}", fix="hiring audit log shows all that is there")
        )
    return int(found)


def verify_log(
    connection: Connection, *, passed: Callable[[int], None], anchor: Anchor | None = None
) -> Verified:
    """Compare the log with its chain, what was recorded with the log, and an anchor with both."""
    verified = verify(connection, passed=passed, link=anchor.link if anchor else None)
    verify_recorded(connection, verified)
    if anchor is not None and anchor.link:
        _compare(verified, anchor)
    return verified


def _compare(verified: Verified, anchor: Anchor) -> None:
    seen = f"the anchor of {anchor.made_at} saw"
    began = ", or it began anew when an export was imported" if verified.origin is not None else ""
    if verified.passed is None:
        what = f"is gone, which {seen}: the end of the log was cut off{began}"
        verified.note(what, link=anchor.link)
        return
    digest, entries = verified.passed
    if (digest.hex(), entries) != (anchor.head, anchor.entries):
        what = f"is not the one that {seen}: the chain was computed anew{began}"
        verified.note(what, link=anchor.link)


def count_entries(connection: Connection) -> int:
    """Count the entries there are to verify."""
    return int(connection.execute(select(func.count()).select_from(events)).scalar_one())


def make_anchor(connection: Connection, *, now: datetime) -> Anchor:
    """Say what is to be kept elsewhere of the chain as it is now."""
    link, head = head_of(connection)
    return Anchor(
        database_id=database_id(connection),
        link=link,
        head=head.hex(),
        entries=count_sealed(connection),
        made_at=f"{now:%Y-%m-%dT%H:%M:%SZ}",
    )


def described(connection: Connection) -> dict[str, str]:
    """Say of which database and version a log is."""
    return {"schema": SCHEMA, "database_id": database_id(connection)}
