"""Where somebody's interviews are not those of the plan: said with a reason, and listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from hiring.domain.codes import Kind, code
from hiring.domain.recorded import STORED
from hiring.store.queries import find_job, rubric_of
from hiring.store.recorded import DEVIATION, digest_of
from hiring.store.tables import actors, applications, deviations, interviews, jobs, scorecards
from hiring.views.records import Deviation

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy import Connection, Row

    from hiring.store.ledger import Act

EXTRA, SKIPPED = "extra", "skipped"


def record_deviation(
    act: Act, application: Row[Any], step: str, *, kind: str, because: str
) -> None:
    """Keep that a step was skipped, or held once more, and why."""
    number = act.insert(
        deviations,
        application_id=application.id,
        step=step,
        kind=kind,
        because=because,
        at=act.now,
        actor_id=act.actor_id,
    )
    act.record(
        f"step {kind}",
        code(Kind.APPLICATION, application.id),
        application=application.id,
        job=application.job_id,
        to_code=step,
        said={"why": because, STORED: digest_of(act.connection, DEVIATION, number)},
    )


def planned_already(connection: Connection, application: int, step: str) -> str | None:
    """Give the code of an interview that stands for a step already, or None."""
    found = connection.execute(
        select(interviews.c.id)
        .where(
            interviews.c.application_id == application,
            interviews.c.step == step,
            interviews.c.status == "planned",
        )
        .order_by(interviews.c.id)
    ).scalar()
    return None if found is None else code(Kind.INTERVIEW, found)


def steps_not_held(connection: Connection, application: Row[Any]) -> tuple[str, ...]:
    """Name the steps of an application's plan in which nobody has recorded a card."""
    held = set(
        connection.scalars(
            select(interviews.c.step)
            .join(scorecards, scorecards.c.interview_id == interviews.c.id)
            .where(
                interviews.c.application_id == application.id,
                scorecards.c.recorded_at.is_not(None),
            )
        )
    )
    plan = rubric_of(connection, application.revision_id).plan
    return tuple(step.id for step in plan if step.id not in held)


def list_deviations(connection: Connection, *, job: str | None) -> tuple[Deviation, ...]:
    """List where interviews were not those of the plan, oldest first."""
    asked = (
        select(deviations, jobs.c.code, actors.c.name)
        .join(applications, applications.c.id == deviations.c.application_id)
        .join(jobs, jobs.c.id == applications.c.job_id)
        .join(actors, actors.c.id == deviations.c.actor_id)
        .order_by(deviations.c.id)
    )
    if job is not None:
        asked = asked.where(applications.c.job_id == find_job(connection, job).id)
    return tuple(
        Deviation(
            application=code(Kind.APPLICATION, row.application_id),
            job=row.code,
            step=row.step,
            kind=row.kind,
            because=row.because,
            at=row.at,
            who=row.name,
        )
        for row in connection.execute(asked)
    )
