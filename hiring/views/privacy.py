"""Pictures of what people ask for by right, and of what they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from hiring.domain.explaining import Part
    from hiring.domain.redacting import Curtain


class RequestLine(NamedTuple):
    """What somebody asked for by right: `who` where no candidate is known; days are dates."""

    code: str
    kind: str
    candidate: str | None
    who: str
    note: str
    received_on: date
    due_on: date
    extended_because: str
    done_on: date | None
    outcome: str
    state: str
    days_left: int | None
    erased: bool = False


class PersonCopy(NamedTuple):
    """Everything that is kept of a person, as they may have it; `told` is plain data in order.

    Moments in it are aware, in the workspace's own time zone. `by_name` are requests that were
    noted under their name or address alone.
    """

    code: str
    told: Mapping[str, Any]
    originals: tuple[OriginalFile, ...]
    attachments: tuple[AttachedFile, ...]
    curtain: Curtain
    by_name: tuple[str, ...] = ()


class OriginalFile(NamedTuple):
    """A scorecard's file as it came back, and its name in the copy."""

    name: str
    kind: str
    content: bytes


class AttachedFile(NamedTuple):
    """A file that the person sent: its name in the copy, and its digest, which names it here."""

    name: str
    file_hash: str


class Kept(NamedTuple):
    """Until when somebody is kept, by the rules that are active; none where none says so.

    `waiting` names the rules that begin when an application ends that is still open.
    """

    keep_until: date | None
    erase_by: date | None
    rules: tuple[Mapping[str, str], ...]
    clashes: tuple[str, ...]
    held: bool
    waiting: tuple[str, ...] = ()


class Explanation(NamedTuple):
    """Why an application was decided as it was, in words for the person it was about.

    `made_by` says by what: the rubric, the rule with its day, the program.
    """

    application: str
    candidate: str
    name: str
    job_title: str
    company: str
    decided: bool
    parts: tuple[Part, ...]
    made_by: tuple[str, ...]
    personal_data: str
    kept: str
    at: datetime


class NoticeFacts(NamedTuple):
    """What a privacy notice is filled in with: `fields` are the columns that hold people's words.

    `said_by_others` are the tables of what the team wrote of people.
    """

    company: str
    contact: str
    language: str
    fields: tuple[tuple[str, str], ...]
    said_by_others: tuple[str, ...]
    sources: tuple[str, ...]
    rules: tuple[Mapping[str, str], ...]
    program: str
    day: date
