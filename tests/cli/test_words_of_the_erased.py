"""Whatever is typed about somebody who was erased is refused, or nothing of it is kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

import click
import pytest
from sqlalchemy import insert, select, update

from hiring.cli import main
from hiring.store.tables import candidates, decisions, events, legal_holds
from hiring.workflow.holding import release_hold
from tests.cli.desk import acting, everything, looking, read_json, refused
from tests.cli.test_privacy_erase import everything_said
from tests.conftest import NOW
from tests.factories import ALL, a_decision, a_recorded_card, an_application, an_interview
from tests.planting import bytes_below

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Shell

REASON = ("--reason", "asked for it", "--yes")
TOKEN = "zqvxplimfrost"  # noqa: S105 - no password: a word that is looked for
BECAUSE = ("--because", f"{TOKEN} called")
BY = ("--by", TOKEN)
DAYS = ("--given", "2026-03-01", "--expires", "2027-03-02")
BO = f"Bo Sample <{TOKEN}@example.org>"
# C-1 was erased, with A-1 open and A-2 ended; C-2 is kept. Every command that takes words.
COMMANDS = [
    ("application", "reopen", "A-2", *BECAUSE),
    ("application", "move", "A-1", "screen", *BECAUSE),
    ("application", "add", "C-1", "ML-1", "--source-detail", TOKEN),
    ("decide", "A-1", "withdraw", *BY, *BECAUSE),
    ("decide", "A-1", "reject", *BY, *BECAUSE, "--override", TOKEN, "--skipped", TOKEN),
    ("decide", "A-1", "advance", *BY, *BECAUSE),
    ("decide", "A-2", "reject", *BY, *BECAUSE),
    ("decide", "A-1", "hire", *BY, *BECAUSE, "--skipped", TOKEN),
    ("hypothesis", "add", "A-1", "system-design", "--evidence", TOKEN),
    ("hypothesis", "drop", "A-1", "coding"),
    ("interview", "schedule", "A-1", "panel", "--interviewer", BO, *BECAUSE),
    ("interview", "assign", "I-2", "--add", BO),
    ("interview", "move", "I-2", "--at", "2026-05-05T10:00"),
    ("interview", "cancel", "I-2", *BECAUSE),
    ("accommodation", "add", "A-1", "--asked", TOKEN),
    ("accommodation", "grant", "A-1", "--granted", TOKEN),
    ("debrief", "resolve", "A-1", "coding", "bar", "met", *BY, *BECAUSE),
    ("scorecard", "correction", "S-2", *BECAUSE),
    ("candidate", "edit", "C-1", "--note", TOKEN, "--name", TOKEN),
    ("candidate", "merge", "C-1", "C-2", "--yes", *BECAUSE),
    ("candidate", "merge", "C-2", "C-1", "--yes", *BECAUSE),
    ("candidate", "unmerge", "C-1", *BECAUSE),
    ("candidate", "distinct", "C-1", "C-2", *BECAUSE),
    ("candidate", "attach", "C-1", "FILE"),
    ("candidate", "detach", "C-1", f"{TOKEN}.txt"),
    ("consent", "add", "C-1", *DAYS, "--note", TOKEN),
    ("consent", "withdraw", "C-1", *BECAUSE),
    ("privacy", "hold", "C-1", *BECAUSE),
    ("privacy", "hold", "C-1", "--release", *BECAUSE),
    ("privacy", "informed", "C-1", "--version", TOKEN, "--basis", TOKEN),
    ("privacy", "request", "add", "--kind", "access", "--candidate", "C-1", "--note", TOKEN),
    ("privacy", "request", "extend", "R-1", *BECAUSE),
    ("privacy", "request", "done", "R-1", "--outcome", TOKEN),
    ("privacy", "erase", "C-1", "--reason", TOKEN, "--yes"),
    ("retention", "hand-over", "C-1"),
]
KEPT_WITHOUT = {
    ("decide", "A-1", "withdraw"),
    ("decide", "A-1", "reject"),
    ("privacy", "request", "extend"),
    ("privacy", "request", "done"),
    ("privacy", "erase", "C-1"),
}


@pytest.fixture
def gone(shell: Shell) -> Shell:
    """Erase somebody who left an application open, with an interview, a card and a request."""
    with acting(shell) as act:
        first = an_application(act, name="Fulana de Tal")
        a_recorded_card(act, first, dict.fromkeys(ALL, (3, "Drew it.")))
        an_interview(act, first)
        second = an_application(act, job="ML-2", candidate="C-1")
        a_decision(act, second, "reject")
        an_application(act, name="Bo Other")
    shell.ok("privacy", "request", "add", "--kind", "access", "--candidate", "C-1")
    shell.ok("privacy", "erase", "C-1", *REASON)
    return shell


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(words[:4]))
def test_c15_whatever_is_typed_of_an_erased_person_leaves_not_a_byte(
    gone: Shell, command: tuple[str, ...], tmp_path: Path
) -> None:
    letter = tmp_path / f"{TOKEN}.txt"
    letter.write_text(TOKEN)
    typed = tuple(str(letter) if word == "FILE" else word for word in command)

    result = gone(*typed)
    gone.ok("privacy", "erase", "C-1", *REASON)

    assert result.exit_code == (0 if command[:3] in KEPT_WITHOUT else 1), result.output
    with looking(gone) as connection:
        assert TOKEN.encode() not in everything_said(connection).lower()
    for name, content in bytes_below(gone.folder):
        assert TOKEN.encode() not in content.lower(), name
    assert "sound" in gone.ok("audit", "verify")


# They take words, but of no one person, or of somebody who is new.
OF_NOBODY = {
    *("init", "job open", "job edit", "job close", "job reopen", "jd import"),
    *("candidate add", "candidate import", "scorecard import"),
}


def _that_take_words(group: click.Group, before: str = "") -> Iterator[str]:
    with click.Context(group) as context:
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            shown = f"{before} {name}".strip()
            if isinstance(command, click.Group):
                yield from _that_take_words(command, shown)
            elif any(
                isinstance(one, click.Option)
                and one.metavar in {"TEXT", "NAME"}
                and one.name != "actor"
                for one in command.params
            ):
                yield shown


def test_c15_no_command_that_takes_words_of_a_person_is_left_out_here() -> None:
    tried = {" ".join(words[:length]) for words in COMMANDS for length in (1, 2, 3)}

    assert set(_that_take_words(cast("click.Group", main))) - tried == OF_NOBODY


def test_c15_ending_what_an_erased_person_left_open_keeps_no_words_and_gives_no_advice(
    gone: Shell,
) -> None:
    result = gone("decide", "A-1", "withdraw", *BY, *BECAUSE)

    assert result.exit_code == 0, result.output
    assert "advice" not in result.stdout
    assert "the person was erased: there is no advice" in result.stderr
    assert "were not kept" in result.stderr
    page = read_json(gone, "application", "show", "A-1")
    (made,) = page["decisions"]
    assert page["stage"] == "withdrawn"
    assert [made[name] for name in ("by", "because", "recommendation")] == ["(erased)"] * 2 + [""]
    assert page["events"][-1]["said"] == {}
    assert "sound" in gone.ok("audit", "verify")
    assert "nothing of C-1 was left to erase" in gone.ok("privacy", "erase", "C-1", *REASON)


def test_c15_the_erased_and_others_can_be_rejected_at_once(gone: Shell) -> None:
    said = gone.ok("decide", "A-1", "A-3", "reject", "--by", "Mo", "--because", "no time")

    assert said.splitlines()[0] == "A-1: reject, applied to rejected"
    kept = read_json(gone, "application", "show", "A-3")["decisions"][0]
    assert (kept["by"], kept["because"]) == ("Mo", "no time")


def test_c15_an_application_of_an_erased_person_is_not_reopened_and_the_board_stays(
    gone: Shell,
) -> None:
    before = read_json(gone, "board")

    for words in (("reopen", "A-2"), ("move", "A-1", "screen")):
        assert "C-1 was erased on " in refused(gone, "application", *words, *BECAUSE)

    assert read_json(gone, "board") == before


def written_again(shell: Shell) -> None:
    """Write words of somebody who was erased, as another hand or an earlier version could."""
    with acting(shell) as act:
        act.connection.execute(
            update(decisions)
            .where(decisions.c.application_id == 2)
            .values(because=f"{TOKEN} called")
        )
        act.connection.execute(
            update(candidates).where(candidates.c.id == 1).values(note=f"mail {TOKEN}")
        )
        act.record("interview cancelled", "I-2", application=1, job=1, said={"why": TOKEN})
        act.record("legal hold set", "C-1", said={"why": TOKEN})


def test_c15_erasing_again_takes_what_is_there_again_and_says_what(
    gone: Shell,
) -> None:
    before = everything(gone)["scorecards"]
    written_again(gone)

    rehearsed = gone.ok("privacy", "erase", "C-1", *REASON, "--dry-run")
    said = gone.ok("privacy", "erase", "C-1", *REASON)
    again = read_json(gone, "privacy", "erase", "C-1", *REASON)

    for shown in (rehearsed, said):
        assert "this is there again, and goes now" in shown
        assert "decisions" in shown
        assert "entries in the log with words  2" in shown
    assert said.splitlines()[-1] == "erased C-1"
    assert (again["already"], again["counts"]) == (True, {})
    with looking(gone) as connection:
        assert TOKEN.encode() not in everything_said(connection).lower()
        noted = connection.scalars(select(events.c.what).order_by(events.c.id)).all()
    for name, content in bytes_below(gone.folder):
        assert TOKEN.encode() not in content.lower(), name
    assert noted[-1] == "candidate erased again"
    assert everything(gone)["scorecards"] == before
    assert "sound" in gone.ok("audit", "verify")
    assert gone.ok("db", "check") == "sound\n"


def test_c38_the_check_of_erasing_looks_at_decisions_and_at_the_log(gone: Shell) -> None:
    def erasing() -> dict[str, str]:
        items = read_json(gone, "compliance", "check")["items"]
        return next(one for one in items if one["item"] == "erasing")

    before = erasing()
    written_again(gone)
    after = erasing()

    assert before["state"] == "pass"
    assert after["state"] != "pass"
    assert "C-1" in after["said"]


def test_c15_nothing_typed_stays_of_a_hold_that_a_backup_brought_back(gone: Shell) -> None:
    with acting(gone) as act:
        act.connection.execute(
            insert(legal_holds).values(
                candidate_id=1, because="(erased)", set_at=NOW, actor_id=1, released_because=""
            )
        )
        released = release_hold(act, "C-1", because=TOKEN)

    assert released.released_because == ""
    assert TOKEN not in json.dumps(everything(gone))


def test_c17_a_note_on_an_erased_person_is_refused_and_the_request_without_it_kept(
    gone: Shell,
) -> None:
    words = ("privacy", "request", "add", "--kind", "access", "--candidate", "C-1")

    assert "C-1 was erased on " in refused(gone, *words, "--note", TOKEN)

    gone.ok(*words)
    assert "C-1 (erased)" in gone.ok("privacy", "request", "list")


def test_c17_what_was_done_of_a_request_of_an_erased_person_is_kept_without_words(
    gone: Shell,
) -> None:
    result = gone("privacy", "request", "done", "R-1", "--outcome", TOKEN)

    assert "C-1 was erased: what you typed was not kept" in result.stderr
    (line,) = read_json(gone, "privacy", "request", "list")
    assert (line["state"], line["outcome"], line["erased"]) == ("answered", "(erased)", True)


def test_c17_an_open_request_to_erase_is_answered_by_erasing(shell: Shell) -> None:
    shell.ok("candidate", "add", "Fulana de Tal")
    for words in (("--candidate", "C-1"), ("--who", "Tal, Fulana de")):
        shell.ok("privacy", "request", "add", "--kind", "erase", *words)
    shell.ok("privacy", "request", "add", "--kind", "access", "--candidate", "C-1")

    shell.ok("privacy", "erase", "C-1", *REASON)

    lines = read_json(shell, "privacy", "request", "list")
    assert [(one["code"], one["state"]) for one in lines] == [
        ("R-3", "open"),
        ("R-1", "answered"),
        ("R-2", "answered"),
    ]


@pytest.mark.parametrize(
    "who", ["Fulana de Tal, by letter", "TAL, Fulana de", "from fulana.de.tal@example.org"]
)
def test_c17_a_request_under_the_name_of_somebody_who_is_kept_names_their_code(
    shell: Shell, who: str
) -> None:
    shell.ok("candidate", "add", "Fulana de Tal", "--email", "fulana.de.tal@example.org")
    shell.ok("candidate", "add", "Ada Example")

    noted = shell("privacy", "request", "add", "--kind", "access", "--who", who)
    other = shell("privacy", "request", "add", "--kind", "access", "--who", "Ada Other")

    assert "C-1 bears that name or address: name the code if it is theirs" in noted.stderr
    assert other.stderr == ""


def test_c17_their_copy_has_the_requests_noted_under_their_name_unless_of_a_namesake(
    shell: Shell, tmp_path: Path
) -> None:
    shell.ok("candidate", "add", "Fulana de Tal")
    shell.ok("privacy", "request", "add", "--kind", "access", "--who", "Fulana de Tal, Porto")

    shell_said = shell("privacy", "export", "C-1", "-o", str(tmp_path / "all"))
    words = ("-o", str(tmp_path / "less"), "--leave-request", "R-1")
    shell.ok("privacy", "export", "C-1", *words)

    assert "R-1 was noted under their name or address alone" in shell_said.stderr
    copies = {
        name: "".join(each.read_text() for each in (tmp_path / name).glob("*.json"))
        for name in ("all", "less")
    }
    assert "Porto" in copies["all"]
    assert "Porto" not in copies["less"]
