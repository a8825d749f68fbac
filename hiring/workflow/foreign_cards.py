"""Feedback of another tracker in our words, before it is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from hiring.domain.scorecard import Overall


class Whose(NamedTuple):
    """What tells whose feedback is: our application where a map says it, and the tracker's words.

    `where` is its place in the file, for messages.
    """

    where: str
    system: str
    application: str
    applications: tuple[str, ...]
    candidates: tuple[str, ...]
    emails: tuple[str, ...]

    @property
    def key(self) -> str:
        """Give what a map names its application by; empty where it names none."""
        return next(iter((*self.applications, *self.candidates, *self.emails)), "")

    @property
    def by_map(self) -> str:
        """Say how a map tells it, without an address; empty where it names nothing."""
        if self.emails:
            return "name its application in the map, where --propose-map FILE writes its line"
        line = f'applications: {{"{self.key}": A-1}}'
        return f"name it in the map, as {line}" if self.key else ""


class ForeignRating(NamedTuple):
    """A rating on another scale: our level of it, and what was written; None: nothing was."""

    competency: str
    level: int | None
    raw: str | None
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignCard:
    """One tracker's feedback in our words. `where` is its place in the file, for messages.

    `applications`, `candidates` and `emails` are theirs; `application` is ours, where a map says
    it. `left_over` are ratings that no competency takes, as text for the note.
    """

    where: str
    system: str
    remote_id: str
    scale: str
    interviewer: tuple[str, str]
    submitted_by: str
    interviewed_at: datetime | None
    submitted_at: datetime | None
    step: str
    overall: Overall
    overall_raw: str
    note: str
    ratings: tuple[ForeignRating, ...]
    text: str
    application: str = ""
    applications: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()

    @property
    def whose(self) -> Whose:
        """Give what tells whose it is."""
        return Whose(
            *(self.where, self.system, self.application),
            *(self.applications, self.candidates, self.emails),
        )


class Recorded(NamedTuple):
    """What became of one: added, updated, unchanged, or skipped since a newer one stands."""

    state: str
    card: str = ""
    application: str = ""
    version: int | None = None
    notes: tuple[str, ...] = ()
