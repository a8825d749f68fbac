"""Count how often people decided against the advice, which they always may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from hiring.domain.codes import Kind, code
from hiring.domain.stages import Action
from hiring.store.queries import find_job
from hiring.store.tables import applications, assessments, decisions, jobs
from hiring.views.overriding import ActionCount, OverrideLine, Overrides

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sqlalchemy import ColumnElement, Connection, Select


def count_overrides(connection: Connection, *, job: str | None, limit: int | None) -> Overrides:
    """Count the decisions of a job or of all, and list those against the advice, newest first.

    Raises RefusedError for a job that is not there.
    """
    found = find_job(connection, job) if job else None
    number = found.id if found else None
    overridden = decisions.c.override.is_not(None)
    # The assessments, which are long, are read of those alone that were overridden.
    counted = select(decisions.c.action, func.count()).group_by(decisions.c.action)
    every: dict[str, int] = dict(_counts(connection, counted, number))
    against = {
        (action, recommendation): n
        for action, recommendation, n in _counts(
            connection,
            select(decisions.c.action, assessments.c.recommendation, func.count())
            .join(assessments, assessments.c.id == decisions.c.assessment_id)
            .where(overridden)
            .group_by(decisions.c.action, assessments.c.recommendation),
            number,
        )
    }
    return Overrides(
        job=found.code if found else None,
        actions=tuple(
            ActionCount(
                action.value,
                every.get(action.value, 0),
                sum(n for (one, _), n in against.items() if one == action.value),
            )
            for action in Action
        ),
        against=tuple(
            (action.value, recommendation, n)
            for action in Action
            for (one, recommendation), n in sorted(against.items())
            if one == action.value
        ),
        lines=_list_overrides(connection, overridden, job=number, limit=limit),
    )


def _list_overrides(
    connection: Connection, overridden: ColumnElement[bool], *, job: int | None, limit: int | None
) -> tuple[OverrideLine, ...]:
    listed = (
        select(
            decisions.c.application_id,
            jobs.c.code,
            decisions.c.action,
            assessments.c.recommendation,
            decisions.c.at,
        )
        .join(assessments, assessments.c.id == decisions.c.assessment_id)
        .join(applications, applications.c.id == decisions.c.application_id)
        .join(jobs, jobs.c.id == applications.c.job_id)
        .where(overridden)
        .order_by(decisions.c.id.desc())
        .limit(limit)
    )
    if job is not None:
        listed = listed.where(applications.c.job_id == job)
    return tuple(
        OverrideLine(code(Kind.APPLICATION, number), *rest)
        for number, *rest in connection.execute(listed)
    )


def _counts(connection: Connection, asked: Select[Any], job: int | None) -> Sequence[Any]:
    """Count in all decisions, or in those of a job."""
    if job is not None:
        of_job = select(applications.c.id).where(applications.c.job_id == job)
        asked = asked.where(decisions.c.application_id.in_(of_job))
    return connection.execute(asked).all()
