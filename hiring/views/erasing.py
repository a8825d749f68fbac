"""What is shown of erasing a person: what will go, what went, and what stands against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime


class Hold(NamedTuple):
    """A charge or claim by which nothing of a person may be erased."""

    candidate: str
    because: str
    set_at: datetime
    by: str
    released_at: datetime | None
    released_because: str


class Found(NamedTuple):
    """A file that names somebody; `theirs` where it is known to hold nobody else's data."""

    path: str
    theirs: bool


class ErasurePlan(NamedTuple):
    """What erasing a person will do, and what stands against it.

    `counts` says how many of each kind go; `open` are applications that have not ended;
    `elsewhere` are other files of the workspace that name the person, by their paths from there.
    """

    code: str
    name: str
    merged: tuple[str, ...]
    erased_at: datetime | None
    counts: Mapping[str, int]
    files: tuple[str, ...]
    open: tuple[str, ...]
    holds: tuple[Hold, ...]
    keep_until: date | None
    policies: tuple[str, ...]
    clashes: tuple[str, ...]
    elsewhere: tuple[Found, ...]


class Erased(NamedTuple):
    """What was erased: whose codes, how many of each kind, and which kept files nobody needs.

    `hashes` are those of files that were theirs alone; nothing keeps them once the files went.
    """

    code: str
    codes: tuple[str, ...]
    row_ids: tuple[str, ...]
    at: datetime
    counts: Mapping[str, int]
    hashes: tuple[str, ...]
    already: bool = False


class Tombstone(NamedTuple):
    """One erasure as the workspace's own file keeps it: nothing in it comes from a name."""

    row_id: str
    database_id: str
    code: str
    at: str
    by: str
