from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from hiring.errors import InvalidFileError, RefusedError, UsageError
from hiring.store.queries import find_interview
from hiring.workflow.applications import show_application
from hiring.workflow.interviews import (
    assign_interviewers,
    cancel_interview,
    due_interviews,
    list_interviews,
    move_interview,
    schedule_interview,
    step_in,
)
from hiring.workflow.scorecards import cards_to_send, mark_sent
from tests.conftest import NOW
from tests.factories import (
    ALL,
    a_decision,
    a_filled_card,
    a_recorded_card,
    a_rubric,
    a_step,
    an_application,
    an_interview,
    find_card,
    record,
)

if TYPE_CHECKING:
    from hiring.store.ledger import Act

RATED = dict.fromkeys(ALL, 3)


@pytest.mark.parametrize("text", ["panel", "3", "PANEL", "pan", " Panel "])
def test_a_step_is_named_by_id_number_or_beginning(text: str) -> None:
    assert step_in(a_rubric(), text).id == "panel"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("p", "'p' is several steps"),
        ("lunch", "the plan has no step 'lunch'"),
        ("0", "has no step"),
        ("4", "has no step"),
        ("²", "has no step"),
        (" ", "no step is named"),
    ],
)
def test_a_step_that_is_none_or_several_is_refused_with_the_choices(text: str, why: str) -> None:
    with pytest.raises(RefusedError, match=f"{why}.*name one: 1 screen, 2 pairing, 3 panel"):
        step_in(a_rubric(), text)


def test_a_whole_name_goes_before_a_longer_one_that_begins_with_it() -> None:
    rubric = a_rubric(plan=(a_step("panel"), a_step("panel-two")))

    assert step_in(rubric, "panel").id == "panel"


def test_an_interview_has_a_card_for_each_interviewer(act: Act) -> None:
    application = an_application(act)

    planned = schedule_interview(
        act,
        application,
        "pairing",
        people=("Bo Sample <bo@example.org>", "Cy Sample <cy@example.org>"),
        at=NOW + timedelta(days=1),
    )

    assert (planned.application, planned.step, planned.step_name, planned.minutes) == (
        application,
        "pairing",
        "Pairing",
        60,
    )
    assert (planned.starts_at, planned.status) == (NOW + timedelta(days=1), "planned")
    assert [(one.interviewer, one.email, one.state, one.version) for one in planned.cards] == [
        ("Bo Sample", "bo@example.org", "not sent", 0),
        ("Cy Sample", "cy@example.org", "not sent", 0),
    ]
    references = {find_card(act.connection, one.code).reference for one in planned.cards}
    assert len(references) == 2


def test_one_interviewer_is_one_person_by_email_however_written(act: Act) -> None:
    application = an_application(act)
    schedule_interview(act, application, "1", people=("Bo Sample <bo@example.org>",), at=None)

    again = schedule_interview(act, application, "2", people=("B. S. <BO@example.org>",), at=None)

    assert again.cards[0].interviewer == "Bo Sample"


def test_an_interview_needs_somebody_written_with_name_and_email(act: Act) -> None:
    application = an_application(act)

    with pytest.raises(UsageError, match="no interviewer"):
        schedule_interview(act, application, "1", people=(), at=None)
    with pytest.raises(UsageError, match="'Bo' is not an interviewer"):
        schedule_interview(act, application, "1", people=("Bo",), at=None)


def test_the_same_words_twice_are_one_interviewer(act: Act) -> None:
    bo = "Bo Sample <bo@example.org>"

    planned = schedule_interview(act, an_application(act), "1", people=(bo, bo), at=None)

    assert len(planned.cards) == 1


def test_nobody_is_planned_twice_for_a_step_until_their_card_is_in(act: Act) -> None:
    application = an_application(act)
    planned = an_interview(act, application)

    with pytest.raises(RefusedError, match=f"planned for panel already, in {planned.code}"):
        an_interview(act, application)
    with pytest.raises(RefusedError, match=f"a card in {planned.code} already: S-"):
        assign_interviewers(act, planned.code, add=("B. Sample <BO@example.org>",), remove=())
    record(act, a_filled_card(act, planned.cards[0].code, RATED))
    with pytest.raises(RefusedError, match=f"a card in {planned.code} already: S-"):
        assign_interviewers(act, planned.code, add=("B. Sample <BO@example.org>",), remove=())
    assert an_interview(act, application).code != planned.code


@pytest.mark.parametrize("stage", ["hired", "rejected", "withdrawn"])
def test_no_interview_is_planned_for_an_ended_application(act: Act, stage: str) -> None:
    with pytest.raises(RefusedError, match=f"is {stage}. Fix: hiring application reopen"):
        an_interview(act, an_application(act, stage=stage))


def test_an_interview_is_given_another_time(act: Act) -> None:
    planned = an_interview(act, an_application(act))
    first = move_interview(act, planned.code.lower(), at=NOW)

    second = move_interview(act, planned.code, at=NOW + timedelta(days=1))

    assert (first.starts_at, second.starts_at) == (NOW, NOW + timedelta(days=1))
    moves = [
        one
        for one in show_application(act.connection, planned.application).events
        if one.what == "interview moved"
    ]
    assert [(one.from_code, one.to_code) for one in moves] == [
        (None, NOW.isoformat()),
        (NOW.isoformat(), (NOW + timedelta(days=1)).isoformat()),
    ]


def test_a_cancelled_interview_is_over(act: Act) -> None:
    planned = an_interview(act, an_application(act))

    assert cancel_interview(act, planned.code, because="ill").status == "cancelled"

    over = "is cancelled.* plan a new one"
    with pytest.raises(RefusedError, match=over):
        cancel_interview(act, planned.code, because="ill")
    with pytest.raises(RefusedError, match=over):
        move_interview(act, planned.code, at=NOW)
    with pytest.raises(RefusedError, match=over):
        assign_interviewers(act, planned.code, add=("Cy <cy@example.org>",), remove=())
    an_interview(act, planned.application)


def test_an_interview_in_which_somebody_rated_is_not_cancelled(act: Act) -> None:
    outcome = a_recorded_card(act, an_application(act), RATED)

    with pytest.raises(RefusedError, match=f"has recorded cards: {outcome.card}"):
        cancel_interview(act, outcome.interview, because="ill")


def test_interviewers_are_put_on_and_taken_off_until_they_have_rated(act: Act) -> None:
    planned = an_interview(act, an_application(act), people=("Bo Sample", "Cy Sample"))
    record(act, a_filled_card(act, planned.cards[0].code, RATED))

    line = assign_interviewers(
        act, planned.code, add=("Di Sample <di@example.org>",), remove=("CY@example.org",)
    )

    assert [one.interviewer for one in line.cards] == ["Bo Sample", "Di Sample"]
    with pytest.raises(RefusedError, match="has rated already"):
        assign_interviewers(act, planned.code, add=(), remove=("Bo Sample <bo@example.org>",))
    with pytest.raises(RefusedError, match="is not on it"):
        assign_interviewers(act, planned.code, add=(), remove=("cy@example.org",))


def test_the_card_of_somebody_taken_off_is_refused(act: Act) -> None:
    planned = an_interview(act, an_application(act), people=("Bo Sample", "Cy Sample"))
    filled = a_filled_card(act, planned.cards[1].code, RATED)
    assign_interviewers(act, planned.code, add=(), remove=("cy@example.org",))

    with pytest.raises(InvalidFileError, match="not in this workspace any more"):
        record(act, filled)


def test_an_interview_never_has_nobody(act: Act) -> None:
    planned = an_interview(act, an_application(act))

    with pytest.raises(RefusedError, match="would have nobody"):
        assign_interviewers(act, planned.code, add=(), remove=("bo@example.org",))


@pytest.mark.parametrize("text", ["I-999999999", "A-1", "panel", ""])
def test_an_interview_that_is_not_there_is_refused(act: Act, text: str) -> None:
    with pytest.raises(RefusedError, match="there is no interview"):
        find_interview(act.connection, text)


def test_interviews_are_listed_by_time_and_those_without_come_last(act: Act) -> None:
    application = an_application(act)
    without = an_interview(act, application, step="screen")
    second = an_interview(act, application, step="pairing", at=NOW + timedelta(days=2))
    first = an_interview(act, an_application(act), at=NOW)
    other = an_interview(act, an_application(act, job="ML-2"), at=NOW + timedelta(days=9))

    def listed(
        job: str | None = None, application: str | None = None, limit: int | None = None
    ) -> list[str]:
        found = list_interviews(act.connection, job=job, application=application, limit=limit)
        return [one.code for one in found]

    assert listed() == [first.code, second.code, other.code, without.code]
    assert listed(job="ml-1") == [first.code, second.code, without.code]
    assert listed(application=application) == [second.code, without.code]
    assert listed(limit=1) == [first.code]


def test_due_is_what_lies_behind_or_is_near_or_has_no_time_and_misses_a_card(act: Act) -> None:
    behind = an_interview(act, an_application(act), at=NOW - timedelta(days=30))
    near = an_interview(act, an_application(act), at=NOW + timedelta(days=7))
    timeless = an_interview(act, an_application(act, job="ML-2"))
    an_interview(act, an_application(act), at=NOW + timedelta(days=7, seconds=1))
    cancelled = an_interview(act, an_application(act), at=NOW)
    cancel_interview(act, cancelled.code, because="ill")
    ended = an_interview(act, an_application(act), at=NOW)
    a_decision(act, ended.application, "withdraw")
    a_recorded_card(act, an_application(act), RATED, at=NOW)
    half = an_interview(act, an_application(act), people=("Bo Sample", "Cy Sample"), at=NOW)
    record(act, a_filled_card(act, half.cards[0].code, RATED))

    due = due_interviews(act.connection, now=NOW, days=7)

    assert [one.code for one in due] == [behind.code, half.code, near.code, timeless.code]
    by_job = due_interviews(act.connection, now=NOW, days=7, job="ML-2")
    assert [one.code for one in by_job] == [timeless.code]


def test_a_card_is_sent_then_recorded(act: Act) -> None:
    planned = an_interview(act, an_application(act))
    rows, recorded = cards_to_send(
        act.connection, targets=(planned.code,), job=None, due=False, now=NOW
    )
    assert recorded == ()

    mark_sent(act, rows)
    (sent,) = list_interviews(act.connection, job=None, application=None, limit=None)
    record(act, a_filled_card(act, planned.cards[0].code, RATED))

    (back,) = list_interviews(act.connection, job=None, application=None, limit=None)
    assert (sent.cards[0].state, sent.cards[0].sent_at) == ("sent", NOW)
    assert (back.cards[0].state, back.cards[0].recorded_at) == ("recorded", NOW)
