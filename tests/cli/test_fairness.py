"""The same interviews for everybody, or a reason; and what people ask for to be treated fairly."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from hiring.store.tables import metadata, scorecard_versions
from hiring.workflow.assessing import assess_application
from hiring.workflow.jobs import edit_job
from tests.cli.desk import acting, log, looking, read_json, refused
from tests.factories import (
    ALL,
    a_candidate,
    a_decision,
    a_job,
    a_recorded_card,
    a_rubric,
    an_application,
    an_interview,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Shell

MARK = "large print Zq7x"
BO = "Bo Sample <bo@example.org>"
SAID = ("--by", "Mo Manager", "--because", "it was clear", "--override", "we know better")


def applied(shell: Shell, *stages: str) -> str:
    """Open a job, and take somebody through stages of it."""
    with acting(shell) as act:
        a_job(act)
        application = an_application(act, candidate=a_candidate(act))
        for _ in stages:
            a_decision(act, application, "advance")
    return application


def test_c31_another_interview_of_a_step_needs_a_reason(shell: Shell) -> None:
    applied(shell)
    words = ("interview", "schedule", "A-1", "1", "--interviewer", BO)
    shell.ok(*words)
    again = (*words[:-1], "Cy Sample <cy@example.org>")

    assert "I-1 is planned for screen: another is more than the plan gives" in refused(
        shell, *again
    )
    shell.ok(*again, "--because", "Bo was called away after ten minutes")

    (told,) = read_json(shell, "report", "deviations")
    assert (told["application"], told["step"], told["kind"]) == ("A-1", "screen", "extra")
    assert told["because"] == "Bo was called away after ten minutes"
    assert "Bo was called away" in shell.ok("report", "deviations", "ML-1")
    assert "called away" not in str(log(shell))
    assert "step extra" in log(shell)


def test_c31_after_a_cancelled_interview_the_next_is_no_deviation(shell: Shell) -> None:
    applied(shell)
    words = ("interview", "schedule", "A-1", "1", "--interviewer", BO)
    shell.ok(*words)
    shell.ok("interview", "cancel", "I-1", "--because", "the train stood still")
    shell.ok(*words)

    assert read_json(shell, "report", "deviations") == []
    assert "by the plan" in shell("report", "deviations").stderr


@pytest.mark.parametrize("action", ["offer", "hire"])
def test_c31_an_offer_without_a_step_of_the_plan_needs_a_reason(shell: Shell, action: str) -> None:
    applied(shell, "screen", "interviewing", "debrief")

    said = refused(shell, "decide", "A-1", action, *SAID)
    assert "A-1 has no card of screen, pairing, panel" in said
    assert "--skipped TEXT" in said
    shell.ok("decide", "A-1", action, *SAID, "--skipped", "met them at two conferences")

    told = read_json(shell, "report", "deviations", "ML-1")
    assert {one["kind"] for one in told} == {"skipped"}
    assert {one["because"] for one in told} == {"met them at two conferences"}


def test_c31_what_was_said_once_is_not_asked_again(shell: Shell) -> None:
    applied(shell, "screen", "interviewing", "debrief")
    shell.ok("decide", "A-1", "offer", *SAID, "--skipped", "met them at two conferences")
    count = len(read_json(shell, "report", "deviations"))

    shell.ok("decide", "A-1", "hire", *SAID)

    assert len(read_json(shell, "report", "deviations")) == count


def test_c31_nobody_is_asked_why_the_rejected_had_fewer_interviews(shell: Shell) -> None:
    applied(shell)
    shell.ok("decide", "A-1", "reject", *SAID)
    assert read_json(shell, "report", "deviations") == []


def test_c32_a_request_is_kept_with_what_was_granted(shell: Shell) -> None:
    applied(shell)
    shell.ok("accommodation", "add", "A-1", "--asked", MARK, "--step", "1", "--on", "2026-03-02")

    assert "open" in shell.ok("accommodation", "list")
    assert f"adjustment asked for on 2026-03-02: {MARK} (open)" in shell.ok(
        "application", "show", "A-1"
    )
    shell.ok("accommodation", "grant", "A-1", "--granted", "sent ahead", "--on", "2026-03-03")

    (one,) = read_json(shell, "accommodation", "list", "A-1")
    assert (one["asked"], one["granted"], one["granted_on"]) == (MARK, "sent ahead", "2026-03-03")
    assert "nothing is waiting for an answer" in shell("accommodation", "list").stderr
    assert "there is none to grant" in refused(
        shell, "accommodation", "grant", "A-1", "--granted", "more"
    )
    shell.ok("accommodation", "grant", "A-1", str(one["number"]), "--granted", "and a break")


def test_c32_no_log_no_card_no_debrief_and_no_record_shows_it(desk: Shell, tmp_path: Path) -> None:
    desk.ok("interview", "schedule", "A-1", "1", "--interviewer", BO, "--at", "2026-03-02T10:00")
    desk.ok("accommodation", "add", "A-1", "--asked", MARK)
    desk.ok("accommodation", "grant", "A-1", "--granted", MARK)
    desk.ok("scorecard", "export", "A-1", "-o", str(tmp_path / "cards"))
    desk.ok("debrief", "export", "A-1", "-o", str(tmp_path / "debrief.docx"))
    desk.ok("decide", "A-1", "reject", *SAID)
    desk.ok("decision", "export", "A-1", "-o", str(tmp_path / "record.docx"))

    written = [path for path in tmp_path.rglob("*.*x") if path.is_file()]
    assert len(written) >= 3
    assert not [path.name for path in written if MARK in unpacked(path)]
    assert MARK not in desk.ok("assess", "A-1", "--json")
    with looking(desk) as connection:
        for name in ("events", "assessments", "decisions", "ratings"):
            rows = connection.execute(metadata.tables[name].select()).all()
            assert MARK not in str(rows)


def unpacked(path: Path) -> str:
    """Give everything in an Office file as text."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add", "A-9", "--asked", "time"), 1, "A-9"),
        (("add", "A-1", "--asked", " "), 2, "nothing is asked for"),
        (("add", "A-1", "--asked", "time", "--step", "dance"), 1, "the plan has no step"),
        (("add", "A-1", "--asked", "time", "--on", "soon"), 2, "is not a day"),
        (("grant", "A-1", "--granted", " "), 2, "nothing is granted"),
    ],
)
def test_a_request_that_cannot_be_is_refused_in_words(
    desk: Shell, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in refused(desk, "accommodation", *words, code=code)


def test_c33_a_take_home_has_its_time_and_more_of_it_can_be_granted(shell: Shell) -> None:
    shell.ok("job", "open", "data-scientist", "--scope", "modelling", "--code", "DS-1")
    shell.ok("candidate", "add", "Ada Example", "--job", "DS-1")
    plan: list[dict[str, Any]] = json.loads(shell.ok("job", "plan", "DS-1", "--json"))["steps"]
    take_home = next(one for one in plan if "take-home" in one["format"])
    assert take_home["minutes"] > 0

    shell.ok(
        *("accommodation", "add", "A-1", "--kind", "extra time", "--step", take_home["id"]),
        *("--asked", "a weekend more"),
    )
    shell.ok(
        *("accommodation", "add", "A-1", "--kind", "alternative", "--step", take_home["id"]),
        *("--asked", "a live session instead"),
    )
    shell.ok("accommodation", "grant", "A-1", "1", "--granted", "until Monday")

    kinds = [one["kind"] for one in read_json(shell, "accommodation", "list", "A-1")]
    assert kinds == ["extra time", "alternative"]
    assert "several" not in shell.ok("accommodation", "grant", "A-1", "--granted", "live, 60 min")


def test_c23_the_plan_is_frozen_when_interviews_begin(shell: Shell) -> None:
    application = applied(shell)
    with acting(shell) as act:
        an_interview(act, application)
    before = read_json(shell, "application", "show", "A-1")
    with acting(shell) as act:
        edit_job(act, "ML-1", facts={}, rubric=a_rubric(version="2.0.0"), because="it was mended")

    after = read_json(shell, "application", "show", "A-1")
    assert after["revision"] == before["revision"]
    assert after["rubric_version"] == before["rubric_version"] != "2.0.0"


def test_c23_a_card_stays_with_the_rubric_it_was_rated_by(shell: Shell) -> None:
    with acting(shell) as act:
        application = an_application(act)
        a_recorded_card(act, application, dict.fromkeys(ALL, 3))
    with looking(shell) as connection:
        before = connection.execute(select(scorecard_versions.c.revision_id)).all()
        assessed = assess_application(connection, application).as_dict()
    with acting(shell) as act:
        edit_job(
            act,
            "ML-1",
            facts={},
            rubric=a_rubric(version="2.0.0", bars={"coding": 4, "communication": 2}),
            because="coding counts for more",
        )
        later = an_application(act, candidate=a_candidate(act, "Bea Later"))

    with looking(shell) as connection:
        assert connection.execute(select(scorecard_versions.c.revision_id)).all() == before
        assert assess_application(connection, application).as_dict() == assessed
    said = [read_json(shell, "application", "show", one) for one in (application, later)]
    assert [one["rubric_version"] for one in said] == ["1.0.0", "2.0.0"]


def test_c25_of_others_cards_it_is_listed_that_they_came_and_not_what_they_say(
    shell: Shell,
) -> None:
    with acting(shell) as act:
        application = an_application(act)
        rated = dict.fromkeys(ALL, (4, "Zq7evidence"))
        a_recorded_card(act, application, rated, note="Zq7note")
        an_interview(act, application, step="pairing", people=("Cy Sample",))

    for words in (("interview", "list"), ("scorecard", "status"), ("application", "show", "A-1")):
        text = shell.ok(*words)
        said = json.dumps(read_json(shell, *words))
        assert "recorded" in text
        assert "Zq7" not in text + said
        assert "strong_yes" not in said
