"""What is read of an advertisement, and what is said of it on the way."""

from __future__ import annotations

import io
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from hiring.ad_rules import load_headings
from hiring.cli.adverts_kit import LANGUAGES, open_advert
from hiring.errors import InvalidFileError
from tests.documents.ad_files.making import as_page, as_pdf, as_text, as_word

GERMAN = """# Ingenieurin f\xfcr maschinelles Lernen

Wir suchen eine Kollegin, die mit uns die Modelle f\xfcr das Lager baut und sie im Betrieb h\xe4lt.
Du arbeitest mit f\xfcnf Leuten und einem Budget, das nur f\xfcr das Team da ist, und du bist nicht
allein.
"""
NOTE = "only what needs no English is read"


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("ad.txt", as_text().encode()),
        ("ad.md", as_text().encode()),
        ("ad.html", as_page().encode()),
        ("ad.docx", as_word()),
        ("ad.pdf", as_pdf()),
    ],
)
def test_an_ad_says_the_same_from_every_kind_of_file(
    name: str, raw: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(raw)
    (tmp_path / "same.txt").write_text(as_text(), encoding="utf-8")

    advert, same = open_advert(str(tmp_path / name)), open_advert(str(tmp_path / "same.txt"))

    assert advert.title == same.title == "Forecasting engineer"
    assert advert.company == "Example GmbH"
    assert [(line.kind, line.part, line.text) for line in advert.lines] == [
        (line.kind, line.part, line.text) for line in same.lines
    ]
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("raw", [as_text().encode(), as_word(), as_page().encode()])
def test_an_ad_of_any_kind_may_come_on_the_standard_input(
    raw: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))

    assert open_advert("-").title == "Forecasting engineer"


def test_an_ad_in_another_language_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ad.txt").write_text(GERMAN, encoding="utf-8")

    assert open_advert(str(tmp_path / "ad.txt")).language == "de"
    assert (
        capsys.readouterr().err == f"{tmp_path}/ad.txt: this advertisement is in German; {NOTE}\n"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("機械学習エンジニアを募集しています。", "Japanese"),
        ("Мы ищем инженера по машинному обучению.", "Cyrillic letters"),
    ],
)
def test_letters_of_another_language_are_told(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ad.txt").write_text(f"# T\n\n{text}", encoding="utf-8")

    open_advert(str(tmp_path / "ad.txt"))

    assert f"is in {said}; {NOTE}" in capsys.readouterr().err


def test_every_language_that_can_be_told_has_a_name() -> None:
    told = set(load_headings().small_words) - {"en"}

    assert told <= set(LANGUAGES)


def test_letters_that_were_not_certain_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ad.txt").write_bytes("Caf\xe9 engineer in Z\xfcrich".encode("cp1252"))

    open_advert(str(tmp_path / "ad.txt"))

    assert (
        capsys.readouterr().err
        == f"{tmp_path}/ad.txt: it is not UTF-8 and was read as Windows-1252\n"
    )


@pytest.mark.parametrize("raw", [b"", b"\n \n", bytes(9)])
def test_an_empty_ad_is_refused(raw: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))

    with pytest.raises(InvalidFileError, match="standard input: there is no text in it"):
        open_advert("-")


def test_more_than_may_be_is_not_read_from_the_standard_input(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    endless = io.BytesIO(b"a " * (10 << 20))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(endless))

    with pytest.raises(InvalidFileError, match="is larger than 16 MB"):
        open_advert("-")

    assert endless.tell() <= (16 << 20) + 1


@pytest.mark.process
def test_a_text_loads_no_reader_of_other_kinds(tmp_path: Path) -> None:
    (tmp_path / "ad.txt").write_text(as_text(), encoding="utf-8")
    code = (
        "import sys; from hiring.cli.adverts_kit import open_advert;"
        f" open_advert({str(tmp_path / 'ad.txt')!r}); print(*sys.modules)"
    )

    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()

    heavy = {"zipfile", "xml.etree.ElementTree", "pypdfium2_raw", "docx", "yaml", "subprocess"}
    assert "hiring.documents.ad_files.plain_text" in loaded
    assert not heavy & set(loaded)


def test_the_library_for_pdfs_is_asked_for_where_it_is_made() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))

    (asked,) = [one for one in project["project"]["dependencies"] if "pypdfium2" in one]
    assert "platform_machine in" in asked
