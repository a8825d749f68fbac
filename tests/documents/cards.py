"""Scorecards for tests: one to write, and a way to fill it in as an interviewer does."""

from __future__ import annotations

import io
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import openpyxl

from hiring.documents.excel import put_text
from hiring.domain.reference import CardKey, Reference, row_key, sign
from hiring.domain.scorecard import OVERALL
from hiring.views.papers import CardRow, KitQuestion, ScorecardSheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.worksheet.worksheet import Worksheet

CARD = b"card-1"
KEY = CardKey(b"a secret for tests", "database-1")
REFERENCE = sign(Reference(CARD, 1), KEY)
OVERALL_KEY = row_key(CARD, OVERALL, KEY)
FIRST_ROW = 7
_ZONE = timezone(timedelta(hours=1), "CET")


def a_row(competency: str = "ml-framing", **changes: Any) -> CardRow:
    fields: dict[str, Any] = {
        "key": row_key(CARD, competency, KEY),
        "competency": competency,
        "name": competency.replace("-", " ").capitalize(),
        "definition": "Turns a business need into a problem that can be solved.",
        "anchors": ("Starts from a tool.", "Asks what for.", "Compares ways.", "Finds a new way."),
        "questions": (
            KitQuestion(
                ask="Use AI to cut our waiting times. What do you want to know?",
                probes=("What would you do without a model?", "Who acts on it?"),
                good="Asks about the decision first.",
                weak="Proposes a model in the first minute.",
            ),
        ),
        "avoid": ("Riddles.",),
    }
    return CardRow(**{**fields, **changes})


def a_sheet(**changes: Any) -> ScorecardSheet:
    fields: dict[str, Any] = {
        "reference": REFERENCE,
        "overall_key": OVERALL_KEY,
        "card": "S-9",
        "interview": "I-3",
        "candidate": "Ada Example",
        "candidate_code": "C-12",
        "job_code": "MLE-1",
        "job_title": "Machine learning engineer",
        "company": "Example Ltd",
        "interviewer": "Ivo Interviewer",
        "step": "Problem framing",
        "step_format": "live",
        "minutes": 60,
        "purpose": "Sees how the candidate turns a vague wish into something measurable.",
        "brief": "Play the head of customer support.",
        "starts_at": datetime(2026, 11, 24, 14, 0, tzinfo=_ZONE),
        "rubric": "ml-engineer 1.0.0",
        "rows": (a_row("ml-framing"), a_row("ml-evaluation"), a_row("communication")),
    }
    return ScorecardSheet(**{**fields, **changes})


def fill(
    raw: bytes,
    ratings: Mapping[str, tuple[object, str]],
    *,
    overall: object = None,
    note: str = "",
) -> bytes:
    """Fill a card in: a rating and its evidence by competency."""
    book = openpyxl.load_workbook(io.BytesIO(raw), rich_text=True)
    card = book["Scorecard"]
    rating, evidence = columns(card)
    answers: dict[str, tuple[object, str]] = {**ratings, OVERALL: (overall, note)}
    for row in range(FIRST_ROW, card.max_row + 1):
        key = card.cell(row, 1).value
        if not isinstance(key, str):
            continue
        level, text = answers.get(key.partition(".")[2], (None, ""))
        _put(card, row, rating, level)
        _put(card, row, evidence, text or None)
    return saved(book)


def columns(card: Worksheet) -> tuple[int, int]:
    """Find the columns of the ratings and of the evidence."""
    header = [str(cell.value or "") for cell in card[FIRST_ROW - 1]]
    places = {text.partition(":")[0]: place for place, text in enumerate(header, start=1)}
    return places["Rating"], places["Evidence"]


def saved(book: openpyxl.Workbook) -> bytes:
    """Save a workbook to bytes."""
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def _put(card: Worksheet, row: int, column: int, value: object) -> None:
    cell: Any = card.cell(row, column)
    if isinstance(value, str):
        put_text(cell, value)
    else:
        cell.value = value
