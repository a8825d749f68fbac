"""What an import holds from batch to batch: numbers, counts, and what it did to whom."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from hiring.store.bulk import kept_moment
from hiring.store.tables import job_revisions, jobs
from hiring.workflow.importing_standing import Job, Marks, Numbers

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from hiring.domain.guard import Guard
    from hiring.store.ledger import Act
    from hiring.workflow.importing_standing import Changed, Moment, PointedOut

ADDED, UPDATED, UNCHANGED = "added", "updated", "unchanged"
FEW = 1000  # added people whose likeness is asked for one by one
_MOST_MOMENTS = 1 << 14


class Course:
    """How far an import has come, within one transaction."""

    def __init__(
        self,
        act: Act,
        *,
        system: str,
        default_source: str,
        guard: Guard | None = None,
        trust_addresses: bool = False,
    ) -> None:
        """Take people of a system; `default_source` is the word for those who say none.

        `guard` points out words that have no place in a note, and never stops anybody. With
        `trust_addresses` whoever has an address is its owner, whatever their name.
        """
        self.guard = guard
        self.pointed: list[PointedOut] = []
        self.trust_addresses = trust_addresses
        self.act = act
        self.system = system
        self.default_source = default_source
        self.jobs = {job.code: job for job in known_jobs(act.connection)}
        self.job_codes = {job.id: job.code for job in self.jobs.values()}
        self.people_numbers = Numbers(act.connection, "candidates")
        self.application_numbers = Numbers(act.connection, "applications")
        self.counts: Counter[str] = Counter()
        self.wrote: Counter[str] = Counter()
        self.said = Marks()
        self.touched = Marks()
        self.changed: dict[int, Changed] = {}
        self.first: int | None = None
        self._moments: dict[datetime, Moment] = {}
        self.added_keys: set[int] = set()
        self.now = kept_moment(act.connection, act.now)
        if act.connection.dialect.name == "sqlite":
            act.connection.exec_driver_sql("PRAGMA cache_size = -32768")

    def event(
        self,
        what: str,
        subject: str,
        *,
        application: int | None = None,
        job: int | None = None,
        from_code: str | None = None,
        to_code: str | None = None,
        words_id: str | None = None,
    ) -> tuple[Any, ...]:
        """Give an event as it is written."""
        who = self.act.actor_id
        return (self.now, who, what, subject, application, job, from_code, to_code, words_id)

    def bring(self, number: int) -> None:
        """Remember that this file brought a person."""
        self.first = number if self.first is None else self.first

    def brought(self, number: int) -> bool:
        """Tell whether this file brought a person."""
        return self.first is not None and number >= self.first

    def moment(self, said: datetime | None) -> Moment:
        """Give a moment as the database keeps it, or None."""
        if said is None:
            return None
        known = self._moments.get(said)
        if known is None:
            known = kept_moment(self.act.connection, said)
            if len(self._moments) >= _MOST_MOMENTS:
                self._moments.clear()
            self._moments[said] = known
        return known


def known_jobs(connection: Connection) -> list[Job]:
    """List every job with its newest revision."""
    newest = (
        select(job_revisions.c.job_id, func.max(job_revisions.c.id).label("id"))
        .group_by(job_revisions.c.job_id)
        .subquery()
    )
    rows = connection.execute(
        select(jobs.c.id, jobs.c.code, jobs.c.status, newest.c.id).join(
            newest, newest.c.job_id == jobs.c.id
        )
    )
    return [Job(number, shown, status == "open", newest) for number, shown, status, newest in rows]
