"""Cards that were filled in by LibreOffice and printed: every word of the evidence is there."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from hiring.documents.scorecard import write
from hiring.languages import load_language
from tests.clients.cards import Places
from tests.clients.office import step
from tests.clients.printed import Printed
from tests.conftest import missing
from tests.documents.cards import a_row, a_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from tests.clients.office import Office

pytestmark = pytest.mark.office

ENGLISH = (
    "Started from the symptom, not from the code: asked when the loss began to rise and what had "
    "changed that week. Wrote a small test that failed, then halved the pipeline until only the "
    "join was left. Said: 'I would rather see three rows than a chart.' Needed one hint on the "
    "time zone.\nNamed two ways in which it could come back, and a check for each of them. "
)
GERMAN = (
    "Begann beim Symptom und nicht beim Quelltext: fragte, seit wann der Verlust steigt und was "
    "sich in jener Woche geändert hatte. Halbierte die Verarbeitungskette, bis nur noch die "
    "Zusammenführung der Tabellen übrig war. Sagte: „Drei Zeilen sehe ich lieber als ein "
    "Schaubild.“\nErklärte Wahrscheinlichkeitsverteilungen und Datenschutzgrundverordnung. "
)
SHORTEST, LONGEST, TEXTS = 100, 3_000, 30
ROWS = 5
RATED: tuple[int | str, ...] = (0, 2, "_overall")
ROUNDING = -0.9  # points: a line's box in the PDF is that much higher than the line


@pytest.fixture(scope="module")
def poppler() -> None:
    """Need what tells the words of a PDF and their places."""
    if shutil.which("pdftotext") is None:
        missing("pdftotext", "poppler-utils")


def texts(language: str) -> list[str]:
    """Give evidence of many lengths, each beginning at another word."""
    base = GERMAN if language == "de" else ENGLISH
    step_by = (LONGEST - SHORTEST) // (TEXTS - 1)
    long = base * (2 + LONGEST // len(base))
    starts = [long.index(" ", 17 * place) + 1 for place in range(TEXTS)]
    lengths = range(SHORTEST, LONGEST + 1, step_by)
    return [long[at : at + length].strip() for at, length in zip(starts, lengths, strict=True)]


def marked(text: str, row: int) -> str:
    """Put words before and behind a text by which it is found again."""
    return f"first{row} {text} last{row}"


@pytest.mark.usefixtures("poppler")
@pytest.mark.parametrize("paper", ["A4", "letter"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_no_line_of_long_evidence_leaves_its_row_when_the_card_is_printed(
    office: Office, tmp_path: Path, paper: str, language: str
) -> None:
    path, again = tmp_path / "card.xlsx", tmp_path / "again.xlsx"
    pdfs = tmp_path / "typed.pdf", tmp_path / "opened-again.pdf"
    rows = tuple(a_row(f"skill-{number}") for number in range(ROWS - 1))
    path.write_bytes(write(a_sheet(rows=rows, paper=paper, language=load_language(language))))
    card = Places.of(path)
    spoiled = []

    written = texts(language)
    for start in range(0, TEXTS, ROWS):
        some = written[start : start + ROWS]
        cells = [card.evidence_of(name) for name in card.rows]
        office.work(
            step("open", path=str(path)),
            *(
                step("type", at=cell, text=marked(text, row))
                for row, (cell, text) in enumerate(zip(cells, some, strict=True))
            ),
            # Every other row is rated, so that the rows differ in colour and can be told apart.
            *(step("choose", at=card.rating_of(row), place=0) for row in RATED),
            step("save", path=str(pdfs[0]), form="pdf"),
            step("save", path=str(again), form="xlsx"),
            step("open", path=str(again)),
            step("save", path=str(pdfs[1]), form="pdf"),
        )
        for pdf in pdfs:
            printed = Printed.of(pdf)
            assert len(printed.rows) == ROWS
            spares = [printed.spare(row, f"first{row}", f"last{row}") for row in range(ROWS)]
            spoiled += [
                (pdf.stem, len(text), spare)
                for text, spare in zip(some, spares, strict=True)
                if spare < ROUNDING
            ]

    assert spoiled == []


@pytest.mark.usefixtures("poppler")
@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_no_line_of_a_level_leaves_its_row_when_it_is_chosen_and_printed(
    office: Office, tmp_path: Path, paper: str
) -> None:
    path, pdf = tmp_path / "card.xlsx", tmp_path / "card.pdf"
    english = ENGLISH.replace("\n", " ") * 2
    rows = tuple(
        a_row(
            f"skill-{row}",
            definition=f"first{row}x0 {english[: 60 + 45 * row]} last{row}x0",
            anchors=tuple(
                f"first{row}x{level} {english[: 70 + 90 * row + 11 * level]} last{row}x{level}"
                for level in range(1, 5)
            ),
        )
        for row in range(ROWS - 1)
    )
    path.write_bytes(write(a_sheet(rows=rows, paper=paper)))
    card = Places.of(path)

    office.work(
        step("open", path=str(path)),
        *(step("type", at=card.evidence_of(name), text="Short.") for name in card.rows),
        *(step("choose", at=card.rating_of(row), place=place) for place, row in enumerate(RATED)),
        step("save", path=str(pdf), form="pdf"),
    )

    printed = Printed.of(pdf)
    assert len(printed.rows) == ROWS
    spares = {
        (row, column): printed.spare(row, f"first{row}x{column}", f"last{row}x{column}")
        for row in range(ROWS - 1)
        for column in range(5)
    }
    assert {place: spare for place, spare in spares.items() if spare < ROUNDING} == {}
