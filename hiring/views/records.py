"""Pictures of what is stored, as lists and pages show them; moments are in UTC.

Named tuples, since every command makes some: a frozen dataclass takes four times as long to make.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from hiring.views.attachments import Attachment
    from hiring.views.retention import ConsentLine, NoticeLine


class JobLine(NamedTuple):
    """A job in a list."""

    code: str
    title: str
    role: str
    family: str
    level: str | None
    status: str
    headcount: int
    open_applications: int
    hired: int
    opened_at: datetime


class JobPage(NamedTuple):
    """A job with all its facts and revisions."""

    code: str
    title: str
    role: str
    family: str
    level: str | None
    focus: str | None
    scope: str | None
    archetype: str | None
    status: str
    facts: Mapping[str, object]
    rubric_version: str
    digest: str
    revision: int
    opened_at: datetime
    closed_at: datetime | None
    stages: Mapping[str, int]
    overrides: int


class CandidateLine(NamedTuple):
    """A candidate in a list, with their applications' codes and stages."""

    code: str
    name: str
    email: str | None
    company: str
    source: str
    applications: tuple[str, ...]
    added_at: datetime


class CandidatePage(NamedTuple):
    """A candidate with all that is kept of them; `merged` are the codes that are theirs too.

    `extra` is what another system said and has no place of its own; `inform_by` is the day by
    which somebody is to be told that nothing was told yet.
    """

    code: str
    name: str
    email: str | None
    phone: str
    company: str
    headline: str
    location: str
    links: str
    tags: str
    note: str
    source: str
    source_detail: str
    added_at: datetime
    applications: tuple[ApplicationLine, ...]
    more_emails: tuple[str, ...]
    merged: tuple[str, ...]
    files: tuple[Attachment, ...]
    events: tuple[EventLine, ...]
    extra: Mapping[str, Any]
    erased_at: datetime | None = None
    notices: tuple[NoticeLine, ...] = ()
    inform_by: date | None = None
    consents: tuple[ConsentLine, ...] = ()


class ApplicationLine(NamedTuple):
    """An application in a list."""

    code: str
    candidate: str
    name: str
    job: str
    stage: str
    source: str
    applied_at: datetime
    stage_since: datetime


class HypothesisLine(NamedTuple):
    """A strength to validate, or a bar suspected weak, of one application."""

    competency: str
    name: str
    kind: str
    origin: str
    evidence: str
    url: str
    signal: int | None
    late: bool
    counts: bool
    added_at: datetime


class CardLine(NamedTuple):
    """One interviewer's card: whether it went out and came back."""

    code: str
    interviewer: str
    email: str
    state: str
    sent_at: datetime | None
    recorded_at: datetime | None
    version: int


class InterviewLine(NamedTuple):
    """An interview with its cards."""

    code: str
    application: str
    candidate: str
    name: str
    job: str
    step: str
    step_name: str
    minutes: int
    starts_at: datetime | None
    status: str
    cards: tuple[CardLine, ...]


class EventLine(NamedTuple):
    """One entry of the log, with the words kept beside it."""

    at: datetime
    who: str
    what: str
    subject: str
    from_code: str | None
    to_code: str | None
    said: Mapping[str, object]


class DecisionLine(NamedTuple):
    """One recorded decision."""

    action: str
    from_stage: str
    to_stage: str
    by: str
    because: str
    override: str | None
    recommendation: str
    missing_cards: tuple[str, ...]
    at: datetime


class Deviation(NamedTuple):
    """A step of the plan that was skipped or held once more, and why."""

    application: str
    job: str
    step: str
    kind: str
    because: str
    at: datetime
    who: str


class Accommodation(NamedTuple):
    """What somebody asked for to be interviewed fairly, and what they got; days as ISO 8601."""

    number: int
    application: str
    job: str
    kind: str
    step: str | None
    asked: str
    asked_on: str
    granted: str
    granted_on: str | None


class ApplicationPage(NamedTuple):
    """An application with everything that happened in it."""

    code: str
    candidate: str
    name: str
    job: str
    job_title: str
    stage: str
    source: str
    source_detail: str
    revision: int
    rubric_version: str
    applied_at: datetime
    stage_since: datetime
    hypotheses: tuple[HypothesisLine, ...]
    interviews: tuple[InterviewLine, ...]
    accommodations: tuple[Accommodation, ...]
    decisions: tuple[DecisionLine, ...]
    events: tuple[EventLine, ...]
    extra: Mapping[str, Any]
