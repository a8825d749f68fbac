"""Take in people as another system's file says them: matched, merged and written in batches."""

from __future__ import annotations

import json
import secrets
from collections import Counter, deque
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from hiring.domain.arriving import (
    Applying,
    Arriving,
    Rejected,
    bits_of,
    merge_extra,
    merge_person,
    moves_on,
)
from hiring.domain.chain import SALT_BYTES, commitment
from hiring.domain.codes import Kind, code
from hiring.domain.identity import Person, are_plainly_others, email_keys, match_keys
from hiring.domain.stages import TERMINAL, Stage
from hiring.errors import Problem
from hiring.store.bulk import ask, insert_rows, kept_moment, next_numbers, update_rows
from hiring.store.indexing import Indexed, index_people, unindex_people
from hiring.store.tables import ROW_ID, job_revisions, jobs
from hiring.workflow.wording import POINTED_OUT, look_at_new

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from hiring.domain.guard import Guard, Pointed
    from hiring.store.ledger import Act

BATCH = 1000
ADDED, UPDATED, UNCHANGED = "added", "updated", "unchanged"
_PERSON = Person._fields
_WRITTEN = (*_PERSON, "extra")
_FEW = 1000  # added people whose likeness is asked for one by one
_MARKED = 1 << 26
_MOST_MOMENTS = 1 << 14
_CANDIDATES = ("id", *_PERSON, "source", "source_detail", "added_at", "extra", "row_id")
_APPLICATIONS = (
    *("id", "candidate_id", "job_id", "revision_id", "stage", "source", "source_detail"),
    *("applied_at", "stage_since", "extra"),
)
_EVENTS = (
    *("at", "actor_id", "what", "subject", "application_id", "job_id"),
    *("from_code", "to_code", "words_id"),
)
_Moment = Any  # a moment as the database keeps it


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
class _Application:
    """An application as it stands while rows are taken in."""

    id: int
    job: int
    stage: str
    applied_at: _Moment
    extra: str
    stage_since: _Moment
    row: tuple[Any, ...] | None = None  # of a new one: what else is written
    was: tuple[str, str] | None = None  # how a known one stands in the database


@dataclass(slots=True)
class _Somebody:
    """A person as they stand while rows are taken in; `was` is how they are in the database."""

    number: int
    person: Person
    extra: str
    was: tuple[Person, str] | None
    applications: list[_Application] = field(default_factory=list)
    arrived: Arriving | None = None


class _Marks:
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


class _Numbers:
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


class Taken(NamedTuple):
    """What came of an import: rows by what became of them, and what was written."""

    added: int
    updated: int
    unchanged: int
    people: int
    changed: int
    fields: int
    applications: int
    moved: int
    look_known: int


@dataclass(slots=True)
class _Changed:
    """A person who was known before and is changed by rows of this file."""

    was: tuple[Person, str]
    rows: int = 0
    extras: dict[int, str] = field(default_factory=dict)


class Intake:
    """Takes people in, batch by batch, within one transaction."""

    def __init__(
        self,
        act: Act,
        *,
        system: str,
        default_source: str,
        guard: Guard | None = None,
        trust_addresses: bool = False,
    ) -> None:
        """Take people of a system; `default_source` is the word for those who say none.

        `guard` points out words that have no place in a note, and never stops anybody. With
        `trust_addresses` whoever has an address is its owner, whatever their name.
        """
        self.guard = guard
        self.pointed: list[PointedOut] = []
        self.trust_addresses = trust_addresses
        self.act = act
        self.system = system
        self.default_source = default_source
        self.jobs = {job.code: job for job in known_jobs(act.connection)}
        self.job_codes = {job.id: job.code for job in self.jobs.values()}
        self.people_numbers = _Numbers(act.connection, "candidates")
        self.application_numbers = _Numbers(act.connection, "applications")
        self.counts: Counter[str] = Counter()
        self.wrote: Counter[str] = Counter()
        self.said = _Marks()
        self.touched = _Marks()
        self.changed: dict[int, _Changed] = {}
        self._first: int | None = None
        self._moments: dict[datetime, _Moment] = {}
        self.added_keys: set[int] = set()
        self.now = kept_moment(act.connection, act.now)
        if act.connection.dialect.name == "sqlite":
            act.connection.exec_driver_sql("PRAGMA cache_size = -32768")

    def take(self, rows: Sequence[Arriving]) -> list[Rejected]:
        """Take a batch in and give the rows that cannot be, each with its reason."""
        batch = _Batch(self, rows)
        rejected = [refused for row in rows if (refused := batch.take(row))]
        batch.write()
        return rejected

    def finish(self) -> Taken:
        """Write what the whole of the file changed in people who were known, and count."""
        self._settle_changes()
        counts, wrote = self.counts, self.wrote
        return Taken(
            added=counts[ADDED],
            updated=counts[UPDATED],
            unchanged=counts[UNCHANGED],
            people=wrote["people"],
            changed=wrote["changed"],
            fields=wrote["fields"],
            applications=wrote["applications"],
            moved=wrote["moved"],
            look_known=self._count_look_known(),
        )

    def _settle_changes(self) -> None:
        connection = self.act.connection
        asked = f"SELECT id, {', '.join(_WRITTEN)} FROM candidates WHERE id IN ({{}})"
        events, texts = [], []
        for number, *now in ask(connection, asked, self.changed):
            changed = self.changed[number]
            before = (*changed.was[0], changed.was[1])
            if tuple(now) == before and not self._enriched(changed):
                self.counts[UNCHANGED] += changed.rows
                continue
            self.counts[UPDATED] += changed.rows
            self.wrote["changed"] += tuple(now) != before
            for name, old, new in zip(_WRITTEN, before, now, strict=True):
                if old != new:
                    said = {key: text for key, text in (("from", old), ("to", new)) if text}
                    text, salt = (
                        json.dumps(said, ensure_ascii=False),
                        secrets.token_bytes(SALT_BYTES),
                    )
                    words_id = commitment(salt, text)
                    texts.append((words_id, text, salt))
                    subject = code(Kind.CANDIDATE, number)
                    events.append(
                        self.event("candidate edited", subject, to_code=name, words_id=words_id)
                    )
        self.wrote["fields"] = len(events)
        insert_rows(connection, "words", ("id", "text", "salt"), texts)
        insert_rows(connection, "events", _EVENTS, events)

    def _enriched(self, changed: _Changed) -> bool:
        asked = "SELECT id, extra FROM applications WHERE id IN ({})"
        now = ask(self.act.connection, asked, changed.extras)
        return any(changed.extras[number] != extra for number, extra in now)

    def _count_look_known(self) -> int:
        """Count those added who share a phone number, a profile or a name with somebody else."""
        connection = self.act.connection
        if self._first is None:
            return 0
        if self.wrote["people"] <= _FEW:
            asked = "SELECT key, candidate_id FROM match_keys WHERE key IN ({})"
            owners: dict[int, list[int]] = {}
            for key, number in ask(connection, asked, self.added_keys):
                owners.setdefault(key, []).append(number)
            several = (numbers for numbers in owners.values() if len(numbers) > 1)
            return len({each for numbers in several for each in numbers if each >= self._first})
        place = "?" if connection.dialect.name == "sqlite" else "%s"
        found = connection.exec_driver_sql(
            "SELECT count(DISTINCT candidate_id) FROM match_keys AS mine "
            f"WHERE candidate_id >= {place} AND EXISTS (SELECT 1 FROM match_keys AS other "
            "WHERE other.key = mine.key AND other.candidate_id <> mine.candidate_id)",
            (self._first,),
        )
        return int(found.scalar_one())

    def event(
        self,
        what: str,
        subject: str,
        *,
        application: int | None = None,
        job: int | None = None,
        from_code: str | None = None,
        to_code: str | None = None,
        words_id: str | None = None,
    ) -> tuple[Any, ...]:
        """Give an event as it is written."""
        who = self.act.actor_id
        return (self.now, who, what, subject, application, job, from_code, to_code, words_id)

    def bring(self, number: int) -> None:
        """Remember that this file brought a person."""
        self._first = number if self._first is None else self._first

    def brought(self, number: int) -> bool:
        """Tell whether this file brought a person."""
        return self._first is not None and number >= self._first

    def moment(self, said: datetime | None) -> _Moment:
        """Give a moment as the database keeps it, or None."""
        if said is None:
            return None
        known = self._moments.get(said)
        if known is None:
            known = kept_moment(self.act.connection, said)
            if len(self._moments) >= _MOST_MOMENTS:
                self._moments.clear()
            self._moments[said] = known
        return known


def known_jobs(connection: Connection) -> list[Job]:
    """List every job with its newest revision."""
    newest = (
        select(job_revisions.c.job_id, func.max(job_revisions.c.id).label("id"))
        .group_by(job_revisions.c.job_id)
        .subquery()
    )
    rows = connection.execute(
        select(jobs.c.id, jobs.c.code, jobs.c.status, newest.c.id).join(
            newest, newest.c.job_id == jobs.c.id
        )
    )
    return [Job(number, shown, status == "open", newest) for number, shown, status, newest in rows]


def _pairs(rows: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    return ((key, value) for key, value in rows)


class _Batch:
    """Some rows, and all that is known here of whom they name."""

    def __init__(self, intake: Intake, rows: Sequence[Arriving]) -> None:
        """Read whom the rows name."""
        self.intake = intake
        self.connection = intake.act.connection
        self._remote = {"C": self._known_remote("C", (_remote_of(row) for row in rows))}
        theirs = (one.remote_id for row in rows for one in row.applications)
        self._remote["A"] = self._known_remote("A", theirs)
        asked = "SELECT key, candidate_id FROM emails WHERE key IN ({})"
        keys = {key for row in rows for key in row.keys}
        self._owners: dict[str, int] = dict(_pairs(ask(self.connection, asked, keys)))
        self._owner_of_application = self._read_owners(self._remote["A"].values())
        self._people: dict[int, _Somebody] = {}
        self._read_people()
        if self.connection.dialect.name != "sqlite":
            self._make_numbers_ready(rows)
        self._new: list[_Somebody] = []
        self._events: list[tuple[Any, ...]] = []
        self._new_remote: list[tuple[str, str, str, int]] = []
        self._named_by: dict[str, tuple[str, ...]] = {}

    def _make_numbers_ready(self, rows: Sequence[Arriving]) -> None:
        """Take numbers for those who are surely new, and for what they surely applied for."""
        new: set[Any] = set()
        wanted = 0
        for row in rows:
            theirs = [a.job for n in self._named(row) for a in self._people[n].applications]
            if not self._named(row) and row.person.name:
                new.add(row.keys[:1] or _remote_of(row) or row.place)
            for one in row.applications:
                job = self.intake.jobs.get(one.job)
                wanted += job is not None and job.id not in theirs
        self.intake.people_numbers.make_ready(len(new))
        self.intake.application_numbers.make_ready(wanted)

    def _named(self, row: Arriving) -> list[int]:
        """List the people a row names, those of its addresses first."""
        numbers = {self._owners[key]: None for key in row.keys if key in self._owners}
        remote = _remote_of(row)
        if remote in self._remote["C"]:
            numbers.setdefault(self._remote["C"][remote])
        for one in row.applications:
            known = self._owner_of_application.get(self._remote["A"].get(one.remote_id, 0))
            if known is not None:
                numbers.setdefault(known)
        return list(numbers)

    def _known_remote(self, kind: str, ids: Iterable[str]) -> dict[str, int]:
        named = {each for each in ids if each}
        asked = (
            "SELECT remote_id, number FROM remote_ids WHERE system = ? AND kind = ? "
            "AND remote_id IN ({})"
        )
        found = ask(self.connection, asked, named, before=(self.intake.system, kind))
        return dict(_pairs(found))

    def _read_owners(self, numbers: Iterable[int]) -> dict[int, int]:
        asked = "SELECT id, candidate_id FROM applications WHERE id IN ({})"
        return dict(_pairs(ask(self.connection, asked, set(numbers))))

    def _read_people(self) -> None:
        """Read whom the rows name, each as the one they were merged into."""
        owners = self._owners
        remote = self._remote["C"]
        numbers = {*owners.values(), *remote.values(), *self._owner_of_application.values()}
        kept = self._merged(numbers)
        everybody: tuple[dict[Any, int], ...] = (owners, remote, self._owner_of_application)
        for known in everybody:
            known.update({key: kept[number] for key, number in known.items() if number in kept})
        listed = ", ".join(_PERSON)
        asked = f"SELECT id, extra, {listed} FROM candidates WHERE id IN ({{}})"
        wanted = {kept.get(number, number) for number in numbers}
        for number, extra, *said in ask(self.connection, asked, wanted):
            person = Person(*said)
            self._people[number] = _Somebody(number, person, extra, (person, extra))
        # A remote id may outlive its person; then it names nobody.
        self._remote["C"] = {key: n for key, n in remote.items() if n in self._people}
        asked = (
            "SELECT candidate_id, id, job_id, stage, applied_at, extra, stage_since "
            "FROM applications WHERE candidate_id IN ({})"
        )
        for number, *rest in ask(self.connection, asked, self._people):
            one = _Application(*rest)
            one.was = (one.stage, one.extra)
            self._people[number].applications.append(one)

    def _merged(self, numbers: set[int]) -> dict[int, int]:
        asked = (
            "SELECT id, merged_into FROM candidates WHERE merged_into IS NOT NULL AND id IN ({})"
        )
        kept: dict[int, int] = {}
        looked = set(numbers)
        while looked:
            found = dict(_pairs(ask(self.connection, asked, looked)))
            kept |= found
            looked = set(found.values()) - set(kept)
        for number in list(kept):
            last = kept[number]
            while last in kept:
                last = kept[last]
            kept[number] = last
        return kept

    def take(self, row: Arriving) -> Rejected | None:
        """Take a row in; give it back with its reason where that cannot be."""
        numbers = self._named(row)
        somebody = self._people[numbers[0]] if numbers else None
        problem = self._problem(row, sorted(numbers))
        if problem is None and somebody is not None:
            problem = self._other_name(row, somebody)
        if problem is not None:
            return Rejected(row.place, problem)
        if somebody is None:
            self._add(row)
        else:
            self._merge(somebody, row)
        return None

    def _problem(self, row: Arriving, numbers: Sequence[int]) -> Problem | None:
        if len(numbers) > 1:
            codes = " and ".join(code(Kind.CANDIDATE, number) for number in numbers)
            return Problem(
                f"its addresses and numbers belong to different people: {codes}",
                fix="if they are one, merge them; else take the wrong address out of the row",
            )
        if not numbers and not row.person.name:
            return Problem(
                "it has no name, and nobody known is named by it", fix="fill in the name"
            )
        meant: dict[str, str] = {}
        for one in row.applications:
            job = self.intake.jobs.get(one.job)
            if job is None:
                return Problem(f"there is no job {one.job}", fix="hiring job list")
            was = self._job_of(one.remote_id) or meant.setdefault(one.remote_id, job.code)
            if one.remote_id and was != job.code:
                return Problem(
                    f"its application number is that of an application for {was}, "
                    f"and it says {job.code}",
                    fix="mend the number or the job in the row",
                )
            ends = one.stage in TERMINAL
            if not job.is_open and not ends and not self._has(job, numbers):
                return Problem(f"{job.code} is closed", fix=f"hiring job reopen {job.code}")
        return None

    def _other_name(self, row: Arriving, somebody: _Somebody) -> Problem | None:
        """Say that a row has somebody's address and plainly another name: two may share it."""
        if (
            self.intake.trust_addresses
            or not are_plainly_others(row.person.name, somebody.person.name)
            or _remote_of(row) in self._remote["C"]
            or any(one.remote_id in self._remote["A"] for one in row.applications if one.remote_id)
            or not all(are_plainly_others(row.person.name, name) for name in self._former(somebody))
        ):
            return None
        whose = code(Kind.CANDIDATE, somebody.number)
        if self.intake.brought(somebody.number):
            came = somebody.arrived
            whose = f"the person of line {came.place}" if came else f"{whose}, of an earlier line"
        return Problem(
            f"its address is that of {whose}, whose name is plainly another",
            fix="if two people share the address, leave it empty in one of the rows; if it is one "
            "person under two names, --trust-addresses",
        )

    def _former(self, somebody: _Somebody) -> list[str]:
        """List the names of those who were merged into a person."""
        asked = "SELECT id, name FROM candidates WHERE merged_into IN ({})"
        names: list[str] = []
        looked = {somebody.number}
        while looked:
            found = list(ask(self.connection, asked, looked))
            names += [name for _, name in found]
            looked = {number for number, _ in found}
        return names

    def _job_of(self, remote_id: str) -> str | None:
        """Give the job of the application that has a number of the other system, or None."""
        known = self._application_of(remote_id)
        return self.intake.job_codes[known.job] if known else None

    def _application_of(self, remote_id: str) -> _Application | None:
        number = self._remote["A"].get(remote_id, 0)
        owner = self._people.get(self._owner_of_application.get(number, 0))
        theirs = owner.applications if owner else ()
        return next((one for one in theirs if one.id == number), None)

    def _has(self, job: Job, numbers: Sequence[int]) -> bool:
        theirs = [one for number in numbers for one in self._people[number].applications]
        return any(one.job == job.id for one in theirs)

    def _add(self, row: Arriving) -> None:
        number = next(self.intake.people_numbers)
        intake = self.intake
        intake.bring(number)
        somebody = _Somebody(number, row.person, row.extra, None, [], row)
        self._people[number] = somebody
        self._new.append(somebody)
        for key in row.keys:
            self._owners[key] = number
        self._keep_remote("C", _remote_of(row), number)
        intake.said[number] = bits_of(row.person, row.extra)
        shown = code(Kind.CANDIDATE, number)
        self._events.append(
            intake.event("candidate added", shown, to_code=row.source or intake.default_source)
        )
        for one in row.applications:
            self._apply(somebody, one)
        intake.counts[ADDED] += 1

    def _keep_remote(self, kind: str, remote_id: str, number: int) -> None:
        if remote_id and remote_id not in self._remote[kind]:
            self._remote[kind][remote_id] = number
            self._new_remote.append((self.intake.system, kind, remote_id, number))

    def _keep_application(self, said: Applying, number: int, *, of: _Somebody) -> None:
        """Remember an application's number there, and whose it is: a later row may name it."""
        self._keep_remote("A", said.remote_id, number)
        self._owner_of_application[number] = of.number

    def _merge(self, somebody: _Somebody, row: Arriving) -> None:
        intake, number = self.intake, somebody.number
        bits = intake.said[number]
        owned = [key for key in row.keys if self._owners.get(key) == number]
        person = merge_person(somebody.person, row.person, bits=bits, owned=owned)
        extra = merge_extra(somebody.extra, row.extra, bits=bits)
        intake.said[number] = bits | bits_of(row.person, row.extra)
        for key in row.keys:
            self._owners.setdefault(key, number)
        if (remote := _remote_of(row)) not in self._remote["C"]:
            self._named_by[remote] = tuple(key for key in row.keys if key in owned)
        self._keep_remote("C", remote, number)
        before = (somebody.person, somebody.extra)
        somebody.person, somebody.extra = person, extra
        came = [self._apply(somebody, one) for one in row.applications]
        enriched = {one.known.id: one.was for one in came if one.known and one.was is not None}
        if (person, extra) == before and not any(one.wrote for one in came) and not enriched:
            intake.counts[UNCHANGED] += 1
            return
        if intake.brought(number):
            intake.counts[UPDATED] += 1
            return
        changed = intake.changed.get(number)
        if changed is None:
            changed = intake.changed[number] = _Changed(before)
        for application, was in enriched.items():
            changed.extras.setdefault(application, was)
        if any(one.wrote for one in came):
            intake.counts[UPDATED] += 1
        else:
            changed.rows += 1

    def _apply(self, somebody: _Somebody, said: Applying) -> _Came:
        """Add an application or take it further; tell what was written."""
        intake, job = self.intake, self.intake.jobs[said.job]
        known = self._matching(somebody, said, job)
        if known is None:
            self._add_application(somebody, said, job)
            return _Came(wrote=True)
        self._keep_application(said, known.id, of=somebody)
        extra = merge_extra(known.extra, said.extra, bits=-1 if intake.touched[known.id] else 0)
        intake.touched[known.id] = 1
        was = known.extra if extra != known.extra else None
        known.extra = extra
        if not moves_on(known.stage, said.stage) or said.stage is None:
            return _Came(wrote=False, known=known, was=was)
        about: dict[str, Any] = {"application": known.id, "job": known.job}
        about |= {"from_code": known.stage}
        subject = code(Kind.APPLICATION, known.id)
        self._events.append(intake.event("stage moved", subject, to_code=said.stage.value, **about))
        known.stage = said.stage.value
        known.stage_since = intake.moment(said.stage_since) or intake.now
        intake.wrote["moved"] += 1
        return _Came(wrote=True, known=known, was=was)

    def _matching(self, somebody: _Somebody, said: Applying, job: Job) -> _Application | None:
        """Find the application a row means: by its number, its day, or as the one that is open.

        One that ended is meant by its day alone, or where no day is said, by how it ended.
        """
        number = self._remote["A"].get(said.remote_id) if said.remote_id else None
        if number is not None:
            return next((one for one in somebody.applications if one.id == number), None)
        theirs = [one for one in somebody.applications if one.job == job.id]
        if not theirs:
            return None
        at = self.intake.moment(said.applied_at)
        going = next((one for one in theirs if one.stage not in TERMINAL), None)
        if at is not None and (dated := self._dated(theirs, said, at)):
            return dated
        if said.stage not in TERMINAL:
            return going or (theirs[-1] if at is None else None)
        if at is not None:
            return None
        ended = next((one for one in theirs if one.stage == said.stage), None)
        fresh = going is not None and not self.intake.touched[going.id]
        return going if ended is None and fresh else ended

    def _dated(
        self, theirs: Sequence[_Application], said: Applying, at: _Moment
    ) -> _Application | None:
        dated = [one for one in theirs if one.applied_at == at]
        for one in dated:
            if said.stage is None or one.stage == said.stage.value:
                return one
        return next((one for one in dated if not self.intake.touched[one.id]), None)

    def _add_application(self, somebody: _Somebody, said: Applying, job: Job) -> None:
        intake = self.intake
        number = next(intake.application_numbers)
        arrived = somebody.arrived
        stage = (said.stage or Stage.APPLIED).value
        at = intake.moment(said.applied_at or (arrived.added_at if arrived else None)) or intake.now
        since = intake.moment(said.stage_since) or at
        one = _Application(number, job.id, stage, at, said.extra, since)
        one.row = (job.revision_id, said.source or intake.default_source, said.source_detail)
        somebody.applications.append(one)
        intake.touched[number] = 1
        self._keep_application(said, number, of=somebody)
        about: dict[str, Any] = {"application": number, "job": job.id, "to_code": stage}
        added = intake.event("application added", code(Kind.APPLICATION, number), **about)
        self._events.append(added)
        intake.wrote["applications"] += 1

    def write(self) -> None:
        """Write what the rows came to."""
        connection, intake = self.connection, self.intake
        self._write_people()
        changed = [
            one
            for one in self._people.values()
            if one.was is not None and one.was != (one.person, one.extra)
        ]
        update_rows(
            connection,
            "candidates",
            _WRITTEN,
            [(*one.person, one.extra, one.number) for one in changed],
        )
        renamed = [one for one in changed if one.was and one.was[0] != one.person]
        was = [Indexed(one.number, one.was[0]) for one in renamed if one.was]
        unindex_people(connection, was)
        index_people(connection, [Indexed(one.number, one.person) for one in renamed])
        self._write_applications()
        self._point_out()
        insert_rows(
            connection, "remote_ids", ("system", "kind", "remote_id", "number"), self._of_merged()
        )
        insert_rows(connection, "events", _EVENTS, self._events)
        intake.wrote["people"] += len(self._new)

    def _point_out(self) -> None:
        """Record which texts of these people name what they should not, and did not before."""
        guard = self.intake.guard
        if guard is None:
            return
        for somebody in self._people.values():
            person, arrived = somebody.person, somebody.arrived
            now = {"note": person.note, "tags": person.tags, "extra": somebody.extra}
            before: dict[str, str | None] = {}
            if somebody.was is not None:
                was, extra = somebody.was
                before = {"note": was.note, "tags": was.tags, "extra": extra}
            elif arrived is not None:
                now["source_detail"] = arrived.source_detail
            shown = code(Kind.CANDIDATE, somebody.number)
            self._name(shown, look_at_new(guard, now, before))
            for one in somebody.applications:
                now = {"extra": one.extra}
                before = {"extra": one.was[1]} if one.was else {}
                if one.row is not None:
                    now["source_detail"] = one.row[2]
                found = look_at_new(guard, now, before)
                self._name(code(Kind.APPLICATION, one.id), found, application=one)

    def _name(
        self,
        subject: str,
        found: Iterable[tuple[str, Pointed]],
        *,
        application: _Application | None = None,
    ) -> None:
        about: dict[str, Any] = {}
        if application is not None:
            about = {"application": application.id, "job": application.job}
        for field_, one in found:
            self.intake.pointed.append(PointedOut(subject, field_, one.group.id, one.named))
            about |= {"from_code": field_, "to_code": one.group.id}
            self._events.append(self.intake.event(POINTED_OUT, subject, **about))

    def _of_merged(self) -> list[tuple[str, str, str, int]]:
        """Give the new numbers of that system, each with the entry by whose address it came.

        Where that entry was merged, the number is its own again when the merge is taken back.
        """
        known = {number for _, kind, _, number in self._new_remote if kind == "C"}
        asked = (
            "SELECT id, merged_into, email, more_emails FROM candidates WHERE merged_into IN ({})"
        )
        whose: dict[str, int] = {}
        looked = known & {one.number for one in self._people.values() if one.was}
        while looked:
            found = list(ask(self.connection, asked, looked))
            looked = {number for number, *_ in found}
            for number, _, email, more in found:
                whose.update(dict.fromkeys(email_keys(email, more), number))
        if not whose:
            return self._new_remote
        written = []
        for system, kind, remote, number in self._new_remote:
            came = self._named_by.get(remote, ()) if kind == "C" else ()
            merged = next((whose[key] for key in came if key in whose), number)
            written.append((system, kind, remote, merged))
        return written

    def _write_people(self) -> None:
        intake = self.intake
        rows, indexed = [], []
        for one in self._new:
            said = one.arrived
            source = (said.source if said else "") or intake.default_source
            detail = said.source_detail if said else ""
            at = intake.moment(said.added_at if said else None) or intake.now
            row_id = secrets.token_bytes(ROW_ID)
            rows.append((one.number, *one.person, source, detail, at, one.extra, row_id))
            indexed.append(Indexed(one.number, one.person))
        insert_rows(self.connection, "candidates", _CANDIDATES, rows)
        index_people(self.connection, indexed)
        if intake.wrote["people"] <= _FEW:
            for each in indexed:
                intake.added_keys.update(match_keys(each.person))

    def _write_applications(self) -> None:
        new, known = [], []
        for somebody in self._people.values():
            for one in somebody.applications:
                if one.row is not None:
                    revision, source, detail = one.row
                    begun = (one.id, somebody.number, one.job, revision, one.stage, source, detail)
                    new.append((*begun, one.applied_at, one.stage_since, one.extra))
                elif one.was != (one.stage, one.extra):
                    known.append((one.stage, one.stage_since, one.extra, one.id))
        insert_rows(self.connection, "applications", _APPLICATIONS, new)
        update_rows(self.connection, "applications", ("stage", "stage_since", "extra"), known)


class _Came(NamedTuple):
    """What came of one application in a row: `was` is its extra before it was changed."""

    wrote: bool
    known: _Application | None = None
    was: str | None = None


def _remote_of(row: Arriving) -> str:
    """Give what the other system calls a person; a row that names them by nothing is its own name.

    So the same row again is the same person, and no two are taken for one on what is missing.
    """
    if row.remote_id or row.keys or not row.person.name:
        return row.remote_id
    said = "\x1f".join([*(text or "" for text in row.person), row.extra])
    return f"row {blake2b(said.encode('utf-8', 'replace'), digest_size=16).hexdigest()}"
