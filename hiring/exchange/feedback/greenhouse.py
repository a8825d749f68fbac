"""Greenhouse: scorecards as its Harvest interface gives them.

Attributes have no number there: they are known by their name. `ratings` repeats them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.exchange.feedback.card import DRAFT, Answer, Feedback, Rated, given
from hiring.exchange.feedback.plain_answers import plain_answer

if TYPE_CHECKING:
    from hiring.exchange.feedback.fields import Fields


def read(record: Fields) -> Feedback:
    """Read one scorecard."""
    step, there = record.reference("interview_step")
    submitted = record.moment("submitted_at")
    return Feedback(
        remote_id=record.number("id"),
        unready="" if submitted else DRAFT,
        applications=given(record.number("application_id")),
        candidates=given(record.number("candidate_id")),
        steps=given(there.name("name"), record.name("interview"), step),
        interviewer=record.person("interviewer"),
        submitted_by=record.person("submitted_by"),
        interviewed_at=record.moment("interviewed_at"),
        submitted_at=submitted,
        overall=record.raw("overall_recommendation"),
        overall_path=record.at("overall_recommendation"),
        rated=tuple(
            Rated(
                one.name("name"),
                one.raw("rating"),
                plain_answer(one.text("note")),
                one.at("rating"),
            )
            for one in record.each("attributes")
        ),
        answers=tuple(
            Answer(plain_answer(one.text("question")), plain_answer(one.text("answer")))
            for one in record.each("questions")
        ),
    )
