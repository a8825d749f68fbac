"""Text of people, made fit for any document: what is no text is marked, lines end in one way."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_NOT_TEXT = re.compile("[^\t\n -~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLANK_LINES = re.compile(r"\n\s*\n")


def clean(text: str) -> str:
    """Make any text fit for a paragraph: one kind of line end, and a mark for what is no text."""
    return _NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", _LINE_ENDS.sub("\n", text))


def split_paragraphs(text: str) -> tuple[str, ...]:
    """Split a text where it leaves a line blank; parts without words are dropped."""
    parts = (part.strip() for part in _BLANK_LINES.split(clean(text)))
    return tuple(part for part in parts if part)
