"""How high a row must be for its text."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import east_asian_width

_POINTS_PER_SIZE = 1.27
_MARGIN = 8.0
_CHARACTERS_PER_WIDTH = 1.16
_DEFAULT_SIZE = 11


@lru_cache(maxsize=4096)
def height_of(text: str, *, width: float, size: float) -> float:
    """Estimate the points a wrapped text needs in a column of that width (in characters)."""
    room = (width - 2.5) * _DEFAULT_SIZE / size * _CHARACTERS_PER_WIDTH
    lines = sum(_lines_in(paragraph, room) for paragraph in text.split("\n"))
    return lines * size * _POINTS_PER_SIZE


def fitting(*heights: float, least: float = 0) -> float:
    """Give the height of a row that holds texts of these heights."""
    return max(least, max(heights) + _MARGIN)


def _lines_in(paragraph: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in paragraph.split(" "):
        wide = len(word) if word.isascii() else _width(word)
        if used and used + wide > room:
            lines, used = lines + 1, 0.0
        lines += int(max(0.0, wide - 1) // room)
        used += wide % room + 1 if wide > room else wide + 1
    return lines


def _width(word: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in word)
