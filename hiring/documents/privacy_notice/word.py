"""Write the draft of a privacy notice as a Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.documents.privacy_notice import made_by, parts_of, title_of
from hiring.documents.word import Paper, Properties, Style

if TYPE_CHECKING:
    from hiring.views.privacy import NoticeFacts


def write_word(facts: NoticeFacts) -> bytes:
    """Write the notice as a Word document."""
    title = title_of(facts)
    paper = Paper(
        Properties(
            title=title,
            subject=facts.company or title,
            author=facts.company or "hiring",
            category="Privacy notice",
            identifier=facts.language,
            source=made_by(facts),
            footer=title,
        )
    )
    paper.add(Style.TITLE, title)
    for part in parts_of(facts):
        if part.heading:
            paper.add(Style.HEADING_1, part.heading)
        for place, paragraph in enumerate(part.paragraphs, start=1):
            last = place == len(part.paragraphs)
            style = Style.NORMAL if part.heading else Style.CALLOUT
            paper.add(style, paragraph, keep_next=last and bool(part.points))
        paper.add_bullets(part.points)
    paper.add(Style.SMALL_PRINT, made_by(facts))
    return paper.to_bytes()
