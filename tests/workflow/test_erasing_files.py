"""Files that still name an erased person are found, whatever they are packed in."""

from __future__ import annotations

import json
import unicodedata
import zipfile
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from hiring.config import load_settings
from hiring.errors import InvalidFileError, RefusedError
from hiring.views.erasing import Tombstone
from hiring.workflow import erasing_search
from hiring.workflow.erasing_files import ERASURES, keep_erasures, read_erasures
from hiring.workflow.erasing_search import looking_in

if TYPE_CHECKING:
    from pathlib import Path

NAME = "Jörg Müller"
ADDRESS = "joerg@example.org"


def found_in(folder: Path, *names: str) -> set[str]:
    """Give the names of the files that are found to name a person, else Jörg."""
    (folder / "hiring.toml").write_text("", encoding="utf-8")
    look = looking_in(load_settings(folder, environment={}))
    return {one.path for one in look(names or (NAME, ADDRESS), frozenset())}


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
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 is no zip")

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
    one = Tombstone(*("00" for _ in Tombstone._fields))
    with pytest.raises(RefusedError, match=r"cannot be written: No such file"):
        keep_erasures(tmp_path / "nowhere", [one])
