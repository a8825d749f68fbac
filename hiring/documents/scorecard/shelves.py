"""Keep what the cards of a step share from one run to the next.

Drawing it needs openpyxl, and loading that takes longer than all else that a card needs. Nothing
of a person is kept. A file begins with the digest of the rest: what was damaged, or cannot be read,
is drawn again.
"""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from hiring.private import PRIVATE_FILE, make_folders

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST = 50
_DRAWN_BY = (Path(__file__).parent, Path(__file__).parent.parent)


def name_of(*what: object) -> str:
    """Name what is kept by what it is drawn from, the program's own files among it."""
    files = (found for folder in _DRAWN_BY for found in sorted(folder.glob("*.py")))
    states = [(file.name, *_state_of(file)) for file in files]
    return f"{sha256(repr((states, what)).encode(errors='backslashreplace')).hexdigest()}.json"


def find(shelf: Path, name: str) -> dict[str, list[str]] | None:
    """Give the cut parts of a workbook, if they are kept."""
    try:
        digest, _, said = (shelf / name).read_bytes().partition(b"\n")
    except OSError:
        return None
    if digest != _digest(said):
        return None
    found: dict[str, list[str]] = json.loads(said)
    return found


def keep(shelf: Path, name: str, parts: Mapping[str, list[str]]) -> None:
    """Keep the cut parts of a workbook in place of the oldest ones."""
    unfinished = shelf / f"{name}.{os.getpid()}"
    try:
        make_folders(shelf)
        said = json.dumps(parts).encode("ascii")
        unfinished.touch(mode=PRIVATE_FILE)
        unfinished.write_bytes(_digest(said) + b"\n" + said)
        unfinished.replace(shelf / name)
        for old in sorted(shelf.glob("*.json"), key=_age)[_MOST:]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _digest(said: bytes) -> bytes:
    return sha256(said).hexdigest().encode("ascii")


def _age(file: Path) -> int:
    """Give less for what is younger."""
    return -_state_of(file)[0]


def _state_of(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
