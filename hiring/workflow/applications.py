"""Applications: a person for a job, its stage, its hypotheses, and everything on it."""

from __future__ import annotations

import json
from datetime import UTC, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, update

from hiring.domain.codes import Kind, code
from hiring.domain.recorded import STORED
from hiring.domain.stages import MOVABLE, PIPELINE, STAGES, TERMINAL, Stage, why_not_move
from hiring.errors import Problem, RefusedError
from hiring.store.ledger import events_where
from hiring.store.progress import SETS_A_STAGE
from hiring.store.queries import (
    ERASED_PEOPLE,
    IN_A_STAGE,
    SHOWN_NAME,
    USUAL_ENDS,
    current_revision,
    find_application,
    find_candidate,
    find_job,
    refuse_erased,
    refuse_erased_in,
    rubric_of,
)
from hiring.store.tables import (
    actors,
    applications,
    assessments,
    candidates,
    decisions,
    events,
    job_revisions,
    jobs,
)
from hiring.views.records import (
    ApplicationLine,
    ApplicationPage,
    DecisionLine,
    EventLine,
)
from hiring.workflow.hypotheses import hypotheses_of
from hiring.workflow.interviews import interviews_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, Executable, Row, Select

    from hiring.store.ledger import Act


JUST_NOW = timedelta(minutes=10)


def add_application(
    act: Act, *, candidate: str, job: str, source: str | None, source_detail: str = ""
) -> int:
    """Apply a person for a job and give the application's number.

    Its hypotheses are the role's strengths until the team changes them. Raises RefusedError for
    a closed job, or when the person has an open application for it.
    """
    person = find_candidate(act.connection, candidate)
    refuse_erased(person)
    wanted = find_job(act.connection, job)
    if wanted.status != "open":
        raise RefusedError(Problem(f"{wanted.code} is closed", fix="hiring job reopen first"))
    _refuse_second(act.connection, person.id, wanted)
    revision = current_revision(act.connection, wanted.id)
    number = act.insert(
        applications,
        candidate_id=person.id,
        job_id=wanted.id,
        revision_id=revision.id,
        stage=Stage.APPLIED.value,
        source=source or person.source,
        source_detail=source_detail or (person.source_detail if source is None else ""),
        applied_at=act.now,
        stage_since=act.now,
    )
    act.record(
        "application added",
        code(Kind.APPLICATION, number),
        application=number,
        job=wanted.id,
        to_code=Stage.APPLIED.value,
    )
    return number


# Made once in a process: people add and move applications by the hundred.
@cache
def _going() -> Executable:
    return select(applications.c.id).where(
        applications.c.candidate_id == bindparam("candidate"),
        applications.c.job_id == bindparam("job"),
        applications.c.stage.not_in(TERMINAL),
    )


@cache
def _move() -> Executable:
    return (
        update(applications)
        .where(
            applications.c.id == bindparam("number"), applications.c.stage == bindparam("before")
        )
        .values(stage=bindparam("after"), stage_since=bindparam("moment"))
    )


@cache
def _listed() -> Executable:
    return _listing().where(applications.c.id == bindparam("number"))


def _refuse_second(connection: Connection, candidate_id: int, job: Row[Any]) -> None:
    going = connection.execute(_going(), {"candidate": candidate_id, "job": job.id}).scalar()
    if going is not None:
        known = code(Kind.APPLICATION, going)
        raise RefusedError(
            Problem(
                f"{code(Kind.CANDIDATE, candidate_id)} has an open application for {job.code}: "
                f"{known}",
                fix=f"hiring application show {known}",
            )
        )


def list_applications(
    connection: Connection,
    *,
    job: str | None,
    stage: str | None,
    limit: int | None,
    after: int | None = None,
    erased: bool = False,
) -> tuple[ApplicationLine, ...]:
    """List applications in the order they came; those of erased people only where asked for."""
    chosen = select(applications.c.id).order_by(applications.c.id).limit(limit)
    if not erased:
        chosen = chosen.where(applications.c.candidate_id.not_in(ERASED_PEOPLE))
    if job:
        chosen = chosen.where(applications.c.job_id == find_job(connection, job).id)
    if stage:
        chosen = chosen.where(applications.c.stage == stage)
        if not job and stage not in USUAL_ENDS:
            chosen = chosen.where(IN_A_STAGE)
    if after is not None:
        chosen = chosen.where(applications.c.id > after)
    # Chosen by keys alone first, so that what does not fit the page is never read.
    page = chosen.subquery()
    statement = _listing().where(applications.c.id.in_(select(page.c.id)))
    return tuple(_line(row) for row in connection.execute(statement.order_by(applications.c.id)))


def _listing() -> Select[Any]:
    return (
        select(applications, SHOWN_NAME.label("name"), jobs.c.code)
        .join(candidates, candidates.c.id == applications.c.candidate_id)
        .join(jobs, jobs.c.id == applications.c.job_id)
    )


def _line(row: Row[Any]) -> ApplicationLine:
    return ApplicationLine(
        code=code(Kind.APPLICATION, row.id),
        candidate=code(Kind.CANDIDATE, row.candidate_id),
        name=row.name,
        job=row.code,
        stage=row.stage,
        source=row.source,
        applied_at=row.applied_at,
        stage_since=row.stage_since,
    )


def show_application(connection: Connection, text: str) -> ApplicationPage:
    """Show an application with its hypotheses, interviews, decisions and history."""
    from hiring.workflow.accommodations import accommodations_of  # noqa: PLC0415 - one needs it

    found = find_application(connection, text)
    row = connection.execute(_listing().where(applications.c.id == found.id)).one()
    revision = connection.execute(
        select(
            job_revisions.c.number, job_revisions.c.rubric_version, jobs.c.title.label("job_title")
        )
        .join(jobs, jobs.c.id == job_revisions.c.job_id)
        .where(job_revisions.c.id == found.revision_id)
    ).one()
    rubric = rubric_of(connection, found.revision_id)
    return ApplicationPage(
        code=code(Kind.APPLICATION, row.id),
        candidate=code(Kind.CANDIDATE, row.candidate_id),
        name=row.name,
        job=row.code,
        job_title=revision.job_title,
        stage=row.stage,
        source=row.source,
        source_detail=row.source_detail,
        revision=revision.number,
        rubric_version=revision.rubric_version,
        applied_at=row.applied_at,
        stage_since=row.stage_since,
        hypotheses=hypotheses_of(connection, found.id, rubric),
        interviews=interviews_of(connection, application_id=found.id),
        accommodations=accommodations_of(connection, text),
        decisions=decisions_of(connection, found.id),
        events=events_of(connection, application_id=found.id),
        extra=json.loads(found.extra or "{}"),
    )


def decisions_of(connection: Connection, application_id: int) -> tuple[DecisionLine, ...]:
    """List an application's decisions, oldest first."""
    rows = connection.execute(
        select(decisions, assessments.c.recommendation)
        .join(assessments, assessments.c.id == decisions.c.assessment_id)
        .where(decisions.c.application_id == application_id)
        .order_by(decisions.c.id)
    )
    return tuple(
        DecisionLine(
            action=row.action,
            from_stage=row.from_stage,
            to_stage=row.to_stage,
            by=row.decided_by,
            because=row.because,
            override=row.override,
            recommendation=row.recommendation,
            missing_cards=tuple(json.loads(row.missing_cards)),
            at=row.at,
        )
        for row in rows
    )


def events_of(connection: Connection, *, application_id: int) -> tuple[EventLine, ...]:
    """List an application's entries in the log, oldest first."""
    return events_where(connection, events.c.application_id == application_id)


def taken_back(connection: Connection, application_id: int) -> EventLine | None:
    """Give the newest entry that took an application's latest decision back; None where it stands.

    Entries are compared by their order: several may be written within one second.
    """
    back = None
    for event in events_of(connection, application_id=application_id):
        if event.what.startswith("decided "):
            back = None
        elif event.what == "application reopened":
            back = event
    return back


def move_application(
    act: Act, text: str, *, to: str, because: str = "", expected: str | None = None
) -> ApplicationLine:
    """Move an application to another open stage by hand; RefusedError says why not.

    `expected` is the stage in which whoever moves it saw it last: somewhere else by now, it stays
    there, and they are told who moved it.
    """
    row = find_application(act.connection, text)
    refuse_erased_in(act.connection, row)
    shown = code(Kind.APPLICATION, row.id)
    if expected is not None and row.stage != expected:
        raise RefusedError(
            Problem(
                f"{shown} is in {row.stage}, not in {expected}: "
                f"{last_move(act.connection, row.id)}",
                fix=f"look again: hiring application show {shown}",
            )
        )
    refused = why_not_move(Stage(row.stage), Stage(to))
    if refused and row.stage == to:
        refused = f"{refused}, {last_move(act.connection, row.id)}"
    if not refused and row.stage == Stage.OFFER and not because.strip():
        raise RefusedError(
            Problem(f"{shown} has an offer; taking it back needs a reason", fix="--because TEXT")
        )
    if refused:
        open_stages = ", ".join(MOVABLE)
        fix = f"hiring decide {shown} ... or one of: {open_stages}"
        raise RefusedError(Problem(f"{shown} cannot move to {to}: {refused}", fix=fix))
    set_stage(act, row, to=Stage(to), what="stage moved", because=because)
    return _line(act.connection.execute(_listed(), {"number": row.id}).one())


def set_stage(
    act: Act,
    row: Row[Any],
    *,
    to: Stage,
    what: str,
    because: str,
    by: str = "",
    stored: str = "",
) -> None:
    """Write a stage and its event; the rules were asked before.

    `stored` is the digest of what was recorded with it, where something was.

    Raises RefusedError when somebody else moved the application since it was read.
    """
    moved = act.connection.execute(
        _move(),
        {"number": row.id, "before": row.stage, "after": to.value, "moment": act.now},
    )
    if moved.rowcount != 1:
        shown = code(Kind.APPLICATION, row.id)
        raise RefusedError(
            Problem(
                f"{shown} is no longer in {row.stage}: {last_move(act.connection, row.id)}",
                fix=f"look again: hiring application show {shown}",
            )
        )
    act.record(
        what,
        code(Kind.APPLICATION, row.id),
        application=row.id,
        job=row.job_id,
        from_code=row.stage,
        to_code=to.value,
        said={"why": because, "by": by, STORED: stored},
    )


def moved_just_now(act: Act, text: str) -> str:
    """Say who else moved an application a few minutes ago, or nothing."""
    row = find_application(act.connection, text)
    last = _last_move(act.connection, row.id)
    if last.from_code is None or last.name == act.actor or act.now - last.at > JUST_NOW:
        return ""
    return f"{code(Kind.APPLICATION, row.id)}: {_said_of(last)}"


def last_move(connection: Connection, application_id: int) -> str:
    """Say who brought an application to its stage, from where and when."""
    return _said_of(_last_move(connection, application_id))


def _last_move(connection: Connection, application_id: int) -> Any:
    return connection.execute(
        select(events.c.at, events.c.from_code, events.c.to_code, actors.c.name)
        .join(actors, actors.c.id == events.c.actor_id)
        .where(events.c.application_id == application_id, SETS_A_STAGE)
        .order_by(events.c.id.desc())
        .limit(1)
    ).one()


def _said_of(move: Any) -> str:
    when = f"{move.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    if move.from_code is None:
        return f"{move.name} added it in {move.to_code} on {when}"
    return f"{move.name} moved it from {move.from_code} to {move.to_code} on {when}"


def reopen_application(act: Act, text: str, *, because: str) -> ApplicationLine:
    """Take an ended application back to the stage it was in before; nothing is forgotten.

    Raises RefusedError when it is open, when the person was erased, or has applied for the job
    anew.
    """
    row = find_application(act.connection, text)
    refuse_erased_in(act.connection, row)
    shown = code(Kind.APPLICATION, row.id)
    if row.stage not in TERMINAL:
        raise RefusedError(Problem(f"{shown} is open, in {row.stage}"))
    job = act.connection.execute(select(jobs).where(jobs.c.id == row.job_id)).one()
    if job.status != "open":
        raise RefusedError(
            Problem(f"{job.code} is closed", fix=f"hiring job reopen {job.code} --because TEXT")
        )
    _refuse_second(act.connection, row.candidate_id, job)
    before = _last_move(act.connection, row.id).from_code
    to = Stage(before) if before in PIPELINE else Stage.APPLIED
    set_stage(act, row, to=to, what="application reopened", because=because)
    return _line(act.connection.execute(_listed(), {"number": row.id}).one())


def board(connection: Connection, job: str | None) -> tuple[tuple[str, dict[str, int]], ...]:
    """Count applications per job and stage; jobs without any are there too."""
    statement = (
        select(jobs.c.code, applications.c.stage, func.count(applications.c.id))
        .outerjoin(applications, applications.c.job_id == jobs.c.id)
        .group_by(jobs.c.code, applications.c.stage)
        .order_by(jobs.c.code)
    )
    if job:
        statement = statement.where(jobs.c.id == find_job(connection, job).id)
    else:
        statement = statement.where(jobs.c.status == "open")
    counted: dict[str, dict[str, int]] = {}
    for shown, stage, count in connection.execute(statement):
        row = counted.setdefault(shown, {s.value: 0 for s in STAGES})
        if stage:
            row[stage] = count
    return tuple(counted.items())
