"""What has a hidden name until it is whole, and what runs that were killed left under such names.

Whoever writes there holds a lock, which ends with the process however it ends. Where locks cannot
be trusted (Windows, network drives), what nobody wrote to for an hour is taken for left behind.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from hiring.private import PRIVATE_FILE, PRIVATE_FOLDER
from hiring.store.connection import lies_on_a_network

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime
    from pathlib import Path

_LEFT_BEHIND = 3600.0  # seconds


def make_file(path: Path) -> int:
    """Make a new private file, held as ours until its descriptor is closed."""
    while True:
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        place = os.open(path, flags, PRIVATE_FILE)
        if _held(place, path):
            return place
        os.close(place)


@contextmanager
def made_folder(path: Path) -> Generator[None]:
    """Make a new private folder, held as ours for the block and removed after it if it is there."""
    place = _make_folder(path)
    try:
        yield
    finally:
        shutil.rmtree(path, ignore_errors=True)
        if place is not None:
            os.close(place)


def _make_folder(path: Path) -> int | None:
    while True:
        path.mkdir(mode=PRIVATE_FOLDER)
        if sys.platform == "win32":
            return None
        with suppress(FileNotFoundError):  # somebody took it for left behind, before we held it
            place = os.open(path, os.O_RDONLY)
            if _held(place, path):
                return place
            os.close(place)


def _held(place: int, path: Path) -> bool:
    """Hold what was just made; no, where it was removed as left behind before it was held."""
    if sys.platform == "win32":
        return True
    with suppress(OSError):  # a file system without locks
        fcntl.flock(place, fcntl.LOCK_EX)
    try:
        return os.path.samestat(os.fstat(place), path.stat())
    except FileNotFoundError:
        return False


def remove_left(folder: Path, beginning: str, ending: str = "", *, now: datetime) -> None:
    """Remove the files and folders of these names in a folder that nobody writes any more."""
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name.startswith(beginning) and path.name.endswith(ending):
                with suppress(OSError):
                    _remove_if_left(path, now=now)


def _remove_if_left(path: Path, *, now: datetime) -> None:
    with _nobody_holds(path) as free:
        if free is False or (free is None and _newest(path) > now.timestamp() - _LEFT_BEHIND):
            return
        if path.is_dir():
            shutil.rmtree(path)
            return
        path.unlink()


@contextmanager
def _nobody_holds(path: Path) -> Generator[bool | None]:
    """Tell whether nobody holds it, and hold it; None where that cannot be told."""
    if sys.platform == "win32" or lies_on_a_network(path):
        yield None
        return
    place = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        yield _lock(place)
    finally:
        os.close(place)


def _lock(place: int) -> bool | None:
    if sys.platform == "win32":
        return None
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return None
    return True


def _newest(path: Path) -> float:
    inside = path.iterdir() if path.is_dir() else ()
    times: list[float] = [entry.stat().st_mtime for entry in (path, *inside)]
    return max(times)
