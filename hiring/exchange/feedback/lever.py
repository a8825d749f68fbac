"""Lever: feedback forms as its interface gives them, each field with its value.

The overall rating is the field of type "score-system", or the "score" that says it is the overall
or the summary. Which opportunity a form is of stands in "opportunity" or "opportunityId".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.exchange.feedback.card import DELETED, DRAFT, Answer, Feedback, Rated, given
from hiring.exchange.feedback.plain_answers import plain_answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.exchange.feedback.fields import Fields

_SCORE = "score"
_OVERALL = "score-system"
_SCORECARD = "scorecard"


def read(record: Fields) -> Feedback:
    """Read one form."""
    opportunity, there = record.reference("opportunity")
    fields = list(record.each("fields"))
    overall = next(filter(_is_overall, fields), None)
    submitted = record.moment("completedAt")
    user = record.person("user")
    unready = "" if submitted else DRAFT
    contact, _ = there.reference("contact")
    return Feedback(
        remote_id=record.number("id"),
        unready=DELETED if record.has("deletedAt") else unready,
        applications=given(opportunity, record.number("opportunityId")),
        candidates=given(contact),
        emails=given(*(there.as_text("emails", one) for one in there.items("emails"))),
        steps=given(record.name("text"), record.number("interview"), record.number("panel")),
        interviewer=user,
        submitted_by=user,
        submitted_at=submitted,
        overall=overall.raw("value") if overall else None,
        overall_path=overall.at("value") if overall else "",
        rated=tuple(one for field in fields if field is not overall for one in _rated(field)),
        answers=tuple(one for field in fields if field is not overall for one in _answers(field)),
    )


def _is_overall(field: Fields) -> bool:
    kind = field.text("type")
    summary = any(field.flag(key) for key in ("overall", "isOverall", "isSummary"))
    return kind == _OVERALL or (kind == _SCORE and summary)


def _rated(field: Fields) -> Iterator[Rated]:
    """Read a score, or a scorecard whose scores stand in the order of their names."""
    kind = field.text("type")
    if kind in {_SCORE, _OVERALL}:
        note = plain_answer(field.text("comment"))
        yield Rated(field.name("text"), field.raw("value"), note, field.at("value"))
    if kind != _SCORECARD:
        return
    named = [one.name("text") for one in field.each("scores")]
    given_scores = list(field.each("value"))
    if len(given_scores) > len(named):
        field.wrong("value", "it has more scores than the form has names for them")
        return
    for name, one in zip(named, given_scores, strict=False):
        yield Rated(name, one.raw("score"), plain_answer(one.text("comment")), one.at("score"))
    for name in named[len(given_scores) :]:
        yield Rated(name, None, "", field.at("value"))


def _answers(field: Fields) -> Iterator[Answer]:
    if field.text("type") in {_SCORE, _OVERALL, _SCORECARD} or not field.has("value"):
        return
    value = field.values["value"]
    said = [one for one in (value if isinstance(value, list) else [value]) if one is not None]
    texts = [plain_answer(field.as_text("value", plain_value(one))) for one in said]
    yield Answer(field.text("text").strip(), ", ".join(text for text in texts if text))


def plain_value(value: object) -> object:
    """Write a choice or a number as text; what is neither stays as it is."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, (str, list, dict)) else str(value)
