"""Hypotheses on the command line: written down before the interviews, and frozen by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.desk import acting, read_json, refused, rehearses
from tests.conftest import NOW
from tests.factories import an_application, an_interview

if TYPE_CHECKING:
    from tests.conftest import Shell


def test_an_application_begins_with_the_role_s_strengths(desk: Shell) -> None:
    assert desk.ok("hypothesis", "list", "A-1") == (
        "COMPETENCY       KIND      ORIGIN        SIGNAL    EVIDENCE\n"
        "coding           strength  role default\n"
        "ml-fundamentals  strength  role default\n"
    )
    [first, _] = read_json(desk, "hypothesis", "list", "A-1")
    assert first == {
        "competency": "coding",
        "name": "Coding",
        "kind": "strength",
        "origin": "role default",
        "evidence": "",
        "url": "",
        "signal": None,
        "late": False,
        "counts": True,
        "added_at": "2026-03-02T09:00:00+00:00",
    }


def test_a_strength_is_written_down_with_its_evidence(shell: Shell) -> None:
    with acting(shell) as act:
        an_application(act)

    line = read_json(
        shell,
        *("hypothesis", "add", "A-1", "System design", "--evidence", "drew our platform"),
        *("--url", "https://example.org/talk", "--signal", "4"),
    )

    assert (line["competency"], line["origin"], line["signal"]) == ("system-design", "team", 4)
    assert line["url"] == "https://example.org/talk"
    assert "drew our platform" in shell.ok("hypothesis", "list", "A-1")


def test_a_bar_suspected_weak_is_shown_as_such(desk: Shell) -> None:
    words = ("hypothesis", "add", "A-1", "communication", "--evidence", "terse", "--weak")

    assert rehearses(desk, *words) == "added Communication\n"
    assert desk.ok(*words) == "added Communication\n"

    assert "communication    suspected weak  team" in desk.ok("hypothesis", "list", "A-1")


def test_evidence_on_a_default_takes_its_place(desk: Shell) -> None:
    desk.ok("hypothesis", "add", "A-1", "coding", "--evidence", "maintains a parser")

    coding = [h for h in read_json(desk, "hypothesis", "list", "A-1") if h["name"] == "Coding"]
    assert [(h["origin"], h["evidence"]) for h in coding] == [("team", "maintains a parser")]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("A-1", "coding"), 2, "Missing option '--evidence'"),
        (("A-1", "coding", "--evidence", " "), 2, "a hypothesis needs evidence"),
        (("A-1", "coding", "--evidence", "x", "--signal", "6"), 2, "6 is not in the range"),
        (("A-1", "juggling", "--evidence", "x"), 1, "does not rate 'juggling'. Fix: it rates: co"),
        (("A-9", "coding", "--evidence", "x"), 1, "there is no application 'A-9'"),
        (("A-1", "coding", "--evidence", "x", "--weak"), 1, "is a strength hypothesis already"),
    ],
)
def test_a_hypothesis_without_sense_is_refused(
    desk: Shell, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in refused(desk, "hypothesis", "add", *words, code=code)


def test_two_to_four_strengths_are_validated(desk: Shell) -> None:
    said = refused(desk, "hypothesis", "drop", "A-1", "coding")
    assert "A-1 would have fewer than 2 strengths to validate" in said

    desk.ok("hypothesis", "add", "A-1", "system-design", "--evidence", "x")
    desk.ok("hypothesis", "add", "A-1", "communication", "--evidence", "x")

    assert rehearses(desk, "hypothesis", "drop", "A-1", "coding") == "dropped coding\n"
    assert desk.ok("hypothesis", "drop", "A-1", "Coding") == "dropped Coding\n"
    assert len(read_json(desk, "hypothesis", "list", "A-1")) == 3


def test_what_is_not_there_cannot_be_dropped(desk: Shell) -> None:
    said = refused(desk, "hypothesis", "drop", "A-1", "system-design")

    assert "A-1 has no hypothesis on system-design. Fix: it has: coding, ml-fundamentals" in said


def test_after_the_first_interview_a_hypothesis_is_late_and_none_is_dropped(shell: Shell) -> None:
    with acting(shell) as act:
        an_application(act)
        an_interview(act, "A-1", at=NOW)

    said = shell.ok("hypothesis", "add", "A-1", "system-design", "--evidence", "saw it")

    assert said == "added System design (late: it is kept and does not count)\n"
    [*_, late] = read_json(shell, "hypothesis", "list", "A-1")
    assert (late["late"], late["counts"]) == (True, False)
    assert "late  saw it" in shell.ok("hypothesis", "list", "A-1")
    assert "frozen since 2026-03-02 09:00" in refused(shell, "hypothesis", "drop", "A-1", "coding")
