"""The shell as a person uses it: at a terminal, and fed with lines."""

from __future__ import annotations

import os
import re
import select
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from hiring.cli.kit import App
from hiring.cli.run import Running
from hiring.cli.shell import HISTORY, Desk, _take_lines, with_job
from hiring.cli.typing_line import MOST_KEPT, PrivateHistory, Words
from hiring.cli.warm import Kept, WarmApp, call
from hiring.errors import DatabaseError
from hiring.store.connection import SCHEMA
from tests.cli.desk import acting, looking
from tests.factories import a_candidate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Shell

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(os.name != "posix", reason="Windows has no pty"),
]
_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_WHERE = b"\x1b[6n"  # a terminal is asked where its cursor is


class Terminal:
    """A person's terminal with the shell in it."""

    def __init__(self, folder: Path, *words: str) -> None:
        """Start the shell."""
        import pty

        self.pid, self.place = pty.fork()
        if not self.pid:
            os.chdir(folder)
            os.environ["TERM"] = "xterm"
            command = [sys.executable, "-m", "hiring", "shell", *words]
            os.execv(sys.executable, command)  # noqa: S606 - there is no other way behind a fork
        self.said = ""

    def see(self, pattern: str) -> str:
        """Wait until something is shown, and give all since the last look."""
        until = time.monotonic() + 20
        while not (found := re.search(pattern, self.said, re.DOTALL)):
            assert time.monotonic() < until, f"{pattern!r} never came: {self.said!r}"
            if select.select([self.place], [], [], 0.1)[0]:
                try:
                    came = os.read(self.place, 1 << 16)
                except OSError:
                    came = b""
                assert came, f"{pattern!r} never came: {self.said!r}"
                if _WHERE in came:
                    os.write(self.place, b"\x1b[1;1R")
                self.said += _CODES.sub("", came.decode(errors="replace"))
        seen, self.said = self.said[: found.end()], self.said[found.end() :]
        return seen

    def type(self, text: str, then: str) -> str:
        """Type, and wait for what comes of it."""
        os.write(self.place, text.encode())
        return self.see(then)

    def leave(self) -> int:
        """Press Ctrl-D and give the exit code."""
        os.write(self.place, b"\x04")
        while True:
            try:
                if not os.read(self.place, 1 << 16):
                    break
            except OSError:
                break
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@contextmanager
def terminal(shell: Shell, *words: str) -> Iterator[Terminal]:
    opened = Terminal(shell.folder, *words)
    try:
        opened.see(">")
        yield opened
    finally:
        os.close(opened.place)
        try:
            os.kill(opened.pid, signal.SIGKILL)
            os.waitpid(opened.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass


def fed(shell: Shell, text: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hiring", "shell", *words],
        cwd=shell.folder,
        input=text,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def names(shell: Shell) -> list[str]:
    with looking(shell) as connection:
        return list(connection.exec_driver_sql("SELECT name FROM candidates ORDER BY id").scalars())


def become(database: Path, version: str) -> None:
    """Let another program bring the database to a version."""
    with closing(sqlite3.connect(database)) as changed, changed:
        changed.execute("UPDATE alembic_version SET version_num = ?", (version,))


def test_a_day_at_the_terminal(desk: Shell) -> None:
    with terminal(desk) as at:
        at.type("use ml-1\r", "--job is ML-1.*workspace ML-1>")
        at.type("candidate add 'Cleo Example'\r", "added C-3 with application A-3 for ML-1")
        at.type("candidate show C-99\r", r"there is no candidate 'C-99'.*workspace ML-1 \[1\]>")
        at.type("candidate add 'Dora\r", r"close the quotes.*\[2\]>")
        at.type("nonsense\r", r"No such command 'nonsense'.*\[2\]>")
        at.type("help application move\r", "Move an application.*ML-1>")
        at.type("candidate add half a li\x03", "ML-1>")
        at.type("shell\r", r"this is the shell.*\[2\]>")
        at.type("use\r", "no job is in use.*workspace>")
        code = at.leave()

    assert code == 0
    assert names(desk) == ["Ada Example", "Ben Example", "Cleo Example"]
    kept = desk.folder / HISTORY
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert "+candidate add 'Cleo Example'\n" in kept.read_text()


def test_a_command_that_asks_is_answered(desk: Shell) -> None:
    desk.ok("db", "backup", str(desk.folder / "kept.db"))

    with terminal(desk) as at:
        at.type("candidate add Lost\r", "added C-3")
        at.type("db restore kept.db\r", "y/N")
        at.type("n\r", r"Aborted!.*\[1\]>")
        at.type("db restore kept.db\r", "y/N")
        at.type("y\r", "restored.*workspace>")
        at.type("candidate add Kept\r", "added C-3.*>")

    assert names(desk) == ["Ada Example", "Ben Example", "Kept"]


def test_the_workspace_may_change_underneath(desk: Shell) -> None:
    database = desk.folder / "hiring.db"
    desk.ok("db", "backup", str(desk.folder / "kept.db"))

    with terminal(desk) as at:
        at.type("candidate add Lost\r", "added C-3")
        desk.ok("db", "restore", str(desk.folder / "kept.db"), "--yes")
        at.type("candidate add Kept\r", "added C-3.*>")
        become(database, "9999")
        at.type("candidate add No\r", r"newer than this program.*\[4\]>")
        become(database, SCHEMA)
        away = database.rename(database.with_suffix(".away"))
        at.type("board\r", r"there is no database at hiring.db.*\[4\]>")
        assert not database.exists()
        away.rename(database)
        at.type("board\r", "ML-1.*workspace>")
        settings = desk.folder / "hiring.toml"
        before = settings.read_text()
        settings.write_text("nonsense = 1\n")
        at.type("board\r", "nonsense is not a setting.*>")
        settings.write_text(before)
        at.type("board\r", "ML-1.*>")
        assert at.leave() == 0

    assert names(desk) == ["Ada Example", "Ben Example", "Kept"]


def test_nothing_is_kept_when_that_is_asked(desk: Shell) -> None:
    with terminal(desk, "--no-history") as at:
        at.type("board\r", "ML-1.*>")

    assert not (desk.folder / HISTORY).exists()


def test_lines_that_are_fed_end_with_the_first_that_fails(shell: Shell) -> None:
    shell.ok("job", "open", "ml-engineer", "--code", "ML-1")

    done = fed(shell, "use ML-1\ncandidate add Ada\nboard ZZ\ncandidate add Never\n")

    assert done.returncode == 1
    assert "added C-1 with application A-1 for ML-1" in done.stdout
    assert "standard input, line 3: board: exit code 1" in done.stderr
    assert names(shell) == ["Ada"]
    assert not (shell.folder / HISTORY).exists()
    assert fed(shell, "board\nexit\nnonsense\n").returncode == 0
    assert fed(shell, "board 'x\n").returncode == 3


def test_a_workspace_that_is_named_must_be_there(desk: Shell) -> None:
    done = fed(desk, "board\n", "--workspace", "nowhere")

    assert done.returncode == 1
    assert "nowhere is not a workspace" in done.stderr


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("candidate add Ada", "candidate add --job ML-1 Ada"),
        ("candidate add Ada --job SE-1", "candidate add Ada --job SE-1"),
        ("application add C-1 SE-1", "application add C-1 SE-1"),
        ("application add C-1", "application add --job ML-1 C-1"),
        ("scorecard export A-1 -o x", "scorecard export A-1 -o x"),
        ("scorecard export -o x", "scorecard export --job ML-1 -o x"),
        ("candidate list -- ", "candidate list --job ML-1 --"),
        ("board", "board"),
        ("nonsense", "nonsense"),
    ],
)
def test_the_job_in_use_is_meant_where_none_is_named(typed: str, meant: str) -> None:
    assert with_job(tuple(typed.split()), "ML-1") == tuple(meant.split())
    assert with_job(tuple(typed.split()), None) == tuple(typed.split())


def offered(shell: Shell, text: str) -> list[tuple[str, str]]:
    app = App()
    app.workspace = str(shell.folder)
    found = Words(lambda: app, ("use", "exit")).get_completions(Document(text), CompleteEvent())
    return [
        (text[: len(text) + one.start_position] + one.text, one.display_meta_text) for one in found
    ]


def test_the_tabulator_completes_what_may_follow(desk: Shell) -> None:
    with acting(desk) as act:
        a_candidate(act, "Eve $(touch pwned)\n\x1b[2J")

    assert [text for text, _ in offered(desk, "cand")] == ["candidate "]
    assert offered(desk, "us") == [("use ", "")]
    assert offered(desk, "use m")[0][0] == "use ML-1 "
    assert offered(desk, "hiring candidate show C-1") == [
        ("hiring candidate show C-1 ", "Ada Example")
    ]
    assert [text for text, _ in offered(desk, "candidate show exam")] == [
        "candidate show C-2 ",
        "candidate show C-1 ",
    ]
    assert offered(desk, "candidate show eve") == [
        ("candidate show C-3 ", "Eve $(touch pwned) [2J")
    ]
    assert ("application move A-1 screen ", "") in offered(desk, "application move A-1 s")
    (desk.folder / "a file").touch()
    assert (f"db restore '{desk.folder}/a file'", "") in offered(
        desk, f"db restore {desk.folder}/a"
    )
    assert offered(desk, "candidate show 'C-1") == [("candidate show C-1 ", "Ada Example")]


def test_history_is_private_and_does_not_grow_without_end(tmp_path: Path) -> None:
    file = tmp_path / HISTORY
    file.touch(0o644)
    for number in range(MOST_KEPT // 1000 + 10):
        PrivateHistory(file).store_string(f"candidate add {number} " + "x" * 1000)

    kept = list(PrivateHistory(file).load_history_strings())

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.stat().st_size < MOST_KEPT
    assert kept[0].startswith(f"candidate add {MOST_KEPT // 1000 + 9} ")
    history = PrivateHistory(file)
    history.append_string(" candidate add Secret")
    assert "Secret" not in file.read_text()


def test_history_that_cannot_be_kept_disturbs_nobody(tmp_path: Path) -> None:
    folder = tmp_path / HISTORY
    folder.mkdir()

    history = PrivateHistory(folder)
    history.append_string("board")

    assert history.get_strings() == ["board"]
    assert list(history.load_history_strings()) == []


def test_lines_are_taken_until_leaving(desk: Shell) -> None:
    typed: list[str | type[BaseException]] = [
        *("use ML-1", KeyboardInterrupt, "", "candidate add \\", "'Cleo", "help", "help board"),
        *("candidate add \\", "'Cleo Example'", "use a b", "use ZZ", "shell", "exit", "never"),
    ]
    prompts: list[str] = []

    def ask(prompt: str) -> str:
        prompts.append(prompt)
        given = typed.pop(0)
        if isinstance(given, str):
            return given
        raise given

    app = App()
    app.workspace = str(desk.folder)
    running = Running(app, "the shell", told=False)
    _take_lines(Desk(running.app(), running), ask)
    running.close()

    assert typed == ["never"]
    assert prompts == [
        *("workspace> ", "workspace ML-1> ", "workspace ML-1> ", "workspace ML-1> ", "> "),
        *("workspace ML-1 [2]> ", "workspace ML-1> ", "workspace ML-1> ", "> "),
        *("workspace ML-1> ", "workspace ML-1 [2]> ", "workspace ML-1 [1]> "),
        "workspace ML-1 [2]> ",
    ]
    assert names(desk)[2:] == ["Cleo Example"]


def test_ctrl_d_leaves_and_a_shell_may_stand_nowhere() -> None:
    prompts: list[str] = []

    def ask(prompt: str) -> str:
        prompts.append(prompt)
        raise EOFError

    running = Running(App(), "the shell", told=False)
    _take_lines(Desk(running.app(), running), ask)

    assert prompts == ["no workspace> "]


def test_the_shell_reads_what_it_is_fed(desk: Shell) -> None:
    result = desk("shell", input="use ML-1\n# x\ncandidate add Cleo\nboard ZZ\nnever\n")

    assert result.exit_code == 1
    assert "added C-3 with application A-3 for ML-1" in result.stdout
    assert "standard input, line 4: board: exit code 1" in result.stderr
    assert desk("shell", input="board 'x\n").exit_code == 3
    assert desk("shell", input="use ZZ\n").exit_code == 1


def test_nothing_is_written_into_a_database_that_was_replaced_meanwhile(desk: Shell) -> None:
    app = WarmApp(Kept())
    app.workspace = str(desk.folder)
    database = desk.folder / "hiring.db"

    def write_while_it_is_replaced() -> None:
        with app.writing() as act:
            a_candidate(act, "Lost")
            database.with_name("other.db").write_bytes(database.read_bytes())
            database.with_name("other.db").replace(database)

    with pytest.raises(DatabaseError, match="was replaced while this command ran"):
        write_while_it_is_replaced()
    with app.writing() as act:
        a_candidate(act, "Kept")
    app.kept.let_go()

    assert names(desk)[2:] == ["Kept"]


def test_a_fault_of_the_program_ends_the_command_and_not_the_shell(
    desk: Shell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: App) -> None:
        raise ZeroDivisionError

    app = WarmApp(Kept())
    app.workspace = str(desk.folder)
    monkeypatch.setattr(App, "now", property(broken))

    assert call(("candidate", "add", "Cleo"), app) == 1
    app.kept.let_go()
    assert "ZeroDivisionError" in capsys.readouterr().err
