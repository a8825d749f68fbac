"""Whatever is changed in the log is found, and no clean log is ever accused: random histories."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, text, update

from hiring.domain.chain import CANDIDATE_ERASED, Link, digest_entries, digest_entry, digest_link
from hiring.store.chain import lines, newest_entry, seal
from hiring.store.connection import part
from hiring.store.ledger import Act
from hiring.store.tables import actors, candidates, events, links, words
from hiring.workflow.auditing import make_anchor, verify_log
from hiring.workflow.candidates import edit_candidate
from hiring.workflow.merging import merge_candidates, unmerge_candidate
from tests.conftest import NOW
from tests.factories import a_candidate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import Column, Connection, Engine, Table

    from hiring.store.chain import Verified
    from hiring.views.audit import Anchor

TABLES = (events, links, actors, words)
FEW = settings(max_examples=60)
STEPS = st.lists(
    st.sampled_from(["add", "add two", "edit", "merge", "unmerge", "undone", "nothing", "erase"]),
    min_size=1,
    max_size=7,
)


@contextmanager
def undone(engine: Engine) -> Iterator[Connection]:
    """Open a transaction in which everything may be done, and of which nothing stays."""
    with engine.connect() as connection, connection.begin() as begun:
        yield connection
        begun.rollback()


def live(connection: Connection, steps: Sequence[str]) -> None:
    """Let a team work: each step is a transaction of somebody."""
    first = True
    for place, step in enumerate(("add", "edit", *steps)):
        before = newest_entry(connection)
        act = Act(connection, NOW.replace(microsecond=place), f"Recruiter {place % 2}")
        with suppress(IndexError):
            take_step(act, "add" if first else step)
        seal(connection, after=before)
        first = False


def take_step(act: Act, step: str) -> None:
    """Do one thing to people who are there; IndexError where there are too few."""
    if step in {"add", "add two"}:
        for _ in range(len(step.split())):
            a_candidate(act, "Ada Example")
    there = people(act.connection)
    if step == "edit":
        edit_candidate(act, there[-1], {"note": f"met on day {act.now.microsecond}"})
    elif step == "merge":
        merge_candidates(act, there[0], there[1], choices={}, because="the same person")
    elif step == "unmerge":
        gone = act.connection.scalars(
            select(candidates.c.id).where(
                candidates.c.merged_into.is_not(None), candidates.c.erased_at.is_(None)
            )
        ).all()
        unmerge_candidate(act, f"C-{gone[0]}", because="two people")
    elif step == "undone":
        with suppress(ZeroDivisionError), part(act.connection):
            a_candidate(act, "Ben Example")
            raise ZeroDivisionError
    elif step == "erase":
        erase(act, there[-1])


def people(connection: Connection) -> list[str]:
    """Give the codes of those who are not merged into somebody."""
    alone = candidates.c.merged_into.is_(None) & candidates.c.erased_at.is_(None)
    found = connection.scalars(select(candidates.c.id).where(alone).order_by(candidates.c.id))
    return [f"C-{number}" for number in found]


def erase(act: Act, who: str) -> None:
    """Let the words about a person go, as an erasure does."""
    number = int(who.removeprefix("C-"))
    theirs = (candidates.c.id == number) | (candidates.c.merged_into == number)
    codes = [
        f"C-{each}" for each in act.connection.scalars(select(candidates.c.id).where(theirs)).all()
    ]
    said = select(events.c.words_id).where(events.c.subject.in_(codes))
    act.connection.execute(delete(words).where(words.c.id.in_(said)))
    act.connection.execute(update(candidates).where(theirs).values(erased_at=NOW))
    act.record(CANDIDATE_ERASED, who, said={"why": "they asked"})


def unguard(connection: Connection) -> None:
    """Take away what keeps a hand from the log, as the owner of the database can."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for table in ("events", "links"):
            for act in ("update", "delete", "replace"):
                connection.execute(text(f"DROP TRIGGER {table}_no_{act}"))
        connection.execute(text("DROP TRIGGER IF EXISTS events_follow"))
        return
    for table in ("events", "links"):
        connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
    referring = connection.execute(
        text(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint "
            "WHERE contype = 'f' AND confrelid = 'actors'::regclass"
        )
    ).all()
    for table, name in referring:
        connection.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT {name}"))


def contents(connection: Connection) -> dict[str, list[Any]]:
    """Read what could be tampered with."""
    return {
        table.name: sorted(
            repr(tuple(row)) for row in connection.exec_driver_sql(f"SELECT * FROM {table.name}")
        )
        for table in TABLES
    }


def verified(connection: Connection, anchor: Anchor | None = None) -> Verified:
    """Verify the log."""
    return verify_log(connection, passed=lambda _: None, anchor=anchor)


def other_values(kept: Any, column: Column[Any], *, is_file: bool) -> list[Any]:
    """Give what somebody could write instead of a value."""
    kind = column.type.python_type
    others: list[Any] = ["", "x", "0" * 32]
    if column.primary_key and kind is int:
        return [kept + 1000]
    if column.name == "at":
        others = ["2026-03-02T09:00:00", "2026-03-02 09:00:01", "", b"\xff", 7]
        others = others if is_file else [kept.replace(second=9)]
    elif column.name == "name":
        others = [f"{kept} who is somebody else"]
    elif kind is bytes:
        said = kept or b""
        others = [b"", b"\x00" * len(said), said[:-1], said + b"\x00"]
    elif kind is int:
        others = [(kept or 0) + 1, (kept or 0) - 1, (kept or 0) + 100_000]
    return [*others, b"\xff\xfe", 3.5] if is_file and column.name != "id" else others


@pytest.mark.parametrize("column", [column for table in TABLES for column in table.c], ids=str)
def test_c37_every_column_is_looked_at(shared_engine: Engine, column: Column[Any]) -> None:
    with undone(shared_engine) as connection:
        live(connection, ["add two", "merge", "edit"])
        unguard(connection)
        is_file = connection.dialect.name == "sqlite"
        table = column.table
        rows = connection.execute(select(table).order_by(table.c[0])).all()
        place = "?" if is_file else "%s"
        change = f"UPDATE {table} SET {column.name} = {place} WHERE id = {place}"
        for row in (rows[0], rows[-1]):
            for value in other_values(row._mapping[column.name], column, is_file=is_file):
                before = contents(connection)
                with connection.begin_nested() as tried:
                    connection.exec_driver_sql(change, (value, row.id))
                    if contents(connection) != before:
                        assert verified(connection).findings, (row, value)
                    tried.rollback()


class Hand:
    """Somebody who owns the database and changes things in it, as chance will have it."""

    def __init__(self, connection: Connection, draw: Callable[[Any], Any]) -> None:
        """Hold the database."""
        self.connection = connection
        self.draw = draw
        self.is_file = connection.dialect.name == "sqlite"

    def tamper(self, what: str) -> None:
        """Change, remove, add or swap something."""
        # An actor's row that no entry names says nothing, so adding one is no tampering.
        tables = TABLES if what != "add" else (events, links, words)
        table = self.draw(st.sampled_from(tables))
        rows = self.connection.execute(select(table).order_by(table.c[0])).all()
        if not rows:
            return
        row = self.draw(st.sampled_from(rows))
        getattr(self, what)(table, row, rows)

    def change(self, table: Table, row: Any, _rows: Any) -> None:
        """Change one column of a row."""
        column = self.draw(st.sampled_from(list(table.c)))
        others = other_values(row._mapping[column.name], column, is_file=self.is_file)
        value = self.draw(st.sampled_from(others))
        place = "?" if self.is_file else "%s"
        self.connection.exec_driver_sql(
            f"UPDATE {table.name} SET {column.name} = {place} WHERE id = {place}",
            (value, row.id),
        )

    def remove(self, table: Table, row: Any, _rows: Any) -> None:
        """Remove a row."""
        self.connection.execute(delete(table).where(table.c.id == row.id))

    def add(self, table: Table, row: Any, rows: Any) -> None:
        """Add a row like another one."""
        ids = [each.id for each in rows]
        number = "f" * 32 if table is words else max(ids) + self.draw(st.sampled_from([1, 50]))
        if table is not words and self.draw(st.booleans()):
            number = min(ids) - 1
        self.connection.execute(insert(table).values({**row._mapping, "id": number}))

    def swap(self, table: Table, row: Any, rows: Any) -> None:
        """Let two rows change places."""
        other = self.draw(st.sampled_from(rows))
        pairs = ((row.id, other), (other.id, row))
        if table is actors and row.id != other.id:
            self.connection.execute(update(actors).where(actors.c.id == row.id).values(name="-"))
            pairs = (pairs[1], pairs[0])
        for number, said in pairs:
            values = {key: value for key, value in said._mapping.items() if key != "id"}
            self.connection.execute(update(table).where(table.c.id == number).values(values))


@given(steps=STEPS)
@FEW
def test_c37_no_clean_log_is_ever_accused(shared_engine: Engine, steps: list[str]) -> None:
    with undone(shared_engine) as connection:
        live(connection, steps)
        assert verified(connection, make_anchor(connection, now=NOW)).findings == []


@given(steps=STEPS, what=st.sampled_from(["change", "remove", "add", "swap"]), data=st.data())
@settings(max_examples=250)
def test_c37_one_tampering_is_found(
    shared_engine: Engine, steps: list[str], what: str, data: st.DataObject
) -> None:
    with undone(shared_engine) as connection:
        live(connection, steps)
        before = contents(connection)
        unguard(connection)
        Hand(connection, data.draw).tamper(what)
        if contents(connection) != before:
            assert verified(connection).findings


@given(
    steps=STEPS,
    acts=st.lists(st.sampled_from(["change", "remove", "add", "swap"]), min_size=2, max_size=5),
    data=st.data(),
)
@FEW
def test_c37_tampering_in_many_places_is_found(
    shared_engine: Engine, steps: list[str], acts: list[str], data: st.DataObject
) -> None:
    with undone(shared_engine) as connection:
        live(connection, steps)
        anchor = make_anchor(connection, now=NOW)
        before = contents(connection)
        unguard(connection)
        hand = Hand(connection, data.draw)
        for what in acts:
            with suppress(Exception), connection.begin_nested():
                hand.tamper(what)
        if contents(connection) != before:
            assert verified(connection, anchor).findings


def recompute(connection: Connection, *, first: int, last: int, marks_only: bool = False) -> None:
    """Compute links anew from the entries as they are now, as somebody would who knows how."""
    rows = connection.execute(select(links).order_by(links.c.id)).all()
    entries = {
        line["entry"]: digest_entry(line["fields"])  # type: ignore[arg-type]
        for kind, line in lines(connection)
        if kind == "entry"
    }
    head = b""
    for row in rows:
        if first <= row.id <= last:
            mine = [n for n in entries if row.first_event <= n <= row.last_event]
            digests = [entries[n] for n in mine]
            body = digest_entries(digests, mine)  # type: ignore[arg-type]
            link = Link(
                *(row.id, row.first_event, row.last_event, len(mine), body),
                *(row.database_role, row.origin),
            )
            values = {"marks": b"".join(each[:8] for each in digests)}
            if not marks_only:
                values |= {"entries": body, "hash": digest_link(head, link)}
            connection.execute(update(links).where(links.c.id == row.id).values(values))
            head = digest_link(head, link)
        else:
            head = bytes(row.hash)


@given(steps=STEPS, data=st.data())
@FEW
def test_c37_a_chain_that_was_computed_anew_in_part_is_found(
    shared_engine: Engine, steps: list[str], data: st.DataObject
) -> None:
    with undone(shared_engine) as connection:
        live(connection, steps)
        count = len(connection.execute(select(links)).all())
        first = data.draw(st.integers(1, count - 1))
        last = data.draw(st.integers(first, count - 1))
        unguard(connection)
        row = connection.execute(select(links).where(links.c.id == first)).one()
        connection.execute(
            update(events).where(events.c.id == row.first_event).values(to_code="somebody else")
        )
        recompute(connection, first=first, last=last, marks_only=data.draw(st.booleans()))

        assert verified(connection).findings


@given(steps=STEPS, data=st.data())
@FEW
def test_c37_a_whole_chain_computed_anew_and_a_cut_tail_are_found_by_an_anchor(
    shared_engine: Engine, steps: list[str], data: st.DataObject
) -> None:
    with undone(shared_engine) as connection:
        live(connection, steps)
        anchor = make_anchor(connection, now=NOW)
        count = anchor.link
        first = data.draw(st.integers(1, count))
        row = connection.execute(select(links).where(links.c.id == first)).one()
        unguard(connection)
        if data.draw(st.booleans()):
            connection.execute(
                update(events).where(events.c.id == row.first_event).values(subject="C-77")
            )
            recompute(connection, first=first, last=count)
        else:
            gone = events.c.id >= row.first_event
            said = select(events.c.words_id).where(gone)
            connection.execute(delete(words).where(words.c.id.in_(said)))
            connection.execute(delete(events).where(gone))
            connection.execute(delete(links).where(links.c.id >= first))

        # As docs/audit.md says plainly: without an anchor it is not found.
        found = [one.what for one in verified(connection).findings]
        assert [one for one in found if "lost what was said" not in one] == []
        assert verified(connection, anchor).findings
