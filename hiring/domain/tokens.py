"""Words of a line, in the form in which phrases are looked up."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

STOP = "."
"""The token of a sentence's end, which no phrase with a gap reaches over."""

_PIECES = re.compile(
    r"(?P<word>[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W_]+)*(?:\+\+|#(?=\W|\Z))?)"
    r"|(?P<stop>[.!?](?=\s|\Z)|;)"
)


class Token(NamedTuple):
    """A word in small letters, or the end of a sentence, and its place in the line."""

    word: str
    start: int
    end: int


def split_line(text: str) -> tuple[Token, ...]:
    """Split a line into words, possessive s dropped: "CI/CD for C++" gives ci, cd, for, c++."""
    return tuple(
        Token(_plain(found["word"]) if found["word"] else STOP, found.start(), found.end())
        for found in _PIECES.finditer(text)
    )


split_words = lru_cache(maxsize=4096)(split_line)
"""`split_line` of lines that are looked at several times."""


def _plain(word: str) -> str:
    small = word.lower()
    if small.isalnum():
        return small
    return small.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").removesuffix("'s")
