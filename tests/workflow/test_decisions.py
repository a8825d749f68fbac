from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from hiring.domain.stages import PIPELINE, TERMINAL, Action, Stage, stage_after
from hiring.errors import RefusedError, UsageError
from hiring.store.tables import assessments, decisions, events, words
from hiring.workflow.applications import show_application
from hiring.workflow.assessing import assess_application
from hiring.workflow.decisions import decide
from tests.conftest import NOW
from tests.factories import (
    ALL,
    RATED,
    a_recorded_card,
    an_application,
    an_assessed_application,
    an_interview,
)

if TYPE_CHECKING:
    from hiring.store.ledger import Act
    from hiring.workflow.decisions import Decided

SAID = {
    "skipped": "It was seen elsewhere.",
    "by": "Mo Manager",
    "because": "Both strengths were seen.",
}

NEEDS_OVERRIDE = {
    "offer": {"hold", "lean_decline", "decline"},
    "hire": {"hold", "lean_decline", "decline"},
    "advance": {"lean_decline", "decline"},
    "reject": {"advance", "lean_advance"},
    "withdraw": set[str](),
}


def decided(act: Act, *applications: str, action: str, **said: Any) -> tuple[Decided, ...]:
    return decide(act, applications, Action(action), **{**SAID, **said})


def rows(act: Act) -> list[Any]:
    return list(act.connection.execute(select(decisions).order_by(decisions.c.id)))


@pytest.mark.parametrize(("action", "recommendation"), list(product(NEEDS_OVERRIDE, RATED)))
def test_a_decision_against_the_advice_needs_a_written_override(
    act: Act, action: str, recommendation: str
) -> None:
    stage = "interviewing" if action == "advance" else "debrief"
    application = an_assessed_application(act, recommendation, stage=stage)
    needed = recommendation in NEEDS_OVERRIDE[action]

    if needed:
        for override in (None, "", "  "):
            with pytest.raises(RefusedError, match=f"{action} goes against the recommendation"):
                decided(act, application, action=action, override=override)
        assert rows(act) == []
        assert show_application(act.connection, application).stage == stage
    (one,) = decided(act, application, action=action, override=" We saw more. ")

    assert (one.recommendation, one.override) == (recommendation, needed)
    (kept,) = rows(act)
    assert kept.override == ("We saw more." if needed else None)
    counted = act.connection.execute(
        select(events).where(events.c.what == "recommendation overridden")
    ).all()
    assert len(counted) == int(needed)
    assert [(e.from_code, e.to_code) for e in counted] == [(recommendation, action)] * needed


@pytest.mark.parametrize("recommendation", RATED)
def test_an_advance_into_the_offer_is_held_to_the_rule_of_an_offer(
    act: Act, recommendation: str
) -> None:
    application = an_assessed_application(act, recommendation)

    if recommendation in NEEDS_OVERRIDE["offer"]:
        with pytest.raises(RefusedError, match="goes against the recommendation"):
            decided(act, application, action="advance")
        return
    assert decided(act, application, action="advance")[0].to_stage == "offer"


@pytest.mark.parametrize(("stage", "action"), list(product([*PIPELINE, *TERMINAL], Action)))
def test_a_decision_is_taken_where_the_stage_machine_allows_it(
    act: Act, stage: Stage, action: Action
) -> None:
    application = an_application(act, stage=stage.value)
    before = len(rows(act))
    to = stage_after(stage, action)

    if to is None:
        with pytest.raises(RefusedError, match=f"{application} is in {stage}: {action} is not"):
            decided(act, application, action=action, override="We know better.")
        assert len(rows(act)) == before
        return
    (one,) = decided(act, application, action=action, override="We know better.")

    assert (one.from_stage, one.to_stage) == (stage, to)
    page = show_application(act.connection, application)
    assert (page.stage, page.stage_since) == (to, NOW)
    assert page.decisions[-1].action == action


@pytest.mark.parametrize(
    "said", [{"by": " "}, {"by": ""}, {"because": "\t"}, {"because": ""}, {"by": "", "because": ""}]
)
def test_a_decision_needs_a_person_and_a_reason(act: Act, said: dict[str, str]) -> None:
    application = an_application(act)

    with pytest.raises(UsageError, match="needs a person and a reason"):
        decided(act, application, action="reject", **said)
    assert rows(act) == []


def test_a_decision_keeps_who_decided_who_wrote_it_down_and_why(act: Act) -> None:
    application = an_application(act)

    decided(act, application, action="advance", by=" Mo Manager ", because=" A good talk. ")

    (line,) = show_application(act.connection, application).decisions
    assert (line.by, line.because, line.override, line.at) == (
        "Mo Manager",
        "A good talk.",
        None,
        NOW,
    )
    event = show_application(act.connection, application).events[-1]
    assert (event.what, event.who) == ("decided advance", "Rita Recruiter")
    assert event.said["why"] == "A good talk."


def test_the_assessment_is_kept_as_it_stood_whatever_comes_later(act: Act) -> None:
    application = an_assessed_application(act, "lean_advance")
    stood = assess_application(act.connection, application).as_dict()
    decided(act, application, action="advance")

    for who in ("Di Sample", "Ed Sample", "Fi Sample"):
        a_recorded_card(act, application, dict.fromkeys(ALL, 1), who=who)

    kept = act.connection.execute(select(assessments)).one()
    content = json.loads(kept.content)
    record = content.pop("record")
    assert content == stood
    assert record["rubric"] == "ml-engineer 1.0.0, revision 1"
    assert kept.recommendation == "lean_advance"
    assert stood["rubric"]["version"] == "1.0.0"
    now = assess_application(act.connection, application).result.recommendation
    assert now.value != "lean_advance"
    (line,) = show_application(act.connection, application).decisions
    assert line.recommendation == "lean_advance"


def test_who_had_not_submitted_is_kept_with_the_decision(act: Act) -> None:
    application = an_assessed_application(act, "advance")
    waiting = an_interview(act, application, people=("Di Sample", "Ed Sample"))

    (one,) = decided(act, application, action="offer")

    missing = tuple(card.code for card in waiting.cards)
    assert one.missing_cards == missing
    assert show_application(act.connection, application).decisions[0].missing_cards == missing


def test_several_named_applications_are_rejected_with_one_reason_recorded_for_each(
    act: Act,
) -> None:
    named = [an_application(act, stage=stage) for stage in ("applied", "screen", "debrief")]
    left = an_application(act)

    made = decided(act, *named, action="reject", because="No production experience.")

    assert [one.application for one in made] == named
    assert [(row.application_id, row.because) for row in rows(act)] == [
        (int(code[2:]), "No production experience.") for code in named
    ]
    for code in named:
        page = show_application(act.connection, code)
        assert (page.stage, page.events[-1].said["why"]) == (
            "rejected",
            "No production experience.",
        )
    assert show_application(act.connection, left).stage == "applied"


def test_an_application_named_twice_is_rejected_once(act: Act) -> None:
    application = an_application(act)

    assert len(decided(act, application, application.lower(), action="reject")) == 1
    assert len(rows(act)) == 1


def test_of_several_rejects_all_are_taken_or_none(act: Act) -> None:
    plain, ended = an_application(act), an_application(act, stage="withdrawn")
    strong = an_assessed_application(act, "advance")
    before = len(rows(act))

    with pytest.raises(RefusedError) as raised:
        decided(act, plain, ended, strong, action="reject")

    assert len(raised.value.problems) == 2
    assert len(rows(act)) == before
    assert show_application(act.connection, plain).stage == "applied"


def test_an_override_for_several_is_kept_only_where_it_was_needed(act: Act) -> None:
    plain, strong = an_application(act), an_assessed_application(act, "advance")

    one, other = decided(act, plain, strong, action="reject", override="The role was cut.")

    assert (one.override, other.override) == (False, True)
    assert [row.override for row in rows(act)] == [None, "The role was cut."]


@pytest.mark.parametrize("action", ["advance", "offer", "hire", "withdraw"])
def test_only_a_reject_takes_several(act: Act, action: str) -> None:
    one, other = an_application(act, stage="debrief"), an_application(act, stage="debrief")

    with pytest.raises(UsageError, match="only reject takes several"):
        decided(act, one, other, action=action)


def test_the_log_says_what_was_overridden_and_the_words_lie_beside_it(act: Act) -> None:
    application = an_assessed_application(act, "decline")

    decided(act, application, action="offer", override="The panel misread the task.")

    event = act.connection.execute(
        select(events).where(events.c.what == "recommendation overridden")
    ).one()
    text = act.connection.execute(
        select(words.c.text).where(words.c.id == event.words_id)
    ).scalar_one()
    assert json.loads(text) == {"why": "The panel misread the task.", "by": "Mo Manager"}
