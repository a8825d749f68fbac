"""Chain the event log: seal what a transaction wrote, and find what was changed beside the program.

A link commits to the one before it and to the digests of its entries, in their order. What a chain
can and cannot show is said in docs/audit.md.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from hiring.domain.chain import (
    MARK_BYTES,
    MOST_IN_A_LINK,
    Entry,
    Link,
    commitment,
    digest_entry,
    digest_link,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import Connection, CursorResult

_EVENTS = (
    "SELECT e.id, e.at, a.mark, e.what, e.subject, e.application_id, e.job_id, e.from_code, "
    "e.to_code, e.words_id FROM events AS e JOIN actors AS a ON a.id = e.actor_id"
)
_NEXT = f"{_EVENTS} WHERE e.id > {{}} ORDER BY e.id LIMIT {MOST_IN_A_LINK}"
_HEAD = "SELECT id, last_event, hash FROM links ORDER BY id DESC LIMIT 1"
_COLUMNS = "id, first_event, last_event, marks, entries, hash, database_role, origin"
_WHOLE_SECOND = len("2026-03-02 09:00:00")
NOTHING = b""
MOST_NAMED = 50


class Finding(NamedTuple):
    """What is not as it was written: an entry or a link, and what became of it."""

    what: str
    entry: int | None = None
    link: int | None = None


@dataclass(slots=True)
class Verified:
    """What was looked at and found; `head` is the digest of the newest link."""

    entries: int = 0
    links: int = 0
    head: bytes = NOTHING
    origin: bytes | None = None
    findings: list[Finding] = field(default_factory=list)
    more: int = 0

    def note(self, what: str, *, entry: int | None = None, link: int | None = None) -> None:
        """Keep a finding; past a number of them they are counted only."""
        if len(self.findings) >= MOST_NAMED:
            self.more += 1
            return
        self.findings.append(Finding(what, entry, link))


def named_head(connection: Connection) -> bytes:
    """Give the head an export names: that of the chain the entries came from, if none came since.

    So an export of what was just imported says the same as the one that was imported.
    """
    found = connection.exec_driver_sql("SELECT hash, origin FROM links ORDER BY id DESC LIMIT 1")
    head = found.first()
    return NOTHING if head is None else bytes(head[0] if head[1] is None else head[1])


def head_of(connection: Connection) -> tuple[int, bytes]:
    """Give the number and the digest of the newest link; 0 and nothing before the first."""
    found = connection.exec_driver_sql(_HEAD).first()
    return (0, NOTHING) if found is None else (found[0], bytes(found[2]))


def seal(connection: Connection, *, origin: bytes | None = None) -> None:
    """Add to the chain what was written since its last link; `origin` as in Link.

    For the one writer, at the end of a transaction: what is read is what will be committed.
    """
    head = connection.exec_driver_sql(_HEAD).first()
    number, last, before = (0, 0, NOTHING) if head is None else (head[0], head[1], bytes(head[2]))
    role = None
    while rows := connection.exec_driver_sql(_NEXT.format(int(last))).all():
        if role is None:
            role = _role(connection)
        number += 1
        digests = [digest_entry(_entry(row)) for row in rows]
        first, last = rows[0][0], rows[-1][0]
        body = sha256(b"".join(digests)).digest()
        link = Link(number, first, last, len(rows), body, role, origin)
        before = digest_link(before, link)
        _write_link(connection, link, b"".join(each[:MARK_BYTES] for each in digests), before)
        if len(rows) < MOST_IN_A_LINK:
            break


def _role(connection: Connection) -> str:
    if connection.dialect.name == "sqlite":
        return ""
    return str(connection.exec_driver_sql("SELECT session_user").scalar_one())


def _write_link(connection: Connection, link: Link, marks: bytes, digest: bytes) -> None:
    place = "?" if connection.dialect.name == "sqlite" else "%s"
    connection.exec_driver_sql(
        f"INSERT INTO links ({_COLUMNS}) VALUES ({', '.join([place] * 8)})",
        (
            *(link.number, link.first_entry, link.last_entry, marks, link.entries, digest),
            *(link.database_role, link.origin),
        ),
    )


def _entry(row: Sequence[Any]) -> Entry:
    return Entry(_moment(row[1]), *row[2:])


def _moment(kept: Any) -> str:
    if not isinstance(kept, str):
        from datetime import UTC  # noqa: PLC0415 - a server's driver gives moments, SQLite texts

        kept = kept.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    if len(kept) != _WHOLE_SECOND:
        kept = kept.removesuffix(".000000")
    return f"{kept[:10]}T{kept[11:]}Z"


def verify(connection: Connection, *, passed: Callable[[int], None]) -> Verified:
    """Compare every entry, link, name and text of the log with what the chain says of them.

    `passed` is told how many entries were read. What is right is never accused; a tail that was cut
    off and a chain that was computed anew are not found: for them one needs an anchor.
    """
    verified = Verified()
    _verify_names(connection, verified)
    _verify_links(connection, verified, passed)
    _verify_words(connection, verified)
    return verified


def _rows(connection: Connection, statement: str) -> Iterator[Any]:
    found: CursorResult[Any] = connection.exec_driver_sql(
        statement, execution_options={"stream_results": True, "max_row_buffer": MOST_IN_A_LINK}
    )
    with found:
        for some in found.partitions(MOST_IN_A_LINK):
            yield from some


def _verify_names(connection: Connection, verified: Verified) -> None:
    for number, name, salt, mark in connection.exec_driver_sql(
        "SELECT id, name, salt, mark FROM actors ORDER BY id"
    ).all():
        if commitment(bytes(salt), name) != mark:
            verified.note(f"the name of actor {number} is not the one that acted")


def _verify_links(
    connection: Connection, verified: Verified, passed: Callable[[int], None]
) -> None:
    events = _rows(connection, f"{_EVENTS} ORDER BY e.id")
    waiting = next(events, None)
    expected = 1
    # Few of what a transaction wrote at once are in memory; the links themselves are small.
    for row in connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM links ORDER BY id").all():
        number, first, last, marks, entries, digest, role, origin = row
        if number != expected:
            verified.note(_missing(expected, number - 1), link=expected)
        expected = number + 1
        mine = []
        while waiting is not None and waiting[0] <= last:
            if waiting[0] < first:
                verified.note("was added: it stands in no link", entry=waiting[0])
            else:
                mine.append(waiting)
            waiting = next(events, None)
        passed(len(mine))
        verified.entries += len(mine)
        verified.links += 1
        origin = None if origin is None else bytes(origin)
        kept = (bytes(marks), bytes(entries), bytes(digest))
        count = len(kept[0]) // MARK_BYTES
        link = Link(number, first, last, count, kept[1], role, origin)
        if digest_link(verified.head, link) != kept[2]:
            verified.note("is not what was written, or the one before it is not", link=number)
        _verify_entries(verified, number, mine, kept)
        verified.head = kept[2]
        verified.origin = verified.origin or origin
    for row in chain(() if waiting is None else (waiting,), events):
        verified.note("was added: it stands in no link", entry=row[0])


def _missing(first: int, last: int) -> str:
    return "is gone" if first == last else f"is gone, with those up to link {last}"


def _verify_entries(
    verified: Verified, link: int, rows: Sequence[Any], kept: tuple[bytes, bytes, bytes]
) -> None:
    digests = [digest_entry(_entry(row)) for row in rows]
    marks = b"".join(each[:MARK_BYTES] for each in digests)
    same = sha256(b"".join(digests)).digest() == kept[1]
    if same and marks == kept[0]:
        return
    if same:
        verified.note("names its entries wrongly", link=link)
        return
    there = [each[:MARK_BYTES] for each in digests]
    wanted = [kept[0][at : at + MARK_BYTES] for at in range(0, len(kept[0]), MARK_BYTES)]
    numbers = [row[0] for row in rows]
    before = verified.more + len(verified.findings)
    if Counter(there) == Counter(wanted):
        for number, one, other in zip(numbers, there, wanted, strict=True):
            if one != other:
                verified.note("stands in another place than where it was written", entry=number)
    else:
        _compare(verified, link, (there, wanted), numbers)
    if verified.more + len(verified.findings) == before:
        verified.note("does not commit to its entries", link=link)


def _compare(
    verified: Verified,
    link: int,
    marks: tuple[list[bytes], list[bytes]],
    numbers: Sequence[int],
) -> None:
    there, wanted = marks
    matcher = SequenceMatcher(None, wanted, there, autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            continue
        changed = min(last - first, end - begin)
        for number in numbers[begin : begin + changed]:
            verified.note("was changed", entry=number)
        for number in numbers[begin + changed : end]:
            verified.note("was added", entry=number)
        for place in range(first + changed, last):
            after = numbers[end - 1] if end else None
            where = f" after entry {after}" if after is not None else ""
            verified.note(f"lacks its entry {place + 1} of {len(wanted)}{where}", link=link)


def _verify_words(connection: Connection, verified: Verified) -> None:
    """Look at what was said beside the log; the words of erased people are gone and should be."""
    found = _rows(
        connection,
        "SELECT e.id, e.words_id, w.text, w.salt, e.subject, e.application_id, e.from_code, "
        "e.to_code FROM events AS e "
        "LEFT JOIN words AS w ON w.id = e.words_id WHERE e.words_id IS NOT NULL ORDER BY e.id",
    )
    erased = _erased(connection)
    for number, words_id, text, salt, *about in found:
        if text is None:
            if erased.isdisjoint(about):
                verified.note("has lost what was said with it", entry=number)
        elif commitment(bytes(salt), text) != words_id:
            verified.note("has other words than were said", entry=number)


def _erased(connection: Connection) -> frozenset[str | int]:
    """Give the codes of erased people and of their requests, and their applications' numbers."""
    people = connection.exec_driver_sql(
        "SELECT id FROM candidates WHERE erased_at IS NOT NULL"
    ).all()
    theirs = connection.exec_driver_sql(
        "SELECT a.id FROM applications AS a JOIN candidates AS c ON c.id = a.candidate_id "
        "WHERE c.erased_at IS NOT NULL"
    ).all()
    asked = connection.exec_driver_sql(
        "SELECT r.id FROM privacy_requests AS r JOIN candidates AS c ON c.id = r.candidate_id "
        "WHERE c.erased_at IS NOT NULL"
    ).all()
    codes = (*(f"C-{row[0]}" for row in people), *(f"R-{row[0]}" for row in asked))
    return frozenset((*codes, *(row[0] for row in theirs)))
