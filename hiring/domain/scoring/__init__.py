"""Score by the line rule: strengths validated, minimum bars met (docs/scoring.md); stdlib only."""

from __future__ import annotations

from hiring.domain.scoring.assessment import Assessment, assess
from hiring.domain.scoring.lines import Criterion, Line, Resolution, Status
from hiring.domain.scoring.next_interview import OfferedInterview, RankedInterview
from hiring.domain.scoring.ratings import RatingGiven, Uncounted
from hiring.domain.scoring.recommendation import Policy, Recommendation
from hiring.domain.scoring.stability import Move, Stability

__all__ = [
    "Assessment",
    "Criterion",
    "Line",
    "Move",
    "OfferedInterview",
    "Policy",
    "RankedInterview",
    "RatingGiven",
    "Recommendation",
    "Resolution",
    "Stability",
    "Status",
    "Uncounted",
    "assess",
]
