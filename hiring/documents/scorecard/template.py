"""Keep what is equal on many cards, and put in what differs.

One interview step makes the same workbook for every candidate but for a few texts. Building it
takes openpyxl some 20 ms; putting the texts into its finished parts takes a fraction of one.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from hiring.documents.scorecard.packing import Packed, Piece, compress, join, leave, pack

if TYPE_CHECKING:
    from collections.abc import Mapping

_SIGN = secrets.token_hex(8)  # no text of a card can hold it; it is in no finished file
_MARK = re.compile(f"~{_SIGN}:([a-z0-9_]+)~")
_FIRST = "[Content_Types].xml"


def mark(name: str) -> str:
    """Give the words that stand where the text of that name belongs."""
    return f"~{_SIGN}:{name}~"


def cut(parts: Mapping[str, bytes]) -> dict[str, list[str]]:
    """Cut the parts of a workbook at their marks: text, name, text, name, ... text."""
    names = (_FIRST, *sorted(parts.keys() - {_FIRST}))
    return {name: _MARK.split(parts[name].decode()) for name in names}


@dataclass(frozen=True, slots=True)
class Template:
    """The parts of a workbook: those that are ready, and those into which texts are to be put.

    Of the latter each is piece, name, piece, name, ... piece.
    """

    ready: tuple[Packed, ...]
    open: tuple[tuple[str, tuple[Piece | str, ...]], ...]

    @classmethod
    def of(cls, parts: Mapping[str, list[str]]) -> Template:
        """Compress what all cards share."""
        return cls(
            tuple(
                join(name, (compress(pieces[0].encode()),))
                for name, pieces in parts.items()
                if len(pieces) == 1
            ),
            tuple(
                (
                    name,
                    tuple(
                        piece if place % 2 else compress(piece.encode())
                        for place, piece in enumerate(pieces)
                    ),
                )
                for name, pieces in parts.items()
                if len(pieces) > 1
            ),
        )

    def filled(self, texts: Mapping[str, str]) -> bytes:
        """Put the texts in their places, as text, and pack the workbook."""
        safe = {name: leave(escape(text, quote=False).encode()) for name, text in texts.items()}
        return pack(
            (
                *self.ready,
                *(
                    join(name, (safe[p] if isinstance(p, str) else p for p in pieces))
                    for name, pieces in self.open
                ),
            )
        )
