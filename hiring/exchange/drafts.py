"""Mails with scorecards for interviewers, and with what to mend in those that came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from hiring.documents.mail.draft import (
    SPREADSHEET,
    Address,
    Attachment,
    Draft,
    mail_address,
    write_draft,
)
from hiring.documents.mail.invitation import Invitation, attach_invitation, invitation_uid
from hiring.documents.mail.template import (
    MailTemplate,
    TemplateKind,
    default_template,
    number_problems,
    read_template,
)
from hiring.documents.scorecard import write
from hiring.documents.scorecard.personal import moment
from hiring.errors import InvalidFileError, Problem
from hiring.exchange.naming import file_name, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from hiring.domain.language import Language
    from hiring.exchange.taking import Taken
    from hiring.views.papers import ScorecardSheet
    from hiring.workflow.drafting import Arranged

TEMPLATES = "templates"
_NOBODY_YET = "[...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What all drafts of one run share."""

    company: str
    sender: tuple[str, str] | None
    language: Language
    template: MailTemplate
    now: datetime
    due_hours: int
    shelf: Path | None = None

    @property
    def address(self) -> Address | None:
        """Give whom drafts are from, or None where the mail program is to say it."""
        return Address(*self.sender) if self.sender else None

    @property
    def said_of_us(self) -> dict[str, str | tuple[str, ...]]:
        """Give what every mail can say of the company and of who sends it."""
        name = self.sender[0] if self.sender else ""
        return {
            "company": self.company,
            "sender": name or self.company,
            "signature": tuple(line for line in (name, self.company) if line.strip()),
        }


@dataclass(frozen=True, slots=True)
class Card:
    """A card to send: what is drawn on it, and to whom it goes."""

    sheet: ScorecardSheet
    email: str
    starts_at: datetime | None


@dataclass(frozen=True, slots=True)
class Written:
    """A draft as a file: its name, its bytes, whom it is for, and the cards that it carries."""

    name: str
    content: bytes
    interviewer: str
    cards: tuple[str, ...]

    @property
    def file_hash(self) -> str:
        """Give the digest by which a draft is known again that nobody has edited."""
        return sha256(self.content).hexdigest()


def find_template(folder: Path, kind: TemplateKind, language: Language) -> MailTemplate:
    """Give the company's own text in the workspace's `templates`, or the shipped one.

    `templates/cards.de.txt` goes before `templates/cards.txt`. InvalidFileError names every
    problem of a text with its line.
    """
    for name in (f"{kind.value}.{language.code}.txt", f"{kind.value}.txt"):
        path = folder / TEMPLATES / name
        if path.is_file():
            try:
                raw = path.read_bytes()
            except OSError as error:
                raise InvalidFileError(
                    Problem(f"cannot be read: {error.strerror}", where=f"{TEMPLATES}/{name}")
                ) from error
            return read_template(raw, name=f"{TEMPLATES}/{name}", allowed=kind.placeholders)
    return default_template(kind, language.code)


def can_be_mailed(card: Card) -> bool:
    """Tell whether a mail can carry the address of the card's interviewer."""
    return mail_address(card.email) is not None


def draft_cards(cards: Iterable[Card], post: Post, plans: Arranged) -> Iterator[Written]:
    """Write one mail for each interviewer, with all of their cards and invitations."""
    people: dict[str, list[Card]] = {}
    for card in cards:
        people.setdefault(card.email, []).append(card)
    for theirs in people.values():
        yield _draft_for(theirs, post, plans)


def _draft_for(cards: list[Card], post: Post, plans: Arranged) -> Written:
    first = cards[0]
    who = Address(first.sheet.interviewer, first.email)
    subject, body = post.template.fill(
        {
            **post.said_of_us,
            "interviewer": who.name,
            "scorecards": _number(post.language, "mail.cards", count=len(cards)),
            "cards": tuple(f"- {_line(card, post.language)}" for card in cards),
            "count": str(len(cards)),
            "due": _due(cards, post),
        }
    )
    attached = [
        Attachment(file_name(c.sheet), SPREADSHEET, write(c.sheet, shelf=post.shelf)) for c in cards
    ]
    attached += [_invitation(card, who, post, plans) for card in cards if _is_to_come(card, post)]
    draft = Draft((who,), post.address, subject, body, tuple(attached))
    codes = tuple(card.sheet.card for card in cards)
    name = f"{slug(who.name)}_{'_'.join((codes[0], *codes[1:][-1:]))}.eml"
    return Written(name, write_draft(draft), who.name, codes)


def _line(card: Card, language: Language) -> str:
    sheet = card.sheet
    at = sheet.starts_at
    when = " ".join(moment(at, language).split()) if at else language.say("mail.no_time")
    return f"{sheet.candidate}: {sheet.step}, {sheet.job_title} ({sheet.job_code}), {when}"


def _due(cards: list[Card], post: Post) -> str:
    """Say by when the last of the cards is wanted back: "by Tue ...", "within 24 hours ..."."""
    say = post.language.say
    ends = [
        card.sheet.starts_at + timedelta(minutes=card.sheet.minutes)
        for card in cards
        if card.sheet.starts_at
    ]
    if len(ends) < len(cards):
        hours = _number(post.language, "mail.hours", hours=post.due_hours)
        return say("mail.due_one" if len(cards) == 1 else "mail.due_many", hours=hours)
    last = moment(max(ends) + timedelta(hours=post.due_hours), post.language)
    return say("mail.due_at", moment=" ".join(last.split()))


def _number(language: Language, key: str, **number: int) -> str:
    """Say one, or how many."""
    (count,) = number.values()
    return language.say(f"{key}_one") if count == 1 else language.say(f"{key}_many", **number)


def _is_to_come(card: Card, post: Post) -> bool:
    return card.starts_at is not None and card.starts_at > post.now


def _invitation(card: Card, who: Address, post: Post, plans: Arranged) -> Attachment:
    sheet = card.sheet
    if card.starts_at is None:
        raise AssertionError("only an interview with a time has an invitation")
    moves = plans.moves.get(sheet.interview, 0)
    invitation = Invitation(
        uid=invitation_uid(sheet.card, workspace=plans.database_id),
        starts_at=card.starts_at,
        minutes=sheet.minutes,
        summary=f"{sheet.step}: {sheet.candidate}",
        description=f"{sheet.job_title} ({sheet.job_code})\n\n{sheet.purpose}",
        organizer=post.address,
        attendee=who,
        sequence=moves,
        stamp=plans.since.get(sheet.interview, post.now),
    )
    return attach_invitation(invitation, name=f"{sheet.interview}.ics")


def draft_reply(taken: Taken, post: Post) -> Written:
    """Write the mail that says what to mend in a file that was refused.

    Of a file that was taken, it asks whether what was taken is what was meant. Where it could not
    be told whose card it is, the mail is addressed to nobody yet.
    """
    known = Address(*taken.interviewer) if taken.interviewer else None
    file = taken.name.rpartition("/")[2].rpartition(": ")[2]
    subject, body = post.template.fill(
        {
            **post.said_of_us,
            "interviewer": known.name if known else _NOBODY_YET,
            "file": file,
            "problems": number_problems(taken.told),
            "ratings": tuple(f"- {line}" for line in taken.uncertain),
        }
    )
    draft = Draft((known,) if known else (), post.address, subject, body)
    who = slug(known.name) if known else "unknown"
    # Files of one name from several folders must not write over each other's reply.
    told = sha256(f"{taken.file}\n{body}".encode("utf-8", "surrogatepass")).hexdigest()[:6]
    kind = "question" if taken.uncertain else "reply"
    name = f"{who}_{taken.card or slug(file)}_{kind}-{told}.eml"
    return Written(name, write_draft(draft), known.name if known else "", (taken.card or "",))
