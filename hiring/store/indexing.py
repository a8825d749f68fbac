"""Write what follows from people's rows: who owns an address, match keys, and the search index.

All of it can be made anew from `candidates`; nothing else writes these tables.
"""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, bindparam, delete, insert, or_, select, text

from hiring.domain.identity import Person, email_keys, search_words, words_in
from hiring.domain.identity import match_keys as keys_of
from hiring.store import tables
from hiring.store.tables import candidates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Executable, Row, Table, TextClause

BATCH = 1000
_COLUMNS = [candidates.c[name] for name in ("id", *Person._fields, "merged_into")]


class Indexed(NamedTuple):
    """A person to be indexed; one who was `merged` into another owns no address."""

    number: int
    person: Person
    merged: bool = False


def index_people(connection: Connection, people: Sequence[Indexed]) -> None:
    """Write the keys and search words of people who have none yet.

    Raises IntegrityError when an address is somebody else's.
    """
    owned = [{"key": key, "candidate_id": one.number} for one in people for key in _addresses(one)]
    if owned:
        connection.execute(_insert(tables.emails), owned)
    keyed = [
        {"key": key, "candidate_id": one.number} for one in people for key in keys_of(one.person)
    ]
    if keyed:
        connection.execute(_insert(tables.match_keys), keyed)
    _index_words(connection, people)


def unindex_people(connection: Connection, people: Sequence[Indexed]) -> None:
    """Take the keys and search words of people away, as their rows were when they were written."""
    addresses = [key for one in people for key in _addresses(one)]
    if addresses:
        connection.execute(delete(tables.emails).where(tables.emails.c.key.in_(addresses)))
    mine = tables.match_keys.c
    keyed = [
        and_(mine.candidate_id == one.number, mine.key.in_(keys))
        for one in people
        if (keys := keys_of(one.person))
    ]
    if keyed:
        connection.execute(delete(tables.match_keys).where(or_(*keyed)))
    _unindex_words(connection, [one.number for one in people])


def index_everybody(connection: Connection) -> int:
    """Make all of it anew and give the number of people; IntegrityError as `index_people`."""
    for table in ("emails", "match_keys", "name_words", "candidate_search"):
        connection.execute(text(f"DELETE FROM {table}"))
    count = 0
    last = 0
    while rows := connection.execute(
        select(*_COLUMNS).where(candidates.c.id > last).order_by(candidates.c.id).limit(BATCH)
    ).all():
        last = rows[-1].id
        count += len(rows)
        index_people(
            connection,
            [Indexed(row.id, person_of(row), row.merged_into is not None) for row in rows],
        )
    return count


def _addresses(one: Indexed) -> tuple[str, ...]:
    # Whoever they were merged into has their addresses, and says so in their own row.
    return () if one.merged else email_keys(one.person.email, one.person.more_emails)


def person_of(row: Row[Any]) -> Person:
    """Give the person in a row of `candidates`."""
    return Person(*(getattr(row, field) for field in Person._fields))


def owner_of(connection: Connection, key: str) -> int | None:
    """Give the number of the person whose address this folded one is, or None."""
    return connection.execute(_owner(), {"address": key}).scalar()


# Made once in a process: to make a statement takes as long as to run it.
@cache
def _insert(table: Table) -> Executable:
    return insert(table)


@cache
def _owner() -> Executable:
    emails = tables.emails.c
    return select(emails.candidate_id).where(emails.key == bindparam("address"))


@cache
def _text(statement: str) -> TextClause:
    return text(statement)


def _index_words(connection: Connection, people: Sequence[Indexed]) -> None:
    if not people:
        return
    number = "rowid" if connection.dialect.name == "sqlite" else "id"
    connection.execute(
        _text(f"INSERT INTO candidate_search ({number}, words) VALUES (:number, :words)"),
        [{"number": one.number, "words": search_words(one.person)} for one in people],
    )
    _keep_name_words(connection, (word for one in people for word in words_in(one.person.name)))


def _keep_name_words(connection: Connection, words: Iterable[str]) -> None:
    each = iter(sorted(set(words)))
    while batch := list(islice(each, BATCH)):
        connection.execute(
            _text("INSERT INTO name_words (word) VALUES (:word) ON CONFLICT DO NOTHING"),
            [{"word": word} for word in batch],
        )


def _unindex_words(connection: Connection, numbers: Sequence[int]) -> None:
    if not numbers:
        return
    number = "rowid" if connection.dialect.name == "sqlite" else "id"
    connection.execute(
        text(f"DELETE FROM candidate_search WHERE {number} = :number"),
        [{"number": each} for each in numbers],
    )
