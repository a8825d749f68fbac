"""A returned file on its way: what came, how it was judged, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from hiring.domain.codes import Kind, code
from hiring.domain.stages import AFTER_DEBRIEF, PIPELINE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Row

    from hiring.domain.filled_card import Change, FilledCard, Judged
    from hiring.errors import Problem
    from hiring.workflow.identifying import Signed
    from hiring.workflow.wording import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A returned file as it was read: its name for messages, its bytes, and what it says."""

    name: str
    content: bytes
    kind: str
    filled: FilledCard
    file_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one file: recorded, unchanged or refused, and what to know about it.

    The codes are empty where it could not be told whose card it is. `interviewer` is whom a
    reply goes to: name and e-mail. `closed` says that no interviewer can mend it. `uncertain` is
    what was taken for which competency where the interviewer is to be asked.
    """

    state: str
    card: str = ""
    interview: str = ""
    application: str = ""
    interviewer: tuple[str, str] | None = None
    version: int | None = None
    gaps: int = 0
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    changes: tuple[Change, ...] = ()
    closed: bool = False
    uncertain: tuple[str, ...] = ()


class Came(NamedTuple):
    """What an earlier file of the same import said of a card."""

    name: str
    content_hash: str
    version: int


@dataclass(slots=True)
class Case:
    """One file on its way: whose it is, how it was judged, what becomes of it."""

    arrived: Arrived
    card: Row[Any] | None = None
    signed: Signed | None = None
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    judged: Judged | None = None
    content_hash: str = ""
    state: str = "refused"
    version: int | None = None
    changes: tuple[Change, ...] = ()
    closed: bool = False
    looks: tuple[Look, ...] = ()


def card_of(case: Case) -> Row[Any]:
    """Give the card of a file that is known to be one."""
    if case.card is None:
        raise AssertionError("only identified cards are judged")
    return case.card


def judged_of(case: Case) -> Judged:
    """Give what a file that was judged says."""
    if case.judged is None:
        raise AssertionError("only judged cards are recorded")
    return case.judged


def closed_since(row: Row[Any], application: int) -> str:
    """Say why an application takes no scorecards any more; empty where it does."""
    if row.stage in AFTER_DEBRIEF:
        shown = code(Kind.APPLICATION, application)
        return f"{shown} is {'in ' if row.stage in PIPELINE else ''}{row.stage}"
    return f"{row.job_code} is closed" if row.job_status == "closed" else ""


def waves_of(cases: Sequence[Case]) -> Iterator[list[Case]]:
    """Split files so that no card is twice in one part: its second file follows on its first."""
    wave: list[Case] = []
    there: set[int] = set()
    for case in cases:
        if case.card is not None:
            if case.card.id in there:
                yield wave
                wave, there = [], set()
            there.add(case.card.id)
        wave.append(case)
    yield wave


def outcome_of(case: Case) -> Outcome:
    """Say what came of a file."""
    if case.card is None:
        return Outcome(
            state="refused",
            problems=tuple(case.problems),
            notes=tuple(case.notes),
            closed=case.closed,
        )
    card = case.card
    return Outcome(
        state=case.state,
        card=code(Kind.SCORECARD, card.id),
        interview=code(Kind.INTERVIEW, card.interview_id),
        application=code(Kind.APPLICATION, card.application_id),
        interviewer=(card.interviewer, card.interviewer_email),
        version=case.version,
        gaps=len(case.judged.gaps) if case.judged else 0,
        notes=tuple(case.notes),
        problems=tuple(case.problems),
        changes=case.changes,
        closed=case.closed,
        uncertain=case.judged.uncertain if case.judged and case.state == "recorded" else (),
    )
