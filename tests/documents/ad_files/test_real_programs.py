"""Advertisements as programs really save them: LibreOffice, and Chromium where it is."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from hiring.documents.ad_files import read_ad_file
from hiring.errors import InvalidFileError
from tests.documents.ad_files.making import AD, as_page, as_word, lines_of, marked

if TYPE_CHECKING:
    from pathlib import Path

EXPECTED = [marked(said) for said in AD]
TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
PLAIN = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}'
LOCKED = (
    'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},'
    '"DocumentOpenPassword":{"type":"string","value":"made-up"}}'
)
RICH = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title></head><body>
<h1>Research engineer</h1>
<p>We make <b>robots</b> that pack what people order, and five of us teach them to see which box
is which; the office is in Z\xfcrich, next to the lake, and first-class coffee is there for all.</p>
<h2>What you will do</h2>
<ul><li>Train models that find the edges of boxes under any light that a hall of ours may have</li>
<li>Talk to <i>packers</i></li></ul>
<table border="1"><tr><th>Pay</th><td>CHF 110,000 to 130,000 a year</td></tr>
<tr><th>Start</th><td>1 March</td></tr></table>
<p>Write to jobs@example.org.<br>We answer within a week.</p></body></html>"""
RICH_LINES = [
    "# Research engineer",
    (
        "We make robots that pack what people order, and five of us teach them to see which box is"
        " which; the office is in Z\xfcrich, next to the lake, and first-class coffee is there for"
        " all."
    ),
    "## What you will do",
    "* Train models that find the edges of boxes under any light that a hall of ours may have",
    "* Talk to packers",
    "Pay: CHF 110,000 to 130,000 a year",
    "Start: 1 March",
    "Write to jobs@example.org.",
    "We answer within a week.",
]


def saved(soffice: str, source: Path, kind: str) -> Path:
    """Have LibreOffice save a file as another kind."""
    folder = source.parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", kind, "--outdir", folder / "out", source],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / "out" / f"{source.stem}.{kind.partition(':')[0]}"


@pytest.mark.office
def test_libreoffice_saves_an_ad_as_every_kind_that_is_read(soffice: str, tmp_path: Path) -> None:
    (tmp_path / "ad.docx").write_bytes(as_word())

    assert lines_of(read_ad_file(saved(soffice, tmp_path / "ad.docx", TAGGED))) == EXPECTED
    assert lines_of(read_ad_file(saved(soffice, tmp_path / "ad.docx", PLAIN))) == EXPECTED
    assert lines_of(read_ad_file(saved(soffice, tmp_path / "ad.docx", "html:HTML"))) == EXPECTED
    again = saved(soffice, tmp_path / "ad.docx", "docx:MS Word 2007 XML")
    assert lines_of(read_ad_file(again)) == EXPECTED


@pytest.mark.office
def test_a_page_with_a_table_goes_through_libreoffice_into_word_and_pdf(
    soffice: str, tmp_path: Path
) -> None:
    (tmp_path / "ad.html").write_text(RICH, encoding="utf-8")
    word = saved(soffice, tmp_path / "ad.html", "docx:MS Word 2007 XML")
    word = word.rename(tmp_path / "ad.docx")

    assert lines_of(read_ad_file(word)) == RICH_LINES
    assert lines_of(read_ad_file(saved(soffice, word, TAGGED))) == RICH_LINES
    read = lines_of(read_ad_file(saved(soffice, word, PLAIN)))
    assert [
        line.replace("Pay ", "Pay: ").replace("Start ", "Start: ") for line in read
    ] == RICH_LINES


@pytest.mark.office
@pytest.mark.parametrize("kind", ["odt", "doc:MS Word 97", "rtf"])
def test_other_kinds_that_libreoffice_saves_are_refused_with_what_to_do(
    kind: str, soffice: str, tmp_path: Path
) -> None:
    (tmp_path / "ad.docx").write_bytes(as_word())

    with pytest.raises(InvalidFileError, match=r"save it as a Word document \(.docx\)"):
        read_ad_file(saved(soffice, tmp_path / "ad.docx", kind))


@pytest.mark.office
def test_a_pdf_with_a_password_is_refused(soffice: str, tmp_path: Path) -> None:
    (tmp_path / "ad.docx").write_bytes(as_word())

    with pytest.raises(InvalidFileError, match="protected by a password"):
        read_ad_file(saved(soffice, tmp_path / "ad.docx", LOCKED))


@pytest.fixture(scope="module")
def chromium() -> str:
    """Give the path of Chromium; it is in no list of what the tests need."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("Chromium is not here")
    return found


@pytest.mark.process
@pytest.mark.parametrize("margins", [["--no-pdf-header-footer"], []])
@pytest.mark.parametrize(("page", "expected"), [(as_page(), EXPECTED), (RICH, RICH_LINES)])
def test_a_page_that_chromium_prints_is_read_as_the_page_is(
    page: str, expected: list[str], margins: list[str], chromium: str, tmp_path: Path
) -> None:
    (tmp_path / "ad.html").write_text(page, encoding="utf-8")
    subprocess.run(
        [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp_path / 'profile'}",
            f"--print-to-pdf={tmp_path / 'ad.pdf'}",
            *margins,
            (tmp_path / "ad.html").as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )

    assert lines_of(read_ad_file(tmp_path / "ad.html")) == expected
    assert lines_of(read_ad_file(tmp_path / "ad.pdf")) == expected
