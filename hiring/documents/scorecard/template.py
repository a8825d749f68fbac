"""Keep what is equal on many cards, and put in what differs.

One interview step makes the same workbook for every candidate but for a few texts. Building it
takes openpyxl some 30 ms; putting the texts into its finished parts takes one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from hiring.documents.excel import escaped, zip_parts

if TYPE_CHECKING:
    from collections.abc import Mapping

_MARK = re.compile(r"~hiring-3f9c1b7e:([a-z0-9_]+)~")


def mark(name: str) -> str:
    """Give the words that stand where the text of that name belongs."""
    return f"~hiring-3f9c1b7e:{name}~"


@dataclass(frozen=True, slots=True)
class Template:
    """The parts of a workbook, each cut at its marks: text, name, text, name, ... text."""

    parts: tuple[tuple[str, tuple[str, ...]], ...]

    @classmethod
    def of(cls, parts: Mapping[str, bytes]) -> Template:
        """Cut the parts at their marks."""
        return cls(tuple((name, tuple(_MARK.split(part.decode()))) for name, part in parts.items()))

    def filled(self, texts: Mapping[str, str]) -> bytes:
        """Put the texts in their places, as text, and pack the workbook."""
        safe = {name: escape(escaped(text.strip())) for name, text in texts.items()}
        return zip_parts({name: _join(pieces, safe) for name, pieces in self.parts})


def _join(pieces: tuple[str, ...], texts: Mapping[str, str]) -> bytes:
    if len(pieces) == 1:
        return pieces[0].encode()
    whole = (
        texts.get(piece, mark(piece)) if place % 2 else piece for place, piece in enumerate(pieces)
    )
    return "".join(whole).encode()
