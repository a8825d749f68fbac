"""Telling people what is kept of them: what was told, and who is still to be told by when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from hiring.domain.codes import Kind, code
from hiring.domain.retention import inform_by
from hiring.errors import Problem, UsageError
from hiring.store.queries import find_candidate, refuse_erased
from hiring.store.tables import applications, candidates, notices
from hiring.views.retention import InformLine, NoticeLine
from hiring.workflow.merging import kept_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from hiring.store.ledger import Act

LONGEST_BASIS = 40  # characters: so wide is its column
LONGEST_VERSION = 200


def note_informed(act: Act, text: str, *, version: str, basis: str, on: date) -> NoticeLine:
    """Note that a person was told what is kept of them, by which notice and on which basis.

    Raises UsageError for an empty or overlong word, and for a day still to come or before they
    were known.
    """
    told, ground = " ".join(version.split()), " ".join(basis.split())
    for what, said, most in (("version", told, LONGEST_VERSION), ("basis", ground, LONGEST_BASIS)):
        if not said or len(said) > most:
            raise UsageError(
                Problem(f"--{what} takes 1 to {most} characters", fix=f"name the {what} in short")
            )
    if on > act.now.date():
        raise UsageError(Problem(f"{on} is still to come", fix="--on is the day they were told"))
    row = find_candidate(act.connection, text)
    refuse_erased(row)
    act.insert(
        notices,
        candidate_id=row.id,
        version=told,
        given_on=on.isoformat(),
        basis=ground,
        at=act.now,
        actor_id=act.actor_id,
    )
    act.record(
        "candidate informed",
        code(Kind.CANDIDATE, row.id),
        to_code=on.isoformat(),
        said={"version": told, "basis": ground},
    )
    return NoticeLine(told, on, ground)


def notices_of(connection: Connection, people: Sequence[int]) -> tuple[NoticeLine, ...]:
    """Give what a person was told, the oldest first."""
    rows = connection.execute(
        select(notices)
        .where(notices.c.candidate_id.in_(people))
        .order_by(notices.c.given_on, notices.c.id)
    )
    return tuple(
        NoticeLine(row.version, date.fromisoformat(row.given_on), row.basis) for row in rows
    )


def is_sourced(source: str, *, has_applied: bool, sourced: Sequence[str]) -> bool:
    """Tell whether somebody did not come by themselves: by their source, or without applying."""
    return not has_applied or source in sourced


def people_to_inform(
    connection: Connection, *, sourced: Sequence[str], today: date
) -> tuple[InformLine, ...]:
    """List those who did not come by themselves and were told nothing, the longest known first.

    Whoever was merged is counted with whom they are now, by the day the first of them was known.
    """
    merged = select(candidates.c.id, candidates.c.added_at).where(
        candidates.c.merged_into.is_not(None)
    )
    now = kept_numbers(connection)
    first: dict[int, datetime] = {}
    for row in connection.execute(merged):
        kept = now[row.id]
        first[kept] = min(row.added_at, first.get(kept, row.added_at))
    told = {now.get(each, each) for each in connection.scalars(select(notices.c.candidate_id))}
    lines = []
    for row in connection.execute(_untold(sourced)):
        if row.id in told:
            continue
        obtained = min(row.added_at, first.get(row.id, row.added_at)).date()
        last = inform_by(obtained)
        shown = code(Kind.CANDIDATE, row.id)
        lines.append(InformLine(shown, row.source, obtained, last, last < today))
    return tuple(sorted(lines, key=lambda one: (one.inform_by, int(one.code[2:]))))


def _untold(sourced: Sequence[str]) -> Any:
    """Ask for those who did not come by themselves and have no notice of their own."""
    applied = select(applications.c.id).where(applications.c.candidate_id == candidates.c.id)
    theirs = select(notices.c.id).where(notices.c.candidate_id == candidates.c.id)
    unasked = ~applied.exists()
    if sourced:
        unasked |= candidates.c.source.in_(sourced)
    return select(candidates.c.id, candidates.c.source, candidates.c.added_at).where(
        candidates.c.merged_into.is_(None),
        candidates.c.erased_at.is_(None),
        unasked,
        ~theirs.exists(),
    )


def inform_by_of(
    connection: Connection, row: Row[Any], *, has_applied: bool, sourced: Sequence[str]
) -> date | None:
    """Give the day by which a person is to be told; None for whoever came by themselves."""
    if not is_sourced(row.source, has_applied=has_applied, sourced=sourced):
        return None
    first = connection.scalars(
        select(func.min(candidates.c.added_at)).where(candidates.c.merged_into == row.id)
    ).one()
    return inform_by(min(row.added_at, first or row.added_at).date())
