"""Scorecards between the workspace and interviewers: the files that go out and come back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiring.domain.codes import search_key
from hiring.errors import InvalidFileError, Problem, RefusedError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from hiring.store.ledger import Act
    from hiring.views.papers import ScorecardSheet

MOST_BYTES = 16 * 1024 * 1024
LONGEST_SLUG = 36
STATES = ("recorded", "unchanged", "refused")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of one file: its state, the card it is, and what to know or mend."""

    file: str
    state: str
    card: str | None = None
    interview: str | None = None
    application: str | None = None
    version: int | None = None
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def take_back(
    path: Path, writing: AbstractContextManager[Act], *, allow_partial: bool = False
) -> Taken:
    """Read a filled card in full, then record it in a transaction of its own.

    A file that is refused is an answer, not an error: its problems are named by cell.
    """
    from hiring.documents.scorecard import read  # noqa: PLC0415 - loaded when a file is read
    from hiring.workflow.recording import record_card  # noqa: PLC0415 - the same

    name = path.name
    try:
        raw = _read_bytes(path)
        filled = read(raw, name=name)
        with writing as act:
            outcome = record_card(
                act,
                filled,
                name=name,
                file_hash=hashlib.sha256(raw).hexdigest(),
                allow_partial=allow_partial,
            )
    except (InvalidFileError, RefusedError) as error:
        return Taken(file=str(path), state="refused", problems=error.problems)
    return Taken(
        file=str(path),
        state=outcome.state,
        card=outcome.card,
        interview=outcome.interview,
        application=outcome.application,
        version=outcome.version,
        notes=outcome.notes,
    )


def _read_bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            what = "it is no ordinary file" if path.exists() else "there is no such file"
            raise InvalidFileError(Problem(what, where=path.name, fix="name an .xlsx file"))
        if path.stat().st_size > MOST_BYTES:
            raise InvalidFileError(
                Problem(
                    "it is far too large for a scorecard",
                    where=path.name,
                    fix="send the card as it was filled, without pictures",
                )
            )
        return path.read_bytes()
    except OSError as error:
        raise InvalidFileError(
            Problem(f"cannot be read: {error.strerror}", where=path.name, fix="check its rights")
        ) from error


def file_name(sheet: ScorecardSheet) -> str:
    """Name a card's file by codes, step and interviewer; the candidate's name is not in it."""
    parts = (sheet.job_code, sheet.candidate_code, _slug(sheet.step), _slug(sheet.interviewer))
    return f"{'_'.join(parts)}_{sheet.card}.xlsx"


def _slug(text: str) -> str:
    letters = "".join(c if c.isalnum() else " " for c in search_key(text))
    slug = ""
    for word in letters.split():
        if slug and len(slug) + len(word) > LONGEST_SLUG:
            break
        slug += f"-{word}" if slug else word[:LONGEST_SLUG]
    return slug or "unnamed"
