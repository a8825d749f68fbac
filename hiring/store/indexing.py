"""Write what follows from people's rows: who owns an address, match keys, and the search index.

All of it can be made anew from `candidates`; nothing else writes these tables.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, func, select, text

from hiring.domain.identity import Person, email_keys, search_words, words_in
from hiring.domain.identity import match_keys as keys_of
from hiring.store import tables
from hiring.store.bulk import ask, delete_rows, insert_rows
from hiring.store.progress import recount
from hiring.store.tables import candidates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Executable, Row

BATCH = 1000
SAMPLED = 1000
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
    _drop_name_words(connection, {word for one in people for word in words_in(one.person.name)})


def index_everybody(connection: Connection) -> int:
    """Make all of it anew and give the number of people; IntegrityError as `index_people`.

    How far applications came, which follows from the log, is made anew as well.
    """
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
    recount(connection)
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


def _drop_name_words(connection: Connection, words: Iterable[str]) -> None:
    """Take the words away that nobody has any more, as the index says."""
    # Signs of the search's own language cannot stand in a word: it is letters and digits.
    has = text(
        "SELECT 1 FROM candidate_search WHERE candidate_search MATCH '\"' || :word || '\"' LIMIT 1"
        if connection.dialect.name == "sqlite"
        else "SELECT 1 FROM candidate_search WHERE to_tsvector('simple', words) "
        "@@ to_tsquery('simple', :word) LIMIT 1"
    )
    gone = [{"word": word} for word in words if not connection.execute(has, {"word": word}).first()]
    if gone:
        connection.execute(text("DELETE FROM name_words WHERE word = :word"), gone)


def differences(connection: Connection) -> Iterator[str]:
    """Say what of people's keys and words does not follow from their rows.

    All are counted, and those of a sample compared.
    """
    people = connection.scalar(select(func.count()).select_from(candidates)) or 0
    searched = connection.scalar(text("SELECT count(*) FROM candidate_search"))
    if searched != people:
        yield f"the search index holds {searched} of {people} people"
    apart = max(1, people // SAMPLED)
    sample = connection.execute(
        select(*_COLUMNS).where(candidates.c.id % apart == 0).order_by(candidates.c.id)
    )
    for row in sample:
        person, shown = person_of(row), f"C-{row.id}"
        addresses = set(_addresses(Indexed(row.id, person, row.merged_into is not None)))
        kept = set(
            connection.scalars(
                select(tables.emails.c.key).where(
                    tables.emails.c.key.in_(addresses), tables.emails.c.candidate_id == row.id
                )
            )
        )
        if kept != addresses:
            yield f"an address of {shown} is not known as theirs"
        keys = set(keys_of(person))
        mine = tables.match_keys.c
        if keys != set(
            connection.scalars(
                select(mine.key).where(mine.candidate_id == row.id, mine.key.in_(keys))
            )
        ):
            yield f"{shown} would not be found as somebody's double"
        number = "rowid" if connection.dialect.name == "sqlite" else "id"
        words = text(f"SELECT words FROM candidate_search WHERE {number} = :number")
        if connection.scalar(words, {"number": row.id}) != search_words(person):
            yield f"{shown} is not found by their own words"
        names = set(words_in(person.name))
        if names != set(
            connection.scalars(
                select(tables.name_words.c.word).where(tables.name_words.c.word.in_(names))
            )
        ):
            yield f"a word of the name of {shown} is not known"
