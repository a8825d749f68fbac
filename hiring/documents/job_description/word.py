"""An advertisement as a Word document, in our design or in a company's own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hiring.documents.job_description.blocks import (
    INTERVIEWS_HEADER,
    Bullets,
    Interviews,
    Kind,
    Paragraph,
)
from hiring.documents.job_description.outline import draw_up
from hiring.documents.plain_text import clean
from hiring.documents.word import Paper, Properties, Span, Style, Table
from hiring.documents.word_base import BLUE, GREY, Base, compact_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.documents.job_description.blocks import Block, Line, Outline, Piece
    from hiring.documents.word import Words
    from hiring.views.papers import JobDescription

_DOT = " \N{MIDDLE DOT} "
_NO_BREAK = "\N{NO-BREAK SPACE}"
_PAY = re.compile(r"\b[A-Z]{3} [\d,]+(?: to [\d,]+)? an? [a-z]+")


def write_word(ad: JobDescription, base: Base | None = None) -> bytes:
    """Write a job description as a Word document, on a company's own template where it has one."""
    outline = draw_up(ad)
    paper = Paper(_properties(ad), base or Base(content=compact_document()))
    paper.add(Style.TITLE, outline.title)
    paper.add(Style.SUBTITLE, *_facts(outline))
    if outline.missing:
        missing = "; ".join(outline.missing)
        paper.add(Style.SMALL_PRINT, Span(text=f"Draft. Still missing: {missing}.", highlight=True))
    for section in outline.sections:
        paper.add(Style.HEADING_1, section.heading)
        for before, block in zip((None, *section.blocks), section.blocks, strict=False):
            _write(paper, block, room_above=not isinstance(before, Paragraph | None))
    return paper.to_bytes()


def _properties(ad: JobDescription) -> Properties:
    return Properties(
        title=f"{ad.title}, {ad.company}" if ad.company else ad.title,
        subject=f"Job description {ad.code}",
        author=ad.company or "hiring",
        category="Job description",
        identifier=ad.code,
        source=f"Rubric {ad.rubric}",
        footer=_DOT.join(part for part in (ad.title, ad.company) if part),
    )


def _facts(outline: Outline) -> Iterator[Words]:
    for place, fact in enumerate(outline.facts):
        if place:
            yield _DOT
        yield from (_word(replace(piece, text=_hold_pay(piece.text))) for piece in fact)


def _hold_pay(fact: str) -> str:
    """Let no line end within pay, nor between a period and its article."""
    return _PAY.sub(lambda found: found[0].replace(" ", _NO_BREAK), fact)


def _write(paper: Paper, block: Block, *, room_above: bool) -> None:
    if isinstance(block, Interviews):
        paper.add_table(_table(block))
    elif isinstance(block, Bullets):
        paper.add_bullets(_words(line) for line in block.lines)
    else:
        style = Style.SMALL_PRINT if block.small else Style.NORMAL
        words = _words(block.line)
        paper.add(style, *words, keep_next=block.leads, room_above=room_above)


def _words(line: Line) -> tuple[Words, ...]:
    return tuple(_word(piece) for piece in line)


def _word(piece: Piece) -> Words:
    if piece.link:
        return Span(text=piece.text, link=piece.link, colour=BLUE)
    if piece.kind is Kind.GAP:
        return Span(text=piece.text, highlight=True)
    if piece.kind is Kind.STRONG:
        return Span(text=piece.text, bold=True)
    if piece.kind is Kind.QUIET:
        return Span(text=piece.text, colour=GREY)
    return piece.text


def _table(block: Interviews) -> Table:
    return Table(
        caption="The interviews",
        description="Each interview with its format, its length and what it looks at.",
        shares=(31, 17, 10, 42),
        header=INTERVIEWS_HEADER,
        rows=tuple(
            (
                Span(text=clean(step.name), bold=True),
                step.format,
                step.time,
                step.looks_at,
            )
            for step in block.steps
        ),
    )


def write_sample() -> bytes:
    """Write a document that shows every style an advertisement uses, to make a template of."""
    paper = Paper(
        Properties(
            title="Template for advertisements",
            subject="Template",
            author="hiring",
            category="Template",
            identifier="template",
            source="The styles of an advertisement",
            footer="Your company",
        ),
        Base(content=compact_document()),
    )
    paper.add(Style.TITLE, "Title: the job")
    paper.add(Style.SUBTITLE, "Subtitle: company, place, terms and pay")
    paper.add(Style.HEADING_1, "Heading 1: each part of the advertisement")
    paper.add(Style.NORMAL, "Normal: what is said. This text is an example and is left out.")
    paper.add_bullets(("List Bullet: lists", "and their items"))
    paper.add_table(
        Table(
            caption="The interviews",
            description="An example of the table of interviews.",
            shares=(31, 17, 10, 42),
            header=INTERVIEWS_HEADER,
            rows=(("Table Text: every cell", "Live", "1 h", "Its header is as Heading 1"),),
        )
    )
    paper.add(Style.SMALL_PRINT, "Small Print: notes and the code of the job")
    return paper.to_bytes()
