"""Bind criteria, counted votes and policy into one loop that can be asked "what if"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from hiring.domain.scoring.lines import Criterion, LineRule, Resolution, Status, Vote
from hiring.domain.scoring.recommendation import (
    Policy,
    Recommendation,
    count_strengths_needed,
    recommend,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Loop:
    """Hold every line of one application, its votes, and the state each has now."""

    names: Mapping[str, str]
    votes: Mapping[str, tuple[Vote, ...]]
    bars: Mapping[str, LineRule]
    strengths: Mapping[str, LineRule]
    bar_states: Mapping[str, int]
    strength_states: Mapping[str, int]
    needed: int

    @classmethod
    def bind(
        cls,
        criteria: Iterable[Criterion],
        votes: Mapping[str, tuple[Vote, ...]],
        *,
        policy: Policy,
        resolutions: Iterable[Resolution],
    ) -> Self:
        """Bind input that `checks` has passed; competencies keep their order.

        A debrief on a line that is not contested is left out, of every "what if" too.
        """
        criteria = tuple(criteria)
        levels = {one.id: [level for _, level in votes.get(one.id, ())] for one in criteria}
        bars = {one.id: _hold_to_bar(one, policy) for one in criteria}
        strengths = {one.id: _hold_to_strong(one, policy) for one in criteria if one.hypothesis}
        for debrief in resolutions:
            rules = bars if debrief.line == "bar" else strengths
            rule = rules[debrief.competency]
            if rule.weigh(levels[debrief.competency])[0] is Status.CONTESTED:
                rules[debrief.competency] = replace(rule, debrief=debrief)
        return cls(
            names={one.id: one.name or one.id for one in criteria},
            votes={one.id: votes.get(one.id, ()) for one in criteria},
            bars=bars,
            strengths=strengths,
            bar_states={key: line.find_state(levels[key]) for key, line in bars.items()},
            strength_states={key: line.find_state(levels[key]) for key, line in strengths.items()},
            needed=count_strengths_needed(policy, hypothesised=len(strengths)),
        )

    def recommend(self) -> Recommendation:
        """Recommend on the votes as they are."""
        return self.recommend_if({})

    def recommend_if(self, changed: Mapping[str, Sequence[int]]) -> Recommendation:
        """Recommend as if these competencies had these levels, weighing only the touched lines."""
        bars = dict(self.bar_states)
        strengths = dict(self.strength_states)
        for competency, levels in changed.items():
            bars[competency] = self.bars[competency].find_state(levels)
            if competency in strengths:
                strengths[competency] = self.strengths[competency].find_state(levels)
        return recommend(bars.values(), strengths.values(), needed=self.needed)


def _hold_to_bar(criterion: Criterion, policy: Policy) -> LineRule:
    return LineRule(
        criterion=criterion,
        kind="bar",
        line=criterion.bar,
        lone_settles=policy.lone_bar == "clear" and not criterion.wants_two,
    )


def _hold_to_strong(criterion: Criterion, policy: Policy) -> LineRule:
    return LineRule(
        criterion=criterion,
        kind="strength",
        line=criterion.strong,
        lone_settles=policy.lone_strength == "clear",
    )
