from __future__ import annotations

import email
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import policy
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from hiring.documents.mail.draft import Address, Attachment, Draft, write_draft
from hiring.documents.mail.invitation import (
    Invitation,
    attach_invitation,
    invitation_uid,
    write_invitation,
)
from hiring.documents.mail.plain import one_line, plain_text
from hiring.errors import RefusedError

if TYPE_CHECKING:
    from email.message import EmailMessage

NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
WORKSPACE = "00000000-0000-0000-0000-000000000001"
BO = Address("Bo Sample", "bo@example.org")
RITA = Address("Rita Recruiter", "rita@example.org")
ANY_TEXT = st.text(st.characters(), max_size=200)


def an_invitation(**changes: Any) -> Invitation:
    made = Invitation(
        uid=invitation_uid("S-9", workspace=WORKSPACE),
        starts_at=NOON,
        minutes=60,
        summary="Interview: Pair coding (C-12)",
        description="Look at the card that came with this invitation.",
        organizer=RITA,
        attendee=BO,
        sequence=0,
        stamp=NOON - timedelta(days=3),
    )
    return replace(made, **changes)


def event_of(raw: bytes) -> Event:
    calendar = Calendar.from_ical(raw)
    (event,) = calendar.walk("VEVENT")
    assert isinstance(event, Event)
    assert event.errors == []
    return event


def lines_of(raw: bytes) -> list[str]:
    """Give the lines of a calendar file with its folds undone."""
    return raw.decode().replace("\r\n ", "").split("\r\n")


def test_an_interviewer_is_asked_to_come_to_one_interview() -> None:
    raw = write_invitation(an_invitation())

    event = event_of(raw)
    assert Calendar.from_ical(raw)["method"] == "REQUEST"
    assert event.start == NOON
    assert event.end == NOON + timedelta(minutes=60)
    assert event["summary"] == "Interview: Pair coding (C-12)"
    assert event["organizer"] == "mailto:rita@example.org"
    assert event["organizer"].params["CN"] == "Rita Recruiter"
    assert event["attendee"] == "mailto:bo@example.org"
    assert event["attendee"].params["RSVP"] == "TRUE"
    assert event["attendee"].params["PARTSTAT"] == "NEEDS-ACTION"


def test_without_an_organizer_the_calendar_is_only_told_of_the_time() -> None:
    raw = write_invitation(an_invitation(organizer=None))

    event = event_of(raw)
    assert Calendar.from_ical(raw)["method"] == "PUBLISH"
    assert "attendee" not in event
    assert "organizer" not in event


def test_times_are_the_same_moment_in_utc_and_name_no_zone() -> None:
    berlin = datetime(2026, 7, 1, 14, 30, 59, 999, tzinfo=ZoneInfo("Europe/Berlin"))

    raw = write_invitation(an_invitation(starts_at=berlin, minutes=90))

    assert "DTSTART:20260701T123059Z" in lines_of(raw)
    assert "DTEND:20260701T140059Z" in lines_of(raw)
    assert b"TZID" not in raw
    assert b"VTIMEZONE" not in raw


def test_an_interview_over_a_change_of_the_clocks_lasts_as_long_as_planned() -> None:
    night = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))

    event = event_of(write_invitation(an_invitation(starts_at=night, minutes=60)))

    assert event.end - event.start == timedelta(minutes=60)


def test_a_moment_without_a_time_zone_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="time zone"):
        write_invitation(an_invitation(starts_at=NOON.replace(tzinfo=None)))


def test_a_moved_interview_replaces_the_entry_it_had() -> None:
    first = event_of(write_invitation(an_invitation()))
    moved = an_invitation(starts_at=NOON + timedelta(days=1), sequence=1)

    second = event_of(write_invitation(moved))

    assert second["uid"] == first["uid"]
    assert (first["sequence"], second["sequence"]) == (0, 1)


def test_a_card_keeps_its_entry_and_no_other_card_has_it() -> None:
    ids = {
        invitation_uid("S-9", workspace=WORKSPACE),
        invitation_uid("S-10", workspace=WORKSPACE),
        invitation_uid("S-9", workspace="00000000-0000-0000-0000-000000000002"),
    }

    assert len(ids) == 3
    assert invitation_uid("S-9", workspace=WORKSPACE) in ids


def test_equal_invitations_are_equal_bytes() -> None:
    assert write_invitation(an_invitation()) == write_invitation(an_invitation())


def test_colleagues_who_see_the_calendar_do_not_see_who_is_interviewed() -> None:
    assert "CLASS:PRIVATE" in lines_of(write_invitation(an_invitation()))


@given(said=ANY_TEXT, name=ANY_TEXT)
@example(said="a, b; c\\n \\\nEND:VEVENT\r\nBEGIN:VALARM", name='x";CN="y:mailto:eve@example.org')
@example(said="\r\rATTENDEE:mailto:eve@example.org", name="Sample\r\nATTENDEE:mailto:eve")
@example(said="ü" * 200 + "\U0001f600" * 50, name="Jürgen; Ö, der Große ^n")
@example(said="\x00\ud800\u2028\x85", name="")
def test_any_text_comes_back_and_adds_nothing_to_the_calendar(said: str, name: str) -> None:
    person = Address(name, "bo@example.org")
    plain = set(write_invitation(an_invitation()).splitlines())

    raw = write_invitation(an_invitation(summary=said, description=said, attendee=person))

    event = event_of(raw)
    assert event["summary"] == one_line(said)
    assert event["description"] == plain_text(said).strip()
    assert event["attendee"].params.get("CN", "") == one_line(name).replace('"', "'")
    assert [part.name for part in event.subcomponents] == []
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    assert b"\n" not in raw.replace(b"\r\n", b"")
    heads = [line.partition(":")[0].partition(";")[0] for line in lines_of(raw)]
    assert len(heads) == len(set(heads)) + len(("BEGIN", "END"))
    assert b"BEGIN:VEVENT" in plain


@pytest.mark.parametrize("who", ["organizer", "attendee"])
def test_an_address_that_no_calendar_can_hold_is_refused(who: str) -> None:
    wrong = an_invitation(**{who: Address("Jü", "jü@example.org")})

    with pytest.raises(RefusedError, match=r"jü@example\.org: no invitation"):
        write_invitation(wrong)


def test_an_invitation_goes_beside_the_card_and_not_instead_of_the_text() -> None:
    card = Attachment(name="card.xlsx", kind="application/octet-stream", content=b"PK")
    files = (card, attach_invitation(an_invitation()))

    raw = write_draft(Draft(to=(BO,), sender=RITA, subject="Card", body="Hello", attachments=files))

    mail: EmailMessage = email.message_from_bytes(raw, policy=policy.default)
    _, invitation = mail.iter_attachments()
    assert mail.get_content_type() == "multipart/mixed"
    assert next(part.get_content_type() for part in mail.iter_parts()) == "text/plain"
    assert invitation.get_content_type() == "text/calendar"
    assert invitation.get_content_disposition() == "attachment"
    assert invitation.get_filename() == "interview.ics"
    assert invitation["Content-Type"].params["method"] == "REQUEST"
    assert invitation["Content-Type"].params["charset"] == "utf-8"
    assert invitation.get_payload(decode=True) == write_invitation(an_invitation())


def test_the_mail_says_the_same_method_as_the_calendar_in_it() -> None:
    told = attach_invitation(an_invitation(organizer=None), name="I-3.ics")

    assert told.name == "I-3.ics"
    assert dict(told.traits)["method"] == "PUBLISH"
    assert b"METHOD:PUBLISH" in told.content


def test_the_calendar_library_is_loaded_only_when_an_invitation_is_written() -> None:
    script = (
        "import sys, hiring.documents.mail.invitation, hiring.documents.mail.template\n"
        "print('icalendar' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )

    assert done.stdout.strip() == "False"
