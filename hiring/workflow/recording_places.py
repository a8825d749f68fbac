"""The card that feedback of another tracker is put on: a planned one, or a new one."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, text

from hiring.domain.codes import Kind, code, email_key
from hiring.domain.reference import CARD_BYTES
from hiring.errors import Problem, RefusedError
from hiring.store.ledger import Entry
from hiring.store.tables import interviewers, interviews, scorecard_versions, scorecards

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from hiring.domain.snapshot import Step
    from hiring.store.ledger import Act
    from hiring.workflow.foreign_cards import ForeignCard

# Built once: putting a statement together takes longer than what it asks for.
_PLANNED = (
    select(interviews)
    .where(
        interviews.c.application_id == bindparam("application"),
        interviews.c.step == bindparam("step"),
        interviews.c.status == "planned",
    )
    .order_by(interviews.c.id)
)
_THEIR_CARDS = select(scorecards).where(
    scorecards.c.interview_id.in_(bindparam("interviews", expanding=True)),
    scorecards.c.interviewer_id == bindparam("interviewer"),
)
_INTERVIEWER = select(interviewers.c.id).where(interviewers.c.email_key == bindparam("key"))
_CLAIM = text(
    "INSERT INTO remote_ids (system, kind, remote_id, number) "
    "VALUES (:system, :kind, :remote_id, :number) "
    "ON CONFLICT (system, kind, remote_id) DO UPDATE SET number = excluded.number"
)


def place_card(
    act: Act, card: ForeignCard, application: Row[Any], step: Step, entries: list[Entry]
) -> int:
    """Give the card that it is put on: a planned one, or a new one in an interview of the step.

    What is added for it goes to the events that are recorded with it.
    Raises RefusedError where the interviewer's card of that step came back from a file of ours.
    """
    connection = act.connection
    who = _known_interviewer(connection, card.interviewer)
    asked = {"application": application.id, "step": step.id}
    planned = connection.execute(_PLANNED, asked).all()
    same = [row for row in planned if row.starts_at and row.starts_at == card.interviewed_at]
    there = {}
    if planned and who is not None:
        asked = {"interviews": [row.id for row in planned], "interviewer": who}
        there = {row.interview_id: row for row in connection.execute(_THEIR_CARDS, asked)}
    for row in (*same, *planned):
        if row.id in there and not there[row.id].version:
            return _claimed(act, card, there[row.id].id)
    if there:
        _refuse_own(connection, card, [row.id for row in there.values()])
    free = [row for row in (same or planned) if row.id not in there]
    interview = free[0].id if free else _plan(act, card, application, step, entries)
    name, email = card.interviewer
    number = act.insert(
        scorecards,
        interview_id=interview,
        interviewer_id=who
        or act.insert(interviewers, name=name, email=email, email_key=email_key(email)),
        reference=secrets.token_bytes(CARD_BYTES),
        version=0,
    )
    entry = Entry(
        "interviewer added",
        code(Kind.INTERVIEW, interview),
        application.id,
        application.job_id,
        to_code=code(Kind.SCORECARD, number),
    )
    entries.append(entry)
    return _claimed(act, card, number)


def _refuse_own(connection: Connection, card: ForeignCard, numbers: list[int]) -> None:
    """Refuse feedback beside a card of the same interviewer and step that no tracker sent."""
    own = connection.execute(
        select(scorecards.c.id)
        .join(
            scorecard_versions,
            (scorecard_versions.c.scorecard_id == scorecards.c.id)
            & (scorecard_versions.c.number == scorecards.c.version),
        )
        .where(scorecards.c.id.in_(numbers), scorecard_versions.c.source == "")
    ).scalar()
    if own is not None:
        raise RefusedError(
            Problem(
                f"that interviewer's card of this step, {code(Kind.SCORECARD, own)}, came back as "
                "a scorecard already",
                where=card.where,
                fix=f'if it is the same feedback, write skip: ["{card.remote_id}"] into the map',
            )
        )


def _known_interviewer(connection: Connection, who: tuple[str, str]) -> int | None:
    found: int | None = connection.execute(_INTERVIEWER, {"key": email_key(who[1])}).scalar()
    return found


def _plan(
    act: Act, card: ForeignCard, application: Row[Any], step: Step, entries: list[Entry]
) -> int:
    """Write down the interview that took place elsewhere."""
    number = act.insert(
        interviews,
        application_id=application.id,
        step=step.id,
        step_name=step.name,
        starts_at=card.interviewed_at,
        minutes=step.minutes,
        status="planned",
        planned_at=act.now,
    )
    at = f" {card.interviewed_at.isoformat()}" if card.interviewed_at else ""
    entries.append(
        Entry(
            "interview planned",
            code(Kind.INTERVIEW, number),
            application.id,
            application.job_id,
            to_code=f"{step.id}{at}",
        )
    )
    return number


def _claimed(act: Act, card: ForeignCard, number: int) -> int:
    """Remember what the tracker calls a card of ours."""
    act.connection.execute(
        _CLAIM,
        {
            "system": card.system,
            "kind": Kind.SCORECARD.value,
            "remote_id": card.remote_id,
            "number": number,
        },
    )
    return number
