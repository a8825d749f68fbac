from __future__ import annotations

from itertools import product

import pytest

from hiring.domain.stages import (
    MOVABLE,
    PIPELINE,
    STAGES,
    TERMINAL,
    Action,
    Stage,
    needs_override,
    stage_after,
    why_not_move,
)

RECOMMENDATIONS = ("decline", "lean_decline", "hold", "lean_advance", "advance")


@pytest.mark.parametrize(("now_at", "to"), list(product(STAGES, STAGES)))
def test_a_move_by_hand_stays_among_the_four_open_stages_before_an_offer(
    now_at: Stage, to: Stage
) -> None:
    why = why_not_move(now_at, to)

    by_hand = {"applied", "screen", "interviewing", "debrief"}
    allowed = now_at in {*by_hand, "offer"} and to in by_hand and now_at != to
    assert (why is None) is allowed


def test_a_refused_move_says_why() -> None:
    assert "reopen it first, with a reason" in (why_not_move(Stage.HIRED, Stage.SCREEN) or "")
    assert "recorded decision" in (why_not_move(Stage.DEBRIEF, Stage.OFFER) or "")
    assert "recorded decision" in (why_not_move(Stage.SCREEN, Stage.REJECTED) or "")
    assert why_not_move(Stage.SCREEN, Stage.SCREEN) == "it is in screen already"


def test_every_stage_is_either_open_or_ended_and_no_open_one_is_ended() -> None:
    assert (*PIPELINE, *TERMINAL) == STAGES
    assert not set(PIPELINE) & set(TERMINAL)
    assert set(MOVABLE) < set(PIPELINE)


NEXT = {
    ("applied", "advance"): "screen",
    ("screen", "advance"): "interviewing",
    ("interviewing", "advance"): "debrief",
    ("debrief", "advance"): "offer",
    ("applied", "offer"): "offer",
    ("screen", "offer"): "offer",
    ("interviewing", "offer"): "offer",
    ("debrief", "offer"): "offer",
    ("debrief", "hire"): "hired",
    ("offer", "hire"): "hired",
}


@pytest.mark.parametrize(("now_at", "action"), list(product(STAGES, Action)))
def test_a_decision_leads_where_the_stage_machine_says_and_nowhere_else(
    now_at: Stage, action: Action
) -> None:
    to = stage_after(now_at, action)

    if action in {Action.REJECT, Action.WITHDRAW} and now_at in PIPELINE:
        assert to == ("rejected" if action is Action.REJECT else "withdrawn")
        return
    assert to == NEXT.get((now_at.value, action.value))


AGAINST = {
    ("offer", "hold"),
    ("offer", "lean_decline"),
    ("offer", "decline"),
    ("hire", "hold"),
    ("hire", "lean_decline"),
    ("hire", "decline"),
    ("advance", "lean_decline"),
    ("advance", "decline"),
    ("reject", "advance"),
    ("reject", "lean_advance"),
}


@pytest.mark.parametrize(("action", "recommendation"), list(product(Action, RECOMMENDATIONS)))
def test_an_override_is_needed_exactly_where_the_decision_goes_against_the_advice(
    action: Action, recommendation: str
) -> None:
    assert needs_override(action, recommendation) is ((action, recommendation) in AGAINST)


@pytest.mark.parametrize("recommendation", RECOMMENDATIONS)
def test_an_advance_that_reaches_the_offer_is_held_to_the_rule_of_an_offer(
    recommendation: str,
) -> None:
    advance = needs_override(Action.ADVANCE, recommendation, reaches=Stage.OFFER)

    assert advance is needs_override(Action.OFFER, recommendation)
