"""Feedback as its tracker says it, before anything is put into our words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from hiring.exchange.feedback.fields import NOBODY, Person

if TYPE_CHECKING:
    from datetime import datetime


class Rated(NamedTuple):
    """One attribute: its name, the rating as written (None: none), and what was noted on it."""

    name: str
    raw: str | None
    note: str
    path: str


class Answer(NamedTuple):
    """A question of the form, and what was answered."""

    question: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """One record. `unready` says why it is no feedback yet, or none any more.

    `applications`, `candidates` and `emails` tell whose it is; `steps` name the interview, the
    words of it before its numbers. `interviewer` is whose feedback it is, `submitted_by` who sent
    it.
    """

    remote_id: str
    unready: str = ""
    applications: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    interviewer: Person = NOBODY
    submitted_by: Person = NOBODY
    interviewed_at: datetime | None = None
    submitted_at: datetime | None = None
    overall: str | None = None
    overall_path: str = ""
    rated: tuple[Rated, ...] = ()
    answers: tuple[Answer, ...] = ()


DRAFT = "draft"
DELETED = "deleted"


def given(*texts: str) -> tuple[str, ...]:
    """Leave out what is not said, and what is said twice."""
    return tuple(dict.fromkeys(text for text in texts if text.strip()))
