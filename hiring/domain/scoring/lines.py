"""Settle one competency against one line: the heart of the line rule (docs/scoring.md)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

LineKind = Literal["bar", "strength"]
Outcome = Literal["met", "not_met"]
Vote = tuple[str, int]
"""An interviewer and the level that counts for them."""

FIRMLY_NOT_MET, NOT_MET, OPEN, MET, FIRMLY_MET = range(5)
"""The five states of a line, in the order the recommendation reads them."""


class Status(StrEnum):
    """What the counted votes say about one line; for a strength read met as validated."""

    MET = auto()
    NOT_MET = auto()
    CONTESTED = auto()
    NOT_YET_TESTED = auto()


@dataclass(frozen=True, slots=True)
class Criterion:
    """Hold one competency to its bar and, if hypothesised, to its strong line (levels, 1..K).

    `wants_two` marks a bar suspected weak for this candidate: one vote never makes it firm.
    """

    id: str
    name: str
    bar: int
    strong: int
    hypothesis: bool = False
    wants_two: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """Record how a debrief settled a contested line, who settled it and why."""

    competency: str
    line: LineKind
    outcome: Outcome
    by: str
    because: str


@dataclass(frozen=True, slots=True)
class Line:
    """Show one line with the votes on it; `line` is its level, `settled_by` a debrief's person."""

    competency: str
    name: str
    kind: LineKind
    line: int
    status: Status
    firm: bool
    at_or_above: int
    below: int
    votes: tuple[Vote, ...]
    settled_by: str | None = None
    settled_as: Outcome | None = None

    @property
    def state(self) -> int:
        """Place the line from 0 (firmly not met) to 4 (firmly met); 2 is open."""
        return place(self.status, firm=self.firm, settled_as=self.settled_as)

    @property
    def is_open(self) -> bool:
        """Tell whether one more rating could still move this line (states 1 to 3)."""
        return FIRMLY_NOT_MET < self.state < FIRMLY_MET

    @property
    def is_split(self) -> bool:
        """Tell whether interviewers stand on both sides of the line."""
        return self.at_or_above > 0 and self.below > 0

    @property
    def needs_debrief(self) -> bool:
        """Tell whether the line is contested and no debrief has settled it."""
        return self.status is Status.CONTESTED and self.settled_as is None


@dataclass(frozen=True, slots=True)
class LineRule:
    """Hold a criterion to one line; `lone_settles` lets one clear vote be firm.

    `debrief` is set only on a line that is contested now: on any other it changes nothing.
    """

    criterion: Criterion
    kind: LineKind
    line: int
    lone_settles: bool
    debrief: Resolution | None = None

    def weigh(self, levels: Sequence[int]) -> tuple[Status, bool]:
        """Weigh votes against this line: its status, and whether that is firm."""
        return weigh_votes(levels, line=self.line, lone_settles=self.lone_settles)

    def find_state(self, levels: Sequence[int]) -> int:
        """Find the state (0..4) these levels would give, a debrief included."""
        status, firm = self.weigh(levels)
        return place(status, firm=firm, settled_as=self.debrief.outcome if self.debrief else None)

    def apply(self, votes: tuple[Vote, ...]) -> Line:
        """Apply the rule to the votes as they are."""
        levels = [level for _, level in votes]
        status, firm = self.weigh(levels)
        at_or_above = sum(level >= self.line for level in levels)
        return Line(
            competency=self.criterion.id,
            name=self.criterion.name or self.criterion.id,
            kind=self.kind,
            line=self.line,
            status=status,
            firm=firm,
            at_or_above=at_or_above,
            below=len(levels) - at_or_above,
            votes=votes,
            settled_by=self.debrief.by if self.debrief else None,
            settled_as=self.debrief.outcome if self.debrief else None,
        )


def weigh_votes(levels: Sequence[int], *, line: int, lone_settles: bool) -> tuple[Status, bool]:
    """Weigh votes (levels 1..K) against a line and say whether the answer is firm: the line rule.

    All on one side settles it; two to one with the losers one level from the line leans;
    three to one settles. The table is in docs/scoring.md, "One competency against one line".
    """
    if not levels:
        return Status.NOT_YET_TESTED, False
    above = sum(level >= line for level in levels)
    below = len(levels) - above
    if not above or not below:
        firm = len(levels) > 1 or (lone_settles and not line - 2 < levels[0] < line + 1)
        return (Status.MET if above else Status.NOT_MET), firm
    if above >= 2 * below and min(levels) >= line - 1:
        return Status.MET, above >= 3 * below
    if below >= 2 * above and max(levels) <= line:
        return Status.NOT_MET, below >= 3 * above
    return Status.CONTESTED, False


def place(status: Status, *, firm: bool, settled_as: Outcome | None) -> int:
    """Place a status from 0 to 4; a debrief moves a contested line to 1 or 3, no other line."""
    if status is Status.MET:
        return FIRMLY_MET if firm else MET
    if status is Status.NOT_MET:
        return FIRMLY_NOT_MET if firm else NOT_MET
    if status is Status.CONTESTED and settled_as is not None:
        return MET if settled_as == "met" else NOT_MET
    return OPEN
