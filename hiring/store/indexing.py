"""Write what follows from people's rows: who owns an address, match keys, and the search index.

All of it can be made anew from `candidates`; nothing else writes these tables.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, select, text

from hiring.domain.identity import Person, email_keys, search_words, words_in
from hiring.domain.identity import match_keys as keys_of
from hiring.store import tables
from hiring.store.bulk import ask, delete_rows, insert_rows
from hiring.store.tables import candidates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Executable, Row

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
    if not people:
        return
    owned = [(key, one.number) for one in people for key in _addresses(one)]
    keyed = [(key, one.number) for one in people for key in keys_of(one.person)]
    # In the order of their tree, so that fewer of its pages are touched for each batch.
    insert_rows(connection, "emails", ("key", "candidate_id"), sorted(owned))
    insert_rows(connection, "match_keys", ("key", "candidate_id"), sorted(keyed))
    number = "rowid" if connection.dialect.name == "sqlite" else "id"
    words = [(one.number, search_words(one.person)) for one in people]
    insert_rows(connection, "candidate_search", (number, "words"), words)
    _keep_name_words(connection, {word for one in people for word in words_in(one.person.name)})


def unindex_people(connection: Connection, people: Sequence[Indexed]) -> None:
    """Take the keys and search words of people away, as their rows were when they were written."""
    owned = [(key,) for one in people for key in _addresses(one)]
    keyed = [(key, one.number) for one in people for key in keys_of(one.person)]
    delete_rows(connection, "emails", ("key",), sorted(owned))
    delete_rows(connection, "match_keys", ("key", "candidate_id"), sorted(keyed))
    number = "rowid" if connection.dialect.name == "sqlite" else "id"
    delete_rows(connection, "candidate_search", (number,), [(one.number,) for one in people])


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
def _owner() -> Executable:
    emails = tables.emails.c
    return select(emails.candidate_id).where(emails.key == bindparam("address"))


def _keep_name_words(connection: Connection, words: set[str]) -> None:
    asked = "SELECT word FROM name_words WHERE word IN ({})"
    words = words - {word for (word,) in ask(connection, asked, words)}
    insert_rows(connection, "name_words", ("word",), [(word,) for word in sorted(words)])
