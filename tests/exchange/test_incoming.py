"""What arrives: paths, folders, zips and mails become single files to read."""

from __future__ import annotations

import base64
import io
import os
import quopri
import socket
import struct
import time
import tracemalloc
import zipfile
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.exchange.incoming import (
    MOST_BYTES,
    MOST_MEMBERS,
    MOST_NESTED,
    MOST_PARTS,
    Incoming,
    gather,
    list_files,
    mails,
    unpack,
)
from hiring.exchange.incoming.places import MOST_MAIL_BYTES

SOON = 0.9  # seconds of CPU: three times the bound of 0.3, for machines that are slow or shared
posix_only = pytest.mark.skipif(os.name != "posix", reason="only POSIX has such files")
not_as_root = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="root may read everything"
)


@cache
def a_workbook(text: str = "Reference") -> bytes:
    """Make a small real workbook."""
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = text
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def a_zip(path: Path, *members: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> Path:
    """Zip members in order, the same name as often as it is given."""
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, packing, compresslevel=1)
    return path


def a_mail(*attached: tuple[str, bytes], text: str = "Here it is.") -> EmailMessage:
    """Write a mail as a mail program does."""
    mail = EmailMessage()
    mail["From"] = "Ivy Interviewer <ivy@example.org>"
    mail["To"] = "Rita Recruiter <rita@example.org>"
    mail["Subject"] = "Re: your scorecard"
    mail.set_content(text)
    for name, content in attached:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail


def a_raw_mail(*parts: str, kind: str = "multipart/mixed") -> str:
    """Write a mail by hand, as programs write that email would not."""
    body = "".join(f"--cut\n{part}\n" for part in parts)
    head = f"From: ivy@example.org\nSubject: card\nContent-Type: {kind}; boundary=cut\n\n"
    return f"{head}{body}--cut--\n"


def packed(content: bytes) -> str:
    """Write bytes as base64, in lines."""
    return base64.encodebytes(content).decode()


def taken(found: list[Incoming]) -> dict[str, bytes]:
    return {incoming.name: incoming.raw for incoming in found if incoming.raw is not None}


def said(found: list[Incoming]) -> list[str]:
    """Give what is wrong; a file is either taken or refused, never both or neither."""
    for incoming in found:
        assert (incoming.raw is None) == bool(incoming.problems)
        assert all(problem.where == incoming.name for problem in incoming.problems)
        assert all(problem.fix for problem in incoming.problems)
    return [str(problem) for incoming in found for problem in incoming.problems]


def came_from(path: Path, content: str | bytes | EmailMessage | None = None) -> list[Incoming]:
    """Put content into a file, and gather what it holds."""
    if content is not None:
        raw = content.as_bytes() if isinstance(content, EmailMessage) else content
        path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return list(gather([path]))


# --- Paths and folders


def test_a_named_file_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    for name in ("card.xlsx", "card", "card.txt", ".card.xlsx", "~$card.xlsx"):
        assert taken(came_from(tmp_path / name, a_workbook())) == {name: a_workbook()}


def test_files_of_no_kind_we_know_are_left_to_the_reader(tmp_path: Path) -> None:
    for content in (
        b"",
        b"%PDF-1.7",
        b"PK",
        b"PK\x03\x04 cut off",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ):
        assert taken(came_from(tmp_path / "card.xlsx", content)) == {"card.xlsx": content}


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    gone = tmp_path / "link.xlsx"
    found = list(gather([Path("nope.xlsx"), tmp_path / "a\0b", tmp_path / "card.xlsx" / "inside"]))

    assert [p.what for i in found for p in i.problems] == ["there is no such file"] * 3
    assert "cannot be read: File name too long" in said(list(gather([Path("x" * 300)])))[0]
    assert said(found)[0] == "nope.xlsx: there is no such file. Fix: name an .xlsx file"
    gone.symlink_to(tmp_path / "never")
    assert said(list(gather([gone])))[0].startswith(
        "link.xlsx: it is a link to a file that is not there"
    )


@posix_only
def test_a_link_that_leads_back_to_itself_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").symlink_to("b.xlsx")
    (tmp_path / "b.xlsx").symlink_to("a.xlsx")

    assert "a.xlsx: it is a link that leads back to itself" in said(list(gather([tmp_path])))[0]


def test_a_folder_is_walked_in_order_and_junk_is_skipped_silently(tmp_path: Path) -> None:
    wanted = ("a.xlsx", "bo/card.ods", "bo/deep/card.CSV", "bo2.xls", "c.xlsm")
    junk = ("~$a.xlsx", ".~lock.a.xlsx#", ".DS_Store", "Thumbs.db", "desktop.ini", "._a.xlsx")
    hidden = ("__MACOSX/a.xlsx", ".git/a.xlsx", ".hidden.xlsx")
    for name in (*wanted, *junk, *hidden):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())

    listing = list_files([tmp_path])

    assert [step.path.relative_to(tmp_path).as_posix() for step in listing.steps] == list(wanted)
    assert listing.remarks == ()
    assert [i.raw for i in gather([tmp_path])] == [name.encode() for name in wanted]


def test_a_folder_of_nothing_but_hidden_cards_says_which_it_passed_over(tmp_path: Path) -> None:
    (tmp_path / "back").mkdir()
    for name in (".card.xlsx", "~$card.xlsx", ".DS_Store"):
        (tmp_path / "back" / name).write_bytes(b"PK")

    (remark,) = list_files([tmp_path / "back"]).remarks

    assert remark.startswith("back: left out as hidden")
    assert "(.card.xlsx, ~$card.xlsx)" in remark


@pytest.mark.parametrize("name", ["card.pdf", "card", "card.xlsx.tmp"])
def test_a_card_under_another_name_is_found_in_a_zip_as_in_a_folder(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / name).write_bytes(a_workbook())
    others = (("photo.jpg", b"\xff\xd8"), ("notes.docx", b"PK word/document.xml"))
    cards = a_zip(tmp_path / "cards.zip", *others, (name, a_workbook()))

    assert taken(came_from(cards)) == {f"cards.zip: {name}": a_workbook()}
    assert taken(list(gather([tmp_path / "folder"]))) == {name: a_workbook()}


def test_a_zip_with_many_pictures_is_no_burden(tmp_path: Path) -> None:
    picture = b"\xff\xd8" + bytes(MOST_BYTES // 8)
    pictures = ((f"{number}.jpg", picture) for number in range(300))
    cards = a_zip(tmp_path / "cards.zip", *pictures, ("card.xlsx", a_workbook()))
    began = time.process_time()

    assert list(taken(came_from(cards))) == ["cards.zip: card.xlsx"]
    assert time.process_time() - began < SOON


def test_what_is_plainly_no_card_in_a_folder_is_named_in_one_remark(tmp_path: Path) -> None:
    folder = tmp_path / "Downloads"
    folder.mkdir()
    others = ("README", "a.pdf", "b.pdf", "notes.txt", "q.7z", "x.docx", "y.png", "z.mp4")
    for name in others:
        (folder / name).write_bytes(b"words")
    (folder / "Card of Tuesday").write_bytes(a_workbook())
    (folder / "an answer").write_bytes(a_mail(("card.xlsx", a_workbook())).as_bytes())

    listing = list_files([folder])

    assert [step.path.name for step in listing.steps] == ["Card of Tuesday", "an answer"]
    names = ", ".join(others)
    assert listing.remarks == (f"Downloads: 8 files that are no scorecard left out ({names})",)


@pytest.mark.parametrize("name", ["card.xlsx.tmp", "card.doc", "card.bak", "card.txt"])
@pytest.mark.parametrize("kind", ["a workbook", "an old workbook", "a table of text"])
def test_a_card_under_another_ending_is_known_by_what_is_in_it(
    tmp_path: Path, name: str, kind: str
) -> None:
    content = {
        "a workbook": a_workbook(),
        "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook\0".encode("utf-16-le"),
        "a table of text": b"Reference,HS1-5CHQ-7469\n",
    }[kind]
    (tmp_path / name).write_bytes(content)

    listing = list_files([tmp_path])

    assert ([step.path.name for step in listing.steps], listing.remarks) == ([name], ())


def test_of_many_other_files_some_are_named(tmp_path: Path) -> None:
    for number in range(11):
        (tmp_path / f"{number:02}.pdf").touch()

    (remark,) = list_files([tmp_path]).remarks
    assert "11 files" in remark
    assert remark.endswith("left out (" + ", ".join(f"{n:02}.pdf" for n in range(10)) + ", ...)")


def test_one_other_file_is_told_as_one(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()

    assert list_files([tmp_path]).remarks == (
        f"{tmp_path.name}: 1 file that is no scorecard left out (notes.txt)",
    )


def test_a_lock_file_that_a_pattern_named_is_remarked_not_refused(tmp_path: Path) -> None:
    (tmp_path / "~$card.xlsx").write_bytes(b"x" * 165)

    listing = list_files([tmp_path / "~$card.xlsx"])

    assert listing.steps == ()
    assert "somebody has the card open" in listing.remarks[0]


def test_the_same_file_is_taken_once_however_it_is_reached(tmp_path: Path) -> None:
    card = tmp_path / "card.xlsx"
    card.write_bytes(a_workbook())
    (tmp_path / "again.xlsx").symlink_to(card)
    (tmp_path / "hard.xlsx").hardlink_to(card)

    steps = list_files(
        [card, tmp_path / "again.xlsx", tmp_path, tmp_path / "." / "card.xlsx"]
    ).steps

    assert [step.path for step in steps] == [card]


@posix_only
def test_folders_that_link_to_each_other_do_not_go_on_for_ever(tmp_path: Path) -> None:
    cards = tmp_path / "cards"
    (cards / "bo").mkdir(parents=True)
    (cards / "bo" / "card.xlsx").write_bytes(a_workbook())
    (cards / "bo" / "up.d").symlink_to(cards)

    listing = list_files([cards, cards])
    through_link = list_files([cards / "bo" / "up.d"])

    assert [step.path.name for step in listing.steps] == ["card.xlsx"]
    assert listing.remarks == (
        "up.d was left out: it is a link to a folder; name it if it is to be read",
    )
    assert [step.path.name for step in through_link.steps] == ["card.xlsx"]


@posix_only
def test_pipes_sockets_and_devices_are_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "card.xlsx")
    os.mkfifo(tmp_path / "pipe")
    os.mkfifo(tmp_path / "pipe.log")
    (tmp_path / "gone.xlsx").symlink_to("nowhere")
    (tmp_path / "gone.pdf").symlink_to("nowhere")
    (tmp_path / "notes").symlink_to(tmp_path / "notes.txt")
    (tmp_path / "notes.txt").write_text("words")
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(tmp_path)
        server.bind("mail.csv")
        found = list(gather([tmp_path, tmp_path / "pipe.log", Path("/dev/null")]))

    assert [(i.name, i.problems[0].what) for i in found] == [
        ("card.xlsx", "it is no ordinary file"),
        ("gone.xlsx", "it is a link to a file that is not there"),
        ("mail.csv", "it is no ordinary file"),
        ("pipe", "it is no ordinary file"),
        ("pipe.log", "it is no ordinary file"),
        ("null", "it is no ordinary file"),
    ]


@posix_only
def test_a_pipe_that_takes_a_cards_place_is_not_waited_for(tmp_path: Path) -> None:
    card = tmp_path / "card.xlsx"
    card.touch()
    (step,) = list_files([card]).steps
    card.unlink()
    os.mkfifo(card)

    assert "it is no ordinary file" in said(list(unpack(step)))[0]


def test_a_card_that_goes_away_meanwhile_is_named(tmp_path: Path) -> None:
    card = tmp_path / "card.xlsx"
    card.touch()
    (step,) = list_files([card]).steps
    card.unlink()

    assert "a moment ago and is gone" in said(list(unpack(step)))[0]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux has such files")
def test_a_card_that_changes_while_it_is_read_is_named() -> None:
    growing = Path("/proc/self/status")  # says it is empty, and is not

    assert "changed while it was being read" in said(list(gather([growing])))[0]


@not_as_root
def test_what_may_not_be_read_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    for name in ("closed.xlsx", "open.xlsx", "sealed/card.xlsx", "untitled"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(a_workbook())
    for name in ("closed.xlsx", "sealed", "untitled"):
        (tmp_path / name).chmod(0)

    found = list(gather([tmp_path]))
    (tmp_path / "sealed").chmod(0o700)

    assert list(taken(found)) == ["open.xlsx"]
    assert [line.partition(":")[0] for line in said(found)] == ["closed.xlsx", "sealed", "untitled"]


def test_a_far_too_large_card_is_refused_without_being_read(tmp_path: Path) -> None:
    card = tmp_path / "card.xlsx"
    with card.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    tracemalloc.start()

    found = list(gather([card]))

    assert tracemalloc.get_traced_memory()[1] < 2 << 20
    tracemalloc.stop()
    assert "it is far too large for a scorecard" in said(found)[0]


@posix_only
def test_names_of_any_bytes_can_be_stored_and_shown(tmp_path: Path) -> None:
    for name in (b"a\nb.xlsx", b"\x1b[2Jcard.xlsx", b"m\xfcller.xlsx", b"x" * 250 + b".xlsx"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(a_workbook())

    names = [i.name for i in gather([tmp_path])]

    assert "m\N{REPLACEMENT CHARACTER}ller.xlsx" in names
    assert all(name.encode() and len(name) <= 210 and name.endswith(".xlsx") for name in names)
    assert len(names) == 4


def test_one_file_at_a_time_is_in_memory(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number:02}.xlsx").write_bytes(bytes([65 + number]) * (1 << 20))
    tracemalloc.start()

    heads = [incoming.raw[0] for incoming in gather([tmp_path]) if incoming.raw]

    assert tracemalloc.get_traced_memory()[1] < 6 << 20
    tracemalloc.stop()
    assert heads == list(range(65, 85))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("cards.rar", b"Rar!\x1a\x07\x01\x00", "this is a RAR archive"),
        ("cards.zip", b"7z\xbc\xaf\x27\x1c", "this is a 7-Zip archive"),
        ("cards.tgz", b"\x1f\x8b\x08", "this is a gzip archive"),
        ("card.gsheet", b'{"url": "https://docs.example.org/x"}', "only a link to a Google Sheet"),
        ("winmail.dat", b"\x78\x9f\x3e\x22\x01", "packed in winmail.dat"),
        ("re.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a mail saved by Outlook (.msg)"),
    ],
)
def test_what_another_program_must_open_is_refused_with_the_way_out(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (line,) = said(came_from(tmp_path / name, content))

    assert words in line
    assert "Fix: " in line


def test_a_mail_of_outlooks_is_known_whatever_it_is_called(tmp_path: Path) -> None:
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2040))
    struct.pack_into("<H", head, 30, 9)
    struct.pack_into("<I", head, 48, 1)
    workbook = bytes(head)
    head[1104:1120] = bytes.fromhex("0b0d020000000000c000000000000046")

    assert "saved by Outlook" in said(came_from(tmp_path / "card.xls", bytes(head)))[0]
    assert taken(came_from(tmp_path / "old.xls", workbook)) == {"old.xls": workbook}


# --- Zips


def test_every_card_in_a_zip_is_taken_and_named_by_its_place_in_it(tmp_path: Path) -> None:
    cards = a_zip(
        tmp_path / "cards.zip",
        ("bo/", b""),
        ("bo/card.xlsx", a_workbook("bo")),
        ("__MACOSX/bo/._card.xlsx", b"junk"),
        ("bo/~$card.xlsx", b"junk"),
        (".hidden/card.xlsx", b"junk"),
        ("bo\\.DS_Store", b"junk"),
        ("notes.pdf", b"%PDF"),
        ("cy/card.csv", b"a,b"),
    )

    assert taken(came_from(cards)) == {
        "cards.zip: bo/card.xlsx": a_workbook("bo"),
        "cards.zip: cy/card.csv": b"a,b",
    }


def test_a_zip_is_known_by_its_content_not_by_its_name(tmp_path: Path) -> None:
    cards = a_zip(tmp_path / "cards.xlsx", ("a.ods", b"PK"))

    assert taken(came_from(cards)) == {"cards.xlsx: a.ods": b"PK"}
    assert taken(came_from(tmp_path / "card.zip", a_workbook())) == {"card.zip": a_workbook()}


@pytest.mark.parametrize(
    "first", ["[Content_Types].xml", "mimetype", "xl/workbook.xml", "Index/Document.iwa"]
)
@pytest.mark.parametrize("before", [(), (("thumb.png", b""), ("a.csv", b""))])
def test_an_office_file_is_never_taken_apart(
    tmp_path: Path, first: str, before: tuple[tuple[str, bytes], ...]
) -> None:
    card = a_zip(tmp_path / "card.zip", *before, (first, b"x"))

    assert taken(came_from(card)) == {"card.zip": card.read_bytes()}


def test_nothing_of_a_zip_is_written_to_disk(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    names = ["../../card.xlsx", "/etc/card.xlsx", "C:\\card.xlsx"]
    cards = a_zip(inside / "cards.zip", *((name, b"PK") for name in names))

    found = came_from(cards)

    assert list(taken(found)) == [f"cards.zip: {name}" for name in names]
    assert list(tmp_path.rglob("*")) == [inside, cards]


def test_two_cards_of_one_name_in_a_zip_are_both_taken(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        cards = a_zip(tmp_path / "cards.zip", ("card.xlsx", b"one"), ("card.xlsx", b"two"))

    assert [incoming.raw for incoming in came_from(cards)] == [b"one", b"two"]


def test_a_zip_in_a_zip_is_refused_by_name_and_a_workbook_called_zip_is_not(tmp_path: Path) -> None:
    inner = a_zip(tmp_path / "inner.zip", ("card.xlsx", b"PK")).read_bytes()
    cards = a_zip(tmp_path / "cards.zip", ("inner.zip", inner), ("card.zip", a_workbook()))

    found = came_from(cards)

    assert said(found)[0].startswith("cards.zip: inner.zip: this is a zip within a zip")
    assert taken(found) == {"cards.zip: card.zip": a_workbook()}


def test_a_zip_without_cards_is_refused(tmp_path: Path) -> None:
    for members in ((), (("notes.pdf", b"%PDF"),)):
        path = a_zip(tmp_path / "cards.zip", *members)
        assert "there is no scorecard in this zip" in said(came_from(path))[0]


def test_a_damaged_zip_is_named_and_a_damaged_workbook_is_left_to_its_reader(
    tmp_path: Path,
) -> None:
    whole = a_zip(tmp_path / "cards.zip", ("card.xlsx", a_workbook())).read_bytes()
    cut = whole[: len(whole) // 2]

    assert "not completely downloaded" in said(came_from(tmp_path / "cards.zip", cut))[0]
    assert taken(came_from(tmp_path / "card.xlsx", cut)) == {"card.xlsx": cut}


def two_zips(tmp_path: Path) -> tuple[bytes, bytes]:
    one = a_zip(tmp_path / "one.zip", ("a.csv", b"1")).read_bytes()
    return one, a_zip(tmp_path / "two.zip", ("b.csv", b"2")).read_bytes()


def zip_64(raw: bytes) -> bytes:
    """Write the end of a zip as programs do that do not know how large it will be."""
    at = raw.rindex(b"PK\x05\x06")
    count, length, start = struct.unpack_from("<HLL", raw, at + 10)
    end = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, length, start)
    place = struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
    open_ended = struct.pack(
        "<4sHHHHLLH", b"PK\x05\x06", 0, 0, *2 * (0xFFFF,), *2 * (0xFFFFFFFF,), 0
    )
    return raw[:at] + end + place + open_ended


def test_a_zip_with_other_bytes_before_or_behind_it_is_refused_as_two_files_or_half_of_one(
    tmp_path: Path,
) -> None:
    """Zip programs read from the end on: the cards before it would be lost, and nobody told."""
    one, two = two_zips(tmp_path)
    before = zip_64(two)[:-40]

    for spoilt in (one + two, one + zip_64(two), two + b"\n", before + zip_64(two), b"PK" + two):
        (told,) = said(came_from(tmp_path / "cards.zip", spoilt))
        assert told.startswith("cards.zip: the file is cut off, or two files were joined into one.")


def test_a_zip_may_end_with_a_comment_and_say_its_sizes_in_the_long_way(tmp_path: Path) -> None:
    one, _ = two_zips(tmp_path)
    with_comment = one[:-2] + struct.pack("<H", 9) + b"by a tool"

    for whole in (one, with_comment, zip_64(one)):
        assert taken(came_from(tmp_path / "cards.zip", whole)) == {"cards.zip: a.csv": b"1"}


def test_a_damaged_member_does_not_stop_the_others(tmp_path: Path) -> None:
    cards = a_zip(
        tmp_path / "cards.zip",
        ("bad.csv", b"rating"),
        ("good.csv", b"fine"),
        packing=zipfile.ZIP_STORED,
    )
    raw = cards.read_bytes().replace(b"rating", b"ratinG")

    found = came_from(cards, raw)

    assert said(found)[0].startswith("cards.zip: bad.csv: it is damaged in the zip")
    assert taken(found) == {"cards.zip: good.csv": b"fine"}


def test_a_password_on_a_zip_is_named(tmp_path: Path) -> None:
    cards = a_zip(tmp_path / "cards.zip", ("a.csv", b"1"), ("b.csv", b"2"))
    raw = bytearray(cards.read_bytes())
    first = raw.index(b"PK\x01\x02")
    raw[first + 8] |= 1

    one = came_from(cards, bytes(raw))
    raw[raw.index(b"PK\x01\x02", first + 1) + 8] |= 1
    both = came_from(cards, bytes(raw))

    assert said(one)[0].startswith("cards.zip: a.csv: it is protected by a password")
    assert list(taken(one)) == ["cards.zip: b.csv"]
    assert [i.name for i in both] == ["cards.zip"]


def test_a_member_packed_in_another_way_is_named(tmp_path: Path) -> None:
    cards = a_zip(tmp_path / "cards.zip", ("a.csv", b"1" * 99), packing=zipfile.ZIP_LZMA)

    assert "packed in a way that cannot be opened here" in said(came_from(cards))[0]


def test_zip_bombs_are_refused_before_they_unfold(tmp_path: Path) -> None:
    large = bytes(MOST_BYTES)
    one = a_zip(tmp_path / "one.zip", ("a.csv", large + b"1"), ("b.csv", b"fine"))
    many = a_zip(tmp_path / "many.zip", *((f"{n}.csv", large) for n in range(33)))
    crowd = a_zip(tmp_path / "crowd.zip", *((f"{n}.csv", b"") for n in range(MOST_MEMBERS + 1)))
    endless = a_zip(tmp_path / "endless.zip", *((f"{n}{'x' * 200}.csv", b"") for n in range(5000)))
    tracemalloc.start()
    began = time.perf_counter()

    found = list(gather([one, many, crowd, endless]))

    assert time.perf_counter() - began < 5
    assert tracemalloc.get_traced_memory()[1] < 64 << 20
    tracemalloc.stop()
    assert taken(found) == {"one.zip: b.csv": b"fine"}
    assert [line.partition(" Fix")[0] for line in said(found)] == [
        "one.zip: a.csv: it is far too large for a scorecard.",
        "many.zip: it unpacks to more than 512 MB.",
        "crowd.zip: the zip holds more than 2,000 files.",
        "endless.zip: the zip holds more than 2,000 files.",
    ]
    renamed = endless.rename(tmp_path / "endless.xlsx")
    assert list(taken(came_from(renamed))) == ["endless.xlsx"]


def test_a_member_that_is_longer_or_shorter_than_it_says_is_refused(tmp_path: Path) -> None:
    cards = a_zip(tmp_path / "cards.zip", ("a.csv", b"1" * 1000))
    for length in (10, 1001):
        raw = bytearray(cards.read_bytes())
        struct.pack_into("<I", raw, raw.index(b"PK\x01\x02") + 24, length)
        assert "damaged in the zip" in said(came_from(tmp_path / "changed.zip", bytes(raw)))[0]


def test_member_names_are_read_as_the_program_meant_that_wrote_them(tmp_path: Path) -> None:
    marked = a_zip(tmp_path / "new.zip", ("Müller.csv", b""))
    raw = marked.read_bytes()
    flag = struct.pack("<H", 0x800)
    macos = raw.replace(b"\x14\x00" + flag, b"\x14\x00\x00\x00")
    oldest = macos.replace("ü".encode(), "üb".encode("cp437"))

    names = [came_from(tmp_path / "cards.zip", content)[0].name for content in (raw, macos, oldest)]

    assert names == ["cards.zip: Müller.csv", "cards.zip: Müller.csv", "cards.zip: Mübller.csv"]


@given(cut=st.integers(0, 10_000), flip=st.integers(0, 10_000), value=st.integers(0, 255))
def test_no_spoilt_zip_stops_the_import(tmp_path: Path, cut: int, flip: int, value: int) -> None:
    path = a_zip(tmp_path / "cards.zip", ("bo/card.xlsx", a_workbook()), ("b.csv", b"a,b\n" * 50))
    raw = bytearray(path.read_bytes())
    raw[flip % len(raw)] = value
    raw = raw[: -(cut % len(raw))] if cut % 3 == 0 and cut % len(raw) else raw

    found = came_from(path, bytes(raw))

    said(found)
    assert found


# --- Mails


def test_the_cards_attached_to_a_mail_are_taken(tmp_path: Path) -> None:
    mail = a_mail(
        ("card.xlsx", a_workbook()), ("Müller Übung.ods", b"PK"), ("face.png", b"\x89PNG")
    )
    mail.add_attachment("BEGIN:VCALENDAR", subtype="calendar", filename="invite.ics")
    mail.add_attachment("a,b\n", subtype="csv", filename="card.csv")

    assert taken(came_from(tmp_path / "Re: card.eml", mail)) == {
        "Re: card.eml: card.xlsx": a_workbook(),
        "Re: card.eml: Müller Übung.ods": b"PK",
        "Re: card.eml: card.csv": b"a,b\n",
    }


@pytest.mark.parametrize("name", ["mail", "mail.txt", "card.xlsx"])
@pytest.mark.parametrize("start", [b"", b"\r\n\n", b"\xef\xbb\xbf", b"From ivy Mon Mar  2 09:00\n"])
def test_a_mail_is_known_by_its_content_not_by_its_name(
    tmp_path: Path, name: str, start: bytes
) -> None:
    raw = start + a_mail(("card.ods", b"PK")).as_bytes().replace(b"\n", b"\r\n")

    assert taken(came_from(tmp_path / name, raw)) == {f"{name}: card.ods": b"PK"}


def test_a_workbook_saved_as_eml_is_taken_as_the_workbook_it_is(tmp_path: Path) -> None:
    for content in (a_workbook(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b""):
        assert taken(came_from(tmp_path / "card.eml", content)) == {"card.eml": content}


def test_a_mail_without_a_card_is_refused_once(tmp_path: Path) -> None:
    bare = EmailMessage()
    bare["X-Note"] = "nothing"
    for mail in (a_mail(), a_mail(("face.png", b"\x89PNG")), bare, "no mail at all"):
        (line,) = said(came_from(tmp_path / "re.eml", mail))
        assert line.startswith("re.eml: there is no scorecard attached to this mail. Fix: import")


def test_cards_in_forwarded_mails_are_found_and_named_by_the_way_to_them(tmp_path: Path) -> None:
    first = a_mail(("card.xlsx", b"PK one"))
    second = a_mail(("card.xlsx", b"PK two"))
    second.add_attachment(first, filename="y.eml")
    outer = a_mail(("as file.eml", second.as_bytes()), ("empty.eml", a_mail().as_bytes()))
    outer.add_attachment(first)

    assert taken(came_from(tmp_path / "x.eml", outer)) == {
        "x.eml: as file.eml: card.xlsx": b"PK two",
        "x.eml: as file.eml: y.eml: card.xlsx": b"PK one",
        "x.eml: forwarded message: card.xlsx": b"PK one",
    }


def test_a_zip_in_a_mail_and_a_mail_in_a_zip_are_opened(tmp_path: Path) -> None:
    cards = a_zip(tmp_path / "cards.zip", ("a.csv", b"1"))
    mail = a_mail(("cards.zip", cards.read_bytes()))
    both = a_zip(tmp_path / "both.zip", ("re.eml", mail.as_bytes()), ("b.csv", b"2"))

    assert taken(came_from(tmp_path / "re.eml", mail)) == {"re.eml: cards.zip: a.csv": b"1"}
    found = came_from(both)
    assert taken(found) == {"both.zip: b.csv": b"2"}
    assert "re.eml: cards.zip: this is a zip within a zip" in said(found)[0]


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("Content-Disposition: attachment; filename=O'Brien.csv", "O'Brien.csv"),
        ("Content-Type: text/plain; name=card.csv", "card.csv"),
        ('Content-Disposition: inline;\n\tfilename="a long\n name.csv";', "a long name.csv"),
        ("Content-Disposition: attachment; filename*=utf-8''M%C3%BCller.csv", "Müller.csv"),
        (
            "Content-Disposition: attachment; filename*0*=utf-8''M%C3; filename*1*=%BC.csv",
            "Mü.csv",
        ),
        ("Content-Type: text/plain; name==?utf-8?q?M=C3=BCller=2Ecsv?=", "Müller.csv"),
        ('Content-Disposition: attachment; filename="=?utf-8?b?TcO8LmNzdg==?="', "Mü.csv"),
        ('Content-Disposition: attachment; filename="Müller.csv"', "Müller.csv"),
        ('Content-Disposition: attachment; filename="..\\..\\etc/card.csv"', "card.csv"),
        ('Content-Type: text/plain; name="=?none?b?x?=.csv"', "=?none?b?x?=.csv"),
        ("Content-Type: text/csv", "unnamed attachment"),
        ("CONTENT-TYPE: application/vnd.ms-excel", "unnamed attachment"),
        ("Content-Type: application/vnd.ms-excel; name=card", "card"),
    ],
)
def test_an_attachments_name_is_read_as_mail_programs_write_it(
    tmp_path: Path, part: str, name: str
) -> None:
    found = came_from(tmp_path / "re.eml", a_raw_mail(f"{part}\n\na,b"))

    assert taken(found) == {f"re.eml: {name}": b"a,b"}


def test_a_workbook_without_a_name_is_known_by_its_kind_or_content(tmp_path: Path) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    known = f"Content-Type: {kind}\nContent-Transfer-Encoding: BASE64\n\n{packed(a_workbook())}"
    unknown = known.replace(kind, "application/octet-stream")
    other = "Content-Type: application/octet-stream\n\nwords"

    found = came_from(tmp_path / "re.eml", a_raw_mail(known, unknown, other))

    assert [incoming.raw for incoming in found] == [a_workbook()] * 2


def test_a_mail_that_is_one_card_and_nothing_else_is_taken(tmp_path: Path) -> None:
    raw = "From: a@example.org\nTo: b@example.org\nContent-Type: text/csv; name=a.csv\n\nx,y\n"

    assert taken(came_from(tmp_path / "re.eml", raw)) == {"re.eml: a.csv": b"x,y\n"}


def test_quoted_printable_and_plain_attachments_come_back_as_they_were(tmp_path: Path) -> None:
    quoted = (
        "Content-Disposition: attachment; filename=a.csv\n"
        "Content-Transfer-Encoding: quoted-printable\n\nM=C3=BCller=\n,4"
    )
    plain = "Content-Disposition: attachment; filename=b.csv\n\nMüller,4"

    assert [i.raw for i in came_from(tmp_path / "re.eml", a_raw_mail(quoted, plain))] == [
        "Müller,4".encode()
    ] * 2


def test_a_broken_attachment_is_named_and_the_others_are_taken(tmp_path: Path) -> None:
    part = "Content-Disposition: attachment; filename={}\nContent-Transfer-Encoding: {}\n\n{}"
    whole = packed(a_workbook())
    mail = a_raw_mail(
        part.format("a.xlsx", "base64", whole.strip()[:-6]),
        part.format("b.xlsx", "base64", f"{whole[:200]}!!{whole[202:]}"),
        part.format("c.xlsx", "x-uuencode", "begin 644 c.xlsx"),
        part.format("d.xlsx", "base64", whole),
    )

    found = came_from(tmp_path / "re.eml", mail)

    assert [line.partition(".xlsx: ")[2].partition(".")[0] for line in said(found)] == [
        "the attachment was damaged on its way, or is not complete",
        "the attachment was damaged on its way, or is not complete",
        "it is packed as only old mail programs do",
    ]
    assert taken(found) == {"re.eml: d.xlsx": a_workbook()}


def test_a_mail_that_breaks_off_gives_what_it_holds(tmp_path: Path) -> None:
    whole = a_raw_mail("Content-Type: text/csv; name=a.csv\n\nx,y", "\nfoot")

    assert list(taken(came_from(tmp_path / "re.eml", whole[: whole.index("foot")]))) == [
        "re.eml: a.csv"
    ]
    assert taken(came_from(tmp_path / "re.eml", whole.partition("\n--cut\n\n")[0])) == {
        "re.eml: a.csv": b"x,y"
    }
    assert "no scorecard attached" in said(came_from(tmp_path / "re.eml", whole[:80]))[0]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("Content-Type: application/ms-tnef; name=winmail.dat", "winmail.dat: the attachments are"),
        ("Content-Type: application/octet-stream; name=WINMAIL.DAT", "packed in winmail.dat"),
        ("Content-Type: application/pkcs7-mime; name=smime.p7m", "the mail is encrypted"),
        ("Content-Type: application/pgp-encrypted", "re.eml: the mail is encrypted"),
        ("Content-Type: text/x-moz-deleted; name=a.xlsx", "a.xlsx: the attachment was deleted"),
        ("Content-Type: message/external-body; name=a.xlsx", "the attachment is not in this mail"),
        ("Content-Type: message/partial", "one piece of a mail"),
        ('Content-Disposition: attachment; filename="re.msg"', "re.msg: this is a mail saved by"),
    ],
)
def test_an_attachment_out_of_reach_is_named_with_the_way_to_it(
    tmp_path: Path, part: str, words: str
) -> None:
    ole = "Content-Transfer-Encoding: base64\n\n0M8R4KGxGuE="

    (line,) = said(came_from(tmp_path / "re.eml", a_raw_mail(f"{part}\n{ole}")))

    assert words in line


def test_what_is_out_of_reach_beside_a_card_is_not_complained_about(tmp_path: Path) -> None:
    mail = a_raw_mail(
        "Content-Type: application/ms-tnef; name=winmail.dat\n\nx",
        "Content-Type: application/applefile; name=a.csv\n\nforks",
        "Content-Type: text/csv; name=a.csv\n\nx",
    )

    assert [incoming.raw for incoming in came_from(tmp_path / "re.eml", mail)] == [b"x"]


def test_a_mail_that_is_too_large_or_has_too_many_parts_is_refused(tmp_path: Path) -> None:
    huge = tmp_path / "huge.eml"
    with huge.open("wb") as file:
        file.write(b"From: a@example.org\nTo: b@example.org\n\n")
        file.truncate(MOST_MAIL_BYTES + 1)
    crowd = tmp_path / "crowd.eml"
    crowd.write_text(a_raw_mail(*["\nx"] * MOST_PARTS))
    part = "Content-Disposition: attachment; filename=a.csv\nContent-Transfer-Encoding: {}\n\n{}"
    fat = tmp_path / "fat.eml"
    over = "A" * (MOST_BYTES * 4 // 3 + 8)
    fat.write_text(a_raw_mail(part.format("base64", over)))
    plain = tmp_path / "plain.eml"
    plain.write_text(a_raw_mail(part.format("8bit", over)))

    lines = said(list(gather([huge, crowd, fat, plain])))

    assert [line.partition(" Fix")[0] for line in lines] == [
        "huge.eml: the mail is larger than 24 MB.",
        "crowd.eml: the mail has more than 1,000 parts.",
        "fat.eml: a.csv: it is far too large for a scorecard.",
        "plain.eml: a.csv: it is far too large for a scorecard.",
    ]


def test_mails_in_mails_without_end_are_refused(tmp_path: Path) -> None:
    mail = "From: a@example.org\nTo: b@example.org\n"
    wrapped = f"{mail}Content-Type: message/rfc822\n\n" * (MOST_NESTED + 2) + f"{mail}\nx"
    parts = "".join(
        f"Content-Type: multipart/mixed; boundary=c{n}c\n\n--c{n}c\n"
        for n in range(MOST_NESTED + 2)
    )

    assert "mails lie in mails" in said(came_from(tmp_path / "a.eml", wrapped))[0]
    assert "lie in each other" in said(came_from(tmp_path / "b.eml", mail + parts))[0]


def test_a_mail_that_would_be_looked_through_too_often_is_refused(tmp_path: Path) -> None:
    heads = "".join(f"Content-Type: multipart/x; boundary=c{n}c\n\n--c{n}c\n" for n in range(19))
    mail = f"From: a@example.org\nTo: b@example.org\n{heads}\n{'x' * (23 << 20)}"

    (line,) = said(came_from(tmp_path / "re.eml", mail))

    assert line.startswith("re.eml: too much of it lies in parts within parts. Fix: open the mail")


HEAD = b"From: a@example.org\nTo: b@example.org\n"
CSV = b"Content-Type: text/csv; name=a.csv\nContent-Transfer-Encoding: "
ODD_LINES = (b"\n--b0z", b"\n--", b"\n", b"\n--b0")


def measured(path: Path) -> tuple[list[Incoming], float, int]:
    """Read a file; give what came of it, the seconds of CPU, and the most bytes held."""
    began = time.process_time()
    found = list(gather([path]))
    seconds = time.process_time() - began
    del found
    tracemalloc.start()
    found = list(gather([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found, seconds, peak


@pytest.mark.parametrize(
    ("coding", "filling"),
    [(b"base64", b"AAAA" * 19 + b"\n"), (b"quoted-printable", b"=41" * 25 + b"=\n")],
    ids=["base64", "quoted-printable"],
)
def test_the_largest_attachment_of_the_largest_mail_is_taken_with_little_memory(
    tmp_path: Path, coding: bytes, filling: bytes
) -> None:
    path = tmp_path / "re.eml"
    head = HEAD + CSV + coding + b"\n\n"
    path.write_bytes(head + filling * ((21 << 20) // len(filling)))

    (incoming,), seconds, peak = measured(path)

    assert incoming.raw
    assert peak < 52 << 20
    assert seconds < SOON


@pytest.mark.parametrize("filling", ODD_LINES, ids=repr)
def test_large_parts_within_parts_take_neither_long_nor_much_memory(
    tmp_path: Path, filling: bytes
) -> None:
    path = tmp_path / "re.eml"
    heads = b"Content-Type: multipart/mixed; boundary=b0\n\n--b0\n" * 8
    path.write_bytes(HEAD + heads + filling * ((23 << 20) // len(filling)))

    found, seconds, peak = measured(path)

    assert said(found)
    assert seconds < SOON
    assert peak < 32 << 20


@pytest.mark.parametrize("coding", ["base64", "quoted-printable"])
@given(content=st.binary(max_size=300), cut=st.integers(1, 60))
def test_an_attachment_that_is_read_in_slices_comes_back_as_it_was_sent(
    tmp_path: Path, coding: str, content: bytes, cut: int
) -> None:
    content = b"a,b\n" + content  # else what looks like an archive is refused as one
    sent = base64.b64encode(content) if coding == "base64" else quopri.encodestring(content)
    lines = b"\r\n".join(sent[at : at + cut] for at in range(0, len(sent), cut))
    mail = HEAD + CSV + coding.encode() + b"\n\n" + (lines if coding == "base64" else sent)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mails, "_SLICE", cut if coding == "base64" else cut + 80)
        (incoming,) = came_from(tmp_path / "re.eml", mail)

    assert incoming.raw == (content if coding == "base64" else quopri.decodestring(sent))


@pytest.mark.parametrize(
    ("coding", "spoilt"),
    [
        ("base64", "QUE=\n" + " " * 12 + "\nQUFB"),
        ("base64", "QUFBQUFBQUFBQUE=QUFB"),
        ("base64", "QUFBQUFBQUFBQUFBQ"),
        ("quoted-printable", "=41" * 20),
    ],
)
def test_an_attachment_in_slices_is_held_to_be_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, coding: str, spoilt: str
) -> None:
    monkeypatch.setattr(mails, "_SLICE", 6)
    mail = HEAD + CSV + f"{coding}\n\n{spoilt}".encode()

    assert "damaged on its way" in said(came_from(tmp_path / "re.eml", mail))[0]


def test_large_mails_packed_into_each_other_are_refused_before_memory_is_full(
    tmp_path: Path,
) -> None:
    card = b"x" * (7 << 20)
    for kind in ("text/csv; name=a.csv", *["message/rfc822; name=a.eml"] * 3):
        packing = f"Content-Type: {kind}\nContent-Transfer-Encoding: base64\n\n".encode()
        card = HEAD + packing + base64.encodebytes(card)
    path = tmp_path / "re.eml"
    path.write_bytes(card)

    found, _, peak = measured(path)

    (line,) = said(found)
    assert "it lies in mails or zips that are too large together" in line
    assert peak < 56 << 20


def test_a_mail_in_a_zip_in_a_mail_is_counted_with_both(tmp_path: Path) -> None:
    packing = "Content-Type: text/csv; name=a.csv\nContent-Transfer-Encoding: 8bit\n\n"
    inner = HEAD + packing.encode() + b"x" * (15 << 20)
    cards = a_zip(tmp_path / "cards.zip", ("re.eml", inner))
    mail = a_mail(("cards.zip", cards.read_bytes())).as_bytes()

    small = came_from(tmp_path / "small.eml", mail)
    padding = b"\n\n" + b"y" * (12 << 20)
    large = came_from(tmp_path / "large.eml", mail.replace(b"\n\n", padding, 1))

    assert [len(incoming.raw or b"") for incoming in small] == [15 << 20]
    assert "too large together" in said(large)[0]


@pytest.mark.parametrize(
    "body",
    [
        "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n" * 5_000_000,
        "Content-Type: multipart/mixed; boundary=b\n\n" + "x--b" * 5_000_000,
        "a:\n" * 6_000_000,
        "\n" * 20_000_000,
        f'Content-Type: text/plain; name="{"a;" * 5_000_000}\n\n',
        "Content-Type: text/plain;\n" * 1_000_000,
    ],
    ids=["boundaries", "no boundaries", "headers", "lines", "semicolons", "kinds"],
)
def test_a_hostile_mail_takes_neither_long_nor_much_memory(tmp_path: Path, body: str) -> None:
    path = tmp_path / "re.eml"
    path.write_text(f"From: a@example.org\nTo: b@example.org\n{body}")
    size = path.stat().st_size
    tracemalloc.start()
    began = time.perf_counter()

    found = list(gather([path]))

    assert time.perf_counter() - began < 5
    assert tracemalloc.get_traced_memory()[1] < size + (8 << 20)
    tracemalloc.stop()
    assert said(found)


@given(
    st.dictionaries(
        st.text(st.characters(categories=("L", "N"), include_characters="-_'()&"), max_size=30),
        st.binary(max_size=200),
        min_size=1,
        max_size=4,
    )
)
def test_every_attachment_comes_back_as_it_was_sent(
    tmp_path: Path, attached: dict[str, bytes]
) -> None:
    sent = {f"card {name}.csv": b"a,b\n" + content for name, content in attached.items()}

    found = came_from(tmp_path / "re.eml", a_mail(*sent.items()))

    assert taken(found) == {f"re.eml: {name}": content for name, content in sent.items()}


@given(
    st.lists(
        st.sampled_from(
            (
                "From: a@example.org\n",
                "To: b\n",
                "\n",
                "--b\n",
                "--b--\n",
                "x",
                "\r",
                "=?utf-8?b?",
                "Content-Type: multipart/mixed; boundary=b\n",
                "Content-Type: message/rfc822\n",
                "Content-Type: text/csv; name*0*=a; name*=b\n",
                "Content-Disposition: a; filename*",
                "Content-Transfer-Encoding: base64\n",
                'Content-Type: ;;=";\n',
                "AAA=",
                "\0",
                "é",
            )
        ),
        max_size=25,
    )
)
def test_no_spoilt_mail_stops_the_import(tmp_path: Path, pieces: list[str]) -> None:
    found = came_from(tmp_path / "re.eml", "".join(pieces))

    said(found)
    assert found
