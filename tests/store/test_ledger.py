from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, func, select

from hiring.store.connection import reading, transaction
from hiring.store.ledger import Act
from hiring.store.tables import actors, events, metadata, words
from hiring.workflow.applications import (
    events_of,
    move_application,
    reopen_application,
    show_application,
)
from hiring.workflow.assessing import resolve_line
from hiring.workflow.candidates import edit_candidate
from hiring.workflow.hypotheses import add_hypothesis, drop_hypothesis
from hiring.workflow.interviews import (
    assign_interviewers,
    cancel_interview,
    move_interview,
    schedule_interview,
)
from hiring.workflow.jobs import close_job, edit_job, reopen_job
from hiring.workflow.scorecards import cards_to_send, mark_sent
from tests.conftest import NOW
from tests.factories import (
    ALL,
    a_candidate,
    a_decision,
    a_filled_card,
    a_job,
    a_rubric,
    an_application,
    record,
)

if TYPE_CHECKING:
    from sqlalchemy import Engine

MARK = "Confidential"


def marked(place: str) -> str:
    """Give words that stand out, for one free-text field."""
    return f"{MARK} {place}"


def a_whole_round(act: Act) -> str:
    """Do everything that writes to the log, with words that stand out wherever words may be."""
    facts: dict[str, Any] = {
        fact: marked(fact)
        for fact in (
            *("title", "not_expected", "team", "location", "hiring_manager", "recruiter"),
            *("deliverable", "expect_30", "expect_90", "expect_180"),
        )
    }
    a_job(act, **facts)
    person = a_candidate(
        act,
        marked("name"),
        email=f"{MARK}@example.org",
        source_detail=marked("detail"),
        details={
            field: marked(field)
            for field in ("phone", "company", "headline", "location", "links", "tags", "note")
        },
    )
    edit_candidate(
        act, person, {"name": marked("new name"), "email": f"{MARK}.2@example.org", "note": ""}
    )
    application = an_application(act, candidate=person)
    move_application(act, application, to="interviewing", because=marked("moved"))
    edit_job(
        act,
        "ML-1",
        facts={"team": marked("new team")},
        rubric=a_rubric(version="1.1.0"),
        because="it was mended",
    )
    for competency, weak in (("system-design", False), ("communication", True)):
        add_hypothesis(
            act,
            application,
            competency,
            evidence=marked("belief"),
            url=f"https://example.org/{MARK}",
            signal=3,
            weak=weak,
        )
    drop_hypothesis(act, application, "communication")
    planned = schedule_interview(
        act,
        application,
        "panel",
        people=[f"{marked(who)} <{who}.{MARK}@example.org>" for who in ("bo", "cy")],
        at=NOW + timedelta(days=1),
    )
    move_interview(act, planned.code, at=NOW)
    assign_interviewers(
        act,
        planned.code,
        add=[f"{marked('di')} <di.{MARK}@example.org>"],
        remove=[f"cy.{MARK}@example.org"],
    )
    rows, _ = cards_to_send(act.connection, targets=(planned.code,), job=None, due=False, now=NOW)
    mark_sent(act, rows)
    add_hypothesis(
        act, application, "communication", evidence=marked("late"), url="", signal=None, weak=False
    )
    for row, level in zip(rows, (1, 4), strict=True):
        said = dict.fromkeys(ALL, (level, marked("evidence")))
        record(act, a_filled_card(act, f"S-{row.id}", said, note=marked("note")))
    said = dict.fromkeys(ALL, (2, marked("second thoughts")))
    record(act, a_filled_card(act, f"S-{rows[1].id}", said, note=marked("note")))
    resolve_line(
        act,
        application,
        "system-design",
        line="bar",
        outcome="met",
        by=marked("settler"),
        because=marked("settled"),
    )
    spare = schedule_interview(
        act, application, "screen", people=[f"{marked('ed')} <ed@example.org>"], at=None
    )
    cancel_interview(act, spare.code, because=marked("cancelled"))
    words_of_decision = {
        "by": marked("decider"),
        "because": marked("why"),
        "override": marked("but"),
    }
    a_decision(act, application, "offer", **words_of_decision)
    a_decision(act, application, "reject", **words_of_decision)
    reopen_application(act, application, because=marked("reopened"))
    a_decision(act, application, "withdraw", **words_of_decision)
    close_job(act, "ML-1", because=marked("closed"))
    reopen_job(act, "ML-1", because=marked("opened again"))
    return application


def test_an_event_holds_codes_only_and_never_a_name_or_free_text(act: Act) -> None:
    act.actor = marked("actor")
    a_whole_round(act)

    rows = act.connection.execute(select(events)).all()

    assert len({row.what for row in rows}) >= 20
    for row in rows:
        assert MARK.casefold() not in str(tuple(row)).casefold()
        assert row.at.tzinfo is not None
        assert row.actor_id == act.actor_id


def test_the_words_of_an_event_lie_beside_it_and_can_be_forgotten(act: Act) -> None:
    application = a_whole_round(act)
    before = act.connection.execute(select(events).order_by(events.c.id)).all()
    told = " ".join(act.connection.execute(select(words.c.text)).scalars())
    for said in ("new team", "moved", "settled", "cancelled", "why", "but", "reopened", "closed"):
        assert marked(said) in told
    pointed = [row.words_id for row in before if row.words_id]
    assert len(pointed) == len(set(pointed))
    assert {len(one) for one in pointed} == {32}

    act.connection.execute(delete(words))

    assert act.connection.execute(select(events).order_by(events.c.id)).all() == before
    assert {
        str(one.said) for one in events_of(act.connection, application_id=int(application[2:]))
    } == {"{}"}


def test_every_event_says_when_who_what_from_and_to(act: Act) -> None:
    application = an_application(act)
    act.now = NOW + timedelta(hours=1)
    act.actor, act._actor_id = "Ria Recruiter", None
    move_application(act, application, to="screen", because="a good letter")

    event = show_application(act.connection, application).events[-1]

    assert (event.at, event.who, event.what) == (
        NOW + timedelta(hours=1),
        "Ria Recruiter",
        "stage moved",
    )
    assert (event.subject, event.from_code, event.to_code) == (application, "applied", "screen")
    assert event.said == {"why": "a good letter"}


def test_one_person_is_one_actor_however_often_they_act(engine: Engine) -> None:
    for _ in range(2):
        with transaction(engine) as connection:
            a_candidate(Act(connection, NOW, "Rita Recruiter"))

    with reading(engine) as connection:
        assert connection.execute(select(actors.c.name)).scalars().all() == ["Rita Recruiter"]
        assert connection.execute(select(func.count(events.c.id))).scalar() == 2


def test_an_event_without_words_points_at_none(act: Act) -> None:
    act.record("something done", "C-1", said={"why": "", "to": None})
    act.record("something said", "C-1", said={"why": "Grüße", "level": 3})

    silent, spoken = act.connection.execute(select(events).order_by(events.c.id)).all()

    assert silent.words_id is None
    text = act.connection.execute(
        select(words.c.text).where(words.c.id == spoken.words_id)
    ).scalar_one()
    assert json.loads(text) == {"why": "Grüße", "level": 3}


def test_a_change_that_is_undone_leaves_no_event(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), transaction(engine) as connection:
        assert [a_candidate(Act(connection, NOW, "Rita Recruiter")), 1 / 0]

    with reading(engine) as connection:
        for table in metadata.sorted_tables:
            left = connection.execute(select(func.count()).select_from(table)).scalar()
            assert left == (1 if table.name in {"workspace", "card_keys"} else 0)
