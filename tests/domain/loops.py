"""Interview loops for tests of scoring: small ones by hand, random ones for properties."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, Any, Self

from hypothesis import strategies as st

from hiring.domain.scoring import (
    Assessment,
    Criterion,
    OfferedInterview,
    Policy,
    RatingGiven,
    Resolution,
    assess,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hiring.domain.scoring import Line
    from hiring.domain.scoring.lines import LineKind, Outcome

INTERVIEWERS = ("Ana", "Bo", "Cy", "Di", "Ed")


@dataclass(frozen=True, slots=True)
class Loop:
    """Everything `assess` reads, so that a test can change one thing and ask again."""

    scale_max: int
    criteria: tuple[Criterion, ...]
    ratings: tuple[RatingGiven, ...]
    policy: Policy = Policy()
    resolutions: tuple[Resolution, ...] = ()
    offered: tuple[OfferedInterview, ...] = ()

    def but(self, **changes: Any) -> Self:
        return replace(self, **changes)

    def assess(self) -> Assessment:
        return assess(
            scale_max=self.scale_max,
            criteria=self.criteria,
            ratings=self.ratings,
            policy=self.policy,
            resolutions=self.resolutions,
            offered=self.offered,
        )


def a_loop(
    votes: Mapping[str, str] | None = None,
    *,
    strengths: tuple[str, ...] = ("ML", "Coding"),
    **changes: Any,
) -> Loop:
    """Build worked example 1 of the line rule (bar 3, strong 4 of 4) with some votes changed.

    Votes read `Ana 4, Bo 4`; a level `x` is not assessed, and `4?` has no evidence.
    """
    everything = {
        "ML": "Ana 4, Bo 4",
        "Coding": "Ana 4, Cy 4",
        "Systems": "Bo 3, Cy 3",
        "Comms": "Cy 4",
        **(votes or {}),
    }
    return Loop(
        scale_max=4,
        criteria=tuple(
            Criterion(name.lower(), name, 3, 4, hypothesis=name in strengths) for name in everything
        ),
        ratings=tuple(
            rating for name, written in everything.items() for rating in _read(name, written)
        ),
    ).but(**changes)


def _read(name: str, written: str) -> Iterator[RatingGiven]:
    for vote in filter(None, written.split(", ")):
        interviewer, level = vote.split()
        yield RatingGiven(
            competency=name.lower(),
            interviewer=interviewer,
            level=None if level == "x" else int(level.removesuffix("?")),
            evidence="" if level.endswith(("x", "?")) else "saw it done",
        )


def states(assessment: Assessment) -> dict[tuple[str, str], int]:
    """Give the state of every line, by competency and kind."""
    return {(line.competency, line.kind): line.state for line in assessment.lines}


def lines(assessment: Assessment) -> dict[tuple[str, str], Line]:
    """Give every line, by competency and kind."""
    return {(line.competency, line.kind): line for line in assessment.lines}


def every_vote_pattern(*, at_least: int = 0) -> list[tuple[int, tuple[int, ...]]]:
    """Give each scale of 4 and 5 levels with every set of up to 6 votes on it."""
    return [
        (scale_max, votes)
        for scale_max in (4, 5)
        for size in range(at_least, 7)
        for votes in combinations_with_replacement(range(1, scale_max + 1), size)
    ]


@st.composite
def random_loops(draw: st.DrawFn, *, debriefs: bool = True) -> Loop:
    """Draw a loop of 1 to 5 competencies, many of them rated high or low, with every wrinkle."""
    scale_max = draw(st.sampled_from((4, 5)))
    criteria = tuple(
        draw(_criteria(position, scale_max)) for position in range(draw(st.integers(1, 5)))
    )
    ids = st.sampled_from([one.id for one in criteria])
    low = draw(st.integers(1, scale_max - 1))
    high = draw(st.integers(low + 1, scale_max))
    ratings = st.builds(
        RatingGiven,
        competency=ids,
        interviewer=st.sampled_from(INTERVIEWERS),
        level=st.one_of(st.integers(low, high), st.integers(low, high), st.none()),
        evidence=st.sampled_from(("saw it done", "heard it", "asked twice", "", "  ")),
    )
    every_line: list[tuple[str, LineKind]] = [(one.id, "bar") for one in criteria]
    every_line += [(one.id, "strength") for one in criteria if one.hypothesis]
    settled = draw(st.sets(st.sampled_from(every_line))) if debriefs else set()
    return Loop(
        scale_max=scale_max,
        criteria=criteria,
        ratings=tuple(draw(st.lists(ratings, max_size=16))),
        policy=draw(_policies()),
        resolutions=tuple(
            Resolution(competency, line, draw(_outcomes()), "Fay", "talked it over")
            for competency, line in sorted(settled)
        ),
    )


def _outcomes() -> st.SearchStrategy[Outcome]:
    return st.sampled_from(("met", "not_met"))


@st.composite
def _criteria(draw: st.DrawFn, position: int, scale_max: int) -> Criterion:
    bar = draw(st.integers(2, scale_max))
    return Criterion(
        id=f"id-{position}",
        name=f"Skill {'ABCDE'[position]}",
        bar=bar,
        strong=draw(st.integers(bar, scale_max)),
        hypothesis=draw(st.booleans()),
        wants_two=draw(st.booleans()),
    )


def _policies() -> st.SearchStrategy[Policy]:
    return st.builds(
        Policy,
        lone_bar=st.sampled_from(("clear", "never")),
        lone_strength=st.sampled_from(("clear", "never")),
        strengths_required=st.none() | st.integers(0, 4),
    )
