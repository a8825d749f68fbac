"""Interviews: plan one for a step with its interviewers, move it, cancel it, see what is due."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, or_, select, update

from hiring.domain.codes import Kind, code, email_key, person
from hiring.domain.reference import CARD_BYTES
from hiring.domain.stages import TERMINAL
from hiring.errors import Problem, RefusedError, UsageError
from hiring.store.queries import (
    SHOWN_NAME,
    find_application,
    find_interview,
    find_job,
    refuse_ended,
    refuse_erased_in,
    rubric_of,
)
from hiring.store.tables import (
    applications,
    arrivals,
    candidates,
    interviewers,
    interviews,
    jobs,
    mail_drafts,
    scorecards,
)
from hiring.views.records import CardLine, InterviewLine
from hiring.workflow.deviations import EXTRA, planned_already, record_deviation
from hiring.workflow.hypotheses import keep_frozen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row, Select

    from hiring.domain.snapshot import Rubric, Step
    from hiring.store.ledger import Act


AT_ONCE = 1000
_CARDS = (
    select(scorecards, interviewers.c.name, interviewers.c.email)
    .join(interviewers, interviewers.c.id == scorecards.c.interviewer_id)
    .where(scorecards.c.interview_id.in_(bindparam("interviews", expanding=True)))
    .order_by(scorecards.c.id)
)


def step_in(rubric: Rubric, text: str) -> Step:
    """Find a step of the plan by id, number or the beginning of either name.

    Raises RefusedError with the choices when none or several are meant.
    """
    if text.isdecimal() and 1 <= int(text) <= len(rubric.plan):
        return rubric.plan[int(text) - 1]
    wanted = text.casefold().strip()
    if not wanted:
        raise RefusedError(Problem("no step is named", fix=f"name one: {_steps(rubric)}"))
    exact = [s for s in rubric.plan if wanted in {s.id, s.name.casefold()}]
    begun = [
        s for s in rubric.plan if s.id.startswith(wanted) or s.name.casefold().startswith(wanted)
    ]
    found = exact or begun
    if len(found) == 1:
        return found[0]
    what = f"the plan has no step {text!r}" if not found else f"{text!r} is several steps"
    raise RefusedError(Problem(what, fix=f"name one: {_steps(rubric)}"))


def _steps(rubric: Rubric) -> str:
    return ", ".join(f"{place} {step.id}" for place, step in enumerate(rubric.plan, 1))


def schedule_interview(
    act: Act,
    application: str,
    step: str,
    *,
    people: Sequence[str],
    at: datetime | None,
    because: str = "",
) -> InterviewLine:
    """Plan an interview for a step of the application's plan; one card per interviewer.

    A second one for a step is more than others get: it needs a reason. Raises UsageError for an
    interviewer not written "NAME <EMAIL>", RefusedError for an ended application, an interviewer
    who is planned for this step already, or a second interview without a reason.
    """
    row = find_application(act.connection, application)
    refuse_ended(row)
    refuse_erased_in(act.connection, row)
    wanted = step_in(rubric_of(act.connection, row.revision_id), step)
    first = planned_already(act.connection, row.id, wanted.id)
    if first is not None:
        if not because.strip():
            raise RefusedError(
                Problem(
                    f"{first} is planned for {wanted.id}: another is more than the plan gives "
                    "everybody",
                    fix="say why: --because TEXT; or add people: hiring interview assign "
                    f'{first} --add "NAME <EMAIL>"',
                )
            )
        record_deviation(act, row, wanted.id, kind=EXTRA, because=because.strip())
    if not people:
        raise UsageError(Problem("no interviewer", fix='--interviewer "Name <name@example.org>"'))
    number = act.insert(
        interviews,
        application_id=row.id,
        step=wanted.id,
        step_name=wanted.name,
        starts_at=at,
        minutes=wanted.minutes,
        status="planned",
        planned_at=act.now,
    )
    act.record(
        "interview planned",
        code(Kind.INTERVIEW, number),
        application=row.id,
        job=row.job_id,
        to_code=wanted.id if at is None else f"{wanted.id} {at.isoformat()}",
    )
    planned = find_interview(act.connection, code(Kind.INTERVIEW, number))
    for written in dict.fromkeys(people):
        _assign(act, planned, written)
    return interviews_of(act.connection, interview_id=number)[0]


def _assign(act: Act, row: Row[Any], written: str) -> None:
    interviewer = _interviewer(act, written)
    there = act.connection.execute(
        select(scorecards.c.id).where(
            scorecards.c.interview_id == row.id, scorecards.c.interviewer_id == interviewer
        )
    ).scalar()
    if there is not None:
        raise RefusedError(
            Problem(
                f"that interviewer has a card in {code(Kind.INTERVIEW, row.id)} already: "
                f"{code(Kind.SCORECARD, there)}",
                fix="name somebody else",
            )
        )
    doubled = act.connection.execute(
        select(interviews.c.id)
        .join(scorecards, scorecards.c.interview_id == interviews.c.id)
        .where(
            interviews.c.application_id == row.application_id,
            interviews.c.step == row.step,
            interviews.c.status == "planned",
            scorecards.c.interviewer_id == interviewer,
            scorecards.c.recorded_at.is_(None),
        )
    ).scalar()
    if doubled is not None:
        raise RefusedError(
            Problem(
                f"that interviewer is planned for {row.step} already, in "
                f"{code(Kind.INTERVIEW, doubled)}",
                fix="move or cancel that one, or name somebody else",
            )
        )
    card = act.insert(
        scorecards,
        interview_id=row.id,
        interviewer_id=interviewer,
        reference=secrets.token_bytes(CARD_BYTES),
        version=0,
    )
    _log(act, row, "interviewer added", to_code=code(Kind.SCORECARD, card))


def _interviewer(act: Act, written: str) -> int:
    read = person(written)
    if read is None:
        raise UsageError(
            Problem(
                f"{written!r} is not an interviewer",
                fix='write "Name <name@example.org>", with the quotes',
            )
        )
    name, email = read
    key = email_key(email)
    known = act.connection.execute(
        select(interviewers.c.id).where(interviewers.c.email_key == key)
    ).scalar()
    if known is not None:
        return int(known)
    return act.insert(interviewers, name=name, email=email, email_key=key)


def assign_interviewers(
    act: Act, text: str, *, add: Sequence[str], remove: Sequence[str]
) -> InterviewLine:
    """Put interviewers on an interview and take others off who have not rated yet."""
    row = _planned(act.connection, text)
    shown = code(Kind.INTERVIEW, row.id)
    for written in remove:
        read = person(written)
        key = email_key(read[1] if read else written)
        card = act.connection.execute(
            select(scorecards)
            .join(interviewers, interviewers.c.id == scorecards.c.interviewer_id)
            .where(scorecards.c.interview_id == row.id, interviewers.c.email_key == key)
        ).first()
        if card is None or card.recorded_at is not None:
            why = "is not on it" if card is None else "has rated already"
            raise RefusedError(Problem(f"an interviewer to take off {shown} {why}"))
        for table in (arrivals, mail_drafts):  # the log keeps that they were
            act.connection.execute(table.delete().where(table.c.scorecard_id == card.id))
        act.connection.execute(scorecards.delete().where(scorecards.c.id == card.id))
        _log(act, row, "interviewer taken off", to_code=code(Kind.SCORECARD, card.id))
    for written in add:
        _assign(act, row, written)
    if not interviews_of(act.connection, interview_id=row.id)[0].cards:
        raise RefusedError(Problem(f"{shown} would have nobody", fix="add somebody, or cancel it"))
    return interviews_of(act.connection, interview_id=row.id)[0]


def _planned(connection: Connection, text: str) -> Row[Any]:
    row = find_interview(connection, text)
    if row.status == "cancelled":
        raise RefusedError(
            Problem(f"{code(Kind.INTERVIEW, row.id)} is cancelled", fix="plan a new one")
        )
    application = find_application(connection, code(Kind.APPLICATION, row.application_id))
    refuse_ended(application)
    refuse_erased_in(connection, application)
    return row


def _log(act: Act, row: Row[Any], what: str, **codes: object) -> None:
    job = act.connection.execute(
        select(applications.c.job_id).where(applications.c.id == row.application_id)
    ).scalar_one()
    act.record(
        what,
        code(Kind.INTERVIEW, row.id),
        application=row.application_id,
        job=job,
        **codes,  # type: ignore[arg-type]
    )


def move_interview(act: Act, text: str, *, at: datetime) -> InterviewLine:
    """Give an interview another time."""
    row = _planned(act.connection, text)
    keep_frozen(act, row)
    act.connection.execute(update(interviews).where(interviews.c.id == row.id).values(starts_at=at))
    before = row.starts_at.isoformat() if row.starts_at else None
    _log(act, row, "interview moved", from_code=before, to_code=at.isoformat())
    return interviews_of(act.connection, interview_id=row.id)[0]


def cancel_interview(act: Act, text: str, *, because: str) -> InterviewLine:
    """Cancel an interview; its cards are refused from now on.

    Raises RefusedError when somebody has rated in it: a rating is never taken away.
    """
    row = _planned(act.connection, text)
    shown = code(Kind.INTERVIEW, row.id)
    cards = interviews_of(act.connection, interview_id=row.id)[0].cards
    rated = [card.code for card in cards if card.recorded_at]
    if rated:
        raise RefusedError(
            Problem(f"{shown} has recorded cards: {', '.join(rated)}", fix="it took place")
        )
    keep_frozen(act, row)
    act.connection.execute(
        update(interviews).where(interviews.c.id == row.id).values(status="cancelled")
    )
    _log(act, row, "interview cancelled", said={"why": because})
    return interviews_of(act.connection, interview_id=row.id)[0]


def interviews_of(
    connection: Connection,
    *,
    application_id: int | None = None,
    interview_id: int | None = None,
) -> tuple[InterviewLine, ...]:
    """List the interviews of one application, or give one."""
    statement = _listing().order_by(interviews.c.id)
    if application_id is not None:
        statement = statement.where(interviews.c.application_id == application_id)
    if interview_id is not None:
        statement = statement.where(interviews.c.id == interview_id)
    return _lines(connection, statement)


def list_interviews(
    connection: Connection,
    *,
    job: str | None,
    application: str | None,
    limit: int | None,
    after: int | None = None,
) -> tuple[InterviewLine, ...]:
    """List interviews by time; those without one come last."""
    statement = _listing()
    if job:
        statement = statement.where(applications.c.job_id == find_job(connection, job).id)
    if application:
        found = find_application(connection, application)
        statement = statement.where(interviews.c.application_id == found.id)
    return _page(connection, statement, limit=limit, after=after)


def due_interviews(
    connection: Connection,
    *,
    now: datetime,
    days: int,
    job: str | None = None,
    limit: int | None = None,
    after: int | None = None,
) -> tuple[InterviewLine, ...]:
    """List planned interviews with a card missing that lie behind us or within some days.

    An interview without a time is due too: nobody can know it is not.
    """
    missing = select(scorecards.c.interview_id).where(scorecards.c.recorded_at.is_(None))
    until = now + timedelta(days=days)
    statement = _listing().where(
        interviews.c.id.in_(missing),
        interviews.c.status == "planned",
        applications.c.stage.not_in(TERMINAL),
        or_(interviews.c.starts_at <= until, interviews.c.starts_at.is_(None)),
    )
    if job:
        statement = statement.where(applications.c.job_id == find_job(connection, job).id)
    return _page(connection, statement, limit=limit, after=after)


def _page(
    connection: Connection, statement: Select[Any], *, limit: int | None, after: int | None
) -> tuple[InterviewLine, ...]:
    """Give the interviews of a page by time, those without one last; RefusedError as `after`."""
    at = interviews.c.starts_at
    if after is not None:
        last = find_interview(connection, code(Kind.INTERVIEW, after)).starts_at
        later = and_(at.is_(None), interviews.c.id > after)
        if last is not None:
            later = or_(at > last, and_(at == last, interviews.c.id > after), at.is_(None))
        statement = statement.where(later)
    return _lines(connection, statement.order_by(at.nulls_last(), interviews.c.id).limit(limit))


def _listing() -> Select[Any]:
    return (
        select(
            interviews,
            applications.c.candidate_id,
            SHOWN_NAME.label("name"),
            jobs.c.code,
        )
        .join(applications, applications.c.id == interviews.c.application_id)
        .join(candidates, candidates.c.id == applications.c.candidate_id)
        .join(jobs, jobs.c.id == applications.c.job_id)
    )


def _lines(connection: Connection, statement: Select[Any]) -> tuple[InterviewLine, ...]:
    rows = connection.execute(statement).all()
    cards: dict[int, list[CardLine]] = {row.id: [] for row in rows}
    for begin in range(0, len(rows), AT_ONCE):
        some = [row.id for row in rows[begin : begin + AT_ONCE]]
        for card in connection.execute(_CARDS, {"interviews": some}):
            cards[card.interview_id].append(_card(card))
    return tuple(
        InterviewLine(
            code=code(Kind.INTERVIEW, row.id),
            application=code(Kind.APPLICATION, row.application_id),
            candidate=code(Kind.CANDIDATE, row.candidate_id),
            name=row.name,
            job=row.code,
            step=row.step,
            step_name=row.step_name,
            minutes=row.minutes,
            starts_at=row.starts_at,
            status=row.status,
            cards=tuple(cards[row.id]),
        )
        for row in rows
    )


def _card(row: Row[Any]) -> CardLine:
    state = "recorded" if row.recorded_at else "sent" if row.sent_at else "not sent"
    return CardLine(
        code=code(Kind.SCORECARD, row.id),
        interviewer=row.name,
        email=row.email,
        state=state,
        sent_at=row.sent_at,
        recorded_at=row.recorded_at,
        version=row.version,
    )
