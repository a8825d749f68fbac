"""Write what a batch of rows came to: people, their applications, and the log's entries."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, NamedTuple

from hiring.domain.codes import Kind, code
from hiring.domain.identity import email_keys, match_keys
from hiring.store.bulk import ask, insert_rows, update_rows
from hiring.store.indexing import Indexed, index_people, unindex_people
from hiring.store.tables import ROW_ID
from hiring.workflow.importing_course import FEW
from hiring.workflow.importing_standing import EVENTS, PERSON, WRITTEN, PointedOut
from hiring.workflow.wording import POINTED_OUT, look_at_new, pass_over

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sqlalchemy import Connection

    from hiring.domain.guard import Pointed
    from hiring.workflow.importing_course import Course
    from hiring.workflow.importing_standing import Application, Coming, Somebody

_CANDIDATES = ("id", *PERSON, "source", "source_detail", "added_at", "extra", "row_id")
_APPLICATIONS = (
    *("id", "candidate_id", "job_id", "revision_id", "stage", "source", "source_detail"),
    *("applied_at", "stage_since", "extra"),
)


def write_batch(course: Course, people: Collection[Somebody], coming: Coming) -> None:
    """Write what a batch came to: `people` are all whom it names, those who come among them."""
    connection = course.act.connection
    _write_people(course, coming.people)
    changed = [one for one in people if one.was is not None and one.was != (one.person, one.extra)]
    update_rows(
        connection,
        "candidates",
        WRITTEN,
        [(*one.person, one.extra, one.number) for one in changed],
    )
    renamed = [one for one in changed if one.was and one.was[0] != one.person]
    was = [Indexed(one.number, one.was[0]) for one in renamed if one.was]
    unindex_people(connection, was)
    index_people(connection, [Indexed(one.number, one.person) for one in renamed])
    _write_applications(connection, people)
    _point_out(course, people, coming)
    insert_rows(
        connection,
        "remote_ids",
        ("system", "kind", "remote_id", "number"),
        _of_merged(connection, people, coming),
    )
    insert_rows(connection, "events", EVENTS, coming.events)
    course.wrote["people"] += len(coming.people)


def _point_out(course: Course, people: Iterable[Somebody], coming: Coming) -> None:
    """Record which texts of these people name what they should not, and did not before."""
    guard = course.guard
    if guard is None:
        return
    texts = [one for somebody in people for one in _texts_of(somebody)]
    pass_over(guard, (one.now for one in texts))
    for one in texts:
        found = look_at_new(guard, one.now, one.before)
        coming.events += _named(course, one.subject, found, application=one.application)


class _Texts(NamedTuple):
    """What is said of a person or an application now and was said before, by its columns."""

    subject: str
    now: Mapping[str, str | None]
    before: Mapping[str, str | None]
    application: Application | None = None


def _texts_of(somebody: Somebody) -> Iterator[_Texts]:
    person, arrived = somebody.person, somebody.arrived
    now = {"note": person.note, "tags": person.tags, "extra": somebody.extra}
    before: dict[str, str | None] = {}
    if somebody.was is not None:
        was, extra = somebody.was
        before = {"note": was.note, "tags": was.tags, "extra": extra}
    elif arrived is not None:
        now["source_detail"] = arrived.source_detail
    yield _Texts(code(Kind.CANDIDATE, somebody.number), now, before)
    for one in somebody.applications:
        now = {"extra": one.extra}
        before = {"extra": one.was[1]} if one.was else {}
        if one.row is not None:
            now["source_detail"] = one.row[2]
        yield _Texts(code(Kind.APPLICATION, one.id), now, before, one)


def _named(
    course: Course,
    subject: str,
    found: Iterable[tuple[str, Pointed]],
    *,
    application: Application | None = None,
) -> list[tuple[Any, ...]]:
    """Point texts out to whoever imports, and give the entries that say so."""
    about: dict[str, Any] = {}
    if application is not None:
        about = {"application": application.id, "job": application.job}
    entries = []
    for field, one in found:
        course.pointed.append(PointedOut(subject, field, one.group.id, one.named))
        about |= {"from_code": field, "to_code": one.group.id}
        entries.append(course.event(POINTED_OUT, subject, **about))
    return entries


def _of_merged(
    connection: Connection, people: Iterable[Somebody], coming: Coming
) -> list[tuple[str, str, str, int]]:
    """Give the new numbers of that system, each with the entry by whose address it came.

    Where that entry was merged, the number is its own again when the merge is taken back.
    """
    known = {number for _, kind, _, number in coming.remote_ids if kind == "C"}
    asked = "SELECT id, merged_into, email, more_emails FROM candidates WHERE merged_into IN ({})"
    whose: dict[str, int] = {}
    looked = known & {one.number for one in people if one.was}
    while looked:
        found = list(ask(connection, asked, looked))
        looked = {number for number, *_ in found}
        for number, _, email, more in found:
            whose.update(dict.fromkeys(email_keys(email, more), number))
    if not whose:
        return coming.remote_ids
    written = []
    for system, kind, remote, number in coming.remote_ids:
        came = coming.named_by.get(remote, ()) if kind == "C" else ()
        merged = next((whose[key] for key in came if key in whose), number)
        written.append((system, kind, remote, merged))
    return written


def _write_people(course: Course, people: Iterable[Somebody]) -> None:
    rows, indexed = [], []
    for one in people:
        said = one.arrived
        source = (said.source if said else "") or course.default_source
        detail = said.source_detail if said else ""
        at = course.moment(said.added_at if said else None) or course.now
        row_id = secrets.token_bytes(ROW_ID)
        rows.append((one.number, *one.person, source, detail, at, one.extra, row_id))
        indexed.append(Indexed(one.number, one.person))
    insert_rows(course.act.connection, "candidates", _CANDIDATES, rows)
    index_people(course.act.connection, indexed)
    if course.wrote["people"] <= FEW:
        for each in indexed:
            course.added_keys.update(match_keys(each.person))


def _write_applications(connection: Connection, people: Iterable[Somebody]) -> None:
    new, known = [], []
    for somebody in people:
        for one in somebody.applications:
            if one.row is not None:
                revision, source, detail = one.row
                begun = (one.id, somebody.number, one.job, revision, one.stage, source, detail)
                new.append((*begun, one.applied_at, one.stage_since, one.extra))
            elif one.was != (one.stage, one.extra):
                known.append((one.stage, one.stage_since, one.extra, one.id))
    insert_rows(connection, "applications", _APPLICATIONS, new)
    update_rows(connection, "applications", ("stage", "stage_since", "extra"), known)
