from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.desk import acting, read_json, refused
from tests.factories import an_application, an_assessed_application
from tests.write_commands import every_command

if TYPE_CHECKING:
    from tests.conftest import Shell


@pytest.fixture
def hired(sqlite_shell: Shell) -> Shell:
    """Give a workspace in which two were hired or rejected and one is still open."""
    with acting(sqlite_shell) as act:
        for stage in ("hired", "rejected", "screen"):
            an_application(act, stage=stage, name=f"Ada {stage}")
    return sqlite_shell


def test_a_funnel_shows_each_stage_with_its_rate_and_of_how_many(hired: Shell) -> None:
    lines = hired.ok("report", "funnel", "ml-1").splitlines()

    assert lines[0].split() == [
        *("STAGE", "REACHED", "PASSED", "REJECTED", "WITHDRAWN", "OPEN", "PASS-THROUGH", "DAYS"),
    ]
    assert lines[1].split() == [
        "applied",
        "3",
        "2",
        "1",
        "0",
        "0",
        *["67", "%", "(n", "3)"],
        *("0", "(n", "2)"),
    ]
    assert lines[3].split()[-2:] == ["(n", "0)"]
    assert len({len(line) for line in lines[:6]}) == 1


def test_a_funnel_by_source_is_its_yield(hired: Shell) -> None:
    lines = hired.ok("report", "funnel", "--by", "source").splitlines()

    assert lines[0].split()[:8] == [
        *("SOURCE", "APPLIED", "SCREEN", "INTERVIEWING", "DEBRIEF", "OFFER", "HIRED", "OPEN"),
    ]
    assert lines[1].split()[:8] == ["referral", "3", "2", "1", "1", "1", "1", "1"]
    assert lines[1].endswith("50 % (n 2)")
    assert lines[2].split()[0] == "all"


def test_the_stages_of_each_month_are_shown_when_asked_for(hired: Shell) -> None:
    lines = hired.ok("report", "funnel", "--by", "month", "--stages").splitlines()

    assert [line.split()[:2] for line in lines[1:3]] == [["2026-03", "applied"], ["screen", "2"]]
    assert len(lines) == 1 + 5 + 5 + 3


def test_a_funnel_in_json_holds_every_figure(hired: Shell) -> None:
    said = read_json(hired, "report", "funnel", "--by", "role", "--since", "2026-03-01")

    assert said["by"] == "role"
    assert [one["name"] for one in said["cohorts"]] == ["ml-engineer"]
    assert said["total"]["stages"][0] == {
        "stage": "applied",
        "reached": 3,
        "passed": 2,
        "rejected": 1,
        "withdrawn": 0,
        "open": 0,
        "decided": 3,
        "pass_rate": 0.6667,
        "days": 0.0,
        "days_n": 2,
    }
    assert (said["total"]["hire_rate"], said["total"]["decided"]) == (0.5, 2)


def test_a_funnel_of_nobody_is_a_sentence_and_noughts(sqlite_shell: Shell) -> None:
    result = sqlite_shell("report", "funnel")

    assert (result.exit_code, result.stdout) == (0, "")
    assert "no application yet" in result.stderr
    assert read_json(sqlite_shell, "report", "funnel")["total"]["applied"] == 0


def test_a_funnel_of_no_job_or_since_no_day_is_refused(sqlite_shell: Shell) -> None:
    assert "there is no job" in refused(sqlite_shell, "report", "funnel", "ML-9")
    assert "is not a day" in refused(sqlite_shell, "report", "funnel", "--since", "x", code=2)


def test_c30_a_report_counts_decisions_against_the_advice(sqlite_shell: Shell) -> None:
    with acting(sqlite_shell) as act:
        an_assessed_application(act, "advance")
        an_assessed_application(act, "decline", name="Ben Example")
    said = ("--by", "Mo Manager", "--because", "it was clear")
    sqlite_shell.ok("decide", "A-1", "reject", *said, "--override", "a secret of ours")
    sqlite_shell.ok("decide", "A-2", "reject", *said)

    lines = sqlite_shell.ok("report", "overrides", "ml-1").splitlines()

    assert lines[0].split() == ["ACTION", "DECISIONS", "AGAINST", "THE", "ADVICE", "SHARE"]
    assert ["reject", "2", "1", "50", "%"] in [line.split() for line in lines]
    assert ["hire", "0", "0", "-"] in [line.split() for line in lines]
    assert lines[8].split()[:4] == ["A-1", "ML-1", "reject", "advance"]
    assert lines[-1] == "The reason of each: hiring application show APP"
    assert "secret" not in "\n".join(lines)
    found = read_json(sqlite_shell, "report", "overrides", "--limit", "1")
    assert found["against"] == [["reject", "advance", 1]]
    assert [one["application"] for one in found["lines"]] == ["A-1"]


def test_c30_a_report_of_overrides_without_any_says_so(sqlite_shell: Shell) -> None:
    assert "no decision yet" in sqlite_shell("report", "overrides").stderr
    with acting(sqlite_shell) as act:
        an_assessed_application(act, "decline")
    sqlite_shell.ok("decide", "A-1", "reject", "--by", "Mo Manager", "--because", "it was clear")

    printed = sqlite_shell.ok("report", "overrides")

    assert "APP" not in printed
    assert "ML-2" in refused(sqlite_shell, "report", "overrides", "ML-2")


def test_c30_no_command_offers_to_sort_people_by_a_score() -> None:
    choices = [
        f"{words} {parameter.name} {getattr(parameter.type, 'choices', '')}".casefold()
        for words, command, _ in every_command()
        for parameter in command.params
    ]

    assert len(choices) > 200
    # The score of `candidate duplicates` says how alike two entries are, and nothing of anybody.
    offered = [one for one in choices if not one.startswith("hiring candidate duplicates")]
    for word in ("sort", "order", "rank", "score ", "rating", "recommendation", "best"):
        assert [one for one in offered if word in one] == [], word
