"""Files that still name an erased person are found, whatever they are packed in."""

from __future__ import annotations

import json
import unicodedata
import zipfile
from email.message import EmailMessage
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from hiring.config import load_settings
from hiring.errors import InvalidFileError, RefusedError
from hiring.views.erasing import Found, Tombstone
from hiring.workflow import erasing_search
from hiring.workflow.erasing_files import ERASURES, keep_erasures, read_erasures
from hiring.workflow.erasing_search import looking_in

if TYPE_CHECKING:
    from pathlib import Path

NAME = "Jörg Müller"
ADDRESS = "joerg@example.org"


def found_in(folder: Path, *names: str) -> set[str]:
    """Give the names of the files that are found to name a person, else Jörg."""
    return {one.path for one in looked_in(folder, *names)}


def listed_in(folder: Path) -> list[tuple[str, bool]]:
    """Give the files that name Jörg, or may as they cannot be read."""
    return [(one.path, one.unread) for one in looked_in(folder)]


def looked_in(folder: Path, *names: str) -> tuple[Found, ...]:
    (folder / "hiring.toml").write_text("", encoding="utf-8")
    look = looking_in(load_settings(folder, environment={}))
    return look(names or (NAME, ADDRESS), frozenset())


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16-le", "utf-16-be"])
def test_c5_a_name_is_found_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "list.csv").write_bytes(f"1;{NAME};Berlin".encode(encoding))
    (tmp_path / "other.csv").write_bytes("2;Ada Example;Berlin".encode(encoding))

    assert found_in(tmp_path) == {"list.csv"}


def test_c5_a_name_is_found_in_zips_mails_and_names_of_files(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "cards.zip", "w") as package:
        package.writestr("deep/card.txt", f"on {NAME}")
    mail = EmailMessage()
    mail["Subject"] = "your card"
    mail.set_content("see the file")
    mail.add_attachment(f"on {NAME}".encode(), maintype="text", subtype="plain", filename="a.txt")
    (tmp_path / "draft.eml").write_bytes(mail.as_bytes())
    (tmp_path / f"{NAME}.txt").write_text("nothing", encoding="utf-8")

    assert found_in(tmp_path) == {"cards.zip", "draft.eml", f"{NAME}.txt"}


def test_c5_large_files_are_read_piece_by_piece_and_dumps_are_always_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing_search, "_MOST_READ", 100)
    monkeypatch.setattr(erasing_search, "_PIECE", 64)
    (tmp_path / "large.txt").write_text("x" * 60 + NAME + "x" * 100, encoding="utf-8")
    (tmp_path / "other.txt").write_text("x" * 300, encoding="utf-8")
    (tmp_path / "old.dump").write_bytes(b"PGDMP and more")

    assert found_in(tmp_path) == {"large.txt", "old.dump"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.txt", "Müller, Jörg (Berlin)"),
        ("list.txt", "MÜLLER Jörg"),
        ("list.txt", "Mueller, Joerg"),
        ("list.txt", "jorg muller"),
        ("list.txt", unicodedata.normalize("NFD", f"to {NAME} we wrote")),
        ("list.csv", "1;Müller;Jörg;Berlin"),
        ("page.html", "<p>J&ouml;rg <b>M&#252;</b>ller</p>"),
        ("data.json", json.dumps({"who": "Müller, Jörg"})),
        ("link.html", '<a href="mailto:joerg%40example.org">write</a>'),
        ("entity.html", "joerg&#64;example&period;org"),
        ("address.txt", "<JOERG@example.org>;"),
        ("Müller_Jörg-cv.txt", ""),
        ("JoergMueller.txt", ""),
        (unicodedata.normalize("NFD", "cv Jörg Müller.txt"), ""),
    ],
)
def test_c5_every_usual_way_to_write_a_name_is_found(
    tmp_path: Path, name: str, content: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")

    assert found_in(tmp_path) == {name}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_c5_a_name_turned_round_is_found_in_texts_of_wide_letters(
    tmp_path: Path, encoding: str
) -> None:
    (tmp_path / "list.txt").write_bytes("in Berlin: MÜLLER, Jörg, 5".encode(encoding))

    assert found_in(tmp_path) == {"list.txt"}


def test_c5_a_name_in_several_runs_or_cells_of_an_office_file_is_found(tmp_path: Path) -> None:
    parts = {
        "a.docx": "<w:p><w:t>Jö</w:t><w:t>rg M</w:t><w:t>üller</w:t></w:p>",
        "b.xlsx": "<si><t>Müller</t></si><si><t>Jörg</t></si>",
        "c.docx": "<w:p><w:t>Nobody</w:t></w:p>",
    }
    for name, part in parts.items():
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("part.xml", part)

    assert found_in(tmp_path) == {"a.docx", "b.xlsx"}


def a_damaged_docx() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", "nobody is named here " * 50)
    content = bytearray(packed.getvalue())
    for place in range(60, 70):
        content[place] ^= 0xFF
    return bytes(content)


def packed_in_itself(times: int) -> bytes:
    content = b"nobody"
    for _ in range(times):
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as package:
            package.writestr("in.zip", content)
        content = packed.getvalue()
    return content


def a_locked_zip() -> bytes:
    """Say of a zip's part that a password is needed."""
    content = bytearray(packed_in_itself(1))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("damaged.docx", a_damaged_docx()),
        ("broken.zip", b"PK\x03\x04 is no zip"),
        ("deep.zip", packed_in_itself(500)),
        ("locked.zip", a_locked_zip()),
        ("old.tar.gz", b"\x1f\x8b and more"),
        (
            "charset.eml",
            b"Subject: =?no-such-charset?q?a?=\n\nnobody",
        ),
    ],
)
def test_c5_what_cannot_be_read_is_listed_and_stops_nothing(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_text(ADDRESS, encoding="utf-8")

    assert listed_in(tmp_path) == [(name, True), ("z.txt", False)]


@pytest.mark.parametrize("head", ["From: a@\nTo: ,;:", "From: <a@[>", "To: =?utf-8?q?"])
def test_c5_a_mail_with_a_damaged_head_is_looked_into(tmp_path: Path, head: str) -> None:
    for name, said in (
        ("other.eml", "=?utf-8?q?Ada?="),
        ("theirs.eml", "=?utf-8?b?SsO2cmcg?= =?utf-8?q?M=C3=BCller?="),
    ):
        (tmp_path / name).write_text(f"{head}\nSubject: {said}\n\nsee the file\n")

    assert listed_in(tmp_path) == [("theirs.eml", False)]


def test_c5_a_zip_that_unpacks_to_more_than_may_be_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing_search, "_MOST_UNPACKED", 1000)
    with zipfile.ZipFile(tmp_path / "large.zip", "w", zipfile.ZIP_DEFLATED) as package:
        for part in range(3):
            package.writestr(f"{part}.txt", "x" * 600)
    with zipfile.ZipFile(tmp_path / "lzma.zip", "w", zipfile.ZIP_LZMA) as package:
        package.writestr("a.txt", "x" * 600)
    with zipfile.ZipFile(tmp_path / "small.zip", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.txt", "x" * 600)

    assert listed_in(tmp_path) == [("large.zip", True), ("lzma.zip", True)]


def test_c5_a_large_zip_is_listed_and_what_went_meanwhile_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing_search, "_MOST_READ", 100)
    (tmp_path / "large.zip").write_bytes(packed_in_itself(1))
    (tmp_path / "went.txt").write_text("")
    searched = erasing_search._Search.names

    def names(search: erasing_search._Search, path: Path) -> bool:
        (tmp_path / "went.txt").unlink(missing_ok=True)
        return searched(search, path)

    monkeypatch.setattr(erasing_search._Search, "names", names)

    assert listed_in(tmp_path) == [("large.zip", True)]


def test_c5_four_million_letters_with_many_people_sought_are_looked_through(
    tmp_path: Path,
) -> None:
    (tmp_path / "dump.sql").write_text("0badcafe" * 500_000, encoding="utf-8")
    (tmp_path / "signs.txt").write_text("a@" * 200_000, encoding="utf-8")
    (tmp_path / "theirs.sql").write_text("0badcafe" * 500_000 + f" {ADDRESS}", encoding="utf-8")
    others = [f"person{number}@example.org" for number in range(60)]

    assert found_in(tmp_path, ADDRESS, *others) == {"theirs.sql"}


def test_c5_words_of_a_name_alone_are_no_name(tmp_path: Path) -> None:
    said = "Jörg called. Then came Müller. Müllerin Jörgensen; other@example.org; 100%40 &c"
    (tmp_path / "other.txt").write_text(said, encoding="utf-8")
    (tmp_path / "Jörg.txt").write_text("", encoding="utf-8")

    assert found_in(tmp_path) == set()


def test_c5_a_name_of_one_word_is_found_as_it_is_written_and_one_without_capitals(
    tmp_path: Path,
) -> None:
    (tmp_path / "may.txt").write_text("it may be", encoding="utf-8")
    (tmp_path / "May.txt").write_text("Ask May about it", encoding="utf-8")
    (tmp_path / "wang.txt").write_text("联系王小明先生", encoding="utf-8")
    (tmp_path / "copy.db").write_bytes(b"SQLite format 3\0" + bytes(4000) + "王小明".encode())

    assert found_in(tmp_path, "May", "王小明") == {"May.txt", "wang.txt", "copy.db"}


def test_a_file_of_erasures_that_cannot_be_read_or_written_is_said_in_words(
    tmp_path: Path,
) -> None:
    with pytest.raises(InvalidFileError, match="No such file"):
        read_erasures(tmp_path / ERASURES)
    (tmp_path / ERASURES).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidFileError, match="it is no text"):
        read_erasures(tmp_path / ERASURES)
    one = Tombstone("00", "00", "C-1", "2026-03-02T00:00:00Z", "Mo")
    with pytest.raises(RefusedError, match=r"cannot be written: No such file"):
        keep_erasures(tmp_path / "nowhere", [one])
