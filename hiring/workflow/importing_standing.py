"""People and their applications as they stand while an import takes them in."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from hiring.domain.identity import Person
from hiring.store.bulk import next_numbers

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from hiring.domain.arriving import Arriving

PERSON = Person._fields
WRITTEN = (*PERSON, "extra")
_MARKED = 1 << 26
EVENTS = (
    *("at", "actor_id", "what", "subject", "application_id", "job_id"),
    *("from_code", "to_code", "words_id"),
)
Moment = Any  # a moment as the database keeps it


class PointedOut(NamedTuple):
    """A text that names what it should not: whose it is, which text, and the group."""

    code: str
    field: str
    group: str
    named: str


class Job(NamedTuple):
    """A job people can be applied for."""

    id: int
    code: str
    is_open: bool
    revision_id: int


@dataclass(slots=True)
class Application:
    """An application as it stands while rows are taken in."""

    id: int
    job: int
    stage: str
    applied_at: Moment
    extra: str
    stage_since: Moment
    row: tuple[Any, ...] | None = None  # of a new one: what else is written
    was: tuple[str, str] | None = None  # how a known one stands in the database


@dataclass(slots=True)
class Somebody:
    """A person as they stand while rows are taken in; `was` is how they are in the database."""

    number: int
    person: Person
    extra: str
    was: tuple[Person, str] | None
    applications: list[Application] = field(default_factory=list)
    arrived: Arriving | None = None


class Marks:
    """A small number for each of many records, in a byte each."""

    def __init__(self) -> None:
        """Start with nothing marked."""
        self._bytes = bytearray()
        self._far: dict[int, int] = {}

    def __getitem__(self, number: int) -> int:
        """Give a record's mark, or 0."""
        if number >= _MARKED:
            return self._far.get(number, 0)
        return self._bytes[number] if number < len(self._bytes) else 0

    def __setitem__(self, number: int, mark: int) -> None:
        """Mark a record."""
        if number >= _MARKED:
            self._far[number] = mark
            return
        if number >= len(self._bytes):
            self._bytes.extend(bytes(number + 4096 - len(self._bytes)))
        self._bytes[number] = mark


class Numbers:
    """Numbers for rows that are added, in their order: no more are taken than are needed."""

    def __init__(self, connection: Connection, table: str) -> None:
        """Begin with none taken."""
        self._connection = connection
        self._table = table
        self._free: deque[int] = deque()
        self._last: int | None = None

    def __next__(self) -> int:
        """Give the next."""
        if not self._free:
            self.make_ready(1)
        return self._free.popleft()

    def make_ready(self, count: int) -> None:
        """Take as many as are certainly needed, in one question."""
        if (missing := count - len(self._free)) <= 0:
            return
        if self._last is None or self._connection.dialect.name != "sqlite":
            self._free.extend(next_numbers(self._connection, self._table, missing))
        else:  # the writer is alone, and what was given may not be written yet
            self._free.extend(range(self._last + 1, self._last + 1 + missing))
        self._last = self._free[-1]


@dataclass(slots=True)
class Changed:
    """A person who was known before and is changed by rows of this file."""

    was: tuple[Person, str]
    rows: int = 0
    extras: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Coming:
    """What a batch adds: people, entries of the log, and the other system's numbers."""

    people: list[Somebody] = field(default_factory=list)
    events: list[tuple[Any, ...]] = field(default_factory=list)
    remote_ids: list[tuple[str, str, str, int]] = field(default_factory=list)
    named_by: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Came(NamedTuple):
    """What came of one application in a row: `was` is its extra before it was changed."""

    wrote: bool
    known: Application | None = None
    was: str | None = None


def remote_of(row: Arriving) -> str:
    """Give what the other system calls a person; a row that names them by nothing is its own name.

    So the same row again is the same person, and no two are taken for one on what is missing.
    """
    if row.remote_id or row.keys or not row.person.name:
        return row.remote_id
    said = "\x1f".join([*(text or "" for text in row.person), row.extra])
    return f"row {blake2b(said.encode('utf-8', 'replace'), digest_size=16).hexdigest()}"
