"""Feedback of other trackers on the command line: imported as scorecards, with nothing lost."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert, update

from hiring.store.tables import candidates, remote_ids
from tests import trackers
from tests.cli.desk import acting, everything, log, read_json, refused, rehearses
from tests.factories import (
    ALL,
    a_candidate,
    a_recorded_card,
    a_rubric,
    an_application,
    an_interview,
    bring_to,
)
from tests.trackers import MAP, greenhouse

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Shell

# Their numbers of Ada's application and of Ada.
THEIRS = {
    "greenhouse": ("501", "77"),
    "lever": ("opp-1", "contact-1"),
    "ashby": ("app-1", "cand-1"),
    "frappe": ("HR-APP-2026-1", ""),
    "merge": ("ma-1", "mc-1"),
}


def known_as(shell: Shell, system: str, *, stage: str = "applied") -> None:
    """Apply Ada, whom a tracker knows by its own numbers."""
    application, candidate = THEIRS[system]
    numbers = [("A", application), ("C", candidate)]
    with acting(shell) as act:
        person = a_candidate(act, email="ada@example.org")
        an_application(act, candidate=person, stage=stage)
        act.connection.execute(
            insert(remote_ids),
            [
                {"system": system, "kind": kind, "remote_id": number, "number": 1}
                for kind, number in numbers
                if number
            ],
        )


def dumped(folder: Path, *records: Any, name: str = "feedback.json") -> str:
    path = folder / name
    path.write_text(json.dumps(list(records)), encoding="utf-8")
    return str(path)


def mapped(folder: Path, **sections: Any) -> str:
    path = folder / "map.yaml"
    path.write_text(json.dumps(MAP | sections), encoding="utf-8")
    return str(path)


def taken(shell: Shell, system: str, file: str, *words: str) -> dict[str, Any]:
    result = shell("scorecard", "import", "--from", system, file, *words, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def counts(report: dict[str, Any]) -> dict[str, int]:
    states = ("added", "updated", "unchanged", "skipped", "rejected")
    assert report["read"] == sum(report[state] for state in states)
    return {state: report[state] for state in states if report[state]}


def raws(page: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {one["competency"]: (one["raw"], one["level"]) for one in page["ratings"]}


def test_a_scorecard_of_greenhouse_is_imported_with_nothing_lost(
    shell: Shell, tmp_path: Path
) -> None:
    known_as(shell, "greenhouse")
    record = greenhouse()

    report = taken(shell, "greenhouse", dumped(tmp_path, record), "--map", mapped(tmp_path))

    assert counts(report) == {"added": 1}
    page = read_json(shell, "scorecard", "show", "S-1")
    assert raws(page) == {
        "coding": ("strong_yes", 4),
        "ml-fundamentals": ("mixed", 2),
        "system-design": ("no_decision", None),
        "communication": (None, None),
    }
    assert {one["scale"] for one in page["ratings"]} == {"greenhouse-5"}
    assert (page["overall"], page["overall_raw"]) == ("strong_no", "definitely_not")
    assert page["ratings"][0]["evidence"] == "Wrote the loop & tested it."
    assert page["overall_note"] == (
        "Key Take-Aways: Calm.\n- Fast\n\nWould you pair again?: Yes \N{EN DASH} 1 < 2"
    )
    assert page["status"]["interviewer"] == "Bo Sample"
    assert (page["source"], page["submitted_by"]) == ("greenhouse", "Rita Recruiter")
    assert page["submitted_at"] == "2026-02-27T16:20:00+00:00"
    assert (page["status"]["state"], page["status"]["late"]) == ("recorded", False)
    assert page["status"]["starts_at"] == "2026-02-27T14:00:00+00:00"
    assert log(shell)[-3:] == ["interview planned", "interviewer added", "scorecard recorded"]
    shell.ok("scorecard", "original", "S-1", "-o", str(tmp_path / "back.json"))
    assert json.loads((tmp_path / "back.json").read_text()) == record
    shown = shell.ok("scorecard", "show", "S-1")
    assert "from         greenhouse" in shown
    assert "submitted    2026-02-27 16:20 by Rita Recruiter" in shown
    assert "Communication: not assessed  (greenhouse: not rated)" in shown


def test_the_same_file_again_changes_nothing_and_newer_feedback_is_a_new_version(
    shell: Shell, tmp_path: Path
) -> None:
    known_as(shell, "greenhouse")
    words = ("--map", mapped(tmp_path))
    taken(shell, "greenhouse", dumped(tmp_path, greenhouse()), *words)
    before = everything(shell)
    assert counts(taken(shell, "greenhouse", dumped(tmp_path, greenhouse()), *words)) == {
        "unchanged": 1
    }
    assert everything(shell) == before
    newer = greenhouse(submitted_at="2026-02-28T09:00:00Z", overall_recommendation="yes")

    report = taken(shell, "greenhouse", dumped(tmp_path, newer), *words)

    assert counts(report) == {"updated": 1}
    page = read_json(shell, "scorecard", "show", "S-1")
    assert [one["overall"] for one in page["versions"]] == ["strong_no", "yes"]
    assert log(shell)[-1] == "scorecard corrected"
    old = taken(shell, "greenhouse", dumped(tmp_path, greenhouse()), *words)
    assert (counts(old), old["skipped_because"]) == (
        {"skipped": 1},
        {"older than what stands": 1},
    )


def test_imported_cards_count_as_ours_do_and_say_where_they_are_from(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    known_as(sqlite_shell, "greenhouse", stage="interviewing")
    taken(
        sqlite_shell,
        "greenhouse",
        dumped(tmp_path, greenhouse()),
        *("--map", mapped(tmp_path)),
    )

    assessed = read_json(sqlite_shell, "assess", "A-1")

    [vote] = assessed["evidence"]["coding"]
    assert (vote["level"], vote["counts"], vote["source"]) == (4, True, "greenhouse")
    sqlite_shell.ok("debrief", "export", "A-1", "-o", str(tmp_path / "debrief.docx"))
    from docx import Document

    pack = Document(str(tmp_path / "debrief.docx"))
    told = [one.text for one in pack.paragraphs]
    assert any("Panel, from Greenhouse" in one for one in told)


def test_feedback_goes_onto_the_planned_card_of_its_interviewer(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    known_as(sqlite_shell, "greenhouse")
    with acting(sqlite_shell) as act:
        an_interview(act, "A-1", people=("Cy Sample", "Bo Sample"))
    second = greenhouse(9002, interviewer={"id": 5, "name": "Di Sample"})
    third = greenhouse(9003)
    words = mapped(
        tmp_path,
        interviewers=MAP["interviewers"] | {"5": "Di Sample <di@example.org>"},
    )

    report = taken(
        sqlite_shell,
        "greenhouse",
        dumped(tmp_path, greenhouse(), second, third),
        *("--map", words),
    )

    assert [one["card"] for one in report["records"]] == ["S-2", "S-3", "S-4"]
    found = {one["code"]: one for one in read_json(sqlite_shell, "interview", "list")}
    cards = {code: [card["code"] for card in one["cards"]] for code, one in found.items()}
    assert cards == {"I-1": ["S-1", "S-2", "S-3"], "I-2": ["S-4"]}


def test_drafts_and_what_was_deleted_are_skipped_and_counted(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    known_as(sqlite_shell, "lever")
    records = (
        trackers.lever("a", completedAt=None),
        trackers.lever("b", deletedAt=1772204400001),
        trackers.lever("c", deletedAt=1772204400001, completedAt=None),
    )

    report = taken(sqlite_shell, "lever", dumped(tmp_path, *records))

    assert counts(report) == {"skipped": 3}
    assert report["skipped_because"] == {"draft": 1, "deleted": 2}


def test_a_form_of_lever_is_imported(shell: Shell, tmp_path: Path) -> None:
    known_as(shell, "lever")
    words = mapped(tmp_path, interviewers={"usr-1": "Bo Sample <bo@example.org>"})

    report = taken(shell, "lever", dumped(tmp_path, trackers.lever()), "--map", words)

    assert counts(report) == {"added": 1}
    page = read_json(shell, "scorecard", "show", "S-1")
    assert raws(page) == {
        "coding": ("4", 4),
        "ml-fundamentals": ("2", 1),
        "communication": ("4 - Strong Hire", 4),
    }
    assert (page["overall"], page["overall_raw"]) == ("yes", "3 - Yes")
    assert page["overall_note"] == "Notes: Calm throughout.\n\nRemote?: yes\n\nTools: git, make"
    assert page["submitted_at"] == "2026-02-27T15:00:00+00:00"
    assert report["records"][0]["notes"] == [
        "rated without evidence, so it does not count: Communication"
    ]


def test_a_submission_of_ashby_is_imported_for_whom_it_is_credited_to(
    shell: Shell, tmp_path: Path
) -> None:
    known_as(shell, "ashby")
    words = mapped(tmp_path, questions={"What did you see?": "ml-fundamentals"})

    report = taken(shell, "ashby", dumped(tmp_path, trackers.ashby()), "--map", words)

    assert counts(report) == {"added": 1}
    page = read_json(shell, "scorecard", "show", "S-1")
    assert raws(page) == {
        "coding": ("4", 4),
        "ml-fundamentals": ("2", 1),
        "communication": (None, None),
    }
    evidence = {one["competency"]: one["evidence"] for one in page["ratings"]}
    assert evidence["coding"] == "Typed it out."
    assert evidence["ml-fundamentals"] == "What did you see?: A calm person.\nA calm person."
    assert (page["overall"], page["overall_raw"]) == ("strong_yes", "4")
    assert page["status"]["email"] == "bo@example.org"
    assert page["submitted_by"] == "Rita Wu <rita@example.org>"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"gone": 1}, "record 1, submittedValues.gone: the form has no such field"),
        ({"q1": {"score": {}}}, "submittedValues.q1.score: it is an object, not a rating"),
        ({"q1": {"score": 3, "comments": "\0"}}, "submittedValues.q1: it holds half a character"),
        ([], "record 1, submittedValues: it is a list, not an object"),
    ],
)
def test_a_submission_that_its_form_does_not_explain_is_told(
    sqlite_shell: Shell, tmp_path: Path, values: Any, told: str
) -> None:
    known_as(sqlite_shell, "ashby")
    file = dumped(tmp_path, trackers.ashby(submittedValues=values))
    words = ("scorecard", "import", "--from", "ashby", file, "--map", mapped(tmp_path))

    result = sqlite_shell(*words)

    assert result.exit_code == 3
    assert told in result.stderr


def test_scores_that_a_form_of_lever_has_no_name_for_are_told(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    known_as(sqlite_shell, "lever")
    fields = [
        {"type": "scorecard", "scores": [{"text": "Coding"}], "value": [{"score": 1}] * 2},
        {"type": "score", "text": "Models", "overall": "yes", "value": 2},
    ]
    file = dumped(tmp_path, trackers.lever(fields=fields))

    result = sqlite_shell("scorecard", "import", "--from", "lever", file)

    assert "record 1, fields[0].value: it has more scores than the form has" in result.stderr
    assert "record 1, fields[1].overall: it is a text, not true or false" in result.stderr


def test_somebody_with_several_applications_is_not_guessed(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    with acting(sqlite_shell) as act:
        person = a_candidate(act, email="ada@example.org")
        an_application(act, candidate=person)
        an_application(act, candidate=person, job="ML-2")
    file = dumped(tmp_path, trackers.merge())
    words = ("scorecard", "import", "--from", "merge", file, "--map")

    result = sqlite_shell(*words, mapped(tmp_path))

    assert "record 1: C-1 has 2 applications: A-1, A-2" in result.stderr
    sqlite_shell.ok(*words, mapped(tmp_path, applications={"ma-1": "A-2"}))
    assert read_json(sqlite_shell, "scorecard", "show", "S-1")["status"]["application"] == "A-2"


def test_a_candidate_that_was_merged_is_found_as_who_they_are_now(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    known_as(sqlite_shell, "greenhouse")
    with acting(sqlite_shell) as act:
        a_candidate(act, name="A. Example")
        act.connection.execute(update(candidates).where(candidates.c.id == 2).values(merged_into=1))
        act.connection.execute(
            insert(remote_ids).values(system="greenhouse", kind="C", remote_id="79", number=2)
        )
    file = dumped(tmp_path, greenhouse(application_id=None, candidate_id=79))

    report = taken(sqlite_shell, "greenhouse", file, "--map", mapped(tmp_path))

    assert report["records"][0]["application"] == "A-1"


def test_what_this_job_s_rubric_does_not_rate_is_kept_in_the_note(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    known_as(sqlite_shell, "greenhouse")
    with acting(sqlite_shell) as act:
        an_application(act, job="ML-2", rubric=a_rubric(rated=(*ALL, "curiosity")))
    words = mapped(tmp_path, competencies=MAP["competencies"] | {"Models": "curiosity"})

    taken(sqlite_shell, "greenhouse", dumped(tmp_path, greenhouse()), "--map", words)

    page = read_json(sqlite_shell, "scorecard", "show", "S-1")
    assert page["overall_note"].endswith("curiosity: mixed. Mixed up precision and recall.")


def test_a_zero_of_frappe_is_not_assessed_and_named(shell: Shell, tmp_path: Path) -> None:
    known_as(shell, "frappe")

    report = taken(shell, "frappe", dumped(tmp_path, trackers.frappe()), "--map", mapped(tmp_path))

    assert counts(report) == {"added": 1}
    page = read_json(shell, "scorecard", "show", "S-1")
    assert raws(page) == {
        "coding": ("1.0", 4),
        "ml-fundamentals": ("0.6", 2),
        "communication": ("0", None),
    }
    assert (page["overall"], page["overall_raw"]) == ("yes", "Cleared")
    assert page["overall_note"] == "Feedback: Calm."
    notes = report["records"][0]["notes"]
    assert "Talks clearly: 0 may mean that nothing was given; taken as not assessed" in notes


def test_a_scorecard_of_merge_finds_its_candidate_by_e_mail(shell: Shell, tmp_path: Path) -> None:
    with acting(shell) as act:
        person = a_candidate(act, email="ADA@example.org")
        an_application(act, candidate=person)

    report = taken(shell, "merge", dumped(tmp_path, trackers.merge()), "--map", mapped(tmp_path))

    assert counts(report) == {"added": 1}
    page = read_json(shell, "scorecard", "show", "S-1")
    assert (page["overall"], page["overall_raw"]) == ("strong_no", "DEFINITELY_NO")
    assert page["ratings"] == []


def test_names_that_no_map_has_are_listed_all_at_once(sqlite_shell: Shell, tmp_path: Path) -> None:
    known_as(sqlite_shell, "greenhouse")
    odd = greenhouse(9002, overall_recommendation="splendid", rated={"Coding": ("great", "")})
    file = dumped(tmp_path, greenhouse(), odd)
    before = everything(sqlite_shell)

    result = sqlite_shell("scorecard", "import", "--from", "greenhouse", file)

    assert result.exit_code == 3
    assert everything(sqlite_shell) == before
    for line in (
        'Error: the map, competencies: "Coding" is not in it (2 records). Fix: write "Coding":',
        "and an attribute: one of our competencies, or - to leave its rating out",
        'the map, steps: "Technical interview" is not in it (2 records)',
        'the map, interviewers: "4080" is not in it (2 records)',
        'the map, ratings: "great" is not in it (1 record, first in record 2, attributes[0].rating',
        'overall: "splendid" is not in it (1 record, first in record 2, overall_recommendation)',
    ):
        assert line in result.stderr
    assert "Bo" not in result.stderr
    assert result.stdout == "read 2: 0 added, 0 updated, 0 unchanged, 0 skipped, 2 rejected\n"


def test_a_map_is_proposed_by_equal_names_only_and_kept_private(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    known_as(sqlite_shell, "greenhouse")
    with acting(sqlite_shell) as act:
        an_interview(act, "A-1", people=("Bo Sample",))
    record = greenhouse(
        interview_step={"id": 1, "name": "PANEL"},
        rated={"coding": ("yes", "Said so."), "Communicating": ("yes", "Said so.")},
    )
    file, proposed = dumped(tmp_path, record), tmp_path / "proposed.yaml"

    said = sqlite_shell.ok(
        "scorecard", "import", "--from", "greenhouse", file, "--propose-map", str(proposed)
    )

    assert said == f"written  {proposed}  1 lines are to be completed\n"
    assert stat.S_IMODE(proposed.stat().st_mode) == 0o600
    text = proposed.read_text()
    assert '  "coding": "coding"\n  "Communicating": "?"\n' in text
    assert '  "PANEL": "panel"\n' in text
    assert '  "4080": "Bo Sample <bo@example.org>"  # "Bo Sample"\n' in text
    proposed.write_text(text.replace('"?"', '"communication"'))
    report = taken(sqlite_shell, "greenhouse", file, "--map", str(proposed))
    assert (counts(report), report["records"][0]["card"]) == ({"added": 1}, "S-1")


def test_a_map_may_change_a_scale_and_leave_an_attribute_out(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    known_as(sqlite_shell, "greenhouse")
    words = mapped(
        tmp_path,
        competencies=MAP["competencies"] | {"Models": "-"},
        ratings={"strong_yes": "3"},
        overall={"definitely_not": "no"},
    )

    taken(sqlite_shell, "greenhouse", dumped(tmp_path, greenhouse()), "--map", words)

    page = read_json(sqlite_shell, "scorecard", "show", "S-1")
    assert raws(page)["coding"] == ("strong_yes", 3)
    assert "ml-fundamentals" not in raws(page)
    assert page["overall_note"].startswith("Models: mixed. Mixed up precision and recall.\n\n")
    assert (page["overall"], page["overall_raw"]) == ("no", "definitely_not")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("competencies:\n  Coding: juggling\n", "map.yaml:2: 'juggling' is nothing that may stand"),
        ("people:\n  a: b\n", "map.yaml:1: 'people' is no section"),
        ("- a\n", "map.yaml:1: a map has sections"),
        ("overall:\n  a: yes\n", "map.yaml:2: YAML reads yes as"),
        ("ratings:\n  a: 5\n", "map.yaml:2: 5 is nothing that may stand here"),
        ("interviewers:\n  a: Bo\n", "map.yaml:2: 'Bo' is nothing that may stand here"),
        ("steps: panel\n", "map.yaml:1: it is no list of names"),
        ("steps:\n  a: [b]\n", "map.yaml:2: it is no text"),
        ("applications:\n  a: C-1\n", "map.yaml:2: 'C-1' is nothing that may stand here"),
        ("skip: 1\n", "map.yaml:1: it is no list of numbers"),
    ],
)
def test_a_bad_map_is_refused_by_its_line(
    sqlite_shell: Shell, tmp_path: Path, text: str, told: str
) -> None:
    known_as(sqlite_shell, "greenhouse")
    (tmp_path / "map.yaml").write_text(text)
    words = ("--from", "greenhouse", dumped(tmp_path, greenhouse()))

    said = refused(
        sqlite_shell, "scorecard", "import", *words, "--map", str(tmp_path / "map.yaml"), code=3
    )

    assert told in said


def test_one_bad_record_keeps_all_out_unless_one_keeps_going(shell: Shell, tmp_path: Path) -> None:
    known_as(shell, "greenhouse")
    stranger = greenhouse(9002, application_id=999, candidate_id=998)
    twice = greenhouse()
    file = dumped(tmp_path, greenhouse(), stranger, twice, [])
    words = ("scorecard", "import", "--from", "greenhouse", file, "--map", mapped(tmp_path))
    before = everything(shell)

    result = shell(*words)

    assert (result.exit_code, everything(shell)) == (3, before)
    told = result.stderr.splitlines()
    assert [line.partition(". Fix: ")[0] for line in told] == [
        "Error: record 2: nobody here is known by its application, candidate or e-mail",
        "Error: record 3, id: record 1 has the same",
        "Error: record 4: a record is an object in braces, not a list",
        "nothing was recorded; --keep-going records what is good",
    ]
    assert told[0].endswith('or name it in the map, as applications: {"999": A-1}')
    again = shell(*words, "--keep-going")
    assert again.exit_code == 3
    assert again.stdout.endswith("read 4: 1 added, 0 updated, 0 unchanged, 0 skipped, 3 rejected\n")
    [card] = read_json(shell, "scorecard", "status")
    assert read_json(shell, "scorecard", "show", card["card"])["source"] == "greenhouse"


def test_a_rehearsal_says_the_same_and_changes_nothing(sqlite_shell: Shell, tmp_path: Path) -> None:
    known_as(sqlite_shell, "greenhouse")
    file = dumped(tmp_path, greenhouse())
    words = ("scorecard", "import", "--from", "greenhouse", file, "--map", mapped(tmp_path))

    said = rehearses(sqlite_shell, *words)

    assert said == sqlite_shell.ok(*words)


def test_after_the_debrief_began_feedback_needs_to_be_reopened(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    known_as(sqlite_shell, "greenhouse", stage="debrief")
    file = dumped(tmp_path, greenhouse())
    words = ("scorecard", "import", "--from", "greenhouse", file, "--map", mapped(tmp_path))

    result = sqlite_shell(*words)

    assert result.exit_code == 3
    assert (
        "record 1: A-1 is in debrief: from the debrief on, scorecards are closed" in result.stderr
    )
    sqlite_shell.ok(*words, "--reopen")
    assert "scorecard taken late" in log(sqlite_shell)


def test_feedback_on_an_ended_application_can_be_kept_too(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    known_as(sqlite_shell, "greenhouse")
    with acting(sqlite_shell) as act:
        bring_to(act, "A-1", "rejected")

    report = taken(
        sqlite_shell,
        "greenhouse",
        dumped(tmp_path, greenhouse()),
        *("--map", mapped(tmp_path), "--reopen"),
    )

    assert counts(report) == {"added": 1}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"submitted_at": "yesterday"}, "record 1, submitted_at: it is no moment"),
        ({"attributes": {}}, "record 1, attributes: it is an object, not a list"),
        ({"attributes": ["a"]}, "record 1, attributes[0]: it is a text, not an object"),
        (
            {"attributes": [{"name": "Coding", "rating": ["yes"]}]},
            "record 1, attributes[0].rating: it is a list, not a rating",
        ),
        (
            {"attributes": [{"name": "Coding", "rating": True}]},
            "record 1, attributes[0].rating: it is true or false, not a rating",
        ),
        ({"questions": [{"answer": "\0"}]}, "record 1, questions[0].answer: it holds half a"),
        ({"questions": [{"answer": "\ud800"}]}, "record 1, questions[0].answer: it holds half a"),
        ({"questions": [{"answer": "a" * 100_001}]}, "questions[0].answer: it has over 100,000"),
        ({"id": None}, "record 1, id: it has no number of its own"),
        ({"id": {}}, "record 1, id: it is an object, not a text"),
        ({"id": "1" * 300}, "record 1, id: it has over 200 characters"),
        ({"interview_step": None, "interview": ""}, "record 1: it does not say which interview"),
        ({"interviewer": None}, "record 1: it does not say whose feedback it is"),
        ({"interviewer": 7.5}, "record 1, interviewer: it is a number, not a text"),
        (
            {"attributes": [{"name": "Coding", "rating": "yes"}] * 2},
            "record 1, attributes[1].rating: 'Coding' and 'Coding' are both mapped to coding",
        ),
        ({"interviewer": {"id": 4080, "email": "no"}}, "record 1, interviewer.email: it is no e-"),
        ({"candidate_id": 78}, "record 1: its application is A-1, and its candidate is C-2"),
    ],
    ids=lambda one: one[:40] if isinstance(one, str) else "",
)
def test_a_record_that_is_no_good_is_told_by_its_path(
    desk_of_two: Shell, tmp_path: Path, changes: dict[str, Any], told: str
) -> None:
    file = dumped(tmp_path, greenhouse(**changes))
    before = everything(desk_of_two)

    result = desk_of_two(
        *("scorecard", "import", "--from", "greenhouse", file, "--map", mapped(tmp_path))
    )

    assert result.exit_code == 3
    assert told in result.stderr
    assert everything(desk_of_two) == before


@pytest.fixture
def desk_of_two(sqlite_shell: Shell) -> Shell:
    """Know Ada as candidate 77 and Ben as candidate 78."""
    known_as(sqlite_shell, "greenhouse")
    with acting(sqlite_shell) as act:
        an_application(act, name="Ben Example")
        act.connection.execute(
            insert(remote_ids).values(system="greenhouse", kind="C", remote_id="78", number=2)
        )
    return sqlite_shell


def test_a_file_that_is_cut_off_is_refused_whole(sqlite_shell: Shell, tmp_path: Path) -> None:
    known_as(sqlite_shell, "greenhouse")
    file = tmp_path / "cut.json"
    file.write_text(json.dumps([greenhouse(), greenhouse(9002)])[:-40])
    words = ("scorecard", "import", "--from", "greenhouse", str(file), "--map", mapped(tmp_path))
    before = everything(sqlite_shell)

    result = sqlite_shell(*words)

    assert (result.exit_code, everything(sqlite_shell)) == (3, before)
    assert "cut.json, after record 1: the file ends in the middle of a record" in result.stderr


def test_feedback_can_come_from_the_standard_input_a_record_a_line(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    known_as(sqlite_shell, "greenhouse")
    lines = "\n".join(json.dumps(one) for one in (greenhouse(), greenhouse(9002)))
    words = ("scorecard", "import", "--from", "greenhouse", "-", "--map", mapped(tmp_path))

    result = sqlite_shell(*words, input=lines)

    assert result.exit_code == 0, result.output
    assert "read 2: 2 added" in result.stdout


def test_feedback_beside_a_card_of_ours_is_not_guessed_to_be_another(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    known_as(sqlite_shell, "greenhouse")
    with acting(sqlite_shell) as act:
        a_recorded_card(act, "A-1", dict.fromkeys(ALL, 3))
    file = dumped(tmp_path, greenhouse())
    words = ("scorecard", "import", "--from", "greenhouse", file, "--map")

    result = sqlite_shell(*words, mapped(tmp_path))

    assert result.exit_code == 3
    assert "record 1: that interviewer's card of this step, S-1, came back" in result.stderr
    assert 'skip: ["9001"]' in result.stderr
    report = taken(sqlite_shell, "greenhouse", file, "--map", mapped(tmp_path, skip=["9001"]))
    assert report["skipped_because"] == {"left out by the map": 1}


@pytest.mark.parametrize(
    ("changes", "sections", "told"),
    [
        ({}, {"steps": {"Technical interview": "pairing"}}, "as S-1, of the step panel"),
        ({}, {"interviewers": {"4080": "Cy <cy@example.org>"}}, "as S-1, of another interviewer"),
        ({}, {"applications": {"501": "A-2"}}, "recorded as S-1, of A-1"),
        ({"id": 9}, {"steps": {"Technical interview": "p"}}, "'p' is several steps"),
        ({"id": 9}, {"applications": {"501": "A-9"}}, "there is no application A-9"),
        ({"id": 9, "application_id": None}, {"applications": {"77": "A-1"}}, ""),
        ({"id": 9, "application_id": None}, {}, ""),
    ],
)
def test_where_feedback_belongs_is_never_guessed(
    desk_of_two: Shell, tmp_path: Path, changes: dict[str, Any], sections: Any, told: str
) -> None:
    taken(desk_of_two, "greenhouse", dumped(tmp_path, greenhouse()), "--map", mapped(tmp_path))
    file = dumped(tmp_path, greenhouse(**changes, submitted_at="2026-03-01T00:00:00Z"))

    result = desk_of_two(
        *("scorecard", "import", "--from", "greenhouse", file),
        *("--map", mapped(tmp_path, **sections)),
    )

    assert told in result.stderr
    assert result.exit_code == (3 if told else 0)


@pytest.mark.parametrize(
    "words",
    [
        ("a.json", "b.json", "--from", "lever"),
        ("a.json", "--from", "lever", "--allow-partial"),
        ("a.json", "--map", "map.yaml"),
        ("a.json", "--keep-going"),
    ],
)
def test_options_of_both_kinds_of_import_do_not_mix(desk: Shell, words: tuple[str, ...]) -> None:
    refused(desk, "scorecard", "import", *words, code=2)


def test_a_file_that_is_not_there_is_named(desk: Shell) -> None:
    said = refused(desk, "scorecard", "import", "--from", "lever", "none.json", code=3)

    assert (
        said == "Error: none.json: it cannot be read: No such file or directory. Fix: name a file\n"
    )


def test_a_score_with_a_second_number_is_told_by_its_record_path_and_line(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    known_as(sqlite_shell, "lever")
    record = trackers.lever()
    record["fields"][0]["value"] = "3/5"
    record["fields"][2]["value"] = "4 out of 10"
    file, people = dumped(tmp_path, record), {"usr-1": "Bo Sample <bo@example.org>"}
    words = ("scorecard", "import", "--from", "lever", file, "--map")

    result = sqlite_shell(*words, mapped(tmp_path, interviewers=people))

    assert result.exit_code == 3
    assert (
        'map.yaml, ratings: "4 out of 10" has several numbers, and is not in it '
        '(1 record, first in record 1, fields[2].value). Fix: write "4 out of 10": and a rating'
    ) in result.stderr
    assert (
        'map.yaml, overall: "3/5" has several numbers, and is not in it '
        '(1 record, first in record 1, fields[0].value). Fix: write "3/5": and an overall'
    ) in result.stderr
    said = {"interviewers": people, "ratings": {"4 out of 10": 1}, "overall": {"3/5": "yes"}}
    sqlite_shell.ok(*words, mapped(tmp_path, **said))
    page = read_json(sqlite_shell, "scorecard", "show", "S-1")
    assert (raws(page)["communication"], page["overall"]) == (("4 out of 10", 1), "yes")


def two_people(shell: Shell) -> None:
    """Know Ada as contact-1 with the form's opportunity, and Ben by his address and number."""
    known_as(shell, "lever")
    with acting(shell) as act:
        person = a_candidate(act, name="Ben Example", email="ben@example.org")
        an_application(act, candidate=person)
        numbers = [("C", "contact-2"), ("A", "opp-2")]
        act.connection.execute(
            insert(remote_ids),
            [
                {"system": "lever", "kind": kind, "remote_id": number, "number": 2}
                for kind, number in numbers
            ],
        )


@pytest.mark.parametrize(
    ("opportunity", "more", "told"),
    [
        (
            {"id": "opp-9", "emails": ["ada@example.org", "ben@example.org"]},
            {},
            "its addresses and numbers belong to different people: C-1 and C-2",
        ),
        (
            {"id": "opp-9", "contact": "contact-2", "emails": ["ada@example.org"]},
            {},
            "its addresses and numbers belong to different people: C-1 and C-2",
        ),
        (
            {"id": "opp-1", "emails": ["ada@example.org", "ben@example.org"]},
            {},
            "its addresses and numbers belong to different people: C-1 and C-2",
        ),
        (
            {"id": "opp-1"},
            {"opportunityId": "opp-2"},
            "its numbers belong to different applications: A-1 and A-2",
        ),
    ],
)
def test_feedback_that_names_two_people_is_nobody_s(
    shell: Shell, tmp_path: Path, opportunity: Any, more: Any, told: str
) -> None:
    two_people(shell)
    file = dumped(tmp_path, trackers.lever(opportunity=opportunity, **more))
    sections = {"interviewers": {"usr-1": "Bo Sample <bo@example.org>"}}
    words = ("scorecard", "import", "--from", "lever", file, "--map")
    before = everything(shell)

    result = shell(*words, mapped(tmp_path, **sections))

    assert (result.exit_code, everything(shell)) == (3, before)
    assert f"record 1: {told}" in result.stderr
    assert "example.org" not in result.stderr
    shell.ok(*words, mapped(tmp_path, **sections, applications={opportunity["id"]: "A-2"}))


@pytest.mark.parametrize(
    ("path", "title", "overall"),
    [
        ("overall_recommendation", "Overall", "strong_yes"),
        ("q9", "Overall  Recommendation", "strong_yes"),
        ("overall_communication", "Overall communication", None),
    ],
)
def test_the_recommendation_of_ashby_is_the_field_of_that_very_name(
    sqlite_shell: Shell, tmp_path: Path, path: str, title: str, overall: str | None
) -> None:
    known_as(sqlite_shell, "ashby")
    record = trackers.ashby()
    field = record["formDefinition"]["sections"][0]["fields"][0]["field"]
    field |= {"path": path, "title": title}
    record["submittedValues"][path] = record["submittedValues"].pop("overall_recommendation")

    taken(sqlite_shell, "ashby", dumped(tmp_path, record), "--map", mapped(tmp_path))

    assert read_json(sqlite_shell, "scorecard", "show", "S-1")["overall"] == overall


def test_a_form_of_ashby_with_two_recommendations_is_refused(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    known_as(sqlite_shell, "ashby")
    record = trackers.ashby()
    fields = record["formDefinition"]["sections"][0]["fields"]
    fields[1]["field"]["title"] = "Overall Recommendation"
    file = dumped(tmp_path, record)

    result = sqlite_shell(
        *("scorecard", "import", "--from", "ashby", file, "--map", mapped(tmp_path))
    )

    assert result.exit_code == 3
    assert "'overall_recommendation' and 'q1' are both its overall" in result.stderr


@pytest.mark.parametrize("of", list(THEIRS))
@pytest.mark.parametrize("named", list(THEIRS))
def test_the_dump_of_another_tracker_is_refused(
    sqlite_shell: Shell, tmp_path: Path, of: str, named: str
) -> None:
    draft = {"submitted_at": None, "completedAt": None, "submittedAt": None, "docstatus": 0}
    record = getattr(trackers, of)()
    record |= {key: value for key, value in draft.items() if key in record}
    words = ("scorecard", "import", "--from", named, dumped(tmp_path, record))

    result = sqlite_shell(*words)
    surveyed = sqlite_shell(*words, "--propose-map", str(tmp_path / "proposed.yaml"))

    if of == named:
        assert (result.exit_code, surveyed.exit_code) == (0, 0)
        return
    assert (result.exit_code, surveyed.exit_code) == (3, 3)
    for told in (result.stderr, surveyed.stderr):
        assert f"record 1: this is no feedback of {named}: it looks like {of}" in told
        assert f"--from {of}" in told


def test_a_line_that_still_waits_is_told_as_such(sqlite_shell: Shell, tmp_path: Path) -> None:
    known_as(sqlite_shell, "greenhouse")
    competencies = MAP["competencies"] | {"Models": "?", "CODING ": "?"}
    competencies.pop("Coding")
    words = ("--map", mapped(tmp_path, competencies=competencies))

    result = sqlite_shell(
        *("scorecard", "import", "--from", "greenhouse", dumped(tmp_path, greenhouse()), *words)
    )

    assert 'map.yaml, competencies: "Models" is still "?" (1 record)' in result.stderr
    assert 'map.yaml, competencies: "Coding" is still "?" (1 record)' in result.stderr


def test_a_proposed_map_asks_for_applications_that_nobody_here_has(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    known_as(sqlite_shell, "greenhouse")
    strange = {"application_id": 900, "candidate_id": 99}
    records = (greenhouse(), greenhouse(9002, **strange), greenhouse(9003, **strange))
    file, proposed = dumped(tmp_path, *records), tmp_path / "proposed.yaml"
    words = ("scorecard", "import", "--from", "greenhouse", file)

    sqlite_shell.ok(*words, "--map", mapped(tmp_path), "--propose-map", str(proposed))

    text = proposed.read_text()
    assert 'applications:\n  "900": "?"\n' in text
    assert '"501"' not in text
    proposed.write_text(text.replace('"900": "?"', '"900": "A-1"'))
    assert counts(taken(sqlite_shell, "greenhouse", file, "--map", str(proposed)))["added"]
