"""Ask how sure a recommendation is by moving one vote at a time (docs/scoring.md)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiring.domain.scoring.loop import Loop
    from hiring.domain.scoring.recommendation import Recommendation


class Stability(StrEnum):
    """Grade a recommendation: fragile if a one-level move of one vote turns a yes into a no."""

    STABLE = auto()
    SENSITIVE = auto()
    FRAGILE = auto()


@dataclass(frozen=True, slots=True)
class Move:
    """Name a vote whose move by one level would change the recommendation, and to what."""

    interviewer: str
    competency: str
    name: str
    from_level: int
    to_level: int
    recommendation: Recommendation

    @property
    def words(self) -> str:
        """Say it: `would become Hold if Bo's 3 on Systems were a 2`."""
        return (
            f"would become {self.recommendation.label} if {self.interviewer}'s {self.from_level}"
            f" on {self.name} were a {self.to_level}"
        )


def list_moves(loop: Loop, *, scale_max: int) -> tuple[Move, ...]:
    """List the one-level moves (within 1..scale_max) that would change the recommendation."""
    now = loop.recommend()
    moves: list[Move] = []
    for competency, votes in loop.votes.items():
        levels = [level for _, level in votes]
        for position, (interviewer, level) in enumerate(votes):
            for moved in (level - 1, level + 1):
                if not 1 <= moved <= scale_max:
                    continue
                changed = [*levels[:position], moved, *levels[position + 1 :]]
                then = loop.recommend_if({competency: changed})
                if then is not now:
                    name = loop.names[competency]
                    moves.append(Move(interviewer, competency, name, level, moved, then))
    return tuple(moves)


def recommend_without_each(loop: Loop) -> dict[str, Recommendation]:
    """Recommend without each interviewer in turn; only those whose absence changes it are kept."""
    now = loop.recommend()
    interviewers = sorted({who for votes in loop.votes.values() for who, _ in votes})
    without = {who: loop.recommend_if(_leave_out(loop, who)) for who in interviewers}
    return {who: then for who, then in without.items() if then is not now}


def grade_stability(now: Recommendation, moves: Sequence[Move]) -> Stability:
    """Grade by the worst move: none is stable, one that crosses between yes and no is fragile."""
    if not moves:
        return Stability.STABLE
    if any(crosses_sides(now, move.recommendation) for move in moves):
        return Stability.FRAGILE
    return Stability.SENSITIVE


def crosses_sides(one: Recommendation, other: Recommendation) -> bool:
    """Tell whether one says yes and the other no; hold is on neither side."""
    return (one.says_yes and other.says_no) or (one.says_no and other.says_yes)


def find_decisive_move(now: Recommendation, moves: Sequence[Move]) -> Move | None:
    """Find the vote that matters most: a move across sides first, then the farthest, then first."""
    return max(
        moves,
        key=lambda move: (
            crosses_sides(now, move.recommendation),
            abs(now.rank - move.recommendation.rank),
        ),
        default=None,
    )


def _leave_out(loop: Loop, interviewer: str) -> dict[str, list[int]]:
    """Leave one interviewer's votes out of the competencies they rated."""
    return {
        competency: [level for who, level in votes if who != interviewer]
        for competency, votes in loop.votes.items()
        if any(who == interviewer for who, _ in votes)
    }
