"""Take filled scorecards back: read each in full, then record a few at a time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiring.errors import InvalidFileError, Problem, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from hiring.domain.filled_card import Change, Outline
    from hiring.exchange.incoming import Incoming
    from hiring.store.ledger import Act
    from hiring.workflow.recording import Arrived, Intake, Outcome

# So many files are recorded in one transaction, or fewer when they are large.
MOST_AT_ONCE = 20
MOST_BYTES_AT_ONCE = 16 << 20
STATES = ("recorded", "unchanged", "refused", "blank")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of one file: its state, the card it is, and what to know or mend.

    `closed` says that only the recruiter can do something about it; `uncertain` is what the
    interviewer is to be asked about.
    """

    file: str
    state: str
    card: str | None = None
    interview: str | None = None
    application: str | None = None
    interviewer: tuple[str, str] | None = None
    version: int | None = None
    gaps: int = 0
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    changes: tuple[Change, ...] = ()
    closed: bool = False
    uncertain: tuple[str, ...] = ()
    name: str = ""
    language: str = ""

    @property
    def told(self) -> tuple[Problem, ...]:
        """Give the problems as they are told below the file's name: by sheet and cell."""
        return within(self.name, self.problems)


@dataclass(frozen=True, slots=True)
class _Read:
    """A file after reading: what it says, or why it cannot be read."""

    file: str
    name: str
    arrived: Arrived | None = None
    problems: tuple[Problem, ...] = ()


def take_all(
    incoming: Iterable[Incoming],
    writing: Callable[[], AbstractContextManager[Act]],
    intake: Intake,
) -> Iterator[Taken]:
    """Read and record files, some in each transaction; a bad file never stops the others.

    A file that is refused is an answer, not an error: its problems are named by cell. What is
    given out is recorded.
    """
    waiting: list[_Read] = []
    size = 0
    for one in incoming:
        read = _read(one, intake)
        waiting.append(read)
        size += len(read.arrived.content) if read.arrived else 0
        if len(waiting) == MOST_AT_ONCE or size >= MOST_BYTES_AT_ONCE:
            yield from _record(waiting, writing, intake)
            waiting, size = [], 0
    yield from _record(waiting, writing, intake)


def within(name: str, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Leave the file's name out of where problems are, for those who see it above them."""
    return tuple(
        Problem(
            problem.what,
            where=problem.where.removeprefix(name).removeprefix(", "),
            fix=problem.fix,
        )
        for problem in problems
    )


def take_back(path: Path, writing: AbstractContextManager[Act], intake: Intake) -> Taken:
    """Take the one card that a file is."""
    from hiring.exchange.incoming import Step, unpack  # noqa: PLC0415 - loaded when a file is read

    return next(take_all(unpack(Step(path)), lambda: writing, intake))


def _read(incoming: Incoming, intake: Intake) -> _Read:
    from hiring.documents.scorecard import read  # noqa: PLC0415 - loaded when a file is read
    from hiring.workflow.recording import Arrived  # noqa: PLC0415 - the same

    file = incoming.shown
    if incoming.raw is None:
        return _Read(file, incoming.name, None, incoming.problems)
    try:
        filled = read(incoming.raw, name=incoming.name, vocabulary=intake.vocabulary)
    except InvalidFileError as error:
        return _Read(file, incoming.name, None, error.problems)
    return _Read(
        file,
        incoming.name,
        Arrived(
            name=incoming.name,
            content=incoming.raw,
            kind=_kind(incoming),
            filled=filled,
            file_hash=hashlib.sha256(incoming.raw).hexdigest(),
        ),
    )


def _kind(incoming: Incoming) -> str:
    """Say as what a file is kept: what it is, however it was named."""
    from hiring.documents.sheets.opening import kind_of  # noqa: PLC0415 - when a file is read

    ending = incoming.name.rpartition(".")[2].lower()
    kind = kind_of(incoming.raw or b"")
    return ending if kind == "xlsx" and ending == "xlsm" else kind


def _record(
    files: list[_Read], writing: Callable[[], AbstractContextManager[Act]], intake: Intake
) -> Iterator[Taken]:
    """Record what was read in one transaction, or each alone where the database refused them."""
    arrived = [one.arrived for one in files if one.arrived]
    outcomes: Iterable[Outcome] = ()
    if arrived:
        try:
            with writing() as act:
                outcomes = intake.record(act, arrived)
            intake.settle()
        except RefusedError as error:
            if len(arrived) > 1:
                for one in files:
                    yield from _record([one], writing, intake)
                return
            yield Taken(
                file=files[0].file, name=files[0].name, state="refused", problems=error.problems
            )
            return
    told = iter(outcomes)
    for one in files:
        if one.arrived is None:
            yield Taken(file=one.file, name=one.name, state="refused", problems=one.problems)
        else:
            yield _taken(one, next(told))


def _outline_of(one: _Read) -> Outline | None:
    return one.arrived.filled.outline if one.arrived else None


def _taken(one: _Read, outcome: Outcome) -> Taken:
    return Taken(
        file=one.file,
        name=one.name,
        state=outcome.state,
        card=outcome.card or None,
        interview=outcome.interview or None,
        application=outcome.application or None,
        interviewer=outcome.interviewer,
        version=outcome.version,
        gaps=outcome.gaps,
        notes=outcome.notes,
        problems=outcome.problems,
        changes=outcome.changes,
        closed=outcome.closed,
        uncertain=outcome.uncertain,
        language=outline.language if (outline := _outline_of(one)) else "",
    )
