"""Everything that is kept of a person, as they may have it, without what is of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from hiring.domain.codes import Kind, code
from hiring.domain.redacting import Curtain
from hiring.errors import Problem, RefusedError
from hiring.store.queries import find_candidate
from hiring.store.tables import (
    applications,
    assessments,
    candidates,
    emails,
    events,
    legal_holds,
    merges,
    privacy_requests,
)
from hiring.views.privacy import Kept, PersonCopy
from hiring.workflow.access_rows import from_json, rows_of
from hiring.workflow.access_telling import Telling
from hiring.workflow.merging import and_merged
from hiring.workflow.notice import rules_of
from hiring.workflow.others import REFERRAL, codes_of, others_of
from hiring.workflow.retention import terms_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import date, datetime

    from sqlalchemy import Connection

    from hiring.config import Settings
    from hiring.store.ledger import Act
    from hiring.workflow.access_rows import Rows
    from hiring.workflow.others import Others

KIND = "everything that is kept of one person"
LAYOUT = 1
EXPORTED = "personal data exported"
HOLDS = "This holds personal data: keep it where only those who need it can read it."


def gather_copy(
    connection: Connection,
    text: str,
    *,
    settings: Settings,
    kept: Callable[[int], Kept],
    now: datetime,
    program: str,
    local: Callable[[datetime], datetime],
    leave: Collection[str] = (),
) -> PersonCopy:
    """Gather the copy of everything that is kept of a person, and of whoever was merged with them.

    Requests that were noted under their name or address alone are in it, but those to `leave`.
    Raises RefusedError for somebody who was erased.
    """
    person = find_candidate(connection, text)
    shown = code(Kind.CANDIDATE, person.id)
    if person.erased_at is not None:
        raise RefusedError(
            Problem(
                f"everything about {shown} was erased on {local(person.erased_at):%Y-%m-%d}",
                fix="there is nothing to hand over",
            )
        )
    rows = rows_of(connection, person.id, leave=leave)
    curtain, others = _draw_curtain(connection, rows)
    telling = Telling(connection, rows, curtain, others, local)
    told = {
        "about": _about(telling, settings=settings, kept=kept(person.id), now=now, program=program),
        **telling.everything(),
    }
    told["left_out"] = telling.left_out()
    return PersonCopy(
        code=shown,
        told=told,
        originals=tuple(telling.originals),
        attachments=tuple(telling.attachments),
        curtain=curtain,
        by_name=tuple(
            code(Kind.REQUEST, row.id)
            for row in rows.of(privacy_requests)
            if row.candidate_id is None
        ),
    )


def _draw_curtain(connection: Connection, rows: Rows) -> tuple[Curtain, Others]:
    people = rows.of(candidates)
    own = tuple(dict.fromkeys(row.name for row in people))
    said = "\n".join(
        value
        for found in rows.by_table.values()
        for row in found
        for value in row
        if isinstance(value, str)
    )
    whole = said + "".join(_unescaped(rows))
    referred = [*people, *rows.of(applications)]
    others = others_of(
        connection,
        them=rows.them,
        numbers=rows.applications,
        actor_ids=_actor_ids(rows),
        referrers=(row.source_detail for row in referred if row.source == REFERRAL),
        said=whole,
        own=own,
    )
    curtain = Curtain(
        others.parts,
        own=own,
        addresses={row.key for row in rows.of(emails)},
        of_addresses=others.addresses,
        codes=codes_of(connection, rows.them, whole),
    )
    return curtain, others


def _unescaped(rows: Rows) -> Iterator[str]:
    """Give the texts of JSON as they read: in it a letter may be written by its number."""
    for row in rows.of(events):
        yield f"\n{from_json(row.text) if row.text else ''}"
    for row in (*rows.of(assessments), *rows.of(merges)):
        yield f"\n{from_json(row.content if hasattr(row, 'content') else row.restore)}"
    for row in (*rows.of(candidates), *rows.of(applications)):
        yield f"\n{from_json(row.extra)}"


def _actor_ids(rows: Rows) -> Iterator[int]:
    for found in rows.by_table.values():
        yield from (row.actor_id for row in found if hasattr(row, "actor_id"))


def _about(
    telling: Telling, *, settings: Settings, kept: Kept, now: datetime, program: str
) -> dict[str, Any]:
    first, *also = (code(Kind.CANDIDATE, number) for number in telling.rows.them)
    return {
        "kind": KIND,
        "layout": LAYOUT,
        "personal_data": HOLDS,
        "person": first,
        "also_known_as": also,
        "company": settings.company,
        "contact": settings.privacy_contact,
        "written_at": telling.local(now),
        "program": program,
        "rubrics": list(telling.rubrics()),
        "kept": {
            "until": kept.keep_until,
            "erase_by": kept.erase_by,
            "rules": [dict(rule) for rule in kept.rules],
            "clashes": list(kept.clashes),
            "held": kept.held,
            "waiting": list(kept.waiting),
        },
    }


def kept_until(
    connection: Connection, settings: Settings, candidate_id: int, *, today: date
) -> Kept:
    """Say until when somebody is kept by the rules that are active, and which these are."""
    terms = terms_of(connection, settings, candidate_id, today=today)
    them = and_merged(connection, candidate_id)
    held = select(legal_holds.c.id).where(
        legal_holds.c.candidate_id.in_(them), legal_holds.c.released_at.is_(None)
    )
    return Kept(
        keep_until=terms.keep_until,
        erase_by=terms.erase_by,
        rules=rules_of(settings),
        clashes=terms.clashes,
        held=connection.execute(held.limit(1)).first() is not None,
        waiting=terms.waiting,
    )


def record_export(act: Act, person: str) -> None:
    """Note in the log that everything about a person was written out."""
    act.record(EXPORTED, person)
