"""The tables: names, columns and constraints, and no behaviour.

SQLAlchemy Core, not its ORM: docs/decisions/0003 says why. Moments are stored in UTC.
"""

from __future__ import annotations

from hiring.store.tables.about_applications import (
    applications,
    arrivals,
    assessments,
    decisions,
    hypotheses,
    interviewers,
    interviews,
    mail_drafts,
    originals,
    ratings,
    resolutions,
    scorecard_versions,
    scorecards,
)
from hiring.store.tables.about_jobs import advertisements, job_revisions, jobs
from hiring.store.tables.about_log import actors, card_keys, events, links, words, workspace
from hiring.store.tables.about_people import (
    FUNCTIONS,
    MADE_APART,
    candidates,
    distinct_people,
    emails,
    is_made_apart,
    match_keys,
    merges,
    name_words,
    remote_ids,
)
from hiring.store.tables.about_rights import (
    accommodations,
    attachments,
    consents,
    deviations,
    legal_holds,
    notices,
    privacy_requests,
)
from hiring.store.tables.columns import ROW_ID, UTCDateTime, metadata

__all__ = [
    "FUNCTIONS",
    "MADE_APART",
    "ROW_ID",
    "UTCDateTime",
    "accommodations",
    "actors",
    "advertisements",
    "applications",
    "arrivals",
    "assessments",
    "attachments",
    "candidates",
    "card_keys",
    "consents",
    "decisions",
    "deviations",
    "distinct_people",
    "emails",
    "events",
    "hypotheses",
    "interviewers",
    "interviews",
    "is_made_apart",
    "job_revisions",
    "jobs",
    "legal_holds",
    "links",
    "mail_drafts",
    "match_keys",
    "merges",
    "metadata",
    "name_words",
    "notices",
    "originals",
    "privacy_requests",
    "ratings",
    "remote_ids",
    "resolutions",
    "scorecard_versions",
    "scorecards",
    "words",
    "workspace",
]
