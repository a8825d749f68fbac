"""Which scorecards a mail may still be drafted for, and the log of those that were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from hiring.domain.codes import Kind, code, number_in
from hiring.store.ledger import Entry
from hiring.store.tables import events, mail_drafts, scorecards, workspace
from hiring.workflow.scorecards import select_cards

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from hiring.store.ledger import Act


@dataclass(frozen=True, slots=True)
class Arranged:
    """What a calendar must know beside the card: whose workspace, how often it was moved, when.

    Both are by the interview's code; `since` is when its time was last set.
    """

    database_id: str
    moves: Mapping[str, int]
    since: Mapping[str, datetime]


def not_drafted_yet(
    connection: Connection, cards: Sequence[Row[Any]]
) -> tuple[tuple[Row[Any], ...], tuple[str, ...]]:
    """Split cards into those without a mail and the codes of those that have one."""
    drafted = set(
        connection.execute(
            select(mail_drafts.c.scorecard_id).where(mail_drafts.c.kind == "card")
        ).scalars()
    )
    fresh = tuple(card for card in cards if card.id not in drafted)
    return fresh, tuple(code(Kind.SCORECARD, card.id) for card in cards if card.id in drafted)


def arranged(connection: Connection, cards: Sequence[Row[Any]]) -> Arranged:
    """Tell how often each interview was moved, so that a calendar knows the newest time."""
    subjects = {code(Kind.INTERVIEW, card.interview_id) for card in cards}
    found = connection.execute(
        select(events.c.subject, func.count(), func.max(events.c.at))
        .where(events.c.what == "interview moved", events.c.subject.in_(tuple(subjects)))
        .group_by(events.c.subject)
    )
    database = connection.execute(select(workspace.c.database_id)).scalar_one()
    moved = found.all()
    since = {code(Kind.INTERVIEW, card.interview_id): card.planned_at for card in cards}
    since |= {row[0]: row[2] for row in moved}
    return Arranged(database, {row[0]: row[1] for row in moved}, since)


def mark_replied(act: Act, cards: Sequence[str]) -> None:
    """Note that a reply was drafted on cards, given by their codes."""
    numbers = [number_in(card, Kind.SCORECARD) for card in cards]
    rows = act.connection.execute(select_cards().where(scorecards.c.id.in_(numbers)))
    mark_drafted(act, [(row.id, row.application_id, row.job_id) for row in rows], kind="reply")


def mark_drafted(act: Act, cards: Iterable[tuple[int, int, int]], *, kind: str) -> None:
    """Note that a mail was drafted for cards, given as (card, application, job)."""
    listed = tuple(cards)
    if not listed:
        return
    act.connection.execute(
        insert(mail_drafts),
        [
            {"scorecard_id": card, "kind": kind, "at": act.now, "actor_id": act.actor_id}
            for card, _, _ in listed
        ],
    )
    act.record_all(
        [
            Entry(f"mail drafted: {kind}", code(Kind.SCORECARD, card), application, job)
            for card, application, job in listed
        ]
    )
