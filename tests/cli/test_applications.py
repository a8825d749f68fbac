"""Applications on the command line: added, listed, shown, moved and reopened; and the board."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine, event

from hiring.domain.stages import STAGES
from tests.cli.desk import acting, log, read_json, refused, rehearses, rows
from tests.conftest import NOW
from tests.factories import a_decision, a_job, an_assessed_application, an_interview

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Shell


def test_a_person_applies_for_a_second_job(shell: Shell) -> None:
    with acting(shell) as act:
        a_job(act, "ML-1")
        a_job(act, "ML-2")
    shell.ok("candidate", "add", "Ada", "--email", "ada@example.org", "--job", "ML-1")

    said = shell.ok("application", "add", "ada@example.org", "ml-2", "--source", "agency")

    assert said == "added A-2\n"
    page = read_json(shell, "application", "show", "A-2")
    assert (page["job"], page["source"], page["stage"]) == ("ML-2", "agency", "applied")


def test_an_application_takes_over_where_the_person_came_from(desk: Shell) -> None:
    desk.ok("candidate", "add", "Cleo", "--source", "referral", "--source-detail", "Bo")

    assert read_json(desk, "application", "add", "C-3", "ML-1") == {"application": "A-3"}

    page = read_json(desk, "application", "show", "A-3")
    assert (page["source"], page["source_detail"]) == ("referral", "Bo")


def test_an_application_can_be_rehearsed(desk: Shell) -> None:
    desk.ok("candidate", "add", "Cleo Example")

    words = ("application", "add", "C-3", "ML-1", "--source-detail", "a letter")
    assert rehearses(desk, *words) == "added A-3\n"


def test_nobody_has_two_open_applications_for_one_job(shell: Shell) -> None:
    with acting(shell) as act:
        a_job(act)
    shell.ok("candidate", "add", "Ada Example", "--job", "ML-1")

    said = refused(shell, "application", "add", "C-1", "ML-1")

    assert "C-1 has an open application for ML-1: A-1" in said
    shell.ok("decide", "A-1", "withdraw", "--by", "Ada", "--because", "moved away")
    assert shell.ok("application", "add", "C-1", "ML-1") == "added A-2\n"
    assert "open application for ML-1: A-2" in refused(
        shell, "application", "reopen", "A-1", "--because", "is back"
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("C-9", "ML-1"), 1, "there is no candidate 'C-9'"),
        (("Ada", "ML-1"), 1, "it could be: C-1"),
        (("C-1", "NOPE"), 1, "there is no job 'NOPE'"),
        (("C-1", "ML-1", "--source", "osmosis"), 2, "is not a source of yours"),
        (("C-1",), 2, "name one job. Fix: hiring application add CANDIDATE JOB"),
        (("C-1", "ML-1", "--job", "ML-1"), 2, "name one job"),
    ],
)
def test_an_application_of_nobody_for_nothing_is_refused(
    desk: Shell, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in refused(desk, "application", "add", *words, code=code)


def test_applications_are_listed_with_their_days_in_the_stage(desk: Shell) -> None:
    said = desk.ok("application", "list")
    [first, _] = read_json(desk, "application", "list")

    assert said.splitlines()[0].split() == [
        *("CODE", "JOB", "CANDIDATE", "NAME", "STAGE", "DAYS", "SOURCE"),
    ]
    assert first == {
        "code": "A-1",
        "candidate": "C-1",
        "name": "Ada Example",
        "job": "ML-1",
        "stage": "applied",
        "source": "referral",
        "applied_at": "2026-03-02T09:00:00+00:00",
        "stage_since": "2026-03-02T09:00:00+00:00",
    }


def test_the_list_of_applications_narrows_and_is_cut(shell: Shell) -> None:
    with acting(shell) as act:
        a_job(act, "ML-1")
        a_job(act, "ML-2")
    for name, job in (("Ada", "ML-1"), ("Ben", "ML-2"), ("Cleo", "ML-2")):
        shell.ok("candidate", "add", name, "--job", job)
    shell.ok("application", "move", "A-3", "interviewing")

    def codes(*words: str) -> list[str]:
        return [one["code"] for one in read_json(shell, "application", "list", *words)]

    assert codes("--job", "ml-2") == ["A-2", "A-3"]
    assert codes("--stage", "interviewing") == ["A-3"]
    assert codes("--job", "ML-1", "--stage", "offer") == []
    cut = shell("application", "list", "--limit", "2")
    assert (len(rows(cut.stdout)), "--all shows everything" in cut.stderr) == (2, True)
    assert len(rows(shell.ok("application", "list", "--all"))) == 3


def test_no_application_says_how_to_add_one(sqlite_shell: Shell) -> None:
    result = sqlite_shell("application", "list")

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "no application yet: hiring application add CANDIDATE JOB\n"


def test_a_list_for_an_unknown_job_or_stage_is_refused(desk: Shell) -> None:
    assert "no job 'X'" in refused(desk, "application", "list", "--job", "X")
    assert "'x' is not one of" in refused(desk, "application", "list", "--stage", "x", code=2)


def test_an_application_shows_everything_that_happened_in_it(desk: Shell) -> None:
    with acting(desk) as act:
        an_interview(act, "A-1", at=NOW)
        a_decision(act, "A-1", "offer")
    desk.ok("interview", "schedule", "A-1", "screen", "--interviewer", "Cy <cy@example.org>")
    desk.ok("interview", "cancel", "I-2", "--because", "not needed")
    words = ("hypothesis", "add", "A-1", "communication", "--weak", "--evidence", "terse")
    desk.ok(*words)

    said = desk.ok("application", "show", "A-1")
    page = read_json(desk, "application", "show", "A-1")

    assert said.startswith("A-1  Ada Example (C-1) for ML-1: Machine learning engineer\n")
    assert "stage   offer since 2026-03-02\n" in said
    assert "rubric  1.0.0, revision 1\n" in said
    assert "strength  Coding (role default)\n" in said
    assert "suspected weak  Communication (team, late: does not count): terse\n" in said
    assert "I-1  Panel, 2026-03-02 09:00: Bo Sample S-1 not sent\n" in said
    assert "I-2  Screen, no time yet CANCELLED: Cy S-2 not sent\n" in said
    assert "decided  offer by Mo Manager: It was clear.\n" in said
    assert "  against the advice (hold): We know better.\n" in said
    history = said.partition("history\n")[2]
    assert "  2026-03-02 09:00  application added A-1 applied by Rita Recruiter\n" in history
    assert (
        "decided offer A-1 applied -> offer by Mo Manager, recorded by Rita Recruiter: It was"
        in history
    )
    assert [one["code"] for one in page["interviews"]] == ["I-1", "I-2"]
    assert page["decisions"][0]["missing_cards"] == ["S-1"]
    assert page["events"][0]["what"] == "application added"
    assert page["hypotheses"][-1]["late"] is True


def test_an_application_is_named_by_its_only_candidate(desk: Shell) -> None:
    desk.ok("candidate", "edit", "C-1", "--email", "ada@example.org")

    for name in ("A-1", "a1", "C-1", "ada@example.org"):
        assert read_json(desk, "application", "show", name)["code"] == "A-1"


def test_a_person_with_two_applications_is_ambiguous(desk: Shell) -> None:
    with acting(desk) as act:
        a_job(act, "ML-2")
    desk.ok("application", "add", "C-1", "ML-2")

    said = refused(desk, "application", "show", "C-1")

    assert said == "Error: 'C-1' has 2 applications. Fix: name one: A-1, A-3\n"
    desk.ok("decide", "A-1", "reject", "--by", "Mo", "--because", "no")
    assert read_json(desk, "application", "show", "C-1")["code"] == "A-3"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("A-9", "there is no application 'A-9'. Fix: hiring application list"),
        ("Ada", "it could be: C-1"),
        ("C-3", "'C-3' has 0 applications. Fix: hiring application add CANDIDATE JOB"),
        ("", "no candidate is named"),
    ],
)
def test_an_application_that_is_not_there_is_refused(desk: Shell, name: str, said: str) -> None:
    desk.ok("candidate", "add", "Cleo Example")

    assert said in refused(desk, "application", "show", name)


def test_an_application_moves_by_hand_among_the_open_stages(shell: Shell) -> None:
    with acting(shell) as act:
        a_job(act)
    shell.ok("candidate", "add", "Ada Example", "--job", "ML-1")

    said = shell.ok("application", "move", "A-1", "debrief", "--because", "all cards are in")

    assert said == "A-1 is in debrief\n"
    assert shell.ok("application", "move", "A-1", "screen") == "A-1 is in screen\n"
    [*_, forth, back] = read_json(shell, "application", "show", "A-1")["events"]
    assert forth["said"] == {"why": "all cards are in"}
    assert (back["from_code"], back["to_code"], back["said"]) == ("debrief", "screen", {})


@pytest.mark.parametrize(
    ("stage", "code", "said"),
    [
        ("applied", 1, "it is in applied already"),
        ("offer", 1, "offer is reached only by a recorded decision. Fix: hiring decide A-1"),
        ("hired", 1, "hired is reached only by a recorded decision"),
        ("rejected", 1, "rejected is reached only by a recorded decision"),
        ("withdrawn", 1, "withdrawn is reached only by a recorded decision"),
        ("nearly", 2, "'nearly' is not one of 'applied'"),
    ],
)
def test_stages_that_need_a_decision_are_not_reached_by_hand(
    desk: Shell, stage: str, code: int, said: str
) -> None:
    assert said in refused(desk, "application", "move", "A-1", stage, code=code)


def test_a_move_from_where_one_saw_it_is_refused_when_somebody_else_was_quicker(
    desk: Shell,
) -> None:
    desk.ok("application", "move", "A-1", "debrief", "--from", "applied", "--actor", "Mo Manager")

    said = refused(desk, "application", "move", "A-1", "screen", "--from", "applied")
    again = refused(desk, "application", "move", "A-1", "debrief")

    moved = "Mo Manager moved it from applied to debrief on 20"
    assert f"A-1 is in debrief, not in applied: {moved}" in said
    assert "UTC. Fix: look again: hiring application show A-1" in said
    assert f"A-1 cannot move to debrief: it is in debrief already, {moved}" in again
    assert desk.ok("application", "move", "A-1", "screen", "--from", "debrief") == (
        "A-1 is in screen\n"
    )


def test_a_move_right_after_somebody_elses_says_so(desk: Shell) -> None:
    desk.ok("application", "move", "A-1", "debrief", "--actor", "Mo Manager")

    result = desk("application", "move", "A-1", "screen")

    assert (result.exit_code, result.stdout) == (0, "A-1 is in screen\n")
    assert "note: before you, A-1: Mo Manager moved it from applied to debrief" in result.stderr
    assert desk("application", "move", "A-1", "interviewing").stderr == ""


def test_a_move_can_be_rehearsed(desk: Shell) -> None:
    assert rehearses(desk, "application", "move", "A-1", "screen") == "A-1 is in screen\n"


def test_an_ended_application_is_reopened_where_it_was(shell: Shell) -> None:
    with acting(shell) as act:
        an_assessed_application(act, "hold", stage="interviewing")
    shell.ok("decide", "A-1", "reject", "--by", "Mo", "--because", "no")

    words = ("application", "reopen", "A-1", "--because", "a mistake")
    assert rehearses(shell, *words) == "A-1 is in interviewing again\n"
    assert shell.ok(*words) == "A-1 is in interviewing again\n"

    page = read_json(shell, "application", "show", "A-1")
    assert [one["action"] for one in page["decisions"]] == ["reject"]
    assert log(shell)[-1] == "application reopened"


def test_reopening_needs_an_end_and_a_reason(desk: Shell) -> None:
    assert "A-1 is open, in applied" in refused(
        desk, "application", "reopen", "A-1", "--because", "x"
    )
    assert "--because" in refused(desk, "application", "reopen", "A-1", code=2)
    said = refused(desk, "application", "reopen", "A-1", "--because", " ", code=2)
    assert "it is empty; say it in words" in said


def test_the_board_counts_open_jobs_by_stage(shell: Shell) -> None:
    with acting(shell) as act:
        a_job(act, "ML-1")
        a_job(act, "ML-2")
        a_job(act, "OLD-1")
    shell.ok("job", "close", "OLD-1", "--because", "filled")
    for name in ("Ada", "Ben"):
        shell.ok("candidate", "add", name, "--job", "ML-1")
    shell.ok("application", "move", "A-2", "screen")

    board = read_json(shell, "board")

    assert shell.ok("board").splitlines()[0].split() == ["JOB", *(s.upper() for s in STAGES)]
    assert [one["job"] for one in board] == ["ML-1", "ML-2"]
    assert board[0]["stages"] == dict.fromkeys(STAGES, 0) | {"applied": 1, "screen": 1}
    assert [one["job"] for one in read_json(shell, "board", "old-1")] == ["OLD-1"]


def test_the_board_of_one_job_names_who_is_open_by_stage(desk: Shell) -> None:
    desk.ok("candidate", "add", "Cleo Example", "--job", "ML-1")
    desk.ok("application", "move", "A-1", "debrief")
    desk.ok("decide", "A-2", "reject", "--by", "Mo", "--because", "no")

    shown = desk.ok("board", "ml-1").splitlines()[2:]

    assert [line.partition(",")[0] for line in shown] == [
        "applied       A-3  Cleo Example (C-3)",
        "debrief       A-1  Ada Example (C-1)",
    ]


def test_the_board_of_one_job_shows_as_many_as_are_asked_for(desk: Shell) -> None:
    desk.ok("candidate", "add", "Cleo Example", "--job", "ML-1")
    desk.ok("application", "move", "A-1", "debrief")

    def names(*words: str) -> list[str]:
        return [line.split()[1] for line in desk.ok("board", "ML-1", *words).splitlines()[2:]]

    first = desk("board", "ML-1", "--limit", "2")
    assert names("--limit", "2") == ["A-2", "A-3"]
    assert first.stderr == "the first 2 are shown; --all shows everything\n"
    assert names("--limit", "1") == ["A-2"]
    for words in ((), ("--limit", "3"), ("--limit", "1", "--all")):
        assert names(*words) == ["A-2", "A-3", "A-1"]
        assert desk("board", "ML-1", *words).stderr == ""


@contextmanager
def asked() -> Iterator[list[str]]:
    """Collect what the database is asked meanwhile."""
    statements: list[str] = []

    def keep(*given: object) -> None:
        statements.append(f"{given[2]} {given[3]}")

    event.listen(Engine, "before_cursor_execute", keep)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", keep)


def test_the_board_reads_no_more_people_than_it_shows(desk: Shell) -> None:
    with asked() as in_json:
        read_json(desk, "board", "ML-1")
    with asked() as in_text:
        desk.ok("board", "ML-1", "--limit", "1")

    assert not [statement for statement in in_json if "candidates" in statement]
    people = [statement for statement in in_text if "candidates" in statement]
    assert people
    assert all("LIMIT" in statement for statement in people)


def test_the_board_without_a_job_says_how_to_open_one(sqlite_shell: Shell) -> None:
    result = sqlite_shell("board")

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "no open job: hiring job open ROLE --code CODE\n"
    assert "there is no job 'X'" in refused(sqlite_shell, "board", "X")
