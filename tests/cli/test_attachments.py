"""Files that people sent: kept, listed, given out, exported, removed, and never a picture."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from hiring.workflow.attachments import put_file
from tests.cli.desk import acting, looking, read_json, refused
from tests.cli.test_exporting import another
from tests.factories import a_candidate

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Shell

CV = b"%PDF-1.7 Ada Example, engineer"


def a_file(folder: Path, name: str = "ada-cv.pdf", content: bytes = CV) -> str:
    """Write a file somebody sent."""
    path = folder / name
    path.write_bytes(content)
    return str(path)


def kept_in(shell: Shell) -> dict[str, bytes]:
    """Read the folder of files people sent."""
    folder = shell.folder / "attachments"
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


@pytest.fixture
def known(shell: Shell) -> Shell:
    """Give a shell where Ada (C-1) and Ben (C-2) are known."""
    with acting(shell) as act:
        a_candidate(act, "Ada Example")
        a_candidate(act, "Ben Example")
    return shell


def test_c6_files_lie_in_one_private_folder_listed_by_hash(known: Shell, tmp_path: Path) -> None:
    said = known.ok("candidate", "attach", "C-1", a_file(tmp_path))

    (listed,) = read_json(known, "candidate", "files", "C-1")
    folder = known.folder / "attachments"
    assert said == "kept ada-cv.pdf with C-1\n"
    assert listed["file_hash"] == sha256(CV).hexdigest()
    assert (listed["name"], listed["size"]) == ("ada-cv.pdf", len(CV))
    assert kept_in(known) == {listed["file_hash"]: CV}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / listed["file_hash"]).stat().st_mode & 0o777 == 0o600
    assert "ada-cv.pdf" in known.ok("candidate", "files", "C-1")
    assert "file ada-cv.pdf" in known.ok("candidate", "show", "C-1")
    assert known.ok("db", "check") == "sound\n"


def test_c6_erasing_somebody_removes_their_files_and_no_others(
    known: Shell, tmp_path: Path
) -> None:
    for name, whose in (("one", ("C-1",)), ("other", ("C-2",)), ("both", ("C-1", "C-2"))):
        path = a_file(tmp_path, f"{name}.pdf", b"%PDF-1.7 " + name.encode())
        for one in whose:
            known.ok("candidate", "attach", one, path)

    known.ok("privacy", "erase", "C-1", "--reason", "asked for it", "--yes")

    assert sorted(kept_in(known).values()) == [b"%PDF-1.7 both", b"%PDF-1.7 other"]


def test_the_same_file_again_is_there_once(known: Shell, tmp_path: Path) -> None:
    cv = a_file(tmp_path)
    known.ok("candidate", "attach", "C-1", cv)

    assert known.ok("candidate", "attach", "C-1", cv) == "ada-cv.pdf is there already\n"
    known.ok("candidate", "attach", "C-2", cv, "--name", "from-ada.pdf")

    assert len(kept_in(known)) == 1
    known.ok("candidate", "detach", "C-1", "ada-cv.pdf")
    assert len(kept_in(known)) == 1
    known.ok("candidate", "detach", "C-2", "from-ada.pdf")
    assert kept_in(known) == {}
    assert "no files" in known("candidate", "files", "C-1").stderr


def test_a_file_is_given_out_as_it_came(known: Shell, tmp_path: Path) -> None:
    known.ok("candidate", "attach", "C-1", a_file(tmp_path))
    target = tmp_path / "out.pdf"

    said = known.ok("candidate", "file", "C-1", "ada-cv.pdf", "-o", str(target))

    assert "it holds personal data" in said
    assert target.read_bytes() == CV
    assert target.stat().st_mode & 0o777 == 0o600
    assert "there is no file of this name. Fix: ada-cv.pdf" in refused(
        known, "candidate", "file", "C-1", "cv.pdf"
    )


def test_what_was_changed_in_the_folder_is_not_given_out(known: Shell, tmp_path: Path) -> None:
    known.ok("candidate", "attach", "C-1", a_file(tmp_path))
    (path,) = (known.folder / "attachments").iterdir()
    path.write_bytes(CV[::-1])

    assert "its bytes were changed" in refused(known, "candidate", "file", "C-1", "ada-cv.pdf")
    path.unlink()
    assert "a file of C-1 is not in attachments" in known("db", "check").stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("me.jpg", b"\xff\xd8\xff", "pictures of people are not kept"),
        ("cv.exe", b"MZ", "files of this kind are not kept"),
        ("cv", b"%PDF-", "files of this kind are not kept"),
        ("cv.pdf", b"", "the file is empty"),
        ("cv.pdf", b"\x89PNG", "what is in it is no pdf"),
        ("cv.txt", b"a\0b", "what is in it is no txt"),
        ("cv.docx", b"PK\x03\x04" + bytes(20_000_000), "more than 20 MB"),
    ],
)
def test_c1_pictures_and_what_is_no_document_are_refused(
    desk: Shell, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    assert said in refused(desk, "candidate", "attach", "C-1", a_file(tmp_path, name, content))
    assert kept_in(desk) == {}


def test_a_name_that_is_taken_or_cannot_be_written_is_refused(desk: Shell, tmp_path: Path) -> None:
    desk.ok("candidate", "attach", "C-1", a_file(tmp_path))

    other = a_file(tmp_path, "new.pdf", CV + b"2")
    told = refused(desk, "candidate", "attach", "C-1", other, "--name", "ada-cv.pdf")
    assert "another file of this name" in told
    assert "a sign that files cannot have" in refused(
        desk, "candidate", "attach", "C-1", other, "--name", "a/cv.pdf", code=2
    )
    assert "cannot be read" in refused(
        desk, "candidate", "attach", "C-1", str(tmp_path / "none.pdf"), code=2
    )


def test_files_go_with_an_export_and_come_back(known: Shell, tmp_path: Path) -> None:
    known.ok("candidate", "attach", "C-1", a_file(tmp_path))
    known.ok("export", str(tmp_path / "out"))
    known.ok("export", str(tmp_path / "out"), "--overwrite")
    copy = another(tmp_path / "copy")

    copy.ok("import", str(tmp_path / "out"), "--no-erasures")

    assert kept_in(copy) == kept_in(known)
    assert copy.ok("db", "check") == "sound\n"
    (path,) = (tmp_path / "out" / "attachments").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_bytes(b"%PDF-1.7 somebody else")
    again = another(tmp_path / "again")
    assert "is not as it was exported" in refused(
        again, "import", str(tmp_path / "out"), "--no-erasures", code=3
    )
    assert kept_in(again) == {}


def test_a_file_that_is_missing_is_left_out_of_an_export_and_told(
    known: Shell, tmp_path: Path
) -> None:
    known.ok("candidate", "attach", "C-1", a_file(tmp_path))
    (path,) = (known.folder / "attachments").iterdir()
    path.unlink()

    assert "left out: 1 files people sent" in known("export", str(tmp_path / "out")).stderr
    assert not (tmp_path / "out" / "attachments").exists()


def test_what_a_killed_command_left_is_told_and_removed(known: Shell) -> None:
    folder = known.folder / "attachments"
    put_file(folder, sha256(CV).hexdigest(), CV)
    (folder / f".{sha256(CV).hexdigest()}.unfinished").write_bytes(CV[:9])

    assert "2 files in attachments belong to nobody" in known("db", "check").stderr
    assert known.ok("candidate", "detach", "--strays") == "removed 2 files of nobody\n"
    assert known.ok("db", "check") == "sound\n"


def test_the_log_names_no_file(known: Shell, tmp_path: Path) -> None:
    known.ok("candidate", "attach", "C-1", a_file(tmp_path))
    with looking(known) as connection:
        entries = connection.exec_driver_sql("SELECT * FROM events").all()
    assert "ada-cv" not in str(entries)
    assert sha256(CV).hexdigest() not in str(entries)
