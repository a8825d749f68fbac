"""Candidates: add, edit, list, show and find people."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from hiring.domain.codes import Kind, code, email_key, number_in, shown_name
from hiring.domain.identity import LONGEST_NAME, Person, listed
from hiring.errors import Problem, RefusedError, UsageError
from hiring.store.bulk import MOST_ASKED, ask, moment_of
from hiring.store.indexing import Indexed, index_people, owner_of, person_of, unindex_people
from hiring.store.queries import (
    ERASED_PEOPLE,
    IN_A_STAGE,
    USUAL_ENDS,
    find_candidate,
    find_job,
    refuse_erased,
)
from hiring.store.tables import applications, candidates, jobs
from hiring.views.records import ApplicationLine, CandidateLine, CandidatePage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Executable, Row, Select

    from hiring.store.ledger import Act

DETAILS = ("phone", "company", "headline", "location", "links", "tags", "note")
# Sent as it is: what SQLAlchemy makes of each row costs more than to find it.
_LINES = (
    "SELECT c.id, c.name, c.email, c.company, c.source, c.added_at, a.id, j.code, a.stage "
    "FROM candidates c LEFT JOIN applications a ON a.candidate_id = c.id "
    "LEFT JOIN jobs j ON j.id = a.job_id WHERE c.id IN ({}) ORDER BY c.id, a.id"
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
    if len(cleaned) > LONGEST_NAME:
        raise UsageError(
            Problem(f"the name has more than {LONGEST_NAME} characters", fix="shorten it")
        )
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
    refuse_erased(row)
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
    erased: bool = False,
) -> tuple[CandidateLine, ...]:
    """List people in the order they were added; RefusedError for a job that is not there.

    Who was merged into somebody else is not there twice; who was erased is there where asked for.
    """
    # Whoever is added has mostly ended so: the people themselves are walked through.
    people = job is None and (stage is None or stage in USUAL_ENDS)
    wanted = None if job is None else find_job(connection, job).id
    given = {"job": wanted, "stage": stage, "after": after, "limit": limit}
    given = {name: value for name, value in given.items() if value is not None}
    asked = _listed_people if people else _listed_applicants
    numbers = connection.scalars(
        asked(frozenset((*given, "erased")) if erased else frozenset(given)), given
    ).all()
    return candidate_lines(connection, numbers)


# Made once in a process for what is given: to make a statement takes longer than to run it.
@cache
def _listed_people(given: frozenset[str]) -> Executable:
    asked = select(candidates.c.id).where(candidates.c.merged_into.is_(None))
    if "erased" not in given:
        asked = asked.where(candidates.c.erased_at.is_(None))
    if "stage" in given:
        theirs = select(applications.c.id).where(
            applications.c.candidate_id == candidates.c.id,
            applications.c.stage == bindparam("stage"),
        )
        asked = asked.where(theirs.exists())
    return _paged(asked, candidates.c.id, given)


@cache
def _listed_applicants(given: frozenset[str]) -> Executable:
    asked = select(applications.c.candidate_id).distinct()
    if "erased" not in given:
        asked = asked.where(applications.c.candidate_id.not_in(ERASED_PEOPLE))
    if "job" in given:
        asked = asked.where(applications.c.job_id == bindparam("job"))
    if "stage" in given:
        asked = asked.where(applications.c.stage == bindparam("stage"))
        if "job" not in given:
            asked = asked.where(IN_A_STAGE)
    return _paged(asked, applications.c.candidate_id, given)


def _paged(asked: Select[Any], number: ColumnElement[Any], given: frozenset[str]) -> Executable:
    if "after" in given:
        asked = asked.where(number > bindparam("after"))
    asked = asked.order_by(number)
    return asked.limit(bindparam("limit")) if "limit" in given else asked


def candidate_lines(connection: Connection, numbers: Iterable[int]) -> tuple[CandidateLine, ...]:
    """Give the lines of people by their numbers, in that order."""
    asked = list(numbers)
    found: dict[int, CandidateLine] = {}
    for begin in range(0, len(asked), MOST_ASKED):
        for row in ask(connection, _LINES, asked[begin : begin + MOST_ASKED]):
            number, name, email, company, source, added, application, job, stage = row
            theirs: tuple[str, ...] = ()
            if application is not None:
                theirs = (f"{code(Kind.APPLICATION, application)} {job} {stage}",)
            before = found.get(number)
            if before is None:
                shown = code(Kind.CANDIDATE, number)
                at = moment_of(added)
                line = CandidateLine(shown, shown_name(name), email, company, source, theirs, at)
            else:
                line = before._replace(applications=before.applications + theirs)
            found[number] = line
    return tuple(found[number] for number in asked)


def show_candidate(
    connection: Connection,
    text: str,
    *,
    sourced: Sequence[str] = (),
    today: date | None = None,
) -> CandidatePage:
    """Show a person with all that is kept of them, their applications and their history.

    `sourced` are the sources of people who did not come by themselves.
    """
    # They are of use to few commands.
    from hiring.workflow.attachments import files_of  # noqa: PLC0415
    from hiring.workflow.consents import consents_of  # noqa: PLC0415
    from hiring.workflow.informing import inform_by_of, notices_of  # noqa: PLC0415
    from hiring.workflow.merging import history_of  # noqa: PLC0415

    row = find_candidate(connection, text)
    merged, events = history_of(connection, row.id)
    people = [row.id, *(number_in(each, Kind.CANDIDATE) or 0 for each in merged)]
    theirs = _applications_of(connection, row)
    told = notices_of(connection, people)
    tell_by = None
    if not told and row.erased_at is None:
        has_applied = bool(theirs)
        tell_by = inform_by_of(connection, row, has_applied=has_applied, sourced=sourced)
    return CandidatePage(
        code=code(Kind.CANDIDATE, row.id),
        name=shown_name(row.name),
        email=row.email,
        source=row.source,
        source_detail=row.source_detail,
        added_at=row.added_at,
        applications=theirs,
        more_emails=tuple(listed(row.more_emails)),
        merged=merged,
        files=files_of(connection, text),
        events=events,
        extra=json.loads(row.extra or "{}"),
        erased_at=row.erased_at,
        notices=told,
        inform_by=tell_by,
        consents=consents_of(connection, people, today=today or row.added_at.date()),
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
            name=shown_name(candidate.name),
            job=row.code,
            stage=row.stage,
            source=row.source,
            applied_at=row.applied_at,
            stage_since=row.stage_since,
        )
        for row in rows
    )
