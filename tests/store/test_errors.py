"""What the database says of a refused record must not repeat what was in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Table, insert

from hiring.errors import HiringError
from hiring.store.connection import transaction
from hiring.store.tables import interviewers, jobs
from tests.conftest import NOW

if TYPE_CHECKING:
    from sqlalchemy import Engine

MARK = "secret.name@example.org"
PERSON: dict[str, Any] = {"name": MARK, "email": MARK, "email_key": MARK}
JOB: dict[str, Any] = {
    "code": "ML-1",
    "role": "ml-engineer",
    "family": "core",
    "title": MARK,
    "opened_at": NOW,
}


@pytest.mark.parametrize(
    ("into", "rows"),
    [
        (interviewers, [PERSON, PERSON]),
        (interviewers, [{"name": None, "email": MARK, "email_key": MARK}]),
        (jobs, [JOB | {"status": MARK[:10]}]),
        (jobs, [JOB | {"pay_min": 2, "pay_max": 1, "team": MARK}]),
        (jobs, [JOB | {"headcount": 0, "team": MARK}]),
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
        JOB | {"headcount": MARK, "pay_min": MARK},
        JOB | {"headcount": 2**40, "team": MARK},
        JOB | {"code": MARK * 9},
        JOB | {"team": f"{MARK}\x00"},
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
        assert [connection.execute(insert(into).values(**row)) for row in rows]

    shown = str(raised.value)
    for part in (MARK, MARK[:10], "secret", str(2**40)):
        assert part not in shown
    assert "Fix: " in shown
