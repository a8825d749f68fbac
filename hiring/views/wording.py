"""Where words on protected traits or earlier pay were pointed out and still stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class WordingLine(NamedTuple):
    """A text in which words of a group still stand: whose it is, which text, since when.

    `how` is "kept" where somebody saved it as it is, "came" where an import brought it, and "log"
    where it was corrected since, so that it stands in the log alone, until the person is erased.
    """

    code: str
    field: str
    group: str
    name: str
    how: str
    who: str
    at: datetime
