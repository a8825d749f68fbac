from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from hiring.domain.codes import Kind, number_in
from hiring.errors import UsageError
from hiring.store.ledger import Act
from hiring.workflow.candidates import show_candidate
from hiring.workflow.informing import note_informed, people_to_inform
from hiring.workflow.merging import merge_candidates
from tests.conftest import NOW
from tests.factories import a_candidate, an_application

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiring.views.retention import InformLine

TODAY = NOW.date()


def added(act: Act, day: date, name: str = "Ada Example", *, source: str = "direct") -> str:
    then = Act(act.connection, datetime(day.year, day.month, day.day, 9, tzinfo=UTC), act.actor)
    return a_candidate(then, name, source=source)


def to_inform(act: Act, *, sourced: Sequence[str] = (), today: date = TODAY) -> list[InformLine]:
    return list(people_to_inform(act.connection, sourced=sourced, today=today))


def informed(act: Act, person: str, *, on: date = TODAY) -> None:
    note_informed(act, person, version="2026-01", basis="legitimate interests", on=on)


def test_c9_who_did_not_apply_is_to_be_told_within_a_month_overdue_first(act: Act) -> None:
    new = added(act, TODAY, "Ada Example")
    late = added(act, date(2026, 1, 31), "Ben Example")
    last_day = added(act, date(2026, 2, 2), "Cy Example")
    an_application(act, name="Di Example")

    found = to_inform(act)

    assert [(one.code, one.inform_by, one.overdue) for one in found] == [
        (late, date(2026, 2, 28), True),
        (last_day, date(2026, 3, 2), False),
        (new, date(2026, 4, 2), False),
    ]


def test_c9_sources_of_people_who_did_not_come_by_themselves_can_be_named(act: Act) -> None:
    found_by_us = added(act, TODAY, source="linkedin")
    an_application(act, candidate=found_by_us)
    came = added(act, TODAY, "Ben Example")
    an_application(act, candidate=came)

    assert to_inform(act) == []
    assert [one.code for one in to_inform(act, sourced=("linkedin",))] == [found_by_us]
    assert show_candidate(act.connection, found_by_us).inform_by is None
    page = show_candidate(act.connection, found_by_us, sourced=("linkedin",))
    assert page.inform_by == date(2026, 4, 2)


def test_c9_a_candidate_shows_source_day_notice_and_basis(act: Act) -> None:
    person = added(act, date(2026, 2, 10), source="conference")

    assert show_candidate(act.connection, person).inform_by == date(2026, 3, 10)
    informed(act, person)
    page = show_candidate(act.connection, person)

    assert (page.source, page.added_at.date()) == ("conference", date(2026, 2, 10))
    assert [tuple(one) for one in page.notices] == [("2026-01", TODAY, "legitimate interests")]
    assert page.inform_by is None
    assert to_inform(act) == []


def test_c9_a_merge_keeps_the_first_day_and_what_either_was_told(act: Act) -> None:
    one, other = added(act, TODAY), added(act, date(2026, 1, 10), "Ada Exampel")
    merge_candidates(act, one, other, choices={})

    assert [(line.code, line.obtained) for line in to_inform(act)] == [(one, date(2026, 1, 10))]
    assert show_candidate(act.connection, one).inform_by == date(2026, 2, 10)

    third = added(act, TODAY, "A. Example")
    informed(act, third)
    merge_candidates(act, one, third, choices={})
    assert to_inform(act) == []
    assert len(show_candidate(act.connection, one).notices) == 1


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"version": " "}, "--version takes 1 to 200 characters"),
        ({"basis": "x" * 41}, "--basis takes 1 to 40 characters"),
        ({"on": TODAY + timedelta(days=1)}, "still to come"),
    ],
)
def test_a_notice_says_which_on_which_basis_and_a_day_that_was(
    act: Act, said: dict[str, object], problem: str
) -> None:
    person = a_candidate(act)
    fields: dict[str, object] = {"version": "1", "basis": "consent", "on": TODAY}

    with pytest.raises(UsageError, match=problem):
        note_informed(act, person, **{**fields, **said})  # type: ignore[arg-type]
    assert number_in(person, Kind.CANDIDATE)
