"""What is no advertisement is refused in words, and what is made to hurt does not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hiring.documents.ad_files import read_ad_file
from hiring.errors import InvalidFileError
from tests.documents.ad_files.hostile import CASES
from tests.documents.ad_files.making import (
    as_page,
    as_text,
    as_word,
    lines_of,
    read_ad_bytes,
    zipped,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

SOON = 2.0  # seconds of CPU: twice the bound of one, for machines that are slow or shared
LITTLE = 120  # MiB
A_LIBRARY = 260  # MiB, for the other process that reads a PDF
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(120)


def refusal(raw: bytes, name: str = "ad.docx") -> str:
    with pytest.raises(InvalidFileError) as refused:
        read_ad_bytes(raw, shown=name)
    assert refused.value.exit_code == 3
    return str(refused.value)


@pytest.mark.parametrize("name", ["ad.txt", "ad.md", "ad.html", "ad.docx", "ad.pdf", "ad"])
@pytest.mark.parametrize("raw", [b"", b"\xef\xbb\xbf", b" \r\n\t", b"\0\0\0"])
def test_what_is_empty_is_refused(raw: bytes, name: str) -> None:
    assert refusal(raw, name).startswith(f"{name}: there is no text in it. Fix: ")


@pytest.mark.parametrize("raw", [b"---\n\n***", b"<html><p>...</p>", b"<!-- a -->"])
def test_marks_without_a_word_are_no_text(raw: bytes) -> None:
    assert "there is no text in it" in refusal(raw, "ad.md")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"{\\rtf1 Build}", "a text document (RTF)"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "a picture, and no text can be read in it"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "a picture"),
        (b"GIF89a", "a picture"),
        (b"BM" + bytes(20), "a picture"),
        (bytes(4) + b"ftypheic", "a picture"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a picture"),
        (b"\x1f\x8b\x08\0", "a packed file (.gz)"),
        (b"Rar!\x1a\x07", "a packed archive (.rar)"),
        (b"%!PS-Adobe", "a PostScript file"),
        (b"MIME-Version: 1.0\n\nBuild", "a mail or a web archive"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><a/>', "XML document of"),
        (
            b'<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">',
            "a flat OpenDocument file",
        ),
        (OLE + "WordDocument\0".encode("utf-16-le"), "an old Word document (.doc)"),
        (OLE + "EncryptedPackage\0".encode("utf-16-le"), "protected by a password"),
        (OLE + "Workbook\0".encode("utf-16-le"), "an old Office file"),
        (zipped({"xl/workbook.xml": "<x/>"}), "an Excel workbook"),
        (zipped({"ppt/presentation.xml": "<x/>"}), "a PowerPoint presentation"),
        (zipped({"Index/Document.iwa": "x"}), "a document of Apple Pages"),
        (zipped({"mimetype": "x", "content.xml": "<x/>"}), "an OpenDocument file (.odt)"),
        (zipped({"META-INF/container.xml": "<x/>"}), "an e-book"),
        (zipped({"ad.txt": "Build"}), "a zip archive, and no Word document"),
        (as_word()[:-40], "was not completely downloaded or sent"),
        (b"PK\x03\x04" + bytes(99), "was not completely downloaded or sent"),
        (b"\x7fELF\x02\x01\x01\0\0", "this is no text, but a file of another kind"),
    ],
)
@pytest.mark.parametrize("name", ["ad.docx", "ad.txt", "standard input"])
def test_files_of_other_kinds_are_named_with_what_to_do(raw: bytes, said: str, name: str) -> None:
    told = refusal(raw, name)

    assert told.startswith(f"{name}: ")
    assert said in told
    assert " Fix: " in told


def test_words_that_a_picture_begins_with_make_no_picture() -> None:
    assert lines_of(read_ad_bytes(b"BMW builds cars", shown="ad.txt")) == ["BMW builds cars"]
    assert lines_of(read_ad_bytes(b"PDFs are 1% of it", shown="a")) == ["PDFs are 1% of it"]


def test_a_part_that_a_password_closes_is_told() -> None:
    locked = bytearray(as_word())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = locked.find(mark)
        while at >= 0:
            locked[at + offset] |= 1
            at = locked.find(mark, at + 1)

    assert "is protected by a password. Fix: take the password off" in refusal(bytes(locked))


# --- Paths


def refused_path(path: Path) -> str:
    with pytest.raises(InvalidFileError) as refused:
        read_ad_file(path)
    return str(refused.value)


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "ad.html").write_text(as_page(), encoding="utf-8")
    (tmp_path / "link.html").symlink_to("ad.html")

    assert read_ad_file(tmp_path / "link.html") == read_ad_file(tmp_path / "ad.html")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.txt", "No such file"),
        ("folder", "this is a folder. Fix: name the file in it."),
        ("pipe", "a pipe or a device"),
        ("round", "symbolic links"),
        ("nowhere", "No such file"),
        ("a\0b", "there is no such name"),
        ("x" * 300, "File name too long"),
    ],
)
def test_what_is_no_file_is_refused_and_never_waited_for(
    name: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "round").symlink_to("round")
    (tmp_path / "nowhere").symlink_to("missing.txt")

    told = refused_path(tmp_path / name)

    assert said in told
    assert " Fix: " in told


def test_a_device_without_end_is_refused() -> None:
    assert "a pipe or a device" in refused_path(Path("/dev/zero"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ad.txt"
    path.write_text(as_text(), encoding="utf-8")
    path.chmod(0)

    assert "Permission denied" in refused_path(path)


def test_a_file_of_20_mb_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "ad.txt"
    with path.open("wb") as file:
        file.truncate(20 << 20)

    assert "is larger than 16 MB, which no advertisement is." in refused_path(path)


# --- What is made to hurt


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """Read all hostile files in a process of its own."""
    folder = tmp_path_factory.mktemp("hostile")
    for case, (name, make) in CASES.items():
        (folder / case).mkdir()
        (folder / case / name).write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-m", "tests.documents.ad_files.hostile", str(folder)],
        check=True,
        capture_output=True,
        cwd=Path(__file__).parents[3],
    )
    told: Mapping[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.process
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="measured as Linux does")
@pytest.mark.parametrize("case", CASES)
def test_a_hostile_file_is_read_or_refused_soon_and_without_the_net(
    case: str, measured: Mapping[str, Any]
) -> None:
    assert measured["seconds"][case] <= SOON
    assert measured["said"][case].endswith("lines") or " Fix: " in measured["said"][case]


@pytest.mark.process
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="measured as Linux does")
def test_hostile_files_take_little_memory(measured: Mapping[str, Any]) -> None:
    here, apart = measured["mib"]

    assert here <= LITTLE
    assert apart <= A_LIBRARY
