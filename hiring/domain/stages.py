"""The stages of an application and the moves between them."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where an application stands."""

    APPLIED = "applied"
    SCREEN = "screen"
    INTERVIEWING = "interviewing"
    DEBRIEF = "debrief"
    OFFER = "offer"
    HIRED = "hired"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


PIPELINE = (Stage.APPLIED, Stage.SCREEN, Stage.INTERVIEWING, Stage.DEBRIEF, Stage.OFFER)
TERMINAL = (Stage.HIRED, Stage.REJECTED, Stage.WITHDRAWN)
STAGES = (*PIPELINE, *TERMINAL)
# From the debrief on, scorecards are closed.
AFTER_DEBRIEF = (Stage.DEBRIEF, Stage.OFFER, *TERMINAL)
# Stages reached by hand; offer and the terminal ones need a recorded decision.
MOVABLE = (Stage.APPLIED, Stage.SCREEN, Stage.INTERVIEWING, Stage.DEBRIEF)


class Action(StrEnum):
    """What a person can decide about an application."""

    ADVANCE = "advance"
    OFFER = "offer"
    HIRE = "hire"
    REJECT = "reject"
    WITHDRAW = "withdraw"


_REACHES = {
    Action.OFFER: Stage.OFFER,
    Action.HIRE: Stage.HIRED,
    Action.REJECT: Stage.REJECTED,
    Action.WITHDRAW: Stage.WITHDRAWN,
}


def why_not_move(now_at: Stage, to: Stage) -> str | None:
    """Say why a move by hand is not allowed, or None when it is.

    Moves go one or more stages forward or back among applied, screen, interviewing and debrief.
    """
    if now_at in TERMINAL:
        return f"it is {now_at}; reopen it first, with a reason"
    if to in TERMINAL or to is Stage.OFFER:
        return f"{to} is reached only by a recorded decision"
    if now_at is to:
        return f"it is in {to} already"
    return None


def stage_after(now_at: Stage, action: Action) -> Stage | None:
    """Give the stage a decision leads to, or None when it cannot be taken from here.

    advance means the next stage up to offer; an offer can be made from any open stage before
    it, a hire from debrief or offer; reject and withdraw from any open stage.
    """
    if now_at in TERMINAL:
        return None
    if action is Action.ADVANCE:
        place = PIPELINE.index(now_at)
        return PIPELINE[place + 1] if place + 1 < len(PIPELINE) else None
    if action is Action.HIRE and now_at not in {Stage.DEBRIEF, Stage.OFFER}:
        return None
    if action is Action.OFFER and now_at is Stage.OFFER:
        return None
    return _REACHES[action]


_AGAINST = {
    Action.OFFER: ("hold", "lean_decline", "decline"),
    Action.HIRE: ("hold", "lean_decline", "decline"),
    Action.ADVANCE: ("lean_decline", "decline"),
    Action.REJECT: ("advance", "lean_advance"),
    Action.WITHDRAW: (),
}


def needs_override(action: Action, recommendation: str, *, reaches: Stage | None = None) -> bool:
    """Tell whether a decision goes against the recommendation and so needs a written override.

    An advance that reaches the offer stage is an offer and is held to an offer's rule.
    """
    if action is Action.ADVANCE and reaches is Stage.OFFER:
        action = Action.OFFER
    return recommendation in _AGAINST[action]
