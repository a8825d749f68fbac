"""What is a person's: their rows, and the entries of the log that speak of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from hiring.store.belonging import belongs_to, speaks_of
from hiring.store.tables import applications, candidates, events, ratings
from hiring.workflow.merging import set_distinct
from tests.factories import ALL, a_candidate, a_recorded_card, an_application

if TYPE_CHECKING:
    from hiring.store.ledger import Act


def test_a_row_is_a_persons_however_far_below_them_it_stands(act: Act) -> None:
    for name in ("Ada Example", "Ben Example"):
        application = an_application(act, name=name, stage="interviewing")
        a_recorded_card(act, application, dict.fromkeys(ALL, 3))
    ada, ben = act.connection.scalars(select(candidates.c.id).order_by(candidates.c.id))

    hers = act.connection.scalars(select(ratings.c.id).where(belongs_to(ratings, [ada]))).all()
    his = act.connection.scalars(select(ratings.c.id).where(belongs_to(ratings, [ben]))).all()

    assert len(hers) == len(his) == len(ALL)
    assert not set(hers) & set(his)
    assert act.connection.scalars(
        select(applications.c.candidate_id).where(belongs_to(applications, [ada]))
    ).all() == [ada]


def test_an_entry_between_two_people_speaks_of_both_and_a_code_that_looks_alike_of_none(
    act: Act,
) -> None:
    ada = a_candidate(act, "Ada Example", email="ada@example.org")
    ben = a_candidate(act, "Ben Example", email="ben@example.org")
    set_distinct(act, ada, ben, undo=False, because="two people")
    act.record("job edited", "ML-1", to_code=ben)
    (number,) = act.connection.scalars(select(candidates.c.id).where(candidates.c.name > "Ben"))

    said = act.connection.scalars(
        select(events.c.what)
        .where(speaks_of([number], requests=[], applications=[]))
        .order_by(events.c.id)
    ).all()

    assert said == ["candidate added", "candidates are not one"]
