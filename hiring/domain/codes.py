"""The codes people type: C-12 is a candidate, A-7 an application, I-3 an interview, S-9 a card.

R-2 is what somebody asked for by right.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Kind(StrEnum):
    """What a code names."""

    CANDIDATE = "C"
    APPLICATION = "A"
    INTERVIEW = "I"
    SCORECARD = "S"
    REQUEST = "R"


_NUMBER = re.compile(r"([A-Za-z])-?0*([1-9][0-9]{0,9})\Z")
_HIGHEST = 2**31 - 1  # what an Integer column of PostgreSQL holds; nothing beyond it is there
_JOB_CODE = re.compile(r"[A-Z0-9][A-Z0-9._-]{0,39}\Z")
_EMAIL = re.compile(r"[^\s@<>\",;]{1,64}@[^\s@<>\",;]{1,253}\Z")
_PERSON = re.compile(r"\s*\"?(?P<name>[^<>\"]+?)\"?\s*<(?P<email>[^<>]+)>\s*\Z")


def code(kind: Kind, number: int) -> str:
    """Write the code of a record, as C-12 for candidate 12."""
    return kind + f"-{number}"  # thousands of codes are written: `value` would cost as much again


def number_in(text: str, kind: Kind) -> int | None:
    """Read a code of this kind, upper or lower case, with or without the hyphen; else None."""
    match = _NUMBER.match(text.strip())
    if not match or match[1].upper() != kind.value:
        return None
    number = int(match[2])
    return number if number <= _HIGHEST else None


def job_code(text: str) -> str | None:
    """Read a job's code in its one spelling (upper case), or None when it cannot be one."""
    cleaned = text.strip().upper()
    return cleaned if _JOB_CODE.match(cleaned) else None


def email_key(text: str) -> str | None:
    """Give the form in which an address belongs to one person, or None when it is no address.

    Case and compatibility forms are folded; dots and tags are kept, since they can differ.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    cleaned = text.strip().casefold()
    return cleaned if _EMAIL.match(cleaned) and ".." not in cleaned else None


def person(text: str) -> tuple[str, str] | None:
    """Read "NAME <EMAIL>", or None when it is not written so."""
    match = _PERSON.match(text)
    if not match or email_key(match["email"]) is None:
        return None
    return " ".join(match["name"].split()), match["email"].strip()


# Letters that Unicode does not take apart into a plain one and its mark.
_PLAIN = str.maketrans("\u00f8\u0142\u0111\u00f0\u0127\u0131\u0167", "olddhit") | {
    ord("\u00e6"): "ae",
    ord("\u0153"): "oe",
    ord("\u00fe"): "th",
}


def search_key(*texts: str | None) -> str:
    """Fold texts for searching: no case, no accents, one space between words."""
    return " ".join(plain_letters(" ".join(t for t in texts if t)).split())


def plain_letters(text: str) -> str:
    """Give a text without case and accents."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_PLAIN)


ERASED = "(erased)"
"""What stands where something was said that is gone, and on screens where a name was."""


def shown_name(name: str) -> str:
    """Give a person's name as it is shown; those of erased people are empty."""
    return name or ERASED
