"""Assess one application by the line rule: strengths validated, minimum bars met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiring.domain.scoring import checks
from hiring.domain.scoring.loop import Loop
from hiring.domain.scoring.next_interview import list_live_lines, rank_interviews, weigh_question
from hiring.domain.scoring.ratings import count_votes, list_uncounted
from hiring.domain.scoring.recommendation import DEFAULT_POLICY, find_strengths_state
from hiring.domain.scoring.sentence import NO_HYPOTHESIS, write_sentence
from hiring.domain.scoring.stability import (
    find_decisive_move,
    grade_stability,
    list_moves,
    recommend_without_each,
)
from hiring.domain.scoring.wording import describe_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hiring.domain.scoring.lines import Criterion, Line, Resolution
    from hiring.domain.scoring.next_interview import OfferedInterview, RankedInterview
    from hiring.domain.scoring.ratings import RatingGiven, Uncounted
    from hiring.domain.scoring.recommendation import Policy, Recommendation
    from hiring.domain.scoring.stability import Move, Stability


@dataclass(frozen=True, slots=True)
class Assessment:
    """Hold the advice on one application and everything it rests on.

    `without_interviewer` holds only those whose absence changes the recommendation; `culprits`
    the one-level moves of one vote that do; `live_lines` the open lines still worth asking about.
    """

    scale_max: int
    recommendation: Recommendation
    bars: tuple[Line, ...]
    strengths: tuple[Line, ...]
    strengths_required: int
    stability: Stability
    culprits: tuple[Move, ...]
    without_interviewer: Mapping[str, Recommendation]
    live_lines: tuple[Line, ...]
    next_interview: tuple[RankedInterview, ...]
    uncounted: tuple[Uncounted, ...]
    warnings: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Say the recommendation and why."""
        return write_sentence(self)

    @property
    def bars_state(self) -> int:
        """Give the state (0..4) of the worst bar."""
        return min(line.state for line in self.bars)

    @property
    def strengths_state(self) -> int:
        """Give the state (0..4) of "enough strengths"."""
        return find_strengths_state(
            (line.state for line in self.strengths), needed=self.strengths_required
        )

    @property
    def strengths_hypothesised(self) -> int:
        """Count the strength hypotheses."""
        return len(self.strengths)

    @property
    def changes_if_one_rating_moves(self) -> int:
        """Count the one-level moves of one vote that would change the recommendation."""
        return len(self.culprits)

    @property
    def lines(self) -> tuple[Line, ...]:
        """List every line, bars first."""
        return (*self.bars, *self.strengths)

    @property
    def open_lines(self) -> tuple[Line, ...]:
        """List the lines one more rating could still move, whether or not it would matter."""
        return tuple(line for line in self.lines if line.is_open)

    @property
    def disagreements(self) -> tuple[Line, ...]:
        """List the lines with interviewers on both sides."""
        return tuple(line for line in self.lines if line.is_split)

    @property
    def debrief_first(self) -> tuple[Line, ...]:
        """List live contested lines: a debrief costs the candidate nothing."""
        return tuple(line for line in self.live_lines if line.needs_debrief)

    @property
    def decisive_move(self) -> Move | None:
        """Find the vote that matters most, if any does."""
        return find_decisive_move(self.recommendation, self.culprits)

    @property
    def stability_sentence(self) -> str:
        """Say how sure this is and name the vote that matters most."""
        label = self.stability.capitalize()
        if self.decisive_move is not None:
            return f"{label}: {self.decisive_move.words}."
        if not any(line.votes for line in self.bars):
            return f"{label}: no rating counts yet, so none can change it."
        return f"{label}: no single rating moved by one level would change it."

    def as_dict(self) -> dict[str, object]:
        """Return everything as plain values for `json.dumps`, in the fields of the golden cases."""
        shown: dict[str, object] = {
            "recommendation": self.recommendation.value,
            "sentence": self.sentence,
            "bars": {line.competency: _summarise(line) for line in self.bars},
            "strengths": {line.competency: _summarise(line) for line in self.strengths},
            "strengths_required": self.strengths_required,
            "strengths_hypothesised": self.strengths_hypothesised,
            "stability": self.stability.value,
            "stability_sentence": self.stability_sentence,
            "changes_if_one_rating_moves": self.changes_if_one_rating_moves,
            "would_change": [_show_move(move) for move in self.culprits],
            "without_interviewer": {
                who: then.value for who, then in self.without_interviewer.items()
            },
            "lines": [_show_line(line, scale_max=self.scale_max) for line in self.lines],
            "open": [_show_open(line, live=line in self.live_lines) for line in self.open_lines],
            "debrief_first": [_name(line) for line in self.debrief_first],
            "disagreements": [_name(line) for line in self.disagreements],
            "uncounted": [_show_uncounted(one) for one in self.uncounted],
            "warnings": list(self.warnings),
        }
        if self.next_interview:
            shown["next_interview"] = [
                {"id": one.id, "score": one.score, "open_bars": one.open_bars}
                for one in self.next_interview
            ]
        return shown


def assess(
    *,
    scale_max: int,
    criteria: Iterable[Criterion],
    ratings: Iterable[RatingGiven],
    policy: Policy = DEFAULT_POLICY,
    resolutions: Iterable[Resolution] = (),
    offered: Iterable[OfferedInterview] = (),
) -> Assessment:
    """Assess one application by the line rule (docs/scoring.md), on levels 1..scale_max.

    Pass only ratings that stand (a corrected one replaces the old). The order of nothing matters.
    Raises ValueError, naming what, where and the fix, for a level or line off the scale, an
    unknown or repeated competency, interview or debrief, a debrief without a person or reason,
    or no criteria at all.
    """
    criteria, ratings = tuple(criteria), tuple(ratings)
    resolutions, offered = tuple(resolutions), tuple(offered)
    checks.check_policy(policy)
    checks.check_criteria(criteria, scale_max=scale_max)
    known = tuple(one.id for one in criteria)
    checks.check_ratings(ratings, scale_max=scale_max, known=known)
    checks.check_resolutions(resolutions, criteria=criteria)
    checks.check_offered(offered, known=known)

    loop = Loop.bind(criteria, count_votes(ratings), policy=policy, resolutions=resolutions)
    recommendation = loop.recommend()
    culprits = list_moves(loop, scale_max=scale_max)
    bars = tuple(rule.apply(loop.votes[one]) for one, rule in loop.bars.items())
    strengths = tuple(rule.apply(loop.votes[one]) for one, rule in loop.strengths.items())
    strengths_state = find_strengths_state(loop.strength_states.values(), needed=loop.needed)
    live = list_live_lines(
        bars, strengths, overall=recommendation.rank, strengths_state=strengths_state
    )
    rated = {(one.interviewer, one.competency) for one in ratings if one.level is not None}
    return Assessment(
        scale_max=scale_max,
        recommendation=recommendation,
        bars=bars,
        strengths=strengths,
        strengths_required=loop.needed,
        stability=grade_stability(recommendation, culprits),
        culprits=culprits,
        without_interviewer=recommend_without_each(loop),
        live_lines=live,
        next_interview=rank_interviews(offered, live, rated=rated),
        uncounted=list_uncounted(ratings, loop.names),
        warnings=_list_warnings((*bars, *strengths), policy=policy, resolutions=resolutions),
    )


def _list_warnings(
    lines: Sequence[Line], *, policy: Policy, resolutions: Sequence[Resolution]
) -> tuple[str, ...]:
    """List what a reader should know before trusting the recommendation."""
    hypothesised = sum(line.kind == "strength" for line in lines)
    asked = policy.strengths_required
    warnings: list[str] = []
    if not hypothesised:
        warnings.append(NO_HYPOTHESIS)
    elif asked == 0:
        warnings.append("the policy asks for no strength, so the hypotheses decide nothing")
    elif asked is not None and asked > hypothesised:
        warnings.append(
            f"the policy asks for {asked} strengths, but only {hypothesised}"
            f" {'hypothesis was' if hypothesised == 1 else 'hypotheses were'} set"
        )
    settled = {(one.competency, one.line): one.by for one in resolutions}
    warnings += [
        f"the debrief by {settled[line.competency, line.kind]} on {line.name} changes nothing:"
        f" the {line.kind} is not contested"
        for line in lines
        if (line.competency, line.kind) in settled and line.settled_by is None
    ]
    return tuple(warnings)


def _summarise(line: Line) -> dict[str, object]:
    return {
        "status": line.status.value,
        "firm": line.firm,
        "at_or_above": line.at_or_above,
        "below": line.below,
    }


def _name(line: Line) -> dict[str, object]:
    return {"competency": line.competency, "name": line.name, "kind": line.kind}


def _show_line(line: Line, *, scale_max: int) -> dict[str, object]:
    return {
        **_name(line),
        "line": line.line,
        **_summarise(line),
        "state": line.state,
        "votes": [{"interviewer": who, "level": level} for who, level in line.votes],
        "settled_by": line.settled_by,
        "settled_as": line.settled_as,
        "sentence": describe_line(line, scale_max=scale_max),
    }


def _show_open(line: Line, *, live: bool) -> dict[str, object]:
    return {
        **_name(line),
        "status": line.status.value,
        "weight": weigh_question(line),
        "live": live,
    }


def _show_move(move: Move) -> dict[str, object]:
    return {
        "interviewer": move.interviewer,
        "competency": move.competency,
        "name": move.name,
        "from": move.from_level,
        "to": move.to_level,
        "recommendation": move.recommendation.value,
        "words": move.words,
    }


def _show_uncounted(one: Uncounted) -> dict[str, object]:
    return {
        "competency": one.competency,
        "name": one.name,
        "interviewer": one.interviewer,
        "level": one.level,
        "ask": one.ask,
    }
