"""Which scorecards a mail may still be drafted for, and the log of those that were.

A card is claimed before its mail is written, and the claim is settled afterwards: two people at
once cannot draft for the same card, and what was interrupted in between stays to be seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from hiring.domain.codes import Kind, code, number_in
from hiring.store.connection import database_id
from hiring.store.ledger import Entry
from hiring.store.tables import events, mail_drafts, scorecards
from hiring.workflow.scorecards import select_cards

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from hiring.store.ledger import Act


_UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Arranged:
    """What a calendar must know beside the card: whose workspace, how often it was moved, when.

    Both are by the interview's code; `since` is when its time was last set.
    """

    database_id: str
    moves: Mapping[str, int]
    since: Mapping[str, datetime]


@dataclass(frozen=True, slots=True)
class Claim:
    """The cards that this run alone writes mails for, and the codes of those it must leave.

    `numbers` counts each card's mails, this one with them; `known` are the digests of the files
    that earlier ones were written as.
    """

    cards: tuple[Row[Any], ...]
    drafted: tuple[str, ...]
    unfinished: tuple[str, ...]
    numbers: Mapping[int, int]
    known: frozenset[str]


def claim_cards(act: Act, cards: Sequence[Row[Any]], *, again: bool) -> Claim:
    """Note that mails are being written: for cards that had none, or for all of them `again`."""
    earlier = _drafts_of(act.connection, cards)
    last = {row.scorecard_id: row for row in earlier}
    mine = tuple(card for card in cards if again or card.id not in last)
    left = [last[card.id] for card in cards if not again and card.id in last]
    claim = Claim(
        cards=mine,
        drafted=_codes(row for row in left if row.kind == "card"),
        unfinished=_codes(row for row in left if row.kind == _UNFINISHED),
        numbers={card.id: last[card.id].number + 1 if card.id in last else 1 for card in mine},
        known=frozenset(row.file_hash for row in earlier if row.file_hash),
    )
    _insert(act, claim.numbers.items(), kind=_UNFINISHED)
    return claim


def settle_claim(act: Act, claim: Claim, written: Mapping[int, str]) -> None:
    """Note the mails that were written, by card with their file's digest, and give the rest up."""
    mine = (
        (mail_drafts.c.scorecard_id == bindparam("card"))
        & (mail_drafts.c.number == bindparam("nth"))
        & (mail_drafts.c.kind == _UNFINISHED)
    )
    done = [card for card in claim.cards if card.id in written]
    given_up = [card for card in claim.cards if card.id not in written]
    if done:
        act.connection.execute(
            update(mail_drafts).where(mine).values(kind="card", file_hash=bindparam("digest")),
            [
                {"card": card.id, "nth": claim.numbers[card.id], "digest": written[card.id]}
                for card in done
            ],
        )
    if given_up:
        act.connection.execute(
            delete(mail_drafts).where(mine),
            [{"card": card.id, "nth": claim.numbers[card.id]} for card in given_up],
        )
    _record(act, done, kind="card")


def _drafts_of(connection: Connection, cards: Sequence[Row[Any]]) -> Sequence[Row[Any]]:
    """Read the mails with cards, finished or not, in the order in which they were begun."""
    wanted = {card.id for card in cards}
    found = connection.execute(
        select(mail_drafts).where(mail_drafts.c.kind != "reply").order_by(mail_drafts.c.number)
    )
    return [row for row in found if row.scorecard_id in wanted]


def _codes(drafts: Iterable[Row[Any]]) -> tuple[str, ...]:
    return tuple(code(Kind.SCORECARD, row.scorecard_id) for row in drafts)


def arranged(connection: Connection, cards: Sequence[Row[Any]]) -> Arranged:
    """Tell how often each interview was moved, so that a calendar knows the newest time."""
    subjects = {code(Kind.INTERVIEW, card.interview_id) for card in cards}
    applied = {card.application_id for card in cards}
    found = connection.execute(
        select(events.c.subject, func.count(), func.max(events.c.at))
        .where(
            events.c.application_id.in_(tuple(applied)),
            events.c.what == "interview moved",
            events.c.subject.in_(tuple(subjects)),
        )
        .group_by(events.c.subject)
    )
    database = database_id(connection)
    moved = found.all()
    since = {code(Kind.INTERVIEW, card.interview_id): card.planned_at for card in cards}
    since |= {row[0]: row[2] for row in moved}
    return Arranged(database, {row[0]: row[1] for row in moved}, since)


def mark_replied(act: Act, cards: Sequence[str]) -> None:
    """Note that a reply was drafted on cards, given by their codes."""
    numbers = [number_in(card, Kind.SCORECARD) for card in cards]
    rows = act.connection.execute(select_cards().where(scorecards.c.id.in_(numbers))).all()
    found = act.connection.execute(
        select(mail_drafts.c.scorecard_id, func.max(mail_drafts.c.number))
        .where(mail_drafts.c.kind == "reply", mail_drafts.c.scorecard_id.in_(numbers))
        .group_by(mail_drafts.c.scorecard_id)
    )
    last = {row[0]: row[1] for row in found}
    _insert(act, [(row.id, last.get(row.id, 0) + 1) for row in rows], kind="reply")
    _record(act, rows, kind="reply")


def _insert(act: Act, numbered: Iterable[tuple[int, int]], *, kind: str) -> None:
    """Write one row for each card, given with which of its mails it is."""
    rows = [
        {
            "scorecard_id": card,
            "kind": kind,
            "number": number,
            "at": act.now,
            "actor_id": act.actor_id,
        }
        for card, number in numbered
    ]
    if rows:
        act.connection.execute(insert(mail_drafts), rows)


def _record(act: Act, cards: Iterable[Row[Any]], *, kind: str) -> None:
    act.record_all(
        [
            Entry(
                f"mail drafted: {kind}",
                code(Kind.SCORECARD, card.id),
                card.application_id,
                card.job_id,
            )
            for card in cards
        ]
    )
