"""Ashby: applicationFeedback submissions, with the form they were made by.

A submission's values are keyed by the path of their field. The overall recommendation is the field
of that very path or title. Who is credited is whose feedback it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hiring.exchange.feedback.card import DRAFT, Answer, Feedback, Rated, given
from hiring.exchange.feedback.lever import plain_value
from hiring.exchange.feedback.mapping import folded
from hiring.exchange.feedback.plain_answers import plain_answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.exchange.feedback.fields import Fields

_SCORE = "Score"
_OVERALL = "overall recommendation"


def read(record: Fields) -> Feedback:
    """Read one submission."""
    form = record.inside("formDefinition")
    values = record.inside("submittedValues")
    fields = [
        one.inside("field") if one.has("field") else one
        for section in form.each("sections")
        for one in section.each("fields")
    ]
    known = {field.name("path"): field for field in fields}
    for path in values.values:
        if path not in known:
            values.wrong(path[:80], "the form has no such field")
    told = [path for path, field in known.items() if _is_overall(path, field)]
    for path in told[1:]:
        both = f"{told[0][:80]!r} and {path[:80]!r}"
        form.wrong("sections", f"{both} are both its overall recommendation")
    overall = told[0] if told else ""
    sender = record.person("submittedByUser")
    credited = record.person("creditedToUser") if record.has("creditedToUser") else sender
    submitted = record.moment("submittedAt")
    others = [(path, field) for path, field in known.items() if path != overall]
    title = form.name("title") or record.inside("interview").name("title")
    return Feedback(
        remote_id=record.number("id"),
        unready="" if submitted else DRAFT,
        applications=given(record.number("applicationId")),
        candidates=given(record.number("candidateId")),
        steps=given(title, record.number("interviewId"), record.number("feedbackFormDefinitionId")),
        interviewer=credited,
        submitted_by=sender,
        submitted_at=submitted,
        overall=_score(values, overall)[0] if overall else None,
        overall_path=values.at(overall),
        rated=tuple(
            Rated(_title(field), *_score(values, path), values.at(path))
            for path, field in others
            if field.text("type") == _SCORE
        ),
        answers=tuple(
            Answer(_title(field), said)
            for path, field in others
            if field.text("type") != _SCORE
            for said in _said(values, path, field)
        ),
    )


def _title(field: Fields) -> str:
    return (field.text("title") or field.text("humanReadablePath")).strip()


def _is_overall(path: str, field: Fields) -> bool:
    return _OVERALL in {path.casefold().replace("_", " "), folded(_title(field))}


def _score(values: Fields, path: str) -> tuple[str | None, str]:
    """Read a score: a number, or one with comments."""
    value = values.values.get(path)
    if not isinstance(value, dict):
        return values.as_raw(path, value), ""
    score = values.inside(path)
    comments = [score.values.get(key) for key in ("comments", "comment")]
    texts = [values.as_text(path, text) for one in comments for text in _texts(one)]
    raw = score.raw("score") if score.has("score") else score.raw("value")
    return raw, plain_answer("\n".join(texts))


def _said(values: Fields, path: str, field: Fields) -> Iterator[str]:
    """Give an answer: a text, a choice by its label, or several of them."""
    value = values.values.get(path)
    labels = {
        one.text("value"): one.text("label")
        for one in field.each("selectableValues")
        if isinstance(one.values.get("value"), str)
    }
    texts = [values.as_text(path, text) for text in _texts(value)]
    if shown := [plain_answer(labels.get(text) or text) for text in texts if text]:
        yield ", ".join(shown) if isinstance(value, list) else "\n".join(shown)


def _texts(value: Any) -> Iterator[Any]:
    """Give the texts of an answer, also where they lie in parts, as rich text does."""
    if isinstance(value, dict):
        for key in ("text", "value", "content", "children"):
            yield from _texts(value.get(key))
    elif isinstance(value, list) and value and all(map(_is_piece, value)):
        yield "".join(one["text"] for one in value)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif value is not None:
        yield plain_value(value)


def _is_piece(value: Any) -> bool:
    """Tell whether something is a piece of a paragraph, as a word in bold."""
    return isinstance(value, dict) and isinstance(value.get("text"), str)
