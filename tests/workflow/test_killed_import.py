"""A real process that imports many scorecards is killed, again and again, and loses nothing."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from hiring.config import load_settings
from hiring.documents.scorecard import write
from hiring.store.connection import connect, reading, transaction
from hiring.store.ledger import Act
from hiring.store.tables import events, ratings, scorecard_versions, scorecards
from hiring.workflow.scorecards import cards_to_send, sheets
from hiring.workflow.workspaces import check
from tests.conftest import NOW
from tests.documents.cards import fill
from tests.factories import ALL, EVIDENCE, an_application, an_interview
from tests.words import LOOKS

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from hiring.views.papers import ScorecardSheet

CARDS = 120
PATIENCE = 60


def fill_cards(engine: Engine, folder: Path, *, count: int = CARDS) -> list[str]:
    """Plan interviews with many interviewers, and fill their cards in as files."""
    with transaction(engine) as connection:
        act = Act(connection, NOW, "Rita Recruiter")
        people = [f"Interviewer{number} Sample" for number in range(count)]
        planned = an_interview(act, an_application(act), people=people)
        rows, _ = cards_to_send(connection, targets=(planned.code,), job=None, due=False, now=NOW)
        drawn = sheets(connection, rows, LOOKS)
    folder.mkdir()
    said: dict[str, tuple[object, str]] = dict.fromkeys(ALL, (3, EVIDENCE))
    filled = fill(write(drawn[0]), said, overall="yes", note="Would work with her.")
    for sheet in drawn:
        (folder / f"{sheet.card}.xlsx").write_bytes(in_the_name_of(sheet, drawn[0], filled))
    return [sheet.card for sheet in drawn]


def in_the_name_of(sheet: ScorecardSheet, first: ScorecardSheet, filled: bytes) -> bytes:
    """Make another interviewer's file of a filled one; filling each anew would take minutes."""
    changes = (
        (first.reference, sheet.reference),
        (first.overall_key.partition(".")[0], sheet.overall_key.partition(".")[0]),
    )
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(filled)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            for before, after in changes:
                content = content.replace(before.encode(), after.encode())
            new.writestr(part, content)
    return made.getvalue()


def versions(engine: Engine) -> int:
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(scorecard_versions)).scalar_one()


def wholly_in(connection: Connection) -> set[str]:
    """Name the cards that are recorded; each must be there with all it consists of."""
    told = set(
        connection.execute(
            select(events.c.subject).where(events.c.what == "scorecard recorded")
        ).scalars()
    )
    rated: dict[int, int] = dict(
        connection.execute(
            select(scorecard_versions.c.scorecard_id, func.count(ratings.c.id))
            .join(ratings, ratings.c.version_id == scorecard_versions.c.id)
            .group_by(scorecard_versions.c.scorecard_id)
        ).all()
    )
    kept = connection.execute(select(scorecard_versions)).all()
    assert {row.number for row in kept} <= {1}
    for card in connection.execute(select(scorecards)):
        recorded = f"S-{card.id}" in told
        assert (card.recorded_at is not None) is recorded
        assert card.version == int(recorded)
        assert rated.get(card.id, 0) == (len(ALL) if recorded else 0)
    assert len(kept) == len(told)
    return told


@pytest.mark.process
def test_a_killed_import_leaves_each_card_wholly_in_or_out_and_a_rerun_completes(
    workspace: Path, tmp_path: Path
) -> None:
    settings = load_settings(workspace, environment={})
    engine = connect(settings.database_url)
    cards = fill_cards(engine, tmp_path / "cards")
    command = [sys.executable, "-m", "hiring", "--workspace", str(workspace)]
    command += ["--actor", "Rita Recruiter", "scorecard", "import", str(tmp_path / "cards")]

    before = 0
    for wanted in (1, 21, 41):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + PATIENCE
        while versions(engine) < wanted and time.monotonic() < deadline:
            assert process.poll() is None, "it ended before it could be killed"
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        process.wait()

        with reading(engine) as connection:
            there = wholly_in(connection)
        assert max(before, wanted) <= len(there) < CARDS
        assert there < set(cards)
        before = len(there)

    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)

    assert done.returncode == 0, done.stderr
    assert f"{CARDS - before} recorded, {before} unchanged, 0 refused" in done.stdout
    with reading(engine) as connection:
        assert wholly_in(connection) == set(cards)
        assert check(connection, settings) == ()
    engine.dispose()
