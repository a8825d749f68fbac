"""What every command shares: text on a terminal, moments, files that are written whole."""

from __future__ import annotations

import getpass
import io
import os
import resource
import stat
import time
from datetime import UTC, datetime
from enum import Enum
from typing import TYPE_CHECKING

import pytest

from hiring.cli.kit import App, OccupiedError, confirm, facts, plain, printable, table, write_file
from hiring.cli.progress import going_through
from hiring.errors import RefusedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Shell


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ada Example", "Ada Example"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("Zoe\u0301", "Zoe\u0301"),
        ("no\u00a0break", "no\u00a0break"),
        ("山田\u3000太郎", "山田\u3000太郎"),
        ("نمونه\u200cای", "نمونه\u200cای"),  # noqa: RUF001 - a Persian name
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("\x1b[31m", r"\x1b[31m"),
        ("\r\b\x7f\x9b", r"\x0d\x08\x7f\x9b"),
        ("\u202eevil\u2066", r"\u202eevil\u2066"),
        ("\u2028\ufeff", r"\u2028\ufeff"),
        (7, "7"),
    ],
)
def test_a_terminal_shows_letters_and_never_obeys_them(text: object, shown: str) -> None:
    assert printable(text) == shown


def test_a_table_counts_columns_as_the_eye_does(capsys: pytest.CaptureFixture[str]) -> None:
    table(
        [("नमस्ते", "a"), ("e\ufe0f\u0301", "b"), ("한글", None), ("a\tb\nc", "d")],
        heads=("NAME", "X"),
        empty="-",
    )

    lines = capsys.readouterr().out.splitlines()
    assert lines == ["NAME   X", "नमस्ते   a", "e\ufe0f\u0301      b", "한글", "a b c  d"]


def test_facts_nobody_gave_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    facts({"a": "", "bb": None, "ccc": (), "d": 0, "e": "one\ntwo"})
    facts({})

    assert capsys.readouterr().out == "d  0\ne  one\n   two\n"


def test_json_is_made_of_plain_things() -> None:
    class Colour(Enum):
        RED = "red"

    moment = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)

    assert plain({1: Colour.RED, "at": moment, "all": (None, [True])}) == {
        "1": "red",
        "at": "2026-03-02T10:00:00+00:00",
        "all": [None, [True]],
    }


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the computer stand in Berlin."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("berlin")
def test_without_a_zone_in_the_settings_the_computer_s_own_counts(desk: Shell) -> None:
    app = App()
    app.workspace = str(desk.folder)

    assert app.moment("2026-07-01T14:00").astimezone(UTC).hour == 12
    assert app.moment("2026-07-01T14:00-04:00").astimezone(UTC).hour == 18
    assert f"{app.local(datetime(2026, 3, 2, 13, tzinfo=UTC)):%H:%M %Z}" == "14:00 CET"
    with pytest.raises(UsageError, match="the clock goes forward over it"):
        app.moment("2026-03-29T02:30")


def test_who_acts_is_found_without_a_name_in_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    assert App().actor == getpass.getuser()

    def nobody() -> str:
        raise KeyError

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert App().actor == f"user {os.getuid()}"


def test_a_file_is_written_whole_and_private(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.docx"

    assert write_file(path, b"one") == "written"
    assert write_file(path, b"one") == "unchanged"
    with pytest.raises(OccupiedError, match="is there with other content"):
        write_file(path, b"two")
    assert path.read_bytes() == b"one"
    assert write_file(path, b"two", force=True) == "written"
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["a.docx"]


@pytest.fixture
def full_disk() -> Iterator[None]:
    """Let every file end after a few bytes, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.usefixtures("full_disk")
def test_a_failing_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")

    with pytest.raises(RefusedError, match=r"a\.docx cannot be written: File too large"):
        write_file(path, b"x" * 100_000, force=True)

    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.docx"]


def test_a_file_is_not_written_over_a_folder_or_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(RefusedError, match="is a folder"):
        write_file(tmp_path, b"x")
    with pytest.raises(RefusedError, match="cannot be written"):
        write_file(tmp_path / "file" / "a.docx", b"x")


def test_an_interrupted_write_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    monkeypatch.setattr("pathlib.Path.replace", interrupted)

    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "a.docx", b"x")
    assert list(tmp_path.iterdir()) == []


def test_yes_answers_before_the_question(capsys: pytest.CaptureFixture[str]) -> None:
    confirm("Really?", yes=True)

    assert capsys.readouterr().out == ""


def test_what_a_killed_run_left_unfinished_is_removed_after_an_hour(tmp_path: Path) -> None:
    old, new, own = (tmp_path / name for name in (".hiring-1-1-0", ".hiring-1-2-0", ".hirings"))
    for left in (old, new, own):
        left.write_text("begun")
    for left in (old, own):
        os.utime(left, (0, 0))

    write_file(tmp_path / "a.docx", b"x")

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".hiring-1-2-0",
        ".hirings",
        "a.docx",
    ]


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("count", "quiet", "shown"), [(9, False, 0), (10, True, 0), (10, False, 1)]
)
def test_a_bar_shows_how_far_one_is_where_there_is_more_than_a_few(
    monkeypatch: pytest.MonkeyPatch, *, count: int, quiet: bool, shown: int
) -> None:
    terminal = _Terminal()
    monkeypatch.setattr("sys.stderr", terminal)

    with going_through(range(count), label="Reading", quiet=quiet) as going:
        found = list(going)

    assert found == list(range(count))
    assert ("100%" in terminal.getvalue()) == bool(shown)
