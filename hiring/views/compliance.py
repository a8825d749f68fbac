"""What was looked at in a workspace: each of it as pass or attention, and what it rests on."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

NO_ADVICE = "This is not legal advice, and no pass says that a law is kept."


class State(StrEnum):
    """How it stands: nothing to do was seen, or somebody should look."""

    PASS = "pass"  # noqa: S105 - a word for a state
    ATTENTION = "attention"


class Seen(NamedTuple):
    """What one look saw, in a sentence without names.

    `fix` is how to mend it, where there is something to mend. `here` is False where a workspace
    cannot show it, so that it rests on the program alone.
    """

    said: str
    fix: str = ""
    here: bool = True


class RestsOn(NamedTuple):
    """A law or guidance, the place in it, since when it applies, and when it was looked up."""

    name: str
    place: str
    jurisdiction: str
    source: str
    since: date | None
    as_of: date


class Checked(NamedTuple):
    """One of the things that are looked at."""

    item: str
    state: State
    said: str
    fix: str
    looked_at: str
    behaviour: str
    rests_on: tuple[RestsOn, ...]


class Checklist(NamedTuple):
    """All that was looked at, how often each state was seen, and what that does not mean."""

    items: tuple[Checked, ...]
    counts: Mapping[str, int]
    on: date
    program: str
    notice: str = NO_ADVICE
