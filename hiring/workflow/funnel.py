"""The funnel: how many reached and passed each stage, by when, whence and for what they applied."""

from __future__ import annotations

from datetime import UTC
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, literal_column, select, text

from hiring.domain.funnel import UNTIMED, Cell, Funnel, count_funnel
from hiring.store.progress import month_of, progress, tally
from hiring.store.queries import find_job
from hiring.store.tables import applications, jobs

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Select


class By(StrEnum):
    """What applications are told apart by."""

    SOURCE = "source"
    ROLE = "role"
    MONTH = "month"


def funnel(
    connection: Connection,
    *,
    job: str | None = None,
    by: By | None = None,
    since: datetime | None = None,
) -> Funnel:
    """Count the applications of a job or of all, those that came at a moment or later.

    Raises RefusedError for a job that is not there.
    """
    number = find_job(connection, job).id if job else None
    asked = (
        _from_rows(by, job=number, since=since)
        if connection.dialect.name == "postgresql"
        else _from_tally(by, job=number, since=since)
    )
    rows = connection.execute(asked).all()
    return count_funnel((Cell(_shown(row[0], by), *row[1:]) for row in rows), by=by)


def _shown(cohort: Any, by: By | None) -> str:
    return f"{cohort // 12:04}-{cohort % 12 + 1:02}" if by is By.MONTH else str(cohort)


def _from_tally(by: By | None, *, job: int | None, since: datetime | None) -> Any:
    """Add up what is counted by months; of a month that is asked for in part, count rows."""
    asked = _told_apart(
        by, tally, tally.c.source, tally.c.days, func.sum(tally.c.n).label("n")
    ).where(tally.c.n != 0)
    if by is By.ROLE:
        asked = asked.join(jobs, jobs.c.id == tally.c.job_id)
    if job is not None:
        asked = asked.where(tally.c.job_id == job)
    if since is None:
        return asked
    utc = since.astimezone(UTC)
    month = month_of(utc)
    begin = utc.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    if utc == begin:
        return asked.where(tally.c.month >= month)
    part = _from_rows(by, job=job, since=since).where(progress.c.month == month)
    return asked.where(tally.c.month > month).union_all(part)


def _from_rows(by: By | None, *, job: int | None, since: datetime | None) -> Select[Any]:
    days = func.coalesce(progress.c.days, UNTIMED)
    asked = _told_apart(by, progress, applications.c.source, days, func.count().label("n"))
    if by in {By.SOURCE, By.ROLE} or job is not None or since is not None:
        asked = asked.join(applications, applications.c.id == progress.c.application_id)
    if by is By.ROLE:
        asked = asked.join(jobs, jobs.c.id == applications.c.job_id)
    if job is not None:
        asked = asked.where(applications.c.job_id == job)
    if since is not None:
        asked = asked.where(applications.c.applied_at >= since)
    return asked


def _told_apart(by: By | None, counted: Any, source: Any, days: Any, n: Any) -> Select[Any]:
    cohort = {
        None: literal_column("''"),
        By.SOURCE: source,
        By.ROLE: jobs.c.role,
        By.MONTH: counted.c.month,
    }[by]
    return (
        select(cohort.label("cohort"), counted.c.place, counted.c.fate, days.label("days"), n)
        .select_from(counted)
        .group_by(text("1, 2, 3, 4"))
    )
