from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from hiring.domain.snapshot import ScoringPolicy
from hiring.errors import RefusedError, UsageError
from hiring.store.tables import events, resolutions
from hiring.workflow.assessing import (
    assess_application,
    next_steps,
    open_points,
    resolve_line,
)
from hiring.workflow.interviews import schedule_interview
from tests.factories import (
    ALL,
    RATED,
    a_filled_card,
    a_recorded_card,
    a_rubric,
    an_application,
    an_assessed_application,
    an_interview,
    record,
)

if TYPE_CHECKING:
    from hiring.domain.scoring import Line
    from hiring.store.ledger import Act
    from hiring.workflow.assessing import Assessed


def lines(stood: Assessed) -> dict[tuple[str, str], Line]:
    return {(line.competency, line.kind): line for line in stood.result.lines}


def a_debated_application(act: Act) -> str:
    """Record the loop that the example below computes by hand: bars at 2, strong at 3.

    coding: Bo 3 and 2 (counted as 2), Cy 2, Di 4; ml: Bo 4, Cy 3; system design: Bo 2, Cy 1;
    communication: Bo 3, and Cy's 2 without evidence.
    """
    application = an_application(act, stage="interviewing")
    a_recorded_card(
        act,
        application,
        {"coding": 3, "ml-fundamentals": 4, "system-design": 2, "communication": 3},
        who="Bo Sample",
    )
    a_recorded_card(
        act,
        application,
        {"coding": 2, "ml-fundamentals": 3, "system-design": 1, "communication": (2, "")},
        who="Cy Sample",
    )
    a_recorded_card(
        act, application, {"coding": 4, "ml-fundamentals": ("n/a", "")}, who="Di S", step="pairing"
    )
    a_recorded_card(
        act, application, {"coding": 2, "ml-fundamentals": 4}, who="Bo Sample", step="pairing"
    )
    return application


def test_a_loop_is_assessed_as_computed_by_hand(act: Act) -> None:
    stood = assess_application(act.connection, a_debated_application(act))

    shown = {
        place: (line.status.value, line.firm, line.at_or_above, line.below)
        for place, line in lines(stood).items()
    }
    assert shown == {
        # Bo's 3 and 2 are one vote, the lower: 2, 2 and 4 against 2, then against 3.
        ("coding", "bar"): ("met", True, 3, 0),
        ("coding", "strength"): ("contested", False, 1, 2),
        ("ml-fundamentals", "bar"): ("met", True, 2, 0),
        ("ml-fundamentals", "strength"): ("met", True, 2, 0),
        ("system-design", "bar"): ("contested", False, 1, 1),
        # One vote that counts, and it is clear of the bar.
        ("communication", "bar"): ("met", True, 1, 0),
    }
    assert (stood.result.strengths_required, stood.result.strengths_hypothesised) == (2, 2)
    assert stood.result.recommendation.value == "hold"
    assert [(one.interviewer, one.competency) for one in stood.result.uncounted] == [
        ("Cy Sample", "communication")
    ]
    assert stood.missing_cards == ()


def test_an_assessment_says_in_plain_data_what_it_rests_on(act: Act) -> None:
    application = a_debated_application(act)
    waiting = an_interview(act, application, step="screen").cards[0].code

    shown = assess_application(act.connection, application).as_dict()

    assert shown["application"] == application
    assert shown["recommendation"] == "hold"
    assert shown["sentence"].startswith("Hold")
    assert shown["missing_cards"] == [waiting]
    assert shown["rubric"]["role"] == "ml-engineer"
    assert (shown["rubric"]["version"], shown["rubric"]["revision"]) == ("1.0.0", 1)
    assert len(shown["rubric"]["digest"]) == 64
    assert [
        (one["interviewer"], one["step"], one["level"], one["counts"])
        for one in shown["evidence"]["communication"]
    ] == [("Bo Sample", "panel", 3, True), ("Cy Sample", "panel", 2, False)]
    assert json.loads(json.dumps(shown)) == shown


@pytest.mark.parametrize("recommendation", RATED)
def test_each_recommendation_is_reached_from_cards(act: Act, recommendation: str) -> None:
    application = an_assessed_application(act, recommendation)

    result = assess_application(act.connection, application).result

    assert result.recommendation.value == recommendation


def test_a_corrected_card_counts_and_the_earlier_one_does_not(act: Act) -> None:
    outcome = a_recorded_card(act, an_application(act), dict.fromkeys(ALL, 1))
    record(act, a_filled_card(act, outcome.card, dict.fromkeys(ALL, 3)))

    stood = assess_application(act.connection, outcome.application)

    assert {line.votes for line in stood.result.lines} == {(("Bo Sample", 3),)}


def test_a_rubrics_policy_switches_hold(act: Act) -> None:
    policy = ScoringPolicy(lone_bar="never", lone_strength="clear", strengths_required=1)
    application = an_application(act, rubric=a_rubric(policy=policy))
    a_recorded_card(act, application, dict.fromkeys(ALL, 4))

    stood = assess_application(act.connection, application)

    assert stood.result.strengths_required == 1
    assert lines(stood)["coding", "strength"].firm
    assert not lines(stood)["communication", "bar"].firm


def test_a_bar_above_the_strong_line_lifts_the_strength_with_it(act: Act) -> None:
    rubric = a_rubric(bars={"coding": 4, "system-design": 2, "communication": 2})
    stood = assess_application(act.connection, an_application(act, rubric=rubric))

    assert lines(stood)["coding", "strength"].line == 4


def test_two_interviewers_of_one_name_are_two_votes(act: Act) -> None:
    application = an_application(act)
    people = ("Bo Sample <bo@example.org>", "Bo Sample <bo@sample.example.org>")
    planned = schedule_interview(act, application, "panel", people=people, at=None)
    for card in planned.cards:
        record(act, a_filled_card(act, card.code, dict.fromkeys(ALL, 3)))

    votes = assess_application(act.connection, application).result.bars[0].votes

    assert votes == (
        ("Bo Sample (bo@example.org)", 3),
        ("Bo Sample (bo@sample.example.org)", 3),
    )


def test_a_debrief_settles_what_interviewers_disagree_on_and_is_on_record(act: Act) -> None:
    application = a_debated_application(act)

    resolve_line(
        act,
        application,
        "System Design",
        line="bar",
        outcome="met",
        by="Mo Manager",
        because="Cy had misread the diagram.",
    )
    stood = resolve_line(
        act,
        application,
        "coding",
        line="strength",
        outcome="met",
        by="Mo Manager",
        because="Di saw the harder task.",
    )

    bar = lines(stood)["system-design", "bar"]
    assert (bar.settled_by, bar.settled_as, bar.firm) == ("Mo Manager", "met", False)
    assert stood.result.recommendation.value == "lean_advance"
    told = act.connection.execute(
        select(events.c.from_code, events.c.to_code).where(events.c.what == "debrief resolved")
    ).all()
    assert [tuple(one) for one in told] == [
        ("system-design bar contested", "system-design bar met"),
        ("coding strength contested", "coding strength met"),
    ]


def test_the_latest_debrief_on_a_line_stands_and_the_earlier_is_kept(act: Act) -> None:
    application = a_debated_application(act)
    for outcome, by in (("met", "Mo Manager"), ("not_met", "Nia Director")):
        stood = resolve_line(
            act, application, "system-design", line="bar", outcome=outcome, by=by, because="So."
        )

    bar = lines(stood)["system-design", "bar"]
    assert (bar.settled_by, bar.settled_as) == ("Nia Director", "not_met")
    assert stood.result.recommendation.value == "lean_decline"
    assert act.connection.execute(select(func.count()).select_from(resolutions)).scalar() == 2


@pytest.mark.parametrize(
    ("competency", "line", "why"),
    [
        ("ml-fundamentals", "bar", "the bar on Ml fundamentals is met, not contested"),
        ("ml-fundamentals", "strength", "the strength on Ml fundamentals is met, not contested"),
        ("system-design", "strength", "System design is no strength to validate"),
        ("charm", "bar", "does not rate 'charm'"),
    ],
)
def test_a_debrief_never_overturns_a_result(act: Act, competency: str, line: str, why: str) -> None:
    application = a_debated_application(act)

    with pytest.raises(RefusedError, match=why):
        resolve_line(
            act, application, competency, line=line, outcome="met", by="Mo", because="We say so."
        )
    assert act.connection.execute(select(func.count()).select_from(resolutions)).scalar() == 0


def test_an_untested_line_is_not_settled_by_a_debrief(act: Act) -> None:
    with pytest.raises(RefusedError, match="is not yet tested, not contested"):
        resolve_line(
            act, an_application(act), "coding", line="bar", outcome="met", by="Mo", because="So."
        )


@pytest.mark.parametrize(("by", "because"), [(" ", "So."), ("Mo Manager", "\n")])
def test_a_debrief_needs_a_person_and_a_reason(act: Act, by: str, because: str) -> None:
    application = a_debated_application(act)

    with pytest.raises(UsageError, match="needs a person and a reason"):
        resolve_line(
            act, application, "system-design", line="bar", outcome="met", by=by, because=because
        )


def test_a_resolution_changes_nothing_once_the_line_is_no_longer_contested(act: Act) -> None:
    application = a_debated_application(act)
    resolve_line(
        act, application, "system-design", line="bar", outcome="met", by="Mo", because="So."
    )
    for who in ("Ed Sample", "Fi Sample", "Gus Sample"):
        a_recorded_card(act, application, dict.fromkeys(ALL, 1), who=who)

    bar = lines(assess_application(act.connection, application))["system-design", "bar"]

    assert (bar.status.value, bar.settled_by) == ("not_met", None)


def test_what_is_open_and_what_to_do_next_is_said(act: Act) -> None:
    application = a_debated_application(act)
    waiting = an_interview(act, application, people=("Ed Sample",))

    stood = assess_application(act.connection, application)

    points = " ".join(open_points(stood))
    assert "System design" in points
    assert "ask Cy Sample for evidence on Communication" in points
    steps = next_steps(stood)
    assert "Settle System design in the debrief (bar contested)." in steps
    assert "Settle Coding in the debrief (strength contested)." in steps
    assert f"Cards not in yet: {waiting.cards[0].code}." in steps
    assert any(step.startswith(f'Run "Panel" ({waiting.code}) with Ed Sample') for step in steps)


def test_an_untouched_application_begins_with_the_plan(act: Act) -> None:
    steps = next_steps(assess_application(act.connection, an_application(act)))

    assert steps == ('Begin with the plan: "Screen", 30 minutes.',)


def test_a_begun_loop_is_told_the_interview_that_sees_most(act: Act) -> None:
    application = an_application(act)
    a_recorded_card(act, application, {"communication": 3}, step="screen")

    (step,) = next_steps(assess_application(act.connection, application))

    assert step.startswith('Run "Panel", 90 minutes, which sees Coding, Ml fundamentals, System')


def test_where_nothing_is_open_there_is_nothing_to_do(act: Act) -> None:
    stood = assess_application(act.connection, an_assessed_application(act, "advance"))

    assert next_steps(stood) == ()
    assert open_points(stood) == ()
