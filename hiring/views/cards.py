"""Pictures of scorecards as the reading room shows them; moments are in UTC."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class CardStatus(NamedTuple):
    """Where one card stands: not sent, sent, missing, opened, incomplete or recorded."""

    card: str
    state: str
    late: bool
    interviewer: str
    email: str
    interview: str
    application: str
    job: str
    starts_at: datetime | None
    due_at: datetime | None
    sent_at: datetime | None
    came_at: datetime | None
    version: int
    gaps: int
    faults: int


class VersionLine(NamedTuple):
    """One version of a card, whether its file is kept, and from which tracker it came.

    `because` is why it took the place of the one before, empty where nobody said.
    """

    number: int
    recorded_at: datetime
    overall: str
    file_hash: str
    kept: bool
    source: str
    because: str


class RatingLine(NamedTuple):
    """One rating as it was written, with its evidence; raw is None where a tracker had none."""

    competency: str
    name: str
    level: int | None
    raw: str | None
    scale: str
    evidence: str


class ArrivalLine(NamedTuple):
    """One file that came back for a card."""

    at: datetime
    state: str
    gaps: int
    faults: int
    file_hash: str


class DraftLine(NamedTuple):
    """One mail that was drafted, for whom and by whom."""

    at: datetime
    kind: str
    card: str
    interview: str
    interviewer: str
    email: str
    who: str


class CardPage(NamedTuple):
    """One card with everything that happened to it.

    `source` is the tracker that the shown version came from, empty for a card of ours; then
    `submitted_by` and `submitted_at` are what it said. Of a person who was erased, at `erased_at`,
    nothing is said that was on it.
    """

    status: CardStatus
    candidate: str
    name: str
    step: str
    versions: tuple[VersionLine, ...]
    shown: int | None
    overall: str | None
    overall_raw: str | None
    overall_note: str
    ratings: tuple[RatingLine, ...]
    arrivals: tuple[ArrivalLine, ...]
    drafts: tuple[DraftLine, ...]
    source: str
    submitted_by: str
    submitted_at: datetime | None
    erased_at: datetime | None = None
