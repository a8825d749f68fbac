"""How far each application came, as the funnel counts it: made anew from the log, and compared.

Triggers of the database keep both tables, whoever writes an event; docs/decisions/0029 says why.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, column, func, insert, or_, select, table, text

from hiring.domain.funnel import UNTIMED, Fate, Step, follow
from hiring.store.tables import applications, events

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from sqlalchemy import Connection, Row, Select

AT_ONCE = 5000
SAMPLED = 1000

progress = table(
    "funnel_progress", *map(column, ("month", "application_id", "place", "fate", "days"))
)
tally = table(
    "funnel_tally", *map(column, ("job_id", "month", "source", "place", "fate", "days", "n"))
)
SETS_A_STAGE = or_(
    events.c.what.in_(("application added", "stage moved", "application reopened")),
    func.substr(events.c.what, 1, 8) == "decided ",
)


def month_of(moment: datetime) -> int:
    """Give the number by which the tables know the month of a moment."""
    return moment.year * 12 + moment.month - 1


def recount(connection: Connection) -> None:
    """Make both tables anew from the log."""
    sqlite = connection.dialect.name == "sqlite"
    for name in ("funnel_progress", "funnel_tally") if sqlite else ("funnel_progress",):
        connection.execute(text(f"DELETE FROM {name}"))
    last = 0
    newest = connection.scalar(select(func.max(applications.c.id))) or 0
    while last < newest:
        rows = connection.execute(
            _log().where(events.c.application_id > last, events.c.application_id <= last + AT_ONCE)
        )
        if written := [row for _, found in _followed(rows) for row in found]:
            connection.execute(insert(progress), written)
        last += AT_ONCE


def _log() -> Select[Any]:
    return (
        select(
            events.c.application_id,
            events.c.at,
            events.c.what,
            events.c.from_code,
            events.c.to_code,
            applications.c.applied_at,
        )
        .join(applications, applications.c.id == events.c.application_id)
        .where(SETS_A_STAGE)
        .order_by(events.c.application_id, events.c.id)
    )


def _followed(rows: Iterable[Row[Any]]) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Give of each application what the log says of it, as rows of `progress`."""
    for number, theirs in groupby(rows, key=lambda row: row.application_id):
        found = list(theirs)
        month = month_of(found[0].applied_at)
        steps = (Step(row.from_code, row.to_code, _second_of(row)) for row in found)
        yield (
            number,
            [
                {
                    "month": month,
                    "application_id": number,
                    "place": place,
                    "fate": int(fate),
                    "days": days,
                }
                for place, (fate, days) in sorted(follow(steps).items())
            ],
        )


def _second_of(row: Row[Any]) -> int | None:
    """Give the whole second, as both databases count it, in which a stay began.

    Who was added has applied when they applied, which may be long before; when somebody who came in
    the middle came to their stage nobody knows.
    """
    if row.what == "application added" and row.to_code != "applied":
        return None
    began = row.applied_at if row.what == "application added" else row.at
    return int(began.replace(microsecond=0).timestamp())


def differences(connection: Connection) -> Iterator[str]:
    """Say what of both tables does not follow from the log: counts, ends, and a sample in full."""
    applied = connection.scalar(select(func.count()).select_from(applications)) or 0
    begun = connection.scalar(
        select(func.count()).select_from(progress).where(progress.c.place == 0)
    )
    if begun != applied:
        yield f"the funnel knows {begun} of {applied} applications"
    yield from _wrong_ends(connection)
    yield from _wrong_samples(connection)
    if connection.dialect.name == "sqlite":
        yield from _wrong_tallies(connection)


def _wrong_ends(connection: Connection) -> Iterator[str]:
    fate = case(
        (applications.c.stage == "hired", int(Fate.PASSED)),
        (applications.c.stage == "rejected", int(Fate.REJECTED)),
        (applications.c.stage == "withdrawn", int(Fate.WITHDRAWN)),
        else_=int(Fate.OPEN),
    )
    ended = (
        select(progress.c.application_id, func.max(progress.c.place).label("place"))
        .group_by(progress.c.application_id)
        .subquery()
    )
    wrong = connection.scalars(
        select(applications.c.id)
        .join(ended, ended.c.application_id == applications.c.id)
        .join(
            progress,
            (progress.c.application_id == ended.c.application_id)
            & (progress.c.place == ended.c.place),
        )
        .where(progress.c.fate != fate)
        .order_by(applications.c.id)
        .limit(1)
    ).all()
    for number in wrong:
        yield f"the funnel has another end of A-{number} than its stage"


def _wrong_samples(connection: Connection) -> Iterator[str]:
    newest = connection.scalar(select(func.max(applications.c.id))) or 0
    apart = max(1, newest // SAMPLED)
    chosen = range(newest, 0, -apart)
    for begin in range(0, len(chosen), 500):
        some = list(chosen[begin : begin + 500])
        logged = _log().where(events.c.application_id.in_(some))
        said = dict(_followed(connection.execute(logged)))
        kept: dict[int, list[Any]] = {}
        months = select(applications.c.id, applications.c.applied_at).where(
            applications.c.id.in_(some)
        )
        at = {row.id: month_of(row.applied_at) for row in connection.execute(months)}
        for row in connection.execute(
            select(progress)
            .where(progress.c.application_id.in_(some), progress.c.month.in_(set(at.values())))
            .order_by(progress.c.application_id, progress.c.place)
        ):
            kept.setdefault(row.application_id, []).append(row)
        for number in sorted(at):
            logged_rows = [tuple(row.values()) for row in said.get(number, [])]
            if logged_rows != [tuple(row) for row in kept.get(number, [])]:
                yield f"the funnel does not say of A-{number} what the log says"
                return


def _wrong_tallies(connection: Connection) -> Iterator[str]:
    counted = (
        select(
            applications.c.job_id,
            progress.c.month,
            applications.c.source,
            progress.c.place,
            progress.c.fate,
            func.coalesce(progress.c.days, UNTIMED).label("days"),
            func.count().label("n"),
        )
        .join(applications, applications.c.id == progress.c.application_id)
        .group_by(text("1, 2, 3, 4, 5, 6"))
    )
    added = select(tally).where(tally.c.n != 0)
    for one, other in ((counted, added), (added, counted)):
        if connection.execute(one.except_(other).limit(1)).first() is not None:
            yield "the funnel's counts are not those of the applications"
            return
