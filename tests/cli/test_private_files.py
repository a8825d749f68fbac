"""What is written belongs to its owner alone, whatever the umask says; what is open is found."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from hiring.cli import main
from hiring.cli.typing_line import PrivateHistory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Shell

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows keeps no such modes")


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def open_to_others(around: Path) -> list[str]:
    """Name every file and folder below one that is not its owner's alone, with its mode."""
    return [
        f"{path.relative_to(around)} {mode_of(path):o}"
        for path in sorted(around.rglob("*"))
        if mode_of(path) & 0o077
    ]


def run_all_that_writes(shell: Shell, out: Path) -> None:
    """Run each command that makes a file, into folders that are not there yet."""
    people = shell.folder.parent / "people.csv"
    people.write_text("Name,Email\nCy Sample,cy@example.org\nDi Sample,not an address\n")
    people.chmod(0o600)
    shell.ok("init", str(out / "second" / "workspace"))
    for form in ("csv", "json", "xlsx"):
        shell.ok("export", str(out / f"exported-{form}" / "all"), "--format", form)
    shell.ok("db", "backup", str(shell.folder / "hiring.db.copy"))
    shell.ok("db", "copy", f"sqlite:///{out / 'moved.db'}")
    shell.ok("db", "restore", str(shell.folder / "hiring.db.copy"), "--yes")
    shell("candidate", "import", str(people), "--keep-going", "--rejects", str(out / "r.csv"))
    assert (out / "r.csv").exists()
    shell.ok("interview", "schedule", "A-1", "1", *MEETING)
    shell.ok("scorecard", "export", "I-1", "-o", str(out / "cards" / "sent"))
    shell.ok("scorecard", "export", "I-1", "--mail", str(out / "mails" / "drafts"))
    returned = next((out / "cards" / "sent").glob("*.xlsx"))
    shell("scorecard", "import", str(returned), "--reply", str(out / "replies" / "drafts"))
    shell.ok("debrief", "export", "A-1", "-o", str(out / "papers" / "debrief.docx"))
    shell.ok("decide", "A-2", "reject", "--by", "Mo Manager", "--because", "no bar met")
    shell.ok("decision", "export", "A-2", "-o", str(out / "records" / "decision.docx"))
    shell.ok("jd", "export", "ML-1", "-o", str(out / "ads" / "ad.docx"))
    PrivateHistory(shell.folder / ".hiring-history").store_string("candidate list")


MEETING = ("--interviewer", "Bo Sample <bo@example.org>", "--at", "2026-03-10T10:00")


@pytest.mark.parametrize("mask", [0o000, 0o022])
def test_c3_every_file_with_personal_data_is_its_owners_alone(
    desk: Shell, tmp_path: Path, mask: int
) -> None:
    out = tmp_path / "out"

    with umask(mask):
        run_all_that_writes(desk, out)

    assert open_to_others(tmp_path) == []


def test_c3_a_folder_that_was_empty_is_closed_when_it_becomes_a_workspace(tmp_path: Path) -> None:
    with umask(0o022):
        (tmp_path / "empty").mkdir()
        (tmp_path / "full").mkdir()
        (tmp_path / "full" / "letter.txt").touch()
        runner = CliRunner()
        for name in ("empty", "full"):
            assert runner.invoke(main, ["init", str(tmp_path / name)]).exit_code == 0

    assert mode_of(tmp_path / "empty") == 0o700
    assert mode_of(tmp_path / "full") == 0o755  # somebody else's things are in it
    assert mode_of(tmp_path / "full" / "letter.txt") == 0o644


def test_c3_what_others_may_use_is_said_once_at_every_start(desk: Shell) -> None:
    (desk.folder / "hiring.db").chmod(0o644)
    desk.folder.chmod(0o755)

    result = desk("board")

    assert result.exit_code == 0
    assert result.stderr == (
        f"warning: others may use {desk.folder} (755) and 1 more: hiring db secure\n"
    )


def test_c3_it_is_mended_on_request_and_rehearsed_before(desk: Shell) -> None:
    kept = desk.folder / "attachments" / "C-1"
    kept.mkdir(parents=True, mode=0o755)
    for path in (desk.folder / "hiring.db", desk.folder / "hiring.toml", kept / "cv.pdf"):
        path.touch()
        path.chmod(0o644)
    for path in (kept, kept.parent):
        path.chmod(0o755)
    own = desk.folder / "rubrics.txt"
    own.touch()
    own.chmod(0o644)

    rehearsal = desk("db", "secure", "--dry-run")
    still = mode_of(desk.folder / "hiring.db")
    said = desk.ok("db", "secure")

    assert (rehearsal.stdout, still) == (said, 0o644)
    assert said == (
        "644 -> 600  hiring.toml\n644 -> 600  hiring.db\n755 -> 700  attachments\n"
        "755 -> 700  attachments/C-1\n644 -> 600  attachments/C-1/cv.pdf\n5 closed to others\n"
    )
    assert mode_of(own) == 0o644
    assert desk.ok("db", "secure") == "all of it is its owner's only\n"
    assert desk("board").stderr == ""


def test_c3_a_link_is_not_followed_and_what_is_gone_is_no_matter(
    desk: Shell, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    elsewhere.chmod(0o755)
    (desk.folder / "attachments").symlink_to(elsewhere)

    assert desk.ok("db", "secure") == "all of it is its owner's only\n"
    assert mode_of(elsewhere) == 0o755


def test_c3_modes_that_cannot_be_changed_are_said(
    desk: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk.folder / "hiring.db").chmod(0o644)

    def forbid(path: str, mode: int) -> None:
        raise PermissionError(1, f"Not permitted to make it {mode:o}", path)

    monkeypatch.setattr("os.chmod", forbid)

    said = desk("db", "secure")

    assert said.exit_code == 1
    assert "hiring.db cannot be closed: Not permitted to make it 600" in said.stderr
