"""Frappe HR: documents of the type Interview Feedback, with their skills.

Ratings are fractions of five stars. 0 is what the field holds before anybody chose: it may mean
none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hiring.exchange.feedback.card import DELETED, DRAFT, Answer, Feedback, Rated, given
from hiring.exchange.feedback.plain_answers import plain_answer

if TYPE_CHECKING:
    from hiring.exchange.feedback.fields import Fields

_ADDRESS = re.compile(r"[^\s@<>\",;]+@[^\s@<>\",;]+")
_STATES = {"0": DRAFT, "2": DELETED}


def read(record: Fields) -> Feedback:
    """Read one document; a cancelled one counts as deleted."""
    applicant, there = record.reference("job_applicant")
    # An applicant's number holds the address, where it is made of the name and the e-mail.
    address = _ADDRESS.search(applicant)
    interviewer = record.person("interviewer")
    submitted = record.moment("modified") or record.moment("creation")
    return Feedback(
        remote_id=record.number("name"),
        unready=_STATES.get(record.number("docstatus"), ""),
        applications=given(applicant),
        candidates=given(applicant),
        emails=given(there.name("email_id"), address[0] if address else ""),
        steps=given(record.name("interview_round"), record.number("interview")),
        interviewer=interviewer,
        submitted_by=record.person("owner") if record.has("owner") else interviewer,
        submitted_at=submitted,
        overall=record.raw("result"),
        overall_path=record.at("result"),
        rated=tuple(
            Rated(one.name("skill"), one.raw("rating"), "", one.at("rating"))
            for one in record.each("skill_assessment")
        ),
        answers=(Answer("Feedback", plain_answer(record.text("feedback"))),),
    )
