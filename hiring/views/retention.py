"""What is shown of keeping people: what rules say of them, notices and agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hiring.domain.retention import Terms

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "ConsentLine",
    "DueLine",
    "Gone",
    "HandedOver",
    "InformLine",
    "NoticeLine",
    "PolicyLine",
    "Swept",
    "Terms",
]


class PolicyLine(NamedTuple):
    """A rule on keeping people, and whether it is active here."""

    id: str
    active: bool
    bound: str
    of: str
    period: str
    starts: tuple[str, ...]
    jurisdiction: str
    name: str
    source: str
    as_of: date
    own: bool
    note: str


class DueLine(NamedTuple):
    """Somebody of whom a rule's period has passed: what follows, by which rules, since when."""

    code: str
    standing: str
    since: date | None
    rules: tuple[str, ...]
    keep_until: date | None
    erase_by: date | None
    clashes: tuple[str, ...]


class Swept(NamedTuple):
    """What a run did or would do: who goes, and who does not though a period has passed."""

    going: tuple[DueLine, ...]
    skipped: tuple[DueLine, ...]


class Gone(NamedTuple):
    """Whom a run erased: their codes, their requests, hashes of files that were theirs alone."""

    codes: tuple[str, ...]
    requests: tuple[str, ...]
    hashes: frozenset[str]


class HandedOver(NamedTuple):
    """Somebody who was hired, whose record went to whoever keeps the files of employees."""

    code: str
    on: date


class NoticeLine(NamedTuple):
    """What somebody was told of what is kept of them."""

    version: str
    given_on: date
    basis: str


class ConsentLine(NamedTuple):
    """An agreement to be kept for other jobs; `state` is stands, expired or withdrawn."""

    code: str
    given_on: date
    expires_on: date
    withdrawn_on: date | None
    state: str
    note: str


class InformLine(NamedTuple):
    """Somebody who did not come by themselves and was told nothing yet."""

    code: str
    source: str
    obtained: date
    inform_by: date
    overdue: bool
