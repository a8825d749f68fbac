"""How interviewers rate and agree, from what stood on their cards before it was talked over."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, or_, select

from hiring.domain.calibration import Consistency, Given, tell_consistency
from hiring.domain.scorecard import is_evidence
from hiring.domain.stages import Stage
from hiring.store.progress import SETS_A_STAGE
from hiring.store.queries import find_job, rubric_of
from hiring.store.tables import (
    applications,
    candidates,
    events,
    interviewers,
    interviews,
    jobs,
    ratings,
    resolutions,
    scorecard_versions,
    scorecards,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Select, Subquery

AT_ONCE = 10_000
_TALKED_OVER = (Stage.DEBRIEF, Stage.OFFER, Stage.HIRED)


class ConsistencyReport(NamedTuple):
    """The figures of a job or of all, and how many cards came too late to be counted."""

    job: str | None
    cards: int
    late_cards: int
    figures: Consistency


def report_consistency(
    connection: Connection, *, job: str | None, since: datetime | None
) -> ConsistencyReport:
    """Tell how interviewers rate and agree, of a job or of all, on cards of a moment or later.

    Of each card the version counts that stood when the debrief began. Raises RefusedError for a
    job that is not there.
    """
    found = find_job(connection, job) if job else None
    asked = [interviews.c.status == "planned"]
    if found is not None:
        asked.append(applications.c.job_id == found.id)
    counting = _counting(asked)
    written = func.coalesce(scorecard_versions.c.submitted_at, scorecard_versions.c.recorded_at)
    recent = [written >= since] if since is not None else []
    rows = list(_read(connection, counting, recent))
    return ConsistencyReport(
        job=found.code if found else None,
        cards=len({row.card for row in rows}),
        late_cards=_count_late(connection, asked, counting, since=since),
        figures=tell_consistency(rows),
    )


def _counting(asked: list[ColumnElement[bool]]) -> Subquery:
    """Choose of each card the newest version before the debrief, none that was put aside."""
    written = func.coalesce(scorecard_versions.c.submitted_at, scorecard_versions.c.recorded_at)
    began = (
        select(func.min(events.c.at))
        .where(
            events.c.application_id == interviews.c.application_id,
            events.c.to_code.in_(_TALKED_OVER),
            SETS_A_STAGE,
        )
        .correlate(interviews)
        .scalar_subquery()
    )
    settled = (
        select(func.min(resolutions.c.at))
        .where(resolutions.c.application_id == interviews.c.application_id)
        .correlate(interviews)
        .scalar_subquery()
    )
    return (
        _cards(asked, scorecards.c.id.label("card"), func.max(scorecard_versions.c.number))
        .join(
            scorecard_versions,
            (scorecard_versions.c.scorecard_id == scorecards.c.id)
            & (scorecard_versions.c.number <= scorecards.c.version),
        )
        .where(*(or_(limit.is_(None), written <= limit) for limit in (began, settled)))
        .group_by(scorecards.c.id)
        .subquery("counting")
    )


def _cards(asked: list[ColumnElement[bool]], *columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(scorecards)
        .join(interviews, interviews.c.id == scorecards.c.interview_id)
        .join(applications, applications.c.id == interviews.c.application_id)
        .where(scorecards.c.recorded_at.is_not(None), *asked)
    )


def _count_late(
    connection: Connection,
    asked: list[ColumnElement[bool]],
    counting: Subquery,
    *,
    since: datetime | None,
) -> int:
    late = (
        _cards(asked, func.count())
        .outerjoin(counting, counting.c.card == scorecards.c.id)
        .where(counting.c.card.is_(None))
    )
    if since is not None:
        late = late.where(scorecards.c.recorded_at >= since)
    number: int = connection.execute(late).scalar_one()
    return number


def _read(
    connection: Connection, counting: Subquery, recent: list[ColumnElement[bool]]
) -> Iterator[Given]:
    """Read what the counting versions rate."""
    card, number = counting.c
    found = connection.execute(
        select(
            scorecards.c.interviewer_id,
            scorecards.c.id,
            interviews.c.application_id,
            applications.c.candidate_id,
            jobs.c.code,
            ratings.c.competency,
            scorecard_versions.c.revision_id,
            ratings.c.level,
            ratings.c.evidence,
            candidates.c.erased_at.is_not(None).label("erased"),
        )
        .select_from(counting)
        .join(scorecards, scorecards.c.id == card)
        .join(
            scorecard_versions,
            (scorecard_versions.c.scorecard_id == card) & (scorecard_versions.c.number == number),
        )
        .join(interviews, interviews.c.id == scorecards.c.interview_id)
        .join(applications, applications.c.id == interviews.c.application_id)
        .join(candidates, candidates.c.id == applications.c.candidate_id)
        .join(jobs, jobs.c.id == applications.c.job_id)
        .join(ratings, ratings.c.version_id == scorecard_versions.c.id)
        .where(*recent)
        .execution_options(yield_per=AT_ONCE)
    )
    names = _names(connection)
    scales = _Scales(connection)
    for row in found:
        yield Given(
            interviewer=names[row.interviewer_id],
            card=row.id,
            application=row.application_id,
            candidate=row.candidate_id,
            job=row.code,
            competency=row.competency,
            scale=scales.levels_of(row.revision_id),
            level=row.level,
            evidence=None if row.erased else is_evidence(row.evidence),
        )


class _Scales:
    """How many levels there are by the revisions of rubrics, each read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[int, int] = {}

    def levels_of(self, revision: int) -> int:
        """Tell it of one revision: what came from elsewhere was brought to its scale too."""
        if revision not in self._known:
            self._known[revision] = rubric_of(self._connection, revision).scale_max
        return self._known[revision]


def _names(connection: Connection) -> dict[int, str]:
    """Name interviewers as the debrief does: with the address where two have one name."""
    people = connection.execute(select(interviewers)).all()
    often = Counter(one.name for one in people)
    return {
        one.id: one.name if often[one.name] == 1 else f"{one.name} ({one.email})" for one in people
    }
