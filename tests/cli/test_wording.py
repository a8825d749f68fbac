"""The guard over free text as it is met at the command line."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from hiring.documents.filling import fill
from hiring.store.tables import events, words
from tests.cli.desk import acting, everything, log, looking, read_json, refused, rehearses
from tests.factories import ALL, an_application, an_interview, bring_to

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Shell

YOUNG = "rather young, wrote a parser"
MENDED = "two years of practice, wrote a parser"


def recorded(shell: Shell) -> list[tuple[str, str, str | None, str | None, str | None]]:
    """List what the log says of wording: what, of whom, which text and group, with what words."""
    statement = (
        select(events.c.what, events.c.subject, events.c.from_code, events.c.to_code, words.c.text)
        .outerjoin(words, words.c.id == events.c.words_id)
        .where(events.c.what.startswith("wording"))
        .order_by(events.c.id)
    )
    with looking(shell) as connection:
        return [tuple(row) for row in connection.execute(statement)]


def planned(shell: Shell) -> None:
    with acting(shell) as act:
        an_interview(act, "A-1")


def card_of(shell: Shell, folder: Path, **said: str) -> Path:
    """Send Bo's card out and fill it in: evidence by competency, and a note."""
    shell.ok("scorecard", "export", "A-1", "-o", str(folder), "--force")
    (card,) = (one for one in folder.glob("*.xlsx") if not one.name.startswith("filled"))
    note = said.pop("note", "")
    rated = {one: (3, said.get(one.replace("-", "_"), "Showed it on the board.")) for one in ALL}
    back = folder / "filled.xlsx"
    back.write_bytes(fill(card.read_bytes(), rated, overall="yes", note=note))
    return back


@pytest.mark.parametrize(
    "command",
    [
        ("candidate", "add", "Eve Example", "--note", YOUNG),
        ("candidate", "add", "Eve Example", "--source-detail", "a friend of her husband"),
        ("candidate", "edit", "C-1", "--note", YOUNG),
        ("candidate", "edit", "C-1", "--tags", "pregnant"),
        ("candidate", "distinct", "C-1", "C-2", "--because", "one is a Muslim"),
        ("candidate", "merge", "C-1", "C-2", "--because", "same husband, her husband", "--yes"),
        ("application", "add", "C-1", "ML-1", "--source-detail", "a friend of her husband"),
        ("application", "move", "A-1", "screen", "--because", "good for our diversity"),
        ("hypothesis", "add", "A-1", "coding", "--evidence", YOUNG),
        ("interview", "cancel", "I-1", "--because", "she is pregnant"),
        (
            *("interview", "schedule", "A-1", "panel", "--interviewer", "Bo <bo@example.org>"),
            *("--because", "her accent"),
        ),
        ("decide", "A-1", "reject", "--by", "Mo Manager", "--because", "too old for us"),
        ("decide", "A-1", "advance", "--by", "Mo", "--because", "fine", "--override", "too young"),
        ("privacy", "hold", "C-1", "--because", "says we found her too old"),
        ("privacy", "request", "add", "--kind", "access", "--who", "the pregnant one"),
        (
            *("privacy", "request", "add", "--kind", "access", "--candidate", "C-1"),
            *("--note", "writes that she is pregnant"),
        ),
        (
            *("consent", "add", "C-1", "--given", "2026-03-02", "--expires", "2030-03-02"),
            *("--note", "she is pregnant now"),
        ),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_c2_words_are_refused_where_nobody_can_be_asked(desk: Shell, command: list[str]) -> None:
    planned(desk)

    said = refused(desk, *command)

    assert "names a protected trait" in said
    assert "save it as it is with --as-written" in said


def test_c2_a_settled_line_and_an_application_taken_back_have_their_reasons_looked_over(
    desk: Shell,
) -> None:
    with acting(desk) as act:
        bring_to(act, "A-1", "rejected")

    again = refused(desk, "application", "reopen", "A-1", "--because", "she is not pregnant")
    settled = refused(
        desk,
        *("debrief", "resolve", "A-1", "coding", "bar", "met"),
        *("--by", "Mo Manager", "--because", "he is gay"),
    )

    assert "pregnancy and family" in again
    assert "gender and orientation" in settled


def test_c2_a_refusal_shows_the_words_that_were_typed_and_nobody_s_name(desk: Shell) -> None:
    said = refused(desk, "candidate", "edit", "C-1", "--note", "her husband Max Sample called")

    assert "Max" not in said
    assert 'by "her husband".' in said


def test_c2_what_is_saved_as_written_is_logged_without_its_words(shell: Shell) -> None:
    with acting(shell) as act:
        an_application(act, name="Ada Example")

    shell.ok("candidate", "edit", "C-1", "--note", f"{YOUNG}; current salary 80k", "--as-written")
    shell.ok("application", "move", "A-1", "screen", "--because", "he is gay", "--as-written")

    assert recorded(shell) == [
        ("wording kept", "C-1", "note", "age", None),
        ("wording kept", "C-1", "note", "pay", None),
        ("wording kept", "A-1", "because", "gender", None),
    ]
    assert "wording kept A-1 because -> gender" in shell.ok("application", "show", "A-1")
    assert read_json(shell, "candidate", "show", "C-1")["note"] == f"{YOUNG}; current salary 80k"
    assert shell.ok("db", "check") == "sound\n"


def test_c2_every_act_that_keeps_words_says_so_in_the_log(desk: Shell) -> None:
    planned(desk)
    desk.ok("candidate", "add", "Eve Example", "--note", YOUNG, "--as-written")
    desk.ok("application", "add", "C-3", "ML-1", "--source-detail", "her husband", "--as-written")
    desk.ok("hypothesis", "add", "A-1", "coding", "--evidence", YOUNG, "--as-written")
    desk.ok("interview", "cancel", "I-1", "--because", "she is pregnant", "--as-written")
    desk.ok("candidate", "distinct", "C-2", "C-1", "--because", "one is Muslim", "--as-written")
    reject = ("decide", "A-1", "A-2", "reject", "--by", "Mo", "--because", "too old")
    desk.ok(*reject, "--override", "too young", "--as-written")

    assert [one[1:4] for one in recorded(desk)] == [
        ("C-3", "note", "age"),
        ("A-3", "source_detail", "family"),
        ("A-1", "evidence:coding", "age"),
        ("I-1", "because", "family"),
        ("C-1", "because", "religion"),
        ("A-1", "because", "age"),
        ("A-2", "because", "age"),
    ]
    listed = {(one["code"], one["field"]) for one in read_json(desk, "report", "wording")}
    assert listed == {
        ("C-3", "note"),
        ("A-3", "source detail"),
        ("A-1", "evidence for coding"),
        ("I-1", "reason"),
        ("C-1", "reason"),
        ("A-1", "reason"),
        ("A-2", "reason"),
    }


def test_a_second_interview_keeps_its_reason_as_written(desk: Shell) -> None:
    planned(desk)
    again = ("interview", "schedule", "A-1", "panel", "--interviewer", "Cy Sample <cy@example.org>")

    desk.ok(*again, "--because", "her accent", "--as-written")

    assert [one[1:4] for one in recorded(desk)] == [("A-1", "because", "origin")]
    assert [one["code"] for one in read_json(desk, "report", "wording")] == ["A-1"]


def test_an_override_that_was_not_needed_is_not_logged_as_kept(desk: Shell) -> None:
    withdraw = ("decide", "A-1", "withdraw", "--by", "Mo Manager", "--because", "took another job")

    desk.ok(*withdraw, "--override", "too young", "--skipped", "too old", "--as-written")

    assert recorded(desk) == []


def test_a_merge_and_its_taking_back_keep_their_reasons_as_written(desk: Shell) -> None:
    why = ("--because", "he is gay", "--as-written")
    desk.ok("candidate", "add", "Ada B. Example")
    desk.ok("candidate", "merge", "C-1", "C-3", "--yes", *why)
    desk.ok("candidate", "unmerge", "C-3", *why)

    assert [one[1:4] for one in recorded(desk)] == [("C-1", "because", "gender")] * 2


def test_harmless_words_need_no_flag_and_the_flag_alone_says_nothing(desk: Shell) -> None:
    desk.ok("candidate", "edit", "C-1", "--note", "found the race condition", "--as-written")

    assert recorded(desk) == []


def test_a_rehearsal_is_refused_too_and_keeps_nothing(desk: Shell) -> None:
    refused(desk, "candidate", "edit", "C-1", "--note", YOUNG, "--dry-run")

    rehearses(desk, "candidate", "edit", "C-1", "--note", YOUNG, "--as-written")


def test_c2_commands_from_a_file_are_refused_and_never_ask(desk: Shell, tmp_path: Path) -> None:
    file = tmp_path / "lines.txt"
    file.write_text(f'candidate edit C-1 --note "{YOUNG}"\n', encoding="utf-8")

    result = desk("run", str(file))

    assert result.exit_code == 1
    assert "--as-written" in result.stderr
    assert "?" not in result.stdout + result.stderr


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 1)])
def test_c2_at_a_terminal_it_shows_the_words_and_asks(desk: Shell, answer: str, code: int) -> None:
    said, ended = at_a_terminal(desk, answer, "candidate", "edit", "C-1", "--note", YOUNG)

    assert '--note names a protected trait (age): "young"' in said
    assert "Years of life foretell hardly anything about work" in said
    assert "Save it as it is? [y/N]:" in said
    assert ended == code
    assert len(recorded(desk)) == (1 if answer == "y" else 0)
    assert read_json(desk, "candidate", "show", "C-1")["note"] == (YOUNG if answer == "y" else "")


def test_a_rehearsal_at_a_terminal_shows_the_words_and_asks_nothing(desk: Shell) -> None:
    command = ("candidate", "edit", "C-1", "--note", YOUNG, "--dry-run")

    said, ended = at_a_terminal(desk, "", *command)

    assert ended == 0
    assert "names a protected trait (age)" in said
    assert "Save it" not in said


def test_c2_a_file_of_commands_asks_nothing_at_a_terminal_either(
    desk: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "lines.txt"
    file.write_text(f'candidate edit C-1 --note "{YOUNG}"\n', encoding="utf-8")

    said, ended = at_a_terminal(desk, "", "run", str(file))

    assert ended == 1
    assert "--as-written" in said
    assert "Save it as it is?" not in said


def at_a_terminal(shell: Shell, answer: str, *command: str) -> tuple[str, int]:
    """Run the program at a terminal of its own, type an answer, and give what was shown."""
    pty = pytest.importorskip("pty")
    child, terminal = pty.fork()
    if not child:  # pragma: no cover - it is another process
        arguments = ["--workspace", str(shell.folder), *command]
        os.execv(sys.executable, [sys.executable, "-m", "hiring", *arguments])  # noqa: S606 - ours
    if answer:
        os.write(terminal, f"{answer}\n".encode())
    shown = b""
    while True:
        try:
            read = os.read(terminal, 4096)
        except OSError:  # so a terminal ends on Linux
            break
        if not read:
            break
        shown += read
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    return " ".join(shown.decode().split()), os.waitstatus_to_exitcode(status)


def test_c2_a_card_is_never_stopped_and_the_recruiter_is_told(shell: Shell, tmp_path: Path) -> None:
    with acting(shell) as act:
        an_application(act, name="Ada Example")
    planned(shell)
    card = card_of(shell, tmp_path, communication="Young, with a race condition.", note="Has kids.")

    result = shell("scorecard", "import", str(card))
    again = shell("scorecard", "import", str(card))

    assert result.exit_code == 0
    assert (
        "note: S-1: the evidence for Communication names a protected trait (age): "
        "look at it with the interviewer" in result.stdout
    )
    assert (
        "note: S-1: the overall note names a protected trait (pregnancy and family)"
        in result.stdout
    )
    assert "Young" not in result.stdout
    assert "protected trait" not in again.stdout
    assert recorded(shell) == [
        ("wording pointed out", "S-1", "evidence:communication", "age", None),
        ("wording pointed out", "S-1", "overall_note", "family", None),
    ]
    page = read_json(shell, "scorecard", "show", "S-1")
    assert "Young, with a race condition." in {one["evidence"] for one in page["ratings"]}
    listed = read_json(shell, "report", "wording")
    assert [(one["code"], one["field"], one["group"], one["how"]) for one in listed] == [
        ("S-1", "evidence for communication", "age", "came"),
        ("S-1", "overall note", "family", "came"),
    ]
    assert shell.ok("db", "check") == "sound\n"


def test_a_corrected_card_is_told_of_what_is_new_and_leaves_the_list_when_it_is_mended(
    desk: Shell, tmp_path: Path
) -> None:
    planned(desk)
    desk.ok("scorecard", "import", str(card_of(desk, tmp_path, communication="Young.")))

    desk("scorecard", "export", "I-1", "-o", str(tmp_path / "again"))
    second = card_of(desk, tmp_path, communication="Young.", coding="She is pregnant.")
    more = desk.ok("scorecard", "import", str(second))
    third = card_of(desk, tmp_path, communication="Named both causes.")
    desk.ok("scorecard", "import", str(third))

    assert "pregnancy and family" in more
    assert "(age)" not in more
    assert read_json(desk, "report", "wording") == []


def test_the_json_of_an_import_has_what_was_pointed_out_among_its_notes(
    desk: Shell, tmp_path: Path
) -> None:
    planned(desk)
    card = card_of(desk, tmp_path, coding="Too old.")

    (taken,) = read_json(desk, "scorecard", "import", str(card))

    assert taken["notes"] == [
        (
            "S-1: the evidence for Coding names a protected trait (age): "
            "look at it with the interviewer"
        )
    ]


def test_a_rehearsed_import_tells_and_records_nothing(desk: Shell, tmp_path: Path) -> None:
    planned(desk)
    card = card_of(desk, tmp_path, coding="Too old.")

    result = desk("scorecard", "import", str(card), "--dry-run")

    assert "protected trait (age)" in result.stdout
    assert recorded(desk) == []


def test_c2_people_are_taken_in_whatever_their_notes_say_and_it_is_told_once(
    shell: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text(
        "name,email,note,tags,Remarks\n"
        'Ada Example,ada@example.org,"current salary 80k",parser,\n'
        "Bo Sample,bo@example.org,race condition,gay,she is pregnant\n",
        encoding="utf-8",
    )

    first = shell.ok("candidate", "import", str(file))
    again = json.loads(shell.ok("candidate", "import", str(file), "--json"))

    assert "note: C-1: the note names earlier pay (pay history): look whether it must stay" in first
    assert "note: C-2: the list of tags names a protected trait (gender and orientation)" in first
    assert "note: C-2: the text kept beside names a protected trait (pregnancy and family)" in first
    assert again["notes"] == []
    assert [one[1:4] for one in recorded(shell)] == [
        ("C-1", "note", "pay"),
        ("C-2", "tags", "gender"),
        ("C-2", "extra", "family"),
    ]
    assert len(read_json(shell, "report", "wording")) == 3
    assert shell.ok("db", "check") == "sound\n"


def test_a_note_that_grows_by_an_import_is_told_of_what_is_new(desk: Shell, tmp_path: Path) -> None:
    desk.ok("candidate", "edit", "C-1", "--email", "ada@example.org")
    desk.ok("candidate", "edit", "C-1", "--note", YOUNG, "--as-written")
    file = tmp_path / "people.csv"
    file.write_text("name,email,note\nAda Example,ada@example.org,has kids\n", encoding="utf-8")

    told = desk.ok("candidate", "import", str(file))

    assert "C-1: the note names a protected trait (pregnancy and family)" in told
    assert "(age)" not in told


def test_many_findings_are_cut_short_and_the_report_has_the_rest(
    desk: Shell, tmp_path: Path
) -> None:
    rows = "".join(f"Person {n},p{n}@example.org,too old\n" for n in range(20))
    file = tmp_path / "people.csv"
    file.write_text(f"name,email,note\n{rows}", encoding="utf-8")

    told = desk.ok("candidate", "import", str(file))

    assert told.count("names a protected trait") == 12
    assert "note: and 8 more texts; see: hiring report wording" in told
    assert len(read_json(desk, "report", "wording", "--all")) == 20


def test_c2_a_note_that_was_mended_is_listed_as_in_the_log_and_a_reason_stays(
    desk: Shell,
) -> None:
    desk.ok("candidate", "edit", "C-1", "--note", YOUNG, "--as-written")
    desk.ok("application", "move", "A-1", "screen", "--because", "too young", "--as-written")

    desk.ok("candidate", "edit", "C-1", "--note", MENDED)

    shown = desk.ok("report", "wording")
    assert "C-1   note    age" in shown
    assert "mended; in the log until they are erased, by Rita Recruiter" in shown
    assert "A-1   reason  age" in shown
    assert "kept by Rita Recruiter" in shown
    desk.ok("privacy", "erase", "C-1", "--reason", "asked for it", "--yes")
    assert read_json(desk, "report", "wording") == []


def test_a_team_s_own_words_hold_in_its_workspace(desk: Shell) -> None:
    settings = desk.folder / "hiring.toml"
    changed = '[guard.age]\nunless = ["young"]\nwords = ["veteran"]\nbecause = "our trade"\n'
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n{changed}", encoding="utf-8")

    desk.ok("candidate", "edit", "C-1", "--note", YOUNG)

    assert "(age)" in refused(desk, "candidate", "edit", "C-1", "--note", "a veteran of the trade")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("guard = 1", "guard must be a table"),
        ("[guard]\nage = 1", "guard.age must be a table"),
        ('[guard.age]\nwords = ["x"]', "guard.age is changed without a reason"),
        ('[guard.age]\nlevel = "error"\nbecause = "x"', "guard.age.level is not a setting"),
        ('[guard.ages]\noff = true\nbecause = "x"', "there is no group 'ages'; one of family"),
    ],
)
def test_a_change_that_cannot_be_is_refused_with_its_place(
    desk: Shell, written: str, said: str
) -> None:
    settings = desk.folder / "hiring.toml"
    text = settings.read_text(encoding="utf-8")
    before = f"{written}\n{text}" if written.startswith("guard =") else f"{text}\n{written}\n"
    settings.write_text(before, encoding="utf-8")

    result = desk("candidate", "edit", "C-1", "--note", YOUNG)

    assert result.exit_code == 3
    assert said in result.stderr
    assert "hiring.toml" in result.stderr


def test_nothing_else_is_changed_by_what_is_refused(desk: Shell) -> None:
    before = everything(desk)

    desk("candidate", "add", "Eve Example", "--job", "ML-1", "--note", YOUNG)

    assert everything(desk) == before
    assert "candidate added" in log(desk)


def test_c2_what_is_noted_of_holds_consents_and_requests_is_looked_over_and_logged(
    shell: Shell,
) -> None:
    shell.ok("candidate", "add", "Ada Example")
    as_written = "--as-written"
    given = ("--given", "2026-03-02", "--expires", "2030-03-02")
    shell.ok("consent", "add", "C-1", *given, "--note", "she is pregnant now", as_written)
    shell.ok("consent", "withdraw", "C-1", "--because", "she is pregnant", as_written)
    shell.ok("privacy", "hold", "C-1", "--because", "says we found her too old", as_written)
    asked = ("privacy", "request", "add", "--kind", "access")
    shell.ok(*asked, "--candidate", "C-1", "--note", "she is pregnant, she writes", as_written)
    shell.ok(*asked, "--who", "Ida Nobody, who is pregnant", as_written)
    shell.ok("privacy", "request", "extend", "R-2", "--because", "she is pregnant", as_written)
    shell.ok("privacy", "request", "done", "R-2", "--outcome", "not too old, we wrote", as_written)

    listed = read_json(shell, "report", "wording")

    assert [(one["code"], one["field"], one["group"]) for one in listed] == [
        ("C-1", "note of a consent", "family"),
        ("C-1", "reason of a consent taken back", "family"),
        ("C-1", "reason of a legal hold", "age"),
        ("C-1", "note of a request", "family"),
        ("R-2", "name beside a request", "family"),
        ("R-2", "reason why a request was put off", "family"),
        ("R-2", "outcome of a request", "age"),
    ]
    assert "pregnant" not in str(recorded(shell))
