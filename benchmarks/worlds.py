"""Workspaces to measure in: one application made by the real commands, then copied many times."""

from __future__ import annotations

import secrets
import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from sqlalchemy import insert, select

from hiring.config import load_settings
from hiring.store.connection import connect, transaction
from hiring.store.indexing import index_everybody
from hiring.store.tables import (
    applications,
    candidates,
    events,
    hypotheses,
    interviews,
    ratings,
    scorecard_versions,
    scorecards,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Engine, Table

PROGRAM = Path(sys.executable).with_name("hiring")
BATCH = 500
# Tables in the order of their references, with the column that names the parent.
PARENTS = (
    (candidates, None, None),
    (applications, "candidate_id", candidates),
    (hypotheses, "application_id", applications),
    (interviews, "application_id", applications),
    (scorecards, "interview_id", interviews),
    (scorecard_versions, "scorecard_id", scorecards),
    (ratings, "version_id", scorecard_versions),
    (events, None, None),
)


def hiring(folder: Path, *words: str) -> None:
    """Run a command of ours in a folder, as a user does; CalledProcessError when it fails."""
    subprocess.run([PROGRAM, *words], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def make_empty(folder: Path) -> Path:
    """Make a workspace with nothing in it."""
    folder.mkdir()
    hiring(folder, "init", ".", "--company", "Example GmbH")
    return folder


def make_world(folder: Path, *, people: int, steps: Sequence[str], recorded: bool) -> Path:
    """Make a workspace with jobs and people, each with an application and interviews.

    With `recorded`, every card was filled and taken back.
    """
    make_empty(folder)
    hiring(folder, "job", "open", "ml-engineer", "--code", "ML-1")
    hiring(folder, "job", "open", "software-engineer", "--code", "SE-1")
    hiring(folder, "job", "open", "data-engineer", "--code", "DE-1")
    hiring(folder, "candidate", "add", "Ada Example", "--email", "p1@example.org", "--job", "ML-1")
    for step in steps:
        person = f"Bo Sample {step} <bo{step}@example.org>"
        hiring(folder, "interview", "schedule", "A-1", step, "--interviewer", person)
    if recorded:
        record_cards(folder)
    engine = engine_of(folder)
    with transaction(engine) as connection:
        _copy_application(connection, people)
    engine.dispose()
    return folder


def engine_of(folder: Path) -> Engine:
    """Connect to a workspace's database."""
    return connect(load_settings(folder.resolve(), environment={}).database_url)


def record_cards(folder: Path) -> None:
    """Send the first application's cards, fill them and take them back."""
    hiring(folder, "scorecard", "export", "A-1", "-o", "cards")
    cards = sorted((folder / "cards").glob("*.xlsx"))
    for card in cards:
        fill(card, card)
    hiring(folder, "scorecard", "import", *(str(card.relative_to(folder)) for card in cards))


def fill(card: Path, to: Path) -> None:
    """Fill a card in as an interviewer does: a rating and what was seen, in every row."""
    book = load_workbook(card, rich_text=True)
    sheet = book["Scorecard"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    heads = {str(cell.value).partition(":")[0]: cell for cell in cells}
    head, rating, evidence = heads["Rating"].row, heads["Rating"], heads["Evidence"]
    keyed = [cell.row for cell in cells if cell.column == 1 and cell.row > head]
    for place, row in enumerate(keyed):
        beside = row - head
        last = place == len(keyed) - 1
        rating.offset(beside).value = "yes" if last else 2 + place % 2
        evidence.offset(beside).value = "split the parser in two and tested both halves"
    book.save(to)


def _copy_application(connection: Connection, people: int) -> None:
    """Give everybody from the second on a copy of what the first one has.

    The first one's rows are numbered from 1 without gaps, so the copies of a table with three
    rows are 4 to 6, 7 to 9 and so on, and so are the references to them.
    """
    rows = {table.name: _rows(connection, table) for table, _, _ in PARENTS}
    for table, column, parent in PARENTS:
        step = len(rows[parent.name]) if parent is not None else 0
        copies = (
            _copy(row, table, person, column=column, size=len(rows[table.name]), step=step)
            for person in range(2, people + 1)
            for row in rows[table.name]
        )
        while batch := list(islice(copies, BATCH)):
            connection.execute(insert(table), batch)
    index_everybody(connection)


def _rows(connection: Connection, table: Table) -> list[dict[str, Any]]:
    statement = select(table).order_by(table.c.id)
    if table is events:
        statement = statement.where(
            (events.c.application_id == 1) | events.c.subject.in_(("C-1", "A-1"))
        )
    return [dict(row) for row in connection.execute(statement).mappings()]


def _copy(
    row: dict[str, Any], table: Table, person: int, *, column: str | None, size: int, step: int
) -> dict[str, Any]:
    before = person - 1
    if table is events:
        return _copied_event(row, person)
    copied = row | {"id": row["id"] + before * size}
    if column is not None:
        copied[column] += before * step
    if table is candidates:
        name, email = f"Ada Example {person}", f"p{person}@example.org"
        copied |= {"name": name, "email": email}
    if table is scorecards:
        copied["reference"] = secrets.token_bytes(len(row["reference"]))
    return copied


def _copied_event(row: dict[str, Any], person: int) -> dict[str, Any]:
    kind, _, number = row["subject"].partition("-")
    own = kind in {"A", "C"} and number == "1"
    return {
        **{key: value for key, value in row.items() if key != "id"},
        "subject": f"{kind}-{person}" if own else row["subject"],
        "application_id": row["application_id"] and person,
        "words_id": None,
    }
