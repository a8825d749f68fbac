"""Look up codes while somebody types: by the driver alone, briefly, and read only.

Loading SQLAlchemy would take longer than a person waits behind a key, so this does without.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hiring.config import ENCRYPTED
from hiring.domain.codes import Kind, code
from hiring.domain.identity import words_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Ask = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]

MOST = 40
HIGHEST = 2**31 - 1
MOST_DIGITS = len(str(HIGHEST))
WAITING = 0.1  # seconds for a lock
LOOKING = 0.2  # seconds for a statement
STEPS = 5_000  # of SQLite's machine between two looks at the clock
_ADAPTER = "+psycopg"

_CANDIDATES = "candidates x"
_APPLICATIONS = """applications x JOIN candidates c ON c.id = x.candidate_id
    JOIN jobs j ON j.id = x.job_id"""
_INTERVIEWS = """interviews x JOIN applications a ON a.id = x.application_id
    JOIN candidates c ON c.id = a.candidate_id"""
_SCORECARDS = """scorecards x JOIN interviewers w ON w.id = x.interviewer_id
    JOIN interviews i ON i.id = x.interview_id JOIN applications a ON a.id = i.application_id
    JOIN candidates c ON c.id = a.candidate_id"""
# Where the records of a kind are, and what is shown of them.
_TABLES = {
    Kind.CANDIDATE: (_CANDIDATES, "x.name"),
    Kind.APPLICATION: (_APPLICATIONS, "c.name || ', ' || j.code || ', ' || x.stage"),
    Kind.INTERVIEW: (_INTERVIEWS, "c.name || ', ' || x.step_name"),
    Kind.SCORECARD: (_SCORECARDS, "c.name || ', by ' || w.name"),
}
# Whom a name leads to, where the records are theirs.
_PERSONAL = {Kind.CANDIDATE: "x.id", Kind.APPLICATION: "x.candidate_id"}


class Found(NamedTuple):
    """What could be meant: its code, and what it is."""

    value: str
    help: str


def peek(url: str, kinds: Sequence[str], begun: str, *, several: bool = False) -> Iterator[Found]:
    """Find records and jobs whose codes begin so, or people with a word that does.

    The newest come first, and no more than a screen holds. A name is followed where just one has
    it, or `several` are wanted. Raises what the driver raises.
    """
    wanted = [kind for kind in kinds if kind in (*Kind, "job")]
    if not wanted:
        return
    if url.startswith("sqlite"):
        path = Path(url.partition(":///")[2])
        with closing(_open_file(path, encrypted=url.startswith(ENCRYPTED))) as connection:
            yield from _look(
                lambda sql, given: connection.execute(sql, given).fetchall(),
                wanted,
                begun,
                several=several,
                server=False,
            )
        return
    import psycopg  # noqa: PLC0415 - most workspaces are files

    address = url.replace(_ADAPTER, "", 1)
    options = f"-c statement_timeout={int(LOOKING * 1000)} -c default_transaction_read_only=on"
    with psycopg.connect(address, connect_timeout=1, options=options) as server:
        yield from _look(
            lambda sql, given: server.execute(sql.replace("?", "%s"), given).fetchall(),
            wanted,
            begun,
            several=several,
            server=True,
        )


def _open_file(path: Path, *, encrypted: bool) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=ro"
    if encrypted:
        from hiring.store.keys import open_file  # noqa: PLC0415 - few files are encrypted

        connection = open_file(address, encrypted=True, uri=True, timeout=WAITING)
    else:
        connection = sqlite3.connect(address, uri=True, timeout=WAITING)
    until = time.perf_counter() + LOOKING
    connection.set_progress_handler(lambda: time.perf_counter() > until, STEPS)
    return connection


def _look(
    ask: Ask, kinds: Sequence[str], begun: str, *, several: bool, server: bool
) -> Iterator[Found]:
    found = [one for kind in kinds for one in _by_code(ask, kind, begun)]
    if not found and words_in(begun):
        named = [one for kind in kinds for one in _by_name(ask, kind, begun, server=server)]
        found = named if several or len(named) == 1 else []
    yield from found


def _by_code(ask: Ask, kind: str, begun: str) -> Iterator[Found]:
    if kind == "job":
        top = begun.upper()
        rows = ask(
            "SELECT code, title FROM jobs WHERE code >= ? AND substr(code, 1, ?) = ? "
            "ORDER BY status DESC, code LIMIT ?",
            (top, len(top), top, MOST),
        )
        yield from (Found(*row) for row in rows)
        return
    digits = _digits(kind, begun)
    if digits is None:
        return
    tables, shown = _TABLES[Kind(kind)]
    left = MOST
    for low, high in _numbers_beginning(digits):
        rows = ask(
            f"SELECT x.id, {shown} FROM {tables} WHERE x.id BETWEEN ? AND ? "
            "ORDER BY x.id DESC LIMIT ?",
            (low, high, left),
        )
        yield from (Found(code(Kind(kind), number), text) for number, text in rows)
        left -= len(rows)
        if not left:
            return


def _digits(kind: str, begun: str) -> str | None:
    """Give the digits that were typed of a code of this kind; None when it is none."""
    if not begun:
        return ""
    if begun[0].upper() != kind:
        return None
    digits = begun[1:].removeprefix("-")
    if digits.startswith("0") or len(digits) > MOST_DIGITS:
        return None
    return digits if not digits or (digits.isascii() and digits.isdigit()) else None


def _numbers_beginning(digits: str) -> Iterator[tuple[int, int]]:
    """Give the ranges of numbers that begin with these digits: the number itself, then longer."""
    if not digits:
        yield 1, HIGHEST
        return
    for power in range(MOST_DIGITS + 1 - len(digits)):
        low = int(digits) * 10**power
        if low <= HIGHEST:
            yield low, min(low + 10**power - 1, HIGHEST)


def _by_name(ask: Ask, kind: str, begun: str, *, server: bool) -> Iterator[Found]:
    whose = _PERSONAL.get(Kind(kind)) if kind in tuple(Kind) else None
    if whose is None:
        return
    words = words_in(begun)
    if server:
        match = " & ".join(f"{word}:*" for word in words)
        people = (
            "SELECT id FROM candidate_search "
            "WHERE to_tsvector('simple', words) @@ to_tsquery('simple', ?) LIMIT ?"
        )
    else:
        match = " AND ".join(f'"{word}" *' for word in words)
        people = "SELECT rowid FROM candidate_search WHERE candidate_search MATCH ? LIMIT ?"
    tables, shown = _TABLES[Kind(kind)]
    rows = ask(
        f"SELECT x.id, {shown} FROM {tables} WHERE {whose} IN ({people}) "
        "ORDER BY x.id DESC LIMIT ?",
        (match, MOST, MOST),
    )
    yield from (Found(code(Kind(kind), number), text) for number, text in rows)
