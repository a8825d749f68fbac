"""A recorded card stays as it was, whoever writes to the database; only its words may go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from hiring.store.connection import transaction
from hiring.store.ledger import Act
from hiring.store.tables import ratings, scorecard_versions
from tests.conftest import NOW
from tests.factories import ALL, a_recorded_card, an_application

if TYPE_CHECKING:
    from sqlalchemy import Engine, Executable, Table

STAYS = "a recorded card stays as it was"


@pytest.fixture
def carded(engine: Engine) -> Engine:
    """Record a card on each kind of database."""
    with transaction(engine) as connection:
        act = Act(connection, NOW, "Rita Recruiter")
        a_recorded_card(act, an_application(act, stage="interviewing"), dict.fromkeys(ALL, 3))
    return engine


CHANGES: list[tuple[Table, dict[str, Any]]] = [
    (ratings, {"level": 4}),
    (ratings, {"level": None}),
    (ratings, {"competency": "statistics"}),
    (ratings, {"evidence": "Something better."}),
    (ratings, {"raw_value": "4"}),
    (scorecard_versions, {"overall": "strong_no"}),
    (scorecard_versions, {"number": 2}),
    (scorecard_versions, {"overall_note": "On second thought."}),
]


def test_c26_the_database_refuses_to_change_a_recorded_card(carded: Engine) -> None:
    before = kept(carded)

    for table, change in CHANGES:
        refuses(carded, update(table).values(**change))

    assert kept(carded) == before


def test_c26_the_database_refuses_to_take_a_recorded_card_away(carded: Engine) -> None:
    before = kept(carded)

    for table in (ratings, scorecard_versions):
        refuses(carded, delete(table))

    assert kept(carded) == before


def test_c26_words_of_a_card_can_be_erased_and_levels_stay(carded: Engine) -> None:
    with carded.begin() as connection:
        connection.execute(update(ratings).values(evidence="", raw_value=""))
        connection.execute(update(scorecard_versions).values(overall_note="", content_hash=""))

    with carded.connect() as connection:
        levels = connection.execute(select(ratings.c.level, ratings.c.evidence)).all()
    assert [tuple(one) for one in levels] == [(3, "")] * len(ALL)


def refuses(engine: Engine, written: Executable) -> None:
    """Write to the database past the program, which must refuse it."""
    with engine.connect() as connection, pytest.raises(DBAPIError, match=STAYS):
        connection.execute(written)


def kept(engine: Engine) -> list[Any]:
    """Read every row of cards."""
    with engine.connect() as connection:
        return [
            connection.execute(select(table).order_by(table.c.id)).all()
            for table in (scorecard_versions, ratings)
        ]
