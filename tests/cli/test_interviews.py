"""Interviews on the command line: planned, moved, staffed, cancelled, and due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.cli.desk import acting, read_json, refused, rehearses, rows
from tests.factories import ALL, a_recorded_card, an_application, an_interview

if TYPE_CHECKING:
    from tests.conftest import Shell

BO = ("--interviewer", "Bo Sample <bo@example.org>")
CY = ("--interviewer", '"Cy Sample" <cy@example.org>')


def test_an_interview_gives_every_interviewer_a_card(shell: Shell) -> None:
    with acting(shell) as act:
        an_application(act)

    words = ("interview", "schedule", "A-1", "2", "--at", "2026-03-02T14:00", *BO, *CY)
    said = shell.ok(*words)

    assert said == (
        "planned I-1 for A-1: Pairing, 2026-03-02 14:00 UTC, Bo Sample (S-1), Cy Sample (S-2)\n"
    )
    [line] = read_json(shell, "interview", "list")
    assert line["starts_at"] == "2026-03-02T14:00:00+00:00"
    assert [card["email"] for card in line["cards"]] == ["bo@example.org", "cy@example.org"]
    assert (line["step"], line["minutes"], line["status"]) == ("pairing", 60, "planned")


def test_an_interview_can_wait_for_its_time(desk: Shell) -> None:
    line = read_json(desk, "interview", "schedule", "A-1", "pairing", *BO)

    assert line["starts_at"] is None
    assert desk.ok("interview", "move", "i1", "--at", "2026-03-03 09:30") == (
        "moved I-1 for A-1: Pairing, 2026-03-03 09:30 UTC, Bo Sample (S-1)\n"
    )


def test_planning_can_be_rehearsed(desk: Shell) -> None:
    said = rehearses(desk, "interview", "schedule", "A-1", "PAIR", *BO)

    assert said == "planned I-1 for A-1: Pairing, no time yet, Bo Sample (S-1)\n"


@pytest.mark.parametrize("step", ["2", "pairing", "Pairing", "pair", " PAIR "])
def test_a_step_is_named_by_number_id_or_beginning(desk: Shell, step: str) -> None:
    assert read_json(desk, "interview", "schedule", "A-1", step, *BO)["step"] == "pairing"


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("pa", "'pa' is several steps. Fix: name one: 1 screen, 2 pairing, 3 panel"),
        ("x", "the plan has no step 'x'. Fix: name one: 1 screen"),
        ("0", "the plan has no step '0'"),
        ("4", "the plan has no step '4'"),
        ("²", "the plan has no step '²'"),
        ("", "no step is named. Fix: name one: 1 screen, 2 pairing, 3 panel"),
    ],
)
def test_a_step_that_is_not_clearly_named_is_refused_with_the_choices(
    desk: Shell, step: str, said: str
) -> None:
    assert said in refused(desk, "interview", "schedule", "A-1", step, *BO)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "Missing option '--interviewer'"),
        (("--interviewer", "bo@example.org"), 2, 'write "Name <name@example.org>", with the'),
        (("--interviewer", "Bo <bo>"), 2, "'Bo <bo>' is not an interviewer"),
        ((*BO, "--at", "tomorrow"), 2, "'tomorrow' is not a time. Fix: write 2026-03-02T14:00"),
        ((*BO, "--at", ""), 2, "'' is not a time"),
        ((*BO, "--at", "2026-03-02"), 2, "'2026-03-02' is a day without a time"),
        ((*BO, "--at", "2026-02-30T10:00"), 2, "is not a time"),
        ((*BO, "--at", "0001-01-01T00:00+14:00"), 2, "is not a time"),
        ((*BO, "--at", "9999-12-31T23:59-12:00"), 2, "is not a time"),
        ((*BO, "--interviewer", "B <BO@example.org>"), 1, "has a card in I-1 already: S-1"),
    ],
)
def test_an_interview_with_nobody_or_at_no_time_is_refused(
    desk: Shell, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in refused(desk, "interview", "schedule", "A-1", "pairing", *words, code=code)


def test_times_are_read_and_shown_in_the_workspace_s_zone(desk: Shell) -> None:
    (desk.folder / "hiring.toml").write_text('time_zone = "Europe/Berlin"\n')

    winter = desk.ok("interview", "schedule", "A-1", "1", *BO, "--at", "2026-03-02T14:00")
    summer = desk.ok("interview", "schedule", "A-1", "2", *BO, "--at", "2026-07-01T14:00")
    abroad = desk.ok("interview", "schedule", "A-1", "3", *BO, "--at", "2026-07-01T14:00-04:00")

    assert "2026-03-02 14:00 CET" in winter
    assert "2026-07-01 14:00 CEST" in summer
    assert "2026-07-01 20:00 CEST" in abroad
    times = [one["starts_at"] for one in read_json(desk, "interview", "list")]
    assert times == [
        "2026-03-02T13:00:00+00:00",
        "2026-07-01T12:00:00+00:00",
        "2026-07-01T18:00:00+00:00",
    ]
    assert "2026-03-02 14:00" in desk.ok("interview", "list")
    assert "2026-03-02 14:00" in desk.ok("application", "show", "A-1")


def test_a_time_that_the_clock_skips_is_refused(desk: Shell) -> None:
    (desk.folder / "hiring.toml").write_text('time_zone = "Europe/Berlin"\n')

    words = ("interview", "schedule", "A-1", "1", *BO, "--at", "2026-03-29T02:30")
    assert "the clock goes forward over it" in refused(desk, *words, code=2)


def test_an_ended_application_gets_no_interview(desk: Shell) -> None:
    desk.ok("decide", "A-1", "reject", "--by", "Mo", "--because", "no")

    said = refused(desk, "interview", "schedule", "A-1", "1", *BO)

    assert said == "Error: A-1 is rejected. Fix: hiring application reopen A-1 --because TEXT\n"


def test_a_move_can_be_rehearsed_and_answer_in_json(desk: Shell) -> None:
    with acting(desk) as act:
        an_interview(act, "A-1")

    words = ("interview", "move", "I-1", "--at", "2026-03-03T09:30Z")
    assert "moved I-1" in rehearses(desk, *words)
    assert read_json(desk, *words)["starts_at"] == "2026-03-03T09:30:00+00:00"
    assert "--at" in refused(desk, "interview", "move", "I-1", code=2)


@pytest.mark.parametrize(
    "words",
    [
        ("move", "I-9", "--at", "2026-03-03T09:30"),
        ("assign", "I-9", "--add", "Bo <bo@example.org>"),
        ("cancel", "I-9", "--because", "x"),
        ("move", "A-1", "--at", "2026-03-03T09:30"),
    ],
)
def test_an_interview_that_is_not_there_is_refused(desk: Shell, words: tuple[str, ...]) -> None:
    assert "there is no interview" in refused(desk, "interview", *words)


def test_interviewers_are_put_on_and_taken_off(shell: Shell) -> None:
    with acting(shell) as act:
        an_application(act)
        an_interview(act, "A-1", step="pairing")

    cy = "Cy Sample <cy@example.org>"
    words = ("interview", "assign", "I-1", "--remove", "BO@example.org", "--add", cy)
    assert "assigned I-1" in rehearses(shell, *words)
    assert "assigned I-1 for A-1: Pairing, no time yet, Cy Sample (S-" in shell.ok(*words)

    line = read_json(shell, "interview", "assign", "I-1", "--add", "Di Sample <di@example.org>")
    assert [card["interviewer"] for card in line["cards"]] == ["Cy Sample", "Di Sample"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "nobody is named. Fix: name somebody with --add or --remove"),
        (("--remove", "cy@example.org"), 1, "an interviewer to take off I-1 is not on it"),
        (("--remove", "bo@example.org"), 1, "I-1 would have nobody. Fix: add somebody"),
        (("--add", "Bo <bo@example.org>"), 1, "has a card in I-1 already"),
        (("--add", "nobody"), 2, "'nobody' is not an interviewer"),
    ],
)
def test_an_interview_keeps_somebody_and_nobody_twice(
    desk: Shell, words: tuple[str, ...], code: int, said: str
) -> None:
    with acting(desk) as act:
        an_interview(act, "A-1", step="pairing")

    assert said in refused(desk, "interview", "assign", "I-1", *words, code=code)


def test_an_interview_somebody_rated_in_stays(desk: Shell) -> None:
    with acting(desk) as act:
        a_recorded_card(act, "A-1", dict.fromkeys(ALL, 3))

    cancel = refused(desk, "interview", "cancel", "I-1", "--because", "x")
    remove = refused(desk, "interview", "assign", "I-1", "--remove", "bo@example.org")

    assert cancel == "Error: I-1 has recorded cards: S-1. Fix: it took place\n"
    assert "has rated already" in remove


def test_a_cancelled_interview_is_over(shell: Shell) -> None:
    with acting(shell) as act:
        an_application(act)
        an_interview(act, "A-1")

    words = ("interview", "cancel", "I-1", "--because", "the candidate cannot come")
    assert "cancelled I-1" in rehearses(shell, *words)
    assert "cancelled I-1 for A-1: Panel, no time yet" in shell.ok(*words)

    assert read_json(shell, "interview", "list")[0]["status"] == "cancelled"
    assert "I-1 is cancelled. Fix: plan a new one" in refused(shell, *words)


@pytest.mark.parametrize("because", [(), ("--because", ""), ("--because", " \t ")])
def test_cancelling_needs_a_reason(desk: Shell, because: tuple[str, ...]) -> None:
    with acting(desk) as act:
        an_interview(act, "A-1")

    assert "--because" in refused(desk, "interview", "cancel", "I-1", *because, code=2)


def test_a_cancelled_interview_answers_in_json(desk: Shell) -> None:
    with acting(desk) as act:
        an_interview(act, "A-1")

    line = read_json(desk, "interview", "cancel", "I-1", "--because", "x")

    assert line["status"] == "cancelled"


def test_interviews_are_listed_by_time_and_narrowed(shell: Shell) -> None:
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    with acting(shell) as act:
        an_application(act, name="Ada Example")
        an_application(act, name="Ben Example")
        an_interview(act, "A-1", step="screen")
        an_interview(act, "A-2", step="screen", at=now + timedelta(days=2))
        an_interview(act, "A-1", step="panel", at=now)

    def codes(*words: str) -> list[str]:
        return [one["code"] for one in read_json(shell, "interview", "list", *words)]

    assert codes() == ["I-3", "I-2", "I-1"]
    assert codes("--application", "A-1") == ["I-3", "I-1"]
    assert codes("--job", "ml-1", "--limit", "9") == ["I-3", "I-2", "I-1"]
    cut = shell("interview", "list", "--limit", "1")
    assert (len(rows(cut.stdout)), "--all" in cut.stderr) == (1, True)
    assert len(rows(shell.ok("interview", "list", "--all"))) == 3
    assert "Bo Sample not sent" in cut.stdout
    assert "no job 'X'" in refused(shell, "interview", "list", "--job", "X")
    assert "no application 'A-9'" in refused(shell, "interview", "list", "--application", "A-9")


def test_an_empty_list_of_interviews_says_so(desk: Shell) -> None:
    listed, due = desk("interview", "list"), desk("interview", "due")

    assert (listed.stdout, listed.stderr) == ("", "no interview planned\n")
    assert (due.stdout, due.stderr) == ("", "no card is due\n")
    assert read_json(desk, "interview", "list") == []


def test_due_is_what_is_past_comes_soon_or_has_no_time(shell: Shell) -> None:
    now = datetime.now(UTC)
    with acting(shell) as act:
        an_application(act)
        an_interview(act, "A-1", step="screen", at=now - timedelta(days=3))
        an_interview(act, "A-1", step="pairing", at=now + timedelta(days=3))
        an_interview(act, "A-1", step="panel", people=("Cy Sample",))
        an_interview(act, "A-1", step="panel", people=("Di Sample",), at=now + timedelta(days=30))
        a_recorded_card(act, "A-1", dict.fromkeys(ALL, 3), who="Ed Sample")

    def codes(*words: str) -> list[str]:
        return [one["code"] for one in read_json(shell, "interview", "due", *words)]

    assert codes() == ["I-1", "I-2", "I-3"]
    assert codes("--days", "0") == ["I-1", "I-3"]
    assert codes("--days", "40", "--job", "ML-1") == ["I-1", "I-2", "I-4", "I-3"]
    assert codes("--all") == ["I-1", "I-2", "I-3"]
    cut = shell("interview", "due", "--limit", "1")
    assert (len(rows(cut.stdout)), "--all" in cut.stderr) == (1, True)
    assert "no job 'X'" in refused(shell, "interview", "due", "--job", "X")
    assert "--days" in refused(shell, "interview", "due", "--days", "-1", code=2)
