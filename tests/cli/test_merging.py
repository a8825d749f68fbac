from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hiring.cli import merging as commands
from tests.cli.desk import everything, log, read_json, refused, rehearses

if TYPE_CHECKING:
    from tests.conftest import Shell


@pytest.fixture
def twice(desk: Shell) -> Shell:
    """Add somebody a second time: C-3 is C-1."""
    desk.ok("candidate", "edit", "C-1", "--phone", "+49 30 1234567", "--company", "Sample Labs")
    desk.ok(
        *("candidate", "add", "Example, Ada", "--email", "ada.e@example.org"),
        *("--phone", "0049 30 1234567", "--company", "Sketch AG", "--tags", "nlp"),
    )
    return desk


def test_who_is_added_twice_is_hinted_at(desk: Shell) -> None:
    desk.ok("candidate", "edit", "C-1", "--phone", "+49 30 1234567")

    hinted = desk("candidate", "add", "Ada Exampel", "--phone", "0049/301234567", "--dry-run")
    added = read_json(desk, "candidate", "add", "Ada Exampel", "--phone", "0049/301234567")

    assert hinted.stdout == "added C-3\n"
    assert hinted.stderr.splitlines()[-1] == (
        "C-3 may be C-1: same phone, name mistyped. See: hiring candidate duplicates C-3"
    )
    assert added["similar"] == [
        {"code": "C-1", "score": 97, "reasons": ["same phone", "name mistyped"]}
    ]


def test_the_country_of_the_workspace_is_that_of_a_bare_number(desk: Shell) -> None:
    desk.ok("candidate", "add", "Cleo Sketch", "--phone", "030 1234567")
    settings = desk.folder / "hiring.toml"
    settings.write_text(f'country = "Germany"\n{settings.read_text()}')

    hinted = desk("candidate", "add", "Cleo Sketch", "--phone", "+4930 1234567")

    assert "C-4 may be C-3: same phone, same name" in hinted.stderr


def test_a_country_that_is_none_is_refused(desk: Shell) -> None:
    settings = desk.folder / "hiring.toml"
    settings.write_text(f'country = "Atlantis"\n{settings.read_text()}')

    said = desk("candidate", "list")

    assert said.exit_code == 3
    assert "country 'Atlantis' is unknown. Fix: a name such as" in said.stderr


def test_duplicates_are_suggested_with_their_reasons(twice: Shell) -> None:
    listed = twice.ok("candidate", "duplicates").splitlines()
    told = read_json(twice, "candidate", "duplicates", "C-3")

    assert listed[0].split() == ["SCORE", "CODE", "NAME", "CODE", "NAME", "REASONS"]
    assert listed[1].startswith("100    C-1   Ada Example")
    assert listed[1].endswith("same phone, same name")
    assert len(listed) == 2
    assert (told["found"], told["skipped"]) == (1, [])
    assert told["pairs"][0]["reasons"] == ["same phone", "same name"]
    assert (told["pairs"][0]["first"], told["pairs"][0]["second"]) == ("C-1", "C-3")


def test_nobody_twice_is_said_so(desk: Shell) -> None:
    said = desk("candidate", "duplicates")

    assert (said.stdout, said.stderr) == ("", "nobody seems to be there twice\n")


def test_more_pairs_than_shown_and_values_not_compared_are_said(
    twice: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    twice.ok("candidate", "add", "Ada Example", "--phone", "+49 30 1234567")

    said = twice("candidate", "duplicates", "--limit", "1")
    monkeypatch.setattr("hiring.workflow.duplicates.MOST_IN_BLOCK", 2)
    skipped = twice("candidate", "duplicates")

    assert said.stderr == "the first 1 of 3; --limit shows more\n"
    assert "not compared: 2 phones, pages and names, each of too many people (up to 3)" in (
        skipped.stderr
    )


def test_two_who_are_not_one_are_suggested_no_more(twice: Shell) -> None:
    words = ("candidate", "distinct", "C-3", "C-1", "--because", "sisters")

    assert rehearses(twice, *words) == "C-3 and C-1 are not one person\n"
    assert twice.ok(*words) == "C-3 and C-1 are not one person\n"
    assert twice.ok(*words) == "C-3 and C-1 are not one person: it was so already\n"
    assert twice("candidate", "duplicates").stdout == ""
    assert "hiring candidate distinct C-1 C-3 --undo" in refused(
        twice, "candidate", "merge", "C-1", "C-3", "--yes"
    )
    assert twice.ok(*words, "--undo") == "C-3 and C-1 may be one person\n"
    assert log(twice)[-2:] == ["candidates are not one", "candidates may be one"]


def test_a_merge_shows_what_differs_and_asks(twice: Shell) -> None:
    before = everything(twice)

    said = twice("candidate", "merge", "c1", "ada.e@example.org", input="n\n")

    assert said.exit_code == 1
    assert everything(twice) == before
    assert [line.split()[:2] for line in said.stdout.splitlines()[4:6]] == [
        ["name", "A"],
        ["company", "A"],
    ]
    assert "Merge C-3 into C-1? [y/N]" in said.stdout


def test_a_merge_can_be_rehearsed_done_and_taken_back(twice: Shell) -> None:
    words = ("candidate", "merge", "C-1", "C-3", "--keep", "company=B", "--because", "same phone")
    before = twice.ok("candidate", "show", "C-1").partition("history")[0]

    assert rehearses(twice, *words).endswith("would merge C-3 into C-1\n")
    merged = read_json(twice, *words, "--yes")
    shown = twice("candidate", "show", "C-3")
    listed = twice.ok("candidate", "list")

    assert (merged["kept"], merged["merged"]) == ("C-1", "C-3")
    assert shown.stderr == "C-3 is now C-1\n"
    assert "company  Sketch AG\n" in shown.stdout
    assert "merged   C-3\n" in shown.stdout
    assert "candidate added direct (as C-3) by Rita Recruiter" in shown.stdout
    assert "candidates merged C-3 -> C-1 by Rita Recruiter: same phone" in shown.stdout
    assert "C-3" not in listed

    assert rehearses(twice, "candidate", "unmerge", "C-3").startswith(
        "C-3 would be a person of their own"
    )
    twice.ok("candidate", "unmerge", "C-3", "--because", "it was the other phone")

    assert twice.ok("candidate", "show", "C-1").partition("history")[0] == before
    assert log(twice)[-2:] == ["candidates merged", "candidates unmerged"]


def test_what_was_edited_since_is_named_when_a_merge_is_taken_back(twice: Shell) -> None:
    twice.ok("candidate", "merge", "C-1", "C-3", "--yes")
    twice.ok("candidate", "edit", "C-3", "--tags", "nlp rust")

    done = twice("candidate", "unmerge", "C-3")
    again = twice("candidate", "unmerge", "C-3")

    assert done.stdout == "C-3 is a person of their own again; C-1 stays\n"
    assert done.stderr == "C-1 keeps its tags: edited since\n"
    assert (again.exit_code, again.stdout) == (1, "")


def test_a_wrong_field_to_keep_is_a_usage_error(twice: Shell) -> None:
    said = refused(twice, "candidate", "merge", "C-1", "C-3", "--keep", "phone=B", code=2)

    assert "the fields are name, email, company" in said
    assert "add --yes" in refused(twice, "candidate", "merge", "C-1", "C-3", "--json", code=2)


def test_applications_that_move_are_named_and_named_going_back(desk: Shell) -> None:
    desk.ok("job", "open", "software-engineer", "--code", "SE-1")
    desk.ok("candidate", "add", "Ada Again", "--job", "SE-1")

    said = desk.ok("candidate", "merge", "C-1", "C-3", "--yes")

    assert "applications that become C-1's: A-3" in said
    assert desk.ok("candidate", "unmerge", "C-3").startswith(
        "C-3 is a person of their own again with A-3"
    )


def test_two_open_applications_are_refused_with_the_way_out(desk: Shell) -> None:
    desk.ok("candidate", "add", "Ada Again", "--job", "ML-1")

    said = refused(desk, "candidate", "merge", "C-1", "C-3", "--yes")

    assert said.startswith("Error: both have an open application for ML-1: A-1 and A-3. Fix: ")
    assert "hiring decide A-3 withdraw --by" in said


def test_the_bar_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)

    with commands._bar(hidden=False) as going:
        going(1, 2)
        going(2, 2)
