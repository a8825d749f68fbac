"""An advertisement as plain CommonMark: no tables, no raw HTML, and no text that becomes markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hiring.documents.job_description.blocks import Bullets, Interviews, Kind
from hiring.documents.job_description.outline import draw_up
from hiring.documents.plain_text import clean

if TYPE_CHECKING:
    from hiring.documents.job_description.blocks import Block, Interview, Line, Outline, Piece
    from hiring.views.papers import JobDescription

# Everything that CommonMark, or a dialect of it that is widely used, may read as markup.
_MARKUP = re.compile(r"([\\`*_\[\]<>&~|$])")
_AT_THE_START = re.compile(r"\A([#+=-])")
_NUMBERED = re.compile(r"\A(\d{1,9})([.)])")


def write_markdown(ad: JobDescription) -> bytes:
    """Write a job description in Markdown."""
    outline = draw_up(ad)
    parts = [f"# {_escape(_one_line(outline.title))}", _facts(outline)]
    if outline.missing:
        missing = "; ".join(outline.missing)
        parts.append(f"> **Draft.** {_escape(f'Still missing: {missing}.')}")
    for section in outline.sections:
        parts.append(f"## {_escape(section.heading)}")
        parts += [_write(block) for block in section.blocks]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _facts(outline: Outline) -> str:
    return " \N{MIDDLE DOT} ".join(_write_line(fact, glue=" ") for fact in outline.facts)


def _write(block: Block) -> str:
    if isinstance(block, Interviews):
        numbered = enumerate(block.steps, start=1)
        return "\n".join(_item(f"{place}. ", _step(step)) for place, step in numbered)
    if isinstance(block, Bullets):
        return "\n".join(_item("- ", _write_line(line)) for line in block.lines)
    return _write_line(block.line)


def _item(mark: str, words: str) -> str:
    return mark + words.replace("\n", "\n" + " " * len(mark))


def _step(step: Interview) -> str:
    name, told = _escape(_one_line(step.name)), f"({step.format}, {step.time}): {step.looks_at}"
    strong = f"**{name}** " if name else ""
    return f"{strong}{_escape(_one_line(told))}"


def _write_line(line: Line, glue: str = "\\\n") -> str:
    return "".join(_write_piece(piece, glue) for piece in line).strip() or "\u2003"


def _write_piece(piece: Piece, glue: str) -> str:
    if piece.link:
        return f"<{piece.link.removeprefix('mailto:')}>"
    if piece.kind in {Kind.STRONG, Kind.GAP}:
        words = _escape(_one_line(piece.text))
        return f"**{words}**" if words else ""
    if piece.text.isspace():
        return " "
    lines = [_escape(" ".join(one.split())) for one in clean(piece.text).split("\n")]
    ends = (" " * piece.text[:1].isspace(), " " * piece.text[-1:].isspace())
    return glue.join(one for one in lines if one).join(ends)


def _escape(text: str) -> str:
    """Escape what would be markup anywhere, and what would be at the start of a line."""
    escaped = _MARKUP.sub(r"\\\1", text)
    return _NUMBERED.sub(r"\1\\\2", _AT_THE_START.sub(r"\\\1", escaped))


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
