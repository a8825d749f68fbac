"""What is there again of people who were erased: typed since, or written by another hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select

from hiring.domain.codes import ERASED
from hiring.domain.recorded import STORED
from hiring.store.belonging import belongs_to, speaks_of
from hiring.store.personal import BELONGS, CANDIDATE_ERASED, PERSONAL, Erasing
from hiring.store.tables import (
    applications,
    attachments,
    candidates,
    events,
    metadata,
    privacy_requests,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Table

    from hiring.store.personal import Column

AT_ONCE = 500
LOGGED = "entries in the log with words"


def entries_of_people(connection: Connection, people: Sequence[int]) -> ColumnElement[bool]:
    """Write down which entries of the log speak of some people; that they were erased is none."""
    asked, numbers = (
        connection.scalars(select(table.c.id).where(belongs_to(table, people))).all()
        for table in (privacy_requests, applications)
    )
    speaking = speaks_of(people, requests=asked, applications=numbers)
    return and_(events.c.what != CANDIDATE_ERASED, speaking)


def left_over(connection: Connection, people: Sequence[int]) -> dict[str, int]:
    """Count what is there again of people who were erased, by table, and the log's words."""
    counted: dict[str, int] = {}
    for name in (candidates.name, *BELONGS):
        table = metadata.tables[name]
        filled = _filled(table, PERSONAL[name])
        if filled is None:
            continue
        asked = select(func.count()).select_from(table).where(belongs_to(table, people), filled)
        counted[name.replace("_", " ")] = connection.scalar(asked) or 0
    counted[LOGGED] = len(words_left(connection, people))
    return {shown: count for shown, count in counted.items() if count}


def words_left(connection: Connection, people: Sequence[int]) -> list[str]:
    """Give the ids of what the log says of erased people, but for digests of what was recorded."""
    said = connection.execute(
        select(words.c.id, words.c.text)
        .join(events, events.c.words_id == words.c.id)
        .where(entries_of_people(connection, people))
    )
    return [number for number, text in said if not _is_digest(text)]


def _is_digest(text: str) -> bool:
    try:
        said = json.loads(text)
    except ValueError:
        return False
    return isinstance(said, dict) and set(said) == {STORED}


def _filled(table: Table, columns: Mapping[str, Column]) -> ColumnElement[bool] | None:
    """Write down which rows hold what erasing would have taken; None where it takes nothing."""
    if table is attachments:  # its rows without a name wait for their files to go
        return attachments.c.name != ""
    if any(column.erasing is Erasing.GONE for column in columns.values()):
        return table.c.id.is_not(None)
    held: list[Any] = []
    for name, column in columns.items():
        value = table.c[name]
        if column.erasing is Erasing.EMPTIED:
            held.append(value != "")
        if column.erasing is Erasing.NOTHING:
            held.append(value.is_not(None))
        if column.erasing is Erasing.MARKED:
            held.append(value.not_in(("", ERASED)))
    return or_(*held) if held else None
