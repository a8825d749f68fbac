from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from hiring.domain.stages import MOVABLE, PIPELINE, STAGES, TERMINAL, Stage, why_not_move
from hiring.errors import RefusedError
from hiring.store.queries import find_application
from hiring.workflow.applications import (
    add_application,
    board,
    list_applications,
    move_application,
    reopen_application,
    set_stage,
    show_application,
)
from hiring.workflow.hypotheses import list_hypotheses
from hiring.workflow.jobs import close_job
from tests.conftest import NOW
from tests.factories import (
    STRENGTHS,
    a_candidate,
    a_decision,
    a_job,
    an_application,
    an_interview,
    bring_to,
)

if TYPE_CHECKING:
    from hiring.store.ledger import Act


def test_an_application_starts_with_the_roles_strengths_as_hypotheses(act: Act) -> None:
    believed = list_hypotheses(act.connection, an_application(act))

    assert tuple(one.competency for one in believed) == STRENGTHS
    assert {(one.origin, one.kind, one.late, one.counts) for one in believed} == {
        ("role default", "strength", False, True)
    }


def test_an_application_takes_its_source_from_the_person_or_its_own(act: Act) -> None:
    a_job(act, "ML-1")
    a_job(act, "ML-2")
    ada = a_candidate(act, source="referral", source_detail="Bo knows her")

    add_application(act, candidate=ada, job="ml-1", source=None)
    add_application(act, candidate=ada, job="ML-2", source="campus")
    add_application(act, candidate=a_candidate(act), job="ML-2", source=None, source_detail="met")

    one, other, third = list_applications(act.connection, job=None, stage=None, limit=None)
    assert (one.source, show_application(act.connection, one.code).source_detail) == (
        "referral",
        "Bo knows her",
    )
    assert (other.source, show_application(act.connection, other.code).source_detail) == (
        "campus",
        "",
    )
    assert show_application(act.connection, third.code).source_detail == "met"


@pytest.mark.parametrize("stage", PIPELINE)
def test_a_person_has_one_open_application_for_a_job(act: Act, stage: str) -> None:
    ada = a_candidate(act)
    known = an_application(act, candidate=ada, stage=stage)

    with pytest.raises(RefusedError, match=f"has an open application for ML-1: {known}"):
        an_application(act, candidate=ada)
    an_application(act, candidate=ada, job="ML-2")


@pytest.mark.parametrize("ended", TERMINAL)
def test_applying_again_after_the_end_is_fine(act: Act, ended: str) -> None:
    ada = a_candidate(act)
    first = an_application(act, candidate=ada, stage=ended)

    second = an_application(act, candidate=ada)

    assert second != first
    assert show_application(act.connection, first).stage == ended


def test_nobody_applies_for_a_closed_job(act: Act) -> None:
    a_job(act)
    close_job(act, "ML-1", because="filled")

    with pytest.raises(RefusedError, match="ML-1 is closed"):
        an_application(act)


@pytest.mark.parametrize("now_at", STAGES)
def test_an_application_moves_by_hand_only_where_the_stage_machine_allows(
    act: Act, now_at: Stage
) -> None:
    application = an_application(act, stage=now_at.value)
    for to in STAGES:
        here = Stage(show_application(act.connection, application).stage)
        if why_not_move(here, to):
            with pytest.raises(RefusedError, match=f"{application} cannot move to {to}"):
                move_application(act, application, to=to.value)
            assert show_application(act.connection, application).stage == here
            continue
        act.now += timedelta(hours=1)
        line = move_application(act, application, to=to.value, because="to try")
        assert (line.stage, line.stage_since) == (to, act.now)

    assert show_application(act.connection, application).stage == (
        now_at if now_at in TERMINAL else MOVABLE[-1]
    )


@pytest.mark.parametrize("before", PIPELINE)
def test_a_reopened_application_is_back_where_it_ended(act: Act, before: str) -> None:
    application = an_application(act, stage=before)
    a_decision(act, application, "reject")
    act.now += timedelta(days=1)

    line = reopen_application(act, application, because="the other one declined")

    page = show_application(act.connection, application)
    assert (line.stage, page.stage_since) == (before, act.now)
    assert page.decisions[-1].action == "reject"
    assert page.events[-1].what == "application reopened"
    assert page.events[-1].said == {"why": "the other one declined"}
    assert (page.events[-1].from_code, page.events[-1].to_code) == ("rejected", before)


def test_an_application_decided_twice_reopens_to_where_it_ended_last(act: Act) -> None:
    application = an_application(act, stage="screen")
    a_decision(act, application, "withdraw")
    reopen_application(act, application, because="changed their mind")
    bring_to(act, application, "hired")

    assert reopen_application(act, application, because="fell through").stage == "offer"


@pytest.mark.parametrize("decided", [False, True])
def test_an_application_that_an_import_ended_reopens_to_where_it_ended(
    act: Act, *, decided: bool
) -> None:
    application = an_application(act, stage="screen")
    if decided:
        a_decision(act, application, "withdraw")
        reopen_application(act, application, because="changed their mind")
    bring_to(act, application, "debrief")
    row = find_application(act.connection, application)
    set_stage(act, row, to=Stage.REJECTED, what="stage moved", because="")

    assert reopen_application(act, application, because="mistake").stage == "debrief"


def test_an_interview_named_as_a_stage_is_no_move(act: Act) -> None:
    application = an_application(act, stage="interviewing")
    an_interview(act, application, step="screen", at=None)

    with pytest.raises(RefusedError, match="moved it from applied to interviewing on"):
        move_application(act, application, to="interviewing")


def test_an_open_application_cannot_be_reopened(act: Act) -> None:
    application = an_application(act, stage="screen")

    with pytest.raises(RefusedError, match="is open, in screen"):
        reopen_application(act, application, because="why not")


def test_an_application_is_not_reopened_beside_a_newer_one(act: Act) -> None:
    ada = a_candidate(act)
    first = an_application(act, candidate=ada, stage="rejected")
    second = an_application(act, candidate=ada)

    with pytest.raises(RefusedError, match=f"has an open application for ML-1: {second}"):
        reopen_application(act, first, because="mistake")


def test_an_application_is_not_reopened_for_a_closed_job(act: Act) -> None:
    application = an_application(act, stage="rejected")
    close_job(act, "ML-1", because="filled")

    with pytest.raises(RefusedError, match="hiring job reopen ML-1"):
        reopen_application(act, application, because="mistake")


def test_applications_are_listed_in_the_order_they_came_by_job_and_stage(act: Act) -> None:
    one = an_application(act, name="Zoë", stage="offer")
    other = an_application(act, name="Ada", stage="screen")
    third = an_application(act, job="ML-2", stage="screen")

    def listed(job: str | None, stage: str | None, limit: int | None = None) -> list[str]:
        found = list_applications(act.connection, job=job, stage=stage, limit=limit)
        return [line.code for line in found]

    assert listed(None, None) == [one, other, third]
    assert listed("ml-1", None) == [one, other]
    assert listed(None, "screen") == [other, third]
    assert listed("ML-2", "offer") == []
    assert listed(None, None, limit=1) == [one]


def test_an_application_page_tells_everything_that_happened(act: Act) -> None:
    application = an_application(act, stage="screen")
    planned = an_interview(act, application)
    a_decision(act, application, "advance", because="good talk")

    page = show_application(act.connection, application.lower())

    assert (page.name, page.job, page.stage, page.revision) == (
        "Ada Example",
        "ML-1",
        "interviewing",
        1,
    )
    assert page.interviews == (planned,)
    assert [(one.action, one.because) for one in page.decisions] == [("advance", "good talk")]
    assert [(one.what, one.from_code, one.to_code) for one in page.events] == [
        ("application added", None, "applied"),
        ("stage moved", "applied", "screen"),
        ("interview planned", None, "panel"),
        ("interviewer added", None, planned.cards[0].code),
        ("decided advance", "screen", "interviewing"),
    ]
    assert {one.who for one in page.events} == {"Rita Recruiter"}
    assert {one.at for one in page.events} == {NOW}


def test_an_application_is_found_by_its_person_while_only_one_is_meant(act: Act) -> None:
    ada = a_candidate(act, email="ada@example.org")
    with pytest.raises(RefusedError, match=r"has 0 applications.*hiring application add"):
        find_application(act.connection, ada)
    first = an_application(act, candidate=ada, stage="rejected")
    assert find_application(act.connection, ada).id == int(first[2:])

    second = an_application(act, candidate=ada)

    assert find_application(act.connection, "Ada@example.org").id == int(second[2:])
    third = an_application(act, candidate=ada, job="ML-2")
    with pytest.raises(RefusedError, match=f"has 2 applications. Fix: name one: {second}, {third}"):
        find_application(act.connection, ada)
    a_decision(act, second, "reject")
    a_decision(act, third, "reject")
    with pytest.raises(RefusedError, match=f"has 3 applications.*{first}, {second}, {third}"):
        find_application(act.connection, ada)


@pytest.mark.parametrize("text", ["A-999999999", "A-99999999999", "I-1", "nobody@example.org"])
def test_an_application_that_is_not_there_is_refused(act: Act, text: str) -> None:
    with pytest.raises(RefusedError):
        find_application(act.connection, text)


def test_the_board_counts_open_jobs_and_names_those_without_anybody(act: Act) -> None:
    an_application(act, job="ML-1", stage="screen")
    an_application(act, job="ML-1", stage="screen")
    an_application(act, job="ML-1", stage="hired")
    a_job(act, "ML-2")
    a_job(act, "ML-3")
    close_job(act, "ML-3", because="filled")

    counted = dict(board(act.connection, None))

    assert list(counted) == ["ML-1", "ML-2"]
    assert list(counted["ML-1"]) == [stage.value for stage in STAGES]
    assert (counted["ML-1"]["screen"], counted["ML-1"]["hired"]) == (2, 1)
    assert set(counted["ML-2"].values()) == {0}
    assert [job for job, _ in board(act.connection, "ml-3")] == ["ML-3"]
