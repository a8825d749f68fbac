"""Pictures of the event log and of its chain."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class LogLine(NamedTuple):
    """One entry of the log; `said` is what was said with it, None where that was erased.

    It is None too where whoever asks may not read it; then `unread` is true.
    """

    entry: int
    at: datetime
    who: str
    what: str
    subject: str
    application: str | None
    job: str | None
    from_code: str | None
    to_code: str | None
    said: Mapping[str, object] | None
    unread: bool = False

    @property
    def code(self) -> str:
        """Give what a list goes on after."""
        return str(self.entry)


class Anchor(NamedTuple):
    """What is kept elsewhere of a chain: its newest link's digest, and how much stood before it."""

    database_id: str
    link: int
    head: str
    entries: int
    made_at: str
