"""Erasing that is killed at any moment: the same command once more ends it, and nothing is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from hiring.config import load_settings
from hiring.store.connection import connect, transaction
from hiring.store.ledger import Act
from hiring.store.tables import candidates
from hiring.workflow.attachments import attach_file
from hiring.workflow.candidates import edit_candidate
from hiring.workflow.erasing_files import read_erasures
from tests.conftest import NOW, Shell
from tests.factories import a_candidate, an_application
from tests.kills import kill_often, left_by_killed, run_hiring
from tests.planting import bytes_below

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.process
TIMES = 20
WORD = "quornzyxel"


def test_a_killed_erasing_is_ended_by_the_same_command(workspace: Path) -> None:
    settings = load_settings(workspace, environment={})
    engine = connect(settings.database_url)
    shell = Shell(workspace)

    def prepare() -> tuple[str, ...]:
        with transaction(engine) as connection:
            act = Act(connection, NOW, "Rita Recruiter")
            person = a_candidate(act, f"Ada {WORD}")
            an_application(act, candidate=person)
            edit_candidate(act, person, {"note": f"{WORD} again"})
            attach_file(act, settings, person, name="cv.txt", content=f"{WORD} {person}".encode())
        engine.dispose()
        words = ("privacy", "erase", person, "--reason", "asked for it", "--yes")
        return ("--workspace", str(workspace), "--actor", "Rita Recruiter", *words)

    def verify(*words: str) -> None:
        with left_by_killed(settings.database_url) as connection:
            person = int(words[6][2:])
            asked = select(candidates.c.erased_at).where(candidates.c.id == person)
            was_erased = connection.execute(asked).scalar_one() is not None
        said = shell.ok(*words[4:])
        assert ("was erased on" in said) is was_erased
        for name, content in bytes_below(workspace):
            assert WORD.encode() not in content.lower(), name
        with engine.connect() as connection:
            rows = connection.scalars(
                select(candidates.c.row_id).where(candidates.c.erased_at.is_not(None))
            )
            kept = {bytes(row_id).hex() for row_id in rows}
        engine.dispose()
        assert {one.row_id for one in read_erasures(workspace / "erasures.jsonl")} == kept
        assert not list((workspace / "attachments").iterdir())

    kills = kill_often(prepare, run_hiring, verify, times=TIMES)

    assert kills.killed == TIMES
    assert shell.ok("db", "check") == "sound\n"
