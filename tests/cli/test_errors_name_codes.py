"""Errors and warnings say codes and what was typed, and nothing else that is kept about anybody."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from sqlalchemy import insert
from sqlalchemy.exc import StatementError

from hiring.config import load_settings
from hiring.store.connection import connect, transaction
from hiring.store.tables import candidates

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Shell

MARK = "zq7token"
FIELDS = ("phone", "company", "headline", "location", "note", "source_detail", "tags")
MO = ("--by", f"{MARK} Manager", "--because", f"{MARK} because")


def marked(field: str) -> str:
    return f"{MARK}{field.replace('_', '')}"


@pytest.fixture
def office(shell: Shell, tmp_path: Path) -> Shell:
    """Give a workspace where every text of two people, and about them, begins with a token."""
    shell.ok("job", "open", "ml-engineer", "--code", "ML-1", "--level", "senior")
    shell.ok("job", "open", "ml-engineer", "--code", "ML-2", "--level", "senior")
    known = shell.ok("candidate", "add", "--help")
    for name in ("one", "two"):
        given = [
            word
            for field in FIELDS
            if (option := f"--{field.replace('_', '-')}") in known
            for word in (option, marked(field))
        ]
        mail = ("--email", f"{MARK}{name}@example.org", "--job", "ML-1")
        links = ("--links", f"https://{MARK}.example.org/{name}")
        shell.ok("candidate", "add", f"{MARK} {name}", *mail, *links, *given)
    bo = f"{MARK} Bo <{MARK}bo@example.org>"
    shell.ok("hypothesis", "add", "A-1", "coding", "--evidence", marked("evidence"))
    shell.ok("interview", "schedule", "A-1", "1", "--interviewer", bo)
    shell.ok("scorecard", "export", "I-1", "-o", str(tmp_path / "cards"))
    return shell


def spoil(tmp_path: Path) -> list[Path]:
    """Write files about people that are refused: tables, a card, and what is no card."""
    head = "Name,Email,Stage,Applied\n"
    people = tmp_path / "people.csv"
    people.write_text(
        f"{head}{MARK} x,{MARK}one@example.org,nonsense,32.13.2026\n"
        f"{MARK} y,{MARK} is no address,applied,\n,{MARK}3@example.org,,\n"
    )
    records = tmp_path / "people.json"
    records.write_text(f'[{{"name": "{MARK}", "email": 7}}, "{MARK}"')
    (card,) = (tmp_path / "cards").glob("*.xlsx")
    book = openpyxl.load_workbook(card)
    sheet = book["Scorecard"]
    for row, column, said in [
        (cell.row, cell.column, str(cell.value))
        for cells in sheet.iter_rows()
        for cell in cells
        if isinstance(cell, Cell)
    ]:
        if said.startswith("Rating"):
            sheet.cell(row + 1, column).value = "nine"
        elif said.startswith("Evidence"):
            sheet.cell(row + 1, column).value = f"{MARK} evidence"
    spoiled = tmp_path / "card.xlsx"
    book.save(spoiled)
    other = tmp_path / "letter.xlsx"
    other.write_bytes(f"{MARK} dear team".encode())
    return [people, records, spoiled, other]


REFUSED = (
    ("candidate", "add", "Somebody Else", "--email", "EMAIL"),
    ("candidate", "edit", "C-2", "--email", "EMAIL"),
    ("candidate", "show", "C-9"),
    ("candidate", "show", "zq7"),
    ("candidate", "merge", "C-1", "C-2", "--because", "the same", "--yes"),
    ("candidate", "merge", "C-1", "C-1", "--because", "the same", "--yes"),
    ("candidate", "unmerge", "C-1"),
    ("candidate", "distinct", "C-1", "C-1"),
    ("application", "add", "C-1", "ML-1"),
    ("application", "move", "A-1", "offer"),
    ("application", "reopen", "A-1", "--because", "again"),
    ("application", "show", "zq7"),
    ("hypothesis", "add", "A-1", "coding"),
    ("hypothesis", "drop", "A-1", "nothing", "--because", "none"),
    ("interview", "schedule", "A-1", "1", "--interviewer", "BO"),
    ("interview", "schedule", "A-1", "99", "--interviewer", "BO"),
    ("interview", "assign", "I-1", "--add", "BO"),
    ("interview", "move", "I-9", "--at", "2026-03-02T10:00"),
    ("scorecard", "show", "S-9"),
    ("scorecard", "original", "S-1", "-o", "original.xlsx"),
    ("debrief", "resolve", "A-1", "coding", "bar", "met", *MO),
    ("decide", "A-1", "offer", "--by", "Mo Manager", "--because", "good"),
    ("decide", "A-1", "hire", "--by", "Mo Manager", "--because", "good"),
    ("decide", "A-1", "A-2", "advance", "--by", "Mo Manager", "--because", "good"),
    ("decision", "export", "A-1", "-o", "decision.docx"),
    ("job", "close", "ML-1", "--because", "done"),
)


def test_c7_no_refusal_says_a_name_an_address_or_a_note(office: Shell) -> None:
    said = {}
    for words in REFUSED:
        typed = [{"EMAIL": f"{MARK}one@example.org"}.get(word, word) for word in words]
        typed = [f"Bo <{MARK}bo@example.org>" if word == "BO" else word for word in typed]
        result = office(*typed)
        assert result.exit_code != 0, words
        said[" ".join(words)] = result.stderr

    assert [words for words, errors in said.items() if MARK in errors] == []
    assert all(said.values())


def test_c7_no_problem_of_a_file_repeats_what_stands_in_it(office: Shell, tmp_path: Path) -> None:
    people, records, card, other = map(str, spoil(tmp_path))
    commands = (
        ("candidate", "import", people, "--job", "ML-2"),
        ("candidate", "import", people, "--job", "ML-2", "--dry-run"),
        ("candidate", "import", people, "--job", "ML-2", "--keep-going"),
        ("candidate", "import", records),
        ("scorecard", "import", other),
        ("scorecard", "import", card),
    )

    said = {words: office(*words) for words in commands}

    assert [w for w, result in said.items() if MARK in result.stderr] == []
    assert all(result.exit_code == 3 for result in list(said.values())[:-1])


def test_c7_a_fault_of_the_program_shows_no_value_of_a_statement(office: Shell) -> None:
    row = {"name": f"{MARK} name", "note": f"{MARK} note", "added_at": "no moment"}

    engine = connect(load_settings(office.folder, environment={}).database_url)
    with pytest.raises(StatementError) as fault, transaction(engine) as connection:
        connection.execute(insert(candidates).values(**row))
    engine.dispose()

    told = "".join(traceback.format_exception(fault.value))
    assert "INSERT INTO candidates" in told
    assert MARK not in told


def test_c7_a_database_that_fails_is_told_without_its_rows(sqlite_shell: Shell) -> None:
    sqlite_shell.ok("candidate", "add", f"{MARK} name", "--email", f"{MARK}@example.org")
    file = sqlite_shell.folder / "hiring.db"
    content = bytearray(file.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    file.write_bytes(content)

    results = [sqlite_shell(*words) for words in (("candidate", "list"), ("db", "check"))]

    assert all(result.exit_code == 4 for result in results)
    assert not any(MARK in result.stderr for result in results)
