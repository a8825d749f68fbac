"""Imports and merges, killed at any moment: people are whole, and doing it again ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select, text

from hiring.config import load_settings
from hiring.store.connection import connect, transaction
from hiring.store.ledger import Act
from hiring.store.tables import applications, candidates, events, metadata
from hiring.workflow.merging import merge_candidates, unmerge_candidate
from hiring.workflow.workspaces import check
from tests.conftest import NOW
from tests.factories import a_job, an_application, an_interview
from tests.kills import Snapshot, kill_often, left_by_killed, run_hiring, run_in_part
from tests.workflow.test_killed import hiring
from tests.workflow.test_merging import all_rows, two

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hiring.config import Settings

pytestmark = pytest.mark.process
PEOPLE = 200
EACH_BAD = 40
STAGES = ("applied", "screen", "interviewing")


@pytest.fixture
def settings(workspace: Path) -> Settings:
    """Make a workspace on each kind of database."""
    return load_settings(workspace, environment={})


def acted(settings: Settings, act: Callable[[Act], Any]) -> Any:
    engine = connect(settings.database_url)
    with transaction(engine) as connection:
        done = act(Act(connection, NOW, "Rita Recruiter"))
    engine.dispose()
    return done


def rows_of(settings: Settings) -> dict[str, list[tuple[Any, ...]]]:
    with left_by_killed(settings.database_url) as connection:
        return all_rows(connection)


def sound(settings: Settings) -> bool:
    with left_by_killed(settings.database_url) as connection:
        assert check(connection, settings) == ()
    return True


def write_people(path: Path) -> None:
    """Write a file of people who apply; some of its rows cannot be taken."""
    lines = ["Name,Email,Company,Job,Stage"]
    for number in range(PEOPLE):
        stage = STAGES[number % len(STAGES)] if number % EACH_BAD else "nowhere"
        address = f"ada{number}@example.org"
        lines.append(f"Ada{number} Example,{address},Sample Labs,ML-1,{stage}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def content(settings: Settings) -> Any:
    """Say everything an import writes, but for moments and for numbers, which a server skips."""
    person, application = candidates.c, applications.c
    with left_by_killed(settings.database_url) as connection:
        people = connection.execute(
            select(person.name, person.email, person.company, person.extra, application.stage)
            .outerjoin(applications, application.candidate_id == person.id)
            .order_by(person.email, person.name)
        ).all()
        log = connection.execute(
            select(events.c.what, func.count()).group_by(events.c.what).order_by(events.c.what)
        ).all()
        names = (*metadata.tables, "candidate_search")
        counted = ", ".join(f"(SELECT count(*) FROM {name}) AS {name}" for name in names)
        return people, log, connection.execute(text(f"SELECT {counted}")).one()


def test_a_killed_import_of_people_takes_all_of_them_or_none(
    settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "sent"
    folder.mkdir()
    write_people(folder / "people.csv")
    rejects = folder / "people.rejects.csv"
    acted(settings, a_job)
    start = Snapshot(settings, tmp_path)
    nobody = content(settings)
    command = ("candidate", "import", str(folder / "people.csv"), "--keep-going")
    run_in_part(*hiring(settings, *command))
    everybody, rejected = content(settings), rejects.read_bytes()
    start.put_back()
    seen: list[bool] = [False]

    def prepare() -> tuple[str, ...]:
        rejects.unlink(missing_ok=True)
        if seen[-1]:
            start.put_back()
            seen.append(False)
        return hiring(settings, *command)

    def verify(*_words: str) -> None:
        found = content(settings)
        assert found in (nobody, everybody)
        seen.append(found == everybody)
        if rejects.exists():
            assert rejects.read_bytes() == rejected
        if len(seen) % 10 == 0:
            assert sound(settings)

    kill_often(prepare, run_in_part, verify)

    assert content(settings) == everybody
    assert rejects.read_bytes() == rejected
    assert {path.name for path in folder.iterdir()} == {"people.csv", rejects.name}
    assert sound(settings)
    start.forget()


@pytest.mark.parametrize("word", ["merge", "unmerge"])
def test_a_killed_merge_or_its_undoing_is_wholly_there_or_not(
    settings: Settings, word: str
) -> None:
    def add_twice(act: Act) -> tuple[str, str]:
        one, other = two(act)
        an_interview(act, an_application(act, candidate=other))
        return one, other

    def merge(act: Act) -> object:
        return merge_candidates(act, one, other, choices={}, because="same phone")

    def undo(act: Act) -> object:
        return unmerge_candidate(act, other)

    one, other = acted(settings, add_twice)
    apart = rows_of(settings)
    acted(settings, merge)
    merged = rows_of(settings)
    acted(settings, undo)
    assert rows_of(settings) == apart
    wanted, start, back = (merged, apart, undo) if word == "merge" else (apart, merged, merge)
    words = ("merge", one, other, "--yes") if word == "merge" else ("unmerge", other)
    is_done = [word == "unmerge"]
    count = [0]

    def prepare() -> tuple[str, ...]:
        if is_done[-1]:
            acted(settings, back)
            assert rows_of(settings) == start
            is_done.append(False)
        return hiring(settings, "candidate", *words)

    def verify(*_words: str) -> None:
        found = rows_of(settings)
        assert found in (start, wanted)
        is_done.append(found == wanted)
        count[0] += 1
        if count[0] % 10 == 0:
            assert sound(settings)

    kill_often(prepare, run_hiring, verify)

    assert is_done[-1]
    assert sound(settings)
