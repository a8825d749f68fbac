"""What the fuzzer kept is tried again in every run of the tests, without the fuzzer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.seeds import write_seeds
from tests.fuzz.targets import TARGETS, card_with, try_sheet

CORPUS = Path(__file__).parent / "corpus"
MOST_FILES = 90
MOST_BYTES = 300_000


@pytest.mark.parametrize("target", TARGETS)
def test_whatever_comes_back_is_read_or_refused_in_words(target: str, tmp_path: Path) -> None:
    try_bytes, longest = TARGETS[target]
    write_seeds(target, tmp_path)

    kept = sorted((CORPUS / target).iterdir())
    for file in (*kept, *tmp_path.iterdir()):
        try_bytes(file.read_bytes()[:longest])

    assert kept


def test_the_corpus_stays_small() -> None:
    files = [file for file in CORPUS.rglob("*") if file.is_file()]

    assert {file.parent.name for file in files} == set(TARGETS)
    assert len(files) <= MOST_FILES
    assert sum(file.stat().st_size for file in files) <= MOST_BYTES


def test_the_fuzzer_notices_two_ways_of_reading_that_disagree(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hiring.documents.sheets.plain_xml._decoded", lambda text: f"{text}?")
    row = b'<row r="1"><c r="A1" t="str"><v>x</v></c></row>'

    with pytest.raises(AssertionError):
        try_sheet(b"<worksheet><sheetData>" + row + b"</sheetData></worksheet>")


def test_the_fuzzer_changes_the_cells_that_its_bytes_name() -> None:
    assert b'<c r="G7"><v>4</v></c>' in card_with(b"0!G7=4\x00nothing")
    assert b"_x0007_" in card_with(b"0!H7=a\x07b")
