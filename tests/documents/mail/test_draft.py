from __future__ import annotations

import email
import re
import subprocess
import sys
from email import policy
from email.header import decode_header, make_header
from email.utils import getaddresses
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hiring.documents.mail.draft import (
    SPREADSHEET,
    UNKNOWN_KIND,
    Address,
    Attachment,
    Draft,
    file_name,
    mail_address,
    write_draft,
)
from hiring.documents.mail.plain import one_line, plain_text
from hiring.errors import RefusedError

if TYPE_CHECKING:
    from email.message import EmailMessage, Message

ANY_TEXT = st.text(st.characters(), max_size=120)
TROUBLESOME = st.sampled_from(
    ["\r\nBcc: eve@example.org", '"', "\\", ",", "=?utf-8?q?=41?=", "ü", "From ", "\n.\n", "\ud800"]
)
TROUBLE = st.lists(st.one_of(TROUBLESOME, ANY_TEXT), max_size=5).map("".join)
BO = Address("Bo Sample", "bo@example.org")
RITA = Address("Rita Recruiter", "rita@example.org")
KNOWN_HEADERS = {
    *("x-unsent", "x-uniform-type-identifier", "mime-version", "from", "to", "subject"),
    *("content-type", "content-transfer-encoding"),
}


def a_draft(
    subject: str = "Your scorecard",
    body: str = "Hello Bo,\n\nyour card is attached.\n",
    to: tuple[Address, ...] = (BO,),
    sender: Address | None = RITA,
    attachments: tuple[Attachment, ...] = (),
) -> Draft:
    return Draft(to=to, sender=sender, subject=subject, body=body, attachments=attachments)


def a_card(name: str = "card.xlsx", content: bytes = b"PK\x03\x04 a card") -> Attachment:
    return Attachment(name=name, kind=SPREADSHEET, content=content)


def opened(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=policy.default)


def plainly_opened(raw: bytes) -> Message:
    return email.message_from_bytes(raw)


def text_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    text: str = part.get_content()
    return text.replace("\r\n", "\n")


def names_of(raw: bytes, header: str) -> list[tuple[str, str]]:
    """Read names as programs do: first the addresses, then what is encoded in each name."""
    value = re.sub(r"\r\n(?=[ \t])", "", plainly_opened(raw)[header])
    return [(str(make_header(decode_header(name))), at) for name, at in getaddresses([value])]


def check_lines(raw: bytes) -> None:
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_a_mail_for_an_interviewer_is_an_unsent_draft_with_the_card() -> None:
    raw = write_draft(a_draft(attachments=(a_card(),)))

    mail = opened(raw)
    (card,) = mail.iter_attachments()
    assert mail["X-Unsent"] == "1"
    assert mail["To"] == "Bo Sample <bo@example.org>"
    assert mail["From"] == "Rita Recruiter <rita@example.org>"
    assert mail["Subject"] == "Your scorecard"
    assert text_of(mail) == "Hello Bo,\n\nyour card is attached.\n"
    assert card.get_filename() == "card.xlsx"
    assert card.get_content_type() == SPREADSHEET
    assert card.get_content() == b"PK\x03\x04 a card"


def test_a_draft_has_nothing_that_a_sent_mail_has() -> None:
    mail = opened(write_draft(a_draft()))

    assert {name.casefold() for name in mail} == KNOWN_HEADERS
    assert (mail["Date"], mail["Message-ID"], mail["Received"]) == (None, None, None)


def test_a_draft_without_a_sender_or_a_recipient_leaves_them_to_the_mail_program() -> None:
    mail = opened(write_draft(a_draft(sender=None, to=())))

    assert mail["From"] is None
    assert mail["To"] is None


def test_the_mark_of_a_draft_is_as_thunderbird_compares_it() -> None:
    raw = write_draft(a_draft(attachments=(a_card(),)))

    assert raw.startswith(b"X-Unsent: 1\r\n")


def test_equal_drafts_are_equal_bytes_and_different_ones_are_not() -> None:
    first = write_draft(a_draft(attachments=(a_card(),)))

    assert write_draft(a_draft(attachments=(a_card(),))) == first
    assert write_draft(a_draft(attachments=(a_card(content=b"other"),))) != first


def test_bytes_do_not_hang_on_the_run_of_the_program() -> None:
    script = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1])\n"
        "from tests.documents.mail.test_draft import *\n"
        "raw = write_draft(a_draft(subject='Grüße', attachments=(a_card('Bögen.xlsx'),)))\n"
        "print(hashlib.sha256(raw).hexdigest())"
    )
    root = __file__.rpartition("/tests/")[0]

    runs = {
        subprocess.run(
            [sys.executable, "-c", script, root],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(runs) == 1


@given(name=TROUBLE)
@example(name='Sample, Bo "the judge" \\ Jr. (x) <eve@example.org>')
@example(name="Jürgen, Ö " * 20)
@example(name="=?utf-8?q?eve?=")
@example(name="x" * 2000)
def test_any_name_comes_back_and_adds_no_recipient_and_no_header(name: str) -> None:
    people = (Address(name, "bo@example.org"), Address("Ada", "ada@example.org"))

    raw = write_draft(a_draft(to=people, sender=Address(name, "rita@example.org")))

    check_lines(raw)
    said = one_line(name)
    assert {header.casefold() for header in plainly_opened(raw)} == KNOWN_HEADERS
    assert names_of(raw, "To") == [(said, "bo@example.org"), ("Ada", "ada@example.org")]
    assert names_of(raw, "From") == [(said, "rita@example.org")]


@pytest.mark.parametrize("name", ['Sample, "Bo"', "Jürgen Ö", "a; b: c", "O'Neill (QA) @home"])
def test_a_name_is_read_alike_by_the_strict_reader(name: str) -> None:
    (person,) = opened(write_draft(a_draft(to=(Address(name, "bo@example.org"),))))["To"].addresses

    assert (person.display_name, person.addr_spec) == (name, "bo@example.org")


@given(subject=TROUBLE)
@example(subject="")
@example(subject="A very long subject about interviews " * 40)
@example(subject="Grüße " * 100)
@example(subject="Card\r\nBcc: eve@example.org\r\n\r\nA body")
@example(subject="=?utf-8?q?=41?=")
def test_any_subject_comes_back_on_one_line(subject: str) -> None:
    raw = write_draft(a_draft(subject=subject))

    check_lines(raw)
    read = str(make_header(decode_header(plainly_opened(raw)["Subject"])))
    assert {header.casefold() for header in plainly_opened(raw)} == KNOWN_HEADERS
    assert read.strip() == one_line(subject)


@given(body=TROUBLE, attached=st.booleans())
@example(body="From me\n.\n..\n.x\n>From\n", attached=True)
@example(body="x" * 3000 + "\n" + "ü" * 3000, attached=False)
@example(body="trailing \t\n \nend  ", attached=True)
@example(body="--=_hiring\r\n--=_hiring--\r\nX: y\r\rlone", attached=True)
@example(body="", attached=False)
@example(body="\x00\x1b[31m \ud800 \u2028 \U0001f600", attached=False)
def test_any_text_comes_back_as_it_was_written(body: str, *, attached: bool) -> None:
    raw = write_draft(a_draft(body=body, attachments=(a_card(),) if attached else ()))

    check_lines(raw)
    assert text_of(opened(raw)) == plain_text(body).rstrip("\n") + "\n"


def test_a_line_of_a_text_cannot_be_taken_for_the_line_between_parts() -> None:
    raw = write_draft(a_draft(body="--=_\n\n--=_--\n" * 9, attachments=(a_card(),)))

    mail = opened(raw)
    assert raw.count(b"\r\n--=_") == len(("text", "card", "end"))
    assert str(mail.get_boundary()).startswith("=_")
    assert text_of(mail) == "--=_\n\n--=_--\n" * 9


@given(name=TROUBLE, content=st.binary(max_size=300))
@example(name="Bögen für Größe 评分.xlsx", content=b"")
@example(name='a"b;c=d\\e/../f.xlsx', content=b"\r\n.\r\n--")
@example(name="ü" * 300 + ".xlsx", content=b"x")
@example(name="\U0001f600" * 200, content=b"x")
def test_any_attachment_comes_back_under_a_name_that_can_be_saved(
    name: str, content: bytes
) -> None:
    raw = write_draft(a_draft(attachments=(a_card(name, content), a_card("two.xlsx", b"2"))))

    check_lines(raw)
    mail = opened(raw)
    first, second = mail.iter_attachments()
    assert all(part.defects == [] for part in mail.walk())
    assert first.get_content() == content
    assert first.get_filename() == file_name(name)
    assert (second.get_filename(), second.get_content()) == ("two.xlsx", b"2")


@pytest.mark.parametrize(
    ("written", "saved"),
    [
        ("card.xlsx", "card.xlsx"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\cards\\S-9.xlsx", "C__cards_S-9.xlsx"),
        ("  .hidden. ", "hidden"),
        ("...", "attachment"),
        ("a\r\nb.xlsx", "a b.xlsx"),
        ("x" * 300 + ".xlsx", "x" * 195 + ".xlsx"),
        ("x" * 300, "x" * 200),
        ("x." + "y" * 300, "x." + "y" * 198),
    ],
)
def test_a_file_name_is_one_that_every_computer_can_save(written: str, saved: str) -> None:
    assert file_name(written) == saved


def test_a_file_of_no_known_kind_is_attached_as_it_is() -> None:
    kept = Attachment(name="card", kind=UNKNOWN_KIND, content=bytes(range(256)))

    (part,) = opened(write_draft(a_draft(attachments=(kept,)))).iter_attachments()

    assert part.get_content() == bytes(range(256))


def test_a_media_type_that_is_none_is_a_mistake_of_the_caller() -> None:
    wrong = Attachment(name="card", kind="text/plain\r\nX: y", content=b"")

    with pytest.raises(ValueError, match="no media type"):
        write_draft(a_draft(attachments=(wrong,)))


@pytest.mark.parametrize(
    ("written", "used"),
    [
        ("bo@example.org", "bo@example.org"),
        (" Bo.Sample+cards@EXAMPLE.org ", "Bo.Sample+cards@EXAMPLE.org"),
        ("o'neill@example.org", "o'neill@example.org"),
        ("bo@bücher.example", "bo@xn--bcher-kva.example"),
        ("bo@straße.example", None),
        ("jürgen@example.org", None),
        ("bo@example.org\r\nBcc: eve@example.org", None),
        ("bo@example.org>, <eve@example.org", None),
        ("bo(eve)@example.org", None),
        ('"bo"@example.org', None),
        ("bo..sample@example.org", None),
        ("bo@", None),
        ("bo@exam ple.org", None),
        ("bo@" + "ü" * 80 + ".example", None),
        ("bo", None),
        ("", None),
    ],
)
def test_an_address_is_written_without_change_of_meaning_or_not_at_all(
    written: str, used: str | None
) -> None:
    assert mail_address(written) == used


def test_every_address_that_cannot_be_written_is_named_at_once() -> None:
    people = (BO, Address("Jü", "jü@example.org"), Address("No", "nobody"), Address("", "nobody"))

    with pytest.raises(RefusedError) as caught:
        write_draft(a_draft(to=people))

    assert [problem.where for problem in caught.value.problems] == ["jü@example.org", "nobody"]


@given(written=st.one_of(TROUBLE, TROUBLE.map(lambda text: f"{text}@example.org")))
def test_no_address_brings_another_with_it(written: str) -> None:
    try:
        raw = write_draft(a_draft(to=(Address("Bo", written),)))
    except RefusedError:
        return

    assert len(opened(raw)["To"].addresses) == 1


def test_a_person_without_a_name_is_written_by_the_address_alone() -> None:
    raw = write_draft(a_draft(to=(Address(" ", "bo@example.org"),)))

    assert b"To: bo@example.org\r\n" in raw
