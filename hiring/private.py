"""What only its owner may read: the modes of files and folders, and which are too wide.

Windows keeps no such modes: there the rights of the folder count, and nothing is looked at.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
OTHERS = 0o077  # what a mode gives to anybody but the owner


class Wide(NamedTuple):
    """A file or folder that others may enter, read or write, and its mode."""

    path: str
    mode: int

    def shown(self, folder: Path) -> str:
        """Give its name below a folder; its whole path where it is elsewhere."""
        return self.path.removeprefix(f"{folder}{os.sep}")


def make_folders(folder: Path) -> None:
    """Make a folder and those above it that are missing, for their owner only; OSError."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def find_wide(paths: Iterable[str]) -> tuple[Wide, ...]:
    """Find those of some files and folders that others may use; links are not followed."""
    if os.name != "posix":
        return ()
    found = []
    for path in paths:
        try:
            mode = os.lstat(path).st_mode
        except OSError:
            continue
        if mode & OTHERS and not stat.S_ISLNK(mode):
            found.append(Wide(path, stat.S_IMODE(mode)))
    return tuple(found)


def close_to_others(wide: Iterable[Wide]) -> None:
    """Take from files and folders what they give to others; OSError where they are not ours."""
    for path, mode in wide:
        os.chmod(path, mode & ~OTHERS)  # noqa: PTH101 - found by its name
