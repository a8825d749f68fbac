"""What people asked for to be interviewed fairly, and what they got; no card, no score sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from hiring.domain.codes import Kind, code
from hiring.errors import Problem, RefusedError, UsageError
from hiring.store.queries import find_application, refuse_ended, refuse_erased_in, rubric_of
from hiring.store.tables import accommodations, applications, jobs
from hiring.views.records import Accommodation
from hiring.workflow.interviews import step_in

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from hiring.store.ledger import Act


def ask_for(
    act: Act, text: str, *, asked: str, kind: str, step: str | None, on: str
) -> Accommodation:
    """Keep what somebody asked for.

    Raises RefusedError for an ended application or a step its plan does not have, UsageError
    where nothing is asked for.
    """
    row = find_application(act.connection, text)
    refuse_ended(row)
    refuse_erased_in(act.connection, row)
    if not asked.strip():
        raise UsageError(Problem("nothing is asked for", fix='--asked "more time"'))
    meant = step_in(rubric_of(act.connection, row.revision_id), step).id if step else None
    number = act.insert(
        accommodations,
        application_id=row.id,
        kind=kind,
        step=meant,
        asked=asked.strip(),
        asked_on=on,
        at=act.now,
        actor_id=act.actor_id,
    )
    _record(act, row, "accommodation asked for", number, said={"asked": asked.strip()})
    return accommodations_of(act.connection, text)[-1]


def grant(act: Act, text: str, number: int | None, *, granted: str, on: str) -> Accommodation:
    """Keep what was granted, for the one that is open or the one of that number.

    Raises RefusedError where there is none, or several and none is named.
    """
    row = find_application(act.connection, text)
    refuse_erased_in(act.connection, row)
    if not granted.strip():
        raise UsageError(Problem("nothing is granted", fix='--granted "an hour more"'))
    theirs = accommodations_of(act.connection, text)
    choice = [one for one in theirs if (one.number == number if number else one.granted_on is None)]
    if len(choice) != 1:
        listed = ", ".join(str(one.number) for one in theirs)
        what = "several are open" if choice else "there is none to grant"
        raise RefusedError(Problem(what, fix=f"name one by its number: {listed or 'none yet'}"))
    act.connection.execute(
        update(accommodations)
        .where(accommodations.c.id == choice[0].number)
        .values(granted=granted.strip(), granted_on=on)
    )
    said: dict[str, object] = {"granted": granted.strip(), "before": choice[0].granted}
    _record(act, row, "accommodation granted", choice[0].number, said=said)
    return choice[0]._replace(granted=granted.strip(), granted_on=on)


def _record(act: Act, row: Row[Any], what: str, number: int, *, said: dict[str, object]) -> None:
    shown = code(Kind.APPLICATION, row.id)
    act.record(what, shown, application=row.id, job=row.job_id, to_code=number, said=said)


def accommodations_of(connection: Connection, text: str) -> tuple[Accommodation, ...]:
    """List what was asked for one application, oldest first."""
    number = find_application(connection, text).id
    return _lines(connection, accommodations.c.application_id == number)


def open_accommodations(connection: Connection) -> tuple[Accommodation, ...]:
    """List what was asked for and nobody has answered yet, oldest first."""
    return _lines(connection, accommodations.c.granted_on.is_(None))


def _lines(connection: Connection, condition: Any) -> tuple[Accommodation, ...]:
    rows = connection.execute(
        select(accommodations, jobs.c.code)
        .join(applications, applications.c.id == accommodations.c.application_id)
        .join(jobs, jobs.c.id == applications.c.job_id)
        .where(condition)
        .order_by(accommodations.c.id)
    )
    return tuple(
        Accommodation(
            number=row.id,
            application=code(Kind.APPLICATION, row.application_id),
            job=row.code,
            kind=row.kind,
            step=row.step,
            asked=row.asked,
            asked_on=row.asked_on,
            granted=row.granted,
            granted_on=row.granted_on,
        )
        for row in rows
    )
