"""Assessments on the command line, and what a debrief settles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.desk import acting, everything, read_json, refused, rehearses
from tests.factories import ALL, a_recorded_card, an_application, an_interview

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Shell


def test_an_assessment_says_the_sentence_the_lines_and_what_is_next(shell: Shell) -> None:
    with acting(shell) as act:
        an_application(act)
        a_recorded_card(act, "A-1", dict.fromkeys(ALL, 3) | {"system-design": (3, "")})
        an_interview(act, "A-1", step="pairing", people=("Cy Sample",))

    before = everything(shell)
    result = shell("assess", "A-1")

    assert (result.exit_code, result.stderr) == (0, "")
    assert everything(shell) == before
    said = result.stdout
    assert "\nStrengths to validate (2 of 2 needed)\n" in said
    assert "  Coding at 3: validated, provisional (Bo Sample 3)\n" in said
    assert "\nMinimum bars\n" in said
    assert "  System design at 2: not yet tested (no vote)\n" in said
    assert "  Coding, Bo Sample, 3: Said it out loud and wrote it on the board.\n" in said
    assert "  System design, Bo Sample, 3: (no evidence: does not count)\n" in said
    assert "\nOpen\n  - " in said
    assert "\n  - Cards not in yet: S-2.\n" in said.partition("\nNext\n")[2]
    assert said.endswith("\nNot submitted yet: S-2\n")


def test_an_assessment_in_json_has_the_fields_of_the_rule(desk: Shell) -> None:
    with acting(desk) as act:
        a_recorded_card(act, "A-1", dict.fromkeys(ALL, 3) | {"coding": ("not assessed", "")})

    stood = read_json(desk, "assess", "A-1")

    assert stood["application"] == "A-1"
    assert stood["recommendation"] in {"advance", "lean_advance", "hold"}
    assert stood["sentence"].endswith(".")
    assert isinstance(stood["lines"], list)
    assert stood["evidence"]["coding"][0]["level"] is None
    assert stood["missing_cards"] == []
    assert set(stood["rubric"]) == {"role", "version", "revision", "digest"}
    assert "  Coding, Bo Sample, not assessed: " not in desk.ok("assess", "A-1")


def test_an_assessment_of_nothing_is_refused(desk: Shell) -> None:
    assert "there is no application 'A-9'" in refused(desk, "assess", "A-9")
    assert "it could be: C-2" in refused(desk, "assess", "Ben")


def contested(desk: Shell) -> None:
    with acting(desk) as act:
        a_recorded_card(act, "A-1", dict.fromkeys(ALL, 3))
        a_recorded_card(act, "A-1", dict.fromkeys(ALL, 3) | {"communication": 1}, who="Cy Sample")


RESOLVE = ("debrief", "resolve", "A-1", "communication", "bar", "met")
SAID = ("--by", "Mo Manager", "--because", "the second half answered it")


def test_the_debrief_settles_what_interviewers_disagree_on(shell: Shell) -> None:
    with acting(shell) as act:
        an_application(act)
    contested(shell)

    sentence = rehearses(shell, *RESOLVE, *SAID)
    said = shell.ok(*RESOLVE, *SAID)

    assert said == sentence
    lines = shell.ok("assess", "A-1")
    assert "; settled in debrief by Mo Manager" in lines
    assert said.strip() in lines


def test_what_was_settled_can_answer_in_json(desk: Shell) -> None:
    contested(desk)

    words = ("debrief", "resolve", "A-1", "communication", "bar", "not-met")
    stood = read_json(desk, *words, *SAID)

    [bar] = [one for one in stood["lines"] if one["settled_by"]]
    assert (bar["competency"], bar["kind"], bar["settled_as"]) == (
        *("communication", "bar", "not_met"),
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("A-1", "coding", "bar", "met", *SAID), 1, "not contested. Fix: a debrief settles only"),
        (("A-1", "communication", "strength", "met", *SAID), 1, "is no strength to validate"),
        (("A-1", "juggling", "bar", "met", *SAID), 1, "does not rate 'juggling'"),
        (("A-9", "coding", "bar", "met", *SAID), 1, "there is no application 'A-9'"),
        (("A-1", "communication", "lid", "met", *SAID), 2, "'lid' is not one of 'bar'"),
        (("A-1", "communication", "bar", "perhaps", *SAID), 2, "'perhaps' is not one of 'met'"),
        (("A-1", "communication", "bar", "met", "--by", "Mo"), 2, "Missing option '--because'"),
        (("A-1", "communication", "bar", "met", *SAID, "--by", " "), 2, "'--by': it is empty"),
        (("A-1", "communication", "bar", "met", *SAID, "--because", ""), 2, "it is empty"),
    ],
)
def test_a_debrief_never_overturns_a_result_or_settles_without_words(
    desk: Shell, words: tuple[str, ...], code: int, said: str
) -> None:
    contested(desk)

    assert said in refused(desk, "debrief", "resolve", *words, code=code)


def test_the_pack_for_the_debrief_is_written_once(desk: Shell, tmp_path: Path) -> None:
    contested(desk)
    file = tmp_path / "new" / "pack.docx"
    words = ("debrief", "export", "A-1", "-o", str(file))

    before = everything(desk)
    assert desk.ok(*words) == f"written  {file}\n"
    assert desk.ok(*words) == f"unchanged  {file}\n"
    assert everything(desk) == before

    with acting(desk) as act:
        a_recorded_card(act, "A-1", dict.fromkeys(ALL, 3), who="Di Sample")
    old = file.read_bytes()
    assert old.startswith(b"PK")
    assert "is there with other content. Fix: choose another name, or write over it with" in (
        refused(desk, *words)
    )
    assert file.read_bytes() == old
    assert desk.ok(*words, "--force") == f"written  {file}\n"
    assert file.read_bytes() != old


def test_a_pack_needs_a_file_and_an_application(desk: Shell, tmp_path: Path) -> None:
    assert "Missing option '-o'" in refused(desk, "debrief", "export", "A-1", code=2)
    assert "is a directory" in refused(
        desk, "debrief", "export", "A-1", "-o", str(tmp_path), code=2
    )
    file = tmp_path / "x.docx"
    assert "there is no application" in refused(desk, "debrief", "export", "A-9", "-o", str(file))
    assert not file.exists()
