"""Write the explanation of a decision as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.documents.plain_text import split_paragraphs
from hiring.documents.word import Paper, Properties, Style
from hiring.documents.word_base import Base, compact_document
from hiring.domain.explaining import TITLE

if TYPE_CHECKING:
    from hiring.views.privacy import Explanation


def write(said: Explanation) -> bytes:
    """Write an explanation as a Word document that can be sent as it is."""
    made_by = "; ".join(said.made_by)
    paper = Paper(
        Properties(
            title=TITLE,
            subject=said.application,
            author=said.company or "hiring",
            category="Explanation of a decision",
            identifier=said.application,
            source=made_by,
            footer=f"{TITLE}, {said.application}. It holds personal data.",
            at=said.at,
        ),
        Base(content=compact_document()),
    )
    paper.add(Style.TITLE, TITLE)
    paper.add(Style.SUBTITLE, f"{said.name}: {said.job_title} ({said.application})")
    paper.add(Style.SMALL_PRINT, f"{said.personal_data} {said.kept}".rstrip())
    *_, closing = said.parts
    for part in said.parts:
        paper.add(Style.HEADING_1, part.heading)
        for place, paragraph in enumerate(part.paragraphs, start=1):
            # How to have it looked at again stands whole on one page, with what made the letter.
            held = part is closing or (place == len(part.paragraphs) and bool(part.points))
            for text in split_paragraphs(paragraph):
                paper.add(Style.NORMAL, text, keep_next=held)
        paper.add_bullets(part.points)
    paper.add(Style.SMALL_PRINT, f"Made by: {made_by}.")
    return paper.to_bytes()
