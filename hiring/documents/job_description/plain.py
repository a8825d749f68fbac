"""An advertisement as plain text, for the terminal and to be kept as it was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.documents.job_description.blocks import Bullets, Interviews
from hiring.documents.job_description.outline import draw_up
from hiring.documents.plain_text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.documents.job_description.blocks import Block, Line
    from hiring.views.papers import JobDescription


def write_plain(ad: JobDescription) -> str:
    """Write a job description as plain text, a line for each paragraph and list item."""
    outline = draw_up(ad)
    lines = [_one_line(outline.title), "; ".join(_say(fact) for fact in outline.facts)]
    if outline.missing:
        lines += ["", f"Draft. Still missing: {'; '.join(outline.missing)}."]
    for section in outline.sections:
        lines += ["", section.heading.upper(), ""]
        lines += [line for block in section.blocks for line in _lines(block)]
    return "\n".join(lines) + "\n"


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Interviews):
        for place, step in enumerate(block.steps, start=1):
            said = f"{step.name} ({step.format}, {step.time}): {step.looks_at}"
            yield f"{place}. {_one_line(said)}"
    elif isinstance(block, Bullets):
        yield from (f"- {_say(line)}" for line in block.lines)
    else:
        yield _say(block.line)


def _say(line: Line) -> str:
    return _one_line("".join(piece.text for piece in line))


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
