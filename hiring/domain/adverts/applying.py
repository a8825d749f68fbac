"""Read how one applies, and until when."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from hiring.domain.advertising import find_address
from hiring.domain.adverts.advert import Kind, Part
from hiring.domain.adverts.facts import Quoted
from hiring.domain.adverts.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.domain.adverts.advert import Advert

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<name>(?:{'|'.join(_MONTHS)})[a-z]{{0,6}})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_YEAR = r"(?P<year>20\d\d)\b"
_DAYS = tuple(
    Pattern(written, re.IGNORECASE, hints=("20",))
    for written in (
        r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b",
        rf"\b(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}",
    )
)
_APPLYING = Pattern(
    r"\b(?:appl(?:y|ying|ications?)|deadline|clos(?:es?|ing)|bewerb\w*|candidatures?)\b",
    re.IGNORECASE,
    hints=("appl", "deadline", "clos", "bewerb", "candidature"),
)
_UNTIL = Pattern(
    r"\b(?:until|till|by|through|bis(?: zum)?|no later than|(?:deadline|closing date|last day"
    r"|closes?|closing)\b[^.;\d]{0,40}?)\s*:?\s*(?:the\s+|on\s+|\w+day,?\s+)*"
    rf"(?=\d|(?:{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?\s\d)",
    re.IGNORECASE,
)
_NUMBER = Pattern(r"\d")
_ADDRESS = Pattern(r"https?://[^\s<>\"'()\[\]]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", hints=("http", "@"))
_SENDS = Pattern(
    r"\b(?:appl(?:y|ying|ications?)|(?:send|e-?mail|submit|upload)\b[^.;]{0,40}\b(?:cv|r[e\xe9]sum[e\xe9]"
    r"|letter|to)|bewerb\w*)\b",
    re.IGNORECASE,
    hints=("appl", "send", "mail", "submit", "upload", "bewerb"),
)
_SAYS_HOW = Pattern(
    r"\b(?:to apply|how to apply|apply\s+(?:via|through|with|at|using|here|directly"
    r"|by\s(?:e-?mail|mail|post|sending|writing))"
    r"|(?:send|e-?mail|submit)\s+(?:us\s+|me\s+)?(?:your|a|an)\b)",
    re.IGNORECASE,
    hints=("apply", "send", "mail", "submit"),
)
_ELSEWHERE = Pattern(
    r"\b(?:accommodation|adjustment|disabilit|privacy|data protection|fraud|scam|question)\w*\b",
    re.IGNORECASE,
)
"""What else an address is given for."""

_NOT_OF_IT = frozenset({Part.EQUAL, Part.ACCOMMODATION, Part.LEGAL, Part.DUTIES, Part.MUST})


def find_last_day(advert: Advert) -> tuple[str, Quoted | None]:
    """Give the last day to apply, as 2026-03-31, or "" and the words that could not be read as one.

    A day is plain where it has its year and its month cannot be mistaken, and no other is named.
    """
    days: dict[str, Quoted] = {}
    unclear: Quoted | None = None
    for quoted in _sentences(advert):
        if not _APPLYING.search(quoted.text):
            continue
        for until in _UNTIL.finditer(quoted.text):
            behind = quoted.text[until.end() : until.end() + _NEAR]
            if day := _read_day(behind):
                days.setdefault(day, quoted)
            elif _NUMBER.search(behind[:_NEXT]):
                unclear = unclear or quoted
    if len(days) == 1:
        return next(iter(days)), None
    return "", next(iter(days.values()), unclear)


def find_way_to_apply(advert: Advert) -> tuple[str, Quoted | None]:
    """Give the one address to apply at, or "" and the words that say how one applies."""
    found: dict[str, Quoted] = {}
    told: Quoted | None = None
    for quoted in _sentences(advert):
        if _ELSEWHERE.search(quoted.text):
            continue
        if _SENDS.search(quoted.text):
            for hit in _ADDRESS.findall(quoted.text):
                if find_address(address := hit.rstrip(".,;:!?")):
                    found.setdefault(address, quoted)
        if _SAYS_HOW.search(quoted.text):
            told = told or quoted
    if len(found) == 1:
        return next(iter(found)), None
    return "", next(iter(found.values()), told)


_NEAR, _NEXT = 30, 12  # letters behind "until" in which a day stands, and begins


def _sentences(advert: Advert) -> Iterator[Quoted]:
    return (
        Quoted(sentence, line.number)
        for line in advert.lines
        if line.kind is not Kind.HEADING and line.part not in _NOT_OF_IT
        for sentence in line.sentences
    )


def _read_day(text: str) -> str:
    """Read the day that a text begins with; "" for none, and for one of no calendar."""
    for pattern in _DAYS:
        found = pattern.match(text)
        if not found:
            continue
        said = found.groupdict()
        name = said.get("name")
        month = _MONTHS.index(name[:3].lower()) + 1 if name else int(said["month"])
        try:
            return date(int(said["year"]), month, int(said["day"])).isoformat()
        except ValueError:
            return ""
    return ""
