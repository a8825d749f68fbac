"""Which files and folders of a workspace are its owner's only, and closing what is not."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hiring.private import Wide, close_to_others, find_wide
from hiring.workspace import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.config import Settings

CLOSING = "hiring db secure"  # what mends it
BESIDE = ("", "-wal", "-shm", "-journal")
# What commands of ours keep in the workspace, or leave there when they are killed.
OURS = (".cache", ".hiring-history", "attachments")


def find_open(settings: Settings) -> tuple[Wide, ...]:
    """Find what others may use among the few things that hold most: a few looks, at every start."""
    return find_wide(_first(settings))


def find_all_open(settings: Settings) -> tuple[Wide, ...]:
    """Find all of a workspace that others may use: what this program made in it, at any depth."""
    return find_wide(dict.fromkeys((*_first(settings), *_kept(settings))))


def close_all(settings: Settings) -> tuple[Wide, ...]:
    """Give what is found to the owner only, and say what it was; OSError where it is not theirs."""
    found = find_all_open(settings)
    close_to_others(found)
    return found


def _first(settings: Settings) -> Iterator[str]:
    folder = str(settings.folder)
    yield folder
    yield os.path.join(folder, FILE)  # noqa: PTH118 - it is done at every start
    file = settings.database_file
    if file is not None:
        yield from (f"{file}{ending}" for ending in BESIDE)
    for name in OURS:
        yield os.path.join(folder, name)  # noqa: PTH118 - the same


def _kept(settings: Settings) -> Iterator[str]:
    """Name what lies below our folders, copies of the database, and tables left beside it."""
    for name in OURS:
        for around, folders, files in os.walk(settings.folder / name):
            yield from (os.path.join(around, one) for one in (*folders, *files))  # noqa: PTH118
    file = settings.database_file
    places = {settings.folder} if file is None else {settings.folder, file.parent}
    beginnings = ("hiring.before-",) if file is None else (f"{file.name}.before-", f".{file.name}.")
    for place in sorted(places):
        for found in place.iterdir():
            if found.name.startswith((*beginnings, ".hiring-")):
                yield str(found)
