"""Tell by what is in a file that nobody named, whether it is looked at as a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.exchange.incoming.mails import is_mail
from hiring.exchange.incoming.places import HEAD, OLE

if TYPE_CHECKING:
    from typing import IO

_LOOKED_AT = 1 << 20
_PACKED = (b"PK", OLE)
_REFERENCE = b"HS1-"  # what a table of text shows of a card
_SPREADSHEETS = (
    (b"PK", (b"xl/workbook.", b"opendocument.spreadsheet")),
    (OLE, ("Workbook\0".encode("utf-16-le"),)),
)


def shows_card(file: IO[bytes], ending: str) -> bool:
    """Tell whether a file of another ending, or of none, may hold a card by what is in it."""
    begin = file.read(HEAD)
    if not ending and (begin.startswith(_PACKED) or is_mail(begin)):
        return True
    if _REFERENCE in begin or not begin.startswith(_PACKED):
        return _REFERENCE in begin
    begin += file.read(_LOOKED_AT - HEAD)
    signs = next(signs for magic, signs in _SPREADSHEETS if begin.startswith(magic))
    return any(sign in begin for sign in signs)
