"""Completion in real shells: what is offered, quickly, and that no name is ever run."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hiring.cli import main
from hiring.cli.completing import VARIABLE, look, wanted_by
from hiring.config import load_settings
from hiring.store.peeking import Found, peek
from tests.cli.desk import acting
from tests.conftest import missing
from tests.factories import a_candidate
from tests.write_commands import every_command

if TYPE_CHECKING:
    from tests.conftest import Shell

HOSTILE = (
    "Eve $(touch pwned) `touch pwned`",
    "Mal '; touch pwned; '",
    'Ned " && touch pwned "',
    "Oda\n$(touch pwned)\nplain,touch",
    "Pia\t, ; | & > pwned < * ? [a-z] ~ ! # %F{red} \\",
    "Quy \x1b[2J\x07\u202e",
)


@pytest.fixture
def hostile(desk: Shell) -> Shell:
    """Give a shell whose people have names that a careless shell would run."""
    with acting(desk) as act:
        for name in HOSTILE:
            a_candidate(act, name)
    return desk


def asked(shell: str, folder: Path, line: str, word: str | None = None) -> list[str]:
    """Ask the program as a shell's script does."""
    words = line.split(" ")
    said = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    if shell == "fish":
        said = {"COMP_WORDS": line, "COMP_CWORD": words[-1] if word is None else word}
    done = subprocess.run(
        [sys.executable, "-m", "hiring"],
        cwd=folder,
        env={**os.environ, **said, VARIABLE: f"{shell}_complete"},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def in_bash(folder: Path, *words: str) -> list[str]:
    """Let bash complete the last of some words, with the script as it is installed."""
    script = subprocess.run(
        [sys.executable, "-m", "hiring", "completion", "bash"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    ask = """
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
compopt() { echo "compopt $*"; }
_hiring_completion hiring
printf '%s\\n' "${COMPREPLY[@]}"
"""
    bash = shutil.which("bash")
    if bash is None:
        missing("bash", "bash")
        raise AssertionError
    done = subprocess.run(
        [bash, "--norc", "-c", script + ask, "bash", *words],
        cwd=folder,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1]


def found(shell: Shell, kind: str, begun: str, *, several: bool = False) -> list[Found]:
    url = load_settings(shell.folder, environment={}).database_url
    return list(peek(url, (kind,), begun, several=several))


def test_codes_are_found_by_their_beginning_on_both_databases(shell: Shell) -> None:
    shell.ok("job", "open", "ml-engineer", "--code", "ML-1")
    for number in range(1, 13):
        shell.ok("candidate", "add", f"Person{number} Example", "--job", "ML-1")
    shell.ok("interview", "schedule", "A-3", "1", "--interviewer", "Bo Sample <bo@example.org>")

    assert [one.value for one in found(shell, "C", "c1")] == ["C-1", "C-12", "C-11", "C-10"]
    assert found(shell, "A", "A-12") == [Found("A-12", "Person12 Example, ML-1, applied")]
    assert found(shell, "job", "ml")[0].value == "ML-1"
    assert found(shell, "I", "")[0].help.startswith("Person3 Example, ")
    assert found(shell, "S", "S-1")[0].help == "Person3 Example, by Bo Sample"
    assert [one.value for one in found(shell, "C", "person7")] == ["C-7"]
    assert found(shell, "C", "example") == []
    assert len(found(shell, "A", "example", several=True)) == 12
    assert found(shell, "A", "C-1") == []
    assert found(shell, "C", "C-99999999999999999999") == []
    assert found(shell, "C", "C-x' OR 1") == []


def test_every_code_of_every_command_is_completed() -> None:
    taken = {
        (words.removeprefix("hiring "), parameter.name): kinds
        for words, command, _ in every_command()
        for parameter in command.params
        if (kinds := wanted_by(words.removeprefix("hiring "), parameter))
    }

    assert taken["application move", "app_code"] == ("A",)
    assert taken["candidate add", "job"] == ("job",)
    assert taken["scorecard status", "code"] == ("job", "A", "I", "S")
    assert taken["hypothesis add", "competency"] == ("competency",)
    assert taken["job open", "role"] == ("role",)
    assert ("job open", "code") not in taken


@pytest.mark.process
def test_each_shell_is_offered_commands_options_and_what_the_workspace_holds(desk: Shell) -> None:
    folder = desk.folder

    assert asked("bash", folder, "hiring cand") == ["plain,candidate"]
    assert "plain,--job" in asked("bash", folder, "hiring candidate add --")
    assert asked("bash", folder, "hiring application move A-1 scr") == ["plain,screen"]
    assert asked("bash", folder, "hiring application move A-1 ") == [
        *("plain,applied", "plain,screen", "plain,interviewing", "plain,debrief")
    ]
    assert asked("bash", folder, "hiring application move A-1 --from o") == ["plain,offer"]
    assert asked("bash", folder, "hiring application move A-1 --from h") == [""]
    assert asked("bash", folder, "hiring candidate add x --job m") == ["plain,ML-1"]
    assert asked("bash", folder, "hiring candidate show ben") == ["plain,C-2"]
    assert asked("bash", folder, "hiring job open ml-e") == ["plain,ml-engineer"]
    assert asked("zsh", folder, "hiring application show A-2") == [
        *("plain", "A-2", "Ben Example, ML-1, applied")
    ]
    assert asked("fish", folder, "hiring application show A-2") == [
        "plain,A-2\tBen Example, ML-1, applied"
    ]
    assert asked("bash", folder.parent, f"hiring --workspace {folder} candidate show C-2") == [
        "plain,C-2"
    ]


@pytest.mark.process
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_names_reach_a_shell_on_one_line_and_never_as_a_value(hostile: Shell, shell: str) -> None:
    said = asked(shell, hostile.folder, "hiring candidate show C-")

    values = said[1::3] if shell == "zsh" else [line.split("\t")[0][6:] for line in said]
    assert values == [f"C-{number}" for number in range(8, 0, -1)]
    assert all(letter.isprintable() or letter == "\t" for line in said for letter in line)


@pytest.mark.process
def test_bash_completes_and_runs_no_name(hostile: Shell) -> None:
    folder = hostile.folder
    (folder / "C-glob").touch()

    assert in_bash(folder, "hiring", "candidate", "show", "C-7") == ["C-7"]
    for words in (
        ("candidate", "show", "C-"),
        ("candidate", "show", "$(touch pwned)"),
        ("candidate", "show", "'$(touch pwned)"),
        ("candidate", "show", "eve"),
        ("--actor", "`touch pwned`", "candidate", "show", ""),
    ):
        offered = in_bash(folder, "hiring", *words)
        assert all(one == "" or one.startswith("C-") for one in offered)
    assert in_bash(folder, "hiring", "scorecard", "import", "")[0] == "compopt -o default"
    assert not (folder / "pwned").exists()


@pytest.mark.process
@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_take_the_script(hostile: Shell, shell: str) -> None:
    program = shutil.which(shell)
    script = subprocess.run(
        [sys.executable, "-m", "hiring", "completion", shell],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "_hiring_completion" in script
    if program is None:
        missing(shell, shell)
        raise AssertionError
    file = hostile.folder / "script"
    file.write_text(script)
    typed = "source ./script; complete -C 'hiring candidate show C-'"
    if shell == "zsh":
        # What compadd and _describe are given is what would be offered.
        typed = (
            "compdef() { :; }; _describe() { print -rl -- $completions_with_descriptions; }; "
            "compadd() { print -rl -- $completions; }; source ./script; "
            "words=(hiring candidate show C-); CURRENT=4; _hiring_completion"
        )
    done = subprocess.run(
        [program, *(["-f"] if shell == "zsh" else ["--no-config"]), "-c", typed],
        cwd=hostile.folder,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )

    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert len(lines) == 8
    assert all(line.startswith("C-") for line in lines)
    assert "$(touch pwned)" in done.stdout
    assert not (hostile.folder / "pwned").exists()


@pytest.mark.process
def test_nothing_is_offered_and_nothing_said_where_there_is_nothing(
    desk: Shell, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert asked("bash", elsewhere, "hiring candidate show C") == [""]
    assert asked("bash", elsewhere, "hiring cand") == ["plain,candidate"]

    (desk.folder / "hiring.toml").write_text("nonsense = [")
    assert asked("bash", desk.folder, "hiring candidate show C") == [""]

    (desk.folder / "hiring.toml").write_text("")
    held = sqlite3.connect(desk.folder / "hiring.db", isolation_level=None)
    held.execute("PRAGMA locking_mode = EXCLUSIVE")
    held.execute("BEGIN EXCLUSIVE")
    assert asked("bash", desk.folder, "hiring candidate show C") == [""]
    held.close()

    (desk.folder / "hiring.db").unlink()
    assert asked("bash", desk.folder, "hiring candidate show C") == [""]
    assert not (desk.folder / "hiring.db").exists()


@pytest.mark.process
def test_completion_loads_no_database_library_but_the_driver(desk: Shell) -> None:
    told = (
        "import os, sys\n"
        "from hiring.cli import main\n"
        f"os.environ.update(COMP_WORDS='hiring candidate show C-', COMP_CWORD='3',"
        f" {VARIABLE}='zsh_complete')\n"
        "try:\n    main(prog_name='hiring')\nexcept SystemExit:\n    pass\n"
        "print(*sorted(sys.modules))"
    )

    done = subprocess.run(
        [sys.executable, "-c", told], cwd=desk.folder, capture_output=True, text=True, check=True
    )

    assert "Ada Example" in done.stdout
    loaded = done.stdout.splitlines()[-1].split()
    assert not {"sqlalchemy", "yaml", "pydantic", "psycopg", "prompt_toolkit"} & set(loaded)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_that_asks_is_answered(
    hostile: Shell, shell: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(hostile.folder)
    monkeypatch.setenv(VARIABLE, f"{shell}_complete")
    monkeypatch.setenv("COMP_WORDS", "hiring candidate show C-2")
    monkeypatch.setenv("COMP_CWORD", "C-2" if shell == "fish" else "3")

    with pytest.raises(SystemExit):
        main([], prog_name="python -m hiring")

    assert "C-2" in capsys.readouterr().out

    monkeypatch.setenv("COMP_CWORD", "'" if shell == "fish" else "no number")
    with pytest.raises(SystemExit):
        main([], prog_name="hiring")
    assert "C-2" not in capsys.readouterr().out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_printed(desk: Shell, shell: str) -> None:
    script = desk.ok("completion", shell)

    assert f"{VARIABLE}={shell}_complete" in script
    assert "%(" not in script


def test_roles_and_competencies_are_of_the_workspace_too(desk: Shell) -> None:
    own = desk.folder / "rubrics" / "competencies"
    own.mkdir(parents=True)
    (own / "juggling.yaml").touch()
    (own / "$(touch pwned).yaml").touch()
    settings = load_settings(desk.folder, environment={})

    assert [one.value for one in look(settings, ("competency",), "ju", several=False)] == [
        "juggling"
    ]
    assert list(look(settings, ("competency",), "$", several=False)) == []
    assert "ml-engineer" in {one.value for one in look(settings, ("role",), "", several=False)}
