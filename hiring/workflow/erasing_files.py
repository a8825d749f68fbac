"""What is left of erased people beside the tables: files, free pages, lines that were typed.

The database remembers who was erased until all of it is gone: whoever is killed in the middle
begins again with the same command.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from secrets import token_hex
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, text

from hiring.domain.codes import Kind, code
from hiring.errors import DatabaseError, InvalidFileError, Problem, RefusedError
from hiring.private import PRIVATE_FILE
from hiring.store.connection import alone
from hiring.store.personal import CANDIDATE_ERASED, REQUEST_ADOPTED
from hiring.store.tables import actors, attachments, candidates, events, words, workspace
from hiring.views.erasing import IN_THE_FILE, Tombstone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from hiring.config import Settings

ERASURES = "erasures.jsonl"
HISTORY = ".hiring-history"
_ROW_ID = re.compile(r"[0-9a-f]{32}")
_REQUEST = re.compile(r"R-[1-9][0-9]{0,17}")
# On a server: the tables whose rows were written over or went.
_VACUUMED = [
    "candidates",
    "candidate_search",
    "emails",
    "match_keys",
    "name_words",
    "remote_ids",
    "merges",
    "distinct_people",
    "applications",
    "hypotheses",
    "scorecards",
    "scorecard_versions",
    "originals",
    "arrivals",
    "mail_drafts",
    "ratings",
    "resolutions",
    "assessments",
    "decisions",
    "attachments",
    "notices",
    "consents",
    "legal_holds",
    "privacy_requests",
    "accommodations",
    "deviations",
    "words",
]


def keep_erasures(folder: Path, found: Sequence[Tombstone]) -> None:
    """Add erasures to the workspace's file of them, whole or not at all; RefusedError.

    It is what a backup from before is erased by once more when it is put back.
    """
    path = folder / ERASURES
    known = read_erasures(path) if path.exists() else ()
    there = {(one.row_id, one.database_id) for one in known}
    new = [one for one in found if (one.row_id, one.database_id) not in there]
    if not new:
        return
    lines = "".join(f"{json.dumps(one.kept())}\n" for one in (*known, *new))
    unfinished = folder / f".{ERASURES}.unfinished-{token_hex(4)}"
    try:
        place = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with os.fdopen(place, "wb") as file:
            file.write(lines.encode())
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise RefusedError(
            Problem(f"{path} cannot be written: {error.strerror}", fix="make room, then go on")
        ) from error


def erasures_in(connection: Connection) -> tuple[Tombstone, ...]:
    """Give who was erased here, when and by whom, by numbers that tell nothing."""
    return _erasures_in(connection, {})


def erasures_with_reasons(connection: Connection) -> tuple[Tombstone, ...]:
    """Give who was erased here as `erasures_in`, and why, as the log has it."""
    asked = (
        select(events.c.subject, words.c.text)
        .join(words, words.c.id == events.c.words_id)
        .where(events.c.what == CANDIDATE_ERASED)
        .order_by(events.c.id)
    )
    said = {row.subject: json.loads(row.text) for row in connection.execute(asked)}
    return _erasures_in(connection, said)


def _erasures_in(
    connection: Connection, said: Mapping[str, Mapping[str, str]]
) -> tuple[Tombstone, ...]:
    rows = connection.execute(
        select(candidates.c.id, candidates.c.row_id, candidates.c.erased_at)
        .where(candidates.c.erased_at.is_not(None))
        .order_by(candidates.c.id)
    ).all()
    if not rows:
        return ()
    here = str(connection.execute(select(workspace.c.database_id)).scalar() or "")
    acted = connection.execute(
        select(events.c.subject, actors.c.name)
        .join(actors, actors.c.id == events.c.actor_id)
        .where(events.c.what == CANDIDATE_ERASED)
        .order_by(events.c.id.desc())
    )
    by = {row.subject: row.name for row in acted}
    went: dict[str, list[str]] = {}
    adopted = select(events.c.subject, events.c.from_code).where(events.c.what == REQUEST_ADOPTED)
    for subject, request in connection.execute(adopted.order_by(events.c.id)):
        went.setdefault(subject, []).append(request)
    found = []
    for row in rows:
        shown = code(Kind.CANDIDATE, row.id)
        reason = said.get(shown, {})
        found.append(
            Tombstone(
                row_id=bytes(row.row_id).hex(),
                database_id=here,
                code=shown,
                at=f"{row.erased_at:%Y-%m-%dT%H:%M:%SZ}",
                by=by.get(shown, ""),
                why=reason.get("why", ""),
                before_minimum=reason.get("before_minimum", ""),
                requests=tuple(dict.fromkeys(went.get(shown, ()))),
            )
        )
    return tuple(found)


def read_erasures(path: Path) -> tuple[Tombstone, ...]:
    """Read a file of erasures; InvalidFileError names each line that is none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        said = getattr(error, "strerror", None) or "it is no text"
        raise InvalidFileError(Problem(f"cannot be read: {said}", where=str(path))) from error
    found, problems = [], []
    for place, line in enumerate(lines, 1):
        one = _read_line(line)
        if one is None:
            problems.append(
                Problem(
                    "this is no erasure",
                    where=f"{path.name}, line {place}",
                    fix="take the file from a copy: by it erased people stay erased",
                )
            )
            continue
        found.append(one)
    if problems:
        raise InvalidFileError(*problems)
    return tuple(found)


def _read_line(line: str) -> Tombstone | None:
    try:
        said = json.loads(line)
        one = Tombstone(*(said[name] for name in IN_THE_FILE))
        went = said.get("requests")
        requests = None if went is None else tuple(map(str, went))
    except (ValueError, KeyError, TypeError):
        return None
    texts = all(isinstance(getattr(one, name), str) for name in IN_THE_FILE)
    codes = all(_REQUEST.fullmatch(each) for each in requests or ())
    good = texts and codes and _ROW_ID.fullmatch(one.row_id)
    return one._replace(requests=requests) if good else None


def mentions(said: str, needles: Iterable[str], *, typed: bool = False) -> bool:
    """Whether words name somebody: by an address, a name, or a word of three letters of a name.

    Only whole words count, and they begin with a capital as names do, for "may" is no May; what
    was `typed` to search for people has capitals as it came.
    """
    for needle in needles:
        if needle.lower() == needle.upper():  # a script without capitals, and often without spaces
            if needle in said:
                return True
            continue
        for word in dict.fromkeys(
            (needle, *(_NAME_WORD.findall(needle) if "@" not in needle else ()))
        ):
            whole = word == needle and ("@" in word or " " in word)
            found = re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", said, re.IGNORECASE)
            if any(whole or typed or not (one[0].islower() or word[0].islower()) for one in found):
                return True
    return False


_NAME_WORD = re.compile(r"[^\W\d_]{3,}")


def forget_typed(folder: Path, needles: Sequence[str], codes: Sequence[str]) -> int:
    """Take the lines that name somebody, or a code of theirs, out of what the shell remembers."""
    path = folder / HISTORY
    with suppress(OSError):
        for left in folder.glob(f"{HISTORY}.unfinished-*"):
            left.unlink(missing_ok=True)
    try:
        content = path.read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        return 0
    letters = "|".join(f"{one[0]}-?0*{one[2:]}" for one in codes)
    coded = re.compile(rf"(?<![\w-])(?:{letters})(?![\w-])", re.IGNORECASE)
    entries = re.split(r"(?=^# )", content, flags=re.MULTILINE)
    kept = [
        entry
        for entry in entries
        if not (coded.search(entry) or mentions(entry, needles, typed=True))
    ]
    if len(kept) == len(entries):
        return 0
    _put_history(path, "".join(kept).encode("utf-8", "surrogateescape"))
    return len(entries) - len(kept)


def _put_history(path: Path, content: bytes) -> None:
    unfinished = path.with_name(f"{HISTORY}.unfinished-{token_hex(4)}")
    try:
        place = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with os.fdopen(place, "wb") as file:
            file.write(content)
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise RefusedError(
            Problem(
                f"{path} cannot be written, so nobody was erased: {error.strerror}",
                fix="make room, or delete that file; then give the same command again",
            )
        ) from error


def unfinished_of(connection: Connection, settings: Settings) -> tuple[str, ...]:
    """Name the erased people whose files are still kept, or who are not in the file of erasures.

    An erasing that was killed, or that could not have the database alone, leaves them so.
    """
    erased = erasures_in(connection)
    if not erased:
        return ()
    path = settings.folder / ERASURES
    noted = {one.row_id for one in (read_erasures(path) if path.exists() else ())}
    sending = set(
        connection.scalars(
            select(attachments.c.candidate_id)
            .join(candidates, candidates.c.id == attachments.c.candidate_id)
            .where(candidates.c.erased_at.is_not(None))
        )
    )
    left = {code(Kind.CANDIDATE, number) for number in sending}
    return tuple(one.code for one in erased if one.code in left or one.row_id not in noted)


def clear(settings: Settings, engine: Engine) -> tuple[str, ...]:
    """Finish the erasing of everybody who is erased: files they sent, free pages, the search.

    Gives what is left to others, in words. Raises DatabaseError where somebody else has the
    database open; then the same once more.
    """
    with alone(engine) as connection:
        elsewhere = remove_sent(connection, settings)
    if settings.database_file is not None:
        vacuum_file(engine)
        return elsewhere
    return (*elsewhere, *vacuum_server(engine))


def remove_sent(connection: Connection, settings: Settings) -> tuple[str, ...]:
    """Remove the files that erased people sent, and note who is erased in the workspace's file.

    Gives in words which of them were not in this workspace's folder.
    """
    keep_erasures(settings.folder, erasures_in(connection))
    erased = select(candidates.c.id).where(candidates.c.erased_at.is_not(None))
    mine = attachments.c.candidate_id.in_(erased)
    names = set(connection.scalars(select(attachments.c.file_hash).where(mine)))
    others = attachments.c.file_hash.in_(names) & ~mine
    shared = set(connection.scalars(select(attachments.c.file_hash).where(others)))
    absent = []
    for name in sorted(names - shared):
        if not (settings.attachments / name).exists():
            absent.append(name)
        for left in (name, f".{name}.unfinished"):
            (settings.attachments / left).unlink(missing_ok=True)
    connection.execute(delete(attachments).where(mine))
    return tuple(
        f"{settings.attachments.name}/{name} was not in this folder: delete it in the folders of "
        "others who use this database"
        for name in absent
    )


def forget_unsent(connection: Connection) -> None:
    """Forget the files that erased people sent where none of them is in the folder yet."""
    erased = select(candidates.c.id).where(candidates.c.erased_at.is_not(None))
    connection.execute(delete(attachments).where(attachments.c.candidate_id.in_(erased)))


def vacuum_file(engine: Engine) -> None:
    """Write the file anew without its free pages, and the log beside it empty."""
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        # Until its parts are one, words that went stand in the index, marked as gone.
        cursor.execute("INSERT INTO candidate_search (candidate_search) VALUES ('optimize')")
        cursor.execute("VACUUM")
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except engine.dialect.loaded_dbapi.OperationalError as error:
        raise DatabaseError(_still_open(str(error))) from error
    finally:
        raw.close()
    if busy:
        raise DatabaseError(_still_open("database is locked"))


def _still_open(said: str) -> Problem:
    if "locked" not in said and "busy" not in said and "VACUUM" not in said:
        fix = "make room for a second copy of the database, then give the same command again"
        return Problem(f"erased, but the file still holds old pages: {said}", fix=fix)
    return Problem(
        "erased, but another program has the database open, so the file still holds old pages",
        fix="let everybody leave (a shell of hiring too), then give the same command again",
    )


def vacuum_server(engine: Engine) -> tuple[str, ...]:
    """Let the server write over what went, and forget its samples of the values.

    Whoever does not own the tables may not: the server only warns, so it is said in words.
    """
    own = engine.execution_options(isolation_level="AUTOCOMMIT")
    with own.connect() as connection:
        others = set(connection.scalars(_NOT_OURS, {"names": _VACUUMED}))
        for name in _VACUUMED:
            if name not in others:
                connection.execute(text(f"VACUUM (ANALYZE) {name}"))
    if not others:
        return ()
    listed = ", ".join(name for name in _VACUUMED if name in others)
    said = "erased, but the server keeps the old rows until it cleans up by itself; "
    return (f"{said}let the owner of the tables run: VACUUM (ANALYZE) {listed}",)


_NOT_OURS = text(
    "SELECT c.relname FROM pg_class c JOIN pg_database d ON d.datname = current_database() "
    "WHERE c.relname = ANY(:names) AND c.relnamespace = to_regnamespace(current_schema()) "
    "AND NOT pg_has_role(c.relowner, 'USAGE') AND NOT pg_has_role(d.datdba, 'USAGE')"
)
