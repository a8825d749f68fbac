"""What is told of files kept with people."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class Attachment(NamedTuple):
    """A file kept with a person; `file_hash` is the SHA-256 of its bytes."""

    candidate: str
    name: str
    size: int
    file_hash: str
    kept_at: datetime
    kept_by: str
