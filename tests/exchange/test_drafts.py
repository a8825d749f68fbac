"""Mails with scorecards: one for each interviewer, in the company's words, and replies."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar

from hiring.documents.mail.template import TemplateKind
from hiring.errors import InvalidFileError, Problem
from hiring.exchange.drafts import Card, Post, draft_cards, draft_reply, find_template
from hiring.exchange.taking import Taken
from hiring.languages import load_language
from hiring.workflow.drafting import Arranged
from tests.documents.cards import a_sheet

if TYPE_CHECKING:
    from email.message import EmailMessage
    from pathlib import Path

    from hiring.domain.language import Language
    from hiring.exchange.drafts import Written

ENGLISH, GERMAN = load_language("en"), load_language("de")
STARTS = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
SINCE = {"I-3": datetime(2026, 11, 1, 9, 0, tzinfo=UTC)}
PLANS = Arranged("00000000-0000-0000-0000-000000000001", {"I-3": 2}, SINCE)


def a_post(folder: Path, **changes: object) -> Post:
    post = Post(
        company="Example Ltd",
        sender=("Rita Recruiter", "rita@example.org"),
        language=ENGLISH,
        template=find_template(folder, TemplateKind.CARDS, ENGLISH),
        now=STARTS - timedelta(days=3),
        due_hours=24,
    )
    return replace(post, **changes)  # type: ignore[arg-type]


def a_card(*, timed: bool = True, **changes: object) -> Card:
    sheet = a_sheet(starts_at=STARTS if timed else None, **changes)
    return Card(sheet, "ivo@example.org", sheet.starts_at)


def parsed(written: Written) -> EmailMessage:
    mail = message_from_bytes(written.content, policy=policy.default)
    assert mail.defects == []
    return mail


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body()
    assert body is not None
    content: str = body.get_content()
    return content


def test_an_interviewer_gets_one_mail_with_all_their_cards(tmp_path: Path) -> None:
    other = replace(a_card(card="S-12", interview="I-7", candidate="Ben Example"), starts_at=None)

    (written,) = draft_cards([a_card(), other], a_post(tmp_path), PLANS)

    mail = parsed(written)
    assert written.name == "ivo-interviewer_S-9_S-12.eml"
    assert written.cards == ("S-9", "S-12")
    assert mail["To"] == "Ivo Interviewer <ivo@example.org>"
    assert mail["X-Unsent"] == "1"
    assert [part.get_filename() for part in mail.iter_attachments()] == [
        "MLE-1_C-12_problem-framing_ivo-interviewer_S-9.xlsx",
        "MLE-1_C-12_problem-framing_ivo-interviewer_S-12.xlsx",
        "I-3.ics",
    ]
    assert "- Ada Example: Problem framing, Machine learning engineer (MLE-1), Tue 24" in text_of(
        mail
    )
    assert "send it back by Wed 25 November 2026 14:00 UTC: answer" in text_of(mail)


def test_two_interviewers_get_a_mail_each_with_their_own_card_alone(tmp_path: Path) -> None:
    theirs = replace(a_card(interviewer="Jo Interviewer", card="S-10"), email="jo@example.org")

    one, two = draft_cards([a_card(), theirs], a_post(tmp_path), PLANS)

    assert (one.cards, two.cards) == (("S-9",), ("S-10",))
    assert b"jo@example.org" not in one.content
    assert "Jo Interviewer" not in text_of(parsed(one))


def test_the_invitation_knows_the_newest_time_and_stays_the_same_entry(tmp_path: Path) -> None:
    (written,) = draft_cards([a_card()], a_post(tmp_path), PLANS)
    (first,) = draft_cards([a_card()], a_post(tmp_path), Arranged(PLANS.database_id, {}, SINCE))

    def event(mail: Written) -> dict[str, Any]:
        part = list(parsed(mail).iter_attachments())[-1]
        (found,) = Calendar.from_ical(part.get_content()).walk("VEVENT")
        return dict(found)

    now, before = event(written), event(first)
    assert now["UID"] == before["UID"]
    assert (now["SEQUENCE"], before["SEQUENCE"]) == (2, 0)
    assert str(now["SUMMARY"]) == "Problem framing: Ada Example"
    assert "mailto:rita@example.org" in str(now["ORGANIZER"]).lower()
    assert now["DTSTAMP"].dt == SINCE["I-3"]


def test_an_interview_that_is_over_needs_no_invitation(tmp_path: Path) -> None:
    post = a_post(tmp_path, now=STARTS + timedelta(hours=1))

    (written,) = draft_cards([a_card()], post, PLANS)

    assert len(list(parsed(written).iter_attachments())) == 1


def test_a_draft_written_again_is_the_same_file(tmp_path: Path) -> None:
    later = a_post(tmp_path, now=STARTS - timedelta(days=1))

    assert list(draft_cards([a_card()], a_post(tmp_path), PLANS)) == list(
        draft_cards([a_card()], later, PLANS)
    )


def test_a_blind_card_names_its_candidate_nowhere_in_the_mail(tmp_path: Path) -> None:
    card = a_card(candidate="C-12", candidate_code="")

    (written,) = draft_cards([card], a_post(tmp_path), PLANS)

    mail = parsed(written)
    for part in mail.walk():
        content = part.get_payload(decode=True)
        assert b"Ada" not in (content if isinstance(content, bytes) else b"")
    assert next(part.get_filename() for part in mail.iter_attachments()) == (
        "MLE-1_C-12_problem-framing_ivo-interviewer_S-9.xlsx"
    )


def test_a_card_without_a_time_has_no_invitation(tmp_path: Path) -> None:
    (written,) = draft_cards([a_card(timed=False)], a_post(tmp_path, sender=None), PLANS)

    mail = parsed(written)
    assert len(list(mail.iter_attachments())) == 1
    assert mail["From"] is None
    assert "Example Ltd" in text_of(mail)
    assert "send it back within 24 hours of the interview:" in text_of(mail)


def test_the_companys_own_text_goes_before_ours_and_its_language_first(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "cards.txt").write_text("Subject: Ours\n\nHello {interviewer}\n{cards}\n")
    (folder / "cards.de.txt").write_text("Subject: Unsere\n\nHallo {interviewer}\n{cards}\n")

    for language, subject in ((ENGLISH, "Ours"), (GERMAN, "Unsere")):
        template = find_template(tmp_path, TemplateKind.CARDS, language)
        post = a_post(tmp_path, language=language, template=template)
        (written,) = draft_cards([a_card()], post, PLANS)
        assert parsed(written)["Subject"] == subject


def test_a_bad_text_of_the_company_is_refused_with_its_lines(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "reply.txt").write_text("Hello\n\n{candidate}\n")

    with pytest.raises(InvalidFileError) as raised:
        find_template(tmp_path, TemplateKind.REPLY, ENGLISH)

    places = [problem.where for problem in raised.value.problems]
    assert places == ["templates/reply.txt, line 1", "templates/reply.txt, line 3"]


def test_a_text_that_is_a_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "templates" / "cards.txt").mkdir(parents=True)

    assert find_template(tmp_path, TemplateKind.CARDS, GERMAN).subject


def a_refusal(**changes: object) -> Taken:
    taken = Taken(
        file="in/cards.zip: bo/card.xlsx",
        name="cards.zip: bo/card.xlsx",
        state="refused",
        card="S-9",
        interviewer=("Ivo Interviewer", "ivo@example.org"),
        problems=(
            Problem(
                "Coding is not filled in",
                where="cards.zip: bo/card.xlsx, Scorecard!G7",
                fix="rate it",
            ),
        ),
    )
    return replace(taken, **changes)  # type: ignore[arg-type]


def test_a_reply_says_what_to_mend_by_cell_and_nothing_of_folders(tmp_path: Path) -> None:
    post = a_post(tmp_path, template=find_template(tmp_path, TemplateKind.REPLY, ENGLISH))

    written = draft_reply(a_refusal(), post)

    mail = parsed(written)
    assert re.fullmatch(r"ivo-interviewer_S-9_reply-[0-9a-f]{6}\.eml", written.name)
    assert mail["To"] == "Ivo Interviewer <ivo@example.org>"
    assert "card.xlsx" in mail["Subject"]
    lines = [line.strip() for line in text_of(mail).splitlines()]
    place = lines.index("1. Scorecard!G7: Coding is not filled in")
    assert lines[place + 1] == "\u2192 rate it"
    assert "cards.zip" not in text_of(mail)


def test_a_reply_to_nobody_known_is_addressed_to_nobody(tmp_path: Path) -> None:
    post = a_post(tmp_path, template=find_template(tmp_path, TemplateKind.REPLY, GERMAN))

    written = draft_reply(a_refusal(interviewer=None, card=None), post)

    assert parsed(written)["To"] is None
    assert written.name.startswith("unknown_card-xlsx_reply-")
    again = draft_reply(a_refusal(interviewer=None, card=None, file="other/card.xlsx"), post)
    assert again.name != written.name


WHEN = {
    ("en", 1, True): "Please fill in your scorecard by Wed 25 November 2026 14:00 UTC",
    ("en", 2, True): "Please fill in your 2 scorecards by Wed 25 November 2026 14:00 UTC",
    ("en", 1, False): "Please fill in your scorecard within 24 hours of the interview",
    ("en", 2, False): "Please fill in your 2 scorecards within 24 hours of each interview",
    ("de", 1, True): (
        "Bitte füllen Sie Ihren Bewertungsbogen bis Mi, 25. November 2026 14:00 Uhr UTC aus"
    ),
    ("de", 2, True): (
        "Bitte füllen Sie Ihre 2 Bewertungsbögen bis Mi, 25. November 2026 14:00 Uhr UTC aus"
    ),
    ("de", 1, False): (
        "Bitte füllen Sie Ihren Bewertungsbogen innerhalb von 24 Stunden nach dem Interview aus"
    ),
    ("de", 2, False): (
        "Bitte füllen Sie Ihre 2 Bewertungsbögen innerhalb von 24 Stunden nach jedem Interview aus"
    ),
}


@pytest.mark.parametrize(("code", "count", "timed"), WHEN)
@pytest.mark.parametrize("company", ["", "Example Ltd"])
@pytest.mark.parametrize("sender", [None, ("Rita Recruiter", "rita@example.org")])
def test_a_mail_reads_well_with_what_is_known_and_without(
    tmp_path: Path,
    code: str,
    count: int,
    timed: bool,
    company: str,
    sender: tuple[str, str] | None,
) -> None:
    language = load_language(code)
    template = find_template(tmp_path, TemplateKind.CARDS, language)
    post = a_post(tmp_path, company=company, sender=sender, language=language, template=template)
    cards = [a_card(timed=timed, language=language, card=f"S-{n}") for n in range(count)]

    (written,) = draft_cards(cards, post, PLANS)

    mail = parsed(written)
    text = text_of(mail).replace("\r\n", "\n")
    assert mail["Subject"] == WHEN[code, count, timed]
    no_time = {"en": ", time not yet arranged\n", "de": ", Termin noch nicht vereinbart\n"}
    assert text.count(no_time[code]) == (0 if timed else count)
    assert not re.search(r"[ (][.,:)]|\(\d\)|  | \n|\n\n\n|by within|bis innerhalb", text)
    thanks = "Vielen Dank" if code == "de" else "Thank you"
    signed = [line for line in (sender[0] if sender else "", company) if line]
    assert text.endswith("\n\n" + "\n".join((thanks, *signed)) + "\n")


def test_one_hour_is_said_as_one(tmp_path: Path) -> None:
    for language, said in (
        (ENGLISH, "within 1 hour of the interview"),
        (GERMAN, "innerhalb von 1 Stunde nach dem Interview"),
    ):
        post = a_post(
            tmp_path,
            language=language,
            due_hours=1,
            template=find_template(tmp_path, TemplateKind.CARDS, language),
        )
        (written,) = draft_cards([a_card(timed=False)], post, PLANS)
        assert said in text_of(parsed(written))


def test_a_time_that_only_one_of_two_interviews_has_is_no_time_for_both(tmp_path: Path) -> None:
    cards = [a_card(), a_card(timed=False, card="S-12")]

    (written,) = draft_cards(cards, a_post(tmp_path), PLANS)

    assert "send it back within 24 hours of each interview:" in text_of(parsed(written))


@pytest.mark.parametrize("language", [ENGLISH, GERMAN])
def test_a_reply_reads_well_without_a_company(tmp_path: Path, language: Language) -> None:
    template = find_template(tmp_path, TemplateKind.REPLY, language)
    post = a_post(tmp_path, company="", sender=None, language=language, template=template)

    text = text_of(parsed(draft_reply(a_refusal(), post))).replace("\r\n", "\n")

    assert not re.search(r"[ (][.,:)]|  \n| \n|\n\n\n", text)
    assert text.endswith(("\n\nThank you\n", "\n\nVielen Dank\n"))
