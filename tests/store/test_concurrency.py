"""Two people at once: the rules hold, and one of them is told."""

from __future__ import annotations

from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Event, Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from hiring.domain.stages import Action
from hiring.errors import RefusedError
from hiring.store.connection import reading, transaction
from hiring.store.ledger import Act
from hiring.store.tables import applications, decisions, events, scorecard_versions
from hiring.workflow.applications import add_application, show_application
from hiring.workflow.decisions import decide
from hiring.workflow.interviews import cancel_interview
from tests.conftest import NOW
from tests.factories import (
    ALL,
    a_candidate,
    a_filled_card,
    a_job,
    an_application,
    an_interview,
    record,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine


def at_once(engine: Engine, *doings: Callable[[Act], object]) -> list[Exception]:
    """Do several things in transactions of their own that meet before they end.

    Where the database lets only one write at a time, as SQLite does, they come one after another.
    """
    meeting = Barrier(len(doings))
    failed: list[Exception] = []

    def run(doing: Callable[[Act], object]) -> None:
        try:
            with transaction(engine) as connection:
                with suppress(BrokenBarrierError):
                    meeting.wait(timeout=0.5)
                doing(Act(connection, NOW, "Rita Recruiter"))
        except Exception as error:  # noqa: BLE001 - the test looks at every one
            failed.append(error)

    threads = [Thread(target=run, args=(doing,)) for doing in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def test_one_person_writes_at_a_time_so_that_no_rule_is_checked_on_old_news(engine: Engine) -> None:
    inside = Event()

    def write() -> None:
        with transaction(engine):
            inside.set()

    waiting = Thread(target=write)
    with transaction(engine):
        waiting.start()
        assert not inside.wait(timeout=0.3)

    assert inside.wait(timeout=10)
    waiting.join()


def test_a_card_and_the_cancelling_of_its_interview_never_both_hold(engine: Engine) -> None:
    with transaction(engine) as connection:
        act = Act(connection, NOW, "Rita Recruiter")
        application = an_application(act)
        planned = an_interview(act, application)
        filled = a_filled_card(act, planned.cards[0].code, dict.fromkeys(ALL, 3))

    (refusal,) = at_once(
        engine,
        lambda act: record(act, filled),
        lambda act: cancel_interview(act, planned.code, because="ill"),
    )

    assert "cancelled" in str(refusal) or "has recorded cards" in str(refusal)


def test_a_person_has_one_open_application_though_two_recruiters_add_it_at_once(
    engine: Engine,
) -> None:
    with transaction(engine) as connection:
        act = Act(connection, NOW, "Rita Recruiter")
        a_job(act)
        ada = a_candidate(act)

    def apply(act: Act) -> None:
        add_application(act, candidate=ada, job="ML-1", source=None)

    (refusal,) = at_once(engine, apply, apply)

    assert isinstance(refusal, RefusedError)
    with reading(engine) as connection:
        assert connection.execute(select(func.count()).select_from(applications)).scalar() == 1
        added = events.c.what == "application added"
        assert connection.execute(select(func.count(events.c.id)).where(added)).scalar() == 1


@pytest.mark.parametrize("ended", ["hired", "rejected", "withdrawn"])
def test_the_database_itself_holds_one_open_application_per_person_and_job(
    act: Act, ended: str
) -> None:
    application = an_application(act, stage=ended)
    row = act.connection.execute(
        select(applications).where(applications.c.id == int(application[2:]))
    ).one()
    again = {key: value for key, value in row._mapping.items() if key != "id"}

    act.connection.execute(insert(applications).values(**again))
    act.connection.execute(insert(applications).values(**again | {"stage": "screen"}))
    with pytest.raises(IntegrityError), act.connection.begin_nested():
        act.connection.execute(insert(applications).values(**again | {"stage": "offer"}))


def test_of_two_decisions_at_once_one_is_taken(engine: Engine) -> None:
    with transaction(engine) as connection:
        application = an_application(Act(connection, NOW, "Rita Recruiter"), stage="debrief")

    def deciding(action: Action) -> Callable[[Act], object]:
        return lambda act: decide(
            act, [application], action, by="Mo Manager", because="Clear.", override="We know."
        )

    (refusal,) = at_once(engine, deciding(Action.HIRE), deciding(Action.REJECT))

    assert isinstance(refusal, RefusedError)
    with reading(engine) as connection:
        (kept,) = connection.execute(select(decisions)).all()
        page = show_application(connection, application)
    assert page.stage == kept.to_stage
    assert page.events[-2].to_code == kept.to_stage or page.events[-1].to_code == kept.to_stage


def test_one_card_brought_twice_at_once_is_recorded_once(engine: Engine) -> None:
    with transaction(engine) as connection:
        act = Act(connection, NOW, "Rita Recruiter")
        planned = an_interview(act, an_application(act))
        filled = a_filled_card(act, planned.cards[0].code, dict.fromkeys(ALL, 3))

    failed = at_once(engine, *[lambda act: record(act, filled)] * 2)

    assert all(isinstance(error, RefusedError) for error in failed)
    with reading(engine) as connection:
        assert connection.execute(select(scorecard_versions.c.number)).scalars().all() == [1]
        told = events.c.what.in_(("scorecard recorded", "scorecard corrected"))
        assert connection.execute(select(events.c.what).where(told)).scalars().all() == [
            "scorecard recorded"
        ]
