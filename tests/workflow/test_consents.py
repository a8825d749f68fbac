from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from hiring.config import Settings
from hiring.domain.codes import Kind, number_in
from hiring.errors import RefusedError, UsageError
from hiring.store.ledger import Act
from hiring.store.tables import events, words
from hiring.workflow.candidates import show_candidate
from hiring.workflow.consents import add_consent, list_consents, withdraw_consent
from hiring.workflow.erasing import erase
from hiring.workflow.merging import merge_candidates
from hiring.workflow.retention import people_due
from tests.conftest import NOW
from tests.factories import a_candidate, an_application

if TYPE_CHECKING:
    from pathlib import Path

TODAY = NOW.date()
LAST_YEAR, NEXT_YEAR = date(2025, 3, 2), date(2027, 3, 2)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(folder=tmp_path, database_url="", policies=("de-6-months",))


def a_person_due(act: Act, name: str = "Ada Example") -> str:
    then = Act(act.connection, datetime(2025, 3, 2, 9, tzinfo=UTC), act.actor)
    person = a_candidate(then, name)
    an_application(then, candidate=person, stage="rejected")
    return person


def due(act: Act, settings: Settings, *, today: date = TODAY) -> list[str]:
    return [one.code for one in people_due(act.connection, settings, today=today)]


def test_c10_a_consent_keeps_somebody_until_it_expires(act: Act, settings: Settings) -> None:
    person, other = a_person_due(act), a_person_due(act, "Ben Example")

    add_consent(act, person, given=LAST_YEAR, expires=NEXT_YEAR, note="by e-mail")

    assert due(act, settings) == [other]
    assert due(act, settings, today=NEXT_YEAR) == [other]
    assert due(act, settings, today=NEXT_YEAR + timedelta(days=1)) == [person, other]


def test_c10_a_consent_that_is_taken_back_keeps_nobody(act: Act, settings: Settings) -> None:
    person = a_person_due(act)
    add_consent(act, person, given=LAST_YEAR, expires=NEXT_YEAR)

    (line,) = withdraw_consent(act, person, on=TODAY, because="Wrote that they found a job")

    assert (line.state, line.withdrawn_on) == ("withdrawn", TODAY)
    assert due(act, settings) == []
    assert due(act, settings, today=TODAY + timedelta(days=1)) == [person]


def test_c10_a_consent_of_somebody_who_was_merged_is_that_of_whom_they_are_now(
    act: Act, settings: Settings
) -> None:
    person, other = a_person_due(act), a_candidate(act, "Ada Exampel")
    add_consent(act, other, given=LAST_YEAR, expires=NEXT_YEAR)

    merge_candidates(act, person, other, choices={})

    assert due(act, settings) == []
    assert [one.code for one in list_consents(act.connection, today=TODAY)] == [person]
    assert len(show_candidate(act.connection, person, today=TODAY).consents) == 1
    assert withdraw_consent(act, person, on=TODAY)[0].code == person


def test_consents_are_listed_by_their_end_and_those_that_ended_alone(act: Act) -> None:
    one, two, three = (a_candidate(act, f"{name} Example") for name in ("Ada", "Ben", "Cy"))
    add_consent(act, one, given=LAST_YEAR, expires=NEXT_YEAR)
    add_consent(act, two, given=LAST_YEAR, expires=TODAY - timedelta(days=1))
    add_consent(act, three, given=LAST_YEAR, expires=TODAY)

    found = list_consents(act.connection, today=TODAY)

    assert [(line.code, line.state) for line in found] == [
        (two, "expired"),
        (three, "stands"),
        (one, "stands"),
    ]
    assert [line.code for line in list_consents(act.connection, today=TODAY, expired=True)] == [two]


def test_days_that_cannot_be_are_refused(act: Act) -> None:
    person = a_candidate(act)

    with pytest.raises(UsageError, match="still to come"):
        add_consent(act, person, given=TODAY + timedelta(days=1), expires=NEXT_YEAR)
    with pytest.raises(UsageError, match="before it begins"):
        add_consent(act, person, given=TODAY, expires=TODAY)
    with pytest.raises(UsageError, match="still to come"):
        withdraw_consent(act, person, on=NEXT_YEAR)


def test_the_same_consent_twice_and_one_that_does_not_stand_are_refused(act: Act) -> None:
    person = a_candidate(act)
    add_consent(act, person, given=LAST_YEAR, expires=NEXT_YEAR)

    with pytest.raises(RefusedError, match="noted already"):
        add_consent(act, person, given=LAST_YEAR, expires=NEXT_YEAR)
    withdraw_consent(act, person, on=TODAY)
    with pytest.raises(RefusedError, match="no consent that stands"):
        withdraw_consent(act, person, on=TODAY)


def test_c7_the_log_of_a_consent_holds_days_and_its_note_lies_beside(act: Act) -> None:
    person = a_candidate(act)
    add_consent(act, person, given=LAST_YEAR, expires=NEXT_YEAR, note="Asked Ada Example")

    row = act.connection.execute(select(events).where(events.c.what == "consent given")).one()
    said = act.connection.scalars(select(words.c.text).where(words.c.id == row.words_id)).one()

    assert (row.subject, row.from_code, row.to_code) == (person, "2025-03-02", "2027-03-02")
    assert "Asked Ada Example" in said


def test_nobody_agrees_to_anything_once_they_are_erased(act: Act, settings: Settings) -> None:
    person = a_candidate(act)
    add_consent(act, person, given=LAST_YEAR, expires=NEXT_YEAR)
    erase(act, settings, number_in(person, Kind.CANDIDATE) or 0, because="asked for it")

    assert list_consents(act.connection, today=TODAY) == ()
    with pytest.raises(RefusedError, match="was erased"):
        add_consent(act, person, given=LAST_YEAR, expires=NEXT_YEAR)
