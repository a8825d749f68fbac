"""Candidates: add, edit, list, show and find people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from hiring.domain.codes import Kind, code, email_key
from hiring.domain.identity import Person, listed
from hiring.errors import Problem, RefusedError, UsageError
from hiring.store.indexing import Indexed, index_people, owner_of, person_of, unindex_people
from hiring.store.queries import IN_A_STAGE, USUAL_ENDS, find_candidate, find_job
from hiring.store.tables import applications, candidates, jobs
from hiring.views.records import ApplicationLine, CandidateLine, CandidatePage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection, Row

    from hiring.store.ledger import Act

DETAILS = ("phone", "company", "headline", "location", "links", "tags", "note")
AT_ONCE = 1000
_PEOPLE = select(candidates).where(candidates.c.id.in_(bindparam("numbers", expanding=True)))
_THEIRS = (
    select(applications.c.id, applications.c.candidate_id, applications.c.stage, jobs.c.code)
    .join(jobs, jobs.c.id == applications.c.job_id)
    .where(applications.c.candidate_id.in_(bindparam("numbers", expanding=True)))
    .order_by(applications.c.id)
)


def add_candidate(
    act: Act,
    *,
    name: str,
    email: str | None,
    source: str,
    source_detail: str = "",
    details: Mapping[str, str] | None = None,
) -> int:
    """Add a person and give their number.

    Raises UsageError for an empty name or a wrong e-mail, RefusedError when the e-mail belongs
    to somebody already, naming them.
    """
    cleaned = _name(name)
    address = _email(act.connection, email)
    kept = {detail: (details or {}).get(detail) or "" for detail in DETAILS}
    number = act.insert(
        candidates,
        name=cleaned,
        email=address,
        source=source,
        source_detail=source_detail,
        added_at=act.now,
        **kept,
    )
    index_people(act.connection, [Indexed(number, Person(cleaned, address, **kept))])
    act.record("candidate added", code(Kind.CANDIDATE, number), to_code=source)
    return number


def _name(name: str) -> str:
    cleaned = name.strip()
    if not cleaned:
        raise UsageError(Problem("a candidate needs a name", fix='hiring candidate add "NAME"'))
    return cleaned


def _email(connection: Connection, email: str | None, *, own: int | None = None) -> str | None:
    """Give the address as it is kept, or None; RefusedError when it is somebody else's."""
    written = (email or "").strip()
    if not written:
        return None
    key = email_key(written)
    if key is None:
        raise UsageError(Problem(f"{email!r} is not an e-mail address", fix="name@example.org"))
    holder = owner_of(connection, key)
    if holder is not None and holder != own:
        known = code(Kind.CANDIDATE, holder)
        raise RefusedError(
            Problem(
                f"this e-mail belongs to {known} already",
                fix=f"for another application: hiring application add {known} JOB",
            )
        )
    return written


def edit_candidate(act: Act, text: str, changes: Mapping[str, str | None]) -> CandidatePage:
    """Change what is kept of a person; the old words stay beside the log."""
    row = find_candidate(act.connection, text)
    given = {key: value for key, value in changes.items() if value is not None}
    if "name" in given:
        given["name"] = _name(given["name"])
    if "email" in given:
        given["email"] = given["email"].strip()
    changed: dict[str, Any] = {
        key: value for key, value in given.items() if (getattr(row, key) or "") != value
    }
    if "email" in changed:
        changed["email"] = _email(act.connection, changed["email"], own=row.id)
    subject = code(Kind.CANDIDATE, row.id)
    for key, value in changed.items():
        said = {"from": getattr(row, key), "to": value}
        act.record("candidate edited", subject, to_code=key, said=said)
    if changed:
        person = person_of(row)
        unindex_people(act.connection, [Indexed(row.id, person)])
        statement = update(candidates).where(candidates.c.id == row.id).values(**changed)
        act.connection.execute(statement)
        index_people(act.connection, [Indexed(row.id, person._replace(**changed))])
    return show_candidate(act.connection, subject)


def list_candidates(
    connection: Connection,
    *,
    limit: int | None,
    after: int | None = None,
    job: str | None = None,
    stage: str | None = None,
) -> tuple[CandidateLine, ...]:
    """List people in the order they were added; RefusedError for a job that is not there.

    Who was merged into somebody else is not there twice.
    """
    if job is None and (stage is None or stage in USUAL_ENDS):
        # Whoever is added has mostly ended so: the people themselves are walked through.
        asked = select(candidates.c.id).where(candidates.c.merged_into.is_(None))
        if stage is not None:
            asked = asked.where(
                select(applications.c.id)
                .where(applications.c.candidate_id == candidates.c.id)
                .where(applications.c.stage == stage)
                .exists()
            )
        number = candidates.c.id
    else:
        number = applications.c.candidate_id
        asked = select(number).distinct()
        if job is not None:
            asked = asked.where(applications.c.job_id == find_job(connection, job).id)
        if stage is not None:
            asked = asked.where(applications.c.stage == stage)
            if job is None:
                asked = asked.where(IN_A_STAGE)
    if after is not None:
        asked = asked.where(number > after)
    return candidate_lines(connection, connection.scalars(asked.order_by(number).limit(limit)))


def candidate_lines(connection: Connection, numbers: Iterable[int]) -> tuple[CandidateLine, ...]:
    """Give the lines of people by their numbers, in that order."""
    asked = list(numbers)
    rows: dict[int, Row[Any]] = {}
    applied: dict[int, list[str]] = {number: [] for number in asked}
    for begin in range(0, len(asked), AT_ONCE):
        some = asked[begin : begin + AT_ONCE]
        rows |= {row.id: row for row in connection.execute(_PEOPLE, {"numbers": some})}
        for row in connection.execute(_THEIRS, {"numbers": some}):
            shown = f"{code(Kind.APPLICATION, row.id)} {row.code} {row.stage}"
            applied[row.candidate_id].append(shown)
    return tuple(
        CandidateLine(
            code=code(Kind.CANDIDATE, row.id),
            name=row.name,
            email=row.email,
            company=row.company,
            source=row.source,
            applications=tuple(applied[row.id]),
            added_at=row.added_at,
        )
        for row in (rows[number] for number in asked)
    )


def show_candidate(connection: Connection, text: str) -> CandidatePage:
    """Show a person with all that is kept of them, their applications and their history."""
    from hiring.workflow.merging import history_of  # noqa: PLC0415 - it is of use to few commands

    row = find_candidate(connection, text)
    merged, events = history_of(connection, row.id)
    return CandidatePage(
        code=code(Kind.CANDIDATE, row.id),
        name=row.name,
        email=row.email,
        source=row.source,
        source_detail=row.source_detail,
        added_at=row.added_at,
        applications=_applications_of(connection, row),
        more_emails=tuple(listed(row.more_emails)),
        merged=merged,
        events=events,
        **{detail: getattr(row, detail) for detail in DETAILS},
    )


def _applications_of(connection: Connection, candidate: Row[Any]) -> tuple[ApplicationLine, ...]:
    rows = connection.execute(
        select(applications, jobs.c.code)
        .join(jobs, jobs.c.id == applications.c.job_id)
        .where(applications.c.candidate_id == candidate.id)
        .order_by(applications.c.id)
    )
    return tuple(
        ApplicationLine(
            code=code(Kind.APPLICATION, row.id),
            candidate=code(Kind.CANDIDATE, candidate.id),
            name=candidate.name,
            job=row.code,
            stage=row.stage,
            source=row.source,
            applied_at=row.applied_at,
            stage_since=row.stage_since,
        )
        for row in rows
    )
