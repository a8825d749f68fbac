"""Read days and moments by rules that are said; one that could be two days is never guessed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import tzinfo

RULES = ("DMY", "MDY", "YMD", "epoch", "epoch-ms")
_FIRST_YEAR = 1970
_LAST_YEAR = 2100
_PIVOT = 69  # two-digit years before it are of this century
_NUMERIC = re.compile(
    r"(\d{1,4})([-/.])(\d{1,2})\2(\d{4}|\d{1,2})"
    r"(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([AaPp])?\.?[Mm]?\.?)?\Z"
)
_NAMED = re.compile(
    r"(?:(\d{1,2})[. -]+([A-Za-z]{3,9})\.?[ ,-]+(\d{4})|([A-Za-z]{3,9})\.? +(\d{1,2}),? +(\d{4}))"
    r"(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp])?\.?[Mm]?\.?)?\Z"
)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? +", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,16}\Z")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NOON = 12


class UnclearError(ValueError):
    """A day that can be read in two ways: its column needs a rule."""


class Clock:
    """Reads moments of one column by its rule, and remembers what it has read."""

    def __init__(self, rule: str, zone: tzinfo | None) -> None:
        """Read by a rule, or by none; what names no zone is local in this one."""
        self.rule = rule
        self.zone = zone
        self._known: dict[str, datetime] = {}

    def read(self, text: str) -> datetime:
        """Give the moment; UnclearError where it needs a rule, ValueError where it is none."""
        known = self._known.get(text)
        if known is not None:
            return known
        moment = self._read(text.strip())
        if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
            raise ValueError(text)
        # A row says a day in several places, so the newest are worth more than the first.
        if len(self._known) >= 1 << 14:
            self._known.clear()
        self._known[text] = moment
        return moment

    def _read(self, text: str) -> datetime:
        if _NUMBER.match(text):
            if self.rule not in {"epoch", "epoch-ms"}:
                if len(text) == len("20260102"):
                    return self._local(datetime.strptime(text, "%Y%m%d"))  # noqa: DTZ007 - made local
                raise UnclearError(text) if len(text) > len("20260102") else ValueError(text)
            seconds = int(text) / (1000 if self.rule == "epoch-ms" else 1)
            return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
        match = _NUMERIC.match(text)
        if match and not (match[2] == "-" and len(match[1]) == len("2026") and len(match[3]) == 2):  # noqa: PLR2004
            return self._numeric(match)
        named = _NAMED.match(_WEEKDAY.sub("", text))
        if named:
            day, month, year = (
                (named[1], named[2], named[3]) if named[1] else (named[5], named[4], named[6])
            )
            number = _MONTHS.index(month[:3].lower()) + 1
            return self._at((int(year), number, int(day)), named.groups()[6:])
        return self._local(datetime.fromisoformat(text.replace(" UTC", "+00:00")))

    def _numeric(self, match: re.Match[str]) -> datetime:
        first, second, third = int(match[1]), int(match[3]), int(match[4])
        if len(match[1]) == len("2026"):
            return self._at((first, second, third), match.groups()[4:])
        order = self.rule if self.rule in {"DMY", "MDY", "YMD"} else evidence(match[0])
        if order not in {"DMY", "MDY", "YMD"}:
            raise UnclearError(match[0])
        if order == "YMD":
            year, month, day = first, second, third
        elif order == "DMY":
            day, month, year = first, second, third
        else:
            month, day, year = first, second, third
        if len(match[4] if order != "YMD" else match[1]) <= 2:  # noqa: PLR2004 - two digits
            year += 2000 if year < _PIVOT else 1900
        return self._at((year, month, day), match.groups()[4:])

    def _at(self, day: tuple[int, int, int], time: tuple[str | None, ...]) -> datetime:
        hour, minute, second, half = time
        hours = int(hour or 0)
        if half:
            hours = hours % _NOON + (_NOON if half in "Pp" else 0)
        return self._local(datetime(*day, hours, int(minute or 0), int(second or 0)))  # noqa: DTZ001

    def _local(self, moment: datetime) -> datetime:
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=self.zone) if self.zone else moment.astimezone()
        return moment.astimezone(UTC)


def evidence(text: str) -> str:
    """Tell which order of day and month a date shows: "DMY", "MDY", "either", or "" for none."""
    match = _NUMERIC.match(text.strip())
    if not match or len(match[1]) > 2:  # noqa: PLR2004 - a year goes first: that is clear
        return ""
    if len(match[4]) <= 2:  # noqa: PLR2004 - which of the three is the year cannot be seen
        return "either"
    first, second = int(match[1]), int(match[3])
    if first > _NOON or second > _NOON:
        return "DMY" if first > _NOON else "MDY"
    return "either"
