"""Chain the event log: seal what a transaction wrote, and find what was changed beside the program.

A link commits to the one before it and to its entries, in their order. What a chain can and cannot
show is said in docs/audit.md.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sqlalchemy.exc import OperationalError

from hiring.domain.chain import (
    CANDIDATE_ERASED,
    ERASED_AGAIN,
    MARK_BYTES,
    MOST_IN_A_LINK,
    Link,
    commitment,
    digest_entries,
    digest_entry,
    digest_link,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, CursorResult

Found = TypeVar("Found")
_EVENTS = (
    "SELECT e.id, e.at, a.mark, e.what, e.subject, e.application_id, e.job_id, e.from_code, "
    "e.to_code, e.words_id FROM events AS e LEFT JOIN actors AS a ON a.id = e.actor_id"
)
_NEXT = f"{_EVENTS} WHERE e.id > {{}} ORDER BY e.id LIMIT {{}}"
_HEAD = "SELECT id, hash, last_event FROM links ORDER BY id DESC LIMIT 1"
_COLUMNS = "id, first_event, last_event, marks, entries, hash, database_role, origin"
_WHOLE_SECOND = len("2026-03-02 09:00:00")
_DAY = 10  # signs of a moment's day; a space stands behind it
NOTHING = b""
MOST_NAMED = 50
STANDS_ALONE = "stands in no link: it was added beside the program, or its link is gone"


class Finding(NamedTuple):
    """What is not as it was written: an entry, a link or a record, and what became of it."""

    what: str
    entry: int | None = None
    link: int | None = None
    record: str | None = None

    def __str__(self) -> str:
        """Say it in a line, as "entry 5 of the log was changed"."""
        if self.entry is not None:
            return f"entry {self.entry} of the log {self.what}"
        if self.record is not None:
            return f"{self.record} {self.what}"
        return f"link {self.link} of the log {self.what}" if self.link is not None else self.what


class Sealed(NamedTuple):
    """A link as it is kept: what it says, its entries' marks, and its digest."""

    link: Link
    marks: bytes
    digest: bytes


@dataclass(slots=True)
class Verified:
    """What was looked at and found; `head` is the digest of the newest link.

    `passed` is, of the link that was asked for, its digest and the number of entries up to it.
    `read_words` is whether the texts beside the log were read, which not every role may. Records
    that were held against their entries are counted in `recorded`, those of which an entry keeps
    no digest in `uncovered`.
    """

    entries: int = 0
    links: int = 0
    head: bytes = NOTHING
    origin: bytes | None = None
    passed: tuple[bytes, int] | None = None
    findings: list[Finding] = field(default_factory=list)
    more: int = 0
    last: int = 0
    sealed: int = 0
    read_words: bool = True
    recorded: int = 0
    uncovered: int = 0

    @property
    def found(self) -> int:
        """Count what was found, named or not."""
        return len(self.findings) + self.more

    def note(
        self,
        what: str,
        *,
        entry: int | None = None,
        link: int | None = None,
        record: str | None = None,
    ) -> None:
        """Keep a finding; past a number of them they are counted only."""
        if len(self.findings) >= MOST_NAMED:
            self.more += 1
            return
        self.findings.append(Finding(what, entry, link, record))


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
    return (0, NOTHING) if found is None else (found[0], bytes(found[1]))


def may_read_words(connection: Connection) -> bool:
    """Tell whether whoever asks may read the texts beside the log; an auditor's role may not."""
    if connection.dialect.name == "sqlite":
        return True
    asked = "SELECT has_column_privilege('words', 'text', 'SELECT')"
    return bool(connection.exec_driver_sql(asked).scalar_one())


def count_sealed(connection: Connection) -> int:
    """Count the entries that stand in links."""
    found = connection.exec_driver_sql("SELECT coalesce(sum(length(marks)), 0) FROM links")
    return int(found.scalar_one()) // MARK_BYTES


def newest_entry(connection: Connection) -> int:
    """Give the number of the newest entry, in a link or not; 0 where there is none."""
    return int(connection.exec_driver_sql("SELECT max(id) FROM events").scalar() or 0)


def seal(
    connection: Connection,
    *,
    after: int,
    origin: bytes | None = None,
    most: int = MOST_IN_A_LINK,
) -> None:
    """Add to the chain what was written after an entry, at `most` in a link; `origin` as in Link.

    For the one writer, at the end of a transaction: what is read is what will be committed. What
    somebody wrote beside the program before it began is left out, and so it is found.
    """
    head = connection.exec_driver_sql(_HEAD).first()
    number, before, last = (0, NOTHING, 0) if head is None else (head[0], bytes(head[1]), head[2])
    rows = connection.exec_driver_sql(_NEXT.format(max(int(last), after), most)).all()
    if not rows:
        return
    role = _role(connection)
    while rows:
        number += 1
        digests = [digest_entry(_entry(row)) for row in rows]
        numbers = [row[0] for row in rows]
        body = digest_entries(digests, numbers)
        link = Link(number, numbers[0], numbers[-1], len(rows), body, role, origin)
        before = digest_link(before, link)
        _write_link(connection, Sealed(link, _marks(digests), before))
        if len(rows) < most:
            break
        rows = connection.exec_driver_sql(_NEXT.format(numbers[-1], most)).all()


def _marks(digests: Sequence[bytes]) -> bytes:
    return b"".join([each[:MARK_BYTES] for each in digests])


def _role(connection: Connection) -> str:
    if connection.dialect.name == "sqlite":
        return ""
    return str(connection.exec_driver_sql("SELECT session_user").scalar_one())


def _write_link(connection: Connection, sealed: Sealed) -> None:
    place = "?" if connection.dialect.name == "sqlite" else "%s"
    link = sealed.link
    connection.exec_driver_sql(
        f"INSERT INTO links ({_COLUMNS}) VALUES ({', '.join([place] * 8)})",
        (
            *(link.number, link.first_entry, link.last_entry, sealed.marks, link.entries),
            *(sealed.digest, link.database_role, link.origin),
        ),
    )


def _entry(row: Sequence[Any]) -> tuple[Any, ...]:
    """Give the fields of an Entry; one is made for each of a million rows, so it is no Entry."""
    kept = row[1]
    if type(kept) is str and len(kept) == _WHOLE_SECOND and kept[_DAY] == " ":
        return (f"{kept[:_DAY]}T{kept[_DAY + 1 :]}Z", *row[2:])
    return (written_moment(kept), *row[2:])


def written_moment(kept: Any) -> str:
    """Write a moment as digests are of it, however the database keeps it."""
    if isinstance(kept, datetime):
        kept = kept.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    if not isinstance(kept, str) or kept[_DAY : _DAY + 1] != " ":
        return f"no moment: {kept!r}"
    return f"{kept[:_DAY]}T{kept[_DAY + 1 :].removesuffix('.000000')}Z"


def verify(
    connection: Connection, *, passed: Callable[[int], None], link: int | None = None
) -> Verified:
    """Compare every entry, link, name and text of the log with what the chain says of them.

    `passed` is told how many entries were read; `link` is one whose digest is asked for. What is
    right is never accused; a tail that was cut off and a chain that was computed anew are not
    found: for them one needs an anchor.
    """
    told = [passed]
    return read_whatever(
        connection, lambda: _verify(connection, told.pop() if told else _tell_nobody, wanted=link)
    )


def _tell_nobody(_: int) -> None:
    """Take a count that was told before."""


def read_whatever(connection: Connection, look: Callable[[], Found]) -> Found:
    """Look at a database in which bytes that are no text may stand where there should be some.

    Where they do, a hand was there beside the program, and what is looked at is read once more.
    """
    try:
        return look()
    except OperationalError as error:
        if "decode" not in str(error.orig):
            raise
    raw: Any = connection.connection.driver_connection
    try:
        raw.text_factory = _any_text
        return look()
    finally:
        raw.text_factory = str


def _any_text(kept: bytes) -> str:
    return kept.decode("utf-8", "surrogateescape")


def _verify(
    connection: Connection, passed: Callable[[int], None], *, wanted: int | None
) -> Verified:
    verified = Verified()
    _verify_names(connection, verified)
    entries = _Entries(connection)
    for row in rows_of(connection, f"SELECT {_COLUMNS} FROM links ORDER BY id"):
        sealed = _sealed(row)
        numbers, digests = entries.until(sealed.link, verified)
        verified.entries += len(numbers)
        passed(len(numbers))
        _verify_link(verified, sealed, wanted=wanted)
        _verify_entries(verified, sealed, numbers, digests)
    for number in entries.rest():
        verified.note(STANDS_ALONE, entry=number)
    _verify_words(connection, verified, _erased(connection, entries.erased))
    return verified


def rows_of(connection: Connection, statement: str) -> Iterator[Any]:
    """Read rows as they are kept, some thousands at a time."""
    for some in _partitions(connection, statement):
        yield from some


def _partitions(connection: Connection, statement: str) -> Iterator[Sequence[Any]]:
    found: CursorResult[Any] = connection.exec_driver_sql(
        statement, execution_options={"stream_results": True, "max_row_buffer": MOST_IN_A_LINK}
    )
    with found:
        yield from found.partitions(MOST_IN_A_LINK)


def _sealed(row: Sequence[Any]) -> Sealed:
    """Read a link; what no program of ours writes there is taken for nothing."""
    number, first, last, marks, entries, digest, role, origin = row
    marks = _bytes(marks)
    if type(first) is not int or type(last) is not int:
        first = last = 0
    origin = None if origin is None else _bytes(origin)
    link = Link(number, first, last, len(marks) // MARK_BYTES, _bytes(entries), role, origin)
    return Sealed(link, marks, _bytes(digest))


def _bytes(kept: Any) -> bytes:
    if type(kept) is bytes:
        return kept
    return b"" if isinstance(kept, (str, int, float)) or kept is None else bytes(kept)


class _Entries:
    """The log from its beginning, some entries at a time: their numbers and digests."""

    def __init__(self, connection: Connection) -> None:
        self._some = _partitions(connection, f"{_EVENTS} ORDER BY e.id")
        self._numbers: list[int] = []
        self._digests: list[bytes] = []
        self._at = 0
        self.erased: dict[str, int] = {}

    def until(self, link: Link, verified: Verified) -> tuple[list[int], list[bytes]]:
        """Give the entries from a link's first to its last; those before it stand in none."""
        at, cut = self._at, bisect_right(self._numbers, link.last_entry, self._at)
        numbers, digests = self._numbers[at:cut], self._digests[at:cut]
        self._at = cut
        # A link whose last entry is not what was written must not bring all of them at once.
        while self._at == len(self._numbers) and len(numbers) <= MOST_IN_A_LINK and self._more():
            self._at = cut = bisect_right(self._numbers, link.last_entry)
            numbers += self._numbers[:cut]
            digests += self._digests[:cut]
        if numbers and numbers[0] < link.first_entry:
            cut = bisect_left(numbers, link.first_entry)
            for number in numbers[:cut]:
                verified.note(STANDS_ALONE, entry=number)
            del numbers[:cut], digests[:cut]
        return numbers, digests

    def rest(self) -> Iterator[int]:
        """Give the numbers of what stands behind the last link."""
        while self._more():
            yield from self._numbers[self._at :]
            self._at = len(self._numbers)

    def _more(self) -> bool:
        if self._at < len(self._numbers):
            return True
        rows: Sequence[Any] = next(self._some, ())
        self._numbers = [row[0] for row in rows]
        self._digests = [digest_entry(_entry(row)) for row in rows]
        self._at = 0
        for row in rows:
            if row[3] == CANDIDATE_ERASED or (row[3] == ERASED_AGAIN and row[4] in self.erased):
                self.erased[row[4]] = row[0]
        return bool(rows)


def lines(connection: Connection) -> Iterator[tuple[str, dict[str, object]]]:
    """Give the entries and links as the chain sees them, each link behind its entries."""
    waiting = rows_of(connection, f"{_EVENTS} ORDER BY e.id")
    row = next(waiting, None)
    for kept in rows_of(connection, f"SELECT {_COLUMNS} FROM links ORDER BY id"):
        link, _, digest = _sealed(kept)
        while row is not None and row[0] <= link.last_entry:
            yield "entry", _entry_line(row)
            row = next(waiting, None)
        yield "link", _link_line(link, digest)
    while row is not None:
        yield "entry", _entry_line(row)
        row = next(waiting, None)


def _entry_line(row: Sequence[Any]) -> dict[str, object]:
    return {"entry": row[0], "fields": _entry(row)}


def _link_line(link: Link, digest: bytes) -> dict[str, object]:
    return {
        "link": link.number,
        "first_entry": link.first_entry,
        "last_entry": link.last_entry,
        "size": link.size,
        "entries": link.entries.hex(),
        "database_role": link.database_role,
        "origin": None if link.origin is None else link.origin.hex(),
        "digest": digest.hex(),
    }


def _verify_names(connection: Connection, verified: Verified) -> None:
    for number, name, salt, mark in connection.exec_driver_sql(
        "SELECT id, name, salt, mark FROM actors ORDER BY id"
    ).all():
        if not _commits(mark, salt, name):
            verified.note(f"the name of actor {number} is not the one that acted")


def _commits(mark: Any, salt: Any, text: Any) -> bool:
    return isinstance(text, str) and commitment(_bytes(salt), text) == mark


def _verify_link(verified: Verified, sealed: Sealed, *, wanted: int | None) -> None:
    link = sealed.link
    expected = verified.last + 1
    if link.number != expected:
        gone = "is gone" if link.number == expected + 1 else f"to {link.number - 1} are gone"
        what = gone if link.number > expected else "was added before the first"
        verified.note(what, link=min(expected, link.number))
    if digest_link(verified.head, link) != sealed.digest:
        verified.note("is not what was written, or the one before it is not", link=link.number)
    verified.last = link.number
    verified.links += 1
    verified.sealed += link.size
    verified.head = sealed.digest
    verified.origin = link.origin if verified.origin is None else verified.origin
    if link.number == wanted:
        verified.passed = (sealed.digest, verified.sealed)


def _verify_entries(
    verified: Verified, sealed: Sealed, numbers: Sequence[int], digests: Sequence[bytes]
) -> None:
    link = sealed.link
    marks = _marks(digests)
    if digest_entries(digests, numbers) == link.entries:
        if marks != sealed.marks:
            verified.note("names its entries wrongly", link=link.number)
        return
    before = verified.found
    if marks != sealed.marks:
        there, wanted = _each(marks), _each(sealed.marks)
        if Counter(there) == Counter(wanted):
            for number, one, other in zip(numbers, there, wanted, strict=True):
                if one != other:
                    what = "stands in another place than where it was written"
                    verified.note(what, entry=number)
        else:
            _compare(verified, link.number, (there, wanted), numbers)
    if verified.found == before:
        verified.note("numbers its entries otherwise than they were written", link=link.number)


def _each(marks: bytes) -> list[bytes]:
    return [marks[at : at + MARK_BYTES] for at in range(0, len(marks), MARK_BYTES)]


def _compare(
    verified: Verified,
    link: int,
    marks: tuple[list[bytes], list[bytes]],
    numbers: Sequence[int],
) -> None:
    there, wanted = marks
    for first, last, begin, end in _differences(wanted, there):
        changed = min(last - first, end - begin)
        for number in numbers[begin : begin + changed]:
            verified.note("was changed", entry=number)
        for number in numbers[begin + changed : end]:
            verified.note("was added", entry=number)
        for place in range(first + changed, last):
            after = numbers[end - 1] if end else None
            where = f" after entry {after}" if after is not None else ""
            verified.note(f"lacks its entry {place + 1} of {len(wanted)}{where}", link=link)


def _differences(
    wanted: Sequence[bytes], there: Sequence[bytes]
) -> Iterator[tuple[int, int, int, int]]:
    """Tell which part of what was wanted has become which part of what is there."""
    most = min(len(wanted), len(there))
    head = next((at for at in range(most) if wanted[at] != there[at]), most)
    most -= head
    tail = next((at for at in range(most) if wanted[-1 - at] != there[-1 - at]), most)
    middle = wanted[head : len(wanted) - tail], there[head : len(there) - tail]
    for tag, first, last, begin, end in SequenceMatcher(
        None, *middle, autojunk=False
    ).get_opcodes():
        if tag != "equal":
            yield first + head, last + head, begin + head, end + head


def _verify_words(
    connection: Connection, verified: Verified, erased: Mapping[str | int, int]
) -> None:
    """Look at what was said beside the log; the words of erased people are gone and should be.

    Whoever may not read the texts still sees which of them are gone.
    """
    verified.read_words = may_read_words(connection)
    texts = "w.text, w.salt" if verified.read_words else "NULL, NULL"
    found = rows_of(
        connection,
        f"SELECT e.id, e.words_id, w.id, {texts}, e.subject, e.from_code, e.to_code, "
        "e.application_id FROM events AS e LEFT JOIN words AS w ON w.id = e.words_id "
        "WHERE e.words_id IS NOT NULL ORDER BY e.id",
    )
    for number, words_id, there, text, salt, *about in found:
        if there is None:
            if not any(number < erased.get(one, 0) for one in about):
                verified.note("has lost what was said with it", entry=number)
        elif verified.read_words and not _commits(words_id, salt, text):
            verified.note("has other words than were said", entry=number)
    nobodys = "SELECT id FROM words EXCEPT SELECT words_id FROM events"
    alone = sum(1 for _ in rows_of(connection, nobodys))
    if alone:
        what = "text lies" if alone == 1 else "texts lie"
        verified.note(f"{alone:,} {what} beside the log and in no entry: of what is gone from it")


def _erased(connection: Connection, said: dict[str, int]) -> Mapping[str | int, int]:
    """Give for the codes of erased people, and for their applications' numbers, when that was.

    `said` is what the log says: a mark on a person's row alone excuses nothing.
    """
    if not said:
        return {}
    merged = connection.exec_driver_sql(
        "SELECT id, merged_into FROM candidates WHERE erased_at IS NOT NULL "
        "AND merged_into IS NOT NULL ORDER BY id"
    ).all()
    waiting = {f"C-{number}": f"C-{kept}" for number, kept in merged}
    while went := [number for number, kept in waiting.items() if kept in said]:
        for number in went:
            said.setdefault(number, said[waiting.pop(number)])
    found: dict[str | int, int] = {}
    found.update(said)
    for kind, records in (("", "applications"), ("R-", "privacy_requests")):
        theirs = connection.exec_driver_sql(
            f"SELECT r.id, r.candidate_id FROM {records} AS r JOIN candidates AS c "
            "ON c.id = r.candidate_id WHERE c.erased_at IS NOT NULL"
        ).all()
        for number, candidate in theirs:
            if (at := found.get(f"C-{candidate}")) is not None:
                found[f"{kind}{number}" if kind else number] = at
    return found
