"""Files that are written whole or not at all, and readable by their owner only."""

from __future__ import annotations

import os
import stat
import time
from contextlib import contextmanager, suppress
from itertools import count
from typing import TYPE_CHECKING

import click

from hiring.errors import Problem, RefusedError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path


class OccupiedError(RefusedError):
    """A file with other content is where one was to be written."""


def write_file(path: Path, content: bytes, *, force: bool = False) -> str:
    """Write a whole file or none of it, readable by its owner only.

    Returns "written" or "unchanged". Raises OccupiedError for a file with other content, unless
    forced, and RefusedError for a place that cannot be written to, or among commands that are
    kept or undone together.
    """
    _refuse_among_others(path)
    with _in_words(path):
        if not _is_free(path, content, force=force):
            return "unchanged"
        _put(path, (content,))
    return "written"


def write_parts(path: Path, parts: Iterable[bytes], *, force: bool = False) -> None:
    """Write a file of parts that are made one after the other, as `write_file` writes.

    A file that is there is not compared: OccupiedError, unless forced.
    """
    _refuse_among_others(path)
    with _in_words(path):
        if path.exists():
            _is_free(path, b"", force=force)
        _put(path, parts)


def _refuse_among_others(path: Path) -> None:
    context = click.get_current_context(silent=True)
    if context is not None and not getattr(context.obj, "writes_files", True):
        raise RefusedError(
            Problem(
                f"{path} is not written: a file cannot be undone with the other commands",
                fix="run this command by itself",
            )
        )


@contextmanager
def _in_words(path: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise RefusedError(
            Problem(f"{path} cannot be written: {error.strerror}", fix="choose another place")
        ) from error


def _put(path: Path, parts: Iterable[bytes]) -> None:
    _sweep(path.parent)
    unfinished = _unfinished(path, parts)
    try:
        os.replace(unfinished, path)  # noqa: PTH105 - a thousand cards are written so
    except BaseException:
        os.unlink(unfinished)  # noqa: PTH108 - the same
        raise


def _is_free(path: Path, content: bytes, *, force: bool) -> bool:
    """Tell whether a file may be written there; False when this content is there already."""
    try:
        found = os.stat(path)  # noqa: PTH116 - a thousand cards are written so
    except FileNotFoundError:
        return True
    if stat.S_ISDIR(found.st_mode):
        raise RefusedError(Problem(f"{path} is a folder", fix="name a file"))
    if found.st_size == len(content) and path.read_bytes() == content:
        return False
    if not force:
        raise OccupiedError(
            Problem(
                f"{path} is there with other content",
                fix="choose another name, or write over it with --force",
            )
        )
    return True


_numbers = count()
_START = os.urandom(4).hex()
_BEGUN = ".hiring-"
_LEFT_BEHIND = 3600.0  # seconds: no file takes an hour to write
_swept: set[Path] = set()


def _sweep(folder: Path) -> None:
    """Remove what runs that were killed left unfinished in a folder; looks once in each."""
    if folder in _swept:
        return
    _swept.add(folder)
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(_BEGUN) and _is_left_behind(entry):
                os.unlink(entry)  # noqa: PTH108 - it is no path


def _is_left_behind(entry: os.DirEntry[str]) -> bool:
    found = entry.stat(follow_symlinks=False)
    return stat.S_ISREG(found.st_mode) and found.st_mtime < time.time() - _LEFT_BEHIND


def _unfinished(path: Path, parts: Iterable[bytes]) -> str:
    """Write a whole file beside its place, readable by its owner only, and give its name."""
    from hiring.private import PRIVATE_FILE, make_folders

    name = os.path.join(path.parent, f"{_BEGUN}{_START}-{os.getpid()}-{next(_numbers)}")  # noqa: PTH118
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        place = os.open(name, flags, PRIVATE_FILE)
    except FileNotFoundError:
        make_folders(path.parent)
        place = os.open(name, flags, PRIVATE_FILE)
    try:
        with os.fdopen(place, "wb", buffering=0) as file:
            for part in parts:
                rest = memoryview(part)
                while rest:
                    rest = rest[file.write(rest) :]
    except BaseException:
        os.unlink(name)  # noqa: PTH108 - a thousand cards are written so
        raise
    return name
