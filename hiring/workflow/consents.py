"""Agreements to be kept for other jobs: since when, until when, and taken back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from hiring.domain.codes import Kind, code
from hiring.errors import Problem, RefusedError, UsageError
from hiring.store.queries import find_candidate, refuse_erased
from hiring.store.tables import candidates, consents
from hiring.views.retention import ConsentLine
from hiring.workflow.merging import and_merged, kept_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection, Row

    from hiring.store.ledger import Act


def add_consent(act: Act, text: str, *, given: date, expires: date, note: str = "") -> ConsentLine:
    """Note that somebody agreed to be kept for other jobs until a day.

    Raises UsageError for days that cannot be, RefusedError where the same is noted already.
    """
    today = act.now.date()
    if given > today:
        raise UsageError(
            Problem(f"{given} is still to come", fix="--given is the day on which they agreed")
        )
    if expires <= given:
        raise UsageError(
            Problem(f"it would end on {expires}, before it begins", fix="name a later --expires")
        )
    row = find_candidate(act.connection, text)
    refuse_erased(row)
    shown = code(Kind.CANDIDATE, row.id)
    days = {"given_on": given.isoformat(), "expires_on": expires.isoformat()}
    known = _rows(act.connection, consents.c.candidate_id == row.id)
    if any(
        (one.given_on, one.expires_on, one.withdrawn_on) == (*days.values(), None) for one in known
    ):
        raise RefusedError(
            Problem(f"this consent of {shown} is noted already", fix="hiring consent list")
        )
    act.insert(
        consents,
        candidate_id=row.id,
        **days,
        note=note.strip(),
        withdrawn_on=None,
        at=act.now,
        actor_id=act.actor_id,
    )
    act.record(
        "consent given",
        shown,
        from_code=days["given_on"],
        to_code=days["expires_on"],
        said={"note": note.strip()},
    )
    return ConsentLine(shown, given, expires, None, _state(expires, None, today), note.strip())


def withdraw_consent(
    act: Act, text: str, *, on: date, because: str = ""
) -> tuple[ConsentLine, ...]:
    """Note that somebody takes back every agreement that stands.

    Raises UsageError for a day still to come, RefusedError where none stands.
    """
    today = act.now.date()
    if on > today:
        raise UsageError(Problem(f"{on} is still to come", fix="--on is the day they said it"))
    row = find_candidate(act.connection, text)
    refuse_erased(row)
    shown = code(Kind.CANDIDATE, row.id)
    them = and_merged(act.connection, row.id)
    standing = [
        one
        for one in _rows(act.connection, consents.c.candidate_id.in_(them))
        if one.withdrawn_on is None and one.expires_on >= on.isoformat()
    ]
    if not standing:
        raise RefusedError(
            Problem(f"{shown} has no consent that stands", fix="hiring consent list --all")
        )
    act.connection.execute(
        update(consents)
        .where(consents.c.id.in_([one.id for one in standing]))
        .values(withdrawn_on=on.isoformat())
    )
    act.record("consent withdrawn", shown, to_code=on.isoformat(), said={"why": because.strip()})
    return tuple(
        _line(one, shown, today)._replace(withdrawn_on=on, state=WITHDRAWN) for one in standing
    )


STANDS, EXPIRED, WITHDRAWN = "stands", "expired", "withdrawn"


def list_consents(
    connection: Connection, *, today: date, expired: bool = False
) -> tuple[ConsentLine, ...]:
    """List agreements, those that end first before others; or those that ended alone."""
    now = kept_numbers(connection)
    rows = connection.execute(
        select(consents)
        .join(candidates, candidates.c.id == consents.c.candidate_id)
        .where(candidates.c.erased_at.is_(None))
        .order_by(consents.c.expires_on, consents.c.id)
    )
    lines = (
        _line(row, code(Kind.CANDIDATE, now.get(row.candidate_id, row.candidate_id)), today)
        for row in rows
    )
    return tuple(one for one in lines if not expired or one.state == EXPIRED)


def consents_of(
    connection: Connection, people: Sequence[int], *, today: date
) -> tuple[ConsentLine, ...]:
    """Give the agreements of a person, by the number of theirs and of those merged into them."""
    rows = _rows(connection, consents.c.candidate_id.in_(people))
    shown = code(Kind.CANDIDATE, people[0])
    return tuple(_line(row, shown, today) for row in rows)


def _rows(connection: Connection, condition: ColumnElement[bool]) -> Sequence[Row[Any]]:
    return connection.execute(select(consents).where(condition).order_by(consents.c.id)).all()


def _line(row: Row[Any], shown: str, today: date) -> ConsentLine:
    expires = date.fromisoformat(row.expires_on)
    withdrawn = date.fromisoformat(row.withdrawn_on) if row.withdrawn_on else None
    given = date.fromisoformat(row.given_on)
    return ConsentLine(
        shown, given, expires, withdrawn, _state(expires, withdrawn, today), row.note
    )


def _state(expires: date, withdrawn: date | None, today: date) -> str:
    if withdrawn is not None:
        return WITHDRAWN
    return EXPIRED if expires < today else STANDS
