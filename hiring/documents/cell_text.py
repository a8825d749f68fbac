"""Make any text fit a cell or a footer of a workbook."""

from __future__ import annotations

import re

CELL_LIMIT = 32_767
FOOTER_LIMIT = 80
_UNHOLDABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def plain(text: str, *, room: int = CELL_LIMIT) -> str:
    """Make text fit a cell: LF ends lines, what XML cannot hold shows as U+FFFD, a cut is said.

    A cell holds 32,767 UTF-16 units.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _cut(_UNHOLDABLE.sub("\ufffd", text), room)


def escaped(text: str) -> str:
    """Make text fit a cell's XML: Excel would read `_x0041_` as a letter."""
    return escape_only(plain(text))


def escape_only(text: str) -> str:
    """Escape text that fits already."""
    return _LOOKS_ESCAPED.sub("_x005F_", text)


def units(text: str) -> int:
    """Count the UTF-16 units of a text."""
    return len(text) + sum(character > "\uffff" for character in text)


def footer_text(text: str, *, limit: int = FOOTER_LIMIT) -> str:
    """Make text safe for a footer, where `&` begins a code and long texts damage the file."""
    shown = " ".join(_UNHOLDABLE.sub("\ufffd", text).split())
    short = shown if len(shown) <= limit else f"{shown[: limit - 1]}…"
    return short.replace("&", "&&")


def _cut(text: str, room: int) -> str:
    if len(text) * 2 <= room or units(text) <= room:
        return text
    mark = f"\n[cut here: a cell holds {CELL_LIMIT:,} characters]"[:room]
    kept = text.encode("utf-16-le")[: (room - len(mark)) * 2]
    return kept.decode("utf-16-le", errors="ignore") + mark
