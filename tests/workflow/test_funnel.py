from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text, update

from hiring.domain.arriving import Applying, Arriving
from hiring.domain.codes import Kind, number_in
from hiring.domain.identity import Person
from hiring.domain.stages import PIPELINE, Stage
from hiring.errors import RefusedError
from hiring.store.indexing import index_everybody
from hiring.store.progress import differences, progress, recount
from hiring.store.tables import applications
from hiring.workflow.applications import (
    add_application,
    move_application,
    reopen_application,
)
from hiring.workflow.funnel import By, funnel
from hiring.workflow.importing import Intake
from tests.conftest import NOW
from tests.factories import (
    a_candidate,
    a_decision,
    a_job,
    a_rubric,
    an_application,
    bring_to,
)

if TYPE_CHECKING:
    from hiring.domain.funnel import Cohort
    from hiring.store.ledger import Act

RANK = {stage.value: place for place, stage in enumerate(PIPELINE)} | {"hired": 4}
ENDS = ("hired", "rejected", "withdrawn")


def figures(cohort: Cohort) -> list[tuple[int, int, int, int, int]]:
    """Give reached, passed, rejected, withdrawn and open of each stage."""
    return [tuple(stage[1:6]) for stage in cohort.stages]  # type: ignore[misc]


def test_each_stage_says_how_many_reached_and_passed_it(act: Act) -> None:
    for stage in ("applied", "screen", "rejected", "hired"):
        an_application(act, stage=stage, name=f"Ada {stage}")

    found = funnel(act.connection)

    assert figures(found.total) == [
        (4, 2, 1, 0, 1),
        (2, 1, 0, 0, 1),
        (1, 1, 0, 0, 0),
        (1, 1, 0, 0, 0),
        (1, 1, 0, 0, 0),
    ]
    assert (found.total.applied, found.total.hired, found.total.open) == (4, 1, 2)
    assert found.total.hire_rate == 0.5


def test_days_are_those_of_the_stay_that_ended_in_passing(act: Act) -> None:
    application = an_application(act)
    act.now = NOW + timedelta(days=4, hours=23)
    move_application(act, application, to="screen")
    act.now = NOW + timedelta(days=7)
    move_application(act, application, to="debrief")

    stages = funnel(act.connection).total.stages

    assert [(stage.days, stage.days_n) for stage in stages[:3]] == [(4, 1), (2, 1), (None, 0)]


def test_whoever_applies_again_is_counted_by_each_application(act: Act) -> None:
    person = a_candidate(act)
    for _ in range(2):
        bring_to(act, an_application(act, candidate=person), "rejected")

    assert funnel(act.connection).total.applied == 2


def test_a_funnel_is_told_apart_by_source_role_and_month(act: Act) -> None:
    a_job(act, "ML-1")
    a_job(act, "DE-1", rubric=a_rubric(role="data-engineer"))
    act.now = datetime(2025, 12, 31, 23, tzinfo=UTC)
    an_application(act, job="ML-1", name="Ada")
    act.now = datetime(2026, 1, 1, tzinfo=UTC)
    late = an_application(act, job="DE-1", name="Bo")
    bring_to(act, late, "screen")

    told = {by: funnel(act.connection, by=by) for by in By}

    assert [(one.name, one.applied) for one in told[By.ROLE].cohorts] == [
        ("data-engineer", 1),
        ("ml-engineer", 1),
    ]
    assert [(one.name, one.stages[1].reached) for one in told[By.MONTH].cohorts] == [
        ("2025-12", 0),
        ("2026-01", 1),
    ]
    assert [(one.name, one.applied) for one in told[By.SOURCE].cohorts] == [("referral", 2)]
    assert funnel(act.connection, job="de-1").total.applied == 1


def test_only_who_applied_since_a_moment_is_counted(act: Act) -> None:
    for day in (1, 14, 15, 31):
        act.now = datetime(2026, 1, day, 12, tzinfo=UTC)
        an_application(act, name=f"Ada {day}")
    act.now = datetime(2026, 2, 3, tzinfo=UTC)
    an_application(act, name="Ada")

    def since(*day: int) -> int:
        return funnel(act.connection, since=datetime(*day, tzinfo=UTC)).total.applied  # type: ignore[arg-type,misc]

    assert [since(2026, 1, 1), since(2026, 1, 15), since(2026, 2, 1), since(2026, 2, 4)] == [
        *(5, 3, 1, 0),
    ]
    told = funnel(act.connection, by=By.MONTH, since=datetime(2026, 1, 15, tzinfo=UTC))
    assert [(one.name, one.applied) for one in told.cohorts] == [("2026-01", 2), ("2026-02", 1)]


def test_a_job_that_is_not_there_is_refused(act: Act) -> None:
    with pytest.raises(RefusedError, match="no job"):
        funnel(act.connection, job="ML-9")


def an_import(act: Act, stage: str, applied_at: datetime, *, job: str = "ML-1") -> str:
    """Take somebody in as another system's file says them, and give their application's code."""
    came = Arriving(1, Person("Ada Example"), applications=(Applying(job, "", Stage(stage)),))
    came = came._replace(
        remote_id=f"{act.now} {applied_at} {stage}",
        applications=(came.applications[0]._replace(applied_at=applied_at),),
    )
    intake = Intake(act, system="oldtracker", default_source="campus")
    assert intake.take([came]) == []
    newest = act.connection.scalar(select(func.max(applications.c.id)))
    return f"A-{newest}"


def test_who_was_imported_stayed_in_applied_since_they_applied(act: Act) -> None:
    a_job(act, "ML-1")
    application = an_import(act, "applied", NOW - timedelta(days=21))

    move_application(act, application, to="screen")

    first = funnel(act.connection).total.stages[0]
    assert (first.days, first.days_n) == (21, 1)


def test_how_long_somebody_was_in_the_stage_they_came_in_is_not_known(act: Act) -> None:
    a_job(act, "ML-1")
    application = an_import(act, "screen", NOW - timedelta(days=21))
    act.now = NOW + timedelta(days=3)
    move_application(act, application, to="interviewing")
    act.now = NOW + timedelta(days=8)
    move_application(act, application, to="debrief")

    stages = funnel(act.connection).total.stages

    assert [stage.passed for stage in stages[:3]] == [1, 1, 1]
    assert [(stage.days, stage.days_n) for stage in stages[:3]] == [(None, 0), (None, 0), (5, 1)]


def test_parts_of_a_second_make_no_day(act: Act) -> None:
    application = an_application(act)
    act.now = NOW + timedelta(days=1) - timedelta(microseconds=400)
    move_application(act, application, to="screen")

    assert funnel(act.connection).total.stages[0].days == 0
    assert list(differences(act.connection)) == []


class Deed(NamedTuple):
    """What is done to one of five applications after some hours."""

    place: int
    what: str
    hours: int
    micros: int


DEEDS = st.builds(
    Deed,
    place=st.integers(0, 4),
    what=st.sampled_from(
        [*list(RANK)[:4], "offer", "hire", "reject", "withdraw", "advance", "reopen", "mend"]
    ),
    hours=st.integers(0, 24 * 40),
    micros=st.sampled_from([0, 400, 999_600]),
)
CAME = st.builds(
    Deed,
    place=st.integers(0, 1),
    what=st.sampled_from([*RANK, "rejected", "withdrawn"]),
    hours=st.integers(0, 24 * 90),
    micros=st.sampled_from([0, 400, 999_600]),
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(deeds=st.lists(DEEDS, max_size=14), came=st.lists(CAME, min_size=2, max_size=2))
def test_the_figures_add_up_after_any_deeds(act: Act, deeds: list[Deed], came: list[Deed]) -> None:
    assert act.actor_id
    begun, act.now = act.now, NOW
    try:
        with act.connection.begin_nested() as undone:
            add_up(act, deeds, came)
            undone.rollback()
    finally:
        act.now = begun


def add_up(act: Act, deeds: list[Deed], came: list[Deed]) -> None:
    """Do the deeds, and compare the funnel with what was visited, and with its parts."""
    a_job(act, "ML-1")
    a_job(act, "DE-1", rubric=a_rubric(role="data-engineer"))
    visited: dict[str, list[str]] = {}
    for place, job in enumerate(("ML-1", "ML-1", "DE-1")):
        act.now += timedelta(days=20 * place)
        person = a_candidate(act, f"Ada {place}")
        number = add_application(act, candidate=person, job=job, source=f"source {place % 2}")
        visited[f"A-{number}"] = ["applied"]
    for place, one in enumerate(came):
        applied_at = act.now - timedelta(hours=one.hours, microseconds=one.micros)
        job = ("ML-1", "DE-1")[one.place]
        act.now += timedelta(hours=place)
        visited[an_import(act, one.what, applied_at, job=job)] = [one.what]
    for deed in deeds:
        act.now += timedelta(hours=deed.hours, microseconds=deed.micros)
        application = list(visited)[deed.place]
        if deed.what == "mend":
            mended = update(applications).where(applications.c.id == int(application[2:]))
            applied_at = act.now - timedelta(days=30, microseconds=deed.micros)
            act.connection.execute(mended.values(applied_at=applied_at))
            continue
        if stage := do(act, application, deed.what):
            visited[application].append(stage)

    whole = funnel(act.connection)

    assert figures(whole.total) == [expected(visited, place) for place in range(5)]
    for stages in whole.total.stages:
        assert stages.reached == stages.passed + stages.rejected + stages.withdrawn + stages.open
        assert stages.days_n <= stages.passed
    for by in By:
        apart = funnel(act.connection, by=by)
        assert apart.total == whole.total
        for place in range(5):
            sums = zip(*(figures(one)[place] for one in apart.cohorts), strict=True)
            assert tuple(map(sum, sums)) == figures(whole.total)[place]
    assert list(differences(act.connection)) == []
    before = act.connection.execute(select(progress)).all()
    recount(act.connection)
    assert sorted(map(str, act.connection.execute(select(progress)))) == sorted(map(str, before))
    assert funnel(act.connection) == whole


def do(act: Act, application: str, what: str) -> str | None:
    """Do it as a person would, and give the stage it led to, or None where it is refused."""
    try:
        if what == "reopen":
            return reopen_application(act, application, because="it was settled").stage
        if what in list(RANK)[:4]:
            return move_application(act, application, to=what, because="so it is").stage
        return a_decision(act, application, what).to_stage
    except RefusedError:
        return None


def expected(visited: dict[str, list[str]], place: int) -> tuple[int, int, int, int, int]:
    """Count from the stages that each was in, one after the other."""
    counts = dict.fromkeys(("reached", "passed", "rejected", "withdrawn", "open"), 0)
    for stages in visited.values():
        furthest = max(RANK.get(stage, 0) for stage in stages)
        if furthest < place:
            continue
        counts["reached"] += 1
        now = stages[-1]
        if furthest > place or now == "hired":
            counts["passed"] += 1
        else:
            counts[now if now in ENDS else "open"] += 1
    return tuple(counts.values())  # type: ignore[return-value]


def test_an_application_whose_facts_are_mended_moves_to_its_cohort(act: Act) -> None:
    application = an_application(act, stage="screen")
    number = number_in(application, Kind.APPLICATION)
    mended = update(applications).where(applications.c.id == number)

    act.connection.execute(
        mended.values(source="campus", applied_at=datetime(2024, 5, 6, tzinfo=UTC))
    )

    told = {by: funnel(act.connection, by=by) for by in (By.SOURCE, By.MONTH)}
    assert [one.name for one in told[By.SOURCE].cohorts] == ["campus"]
    assert [one.name for one in told[By.MONTH].cohorts] == ["2024-05"]
    assert figures(told[By.MONTH].total)[:2] == [(1, 1, 0, 0, 0), (1, 0, 0, 0, 1)]
    assert list(differences(act.connection)) == []


def test_counts_that_do_not_follow_from_the_log_are_told_and_mended(act: Act) -> None:
    an_application(act, stage="screen")
    an_application(act, stage="rejected", name="Bo")

    act.connection.execute(text("UPDATE funnel_progress SET fate = 3 WHERE fate = 2"))
    ends = list(differences(act.connection))
    act.connection.execute(text("UPDATE funnel_progress SET fate = 2, days = 9 WHERE fate = 3"))
    days = list(differences(act.connection))
    act.connection.execute(text("DELETE FROM funnel_progress WHERE place = 0 AND fate = 2"))
    missing = list(differences(act.connection))
    index_everybody(act.connection)

    assert "another end" in ends[0]
    assert "what the log says" in days[0]
    assert missing[0] == "the funnel knows 1 of 2 applications"
    assert list(differences(act.connection)) == []


def test_counts_that_were_changed_by_hand_are_told(act: Act) -> None:
    if act.connection.dialect.name != "sqlite":
        pytest.skip("only SQLite keeps counts")
    an_application(act)

    act.connection.execute(text("UPDATE funnel_tally SET n = 7"))

    assert list(differences(act.connection)) == [
        "the funnel's counts are not those of the applications"
    ]
