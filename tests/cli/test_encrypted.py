from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from hiring.config import load_settings
from hiring.store import keys
from hiring.store.connection import connect
from hiring.store.peeking import peek
from tests.cli.desk import everything, read_json
from tests.conftest import IN_CI, Shell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if not IN_CI:
    pytest.importorskip("sqlcipher3", reason="pip install 'hiring[encrypted]'")
    pytest.importorskip("keyring", reason="pip install 'hiring[encrypted]'")
import keyring
from keyring.backends import fail

from tests import keyring_file

NAME = "Zyxmarker"
KEY = "5a" * 32
OTHER = "a5" * 32
HEADER = b"SQLite format 3\0"


@pytest.fixture(autouse=True)
def no_keyring() -> Iterator[None]:
    """Let no test see the keyring of the computer."""
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    keys._kept_key.cache_clear()
    yield
    keyring.set_keyring(before)
    keys._kept_key.cache_clear()


@pytest.fixture
def a_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the computer a keyring."""
    file = tmp_path / "keyring.json"
    monkeypatch.setenv(keyring_file.WHERE, str(file))
    keyring.set_keyring(keyring_file.FileKeyring())
    return file


@pytest.fixture(scope="session")
def encrypted_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an encrypted workspace with one person and one job, once."""
    shell = Shell(tmp_path_factory.mktemp("encrypted") / "desk")
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("HIRING_KEY", KEY)
        shell.ok("init", str(shell.folder), "--company", "Example GmbH", "--encrypt")
        shell.ok("job", "open", "ml-engineer", "--code", "ML-1")
        shell.ok("candidate", "add", f"{NAME} Example", "--email", f"{NAME}@example.org")
    return shell.folder


@pytest.fixture
def desk(encrypted_workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Give an encrypted workspace, and its key."""
    monkeypatch.setenv("HIRING_KEY", KEY)
    shutil.copytree(encrypted_workspace, tmp_path / "desk")
    return Shell(tmp_path / "desk")


def everywhere(folder: Path) -> bytes:
    """Read every byte below a folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def files(shell: Shell) -> list[str]:
    return sorted(path.name for path in shell.folder.iterdir())


def refused(shell: Shell, *words: str, code: int = 4) -> str:
    result = shell(*words)
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    return result.stderr


def a_plain_desk(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path / "plain")
    shell.ok("init", str(shell.folder), "--company", "Example GmbH")
    shell.ok("candidate", "add", f"{NAME} Example")
    return shell


def a_program(*words: str, folder: Path) -> list[str]:
    return [sys.executable, "-m", "hiring", "--workspace", str(folder), *words]


def test_a_name_is_in_no_byte_of_the_file_its_log_or_a_backup(desk: Shell) -> None:
    settings = load_settings(desk.folder, environment={})
    engine = connect(settings.database_url)
    with closing(engine.raw_connection()) as held:  # so that the log stays beside the file
        held.cursor().execute("SELECT count(*) FROM candidates").fetchone()
        desk.ok("candidate", "add", f"{NAME} Second")
        desk.ok("db", "backup", str(desk.folder / "backup.db"))
        there = files(desk)
        content = everywhere(desk.folder).lower()
    engine.dispose()

    assert there == ["backup.db", "hiring.db", "hiring.db-shm", "hiring.db-wal", "hiring.toml"]
    assert (desk.folder / "backup.db").stat().st_size > 100_000
    assert NAME.lower().encode() not in content
    assert HEADER.lower() not in content
    assert KEY.encode() not in content
    assert bytes.fromhex(KEY) not in content


def test_hiring_toml_says_that_the_file_is_encrypted_and_nothing_of_the_key(desk: Shell) -> None:
    said = (desk.folder / "hiring.toml").read_text(encoding="utf-8")

    assert "\nencrypted = true" in said
    assert KEY not in said
    info = read_json(desk, "db", "info")
    assert info["encrypted"] is True
    assert info["database"] == f"sqlite:///{desk.folder / 'hiring.db'}"


def test_a_day_s_commands_work_on_an_encrypted_file(desk: Shell, tmp_path: Path) -> None:
    assert f"{NAME} Example" in desk.ok("candidate", "find", NAME.lower())
    desk.ok("application", "add", "C-1", "ML-1")
    assert desk.ok("db", "check") == "sound\n"
    desk.ok("audit", "verify")
    desk.ok("db", "reindex")
    desk.ok("db", "upgrade")
    desk.ok("export", str(tmp_path / "everything"))
    assert NAME.encode() in everywhere(tmp_path / "everything")
    url = load_settings(desk.folder, environment={}).database_url
    assert [found.value for found in peek(url, ["C"], "C-")] == ["C-1"]


def test_a_backup_is_put_back_with_the_same_key(desk: Shell, tmp_path: Path) -> None:
    desk.ok("db", "backup", str(tmp_path / "b.db"))
    before = everything(desk)
    desk.ok("candidate", "add", "Bo Sample")

    desk.ok("db", "restore", str(tmp_path / "b.db"), "--yes")

    assert everything(desk) == before
    kept = next(desk.folder.glob("hiring.db.before-*"))
    assert not keys.is_plain(kept)
    assert keys.opens(kept)
    assert not keys.is_plain(desk.folder / "hiring.db")
    assert desk.ok("db", "check") == "sound\n"


def test_a_lost_database_comes_back_encrypted(desk: Shell, tmp_path: Path) -> None:
    desk.ok("db", "backup", str(tmp_path / "b.db"))
    before = everything(desk)
    (desk.folder / "hiring.db").unlink()

    desk.ok("db", "restore", str(tmp_path / "b.db"), "--yes", "--no-erasures")

    assert everything(desk) == before
    assert NAME.encode() not in everywhere(desk.folder)


def test_a_damaged_database_is_kept_beside_the_restored_one(desk: Shell, tmp_path: Path) -> None:
    desk.ok("db", "backup", str(tmp_path / "b.db"))
    before = everything(desk)
    (desk.folder / "hiring.db").write_bytes(os.urandom(8192))
    assert "does not open the file" in refused(desk, "candidate", "list")

    desk.ok("db", "restore", str(tmp_path / "b.db"), "--yes", "--no-erasures")

    assert everything(desk) == before


def test_a_backup_that_is_damaged_is_refused(desk: Shell, tmp_path: Path) -> None:
    desk.ok("db", "backup", str(tmp_path / "b.db"))
    with (tmp_path / "b.db").open("r+b") as content:
        content.seek(4096 * 20 + 100)
        content.write(b"scratched")
    before = everything(desk)

    said = refused(desk, "db", "restore", str(tmp_path / "b.db"), "--yes", code=1)

    assert "is damaged" in said
    assert everything(desk) == before


def test_a_backup_of_another_key_or_of_none_is_refused(
    desk: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = a_plain_desk(tmp_path)
    plain.ok("db", "backup", str(tmp_path / "plain.db"))
    monkeypatch.setenv("HIRING_KEY", OTHER)
    other = Shell(tmp_path / "other")
    other.ok("init", str(other.folder), "--encrypt")
    other.ok("db", "backup", str(tmp_path / "other.db"))
    monkeypatch.setenv("HIRING_KEY", KEY)
    before = everything(desk)

    for name in ("plain.db", "other.db"):
        said = refused(desk, "db", "restore", str(tmp_path / name), "--yes", code=1)
        assert f"{name} is no backup of ours" in said
        assert "set HIRING_KEY to the key it was made with" in said

    assert everything(desk) == before


def test_a_database_is_copied_encrypted_and_plain(desk: Shell) -> None:
    before = everything(desk)

    as_it_is = desk.ok("db", "copy", "sqlite:///same.db")
    plainly = desk.ok("db", "copy", "sqlite:///plain.db", "--plain")

    assert "encrypted = " not in as_it_is
    assert 'write database_url = "sqlite:///plain.db" into hiring.toml' in plainly
    assert "and encrypted = false" in plainly
    assert not keys.is_plain(desk.folder / "same.db")
    assert keys.is_plain(desk.folder / "plain.db")
    settings = desk.folder / "hiring.toml"
    text = settings.read_text(encoding="utf-8")
    for said, plain in (("same.db", ""), ("plain.db", "false")):
        named = f'database_url = "sqlite:///{said}"\n{text}'
        changed = named.replace("\nencrypted = true", f"\nencrypted = {plain}") if plain else named
        settings.write_text(changed, encoding="utf-8")
        assert everything(desk) == before
        assert desk.ok("db", "check") == "sound\n"


def test_a_plain_workspace_is_encrypted_by_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = a_plain_desk(tmp_path)
    before = everything(desk)
    key_file = tmp_path / "key"
    monkeypatch.setenv("HIRING_KEY_FILE", str(key_file))

    said = desk.ok("db", "copy", "sqlite:///closed.db", "--encrypt")

    assert "and encrypted = true" in said
    assert key_file.stat().st_mode & 0o077 == 0 or os.name != "posix"
    assert NAME.encode() not in (desk.folder / "closed.db").read_bytes()
    settings = desk.folder / "hiring.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        f'database_url = "sqlite:///closed.db"\nencrypted = true\n{text}', encoding="utf-8"
    )
    assert everything(desk) == before


@pytest.mark.postgres
def test_a_server_and_an_encrypted_file_are_copied_into_each_other(
    desk: Shell, postgres_url: str
) -> None:
    before = everything(desk)

    desk.ok("db", "copy", postgres_url)

    settings = desk.folder / "hiring.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'database_url = "{postgres_url}"\n{text}', encoding="utf-8")
    said = desk.ok("db", "copy", "sqlite:///back.db", "--encrypt")
    assert "and encrypted = true" in said
    settings.write_text(f'database_url = "sqlite:///back.db"\n{text}', encoding="utf-8")
    assert everything(desk) == before
    assert NAME.encode() not in (desk.folder / "back.db").read_bytes()


def test_only_a_file_is_encrypted(desk: Shell, tmp_path: Path) -> None:
    server = "postgresql+psycopg://rita@db.example.org/hiring"

    copied = refused(desk, "db", "copy", server, "--encrypt", code=2)
    made = refused(
        desk, "init", str(tmp_path / "new"), "--encrypt", "--database-url", server, code=2
    )

    assert copied == made
    assert "only a file is encrypted by us" in made
    assert not (tmp_path / "new").exists()


def test_erasing_leaves_nothing_and_names_encrypted_backups(desk: Shell) -> None:
    desk.ok("db", "backup", str(desk.folder / "backup.db"))

    said = desk.ok("privacy", "erase", "C-1", "--reason", "asked for it", "--yes")

    assert "backup.db" in said
    assert NAME not in desk("candidate", "list").output
    desk.ok("db", "copy", "sqlite:///plain.db", "--plain")
    assert NAME.lower().encode() not in (desk.folder / "plain.db").read_bytes().lower()


def test_a_backup_brings_nobody_back_who_was_erased(desk: Shell, tmp_path: Path) -> None:
    desk.ok("db", "backup", str(tmp_path / "b.db"))
    desk.ok("privacy", "erase", "C-1", "--reason", "asked for it", "--yes")

    said = desk.ok("db", "restore", str(tmp_path / "b.db"), "--yes")

    assert "erased again: 1" in said
    assert not keys.is_plain(desk.folder / "hiring.db")
    assert desk.ok("db", "check") == "sound\n"
    desk.ok("db", "copy", "sqlite:///plain.db", "--plain")
    assert NAME.lower().encode() not in (desk.folder / "plain.db").read_bytes().lower()


def test_a_keyring_that_stays_locked_is_said(desk: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HIRING_KEY")
    monkeypatch.setenv(keyring_file.WHERE, str(desk.folder))  # a folder: it cannot be read
    keyring.set_keyring(keyring_file.FileKeyring())

    said = refused(desk, "candidate", "list")

    assert "the system's keyring does not give the key (IsADirectoryError)" in said


def test_lines_of_a_shell_share_one_encrypted_database(desk: Shell, tmp_path: Path) -> None:
    lines = tmp_path / "lines.txt"
    lines.write_text("candidate add 'Bo Sample'\ncandidate list\n", encoding="utf-8")

    said = desk.ok("run", str(lines))

    assert "Bo Sample" in said
    assert NAME in said


def test_another_key_opens_nothing_and_changes_nothing(
    desk: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (desk.folder / "hiring.db").read_bytes()
    monkeypatch.setenv("HIRING_KEY", OTHER)
    expected = (
        "Error: the key from HIRING_KEY does not open the file: it is of another key, damaged, or "
        "not encrypted. Fix: set HIRING_KEY to the key it was made with; a file that is not "
        "encrypted needs hiring.toml without encrypted = true\n"
    )

    for words in (
        ("candidate", "list"),
        ("candidate", "add", "Bo Sample"),
        ("db", "backup", str(tmp_path / "b.db")),
        ("db", "check"),
        ("db", "upgrade"),
        ("db", "copy", "sqlite:///moved.db"),
    ):
        assert refused(desk, *words) == expected

    assert (desk.folder / "hiring.db").read_bytes() == before
    assert not (tmp_path / "b.db").exists()


def test_without_a_key_one_is_told_where_it_may_be(
    desk: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HIRING_KEY")

    said = refused(desk, "candidate", "list")

    assert said == (
        "Error: the database is encrypted, and its key is neither in HIRING_KEY nor in "
        "HIRING_KEY_FILE nor in the system's keyring. Fix: set HIRING_KEY to the key you kept, or "
        "HIRING_KEY_FILE to the file it is in; hiring db key --keep puts it into the keyring\n"
    )


def test_what_is_no_key_is_not_repeated(desk: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIRING_KEY", "secret words")

    said = refused(desk, "candidate", "list")

    assert said == (
        "Error: what is in HIRING_KEY is no key. Fix: a key is 64 hexadecimal digits, as init "
        "--encrypt makes them\n"
    )


def test_a_plain_file_that_is_called_encrypted_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = a_plain_desk(tmp_path)
    monkeypatch.setenv("HIRING_KEY", KEY)
    settings = desk.folder / "hiring.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("# encrypted = ", "encrypted = "), encoding="utf-8")

    assert "or not encrypted" in refused(desk, "candidate", "list")


def test_an_encrypted_file_that_is_called_plain_says_so(desk: Shell) -> None:
    settings = desk.folder / "hiring.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("encrypted = ", "# encrypted = "), encoding="utf-8")

    said = refused(desk, "candidate", "list")

    assert "encrypted needs encrypted = true in hiring.toml" in said


def test_a_missing_library_is_named(desk: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("sqlcipher3")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)

    said = refused(desk, "candidate", "list")

    assert said.endswith("is missing. Fix: install it: pipx inject hiring 'sqlcipher3'\n")


def test_a_key_is_made_and_kept_in_the_keyring_once(a_keyring: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        desk = Shell(tmp_path / name)
        said = desk.ok("init", str(desk.folder), "--encrypt")
        assert "encrypted; its key is in the system's keyring" in said
        desk.ok("candidate", "add", f"{NAME} Example")

    key = read_json(desk, "db", "key", "--show")
    assert key["place"] == "the system's keyring"
    assert len(key["key"]) == 64
    assert a_keyring.read_text(encoding="utf-8").count(key["key"]) == 1
    assert key["key"] not in said
    assert key["key"] not in desk("db", "key").output


def test_a_key_from_elsewhere_is_put_into_the_keyring(
    desk: Shell, a_keyring: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.ok("db", "key", "--keep")
    monkeypatch.delenv("HIRING_KEY")

    assert NAME in desk.ok("candidate", "list")
    assert KEY in a_keyring.read_text(encoding="utf-8")
    assert "there is no key in HIRING_KEY" in refused(desk, "db", "key", "--keep", code=1)


def test_the_key_in_the_keyring_is_never_replaced(
    desk: Shell, a_keyring: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.ok("db", "key", "--keep")
    monkeypatch.setenv("HIRING_KEY", OTHER)

    said = refused(desk, "db", "key", "--keep", code=1)

    assert "the system's keyring holds another key" in said
    assert KEY in a_keyring.read_text(encoding="utf-8")


def test_without_a_keyring_nothing_is_made(tmp_path: Path) -> None:
    desk = Shell(tmp_path / "desk")

    said = refused(desk, "init", str(desk.folder), "--encrypt")

    assert "there is no keyring of the system" in said
    assert not desk.folder.exists()


def test_a_key_is_written_into_the_file_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "key"
    monkeypatch.setenv("HIRING_KEY_FILE", str(file))
    desk = Shell(tmp_path / "desk")

    desk.ok("init", str(desk.folder), "--encrypt")

    assert len(file.read_text(encoding="ascii").strip()) == 64
    assert desk.ok("db", "check") == "sound\n"
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
        file.chmod(0o644)
        assert "others may use the key" in refused(desk, "candidate", "list")
    file.unlink()
    assert f"the key in {file} cannot be read" in refused(desk, "candidate", "list")


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_killed_writer_leaves_a_sound_database_and_nothing_to_read(desk: Shell) -> None:
    writing = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from hiring.config import load_settings\n"
        "from hiring.store.connection import connect\n"
        "engine = connect(load_settings(Path(sys.argv[1]), environment={}).database_url)\n"
        "raw = engine.raw_connection().driver_connection\n"
        "raw.execute('PRAGMA cache_size = 1')\n"  # so that pages are written before the commit
        "raw.execute('BEGIN IMMEDIATE')\n"
        "raw.execute('CREATE TABLE spilt (said)')\n"
        "for number in range(3000):\n"
        f"    raw.execute(\"INSERT INTO spilt VALUES ('{NAME} ' || hex(randomblob(200)))\")\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    before = everything(desk)

    done = subprocess.run([sys.executable, "-c", writing, desk.folder], check=False)

    assert done.returncode == -signal.SIGKILL
    assert (desk.folder / "hiring.db-wal").stat().st_size > 100_000
    assert NAME.encode() not in everywhere(desk.folder)
    assert everything(desk) == before
    assert desk.ok("db", "check") == "sound\n"


@pytest.mark.process
def test_a_plain_workspace_loads_nothing_of_it(tmp_path: Path) -> None:
    desk = a_plain_desk(tmp_path)
    command = a_program("candidate", "list", folder=desk.folder)

    done = subprocess.run(
        [command[0], "-X", "importtime", *command[1:]], capture_output=True, text=True, check=True
    )

    assert NAME in done.stdout
    for library in ("sqlcipher3", "keyring", "hiring.store.keys"):
        assert library not in done.stderr
