"""Whose words every column of text or bytes holds, and what erasing a person does to them.

A test holds this to the tables: who adds a column says here what becomes of it. Erasing and the
copy a person may ask for both go by it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


CANDIDATE_ERASED = "candidate erased"
REQUEST_ADOPTED = "privacy request is theirs"
"""The entry of the log that says so; it alone keeps its words."""


class Whose(StrEnum):
    """Whose words or marks a column holds."""

    PERSON = "the person's, or said of them"
    TEAM = "those of the people who hire"
    COMPANY = "the company's"
    PROGRAM = "codes, days and digests of the program"


class Erasing(StrEnum):
    """What erasing the person a row belongs to does to a column."""

    STAYS = "stays"
    EMPTIED = "is emptied"
    NOTHING = "becomes NULL"
    MARKED = "says that it was erased, where something stood"
    SPENT = "becomes a digest of itself, by which a copy that comes back is refused"
    GONE = "goes with its row"


class Column(NamedTuple):
    """Whose words a column holds and what erasing does to it."""

    whose: Whose
    erasing: Erasing


_CODE = Column(Whose.PROGRAM, Erasing.STAYS)
_OURS = Column(Whose.COMPANY, Erasing.STAYS)
_TEAM = Column(Whose.TEAM, Erasing.STAYS)
_EMPTIED = Column(Whose.PERSON, Erasing.EMPTIED)
_NOTHING = Column(Whose.PERSON, Erasing.NOTHING)
_GONE = Column(Whose.PERSON, Erasing.GONE)
_GONE_CODE = Column(Whose.PROGRAM, Erasing.GONE)
_DIGEST = Column(Whose.PERSON, Erasing.EMPTIED)
_MARKED = Column(Whose.TEAM, Erasing.MARKED)
_SAID_BY_TEAM = Column(Whose.TEAM, Erasing.EMPTIED)
_SPENT = Column(Whose.PROGRAM, Erasing.SPENT)


def _all(kind: Column, *names: str) -> dict[str, Column]:
    return dict.fromkeys(names, kind)


# Every column of text or bytes, table by table; numbers and moments tell nothing by themselves.
PERSONAL: Mapping[str, Mapping[str, Column]] = {
    "workspace": _all(_CODE, "database_id"),
    "card_keys": _all(_CODE, "secret"),
    "actors": {**_all(_TEAM, "name"), **_all(_CODE, "salt", "mark")},
    "words": {**_all(_GONE, "text"), **_all(_GONE_CODE, "id", "salt")},
    "events": _all(_CODE, "what", "subject", "from_code", "to_code", "words_id"),
    "links": _all(_CODE, "marks", "entries", "hash", "database_role", "origin"),
    "jobs": {
        **_all(_CODE, "code", "role", "family", "level", "focus", "scope", "archetype", "status"),
        **_all(_CODE, "remote", "employment_type", "pay_currency", "pay_period", "closes"),
        **_all(_OURS, "title", "not_expected", "team", "location", "deliverable"),
        **_all(_OURS, "expect_30", "expect_90", "expect_180", "tools", "growth", "people", "data"),
        **_all(_OURS, "mission", "benefits", "country", "remote_from", "apply"),
        **_all(_TEAM, "hiring_manager", "recruiter"),
    },
    "job_revisions": {**_all(_CODE, "rubric_version", "digest"), **_all(_OURS, "snapshot")},
    "advertisements": {
        **_all(_CODE, "posted", "closes", "pay_currency", "pay_period", "content_hash"),
        **_all(_OURS, "title", "snapshot", "text"),
    },
    "candidates": {
        **_all(_EMPTIED, "name", "phone", "company", "headline", "location", "links", "tags"),
        **_all(_EMPTIED, "note", "source_detail", "more_emails", "extra"),
        **_all(_NOTHING, "email"),
        **_all(_CODE, "source", "row_id"),
    },
    "emails": _all(_GONE, "key"),
    "match_keys": {},
    "name_words": _all(_GONE, "word"),
    "remote_ids": {**_all(_GONE, "remote_id"), **_all(_GONE_CODE, "system", "kind")},
    "merges": _all(_EMPTIED, "restore"),
    "distinct_people": {},
    "applications": {
        **_all(_CODE, "stage", "source"),
        **_all(_EMPTIED, "source_detail", "extra"),
    },
    "hypotheses": {
        **_all(_CODE, "competency", "kind", "origin"),
        **_all(_EMPTIED, "evidence", "url"),
    },
    "interviewers": _all(_TEAM, "name", "email", "email_key"),
    "interviews": _all(_CODE, "step", "step_name", "status"),
    "scorecards": _all(_SPENT, "reference"),
    "scorecard_versions": {
        **_all(_CODE, "overall", "source"),
        **_all(_EMPTIED, "overall_raw", "overall_note"),
        **_all(_DIGEST, "content_hash", "file_hash"),
        **_all(_SAID_BY_TEAM, "submitted_by"),
    },
    "originals": {**_all(_GONE, "content"), **_all(_GONE_CODE, "file_hash", "kind")},
    "arrivals": {**_all(_DIGEST, "file_hash"), **_all(_CODE, "state")},
    "mail_drafts": {**_all(_CODE, "kind"), **_all(_NOTHING, "file_hash")},
    "ratings": {**_all(_CODE, "competency", "scale"), **_all(_EMPTIED, "raw_value", "evidence")},
    "resolutions": {
        **_all(_CODE, "competency", "line", "outcome"),
        **_all(_MARKED, "settled_by", "because"),
    },
    "assessments": {**_all(_CODE, "recommendation"), **_all(_EMPTIED, "content")},
    "decisions": {
        **_all(_CODE, "action", "from_stage", "to_stage", "missing_cards"),
        **_all(_MARKED, "decided_by", "because", "override"),
    },
    "attachments": {**_all(_GONE, "name"), **_all(_GONE_CODE, "file_hash")},
    "notices": {**_all(_GONE, "version", "basis"), **_all(_GONE_CODE, "given_on")},
    "consents": {
        **_all(_GONE, "note"),
        **_all(_GONE_CODE, "given_on", "expires_on", "withdrawn_on"),
    },
    "legal_holds": _all(_MARKED, "because", "released_because"),
    "privacy_requests": {
        **_all(_CODE, "kind", "received_on", "due_on", "done_on"),
        **_all(_MARKED, "who", "note", "extended_because", "outcome"),
    },
    "accommodations": {
        **_all(_GONE, "asked", "granted"),
        **_all(_GONE_CODE, "kind", "step", "asked_on", "granted_on"),
    },
    "deviations": {**_all(_CODE, "step", "kind"), **_all(_MARKED, "because")},
}

# How a row belongs to a person: by the column that names the table above it, up to `candidates`.
BELONGS: Mapping[str, tuple[str, str]] = {
    "attachments": ("candidate_id", "candidates"),
    "notices": ("candidate_id", "candidates"),
    "consents": ("candidate_id", "candidates"),
    "legal_holds": ("candidate_id", "candidates"),
    "privacy_requests": ("candidate_id", "candidates"),
    "applications": ("candidate_id", "candidates"),
    "hypotheses": ("application_id", "applications"),
    "interviews": ("application_id", "applications"),
    "resolutions": ("application_id", "applications"),
    "assessments": ("application_id", "applications"),
    "decisions": ("application_id", "applications"),
    "accommodations": ("application_id", "applications"),
    "deviations": ("application_id", "applications"),
    "scorecards": ("interview_id", "interviews"),
    "scorecard_versions": ("scorecard_id", "scorecards"),
    "arrivals": ("scorecard_id", "scorecards"),
    "mail_drafts": ("scorecard_id", "scorecards"),
    "ratings": ("version_id", "scorecard_versions"),
}
