"""Jobs: open one from a role's rubric, edit its facts, look at its plan, close it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, exists, func, select, update

from hiring.domain.codes import Kind, code, job_code
from hiring.domain.countries import unused_countries
from hiring.domain.stages import STAGES, TERMINAL
from hiring.errors import Problem, RefusedError, UsageError
from hiring.store.queries import current_revision, find_job, rubric_of
from hiring.store.tables import (
    applications,
    assessments,
    decisions,
    interviews,
    job_revisions,
    jobs,
)
from hiring.views.records import JobLine, JobPage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Row

    from hiring.domain.consistency import CoverageRow, Finding
    from hiring.domain.snapshot import Rubric
    from hiring.store.ledger import Act

FACTS = (
    "title",
    "not_expected",
    "team",
    "location",
    "country",
    "remote",
    "remote_from",
    "employment_type",
    "pay_min",
    "pay_max",
    "pay_currency",
    "pay_period",
    "headcount",
    "hiring_manager",
    "recruiter",
    "deliverable",
    "expect_30",
    "expect_90",
    "expect_180",
    "tools",
    "growth",
    "people",
    "data",
    "mission",
    "benefits",
    "apply",
    "closes",
)


def open_job(act: Act, rubric: Rubric, *, code: str, facts: Mapping[str, Any]) -> JobPage:
    """Open a job that keeps a snapshot of the rubric, so that no later edit moves a bar.

    Raises UsageError for a code that cannot be one or pay that makes no sense, RefusedError for
    a code that is taken.
    """
    cleaned = job_code(code)
    if cleaned is None:
        raise UsageError(
            Problem(
                f"{code!r} cannot be a job code",
                fix="use letters, digits, dots and hyphens, at most 40, as in ML-1",
            )
        )
    taken = act.connection.execute(select(jobs.c.id).where(jobs.c.code == cleaned)).first()
    if taken:
        raise RefusedError(Problem(f"there is a job {cleaned} already", fix="choose another code"))
    given = {key: value for key, value in facts.items() if value is not None}
    _check_needs(rubric, given.get("not_expected"))
    _check_pay(given)
    _check_places(given)
    job_id = act.insert(
        jobs,
        code=cleaned,
        role=rubric.role,
        family=rubric.family.value,
        level=rubric.level,
        focus=rubric.focus,
        scope=rubric.scope,
        archetype=rubric.setting,
        status="open",
        opened_at=act.now,
        **({"title": rubric.title} | given),
    )
    _add_revision(act, job_id, 1, rubric)
    act.record(
        "job opened",
        cleaned,
        job=job_id,
        to_code=f"{rubric.role} {rubric.version} revision 1",
        said=given,
    )
    return show_job(act.connection, cleaned)


def _check_needs(rubric: Rubric, not_expected: str | None) -> None:
    if "scope" in rubric.needs and rubric.scope is None:
        raise UsageError(
            Problem(
                f"{rubric.role} means different work in different places",
                fix="choose --scope analysis, modelling or end-to-end",
            )
        )
    if "not_expected" in rubric.needs and not (not_expected or "").strip():
        raise UsageError(
            Problem(
                f"{rubric.role} without limits asks one person for everything",
                fix='say what is not: --not-expected "no platform building, no research"',
            )
        )


def _check_pay(facts: Mapping[str, Any]) -> None:
    low, high = facts.get("pay_min"), facts.get("pay_max")
    if low is not None and high is not None and low > high:
        raise UsageError(Problem(f"pay runs from {low} to {high}", fix="give the lower one first"))
    if (low or high) and not (facts.get("pay_currency") and facts.get("pay_period")):
        raise UsageError(
            Problem("pay without currency and period", fix="--pay 60000-75000 EUR year")
        )


def _check_places(facts: Mapping[str, Any]) -> None:
    location, countries = facts.get("location", ""), facts.get("country", "")
    unused = unused_countries(location, countries) if location else ()
    if unused:
        raise UsageError(
            Problem(
                f"no place of {location!r} is in {', '.join(unused)}",
                fix='one country for all places or one for each, as --country "DE, PT"; a place '
                "that names its own country needs none",
            )
        )


def _add_revision(act: Act, job_id: int, number: int, rubric: Rubric) -> int:
    from hiring.domain.snapshot import digest_of, rubric_to_dict  # noqa: PLC0415 - as below

    return act.insert(
        job_revisions,
        job_id=job_id,
        number=number,
        rubric_version=rubric.version,
        digest=digest_of(rubric),
        snapshot=json.dumps(rubric_to_dict(rubric), ensure_ascii=False),
        made_at=act.now,
    )


def edit_job(
    act: Act,
    text: str,
    *,
    facts: Mapping[str, Any],
    rubric: Rubric | None,
    because: str | None = None,
) -> tuple[JobPage, tuple[str, ...]]:
    """Change a job's facts, and renew its rubric where one is given.

    Until the first interview or decision the snapshot is renewed in place; later it becomes a
    new revision. Applications with an interview stay on theirs; the others get the new strengths
    as hypotheses, unless their team chose some. Returns the job and the codes that stay.
    Raises UsageError for a new revision without a reason.
    """
    job = find_job(act.connection, text)
    given = {key: value for key, value in facts.items() if value is not None}
    _check_pay({"pay_currency": job.pay_currency, "pay_period": job.pay_period} | given)
    _check_places({"location": job.location, "country": job.country} | given)
    held = rubric or rubric_of(act.connection, current_revision(act.connection, job.id).id)
    _check_needs(held, given.get("not_expected", job.not_expected))
    changed = {key: value for key, value in given.items() if getattr(job, key) != value}
    if changed:
        act.connection.execute(update(jobs).where(jobs.c.id == job.id).values(**changed))
        for key, value in changed.items():
            said = {"from": getattr(job, key), "to": value}
            act.record("job edited", job.code, job=job.id, to_code=key, said=said)
    staying: tuple[str, ...] = ()
    if rubric is not None:
        staying = _renew(act, job, rubric, titled="title" in changed, because=because)
    return show_job(act.connection, job.code), staying


def _renew(
    act: Act, job: Row[Any], rubric: Rubric, *, titled: bool, because: str | None
) -> tuple[str, ...]:
    from hiring.domain.snapshot import digest_of, rubric_to_dict  # noqa: PLC0415 - when renewing
    from hiring.workflow.hypotheses import renew_defaults  # noqa: PLC0415 - the same

    old = current_revision(act.connection, job.id)
    held = rubric_of(act.connection, old.id)
    # A title of one's own stays; the rubric's own follows the level.
    own = titled or job.title != held.title
    digest = digest_of(rubric)
    if digest == old.digest:
        return ()
    act.connection.execute(
        update(jobs)
        .where(jobs.c.id == job.id)
        .values(
            level=rubric.level,
            focus=rubric.focus,
            scope=rubric.scope,
            archetype=rubric.setting,
            **({} if own else {"title": rubric.title}),
        )
    )
    seen = exists().where(interviews.c.application_id == applications.c.id)
    following = (
        applications.c.job_id == job.id,
        applications.c.stage.not_in(TERMINAL),
        ~seen,
    )
    staying = act.connection.execute(
        select(applications.c.id)
        .where(applications.c.job_id == job.id, applications.c.stage.not_in(TERMINAL), seen)
        .order_by(applications.c.id)
    ).scalars()
    kept = tuple(code(Kind.APPLICATION, number) for number in staying)
    decided = act.connection.execute(
        select(assessments.c.id).where(assessments.c.revision_id == old.id).limit(1)
    ).first()
    ended = act.connection.execute(
        select(applications.c.id)
        .where(applications.c.revision_id == old.id, applications.c.stage.in_(TERMINAL))
        .limit(1)
    ).first()
    if kept or decided or ended:
        if not (because or "").strip():
            raise UsageError(
                Problem(
                    f"people were interviewed for {job.code} by the rubric as it is, or their"
                    " applications ended: changing it needs a reason",
                    fix="--because TEXT",
                )
            )
        number = old.number + 1
        revision = _add_revision(act, job.id, number, rubric)
        act.connection.execute(update(applications).where(*following).values(revision_id=revision))
    else:
        number = old.number
        act.connection.execute(
            update(job_revisions)
            .where(job_revisions.c.id == old.id)
            .values(
                rubric_version=rubric.version,
                digest=digest,
                snapshot=json.dumps(rubric_to_dict(rubric), ensure_ascii=False),
                made_at=act.now,
            )
        )
    people = select(applications).where(*following).order_by(applications.c.id)
    for application in act.connection.execute(people).all():
        renew_defaults(act, application, before=held.strengths, strengths=rubric.strengths)
    act.record(
        "rubric renewed",
        job.code,
        job=job.id,
        from_code=f"{old.rubric_version} {old.digest[:12]}",
        to_code=f"{rubric.version} {digest[:12]} revision {number}",
        said={"why": because.strip()} if because and because.strip() else None,
    )
    return kept


def _counts() -> Any:
    return (
        select(
            applications.c.job_id,
            func.sum(case((applications.c.stage.in_(TERMINAL), 0), else_=1)).label("going"),
            func.sum(case((applications.c.stage == "hired", 1), else_=0)).label("hired"),
        )
        .group_by(applications.c.job_id)
        .subquery()
    )


def list_jobs(
    connection: Connection, *, family: str | None, status: str | None, limit: int | None
) -> tuple[JobLine, ...]:
    """List jobs by code."""
    counts = _counts()
    statement = (
        select(jobs, counts.c.going, counts.c.hired)
        .outerjoin(counts, counts.c.job_id == jobs.c.id)
        .order_by(jobs.c.code)
        .limit(limit)
    )
    if family:
        statement = statement.where(jobs.c.family == family)
    if status:
        statement = statement.where(jobs.c.status == status)
    return tuple(
        JobLine(
            code=row.code,
            title=row.title,
            role=row.role,
            family=row.family,
            level=row.level,
            status=row.status,
            headcount=row.headcount,
            open_applications=row.going or 0,
            hired=row.hired or 0,
            opened_at=row.opened_at,
        )
        for row in connection.execute(statement)
    )


def show_job(connection: Connection, text: str) -> JobPage:
    """Show a job with its facts, its rubric revision and how many stand in each stage."""
    job = find_job(connection, text)
    revision = current_revision(connection, job.id)
    counted = connection.execute(
        select(applications.c.stage, func.count())
        .where(applications.c.job_id == job.id)
        .group_by(applications.c.stage)
    ).all()
    stages = {row[0]: row[1] for row in counted}
    return JobPage(
        code=job.code,
        title=job.title,
        role=job.role,
        family=job.family,
        level=job.level,
        focus=job.focus,
        scope=job.scope,
        archetype=job.archetype,
        status=job.status,
        facts={key: getattr(job, key) for key in FACTS},
        rubric_version=revision.rubric_version,
        digest=revision.digest,
        revision=revision.number,
        opened_at=job.opened_at,
        closed_at=job.closed_at,
        stages={stage.value: stages.get(stage, 0) for stage in STAGES},
        overrides=connection.execute(
            select(func.count(decisions.c.override))
            .join(applications, applications.c.id == decisions.c.application_id)
            .where(applications.c.job_id == job.id)
        ).scalar_one(),
    )


def job_rubric(connection: Connection, text: str) -> Rubric:
    """Give the rubric that a job's newest revision keeps."""
    job = find_job(connection, text)
    return rubric_of(connection, current_revision(connection, job.id).id)


def plan_of(
    connection: Connection, text: str
) -> tuple[Rubric, tuple[CoverageRow, ...], tuple[Finding, ...]]:
    """Set a job's competencies against its plan: coverage and every broken rule."""
    from hiring.domain.consistency import check_rubric, coverage  # noqa: PLC0415 - only here

    rubric = job_rubric(connection, text)
    return rubric, coverage(rubric), check_rubric(rubric)


def close_job(act: Act, text: str, *, because: str) -> JobPage:
    """Close a job; RefusedError listing the applications that are still open."""
    job = find_job(act.connection, text)
    if job.status == "closed":
        raise RefusedError(Problem(f"{job.code} is closed already"))
    going = act.connection.execute(
        select(applications.c.id, applications.c.stage)
        .where(applications.c.job_id == job.id, applications.c.stage.not_in(TERMINAL))
        .order_by(applications.c.id)
    ).all()
    if going:
        listed = ", ".join(f"{code(Kind.APPLICATION, row.id)} ({row.stage})" for row in going)
        raise RefusedError(
            Problem(
                f"{job.code} has {len(going)} open application{'s' * (len(going) > 1)}: {listed}",
                fix="decide each first: hiring decide APP reject|withdraw|hire --by --because",
            )
        )
    act.connection.execute(
        update(jobs).where(jobs.c.id == job.id).values(status="closed", closed_at=act.now)
    )
    act.record(
        "job closed",
        job.code,
        job=job.id,
        from_code="open",
        to_code="closed",
        said={"why": because},
    )
    return show_job(act.connection, job.code)


def reopen_job(act: Act, text: str, *, because: str) -> JobPage:
    """Open a closed job again, with a reason."""
    job = find_job(act.connection, text)
    if job.status == "open":
        raise RefusedError(Problem(f"{job.code} is open"))
    act.connection.execute(
        update(jobs).where(jobs.c.id == job.id).values(status="open", closed_at=None)
    )
    act.record(
        "job reopened",
        job.code,
        job=job.id,
        from_code="closed",
        to_code="open",
        said={"why": because},
    )
    return show_job(act.connection, job.code)


def revision_rubric(connection: Connection, text: str) -> Rubric:
    """Give the rubric of "CODE@N", revision N of a job; RefusedError when there is none."""
    named, _, number = text.rpartition("@")
    job = find_job(connection, named)
    known = connection.execute(
        select(job_revisions.c.number, job_revisions.c.id)
        .where(job_revisions.c.job_id == job.id)
        .order_by(job_revisions.c.number)
    ).all()
    found = {str(row.number): row.id for row in known}.get(number)
    if found is None:
        raise RefusedError(
            Problem(f"{job.code} has no revision {number!r}", fix=f"it has 1 to {known[-1].number}")
        )
    return rubric_of(connection, found)
