"""Two people at once: the rules hold, and one of them is told."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Barrier, BrokenBarrierError, Event, Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from hiring.config import load_settings
from hiring.domain.stages import Action
from hiring.errors import DatabaseError, RefusedError
from hiring.store import connection as store
from hiring.store.connection import (
    alone,
    connect,
    lies_on_a_network,
    read_beside_writers,
    reading,
    transaction,
)
from hiring.store.ledger import Act
from hiring.store.tables import (
    applications,
    candidates,
    decisions,
    emails,
    events,
    scorecard_versions,
)
from hiring.workflow.applications import add_application, move_application, show_application
from hiring.workflow.decisions import decide
from hiring.workflow.interviews import cancel_interview
from hiring.workflow.workspaces import check
from tests.conftest import NOW
from tests.factories import (
    ALL,
    a_candidate,
    a_filled_card,
    a_job,
    an_application,
    an_interview,
    record,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine


def at_once(engine: Engine, *doings: Callable[[Act], object]) -> list[Exception]:
    """Do several things in transactions of their own that meet before they end.

    Where the database lets only one write at a time, as SQLite does, they come one after another.
    """
    meeting = Barrier(len(doings))
    failed: list[Exception] = []

    def run(doing: Callable[[Act], object]) -> None:
        try:
            with transaction(engine) as connection:
                with suppress(BrokenBarrierError):
                    meeting.wait(timeout=0.5)
                doing(Act(connection, NOW, "Rita Recruiter"))
        except Exception as error:  # noqa: BLE001 - the test looks at every one
            failed.append(error)

    threads = [Thread(target=run, args=(doing,)) for doing in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def test_one_person_writes_at_a_time_so_that_no_rule_is_checked_on_old_news(engine: Engine) -> None:
    inside = Event()

    def write() -> None:
        with transaction(engine):
            inside.set()

    waiting = Thread(target=write)
    with transaction(engine):
        waiting.start()
        assert not inside.wait(timeout=0.3)

    assert inside.wait(timeout=10)
    waiting.join()


def test_a_card_and_the_cancelling_of_its_interview_never_both_hold(engine: Engine) -> None:
    with transaction(engine) as connection:
        act = Act(connection, NOW, "Rita Recruiter")
        application = an_application(act)
        planned = an_interview(act, application)
        filled = a_filled_card(act, planned.cards[0].code, dict.fromkeys(ALL, 3))

    (refusal,) = at_once(
        engine,
        lambda act: record(act, filled),
        lambda act: cancel_interview(act, planned.code, because="ill"),
    )

    assert "cancelled" in str(refusal) or "has recorded cards" in str(refusal)


def test_a_person_has_one_open_application_though_two_recruiters_add_it_at_once(
    engine: Engine,
) -> None:
    with transaction(engine) as connection:
        act = Act(connection, NOW, "Rita Recruiter")
        a_job(act)
        ada = a_candidate(act)

    def apply(act: Act) -> None:
        add_application(act, candidate=ada, job="ML-1", source=None)

    (refusal,) = at_once(engine, apply, apply)

    assert isinstance(refusal, RefusedError)
    with reading(engine) as connection:
        assert connection.execute(select(func.count()).select_from(applications)).scalar() == 1
        added = events.c.what == "application added"
        assert connection.execute(select(func.count(events.c.id)).where(added)).scalar() == 1


@pytest.mark.parametrize("ended", ["hired", "rejected", "withdrawn"])
def test_the_database_itself_holds_one_open_application_per_person_and_job(
    act: Act, ended: str
) -> None:
    application = an_application(act, stage=ended)
    row = act.connection.execute(
        select(applications).where(applications.c.id == int(application[2:]))
    ).one()
    again = {key: value for key, value in row._mapping.items() if key != "id"}

    act.connection.execute(insert(applications).values(**again))
    act.connection.execute(insert(applications).values(**again | {"stage": "screen"}))
    with pytest.raises(IntegrityError), act.connection.begin_nested():
        act.connection.execute(insert(applications).values(**again | {"stage": "offer"}))


def test_of_two_decisions_at_once_one_is_taken(engine: Engine) -> None:
    with transaction(engine) as connection:
        application = an_application(Act(connection, NOW, "Rita Recruiter"), stage="debrief")

    def deciding(action: Action) -> Callable[[Act], object]:
        return lambda act: decide(
            act, [application], action, by="Mo Manager", because="Clear.", override="We know."
        )

    (refusal,) = at_once(engine, deciding(Action.HIRE), deciding(Action.REJECT))

    assert isinstance(refusal, RefusedError)
    with reading(engine) as connection:
        (kept,) = connection.execute(select(decisions)).all()
        page = show_application(connection, application)
    assert page.stage == kept.to_stage
    assert page.events[-2].to_code == kept.to_stage or page.events[-1].to_code == kept.to_stage


def test_one_card_brought_twice_at_once_is_recorded_once(engine: Engine) -> None:
    with transaction(engine) as connection:
        act = Act(connection, NOW, "Rita Recruiter")
        planned = an_interview(act, an_application(act))
        filled = a_filled_card(act, planned.cards[0].code, dict.fromkeys(ALL, 3))

    failed = at_once(engine, *[lambda act: record(act, filled)] * 2)

    assert all(isinstance(error, RefusedError) for error in failed)
    with reading(engine) as connection:
        assert connection.execute(select(scorecard_versions.c.number)).scalars().all() == [1]
        told = events.c.what.in_(("scorecard recorded", "scorecard corrected"))
        assert connection.execute(select(events.c.what).where(told)).scalars().all() == [
            "scorecard recorded"
        ]


HANDS = 8
EACH = 100
BUSY = """
import sys
from datetime import UTC, datetime
from pathlib import Path

from hiring.config import load_settings
from hiring.store.connection import connect, transaction
from hiring.store.ledger import Act
from hiring.workflow.candidates import add_candidate

folder, hand, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
engine = connect(load_settings(folder, environment={}).database_url)
print("ready", flush=True)
sys.stdin.readline()
for number in range(count):
    with transaction(engine) as connection:
        act = Act(connection, datetime.now(UTC), f"Hand {hand}")
        address = f"p{number}@hand{hand}.example.org"
        add_candidate(act, name=f"Person {number}", email=address, source="direct")
"""


def begin_together(commands: list[list[str]]) -> list[tuple[int, str, str]]:
    """Start processes, let them begin at once where they wait for it, and give how each ended."""
    processes = [
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for command in commands
    ]
    ended = []
    for process in processes:
        if process.stdin is not None and "-c" in process.args:  # type: ignore[operator]
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
    for process in processes:
        if process.stdin is not None:
            process.stdin.write("\n")
            process.stdin.flush()
    for process in processes:
        said, complained = process.communicate(timeout=300)
        ended.append((process.returncode, said, complained))
    return ended


@pytest.mark.process
def test_eight_people_add_a_hundred_each_at_once_and_all_are_there(workspace: Path) -> None:
    command = [sys.executable, "-c", BUSY, str(workspace)]

    ended = begin_together([[*command, str(hand), str(EACH)] for hand in range(HANDS)])

    assert ended == [(0, "", "")] * HANDS
    settings = load_settings(workspace, environment={})
    engine = connect(settings.database_url)
    with reading(engine) as connection:
        assert connection.execute(select(func.count()).select_from(candidates)).scalar() == 800
        assert connection.execute(select(func.count()).select_from(emails)).scalar() == 800
        added = select(func.count()).where(events.c.what == "candidate added")
        assert connection.execute(added).scalar() == 800
        assert check(connection, settings) == ()
    engine.dispose()


@pytest.mark.process
def test_of_eight_who_add_the_same_person_seven_are_told_who_is_there(workspace: Path) -> None:
    command = [sys.executable, "-m", "hiring", "--workspace", str(workspace)]
    command += ["candidate", "add", "Ada Example", "--email", "ada@example.org", "--json"]

    ended = begin_together([[*command, "--actor", f"Hand {hand}"] for hand in range(HANDS)])

    assert sorted(code for code, _, _ in ended) == [0] + [1] * (HANDS - 1)
    refusals = {complained for code, _, complained in ended if code}
    assert len(refusals) == 1
    (refusal,) = refusals
    assert "C-1" in refusal
    assert "Fix: " in refusal
    engine = connect(load_settings(workspace, environment={}).database_url)
    with reading(engine) as connection:
        assert connection.execute(select(func.count()).select_from(candidates)).scalar() == 1
    engine.dispose()


@pytest.mark.process
def test_of_two_recruiters_who_move_an_application_one_is_told_what_the_other_did(
    workspace: Path,
) -> None:
    engine = connect(load_settings(workspace, environment={}).database_url)
    with transaction(engine) as connection:
        application = an_application(Act(connection, NOW, "Rita Recruiter"))
    command = [sys.executable, "-m", "hiring", "--workspace", str(workspace), "application", "move"]
    command += [application, "--from", "applied"]

    ended = begin_together(
        [[*command, "screen", "--actor", "Mo"], [*command, "debrief", "--actor", "Zoe"]]
    )

    (won,) = [said for code, said, _ in ended if code == 0]
    (told,) = [complained for code, _, complained in ended if code == 1]
    by, stage = ("Mo", "screen") if "screen" in won else ("Zoe", "debrief")
    assert won == f"{application} is in {stage}\n"
    assert f"{by} moved it from applied to {stage} on " in told
    with reading(engine) as connection:
        assert show_application(connection, application).stage == stage
    engine.dispose()


def test_a_second_move_is_told_of_the_first(engine: Engine) -> None:
    with transaction(engine) as connection:
        application = an_application(Act(connection, NOW, "Rita Recruiter"))

    def to(stage: str) -> Callable[[Act], object]:
        return lambda act: move_application(act, application, to=stage, expected="applied")

    (refusal,) = at_once(engine, to("screen"), to("debrief"))

    assert "not in applied: Rita Recruiter moved it from applied to" in str(refusal)
    assert "on 2026-03-02 09:00 UTC" in str(refusal)


def test_who_reads_is_not_kept_waiting_by_who_writes(workspace: Path) -> None:
    engine = connect(load_settings(workspace, environment={}).database_url)
    with transaction(engine) as connection:
        a_candidate(Act(connection, NOW, "Rita Recruiter"), "Ada Example")
    count = select(func.count()).select_from(candidates)

    with reading(engine) as before:
        assert before.execute(count).scalar() == 1
        with transaction(engine) as connection:
            a_candidate(Act(connection, NOW, "Rita Recruiter"), "Bo Sample")
            with reading(engine) as beside:
                assert beside.execute(count).scalar() == 1
        assert before.execute(count).scalar() == 1
        with reading(engine) as after:
            assert after.execute(count).scalar() == 2
    engine.dispose()


def test_a_file_system_without_shared_memory_keeps_the_rollback_journal(tmp_path: Path) -> None:
    """SQLite's own file layer with lock files has none, as some drives have none."""
    file = tmp_path / "hiring.db"
    bare = connect(f"sqlite:///file:{file}?vfs=unix-dotfile&uri=true")
    assert not read_beside_writers(bare)
    with alone(bare) as connection:
        connection.exec_driver_sql("CREATE TABLE notes (text)")
    with reading(bare) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM notes").scalar() == 0

    usual = connect(f"sqlite:///{file}")
    assert read_beside_writers(usual)
    usual.dispose()
    bare.dispose()
    with (
        pytest.raises(DatabaseError, match=r"unable to open .* on a drive of this computer"),
        reading(bare) as connection,
    ):
        connection.exec_driver_sql("SELECT count(*) FROM notes")
    bare.dispose()


def test_a_file_in_use_keeps_its_way_of_writing(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'hiring.db'}")
    with alone(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE notes (text)")

    with reading(engine) as connection:
        connection.exec_driver_sql("SELECT count(*) FROM notes").scalar()
        other = connect(f"sqlite:///{tmp_path / 'hiring.db'}")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(store, "BUSY_SECONDS", 0)
            impatient = connect(f"sqlite:///{tmp_path / 'hiring.db'}")
            assert not read_beside_writers(impatient)
            impatient.dispose()
    assert read_beside_writers(other)
    other.dispose()
    engine.dispose()


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/rita/local ext4 rw 0 0
//nas/team /mnt/the\\040team cifs rw 0 0
tmpfs /home2 tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("file", "network"),
    [
        ("/var/hiring.db", False),
        ("/home/rita/hiring.db", True),
        ("/home/rita/local/hiring.db", False),
        ("/home2/hiring.db", False),
        ("/mnt/the team/hiring.db", True),
        ("\\\\nas\\team\\hiring.db", True),
    ],
)
def test_a_drive_of_the_network_is_known(tmp_path: Path, file: str, *, network: bool) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    assert lies_on_a_network(Path(file), mounts=mounts) is network
    assert not lies_on_a_network(Path("/var/hiring.db"), mounts=tmp_path / "none")
