"""Which rows, and which entries of the log, are a person's: erasing and their copy ask here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from hiring.domain.codes import Kind, code
from hiring.store.personal import BELONGS
from hiring.store.tables import candidates, events, metadata

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Table

_BETWEEN_PEOPLE = (
    "candidates merged",
    "candidates unmerged",
    "candidates are not one",
    "candidates may be one",
)


def belongs_to(table: Table, people: Iterable[int]) -> ColumnElement[bool]:
    """Write down which rows of a table belong to some people."""
    if table is candidates:
        return candidates.c.id.in_(people)
    column, above = BELONGS[table.name]
    if above == "candidates":
        return table.c[column].in_(people)
    over = metadata.tables[above]
    return table.c[column].in_(select(over.c.id).where(belongs_to(over, people)))


def speaks_of(
    people: Iterable[int], *, requests: Iterable[int], applications: Iterable[int]
) -> ColumnElement[bool]:
    """Write down which entries of the log speak of people, their requests or applications."""
    codes = [code(Kind.CANDIDATE, number) for number in people]
    asked = [code(Kind.REQUEST, number) for number in requests]
    of_two = and_(
        events.c.what.in_(_BETWEEN_PEOPLE),
        or_(events.c.from_code.in_(codes), events.c.to_code.in_(codes)),
    )
    return or_(
        events.c.subject.in_([*codes, *asked]), events.c.application_id.in_(applications), of_two
    )
