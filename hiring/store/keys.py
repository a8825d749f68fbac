"""The key of an encrypted file: where it is found, and how a file is opened with it.

A file whose address begins with `ENCRYPTED` is written by SQLCipher, as are its log and its copies.
The key is 32 random bytes and never part of an address. Nothing of this is loaded for other files.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hiring.config import ENCRYPTED, RELATIVE
from hiring.errors import DatabaseError, Problem, RefusedError
from hiring.private import PRIVATE_FILE

if TYPE_CHECKING:
    from types import ModuleType

VARIABLE = "HIRING_KEY"
FILE_VARIABLE = "HIRING_KEY_FILE"
BYTES = 32
SERVICE, ENTRY = "hiring", "key of encrypted workspaces"  # what the keyring shows
_OTHERS = 0o077
_DRIVER = "sqlcipher3.dbapi2"
_PLAIN = b"SQLite format 3\0"
_PAGE = 4096
_INSTALL = "install it: pipx inject hiring 'sqlcipher3'"
_HOW = f"{BYTES * 2} hexadecimal digits, as init --encrypt makes them"
KEYRING = "the system's keyring"


class Key(NamedTuple):
    """A key, and where it was found, as a person is told."""

    digits: str
    place: str


def is_encrypted(url: str) -> bool:
    """Tell whether an address is of an encrypted file."""
    return url.startswith(ENCRYPTED)


def address(file: Path, *, encrypted: bool) -> str:
    """Give the address of a file."""
    return f"{ENCRYPTED if encrypted else RELATIVE}{file}"


def shown(url: str) -> str:
    """Write an address as people write it, without its password."""
    from sqlalchemy.engine import make_url  # noqa: PLC0415 - the typing line does without

    if is_encrypted(url):
        return f"{RELATIVE}{url.removeprefix(ENCRYPTED)}"
    return make_url(url).render_as_string(hide_password=True)


def driver() -> ModuleType:
    """Load what opens encrypted files; DatabaseError where it is not installed."""
    try:
        import sqlcipher3.dbapi2 as found  # noqa: PLC0415 - few files are encrypted
    except ImportError as error:
        raise DatabaseError(
            Problem("the library sqlcipher3, which opens encrypted files, is missing", fix=_INSTALL)
        ) from error
    return found  # type: ignore[no-any-return]


def open_file(file: Path | str, *, encrypted: bool, **how: Any) -> sqlite3.Connection:
    """Open a file, with its key where it is encrypted; raises what the driver raises, too."""
    if not encrypted:
        plain: sqlite3.Connection = sqlite3.connect(file, **how)
        return plain
    digits = find_key().digits
    opened: sqlite3.Connection = driver().connect(str(file), **how)
    opened.execute("PRAGMA cipher_log_level = NONE")  # it would write to the terminal
    opened.execute(f"PRAGMA key = \"x'{digits}'\"")
    return opened


def errors() -> tuple[type[Exception], ...]:
    """Give what the drivers of files raise, for an `except`: of those that are loaded."""
    loaded = sys.modules.get(_DRIVER)
    return (sqlite3.Error,) if loaded is None else (sqlite3.Error, loaded.Error)


def does_not_open(error: BaseException | None) -> Problem | None:
    """Say what may be wrong where a key does not open a file; None for any other error."""
    if not type(error).__module__.startswith("sqlcipher3") or "not a database" not in str(error):
        return None
    return Problem(
        f"the key from {find_key().place} does not open the file: it is of another key, damaged, "
        "or not encrypted",
        fix=f"set {VARIABLE} to the key it was made with; a file that is not encrypted needs "
        "hiring.toml without encrypted = true",
    )


def opens(file: Path) -> bool:
    """Tell whether a file is a database that our key opens, such as a backup."""
    try:
        size = file.stat().st_size
        if not size or size % _PAGE or is_plain(file):
            return False
        opened = open_file(f"{file.absolute().as_uri()}?mode=ro", encrypted=True, uri=True)
        try:
            opened.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            opened.close()
    except OSError:
        return False
    except errors():
        return False
    return True


def is_plain(file: Path) -> bool:
    """Tell whether anybody can read a database's file."""
    with file.open("rb") as content:
        return content.read(len(_PLAIN)) == _PLAIN


def find_key() -> Key:
    """Find the key: in the environment, in the file it names, or in the system's keyring.

    Raises DatabaseError where there is none, or none that is a key.
    """
    found = _named_key() or _kept_key()
    if found is None:
        raise DatabaseError(
            Problem(
                f"the database is encrypted, and its key is neither in {VARIABLE} nor in "
                f"{FILE_VARIABLE} nor in {KEYRING}",
                fix=f"set {VARIABLE} to the key you kept, or {FILE_VARIABLE} to the file it is in; "
                "hiring db key --keep puts it into the keyring",
            )
        )
    return found


def make_key() -> Key:
    """Find the key, or make one where there is none, and keep it.

    In the file that is named, where it is not there yet, else in the keyring. Raises DatabaseError
    where neither can keep it.
    """
    driver()
    named = os.environ.get(FILE_VARIABLE)
    if named and not os.environ.get(VARIABLE) and not Path(named).expanduser().exists():
        return _write_key(Path(named).expanduser())
    found = _named_key() or _kept_key()
    if found is not None:
        return found
    return _keep(secrets.token_hex(BYTES))


def keep_key() -> Key:
    """Put the key of the environment into the keyring, where there is none or the same.

    Raises RefusedError where another one is there.
    """
    found = _named_key()
    if found is None:
        raise RefusedError(Problem(f"there is no key in {VARIABLE}", fix="set it to the key"))
    there = _kept_key()
    if there is not None and there.digits != found.digits:
        raise RefusedError(
            Problem(
                f"{KEYRING} holds another key, which other databases may need",
                fix=f"look at it without {VARIABLE}: hiring db key --show; keep it elsewhere, then "
                f"remove the entry {SERVICE!r} with the keyring's own program",
            )
        )
    return _keep(found.digits)


def _named_key() -> Key | None:
    if said := os.environ.get(VARIABLE):
        return Key(_checked(said, place=VARIABLE), VARIABLE)
    if not (named := os.environ.get(FILE_VARIABLE)):
        return None
    file = Path(named).expanduser()
    try:
        if os.name == "posix" and file.stat().st_mode & _OTHERS:
            raise DatabaseError(
                Problem(f"others may use the key in {file}", fix=f"chmod 600 '{file}'")
            )
        said = file.read_text(encoding="ascii", errors="replace")
    except OSError as error:
        raise DatabaseError(
            Problem(
                f"the key in {file} cannot be read: {error.strerror}",
                fix=f"set {FILE_VARIABLE} to the file the key is in",
            )
        ) from error
    return Key(_checked(said, place=str(file)), str(file))


def _checked(said: str, *, place: str) -> str:
    digits = said.strip().lower()
    if len(digits) != BYTES * 2 or not set(digits) <= set("0123456789abcdef"):
        raise DatabaseError(Problem(f"what is in {place} is no key", fix=f"a key is {_HOW}"))
    return digits


@cache  # the keyring takes longer to answer than most commands take
def _kept_key() -> Key | None:
    try:
        import keyring  # noqa: PLC0415 - few files are encrypted
        import keyring.errors  # noqa: PLC0415 - the same
    except ImportError:
        return None
    try:
        said = keyring.get_password(SERVICE, ENTRY)
    except keyring.errors.NoKeyringError:
        return None
    except Exception as error:
        raise DatabaseError(
            Problem(
                f"{KEYRING} does not give the key ({type(error).__name__})",
                fix=f"unlock it, or set {VARIABLE} or {FILE_VARIABLE}",
            )
        ) from error
    return Key(_checked(said, place=KEYRING), KEYRING) if said else None


def _keep(digits: str) -> Key:
    try:
        import keyring  # noqa: PLC0415 - few files are encrypted

        keyring.set_password(SERVICE, ENTRY, digits)
    except Exception as error:
        raise DatabaseError(
            Problem(
                "there is no keyring of the system that keeps the key",
                fix=f"set {FILE_VARIABLE} to a file outside the workspace that is not there yet: "
                "init --encrypt writes the key into it; or pipx inject hiring keyring",
            )
        ) from error
    _kept_key.cache_clear()
    return Key(digits, KEYRING)


def _write_key(file: Path) -> Key:
    digits = secrets.token_hex(BYTES)
    try:
        place = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with os.fdopen(place, "w", encoding="ascii") as content:
            content.write(f"{digits}\n")
            content.flush()
            os.fsync(content.fileno())
    except OSError as error:
        raise DatabaseError(
            Problem(f"{file} cannot be written: {error.strerror}", fix="choose another place")
        ) from error
    return Key(digits, str(file))
