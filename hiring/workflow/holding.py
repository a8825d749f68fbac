"""Legal holds: a charge or claim stands, and nothing of a person may be erased."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from hiring.domain.codes import Kind, code
from hiring.errors import Problem, RefusedError
from hiring.store.queries import find_candidate, refuse_erased
from hiring.store.tables import actors, legal_holds
from hiring.views.erasing import Hold
from hiring.workflow.merging import and_merged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Select

    from hiring.store.ledger import Act


def set_hold(act: Act, text: str, *, because: str) -> Hold:
    """Forbid to erase somebody; RefusedError where a hold stands or they are erased already."""
    row = find_candidate(act.connection, text)
    refuse_erased(row)
    shown = code(Kind.CANDIDATE, row.id)
    people = and_merged(act.connection, row.id)
    if standing := holds_of(act.connection, people):
        raise RefusedError(
            Problem(
                f"{shown} is under a legal hold since {standing[0].set_at:%Y-%m-%d}",
                fix=f"to end it: hiring privacy hold {shown} --release --because TEXT",
            )
        )
    act.insert(
        legal_holds,
        candidate_id=row.id,
        because=because.strip(),
        set_at=act.now,
        actor_id=act.actor_id,
        released_because="",
    )
    act.record("legal hold set", shown, said={"why": because.strip()})
    return holds_of(act.connection, people)[0]


def release_hold(act: Act, text: str, *, because: str) -> Hold:
    """End a legal hold; RefusedError where none stands.

    On somebody who was erased, as a backup may bring one back, the reason is not kept.
    """
    row = find_candidate(act.connection, text)
    shown = code(Kind.CANDIDATE, row.id)
    people = and_merged(act.connection, row.id)
    standing = holds_of(act.connection, people)
    if not standing:
        raise RefusedError(
            Problem(f"no legal hold stands on {shown}", fix="all of them: hiring privacy holds")
        )
    why = because.strip() if row.erased_at is None else ""
    act.connection.execute(
        update(legal_holds)
        .where(legal_holds.c.candidate_id.in_(people), legal_holds.c.released_at.is_(None))
        .values(released_at=act.now, released_because=why)
    )
    act.record("legal hold released", shown, said={"why": why})
    return standing[0]._replace(released_at=act.now, released_because=why)


def holds_of(connection: Connection, people: Sequence[int]) -> tuple[Hold, ...]:
    """List the legal holds that stand on some people, oldest first."""
    asked = _asked().where(
        legal_holds.c.candidate_id.in_(people), legal_holds.c.released_at.is_(None)
    )
    return _lines(connection, asked)


def list_holds(connection: Connection, *, released: bool = False) -> tuple[Hold, ...]:
    """List the legal holds that stand, and where asked for those that ended."""
    asked = _asked()
    if not released:
        asked = asked.where(legal_holds.c.released_at.is_(None))
    return _lines(connection, asked)


def _asked() -> Select[Any]:
    return (
        select(legal_holds, actors.c.name)
        .join(actors, actors.c.id == legal_holds.c.actor_id)
        .order_by(legal_holds.c.id)
    )


def _lines(connection: Connection, asked: Select[Any]) -> tuple[Hold, ...]:
    return tuple(
        Hold(
            candidate=code(Kind.CANDIDATE, row.candidate_id),
            because=row.because,
            set_at=row.set_at,
            by=row.name,
            released_at=row.released_at,
            released_because=row.released_because,
        )
        for row in connection.execute(asked)
    )
