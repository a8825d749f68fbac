"""Commands from a file: how lines are read, what is kept, and what comes out."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from hiring.cli.run import joined_lines, split_line
from hiring.cli.warm import Kept
from hiring.store.tables import events
from tests.cli.desk import everything, log, looking

if TYPE_CHECKING:
    from click.testing import Result

    from tests.conftest import Shell

WHOLE = """\
candidate add Ada --email a@example.org --job ML-1
application move a@example.org screen
"""


@pytest.fixture
def round_(shell: Shell) -> Shell:
    """Give a shell on each kind of database, with the open job ML-1."""
    shell.ok("job", "open", "ml-engineer", "--code", "ML-1")
    return shell


def run(shell: Shell, text: str, *options: str) -> Result:
    file = shell.folder / "commands.txt"
    file.write_text(text, encoding="utf-8")
    return shell("run", str(file), *options)


def names(shell: Shell) -> list[str]:
    with looking(shell) as connection:
        return list(connection.exec_driver_sql("SELECT name FROM candidates ORDER BY id").scalars())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("board", ("board",)),
        ("hiring board ML-1", ("board", "ML-1")),
        ("", ()),
        ("   # a comment", ()),
        ("board # of today", ("board",)),
        ("jd lint C#", ("jd", "lint", "C#")),
        ("add 'C# and # more' # not this", ("add", "C# and # more")),
        ('add "a \\" # b"', ("add", 'a " # b')),
        ("add a\\ b \\# c", ("add", "a b", "#", "c")),
        ("add $(touch x) `id` *", ("add", "$(touch", "x)", "`id`", "*")),
    ],
)
def test_a_line_is_split_as_a_shell_splits_it(text: str, words: tuple[str, ...]) -> None:
    assert split_line(text) == words


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])), min_size=1))
def test_quoted_words_come_back_as_they_were(words: list[str]) -> None:
    import shlex

    assert split_line(" ".join(["find", *map(shlex.quote, words)])) == ("find", *words)


def test_a_backslash_at_the_end_goes_on_in_the_next_line() -> None:
    found = list(joined_lines(["a \\\n", "b\n", "c\\\\\n", "d \\"]))

    assert found == [(1, "a b"), (3, "c\\\\"), (4, "d ")]


def test_each_command_is_kept_by_itself_until_the_first_that_fails(round_: Shell) -> None:
    result = run(
        round_,
        '# monday\ncandidate add "Ada Example" --job ML-1\n\nhiring application move A-1 \\\n'
        "  screen\napplication move A-9 screen\ncandidate add Ben\n",
    )

    assert result.exit_code == 1
    assert result.stdout == "added C-1 with application A-1 for ML-1\nA-1 is in screen\n"
    assert "there is no application 'A-9'" in result.stderr
    assert "commands.txt, line 6: application move: exit code 1" in result.stderr
    assert result.stderr.endswith("2 went well, 1 failed (line 6)\n")
    assert names(round_) == ["Ada Example"]


def test_what_fails_does_not_stop_the_others_when_asked(round_: Shell) -> None:
    result = run(round_, "candidate show\nboard ZZ\ncandidate add Ada\n", "--keep-going")

    assert result.exit_code == 2
    assert result.stdout == "added C-1\n"
    assert "line 1, 2" in result.stderr


def test_all_or_nothing_is_kept(round_: Shell) -> None:
    before = everything(round_)

    refused = run(
        round_, "candidate add Ada --job ML-1\nmove\napplication move A-1 screen\n", "--atomic"
    )

    assert refused.exit_code == 2
    assert "nothing was kept" in refused.stderr
    assert everything(round_) == before

    kept = run(round_, WHOLE, "--atomic")

    assert kept.exit_code == 0
    assert log(round_)[-3:] == ["candidate added", "application added", "stage moved"]


def test_within_all_or_nothing_every_failure_is_told_and_the_rest_is_seen(round_: Shell) -> None:
    result = run(
        round_,
        "candidate add Ada --email a@example.org\ncandidate add Bo --email A@example.org\n"
        "candidate add Cy --dry-run\ncandidate list\nboard ZZ\n",
        "--atomic",
        "--keep-going",
    )

    assert result.exit_code == 1
    assert "this e-mail belongs to C-" in result.stderr
    assert "there is no job 'ZZ'" in result.stderr
    assert "Ada" in result.stdout
    assert "Bo" not in result.stdout.partition("CODE")[2]
    assert names(round_) == []


def test_a_rehearsal_changes_nothing_and_shows_what_would_be(round_: Shell) -> None:
    before = everything(round_)

    result = run(
        round_,
        WHOLE,
        "--dry-run",
    )

    assert result.exit_code == 0
    assert result.stdout.endswith(" is in screen\n")
    assert result.stderr == "(a dry run: nothing was changed)\n"
    assert everything(round_) == before


def test_what_cannot_be_undone_is_refused_before_anything_runs(round_: Shell) -> None:
    text = """\
candidate add Ada
jd export ML-1 -ox.docx
jd export ML-1
db restore x --yes
scorecard export A-1 --output=cards
shell
run x
candidate add 'Ben
"""

    result = run(round_, text, "--atomic")

    assert result.exit_code == 3
    told = [line.partition("commands.txt, ")[2][:7] for line in result.stderr.splitlines()]
    assert told == [f"line {number}:" for number in range(2, 9)]
    assert names(round_) == []


@pytest.mark.parametrize("option", ["--atomic", "--dry-run"])
def test_a_line_for_another_workspace_is_refused_before_anything_runs(
    round_: Shell, tmp_path: Path, option: str
) -> None:
    text = f"""\
candidate add Ada
candidate add Ben --workspace {tmp_path / "other"}
--workspace={tmp_path / "other"} candidate add Cy
"""

    result = run(round_, text, option)

    assert result.exit_code == 3
    assert "commands.txt, line 2: --workspace on a line" in result.stderr
    assert "commands.txt, line 3: --workspace on a line" in result.stderr
    assert names(round_) == []


def test_the_rows_that_an_import_could_not_take_are_not_written_where_all_is_undone(
    round_: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = round_.folder / "people.csv"
    people.write_text("Name,Email\nAda Example,a@example.org\n,b@example.org\n")
    line = f"candidate import {people} --keep-going\n"

    for option in ("--atomic", "--dry-run"):
        result = run(round_, line, option)
        assert result.exit_code == 3
        assert "candidate import --keep-going writes files" in result.stderr
    monkeypatch.setattr("hiring.cli.run.LEAVING", ("none", ""))
    forced = run(round_, line, "--atomic")

    assert "rejects" not in forced.output
    assert not list(round_.folder.glob("*rejects*"))
    assert names(round_) == []


def test_a_word_that_is_a_commands_name_does_not_let_the_database_go(
    desk: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = []
    let_go = Kept.let_go

    def count(kept: Kept) -> None:
        times.append(kept)
        let_go(kept)

    monkeypatch.setattr(Kept, "let_go", count)
    run(desk, "candidate add demo\ncandidate add --note init db\n")
    usual = len(times)
    run(desk, "candidate add Ada\ndb info\n")

    assert usual == 1
    assert len(times) == usual + 2


def test_moments_within_all_or_nothing_are_whole_seconds(round_: Shell) -> None:
    run(round_, "candidate add Ada\n", "--atomic")

    with looking(round_) as connection:
        moments = connection.execute(select(events.c.at)).scalars().all()
    assert {moment.microsecond for moment in moments} == {0}


def test_a_file_that_would_be_written_all_the_same_is_not(desk: Shell) -> None:
    from hiring.cli import run as module

    before = module.WRITING
    module.WRITING = frozenset()
    try:
        result = run(desk, "candidate add Ada\njd export ML-1 -o x.docx\n", "--atomic")
    finally:
        module.WRITING = before

    assert result.exit_code == 1
    assert "a file cannot be undone" in result.stderr
    assert not Path("x.docx").exists()


def test_a_file_that_cannot_be_split_runs_nothing(round_: Shell) -> None:
    result = run(round_, "candidate add Ada\ncandidate add \"Ben\n\ncandidate add 'Cy\n")

    assert result.exit_code == 3
    assert "line 2: this is no command: no closing quotation. Fix: close" in result.stderr
    assert "line 4:" in result.stderr
    assert names(round_) == []


@pytest.mark.parametrize("content", [b"board\ncandidate add \xff\n", None])
def test_what_is_no_text_file_is_refused(desk: Shell, content: bytes | None) -> None:
    file = desk.folder / "commands.txt"
    if content is not None:
        file.write_bytes(content)

    result = desk("run", str(file))

    assert (result.exit_code, result.stdout) == (3, "")


def test_a_file_from_windows_is_read(desk: Shell) -> None:
    file = desk.folder / "commands.txt"
    file.write_bytes("\ufeffcandidate add Zoë\r\ncandidate show C-3\r\n".encode())

    assert "Zoë" in desk.ok("run", str(file))


def test_every_command_is_an_object_when_asked(round_: Shell) -> None:
    result = run(
        round_,
        "board --json\n# x\ncandidate show C-9\ncandidate add Zoë\n",
        "--json",
        "--keep-going",
    )

    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [(one["line"], one["command"], one["exit_code"]) for one in told] == [
        (1, "board", 0),
        (3, "candidate show", 1),
        (4, "candidate add", 0),
    ]
    assert json.loads(told[0]["output"])[0]["job"] == "ML-1"
    assert told[1]["errors"].startswith("Error: there is no candidate 'C-9'.")
    assert result.stderr == ""


@pytest.mark.process
def test_commands_on_standard_input_are_not_taken_for_answers(desk: Shell) -> None:
    backup = desk.folder / "kept.db"
    desk.ok("db", "backup", str(backup))

    done = subprocess.run(
        [sys.executable, "-m", "hiring", "run", "-", "--keep-going"],
        input=f"db restore {backup}\ny\ncandidate add Cy\n",
        cwd=desk.folder,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "there is nobody to answer. Fix: --yes" in done.stderr
    assert "No such command 'y'" in done.stderr
    assert done.stdout.endswith("added C-3\n")


def test_a_restored_database_is_the_one_that_is_written(desk: Shell) -> None:
    backup = desk.folder / "kept.db"
    text = (
        f"db backup {backup}\ncandidate add Lost\ndb restore {backup} --yes\ncandidate add Kept\n"
    )

    assert run(desk, text).exit_code == 0
    assert names(desk) == ["Ada Example", "Ben Example", "Kept"]


def begun(shell: Shell, *options: str, lines: int = 3000) -> subprocess.Popen[bytes]:
    file = shell.folder / "many.txt"
    file.write_text("".join(f"candidate add 'Person {n}' --job ML-1\n" for n in range(lines)))
    return subprocess.Popen(
        [sys.executable, "-m", "hiring", "run", str(file), *options],
        cwd=shell.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.process
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows kills otherwise")
def test_what_was_told_before_a_kill_is_there_and_whole(round_: Shell) -> None:
    started = begun(round_)
    assert started.stdout is not None
    for _ in range(20):
        started.stdout.readline()
    started.kill()
    rest = started.stdout.read().count(b"\n")
    started.wait()
    started.stdout.close()

    found = len(names(round_))
    assert 20 + rest <= found <= 21 + rest
    assert len(log(round_)) == 1 + 2 * found
    assert round_.ok("db", "check") == "sound\n"
    assert round_.ok("candidate", "add", "Next").startswith("added C-")


@pytest.mark.process
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows kills otherwise")
def test_nothing_is_there_after_a_kill_within_all_or_nothing(round_: Shell) -> None:
    before = everything(round_)
    started = begun(round_, "--atomic")
    assert started.stdout is not None
    for _ in range(20):
        started.stdout.readline()
    os.kill(started.pid, signal.SIGKILL)
    started.wait()
    started.stdout.close()
    time.sleep(0.2)  # a server takes a moment to see it

    assert everything(round_) == before
    assert round_.ok("db", "check") == "sound\n"
    assert round_.ok("candidate", "add", "Next").startswith("added C-")


@pytest.mark.process
@pytest.mark.skipif(os.name != "posix", reason="Windows interrupts otherwise")
def test_ctrl_c_ends_a_run_that_keeps_going(round_: Shell) -> None:
    # Who is started in the background ignores it, and so would the program.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    started = begun(round_, "--keep-going")
    assert started.stdout is not None
    started.stdout.readline()
    started.send_signal(signal.SIGINT)
    started.stdout.read()
    code = started.wait(timeout=30)
    started.stdout.close()

    assert code == 1
    assert len(names(round_)) < 3000
