"""Make an interviewer's scorecard: draw it once for a step, put in what is of one card alone."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from hiring.documents.cell_text import escaped
from hiring.documents.scorecard import shelves
from hiring.documents.scorecard.personal import banner_height, personal_texts
from hiring.documents.scorecard.template import Template, cut, mark

if TYPE_CHECKING:
    from pathlib import Path

    from hiring.views.papers import ScorecardSheet

_UNESCAPED = "long_title"  # a property of the document: no cell, so nothing there is decoded


def write(sheet: ScorecardSheet, *, shelf: Path | None = None) -> bytes:
    """Make the workbook of one card: equal bytes for an equal card.

    `shelf` is a folder where what all cards of a step share is kept for the next run.
    """
    texts = personal_texts(sheet)
    template = _template(_impersonal(sheet), banner_height(sheet, texts), shelf)
    return template.filled(
        {name: text if name == _UNESCAPED else escaped(text) for name, text in texts.items()}
    )


def _impersonal(sheet: ScorecardSheet) -> ScorecardSheet:
    """Leave out what is of one card alone."""
    return replace(
        sheet,
        reference="",
        overall_key="",
        card="",
        interview="",
        candidate="",
        candidate_code="",
        interviewer="",
        starts_at=None,
        rows=tuple(replace(row, key="") for row in sheet.rows),
    )


@lru_cache(maxsize=32)
def _template(sheet: ScorecardSheet, height: float, shelf: Path | None) -> Template:
    """Find the workbook that all cards of one step share, or draw it."""
    if shelf is None:
        return Template.of(_drawn(sheet, height))
    name = shelves.name_of(sheet, height)
    pieces = shelves.find(shelf, name)
    if pieces is None:
        pieces = _drawn(sheet, height)
        shelves.keep(shelf, name, pieces)
    return Template.of(pieces)


def _drawn(sheet: ScorecardSheet, height: float) -> dict[str, list[str]]:
    """Draw the workbook with marks for what differs, and cut it there."""
    from hiring.documents.scorecard.drawing import (  # noqa: PLC0415 - loads openpyxl, for once
        parts_of_card,
    )

    marks = {name: mark(name) for name in personal_texts(sheet)}
    return cut(parts_of_card(sheet, marks, height))
