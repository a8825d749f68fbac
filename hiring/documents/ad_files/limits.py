"""How much of an advertisement is read, and the words in which one is refused."""

from __future__ import annotations

from typing import NoReturn

from hiring.errors import InvalidFileError, Problem

MOST_BYTES = 16 << 20
"""How large a file may be, with its pictures."""
MOST_LETTERS = 200_000
"""How long the text may be: that of thirty long advertisements."""
MOST_LINES = 20_000

TEXT_ITSELF = "copy the text of the advertisement into a .txt file."
ONE_AD = "give one advertisement, without what stands around it."
AGAIN = "download or export it again, or copy its text into a .txt file."


def refuse(shown: str, what: str, fix: str) -> NoReturn:
    """Refuse a file for one reason."""
    raise InvalidFileError(Problem(what, where=shown, fix=fix))


def refuse_long(shown: str) -> NoReturn:
    """Refuse a text that is longer than any advertisement."""
    what = f"is too long for an advertisement: more than {MOST_LETTERS:,} letters or"
    refuse(shown, f"{what} {MOST_LINES:,} lines.", ONE_AD)


def refuse_empty(shown: str) -> NoReturn:
    """Refuse what holds no word."""
    refuse(shown, "there is no text in it.", "give a file that holds the advertisement.")
