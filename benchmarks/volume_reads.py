"""What reading takes among many people, beside bare queries for the same answer."""

from __future__ import annotations

import sqlite3
import time
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.crowds import Line, database, say
from benchmarks.worlds import engine_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_PEOPLE = (
    "SELECT id, name, email, company, source, added_at FROM candidates WHERE id IN ({}) ORDER BY id"
)
_THEIRS = (
    "SELECT a.id, a.candidate_id, a.stage, j.code FROM applications a "
    "JOIN jobs j ON j.id = a.job_id WHERE a.candidate_id IN ({}) ORDER BY a.id"
)
_LIST = "SELECT id FROM candidates WHERE merged_into IS NULL AND id > ? ORDER BY id LIMIT 51"
_FIND = (
    "SELECT rowid FROM candidate_search WHERE candidate_search MATCH ? AND rowid > 0 "
    "ORDER BY rowid LIMIT 51"
)
_BOARD = (
    "SELECT j.code, a.stage, count(*) FROM jobs j JOIN applications a ON a.job_id = j.id "
    "WHERE j.status = 'open' GROUP BY a.job_id, a.stage"
)
# The funnel from the log alone, as a query could have it: how often each stage was reached.
_FUNNEL = (
    "SELECT a.job_id, e.to_code, count(DISTINCT e.application_id) FROM events e "
    "JOIN applications a ON a.id = e.application_id "
    "WHERE e.what IN ('application added', 'stage moved') GROUP BY 1, 2"
)


def _page(bare: Any, numbers: Sequence[int]) -> None:
    marks = ",".join(map(str, numbers)) or "0"
    bare.execute(_PEOPLE.format(marks)).fetchall()
    bare.execute(_THEIRS.format(marks)).fetchall()


def measure_reads(world: Path, count: int) -> list[Line]:
    """Find, list and count in one warm process, against bare queries for the same answer."""
    from hiring.store.connection import reading  # noqa: PLC0415 - after it was compiled
    from hiring.workflow.applications import board  # noqa: PLC0415 - the same
    from hiring.workflow.candidates import list_candidates  # noqa: PLC0415 - the same
    from hiring.workflow.finding import find_candidates  # noqa: PLC0415 - the same
    from hiring.workflow.funnel import funnel  # noqa: PLC0415 - the same

    say(f"{count:,} people: reads")
    engine = engine_of(world)
    middle = count // 2
    bare = sqlite3.connect(database(world))

    def listed() -> None:
        _page(bare, [n for (n,) in bare.execute(_LIST, (middle,))])

    def found(match: str) -> Callable[[], None]:
        return lambda: _page(bare, [n for (n,) in bare.execute(_FIND, (match,))])

    pairs: tuple[tuple[str, Callable[[Any], object], Callable[[], object]], ...] = (
        ("a page of the list", lambda c: list_candidates(c, limit=51, after=middle), listed),
        (
            "find schmidt",
            lambda c: find_candidates(c, "schmidt", limit=51),
            found('"schmidt"*'),
        ),
        (
            "find two words",
            lambda c: find_candidates(c, "anna müller", limit=51),
            found('"anna"* AND "muller"*'),
        ),
        ("board", lambda c: board(c, None), lambda: bare.execute(_BOARD).fetchall()),
        ("funnel", funnel, lambda: bare.execute(_FUNNEL).fetchall()),
    )
    with reading(engine) as connection:
        lines = [
            _beside_bare(f"{what}, warm, {count:,} people", partial(ours, connection), peer)
            for what, ours, peer in pairs
        ]
    bare.close()
    engine.dispose()
    return lines


def _beside_bare(what: str, ours: Callable[[], object], peer: Callable[[], object]) -> Line:
    """Let a reading of ours and the bare query take turns, after one each that is not counted."""
    ours()
    peer()
    rounds = [(_seconds(ours), _seconds(peer)) for _ in range(7)]
    mine, theirs = (median(each) for each in zip(*rounds, strict=True))
    ratio = mine / theirs
    took = f"{mine * 1000:.1f} ms, bare {theirs * 1000:.1f} ms"
    return Line(what, took, f"{ratio:.2f}", "at most 3", ratio <= 3)


def _seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


_FIND_THERE = (
    "SELECT id FROM candidate_search WHERE to_tsvector('simple', words) @@ "
    "to_tsquery('simple', '{}') AND id > 0 ORDER BY id LIMIT 51"
)


def measure_server_reads(world: Path, url: str, count: int) -> list[Line]:
    """Find and count on PostgreSQL, in one warm process, against bare queries."""
    import psycopg  # noqa: PLC0415 - for a server alone

    from hiring.store.connection import reading  # noqa: PLC0415 - the same
    from hiring.workflow.applications import board  # noqa: PLC0415 - the same
    from hiring.workflow.finding import find_candidates  # noqa: PLC0415 - the same
    from hiring.workflow.funnel import funnel  # noqa: PLC0415 - the same

    engine = engine_of(world)
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as bare:
        bare.execute("ANALYZE")

        def found() -> None:
            _page(bare, [n for (n,) in bare.execute(_FIND_THERE.format("schmidt:*"))])

        pairs: tuple[tuple[str, Callable[[Any], object], Callable[[], object]], ...] = (
            ("find schmidt", lambda c: find_candidates(c, "schmidt", limit=51), found),
            ("board", lambda c: board(c, None), lambda: bare.execute(_BOARD_THERE).fetchall()),
            ("funnel", funnel, lambda: bare.execute(_FUNNEL).fetchall()),
        )
        with reading(engine) as connection:
            lines = [
                _beside_bare(
                    f"PostgreSQL: {what}, warm, {count:,} people", partial(ours, connection), peer
                )
                for what, ours, peer in pairs
            ]
    engine.dispose()
    return lines


_BOARD_THERE = _BOARD.replace("GROUP BY a.job_id, a.stage", "GROUP BY j.code, a.stage")
