"""What was recorded beside the log, as `hiring audit verify` and `hiring db check` find it."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, func, insert, select, text, update

from hiring.config import load_settings
from hiring.store.connection import connect
from hiring.store.tables import (
    assessments,
    decisions,
    events,
    interviewers,
    originals,
    ratings,
    scorecard_versions,
    words,
)
from hiring.workflow.applications import reopen_application
from hiring.workflow.workspaces import make_workspace
from tests.cli.desk import acting, looking, read_json
from tests.cli.test_wording import card_of
from tests.conftest import NOW, Shell
from tests.factories import ALL, a_decision, a_recorded_card, an_application, an_interview
from tests.planting import unguarded_cards
from tests.store.test_concurrency import begin_together

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

CHANGED = "is not what was recorded"


@pytest.fixture
def desk(shell: Shell) -> Shell:
    """Give a workspace in which a person was interviewed, rejected, reopened and rejected again."""
    with acting(shell) as act:
        application = an_application(act, name="Ada Example", stage="interviewing")
        a_recorded_card(act, application, dict.fromkeys(ALL, 3), who="Bo Sample")
        a_decision(act, application, "reject", because="No production experience.")
    with acting(shell) as act:
        reopen_application(act, application, because="A mistake.")
        a_decision(act, application, "reject", because="The team is full.")
    return shell


@contextmanager
def by_hand(shell: Shell) -> Iterator[Connection]:
    """Write to the shell's database as somebody who owns it."""
    engine = connect(load_settings(shell.folder, environment={}).database_url)
    with engine.begin() as connection, unguarded_cards(connection):
        yield connection
    engine.dispose()


def found(shell: Shell) -> list[str]:
    """Verify, and give what is told; the check of the database tells the same."""
    result, check = shell("audit", "verify"), shell("db", "check")
    told = result.stderr.splitlines()
    assert (result.exit_code, check.exit_code) == ((4, 4) if told else (0, 0)), result.output
    for line in told:
        assert f"{line}. Fix: hiring audit verify" in check.stderr
    return told


def test_c27_a_reason_that_was_changed_in_its_table_is_found(desk: Shell) -> None:
    assert found(desk) == []
    with by_hand(desk) as connection:
        second = connection.execute(select(func.max(decisions.c.id))).scalar_one()
        changed = update(decisions).where(decisions.c.id == second)
        connection.execute(changed.values(because="Not a culture fit."))

    assert found(desk) == [f"A-1 decision 2 {CHANGED}"]
    (finding,) = json.loads(desk("audit", "verify", "--json").stdout)["findings"]
    assert finding == {"what": CHANGED, "entry": None, "link": None, "record": "A-1 decision 2"}


def test_c28_an_assessment_that_was_changed_after_the_decision_is_found(desk: Shell) -> None:
    with by_hand(desk) as connection:
        first = connection.execute(select(func.min(assessments.c.id))).scalar_one()
        connection.execute(
            update(assessments)
            .where(assessments.c.id == first)
            .values(content=func.replace(assessments.c.content, "hold", "decline"))
        )

    assert found(desk) == [f"A-1 decision 1 {CHANGED}"]


def test_c26_a_rating_that_was_changed_by_the_owner_of_the_database_is_found(desk: Shell) -> None:
    with by_hand(desk) as connection:
        connection.execute(update(ratings).where(ratings.c.competency == "coding").values(level=1))

    assert found(desk) == [f"S-1 version 1 {CHANGED}"]


def test_c37_a_card_s_file_that_was_changed_is_found_and_not_handed_out(
    shell: Shell, tmp_path: Path
) -> None:
    with acting(shell) as act:
        an_interview(act, an_application(act))
    shell.ok("scorecard", "import", str(card_of(shell, tmp_path)))
    assert found(shell) == []
    with by_hand(shell) as connection:
        connection.execute(update(originals).values(content=b"Another file."))

    assert found(shell) == [
        "the file of S-1 is not the file that came: what is kept has another SHA-256"
    ]
    refused = shell("scorecard", "original", "S-1", "-o", str(tmp_path / "original.xlsx"))
    assert (refused.exit_code, "is not the one that came" in refused.stderr) == (4, True)
    assert not (tmp_path / "original.xlsx").exists()


def test_c37_decisions_that_are_gone_or_were_added_are_named(desk: Shell) -> None:
    with by_hand(desk) as connection:
        first, second = connection.execute(select(decisions).order_by(decisions.c.id)).all()
        again = {key: value for key, value in second._mapping.items() if key != "id"}
        connection.execute(delete(decisions).where(decisions.c.id == first.id))
        connection.execute(insert(decisions).values(**again | {"because": "So."}))

    assert found(desk) == [
        "A-1 decision 1 is gone from where it was kept",
        "A-1 decision 2 was added beside the program: no entry of the log tells of it",
        "A-1 holds an assessment on which no decision rests",
    ]


def test_c37_bytes_that_are_no_text_are_found(sqlite_shell: Shell) -> None:
    with acting(sqlite_shell) as act:
        a_decision(act, an_application(act), "reject")
    with by_hand(sqlite_shell) as connection:
        connection.execute(text("UPDATE decisions SET because = CAST(x'ff41' AS TEXT)"))

    assert sqlite_shell("audit", "verify").stderr == f"A-1 decision 1 {CHANGED}\n"


def test_c37_records_of_before_are_counted_apart(desk: Shell) -> None:
    with by_hand(desk) as connection:
        for row in connection.execute(select(words)).all():
            said = json.loads(row.text)
            said.pop("stored", None)
            changed = update(words).where(words.c.id == row.id)
            connection.execute(changed.values(text=json.dumps(said)))

    result = desk("audit", "verify")
    assert "3 decisions, cards, debrief results and deviations were recorded before" in (
        result.stderr
    )
    assert "A-1 decision" not in result.stderr
    said = json.loads(desk("audit", "verify", "--json").stdout)
    assert (said["recorded"], said["uncovered"]) == (0, 3)


def test_c37_what_was_recorded_is_sound_through_copies_backups_and_imports(
    desk: Shell, tmp_path: Path, postgres_url: str
) -> None:
    for form in ("csv", "json", "xlsx"):
        folder, other = tmp_path / f"all-{form}", Shell(tmp_path / f"other-{form}")
        desk.ok("export", str(folder), "--format", form)
        make_workspace(other.folder, company="Example GmbH", database_url=None, now=NOW)
        other.ok("import", str(folder), "--no-erasures")
        assert sound(other) == 3
    settings = desk.folder / "hiring.toml"
    for url in (postgres_url, f"sqlite:///{tmp_path / 'back.db'}"):
        desk.ok("db", "copy", url)
        said = settings.read_text(encoding="utf-8").splitlines()
        others = [line for line in said if not line.startswith("database_url")]
        settings.write_text("\n".join([f'database_url = "{url}"', *others]), encoding="utf-8")
        assert sound(desk) == 3
    desk.ok("db", "backup", str(tmp_path / "backup.db"))
    desk.ok("privacy", "erase", "C-1", "--reason", "they asked", "--yes")
    assert sound(desk) == 0
    desk.ok("db", "restore", str(tmp_path / "backup.db"), "--yes")
    assert sound(desk) == 0


def sound(shell: Shell) -> int:
    """Verify what must be sound, and give how many records were held against the log."""
    said = read_json(shell, "audit", "verify")
    assert (said["sound"], said["uncovered"]) == (True, 0)
    count: int = said["recorded"]
    return count


def test_c37_anybody_computes_a_records_digest_as_the_page_says(desk: Shell) -> None:
    with looking(desk) as connection:
        kept = {
            row.what: json.loads(row.text)["stored"]
            for row in connection.execute(
                select(events.c.what, words.c.text)
                .join(words, words.c.id == events.c.words_id)
                .where(words.c.text.contains('"stored"'))
                .order_by(events.c.id.desc())
            )
        }
        made = connection.execute(select(assessments).order_by(assessments.c.id)).first()
        ended = connection.execute(select(decisions).order_by(decisions.c.id)).first()
        version = connection.execute(select(scorecard_versions)).one()
        who = connection.execute(select(interviewers)).one()
        rated = connection.execute(select(ratings).order_by(ratings.c.competency)).all()
    assert made is not None
    assert ended is not None
    at = "2026-03-02T09:00:00Z"
    decision = [
        *("decision", "A-1", "reject", "interviewing", "rejected", ended.decided_by),
        *("No production experience.", ended.override, "[]", "Rita Recruiter", at),
        *("A-1", 1, made.recommendation, made.content, at),
    ]
    card = [
        *("version", "S-1", 1, "A-1", "I-1", "panel", who.name, who.email, 1, version.overall),
        *(version.overall_raw, version.overall_note, version.content_hash, version.file_hash),
        *(at, "", None, ""),
        [[r.competency, r.level, r.raw_value, r.scale, r.evidence] for r in rated],
    ]

    assert kept["decided reject"] == digest(decision)
    assert kept["scorecard recorded"] == digest(card)


def digest(fields: list[Any]) -> str:
    """Compute a digest with nothing of ours."""
    said = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return sha256(said.encode()).hexdigest()


def test_a_digest_is_no_word_for_people(desk: Shell) -> None:
    shown = [desk.ok("audit", "log", "A-1"), desk.ok("application", "show", "A-1", "--json")]

    assert not any("stored" in one for one in shown)
    assert any("stored" in one["said"] for one in read_json(desk, "audit", "log", "A-1"))


DECIDING = """
import sys
from datetime import UTC, datetime
from pathlib import Path

from hiring.config import load_settings
from hiring.domain.stages import Action
from hiring.store.connection import connect, transaction
from hiring.store.ledger import Act
from hiring.workflow.decisions import decide
from tests.factories import ALL, a_recorded_card, an_application

folder, hand, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
engine = connect(load_settings(folder, environment={}).database_url)
print("ready", flush=True)
sys.stdin.readline()
for number in range(count):
    with transaction(engine) as connection:
        act = Act(connection, datetime.now(UTC), f"Hand {hand}")
        application = an_application(act, stage="interviewing")
    with transaction(engine) as connection:
        act = Act(connection, datetime.now(UTC), f"Hand {hand}")
        a_recorded_card(act, application, dict.fromkeys(ALL, 3))
    with transaction(engine) as connection:
        act = Act(connection, datetime.now(UTC), f"Hand {hand}")
        said = {"by": f"Manager {hand}", "because": f"Reason {number}.", "override": "So."}
        decide(act, [application], Action.REJECT, **said)
"""
EACH = 25


@pytest.mark.process
def test_c37_two_who_write_at_once_leave_a_log_and_a_record_that_verify(shell: Shell) -> None:
    with acting(shell) as act:
        an_application(act)
    command = [sys.executable, "-c", DECIDING, str(shell.folder)]

    ended = begin_together([[*command, str(hand), str(EACH)] for hand in range(2)])

    assert ended == [(0, "", "")] * 2
    said = read_json(shell, "audit", "verify")
    assert (said["sound"], said["recorded"], said["uncovered"]) == (True, 4 * EACH, 0)
    assert said["links"] >= 6 * EACH
    with looking(shell) as connection:
        actors_of = select(func.count(func.distinct(events.c.actor_id)))
        deciding = actors_of.where(events.c.what == "decided reject")
        assert connection.execute(deciding).scalar() == 2
    assert shell.ok("db", "check") == "sound\n"
