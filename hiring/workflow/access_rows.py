"""Every row that is a person's, read for the copy they may ask for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from hiring.domain.codes import Kind, code
from hiring.store.belonging import speaks_of
from hiring.store.personal import BELONGS
from hiring.store.tables import (
    candidates,
    distinct_people,
    emails,
    events,
    merges,
    metadata,
    originals,
    privacy_requests,
    remote_ids,
    words,
)
from hiring.workflow.erasing import needles_of
from hiring.workflow.merging import and_merged
from hiring.workflow.requests import requests_bearing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy import Connection, Row, Table


class Rows(NamedTuple):
    """The rows that are a person's, table by table."""

    them: tuple[int, ...]
    applications: tuple[int, ...]
    by_table: Mapping[str, tuple[Row[Any], ...]]

    def of(self, table: Table, **where: int) -> list[Row[Any]]:
        """Give rows of a table, those of one row above them."""
        return [
            row
            for row in self.by_table[table.name]
            if all(getattr(row, name) == value for name, value in where.items())
        ]


def rows_of(connection: Connection, number: int, *, leave: Collection[str] = ()) -> Rows:
    """Read every row that belongs to a person, or to somebody who was merged with them.

    Requests that were noted under their name or address alone are theirs, but those to `leave`.
    """
    them = tuple(and_merged(connection, number))
    found: dict[str, tuple[Row[Any], ...]] = {}

    def read(table: Table, column: str, values: Iterable[Any]) -> None:
        asked = table.c[column].in_(tuple(values))
        statement = select(table).where(asked).order_by(*table.primary_key)
        found[table.name] = tuple(connection.execute(statement))

    read(candidates, "id", them)
    read(emails, "candidate_id", them)
    for name, (column, above) in BELONGS.items():  # who is above comes first
        read(metadata.tables[name], column, (row.id for row in found[above]))
    found[privacy_requests.name] += tuple(
        row
        for row in requests_bearing(connection, needles_of(connection, them))
        if code(Kind.REQUEST, row.id) not in leave
    )
    hashes = {row.file_hash for row in (*found["scorecard_versions"], *found["arrivals"])}
    read(originals, "file_hash", hashes)
    mine, cards, asked = (
        tuple(row.id for row in found[name])
        for name in ("applications", "scorecards", "privacy_requests")
    )
    both = merges.c.kept_id.in_(them) & merges.c.merged_id.in_(them)
    found["merges"] = tuple(connection.execute(select(merges).where(both).order_by(merges.c.id)))
    apart = distinct_people.c.low_id.in_(them) | distinct_people.c.high_id.in_(them)
    found["distinct_people"] = tuple(connection.execute(select(distinct_people).where(apart)))
    found["remote_ids"] = tuple(
        row
        for kind, numbers in (("C", them), ("A", mine), ("S", cards))
        for row in connection.execute(
            select(remote_ids)
            .where(remote_ids.c.kind == kind, remote_ids.c.number.in_(numbers))
            .order_by(remote_ids.c.system, remote_ids.c.remote_id)
        )
    )
    found["events"] = tuple(
        connection.execute(
            select(events, words.c.text)
            .outerjoin(words, words.c.id == events.c.words_id)
            .where(speaks_of(them, requests=asked, applications=mine))
            .order_by(events.c.id)
        )
    )
    return Rows(them, mine, found)


def from_json(text: str) -> Any:
    """Read a text that is JSON, as most that is kept of a person is; else give it as it is."""
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text
