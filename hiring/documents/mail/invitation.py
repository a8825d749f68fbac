"""Write the invitation to an interview as a calendar file.

Times are in UTC: an interview is one moment, every calendar shows it in its reader's own time, and
no program can misread a time zone that is not there.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hiring.documents.mail.draft import Address, Attachment, mail_address
from hiring.documents.mail.plain import one_line, plain_text
from hiring.errors import Problem, RefusedError

if TYPE_CHECKING:
    from icalendar import Event, vCalAddress

_MAKER = "-//hiring//interviews//EN"


@dataclass(frozen=True, slots=True)
class Invitation:
    """One interview for one interviewer.

    `uid` stays the same for as long as the scorecard lives, and `sequence` grows whenever the
    interview was moved: so a calendar moves the entry it has, and makes no second one. `stamp` is
    when it was last arranged.
    """

    uid: str
    starts_at: datetime
    minutes: int
    summary: str
    description: str
    organizer: Address | None
    attendee: Address
    sequence: int
    stamp: datetime

    @property
    def method(self) -> str:
        """Say what the calendar is asked: to answer an organizer, or only to note the time."""
        return "REQUEST" if self.organizer else "PUBLISH"


def invitation_uid(card: str, *, workspace: str) -> str:
    """Make the id under which calendars keep a scorecard's interview; `workspace` is a UUID."""
    return str(uuid.uuid5(uuid.UUID(workspace), f"interview {card}"))


def attach_invitation(invitation: Invitation, *, name: str = "interview.ics") -> Attachment:
    """Make the file that goes with a draft.

    It is an attachment beside the text, not another form of it: Outlook would take such a mail for
    a meeting request and hide the card, and programs that open a draft keep only its attachments.
    """
    return Attachment(
        name=name,
        kind="text/calendar",
        content=write_invitation(invitation),
        traits=(("charset", "utf-8"), ("method", invitation.method)),
    )


def write_invitation(invitation: Invitation) -> bytes:
    """Write the calendar file; equal invitations give equal bytes.

    RefusedError when an address cannot be written into a calendar.
    """
    from icalendar import Calendar, Event  # noqa: PLC0415 - few commands write one

    start = _moment(invitation.starts_at)
    event = Event()
    event.add("uid", one_line(invitation.uid))
    event.add("dtstamp", _moment(invitation.stamp))
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=invitation.minutes))
    event.add("summary", one_line(invitation.summary))
    event.add("description", plain_text(invitation.description).strip())
    event.add("sequence", invitation.sequence)
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE")
    # Who is being interviewed is not for everybody who sees a shared calendar.
    event.add("class", "PRIVATE")
    if invitation.organizer:
        _add_people(event, invitation.organizer, invitation.attendee)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _MAKER)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", invitation.method)
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _add_people(event: Event, organizer: Address, attendee: Address) -> None:
    """Say who asks whom; a calendar that is only told of a time must not name who attends."""
    event.add("organizer", _person(organizer), encode=False)
    asked = _person(attendee)
    asked.params["CUTYPE"] = "INDIVIDUAL"
    asked.params["ROLE"] = "REQ-PARTICIPANT"
    asked.params["PARTSTAT"] = "NEEDS-ACTION"
    asked.params["RSVP"] = "TRUE"
    event.add("attendee", asked, encode=False)


def _person(person: Address) -> vCalAddress:
    from icalendar import vCalAddress  # noqa: PLC0415 - the same

    email = mail_address(person.email)
    if email is None:
        raise RefusedError(
            Problem(
                "no invitation can be addressed so",
                where=one_line(person.email),
                fix="correct the address, or invite this person yourself",
            )
        )
    address = vCalAddress(f"mailto:{email}")
    # Programs that know no code for a double quote would show the code.
    name = one_line(person.name).replace('"', "'")
    if name:
        address.params["CN"] = name
    return address


def _moment(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment of an invitation needs its time zone")
    return moment.astimezone(UTC).replace(microsecond=0)
