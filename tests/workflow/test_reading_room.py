"""Where scorecards stand, and how a rating is traced to the very file it came from."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hiring.domain.reference import Reference, sign
from hiring.errors import RefusedError
from hiring.workflow.drafting import arranged, claim_cards, mark_replied, settle_claim
from hiring.workflow.interviews import move_interview
from hiring.workflow.reading_room import card_page, card_statuses, drafted, original_of
from hiring.workflow.recording import MOST_KEPT, Arrived, Intake
from hiring.workflow.scorecards import (
    card_key,
    card_keys_of,
    cards_to_send,
    find_card,
    mark_sent,
    rotate_key,
)
from tests.conftest import NOW
from tests.factories import (
    ALL,
    a_filled_card,
    an_application,
    an_interview,
    bring_to,
    record,
)
from tests.factories import find_card as row_of
from tests.words import WORDS

if TYPE_CHECKING:
    from hiring.domain.filled_card import FilledCard
    from hiring.store.ledger import Act
    from hiring.views.cards import CardStatus
    from hiring.workflow.recording import Outcome

GOOD = dict.fromkeys(ALL, 3)
HOURS = 24


def a_card(act: Act, *, at: datetime | None = None, **said: Any) -> str:
    planned = an_interview(act, said.pop("application", None) or an_application(act), at=at, **said)
    return planned.cards[0].code


def arrive(act: Act, filled: FilledCard, content: bytes = b"bytes", **said: Any) -> Outcome:
    from hashlib import sha256

    arrived = Arrived(
        name="card.ods",
        content=content,
        kind="ods",
        filled=filled,
        file_hash=sha256(content).hexdigest(),
    )
    (outcome,) = Intake(WORDS, **said).record(act, [arrived])
    return outcome


def status_of(act: Act, card: str, *, now: datetime = NOW) -> CardStatus:
    (found,) = card_statuses(act.connection, card, now=now, due_hours=HOURS)
    return found


def send(act: Act, card: str) -> None:
    interview = status_of(act, card).interview
    rows, _ = cards_to_send(act.connection, targets=[interview], job=None, due=False, now=NOW)
    mark_sent(act, rows)


def test_a_card_is_first_not_sent_then_sent_then_missing_then_late(act: Act) -> None:
    card = a_card(act, at=NOW)
    over = NOW + timedelta(minutes=90)

    assert status_of(act, card).state == "not sent"
    send(act, card)
    assert status_of(act, card).state == "sent"
    missing = status_of(act, card, now=over)
    assert (missing.state, missing.late) == ("missing", False)
    assert missing.due_at == over + timedelta(hours=HOURS)
    assert not status_of(act, card, now=over + timedelta(hours=HOURS)).late
    assert status_of(act, card, now=over + timedelta(hours=HOURS, seconds=1)).late


def test_a_card_without_a_time_is_never_late(act: Act) -> None:
    found = status_of(act, a_card(act), now=NOW + timedelta(days=900))

    assert (found.state, found.late, found.due_at) == ("not sent", False, None)


def test_a_refused_file_leaves_the_card_opened_with_what_there_is_to_mend(act: Act) -> None:
    card = a_card(act, at=NOW)
    filled = a_filled_card(act, card, GOOD | {"coding": 9, "communication": (None, "")})

    assert arrive(act, filled).state == "refused"

    found = status_of(act, card, now=NOW + timedelta(days=9))
    assert (found.state, found.faults, found.gaps) == ("opened", 1, 1)
    assert found.late
    assert found.came_at == NOW


def test_a_file_with_gaps_alone_leaves_the_card_incomplete(act: Act) -> None:
    card = a_card(act, at=NOW)

    arrive(act, a_filled_card(act, card, {"coding": 3}, overall=None))

    assert (status_of(act, card).state, status_of(act, card).gaps) == ("incomplete", 4)


def test_a_card_taken_with_gaps_is_incomplete_and_may_be_late(act: Act) -> None:
    card = a_card(act, at=NOW)
    partial = a_filled_card(act, card, GOOD | {"coding": (None, "")})

    outcome = arrive(act, partial, allow_partial=True)

    assert outcome.notes == ("taken incomplete: 1 place is not filled in yet",)
    found = status_of(act, card, now=NOW + timedelta(days=9))
    assert (found.state, found.gaps, found.late) == ("incomplete", 1, True)


def test_a_whole_card_is_recorded_and_never_late(act: Act) -> None:
    card = a_card(act, at=NOW)
    arrive(act, a_filled_card(act, card, GOOD | {"coding": 9}), b"bad")
    arrive(act, a_filled_card(act, card, GOOD | {"coding": ("not assessed", "")}), b"good")

    found = status_of(act, card, now=NOW + timedelta(days=9))

    assert (found.state, found.gaps, found.faults, found.late) == ("recorded", 0, 0, False)


def test_filling_a_gap_with_not_assessed_is_a_new_version(act: Act) -> None:
    card = a_card(act)
    arrive(act, a_filled_card(act, card, GOOD | {"coding": (None, "")}), b"1", allow_partial=True)

    said = GOOD | {"coding": ("not assessed", "")}
    outcome = arrive(act, a_filled_card(act, card, said), b"2")

    assert (outcome.state, outcome.version) == ("recorded", 2)
    assert [change[:3] for change in outcome.changes] == [("Coding", "rating", "")]
    assert status_of(act, card).state == "recorded"


@pytest.mark.parametrize("kind", ["job", "application", "interview", "candidate", "card"])
def test_the_status_can_be_asked_of_any_code(act: Act, kind: str) -> None:
    mine, other = an_application(act), an_application(act, job="ML-2", name="Ben Example")
    card = a_card(act, application=mine)
    a_card(act, application=other)
    page = card_page(act.connection, card, version=None, now=NOW, due_hours=HOURS)
    codes = {
        "job": "ML-1",
        "application": mine,
        "interview": page.status.interview,
        "candidate": page.candidate,
        "card": card,
    }

    found = card_statuses(act.connection, codes[kind], now=NOW, due_hours=HOURS)

    assert [one.card for one in found] == [card]


def test_the_cards_of_ended_applications_are_seen_only_when_asked_for(act: Act) -> None:
    going, ended = an_application(act), an_application(act, name="Ben Example")
    card = a_card(act, application=ended)
    a_card(act, application=going)
    bring_to(act, ended, "rejected")

    every = card_statuses(act.connection, None, now=NOW, due_hours=HOURS)

    assert card not in {one.card for one in every}
    assert [one.card for one in card_statuses(act.connection, ended, now=NOW, due_hours=HOURS)] == [
        card
    ]


def test_a_rating_is_traced_to_the_very_file_it_came_from(act: Act) -> None:
    card = a_card(act)
    arrive(act, a_filled_card(act, card, GOOD), b"first")
    arrive(act, a_filled_card(act, card, GOOD | {"coding": 4}), b"second")

    assert original_of(act.connection, card, version=None) == (card, "ods", b"second")
    assert original_of(act.connection, card, version=1) == (card, "ods", b"first")
    with pytest.raises(RefusedError, match=r"has no version 3"):
        original_of(act.connection, card, version=3)


def test_a_card_that_never_came_has_no_file(act: Act) -> None:
    with pytest.raises(RefusedError, match="has not come back yet"):
        original_of(act.connection, a_card(act), version=None)


def test_a_very_large_file_is_taken_and_not_kept(act: Act) -> None:
    card = a_card(act)

    outcome = arrive(act, a_filled_card(act, card, GOOD), b"x" * (MOST_KEPT + 1))

    assert outcome.notes == ("the file itself is not kept: it is larger than 4 MiB",)
    with pytest.raises(RefusedError, match=r"was not kept.*sha256"):
        original_of(act.connection, card, version=None)


def test_a_page_shows_the_ratings_of_the_version_that_is_asked_for(act: Act) -> None:
    card = a_card(act)
    record(act, a_filled_card(act, card, GOOD))
    record(act, a_filled_card(act, card, GOOD | {"coding": 1}, overall="no", note="Slow."))

    old = card_page(act.connection, card, version=1, now=NOW, due_hours=HOURS)
    new = card_page(act.connection, card, version=None, now=NOW, due_hours=HOURS)

    assert [rating.competency for rating in new.ratings] == list(ALL)
    assert (old.ratings[0].level, new.ratings[0].level) == (3, 1)
    assert (new.shown, new.overall, new.overall_note) == (2, "no", "Slow.")
    assert [one.kept for one in new.versions] == [True, True]
    assert [one.state for one in new.arrivals] == ["recorded", "recorded"]


def test_a_card_is_found_by_its_printed_reference_however_it_is_typed(act: Act) -> None:
    card = a_card(act)
    printed = sign(
        Reference(bytes(row_of(act.connection, card).reference), 1), card_key(act.connection)
    )

    for typed in (card, card.lower(), printed, printed.lower().replace("-", "")):
        assert find_card(act.connection, typed).id == row_of(act.connection, card).id
    for unknown in ("S-999", "card", "HS1-" + "-".join(["0000"] * 6) + "-00"):
        with pytest.raises(RefusedError, match="there is no scorecard"):
            find_card(act.connection, unknown)


def test_cards_signed_before_the_key_was_rotated_are_still_read(act: Act) -> None:
    old_card, new_card = (
        a_card(act),
        a_card(act, application=an_application(act, name="Ben Example")),
    )
    old = a_filled_card(act, old_card, GOOD)

    assert rotate_key(act) == 2

    assert len({key.secret for key in card_keys_of(act.connection)}) == 2
    new = a_filled_card(act, new_card, GOOD)
    assert arrive(act, old, b"1").state == "recorded"
    assert arrive(act, new, b"2").state == "recorded"
    # The rows of a card are bound to it by the key that its reference was signed with.
    mixed = a_filled_card(act, new_card, GOOD, references=old.references)
    assert arrive(act, mixed, b"3").state == "refused"


def test_a_card_is_drafted_once_and_the_log_says_for_whom(act: Act) -> None:
    card = a_card(act, people=("Bo Sample",))
    rows, _ = cards_to_send(
        act.connection, targets=[status_of(act, card).interview], job=None, due=False, now=NOW
    )

    claim = claim_cards(act, rows, again=False)
    assert (claim.cards, claim.drafted, claim.unfinished) == (rows, (), ())
    settle_claim(act, claim, {row.id: "0" * 64 for row in rows})
    mark_replied(act, [card])
    mark_replied(act, [card])

    claim = claim_cards(act, rows, again=False)
    assert (claim.cards, claim.drafted, claim.unfinished) == ((), (card,), ())
    newest, _, first = drafted(act.connection)
    assert (newest.kind, first.kind) == ("reply", "card")
    assert (first.card, first.interviewer, first.email) == (card, "Bo Sample", "bo@example.org")
    assert first.who == "Rita Recruiter"
    assert drafted(act.connection, limit=1) == (newest,)


def test_two_people_cannot_claim_the_same_card_and_what_was_given_up_is_free(act: Act) -> None:
    card = a_card(act, people=("Bo Sample",))
    interview = status_of(act, card).interview
    rows, _ = cards_to_send(act.connection, targets=[interview], job=None, due=False, now=NOW)

    mine = claim_cards(act, rows, again=False)
    theirs = claim_cards(act, rows, again=False)

    assert (theirs.cards, theirs.drafted, theirs.unfinished) == ((), (), (card,))
    assert [line.kind for line in drafted(act.connection)] == ["unfinished"]
    settle_claim(act, mine, {})
    assert drafted(act.connection) == ()
    assert claim_cards(act, rows, again=False).cards == rows


def test_a_second_mail_that_was_asked_for_is_counted_and_knows_the_first_file(act: Act) -> None:
    card = a_card(act, people=("Bo Sample",))
    interview = status_of(act, card).interview
    rows, _ = cards_to_send(act.connection, targets=[interview], job=None, due=False, now=NOW)
    settle_claim(act, claim_cards(act, rows, again=False), {rows[0].id: "a" * 64})

    stopped = claim_cards(act, rows, again=True)
    again = claim_cards(act, rows, again=True)
    settle_claim(act, again, {rows[0].id: "b" * 64})

    assert (stopped.numbers, again.numbers) == ({rows[0].id: 2}, {rows[0].id: 3})
    assert again.known == {"a" * 64}
    assert [line.kind for line in drafted(act.connection)] == ["card", "unfinished", "card"]
    assert claim_cards(act, rows, again=False).drafted == (card,)


def test_a_calendar_learns_how_often_an_interview_was_moved(act: Act) -> None:
    card = a_card(act, at=NOW)
    interview = status_of(act, card).interview
    rows, _ = cards_to_send(act.connection, targets=[interview], job=None, due=False, now=NOW)
    assert arranged(act.connection, rows).moves == {}

    move_interview(act, interview, at=NOW + timedelta(days=1))
    move_interview(act, interview, at=NOW + timedelta(days=2))

    plans = arranged(act.connection, rows)
    assert plans.moves == {interview: 2}
    assert len(plans.database_id) == 36


def test_drafting_for_nobody_writes_nothing(act: Act) -> None:
    claim = claim_cards(act, [], again=True)
    settle_claim(act, claim, {})
    mark_replied(act, [])
    mark_sent(act, [])

    assert drafted(act.connection) == ()


@pytest.mark.parametrize("stage", ["debrief", "offer"])
def test_from_the_debrief_on_a_card_is_taken_only_when_that_is_asked_for(
    act: Act, stage: str
) -> None:
    application = an_application(act)
    card = a_card(act, application=application)
    filled = a_filled_card(act, card, GOOD)
    bring_to(act, application, stage)

    outcome = arrive(act, filled)

    assert outcome.state == "refused"
    (problem,) = outcome.problems
    assert str(problem) == (
        f"card.ods: {application} is in {stage}: from the debrief on, scorecards are closed. "
        "Fix: if it is to count all the same, import it with --reopen"
    )
    assert arrive(act, filled, reopen=True).state == "recorded"


def test_a_card_of_an_interview_still_to_come_is_taken_with_a_note(act: Act) -> None:
    card = a_card(act, at=NOW + timedelta(days=3))

    outcome = arrive(act, a_filled_card(act, card, GOOD))

    assert outcome.notes == (f"{outcome.interview} is still to come",)
