"""Rank the interviews on offer by what they would still settle (docs/scoring.md, the line rule)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiring.domain.scoring.lines import FIRMLY_MET, FIRMLY_NOT_MET, Line, Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

UNTESTED_WEIGHT = 3
ONE_RATING_OR_CONTESTED_WEIGHT = 2
OUTVOTED_WEIGHT = 1


@dataclass(frozen=True, slots=True)
class OfferedInterview:
    """Offer an interview: the competencies it covers, its minutes, and who would hold it."""

    id: str
    covers: tuple[str, ...]
    minutes: int
    interviewer: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class RankedInterview:
    """Rank an interview by the weight of the live questions it would put to a new rater."""

    id: str
    name: str
    minutes: int
    interviewer: str | None
    score: int
    open_bars: int
    settles: tuple[str, ...]

    @property
    def invitation(self) -> str:
        """Say it as a step: `run the design interview with Di`; a longer name is quoted."""
        who = f" with {self.interviewer}" if self.interviewer else ""
        if " " in self.name:
            return f'run the interview "{self.name}"{who}'
        noun = "" if self.name.casefold().endswith("interview") else " interview"
        return f"run the {self.name}{noun}{who}"


def weigh_question(line: Line) -> int:
    """Weigh an open line: 3 untested, 2 contested or resting on one rating, 1 outvoted.

    The weights follow what one more rating tells about the line, in bits (docs/scoring.md).
    """
    if line.status is Status.NOT_YET_TESTED:
        return UNTESTED_WEIGHT
    if line.status is Status.CONTESTED or len(line.votes) == 1:
        return ONE_RATING_OR_CONTESTED_WEIGHT
    return OUTVOTED_WEIGHT


def list_live_lines(
    bars: Sequence[Line], strengths: Sequence[Line], *, overall: int, strengths_state: int
) -> tuple[Line, ...]:
    """List the open lines whose answer still matters.

    None once the firm view is Advance or Decline (`overall` 4 or 0); no strength once enough are
    firmly validated or out of reach (`strengths_state` 4 or 0).
    """
    if overall in (FIRMLY_NOT_MET, FIRMLY_MET):
        return ()
    counted = () if strengths_state in (FIRMLY_NOT_MET, FIRMLY_MET) else strengths
    return tuple(line for line in (*bars, *counted) if line.is_open)


def rank_interviews(
    offered: Iterable[OfferedInterview],
    live: Sequence[Line],
    *,
    rated: Collection[tuple[str, str]],
) -> tuple[RankedInterview, ...]:
    """Rank by score, then more open bars, then shorter, then name.

    `rated` holds (interviewer, competency) of every level given: nobody is asked the same twice,
    and a level without evidence needs its evidence, not a second interview.
    """
    ranked = (_weigh_interview(interview, live, rated) for interview in offered)
    return tuple(
        sorted(ranked, key=lambda one: (-one.score, -one.open_bars, one.minutes, one.name, one.id))
    )


def _weigh_interview(
    interview: OfferedInterview, live: Sequence[Line], rated: Collection[tuple[str, str]]
) -> RankedInterview:
    """Add up the live questions an interview covers that its interviewer has not rated yet."""
    asked = [
        line
        for line in live
        if line.competency in interview.covers
        and (interview.interviewer, line.competency) not in rated
    ]
    return RankedInterview(
        id=interview.id,
        name=interview.name or interview.id,
        minutes=interview.minutes,
        interviewer=interview.interviewer,
        score=sum(weigh_question(line) for line in asked),
        open_bars=sum(line.kind == "bar" for line in asked),
        settles=tuple(dict.fromkeys(line.competency for line in asked)),
    )
