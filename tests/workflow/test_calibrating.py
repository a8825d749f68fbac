"""What stood on cards before the debrief is told of interviewers, and changes nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from hiring.errors import RefusedError
from hiring.store.tables import applications, candidates, events, ratings
from hiring.workflow.applications import move_application
from hiring.workflow.assessing import assess_application, resolve_line
from hiring.workflow.calibrating import report_consistency
from hiring.workflow.interviews import cancel_interview, schedule_interview
from tests.conftest import NOW
from tests.factories import ALL, JOB, a_filled_card, a_recorded_card, an_application, record

if TYPE_CHECKING:
    from hiring.domain.calibration import InterviewerFigures
    from hiring.store.ledger import Act
    from hiring.workflow.calibrating import ConsistencyReport

BO, CY = "Bo Sample", "Cy Sample"


def told(act: Act, *, job: str | None = None, since: Any = None) -> ConsistencyReport:
    return report_consistency(act.connection, job=job, since=since)


def of(act: Act, who: str) -> InterviewerFigures:
    (found,) = [one for one in told(act).figures.interviewers if one.interviewer == who]
    return found


def rated(act: Act, levels: dict[str, int], *, name: str = "Ada Example", job: str = JOB) -> str:
    """Apply somebody who is rated alike on everything by each of these."""
    application = an_application(act, name=name, job=job, stage="interviewing")
    for who, level in levels.items():
        a_recorded_card(act, application, dict.fromkeys(ALL, level), who=who)
    return application


def test_c34_interviewers_are_told_with_cards_levels_and_agreement(act: Act) -> None:
    for n in range(5):
        rated(act, {BO: 2 + n % 2, CY: 3}, name=f"Ada {n}")

    found = told(act)

    assert found.cards == 10
    bo, cy = found.figures.interviewers
    assert (bo.interviewer, bo.cards, bo.counted, bo.mean) == (BO, 5, 20, 2.4)
    assert (cy.mean, cy.spread, cy.shares) == (3.0, 0.0, (0.0, 0.0, 1.0, 0.0))
    assert found.figures.agreement[:3] == (20, 0.4, 1.0)
    assert bo.leniency is not None
    assert bo.leniency.effect == pytest.approx(-0.3)
    assert bo.leniency.says == "early sign"
    assert [one.competency for one in found.figures.competencies] == sorted(ALL)


def test_c34_two_levels_apart_is_named_with_both_levels(act: Act) -> None:
    application = rated(act, {BO: 1, CY: 3})

    splits = told(act).figures.splits

    assert {one.application for one in splits} == {application}
    assert {one.competency for one in splits} == set(ALL)
    assert {one.levels for one in splits} == {((BO, 1), (CY, 3))}


def test_c34_levels_without_evidence_are_told_and_do_not_count(act: Act) -> None:
    application = an_application(act, stage="interviewing")
    rows = dict.fromkeys(ALL, 3) | {"coding": (1, " - "), "communication": ("n/a", "")}
    a_recorded_card(act, application, rows)

    bo = of(act, BO)

    assert (bo.ratings, bo.counted, bo.without_evidence, bo.not_assessed) == (4, 2, 1, 1)


def test_c34_a_correction_before_the_debrief_counts_and_one_after_it_does_not(act: Act) -> None:
    application = an_application(act, stage="interviewing")
    planned = schedule_interview(
        act, application, "panel", people=[f"{BO} <bo@example.org>"], at=None
    )
    card = planned.cards[0].code
    for hours, level in ((1, 1), (2, 2)):
        act.now = NOW + timedelta(hours=hours)
        record(act, a_filled_card(act, card, dict.fromkeys(ALL, level)))
    a_recorded_card(act, application, dict.fromkeys(ALL, 4), who=CY)
    assert {one.levels for one in told(act).figures.splits} == {((BO, 2), (CY, 4))}

    act.now = NOW + timedelta(hours=3)
    move_application(act, application, to="debrief")
    act.now = NOW + timedelta(hours=4)
    record(act, a_filled_card(act, card, dict.fromkeys(ALL, 4)), reopen=True)
    a_recorded_card(act, application, dict.fromkeys(ALL, 4), who="Di Sample")

    found = told(act)
    assert {one.levels for one in found.figures.splits} == {((BO, 2), (CY, 4))}
    assert (found.cards, found.late_cards) == (2, 1)


def test_c34_what_a_debrief_settled_ends_what_counts_too(act: Act) -> None:
    application = an_application(act, stage="interviewing")
    for who, level in ((BO, 1), (CY, 4)):
        a_recorded_card(act, application, dict.fromkeys(ALL, level), who=who)
    act.now = NOW + timedelta(hours=1)
    said = {"line": "bar", "outcome": "met", "by": "Mo Manager", "because": "We talked."}
    resolve_line(act, application, "communication", **said)
    act.now = NOW + timedelta(hours=2)
    a_recorded_card(act, application, dict.fromkeys(ALL, 4), who="Di Sample")

    assert [one.interviewer for one in told(act).figures.interviewers] == [BO, CY]


def test_c34_cancelled_interviews_count_for_nothing(act: Act) -> None:
    application = an_application(act, stage="interviewing")
    planned = schedule_interview(
        act, application, "panel", people=[f"{BO} <bo@example.org>"], at=None
    )
    cancel_interview(act, planned.code, because="the train stood still")

    assert told(act).figures.interviewers == ()


def test_c34_a_job_and_a_day_choose_cards(act: Act) -> None:
    rated(act, {BO: 3})
    act.now = NOW + timedelta(days=2)
    rated(act, {CY: 3}, name="Ben Example", job="OTHER-1")

    assert [one.interviewer for one in told(act, job="other-1").figures.interviewers] == [CY]
    assert told(act, job="other-1").job == "OTHER-1"
    late = told(act, since=NOW + timedelta(days=1))
    assert [one.interviewer for one in late.figures.interviewers] == [CY]
    with pytest.raises(RefusedError, match="NONE-1"):
        told(act, job="NONE-1")


def test_c34_erased_peoples_levels_still_count_by_code_alone(act: Act) -> None:
    application = rated(act, {BO: 1, CY: 3})
    act.connection.execute(update(candidates).values(name="", erased_at=NOW))
    act.connection.execute(update(ratings).values(evidence="", raw_value=""))

    bo = of(act, BO)

    assert (bo.counted, bo.without_evidence, bo.evidence_erased) == (len(ALL), 0, len(ALL))
    assert {one.application for one in told(act).figures.splits} == {application}


def test_c34_two_interviewers_of_one_name_are_told_apart(act: Act) -> None:
    application = an_application(act, stage="interviewing")
    for step, address in (("panel", "bo@example.org"), ("pairing", "bob@example.org")):
        planned = schedule_interview(act, application, step, people=[f"{BO} <{address}>"], at=None)
        rows = dict.fromkeys(ALL, 3)
        record(act, a_filled_card(act, planned.cards[0].code, rows), reopen=True)

    names = [one.interviewer for one in told(act).figures.interviewers]

    assert names == [f"{BO} (bo@example.org)", f"{BO} (bob@example.org)"]


def test_c34_nothing_of_it_changes_a_rating_or_the_advice(act: Act) -> None:
    application = rated(act, {BO: 1, CY: 3})
    before = act.connection.execute(ratings.select().order_by(ratings.c.id)).all()
    advice = assess_application(act.connection, application).as_dict()
    entries = act.connection.execute(events.select().order_by(events.c.id)).all()

    told(act)

    assert act.connection.execute(ratings.select().order_by(ratings.c.id)).all() == before
    assert act.connection.execute(events.select().order_by(events.c.id)).all() == entries
    assert assess_application(act.connection, application).as_dict() == advice


def test_c34_no_figure_asks_who_somebody_is(act: Act) -> None:
    rated(act, {BO: 1, CY: 3})
    before = told(act)
    act.connection.execute(
        update(candidates).values(name="Somebody Else", tags="x", location="y", extra="{}")
    )
    act.connection.execute(update(applications).values(source="elsewhere"))

    assert told(act) == before
