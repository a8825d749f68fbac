"""Name the files that go out: by codes, never by the candidate's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.domain.codes import search_key

if TYPE_CHECKING:
    from hiring.views.papers import ScorecardSheet

LONGEST_SLUG = 36


def file_name(sheet: ScorecardSheet) -> str:
    """Name a card's file by codes, step and interviewer; the candidate's name is not in it."""
    candidate = sheet.candidate_code or sheet.candidate  # on a blind card the code stands for both
    parts = (sheet.job_code, candidate, slug(sheet.step), slug(sheet.interviewer), sheet.card)
    return f"{'_'.join(parts)}.xlsx"


def slug(text: str) -> str:
    """Write a text in small letters and hyphens, cut between words."""
    letters = "".join(c if c.isalnum() else " " for c in search_key(text))
    made = ""
    for word in letters.split():
        if made and len(made) + len(word) > LONGEST_SLUG:
            break
        made += f"-{word}" if made else word[:LONGEST_SLUG]
    return made or "unnamed"
