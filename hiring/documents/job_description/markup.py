"""Pieces of an advertisement as HTML; the one place where text enters it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from hiring.documents.job_description.blocks import (
    INTERVIEWS_HEADER,
    Bullets,
    Interviews,
    Kind,
)
from hiring.documents.plain_text import clean

if TYPE_CHECKING:
    from hiring.documents.job_description.blocks import Block, Line, Piece

_TAGS = {Kind.PLAIN: "{}", Kind.STRONG: "<strong>{}</strong>", Kind.GAP: "<mark>{}</mark>"}


def write_text(text: str) -> str:
    """Write text so that none of it is markup; line ends become line breaks."""
    lines = (" ".join(line.split()) for line in clean(text).strip().split("\n"))
    return "<br>\n".join(escape(line) for line in lines if line)


def write_line(line: Line) -> str:
    """Write the pieces of a paragraph or list item."""
    return "".join(_write_piece(piece) for piece in line).strip()


def _write_piece(piece: Piece) -> str:
    if not piece.text.strip():
        return " " * bool(piece.text)
    space = (" " * piece.text[:1].isspace(), " " * piece.text[-1:].isspace())
    words = write_text(piece.text).join(space)
    if piece.link:
        return f'<a href="{escape(piece.link)}">{words}</a>'
    return _TAGS.get(piece.kind, "{}").format(words)


def write_block(block: Block, *, table: bool) -> str:
    """Write a paragraph, a list, or the interviews, which are a table or a numbered list."""
    if isinstance(block, Interviews):
        return _write_table(block) if table else _write_steps(block)
    if isinstance(block, Bullets):
        items = "\n".join(f'<li dir="auto">{write_line(line)}</li>' for line in block.lines)
        return f"<ul>\n{items}\n</ul>"
    kind = ' class="small"' if block.small else ' class="leads"' if block.leads else ""
    return f'<p{kind} dir="auto">{write_line(block.line)}</p>'


def _write_table(block: Interviews) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in INTERVIEWS_HEADER)
    rows = "\n".join(
        f'<tr><th scope="row" dir="auto">{write_text(step.name)}</th>'
        f'<td>{write_text(step.format)}</td><td class="time">{write_text(step.time)}</td>'
        f'<td dir="auto">{write_text(step.looks_at)}</td></tr>'
        for step in block.steps
    )
    return (
        '<table>\n<caption class="unseen">The interviews, in their order</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
    )


def _write_steps(block: Interviews) -> str:
    items = "\n".join(
        f"<li><strong>{write_text(step.name)}</strong> "
        f"{write_text(f'({step.format}, {step.time}): {step.looks_at}')}</li>"
        for step in block.steps
    )
    return f"<ol>\n{items}\n</ol>"
