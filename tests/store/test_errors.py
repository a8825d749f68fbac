"""What the database says of a refused record must not repeat what was in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Table, insert

from hiring.errors import HiringError
from hiring.store.connection import transaction
from hiring.store.tables import candidates, interviewers, jobs
from tests.conftest import NOW

if TYPE_CHECKING:
    from sqlalchemy import Engine

TOKEN = "secret.name@example.org"
PERSON: dict[str, Any] = {"name": TOKEN, "email_key": TOKEN, "added_at": NOW}
JOB: dict[str, Any] = {
    "code": "ML-1",
    "role": "ml-engineer",
    "family": "core",
    "title": TOKEN,
    "opened_at": NOW,
}


@pytest.mark.parametrize(
    ("into", "rows"),
    [
        (candidates, [PERSON, PERSON]),
        (interviewers, [{"name": None, "email": TOKEN, "email_key": TOKEN}]),
        (jobs, [JOB | {"status": TOKEN[:10]}]),
        (jobs, [JOB | {"pay_min": 2, "pay_max": 1, "team": TOKEN}]),
        (jobs, [JOB | {"headcount": 0, "team": TOKEN}]),
    ],
    ids=[
        "doubled",
        "missing",
        "not one of the words",
        "pay upside down",
        "headcount",
    ],
)
def test_a_refusal_by_the_database_repeats_no_value(
    shared_engine: Engine, into: Table, rows: list[dict[str, Any]]
) -> None:
    assert_refused_in_silence(shared_engine, into, rows)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "row",
    [
        JOB | {"headcount": TOKEN, "pay_min": TOKEN},
        JOB | {"headcount": 2**40, "team": TOKEN},
        JOB | {"code": TOKEN * 9},
        JOB | {"team": f"{TOKEN}\x00"},
    ],
    ids=["text for a number", "too large", "too long", "no character"],
)
def test_a_value_a_server_cannot_hold_is_not_repeated(
    shared_engine: Engine, row: dict[str, Any]
) -> None:
    if shared_engine.dialect.name == "sqlite":
        return  # it keeps whatever it is given
    assert_refused_in_silence(shared_engine, jobs, [row])


def assert_refused_in_silence(engine: Engine, into: Table, rows: list[dict[str, Any]]) -> None:
    with pytest.raises(HiringError) as raised, transaction(engine) as connection:
        for row in rows:
            connection.execute(insert(into).values(**row))

    shown = str(raised.value)
    for part in (TOKEN, TOKEN[:10], "secret", str(2**40)):
        assert part not in shown
    assert "Fix: " in shown
