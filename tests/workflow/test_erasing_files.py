"""Files that still name an erased person are found, whatever they are packed in."""

from __future__ import annotations

import zipfile
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from hiring.config import load_settings
from hiring.errors import InvalidFileError, RefusedError
from hiring.views.erasing import Tombstone
from hiring.workflow import erasing_files
from hiring.workflow.erasing_files import ERASURES, keep_erasures, looking_in, read_erasures

if TYPE_CHECKING:
    from pathlib import Path

NAME = "Jörg Müller"


def found_in(folder: Path) -> set[str]:
    """Give the names of the files that are found to name the person."""
    (folder / "hiring.toml").write_text("", encoding="utf-8")
    look = looking_in(load_settings(folder, environment={}))
    return {one.path for one in look([NAME], frozenset())}


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
    monkeypatch.setattr(erasing_files, "_MOST_READ", 100)
    monkeypatch.setattr(erasing_files, "_PIECE", 64)
    (tmp_path / "large.txt").write_text("x" * 60 + NAME + "x" * 100, encoding="utf-8")
    (tmp_path / "other.txt").write_text("x" * 300, encoding="utf-8")
    (tmp_path / "old.dump").write_bytes(b"PGDMP and more")

    assert found_in(tmp_path) == {"large.txt", "old.dump"}


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
