"""Decisions on the command line: a person decides, with a reason, and an override when needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hiring.domain.stages import Action, Stage, needs_override, stage_after
from tests.cli.desk import acting, log, read_json, refused, rehearses
from tests.factories import RATED, an_application, an_assessed_application, an_interview
from tests.write_commands import every_command

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Shell

SAID = ("--skipped", "seen elsewhere", "--by", "Mo Manager", "--because", "it was clear")


@pytest.mark.parametrize("recommendation", list(RATED))
def test_a_decision_against_the_advice_needs_an_override(
    sqlite_shell: Shell, recommendation: str
) -> None:
    # In debrief, where every decision is possible; an advance from there reaches the offer.
    with acting(sqlite_shell) as act:
        an_assessed_application(act, recommendation)
    advice = recommendation.replace("_", " ")

    for action in Action:
        words = ("decide", "A-1", action.value, *SAID)
        reaches = stage_after(Stage.DEBRIEF, action)
        if needs_override(action, recommendation, reaches=reaches):
            said = refused(sqlite_shell, *words)
            assert f"A-1: {action} goes against the recommendation ({advice})" in said
            assert 'Fix: say why it should be so: --override "TEXT"' in said
            assert "goes against" in refused(sqlite_shell, *words, "--override", " ")
            printed = rehearses(sqlite_shell, *words, "--override", "we know better")
            shown = f"(advice: {advice}, overridden)"
        else:
            printed = rehearses(sqlite_shell, *words)
            shown = f"(advice: {advice})"
        assert printed == f"A-1: {action}, debrief to {reaches} {shown}\n"


@pytest.mark.parametrize(
    ("action", "recommendation"),
    [
        *(("offer", advice) for advice in ("hold", "lean_decline", "decline")),
        *(("hire", advice) for advice in ("hold", "lean_decline", "decline")),
        *(("reject", advice) for advice in ("advance", "lean_advance")),
    ],
)
def test_the_decisions_that_need_an_override_are_these(
    sqlite_shell: Shell, action: str, recommendation: str
) -> None:
    with acting(sqlite_shell) as act:
        an_assessed_application(act, recommendation)

    assert "goes against" in refused(sqlite_shell, "decide", "A-1", action, *SAID)


@pytest.mark.parametrize("recommendation", ["lean_decline", "decline"])
def test_an_advance_to_the_next_interviews_needs_one_only_against_a_decline(
    sqlite_shell: Shell, recommendation: str
) -> None:
    with acting(sqlite_shell) as act:
        an_assessed_application(act, recommendation, stage="screen")
        an_assessed_application(act, "hold", stage="screen", name="Ben Example")

    assert "goes against" in refused(sqlite_shell, "decide", "A-1", "advance", *SAID)
    assert "A-2: advance, screen to interviewing" in sqlite_shell.ok(
        "decide", "A-2", "advance", *SAID
    )


def test_an_override_is_kept_shown_and_counted(shell: Shell) -> None:
    with acting(shell) as act:
        an_application(act)

    words = ("decide", "A-1", "offer", *SAID, "--override", "we worked together")
    said = shell.ok(*words)

    assert said == "A-1: offer, applied to offer (advice: hold, overridden)\n"
    [decision] = read_json(shell, "application", "show", "A-1")["decisions"]
    assert (decision["by"], decision["because"]) == ("Mo Manager", "it was clear")
    assert decision["override"] == "we worked together"
    assert log(shell)[-1] == "recommendation overridden"


def test_an_override_that_was_not_needed_is_not_kept(desk: Shell) -> None:
    result = desk("decide", "A-1", "reject", *SAID, "--override", "just in case")

    assert result.exit_code == 0
    assert result.stderr == "no override was needed; its text was not kept\n"
    [decision] = read_json(desk, "application", "show", "A-1")["decisions"]
    assert decision["override"] is None


def test_c27_several_people_are_rejected_by_name_with_one_reason(shell: Shell) -> None:
    with acting(shell) as act:
        an_application(act, name="Ada Example")
        an_application(act, name="Ben Example")

    made = read_json(shell, "decide", "A-1", "a2", "A-1", "reject", *SAID)

    assert [one["application"] for one in made] == ["A-1", "A-2"]
    assert made[0] == {
        "application": "A-1",
        "action": "reject",
        "from_stage": "applied",
        "to_stage": "rejected",
        "recommendation": "hold",
        "override": False,
        "missing_cards": [],
        "erased": False,
    }
    assert [one["stage"] for one in read_json(shell, "application", "list")] == ["rejected"] * 2


def test_c27_nobody_is_decided_on_by_a_filter_or_a_score(desk: Shell) -> None:
    (command,) = (one for words, one, _ in every_command() if words == "hiring decide")

    assert {one.name for one in command.params} == {
        *("app_codes", "action", "by", "because", "override", "skipped", "as_written"),
        *("dry_run", "as_json", "workspace", "actor"),
    }
    for named in ("all", "hold", "ML-1", "applied"):
        assert desk("decide", named, "reject", *SAID).exit_code != 0
    assert {one["stage"] for one in read_json(desk, "application", "list")} == {"applied"}


def test_one_refusal_stops_all_of_a_joint_rejection(desk: Shell) -> None:
    with acting(desk) as act:
        an_assessed_application(act, "advance", name="Cleo Example")

    said = refused(desk, "decide", "A-1", "A-3", "reject", *SAID)

    assert "A-3: reject goes against the recommendation (advance)" in said


@pytest.mark.parametrize("action", ["advance", "offer", "hire", "withdraw"])
def test_only_a_rejection_takes_several(desk: Shell, action: str) -> None:
    said = refused(desk, "decide", "A-1", "A-2", action, *SAID, code=2)

    assert said == f"Error: {action} takes one application. Fix: only reject takes several\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("A-1", "reject"), "Missing option '--by'"),
        (("A-1", "reject", "--by", "Mo"), "Missing option '--because'"),
        (("A-1", "reject", "--by", " ", "--because", "x"), "it is empty; say it in words"),
        (("A-1", "reject", "--by", "Mo", "--because", "\n"), "it is empty; say it in words"),
        (("reject", *SAID), "Missing argument 'APP...'"),
        (("A-1", *SAID), "Missing argument"),
        (("A-1", "promote", *SAID), "'promote' is not one of 'advance'"),
    ],
)
def test_c27_a_decision_needs_who_what_and_why(
    desk: Shell, words: tuple[str, ...], said: str
) -> None:
    assert said in refused(desk, "decide", *words, code=2)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("A-9", "reject"), "there is no application 'A-9'"),
        (("Ada", "reject"), "it could be: C-1"),
        (("A-1", "A-9", "reject"), "there is no application 'A-9'"),
        (("A-1", "hire"), "A-1 is in applied: hire is not possible from there. Fix: hire from"),
    ],
)
def test_a_decision_that_is_not_possible_is_refused(
    desk: Shell, words: tuple[str, ...], said: str
) -> None:
    assert said in refused(desk, "decide", *words, *SAID)


def test_an_ended_application_is_not_decided_again(desk: Shell) -> None:
    desk.ok("decide", "A-1", "withdraw", *SAID)

    assert "A-1 is in withdrawn: reject is not possible" in refused(
        desk, "decide", "A-1", "reject", *SAID
    )


def test_a_decision_says_whose_cards_were_missing(desk: Shell) -> None:
    with acting(desk) as act:
        an_interview(act, "A-1")

    said = desk.ok("decide", "A-1", "advance", *SAID)

    assert said == (
        "A-1: advance, applied to screen (advice: hold)\n  not submitted when decided: S-1\n"
    )


def test_the_record_of_a_decision_is_written(desk: Shell, tmp_path: Path) -> None:
    file = tmp_path / "record.docx"
    words = ("decision", "export", "A-1", "-o", str(file))

    assert "nobody has decided on A-1 yet" in refused(desk, *words)
    desk.ok("decide", "A-1", "reject", *SAID)
    assert desk.ok(*words) == f"written  {file}\n"
    assert desk.ok(*words) == f"unchanged  {file}\n"
    assert file.read_bytes().startswith(b"PK")

    file.write_text("my own notes")
    assert "--force" in refused(desk, *words)
    assert file.read_text() == "my own notes"
    assert desk.ok(*words, "--force") == f"written  {file}\n"
