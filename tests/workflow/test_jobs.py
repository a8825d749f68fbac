from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from hiring.domain.snapshot import digest_of
from hiring.errors import RefusedError, UsageError
from hiring.store.queries import find_job
from hiring.store.tables import events, job_revisions
from hiring.workflow.applications import show_application
from hiring.workflow.hypotheses import list_hypotheses
from hiring.workflow.interviews import cancel_interview
from hiring.workflow.jobs import (
    close_job,
    edit_job,
    job_rubric,
    list_jobs,
    open_job,
    plan_of,
    reopen_job,
    revision_rubric,
    show_job,
)
from tests.conftest import NOW
from tests.factories import (
    a_decision,
    a_hypothesis,
    a_job,
    a_rubric,
    a_shipped_rubric,
    a_step,
    an_application,
    an_interview,
)

if TYPE_CHECKING:
    from hiring.domain.snapshot import Rubric
    from hiring.store.ledger import Act

PAY: dict[str, Any] = {
    "pay_min": 60000,
    "pay_max": 75000,
    "pay_currency": "EUR",
    "pay_period": "year",
}


def a_later_rubric(version: str = "1.1.0") -> Rubric:
    return replace(a_rubric(), version=version, bars={"system-design": 3, "communication": 2})


def test_a_job_keeps_its_rubric_and_what_was_said_of_it(act: Act) -> None:
    rubric = a_shipped_rubric("ml-engineer", level="senior", focus="platform")
    page = open_job(act, rubric, code=" ml-1 ", facts=PAY | {"team": "Search", "location": None})

    assert (page.code, page.role, page.family) == ("ML-1", "ml-engineer", "core")
    assert (page.level, page.focus, page.scope) == ("senior", "platform", None)
    assert (page.title, page.status, page.revision) == (rubric.title, "open", 1)
    assert (page.facts["pay_min"], page.facts["team"], page.facts["location"]) == (
        60000,
        "Search",
        "",
    )
    assert page.digest == digest_of(rubric)
    assert job_rubric(act.connection, "ML-1") == rubric
    assert page.opened_at == NOW
    assert page.closed_at is None


def test_a_title_given_goes_before_the_rubrics(act: Act) -> None:
    assert a_job(act, title="Model wrangler").title == "Model wrangler"


def test_a_job_code_is_one_and_taken_once(act: Act) -> None:
    a_job(act, "ML-1")

    with pytest.raises(RefusedError, match="there is a job ML-1 already"):
        a_job(act, "ml-1")
    with pytest.raises(UsageError, match="cannot be a job code"):
        a_job(act, "ML 1")


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        (PAY | {"pay_min": 80000}, "give the lower one first"),
        (PAY | {"pay_currency": None}, "pay without currency and period"),
        (PAY | {"pay_period": ""}, "pay without currency and period"),
    ],
)
def test_pay_runs_upwards_in_a_currency_for_a_period(
    act: Act, facts: dict[str, Any], why: str
) -> None:
    with pytest.raises(UsageError, match=why):
        a_job(act, **facts)

    a_job(act)
    with pytest.raises(UsageError, match=why):
        edit_job(act, "ML-1", facts=facts, rubric=None)


def test_a_job_that_is_not_there_is_refused_with_those_that_are(act: Act) -> None:
    with pytest.raises(RefusedError, match="none yet: hiring job open"):
        find_job(act.connection, "ML-1")

    a_job(act, "ML-2")

    with pytest.raises(RefusedError, match="the jobs are: ML-2"):
        find_job(act.connection, "ML-1")
    with pytest.raises(RefusedError, match="there is no job"):
        find_job(act.connection, "no code")
    assert find_job(act.connection, "ml-2").code == "ML-2"


def test_jobs_are_listed_with_how_many_are_open_and_hired(act: Act) -> None:
    an_application(act, job="ML-1")
    an_application(act, job="ML-1", stage="hired")
    an_application(act, job="ML-1", stage="rejected")
    a_job(act, "ML-2")

    lines = {one.code: one for one in list_jobs(act.connection, family=None, status=None, limit=9)}

    assert (lines["ML-1"].open_applications, lines["ML-1"].hired) == (1, 1)
    assert (lines["ML-2"].open_applications, lines["ML-2"].hired) == (0, 0)


def test_jobs_are_listed_by_family_and_status(act: Act) -> None:
    a_job(act, "ML-1")
    a_job(act, "PM-1", rubric=a_shipped_rubric("ml-product-manager"))
    close_job(act, "ML-1", because="filled")

    def listed(family: str | None, status: str | None) -> list[str]:
        found = list_jobs(act.connection, family=family, status=status, limit=None)
        return [one.code for one in found]

    assert listed(None, None) == ["ML-1", "PM-1"]
    assert listed("adjacent", None) == ["PM-1"]
    assert listed(None, "closed") == ["ML-1"]
    assert listed("adjacent", "closed") == []


def test_a_job_page_counts_every_stage(act: Act) -> None:
    an_application(act, stage="screen")
    an_application(act, stage="screen")
    an_application(act, stage="withdrawn")

    counted = show_job(act.connection, "ML-1").stages

    assert (counted["screen"], counted["withdrawn"], counted["offer"]) == (2, 1, 0)


def test_editing_facts_changes_what_is_new_and_says_so_once(act: Act) -> None:
    a_job(act, **PAY, team="Search")

    page, staying = edit_job(
        act, "ml-1", facts={"team": "Search", "pay_max": 80000, "title": None}, rubric=None
    )

    assert (page.facts["team"], page.facts["pay_max"]) == ("Search", 80000)
    assert staying == ()
    edits = act.connection.execute(
        select(events.c.to_code).where(events.c.what == "job edited")
    ).scalars()
    assert list(edits) == ["pay_max"]


def test_a_snapshot_is_renewed_in_place_until_the_first_interview(act: Act) -> None:
    application = an_application(act)
    edit_job(act, "ML-1", facts={}, rubric=a_later_rubric(), because="it was mended")

    page = show_job(act.connection, "ML-1")

    assert (page.revision, page.rubric_version) == (1, "1.1.0")
    assert job_rubric(act.connection, "ML-1").bar_of("system-design") == 3
    assert show_application(act.connection, application).rubric_version == "1.1.0"
    assert act.connection.execute(select(func.count()).select_from(job_revisions)).scalar() == 1


def test_the_same_rubric_again_renews_nothing(act: Act) -> None:
    an_interview(act, an_application(act))

    page, staying = edit_job(act, "ML-1", facts={}, rubric=a_rubric(), because="it was mended")

    assert (page.revision, staying) == (1, ())


def test_after_the_first_interview_a_renewal_is_a_new_revision(act: Act) -> None:
    met, waiting = an_application(act), an_application(act)
    an_interview(act, met)

    page, staying = edit_job(
        act, "ML-1", facts={}, rubric=a_later_rubric(), because="it was mended"
    )

    assert (page.revision, page.rubric_version, staying) == (2, "1.1.0", (met,))
    assert show_application(act.connection, met).revision == 1
    assert show_application(act.connection, waiting).revision == 2
    assert show_application(act.connection, an_application(act)).revision == 2
    assert revision_rubric(act.connection, "ml-1@1").bar_of("system-design") == 2
    assert revision_rubric(act.connection, "ML-1@2").bar_of("system-design") == 3


def test_each_later_renewal_leaves_everybody_met_on_their_own_revision(act: Act) -> None:
    one, two, three = (an_application(act) for _ in range(3))
    an_interview(act, one)
    edit_job(act, "ML-1", facts={}, rubric=a_later_rubric("2.0.0"), because="it was mended")
    an_interview(act, two)
    _, staying = edit_job(
        act, "ML-1", facts={}, rubric=a_later_rubric("3.0.0"), because="it was mended"
    )

    shown = [show_application(act.connection, a) for a in (one, two, three)]

    assert staying == (one, two)
    assert [page.revision for page in shown] == [1, 2, 3]
    assert [page.rubric_version for page in shown] == ["1.0.0", "2.0.0", "3.0.0"]


def test_a_cancelled_interview_keeps_an_application_on_its_revision(act: Act) -> None:
    application = an_application(act)
    planned = an_interview(act, application)
    cancel_interview(act, planned.code, because="ill")

    _, staying = edit_job(act, "ML-1", facts={}, rubric=a_later_rubric(), because="it was mended")

    assert staying == (application,)


def test_a_renewal_gives_the_new_strengths_to_those_not_met_yet(act: Act) -> None:
    met, waiting = an_application(act), an_application(act)
    an_interview(act, met)
    other = replace(
        a_rubric(), strengths=("coding", "system-design"), bars={"ml-fundamentals": 2}, version="2"
    )

    edit_job(act, "ML-1", facts={}, rubric=other, because="it was mended")

    def believed(application: str) -> set[tuple[str, str]]:
        found = list_hypotheses(act.connection, application)
        return {(one.competency, one.origin) for one in found}

    default = "role default"
    assert believed(met) == {("coding", default), ("ml-fundamentals", default)}
    assert believed(waiting) == {("coding", default), ("system-design", default)}


def test_a_renewal_leaves_the_strengths_that_the_team_chose(act: Act) -> None:
    chosen = an_application(act)
    a_hypothesis(act, chosen, "coding")
    suspected = an_application(act)
    a_hypothesis(act, suspected, "system-design", weak=True)
    other = replace(
        a_rubric(), strengths=("coding", "system-design"), bars={"ml-fundamentals": 2}, version="2"
    )

    edit_job(act, "ML-1", facts={}, rubric=other, because="it was mended")

    def believed(application: str) -> set[tuple[str, str]]:
        found = list_hypotheses(act.connection, application)
        return {(one.competency, one.kind) for one in found}

    assert believed(chosen) == {("coding", "strength"), ("ml-fundamentals", "strength")}
    assert believed(suspected) == {
        ("coding", "strength"),
        ("ml-fundamentals", "strength"),
        ("system-design", "weak"),
    }


def test_renewed_hypotheses_are_on_record_where_they_changed(act: Act) -> None:
    application = an_application(act)
    edit_job(act, "ML-1", facts={}, rubric=a_later_rubric(), because="it was mended")
    other = replace(
        a_rubric(), strengths=("coding", "system-design"), bars={"ml-fundamentals": 2}, version="2"
    )
    edit_job(act, "ML-1", facts={}, rubric=other, because="it was mended")

    told = [one.what for one in show_application(act.connection, application).events]

    assert told == ["application added", "hypotheses renewed"]


def test_a_renewal_is_a_new_revision_once_somebody_decided_by_the_old_one(act: Act) -> None:
    rejected = an_application(act, stage="rejected")
    waiting = an_application(act)
    kept = job_rubric(act.connection, "ML-1")

    page, staying = edit_job(
        act, "ML-1", facts={}, rubric=a_later_rubric(), because="it was mended"
    )

    assert (page.revision, staying) == (2, ())
    assert revision_rubric(act.connection, "ML-1@1") == kept
    assert show_application(act.connection, waiting).revision == 2
    (decision,) = show_application(act.connection, rejected).decisions
    assert decision.action == "reject"


def test_a_renewal_that_changes_the_variant_shows_on_the_job(act: Act) -> None:
    a_job(act, rubric=a_shipped_rubric("ml-engineer", level="mid"))

    page, _ = edit_job(
        act, "ML-1", facts={}, rubric=a_shipped_rubric("ml-engineer", level="senior")
    )

    assert page.level == "senior"


@pytest.mark.parametrize(
    "text", ["ML-1@3", "ML-1@0", "ML-1@x", "ML-1@", "ML-1@²", "ML-1@99999999999"]
)
def test_a_revision_the_job_never_had_is_refused(act: Act, text: str) -> None:
    a_job(act)

    with pytest.raises(RefusedError, match="it has 1 to 1"):
        revision_rubric(act.connection, text)


def test_a_plan_of_a_shipped_role_has_nothing_to_complain_of(act: Act) -> None:
    a_job(act, rubric=a_shipped_rubric())

    rubric, rows, findings = plan_of(act.connection, "ML-1")

    assert {row.competency for row in rows} == set(rubric.rated)
    assert findings == ()


def test_a_plan_that_leaves_a_bar_without_a_step_is_found(act: Act) -> None:
    plan = (a_step("pairing", rates=("coding", "ml-fundamentals", "communication")),)
    a_job(act, rubric=replace(a_rubric(), plan=plan))

    _, rows, findings = plan_of(act.connection, "ML-1")

    told = " ".join(finding.what for finding in findings)
    assert "system-design needs 1 step, has 0" in told
    assert "coding needs 2 steps, has 1" in told
    assert {row.competency: row.steps for row in rows}["system-design"] == ()


def test_a_job_with_open_applications_is_not_closed_and_lists_them(act: Act) -> None:
    one, other = an_application(act, stage="screen"), an_application(act, stage="offer")
    an_application(act, stage="rejected")

    with pytest.raises(RefusedError, match=rf"2 open applications: {one} \(screen\), {other} \("):
        close_job(act, "ML-1", because="filled")

    a_decision(act, other, "reject")
    with pytest.raises(RefusedError, match="1 open application:"):
        close_job(act, "ML-1", because="filled")


def test_a_job_is_closed_and_opened_again(act: Act) -> None:
    a_job(act)

    closed = close_job(act, "ml-1", because="filled")
    with pytest.raises(RefusedError, match="is closed already"):
        close_job(act, "ML-1", because="filled")
    opened = reopen_job(act, "ML-1", because="it fell through")

    assert (closed.status, closed.closed_at) == ("closed", NOW)
    assert (opened.status, opened.closed_at) == ("open", None)
    with pytest.raises(RefusedError, match="ML-1 is open"):
        reopen_job(act, "ML-1", because="twice")
