"""Keep the files people sent: rows in the database, bytes in the workspace's own folder.

A file lies there under the hash of its bytes, once, however many people sent it. Only whoever may
write to the database writes or removes one, so that a file without a row is never a file to come.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from hiring.domain.attaching import check_content, check_name
from hiring.domain.codes import Kind, code
from hiring.errors import Problem, RefusedError
from hiring.private import PRIVATE_FILE, PRIVATE_FOLDER
from hiring.store.queries import find_candidate, refuse_erased
from hiring.store.tables import actors, attachments
from hiring.views.attachments import Attachment
from hiring.workflow.merging import and_merged

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlalchemy import Connection, Row, Select

    from hiring.config import Settings
    from hiring.store.ledger import Act

_HASH = re.compile(r"[0-9a-f]{64}")


def attach_file(
    act: Act, settings: Settings, text: str, *, name: str, content: bytes
) -> Attachment | None:
    """Keep a file with a person; None when the same is there already.

    Raises RefusedError for what is not kept and for another file of that name.
    """
    row = find_candidate(act.connection, text)
    refuse_erased(row)
    name = check_name(name)
    check_content(name, content)
    digest = sha256(content).hexdigest()
    for one in files_of(act.connection, code(Kind.CANDIDATE, row.id)):
        if one.name == name and one.file_hash == digest:
            return None
        if one.name == name:
            raise RefusedError(
                Problem(
                    f"{one.candidate} has another file of this name",
                    where=name,
                    fix="give it a name of its own: --name",
                )
            )
    put_file(settings.attachments, digest, content)
    act.insert(
        attachments,
        candidate_id=row.id,
        name=name,
        file_hash=digest,
        size=len(content),
        kept_at=act.now,
        actor_id=act.actor_id,
    )
    shown = code(Kind.CANDIDATE, row.id)
    act.record("file kept", shown, said={"name": name})
    return Attachment(shown, name, len(content), digest, act.now, act.actor)


def put_file(folder: Path, digest: str, content: bytes) -> None:
    """Put a file in its place, whole or not at all; RefusedError where that cannot be."""
    path = folder / digest
    unfinished = folder / f".{digest}.unfinished"
    try:
        if not folder.is_dir():
            folder.mkdir(mode=PRIVATE_FOLDER, parents=True)
        if path.exists() and sha256(path.read_bytes()).hexdigest() == digest:
            return
        unfinished.unlink(missing_ok=True)
        place = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with os.fdopen(place, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise RefusedError(
            Problem(
                f"{folder.name} cannot be written: {error.strerror}",
                fix="the folder must be yours to write, with room on its drive",
            )
        ) from error


def files_of(connection: Connection, text: str) -> tuple[Attachment, ...]:
    """List the files of a person, those of whoever was merged into them included."""
    numbers = and_merged(connection, find_candidate(connection, text).id)
    rows = connection.execute(_asked().where(attachments.c.candidate_id.in_(numbers)))
    return tuple(_attachment(row) for row in rows)


def _asked() -> Select[Any]:
    return (
        select(attachments, actors.c.name.label("kept_by"))
        .join(actors, actors.c.id == attachments.c.actor_id)
        .order_by(attachments.c.id)
    )


def _attachment(row: Row[Any]) -> Attachment:
    shown = code(Kind.CANDIDATE, row.candidate_id)
    return Attachment(shown, row.name, row.size, row.file_hash, row.kept_at, row.kept_by)


def file_named(connection: Connection, text: str, name: str) -> Attachment:
    """Find a person's file by its name; RefusedError with the names there are."""
    theirs = files_of(connection, text)
    for one in theirs:
        if one.name == name.strip():
            return one
    listed = ", ".join(one.name for one in theirs)
    raise RefusedError(
        Problem("there is no file of this name", where=name, fix=listed or "they have none")
    )


def read_file(settings: Settings, one: Attachment) -> bytes:
    """Read a file that is kept; RefusedError when it is gone or not what was kept."""
    try:
        content = (settings.attachments / one.file_hash).read_bytes()
    except OSError as error:
        raise RefusedError(
            Problem(
                f"the file is not in {settings.attachments.name}: {error.strerror}",
                where=one.name,
                fix="put the folder back from a copy, or take the file off: hiring candidate "
                f"detach {one.candidate} NAME",
            )
        ) from error
    if sha256(content).hexdigest() != one.file_hash:
        raise RefusedError(
            Problem("the file is not what was kept: its bytes were changed", where=one.name)
        )
    return content


def detach_file(act: Act, text: str, name: str) -> Attachment:
    """Take a file off a person; its bytes go with `sweep` once that is committed."""
    one = file_named(act.connection, text, name)
    act.connection.execute(
        delete(attachments).where(
            attachments.c.candidate_id == int(one.candidate.partition("-")[2]),
            attachments.c.name == one.name,
        )
    )
    act.record("file removed", one.candidate, said={"name": one.name})
    return one


def sweep(connection: Connection, settings: Settings) -> int:
    """Remove the files that no row names and give how many; for the one writer, after a commit."""
    count = 0
    for path in strays(connection, settings):
        with suppress(FileNotFoundError):
            path.unlink()
            count += 1
    return count


def strays(connection: Connection, settings: Settings) -> tuple[Path, ...]:
    """List what lies in the folder and no row names: what a killed command left there."""
    named = set(connection.scalars(select(attachments.c.file_hash).distinct()))
    try:
        there = sorted(settings.attachments.iterdir())
    except OSError:
        return ()
    ours = (path for path in there if _HASH.fullmatch(path.name.strip(".").partition(".")[0]))
    return tuple(path for path in ours if path.name not in named)


def missing(connection: Connection, settings: Settings) -> Iterable[str]:
    """Name the people of whom a file is not in the folder, or has another size."""
    rows = connection.execute(
        select(attachments.c.candidate_id, attachments.c.file_hash, attachments.c.size).order_by(
            attachments.c.id
        )
    )
    for row in rows:
        path = settings.attachments / row.file_hash
        if not path.is_file() or path.stat().st_size != row.size:
            yield code(Kind.CANDIDATE, row.candidate_id)
