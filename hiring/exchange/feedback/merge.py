"""Merge's common model: a scorecard with its overall recommendation, and no ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.exchange.feedback.card import DELETED, DRAFT, Feedback, given

if TYPE_CHECKING:
    from hiring.exchange.feedback.fields import Fields


def read(record: Fields) -> Feedback:
    """Read one scorecard; application, interview and interviewer may be numbers or written out."""
    application, applied = record.reference("application")
    candidate, person = applied.reference("candidate")
    interview, held = record.reference("interview")
    unready = "" if record.has("submitted_at") else DRAFT
    interviewer = record.person("interviewer")
    return Feedback(
        remote_id=record.number("id"),
        unready=DELETED if record.flag("remote_was_deleted") else unready,
        applications=given(application, applied.number("remote_id")),
        candidates=given(candidate, person.number("remote_id")),
        emails=given(*(one.name("value") for one in person.each("email_addresses"))),
        steps=given(_stage(held), interview),
        interviewer=interviewer,
        submitted_by=interviewer,
        interviewed_at=held.moment("start_at"),
        submitted_at=record.moment("submitted_at"),
        overall=record.raw("overall_recommendation"),
        overall_path=record.at("overall_recommendation"),
    )


def _stage(held: Fields) -> str:
    number, there = held.reference("job_interview_stage")
    return there.name("name") or number
