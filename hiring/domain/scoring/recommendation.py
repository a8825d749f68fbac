"""Join the lines into one of five recommendations: the line rule, overall (docs/scoring.md)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from hiring.domain.scoring.lines import FIRMLY_MET, MET, NOT_MET

if TYPE_CHECKING:
    from collections.abc import Iterable

LonePolicy = Literal["clear", "never"]


class Recommendation(StrEnum):
    """Advise a named decision maker; members stand in order, from no to yes."""

    DECLINE = "decline"
    LEAN_DECLINE = "lean_decline"
    HOLD = "hold"
    LEAN_ADVANCE = "lean_advance"
    ADVANCE = "advance"

    @property
    def rank(self) -> int:
        """Rank from 0 (decline) to 4 (advance)."""
        return _IN_ORDER.index(self)

    @property
    def label(self) -> str:
        """Spell it for a reader: `Lean advance`."""
        return self.value.replace("_", " ").capitalize()

    @property
    def says_yes(self) -> bool:
        """Tell whether it is advance or lean advance."""
        return self.rank >= MET

    @property
    def says_no(self) -> bool:
        """Tell whether it is decline or lean decline."""
        return self.rank <= NOT_MET


_IN_ORDER = tuple(Recommendation)


@dataclass(frozen=True, slots=True)
class Policy:
    """Choose when one clear rating is firm, and how many strengths are needed (None: over half)."""

    lone_bar: LonePolicy = "clear"
    lone_strength: LonePolicy = "never"
    strengths_required: int | None = None


DEFAULT_POLICY = Policy()


def count_strengths_needed(policy: Policy, *, hypothesised: int) -> int:
    """Count the strengths needed: the policy's number, at most all, else more than half."""
    if policy.strengths_required is None:
        return hypothesised // 2 + 1 if hypothesised else 0
    return min(policy.strengths_required, hypothesised)


def find_strengths_state(states: Iterable[int], *, needed: int) -> int:
    """Find the state (0..4) of "at least `needed` strengths": the needed-th best of them.

    "At least k" is true in a view of docs/scoring.md when the k-th best line is true there, and
    false when it is false there: then too few others are left.
    """
    return sorted(states, reverse=True)[needed - 1] if needed else FIRMLY_MET


def recommend(
    bar_states: Iterable[int], strength_states: Iterable[int], *, needed: int
) -> Recommendation:
    """Recommend by the weakest thing needed: no strength pays for a missed bar.

    "False beats unknown beats true" in both views of docs/scoring.md is a minimum over the states.
    """
    strengths = find_strengths_state(strength_states, needed=needed)
    return _IN_ORDER[min(*bar_states, strengths)]
