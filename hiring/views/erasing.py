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
    """A file that names somebody; `theirs` where it is known to hold nobody else's data.

    An `unread` one could not be looked into, so it may name them.
    """

    path: str
    theirs: bool
    unread: bool = False


class Asked(NamedTuple):
    """A request that was noted for somebody by their name or address alone."""

    code: str
    kind: str
    received_on: str
    state: str


class ErasurePlan(NamedTuple):
    """What erasing a person will do, and what stands against it.

    `counts` says how many of each kind go; `open` are applications that have not ended;
    `requests` were noted under the person's name or address and for no candidate; `elsewhere` are
    other files of the workspace that name the person, by their paths from there.
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
    requests: tuple[Asked, ...]
    elsewhere: tuple[Found, ...]


class Erased(NamedTuple):
    """What was erased: whose codes, how many of each kind, and which kept files nobody needs.

    `hashes` are those of files that were theirs alone; nothing keeps them once the files went.
    `requests` were noted under their name alone and went with them.
    """

    code: str
    codes: tuple[str, ...]
    row_ids: tuple[str, ...]
    at: datetime
    counts: Mapping[str, int]
    hashes: tuple[str, ...]
    already: bool = False
    requests: tuple[str, ...] = ()


class Tombstone(NamedTuple):
    """One erasure as the workspace's own file keeps it: nothing in it comes from a name.

    The reason is known where the database is at hand; the file holds no free text. `requests` were
    noted under their name alone and went with them; None where that is not known.
    """

    row_id: str
    database_id: str
    code: str
    at: str
    by: str
    why: str = ""
    before_minimum: str = ""
    requests: tuple[str, ...] | None = None

    def kept(self) -> dict[str, object]:
        """Give what the file says of it."""
        said: dict[str, object] = {name: getattr(self, name) for name in IN_THE_FILE}
        return said if self.requests is None else {**said, "requests": self.requests}


IN_THE_FILE = ("row_id", "database_id", "code", "at", "by")
