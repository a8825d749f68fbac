"""The chain over the log: what a transaction wrote is one link, and a hand beside it is found."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, func, insert, select, text, update

from hiring.domain.chain import CANDIDATE_ERASED, commitment
from hiring.store.chain import STANDS_ALONE, Finding, head_of, seal, verify
from hiring.store.connection import part, reading, transaction
from hiring.store.ledger import Act
from hiring.store.tables import actors, candidates, events, links, words
from tests.conftest import NOW
from tests.factories import a_candidate

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


def people(engine: Engine, *names: str) -> None:
    """Add people, each in a transaction of their own."""
    for name in names:
        with transaction(engine) as connection:
            a_candidate(Act(connection, NOW, "Rita Recruiter"), name)


def unguarded(connection: Connection) -> None:
    """Take away what keeps a hand from the log, as its owner can."""
    for table in ("events", "links"):
        if connection.dialect.name == "sqlite":
            for act in ("update", "delete", "replace"):
                connection.execute(text(f"DROP TRIGGER {table}_no_{act}"))
        else:
            connection.execute(text(f"DROP TRIGGER {table}_append_only ON {table}"))


def found(connection: Connection) -> list[Finding]:
    """Verify the log and give what was found."""
    return verify(connection, passed=lambda _: None).findings


def test_c37_a_transaction_is_one_link_that_commits_to_the_one_before(engine: Engine) -> None:
    people(engine, "Ada Example")
    with transaction(engine) as connection:
        act = Act(connection, NOW, "Rita Recruiter")
        a_candidate(act, "Ben Example")
        a_candidate(act, "Cleo Example")

    with reading(engine) as connection:
        rows = connection.execute(select(links).order_by(links.c.id)).all()
        verified = verify(connection, passed=lambda _: None)

    assert [row.id for row in rows] == [1, 2]
    assert rows[0].last_event < rows[1].first_event
    assert verified.findings == []
    assert verified.links == 2
    assert verified.entries == rows[1].last_event
    assert verified.head == rows[1].hash


def test_what_was_undone_is_in_no_link(engine: Engine) -> None:
    with transaction(engine) as connection:
        a_candidate(Act(connection, NOW, "Rita Recruiter"), "Ada Example")
        with suppress(ZeroDivisionError), part(connection):
            a_candidate(Act(connection, NOW, "Rita Recruiter"), "Ben Example")
            raise ZeroDivisionError
    with reading(engine) as connection:
        assert found(connection) == []
        assert connection.scalar(select(func.count()).select_from(links)) == 1


def test_a_transaction_that_wrote_nothing_has_no_link(engine: Engine) -> None:
    with transaction(engine) as connection:
        connection.execute(select(events))
    with reading(engine) as connection:
        assert head_of(connection) == (0, b"")


@pytest.mark.parametrize("column", ["what", "subject", "from_code", "to_code"])
def test_a_changed_entry_is_named(engine: Engine, column: str) -> None:
    people(engine, "Ada Example", "Ben Example", "Cleo Example")
    with transaction(engine) as connection:
        unguarded(connection)
        connection.execute(update(events).where(events.c.id == 2).values({column: "C-9"}))
        assert found(connection) == [Finding("was changed", entry=2)]


def test_a_removed_entry_is_told_by_its_link(engine: Engine) -> None:
    with transaction(engine) as connection:
        act = Act(connection, NOW, "Rita Recruiter")
        for name in ("Ada Example", "Ben Example", "Cleo Example"):
            a_candidate(act, name)
    with transaction(engine) as connection:
        unguarded(connection)
        connection.execute(delete(events).where(events.c.id == 2))
        assert found(connection) == [Finding("lacks its entry 2 of 3 after entry 1", link=1)]


def test_an_added_entry_is_named(engine: Engine) -> None:
    people(engine, "Ada Example")
    with reading(engine) as connection:
        one = connection.execute(select(events)).first()
    assert one is not None
    with transaction(engine) as connection:
        connection.execute(insert(events).values(one._asdict() | {"id": 7}))
        assert found(connection) == [Finding(STANDS_ALONE, entry=7)]


def test_a_removed_and_a_changed_link_are_named(engine: Engine) -> None:
    people(engine, "Ada Example", "Ben Example", "Cleo Example")
    with transaction(engine) as connection:
        unguarded(connection)
        connection.execute(update(links).where(links.c.id == 3).values(database_role="somebody"))
        assert [one.link for one in found(connection)] == [3]
        connection.execute(delete(links).where(links.c.id == 1))
        assert Finding("is gone", link=1) in found(connection)


def test_another_name_and_other_words_are_found(engine: Engine) -> None:
    people(engine, "Ada Example")
    with transaction(engine) as connection:
        Act(connection, NOW, "Rita Recruiter").record("moved", "A-1", said={"why": "as it was"})
    with transaction(engine) as connection:
        connection.execute(update(actors).values(name="Mallory Example"))
        connection.execute(update(words).values(text='{"why": "as it was not"}'))
        told = [one.what for one in found(connection)]
    assert told == [
        "the name of actor 1 is not the one that acted",
        "has other words than were said",
    ]


def test_words_of_the_erased_may_be_gone_and_no_others(engine: Engine) -> None:
    people(engine, "Ada Example")
    with transaction(engine) as connection:
        Act(connection, NOW, "Rita Recruiter").record("candidate edited", "C-1", said={"to": "x"})
    with transaction(engine) as connection:
        connection.execute(delete(words))
        assert found(connection) == [Finding("has lost what was said with it", entry=2)]
        # A mark on the person's row excuses nothing: only the log does.
        connection.execute(update(candidates).values(erased_at=NOW))
        assert found(connection) == [Finding("has lost what was said with it", entry=2)]
        Act(connection, NOW, "Rita Recruiter").record(
            CANDIDATE_ERASED, "C-1", said={"why": "they asked"}
        )
    with transaction(engine) as connection:
        assert found(connection) == []
        connection.execute(delete(words))
        assert found(connection) == [Finding("has lost what was said with it", entry=3)]


def test_c37_an_entry_written_beside_the_program_is_never_taken_into_the_chain(
    engine: Engine,
) -> None:
    people(engine, "Ada Example")
    with engine.begin() as connection:
        row = {"at": NOW, "actor_id": 1, "what": "looked at", "subject": "C-1"}
        connection.execute(insert(events), row)
    people(engine, "Ben Example")
    with reading(engine) as connection:
        assert found(connection) == [Finding(STANDS_ALONE, entry=2)]


def test_what_lost_its_link_is_never_taken_into_another(engine: Engine) -> None:
    people(engine, "Ada Example", "Ben Example")
    with engine.begin() as connection:
        unguarded(connection)
        connection.execute(delete(links).where(links.c.id == 2))
    people(engine, "Cleo Example")
    with reading(engine) as connection:
        assert found(connection) == [Finding(STANDS_ALONE, entry=2)]


def test_an_entry_with_another_number_is_told_by_its_link(engine: Engine) -> None:
    with transaction(engine) as connection:
        row = {"at": NOW, "actor_id": 0, "what": "looked at", "subject": "C-1"}
        row["actor_id"] = Act(connection, NOW, "Rita Recruiter").actor_id
        connection.execute(insert(events), [row | {"id": number} for number in (1, 5, 9)])
    with engine.begin() as connection:
        unguarded(connection)
        connection.execute(update(events).where(events.c.id == 5).values(id=6))
        what = "numbers its entries otherwise than they were written"
        assert found(connection) == [Finding(what, link=1)]


def test_words_that_stand_in_no_entry_are_found(engine: Engine) -> None:
    people(engine, "Ada Example")
    with transaction(engine) as connection:
        connection.execute(insert(words).values(id="0" * 32, text="{}", salt=b""))
        assert found(connection) == [
            Finding("1 text lies beside the log and in no entry: of what is gone from it")
        ]


def test_a_long_transaction_is_several_links(engine: Engine) -> None:
    with transaction(engine) as connection:
        act = Act(connection, NOW, "Rita Recruiter")
        a_candidate(act, "Ada Example")
        row = {"at": NOW, "actor_id": act.actor_id, "what": "looked at", "subject": "C-1"}
        connection.execute(insert(events), [row] * 5000)
        seal(connection, after=0)
        sizes = [len(marks) // 8 for marks in connection.scalars(select(links.c.marks))]
        assert sizes == [4096, 905]
        assert found(connection) == []


def test_a_commitment_tells_nothing_without_its_salt() -> None:
    assert commitment(b"0" * 16, "Ada Example") != commitment(b"1" * 16, "Ada Example")
    assert len(commitment(b"0" * 16, "Ada Example")) == 32
