"""Decide which ratings count: the evidence rule and one interviewer, one vote (docs/scoring.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiring.domain.scorecard import is_evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hiring.domain.scoring.lines import Vote


@dataclass(frozen=True, slots=True)
class RatingGiven:
    """Hold what one interviewer gave one competency; a level of None was not assessed.

    The interviewer is who they are *and* how sentences call them: two people need two names.
    """

    competency: str
    interviewer: str
    level: int | None
    evidence: str
    interview: str | None = None

    @property
    def counts(self) -> bool:
        """Tell whether there is a level and written evidence for it."""
        return self.level is not None and is_evidence(self.evidence)


@dataclass(frozen=True, slots=True)
class Uncounted:
    """Show a level that does not count until its interviewer writes the evidence down."""

    competency: str
    name: str
    interviewer: str
    level: int

    @property
    def ask(self) -> str:
        """Say whom to ask for what."""
        return f"ask {self.interviewer} for evidence on {self.name}"


def count_votes(ratings: Iterable[RatingGiven]) -> dict[str, tuple[Vote, ...]]:
    """Count one vote per interviewer and competency: the lower median of what they gave.

    Keyed by competency; votes by interviewer's name. A competency nobody rated is absent.
    """
    given: dict[str, dict[str, list[int]]] = {}
    for rating in ratings:
        if rating.level is not None and rating.counts:
            levels = given.setdefault(rating.competency, {})
            levels.setdefault(rating.interviewer, []).append(rating.level)
    return {
        competency: tuple(sorted((who, _lower_median(levels)) for who, levels in votes.items()))
        for competency, votes in given.items()
    }


def list_uncounted(
    ratings: Iterable[RatingGiven], names: Mapping[str, str]
) -> tuple[Uncounted, ...]:
    """List levels without evidence, in the order of `names` (competency id to name)."""
    order = {competency: position for position, competency in enumerate(names)}
    found = {
        Uncounted(rating.competency, names[rating.competency], rating.interviewer, rating.level)
        for rating in ratings
        if rating.level is not None and not rating.counts
    }
    return tuple(sorted(found, key=lambda one: (order[one.competency], one.interviewer, one.level)))


def _lower_median(levels: list[int]) -> int:
    """Take the middle level, the lower of two, so that nothing is averaged."""
    return sorted(levels)[(len(levels) - 1) // 2]
