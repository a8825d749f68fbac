"""A handful of commands as real processes: exit code, standard output, standard error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.desk import acting, everything, read_json
from tests.factories import a_candidate

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Shell

pytestmark = pytest.mark.process

GONE = (
    "Error: there is no database at hiring.db. "
    "Fix: hiring db restore FILE, or for an empty one: hiring db upgrade\n"
)


def process(folder: Path, *words: str, **options: object) -> subprocess.Popen[bytes]:
    # Unbuffered, Python itself would swallow what a closed pipe did not take.
    inherited = {name: text for name, text in os.environ.items() if name != "PYTHONUNBUFFERED"}
    environment = {**inherited, **options.pop("env", {})}  # type: ignore[dict-item]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    command = [sys.executable, "-m", "hiring", *words]
    return subprocess.Popen(command, cwd=folder, env=environment, **streams)  # type: ignore[call-overload, no-any-return]


def run(folder: Path, *words: str, **options: object) -> tuple[int, str, str]:
    started = process(folder, *words, **options)
    out, err = started.communicate(timeout=60)
    return started.returncode, (out or b"").decode(), (err or b"").decode()


def test_a_command_done_is_zero_and_quiet_on_standard_error(desk: Shell) -> None:
    assert run(desk.folder, "candidate", "add", "Cleo 山田") == (0, "added C-3\n", "")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ("candidate", "show", "C-9"),
            (1, "", "Error: there is no candidate 'C-9'. Fix: hiring candidate find TEXT\n"),
        ),
        (
            ("candidate", "add", " "),
            (2, "", 'Error: a candidate needs a name. Fix: hiring candidate add "NAME"\n'),
        ),
        (
            ("scorecard", "import", "nope.xlsx"),
            (
                3,
                "0 recorded, 0 unchanged, 1 refused\n",
                ("refused   nope.xlsx\n  there is no such file. Fix: name an .xlsx file\n"),
            ),
        ),
    ],
)
def test_a_refusal_has_its_exit_code_and_sentence(
    desk: Shell, words: tuple[str, ...], expected: tuple[int, str, str]
) -> None:
    assert run(desk.folder, *words) == expected


def test_a_missing_database_is_four(desk: Shell) -> None:
    (desk.folder / "hiring.db").unlink()

    assert run(desk.folder, "board") == (
        *(4, ""),
        GONE,
    )


def test_bytes_that_are_no_text_are_refused(desk: Shell) -> None:
    name = os.fsdecode(b"Ada \xff\xfe")
    command = [sys.executable, "-m", "hiring", "candidate", "add", name]

    done = subprocess.run(command, cwd=desk.folder, capture_output=True, check=False)

    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Invalid value for 'NAME': it is not UTF-8 text" in done.stderr


def test_a_reader_that_stops_reading_causes_no_traceback(desk: Shell) -> None:
    with acting(desk) as act:
        for number in range(1500):
            a_candidate(act, f"Person {number:04} " + "x" * 40)

    for extra in ((), ("--json",)):
        started = process(desk.folder, "candidate", "list", "--all", *extra)
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.readline()
        started.stdout.close()
        said = started.stderr.read()
        started.wait(timeout=60)
        started.stderr.close()

        assert said == b""
        assert started.returncode == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="/dev/full is only on Linux")  # noqa: PTH110
def test_a_full_disk_is_said_in_words(desk: Shell) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        code, _, said = run(desk.folder, "candidate", "list", stdout=full)

    assert code == 1
    assert said.startswith("Error: the output could not be written: the disk is full.")


def test_two_people_adding_at_the_same_time_lose_nothing(desk: Shell) -> None:
    started = [process(desk.folder, "candidate", "add", f"Twin {n}") for n in range(6)]
    printed = [one.communicate(timeout=60) for one in started]

    assert [one.returncode for one in started] == [0] * 6
    assert sorted(out.decode() for out, _ in printed) == [f"added C-{n}\n" for n in range(3, 9)]
    assert len(read_json(desk, "candidate", "list")) == 8


def test_an_address_given_twice_at_the_same_time_belongs_to_one(desk: Shell) -> None:
    words = ("candidate", "add", "Twin", "--email", "twin@example.org")
    started = [process(desk.folder, *words) for _ in range(4)]
    printed = [one.communicate(timeout=60) for one in started]

    assert sorted(one.returncode for one in started) == [0, 1, 1, 1]
    assert sum(b"this e-mail belongs to C-3 already" in err for _, err in printed) == 3


def test_letters_an_old_code_page_lacks_end_no_command(desk: Shell) -> None:
    desk.ok("candidate", "add", "Zoë 王小明")
    old = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}

    started = process(desk.folder, "candidate", "show", "C-3", env=old)
    out, err = started.communicate(timeout=60)
    code, listed, _ = run(desk.folder, "candidate", "list", "--json", env=old)

    assert (started.returncode, err) == (0, b"")
    assert out.decode("cp1252").splitlines()[0] == r"C-3  Zoë \u738b\u5c0f\u660e"
    assert code == 0
    assert json.loads(listed)[-1]["name"] == "Zoë 王小明"


def test_help_does_not_follow_the_width_of_the_terminal(tmp_path: Path) -> None:
    narrow, wide = (
        run(tmp_path, "job", "open", "--help", env={"COLUMNS": columns})
        for columns in ("40", "200")
    )

    assert narrow == wide
    assert max(map(len, narrow[1].splitlines())) <= 80


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_folder_one_may_not_write_to_is_refused_in_words(desk: Shell, tmp_path: Path) -> None:
    sealed = tmp_path / "sealed"
    sealed.mkdir()
    sealed.chmod(0o500)
    before = everything(desk)

    for words in (("init", str(sealed / "ws")), ("jd", "export", "ML-1", "-o", str(sealed / "x"))):
        code, out, err = run(desk.folder, *words)

        assert (code, out) == (1, "")
        assert "cannot be written: Permission denied" in err
    assert everything(desk) == before
